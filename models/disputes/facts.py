"""Facts about disputes that have consequences in other areas."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.contracts.contract import Contract
from models.disputes.dispute import Dispute
from models.facts import Fact


@dataclass(frozen=True, slots=True)
class DisputeOpened(Fact):
    """There is a dispute about a stage, which is locked with its contract."""

    dispute: Dispute
    contract: Contract
    # None for the clock.
    by: UUID | None
    at: datetime
