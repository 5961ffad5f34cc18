"""The events of the subscriptions, one union member each."""

from collections.abc import AsyncIterator, Callable
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

import strawberry
from strawberry import ID

from models.demands import events
from models.demands.candidates import Standing
from models.events import Event
from models.journal import EntryAdded
from resolvers import live
from resolvers.context import Info
from resolvers.live import LiveEvent, Resync
from schema.accounts import User
from schema.base import batched, field, subscription
from schema.bids import Award
from schema.demands import Demand
from schema.kinds import identify
from schema.workbench import Candidate, Remark, SelectionEntry


@strawberry.enum(
    description=(
        "COUNTED: the number changed while bids are sealed, without details. RESYNC: the cursor is too old; load the "
        "place again, then continue."
    )
)
class BidArrivalKind(StrEnum):
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
    """Lets a GraphQL type represent events of exactly these kinds. Put it below @strawberry.type."""

    def decorate(cls: Any) -> Any:
        def is_type_of(value: object, _info: object) -> bool:
            return type(value) in kinds

        # For edge/plans.py, which then asks once for each class.
        is_type_of.is_by_class = True  # type: ignore[attr-defined]
        cls.is_type_of = staticmethod(is_type_of)
        return cls

    return decorate


def thing(name: str, description: str) -> Any:
    """The object that the event names, in its current state."""
    return batched(description, live.things_in(name), is_alike=True)


def key_in_event(name: str, kind: str, description: str, *, shown_as: str | None = None) -> Any:
    """The id of an object that the event names, which may no longer exist."""

    def resolve(root: strawberry.Parent[Event]) -> ID | None:
        key = getattr(root, name, None)
        return ID(identify(kind, key)) if key is not None else None

    return field(description, resolve, name=shown_as)


def _candidate(description: str) -> Any:
    return batched(description, live.candidates_in, is_alike=True)


@strawberry.type(
    description=(
        "Events were missed because the cursor is too old or invalid by now. Load the place again, then continue from "
        "this event's cursor."
    )
)
@tells(Resync)
class ResyncRequired:
    code: str = field("Always RESYNC_REQUIRED.", lambda: "RESYNC_REQUIRED")


@strawberry.type(description="A demand was published.")
@tells(events.DemandPublished)
class DemandPublished:
    demand: Demand = thing("demand", "The demand in its current state.")


@strawberry.type(description="The content or the deadline of a demand changed.")
@tells(events.DemandAmended)
class DemandAmended:
    demand: Demand = thing("demand", "The demand in its current state.")


@strawberry.type(description="Bidding ended, at the deadline or earlier.")
@tells(events.BiddingClosed)
class BiddingClosed:
    demand: Demand = thing("demand", "The demand in its current state.")


@strawberry.type(
    description=(
        "A demand was awarded, contracted, cancelled, concluded, suspended, resumed or reopened, or an award ended."
    )
)
@tells(events.DemandMoved)
class DemandStateChanged:
    demand: Demand = thing("demand", "The demand in its current state.")


@strawberry.type(description="An applicant submitted a bid for the first time.")
@tells(events.BidArrived)
class BidArrived:
    candidate: Candidate = _candidate("The candidate in its current state.")
    bid_count: int = field("The number of standing bids after this event.")


@strawberry.type(
    description="A new version of a bid was submitted, or the bid now needs confirmation, or was confirmed unchanged."
)
@tells(events.BidRevised)
class BidRevised:
    candidate: Candidate = _candidate("The candidate in its current state.")
    number: int | None = field(
        "The number of the version that counted from then on: the one before, if the bid only needed confirmation, or "
        "was confirmed unchanged. Null in events from before they told it."
    )


@strawberry.type(description="A bid was withdrawn, lapsed or was invalidated.")
@tells(events.BidWithdrawn)
class BidWithdrawn:
    candidate: Candidate = _candidate("The candidate in its current state.")
    bid_count: int = field("The number of standing bids after this event.")


@strawberry.type(description="The number of sealed bids changed. Nothing else is known before they are opened.")
@tells(events.BidCounted)
class BidCountChanged:
    bid_count: int = field("The number of standing bids after this event.")


@strawberry.type(description="Sealed bids were opened. Load the candidates now.")
@tells(events.BidsOpened)
class BidsOpened:
    bid_count: int = field("The number of opened bids.")


@strawberry.type(
    description="A candidate's standing or rank changed, by a decision about it or about another candidate."
)
@tells(events.StandingChanged)
class StandingChanged:
    candidate: Candidate = _candidate("The candidate in its current state.")
    from_: Standing = field("The standing before this event.", lambda root: root.source, name="from")
    to: Standing = field("The standing after this event.", lambda root: root.target)
    reason: str | None = field("The reason that was given; null if there was none.")


@strawberry.type(
    description="The viewer marked a candidate as read, here or elsewhere. It is delivered to that user alone."
)
@tells(events.CandidateRead)
class CandidateRead:
    candidate: Candidate = _candidate("The candidate in its current state.")


@strawberry.type(description="A remark was added. PRIVATE ones are delivered to their author alone.")
@tells(events.RemarkAdded)
class RemarkAdded:
    remark: Remark = thing("remark", "The remark in its current state.")


@strawberry.type(description="A remark was edited. PRIVATE ones are delivered to their author alone.")
@tells(events.RemarkEdited)
class RemarkEdited:
    remark: Remark = thing("remark", "The remark in its current state.")


@strawberry.type(description="A remark was deleted. PRIVATE ones are delivered to their author alone.")
@tells(events.RemarkDeleted)
class RemarkDeleted:
    remark_id: ID = key_in_event("remark", "remark", "The id of the deleted remark.")
    candidate: Candidate = _candidate("The candidate that the remark was about.")


@strawberry.type(description="The demand was offered to a candidate.")
@tells(events.AwardOffered)
class AwardOffered:
    award: Award = thing("award", "The offer in its current state.")


@strawberry.type(description="An offer was accepted, declined, revoked or voided, or it lapsed.")
@tells(events.AwardAnswered)
class AwardAnswered:
    award: Award = thing("award", "The offer in its current state.")


@strawberry.type(description="The selection record has another entry.")
@tells(EntryAdded)
class RecordEntryAdded:
    entry: SelectionEntry = batched("What was decided, by whom and why.", live.entries_in, is_alike=True)


MarketHappening = Annotated[
    DemandPublished | DemandAmended | BiddingClosed | DemandStateChanged | ResyncRequired,
    strawberry.union("MarketHappening", description="What can happen on the market."),
]
WorkbenchHappening = Annotated[
    BidCountChanged
    | DemandStateChanged
    | BidArrived
    | BidRevised
    | BidWithdrawn
    | BidsOpened
    | StandingChanged
    | CandidateRead
    | RemarkAdded
    | RemarkEdited
    | RemarkDeleted
    | DemandAmended
    | BiddingClosed
    | AwardOffered
    | AwardAnswered
    | RecordEntryAdded
    | ResyncRequired,
    strawberry.union("WorkbenchHappening", description="What can happen at a workbench."),
]


@strawberry.type(description="An event on the market.")
class MarketEvent:
    cursor: str = field("Pass it as `after` to continue from this event.")
    occurred_at: datetime = field("When it happened.")
    event: MarketHappening = field("What happened.")


@strawberry.type(description="An event at a workbench.")
class WorkbenchEvent:
    cursor: str = field("Pass it as `after` to continue from this event.")
    occurred_at: datetime = field("When it happened.")
    actor: User | None = batched(
        "The user who did it; null if the clock did, or an applicant while bids are sealed.",
        live.actors_of,
        is_alike=True,
    )
    event: WorkbenchHappening = field("What happened.")


def _kind(root: strawberry.Parent[LiveEvent]) -> BidArrivalKind:
    return ARRIVALS[type(root.event)]


@strawberry.type(description="A change among the bids on a demand.")
class BidArrival:
    cursor: str = field("Pass it as `after` to continue from this event.")
    occurred_at: datetime = field("When it happened.")
    kind: BidArrivalKind = field("What happened.", _kind)
    bid_count: int = batched("The number of standing bids after this event.", live.bid_counts_of, is_alike=True)
    candidate: Candidate | None = batched(
        "The candidate whose bid changed; null while bids are sealed, and for OPENED and RESYNC.",
        live.arrivals_of,
        is_alike=True,
    )


@strawberry.type(
    description="Everyone who is present at a place now. It replaces the previous state and has no cursor."
)
class PresenceShown:
    people: list[User] = field("The users who are present, ordered by name.")


def presence(description: str, people_at: Callable[..., Any]) -> Any:
    """A subscription to who is present at a place: a state, not an event, so it has no cursor."""

    async def resolve(info: Info, **given: Any) -> AsyncIterator[Any]:
        async for people in people_at(info, **given):
            yield PresenceShown(people=people)

    return subscription(description, resolve, as_=people_at)
