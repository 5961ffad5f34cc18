"""Clients for the tests: of GraphQL, over HTTP and over graphql-transport-ws sockets, and of plain HTTP."""

import asyncio
import itertools
import json
import re
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
import websockets
from websockets.asyncio.client import ClientConnection, connect

from tests.support.waiting import PATIENCE

PROTOCOL = "graphql-transport-ws"
Message = dict[str, Any]


def http_client(**options: Any) -> httpx.AsyncClient:
    """A client of plain HTTP for servers on this machine, with httpx's options."""
    # Neither a proxy that the environment names is for them, nor all the world's certificates, which take long to load.
    return httpx.AsyncClient(**{"trust_env": False, "verify": False, "timeout": PATIENCE, **options})


class Client:
    """Sends requests to a server's GraphQL endpoint, as a signed-in user if it has a token."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self.url = url
        self.ws_url = url.replace("http", "ws", 1)
        self.token = token

    async def query(self, document: str, /, **variables: Any) -> dict[str, Any]:
        """The data of a query or mutation; fails on any top-level error."""
        return data_of(await self.post(document, variables))

    async def post(self, document: str, variables: Message | None = None) -> Message:
        """The whole answer, errors included; raises ConnectionError if there is none."""
        body = json.dumps({"query": document, "variables": variables or {}}).encode()
        answer: Message = json.loads(await self._exchange(body))
        return answer

    async def _exchange(self, body: bytes) -> bytes:
        # By hand: a full HTTP client takes ten times as long, and there are thousands of requests.
        place = urlsplit(self.url)
        head = [f"POST {place.path} HTTP/1.1", f"host: {place.netloc}", "connection: close", "user-agent: tests"]
        head += ["content-type: application/json", f"content-length: {len(body)}"]
        head += [f"authorization: Bearer {self.token}"] if self.token else []
        secured = {"ssl": ssl._create_unverified_context()} if place.scheme == "https" else {}
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(place.hostname, place.port or place.scheme, **secured)
            try:
                writer.write("\r\n".join([*head, "", ""]).encode() + body)
                answered, _, content = (await reader.read()).partition(b"\r\n\r\n")
            finally:
                writer.close()
        length = re.search(rb"\r\ncontent-length: *(\d+)", answered, re.IGNORECASE)
        if length is None or int(length[1]) != len(content):
            raise ConnectionError(f"no whole answer: {answered!r}")
        return content

    @asynccontextmanager
    async def subscribe(self, document: str, /, **variables: Any) -> AsyncIterator["Events"]:
        """One operation on its own socket, which is closed at the end of the block."""
        async with self.connect() as connection:
            yield await connection.subscribe(document, **variables)

    @asynccontextmanager
    async def connect(self) -> AsyncIterator["Connection"]:
        """A socket for any number of operations, which is closed at the end of the block."""
        async with Socket(self.ws_url) as socket:
            await socket.initialize(self.token)
            async with Connection(socket) as connection:
                yield connection


class Closed(Exception):
    """The server has closed the socket."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


class Socket:
    """A raw socket, message by message: it sends nothing by itself, not even pongs."""

    def __init__(self, url: str, *, protocol: str = PROTOCOL, headers: dict[str, str] | None = None) -> None:
        self._url = url
        self._protocol = protocol
        self._headers = headers
        self._connection: ClientConnection

    async def send(self, message: Message | str | bytes) -> None:
        """Sends a message as JSON, or a text or bytes as they are."""
        await self._connection.send(json.dumps(message) if isinstance(message, dict) else message)

    async def receive(self, timeout: float | None = PATIENCE) -> Message:
        try:
            async with asyncio.timeout(timeout):
                message: Message = json.loads(await self._connection.recv())
                return message
        except websockets.ConnectionClosed:
            raise Closed(self._connection.close_code or 0, self._connection.close_reason or "") from None

    async def closed(self, timeout: float = PATIENCE) -> Closed:
        """Waits until the server closes the socket; messages before that are dropped."""
        async with asyncio.timeout(timeout):
            try:
                while True:
                    await self.receive(timeout=None)
            except Closed as closed:
                return closed

    async def initialize(self, token: str | None = None, **payload: Any) -> Message:
        """Sends connection_init and returns the acknowledgement."""
        if token:
            payload["authorization"] = f"Bearer {token}"
        await self.send({"type": "connection_init", "payload": payload})
        answer = await self.receive()
        assert answer["type"] == "connection_ack", answer
        return answer

    async def __aenter__(self) -> Self:
        # A frozen server is for the test to find, not for this client's own pings.
        self._connection = await connect(
            self._url,
            subprotocols=[websockets.Subprotocol(self._protocol)],
            additional_headers=self._headers,
            compression=None,
            proxy=None,
            max_size=None,
            ping_interval=None,
            close_timeout=2,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._connection.close()


class Connection:
    """Several operations over one acknowledged socket; each receives its own messages."""

    def __init__(self, socket: Socket) -> None:
        self._socket = socket
        self._ids = itertools.count(1)
        self._operations: dict[str, Events] = {}
        self._closed: asyncio.Future[Closed] = asyncio.get_running_loop().create_future()

    async def subscribe(self, document: str, /, **variables: Any) -> "Events":
        """Starts an operation of any kind; the protocol does not say when the server has begun to listen."""
        events = Events(self._socket, str(next(self._ids)))
        self._operations[events.id] = events
        payload = {"query": document, "variables": variables}
        await self._socket.send({"id": events.id, "type": "subscribe", "payload": payload})
        return events

    async def query(self, document: str, /, **variables: Any) -> dict[str, Any]:
        """The data of a query or mutation over the socket."""
        events = await self.subscribe(document, **variables)
        data = await events.next()
        await events.completed()
        return data

    async def closed(self, timeout: float = PATIENCE) -> Closed:
        """Waits until the server closes the socket."""
        async with asyncio.timeout(timeout):
            return await asyncio.shield(self._closed)

    async def __aenter__(self) -> Self:
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._reader.cancel()
        (ended,) = await asyncio.gather(self._reader, return_exceptions=True)
        if isinstance(ended, Exception):
            raise ended

    async def _read(self) -> None:
        try:
            while True:
                message = await self._socket.receive(timeout=None)
                if message["type"] == "ping":
                    await self._socket.send({"type": "pong"})
                elif message["type"] != "pong":
                    self._operations[message["id"]].arrived.put_nowait(message)
        except Closed as closed:
            self._closed.set_result(closed)
            for events in self._operations.values():
                events.arrived.put_nowait(closed)


class Events:
    """The answers to one operation over a socket, in the order of their arrival."""

    def __init__(self, socket: Socket, id: str) -> None:
        self.id = id
        self.arrived: asyncio.Queue[Message | Closed] = asyncio.Queue()
        self._socket = socket

    async def next(self, timeout: float = PATIENCE) -> dict[str, Any]:
        """The data of the next answer; fails on errors and at the operation's end."""
        return data_of(await self.payload(timeout))

    async def payload(self, timeout: float = PATIENCE) -> Message:
        """The next answer, errors included; fails at the operation's end."""
        message = await self.message(timeout)
        assert message["type"] == "next", message
        payload: Message = message["payload"]
        return payload

    async def message(self, timeout: float = PATIENCE) -> Message:
        """The next protocol message of this operation, `error` and `complete` included."""
        async with asyncio.timeout(timeout):
            message = await self.arrived.get()
        if isinstance(message, Closed):
            self.arrived.put_nowait(message)
            raise message
        return message

    async def completed(self, timeout: float = PATIENCE) -> None:
        """Fails unless the next message is the operation's regular end."""
        message = await self.message(timeout)
        assert message["type"] == "complete", message

    async def silence(self, seconds: float = 0.3) -> None:
        """Fails if anything arrives within that time."""
        try:
            message = await self.message(seconds)
        except TimeoutError:
            return
        raise AssertionError(message)

    def unread(self) -> list[Message | Closed]:
        """The messages that have arrived and were not read yet."""
        arrived = [self.arrived.get_nowait() for _ in range(self.arrived.qsize())]
        for each in arrived:
            self.arrived.put_nowait(each)
        return arrived

    async def stop(self) -> None:
        """Completes the operation from this side; messages already on their way still arrive."""
        await self._socket.send({"id": self.id, "type": "complete"})


def data_of(answer: Message) -> dict[str, Any]:
    assert "errors" not in answer, answer["errors"]
    data: dict[str, Any] = answer["data"]
    return data
