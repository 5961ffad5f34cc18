"""Frames straight to the transport: a prepared message costs a write, and a slow reader costs nobody else anything."""

import asyncio
import struct
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame

PUSH = "bidhall.push"
DRAINED = "bidhall.drained"
LASTING = "bidhall.lasting"
MOST_UNSENT = 1 << 20
LONGEST_STALL = 15.0
GRACE = 5.0
TRY_AGAIN_LATER = 1013


class PushingProtocol(WebSocketsSansIOProtocol):
    """Uvicorn's own protocol with one extension: `push`, which sends a text message and never waits.

    Whoever leaves more than MOST_UNSENT bytes unread, or reads nothing for LONGEST_STALL seconds, is closed
    with a code that lets them come back with their cursor.
    """

    stalled: asyncio.TimerHandle | None = None
    last_call: asyncio.TimerHandle | None = None

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            extensions: Any = self.scope["extensions"]
            extensions[PUSH] = self.push
            extensions[DRAINED] = self.writable.wait

    def push(self, message: bytes) -> None:
        """Sends the UTF-8 of a text message; nothing where the connection is closing."""
        if self.close_sent or self.disconnected or self.transport.is_closing():
            return
        self.transport.write(framed(message))
        if self.transport.get_write_buffer_size() > MOST_UNSENT:
            self.give_up()

    def pause_writing(self) -> None:
        super().pause_writing()
        self.stalled = self.loop.call_later(LONGEST_STALL, self.give_up)

    def resume_writing(self) -> None:
        self._moves_again()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._moves_again()
        if self.last_call is not None:
            self.last_call.cancel()
        super().connection_lost(exc)

    def handle_close(self, event: Frame) -> None:
        self._moves_again()
        super().handle_close(event)

    def handle_parser_exception(self) -> None:
        if self.close_timer is not None:
            return
        assert self.conn.close_sent is not None
        code, reason = self.conn.close_sent.code, self.conn.close_sent.reason
        self.queue.put_nowait({"type": "websocket.disconnect", "code": code, "reason": reason})
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        # Closing in the middle of a message would reset the connection, and its sender would not hear why.
        if self.transport.can_write_eof():
            self.transport.write_eof()
        if self.read_paused:
            self.read_paused = False
            self.transport.resume_reading()
        self.close_timer = self.loop.call_later(GRACE, self.transport.abort)

    def keepalive_timeout(self) -> None:
        # Uvicorn's own 1011 would keep clients from ever coming back.
        self.pong_timer = None
        self.give_up("no answer to a ping")

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        super().on_task_complete(task)
        # A transport that is closed waits until all was read, and some never read.
        if not self.disconnected and self.last_call is None:
            self.last_call = self.loop.call_later(GRACE, self.transport.abort)

    async def send(self, message: Any) -> None:
        await self.writable.wait()
        # Closed from here meanwhile, of which whoever sends has not heard yet.
        if self.close_sent:
            raise ClientDisconnected
        await super().send(message)

    def give_up(self, reason: str = "too slow") -> None:
        """Closes a connection that does not read, at once for us and with a word for it should it read again."""
        self._moves_again()
        if self.close_sent or self.disconnected or self.transport.is_closing():
            return
        self.conn.send_close(TRY_AGAIN_LATER, reason)
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.queue.put_nowait({"type": "websocket.disconnect", "code": TRY_AGAIN_LATER, "reason": reason})
        # Whoever waits to send something has nobody to send it to.
        self.writable.set()
        self.last_call = self.loop.call_later(GRACE, self.transport.abort)

    def _moves_again(self) -> None:
        if self.stalled is not None:
            self.stalled.cancel()
            self.stalled = None


class ImpatientProtocol(HttpToolsProtocol):
    """Uvicorn's own protocol for HTTP, which breaks off whoever leaves an answer unread for LONGEST_STALL seconds.

    A server that is told to stop waits for its answers, but not for those whose scope says that they are LASTING.
    """

    stalled: asyncio.TimerHandle | None = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self.stalled = self.loop.call_later(LONGEST_STALL, self.transport.abort)

    def resume_writing(self) -> None:
        self._moves_again()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._moves_again()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        if self.cycle is not None and LASTING in self.cycle.scope and not self.cycle.response_complete:
            self.transport.close()
        else:
            super().shutdown()

    def _moves_again(self) -> None:
        if self.stalled is not None:
            self.stalled.cancel()
            self.stalled = None


def framed(message: bytes) -> bytes:
    """One unmasked text frame (RFC 6455, section 5.2)."""
    size = len(message)
    if size < 126:
        return struct.pack("!BB", 0x81, size) + message
    if size < 1 << 16:
        return struct.pack("!BBH", 0x81, 126, size) + message
    return struct.pack("!BBQ", 0x81, 127, size) + message
