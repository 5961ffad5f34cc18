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
from realtime.groups import Feed, Group, Heard, Member, News, Render, Said, check_members, worked_out, worked_out_alone
from realtime.hub import Hub
from realtime.log import Head, head_of, persistently

CHECKED_AGAIN = 1_000
LONGEST_REST = 0.01
MOST_ASIDES = 1_000

log = structlog.get_logger(__name__)


class Teller:
    """Knows the groups of a worker, and tells them what their streams say.

    Under load a round takes up what came during the one before and while it rested, so that the more there is to
    tell, the less each event costs; after a quiet time an event goes out at once.
    """

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.groups: dict[Hashable, Group] = {}
        self._behind: set[Group] = set()
        self._asides: deque[tuple[str, StoredEvent]] = deque(maxlen=MOST_ASIDES)
        self._news = asyncio.Event()
        self._telling: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.hub.whispers.append(self._overhear)
        self._telling = asyncio.create_task(self._keep_telling())

    async def stop(self) -> None:
        self.hub.whispers.remove(self._overhear)
        if self._telling is not None:
            self._telling.cancel()
            await asyncio.gather(self._telling, return_exceptions=True)

    @property
    def is_alive(self) -> bool:
        return self._telling is not None and not self._telling.done()

    @asynccontextmanager
    async def group(self, key: Hashable, feed: Feed, render: Render) -> AsyncIterator[Group]:
        """The group under the key, made with its first newcomer and gone with whoever is the last to leave it."""
        async with self.hub.tail(feed.stream) as tail:
            group = self.groups.get(key)
            if group is None:
                group = self.groups[key] = Group(feed, tail, render, seq=tail.seq)
                # Its members have nothing that could hold the tail.
                self.hub.hold(tail)
                tail.followed_by[group] = partial(self._note, group)
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

    def aside(self, stream: str, event: Event, *, by: UUID) -> None:
        """Tells whoever follows the stream, at every worker, something that no log keeps and that may get lost."""
        said: dict[str, Any] = {"aside": event.kind, "by": str(by), "facts": event.facts()}
        self.hub.bus.whisper(stream, said)
        self._overhear({"place": stream, **said})

    def _overhear(self, said: dict[str, Any]) -> None:
        if "aside" in said:
            event = StoredEvent(kind=said["aside"], facts=said["facts"], actor_id=UUID(said["by"]), at=now())
            self._asides.append((said["place"], event))
            self._news.set()

    def _note(self, group: Group) -> None:
        self._behind.add(group)
        self._news.set()

    async def _keep_telling(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            await self._news.wait()
            started = clock()
            self._news.clear()
            behind, self._behind = self._behind, set()
            await self._tell([group for group in behind if group.members])
            while self._asides:
                await self._tell_aside(*self._asides.popleft())
            await asyncio.sleep(min(clock() - started, LONGEST_REST))

    async def _tell(self, groups: Sequence[Group]) -> None:
        try:
            await self._tell_news(groups)
        except AWAY:
            log.warning("delivery_waits", exc_info=True)
            await asyncio.sleep(random.uniform(0.05, 0.2))
            for group in groups:
                self._note(group)
        except Exception:
            if len(groups) > 1:
                # One of them cannot be told: the others are not to suffer for it.
                for group in groups:
                    await self._tell([group])
            else:
                log.exception("telling_failed", stream=groups[0].tail.stream)
                for member in [*groups[0].members]:
                    member.break_off()
                    groups[0].leave(member)

    async def _tell_news(self, groups: Sequence[Group]) -> None:
        fresh: dict[Group, list[StoredEvent]] = {}
        for group in groups:
            events = await group.tail.following(group.seq)
            if events is None:
                await self._begin_anew(group)
            elif events:
                fresh[group] = events
        # All of these have been committed: whoever was shown out before one of them is seen to be gone.
        await check_members([*fresh])
        news = [
            News(group, group.heard(event), group.spokesman)
            for group, events in fresh.items()
            if group.members
            for event in events
        ]
        told = list(zip(news, await _payloads(news), strict=True))
        for group, same in groupby(told, key=lambda each: each[0].group):
            group.spread([(each.heard, payload) for each, payload in same])
        for group in fresh:
            if group.tail.seq > group.seq:
                self._note(group)
        for each, payload in told:
            if random.randrange(CHECKED_AGAIN) == 0:
                await _check_again(each, payload)

    async def _begin_anew(self, group: Group) -> None:
        head = await persistently(lambda: head_of(group.tail.stream))
        for member in [*group.members]:
            await begin_anew(group, member, head)
        group.seq = head.last

    async def _tell_aside(self, stream: str, event: StoredEvent) -> None:
        tail = self.hub.followed(stream)
        groups = [group for group in tail.followed_by if group.members] if tail else []
        try:
            await check_members(groups)
            asked = {group: {*group.members} for group in groups}
            for group in groups:
                heard = Heard(Cursor(stream, group.tail.epoch, group.seq), event)
                group.whisper(heard, await worked_out_alone(News(group, heard, group.spokesman)), asked[group])
        except Exception:
            # It would have been gone in a moment anyway.
            log.warning("aside_lost", stream=stream, exc_info=True)


async def _payloads(news: Sequence[News]) -> list[bytes | None]:
    """What each says, as far as nobody has had it worked out yet."""
    known = {place: each.group.known(_seq(each)) for place, each in enumerate(news)}
    unknown = [place for place in known if known[place] is None]
    fresh = dict(zip(unknown, await worked_out([news[place] for place in unknown]), strict=True))
    for place, payload in fresh.items():
        news[place].group.keep(_seq(news[place]), payload)
    return [fresh[at] if at in fresh else await asyncio.shield(done) for at, done in known.items()]  # type: ignore[arg-type]


def _seq(news: News) -> int:
    assert news.heard.event is not None
    return int(news.heard.event.seq)


async def _check_again(news: News, payload: bytes | None) -> None:
    # What is shared has to be the same for all: now and then one member's own is worked out beside it, the long way.
    member = random.choice([*news.group.members]) if news.group.members else None
    told = news.group.feed.tell(news.heard)
    if member is None or payload is None or told is None:
        return
    try:
        if await news.group.render.plainly(told, member.viewer) == payload:
            return
    except AWAY:
        return
    except Exception:
        # Everyone has been told by now: what fails here is for those who look after the server.
        log.exception("comparison_failed", stream=news.group.tail.stream)
        return
    log.error("shared_payload_differs", stream=news.group.tail.stream, seq=_seq(news))


async def begin_anew(group: Group, member: Member, head: Head) -> None:
    """Tells the member to load anew, and puts it at the end of the stream."""
    member.seq = head.last
    heard = Heard(head.cursor, None)
    payload = await persistently(lambda: group.payload(heard, member.viewer))
    if payload is not None:
        member.send([Said(payload, heard.cursor)])
