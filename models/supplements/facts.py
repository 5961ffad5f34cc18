"""Facts about supplements that have consequences in other areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.contracts.contract import Contract
from models.contracts.supplement import Supplement
from models.demands.demand import Demand
from models.facts import Fact


@dataclass(frozen=True, slots=True)
class SupplementActive(Fact):
    """Both sides have executed a supplement: it is part of the effective terms from now on. The contract is locked.

    `touched` are the numbers of the stages that it changes or removes.
    """

    demand: Demand
    contract: Contract
    supplement: Supplement
    touched: Sequence[int]
    # None for the staff.
    by: UUID | None
