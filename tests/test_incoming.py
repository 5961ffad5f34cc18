"""What a client sends over HTTP, byte by byte: limits of heads and bodies, upgrades, and old versions."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from edge import bodies, connections, incoming
from tests.support.api.client import PROTOCOL
from tests.support.api.services import Postgres, Sqlite
from tests.support.api.worker import Worker, worker
from tests.support.domain.market import FEED, enterprise, published
from tests.support.waiting import PATIENCE, until

pytestmark = pytest.mark.anywhere

QUERY = b'{"query": "{ __typename }"}'
POST = b"POST /graphql HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\n"
KEY = b"sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n"
HANDSHAKE = b"GET /graphql HTTP/1.1\r\nhost: here\r\nupgrade: websocket\r\nconnection: upgrade\r\n" + KEY
HANDSHAKE += f"sec-websocket-protocol: {PROTOCOL}\r\n\r\n".encode()
TYPENAME = {"data": {"__typename": "Query"}}


@pytest.fixture(scope="module")
async def running(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Worker]:
    url = await databases.create(template)
    async with worker(url) as started:
        yield started
    await databases.drop(url)


class Wire:
    """A connection that sends what it is told to, and nothing else."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def rest(self) -> bytes:
        """Everything until the server closes the connection."""
        async with asyncio.timeout(PATIENCE):
            return await self.reader.read()

    async def answer(self) -> tuple[int, dict[bytes, bytes], Any]:
        """Status, headers and body of the next answer, which has a length."""
        async with asyncio.timeout(PATIENCE):
            status, headers = head_of(await self.reader.readuntil(b"\r\n\r\n"))
            body = await self.reader.readexactly(int(headers[b"content-length"]))
            return status, headers, json.loads(body) if headers[b"content-type"].startswith(b"application/") else body


def head_of(head: bytes) -> tuple[int, dict[bytes, bytes]]:
    first, *lines = head.strip().split(b"\r\n")
    return int(first.split()[1]), dict(line.lower().split(b": ", 1) for line in lines)


def refusal_in(answered: bytes) -> tuple[int, str]:
    """The status, and the code of the JSON error."""
    head, _, body = answered.partition(b"\r\n\r\n")
    return head_of(head)[0], json.loads(body)["errors"][0]["extensions"]["code"]


Wired = Callable[[], Awaitable[Wire]]
Answered = Callable[..., Awaitable[bytes]]


@pytest.fixture
async def wired(running: Worker) -> AsyncIterator[Wired]:
    """Opens a connection for as long as the test lasts."""
    opened: list[Wire] = []

    async def open_one() -> Wire:
        opened.append(Wire(*await asyncio.open_connection("127.0.0.1", running.port)))
        return opened[-1]

    yield open_one
    for wire in opened:
        wire.writer.close()
        with contextlib.suppress(ConnectionError):
            await wire.writer.wait_closed()


@pytest.fixture
def answered(wired: Wired) -> Answered:
    """Sends chunks on a connection of their own, and returns everything until the server closes it."""

    async def exchange(*chunks: bytes) -> bytes:
        wire = await wired()
        for chunk in chunks:
            await wire.send(chunk)
        return await wire.rest()

    return exchange


@pytest.mark.parametrize(
    "head",
    [
        pytest.param([b"GET /health HTTP/1.1\r\nlong: ", *[b"x" * 1_000] * 100], id="a header without end"),
        pytest.param([b"GET /", *[b"x" * 1_000] * 100], id="an address without end"),
        pytest.param([b"GET /health HTTP/1.1\r\n", b"short: x\r\n" * 300], id="too many headers"),
        pytest.param([b"GET /health HTTP/1.1\r\nlong: " + b"x" * 70_000 + b"\r\n\r\n"], id="at once"),
    ],
)
async def test_a_head_that_is_too_large_is_431(
    answered: Answered, head: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "LONGEST_HEAD", PATIENCE)
    assert refusal_in(await answered(*head)) == (431, "HEADERS_TOO_LARGE")


async def test_what_is_no_http_is_400_in_json(answered: Answered) -> None:
    assert refusal_in(await answered(b"CONNECT / HTTP/9\r\n\r\n")) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"GET /health HTTP/1.1\r\n", id="none in HTTP/1.1"),
        pytest.param(b"GET /health HTTP/1.1\r\nhost: a.example\r\nHost: b.example\r\n", id="two"),
        pytest.param(b"GET /health HTTP/1.0\r\nhost: a.example\r\nhost: a.example\r\n", id="two in HTTP/1.0"),
    ],
)
async def test_a_request_without_one_host_is_400(answered: Answered, head: bytes) -> None:
    assert refusal_in(await answered(head + b"connection: close\r\n\r\n")) == (400, "BAD_REQUEST")


async def test_a_head_that_takes_too_long_is_408_and_silence_is_closed(
    wired: Wired, answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "LONGEST_HEAD", 0.05)
    assert refusal_in(await answered(b"GET /health HTTP/1.1\r\nho")) == (408, "REQUEST_TIMEOUT")
    assert await answered() == b""
    wire = await wired()
    await wire.send(POST + b"content-length: %d\r\n\r\n" % len(QUERY) + QUERY)
    assert (await wire.answer())[2] == TYPENAME
    # Empty lines between requests are allowed, and are no request.
    await wire.send(b"\r\n")
    assert refusal_in(await wire.rest()) == (408, "REQUEST_TIMEOUT")


async def test_a_body_that_takes_too_long_is_408(answered: Answered, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LONGEST_BODY", 0.05)
    monkeypatch.setattr(connections, "GRACE", 0.05)
    answer = await answered(POST + b"content-length: 100\r\n\r\n{")
    assert refusal_in(answer) == (408, "REQUEST_TIMEOUT")


async def test_the_rest_of_a_body_that_nobody_reads_does_not_hold_the_connection(
    answered: Answered, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "GRACE", 0.05)
    head = b"GET /health HTTP/1.1\r\nhost: a.example\r\ncontent-length: 100\r\n\r\n"
    assert b'{"status":"alive"}' in await answered(head + b"{")


async def test_a_connection_goes_on_after_the_rest_of_a_body(wired: Wired) -> None:
    wire = await wired()
    await wire.send(b"GET /health HTTP/1.1\r\nhost: a.example\r\ncontent-length: 2\r\n\r\n{")
    assert (await wire.answer())[0] == 200
    await wire.send(b"}" + POST + b"content-length: %d\r\n\r\n" % len(QUERY) + QUERY)
    assert (await wire.answer())[2] == TYPENAME


async def test_of_too_many_unfinished_requests_of_one_network_the_oldest_is_closed(
    wired: Wired, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "_proxies", lambda _: ())
    monkeypatch.setattr(incoming, "MOST_UNFINISHED", 3)
    monkeypatch.setattr(incoming, "PATIENCE", 0.05)
    wires = [await wired() for _ in range(3)]
    await wires[0].send(b"GET /health HTTP/1.1\r\n")
    await wires[1].send(POST + b"content-length: 100\r\n\r\n{")
    newest = await wired()
    assert await wires[0].rest() == b""
    await newest.send(POST + b"content-length: %d\r\n\r\n" % len(QUERY) + QUERY)
    assert (await newest.answer())[2] == TYPENAME
    for wire in (*wires, newest):
        wire.writer.close()
    await until(lambda: not incoming._unfinished)


@pytest.mark.parametrize("comes_from_proxy", [False, True])
async def test_many_connections_that_come_at_once_are_all_answered(
    wired: Wired, monkeypatch: pytest.MonkeyPatch, comes_from_proxy: bool
) -> None:
    """As after a restart. Through a proxy, unfinished requests of one client close no connection of another."""
    if not comes_from_proxy:
        monkeypatch.setattr(incoming, "_proxies", lambda _: ())
    monkeypatch.setattr(incoming, "MOST_UNFINISHED", 3)
    monkeypatch.setattr(incoming, "PATIENCE", 0.0 if comes_from_proxy else 1.0)
    idle = [await wired() for _ in range(20 if comes_from_proxy else 0)]

    async def ask() -> object:
        wire = await wired()
        await wire.send(POST + b"content-length: %d\r\n\r\n" % len(QUERY) + QUERY)
        return (await wire.answer())[2]

    assert await asyncio.gather(*(ask() for _ in range(20))) == [TYPENAME] * 20
    assert not [wire for wire in idle if wire.reader.at_eof()]
    for wire in idle:
        wire.writer.close()


@pytest.mark.parametrize("parts", [1, 2])
async def test_an_offer_of_http_2_is_ignored_and_the_body_is_not_lost(wired: Wired, parts: int) -> None:
    offer = b"connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQ\r\n"
    body = b"%d\r\n\r\n" % len(QUERY) + QUERY
    wire = await wired()
    for _ in range(2):  # and the connection goes on
        sent = POST + offer + b"content-length: " + body
        for chunk in (sent[: len(sent) // parts], sent[len(sent) // parts :])[:parts]:
            await wire.send(chunk)
        assert (await wire.answer())[2] == TYPENAME


async def test_requests_that_are_sent_ahead_are_answered_in_order(wired: Wired) -> None:
    wire = await wired()
    one = POST + b"content-length: %d\r\n\r\n" % len(QUERY) + QUERY
    await wire.send(one + b"GET /health HTTP/1.1\r\nhost: a.example\r\n\r\n" + one)
    assert [(await wire.answer())[2] for _ in range(3)] == [TYPENAME, {"status": "alive"}, TYPENAME]


async def test_trailers_are_no_headers(wired: Wired, answered: Answered) -> None:
    chunked = b"transfer-encoding: chunked\r\n\r\n%x\r\n" % len(QUERY) + QUERY + b"\r\n0\r\n"
    wire = await wired()
    await wire.send(POST + chunked + b"authorization: Bearer nonsense\r\n\r\n")
    assert (await wire.answer())[2] == TYPENAME
    refused = await answered(POST + chunked + b"long: " + b"x" * 200_000)
    assert refused == b"" or b"431" in refused


async def test_http_1_0_gets_no_chunks(running: Worker, wired: Wired, answered: Answered) -> None:
    awarder = await enterprise(running.url)
    body = json.dumps({"query": FEED, "variables": {"id": await published(awarder)}}).encode()
    head = (
        POST.replace(b"HTTP/1.1", b"HTTP/1.0") + b"authorization: Bearer %s\r\n" % (awarder.client.token or "").encode()
    )
    wire = await wired()
    await wire.send(head + b"accept: text/event-stream\r\ncontent-length: %d\r\n\r\n" % len(body) + body)
    async with asyncio.timeout(PATIENCE):
        status, headers = head_of(await wire.reader.readuntil(b"\r\n\r\n"))
        assert (status, headers.get(b"transfer-encoding"), headers[b"connection"]) == (200, None, b"close")
        assert await wire.reader.readexactly(3) == b":\n\n"
    wire.writer.close()
    plain = await answered(head + b"content-length: %d\r\n\r\n" % len(QUERY) + QUERY)
    assert json.loads(plain.partition(b"\r\n\r\n")[2]) == TYPENAME


async def test_another_slash_leads_nowhere_and_to_no_other_host(wired: Wired) -> None:
    wire = await wired()
    for path in (b"/graphql/", b"/health/", b"//evil.example/graphql"):
        await wire.send(b"GET %s HTTP/1.1\r\nhost: evil.example\r\n\r\n" % path)
        status, headers, _ = await wire.answer()
        assert (status, headers.get(b"location")) == (404, None)


@pytest.mark.parametrize("encoding", [b"gzip", b"br", b"identity, gzip"])
async def test_a_compressed_body_is_415_and_says_what_is_taken(wired: Wired, encoding: bytes) -> None:
    wire = await wired()
    await wire.send(POST + b"content-encoding: %s\r\ncontent-length: %d\r\n\r\n" % (encoding, len(QUERY)) + QUERY)
    status, headers, answer = await wire.answer()
    assert (status, answer["errors"][0]["extensions"]["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert headers[b"accept-encoding"] == b"identity"


async def test_frames_that_come_with_the_handshake_are_answered_after_it(wired: Wired) -> None:
    hello = b'{"type":"connection_init"}'
    frame = bytes([0x81, 0x80 | len(hello)]) + b"\0\0\0\0" + hello
    for chunks in ([HANDSHAKE + frame], [HANDSHAKE, frame]):
        wire = await wired()
        for chunk in chunks:
            await wire.send(chunk)
        async with asyncio.timeout(PATIENCE):
            assert head_of(await wire.reader.readuntil(b"\r\n\r\n"))[0] == 101
            assert b"connection_ack" in await wire.reader.readuntil(b"}")
        # As a Connection, and not in the library's own protocol, which answers every ping.
        await wire.send((b"\x89\x80\0\0\0\0") * 5_000)
        assert b"Too many frames" in await wire.rest()
