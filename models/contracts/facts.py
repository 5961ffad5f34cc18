"""Facts about a contract that have consequences in other areas."""

from dataclasses import dataclass
from uuid import UUID

from models.contracts.contract import Contract, ContractSide
from models.demands.demand import Demand
from models.facts import Fact


@dataclass(frozen=True, slots=True)
class ContractEffective(Fact):
    """Both sides have executed the same version: the contract binds them from now on. The demand is locked."""

    demand: Demand
    contract: Contract
    # None for the staff.
    by: UUID | None


@dataclass(frozen=True, slots=True)
class ContractTerminated(Fact):
    """Both sides have agreed to end an effective contract. The demand is locked."""

    demand: Demand
    contract: Contract
    by: UUID
    # Of who has accepted.
    side: ContractSide
    reason: str | None


@dataclass(frozen=True, slots=True)
class ContractEnded(Fact):
    """A contract was refused or has expired before it was effective, so its award ends. The demand is locked."""

    demand: Demand
    contract: Contract
    by: UUID | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class ContractPerforming(Fact):
    """The first stage of an effective contract is funded, so the work begins (ES-3). The demand is locked."""

    demand: Demand
    contract: Contract


@dataclass(frozen=True, slots=True)
class ContractCompleted(Fact):
    """The last stage of a contract is settled. The demand is locked."""

    demand: Demand
    contract: Contract
    # None for the clock, and for the staff.
    by: UUID | None
