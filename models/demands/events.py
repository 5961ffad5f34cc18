"""Events of a demand and its workbench, and the two places that show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from models.changes import record
from models.demands.awards import AwardState
from models.demands.candidates import RemarkScope, Standing
from models.demands.demand import Demand, DemandState
from models.events import Event
from models.journal import EntryAdded
from models.places import Place


@dataclass(frozen=True, slots=True)
class AboutDemand(Event):
    """The base of events about the demand itself."""

    demand: UUID


@dataclass(frozen=True, slots=True)
class DemandDrafted(AboutDemand):
    """The demand was drafted; only the awarder's team sees it yet."""

    kind: ClassVar[str] = "demand.drafted"


@dataclass(frozen=True, slots=True)
class DemandPublished(AboutDemand):
    """The demand was published and accepts bids."""

    kind: ClassVar[str] = "demand.published"


@dataclass(frozen=True, slots=True)
class DemandAmended(AboutDemand):
    """The demand's content or deadline has changed."""

    kind: ClassVar[str] = "demand.amended"
    changed: tuple[str, ...] = ()
    former_deadline: datetime | None = None


@dataclass(frozen=True, slots=True)
class DemandManaged(AboutDemand):
    """The demand has another resource manager."""

    kind: ClassVar[str] = "demand.managed"


@dataclass(frozen=True, slots=True)
class DemandMoved(AboutDemand):
    """The demand is in another state."""

    kind: ClassVar[str] = "demand.moved"
    source: DemandState
    target: DemandState


@dataclass(frozen=True, slots=True)
class BiddingClosed(DemandMoved):
    """The demand no longer accepts bids."""

    kind: ClassVar[str] = "bidding.closed"


@dataclass(frozen=True, slots=True)
class BidCounted(Event):
    """The number of bids has changed; sent instead of AboutBid while bids are sealed."""

    kind: ClassVar[str] = "bid.counted"
    bid_count: int


@dataclass(frozen=True, slots=True)
class BidsOpened(BidCounted):
    """The sealed bids were opened and can be read."""

    kind: ClassVar[str] = "bids.opened"


@dataclass(frozen=True, slots=True)
class AboutBid(Event):
    """The base of events about one bid, with the number of standing bids after the event."""

    candidate: UUID
    bid_count: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class BidArrived(AboutBid):
    """The first version of a bid was submitted."""

    kind: ClassVar[str] = "bid.arrived"


@dataclass(frozen=True, slots=True)
class BidRevised(AboutBid):
    """A new version was submitted, or the current one needs the applicant's confirmation."""

    kind: ClassVar[str] = "bid.revised"


@dataclass(frozen=True, slots=True)
class BidWithdrawn(AboutBid):
    """The bid no longer stands."""

    kind: ClassVar[str] = "bid.withdrawn"


@dataclass(frozen=True, slots=True)
class StandingChanged(Event):
    """A candidate's standing or rank has changed."""

    kind: ClassVar[str] = "standing.changed"
    candidate: UUID
    source: Standing
    target: Standing
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CandidateRead(Event):
    """A member of the awarder's team has read the current version of a candidate's bid; told to that member alone."""

    kind: ClassVar[str] = "candidate.read"
    candidate: UUID
    reader: UUID


@dataclass(frozen=True, slots=True)
class AboutRemark(Event):
    """The base of events about a remark; scope and author determine who may see the event."""

    remark: UUID
    candidate: UUID
    scope: RemarkScope
    author: UUID


@dataclass(frozen=True, slots=True)
class RemarkAdded(AboutRemark):
    """A remark was added."""

    kind: ClassVar[str] = "remark.added"


@dataclass(frozen=True, slots=True)
class RemarkEdited(AboutRemark):
    """A remark was edited."""

    kind: ClassVar[str] = "remark.edited"


@dataclass(frozen=True, slots=True)
class RemarkDeleted(AboutRemark):
    """A remark was deleted."""

    kind: ClassVar[str] = "remark.deleted"


@dataclass(frozen=True, slots=True)
class AwardOffered(Event):
    """The demand was offered to a candidate."""

    kind: ClassVar[str] = "award.offered"
    award: UUID
    candidate: UUID


@dataclass(frozen=True, slots=True)
class AwardAnswered(Event):
    """An offer was accepted, or has ended."""

    kind: ClassVar[str] = "award.answered"
    award: UUID
    state: AwardState


MARKET = Place("market", (DemandPublished, DemandAmended, BiddingClosed, DemandMoved))

ARRIVALS = (BidArrived, BidRevised, BidWithdrawn, BidCounted, BidsOpened)

WORKBENCH = Place(
    "demand",
    (
        *ARRIVALS,
        StandingChanged,
        CandidateRead,
        RemarkAdded,
        RemarkEdited,
        RemarkDeleted,
        DemandAmended,
        BiddingClosed,
        DemandMoved,
        AwardOffered,
        AwardAnswered,
        EntryAdded,
    ),
    permissions="SELECT d.id AS id, p.roster AS roster, d.resource_manager_id AS manager, "
    "d.published_at IS NULL AS draft FROM demand d JOIN party p ON p.id = d.awarder_id WHERE d.id IN ({ids})",
)


def announce(demand: Demand, event: AboutDemand, *, by: UUID | None) -> None:
    """Records the event on the workbench's stream and, once the demand is published, on the market's."""
    record(demand.stream, event, by=by)
    if demand.published_at is not None:
        record(MARKET.stream(), event, by=None)
