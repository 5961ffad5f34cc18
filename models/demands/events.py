"""What happens to a demand and at its workbench, and the two places where that is followed."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from models.changes import record
from models.demands.awards import AwardState
from models.demands.candidates import RemarkScope, Standing
from models.demands.demand import Demand, DemandState
from models.events import Event
from models.places import Place


@dataclass(frozen=True, slots=True)
class AboutDemand(Event):
    """Something that happened to the demand itself."""

    demand: UUID


@dataclass(frozen=True, slots=True)
class DemandDrafted(AboutDemand):
    """Nobody but the awarder's team sees it yet."""

    kind: ClassVar[str] = "demand.drafted"


@dataclass(frozen=True, slots=True)
class DemandPublished(AboutDemand):
    """It takes bids from now on."""

    kind: ClassVar[str] = "demand.published"


@dataclass(frozen=True, slots=True)
class DemandAmended(AboutDemand):
    """It asks for something else, or until another time."""

    kind: ClassVar[str] = "demand.amended"
    changed: tuple[str, ...] = ()
    former_deadline: datetime | None = None


@dataclass(frozen=True, slots=True)
class DemandManaged(AboutDemand):
    """Another resource manager looks after it."""

    kind: ClassVar[str] = "demand.managed"


@dataclass(frozen=True, slots=True)
class DemandMoved(AboutDemand):
    """It is in another state."""

    kind: ClassVar[str] = "demand.moved"
    source: DemandState
    target: DemandState


@dataclass(frozen=True, slots=True)
class BiddingClosed(DemandMoved):
    """Bids are no longer taken."""

    kind: ClassVar[str] = "bidding.closed"


@dataclass(frozen=True, slots=True)
class BidCounted(Event):
    """While bids are sealed: there are more or fewer of them."""

    kind: ClassVar[str] = "bid.counted"
    bid_count: int


@dataclass(frozen=True, slots=True)
class BidsOpened(BidCounted):
    """Sealed bids can be read from now on."""

    kind: ClassVar[str] = "bids.opened"


@dataclass(frozen=True, slots=True)
class AboutBid(Event):
    """Something that happened to one bid, with how many bids stand after it."""

    candidate: UUID
    bid_count: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class BidArrived(AboutBid):
    """The first version of a bid was submitted."""

    kind: ClassVar[str] = "bid.arrived"


@dataclass(frozen=True, slots=True)
class BidRevised(AboutBid):
    """Another version counts, or the present one needs its applicant's confirmation."""

    kind: ClassVar[str] = "bid.revised"


@dataclass(frozen=True, slots=True)
class BidWithdrawn(AboutBid):
    """The bid no longer stands."""

    kind: ClassVar[str] = "bid.withdrawn"


@dataclass(frozen=True, slots=True)
class StandingChanged(Event):
    """A candidate stands elsewhere, or has another rank."""

    kind: ClassVar[str] = "standing.changed"
    candidate: UUID
    source: Standing
    target: Standing
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class AboutRemark(Event):
    """Something that happened to a remark; its scope and author say who may hear of it."""

    remark: UUID
    candidate: UUID
    scope: RemarkScope
    author: UUID


@dataclass(frozen=True, slots=True)
class RemarkAdded(AboutRemark):
    """A remark was written."""

    kind: ClassVar[str] = "remark.added"


@dataclass(frozen=True, slots=True)
class RemarkEdited(AboutRemark):
    """A remark says something else."""

    kind: ClassVar[str] = "remark.edited"


@dataclass(frozen=True, slots=True)
class RemarkDeleted(AboutRemark):
    """A remark says nothing any more."""

    kind: ClassVar[str] = "remark.deleted"


@dataclass(frozen=True, slots=True)
class AwardOffered(Event):
    """The demand was offered to a candidate."""

    kind: ClassVar[str] = "award.offered"
    award: UUID
    candidate: UUID


@dataclass(frozen=True, slots=True)
class AwardAnswered(Event):
    """An offer came to its end, or was accepted."""

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
        RemarkAdded,
        RemarkEdited,
        RemarkDeleted,
        DemandAmended,
        BiddingClosed,
        DemandMoved,
        AwardOffered,
        AwardAnswered,
    ),
    permissions="SELECT d.id AS id, p.roster AS roster, d.resource_manager_id AS manager, "
    "d.published_at IS NULL AS draft FROM demand d JOIN party p ON p.id = d.awarder_id WHERE d.id IN ({ids})",
)


def announce(demand: Demand, event: AboutDemand, *, by: UUID | None) -> None:
    """Tells the workbench and, once the demand was published, the market."""
    record(demand.stream, event, by=by)
    if demand.published_at is not None:
        record(MARKET.stream(), event, by=None)
