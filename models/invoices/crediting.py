"""Credit notes: what corrects an invoice, by its issuer or because money goes back (IN-3, IN-5)."""

import json
from dataclasses import replace
from functools import partial
from uuid import UUID

from documents.canonical import canonical, digest
from documents.invoicing.invoice import Corrected, as_json, check, invoice_in
from documents.invoicing.wording import reason_of
from models.accounts.viewer import Viewer
from models.changes import stamp
from models.contracts.contract import Contract, ContractSide, ContractStage, stages_of
from models.contracts.facts import ContractTerminated
from models.contracts.terms import printed_in
from models.database.writing import inserted
from models.decisions import decide
from models.due import DueMove
from models.errors import Refused
from models.escrow.facts import StageRefunded
from models.inputs import Checks
from models.invoices.allowance import invoiced_minor, limit_of
from models.invoices.cases import MACHINE, InvoiceAction, invoice_held
from models.invoices.invoice import CreditNote, Invoice, InvoiceState
from models.invoices.issuing import amount_in, withheld_in
from models.invoices.keeping import MOVE, changed, keep
from models.invoices.numbers import CREDIT, next_number
from models.invoices.prospects import day_of
from models.invoices.taxes import Amounts, credit_of
from models.invoices.telling import tell_credited
from models.money import MoneyGiven, check_money, major
from models.supplements.facts import SupplementActive


async def credit_invoice(
    invoice: Invoice, *, amount: MoneyGiven, reason: str, expected_version: int | None = None, by: Viewer
) -> CreditNote:
    """Credits an amount of an invoice, with the tax in it; only the side that has issued it may, never beyond it."""
    checks = Checks()
    reason = printed_in(checks, "reason", checks.reason(reason)) or ""
    minor = check_money(checks, "amount", amount, invoice.currency) or 0
    checks.refuse()
    hold = partial(invoice_held, crediting=minor)
    action = InvoiceAction.CREDIT
    async with decide(MACHINE, action, invoice.id, expected_version=expected_version, by=by, hold=hold) as decision:
        found, contract = decision.case.invoice, decision.case.contract
        if minor > found.left_minor:
            raise Refused(
                "MORE_THAN_INVOICED",
                "Of this invoice, {left} can be credited.",
                left=major(found.left_minor, found.currency),
                currency=found.currency,
            )
        note = await _credit(found, contract, minor, reason, by=decision.by.user.id, side=found.side)
    return await CreditNote.get(id=note.id)


async def credit_refunded(refunded: StageRefunded) -> None:
    """Credits what was invoiced of a stage and now goes back to the awarder instead (IN-5).

    What was released stays invoiced, and so does what is still held.
    """
    stage = refunded.case.stage
    excess = await invoiced_minor(stage) - stage.released_minor - stage.held_minor
    await _credit_excess(stage, min(refunded.minor, excess), "refund", by=refunded.by)


async def credit_reduced(active: SupplementActive) -> None:
    """Credits what was invoiced of stages beyond what a supplement has left of them."""
    for stage in (await stages_of([active.contract.id]))[active.contract.id]:
        if stage.number in active.touched:
            await _credit_beyond(stage, active.contract, "supplement", by=active.by)


async def credit_unreleased(terminated: ContractTerminated) -> None:
    """Credits what was invoiced and will not be released any more."""
    for stage in (await stages_of([terminated.contract.id]))[terminated.contract.id]:
        await _credit_beyond(stage, terminated.contract, "termination", by=terminated.by)


async def _credit_beyond(stage: ContractStage, contract: Contract, cause: str, *, by: UUID | None) -> None:
    locked = await ContractStage.select_for_update().get(id=stage.id)
    excess = await invoiced_minor(locked) - await limit_of(locked, contract)
    await _credit_excess(locked, excess, cause, by=by)


async def _credit_excess(stage: ContractStage, excess: int, cause: str, *, by: UUID | None) -> None:
    """Credits this much of the invoices on a stage, the latest first."""
    if excess <= 0:
        return
    contract = await Contract.get(id=stage.contract_id)
    for invoice in await Invoice.filter(stage_id=stage.id).order_by("-id").select_for_update():
        minor = min(excess, invoice.left_minor)
        if minor > 0:
            await _credit(invoice, contract, minor, reason_of(cause, contract.language), by=by, side=None)
            excess -= minor


async def _credit(
    invoice: Invoice, contract: Contract, minor: int, reason: str, *, by: UUID | None, side: ContractSide | None
) -> CreditNote:
    at = stamp()
    on = day_of(at)
    assert invoice.net_minor is not None
    assert invoice.tax_minor is not None
    assert invoice.content is not None
    invoiced = Amounts(invoice.net_minor, invoice.tax_minor, invoice.gross_minor, invoice.withheld_minor)
    amounts = credit_of(invoiced, invoice.credited_minor, minor)
    number = await next_number(invoice.seller_id, CREDIT, on)
    content = _content(invoice, amounts, number, on.isoformat(), reason)
    note = CreditNote(
        invoice_id=invoice.id,
        seller_id=invoice.seller_id,
        number=number,
        currency=invoice.currency,
        net_minor=amounts.net,
        tax_minor=amounts.tax,
        gross_minor=amounts.gross,
        withheld_minor=amounts.withheld,
        reason=reason,
        content=content.decode(),
        digest=digest(content),
        issued_on=on,
        issued_at=at,
        issued_by_id=by,
    )
    invoice.credited_minor += minor
    is_all = invoice.credited_minor == invoice.gross_minor
    invoice.state = InvoiceState.CREDITED if is_all else InvoiceState.PARTLY_CREDITED
    # What is due already stays due since then.
    due = None if await DueMove.exists(kind=MOVE, key=invoice.id) else at
    await keep(
        invoice,
        contract,
        "CREDITED",
        inserted(note),
        changed(invoice),
        by=by,
        side=side,
        due=due,
        reason=reason,
        number=number,
        gross=amount_in(minor, invoice.currency),
        content=note.digest,
    )
    await tell_credited(invoice, contract, reason, by=by)
    return note


def _content(invoice: Invoice, amounts: Amounts, number: str, on: str, reason: str) -> bytes:
    """What the credit note says: as the invoice, with its own amounts."""
    of = invoice_in(json.loads(str(invoice.content)))
    net, tax, gross = (amount_in(each, invoice.currency) for each in (amounts.net, amounts.tax, amounts.gross))
    law = of.withheld.law if of.withheld else None
    said = replace(
        of,
        number=number,
        issued_on=on,
        corrects=Corrected(of.number, of.issued_on),
        reason=reason,
        lines=(replace(of.lines[0], net=net, tax=tax, gross=gross),),
        net=net,
        tax=tax,
        gross=gross,
        withheld=withheld_in(amounts, invoice.currency, law),
    )
    check(said)
    return canonical(as_json(said))
