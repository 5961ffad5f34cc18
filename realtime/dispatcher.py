"""The dispatcher: renders the new events of all streams together, in rounds, and sends them to each group."""

import asyncio
import random
import time
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Hashable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID

import structlog

from models.changes import StoredEvent
from models.clock import now
from models.database import AWAY
from models.events import Event
from realtime.cursors import Cursor
from realtime.groups import (
    Delivery,
    Feed,
    Group,
    Publication,
    Reader,
    Render,
    RenderTask,
    Subscriber,
    check_permissions,
    render_all,
    render_one,
)
from realtime.hub import Hub
from realtime.log import Head, persistently

VERIFIED_ONE_IN = 1_000
COMPARISONS = 3
# Seconds: usually, and while events come faster than rounds.
LONGEST_REST, LONGEST_REST_UNDER_LOAD = 0.01, 0.05
# Bytes for a subscriber in one round, after which its client needs time to read. More than MOST are sent only if one
# event has more, or if the events are larger than those before.
MUCH, MOST = 1 << 16, 1 << 17
# Ephemeral events that wait, and those that are sent between two rounds; a user's next one of the same kind at the same
# place takes the place of one that still waits, and is not sent before so many seconds are over.
MOST_EPHEMERAL = 1_000
EPHEMERAL_A_ROUND = 20
EPHEMERAL_EVERY = 1.0

# The stream of an ephemeral event, its kind, and the user whom it is about.
Source = tuple[str, str, UUID]

log = structlog.get_logger(__name__)


class Dispatcher:
    """Knows the groups of a worker, and sends them the events of their streams.

    A round takes the events that arrived during the previous round and the pause after it, as many as a client can be
    expected to read before the next. Under load rounds grow and each event gets cheaper; when idle, an event is sent
    at once. Where a group is sent what several changes have brought, events come faster than rounds: then the pause may
    be longer.
    """

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.groups: dict[Hashable, Group] = {}
        self.shortest_rest, self.longest_rest = 0.0, LONGEST_REST
        self._behind: set[Group] = set()
        self._ephemeral: OrderedDict[Source, StoredEvent] = OrderedDict()
        self._sent_at: OrderedDict[Source, float] = OrderedDict()
        self._wakeup = asyncio.Event()
        self._dispatching: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.hub.ephemeral_listeners.append(self._receive_ephemeral)
        self._dispatching = asyncio.create_task(self._keep_dispatching())

    async def stop(self) -> None:
        self.hub.ephemeral_listeners.remove(self._receive_ephemeral)
        if self._dispatching is not None:
            self._dispatching.cancel()
            await asyncio.gather(self._dispatching, return_exceptions=True)

    @property
    def is_alive(self) -> bool:
        return self._dispatching is not None and not self._dispatching.done()

    @asynccontextmanager
    async def group(self, key: Hashable, feed: Feed, render: Render) -> AsyncIterator[Group]:
        """The group with this key; created for its first subscriber and removed with its last."""
        async with self.hub.tail(feed.stream) as tail:
            group = self.groups.get(key)
            if group is None:
                group = self.groups[key] = Group(feed, tail, render, seq=tail.seq, restarts=tail.restarts)
                # Held by the group: a subscriber on a socket has no task that could hold the tail.
                self.hub.hold(tail)
                tail.listeners[group] = partial(self._mark_behind, group)
                group.on_empty = partial(self._end, key, group)
            group.begin_catching_up()
            try:
                yield group
            finally:
                group.end_catching_up()

    def _end(self, key: Hashable, group: Group) -> None:
        if self.groups.get(key) is group:
            del self.groups[key]
            del group.tail.listeners[group]
            self.hub.release(group.tail)

    def publish_ephemeral(self, stream: str, event: Event, *, by: UUID) -> None:
        """Sends an event to everyone who follows the stream, on every worker; it is not logged and may get lost.

        Events of one kind by one user are sent to a stream at most every EPHEMERAL_EVERY seconds.
        """
        if not self._may_send((stream, event.kind, by)):
            return
        message: dict[str, Any] = {"event": event.kind, "by": str(by), "facts": event.facts()}
        self.hub.broker.publish_ephemeral(stream, message)
        self._receive_ephemeral({"place": stream, **message})

    def _may_send(self, source: Source) -> bool:
        at = time.monotonic()
        while self._sent_at and next(iter(self._sent_at.values())) <= at - EPHEMERAL_EVERY:
            self._sent_at.popitem(last=False)
        if source in self._sent_at:
            return False
        self._sent_at[source] = at
        return True

    def _receive_ephemeral(self, message: dict[str, Any]) -> None:
        if "event" in message:
            by = UUID(message["by"])
            event = StoredEvent(kind=message["event"], facts=message["facts"], actor_id=by, at=now())
            self._ephemeral[message["place"], event.kind, by] = event
            while len(self._ephemeral) > MOST_EPHEMERAL:
                self._ephemeral.popitem(last=False)
            self._wakeup.set()

    @property
    def followers(self) -> dict[str, int]:
        """How many subscriptions there are, by the kind of place."""
        found: Counter[str] = Counter()
        for group in self.groups.values():
            found[group.tail.place] += len(group.subscribers)
        return dict(found)

    @property
    def lags(self) -> dict[str, int]:
        """How many events the slowest group at each kind of place was behind what this worker has read."""
        found: dict[str, int] = {}
        for group in self.groups.values():
            if group.subscribers:
                place, lag = group.tail.place, group.tail.seq - group.seq
                found[place] = max(found.get(place, 0), lag)
        return found

    @property
    def waiting(self) -> dict[str, int]:
        """What waits to be sent: groups with new events, and ephemeral events."""
        return {"delivery": len(self._behind), "ephemeral": len(self._ephemeral)}

    def _mark_behind(self, group: Group) -> None:
        self._behind.add(group)
        self._wakeup.set()

    async def _keep_dispatching(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            await self._wakeup.wait()
            started = clock()
            self._wakeup.clear()
            self.shortest_rest, self.longest_rest = 0.0, LONGEST_REST
            behind, self._behind = self._behind, set()
            await self._dispatch([group for group in behind if group.subscribers])
            for _ in range(min(len(self._ephemeral), EPHEMERAL_A_ROUND)):
                (stream, _, _), event = self._ephemeral.popitem(last=False)
                await self._dispatch_ephemeral(stream, event)
            if self._ephemeral:
                self._wakeup.set()
            await asyncio.sleep(min(max(clock() - started, self.shortest_rest), self.longest_rest))

    async def _dispatch(self, groups: Sequence[Group]) -> None:
        try:
            await self._dispatch_round(groups)
        except AWAY:
            log.warning("delivery_waits", exc_info=True)
            await asyncio.sleep(random.uniform(0.05, 0.2))
            for group in groups:
                self._mark_behind(group)
        except Exception:
            if len(groups) > 1:
                # One of them cannot be rendered: deliver to the others nevertheless.
                for group in groups:
                    await self._dispatch([group])
            else:
                log.exception("dispatching_failed", stream=groups[0].tail.stream)
                for subscriber in [*groups[0].subscribers]:
                    subscriber.disconnect_to_retry()
                    groups[0].leave(subscriber)

    async def _dispatch_round(self, groups: Sequence[Group]) -> None:
        fresh: dict[Group, list[StoredEvent]] = {}
        for group in groups:
            if group.is_outdated:
                await self._start_over(group)
                continue
            events = await group.tail.next_after(group.seq)
            if events is None or group.is_outdated:
                await self._resync(group)
            elif events:
                fresh[group] = events[: group.most]
        # Checked after the events were read: a permission that was lost before one of them is seen to be lost.
        await check_permissions([*fresh])
        tasks = [
            RenderTask(group, group.publication(event), group.representative)
            for group, events in fresh.items()
            if group.subscribers
            for event in events
        ]
        rendered = list(zip(tasks, await _payloads(tasks), strict=True))
        most = 0
        for group, same in groupby(rendered, key=lambda each: each[0].group):
            told = [(each.publication, payload) for each, payload in same]
            group.deliver(told)
            size = sum(len(payload) for _, payload in told if payload)
            group.most = max(1, MOST * len(told) // max(size, 1))
            most = max(most, size)
        if most > MUCH:
            self.shortest_rest = LONGEST_REST
        # All events of one change have the same time.
        elif any(events[0].at != events[-1].at for events in fresh.values()):
            self.longest_rest = LONGEST_REST_UNDER_LOAD
        for group in fresh:
            if group.tail.seq > group.seq:
                self._mark_behind(group)
        for each, payload in rendered:
            if random.randrange(VERIFIED_ONE_IN) == 0:
                await _verify(each, payload)

    async def _start_over(self, group: Group) -> None:
        """After an older state was restored: those who may still follow have to load a snapshot."""
        group.start_over(group.tail.seq)
        await check_permissions([group])
        await self._resync(group)

    async def _resync(self, group: Group) -> None:
        head = await self.hub.head(group.tail)
        for subscriber in [*group.subscribers]:
            await resync(group, subscriber, head)
        group.seq = head.last

    async def _dispatch_ephemeral(self, stream: str, event: StoredEvent) -> None:
        tail = self.hub.tail_of(stream)
        groups: list[Group] = [group for group in tail.listeners if group.subscribers] if tail else []
        try:
            await check_permissions(groups)
            allowed = {group: {*group.subscribers} for group in groups}
            for group in groups:
                publication = Publication(Cursor(stream, group.tail.epoch, group.seq), event)
                payload = await render_one(RenderTask(group, publication, group.representative))
                group.deliver_ephemeral(publication, payload, allowed[group])
        except Exception:
            # An ephemeral event is not worth a retry.
            log.warning("ephemeral_lost", stream=stream, exc_info=True)


async def _payloads(tasks: Sequence[RenderTask]) -> list[bytes | None]:
    """The payload of each task; those that have been rendered before are taken from the cache."""
    known = {place: each.group.cached(_event(each)) for place, each in enumerate(tasks)}
    unknown = [place for place in known if known[place] is None]
    fresh = dict(zip(unknown, await render_all([tasks[place] for place in unknown]), strict=True))
    for place, payload in fresh.items():
        tasks[place].group.cache(_event(tasks[place]), payload)
    return [fresh[at] if at in fresh else await asyncio.shield(done) for at, done in known.items()]  # type: ignore[arg-type]


def _event(task: RenderTask) -> StoredEvent:
    assert task.publication.event is not None
    return task.publication.event


async def _verify(task: RenderTask, payload: bytes | None) -> None:
    """Logs an error if a shared payload differs from what one subscriber would have been sent alone."""
    subscriber = random.choice([*task.group.subscribers]) if task.group.subscribers else None
    shown = task.group.feed.show(task.publication)
    if subscriber is None or payload is None or shown is None:
        return
    reader, render = Reader(subscriber.viewer, task.group.feed.home), task.group.render
    try:
        for _ in range(COMPARISONS):
            if await render.plainly(shown, reader) == payload:
                return
            # What it shows may have changed meanwhile.
            (payload,) = await render.together([(shown, task.reader)])
    except AWAY:
        return
    except Exception:
        # The event has been delivered: this failure concerns operators only.
        log.exception("comparison_failed", stream=task.group.tail.stream)
        return
    log.error("shared_payload_differs", stream=task.group.tail.stream, seq=_event(task).seq)


async def resync(group: Group, subscriber: Subscriber, head: Head) -> None:
    """Tells the subscriber to resync, and moves it to the end of the stream."""
    subscriber.seq = head.last
    publication = Publication(head.cursor, None)
    payload = await persistently(lambda: group.payload(publication, subscriber.viewer))
    if payload is not None:
        group.send(subscriber, [Delivery(payload, publication.cursor)])
