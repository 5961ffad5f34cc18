"""Clients that violate the protocol: each is closed with the right code, nothing breaks, and nothing leaks."""

import asyncio
import contextlib
import gc
import json
import logging
import random
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any
from weakref import ReferenceType

import pytest
import websockets
from structlog.testing import capture_logs
from websockets.asyncio.client import ClientConnection, connect

from models.changes import change, record
from models.ids import key_of
from realtime import cursors
from tests.support.api.client import PROTOCOL
from tests.support.api.worker import Worker, worker
from tests.support.domain.market import MARKET, Person, enterprise, published
from tests.support.domain.noted import noted
from tests.support.seeds import SEED
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.anywhere

AT_ONCE = 16
VISITS_A_ROUND = 120
ROUNDS = 6
WORKBENCH = "subscription ($id: ID!, $after: String) { workbench(demandId: $id, after: $after) { cursor } }"
# asyncpg leaves this behind when a connection is cancelled while it is being opened.
UNWANTED = "ConnectionError('unexpected connection_lost() call')"
MISTAKES = ["{", "", "{ nothing }", "subscription { nothing }", "query A { __typename } query B { __typename }"]
GARBAGE: list[str | bytes] = [
    *("nonsense", "[]", "null", "5", "{}", "", '"', '{"type": 5}', '{"type": "hello"}'),
    *('{"type": "complete", "id": 1}', '{"type": "subscribe", "id": "1"}'),
    '{"type": "subscribe", "id": "", "payload": {"query": "{ a }"}}',
    *('{"type": "ping", "payload": "\\ud800"}', '{"type": "ping", "payload": NaN}', "[" * 20_000, b"", b"\xff\x00"),
]


@pytest.fixture
async def running(database_url: str) -> AsyncIterator[Worker]:
    async with worker(database_url) as started:
        yield started


class Fuzz:
    """Random sequences of messages: harmless ones, and ones that end a socket with a code."""

    def __init__(self, worker: Worker, awarder: Person, demand: str) -> None:
        self.chance = random.Random(SEED)
        self.worker = worker
        self.awarder = awarder
        self.demand = demand
        self.sequences = 0
        self.closings: Counter[tuple[str, int]] = Counter()

    async def visit(self) -> None:
        """One socket with a few dozen sequences; the last one may end it."""
        socket = await opened(self.worker)
        ending = self.chance.choice(["garbage", "greeting", "duplicate", "early", "stranger", "large", *["leave"] * 5])
        if self.chance.random() < 0.02:
            ending = "flood"
        answered = asyncio.Event()
        reading = asyncio.create_task(drained(socket, answered))
        try:
            if ending == "early":
                await say(socket, type="subscribe", id="1", payload={"query": MARKET})
            else:
                await self._stay(socket, ending)
            self.sequences += 1
            if ending == "leave":
                await self._leave(socket, answered)
            async with asyncio.timeout(PATIENCE):
                await reading
        finally:
            reading.cancel()
            socket.transport.abort()
        if ending != "leave":
            self.closings[ending, socket.close_code or 0] += 1

    async def _stay(self, socket: ClientConnection, ending: str) -> None:
        token = self.awarder.client.token if self.chance.random() < 0.5 else None
        token = "stranger" if ending == "stranger" else token
        await say(socket, type="connection_init", payload={"authorization": f"Bearer {token}"} if token else {})
        if ending == "stranger":
            return
        for number in range(self.chance.randrange(10, 60)):
            await self._say_something(socket, str(number))
            self.sequences += 1
        match ending:
            case "garbage":
                await socket.send(self.chance.choice(GARBAGE))
            case "greeting":
                await say(socket, type="connection_init")
            case "duplicate":
                for _ in range(2):
                    await say(socket, type="subscribe", id="twice", payload={"query": MARKET})
            case "large":
                await say(socket, type="ping", payload={"text": "x" * 1_000_000})
            case "flood":
                for _ in range(800):
                    await say(socket, type="ping")

    async def _say_something(self, socket: ClientConnection, id: str) -> None:
        """One harmless sequence; its subscription is ended at once, later or never."""
        what = self.chance.choice(
            ["ping", "pong", "complete", "query", "mistake", "market", "workbench", "silent drop"]
        )
        match what:
            case "ping" | "pong":
                await say(socket, type=what, payload={"number": id})
            case "complete":
                await say(socket, type="complete", id=self.chance.choice(["nobody", id, "0", "ü" * 50]))
            case "query":
                await say(socket, type="subscribe", id=id, payload={"query": "{ __typename }"})
                if self.chance.random() < 0.3:
                    await say(socket, type="complete", id=id)
            case "mistake":
                query = self.chance.choice(
                    ["{", "", "{ nothing }", "subscription { nothing }", "query A { a } query B { b }"]
                )
                await say(socket, type="subscribe", id=id, payload={"query": query})
            case "market":
                after = self.chance.choice([None, "", "nonsense", "ü"])
                await self._follow(socket, id, MARKET, {"after": after})
            case "workbench":
                demand = self.chance.choice([self.demand, self.demand, "nonsense", ""])
                await self._follow(socket, id, WORKBENCH, {"id": demand})
            case "pause":
                await asyncio.sleep(0)

    async def _follow(self, socket: ClientConnection, id: str, query: str, variables: dict[str, Any]) -> None:
        await say(socket, type="subscribe", id=id, payload={"query": query, "variables": variables})
        if self.chance.random() < 0.7:
            await asyncio.sleep(self.chance.choice([0, 0, 0.001, 0.01]))
            await say(socket, type="complete", id=id)

    async def _leave(self, socket: ClientConnection, answered: asyncio.Event) -> None:
        if self.chance.random() < 0.8:  # not before all that was said has been heard
            await say(socket, type="subscribe", id="last", payload={"query": "{ __typename }"})
            async with asyncio.timeout(PATIENCE):
                await answered.wait()
        if self.chance.random() < 0.5:
            socket.transport.abort()
        else:
            socket.transport.close()


async def opened(worker: Worker) -> ClientConnection:
    return await connect(
        worker.url.replace("http", "ws"),
        subprotocols=[websockets.Subprotocol(PROTOCOL)],
        compression=None,
        proxy=None,
        ping_interval=None,
        close_timeout=1,
        max_queue=None,
    )


async def drained(socket: ClientConnection, answered: asyncio.Event) -> None:
    """Reads until the socket is closed, and records when the last operation is answered."""
    with contextlib.suppress(websockets.ConnectionClosedError):
        async for message in socket:
            if '"last"' in str(message):
                answered.set()


async def say(socket: ClientConnection, **message: Any) -> None:
    await socket.send(json.dumps(message))


def _seq(data: dict[str, Any]) -> int:
    cursor = cursors.read(data["workbench"]["cursor"])
    assert cursor is not None
    return cursor.seq


async def happen(demand: str, until: asyncio.Event) -> int:
    """Keeps causing events at the workbench; returns how many."""
    key, times = key_of("BiddingDemand", demand), 0
    while not until.is_set():
        async with change():
            record(f"demand:{key}", noted("demand.amended", demand=str(key)), by=None)
        times += 1
        await asyncio.sleep(0.02)
    return times


@pytest.mark.parametrize("sequences", [2_000, pytest.param(50_000, marks=[pytest.mark.soak])])
async def test_thousands_of_bad_sequences_break_nothing(
    running: Worker, caplog: pytest.LogCaptureFixture, sequences: int
) -> None:
    awarder = await enterprise(running.url)
    demand = await published(awarder)
    fuzz, done = Fuzz(running, awarder, demand), asyncio.Event()
    await asyncio.sleep(0)
    before = running.held()
    print(f"TEST_SEED={SEED}")  # noqa: T201 - pytest shows it with a failure
    with capture_logs() as logs:
        async with awarder.client.subscribe(WORKBENCH, id=demand) as healthy:
            while running.subscribers() < 1:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            happening = asyncio.create_task(happen(demand, done))

            async def visits() -> None:
                while fuzz.sequences < sequences:
                    await fuzz.visit()

            await asyncio.gather(*(visits() for _ in range(AT_ONCE)))
            done.set()
            times = await happening
            heard = [_seq(await healthy.next()) for _ in range(times)]
            await healthy.silence()
        assert heard == [*range(heard[0], heard[0] + times)]
        await running.comes_back_to(before)
        gc.collect()  # connections that were lost silently are noticed now
        await asyncio.sleep(0)
    codes = {"garbage": 4400, "greeting": 4429, "duplicate": 4409, "early": 4401, "stranger": 4403}
    codes |= {"large": 1009, "flood": 4429}
    assert {(ending, codes[ending]) for ending, _ in fuzz.closings} == set(fuzz.closings), (SEED, fuzz.closings)
    assert [each for each in logs if each["log_level"] not in ("debug", "info")] == []
    # No error: clients here keep sending to a closed socket.
    errors = [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR]
    assert [each for each in errors if UNWANTED not in each] == []


async def test_visits_leave_nothing_behind(running: Worker) -> None:
    """What visits of any kind leave is left by each round of them; what else grows meanwhile is not."""
    left = await _left_by_rounds(running, VISITS_A_ROUND)
    for _ in range(ROUNDS):
        grown = await anext(left)
        if grown < VISITS_A_ROUND / 4:
            return
    pytest.fail(f"each of {ROUNDS} rounds left something behind, the last {grown} objects")


@pytest.mark.soak
async def test_ten_thousand_visits_leave_nothing_behind(running: Worker) -> None:
    left = await _left_by_rounds(running, VISITS_A_ROUND * 20)
    grown = [await anext(left) for _ in range(3)]
    assert min(grown) < VISITS_A_ROUND, grown


async def _left_by_rounds(running: Worker, visits: int) -> AsyncIterator[int]:
    """By how many objects this process grows in each round of visits, after a first one."""
    awarder = await enterprise(running.url)
    demand = await published(awarder)
    before = running.held()

    async def round_of_visits() -> int:
        await asyncio.gather(*(_visit(running, awarder, demand, visits // AT_ONCE) for _ in range(AT_ONCE)))
        await running.comes_back_to(before)
        assert (running.dispatcher.groups, running.hub._tails.keys() - {"revocations"}) == ({}, set())
        gc.collect()
        # A connection of SQLite keeps weak references to its cursors, and drops those to none after every 200.
        return sum(type(each) is not ReferenceType for each in gc.get_objects())

    async def rounds() -> AsyncIterator[int]:
        held = await round_of_visits()
        while True:
            held, former = await round_of_visits(), held
            yield held - former

    return rounds()


async def _visit(running: Worker, awarder: Person, demand: str, times: int) -> None:
    """Opens a socket, follows something and leaves, politely or not."""
    payload = {"authorization": f"Bearer {awarder.client.token}"}
    for number in range(times):
        socket = await opened(running)
        signed = number % 3 == 0
        await say(socket, type="connection_init", payload=payload if signed else {})
        query, variables = (WORKBENCH, {"id": demand}) if signed else (MARKET, {})
        await say(socket, type="subscribe", id="1", payload={"query": query, "variables": variables})
        assert json.loads(await socket.recv())["type"] == "connection_ack"
        if number % 2:
            socket.transport.abort()
        else:
            await socket.close()
