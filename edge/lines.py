"""Lines: what is left of a socket once it is open, as small as an idle follower is to be."""

import asyncio
import contextvars
import secrets
import struct
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any, Protocol

from uvicorn.config import Config
from websockets.exceptions import PayloadTooBig, ProtocolError
from websockets.frames import Close, Frame, Opcode

MOST_UNSENT = 1 << 20
LONGEST_STALL = 15.0
GRACE = 5.0
TRY_AGAIN_LATER = 1013


class Listener(Protocol):
    """Who is at our end of a line."""

    async def hear(self, text: str | None) -> None:
        """Takes one message, None for one that is not text; the next one comes when this is done."""

    async def leave(self) -> None:
        """Comes last, and once: the line is closed, from either side."""


class Line(asyncio.Protocol):
    """An open WebSocket connection between two messages, without a task of its own.

    `push` never waits. Whoever leaves more than MOST_UNSENT bytes unread, or reads nothing for LONGEST_STALL seconds,
    is closed with a code that lets them come back with their cursor.
    """

    __slots__ = (
        "_config",
        "_connections",
        "_context",
        "_farewell",
        "_frame",
        "_is_deaf",
        "_is_over",
        "_is_text",
        "_last_call",
        "_listener",
        "_listening",
        "_loop",
        "_message",
        "_ping",
        "_stalled",
        "_tasks",
        "_timer",
        "_transport",
        "_unheard",
        "_unread",
        "_writable",
        "said",
    )

    def __init__(
        self,
        transport: asyncio.Transport,
        listener: Listener,
        config: Config,
        connections: set[Any],
        tasks: set[asyncio.Task[None]],
    ) -> None:
        """The sets are the server's: which connections it tells that it stops, and which tasks it waits for then."""
        self.said: int | None = None
        self._transport = transport
        self._listener = listener
        self._config = config
        self._connections = connections
        self._tasks = tasks
        self._loop = asyncio.get_running_loop()
        self._context = contextvars.copy_context()
        self._farewell: Callable[[int | None], None] | None = None
        # Of what is usually not there, nothing is kept.
        self._unread: bytearray | None = None
        self._frame: Generator[None, None, Frame] | None = None
        self._message: bytearray | None = None
        self._is_text = False
        self._unheard: deque[str | None] | None = None
        self._listening: asyncio.Task[None] | None = None
        self._writable: asyncio.Event | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._last_call: asyncio.TimerHandle | None = None
        self._ping: bytes | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._is_deaf = False
        self._is_over = False
        connections.add(self)
        self._ping_later()

    @property
    def is_open(self) -> bool:
        return not self._is_over

    def push(self, messages: Sequence[bytes]) -> None:
        """Sends text messages, each as its UTF-8, in one write; nothing where the line is closing."""
        if self._is_over or self._transport.is_closing():
            return
        self._transport.write(b"".join(map(framed, messages)))
        if self._transport.get_write_buffer_size() > MOST_UNSENT:
            self.give_up()

    async def drained(self) -> None:
        """Waits until what was pushed is on its way, or nobody is there to get it."""
        if self._writable is not None:
            await self._writable.wait()

    def close(self, code: int, reason: str) -> None:
        """Says why, and waits a little for the answer."""
        if not self._is_over and not self._transport.is_closing():
            self._say(code, reason)
            self._end()
            self._resume()
            self._abort_later()

    def give_up(self, reason: str = "too slow") -> None:
        """Closes a line whose other end does not read, at once for us and with a word for it should it read again."""
        self.close(TRY_AGAIN_LATER, reason)

    def when_over(self, farewell: Callable[[int | None], None]) -> None:
        """Calls it after the listener has left, with the code that this side has closed with, if it was this side."""
        self._farewell = farewell

    def shutdown(self) -> None:
        """The server stops: clients come back to another one."""
        if not self._is_over:
            self._say(1012, "")
            self._end()
            self._abort_later()
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        try:
            for frame in self._frames(data):
                self._take(frame)
        except ProtocolError as error:
            self._fail(1002, str(error))
        except UnicodeDecodeError as error:
            self._fail(1007, f"{error.reason} at position {error.start}")
        except PayloadTooBig as error:
            error.set_current_size(None if self._message is None else len(self._message))
            self._fail(1009, str(error))

    def pause_writing(self) -> None:
        self._writable = asyncio.Event()
        self._stalled = self._loop.call_later(LONGEST_STALL, self.give_up)

    def resume_writing(self) -> None:
        if self._writable is not None:
            self._writable.set()
            self._writable = None
        self._cancel_stall()

    def connection_lost(self, _: Exception | None) -> None:
        self._connections.discard(self)
        if self._last_call is not None:
            self._last_call.cancel()
            self._last_call = None
        self._is_deaf = True
        self._end()

    def _frames(self, data: bytes) -> Iterator[Frame]:
        """The frames that are complete with these data."""
        if self._unread is None:
            self._unread = bytearray()
        self._unread += data
        while not self._is_deaf:
            if self._frame is None:
                if not self._unread:
                    break
                most = self._config.ws_max_size - len(self._message or b"")
                self._frame = Frame.parse(self._exactly, mask=True, max_size=most)
            try:
                next(self._frame)
            except StopIteration as complete:
                self._frame = None
                yield complete.value
            else:
                return
        self._unread = self._frame = None

    def _exactly(self, count: int) -> Generator[None, None, bytearray]:
        assert self._unread is not None
        while len(self._unread) < count:
            yield
        taken = self._unread[:count]
        del self._unread[:count]
        return taken

    def _take(self, frame: Frame) -> None:
        match frame.opcode:
            case Opcode.PING:
                if not self._is_over:
                    self._transport.write(Frame(Opcode.PONG, frame.data).serialize(mask=False))
            case Opcode.PONG:
                if self._ping is not None and bytes(frame.data) == self._ping:
                    self._ping_later()
            case Opcode.CLOSE:
                self._take_leave(frame)
            case _:
                self._take_part(frame)

    def _take_leave(self, frame: Frame) -> None:
        Close.parse(frame.data)
        if self._message is not None:
            raise ProtocolError("incomplete fragmented message")
        if not self._is_over:
            self._transport.write(Frame(Opcode.CLOSE, frame.data).serialize(mask=False))
            self._end()
            self._abort_later()
        self._is_deaf = True
        self._transport.close()

    def _take_part(self, frame: Frame) -> None:
        is_first = frame.opcode is not Opcode.CONT
        if is_first and self._message is not None:
            raise ProtocolError("expected a continuation frame")
        if is_first:
            self._message = bytearray()
            self._is_text = frame.opcode is Opcode.TEXT
        if self._message is None:
            raise ProtocolError("unexpected continuation frame")
        self._message += frame.data
        if frame.fin:
            message, self._message = self._message, None
            self._queue(message.decode() if self._is_text else None)

    def _queue(self, text: str | None) -> None:
        if self._is_over:
            return
        if self._unheard is None:
            self._unheard = deque()
        self._unheard.append(text)
        self._transport.pause_reading()
        self._listen()

    def _listen(self) -> None:
        if self._listening is None:
            self._listening = self._loop.create_task(self._tell_listener(), context=self._context)
            self._tasks.add(self._listening)
            self._listening.add_done_callback(self._tasks.discard)

    async def _tell_listener(self) -> None:
        try:
            while self._unheard and not self._is_over:
                await self._listener.hear(self._unheard.popleft())
        finally:
            self._unheard = None
            if self._is_over:
                await self._listener.leave()
                if self._farewell is not None:
                    self._farewell(self.said)
            else:
                self._listening = None
                self._resume()

    def _resume(self) -> None:
        if not self._transport.is_closing():
            self._transport.resume_reading()

    def _ping_later(self) -> None:
        self._ping = None
        self._cancel_timer()
        if self._config.ws_ping_interval and not self._is_over:
            self._timer = self._loop.call_later(self._config.ws_ping_interval, self._send_ping)

    def _send_ping(self) -> None:
        if not self._transport.is_closing():
            self._ping = secrets.token_bytes(4)
            self._transport.write(Frame(Opcode.PING, self._ping).serialize(mask=False))
            if self._config.ws_ping_timeout:
                # Uvicorn's own 1011 would keep clients from ever coming back.
                self._timer = self._loop.call_later(self._config.ws_ping_timeout, self.give_up, "no answer to a ping")

    def _fail(self, code: int, reason: str) -> None:
        """Closes on whoever does not keep the protocol."""
        self._is_deaf = True
        self._unread = self._frame = self._message = None
        if self._is_over:
            return
        self._say(code, reason)
        self._end()
        # Closing in the middle of a message would reset the connection, and its sender would not hear why.
        if self._transport.can_write_eof():
            self._transport.write_eof()
        self._resume()
        self._abort_later()

    def _say(self, code: int, reason: str) -> None:
        self.said = code
        self._transport.write(Frame(Opcode.CLOSE, Close(code, reason).serialize()).serialize(mask=False))

    def _end(self) -> None:
        """From here on nothing is heard and nothing is said, and whoever waits to say something need not."""
        self._cancel_timer()
        self.resume_writing()
        if not self._is_over:
            self._is_over = True
            # Not at once: this may be in the middle of telling something to many.
            self._loop.call_soon(self._listen)

    def _abort_later(self) -> None:
        # A transport that is closed waits until all was read, and some never read.
        if self._last_call is None:
            self._last_call = self._loop.call_later(GRACE, self._transport.abort)

    def _cancel_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _cancel_stall(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None


def framed(message: bytes) -> bytes:
    """One unmasked text frame (RFC 6455, section 5.2)."""
    size = len(message)
    if size < 126:
        return struct.pack("!BB", 0x81, size) + message
    if size < 1 << 16:
        return struct.pack("!BBH", 0x81, 126, size) + message
    return struct.pack("!BBQ", 0x81, 127, size) + message
