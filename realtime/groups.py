"""Groups: followers who are told exactly the same, so that it is worked out once and sent to many."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from models.accounts.viewer import SessionEnded, Viewer
from models.changes import StoredEvent
from models.database import AWAY
from realtime.cursors import Cursor
from realtime.hub import LIFE, Tail
from realtime.log import persistently
from realtime.revocations import EXPIRED, REVOKED

MOST_PAYLOADS = 512


@dataclass(frozen=True, slots=True)
class Publication:
    """An event with the cursor behind it; no event means that the follower has to load anew."""

    cursor: Cursor
    event: StoredEvent | None


async def _everyone(_: Viewer | None) -> bool:
    return True


Marks = Callable[[Sequence[Any]], Awaitable[Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Feed:
    """What a subscription follows, and who may hear what of it.

    All who have the same `scope` may share; `settles_roles` says that the scope also decides what their roles
    let them see, so that only what depends on the single user keeps them apart.

    `show` says what an event means here, or None when it means nothing; it loads nothing. `fits` is asked for what
    `show` gave, where that alone does not decide. `hears`, where not everyone hears everything, is asked for each
    member and event, unless `for_all` says that all who share the scope hear it; neither needs a database.
    `marks` are read before each event, for all places of the same kind in one go: when the one of this `place` has
    changed, `admits` is asked anew for every member, and whoever it no longer admits is shown out before the event
    is sent; it raises SessionEnded for whoever is no longer signed in.
    """

    stream: str
    after: str | None
    scope: Hashable
    settles_roles: bool
    show: Callable[[Publication], object | None]
    fits: Callable[[Any], Awaitable[bool]] | None = None
    hears: Callable[[StoredEvent, Viewer | None], bool] | None = None
    for_all: Callable[[StoredEvent], bool] | None = None
    place: Any = None
    marks: Marks | None = None
    admits: Callable[[Viewer | None], Awaitable[bool]] = _everyone


class Delivery(NamedTuple):
    """What an event says, ready to be sent, and the cursor behind it."""

    payload: bytes
    cursor: Cursor


class Member(Protocol):
    """One follower's end of the line; sending waits for nobody."""

    viewer: Viewer | None
    seq: int

    def send(self, deliveries: Sequence[Delivery]) -> None:
        """Hands over what events say, in their order."""

    @property
    def drained(self) -> Callable[[], Awaitable[object]]:
        """Waits until what was sent is on its way: only whoever catches up alone waits, and only for themselves."""

    def show_out(self) -> None:
        """Ends the subscription of whoever may no longer follow."""

    def hang_up(self, code: int, reason: str) -> None:
        """Ends the connection of whoever is no longer signed in."""

    def break_off(self) -> None:
        """Ends the connection in a way that lets its client come back with its cursor."""


@dataclass(frozen=True, slots=True, eq=False)
class Render:
    """How what is told becomes what is sent: of many at once, and of one alone by another way that gives the same."""

    together: Callable[[Sequence[tuple[object, Viewer | None]]], Awaitable[Sequence[bytes]]]
    plainly: Callable[[object, Viewer | None], Awaitable[bytes]]


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
    _payloads: OrderedDict[int, asyncio.Future[bytes | None]] = field(default_factory=OrderedDict)
    _forgetting: asyncio.TimerHandle | None = None

    def come(self) -> None:
        """Counts a newcomer, who catches up."""
        self.newcomers += 1
        if self._forgetting is not None:
            self._forgetting.cancel()
            self._forgetting = None

    def arrive(self) -> None:
        """The newcomer has caught up, or gone."""
        self.newcomers -= 1
        if not self.newcomers and self.members and self._payloads:
            self._forgetting = asyncio.get_running_loop().call_later(LIFE, self._payloads.clear)
        self.end_if_deserted()

    def join(self, member: Member, mark: object) -> None:
        """Makes a member of whoever has caught up, and was admitted after the mark had been read."""
        if not self.members:
            # Nobody was told anything lately: what this one has had is where the group stands.
            self.seq = max(self.seq, member.seq)
            self.mark = mark
        elif mark != self.mark:
            # One of the two was read too early to say: with the next event everyone is asked anew.
            self.mark = None
        self.members.add(member)

    def leave(self, member: Member) -> None:
        """Tells the member nothing more."""
        self.members.discard(member)
        self.end_if_deserted()

    def end_if_deserted(self) -> None:
        if not self.members and not self.newcomers:
            self.end()

    def publication(self, event: StoredEvent) -> Publication:
        return Publication(Cursor(self.tail.stream, self.tail.epoch, event.seq), event)

    @property
    def spokesman(self) -> Viewer | None:
        """The viewer for whom it is worked out: what is shared is the same for all."""
        return next(iter(self.members)).viewer if self.members else None

    async def payload(self, publication: Publication, viewer: Viewer | None) -> bytes | None:
        """What the event says to this group, worked out once however many catch up; None: nothing."""
        if publication.event is None:
            return await persistently(lambda: render_one(RenderTask(self, publication, viewer)))
        found = self.known(publication.event.seq)
        if found is None:
            found = asyncio.ensure_future(persistently(lambda: render_one(RenderTask(self, publication, viewer))))
            self._keep(publication.event.seq, found)
        return await asyncio.shield(found)

    def known(self, seq: int) -> asyncio.Future[bytes | None] | None:
        """What an event says, where somebody has had it worked out already and that has not failed."""
        found = self._payloads.get(seq)
        failed = found is not None and found.done() and (found.cancelled() or found.exception() is not None)
        return None if failed else found

    def keep(self, seq: int, payload: bytes | None) -> None:
        """Keeps what an event says for those who are about to be level with the group."""
        if self.newcomers:
            done: asyncio.Future[bytes | None] = asyncio.get_running_loop().create_future()
            done.set_result(payload)
            self._keep(seq, done)

    def _keep(self, seq: int, payload: asyncio.Future[bytes | None]) -> None:
        self._payloads[seq] = payload
        while len(self._payloads) > MOST_PAYLOADS:
            self._payloads.popitem(last=False)

    def spread(self, told: Sequence[tuple[Publication, bytes | None]]) -> None:
        """Sends events to every member that has not had them, all at once to each."""
        saying = [
            (event, Delivery(payload, publication.cursor))
            for publication, payload in told
            if payload and (event := publication.event)
        ]
        whole = [said for event, said in saying if self._is_for_all(event)]
        first, last = told[0][0].cursor.seq, told[-1][0].cursor.seq
        for member in [*self.members]:
            if len(whole) == len(saying) and member.seq < first:
                said = whole
            else:
                said = [each for event, each in saying if event.seq > member.seq and self.is_for(event, member)]
            member.seq = max(member.seq, last)
            if said:
                member.send(said)
        self.seq = max(self.seq, last)

    def whisper(self, publication: Publication, payload: bytes | None, asked: Collection[Member]) -> None:
        """Sends what no log keeps to those of whom it is known that they may still follow."""
        assert publication.event is not None
        for member in [*self.members]:
            if payload is not None and member in asked and self.is_for(publication.event, member):
                member.send([Delivery(payload, publication.cursor)])

    def is_for(self, event: StoredEvent, member: Member) -> bool:
        """Whether the member hears of it, beyond following."""
        hears = self.feed.hears
        return hears is None or self._is_for_all(event) or hears(event, member.viewer)

    def _is_for_all(self, event: StoredEvent) -> bool:
        return self.feed.hears is None or (self.feed.for_all is not None and self.feed.for_all(event))


class RenderTask(NamedTuple):
    """An event for a group, and for whom it is worked out."""

    group: Group
    publication: Publication
    viewer: Viewer | None


async def render_all(tasks: Sequence[RenderTask]) -> list[bytes | None]:
    """What each event says to its group; those that ask for the same are loaded together. None: it says nothing."""
    told = [each.group.feed.show(each.publication) for each in tasks]
    asked = [place for place, each in enumerate(tasks) if told[place] is not None and each.group.feed.fits is not None]
    answers = await asyncio.gather(*(_fits(tasks[at].group, told[at]) for at in asked))
    for place, fits in zip(asked, answers, strict=True):
        if not fits:
            told[place] = None
    payloads: list[bytes | None] = [None] * len(tasks)
    by_render: dict[Render, list[int]] = {}
    for place, each in enumerate(tasks):
        if told[place] is not None:
            by_render.setdefault(each.group.render, []).append(place)
    for render, places in by_render.items():
        for place, payload in zip(
            places, await render.together([(told[at], tasks[at].viewer) for at in places]), strict=True
        ):
            payloads[place] = payload
    return payloads


async def render_one(task: RenderTask) -> bytes | None:
    return (await render_all([task]))[0]


async def _fits(group: Group, told: object) -> bool:
    assert group.feed.fits is not None
    return await group.feed.fits(told)


async def check_members(groups: Sequence[Group]) -> None:
    """Shows out whoever may no longer follow, as of now."""
    by_kind: dict[Marks, list[Group]] = {}
    for group in groups:
        if group.feed.marks is not None:
            by_kind.setdefault(group.feed.marks, []).append(group)
    marks: dict[Group, object] = {}
    for read, marked in by_kind.items():
        places = list({group.feed.place: None for group in marked})
        found = await persistently(lambda read=read, places=places: read(places))  # type: ignore[misc]
        by_place = dict(zip(places, found, strict=True))
        marks |= {group: by_place[group.feed.place] for group in marked}
    changed = [group for group, mark in marks.items() if mark != group.mark]
    for group in changed:
        # At once: whoever joins from here on and has read another one has all of them asked again.
        group.mark = marks[group]
    await _ask_anew([(group, member) for group in changed for member in group.members])


async def _ask_anew(asked: Sequence[tuple[Group, Member]]) -> None:
    # All at once: what they are asked for is loaded together, and the others of this worker wait meanwhile.
    answers = await persistently(lambda: _answers(asked))
    failures = []
    for (group, member), answer in zip(asked, answers, strict=True):
        if isinstance(answer, BaseException) and not isinstance(answer, SessionEnded):
            group.mark = None
            failures.append(answer)
        elif not _has_place(member, answer):
            group.leave(member)
    if failures:
        raise failures[0]


async def _answers(asked: Sequence[tuple[Group, Member]]) -> list[bool | BaseException]:
    answers = await asyncio.gather(
        *(group.feed.admits(member.viewer) for group, member in asked), return_exceptions=True
    )
    for answer in answers:
        if isinstance(answer, AWAY):
            raise answer
    return answers


async def is_admitted(feed: Feed, member: Member) -> bool:
    """Whether the member may still follow; tells whoever may not."""
    try:
        return _has_place(member, await persistently(lambda: feed.admits(member.viewer)))
    except SessionEnded as ended:
        return _has_place(member, ended)


def _has_place(member: Member, answer: bool | SessionEnded) -> bool:
    if isinstance(answer, SessionEnded):
        member.hang_up(*(REVOKED if answer.is_revoked else EXPIRED))
        return False
    if not answer:
        member.show_out()
    return answer
