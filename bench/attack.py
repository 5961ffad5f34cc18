"""What one hostile client costs all others: python -m bench.attack [sqlite] [postgres] [INPUT ...].

For each input: how long another client waits without and with the attack, the server's memory before, at its peak and
after, and what the hostile client was answered. An input is a row of INPUTS. Everything stays on this machine and ends
by itself: an attack is stopped after LONGEST seconds.

The bound: nobody else waits more than 250 ms longer, and memory grows by at most 64 MiB and comes back.
"""

import asyncio
import json
import multiprocessing
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from bench.floods import FLOODS, Flood, Probe
from bench.halls import fill
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite

LONGEST = float(os.environ.get("BENCH_SECONDS", "45"))
CALM = 3.0  # seconds of measuring before the attack
SETTLING = 10.0  # seconds in which memory may come back
PAUSE = 0.02
# The limits of users, and not those of the other benchmarks.
PUBLISHED = {"SIGN_UPS_AN_HOUR": "60", "MAX_SOCKETS": "200"}
PROBE = """{ viewer { user { name } unreadNotificationCount parties { name } }
  demands(first: 5) { edges { node { id title } } } }"""


@dataclass(frozen=True)
class Target:
    """The server under attack, with the tokens of `hostile` and `other` and the ids of its data set."""

    port: int
    named: dict[str, str]


@dataclass
class Answers:
    """What a client was answered: how often each status and code, and how many bytes."""

    counts: Counter[str] = field(default_factory=Counter)
    bytes: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Answers") -> "Answers":
        return Answers(self.counts + other.counts, self.bytes + other.bytes, self.seconds + other.seconds)

    def __str__(self) -> str:
        told = ", ".join(f"{count} x {what}" for what, count in self.counts.most_common(4))
        return f"{told or 'nothing'}; {self.bytes / 1e6:.1f} MB in {self.seconds:.1f} s"


async def ask(target: Target, document: str, *, token: str | None = None, **variables: Any) -> tuple[str, int]:
    """Sends one request; returns the status with the codes of errors, and the size of the answer, which is dropped."""
    body = json.dumps({"query": document, "variables": variables}).encode()
    head = [f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{target.port}\r\nConnection: close"]
    head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    head += [f"Authorization: Bearer {token}"] if token else []
    reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
    try:
        writer.write("\r\n".join([*head, "", ""]).encode() + body)
        size, beginning, end = 0, b"", b""
        while chunk := await reader.read(1 << 20):
            size += len(chunk)
            beginning = beginning or chunk[:2_000]
            end = chunk[-2_000:]
    finally:
        writer.close()
    codes = sorted({*re.findall(rb'"code": ?"([A-Z_]+)"', beginning + end)})
    status = beginning[9:12].decode() or "no answer"
    return " ".join([status, *(code.decode() for code in codes)]), size


async def repeatedly(target: Target, document: str, *, times: int = 3, at_once: int = 1, **variables: Any) -> Answers:
    """Sends the request as the hostile user that many times, some of them at once."""
    answers, started, left = Answers(), time.monotonic(), iter(range(times))

    async def go_on() -> None:
        for _ in left:
            try:
                said, size = await ask(target, document, token=target.named["hostile"], **variables)
            except OSError as error:
                said, size = type(error).__name__, 0
            answers.counts[said] += 1
            answers.bytes += size

    try:
        async with asyncio.timeout(LONGEST):
            await asyncio.gather(*(go_on() for _ in range(at_once)))
    except TimeoutError:
        answers.counts["stopped"] += 1
    answers.seconds = time.monotonic() - started
    return answers


def aliased(selection: str, times: int = 30, around: str = "{ %s }") -> str:
    """A document with that many aliases of one selection; `%d` in it becomes the number of the alias."""
    return around % " ".join(f"a{each}: {selection.replace('%d', str(each))}" for each in range(times))


@dataclass(frozen=True)
class Input:
    """One attack: its name, the data set it needs (see bench/halls.py), and what the hostile client does.

    `probe` is what the other client does meanwhile, if it is not PROBE; it returns how it was answered.
    """

    name: str
    hall: str
    attack: Callable[[Target], Awaitable[Answers]]
    probe: Probe | None = None


def flooding(name: str, hall: str, flood: Flood, probe: Probe | None) -> Input:
    async def attack(target: Target) -> Answers:
        started = time.monotonic()
        counts = await flood(target.port, target.named)
        return Answers(counts, seconds=time.monotonic() - started)

    return Input(name, hall, attack, probe)


async def long_texts(target: Target) -> Answers:
    return await repeatedly(target, aliased("demands(first: 200) { edges { node { description } } }"))


async def long_texts_within_the_cost(target: Target) -> Answers:
    texts = "demands(first: 100, order: CLOSING_SOON) { edges { node { description } } }"
    return await repeatedly(target, aliased(texts, 6), times=10, at_once=5)


async def long_rows(target: Target) -> Answers:
    rows = "demands(first: 200) { edges { node { id awarder { id } } } }"
    return await repeatedly(target, aliased(rows, 12), times=10, at_once=5)


async def searches(target: Target) -> Answers:
    found = 'demands(first: 20, order: CLOSING_SOON, filter: {text: "build web data"}) { edges { node { id } } }'
    return await repeatedly(target, aliased(found), at_once=3)


async def candidates(target: Target) -> Answers:
    page = "candidates(first: 20) { edges { node { id score { rank } } } }"
    return await repeatedly(target, _workbench(page), times=10, at_once=5, id=target.named["demand"])


async def candidates_by_words(target: Target) -> Answers:
    page = 'candidates(first: 20, filter: {text: "word1 word2"}) { edges { node { id } } }'
    return await repeatedly(target, _workbench(page), times=4, at_once=2, id=target.named["demand"])


async def orderings(target: Target) -> Answers:
    return await repeatedly(target, _workbench(_rankings(30)), times=5, at_once=5, id=target.named["demand"])


async def a_few_orderings(target: Target) -> Answers:
    return await repeatedly(
        target, _workbench(_rankings(20, ", first: 100")), times=5, at_once=5, id=target.named["demand"]
    )


async def verifications(target: Target) -> Answers:
    checks = " ".join(f"a{each}: firstBrokenSeq" for each in range(15))
    return await repeatedly(target, _workbench(checks), times=5, at_once=5, id=target.named["demand"])


async def long_lists(target: Target) -> Answers:
    document = "query ($f: DemandFilter) { demands(filter: $f) { edges { node { id } } } }"
    answers = await repeatedly(target, document, times=5, at_once=5, f={"states": ["OPEN"] * 33_000})
    return answers + await repeatedly(target, document, times=5, at_once=5, f={"audience": ["TEAM"] * 1_000})


def _rankings(times: int, size: str = "") -> str:
    """As many rankings, each under other weights."""
    weights = '{key: "price_fit", weight: %d}, {key: "delivery_time", weight: %d}'
    return " ".join(
        f"a{each}: ordering(weights: [{weights % (each, 10_000 - each)}]{size}) {{ rank candidate {{ id }} }}"
        for each in range(times)
    )


def _workbench(selection: str) -> str:
    return f"query ($id: ID!) {{ demand(id: $id) {{ ... on BiddingDemand {{ workbench {{ {selection} }} }} }} }}"


INPUTS = [
    Input("long texts x 30", "texts", long_texts),
    Input("long texts x 6", "texts", long_texts_within_the_cost),
    Input("rows with long texts x 12", "texts", long_rows),
    Input("searches x 30", "market", searches),
    Input("long lists", "market", long_lists),
    Input("workbench of 5,000", "workbench", candidates),
    Input("workbench of 5,000 by words", "workbench", candidates_by_words),
    Input("orderings x 30", "workbench", orderings),
    Input("orderings of 100 x 20", "workbench", a_few_orderings),
    Input("verifications x 15", "workbench", verifications),
    *(flooding(*each) for each in FLOODS),
]


def attack(name: str, target: Target) -> Answers:
    """Runs in a process of its own, so that what the hostile client computes delays nobody."""
    [row] = [each for each in INPUTS if each.name == name]

    async def run() -> Answers:
        return await row.attack(target)

    return asyncio.run(run())


class Other:
    """The other client: asks again and again, and notes how long each answer took, in milliseconds."""

    def __init__(self, target: Target, probe: Probe | None) -> None:
        self.target = target
        self.probe = probe
        self.waits: list[float] = []
        self.told: Counter[str] = Counter()

    async def ask_while(self, goes_on: Callable[[], bool]) -> list[float]:
        self.waits = []
        while goes_on():
            started = time.monotonic()
            try:
                said = await self.act()
            except OSError as error:
                said = type(error).__name__
            self.waits.append((time.monotonic() - started) * 1_000)
            self.told[said] += 1
            await asyncio.sleep(PAUSE)
        return self.waits

    async def act(self) -> str:
        if self.probe is not None:
            return await self.probe(self.target.port, self.target.named)
        return (await ask(self.target, PROBE, token=self.target.named["other"]))[0]


class Memory:
    """The memory of the server and its workers, in MiB."""

    def __init__(self, pid: int) -> None:
        self.process = psutil.Process(pid)
        self.peak = 0.0

    def now(self) -> float:
        resident = 0
        for each in (self.process, *self.process.children(recursive=True)):
            for line in Path(f"/proc/{each.pid}/status").read_text().splitlines():
                if line.startswith("VmRSS"):
                    resident += int(line.split()[1])
        self.peak = max(self.peak, resident / 1_024)
        return resident / 1_024

    async def settled(self, before: float) -> float:
        """The memory once it has come back to about what it was, or after SETTLING seconds."""
        goes_on = _for(SETTLING)
        while (after := self.now()) > before + 16 and goes_on():  # noqa: ASYNC110 - it looks from outside
            await asyncio.sleep(0.2)
        return after

    async def watch(self) -> None:
        while True:
            self.now()
            await asyncio.sleep(PAUSE)


async def measure(row: Input, target: Target, pid: int) -> None:
    other, memory = Other(target, row.probe), Memory(pid)
    await other.ask_while(_for(1.0))
    calm = await other.ask_while(_for(CALM))
    before = memory.now()
    watching = asyncio.create_task(memory.watch())
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as hostile:
        hostile.submit(int).result()  # the process has started
        running: Future[Answers] = hostile.submit(attack, row.name, target)
        waits = await other.ask_while(lambda: not running.done())
        answers = running.result()
    waits += await other.ask_while(_for(1.0))
    watching.cancel()
    peak, after = memory.peak, await memory.settled(before)
    if len(other.told) > 1:
        print(f"    the other client was answered {dict(other.told)}", flush=True)
    longer = max(waits) - max(calm)
    print(
        f"  {row.name:28} waits p50 {statistics.median(calm):5.0f} -> {statistics.median(waits):5.0f} ms, "
        f"longest {max(calm):5.0f} -> {max(waits):6.0f} ms; memory {before:4.0f}, {peak:5.0f}, {after:5.0f} MiB; "
        f"{'held' if longer <= 250 and peak - before <= 64 else 'EXCEEDED'}; {answers}",
        flush=True,
    )


def _for(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() < end


async def run(kind: str, wanted: list[str]) -> None:
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bidhall-")))
        databases = stack.enter_context(Postgres()) if kind == "postgres" else Sqlite(directory)
        print(f"{kind}:", flush=True)
        rows = [row for row in INPUTS if not wanted or row.name in wanted]
        for hall in dict.fromkeys(row.hall for row in rows):
            url = await databases.create()
            named = await fill(url, hall)
            for row in (each for each in rows if each.hall == hall):
                with Server(directory, DATABASE_URL=url, LOG_LEVEL="WARNING", **PUBLISHED) as server:
                    await measure(row, Target(server.port, named), server.pid)
            await databases.drop(url)


def main() -> int:
    kinds = [each for each in sys.argv[1:] if each in ("sqlite", "postgres")] or ["sqlite", "postgres"]
    wanted = [each for each in sys.argv[1:] if each not in ("sqlite", "postgres")]
    if unknown := set(wanted) - {each.name for each in INPUTS}:
        print(f"There is no input {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    if len(kinds) == 1:
        asyncio.run(run(kinds[0], wanted))
        return 0
    # One process for each database, because the ORM keeps compiled statements.
    again = [subprocess.run([sys.executable, "-m", "bench.attack", kind, *wanted], check=False) for kind in kinds]
    return max(each.returncode for each in again)


if __name__ == "__main__":
    sys.exit(main())
