"""The live places: the market, a demand's bids and its workbench, each event for whoever may see it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from copy import copy
from datetime import datetime
from typing import Any
from uuid import UUID

from graphql import GraphQLError
from strawberry import ID
from tortoise.models import Model

from models.accounts.parties import Viewer
from models.accounts.sessions import SessionEnded, viewers_again
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
from models.messages.conversations import Conversation
from models.messages.message import Message
from models.notifications.kinds import Notification
from models.questions import Question
from models.workbench.remarks import Remark, RemarkScope
from realtime.groups import Feed, Heard
from resolvers import access
from resolvers.context import Info, viewer_in
from resolvers.gathering import Gathering

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
ARRIVALS = ("bid.arrived", "bid.revised", "bid.withdrawn", "bid.counted", "bids.opened")


class Happening:
    """What happened, with the things that it happened to as they are now."""

    def __init__(self, kind: str, facts: dict[str, Any]) -> None:
        self.kind = kind
        self.facts = facts
        self.demand: Demand | None = None
        self.candidate: Candidate | None = None
        self.remark: Remark | None = None
        self.award: Award | None = None
        self.question: Question | None = None
        self.notification: Notification | None = None
        self.conversation: Conversation | None = None
        self.message: Message | None = None
        self.user: User | None = None


class Told:
    """One event as a follower hears it."""

    def __init__(self, heard: Heard, event: Happening, actor: User | None) -> None:
        self.cursor = str(heard.cursor)
        self.occurred_at: datetime = heard.event.at if heard.event else now()
        self.event = event
        self.actor = actor


def market(info: Info, criteria: DemandCriteria, after: str | None) -> Feed:
    """What moves on the market and matches; what left the wanted states is still told, once it did."""

    async def tell(heard: Heard) -> Told | None:
        told = await told_of(heard, info.context.gathering)
        demand = told.event.demand
        if demand is None or matches(demand, criteria, in_any_state=told.event.kind != "demand.published"):
            return told
        return None

    return Feed(MARKET, after, scope="anyone", settles_roles=False, tell=tell)


async def workbench(info: Info, demand_id: ID, after: str | None) -> Feed:
    """Everything that moves at the workbench, in one order, for as long as the viewer has a place there."""

    async def tell(heard: Heard) -> Told | None:
        return (
            await told_of(heard, info.context.gathering) if heard.event is None or heard.event.kind in SHOWN else None
        )

    return await _place(info, demand_id, after, tell)


async def bid_arrivals(info: Info, demand_id: ID, after: str | None) -> Feed:
    """The bids as they come, are revised and leave; while sealed only how many there are."""

    async def tell(heard: Heard) -> Told | None:
        if heard.event is not None and heard.event.kind not in ARRIVALS:
            return None
        told = await told_of(heard, info.context.gathering)
        if "bid_count" not in told.event.facts:
            told.event.facts = {**told.event.facts, "bid_count": (await Demand.get(id=key)).bid_count}
        return told

    feed = await _place(info, demand_id, after, tell)
    key = UUID(feed.stream.partition(":")[2])
    return feed


async def _place(info: Info, demand_id: ID, after: str | None, tell: Callable[[Heard], Awaitable[Told | None]]) -> Feed:
    """A feed of the demand's stream for those who have the viewer's part in it."""
    demand = await _watched(info, demand_id)
    parts = frozenset(parts_in(demand, info.context.viewer))

    async def mark() -> object:
        return await info.context.gathering.load(_marks_of, demand.id, _marks_of)

    async def admits(viewer: Viewer | None) -> bool:
        if viewer is None:
            return False
        try:
            viewer = await info.context.gathering.load(viewers_again, viewer.session_id, viewers_again)
        except SessionEnded:
            return False
        present = await info.context.gathering.row(Demand, demand.id)
        # Another part sees other things: who got one follows anew.
        return present is not None and access.may_see_workbench(viewer, present) and parts_in(present, viewer) == parts

    def hears(event: Event, viewer: Viewer | None) -> bool:
        if not event.kind.startswith("remark."):
            return True
        scope, author = RemarkScope(event.facts["scope"]), UUID(event.facts["author"])
        return access.may_see_remark(viewer, demand, scope, author)

    return Feed(
        demand.stream,
        after,
        scope=parts,
        settles_roles=True,
        tell=tell,
        hears=hears,
        mark=mark,
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
    async for people in info.context.presence.at(place, viewer.user.id):
        await info.context.renew()
        await still()
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


async def told_of(heard: Heard, gathering: Gathering) -> Told:
    """Loads what the event's facts name, as it is now."""
    if heard.event is None:
        return Told(heard, Happening(RESYNC, {}), None)
    event = Happening(heard.event.kind, heard.event.facts)
    named = [(name, table) for name, table in NAMED.items() if name in event.facts]
    wanted: list[Awaitable[Any]] = [gathering.row(table, UUID(event.facts[name])) for name, table in named]
    actor = heard.event.actor_id
    if actor is not None:
        wanted.append(gathering.row(User, actor))
    found = await asyncio.gather(*wanted)
    for (name, _), thing in zip(named, found, strict=False):
        setattr(event, name, thing)
    if event.candidate is not None:
        # In an event this speaks of the event, so that all who hear it hear the same.
        event.candidate = copy(event.candidate)
        event.candidate.unread_in_event = heard.event.kind in ("bid.arrived", "bid.revised")
    return Told(heard, event, found[-1] if actor is not None else None)


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
