"""Limits of sockets and streams: what is too large, too much, too late, or over, and what each closes with."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from models import database as orm
from models.accounts.sessions import Session
from tests.support.api.client import Closed, Message, Socket, http_client
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Redis, Sqlite
from tests.support.domain.market import (
    FEED,
    MARKET,
    Person,
    colleague,
    enterprise,
    invited,
    person,
    published,
    submitted,
)
from tests.support.waiting import PATIENCE, before, until, with_enough_time

pytestmark = pytest.mark.anywhere

SESSIONS = "{ viewer { sessions { id isCurrent } } }"
WORKBENCH = "query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench { id } } } }"


class Stream:
    """The server-sent events of one subscription."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def next(self) -> tuple[str, Message | None]:
        """Kind and data of the next event."""
        fields: dict[str, str] = {}
        async with asyncio.timeout(PATIENCE):
            async for line in self._lines:
                if line and not line.startswith(":"):
                    name, _, value = line.partition(":")
                    fields[name] = value.strip()
                elif not line and fields:
                    return fields["event"], json.loads(fields["data"]) if fields["data"] else None
        raise EOFError

    async def ended(self, code: str) -> None:
        """Fails unless an error of that code comes next, then the end, and then nothing."""
        kind, told = await self.next()
        assert told is not None
        assert (kind, [error["extensions"]["code"] for error in told["errors"]]) == ("next", [code])
        assert await self.next() == ("complete", None)
        with pytest.raises(EOFError):
            await self.next()


@asynccontextmanager
async def streaming(somebody: Person, url: str | None = None, **variables: Any) -> AsyncIterator[Stream]:
    headers = {"accept": "text/event-stream", "authorization": f"Bearer {somebody.client.token}"}
    async with http_client() as http:
        body = {"query": FEED, "variables": variables}
        async with http.stream("POST", url or somebody.url, json=body, headers=headers) as response:
            yield Stream(response)


async def revoke(somebody: Person) -> None:
    """Ends the session with which they ask."""
    sessions = (await somebody.ask(SESSIONS))["viewer"]["sessions"]
    (present,) = [each["id"] for each in sessions if each["isCurrent"]]
    await somebody.do("revokeSession", sessionId=present)


@pytest.fixture
async def socket(server: Server) -> AsyncIterator[Socket]:
    async with Socket(server.ws_url) as opened:
        yield opened


async def test_a_message_of_more_than_a_million_bytes_closes_the_socket_with_1009(socket: Socket) -> None:
    await socket.initialize()
    await socket.send(json.dumps({"type": "ping", "payload": {"text": "x" * 999_000}}))
    assert (await socket.receive())["type"] == "pong"
    await socket.send(json.dumps({"type": "ping", "payload": {"text": "x" * 1_000_000}}))
    assert (await socket.closed()).code == 1009


async def test_more_messages_than_are_allowed_close_the_socket_with_4429(socket: Socket) -> None:
    await socket.initialize()
    # As many as a burst may have pass, and the greeting was one of them.
    for _ in range(499):
        await socket.send({"type": "ping"})
    for _ in range(499):
        assert (await socket.receive())["type"] == "pong"
    for _ in range(2_000):
        with contextlib.suppress(Exception):  # closed meanwhile
            await socket.send({"type": "ping"})
    assert (await socket.closed()).code == 4429


async def test_a_second_greeting_closes_the_socket_with_4429(socket: Socket) -> None:
    await socket.initialize()
    await socket.send({"type": "connection_init"})
    assert (await socket.closed()).code == 4429


async def test_whoever_says_nothing_for_five_seconds_is_closed_with_4408(socket: Socket) -> None:
    started = asyncio.get_running_loop().time()
    assert (await socket.closed()).code == 4408
    assert asyncio.get_running_loop().time() - started > 4.5


async def test_a_hundred_subscriptions_share_a_socket_and_one_more_is_refused(server: Server) -> None:
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    after = (await awarder.workbench(demand))["workbench"]["cursor"]
    async with awarder.client.connect() as connection:
        followers = [await connection.subscribe(FEED, id=demand, after=after) for _ in range(100)]
        message = await (await connection.subscribe(FEED, id=demand, after=after)).message()
        assert (message["type"], message["payload"][0]["extensions"]["code"]) == ("error", "TOO_MANY_OPERATIONS")
        await submitted(await person(server.url), demand)
        for follower in followers:
            assert (await follower.next())["workbench"]["event"]["__typename"] == "BidArrived"


@pytest.mark.parametrize("name", ["authorization", "Authorization"])
@pytest.mark.parametrize("token", ["nonsense", "ü", ""])
async def test_an_invalid_token_is_closed_with_4403(socket: Socket, name: str, token: str) -> None:
    await socket.send({"type": "connection_init", "payload": {name: f"Bearer {token}"}})
    assert (await socket.closed()).code == 4403


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
async def test_the_token_of_the_handshake_is_as_good_as_that_of_the_greeting(server: Server, scheme: str) -> None:
    somebody, other = await person(server.url), await person(server.url)
    who = "{ viewer { user { id } } }"
    headers = {"authorization": f"{scheme} {somebody.client.token}"}
    async with Socket(server.ws_url, headers=headers) as socket:
        await socket.initialize()
        await socket.send({"id": "1", "type": "subscribe", "payload": {"query": who}})
        assert (await socket.receive())["payload"] == {"data": {"viewer": {"user": {"id": somebody.user}}}}
    for written, spoken, code in (
        ("Bearer nonsense", None, 4403),
        ("Basic nonsense", None, 4403),
        (f"Bearer {somebody.client.token}", f"Bearer {other.client.token}", 4403),
    ):
        async with Socket(server.ws_url, headers={"authorization": written}) as socket:
            await socket.send({"type": "connection_init", "payload": {"authorization": spoken} if spoken else {}})
            assert (await socket.closed()).code == code


async def test_a_user_has_few_operations_at_once_and_nobody_else_waits_for_them(server: Server) -> None:
    """A subscription that has begun is none of them."""
    hostile, other = await person(server.url), await person(server.url)
    async with hostile.client.connect() as busy, other.client.connect() as calm:
        followers = [await busy.subscribe(MARKET) for _ in range(20)]
        asked = [await busy.subscribe("{ demands(first: 1) { edges { node { id } } } }") for _ in range(60)]
        assert "viewer" in await calm.query(SESSIONS)
        for each in asked:
            await each.next()
            await each.completed()
        assert [follower.unread() for follower in followers] == [[]] * 20


async def test_a_user_has_so_many_sockets_and_streams_and_each_that_ends_makes_room(
    database_url: str, tmp_path: Path
) -> None:
    with Server(tmp_path, DATABASE_URL=database_url, MAX_SOCKETS="2") as server:
        awarder, other = await enterprise(server.url), await person(server.url)
        demand = await published(awarder)
        async with Socket(server.ws_url) as one, streaming(awarder, id=demand) as stream:
            await one.initialize(awarder.client.token)
            await submitted(other, demand)
            assert (await stream.next())[0] == "next"
            async with Socket(server.ws_url) as another, streaming(awarder, id=demand) as late:
                await another.initialize(awarder.client.token)
                assert (await another.closed()).code == 4429
                await late.ended("RATE_LIMITED")
            async with Socket(server.ws_url) as others:
                await others.initialize(other.client.token)

        async def has_room() -> bool:
            async with Socket(server.ws_url) as again:
                await again.initialize(awarder.client.token)
                await again.send({"type": "ping"})
                with contextlib.suppress(Closed):
                    return (await again.receive())["type"] == "pong"
            return False

        await until(has_room)


async def test_a_revoked_token_is_closed_with_4401_when_it_comes_again(server: Server, socket: Socket) -> None:
    somebody = await person(server.url)
    await revoke(somebody)
    await socket.send({"type": "connection_init", "payload": {"authorization": f"Bearer {somebody.client.token}"}})
    assert (await socket.closed()).code == 4401


async def altered(server: Server, somebody: Person, **fields: datetime) -> None:
    """Changes the session of somebody new, without telling any worker."""
    await orm.connect(server.environment["DATABASE_URL"])
    session = await Session.all().order_by("-created_at", "-id").first().select_related("user")
    assert session is not None
    assert session.user.email == somebody.email
    await session.update_from_dict(fields).save(update_fields=fields)
    await orm.disconnect()


async def test_a_token_that_expires_during_a_connection_closes_it_with_4403(server: Server) -> None:
    await with_enough_time(partial(_expired, server), 2)


async def _expired(server: Server, seconds: float) -> None:
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    started = asyncio.get_running_loop().time()
    ends = datetime.now(UTC) + timedelta(seconds=seconds)
    async with AsyncExitStack() as open_ones:
        with before(ends):
            await altered(server, awarder, expires_at=ends)
            connection = await open_ones.enter_async_context(awarder.client.connect())
            stream = await open_ones.enter_async_context(streaming(awarder, id=demand))
            assert stream.response.status_code == 200
            follower = await connection.subscribe(FEED, id=demand)
        assert (await connection.closed()).code == 4403
        assert asyncio.get_running_loop().time() - started > seconds - 0.5
        await stream.ended("UNAUTHENTICATED")
        assert follower.arrived.qsize() == 1  # only the closing


@pytest.fixture(params=["with the broker", "without the broker"])
async def workers(
    request: pytest.FixtureRequest,
    databases: Postgres | Sqlite,
    template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[tuple[Server, Server]]:
    """Two workers on one database."""
    environment = {"DATABASE_URL": await databases.create(template)}
    if request.param == "with the broker":
        redis: Redis = request.getfixturevalue("redis")
        environment["BUS_URL"] = redis.url
    directory = tmp_path_factory.mktemp("workers")
    with Server(directory, **environment) as one, Server(directory, **environment) as other:
        yield one, other
    await databases.drop(environment["DATABASE_URL"])


async def test_a_revoked_session_is_closed_on_every_worker(workers: tuple[Server, Server]) -> None:
    one, other = workers
    awarder = await enterprise(one.url)
    mate = await colleague(awarder)
    demand = await published(awarder)
    sockets = [Socket(worker.ws_url) for worker in (one, other)]
    async with (
        sockets[0] as here,
        sockets[1] as there,
        streaming(mate, one.url, id=demand) as near,
        streaming(mate, other.url, id=demand) as far,
        awarder.client.subscribe(FEED, id=demand) as healthy,
    ):
        for socket in (here, there):
            await socket.initialize(mate.client.token)
            await socket.send({"id": "1", "type": "subscribe", "payload": {"query": FEED, "variables": {"id": demand}}})
            # An operation that is answered after the other has begun.
            await socket.send({"id": "2", "type": "subscribe", "payload": {"query": "{ __typename }"}})
            assert (await socket.receive())["id"] == "2"
            assert (await socket.receive())["type"] == "complete"
        await revoke(mate)
        assert [(await socket.closed()).code for socket in (here, there)] == [4401, 4401]
        for stream in (near, far):
            await stream.ended("UNAUTHENTICATED")
        # Nobody else is closed.
        await submitted(await person(one.url), demand)
        assert (await healthy.next())["workbench"]["event"]["__typename"] == "BidArrived"


async def test_an_event_that_is_quicker_than_the_word_of_a_revocation_is_not_told(server: Server) -> None:
    awarder = await enterprise(server.url)
    mate = await colleague(awarder)
    demand = await published(awarder)
    after = (await awarder.workbench(demand))["workbench"]["cursor"]
    async with mate.client.connect() as connection, streaming(mate, id=demand, after=after) as stream:
        follower = await connection.subscribe(FEED, id=demand, after=after)
        assert (await connection.query(WORKBENCH, id=demand))["demand"]["workbench"] is not None
        await altered(server, mate, revoked_at=datetime.now(UTC))
        # Therefore everyone's permission is checked again.
        await colleague(awarder)
        await submitted(await person(server.url), demand)
        assert (await connection.closed()).code == 4401
        await stream.ended("UNAUTHENTICATED")
        assert follower.arrived.qsize() == 1  # only the closing


async def test_a_session_that_is_revoked_while_its_sockets_open_leaves_none_open(server: Server) -> None:
    async def visit(somebody: Person) -> int:
        async with Socket(server.ws_url) as socket:
            await socket.send(
                {"type": "connection_init", "payload": {"authorization": f"Bearer {somebody.client.token}"}}
            )
            return (await socket.closed()).code

    somebody = await person(server.url)
    visits = [asyncio.create_task(visit(somebody)) for _ in range(20)]
    await revoke(somebody)
    visits += [asyncio.create_task(visit(somebody)) for _ in range(20)]
    assert {await each for each in visits} == {4401}


async def test_a_removed_member_hears_the_end_and_nothing_that_came_after(server: Server) -> None:
    awarder = await enterprise(server.url)
    mate = await colleague(awarder)
    demand = await published(awarder)
    bidders = [await person(server.url) for _ in range(2)]
    after = (await awarder.workbench(demand))["workbench"]["cursor"]
    async with (
        awarder.client.subscribe(FEED, id=demand, after=after) as healthy,
        mate.client.connect() as connection,
        streaming(mate, id=demand, after=after) as stream,
    ):
        follower = await connection.subscribe(FEED, id=demand, after=after)
        await submitted(bidders[0], demand)
        assert "data" in await follower.payload()
        assert (await stream.next())[0] == "next"
        assert (await connection.query(WORKBENCH, id=demand))["demand"]["workbench"] is not None
        await awarder.do("removeMember", partyId=awarder.party, userId=mate.user)
        await submitted(bidders[1], demand)
        message = await follower.message()
        assert (message["type"], message["payload"][0]["extensions"]["code"]) == ("error", "NOT_FOUND")
        await stream.ended("NOT_FOUND")
        await healthy.next()
        await healthy.next()
        # The socket is as old as the membership was: what it asks now is answered as of now.
        assert (await connection.query(WORKBENCH, id=demand))["demand"]["workbench"] is None
        assert (await (await connection.subscribe(FEED, id=demand)).message())["type"] == "error"
        assert follower.arrived.empty()


async def test_a_new_member_is_let_in_on_a_socket_from_before(server: Server) -> None:
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    mate = await person(server.url)
    async with mate.client.connect() as connection:
        assert (await (await connection.subscribe(FEED, id=demand)).message())["type"] == "error"
        await mate.do("acceptInvitation", invitationId=await invited(mate, awarder))
        after = (await awarder.workbench(demand))["workbench"]["cursor"]
        follower = await connection.subscribe(FEED, id=demand, after=after)
        await submitted(await person(server.url), demand)
        assert (await follower.next())["workbench"]["event"]["__typename"] == "BidArrived"


async def test_a_stream_that_may_not_begin_says_so_with_a_status(server: Server) -> None:
    somebody = await person(server.url)
    await revoke(somebody)
    async with streaming(somebody, id="1") as stream:
        assert stream.response.status_code == 401
    async with streaming(await person(server.url), id="x" * 1_000_000) as stream:
        assert stream.response.status_code == 413
