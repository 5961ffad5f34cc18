"""Notifications about invoices: what waits for whom, and what has become of it."""

from uuid import UUID

from models.contracts.contract import Contract, ContractSide
from models.contracts.telling import people_of
from models.demands.demand import Demand
from models.invoices.invoice import Invoice
from models.notifications.kinds import NotificationKind as K
from models.notifications.telling import notify


async def tell_requested(invoice: Invoice, contract: Contract, *, by: UUID) -> None:
    """Tells the seller that the buyer waits for an invoice."""
    await _tell(invoice, contract, K.INVOICE_REQUESTED, [ContractSide.RECEIVER], by=by)


async def tell_rejected(invoice: Invoice, contract: Contract, *, by: UUID) -> None:
    """Tells the buyer that there will be no invoice."""
    reason = invoice.reject_reason or ""
    await _tell(invoice, contract, K.INVOICE_REJECTED, [ContractSide.AWARDER], by=by, reason=reason)


async def tell_issued(invoice: Invoice, contract: Contract, *, by: UUID) -> None:
    """Tells the side that has not issued it."""
    await _tell(invoice, contract, K.INVOICE_ISSUED, [invoice.side.other], by=by, number=invoice.number or "")


async def tell_credited(invoice: Invoice, contract: Contract, reason: str, *, by: UUID | None) -> None:
    """Tells both sides what was corrected."""
    facts = {"number": invoice.number or "", "reason": reason}
    await _tell(invoice, contract, K.INVOICE_CREDITED, list(ContractSide), by=by, **facts)


async def _tell(
    invoice: Invoice, contract: Contract, kind: K, sides: list[ContractSide], *, by: UUID | None, **facts: str
) -> None:
    demand = await Demand.get(id=contract.demand_id)
    told = {contract.party_of(side): await people_of(contract, demand, side) for side in sides}
    await notify(told, kind, subject=("invoice", invoice.id), by=by, demand=demand.title, **facts)
