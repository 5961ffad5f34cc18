"""Asking for an invoice on what was released, and rejecting that; a request has no number yet."""

from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.contracts.contract import ContractSide, ContractStage
from models.database.writing import inserted
from models.decisions import decide
from models.errors import Refused, not_allowed
from models.inputs import Checks
from models.invoices.allowance import open_minor
from models.invoices.cases import MACHINE, InvoiceAction, stage_held
from models.invoices.details import TaxDetails
from models.invoices.invoice import Invoice, InvoiceState, TaxProfile
from models.invoices.issuing import day_of, invoice_on, nothing_to_invoice, rule_of
from models.invoices.keeping import changed, keep
from models.invoices.profile import no_details
from models.invoices.telling import tell_rejected, tell_requested


async def request_invoice(stage: ContractStage, details: TaxDetails | None = None, *, by: Viewer) -> Invoice:
    """Asks the receiver for an invoice on all that can be invoiced of a stage, with these tax details of the buyer.

    Without details those of the buyer's profile count when it is issued. One request a stage waits at a time.
    """
    async with change():
        stage, contract, side, by = await stage_held(stage.id, by)
        if side is not ContractSide.AWARDER:
            raise not_allowed("Only owners and managers of the awarder ask for an invoice.")
        if await Invoice.exists(live_key=str(stage.id)):
            raise Refused("INVOICE_REQUESTED", "An invoice on this stage is asked for already: wait for it.")
        if details is None and not await TaxProfile.exists(party_id=contract.awarder_id):
            raise no_details(of_seller=False)
        gross = await open_minor(stage, contract)
        if gross <= 0:
            raise nothing_to_invoice()
        invoice = invoice_on(stage, contract, ContractSide.RECEIVER, gross)
        invoice.buyer_details_json = details.as_json() if details is not None else None
        invoice.requested_at, invoice.requested_by_id = stamp(), by.user.id
        if await TaxProfile.exists(party_id=contract.receiver_id):
            # Nobody is asked for what the law does not allow.
            await rule_of(invoice, contract, day_of(stamp()))
        invoice.live_key = str(stage.id)
        await keep(invoice, contract, "REQUESTED", inserted(invoice), by=by.user.id, side=side, stage=stage.number)
        await tell_requested(invoice, contract, by=by.user.id)
    return await Invoice.get(id=invoice.id)


async def reject_invoice(invoice: Invoice, *, reason: str, expected_version: int | None = None, by: Viewer) -> Invoice:
    """Rejects what the buyer has asked for; it never gets a number."""
    checks = Checks()
    reason = checks.text("reason", reason, most=2_000)
    checks.refuse()
    action = InvoiceAction.REJECT
    async with decide(MACHINE, action, invoice.id, expected_version=expected_version, by=by) as decision:
        found, contract = decision.case.invoice, decision.case.contract
        found.state, found.rejected_at, found.reject_reason = InvoiceState.REJECTED, decision.at, reason
        found.live_key = None
        who, side = decision.by.user.id, ContractSide.RECEIVER
        await keep(found, contract, "REJECTED", changed(found), by=who, side=side, reason=reason)
        await tell_rejected(found, contract, by=who)
    return await Invoice.get(id=invoice.id)
