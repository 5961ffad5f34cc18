"""Facts about a demand, its bids and its awards that have consequences in other areas."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.accounts.parties import Party
from models.demands.applicants import Applicant, Bid, BidState
from models.demands.awards import Award
from models.demands.candidates import Candidate
from models.demands.demand import Demand, DemandState
from models.facts import Fact


@dataclass(frozen=True, slots=True)
class DemandChanged(Fact):
    """An open demand was materially changed in these fields, so its bids need confirmation (EB-6).

    `former` is its row from before.
    """

    demand: Demand
    former: Demand
    by: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemandRevised(Fact):
    """A published demand was amended, or its deadline moved, in these fields; `former` is its row from before."""

    demand: Demand
    former: Demand
    by: UUID
    fields: tuple[str, ...]
    is_material: bool = False


@dataclass(frozen=True, slots=True)
class BiddingBegan(Fact):
    """Bids are accepted from now on: the demand was published, or bidding was reopened."""

    demand: Demand
    by: UUID


@dataclass(frozen=True, slots=True)
class DemandResumed(Fact):
    """A suspended demand goes on; if bids are accepted again, its deadline has moved from the former one."""

    demand: Demand
    by: UUID
    former_deadline: datetime | None


@dataclass(frozen=True, slots=True)
class BiddingEnded(Fact):
    """Bidding ended: at the deadline, or earlier by the awarder."""

    demand: Demand
    by: UUID | None


@dataclass(frozen=True, slots=True)
class BiddingOpened(Fact):
    """The sealed bids of a demand were opened: whoever may read its bids knows from now on who applied."""

    demand: Demand


@dataclass(frozen=True, slots=True)
class DemandEnded(Fact):
    """A demand is about to be cancelled or concluded."""

    demand: Demand
    target: DemandState
    by: UUID
    reason: str | None


@dataclass(frozen=True, slots=True)
class ManagerAssigned(Fact):
    """A resource manager was assigned to a demand."""

    demand: Demand
    user: UUID


@dataclass(frozen=True, slots=True)
class BidSubmitted(Fact):
    """A bid was submitted or confirmed: this version of it stands from now on. Demand and party are locked."""

    demand: Demand
    party: Party
    applicant: Applicant
    candidate: Candidate
    bid: Bid


@dataclass(frozen=True, slots=True)
class BidLeft(Fact):
    """A submitted bid no longer stands: it was withdrawn, has lapsed or was invalidated."""

    demand: Demand
    applicant: Applicant
    was: BidState
    by: UUID | None


@dataclass(frozen=True, slots=True)
class BidInvalidated(Fact):
    """Staff struck out a bid, which may be the one that the demand is offered to."""

    demand: Demand
    applicant: Applicant
    by: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class CandidateEliminated(Fact):
    """The awarder eliminated a candidate."""

    demand: Demand
    candidate: Candidate
    by: UUID


@dataclass(frozen=True, slots=True)
class AwardAccepted(Fact):
    """An applicant accepted the offer."""

    demand: Demand
    award: Award
    by: UUID


@dataclass(frozen=True, slots=True)
class AwardEnded(Fact):
    """An offer was declined, was revoked or has lapsed, so the selection continues."""

    demand: Demand
    award: Award
    by: UUID | None
