"""Asking for an invoice on what was released, and rejecting that; a request has no number yet."""

from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.contracts.contract import Contract, ContractSide, ContractStage
from models.database.writing import inserted
from models.decisions import decide
from models.errors import not_allowed
from models.inputs import reason_in
from models.invoices.allowance import open_minor
from models.invoices.cases import MACHINE, InvoiceAction, stage_held
from models.invoices.details import TaxDetails
from models.invoices.invoice import Invoice, InvoiceState
from models.invoices.issuing import invoice_on
from models.invoices.keeping import changed, keep
from models.invoices.obstacles import SELLER, ObstaclePlace, Obstructed
from models.invoices.prospects import of_stages, profiles_on, prospect
from models.invoices.telling import tell_rejected, tell_requested


async def request_invoice(stage: ContractStage, details: TaxDetails | None = None, *, by: Viewer) -> Invoice:
    """Asks the receiver for an invoice on all that can be invoiced of a stage, with these tax details of the buyer.

    Without details those of the buyer's profile count when it is issued. One request a stage waits at a time.
    """
    async with change():
        stage, contract, side, by = await stage_held(stage.id, by)
        if side is not ContractSide.AWARDER:
            raise not_allowed("Only owners and managers of the client ask for an invoice.")
        left = await open_minor(stage, contract)
        invoice = invoice_on(stage, contract, ContractSide.RECEIVER, left)
        invoice.buyer_details_json = details.as_json() if details is not None else None
        invoice.requested_at, invoice.requested_by_id = stamp(), by.user.id
        await _check(invoice, contract, left, is_requested=await Invoice.exists(live_key=str(stage.id)), by=side)
        invoice.live_key = str(stage.id)
        await keep(invoice, contract, "REQUESTED", inserted(invoice), by=by.user.id, side=side, stage=stage.number)
        await tell_requested(invoice, contract, by=by.user.id)
    return await Invoice.get(id=invoice.id)


async def _check(invoice: Invoice, contract: Contract, left: int, *, is_requested: bool, by: ContractSide) -> None:
    """Refuses a request that would not lead to an invoice; what the seller can do about it is no reason not to ask."""
    ahead, given = of_stages([(left, is_requested)], by=by), invoice.buyer_details_json
    profiles = await profiles_on([contract])
    planned = prospect(contract, invoice.side, by, profiles, stamp(), given=given, ahead=ahead)
    found = [each for each in planned.obstacles if each.side is not SELLER or each.place is ObstaclePlace.REQUEST]
    if found:
        raise Obstructed(found)


async def reject_invoice(invoice: Invoice, *, reason: str, expected_version: int | None = None, by: Viewer) -> Invoice:
    """Rejects what the buyer has asked for; it never gets a number."""
    reason = reason_in(reason)
    action = InvoiceAction.REJECT
    async with decide(MACHINE, action, invoice.id, expected_version=expected_version, by=by) as decision:
        found, contract = decision.case.invoice, decision.case.contract
        found.state, found.rejected_at, found.reject_reason = InvoiceState.REJECTED, decision.at, reason
        found.live_key = None
        who, side = decision.by.user.id, ContractSide.RECEIVER
        await keep(found, contract, "REJECTED", changed(found), by=who, side=side, reason=reason)
        await tell_rejected(found, contract, by=who)
    return await Invoice.get(id=invoice.id)
