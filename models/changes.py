"""Changes: state, journal and events in one transaction; listeners are called after the commit."""

import asyncio
import random
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID

import structlog
from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model
from tortoise.transactions import in_transaction

from models.clock import now
from models.database import ABORTED, rows
from models.events import Event

HEADS_AT_ONCE = 200
# How often at most a transaction that the database aborts is run; before a second run it waits twice PAUSE at most, in
# seconds, and each time twice as long.
RUNS, PAUSE = 5, 0.05

T = TypeVar("T")

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
    told: list[tuple[str, str, dict[str, Any], UUID | None]] = field(default_factory=list)
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

    The events are appended by the last statements, so that the stream heads stay locked only for a short time.
    Listeners are called after the outermost commit; a listener that fails is logged.
    """
    outer = _running.get()
    if outer is not None:
        yield outer
        return
    running = Change(at=now())
    async with in_transaction("default"):
        token = _running.set(running)
        try:
            yield running
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


def _require() -> Change:
    running = _running.get()
    if running is None:
        raise RuntimeError("This must be called inside a change().")
    return running


async def _append(running: Change) -> list[StoredEvent]:
    # In sorted order, so that two changes that touch the same streams cannot deadlock.
    by_stream = {stream: list(told) for stream, told in groupby(sorted(running.told, key=_stream_of), key=_stream_of)}
    reserved = await _numbers({stream: len(told) for stream, told in by_stream.items()})
    events = []
    for stream, told in by_stream.items():
        first, epoch = reserved[stream]
        for seq, (_, kind, facts, actor) in enumerate(told, start=first):
            event = StoredEvent(stream=stream, seq=seq, kind=kind, facts=facts, actor_id=actor, at=running.at)
            event.epoch = epoch
            events.append(event)
    if events:
        await StoredEvent.bulk_create(events)
    return events


async def _numbers(counts: dict[str, int]) -> dict[str, tuple[int, str]]:
    """Reserves the next numbers of each stream, as many as `counts` says; returns the first of each, and its epoch."""
    reserved: dict[str, tuple[int, str]] = {}
    streams = list(counts)
    for start in range(0, len(streams), HEADS_AT_ONCE):
        some = streams[start : start + HEADS_AT_ONCE]
        places = ", ".join(["(?, ?, ?, 0)"] * len(some))
        heads = await rows(
            f"INSERT INTO stream_head (stream, epoch, last, floor) VALUES {places} "
            "ON CONFLICT (stream) DO UPDATE SET last = stream_head.last + excluded.last RETURNING stream, last, epoch",
            *(value for stream in some for value in (stream, secrets.token_hex(4), counts[stream])),
        )
        for head in heads:
            reserved[head["stream"]] = (head["last"] - counts[head["stream"]] + 1, head["epoch"])
    return reserved


def _stream_of(told: tuple[str, str, dict[str, Any], UUID | None]) -> str:
    return told[0]


def _spread(events: list[StoredEvent]) -> None:
    for listener in list(_listeners):
        try:
            listener(events)
        except Exception:
            log.exception("listener_failed", streams=sorted({event.stream for event in events}))
