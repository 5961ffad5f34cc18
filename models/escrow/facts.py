"""Facts about stages that have consequences in other areas."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from models.accounts.viewer import Viewer
from models.escrow.cases import StageCase
from models.facts import Fact


@dataclass(frozen=True, slots=True)
class StageRefunded(Fact):
    """Some of what was paid in for a stage goes back. It is locked."""

    case: StageCase
    minor: int
    by: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class RefundObjected(Fact):
    """The receiver has objected to a refund, so there is a dispute about it. The stage is locked."""

    case: StageCase
    note: str
    by: Viewer
    at: datetime


@dataclass(frozen=True, slots=True)
class StageIdle(Fact):
    """Money has lain idle for so long that somebody has to find a way out (ES-11). The stage is locked."""

    case: StageCase
    at: datetime
