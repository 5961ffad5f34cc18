"""Connections: what an open socket receives, answers and is closed with, compared with the library's own protocol."""

import asyncio
import struct
from contextlib import AsyncExitStack
from functools import partial
from typing import Any, cast

import pytest
import uvicorn
from hypothesis import given, settings
from hypothesis import strategies as st
from websockets.frames import Close, Frame, Opcode
from websockets.protocol import OPEN
from websockets.server import ServerProtocol

from edge import connections
from edge.connections import MOST_UNSENT, Connection
from tests.support.api.worker import worker
from tests.support.domain.market import FEED, enterprise, published
from tests.support.waiting import until

pytestmark = pytest.mark.anywhere

LARGEST = 300
CONFIG = uvicorn.Config(None, ws_max_size=LARGEST, ws_ping_interval=None, log_config=None)  # type: ignore[arg-type]


class Transport(asyncio.Transport):
    """Records what is written; `unread` is the amount that the peer has not read."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""
        self.unread = 0
        self.is_reading_paused = False
        self.is_closed = False
        self.has_ended = False

    def write(self, data: Any) -> None:
        self.written += data

    def get_write_buffer_size(self) -> int:
        return self.unread

    def is_closing(self) -> bool:
        return self.is_closed

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        self.has_ended = True

    def close(self) -> None:
        self.is_closed = True

    abort = close

    def pause_reading(self) -> None:
        self.is_reading_paused = True

    def resume_reading(self) -> None:
        self.is_reading_paused = False


class Ear:
    """Records what is received."""

    def __init__(self) -> None:
        self.heard: list[str | None] = []
        self.left = 0
        self.slowly = asyncio.Event()
        self.slowly.set()

    async def receive(self, text: str | None) -> None:
        await self.slowly.wait()
        self.heard.append(text)

    async def disconnected(self) -> None:
        self.left += 1


class Ends:
    """A connection with both of its ends."""

    def __init__(self, config: uvicorn.Config = CONFIG) -> None:
        self.transport, self.ear = Transport(), Ear()
        self.connections: set[Any] = set()
        self.tasks: set[asyncio.Task[None]] = set()
        self.connection = Connection(self.transport, self.ear, config, self.connections, self.tasks)

    async def settled(self) -> None:
        await asyncio.sleep(0)
        while self.tasks:
            await asyncio.gather(*self.tasks)
            await asyncio.sleep(0)


def masked(opcode: int, payload: bytes, *, fin: bool = True, mask: bool = True, rsv: int = 0) -> bytes:
    """A frame as a client sends it, well formed or not."""
    size = len(payload)
    bit = 0x80 if mask else 0
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    head += bytes([bit | size]) if size < 126 else bytes([bit | 126]) + struct.pack("!H", size)
    key = b"\x01\x02\x03\x04" if mask else b""
    body = bytes(byte ^ key[place % 4] for place, byte in enumerate(payload)) if mask else payload
    return head + key + body


TEXTS = st.text(max_size=40).map(str.encode)
PAYLOADS = st.one_of(TEXTS, st.binary(max_size=20), st.just(b"x" * 130), st.just(b"x" * (LARGEST + 1)))
WELL_FORMED = st.one_of(
    st.builds(masked, st.just(Opcode.TEXT), TEXTS),
    st.builds(masked, st.just(Opcode.TEXT), TEXTS, fin=st.just(False)),
    st.builds(masked, st.just(Opcode.CONT), TEXTS, fin=st.booleans()),
    st.builds(masked, st.sampled_from([Opcode.PING, Opcode.PONG]), st.binary(max_size=10)),
)
FRAMES = st.one_of(
    WELL_FORMED,
    WELL_FORMED,
    st.builds(
        masked,
        st.integers(0, 15),
        PAYLOADS,
        fin=st.booleans(),
        mask=st.sampled_from([True, True, True, False]),
        rsv=st.sampled_from([0, 0, 0, 0, 1, 4]),
    ),
    st.builds(
        lambda code, reason: masked(Opcode.CLOSE, struct.pack("!H", code) + reason),
        st.sampled_from([1000, 1001, 1005, 1011, 3000, 4999, 5000, 999]),
        st.one_of(TEXTS, st.just(b"\xff")),
    ),
)


def judged(chunks: list[bytes]) -> tuple[list[str | None], bytes, bool]:
    """What the library receives and answers for the same bytes, and whether it closed."""
    judge = ServerProtocol(state=OPEN, max_size=LARGEST)
    heard: list[str | None] = []
    written, parts = b"", cast("list[Frame]", [])
    for chunk in chunks:
        before = [*heard]
        # Byte by byte, so that of two faults in one chunk the first one is reported.
        for byte in chunk:
            judge.receive_data(bytes([byte]))
            for event in judge.events_received():
                frame = cast(Frame, event)
                if frame.opcode not in (Opcode.TEXT, Opcode.BINARY, Opcode.CONT):
                    continue
                parts.append(frame)
                if frame.fin:
                    whole = b"".join(bytes(part.data) for part in parts)
                    try:
                        heard.append(whole.decode() if parts[0].opcode is Opcode.TEXT else None)
                    except UnicodeDecodeError as error:
                        judge.fail(1007, f"{error.reason} at position {error.start}")
                        return before, written + b"".join(judge.data_to_send()), True
                    parts = []
            written += b"".join(judge.data_to_send())
            if judge.state is not OPEN:
                # Data in the same chunk as the end is ignored.
                return before, written, True
    return heard, written, False


@given(frames=st.lists(FRAMES, max_size=8), size=st.integers(1, 60), cut=st.booleans())
@settings(max_examples=500, deadline=None)
def test_a_line_hears_and_answers_what_the_library_does(frames: list[bytes], size: int, cut: bool) -> None:
    data = b"".join(frames)
    chunks = [data[start : start + size] for start in range(0, len(data), size)] if cut else frames

    async def told() -> None:
        ends = Ends()
        for chunk in chunks:
            ends.connection.data_received(chunk)
            await ends.settled()
        heard, written, is_over = judged(chunks)
        assert (ends.ear.heard, ends.transport.written) == (heard, written)
        assert (not ends.connection.is_open, ends.ear.left) == (is_over, int(is_over))
        ends.connection.connection_lost(None)
        await ends.settled()
        assert (ends.ear.left, ends.connections, ends.tasks) == (1, set(), set())

    asyncio.run(told())


async def test_messages_are_heard_one_after_the_other_and_none_is_read_meanwhile() -> None:
    ends = Ends()
    ends.ear.slowly.clear()
    ends.connection.data_received(masked(1, b"one") + masked(1, b"two"))
    await asyncio.sleep(0)
    assert (ends.ear.heard, ends.transport.is_reading_paused) == ([], True)
    ends.ear.slowly.set()
    await ends.settled()
    assert (ends.ear.heard, ends.transport.is_reading_paused) == (["one", "two"], False)


async def test_a_line_that_is_closed_hears_nothing_more_and_leaves_once() -> None:
    ends = Ends()
    ends.connection.close(4400, "no")
    ends.connection.data_received(masked(1, b"late"))
    ends.connection.push([b"late"])
    ends.connection.close(4401, "again")
    await ends.settled()
    assert (ends.ear.heard, ends.ear.left, ends.connection.close_code) == ([], 1, 4400)
    assert ends.transport.written == Frame(Opcode.CLOSE, Close(4400, "no").serialize()).serialize(mask=False)
    assert not ends.transport.is_closed
    ends.connection.data_received(masked(8, Close(4400, "").serialize()))
    assert ends.transport.is_closed


async def test_who_answers_no_close_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "GRACE", 0.01)
    ends = Ends()
    ends.connection.close(1013, "later")
    await until(lambda: ends.transport.is_closed)


async def test_what_is_too_much_to_be_unread_closes_at_once_and_tells_in_the_next_turn() -> None:
    ends = Ends()
    ends.connection.push([b"x" * 70_000])
    ends.transport.unread = MOST_UNSENT + 1
    ends.connection.push([b"y"])
    assert (ends.connection.is_open, ends.ear.left) == (False, 0)
    await ends.settled()
    assert (ends.connection.close_code, ends.ear.left) == (1013, 1)


async def test_a_pong_keeps_a_line_and_silence_does_not() -> None:
    ends = Ends(uvicorn.Config(None, ws_ping_interval=0.02, ws_ping_timeout=1.0, log_config=None))  # type: ignore[arg-type]
    for number in range(1, 6):
        await until(partial(_is_pinged, ends, number))
        ends.connection.data_received(masked(10, ends.transport.written[-4:]))
    assert ends.connection.is_open
    await until(lambda: not ends.connection.is_open)
    assert ends.connection.close_code == 1013


def _is_pinged(ends: Ends, times: int) -> bool:
    return ends.transport.written.count(b"\x89\x04") >= times


async def test_a_server_that_stops_says_that_it_restarts() -> None:
    ends = Ends()
    [connection] = ends.connections
    connection.shutdown()
    await ends.settled()
    assert (ends.connection.close_code, ends.ear.left, ends.transport.is_closed) == (1012, 1, True)


async def test_a_socket_that_only_follows_has_no_task(database_url: str) -> None:
    async with worker(database_url) as running, AsyncExitStack() as sockets:
        owner = await enterprise(running.url)
        demand = await published(owner)
        for _ in range(10):
            connection = await sockets.enter_async_context(owner.client.connect())
            await connection.subscribe(FEED, id=demand)
        await until(lambda: running.subscribers() == 10)
        names = [cast(Any, task.get_coro()).__qualname__ for task in asyncio.all_tasks()]
        # There is one dispatcher task per worker, and none per socket or operation.
        assert names.count("Dispatcher._keep_dispatching") == 1
        assert not {"PushingProtocol.run_asgi", "Conversation.run_operation"} & {*names}


@pytest.mark.parametrize("opcode", [Opcode.PING, Opcode.PONG, Opcode.CONT])
async def test_more_frames_than_are_allowed_close_a_line_and_the_rest_is_not_answered(opcode: Opcode) -> None:
    """Control frames and empty fragments count as messages do."""
    ends = Ends()
    beginning = masked(Opcode.TEXT, b"", fin=False) if opcode is Opcode.CONT else b""
    most = connections.FRAMES[0] - bool(beginning)
    ends.connection.data_received(beginning + masked(opcode, b"", fin=opcode is not Opcode.CONT) * most)
    assert ends.connection.is_open
    answered = ends.transport.written.count(b"\x8a\x00")
    assert answered == (most if opcode is Opcode.PING else 0)
    ends.connection.data_received(masked(opcode, b"", fin=opcode is not Opcode.CONT) * 10_000)
    await ends.settled()
    assert (ends.connection.close_code, ends.ear.left, ends.ear.heard) == (4429, 1, [])
    # The few that the time since then has made up for.
    assert ends.transport.written.count(b"\x8a\x00") < answered + 1_000
    ends.connection.connection_lost(None)


async def test_more_bytes_than_are_allowed_close_a_line() -> None:
    ends = Ends(uvicorn.Config(None, ws_max_size=1 << 20, ws_ping_interval=None, log_config=None))  # type: ignore[arg-type]
    message = masked(Opcode.TEXT, b"x" * 65_000)
    most = connections.BYTES[0] // len(message)
    for _ in range(most):
        ends.connection.data_received(message)
        await ends.settled()
    assert (ends.connection.is_open, len(ends.ear.heard)) == (True, most)
    while ends.connection.is_open:  # as fast as here, no rate keeps up
        ends.connection.data_received(message)
        await ends.settled()
    assert (ends.connection.close_code, ends.ear.left) == (4429, 1)
    ends.connection.connection_lost(None)
