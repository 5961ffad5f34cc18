"""A scene for faults: workers on one database, writers and followers in their own processes, and the judge."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from itertools import takewhile
from pathlib import Path
from statistics import median
from types import TracebackType
from typing import Any, Self

import psutil

from models.ids import named
from realtime import cursors
from tests.support.api.processes import Process
from tests.support.api.server import ROOT, Server
from tests.support.api.services import Postgres, Redis
from tests.support.api.zygote import Forked
from tests.support.domain.market import Person, colleague, enterprise, person, published, submitted
from tests.support.domain.meeting import offer_of, slot
from tests.support.faults.judge import Acts, Follower, Log, Verdict, judge, judge_changes, judge_texts, lines_of
from tests.support.faults.network import Network
from tests.support.faults.relay import Relay
from tests.support.faults.verifier import MARKET
from tests.support.waiting import PATIENCE, until

# Counts its tasks on SIGUSR1, dies between a commit and its publication once the file DOOM is there, and has a wall
# clock that is off by the seconds in the file SKEW.
WORKER = """
import asyncio, os, signal, sys, main
from datetime import timedelta
from models import clock
true = clock._source
def skewed():
    with open(os.environ["SKEW"]) as file:
        return true() + timedelta(seconds=float(file.read()))
clock._source = skewed
from models.changes import on_news
from realtime.hub import Hub
def perish(news):
    if os.path.exists(os.environ["DOOM"]) and any("demand:" in event.stream for event in news):
        os.remove(os.environ["DOOM"])
        os.kill(os.getpid(), signal.SIGKILL)
on_news(perish)
start = Hub.start
async def start_counting(hub):
    count = lambda: print("tasks:", len(asyncio.all_tasks()), flush=True)
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, count)
    await start(hub)
Hub.start = start_counting
sys.argv = ["main.py", "serve"]
main.main()
"""
LINE = re.compile(r"\[(\w+)\s*\] (.+?)\s+\[[\w.]+\]")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# With these the `graphql-ws` client gives up; 4499 and 1012 to 1014 bring it back.
FINAL = {1002, 1011, 4400, 4401, 4403, 4406, 4409, 4429, 4500}
ENDS = {"closed", "failed", "refused"}
CURSOR = """query ($id: ID!) { node(id: $id) { ... on BiddingDemand { workbench { cursor } }
  ... on Conversation { cursor } ... on Interview { cursor } } }"""
LATE = 1.5  # seconds after its change began from which on an event counts as heard late; some are held on purpose
UNORDERED = 10.0  # seconds by which lines of different files may be apart
ABSENCE = {"delivery_waits", "reading_failed", "tick_failed", "tidying_failed", "request_failed"}
ABSENCE |= {"mailing_failed", "resolver_failed", "Failed to restore the pool connection floor; retrying"}


class Worker(Server):
    """A worker whose tasks can be counted, and which can be made to crash at the worst moment."""

    def __init__(self, directory: Path, **environment: str) -> None:
        directory.mkdir(exist_ok=True)
        self.doom = directory / "doom"
        self._skew = directory / "skew"
        self.be_off_by(0)
        super().__init__(directory, DOOM=str(self.doom), SKEW=str(self._skew), **environment)

    def command(self) -> list[str]:
        return [sys.executable, "-c", WORKER]

    def be_off_by(self, seconds: float) -> None:
        """Makes its wall clock jump; the monotonic clock does not."""
        new = self._skew.with_suffix(".new")
        new.write_text(str(seconds))
        new.replace(self._skew)

    async def tasks(self) -> int:
        before = self.log().count("tasks:")
        psutil.Process(self.pid).send_signal(signal.SIGUSR1)
        await until(lambda: self.log().count("tasks:") > before)
        await until(lambda: "\n" in self.log().rpartition("tasks: ")[2])
        return int(self.log().rpartition("tasks: ")[2].split()[0])

    def sockets(self) -> int:
        """How many clients are connected to it."""
        connections = psutil.Process(self.pid).net_connections("tcp")
        return sum(each.laddr.port == self.port and each.status == "ESTABLISHED" for each in connections)

    def left_over(self, expected: Iterable[str] = ()) -> list[str]:
        """Errors and tracebacks in the log, except for the expected kinds."""
        found = []
        level = name = ""
        for line in COLOURS.sub("", self.log()).splitlines():
            if match := LINE.search(line):
                level, name = match.groups()
            is_wrong = "Traceback" in line or (match is not None and level in ("error", "critical"))
            if is_wrong and name not in expected:
                found.append(line)
        return found


class Program:
    """A program of the tests that runs until the block ends."""

    def __init__(
        self, module: str, plan: dict[str, Any], file: Path, *arguments: str, prefix: Sequence[str] = ()
    ) -> None:
        file.with_suffix(".plan").write_text(json.dumps(plan))
        self.file = file
        self._prefix = prefix
        self._arguments = ["-m", module, str(file.with_suffix(".plan")), *arguments]

    def __enter__(self) -> Self:
        self.process = self._launch()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.send(signal.SIGCONT)
        self.send(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def _launch(self) -> subprocess.Popen[bytes] | Forked:
        output = self.file.with_suffix(".log")
        if Process.zygote and not self._prefix:
            return Process.zygote.fork(self._arguments, os.environ, cwd=ROOT, output=output)
        command = [*self._prefix, sys.executable, *self._arguments]
        with output.open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)

    def log(self) -> str:
        return self.file.with_suffix(".log").read_text()


class Scene:
    """Demands with a candidate each, an owner and colleagues who follow them, and writers who add remarks."""

    def __init__(self, directory: Path, workers: list[Worker], database: str, broker: str) -> None:
        self.directory = directory
        self.workers = workers
        self.database = database
        self.broker = broker
        self.log = Log(database)
        self.postgres: Postgres | None = None
        self.redis: Redis | None = None
        self.wires: list[Relay] = []  # of the first worker: to the database, to the broker
        self.followers: list[Follower] = []
        self.latest: list[Follower] = []
        self.files: list[Path] = []
        self.acts: list[Path] = []
        self.programs: list[Program] = []
        self._lines: list[dict[str, Any]] = []
        self._read: dict[Path, int] = {}

    async def set_up(self, *, demands: int, people: int = 3) -> None:
        url = self.workers[0].url
        self.owner = await enterprise(url)
        self.people = [self.owner, *[await colleague(self.owner) for _ in range(people - 1)]]
        bidder = await person(url)
        self.demands = [await published(self.owner, title=f"Demand {number}") for number in range(demands)]
        applications = [await submitted(bidder, demand) for demand in self.demands]
        assert len(applications) == demands
        self.candidates = [(await self.owner.candidates(demand))[0]["id"] for demand in self.demands]
        applicant = applications[0]["id"]
        self.conversation = (await self.owner.do("openConversation", applicantId=applicant))["id"]
        offer = offer_of(applicant, slot(minutes=5, lasting=300))
        self.interview = (await self.owner.do("proposeInterview", **offer))["id"]
        start = offer["slots"][0]["startsAt"]
        await bidder.do("acceptSlot", interviewId=self.interview, startsAt=start)

    def writing(self, *, writers: int = 4, pause: float = 0.2, **more: Any) -> Program:
        """Several writers, each with that pause between its changes."""
        tokens = [each.client.token for each in self.people]
        plan = {"database": self.database, "broker": self.broker, "tokens": tokens, "candidates": self.candidates}
        file = self._file("writer")
        acts = file.with_suffix(".acts")
        self.acts.append(acts)
        elsewhere = {"conversation": self.conversation, "interview": self.interview, "demands": self.demands}
        plan |= {**elsewhere, "acts": str(acts)}
        return Program("tests.support.faults.writer", {**plan, "writers": writers, "pause": pause, **more}, file)

    def begin_anew(self) -> None:
        """Forgets the previous followers and the workers' logs."""
        self.followers, self.files, self.acts, self.programs, self._lines = [], [], [], [], []
        for worker in self.workers:
            worker.output.write_text("")

    @asynccontextmanager
    async def following(
        self, number: int, *, people: list[Person] | None = None, each: int = 1, prefix: Sequence[str] = (), **more: Any
    ) -> AsyncIterator[Program]:
        """That many followers in one process, each of one or more demands, from the current cursors on."""
        people = people or self.people
        places = {place: await self._cursor(place) for place in (*self.demands, *self._elsewhere)}
        file, given = self._file("verifier"), []
        for index in range(number):
            somebody = people[index % len(people)]
            name = f"{file.stem}-{index}"
            chosen = [self.demands[(index + turn) % len(self.demands)] for turn in range(min(each, len(self.demands)))]
            if somebody is self.owner:
                chosen.append(self._elsewhere[index // len(people) % len(self._elsewhere)])
            given.append({"name": name, "token": somebody.client.token, "places": {at: places[at] for at in chosen}})
            starts = {}
            for place in chosen:
                cursor = cursors.read(places[place])
                assert cursor is not None
                starts[cursor.stream] = cursor.seq
            self.followers.append(Follower(name, raw(somebody.user), starts))
        self.files.append(file)
        self.latest = self.followers[-number:]
        plan = {"urls": [worker.ws_url for worker in self.workers], "followers": given, **more}
        with Program("tests.support.faults.verifier", plan, file, str(file), prefix=prefix) as program:
            self.programs.append(program)
            yield program
            self.programs.remove(program)
        assert "Error" not in program.log(), program.log()

    def reached_from(self, network: Network) -> dict[str, Any]:
        """The arguments of `following` for followers in that network."""
        urls = [worker.ws_url.replace("127.0.0.1", network.address) for worker in self.workers]
        return {"prefix": network.prefix, "urls": urls}

    @property
    def _elsewhere(self) -> list[str]:
        """The other places that the owner follows beside workbenches."""
        return [self.conversation, self.interview, MARKET]

    async def _cursor(self, place: str) -> str:
        if place == MARKET:
            return str((await self.owner.ask("{ demands(first: 1) { cursor } }"))["demands"]["cursor"])
        found = (await self.owner.ask(CURSOR, id=place))["node"]
        return str(found["workbench"]["cursor"] if "workbench" in found else found["cursor"])

    def lines(self) -> list[dict[str, Any]]:
        """Everything received so far, in order for each follower. Reads only new lines from the files."""
        for file in self.files:
            fresh, self._read[file] = lines_of(file, self._read.get(file, 0))
            self._lines += fresh
        return self._lines

    def lines_since(self, instant: float) -> list[dict[str, Any]]:
        """The lines received after that instant, without scanning all earlier ones."""
        lately = [*takewhile(lambda line: line["at"] > instant - UNORDERED, reversed(self.lines()))]
        return [line for line in reversed(lately) if line["at"] > instant]

    def connected_to(self, worker: Worker) -> set[str]:
        """The followers who are connected to that worker, by name."""
        last = {line["follower"]: line["connected"] for line in self.lines() if "connected" in line}
        return {name for name, url in last.items() if url == worker.ws_url}

    def heard_since(self, instant: float) -> set[str]:
        """The names of followers that received something after that instant."""
        return {line["follower"] for line in self.lines_since(instant) if "hash" in line}

    async def connected(self) -> None:
        await until(lambda: len({line["follower"] for line in self.lines() if "connected" in line}) == self.size)

    @asynccontextmanager
    async def remembering(self) -> AsyncIterator[None]:
        """Reads the log continuously, so that the judge knows events that retention deletes."""

        async def read() -> None:
            while True:
                await self.log.read_on()
                await asyncio.sleep(0.3)

        reading = asyncio.create_task(read())
        try:
            yield
        finally:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)

    @property
    def size(self) -> int:
        return len(self.followers)

    async def live_again(self, since: float, patience: float = PATIENCE) -> list[float]:
        """Waits until each has received an event from after the instant; returns the seconds until they had recovered.

        Counts the followers that were disconnected, or all if none was.
        """
        wanted = {follower.name for follower in self.followers if follower.until is None}
        deadline = time.monotonic() + patience
        while True:
            await self.log.read_on()
            lines = self.lines_since(since)
            alive = {line["follower"] for line in lines if "hash" in line and self._happened(line) > since}
            if wanted <= alive:
                break
            assert time.monotonic() < deadline, f"not live again: {sorted(wanted - alive)[:5]}"
            await asyncio.sleep(0.1)
        by_follower: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in lines:
            if line["follower"] in wanted:
                by_follower[line["follower"]].append(line)
        back = min(line["at"] for line in lines if "hash" in line and self._happened(line) > since)
        cut_off = [own for own in by_follower.values() if any(line.keys() & ENDS for line in own)]
        return [self._level(own, back) - since for own in cut_off or by_follower.values()]

    def _level(self, lines: list[dict[str, Any]], back: float) -> float:
        """When the follower was subscribed and had received everything committed by then, late events included."""
        connected = max((line["at"] for line in lines if "connected" in line), default=back)
        heard = ((line["at"], self._happened(line)) for line in lines if "hash" in line)
        return max([connected, *(at for at, happened in heard if happened < connected or at - happened > LATE)])

    def _happened(self, line: dict[str, Any]) -> float:
        """The instant of a received event; the minimum while the log was not read that far."""
        entry = self.log.entries[line["stream"]].get(line["seq"])
        return entry.at if entry else 0.0

    async def verdict(self, patience: float = PATIENCE) -> Verdict:
        """The verdict once everything has arrived; call it when no writer runs."""
        deadline = time.monotonic() + patience
        while True:
            await self.log.read()
            found, texts = judge(self.log, self.followers, self.lines()), await self.log.texts()
            acts = Acts.read(self.acted())
            assert acts.done or not self.acts, "the writers did nothing"
            judge_changes(found, self.log, acts, texts)
            judge_texts(found, self.followers, self.lines(), texts)
            if not (found.lost or found.outdated) or time.monotonic() > deadline:
                return found
            await asyncio.sleep(0.2)

    def acted(self) -> list[dict[str, Any]]:
        """What the writers noted, in order for each of them."""
        return [line for file in self.acts for line in lines_of(file)[0]]

    def final_ends(self) -> list[dict[str, Any]]:
        """Ends after which a usual client would not reconnect, and errors in events, of followers that should go on."""
        staying = {follower.name for follower in self.followers if follower.until is None}
        return [
            line
            for line in self.lines()
            if line.get("closed") in FINAL or line.keys() & {"errors", "refused"}
            if line["follower"] in staying
        ]

    def ends(self, followers: Iterable[Follower], kind: str) -> list[Any]:
        """The last end of that kind of each follower."""
        last = {line["follower"]: line[kind] for line in self.lines() if kind in line}
        return [last.get(follower.name) for follower in followers]

    def delays(self) -> list[tuple[str, float, float]]:
        """For each received event: the follower, the instant and the delay."""
        heard = [line for line in self.lines() if "hash" in line]
        happened = [self.log.entries[line["stream"]][line["seq"]].at for line in heard]
        return [(line["follower"], line["at"], line["at"] - at) for line, at in zip(heard, happened, strict=True)]

    async def back_to(self, tasks: list[int]) -> None:
        """Waits until no worker has more tasks than before; fails if one leaks any."""
        for worker, most in zip(self.workers, tasks, strict=True):
            async with asyncio.timeout(PATIENCE):
                while await worker.tasks() > most:  # noqa: ASYNC110 - it looks at another process
                    await asyncio.sleep(0.2)

    def _file(self, kind: str) -> Path:
        return self.directory / f"{kind}{len(list(self.directory.glob('*.plan')))}.lines"


def figures(scene: Scene, verdict: Verdict, recovered: list[float]) -> str:
    """The figures to print for a fault: how much was received, and how long recovery took."""
    events = sum(len(entries) for entries in scene.log.entries.values())
    times = f"live again after {median(recovered):.2f} s, the slowest after {max(recovered):.2f} s"
    return f"{events} events, {scene.size} followers, {verdict.heard} heard, {verdict.resyncs} resyncs, {times}"


def raw(opaque: str) -> str:
    """The key behind an opaque id."""
    found = named(opaque)
    assert found is not None
    return str(found[1])
