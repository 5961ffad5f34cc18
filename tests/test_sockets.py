"""Sockets at the edge: who may open one, what closes it, and that errors reveal nothing internal."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import websockets
from websockets.asyncio.client import connect

from tests.support.api.client import PROTOCOL, Client, Closed, Socket
from tests.support.api.edge import ALLOWED_ORIGIN, SECRET, Edge
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.anywhere


@pytest.fixture
async def socket(edge_url: str) -> AsyncIterator[Socket]:
    """A socket without any message yet."""
    async with Socket(edge_url.replace("http", "ws", 1)) as opened:
        yield opened


async def handshake(url: str, **headers: str) -> int:
    """The status of the server's answer to a handshake."""
    opening = connect(
        url.replace("http", "ws", 1),
        subprotocols=[websockets.Subprotocol(PROTOCOL)],
        additional_headers=headers,
        proxy=None,
    )
    try:
        async with opening as opened:
            assert opened.response is not None
            return opened.response.status_code
    except websockets.InvalidStatus as refused:
        return refused.response.status_code


async def operation(socket: Socket, query: str, id: str = "1", **payload: Any) -> dict[str, Any]:
    await socket.send({"id": id, "type": "subscribe", "payload": {"query": query, **payload}})
    return await socket.receive()


async def test_pages_of_this_origin_and_of_allowed_ones_may_open_a_socket(edge: Edge) -> None:
    assert await handshake(edge.url) == 101
    assert await handshake(edge.url, origin=edge.origin) == 101
    assert await handshake(edge.url, origin=ALLOWED_ORIGIN) == 101


@pytest.mark.parametrize("origin", ["https://stranger.example", "null", "http://127.0.0.1:1", f"{ALLOWED_ORIGIN}.evil"])
async def test_pages_of_other_origins_may_not(edge_url: str, origin: str) -> None:
    assert await handshake(edge_url, origin=origin) == 403


async def test_the_old_protocol_is_not_spoken(edge_url: str) -> None:
    async with Socket(edge_url.replace("http", "ws", 1), protocol="graphql-ws") as socket:
        assert (await socket.closed()).code == 4406


async def test_who_says_nothing_is_hung_up_on(socket: Socket) -> None:
    assert (await socket.closed()).code == 4408


async def test_nothing_runs_before_the_greeting(socket: Socket) -> None:
    await socket.send({"id": "1", "type": "subscribe", "payload": {"query": "{ viewer }"}})
    assert (await socket.closed()).code == 4401


async def test_connection_params_say_who_is_asking(edge_url: str) -> None:
    async with Client(edge_url, token="mine").connect() as connection:
        assert await connection.query("{ viewer }") == {"viewer": "Bearer mine"}


async def test_every_operation_on_a_socket_has_a_context_of_its_own(edge_url: str) -> None:
    async with Client(edge_url, token="mine").connect() as connection:
        for _ in range(2):
            assert await connection.query("{ operations viewer }") == {
                "operations": 1,
                "viewer": "Bearer mine",
            }


async def test_who_is_not_let_in_is_closed_with_4403(socket: Socket) -> None:
    with pytest.raises(Closed) as closed:
        await socket.initialize("wrong")
    assert closed.value.code == 4403


@pytest.mark.parametrize(
    ("token", "code", "reason"),
    [("wrong", 4403, "This token is not valid."), ("broken", 1013, "Try again later")],
)
async def test_a_socket_whose_headers_do_not_do_is_closed(edge_url: str, token: str, code: int, reason: str) -> None:
    async with connect(
        edge_url.replace("http", "ws", 1),
        subprotocols=[websockets.Subprotocol(PROTOCOL)],
        additional_headers={"authorization": f"Bearer {token}"},
        proxy=None,
    ) as opened:
        await opened.wait_closed()
        assert (opened.close_code, opened.close_reason) == (code, reason)


async def test_a_subscription_hears_its_events_and_its_end(edge_url: str) -> None:
    async with Client(edge_url).subscribe("subscription { count(to: 2) }") as events:
        assert [await events.next(), await events.next()] == [{"count": 1}, {"count": 2}]
        await events.completed()


@pytest.mark.parametrize(
    "message",
    [
        "nonsense",
        "[]",
        "null",
        "5",
        "{}",
        '{"type": 5}',
        '{"type": ["subscribe"]}',
        '{"type": "hello"}',
        '{"type": "' + "x" * 500 + '"}',
        '{"type": "subscribe"}',
        '{"type": "subscribe", "id": "1"}',
        '{"type": "subscribe", "id": 1, "payload": {"query": "{ viewer }"}}',
        '{"type": "subscribe", "id": "", "payload": {"query": "{ viewer }"}}',
        '{"type": "subscribe", "id": "' + "1" * 101 + '", "payload": {"query": "{ viewer }"}}',
        '{"type": "subscribe", "id": "1", "payload": []}',
        '{"type": "subscribe", "id": "1", "payload": {}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": 5}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ viewer }", "variables": []}}',
        '{"type": "subscribe", "id": "1", "payload": {"query": "{ viewer }", "operationName": {}}}',
        '{"type": "complete"}',
        '{"type": "complete", "id": []}',
        '{"type": "ping", "payload": "\\ud800"}',
        '{"type": "ping", "payload": NaN}',
        '{"type": "ping", "payload": ' + "9" * 5000 + "}",
        "[" * 50_000,
        b'{"type": "ping"}',
    ],
)
async def test_what_is_not_of_the_protocol_closes_the_socket_with_4400(
    edge: Edge, socket: Socket, message: str | bytes
) -> None:
    failures = edge.log().count("Traceback")
    await socket.initialize()
    await socket.send(message)
    assert (await socket.closed()).code == 4400
    assert edge.log().count("Traceback") == failures


async def test_an_id_in_use_closes_the_socket(socket: Socket) -> None:
    await socket.initialize()
    await operation(socket, "subscription { forever }", "x" * 100)
    await socket.send({"id": "x" * 100, "type": "subscribe", "payload": {"query": "{ viewer }"}})
    assert (await socket.closed()).code == 4409


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ('{ a(b: "' + "x" * 500, "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ('query ($a: Int!) { text(of: "a", times: $a) }', "GRAPHQL_VALIDATION_FAILED"),
        ("", "OPERATION_RESOLUTION_FAILURE"),
        ("fragment F on Query { viewer }", "OPERATION_RESOLUTION_FAILURE"),
        ("query A { viewer } query B { viewer }", "OPERATION_RESOLUTION_FAILURE"),
        ("{ " + "a " * 3000 + "}", "TOO_MANY_TOKENS"),
        ("# " + "a" * 30_000 + "\n{ viewer }", "DOCUMENT_TOO_LARGE"),
    ],
)
async def test_a_bad_operation_hears_why_and_the_others_go_on(edge_url: str, document: str, code: str) -> None:
    async with Client(edge_url).connect() as connection:
        going_on = await connection.subscribe("subscription { forever }")
        await going_on.next()
        bad = await connection.subscribe(document)
        message = await bad.message()
        told = message["payload"] if message["type"] == "error" else message["payload"]["errors"]
        assert [error["extensions"]["code"] for error in told] == [code]
        assert await connection.query("{ viewer }") == {"viewer": "nobody"}
        await going_on.stop()


@pytest.mark.parametrize("document", ["{ broken }", "{ careless }", "subscription { breaking }"])
async def test_a_failure_inside_is_masked_on_sockets_too(edge_url: str, document: str) -> None:
    async with Client(edge_url).connect() as connection:
        events = await connection.subscribe(document)
        payloads = []
        while (message := await events.message())["type"] == "next":
            payloads.append(message["payload"])
        assert message["type"] == "complete"
        (error,) = payloads[-1]["errors"]
        assert error["message"] == "Internal error"
        assert set(error["extensions"]) == {"code", "requestId"}
        assert SECRET not in str(payloads)


async def test_a_refusal_inside_a_subscription_passes_as_it_is(edge_url: str) -> None:
    async with Client(edge_url).subscribe("subscription { refusing }") as events:
        assert await events.next() == {"refusing": 1}
        (error,) = (await events.payload())["errors"]
        assert (error["message"], error["extensions"]) == ("No more.", {"code": "GONE"})
        await events.completed()


async def test_a_socket_that_goes_takes_its_subscriptions_along(edge_url: str) -> None:
    watching = Client(edge_url)
    before = (await watching.query("{ watchers }"))["watchers"]
    async with watching.connect() as connection:
        for _ in range(3):
            await (await connection.subscribe("subscription { forever }")).next()
        assert (await watching.query("{ watchers }"))["watchers"] == before + 3
    async with asyncio.timeout(PATIENCE):
        while (await watching.query("{ watchers }"))["watchers"] != before:
            pass


async def test_a_socket_carries_a_hundred_operations_at_once(edge_url: str) -> None:
    async with Client(edge_url).connect() as connection:
        first, *_ = [await connection.subscribe("subscription { forever }") for _ in range(100)]
        await first.next()
        one_more = await connection.subscribe("subscription { forever }")
        message = await one_more.message()
        assert message["type"] == "error"
        assert [error["extensions"]["code"] for error in message["payload"]] == ["TOO_MANY_OPERATIONS"]
        await first.stop()
        assert await connection.query("{ viewer }") == {"viewer": "nobody"}
