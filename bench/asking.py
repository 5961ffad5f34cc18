"""HTTP load: the same requests over several connections that stay open, for a given time."""

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any, NamedTuple

CONNECTIONS = 16


class Asked(NamedTuple):
    """What was answered: the number of answers and of their bytes, and the seconds that it took."""

    answers: int
    bytes: int
    seconds: float


def post(port: int, query: str, variables: dict[str, Any] | None = None, token: str | None = None) -> bytes:
    """The bytes of one request."""
    body = json.dumps({"query": query, "variables": variables or {}}).encode()
    head = [
        "POST /graphql HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Content-Type: application/json",
        "Accept: application/json",
        f"Content-Length: {len(body)}",
        *([f"Authorization: Bearer {token}"] if token else []),
    ]
    return "\r\n".join([*head, "", ""]).encode() + body


class Asker(asyncio.Protocol):
    """A connection that sends the next request as soon as the last one was answered."""

    def __init__(self, requests: Iterator[bytes], until: float) -> None:
        self.requests = requests
        self.until = until
        self.answers = self.bytes = 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._rest = b""
        self._missing = 0

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        if self._missing:
            self._missing -= len(data)
        else:
            self._rest += data
            head, found, body = self._rest.partition(b"\r\n\r\n")
            if not found:
                return
            status, *lines = head.lower().split(b"\r\n")
            [length] = [int(line[15:]) for line in lines if line.startswith(b"content-length:")]
            if b" 200 " not in status or body.startswith(b'{"data":null') or b'"errors":' in body:
                self._end(RuntimeError(f"{head.decode()}\n{body[:500].decode()}"))
                return
            self._rest, self._missing = b"", length - len(body)
            self.bytes += length
        if not self._missing:
            self.answers += 1
            if time.monotonic() < self.until:
                self.transport.write(next(self.requests))
            else:
                self._end()

    def connection_lost(self, error: Exception | None) -> None:
        self._end(error or ConnectionError("the server closed the connection"))

    def _end(self, error: Exception | None = None) -> None:
        if not self.done.done():
            self.done.set_exception(error) if error else self.done.set_result(None)
        self.transport.close()


async def ask(port: int, requests: Sequence[bytes], seconds: float, *, connections: int = CONNECTIONS) -> Asked:
    """Sends the requests in turn for so many seconds; raises if an answer has errors."""
    loop, began, each = asyncio.get_running_loop(), time.monotonic(), cycle(requests)
    until = began + seconds
    askers = [
        (await loop.create_connection(lambda: Asker(each, until), "127.0.0.1", port))[1] for _ in range(connections)
    ]
    await asyncio.gather(*(asker.done for asker in askers))
    return Asked(sum(each.answers for each in askers), sum(each.bytes for each in askers), time.monotonic() - began)
