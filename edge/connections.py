"""Connections: an open WebSocket as a small transport protocol, so that an idle subscriber uses little memory."""

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

from edge.rates import Bucket

MOST_UNSENT = 1 << 20
LONGEST_STALL = 15.0
GRACE = 5.0
TRY_AGAIN_LATER = 1013
TOO_MUCH = 4429
# What a client may send: a burst, and how much of it is made up for in a second.
FRAMES = (1_000, 200)
BYTES = (4 << 20, 256 << 10)


class Receiver(Protocol):
    """The application's end of a connection."""

    async def receive(self, text: str | None) -> None:
        """Receives one message, or None for one that is not text; the next one comes after this returns."""

    async def disconnected(self) -> None:
        """Called last, and once: the connection was closed by either side."""


class Connection(asyncio.Protocol):
    """An open WebSocket connection, without a task of its own between messages.

    A client that sends more FRAMES, control frames and fragments included, or more BYTES than it may is disconnected.
    `push` never waits. A client that leaves more than MOST_UNSENT bytes unread, or reads nothing for LONGEST_STALL
    seconds, is disconnected with a code that lets it come back with its cursor.
    """

    __slots__ = (
        "_abort_timer",
        "_buffer",
        "_bytes",
        "_config",
        "_connections",
        "_context",
        "_frame",
        "_frames_taken",
        "_ignores_input",
        "_is_closing",
        "_is_text",
        "_loop",
        "_message",
        "_on_closed",
        "_pending",
        "_ping",
        "_ping_timer",
        "_receiver",
        "_receiving",
        "_stall_timer",
        "_tasks",
        "_transport",
        "_writable",
        "close_code",
    )

    def __init__(
        self,
        transport: asyncio.Transport,
        receiver: Receiver,
        config: Config,
        connections: set[Any],
        tasks: set[asyncio.Task[None]],
    ) -> None:
        """The sets belong to the server: the connections that it shuts down, and the tasks that it then waits for."""
        self.close_code: int | None = None
        self._transport = transport
        self._receiver = receiver
        self._config = config
        self._connections = connections
        self._tasks = tasks
        self._loop = asyncio.get_running_loop()
        self._context = contextvars.copy_context()
        self._on_closed: Callable[[int | None], None] | None = None
        # These are None while idle, to save memory.
        self._buffer: bytearray | None = None
        self._frame: Generator[None, None, Frame] | None = None
        self._message: bytearray | None = None
        self._is_text = False
        self._pending: deque[str | None] | None = None
        self._receiving: asyncio.Task[None] | None = None
        self._writable: asyncio.Event | None = None
        self._stall_timer: asyncio.TimerHandle | None = None
        self._abort_timer: asyncio.TimerHandle | None = None
        self._ping: bytes | None = None
        self._ping_timer: asyncio.TimerHandle | None = None
        self._ignores_input = False
        self._is_closing = False
        self._frames_taken, self._bytes = Bucket(*FRAMES), Bucket(*BYTES)
        connections.add(self)
        self._ping_later()

    @property
    def is_open(self) -> bool:
        return not self._is_closing

    def push(self, messages: Sequence[bytes]) -> None:
        """Sends text messages, given as UTF-8, in one write; ignored if the connection is closing."""
        if self._is_closing or self._transport.is_closing():
            return
        self._transport.write(b"".join(map(framed, messages)))
        if self._transport.get_write_buffer_size() > MOST_UNSENT:
            self.give_up()

    async def drained(self) -> None:
        """Waits until the write buffer has drained, or the connection is closing."""
        if self._writable is not None:
            await self._writable.wait()

    def close(self, code: int, reason: str) -> None:
        """Sends a close frame, and waits up to GRACE seconds for the answer."""
        if not self._is_closing and not self._transport.is_closing():
            self._send_close(code, reason)
            self._begin_closing()
            self._resume()
            self._abort_later()

    def give_up(self, reason: str = "too slow") -> None:
        """Closes a connection whose client does not read; the client learns why if it reads again."""
        self.close(TRY_AGAIN_LATER, reason)

    def when_closed(self, on_closed: Callable[[int | None], None]) -> None:
        """Calls this at the very end, with the close code if our side closed the connection."""
        self._on_closed = on_closed

    def shutdown(self) -> None:
        """The server is stopping: clients reconnect to another one."""
        if not self._is_closing:
            self._send_close(1012, "")
            self._begin_closing()
            self._abort_later()
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        if not self._ignores_input and not self._bytes.take(len(data)):
            self._fail(TOO_MUCH, "Too many bytes")
            return
        try:
            for frame in self._frames(data):
                if not self._frames_taken.take():
                    self._fail(TOO_MUCH, "Too many frames")
                    return
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
        self._stall_timer = self._loop.call_later(LONGEST_STALL, self.give_up)

    def resume_writing(self) -> None:
        if self._writable is not None:
            self._writable.set()
            self._writable = None
        self._cancel_stall()

    def connection_lost(self, _: Exception | None) -> None:
        self._connections.discard(self)
        if self._abort_timer is not None:
            self._abort_timer.cancel()
            self._abort_timer = None
        self._ignores_input = True
        self._begin_closing()

    def _frames(self, data: bytes) -> Iterator[Frame]:
        """The frames that are complete with this data."""
        if self._buffer is None:
            self._buffer = bytearray()
        self._buffer += data
        while not self._ignores_input:
            if self._frame is None:
                if not self._buffer:
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
        self._buffer = self._frame = None

    def _exactly(self, count: int) -> Generator[None, None, bytearray]:
        assert self._buffer is not None
        while len(self._buffer) < count:
            yield
        taken = self._buffer[:count]
        del self._buffer[:count]
        return taken

    def _take(self, frame: Frame) -> None:
        match frame.opcode:
            case Opcode.PING:
                if not self._is_closing:
                    self._transport.write(Frame(Opcode.PONG, frame.data).serialize(mask=False))
            case Opcode.PONG:
                if self._ping is not None and bytes(frame.data) == self._ping:
                    self._ping_later()
            case Opcode.CLOSE:
                self._take_close(frame)
            case _:
                self._take_data(frame)

    def _take_close(self, frame: Frame) -> None:
        Close.parse(frame.data)
        if self._message is not None:
            raise ProtocolError("incomplete fragmented message")
        if not self._is_closing:
            self._transport.write(Frame(Opcode.CLOSE, frame.data).serialize(mask=False))
            self._begin_closing()
            self._abort_later()
        self._ignores_input = True
        self._transport.close()

    def _take_data(self, frame: Frame) -> None:
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
        if self._is_closing:
            return
        if self._pending is None:
            self._pending = deque()
        self._pending.append(text)
        self._transport.pause_reading()
        self._start_receiving()

    def _start_receiving(self) -> None:
        if self._receiving is None:
            self._receiving = self._loop.create_task(self._deliver_pending(), context=self._context)
            self._tasks.add(self._receiving)
            self._receiving.add_done_callback(self._tasks.discard)

    async def _deliver_pending(self) -> None:
        try:
            while self._pending and not self._is_closing:
                await self._receiver.receive(self._pending.popleft())
        finally:
            self._pending = None
            if self._is_closing:
                await self._receiver.disconnected()
                if self._on_closed is not None:
                    self._on_closed(self.close_code)
            else:
                self._receiving = None
                self._resume()

    def _resume(self) -> None:
        if not self._transport.is_closing():
            self._transport.resume_reading()

    def _ping_later(self) -> None:
        self._ping = None
        self._cancel_ping_timer()
        if self._config.ws_ping_interval and not self._is_closing:
            self._ping_timer = self._loop.call_later(self._config.ws_ping_interval, self._send_ping)

    def _send_ping(self) -> None:
        if not self._transport.is_closing():
            self._ping = secrets.token_bytes(4)
            self._transport.write(Frame(Opcode.PING, self._ping).serialize(mask=False))
            if self._config.ws_ping_timeout:
                # Not uvicorn's 1011: common clients never reconnect after it.
                self._ping_timer = self._loop.call_later(
                    self._config.ws_ping_timeout, self.give_up, "no answer to a ping"
                )

    def _fail(self, code: int, reason: str) -> None:
        """Closes the connection because the client violated the protocol or sent too much."""
        self._ignores_input = True
        self._buffer = self._frame = self._message = None
        if self._is_closing:
            return
        self._send_close(code, reason)
        self._begin_closing()
        # Closing in the middle of a message would reset the connection, and the client would not learn why.
        if self._transport.can_write_eof():
            self._transport.write_eof()
        self._resume()
        self._abort_later()

    def _send_close(self, code: int, reason: str) -> None:
        self.close_code = code
        self._transport.write(Frame(Opcode.CLOSE, Close(code, reason).serialize()).serialize(mask=False))

    def _begin_closing(self) -> None:
        """From here on, messages are neither received nor sent; releases those who wait for `drained`."""
        self._cancel_ping_timer()
        self.resume_writing()
        if not self._is_closing:
            self._is_closing = True
            # Not at once: the caller may be in the middle of delivering to a group.
            self._loop.call_soon(self._start_receiving)

    def _abort_later(self) -> None:
        # A closed transport waits until everything was read, and some clients never read.
        if self._abort_timer is None:
            self._abort_timer = self._loop.call_later(GRACE, self._transport.abort)

    def _cancel_ping_timer(self) -> None:
        if self._ping_timer is not None:
            self._ping_timer.cancel()
            self._ping_timer = None

    def _cancel_stall(self) -> None:
        if self._stall_timer is not None:
            self._stall_timer.cancel()
            self._stall_timer = None


def framed(message: bytes) -> bytes:
    """One unmasked text frame (RFC 6455, section 5.2)."""
    size = len(message)
    if size < 126:
        return struct.pack("!BB", 0x81, size) + message
    if size < 1 << 16:
        return struct.pack("!BBH", 0x81, 126, size) + message
    return struct.pack("!BBQ", 0x81, 127, size) + message
