"""The live places: the market, a demand's bids and its workbench, each event for whoever may see it."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing
from copy import copy
from datetime import datetime
from typing import Any
from uuid import UUID

from graphql import GraphQLError
from strawberry import ID
from tortoise.models import Model

from models.accounts.parties import Viewer
from models.accounts.users import User
from models.changes import Event
from models.clock import now
from models.database import key_in_database, rows
from models.demands.awards import Award
from models.demands.candidates import Candidate
from models.demands.demand import MARKET, Demand, parts_in
from models.demands.search import DemandCriteria, matches
from models.errors import not_found
from models.ids import key_of
from models.interviews.interview import Interview
from models.messages.conversations import Conversation
from models.messages.message import Message
from models.notifications.kinds import Notification
from models.questions import Question
from models.workbench.remarks import Remark, RemarkScope
from realtime.groups import Feed, Heard
from resolvers import access
from resolvers.context import Info, viewer_in

RESYNC = "resync"
NAMED: dict[str, type[Model]] = {
    "demand": Demand,
    "candidate": Candidate,
    "remark": Remark,
    "award": Award,
    "question": Question,
    "notification": Notification,
    "conversation": Conversation,
    "message": Message,
    "interview": Interview,
    "user": User,
}
SHOWN = frozenset(
    {
        "bid.arrived",
        "bid.revised",
        "bid.withdrawn",
        "bid.counted",
        "bids.opened",
        "standing.changed",
        "remark.added",
        "remark.edited",
        "remark.deleted",
        "demand.amended",
        "bidding.closed",
        "demand.moved",
        "award.offered",
        "award.answered",
    }
)
ARRIVALS = frozenset({"bid.arrived", "bid.revised", "bid.withdrawn", "bid.counted", "bids.opened"})


class Happening:
    """What happened; the things that it happened to are loaded where they are asked for."""

    __slots__ = ("facts", "kind")

    def __init__(self, kind: str, facts: dict[str, Any]) -> None:
        self.kind = kind
        self.facts = facts


class Told:
    """One event as a follower hears it."""

    __slots__ = ("actor_id", "cursor", "event", "occurred_at", "stream")

    def __init__(self, heard: Heard) -> None:
        self.stream = heard.cursor.stream
        self.cursor = str(heard.cursor)
        self.occurred_at: datetime = heard.event.at if heard.event else now()
        self.event = Happening(heard.event.kind, heard.event.facts) if heard.event else Happening(RESYNC, {})
        self.actor_id = heard.event.actor_id if heard.event else None


def things_in(name: str) -> Callable[..., Awaitable[list[Any]]]:
    """Loads what happenings name, as it is now."""

    async def load(happenings: Sequence[Happening], *, viewer: Viewer | None) -> list[Any]:  # noqa: ARG001 - seen with the event
        keys = [UUID(happening.facts[name]) for happening in happenings]
        found = {row.pk: row for row in await NAMED[name].filter(pk__in=list(set(keys)))}
        return [found.get(key) for key in keys]

    return load


async def candidates_in(happenings: Sequence[Happening], *, viewer: Viewer | None) -> list[Candidate]:
    """In an event what is unread speaks of the event, so that all who hear it hear the same."""
    found = []
    for happening, candidate in zip(happenings, await things_in("candidate")(happenings, viewer=viewer), strict=True):
        told = copy(candidate)
        told.unread_in_event = happening.kind in ("bid.arrived", "bid.revised")
        found.append(told)
    return found


async def arrivals_of(told: Sequence[Told], *, viewer: Viewer | None) -> list[Candidate | None]:
    """Whose bids arrived, were revised or left; None while they are sealed."""
    naming = [each.event for each in told if "candidate" in each.event.facts]
    found = dict(zip(naming, await candidates_in(naming, viewer=viewer), strict=True))
    return [found.get(each.event) for each in told]


async def bid_counts_of(told: Sequence[Told], *, viewer: Viewer | None) -> list[int]:  # noqa: ARG001 - seen with the event
    """How many bids stood after each; where the event does not say, how many stand now."""
    keys = {each: UUID(each.stream.partition(":")[2]) for each in told if "bid_count" not in each.event.facts}
    found = await Demand.in_bulk(set(keys.values()), "id") if keys else {}
    return [found[keys[each]].bid_count if each in keys else each.event.facts["bid_count"] for each in told]


async def actors_of(told: Sequence[Told], *, viewer: Viewer | None) -> list[User | None]:  # noqa: ARG001 - seen with the event
    keys = {each.actor_id for each in told if each.actor_id is not None}
    found = await User.in_bulk(keys, "id") if keys else {}
    return [found.get(each.actor_id) if each.actor_id else None for each in told]


def market(info: Info, criteria: DemandCriteria, after: str | None) -> Feed:
    """What moves on the market and matches; what left the wanted states is still told, once it did."""
    gathering = info.context.gathering

    async def fits(told: Told) -> bool:
        if "demand" not in told.event.facts:
            return True
        demand = await gathering.row(Demand, UUID(told.event.facts["demand"]))
        return demand is None or matches(demand, criteria, in_any_state=told.event.kind != "demand.published")

    return Feed(MARKET, after, scope="anyone", settles_roles=False, tell=Told, fits=fits)


async def workbench(info: Info, demand_id: ID, after: str | None) -> Feed:
    """Everything that moves at the workbench, in one order, for as long as the viewer has a place there."""
    return await _place(info, demand_id, after, SHOWN)


async def bid_arrivals(info: Info, demand_id: ID, after: str | None) -> Feed:
    """The bids as they come, are revised and leave; while sealed only how many there are."""
    return await _place(info, demand_id, after, ARRIVALS)


def telling(kinds: frozenset[str]) -> Callable[[Heard], Told | None]:
    """Tells events of these kinds, and that one has to load anew."""
    return lambda heard: Told(heard) if heard.event is None or heard.event.kind in kinds else None


async def _place(info: Info, demand_id: ID, after: str | None, kinds: frozenset[str]) -> Feed:
    """A feed of the demand's stream for those who have the viewer's part in it."""
    demand = await _watched(info, demand_id)
    parts = frozenset(parts_in(demand, info.context.viewer))

    async def admits(follower: Viewer | None) -> bool:
        viewer = await info.context.present(follower)
        if viewer is None:
            return False
        present = await info.context.gathering.row(Demand, demand.id)
        # Another part sees other things: who got one follows anew.
        return present is not None and access.may_see_workbench(viewer, present) and parts_in(present, viewer) == parts

    # Whether it is the team's remarks that they read is a matter of their part, which they share.
    reads_remarks = access.may_see_remarks(info.context.viewer, demand)

    def for_all(event: Event) -> bool:
        return not event.kind.startswith("remark.") or (reads_remarks and event.facts["scope"] == RemarkScope.TEAM)

    def hears(event: Event, viewer: Viewer | None) -> bool:
        scope, author = RemarkScope(event.facts["scope"]), UUID(event.facts["author"])
        return access.may_see_remark(viewer, demand, scope, author)

    return Feed(
        demand.stream,
        after,
        scope=parts,
        settles_roles=True,
        tell=telling(kinds),
        for_all=for_all,
        hears=hears,
        place=demand.id,
        marks=info.context.gathering.joined(_marks_of),
        admits=admits,
    )


async def presence(info: Info, demand_id: ID) -> AsyncIterator[list[User]]:
    """Who is at the workbench; whoever follows it is there."""
    demand = await _watched(info, demand_id)

    async def still() -> None:
        await _watched(info, demand_id)

    async for people in present(info, demand.stream, still):
        yield people


async def present(info: Info, place: str, still: Callable[[], Awaitable[None]]) -> AsyncIterator[list[User]]:
    """Who is at a place, the viewer with them; `still` refuses whoever has lost theirs meanwhile."""
    viewer = viewer_in(info)
    shown: frozenset[UUID] | None = None
    # Whoever may no longer be there is gone at once, and not when their generator is collected.
    async with aclosing(info.context.presence.at(place, viewer.user.id)) as everybody:
        async for people in everybody:
            await info.context.renew()
            await still()
            if people != shown:
                shown = people
                yield await User.filter(id__in=list(people)).order_by("name", "id")


async def _watched(info: Info, demand_id: ID) -> Demand:
    """The demand whose workbench the viewer has a place at."""
    key = key_of("BiddingDemand", demand_id)
    demand = await info.context.gathering.row(Demand, key) if key else None
    if demand is None or not access.may_see_workbench(info.context.viewer, demand):
        raise unseen("workbench")
    return demand


def unseen(what: str) -> GraphQLError:
    """The answer to whoever wants to follow what is unknown or not theirs to see."""
    refusal = not_found(what)
    return GraphQLError(refusal.message, extensions={"code": refusal.code})


async def _marks_of(demands: Sequence[UUID]) -> list[tuple[object, ...]]:
    """What changes whenever somebody may have lost their place at a demand's workbench."""
    places = ", ".join("?" for _ in demands)
    found = await rows(
        "SELECT d.id AS id, p.roster AS roster, d.resource_manager_id AS manager, d.published_at IS NULL AS draft "
        f"FROM demand d JOIN party p ON p.id = d.awarder_id WHERE d.id IN ({places})",
        *map(key_in_database, demands),
    )
    marks = {UUID(str(row["id"])): (row["roster"], str(row["manager"]), bool(row["draft"])) for row in found}
    return [marks[demand] for demand in demands]
