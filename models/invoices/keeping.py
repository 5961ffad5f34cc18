"""Keeping an invoice: its row, an entry in the journal of its contract, its event, and when its documents are due."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

from models.changes import record
from models.contracts.contract import Contract, ContractSide
from models.contracts.events import InvoiceChanged
from models.contracts.keeping import note
from models.database.writing import Write, updated, write
from models.due import rescheduled
from models.invoices.invoice import CreditNote, Invoice

MOVE = "invoice"
# What changes of an invoice until it is issued, and afterwards.
KEPT = (
    *("state", "version", "kind", "credited_minor", "rejected_at", "reject_reason", "number", "treatment", "net_minor"),
    *("tax_minor", "withheld_minor", "content", "digest", "issued_on", "issued_at", "issued_by_id", "live_key"),
)


async def keep(
    invoice: Invoice,
    contract: Contract,
    action: str,
    *written: Write,
    by: UUID | None,
    side: ContractSide | None,
    due: datetime | None = None,
    reason: str | None = None,
    **facts: Any,
) -> None:
    """Writes it, as a new row or with what has changed; `due` is when its documents are to be made."""
    moves = [rescheduled(MOVE, invoice.id, due)] if due is not None else []
    await write(*written, *moves)
    told = {"invoice": invoice.number, "state": invoice.state.value, **facts}
    await note(contract, f"INVOICE_{action}", by=by, side=side, reason=reason, **told)
    record(contract.stream, InvoiceChanged(contract.id, invoice.id), by=by)


def changed(invoice: Invoice) -> Write:
    """The row with what has changed, as another version."""
    invoice.version += 1
    return updated(invoice, *KEPT)


async def waiting_invoices() -> AsyncIterator[tuple[UUID, datetime]]:
    """Every invoice of which a document is still to be made, with the time since when it is due."""
    due: dict[UUID, datetime] = {}
    async for invoice in Invoice.filter(issued_at__not_isnull=True, pressed_at=None):
        assert invoice.issued_at is not None
        due[invoice.id] = invoice.issued_at
    async for credit in CreditNote.filter(pressed_at=None):
        due[credit.invoice_id] = min(due.get(credit.invoice_id, credit.issued_at), credit.issued_at)
    for each in due.items():
        yield each
