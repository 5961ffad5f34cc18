"""What comes about with a demand, its bids and its awards, and has consequences elsewhere."""

from dataclasses import dataclass
from uuid import UUID

from models.demands.applicants import Applicant, BidState
from models.demands.awards import Award
from models.demands.candidates import Candidate
from models.demands.demand import Demand, DemandState
from models.facts import Fact


@dataclass(frozen=True, slots=True)
class DemandChanged(Fact):
    """An open demand now asks for something that its bids do not answer (EB-6)."""

    demand: Demand
    by: UUID


@dataclass(frozen=True, slots=True)
class DemandRevised(Fact):
    """A published demand asks for something else than its former row, or until another time."""

    demand: Demand
    former: Demand


@dataclass(frozen=True, slots=True)
class BiddingBegan(Fact):
    """Bids are taken from now on: the demand was published, or bidding on it was reopened."""

    demand: Demand


@dataclass(frozen=True, slots=True)
class BiddingEnded(Fact):
    """Bids are no longer taken: at the deadline, or before it by the awarder."""

    demand: Demand
    by: UUID | None


@dataclass(frozen=True, slots=True)
class DemandEnded(Fact):
    """A demand is about to be cancelled or concluded."""

    demand: Demand
    target: DemandState
    by: UUID
    reason: str | None


@dataclass(frozen=True, slots=True)
class ManagerAssigned(Fact):
    """A user of the staff looks after a demand from now on."""

    demand: Demand
    user: UUID


@dataclass(frozen=True, slots=True)
class BidLeft(Fact):
    """A bid that counted no longer stands: it was withdrawn, lapsed or was invalidated."""

    demand: Demand
    applicant: Applicant
    was: BidState
    by: UUID | None


@dataclass(frozen=True, slots=True)
class CandidateEliminated(Fact):
    """The awarder no longer considers a candidate."""

    demand: Demand
    candidate: Candidate
    by: UUID


@dataclass(frozen=True, slots=True)
class AwardAccepted(Fact):
    """An applicant took the offer of a demand."""

    demand: Demand
    award: Award
    by: UUID


@dataclass(frozen=True, slots=True)
class AwardEnded(Fact):
    """An offer was declined, revoked or lapsed, so that the selection goes on."""

    demand: Demand
    award: Award
    by: UUID | None
