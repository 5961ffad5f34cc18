"""A broker that drops, duplicates, reorders and delays hints: no follower misses an event."""

import asyncio
import contextlib
import json
import random
import sys
from collections import Counter
from collections.abc import AsyncIterator, Sequence

import pytest
from broadcaster import BroadcastBackend
from broadcaster import Event as Message

from models.accounts.viewer import Viewer
from realtime import cursors
from realtime.broker import channel_of
from realtime.cursors import Cursor
from realtime.dispatcher import Dispatcher
from realtime.groups import Delivery, Feed, Publication, Reader, Render
from realtime.hub import Hub
from realtime.subscribing import stay_subscribed
from tests.support.api.server import ROOT
from tests.support.faults.judge import Follower, Log, digest, judge, show
from tests.support.waiting import until

# Hints are lost between workers, not in the database; tests/test_faults.py has both databases.
pytestmark = pytest.mark.anywhere

STREAMS = [f"adverse:{number}" for number in range(6)]
LONGEST_DELAY = 5.0
FATES = {"dropped", "passed", "doubled", "late"}
# Commits on all streams in its own process, and prints which have moved.
WRITER = """
import asyncio, json, random, sys
from models import database
from models.changes import change, on_news, record
from tests.support.domain.noted import noted
on_news(lambda events: print(json.dumps(sorted({event.stream for event in events})), flush=True))
async def write(number):
    for turn in range(10**9):
        async with change():
            for stream in random.sample(sys.argv[2:], random.choice((1, 1, 2))):
                record(stream, noted("noted", writer=number, turn=turn), by=None)
        await asyncio.sleep(random.uniform(0, 0.1))
async def main():
    await database.connect(sys.argv[1])
    await asyncio.gather(*map(write, range(4)))
asyncio.run(main())
"""


class Adversity(BroadcastBackend):
    """One hub's end of a broker that drops 30 % of the messages, duplicates 30 %, and delays each at random."""

    def __init__(self, fates: Counter[str]) -> None:
        self.fates = fates
        self._arrived: asyncio.Queue[Message] = asyncio.Queue()
        self._underway: set[asyncio.TimerHandle] = set()

    async def connect(self) -> None:
        pass

    async def disconnect(self) -> None:
        for each in self._underway:
            each.cancel()

    async def subscribe(self, group: str) -> None:
        pass

    async def unsubscribe(self, group: str) -> None:
        pass

    async def publish(self, channel: str, message: str) -> None:
        self.carry(channel, message)

    async def next_published(self) -> Message:
        return await self._arrived.get()

    def carry(self, channel: str, message: str) -> None:
        copies = random.choices((0, 1, 2), (30, 40, 30))[0]
        self.fates[("dropped", "passed", "doubled")[copies]] += 1
        for _ in range(copies):
            # Independent delays also swap what was sent in order.
            delay = random.choice((0.0, random.uniform(0, 0.2), random.uniform(0, LONGEST_DELAY)))
            self.fates["late"] += delay > 1
            loop = asyncio.get_running_loop()
            self._underway.add(loop.call_later(delay, self._arrived.put_nowait, Message(channel, message)))


class Listener:
    """A follower that leaves and comes back with its last cursor, to any hub."""

    def __init__(self, name: str, stream: str, lines: list[dict[str, object]]) -> None:
        self.name = name
        self.stream = stream
        self.viewer: Viewer | None = None
        self.seq = 0
        self.cursor = str(Cursor(stream, "", 0))
        self._lines = lines
        self.visits = 0

    async def follow(self, dispatchers: list[Dispatcher]) -> None:
        while True:
            self.visits += 1
            feed = Feed(self.stream, self.cursor, scope="anyone", settles_roles=True, show=facts_of)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(random.expovariate(1 / 2)):
                    await stay_subscribed(random.choice(dispatchers), "all", feed, RENDER, Visit(self, self.visits))

    def hear(self, visit: int, payload: bytes, cursor: Cursor) -> None:
        assert visit == self.visits, "somebody who had gone was told"
        self.cursor = str(cursor)
        self._lines.append(
            {
                "follower": self.name,
                "stream": cursor.stream,
                "seq": cursor.seq,
                "hash": digest(json.loads(payload)),
            }
        )


class Visit:
    """One visit of a listener to a hub."""

    def __init__(self, listener: Listener, number: int) -> None:
        self.viewer: Viewer | None = None
        self.seq = 0
        self._listener = listener
        self._number = number

    def send(self, deliveries: Sequence[Delivery]) -> None:
        for payload, cursor in deliveries:
            self._listener.hear(self._number, payload, cursor)

    async def drained(self) -> None:
        """No bus is involved: everything counts as published at once."""

    def evict(self) -> None:
        raise AssertionError("nobody was removed")

    def disconnect(self, code: int, reason: str) -> None:
        raise AssertionError(f"nobody's session has ended: {code} {reason}")

    def disconnect_to_retry(self) -> None:
        raise AssertionError("everything can be told")


def facts_of(publication: Publication) -> object:
    assert publication.event is not None, "nothing was forgotten"
    return publication.event.facts


async def plainly(told: object, _: Reader) -> bytes:
    return json.dumps(told).encode()


async def together(told: Sequence[tuple[object, Reader]]) -> list[bytes]:
    return [await plainly(each, reader) for each, reader in told]


RENDER = Render(together, plainly)


@contextlib.asynccontextmanager
async def _following(
    listeners: list[Listener], dispatchers: list[Dispatcher]
) -> AsyncIterator[list[asyncio.Task[None]]]:
    tasks = [asyncio.create_task(listener.follow(dispatchers)) for listener in listeners]
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.asynccontextmanager
async def _writing(database: str, brokers: list[Adversity]) -> AsyncIterator[set[str]]:
    """Commits events until the block ends; yields the streams that have moved so far."""
    writer = await asyncio.create_subprocess_exec(
        sys.executable, "-c", WRITER, database, *STREAMS, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    moved: set[str] = set()
    hinting = asyncio.create_task(_hints(writer, brokers, moved))
    try:
        yield moved
    finally:
        writer.kill()
        await writer.wait()
        await hinting


async def _hints(writer: asyncio.subprocess.Process, brokers: list[Adversity], moved: set[str]) -> None:
    assert writer.stdout
    async for line in writer.stdout:
        for stream in json.loads(line):
            moved.add(stream)
            for broker in brokers:
                broker.carry(channel_of(stream), json.dumps({"origin": "writer", "streams": [stream]}))


@contextlib.asynccontextmanager
async def _dispatchers(brokers: list[Adversity]) -> AsyncIterator[list[Dispatcher]]:
    hubs = [Hub("memory://", backend=broker) for broker in brokers]
    dispatchers = [Dispatcher(hub) for hub in hubs]
    for part in (*hubs, *dispatchers):
        await part.start()
    try:
        yield dispatchers
    finally:
        for part in (*dispatchers, *hubs):
            await part.stop()


@pytest.mark.parametrize("seconds", [3, pytest.param(300, marks=[pytest.mark.soak, pytest.mark.timeout(600)])])
async def test_a_bus_that_drops_repeats_swaps_and_delays_costs_no_event(database: str, seconds: float) -> None:
    fates: Counter[str] = Counter()
    brokers = [Adversity(fates) for _ in range(3)]
    lines: list[dict[str, object]] = []
    listeners = [Listener(f"{stream} {number}", stream, lines) for stream in STREAMS for number in range(4)]
    log = Log(database)
    before = asyncio.all_tasks()
    async with _dispatchers(brokers) as dispatchers, _following(listeners, dispatchers) as following:
        async with _writing(database, brokers) as moved:
            await until(lambda: moved == {*STREAMS} and len(+fates) == len(FATES))
            await asyncio.sleep(seconds)
        await log.read()
        ends = {stream: max(log.entries[stream]) for stream in STREAMS}

        def are_level() -> bool:
            assert not any(task.done() for task in following)
            return all(cursor_seq(listener) >= ends[listener.stream] for listener in listeners)

        await until(are_level)
    followers = [Follower(listener.name, "", {listener.stream: 0}) for listener in listeners]
    verdict = judge(log, followers, lines, told=lambda entry: entry.facts)
    visits = sum(listener.visits for listener in listeners)
    show(f"{sum(ends.values())} events, {len(listeners)} followers, {visits} visits, {verdict.heard} heard, {fates}")
    assert verdict.faults == {}
    assert verdict.heard == 4 * sum(ends.values())
    assert set(fates) == FATES
    await _settled(before)


def cursor_seq(listener: Listener) -> int:
    cursor = cursors.read(listener.cursor)
    assert cursor is not None
    return cursor.seq


async def _settled(before: set[asyncio.Task[object]]) -> None:
    """Waits until no extra task is left."""
    await until(lambda: not asyncio.all_tasks() - before)
