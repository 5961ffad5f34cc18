"""What the subscriptions tell, one union member an event."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import strawberry
from strawberry import ID

from models.demands.candidates import Standing
from models.ids import opaque
from resolvers import live
from resolvers.live import RESYNC, Happening, Told
from schema.accounts import User
from schema.base import batched, field
from schema.bids import Award
from schema.demands import Demand
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


ARRIVALS = {
    "bid.arrived": BidArrivalKind.ARRIVED,
    "bid.revised": BidArrivalKind.REVISED,
    "bid.withdrawn": BidArrivalKind.WITHDRAWN,
    "bid.counted": BidArrivalKind.COUNTED,
    "bids.opened": BidArrivalKind.OPENED,
    RESYNC: BidArrivalKind.RESYNC,
}


def tells(*kinds: str) -> Any:
    """Lets a type stand for what happened of these kinds. Stands below @strawberry.type."""

    def decorate(cls: Any) -> Any:
        cls.is_type_of = staticmethod(lambda value, _info: isinstance(value, Happening) and value.kind in kinds)
        return cls

    return decorate


def fact(name: str, description: str, *, of: Callable[[Any], Any] | None = None, shown_as: str | None = None) -> Any:
    def resolve(root: strawberry.Parent[Happening]) -> Any:
        value = root.facts.get(name)
        return of(value) if of and value is not None else value

    return field(description, resolve, name=shown_as)


def thing(name: str, description: str) -> Any:
    """The thing that the event's facts name, as it is now."""
    return batched(description, live.things_in(name), is_alike=True)


def _candidate(description: str) -> Any:
    return batched(description, live.candidates_in, is_alike=True)


@strawberry.type(
    description="The cursor is too old or of another time: load the place anew, then follow from this one."
)
@tells(RESYNC)
class ResyncRequired:
    """A gap that events cannot fill."""

    code: str = field("RESYNC_REQUIRED.", lambda: "RESYNC_REQUIRED")


@strawberry.type(description="A demand went public.")
@tells("demand.published")
class DemandPublished:
    """A new demand."""

    demand: Demand = thing("demand", "The demand as it is now.")


@strawberry.type(description="A demand asks for something else than before, or until another time.")
@tells("demand.amended")
class DemandAmended:
    """A changed demand."""

    demand: Demand = thing("demand", "The demand as it is now.")


@strawberry.type(description="Bidding ended.")
@tells("bidding.closed")
class BiddingClosed:
    """At the deadline, or before it by the awarder."""

    demand: Demand = thing("demand", "The demand as it is now.")


@strawberry.type(description="A demand was awarded, cancelled, suspended, resumed, reopened or concluded.")
@tells("demand.moved")
class DemandStateChanged:
    """Another state."""

    demand: Demand = thing("demand", "The demand as it is now.")


@strawberry.type(description="A bid was submitted for the first time.")
@tells("bid.arrived")
class BidArrived:
    """A new candidate."""

    candidate: Candidate = _candidate("The candidate as it is now.")
    bid_count: int = fact("bid_count", "How many bids stand after this.")


@strawberry.type(description="Another version of a bid counts, or it now needs its applicant's confirmation.")
@tells("bid.revised")
class BidRevised:
    """A changed bid."""

    candidate: Candidate = _candidate("The candidate as it is now.")


@strawberry.type(description="A bid no longer stands: it was withdrawn, lapsed or was invalidated.")
@tells("bid.withdrawn")
class BidWithdrawn:
    """A candidate that left."""

    candidate: Candidate = _candidate("The candidate as it is now.")
    bid_count: int = fact("bid_count", "How many bids stand after this.")


@strawberry.type(description="While bids are sealed: there are more or fewer of them.")
@tells("bid.counted")
class BidCountChanged:
    """Only the number."""

    bid_count: int = fact("bid_count", "How many bids stand after this.")


@strawberry.type(description="Sealed bids can be read from now on: load the candidates.")
@tells("bids.opened")
class BidsOpened:
    """The opening."""

    bid_count: int = fact("bid_count", "How many bids were opened.")


@strawberry.type(description="A candidate's standing or rank moved.")
@tells("standing.changed")
class StandingChanged:
    """A decision, or its effect on another candidate's rank."""

    candidate: Candidate = _candidate("The candidate as it is now.")
    from_: Standing = fact("source", "Where it stood before.", of=Standing, shown_as="from")
    to: Standing = fact("target", "Where it stood after.", of=Standing)
    reason: str | None = fact("reason", "Why.")


@strawberry.type(description="A remark was written.")
@tells("remark.added")
class RemarkAdded:
    """A new remark."""

    remark: Remark = thing("remark", "The remark as it is now.")


@strawberry.type(description="A remark was edited.")
@tells("remark.edited")
class RemarkEdited:
    """A changed remark."""

    remark: Remark = thing("remark", "The remark as it is now.")


def _remark_id(root: strawberry.Parent[Happening]) -> ID:
    return ID(opaque("Remark", root.facts["remark"]))


@strawberry.type(description="A remark was deleted.")
@tells("remark.deleted")
class RemarkDeleted:
    """A remark that is gone."""

    remark_id: ID = field("The remark that is gone.", _remark_id)
    candidate: Candidate = _candidate("Whom it was about.")


@strawberry.type(description="The demand was offered to a candidate.")
@tells("award.offered")
class AwardOffered:
    """An offer."""

    award: Award = thing("award", "The award as it is now.")


@strawberry.type(description="An offer was accepted, declined, revoked or voided, or it lapsed.")
@tells("award.answered")
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


def _kind(root: strawberry.Parent[Told]) -> BidArrivalKind:
    return ARRIVALS[root.event.kind]


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
