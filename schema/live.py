"""What the subscriptions tell, one union member an event."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import strawberry
from strawberry import ID

from models.demands import events
from models.demands.candidates import Standing
from models.events import Event
from resolvers import live
from resolvers.context import Info
from resolvers.live import LiveEvent, Resync
from schema.accounts import User
from schema.base import batched, field, subscription
from schema.bids import Award
from schema.demands import Demand
from schema.kinds import identify
from schema.workbench import Candidate, Remark


@strawberry.enum(description="What became of the bids.")
class BidArrivalKind(StrEnum):
    """While bids are sealed every change is COUNTED; RESYNC: load the place anew."""

    ARRIVED = "ARRIVED"
    REVISED = "REVISED"
    WITHDRAWN = "WITHDRAWN"
    COUNTED = "COUNTED"
    OPENED = "OPENED"
    RESYNC = "RESYNC"


ARRIVALS: dict[type[Event], BidArrivalKind] = {
    events.BidArrived: BidArrivalKind.ARRIVED,
    events.BidRevised: BidArrivalKind.REVISED,
    events.BidWithdrawn: BidArrivalKind.WITHDRAWN,
    events.BidCounted: BidArrivalKind.COUNTED,
    events.BidsOpened: BidArrivalKind.OPENED,
    Resync: BidArrivalKind.RESYNC,
}


def tells(*kinds: type[Event]) -> Any:
    """Lets a type stand for events of exactly these kinds. Stands below @strawberry.type."""

    def decorate(cls: Any) -> Any:
        cls.is_type_of = staticmethod(lambda value, _info: type(value) in kinds)
        return cls

    return decorate


def thing(name: str, description: str) -> Any:
    """The thing that the event names under its kind, as it is now."""
    return batched(description, live.things_in(name), is_alike=True)


def key_in_event(name: str, kind: str, description: str, *, shown_as: str | None = None) -> Any:
    """The id of a thing that the event names, which may be there no more."""

    def resolve(root: strawberry.Parent[Event]) -> ID | None:
        key = getattr(root, name, None)
        return ID(identify(kind, key)) if key is not None else None

    return field(description, resolve, name=shown_as)


def _candidate(description: str) -> Any:
    return batched(description, live.candidates_in, is_alike=True)


@strawberry.type(
    description="The cursor is too old or of another time: load the place anew, then follow from this one."
)
@tells(Resync)
class ResyncRequired:
    """A gap that events cannot fill."""

    code: str = field("RESYNC_REQUIRED.", lambda: "RESYNC_REQUIRED")


@strawberry.type(description="A demand went public.")
@tells(events.DemandPublished)
class DemandPublished:
    """A new demand."""

    demand: Demand = thing("demand", "The demand as it is now.")


@strawberry.type(description="A demand asks for something else than before, or until another time.")
@tells(events.DemandAmended)
class DemandAmended:
    """A changed demand."""

    demand: Demand = thing("demand", "The demand as it is now.")


@strawberry.type(description="Bidding ended.")
@tells(events.BiddingClosed)
class BiddingClosed:
    """At the deadline, or before it by the awarder."""

    demand: Demand = thing("demand", "The demand as it is now.")


@strawberry.type(description="A demand was awarded, cancelled, suspended, resumed, reopened or concluded.")
@tells(events.DemandMoved)
class DemandStateChanged:
    """Another state."""

    demand: Demand = thing("demand", "The demand as it is now.")


@strawberry.type(description="A bid was submitted for the first time.")
@tells(events.BidArrived)
class BidArrived:
    """A new candidate."""

    candidate: Candidate = _candidate("The candidate as it is now.")
    bid_count: int = field("How many bids stand after this.")


@strawberry.type(description="Another version of a bid counts, or it now needs its applicant's confirmation.")
@tells(events.BidRevised)
class BidRevised:
    """A changed bid."""

    candidate: Candidate = _candidate("The candidate as it is now.")


@strawberry.type(description="A bid no longer stands: it was withdrawn, lapsed or was invalidated.")
@tells(events.BidWithdrawn)
class BidWithdrawn:
    """A candidate that left."""

    candidate: Candidate = _candidate("The candidate as it is now.")
    bid_count: int = field("How many bids stand after this.")


@strawberry.type(description="While bids are sealed: there are more or fewer of them.")
@tells(events.BidCounted)
class BidCountChanged:
    """Only the number."""

    bid_count: int = field("How many bids stand after this.")


@strawberry.type(description="Sealed bids can be read from now on: load the candidates.")
@tells(events.BidsOpened)
class BidsOpened:
    """The opening."""

    bid_count: int = field("How many bids were opened.")


@strawberry.type(description="A candidate's standing or rank moved.")
@tells(events.StandingChanged)
class StandingChanged:
    """A decision, or its effect on another candidate's rank."""

    candidate: Candidate = _candidate("The candidate as it is now.")
    from_: Standing = field("Where it stood before.", lambda root: root.source, name="from")
    to: Standing = field("Where it stood after.", lambda root: root.target)
    reason: str | None = field("Why.")


@strawberry.type(description="A remark was written.")
@tells(events.RemarkAdded)
class RemarkAdded:
    """A new remark."""

    remark: Remark = thing("remark", "The remark as it is now.")


@strawberry.type(description="A remark was edited.")
@tells(events.RemarkEdited)
class RemarkEdited:
    """A changed remark."""

    remark: Remark = thing("remark", "The remark as it is now.")


@strawberry.type(description="A remark was deleted.")
@tells(events.RemarkDeleted)
class RemarkDeleted:
    """A remark that is gone."""

    remark_id: ID = key_in_event("remark", "remark", "The remark that is gone.")
    candidate: Candidate = _candidate("Whom it was about.")


@strawberry.type(description="The demand was offered to a candidate.")
@tells(events.AwardOffered)
class AwardOffered:
    """An offer."""

    award: Award = thing("award", "The award as it is now.")


@strawberry.type(description="An offer was accepted, declined, revoked or voided, or it lapsed.")
@tells(events.AwardAnswered)
class AwardAnswered:
    """An answer."""

    award: Award = thing("award", "The award as it is now.")


MarketHappening = Annotated[
    DemandPublished | DemandAmended | BiddingClosed | DemandStateChanged | ResyncRequired,
    strawberry.union("MarketHappening", description="What moves on the market."),
]
WorkbenchHappening = Annotated[
    BidCountChanged
    | DemandStateChanged
    | BidArrived
    | BidRevised
    | BidWithdrawn
    | BidsOpened
    | StandingChanged
    | RemarkAdded
    | RemarkEdited
    | RemarkDeleted
    | DemandAmended
    | BiddingClosed
    | AwardOffered
    | AwardAnswered
    | ResyncRequired,
    strawberry.union("WorkbenchHappening", description="What moves at a workbench."),
]


@strawberry.type(description="Something that moved on the market.")
class MarketEvent:
    """An event with its place."""

    cursor: str = field("Goes into `after` to follow on from here.")
    occurred_at: datetime = field("When it happened.")
    event: MarketHappening = field("What happened.")


@strawberry.type(description="Something that moved at a workbench.")
class WorkbenchEvent:
    """An event with its place."""

    cursor: str = field("Goes into `after` to follow on from here.")
    occurred_at: datetime = field("When it happened.")
    actor: User | None = batched(
        "Who did it; null: the clock, or an applicant while bids are sealed.", live.actors_of, is_alike=True
    )
    event: WorkbenchHappening = field("What happened.")


def _kind(root: strawberry.Parent[LiveEvent]) -> BidArrivalKind:
    return ARRIVALS[type(root.event)]


@strawberry.type(description="A change among the bids on a demand.")
class BidArrival:
    """An entry of the live bid feed."""

    cursor: str = field("Goes into `after` to follow on from here.")
    occurred_at: datetime = field("When it happened.")
    kind: BidArrivalKind = field("What happened.", _kind)
    bid_count: int = batched("How many bids stood after it.", live.bid_counts_of, is_alike=True)
    candidate: Candidate | None = batched(
        "Whose bid it is; null while bids are sealed.", live.arrivals_of, is_alike=True
    )


@strawberry.type(description="Who is at a place; a state and no event: the latest counts, and it has no cursor.")
class PresenceShown:
    """The people at a place."""

    people: list[User] = field("Everyone who is there, by name.")


def presence(description: str, people_at: Callable[..., Any]) -> Any:
    """A subscription to who is at a place: a state and no event, so that it has no cursor."""

    async def resolve(info: Info, **given: Any) -> AsyncIterator[Any]:
        async for people in people_at(info, **given):
            yield PresenceShown(people=people)

    return subscription(description, resolve, as_=people_at)
