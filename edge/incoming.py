"""Uvicorn's HTTP protocol, extended: nobody holds a connection for ever, or feeds one without end."""

import asyncio
import json
from collections import OrderedDict
from functools import lru_cache
from typing import Any

import httptools
from uvicorn.middleware.proxy_headers import _TrustedHosts
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from edge import connections
from edge.frames import HAS_LEFT, LASTING
from models.networks import network_of

LARGEST_HEAD = 65_536  # bytes of the request line and all headers
MOST_HEADERS = 200
LONGEST_HEAD = 10.0  # seconds for them to arrive
MOST_UNFINISHED = 256  # connections of one peer that have not sent a whole request
PATIENCE = 1.0  # seconds in which there may be more of them
HOP_BY_HOP = (b"connection", b"upgrade", b"http2-settings")


class ImpatientProtocol(HttpToolsProtocol):
    """Uvicorn's HTTP protocol with limits for what a client sends and for how long it leaves a response unread.

    - The head of a request has at most LARGEST_HEAD bytes in MOST_HEADERS headers (431) and LONGEST_HEAD seconds (408);
      trailers and the extensions of chunks count as well. The application sets the deadline of a body that it reads;
      what is left of one when the response is complete has GRACE seconds.
    - A request of HTTP/1.1 has exactly one Host header, one of HTTP/1.0 at most one (400).
    - If a peer has more than MOST_UNFINISHED connections without a whole request for longer than PATIENCE seconds, the
      oldest of them are closed; those of a proxy in FORWARDED_ALLOW_IPS are not counted.
    - A response that the client leaves unread for LONGEST_STALL seconds is aborted.
    - An Upgrade to anything but a WebSocket is ignored, as HTTP allows. HTTP/1.0 gets no chunks.

    A stopping server waits for responses, except for those whose scope is marked as LASTING.
    """

    stalled: asyncio.TimerHandle | None = None
    deadline: asyncio.TimerHandle | None = None
    has_head = False  # of the request that is being received
    has_whole_request = False
    is_too_large = False
    has_wrong_host = False
    is_refused = False
    head_bytes = 0  # of the head and the trailers, as far as they are parsed
    unparsed_bytes = 0  # received since something was last parsed

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as in uvicorn
        super().connection_made(transport)
        self._expect_request()

    def connection_lost(self, exc: Exception | None) -> None:
        self._moves_again()
        self._expect_nothing()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.is_refused:
            return
        self._unset_keepalive_if_required()
        if self.has_whole_request:
            self._expect_request()
        self.unparsed_bytes += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            self._upgrade(data[upgrade.args[0] :])
        except httptools.HttpParserError:
            self._refuse_what_was_sent()
        else:
            if self.unparsed_bytes > LARGEST_HEAD:
                self.is_too_large = True
                self._refuse_what_was_sent()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self.has_whole_request:
            self._expect_request()
        self.has_head = False
        self.head_bytes = 0

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._count(len(name) + len(value))
        # Trailers come after the request was passed on: they are dropped.
        if not self.has_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self.unparsed_bytes = 0
        if self._is_odd_upgrade():
            return
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts > 1 or (hosts == 0 and self.parser.get_http_version() == "1.1"):
            self.has_wrong_host = True
            raise ValueError("the host is missing or ambiguous")
        self.has_head = True
        self._stop_deadline()
        former = self.cycle
        super().on_headers_complete()
        if self.cycle is not former:
            self._adapt(self.cycle)

    def on_body(self, body: bytes) -> None:
        self.unparsed_bytes = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self.unparsed_bytes = 0
        if self._is_odd_upgrade():
            return
        self.has_whole_request = True
        self._expect_nothing()
        super().on_message_complete()
        if self.cycle is not None and self.cycle.response_complete and not self.transport.is_closing():
            self._keep_alive()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        is_in_body = self.has_head and not self.has_whole_request
        if is_in_body and self.cycle.response_complete and not self.transport.is_closing():
            self._unset_keepalive_if_required()
            self._stop_deadline()
            self.deadline = self.loop.call_later(connections.GRACE, self.transport.close)

    def handle_websocket_upgrade(self) -> None:
        self._expect_nothing()
        super().handle_websocket_upgrade()

    def send_400_response(self, msg: str) -> None:
        self._refuse(400, "BAD_REQUEST", msg)

    def pause_writing(self) -> None:
        super().pause_writing()
        self.stalled = self.loop.call_later(connections.LONGEST_STALL, self.transport.abort)

    def resume_writing(self) -> None:
        self._moves_again()
        super().resume_writing()

    def shutdown(self) -> None:
        if self.cycle is not None and LASTING in self.cycle.scope and not self.cycle.response_complete:
            self.transport.close()
        else:
            super().shutdown()

    def _adapt(self, cycle: RequestResponseCycle) -> None:
        scope: Any = cycle.scope
        scope.setdefault("extensions", {})[HAS_LEFT] = self.transport.is_closing
        if scope["http_version"] == "1.0":
            cycle.send = Unchunked(cycle)  # type: ignore[method-assign]

    def _keep_alive(self) -> None:
        self._unset_keepalive_if_required()
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def _is_odd_upgrade(self) -> bool:
        """Whether the request asks for another protocol that we do not speak; CONNECT has no such header."""
        return self.parser.should_upgrade() and self._get_upgrade() is not None and not self._should_upgrade()

    def _upgrade(self, rest: bytes) -> None:
        if self._should_upgrade():
            self.handle_websocket_upgrade()
            if rest:
                self.transport.get_protocol().data_received(rest)  # type: ignore[attr-defined] # a PushingProtocol
        elif self._is_odd_upgrade():
            # The parser takes what follows for the other protocol: let another one begin again without the offer.
            kept = [(name, value) for name, value in self.headers if name not in HOP_BY_HOP]
            version = self.parser.get_http_version().encode()
            head = b"%s %s HTTP/%s\r\n" % (self.parser.get_method(), self.url, version)
            self.parser = httptools.HttpRequestParser(self)
            self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
            self.data_received(head + b"".join(b"%s: %s\r\n" % each for each in kept) + b"\r\n" + rest)
        else:
            self._refuse_what_was_sent()

    def _count(self, size: int) -> None:
        self.unparsed_bytes = 0
        self.head_bytes += size
        if self.head_bytes > LARGEST_HEAD or len(self.headers) >= MOST_HEADERS:
            self.is_too_large = True
            raise ValueError("the head is too large")

    def _expect_request(self) -> None:
        """Waits for the head of a request, at most for LONGEST_HEAD seconds."""
        self.has_whole_request = False
        self._stop_deadline()
        self.deadline = self.loop.call_later(LONGEST_HEAD, self._give_up_waiting)
        # A proxy has all clients behind it: one of them must not close the connections of the others.
        if self.client is not None and self.client[0] not in _proxies(self._trusted):
            peers = _unfinished.setdefault(self._peer, OrderedDict())
            peers[self] = None
            if len(peers) == MOST_UNFINISHED + 1:
                # Not at once: of many connections that come together, what they have sent is read a moment later.
                self.loop.call_later(PATIENCE, _make_room, self._peer)

    def _expect_nothing(self) -> None:
        self._stop_deadline()
        peers = _unfinished.get(self._peer)
        if peers is not None:
            peers.pop(self, None)
            if not peers:
                del _unfinished[self._peer]

    def _stop_deadline(self) -> None:
        if self.deadline is not None:
            self.deadline.cancel()
            self.deadline = None

    @property
    def _trusted(self) -> str:
        allowed = self.config.forwarded_allow_ips
        return allowed if isinstance(allowed, str) else ",".join(allowed)

    @property
    def _peer(self) -> str:
        return network_of(self.client[0]) if self.client else ""

    def _give_up_waiting(self) -> None:
        self.deadline = None
        if self.cycle is not None and not self.cycle.response_complete:
            self.deadline = self.loop.call_later(LONGEST_HEAD, self._give_up_waiting)
        elif self.head_bytes or self.unparsed_bytes:
            self._refuse(408, "REQUEST_TIMEOUT", f"The head of a request has to arrive within {LONGEST_HEAD:.0f} s.")
        else:
            self.transport.close()

    def _refuse_what_was_sent(self) -> None:
        if self.is_too_large:
            self._refuse(
                431, "HEADERS_TOO_LARGE", f"A head has at most {LARGEST_HEAD} bytes in {MOST_HEADERS} headers."
            )
        elif self.has_wrong_host:
            self._refuse(400, "BAD_REQUEST", "A request has one Host header (RFC 9112, 3.2).")
        else:
            self._refuse(400, "BAD_REQUEST", "This is not an HTTP request.")

    def _refuse(self, status: int, code: str, message: str) -> None:
        """Answers what could not become a request, and closes; a response that has begun is broken off."""
        if self.cycle is not None and not self.cycle.response_complete:
            self.transport.abort()
            return
        body = json.dumps({"errors": [{"message": message, "extensions": {"code": code}}]}).encode()
        head = b"content-type: application/json; charset=utf-8\r\ncontent-length: %d\r\nconnection: close\r\n\r\n"
        self.transport.write(STATUS_LINE[status] + head % len(body) + body)
        self.is_refused = True
        # Closing in the middle of what the client sends would reset the connection, and it would not learn why.
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self._stop_deadline()
        self.deadline = self.loop.call_later(connections.GRACE, self.transport.abort)

    def _moves_again(self) -> None:
        if self.stalled is not None:
            self.stalled.cancel()
            self.stalled = None


_unfinished: dict[str, OrderedDict[ImpatientProtocol, None]] = {}


def _make_room(peer: str) -> None:
    """Closes the oldest connections of a peer that still has too many without a whole request."""
    peers = _unfinished.get(peer, OrderedDict())
    while len(peers) > MOST_UNFINISHED:
        oldest = next(iter(peers))
        oldest._expect_nothing()
        oldest.transport.abort()


@lru_cache
def _proxies(allowed: str) -> _TrustedHosts:
    """The addresses whose X-Forwarded-For is believed, as uvicorn reads FORWARDED_ALLOW_IPS."""
    return _TrustedHosts(allowed)


class Unchunked:
    """Sends a response as it is, ended by the end of the connection, for HTTP/1.0, which knows no chunks."""

    def __init__(self, cycle: RequestResponseCycle) -> None:
        self.cycle = cycle
        self.send = cycle.send
        self.has_length = False

    async def __call__(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.has_length = any(name.lower() == b"content-length" for name, _ in message.get("headers", ()))
            if not self.has_length:
                self.cycle.chunked_encoding = False
        elif not self.has_length:
            # Uvicorn counts down from here: each message is as long as it is.
            self.cycle.expected_content_length = len(message.get("body", b""))
        await self.send(message)
