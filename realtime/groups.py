"""Groups: followers who are told exactly the same, so that it is worked out once and sent to many."""

import asyncio
import random
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

import structlog

from models.accounts.parties import Viewer
from models.changes import Event
from realtime import cursors
from realtime.cursors import Cursor
from realtime.hub import Hub, Tail
from realtime.log import Head, head_of, persistently

RENDERED = 512
CHECKED_AGAIN = 1_000

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Heard:
    """An event with the cursor behind it; no event means that the follower has to load anew."""

    cursor: Cursor
    event: Event | None


async def _nothing() -> object:
    return None


async def _everyone(_: Viewer | None) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Feed:
    """What a subscription follows, and who may hear what of it.

    All who have the same `scope` may share; `settles_roles` says that the scope also decides what their roles
    let them see, so that only what depends on the single user keeps them apart.

    `tell` works out what an event says, or None when it says nothing here. `hears` is asked for each member and
    event, and needs no database. `mark` is read before each event: when it has changed, `admits` is asked anew
    for every member, and whoever it no longer admits is shown out before the event is sent.
    """

    stream: str
    after: str | None
    scope: Hashable
    settles_roles: bool
    tell: Callable[[Heard], Awaitable[object | None]]
    hears: Callable[[Event, Viewer | None], bool] = lambda _event, _viewer: True
    mark: Callable[[], Awaitable[object]] = _nothing
    admits: Callable[[Viewer | None], Awaitable[bool]] = _everyone


class Member(Protocol):
    """One follower's end of the line; sending waits for nobody."""

    viewer: Viewer | None
    seq: int

    def send(self, payload: bytes, cursor: Cursor) -> None:
        """Hands over what one event says."""

    @property
    def drained(self) -> Callable[[], Awaitable[object]]:
        """Waits until what was sent is on its way: only whoever catches up alone waits, and only for themselves."""

    def show_out(self) -> None:
        """Ends the subscription of whoever may no longer follow."""


Render = Callable[[object, Viewer | None], Awaitable[bytes]]


@dataclass(slots=True, eq=False)
class Group:
    """The members who share a document, its variables and a scope of permission."""

    feed: Feed
    tail: Tail
    render: Render
    members: set[Member] = field(default_factory=set)
    newcomers: int = 0
    seq: int = 0
    mark: object = None
    end: Callable[[], None] = lambda: None
    _payloads: OrderedDict[int, asyncio.Task[bytes | None]] = field(default_factory=OrderedDict)

    def leave(self, member: Member) -> None:
        """Tells the member nothing more."""
        self.members.discard(member)
        self.end_if_deserted()

    def end_if_deserted(self) -> None:
        if not self.members and not self.newcomers:
            self.end()

    async def payload(self, heard: Heard, viewer: Viewer | None) -> bytes | None:
        """What the event says to this group, worked out once; None: nothing."""
        if heard.event is None:
            return await self._work_out(heard, viewer)
        seq = heard.event.seq
        if seq not in self._payloads:
            self._payloads[seq] = asyncio.create_task(persistently(lambda: self._work_out(heard, viewer)))
            while len(self._payloads) > RENDERED:
                self._payloads.popitem(last=False)
        return await asyncio.shield(self._payloads[seq])

    async def _work_out(self, heard: Heard, viewer: Viewer | None) -> bytes | None:
        told = await self.feed.tell(heard)
        return None if told is None else await self.render(told, viewer)

    async def run(self) -> None:
        """Tells every member every event, for as long as the group has any."""
        while True:
            fresh = await following(self.tail, self.seq)
            if fresh is None:
                head = await persistently(lambda: head_of(self.tail.stream))
                for member in [*self.members]:
                    await begin_anew(self, member, head)
                self.seq = head.last
            if fresh:
                # All of these have been committed: whoever was shown out before one of them is seen to be gone.
                await self._check_members()
                for event in fresh:
                    await self._spread(event)
                    self.seq = event.seq
            elif fresh is not None:
                await self.tail.moved(self.seq)

    async def _spread(self, event: Event) -> None:
        if not self.members:
            return
        heard = Heard(Cursor(self.tail.stream, self.tail.epoch, event.seq), event)
        payload = await self.payload(heard, next(iter(self.members)).viewer)
        for member in [*self.members]:
            if member.seq < event.seq:
                member.seq = event.seq
                if payload is not None and self.feed.hears(event, member.viewer):
                    member.send(payload, heard.cursor)
        if payload is not None and random.randrange(CHECKED_AGAIN) == 0:
            await self._check_again(heard, payload)

    async def _check_members(self) -> None:
        mark = await persistently(self.feed.mark)
        if mark == self.mark:
            return
        self.mark = mark
        for member in [*self.members]:
            viewer = member.viewer
            if not await persistently(lambda viewer=viewer: self.feed.admits(viewer)):  # type: ignore[misc]
                member.show_out()
                self.leave(member)

    async def _check_again(self, heard: Heard, payload: bytes) -> None:
        # What is shared has to be the same for all: now and then one member's own is worked out beside it.
        member = random.choice([*self.members]) if self.members else None
        if member is None:
            return
        viewer = member.viewer
        if await persistently(lambda: self._work_out(heard, viewer)) != payload:
            log.error("shared_payload_differs", stream=self.tail.stream, seq=heard.cursor.seq)


async def join(hub: Hub, key: Hashable, feed: Feed, render: Render, member: Member) -> Group | None:
    """Tells the member alone what it missed; then it is one of the group that this gives, until it leaves it.

    From `after` on, or from now on without one. A cursor of another epoch, or from before what the log still
    holds, is answered with the word to load anew and a fresh cursor; from there it goes on. None: the member is
    not admitted any more, and was shown out.
    """
    async with _group(hub, (feed.stream, key, feed.scope), feed, render) as group:
        head = await persistently(lambda: head_of(feed.stream))
        start = head.cursor if feed.after is None else cursors.read(feed.after)
        if start is not None and head.reaches(start):
            member.seq = start.seq
        else:
            await begin_anew(group, member, head)
        return group if await _catch_up(group, member) else None


async def attend(hub: Hub, key: Hashable, feed: Feed, render: Render, member: Member) -> None:
    """Lets the member follow the feed until this is cancelled; returns when the member is not admitted any more."""
    group = await join(hub, key, feed, render, member)
    if group is not None:
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            group.leave(member)


@asynccontextmanager
async def _group(hub: Hub, key: Hashable, feed: Feed, render: Render) -> AsyncIterator[Group]:
    """The group under the key, made with its first newcomer and gone with whoever is the last to leave it."""
    async with hub.tail(feed.stream) as tail:
        group: Group | None = hub.groups.get(key)
        if group is None:
            group = hub.groups[key] = Group(feed, tail, render, seq=tail.seq)
            running = asyncio.create_task(_kept(hub, group))
            group.end = partial(_end, hub, key, group, running)
        group.newcomers += 1
        try:
            yield group
        finally:
            group.newcomers -= 1
            group.end_if_deserted()


async def _kept(hub: Hub, group: Group) -> None:
    """Runs the group, and holds the tail for its members, none of whom has anything that could."""
    async with hub.tail(group.tail.stream):
        await group.run()


def _end(hub: Hub, key: Hashable, group: Group, running: asyncio.Task[None]) -> None:
    if hub.groups.get(key) is group:
        del hub.groups[key]
        running.cancel()


async def _catch_up(group: Group, member: Member) -> bool:
    """Tells the member alone what it missed and makes it one of the group; False: it is not admitted."""
    feed, tail = group.feed, group.tail
    while True:
        fresh = await following(tail, member.seq)
        # All of these have been committed: whoever was shown out before one of them is seen to be gone.
        mark = await persistently(feed.mark)
        if not await persistently(lambda: feed.admits(member.viewer)):
            member.show_out()
            return False
        if fresh is None:
            await begin_anew(group, member, await persistently(lambda: head_of(tail.stream)))
            continue
        # Nothing is awaited between being level with the group and being one of it: no event falls between.
        if not fresh and tail.since(member.seq) == [] and member.seq >= group.seq:
            if mark != group.mark:
                # One of the two was read too early to say: with the next event everyone is asked anew.
                group.mark = None
            group.members.add(member)
            return True
        for event in fresh:
            heard = Heard(Cursor(tail.stream, tail.epoch, event.seq), event)
            payload = await group.payload(heard, member.viewer)
            member.seq = event.seq
            if payload is not None and feed.hears(event, member.viewer):
                member.send(payload, heard.cursor)
                await member.drained()
        if not fresh:
            await tail.moved(member.seq)


async def begin_anew(group: Group, member: Member, head: Head) -> None:
    """Tells the member to load anew, and puts it at the end of the stream."""
    member.seq = head.last
    heard = Heard(head.cursor, None)
    payload = await persistently(lambda: group.payload(heard, member.viewer))
    if payload is not None:
        member.send(payload, heard.cursor)


async def following(tail: Tail, seq: int) -> list[Event] | None:
    """The next events without a gap, [] when there are none yet, None when the log no longer has them."""
    fresh = tail.since(seq)
    if fresh is None:
        fresh = await persistently(lambda: tail.after(seq))
        if not fresh or fresh[0].seq != seq + 1:
            return None
    return fresh
