"""Conversations on four workers with PostgreSQL and Redis: messages per second, and the latency to the other side.

Each user follows their conversation on their own socket; messages are sent with the real mutation. First nobody
follows, then everybody does, then workers are killed one after the other under load. Everything shares this machine:
each figure says what was busy. Fails if any follower missed a message, or received one twice or out of order.
Sizes are settings: BENCH_PEOPLE, BENCH_CONVERSATIONS, BENCH_WORKERS, BENCH_CONNECTIONS (that send), BENCH_SECONDS (per
part), BENCH_KILLS (0: none), BENCH_PATIENCE (seconds after which a missing message counts as lost).
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import psutil

from models.ids import opaque
from tests.support.api.processes import Process
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Redis

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "2000"))
CONVERSATIONS = int(os.environ.get("BENCH_CONVERSATIONS", "500"))
WORKERS = int(os.environ.get("BENCH_WORKERS", "4"))
CONNECTIONS = int(os.environ.get("BENCH_CONNECTIONS", "16"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "15"))
KILLS = int(os.environ.get("BENCH_KILLS", "4"))
PATIENCE = float(os.environ.get("BENCH_PATIENCE", "120"))
PARTS = """fragment MessageParts on Message { id seq body sentAt editedAt isDeleted clientMessageId
  sender { id name } replyTo { id } attachments { id fileName mediaType byteSize url } }"""
MUTATION = f"""mutation ($input: SendMessageInput!) {{ sendMessage(input: $input) {{ __typename
  ... on Message {{ ...MessageParts }} ... on Refusal {{ code message }} }} }} {PARTS}"""
SUBSCRIBE = f"""subscription ($id: ID!, $after: String) {{ conversation(id: $id, after: $after) {{ cursor occurredAt
  event {{ __typename ... on MessageSent {{ message {{ ...MessageParts }} }} ... on ResyncRequired {{ code }} }} }} }}
  {PARTS}"""


class Helper:
    """One side of the load in its own process, which answers requests in JSON lines."""

    def __init__(self, module: str, order: dict[str, Any]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.say(order)

    def __enter__(self) -> "Helper":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()

    def say(self, what: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def ask(self, **what: Any) -> dict[str, Any]:
        self.say(what)
        found: dict[str, Any] = json.loads(self.hear())
        return found


class Bench:
    """The cluster with its services, the users in its database, and the senders."""

    def __init__(self, stack: ExitStack) -> None:
        self.postgres, self.redis = stack.enter_context(Postgres()), stack.enter_context(Redis())
        self.database = asyncio.run(self.postgres.create())
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        self.server = Server(
            directory,
            migrates=True,
            DATABASE_URL=self.database,
            BUS_URL=self.redis.url,
            WORKERS=str(WORKERS),
            LOG_LEVEL="WARNING",
        )
        stack.enter_context(self.server)
        made = subprocess.run(
            [sys.executable, "-m", "bench.crowd", str(PEOPLE), str(CONVERSATIONS)],
            env={**os.environ, "DATABASE_URL": self.database},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.people: list[dict[str, Any]] = json.loads(made.stdout)
        self.ids = {each["conversation"]: opaque("Conversation", UUID(each["conversation"])) for each in self.people}
        self.order = {"port": self.server.port, "people": self.people, "ids": self.ids}
        given = {**self.order, "mutation": MUTATION, "connections": CONNECTIONS}
        self.senders = stack.enter_context(Helper("bench.senders", given))
        self.listeners: Helper | None = None
        self.sent = 0

    def send(self, title: str, rate: float | None = None, *, seconds: float | None = SECONDS) -> dict[str, Any]:
        """Makes the senders send, and returns their report."""
        before, started = self.busy(), time.monotonic()
        self.senders.say({"seconds": seconds, "rate": rate})
        return self.finished(title, before, started)

    def finished(
        self, title: str, before: dict[str, float], started: float, *, is_whole: bool = True
    ) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.senders.hear())
        # The CPU time of a killed worker is lost.
        passed, after = time.monotonic() - started, self.busy()
        self.sent += found["sent"]
        found["per second"] = found["sent"] / found["seconds"]
        print(f"\n{title}: {found['sent']:,} messages, {found['per second']:,.0f} a second")
        print(f"  the mutation             {spread(found['times'])}")
        if is_whole:
            busy = "  ".join(f"{name} {(after[name] - before[name]) / passed:.2f}" for name in after)
            each = (after["workers"] - before["workers"]) / found["sent"] * 1e3
            print(f"  cores busy: {busy}; {each:.1f} ms of the workers a message", flush=True)
        if found["again"] or found["refused"]:
            print(f"  sent again after no answer: {found['again']}, after another answer: {len(found['refused'])}")
            for answer in found["refused"][:3]:
                print(f"    {answer}")
        return found

    def busy(self) -> dict[str, float]:
        """CPU seconds so far, by process."""
        found = {"workers": spent(self.server), "postgres": spent(self.postgres), "redis": spent(self.redis)}
        found["senders"] = seconds_of(psutil.Process(self.senders.process.pid))
        listening = self.listeners
        found["listeners"] = seconds_of(psutil.Process(listening.process.pid)) if listening else 0.0
        return found

    def heard(self, *, is_live: bool = True) -> dict[str, Any]:
        """What all followers have received once nothing is missing, or patience has run out."""
        assert self.listeners is not None
        last = asyncio.run(self.ends())
        found = self.listeners.ask(last=last, patience=PATIENCE)
        if is_live:
            print(f"  until the other side has {spread(found['times'])}", flush=True)
        return found

    async def ends(self) -> dict[str, int]:
        """The number of the last message of each conversation, read from the table, where numbers have no gaps."""
        server = await asyncpg.connect(self.database)
        try:
            rows = await server.fetch(
                "SELECT c.id, c.last_seq, count(m.id) AS number, coalesce(max(m.seq), 0) AS last "
                "FROM conversation c LEFT JOIN message m ON m.conversation_id = c.id GROUP BY c.id"
            )
        finally:
            await server.close()
        assert all(row["last_seq"] == row["number"] == row["last"] for row in rows), "a number is missing"
        assert sum(row["number"] for row in rows) == self.sent, "a message was kept twice or not at all"
        return {str(row["id"]): row["last_seq"] for row in rows}

    def kill_one(self, number: int) -> bool:
        """Kills the oldest worker and waits for its replacement."""
        workers = self.workers()
        victim = min(workers, key=lambda each: each.create_time())
        victim.kill()
        end = time.monotonic() + PATIENCE
        while victim.pid in {each.pid for each in self.workers()} or len(self.workers()) < len(workers):
            if time.monotonic() > end:
                print(f"  worker {number} was not replaced", flush=True)
                return False
            time.sleep(0.1)
        return True

    def workers(self) -> list[psutil.Process]:
        """The serving processes, without Python's resource tracker."""
        found = []
        for child in psutil.Process(self.server.pid).children():
            try:
                is_tracker = any("resource_tracker" in word for word in child.cmdline())
                if child.status() != psutil.STATUS_ZOMBIE and not is_tracker:
                    found.append(child)
            except psutil.NoSuchProcess:
                continue
        return found


def spent(process: Process) -> float:
    parent = psutil.Process(process.pid)
    return sum(map(seconds_of, [parent, *parent.children(recursive=True)]))


def seconds_of(process: psutil.Process) -> float:
    try:
        return sum(process.cpu_times()[:2])
    except psutil.NoSuchProcess:
        return 0.0


def spread(nanoseconds: list[int]) -> str:
    """Median, 99th percentile and the longest, of times in order."""
    at = [nanoseconds[int((len(nanoseconds) - 1) * share)] / 1e6 for share in (0.5, 0.99, 1)]
    return f"median {at[0]:7.1f} ms   99th percentile {at[1]:7.1f} ms   longest {at[2]:7.1f} ms"


def killing(bench: Bench, rate: float) -> dict[str, Any]:
    """Sends at that rate while one worker after the other is killed."""
    pause = max(2.0, SECONDS / KILLS)
    before, started = bench.busy(), time.monotonic()
    bench.senders.say({"seconds": pause * (KILLS + 1), "rate": rate})
    replaced = 0
    for number in range(KILLS):
        time.sleep(max(0.0, started + (number + 0.5) * pause - time.monotonic()))
        replaced += bench.kill_one(number + 1)
    return bench.finished(
        f"{replaced} workers killed one after the other, {rate:.0f} a second asked", before, started, is_whole=False
    )


def judged(found: dict[str, Any]) -> bool:
    """Prints the faults in what was received; whether there were none."""
    wrong = {name: found[name] for name in ("lost", "twice", "out of order", "never sent")}
    print(f"  heard {found['heard']:,}; " + ", ".join(f"{name} {number}" for name, number in wrong.items()))
    print(f"  connections ended {found['ends']:,}; other frames {found['others'] or 'none'}", flush=True)
    return not any(wrong.values())


def main() -> int:
    # On SIGTERM it also stops everything that it started.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    print(f"{PEOPLE} people in {CONVERSATIONS} conversations, {WORKERS} workers, {CONNECTIONS} connections that send")
    with ExitStack() as stack:
        bench = Bench(stack)
        # A follower who received these is subscribed: no measured message waits for a subscription.
        bench.send("The first of each conversation", seconds=None)
        alone = bench.send("Nobody follows")
        started = time.monotonic()
        order = {**bench.order, "subscribe": SUBSCRIBE}
        bench.listeners = stack.enter_context(Helper("bench.listeners", order))
        assert bench.listeners.hear() == "ready\n"
        is_well = judged(bench.heard(is_live=False))
        print(f"  everybody was there and had read on after {time.monotonic() - started:.1f} s", flush=True)
        followed = bench.send("Everybody follows")
        is_well &= judged(bench.heard())
        ratio = followed["per second"] / alone["per second"]
        print(f"  followed / not followed: {ratio:.2f} in messages a second")
        bench.send("Everybody follows, half as fast", followed["per second"] / 2)
        is_well &= judged(bench.heard())
        if KILLS:
            killing(bench, followed["per second"] / 2)
            is_well &= judged(bench.heard())
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
