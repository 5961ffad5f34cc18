"""Telling: in rounds, whatever is new anywhere is worked out together and sent to each group."""

import asyncio
import random
from collections import deque
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
    Member,
    Publication,
    Render,
    RenderTask,
    check_members,
    render_all,
    render_one,
)
from realtime.hub import Hub
from realtime.log import Head, head_of, persistently

VERIFIED_ONE_IN = 1_000
LONGEST_REST = 0.01
MOST_EPHEMERAL = 1_000

log = structlog.get_logger(__name__)


class Dispatcher:
    """Knows the groups of a worker, and tells them what their streams say.

    Under load a round takes up what came during the one before and while it rested, so that the more there is to
    tell, the less each event costs; after a quiet time an event goes out at once.
    """

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.groups: dict[Hashable, Group] = {}
        self._behind: set[Group] = set()
        self._ephemeral: deque[tuple[str, StoredEvent]] = deque(maxlen=MOST_EPHEMERAL)
        self._wakeup = asyncio.Event()
        self._dispatching: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.hub.whispers.append(self._receive_ephemeral)
        self._dispatching = asyncio.create_task(self._keep_dispatching())

    async def stop(self) -> None:
        self.hub.whispers.remove(self._receive_ephemeral)
        if self._dispatching is not None:
            self._dispatching.cancel()
            await asyncio.gather(self._dispatching, return_exceptions=True)

    @property
    def is_alive(self) -> bool:
        return self._dispatching is not None and not self._dispatching.done()

    @asynccontextmanager
    async def group(self, key: Hashable, feed: Feed, render: Render) -> AsyncIterator[Group]:
        """The group under the key, made with its first newcomer and gone with whoever is the last to leave it."""
        async with self.hub.tail(feed.stream) as tail:
            group = self.groups.get(key)
            if group is None:
                group = self.groups[key] = Group(feed, tail, render, seq=tail.seq)
                # Its members have nothing that could hold the tail.
                self.hub.hold(tail)
                tail.followed_by[group] = partial(self._mark_behind, group)
                group.end = partial(self._end, key, group)
            group.come()
            try:
                yield group
            finally:
                group.arrive()

    def _end(self, key: Hashable, group: Group) -> None:
        if self.groups.get(key) is group:
            del self.groups[key]
            del group.tail.followed_by[group]
            self.hub.release(group.tail)

    def publish_ephemeral(self, stream: str, event: Event, *, by: UUID) -> None:
        """Tells whoever follows the stream, at every worker, something that no log keeps and that may get lost."""
        said: dict[str, Any] = {"event": event.kind, "by": str(by), "facts": event.facts()}
        self.hub.bus.whisper(stream, said)
        self._receive_ephemeral({"place": stream, **said})

    def _receive_ephemeral(self, said: dict[str, Any]) -> None:
        if "event" in said:
            event = StoredEvent(kind=said["event"], facts=said["facts"], actor_id=UUID(said["by"]), at=now())
            self._ephemeral.append((said["place"], event))
            self._wakeup.set()

    def _mark_behind(self, group: Group) -> None:
        self._behind.add(group)
        self._wakeup.set()

    async def _keep_dispatching(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            await self._wakeup.wait()
            started = clock()
            self._wakeup.clear()
            behind, self._behind = self._behind, set()
            await self._dispatch([group for group in behind if group.members])
            while self._ephemeral:
                await self._dispatch_ephemeral(*self._ephemeral.popleft())
            await asyncio.sleep(min(clock() - started, LONGEST_REST))

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
                # One of them cannot be told: the others are not to suffer for it.
                for group in groups:
                    await self._dispatch([group])
            else:
                log.exception("dispatching_failed", stream=groups[0].tail.stream)
                for member in [*groups[0].members]:
                    member.break_off()
                    groups[0].leave(member)

    async def _dispatch_round(self, groups: Sequence[Group]) -> None:
        fresh: dict[Group, list[StoredEvent]] = {}
        for group in groups:
            events = await group.tail.following(group.seq)
            if events is None:
                await self._resync(group)
            elif events:
                fresh[group] = events
        # All of these have been committed: whoever was shown out before one of them is seen to be gone.
        await check_members([*fresh])
        tasks = [
            RenderTask(group, group.publication(event), group.spokesman)
            for group, events in fresh.items()
            if group.members
            for event in events
        ]
        told = list(zip(tasks, await _payloads(tasks), strict=True))
        for group, same in groupby(told, key=lambda each: each[0].group):
            group.spread([(each.publication, payload) for each, payload in same])
        for group in fresh:
            if group.tail.seq > group.seq:
                self._mark_behind(group)
        for each, payload in told:
            if random.randrange(VERIFIED_ONE_IN) == 0:
                await _verify(each, payload)

    async def _resync(self, group: Group) -> None:
        head = await persistently(lambda: head_of(group.tail.stream))
        for member in [*group.members]:
            await resync(group, member, head)
        group.seq = head.last

    async def _dispatch_ephemeral(self, stream: str, event: StoredEvent) -> None:
        tail = self.hub.followed(stream)
        groups = [group for group in tail.followed_by if group.members] if tail else []
        try:
            await check_members(groups)
            asked = {group: {*group.members} for group in groups}
            for group in groups:
                publication = Publication(Cursor(stream, group.tail.epoch, group.seq), event)
                group.whisper(
                    publication, await render_one(RenderTask(group, publication, group.spokesman)), asked[group]
                )
        except Exception:
            # It would have been gone in a moment anyway.
            log.warning("ephemeral_lost", stream=stream, exc_info=True)


async def _payloads(tasks: Sequence[RenderTask]) -> list[bytes | None]:
    """What each says, as far as nobody has had it worked out yet."""
    known = {place: each.group.known(_seq(each)) for place, each in enumerate(tasks)}
    unknown = [place for place in known if known[place] is None]
    fresh = dict(zip(unknown, await render_all([tasks[place] for place in unknown]), strict=True))
    for place, payload in fresh.items():
        tasks[place].group.keep(_seq(tasks[place]), payload)
    return [fresh[at] if at in fresh else await asyncio.shield(done) for at, done in known.items()]  # type: ignore[arg-type]


def _seq(task: RenderTask) -> int:
    assert task.publication.event is not None
    return int(task.publication.event.seq)


async def _verify(task: RenderTask, payload: bytes | None) -> None:
    # What is shared has to be the same for all: now and then one member's own is worked out beside it, the long way.
    member = random.choice([*task.group.members]) if task.group.members else None
    told = task.group.feed.show(task.publication)
    if member is None or payload is None or told is None:
        return
    try:
        if await task.group.render.plainly(told, member.viewer) == payload:
            return
    except AWAY:
        return
    except Exception:
        # Everyone has been told by now: what fails here is for those who look after the server.
        log.exception("comparison_failed", stream=task.group.tail.stream)
        return
    log.error("shared_payload_differs", stream=task.group.tail.stream, seq=_seq(task))


async def resync(group: Group, member: Member, head: Head) -> None:
    """Tells the member to load anew, and puts it at the end of the stream."""
    member.seq = head.last
    publication = Publication(head.cursor, None)
    payload = await persistently(lambda: group.payload(publication, member.viewer))
    if payload is not None:
        member.send([Delivery(payload, publication.cursor)])
