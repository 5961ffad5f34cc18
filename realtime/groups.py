"""Groups: subscribers that receive the same payload, so that it is rendered once and sent to all of them."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from models import tally
from models.accounts.viewer import SessionEnded, Viewer
from models.changes import StoredEvent
from models.database import AWAY
from realtime.cursors import Cursor
from realtime.hub import LIFE, Tail
from realtime.log import persistently
from realtime.revocations import EXPIRED, REVOKED

MOST_PAYLOADS = 512
FEW = 32  # events that are sent at once while nothing is known of their size


@dataclass(frozen=True, slots=True)
class Publication:
    """An event with its cursor; without an event, it tells the subscriber to resync."""

    cursor: Cursor
    event: StoredEvent | None


async def _everyone(_: Viewer | None) -> bool:
    return True


PermissionVersions = Callable[[Sequence[Any]], Awaitable[Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Feed:
    """What a subscription follows, and who may receive which of its events.

    - Subscribers with the same `scope` may share a payload. `settles_roles` says that the scope also determines what
      their roles let them see, so that only fields that depend on the single user keep them apart.
    - `home` is the address that links begin with, for a feed whose scope is one connection's way to the server.
    - `show` turns a publication into what is shown, or None if it is not shown here. It loads nothing.
    - `fits` is asked for what `show` returned, if that needs the database to decide.
    - `may_receive` filters events for each subscriber, unless `is_for_all` says that everyone in the scope receives
      the event. Neither uses the database.
    - `permission_versions` reads the permission versions of many places of one kind at once, before each batch of
      events. If the version of this feed's `key` has changed, `may_follow` is asked for every subscriber, and those
      who may no longer follow are evicted before the event is sent. It raises SessionEnded for a user whose session
      has ended.
    """

    stream: str
    after: str | None
    scope: Hashable
    settles_roles: bool
    show: Callable[[Publication], object | None]
    fits: Callable[[Any], Awaitable[bool]] | None = None
    may_receive: Callable[[StoredEvent, Viewer | None], bool] | None = None
    is_for_all: Callable[[StoredEvent], bool] | None = None
    key: Any = None
    permission_versions: PermissionVersions | None = None
    may_follow: Callable[[Viewer | None], Awaitable[bool]] = _everyone
    home: str | None = None


class Reader(NamedTuple):
    """For whom a payload is rendered: a viewer, and the address that links begin with, None if the payload is shared
    by several connections and so has no links."""

    viewer: Viewer | None
    home: str | None = None


class Delivery(NamedTuple):
    """The rendered payload of an event, ready to be sent, with the cursor of the event."""

    payload: bytes
    cursor: Cursor


class Subscriber(Protocol):
    """One subscription of a client, as delivery sees it. Sending never waits."""

    viewer: Viewer | None
    seq: int

    def send(self, deliveries: Sequence[Delivery]) -> None:
        """Queues the payloads of events, in order."""

    @property
    def drained(self) -> Callable[[], Awaitable[object]]:
        """Waits until the queue has room. Only a subscriber that catches up waits, and only for itself."""

    def evict(self) -> None:
        """Ends the subscription because the user may no longer follow."""

    def disconnect(self, code: int, reason: str) -> None:
        """Closes the connection because the session has ended."""

    def disconnect_to_retry(self) -> None:
        """Closes the connection with a code that lets the client come back with its cursor."""


@dataclass(frozen=True, slots=True, eq=False)
class Render:
    """How events become payloads: many at once by a plan, or one by graphql-core, with the same result."""

    together: Callable[[Sequence[tuple[object, Reader]]], Awaitable[Sequence[bytes]]]
    plainly: Callable[[object, Reader], Awaitable[bytes]]


@dataclass(slots=True, eq=False)
class Group:
    """The subscribers that share a document, its variables and a scope."""

    feed: Feed
    tail: Tail
    render: Render
    subscribers: set[Subscriber] = field(default_factory=set)
    catching_up: int = 0
    seq: int = 0
    restarts: int = 0
    # How many events a round sends at most, by the size of those before.
    most: int = FEW
    permission_version: object = None
    on_empty: Callable[[], None] = lambda: None
    _payloads: OrderedDict[tuple[str, int], asyncio.Future[bytes | None]] = field(default_factory=OrderedDict)
    _forgetting: asyncio.TimerHandle | None = None

    def begin_catching_up(self) -> None:
        """Counts a subscriber that starts to catch up."""
        self.catching_up += 1
        if self._forgetting is not None:
            self._forgetting.cancel()
            self._forgetting = None

    def end_catching_up(self) -> None:
        """The subscriber has caught up, or has gone."""
        self.catching_up -= 1
        if not self.catching_up and self.subscribers and self._payloads:
            self._forgetting = asyncio.get_running_loop().call_later(LIFE, self._payloads.clear)
        self.end_if_empty()

    def join(self, subscriber: Subscriber, permission_version: object) -> None:
        """Adds a subscriber that has caught up; its permission was checked after this version was read."""
        if not self.subscribers:
            # The group had no subscribers, so it may be behind this one.
            self.seq = max(self.seq, subscriber.seq)
            self.permission_version = permission_version
        elif permission_version != self.permission_version:
            # One of the two versions is outdated, and we cannot tell which: check everyone at the next event.
            self.permission_version = None
        self.subscribers.add(subscriber)

    def leave(self, subscriber: Subscriber) -> None:
        """Removes the subscriber."""
        self.subscribers.discard(subscriber)
        self.end_if_empty()

    def end_if_empty(self) -> None:
        if not self.subscribers and not self.catching_up:
            self.on_empty()

    @property
    def is_outdated(self) -> bool:
        """Whether the numbers of the stream mean other events since this group looked."""
        return self.restarts != self.tail.restarts

    def start_over(self, seq: int) -> None:
        """Continues from that number of the restarted stream; what was loaded and checked before counts no more."""
        self.restarts, self.seq, self.permission_version = self.tail.restarts, seq, None
        self._payloads.clear()

    def publication(self, event: StoredEvent) -> Publication:
        return Publication(Cursor(self.tail.stream, event.epoch, event.seq), event)

    @property
    def representative(self) -> Viewer | None:
        """The viewer for whom the shared payload is rendered; it is the same for everyone in the group."""
        return next(iter(self.subscribers)).viewer if self.subscribers else None

    async def payload(self, publication: Publication, viewer: Viewer | None) -> bytes | None:
        """The payload of an event, rendered once however many subscribers catch up; None if it is not shown."""
        if publication.event is None:
            return await persistently(lambda: render_one(RenderTask(self, publication, viewer)))
        found = self.cached(publication.event)
        if found is None:
            found = asyncio.ensure_future(persistently(lambda: render_one(RenderTask(self, publication, viewer))))
            self._cache(publication.event, found)
        return await asyncio.shield(found)

    def cached(self, event: StoredEvent) -> asyncio.Future[bytes | None] | None:
        """The payload of an event, if it has been requested before and rendering has not failed."""
        found = self._payloads.get((event.epoch, event.seq))
        failed = found is not None and found.done() and (found.cancelled() or found.exception() is not None)
        return None if failed else found

    def cache(self, event: StoredEvent, payload: bytes | None) -> None:
        """Keeps a payload for the subscribers that are about to catch up."""
        if self.catching_up:
            done: asyncio.Future[bytes | None] = asyncio.get_running_loop().create_future()
            done.set_result(payload)
            self._cache(event, done)

    def _cache(self, event: StoredEvent, payload: asyncio.Future[bytes | None]) -> None:
        self._payloads[event.epoch, event.seq] = payload
        while len(self._payloads) > MOST_PAYLOADS:
            self._payloads.popitem(last=False)

    def deliver(self, rendered: Sequence[tuple[Publication, bytes | None]]) -> None:
        """Sends each subscriber the events that it does not have yet, in one write."""
        pairs = [
            (event, Delivery(payload, publication.cursor))
            for publication, payload in rendered
            if payload and (event := publication.event)
        ]
        for_all = [delivery for event, delivery in pairs if self._is_for_all(event)]
        first, last = rendered[0][0].cursor.seq, rendered[-1][0].cursor.seq
        for subscriber in [*self.subscribers]:
            if len(for_all) == len(pairs) and subscriber.seq < first:
                deliveries = for_all
            else:
                deliveries = [
                    each for event, each in pairs if event.seq > subscriber.seq and self.may_receive(event, subscriber)
                ]
            subscriber.seq = max(subscriber.seq, last)
            if deliveries:
                self.send(subscriber, deliveries)
        self.seq = max(self.seq, last)

    def deliver_ephemeral(
        self, publication: Publication, payload: bytes | None, allowed: Collection[Subscriber]
    ) -> None:
        """Sends an ephemeral event to the subscribers whose permission was checked."""
        assert publication.event is not None
        for subscriber in [*self.subscribers]:
            if payload is not None and subscriber in allowed and self.may_receive(publication.event, subscriber):
                self.send(subscriber, [Delivery(payload, publication.cursor)])

    def send(self, subscriber: Subscriber, deliveries: Sequence[Delivery]) -> None:
        """Sends a subscriber payloads, in order; whatever is delivered is sent here, and counted."""
        tally.deliveries[self.tail.place] += len(deliveries)
        subscriber.send(deliveries)

    def may_receive(self, event: StoredEvent, subscriber: Subscriber) -> bool:
        """Whether the subscriber receives this event of the feed."""
        may_receive = self.feed.may_receive
        return may_receive is None or self._is_for_all(event) or may_receive(event, subscriber.viewer)

    def _is_for_all(self, event: StoredEvent) -> bool:
        return self.feed.may_receive is None or (self.feed.is_for_all is not None and self.feed.is_for_all(event))


class RenderTask(NamedTuple):
    """A publication to be rendered for a group, as one viewer sees it."""

    group: Group
    publication: Publication
    viewer: Viewer | None

    @property
    def reader(self) -> Reader:
        return Reader(self.viewer, self.group.feed.home)


async def render_all(tasks: Sequence[RenderTask]) -> list[bytes | None]:
    """The payload of each task. Tasks with the same selection are loaded together; None if the event is not shown."""
    shown = [each.group.feed.show(each.publication) for each in tasks]
    asked = [place for place, each in enumerate(tasks) if shown[place] is not None and each.group.feed.fits is not None]
    answers = await asyncio.gather(*(_fits(tasks[at].group, shown[at]) for at in asked))
    for place, fits in zip(asked, answers, strict=True):
        if not fits:
            shown[place] = None
    payloads: list[bytes | None] = [None] * len(tasks)
    by_render: dict[Render, list[int]] = {}
    for place, each in enumerate(tasks):
        if shown[place] is not None:
            by_render.setdefault(each.group.render, []).append(place)
    for render, places in by_render.items():
        for place, payload in zip(
            places, await render.together([(shown[at], tasks[at].reader) for at in places]), strict=True
        ):
            payloads[place] = payload
    return payloads


async def render_one(task: RenderTask) -> bytes | None:
    return (await render_all([task]))[0]


async def _fits(group: Group, shown: object) -> bool:
    assert group.feed.fits is not None
    return await group.feed.fits(shown)


async def check_permissions(groups: Sequence[Group]) -> None:
    """Evicts the subscribers that may no longer follow."""
    by_kind: dict[PermissionVersions, list[Group]] = {}
    for group in groups:
        if group.feed.permission_versions is not None:
            by_kind.setdefault(group.feed.permission_versions, []).append(group)
    versions: dict[Group, object] = {}
    for read, groups_of_kind in by_kind.items():
        keys = list({group.feed.key: None for group in groups_of_kind})
        found = await persistently(lambda read=read, keys=keys: read(keys))  # type: ignore[misc]
        by_key = dict(zip(keys, found, strict=True))
        versions |= {group: by_key[group.feed.key] for group in groups_of_kind}
    changed = [group for group, version in versions.items() if version != group.permission_version]
    for group in changed:
        # Set before the checks: if a subscriber joins meanwhile with another version, all of them are checked again.
        group.permission_version = versions[group]
    await _check_again([(group, subscriber) for group in changed for subscriber in group.subscribers])


async def _check_again(asked: Sequence[tuple[Group, Subscriber]]) -> None:
    # Concurrently: what the checks need is loaded together, and the rest of this worker waits meanwhile.
    answers = await persistently(lambda: _answers(asked))
    failures = []
    for (group, subscriber), answer in zip(asked, answers, strict=True):
        if isinstance(answer, BaseException) and not isinstance(answer, SessionEnded):
            group.permission_version = None
            failures.append(answer)
        elif not _stays(subscriber, answer):
            group.leave(subscriber)
    if failures:
        raise failures[0]


async def _answers(asked: Sequence[tuple[Group, Subscriber]]) -> list[bool | BaseException]:
    answers = await asyncio.gather(
        *(group.feed.may_follow(subscriber.viewer) for group, subscriber in asked), return_exceptions=True
    )
    for answer in answers:
        if isinstance(answer, AWAY):
            raise answer
    return answers


async def check_permission(feed: Feed, subscriber: Subscriber) -> bool:
    """Whether the subscriber may still follow; evicts or disconnects it if not."""
    try:
        return _stays(subscriber, await persistently(lambda: feed.may_follow(subscriber.viewer)))
    except SessionEnded as ended:
        return _stays(subscriber, ended)


def _stays(subscriber: Subscriber, answer: bool | SessionEnded) -> bool:
    if isinstance(answer, SessionEnded):
        subscriber.disconnect(*(REVOKED if answer.is_revoked else EXPIRED))
        return False
    if not answer:
        subscriber.evict()
    return answer
