"""Following a stream: every event after the cursor, once, in order, for as long as the follower stays."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from models.changes import Event
from realtime import cursors
from realtime.cursors import Cursor
from realtime.hub import Hub
from realtime.log import events_after, head_of


@dataclass(frozen=True, slots=True)
class Heard:
    """An event with the cursor that stands behind it; no event means that the follower has to load anew."""

    cursor: Cursor
    event: Event | None


async def follow(hub: Hub, stream: str, after: str | None) -> AsyncIterator[Heard]:
    """What happens on the stream from the cursor on, or from now on without one.

    A cursor of another epoch, or from before what the log still holds, is answered with one Heard
    without an event and with a fresh cursor; from there it goes on.
    """
    async with hub.tail(stream) as tail:
        head = await head_of(stream)
        start = head.cursor if after is None else cursors.read(after)
        seq, epoch = head.last, head.epoch
        if start is not None and head.reaches(start):
            seq = start.seq
        else:
            yield Heard(head.cursor, None)
        while True:
            fresh = tail.since(seq)
            if fresh is None:
                fresh = await events_after(stream, seq)
            for event in fresh:
                if event.seq <= seq:
                    continue
                if event.seq != seq + 1:
                    head = await head_of(stream)
                    seq, epoch = head.last, head.epoch
                    yield Heard(head.cursor, None)
                    break
                seq, epoch = event.seq, epoch or (await head_of(stream)).epoch
                yield Heard(Cursor(stream, epoch, seq), event)
            if not fresh:
                await tail.moved(seq)


async def cursor_of(stream: str) -> str:
    """The cursor of a snapshot that is taken after this: whatever comes later is after it."""
    return str((await head_of(stream)).cursor)
