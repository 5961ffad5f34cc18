"""Changes: state, journal and events in one transaction; listeners are called after the commit."""

import asyncio
import json
import random
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import structlog
from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model
from tortoise.transactions import in_transaction

from models.clock import now
from models.database import ABORTED, is_postgres, rows
from models.database.making import maker
from models.database.reading import state_of
from models.database.writing import Write, are_one, parts_of, write
from models.events import Event

HEADS_AT_ONCE = 200
# How often at most a transaction that the database aborts is run; before a second run it waits twice PAUSE at most, in
# seconds, and each time twice as long.
RUNS, PAUSE = 5, 0.05

# Takes the next numbers of each stream, whose row stays locked, and writes the events: `back` numbers before the last.
APPEND = """
WITH heads AS (
  INSERT INTO stream_head (stream, epoch, last, floor)
  SELECT h.stream, h.epoch, h.number, 0 FROM unnest(?::text[], ?::text[], ?::bigint[]) AS h(stream, epoch, number)
  ON CONFLICT (stream) DO UPDATE SET last = stream_head.last + excluded.last RETURNING stream, epoch, last),
written AS (
  INSERT INTO event (stream, seq, kind, facts, actor_id, at)
  SELECT t.stream, heads.last - t.back, t.kind, t.facts, t.actor, ?::timestamptz
  FROM unnest(?::text[], ?::int[], ?::text[], ?::jsonb[], ?::uuid[])
    WITH ORDINALITY AS t(stream, back, kind, facts, actor, place)
  JOIN heads ON heads.stream = t.stream ORDER BY t.place){}
SELECT stream, epoch, last FROM heads"""
# In the order in which events are appended, whatever the database's own order of text is.
HOLD = 'SELECT stream FROM stream_head WHERE stream = ANY(?::text[]) ORDER BY stream COLLATE "C" FOR NO KEY UPDATE'
INSERT = "INSERT INTO event (stream, seq, kind, facts, actor_id, at) VALUES (?, ?, ?, ?, ?, ?)"

T = TypeVar("T")
# The stream, the kind and the facts of an event, and who made it.
Told = tuple[str, str, dict[str, Any], UUID | None]
# The last number of a stream, and its epoch.
Head = tuple[int, str]

log = structlog.get_logger(__name__)


class StreamHead(Model):
    """The end of one stream of events: its row lock makes the order of numbers the order of commits."""

    stream = fields.CharField(max_length=80, primary_key=True)
    epoch = fields.CharField(max_length=16)
    last_seq = fields.BigIntField(source_field="last")
    floor = fields.BigIntField(default=0)

    class Meta:
        table = "stream_head"


class StoredEvent(Model):
    """A stored event. The sequence numbers of a stream have no gaps."""

    id = fields.BigIntField(primary_key=True)
    stream = fields.CharField(max_length=80)
    seq = fields.BigIntField()
    kind = fields.CharField(max_length=40)
    facts: dict[str, Any] = fields.JSONField()
    actor_id = fields.UUIDField(null=True)
    at = fields.DatetimeField()
    # The epoch of the stream when this was read or appended; an ephemeral event has none.
    epoch: str = ""

    class Meta:
        table = "event"
        unique_together = (("stream", "seq"),)
        indexes = (Index(fields=("at",)),)


@dataclass(slots=True)
class Change:
    """The running transaction: its time, the events to append, and the work to do after the commit."""

    at: datetime
    told: list[Told] = field(default_factory=list)
    closing: list[Callable[[], Awaitable[object]]] = field(default_factory=list)
    # What has to hold the heads of some streams, by these.
    numbering: list[tuple[frozenset[str], Callable[[], Awaitable[object]]]] = field(default_factory=list)
    last: list[Write] = field(default_factory=list)
    afterwards: list[Callable[[], Awaitable[None]]] = field(default_factory=list)


Listener = Callable[[Sequence[StoredEvent]], None]

_running: ContextVar[Change | None] = ContextVar("running_change", default=None)
_listeners: list[Listener] = []


def on_news(listener: Listener) -> Callable[[], None]:
    """Calls the listener with the events of each commit, after it; returns a function that unsubscribes."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


@asynccontextmanager
async def change() -> AsyncIterator[Change]:
    """Runs a transaction with its events; a nested change joins the outer one.

    The events are appended by the last statements, so that the stream heads stay locked only for a short time. On
    PostgreSQL a change begins with its first statement; one that has a single statement, at its end, goes without BEGIN
    and COMMIT.
    Listeners are called after the outermost commit; a listener that fails is logged.
    """
    outer = _running.get()
    if outer is not None:
        yield outer
        return
    running = Change(at=now())
    async with in_transaction("default") as client:
        token = _running.set(running)
        try:
            yield running
            if is_postgres() and _ends_with_one(running):
                client.end_with_next()  # type: ignore[attr-defined] # it is that of PostgreSQL
            events = await _append(running)
        finally:
            _running.reset(token)
    if events:
        _spread(events)
    for work in running.afterwards:
        await _do_afterwards(work)


async def tried_again(work: Callable[[], Awaitable[T]]) -> T:
    """Runs the work, and runs it anew from its beginning whenever the database aborted its transaction (ABORTED).

    The work reads everything again, so it must not keep what an earlier run has found. Within a running change it runs
    once: the transaction of that change is gone, so only the one who began it can begin again.
    """
    if _running.get() is not None:
        return await work()
    for run in range(1, RUNS):
        try:
            return await work()
        except ABORTED as error:
            log.warning("change_aborted", run=run, error=repr(error))
        # Apart at random, or the same changes would meet again.
        await asyncio.sleep(random.uniform(0, PAUSE * 2**run))
    return await work()


async def _do_afterwards(work: Callable[[], Awaitable[None]]) -> None:
    try:
        async with in_transaction("default"):
            await work()
    except Exception:
        # The change is committed: a failure afterwards must not make it look like it failed.
        log.exception("work_after_commit_failed")


def afterwards(work: Callable[[], Awaitable[None]]) -> None:
    """Runs the work in its own transaction after the outermost change commits, but before that change returns."""
    _require().afterwards.append(work)


def stamp() -> datetime:
    """Rereads the clock for the running change; call it after the change has locked its rows."""
    running = _require()
    running.at = now()
    return running.at


def record(stream: str, event: Event, *, by: UUID | None) -> None:
    """Records an event in the running change; it is appended to the stream and published after the commit."""
    _require().told.append((stream, event.kind, event.facts(), by))


def close_with(work: Callable[[], Awaitable[object]]) -> None:
    """Does this at the end of the running change, before its events are written: until then nothing may read it.

    On PostgreSQL it has to be one statement.
    """
    _require().closing.append(work)


def number_with(streams: Iterable[str], work: Callable[[], Awaitable[object]]) -> None:
    """Does this at the end of the running change, once it holds the heads of these streams: it sees all events of them.

    They are locked in one order with the heads of the streams that the change appends to, and after everything else.
    """
    _require().numbering.append((frozenset(streams), work))


def write_last(*writes: Write) -> None:
    """Writes this with the events, in the last statement of the running change; nothing may read it before.

    It must not have to wait for others: inserts, and updates of rows that nobody else can write meanwhile.
    """
    _require().last += writes


def _require() -> Change:
    running = _running.get()
    if running is None:
        raise RuntimeError("This must be called inside a change().")
    return running


def _ends_with_one(running: Change) -> bool:
    """Whether PostgreSQL does by one statement what is left to do. Events are written with whatever is written last."""
    is_one = bool(running.told) or are_one(running.last)
    works = len(running.closing) + 2 * len(running.numbering)
    return is_one and works + bool(running.told or running.last) == 1


async def _append(running: Change) -> list[StoredEvent]:
    for work in running.closing:
        await work()
    if running.numbering:
        await _hold_heads(running)
        for _, work in running.numbering:
            await work()
    if not running.told:
        await write(*running.last)
        return []
    # In sorted order, so that two changes that touch the same streams cannot deadlock.
    told = sorted(running.told, key=_stream_of)
    counts = Counter(map(_stream_of, told))
    heads = await (_in_one_statement if is_postgres() else _one_after_the_other)(told, counts, running)
    found, place = [], dict.fromkeys(counts, 0)
    for stream, kind, facts, actor in told:
        last, epoch = heads[stream]
        place[stream] += 1
        found.append((stream, last - counts[stream] + place[stream], kind, facts, actor, running.at, epoch))
    return _appending()(found)


async def _hold_heads(running: Change) -> None:
    if is_postgres():
        streams = {stream for streams, _ in running.numbering for stream in streams}
        await rows(HOLD, sorted(streams.union(map(_stream_of, running.told))))


@cache
def _appending() -> Callable[[Sequence[tuple[Any, ...]]], list[StoredEvent]]:
    """Makes events of what was appended: all that is known of them but their ids."""
    names = ("stream", "seq", "kind", "facts", "actor_id", "at", "epoch")
    return maker(StoredEvent, names, {}, {**state_of(StoredEvent, is_partial=True), "id": None})


async def _in_one_statement(told: Sequence[Told], counts: Mapping[str, int], running: Change) -> dict[str, Head]:
    """Writes the events on PostgreSQL; returns the head of each stream after them."""
    left, behind = dict(counts), []
    for stream, *_ in told:
        left[stream] -= 1
        behind.append(left[stream])
    streams, kinds, facts, actors = zip(*told, strict=True)
    epochs = [secrets.token_hex(4) for _ in counts]
    heads = [list(counts), epochs, list(counts.values())]
    events = [list(streams), behind, list(kinds), [json.dumps(each) for each in facts], list(actors)]
    parts, last = parts_of(tuple(each.statement for each in running.last)), running.last
    statement = APPEND.format(parts and f", {parts}")
    found = await rows(statement, *heads, running.at, *events, *(value for each in last for value in each.values))
    return {head["stream"]: (head["last"], head["epoch"]) for head in found}


async def _one_after_the_other(told: Sequence[Told], counts: Mapping[str, int], running: Change) -> dict[str, Head]:
    """The same on SQLite, which cannot write into two tables with one statement."""
    heads: dict[str, Head] = {}
    numbered = list(counts.items())
    for start in range(0, len(numbered), HEADS_AT_ONCE):
        some = numbered[start : start + HEADS_AT_ONCE]
        places = ", ".join(["(?, ?, ?, 0)"] * len(some))
        found = await rows(
            f"INSERT INTO stream_head (stream, epoch, last, floor) VALUES {places} "
            "ON CONFLICT (stream) DO UPDATE SET last = stream_head.last + excluded.last RETURNING stream, last, epoch",
            *(value for stream, count in some for value in (stream, secrets.token_hex(4), count)),
        )
        heads |= {head["stream"]: (head["last"], head["epoch"]) for head in found}
    seqs = {stream: heads[stream][0] - count for stream, count in counts.items()}
    events = []
    for stream, kind, facts, actor in told:
        seqs[stream] += 1
        event = (stream, seqs[stream], kind, json.dumps(facts), actor and str(actor), running.at)
        events.append(Write(INSERT, event))
    await write(*events, *running.last)
    return heads


def _stream_of(told: Told) -> str:
    return told[0]


def _spread(events: list[StoredEvent]) -> None:
    for listener in list(_listeners):
        try:
            listener(events)
        except Exception:
            log.exception("listener_failed", streams=sorted({event.stream for event in events}))
