"""Slow readers: a client that does not read is closed and can reconnect, and no other client is affected."""

import asyncio
import json
import socket as system
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import httpx
import pytest
import websockets
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.asyncio.client import ClientConnection, connect

from edge import connections, sockets
from edge.connections import MOST_UNSENT
from edge.frames import PushingProtocol
from models.changes import change, record
from models.ids import key_of
from tests.support.api.client import PROTOCOL, http_client
from tests.support.api.worker import Worker, worker
from tests.support.domain.market import Person, enterprise, published
from tests.support.domain.noted import noted
from tests.support.waiting import PATIENCE, until

pytestmark = pytest.mark.anywhere

SIZE = 16_000
AMENDED = """subscription ($id: ID!, $after: String) { workbench(demandId: $id, after: $after) {
  cursor occurredAt event { ... on DemandAmended { demand { description } } } } }"""
SMALL = 16_384
PROTOCOLS = [pytest.param(PushingProtocol, id="with push"), pytest.param(WebSocketsSansIOProtocol, id="without")]


class Place:
    """A demand with a long description, which every event contains."""

    def __init__(self, worker: Worker, owner: Person, demand: str) -> None:
        self.worker = worker
        self.owner = owner
        self.demand = demand
        self.key = key_of("BiddingDemand", demand)

    async def happen(self, times: int) -> None:
        for _ in range(times):
            async with change():
                record(f"demand:{self.key}", noted("demand.amended", demand=str(self.key)), by=None)

    async def cursor(self) -> str:
        return str((await self.owner.workbench(self.demand))["workbench"]["cursor"])

    async def settled(self, subscribers: int) -> None:
        """Waits until that many followers have caught up."""
        await until(lambda: self.worker.subscribers() == subscribers)


class Reader:
    """A follower that can stop reading, with a small receive buffer."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self.cursors: list[str] = []
        self.code: int | None = None

    def stop_reading(self) -> None:
        self._connection.transport.pause_reading()

    def read_again(self) -> None:
        self._connection.transport.resume_reading()

    async def hear(self, most: int | None = None) -> None:
        """Receives that many events, or all until the socket is closed."""
        async with asyncio.timeout(PATIENCE):
            try:
                while most is None or len(self.cursors) < most:
                    message = json.loads(await self._connection.recv())
                    assert message["type"] == "next", message
                    self.cursors.append(message["payload"]["data"]["workbench"]["cursor"])
            except websockets.ConnectionClosed:
                self.code = self._connection.close_code


async def reader(place: Place, after: str | None = None) -> Reader:
    plain = system.socket()
    plain.setsockopt(system.SOL_SOCKET, system.SO_RCVBUF, SMALL)
    plain.setblocking(False)
    await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", place.worker.port))
    connection = await connect(
        place.worker.url.replace("http", "ws"),
        sock=plain,
        subprotocols=[websockets.Subprotocol(PROTOCOL)],
        compression=None,
        proxy=None,
        ping_interval=None,
        close_timeout=0.1,
        max_queue=None,
    )
    payload = {"authorization": f"Bearer {place.owner.client.token}"}
    await connection.send(json.dumps({"type": "connection_init", "payload": payload}))
    assert json.loads(await connection.recv())["type"] == "connection_ack"
    variables = {"id": place.demand, "after": after}
    request = {"id": "1", "type": "subscribe", "payload": {"query": AMENDED, "variables": variables}}
    await connection.send(json.dumps(request))
    return Reader(connection)


async def prepared(running: Worker) -> Place:
    owner = await enterprise(running.url)
    return Place(running, owner, await published(owner, description="x" * SIZE))


@pytest.fixture(params=PROTOCOLS)
async def place(request: pytest.FixtureRequest, database_url: str) -> AsyncIterator[Place]:
    async with worker(database_url, ws=request.param, send_buffer=SMALL) as running:
        yield await prepared(running)


@pytest.fixture
async def pushing(database_url: str) -> AsyncIterator[Place]:
    async with worker(database_url, send_buffer=SMALL) as running:
        yield await prepared(running)


@pytest.fixture
async def pinging(database_url: str) -> AsyncIterator[Place]:
    async with worker(database_url, send_buffer=SMALL, ws_ping_interval=1.0, ws_ping_timeout=1.0) as running:
        yield await prepared(running)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a second instead of fifteen."""
    monkeypatch.setattr(connections, "LONGEST_STALL", 0.5)
    monkeypatch.setattr(sockets, "LONGEST_STALL", 0.5)


async def test_who_leaves_a_mebibyte_unread_is_closed_and_healthy_ones_miss_nothing(place: Place) -> None:
    stalled, *healthy = [await reader(place) for _ in range(6)]
    await place.settled(6)
    stalled.stop_reading()
    hearing = [asyncio.create_task(each.hear(100)) for each in healthy]
    await place.happen(100)
    await asyncio.gather(*hearing)
    await place.settled(5)
    stalled.read_again()
    await stalled.hear()
    assert stalled.code == 1013
    # It received a beginning without gaps, about as long as the limit of unsent data.
    assert stalled.cursors == healthy[0].cursors[: len(stalled.cursors)]
    assert len(stalled.cursors) * SIZE < MOST_UNSENT + 200_000
    assert all(each.cursors == healthy[0].cursors for each in healthy)


async def test_who_comes_back_to_more_than_a_mebibyte_gets_all_of_it(place: Place) -> None:
    start = await place.cursor()
    healthy = await reader(place)
    await place.settled(1)
    hearing = asyncio.create_task(healthy.hear(100))
    await place.happen(100)
    await hearing
    back = await reader(place, after=start)
    await back.hear(100)
    assert back.cursors == healthy.cursors


@pytest.mark.usefixtures("impatient")
async def test_who_reads_nothing_for_long_is_closed_before_a_mebibyte(place: Place) -> None:
    stalled, healthy = await reader(place), await reader(place)
    await place.settled(2)
    stalled.stop_reading()
    hearing = asyncio.create_task(healthy.hear(20))
    await place.happen(20)  # a third of a mebibyte
    await hearing
    await place.settled(1)
    stalled.read_again()
    await stalled.hear()
    assert stalled.code == 1013
    await place.happen(1)
    await healthy.hear(21)


async def test_who_answers_no_ping_is_closed_with_a_code_to_come_back(pinging: Place) -> None:
    stalled = await reader(pinging)
    await pinging.settled(1)
    stalled.stop_reading()
    await pinging.settled(0)
    stalled.read_again()
    await stalled.hear()
    assert stalled.code == 1013


async def test_a_revoked_session_hears_nothing_more_even_if_it_had_stopped_reading(place: Place) -> None:
    stalled = await reader(place)
    await place.settled(1)
    stalled.stop_reading()
    await place.happen(20)
    sessions = (await place.owner.ask("{ viewer { sessions { id isCurrent } } }"))["viewer"]["sessions"]
    (present,) = [each["id"] for each in sessions if each["isCurrent"]]
    await place.owner.do("revokeSession", sessionId=present)
    await place.settled(0)
    await place.happen(5)
    stalled.read_again()
    await stalled.hear()
    assert (stalled.code, len(stalled.cursors) <= 20) == (4401, True)


async def streaming(response: httpx.Response, most: int) -> list[str]:
    """The cursors of that many events of a stream."""
    cursors: list[str] = []
    async with asyncio.timeout(PATIENCE):
        async for line in response.aiter_lines():
            if line.startswith("id: "):
                cursors.append(line.removeprefix("id: "))
                if len(cursors) == most:
                    break
    return cursors


@asynccontextmanager
async def stream(place: Place, **headers: str) -> AsyncIterator[httpx.Response]:
    transport = httpx.AsyncHTTPTransport(socket_options=[(system.SOL_SOCKET, system.SO_RCVBUF, SMALL)])
    headers |= {"accept": "text/event-stream", "authorization": f"Bearer {place.owner.client.token}"}
    body = {"query": AMENDED, "variables": {"id": place.demand}}
    async with (
        http_client(transport=transport) as http,
        http.stream("POST", place.worker.url, json=body, headers=headers) as response,
    ):
        yield response


async def test_a_stream_that_leaves_a_mebibyte_unread_ends_and_goes_on_from_its_last_event(pushing: Place) -> None:
    healthy = await reader(pushing)
    async with stream(pushing) as response:
        await pushing.settled(2)
        hearing = asyncio.create_task(healthy.hear(100))
        await pushing.happen(100)
        await hearing
        await pushing.settled(1)
        heard = await streaming(response, 100)
    assert heard == healthy.cursors[: len(heard)]
    assert MOST_UNSENT - 200_000 < len(heard) * SIZE < MOST_UNSENT + 200_000
    async with stream(pushing, **{"last-event-id": heard[-1]}) as response:
        assert heard + await streaming(response, 100 - len(heard)) == healthy.cursors


@pytest.mark.usefixtures("impatient")
async def test_a_stream_that_nobody_reads_is_broken_off(pushing: Place) -> None:
    before = pushing.worker.held()
    async with stream(pushing) as response:
        await pushing.settled(1)
        await pushing.happen(20)
        await pushing.settled(0)
        await pushing.worker.comes_back_to(before)
        with pytest.raises(httpx.RemoteProtocolError):
            await streaming(response, 21)


async def test_a_server_that_is_told_to_stop_does_not_wait_for_streams(database_url: str) -> None:
    async with AsyncExitStack() as stack:
        # One that would wait for them as long as they like.
        async with worker(database_url, timeout_graceful_shutdown=None) as running:
            place = await prepared(running)
            response = await stack.enter_async_context(stream(place))
            await place.settled(1)
        with pytest.raises(httpx.RemoteProtocolError):
            await streaming(response, 1)


async def test_a_large_replay_reaches_many_followers_whole(place: Place) -> None:
    start = await place.cursor()
    await place.happen(150)  # more than two mebibytes for each
    followers = [await reader(place, after=start) for _ in range(10)]
    await asyncio.gather(*(each.hear(150) for each in followers))
    assert [each.code for each in followers] == [None] * 10, [len(each.cursors) for each in followers]
    assert len({tuple(each.cursors) for each in followers}) == 1
    assert len(set(followers[0].cursors)) == 150
