"""The live places: the market, a demand's bids and its workbench. Each event goes only to those who may see it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from graphql import GraphQLError

from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.changes import StoredEvent
from models.clock import now
from models.database.fetching import by_column, by_key
from models.demands.candidates import Candidate, RemarkScope
from models.demands.demand import Demand
from models.demands.events import (
    ARRIVALS,
    MARKET,
    WORKBENCH,
    AboutBid,
    AboutDemand,
    AboutRemark,
    BidArrived,
    BidCounted,
    BidRevised,
    CandidateRead,
    DemandPublished,
)
from models.demands.search import DemandCriteria, matches
from models.errors import not_found
from models.events import Event
from models.ids import Ref
from models.journal import Entry, EntryAdded
from models.kinds import KINDS
from models.places import Place
from realtime.cursors import Cursor
from realtime.groups import Feed, Publication
from resolvers import access
from resolvers.context import Info, as_error, viewer_in

COUNTING = (AboutBid, BidCounted)
UNREAD_IN: dict[type[Event], bool] = {BidArrived: True, BidRevised: True, CandidateRead: False}


def snapshot(thing: Any) -> str:
    """The cursor from which to follow on from this snapshot of a thing."""
    return str(Cursor(thing.stream, thing.head_epoch or "", thing.head_seq or 0))


@dataclass(frozen=True, slots=True)
class Resync(Event):
    """Events were missed and cannot be recovered: the follower has to load the place again."""

    kind: ClassVar[str] = "resync"


class LiveEvent:
    """One event as a follower hears it."""

    __slots__ = ("actor_id", "cursor", "event", "occurred_at", "stream")

    def __init__(self, publication: Publication, event: Event) -> None:
        self.stream = publication.cursor.stream
        self.cursor = str(publication.cursor)
        self.occurred_at: datetime = publication.event.at if publication.event else now()
        self.event = event
        self.actor_id = publication.event.actor_id if publication.event else None


def showing(place: Place, kinds: tuple[type[Event], ...] | None = None) -> Callable[[Publication], LiveEvent | None]:
    """Shows the events of a place, optionally only some of them, and resync."""

    def show(publication: Publication) -> LiveEvent | None:
        if publication.event is None:
            return LiveEvent(publication, Resync())
        event = place.read(publication.event)
        return (
            LiveEvent(publication, event) if event is not None and (kinds is None or isinstance(event, kinds)) else None
        )

    return show


def things_in(name: str) -> Callable[..., Awaitable[list[Any]]]:
    """A loader for the things of one kind that events name, in their current state."""

    async def load(events: Sequence[Event], *, viewer: Viewer | None) -> list[Any]:  # noqa: ARG001 - seen with the event
        keys = [getattr(event, name) for event in events]
        found = await by_key(KINDS[name].model, keys)
        return [found.get(key) for key in keys]

    return load


async def candidates_in(events: Sequence[Event], *, viewer: Viewer | None) -> list[Candidate]:
    """The candidates of events. Their `is_unread` describes the event, so that all followers can share the result.

    A new version of a bid is unread by all; a candidate that was read is read by the one follower who is told so. Other
    events do not speak of it.
    """
    found = []
    for event, candidate in zip(events, await things_in("candidate")(events, viewer=viewer), strict=True):
        shown = copy(candidate)
        shown.unread_in_event = UNREAD_IN.get(type(event))
        found.append(shown)
    return found


async def entries_in(events: Sequence[EntryAdded], *, viewer: Viewer | None) -> list[Entry]:  # noqa: ARG001 - seen with the event
    found = await by_key(Entry, {event.entry for event in events})
    return [found[event.entry] for event in events]


async def arrivals_of(shown: Sequence[LiveEvent], *, viewer: Viewer | None) -> list[Candidate | None]:
    """The candidates whose bids arrived, were revised or withdrawn; None while bids are sealed."""
    naming = [each for each in shown if isinstance(each.event, AboutBid)]
    found = dict(zip(naming, await candidates_in([each.event for each in naming], viewer=viewer), strict=True))
    return [found.get(each) for each in shown]


async def bid_counts_of(shown: Sequence[LiveEvent], *, viewer: Viewer | None) -> list[int]:  # noqa: ARG001 - seen with the event
    """The number of standing bids after each event; if the event does not contain it, the current number."""
    keys = {each: UUID(each.stream.partition(":")[2]) for each in shown if not isinstance(each.event, COUNTING)}
    found = await by_key(Demand, set(keys.values())) if keys else {}
    return [each.event.bid_count if isinstance(each.event, COUNTING) else found[keys[each]].bid_count for each in shown]


async def actors_of(shown: Sequence[LiveEvent], *, viewer: Viewer | None) -> list[User | None]:  # noqa: ARG001 - seen with the event
    keys = {each.actor_id for each in shown if each.actor_id is not None}
    found = await by_key(User, keys) if keys else {}
    return [found.get(each.actor_id) if each.actor_id else None for each in shown]


def market(info: Info, criteria: DemandCriteria, after: str | None) -> Feed:
    """The events of demands that match. States are checked only for new demands, so that leaving them is reported."""
    gathering = info.context.gathering

    async def fits(shown: LiveEvent) -> bool:
        if not isinstance(shown.event, AboutDemand):
            return True
        demand = await gathering.row(Demand, shown.event.demand)
        is_new = isinstance(shown.event, DemandPublished)
        return demand is None or matches(demand, criteria, in_any_state=not is_new)

    return Feed(MARKET.stream(), after, scope="anyone", settles_roles=False, show=showing(MARKET), fits=fits)


async def workbench(info: Info, demand_id: Ref, after: str | None = None) -> Feed:
    """Everything that happens at the workbench, in order, while the viewer may see it."""
    return await _at_workbench(info, demand_id, after)


async def bid_arrivals(info: Info, demand_id: Ref, after: str | None = None) -> Feed:
    """The changes among the bids; only their number while they are sealed."""
    return await _at_workbench(info, demand_id, after, ARRIVALS)


async def _at_workbench(
    info: Info, demand_id: Ref, after: str | None, kinds: tuple[type[Event], ...] | None = None
) -> Feed:
    """A feed of the demand's stream, shared by followers who are on the same sides of it as the viewer."""
    demand = await _watched(info, demand_id)
    held = demand.sides(info.context.viewer)

    async def may_follow(follower: Viewer | None) -> bool:
        viewer = await info.context.present(follower)
        if viewer is None:
            return False
        present = await info.context.gathering.row(Demand, demand.id)
        # Another side sees other things: a follower whose sides changed has to subscribe again.
        return present is not None and access.may_see_workbench(viewer, present) and present.sides(viewer) == held

    # Followers who share this feed are on the same sides: all of them read team remarks and the record, or none does.
    reads_remarks = access.may_see_remarks(info.context.viewer, demand)
    reads_record = access.may_see_record(info.context.viewer, demand)

    def is_for_all(kept: StoredEvent) -> bool:
        event = WORKBENCH.read(kept)
        if isinstance(event, AboutRemark):
            return reads_remarks and event.scope is RemarkScope.TEAM
        return reads_record if isinstance(event, EntryAdded) else not isinstance(event, CandidateRead)

    def may_receive(kept: StoredEvent, viewer: Viewer | None) -> bool:
        event = WORKBENCH.read(kept)
        if isinstance(event, CandidateRead):
            return viewer is not None and viewer.user.id == event.reader
        return isinstance(event, AboutRemark) and access.may_see_remark(viewer, demand, event.scope, event.author)

    return Feed(
        demand.stream,
        after,
        scope=held,
        settles_roles=True,
        show=showing(WORKBENCH, kinds),
        is_for_all=is_for_all,
        may_receive=may_receive,
        key=demand.id,
        permission_versions=info.context.gathering.joined(WORKBENCH.permission_versions),
        may_follow=may_follow,
    )


async def presence(info: Info, demand_id: Ref) -> AsyncIterator[list[User]]:
    """Who is present at the workbench. Following it makes the viewer present."""
    demand = await _watched(info, demand_id)

    async def still() -> None:
        await _watched(info, demand_id)

    async for people in present(info, demand.stream, still):
        yield people


async def present(info: Info, place: str, still: Callable[[], Awaitable[None]]) -> AsyncIterator[list[User]]:
    """Who is present at a place, including the viewer. `still` raises once the viewer may no longer be there."""
    viewer = viewer_in(info)
    shown: frozenset[UUID] | None = None
    # A viewer who loses access is removed at once, not when the generator is collected.
    async with aclosing(info.context.presence.at(place, viewer.user.id)) as everybody:
        async for people in everybody:
            await info.context.renew()
            await still()
            if people != shown:
                shown = people
                yield await by_column(User, "id", people, sorting="name, id")


async def _watched(info: Info, demand_id: Ref) -> Demand:
    """The demand, if the viewer may see its workbench; raises otherwise."""
    key = demand_id.of("demand")
    demand = await info.context.gathering.row(Demand, key) if key else None
    if demand is None or not access.may_see_workbench(info.context.viewer, demand):
        raise unseen("workbench")
    return demand


def unseen(what: str) -> GraphQLError:
    """The error for following a place that does not exist or that the viewer may not see."""
    return as_error(not_found(what))
