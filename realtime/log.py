"""Reading the event log: stream heads, and the events after a position."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

import structlog

from models.changes import StoredEvent, StreamHead
from models.database import AWAY, fetched
from models.database.fetching import by_column
from models.database.reading import Columns
from realtime.cursors import Cursor

T = TypeVar("T")

BATCH = 200
COLUMNS = Columns(StoredEvent, "e")
AFTER = """SELECT {}, (SELECT h.epoch FROM stream_head h WHERE h.stream = e.stream) AS epoch
FROM event e WHERE e.stream = ? AND e.seq > ? ORDER BY e.seq LIMIT ?"""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a stream; a stream without any event has no epoch yet."""

    stream: str
    epoch: str
    last: int
    floor: int

    @property
    def cursor(self) -> Cursor:
        return Cursor(self.stream, self.epoch, self.last)

    def reaches(self, cursor: Cursor) -> bool:
        """Whether everything after the cursor is still in the log."""
        is_start_of_new_stream = not cursor.epoch and cursor.seq == 0
        return (
            cursor.stream == self.stream
            and (cursor.epoch == self.epoch or is_start_of_new_stream)
            and self.floor <= cursor.seq <= self.last
        )


async def head_of(stream: str) -> Head:
    found = await heads_of([stream])
    return found.get(stream, Head(stream, "", 0, 0))


async def cursor_of(stream: str) -> str:
    """The cursor for a snapshot that is read after this call; later events come after the cursor."""
    return str((await head_of(stream)).cursor)


async def heads_of(streams: Collection[str]) -> dict[str, Head]:
    """The heads of those streams that have events, in one statement."""
    rows = await by_column(StreamHead, "stream", streams, sorting="stream")
    return {row.stream: Head(row.stream, row.epoch, row.last_seq, row.floor) for row in rows}


async def events_after(stream: str, seq: int) -> list[StoredEvent]:
    """The next events, at most BATCH, in order, each with the epoch of its stream."""
    events = []
    for row in await fetched(AFTER.format(COLUMNS.listed), stream, seq, BATCH):
        event = COLUMNS.in_row(row)
        vars(event)["epoch"] = row["epoch"]
        events.append(event)
    return events


async def persistently(work: Callable[[], Awaitable[T]], *, over: tuple[type[Exception], ...] = AWAY) -> T:
    """Retries while the database is unreachable, so that an outage costs time and not an event.

    Errors other than those in `over` are raised at once.
    """
    pause = 0.05
    while True:
        try:
            return await work()
        except over:
            log.warning("delivery_waits", exc_info=True)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 1.0)
