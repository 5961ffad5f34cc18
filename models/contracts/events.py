"""Events of a contract and the place that shows them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.places import Place


@dataclass(frozen=True, slots=True)
class ContractChanged(Event):
    """It has other terms, another state, approval or signature, or a side of it has described its taxes."""

    kind: ClassVar[str] = "contract.changed"
    contract: UUID


@dataclass(frozen=True, slots=True)
class SupplementChanged(Event):
    """A supplement was proposed, or has another state, approval or signature."""

    kind: ClassVar[str] = "contract.supplement_changed"
    contract: UUID
    supplement: UUID


@dataclass(frozen=True, slots=True)
class StageChanged(Event):
    """Work or money of a stage has moved."""

    kind: ClassVar[str] = "contract.stage_changed"
    contract: UUID
    stage: UUID


@dataclass(frozen=True, slots=True)
class ReviewChanged(Event):
    """A review of one side by the other was published, or answered; nothing is told of a hidden one (RP-2)."""

    kind: ClassVar[str] = "contract.review_changed"
    contract: UUID
    review: UUID


@dataclass(frozen=True, slots=True)
class InvoiceChanged(Event):
    """An invoice was requested, issued, rejected, read or credited, or its documents were made."""

    kind: ClassVar[str] = "contract.invoice_changed"
    contract: UUID
    invoice: UUID


@dataclass(frozen=True, slots=True)
class DisputeChanged(Event):
    """A dispute about a stage was opened, or has another state, statement or settlement."""

    kind: ClassVar[str] = "contract.dispute_changed"
    contract: UUID
    dispute: UUID


CONTRACT = Place(
    "contract",
    (ContractChanged, SupplementChanged, StageChanged, ReviewChanged, InvoiceChanged, DisputeChanged),
    permissions="SELECT c.id AS id, a.roster AS awarder, r.roster AS receiver FROM contract c "
    "JOIN party a ON a.id = c.awarder_id JOIN party r ON r.id = c.receiver_id WHERE c.id IN ({ids})",
)
