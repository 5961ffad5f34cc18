"""Issuing an invoice: its number, its amounts and what it says are settled in one transaction.

The document is made after that, of what is stored: see `pressing.py`.
"""

from datetime import date, datetime

from documents.canonical import canonical, digest
from documents.invoicing.invoice import DocumentKind, Line, Tax, Withheld, as_json, check
from documents.invoicing.invoice import Invoice as Said
from models.accounts.viewer import Viewer
from models.changes import change, stamp
from models.contracts.contract import Contract, ContractSide, ContractStage
from models.database.writing import inserted
from models.decisions import decide
from models.errors import not_allowed
from models.ids import shown
from models.inputs import Checks
from models.invoices.allowance import invoiced_minor, open_minor
from models.invoices.cases import MACHINE, InvoiceAction, stage_held
from models.invoices.details import TaxDetails
from models.invoices.invoice import CreditNote, Invoice, InvoiceState
from models.invoices.jurisdictions import Rule, rule_for
from models.invoices.keeping import changed, keep
from models.invoices.numbers import PREFIXES, next_number
from models.invoices.prospects import Prospect, day_of, of_amount, of_stages, profiles_on, prospect, prospect_of
from models.invoices.taxes import Amounts, amounts_of
from models.invoices.telling import tell_issued
from models.money import MoneyGiven, check_money, major


async def issue_invoice(invoice: Invoice, *, expected_version: int | None = None, by: Viewer) -> Invoice:
    """Issues the invoice that the buyer has asked for."""
    action = InvoiceAction.ISSUE
    async with decide(MACHINE, action, invoice.id, expected_version=expected_version, by=by) as decision:
        case = decision.case
        assert case.stage is not None
        left = await open_minor(case.stage, case.contract)
        profiles, side = await profiles_on([case.contract]), case.invoice.side
        planned = prospect_of(case.invoice, case.contract, side, profiles, left, stamp())
        await _issue(case.invoice, planned, case.stage, is_new=False, by=decision.by)
    return await Invoice.get(id=invoice.id)


async def invoice_stage(stage: ContractStage, *, amount: MoneyGiven | None = None, by: Viewer) -> Invoice:
    """Issues an invoice on a stage without a request: on all that can be invoiced of it, or on a part.

    Which document this is follows from the rules of the seller's country and from the side that issues it (IN-4).
    Refuses while a request for the same stage waits (INVOICE_REQUESTED).
    """
    async with change():
        stage, contract, side, by = await stage_held(stage.id, by)
        if side is None:
            raise not_allowed("Only owners and managers of the two sides of a contract issue invoices on it.")
        given = _given(stage, amount)
        left = await open_minor(stage, contract)
        is_requested = await Invoice.exists(live_key=str(stage.id))
        ahead = [*of_stages([(left, is_requested)], by=side)] or of_amount(given or left, left, stage.currency)
        invoice = invoice_on(stage, contract, side, given or left)
        planned = prospect(contract, side, side, await profiles_on([contract]), stamp(), ahead=ahead)
        await _issue(invoice, planned, stage, is_new=True, by=by)
    return await Invoice.get(id=invoice.id)


def invoice_on(stage: ContractStage, contract: Contract, side: ContractSide, gross: int) -> Invoice:
    """A row that is not stored yet."""
    return Invoice(
        contract_id=contract.id,
        stage_id=stage.id,
        seller_id=contract.receiver_id,
        buyer_id=contract.awarder_id,
        side=side,
        kind=DocumentKind.INVOICE,
        state=InvoiceState.REQUESTED,
        currency=stage.currency,
        gross_minor=gross,
    )


def _given(stage: ContractStage, amount: MoneyGiven | None) -> int | None:
    checks = Checks()
    given = None if amount is None else check_money(checks, "amount", amount, stage.currency)
    checks.refuse()
    return given


async def _issue(invoice: Invoice, planned: Prospect, stage: ContractStage, *, is_new: bool, by: Viewer) -> None:
    """Refuses what anything stands in the way of, with all of it (IN-2, IN-4)."""
    at, contract = stamp(), planned.contract
    supply, buyer = planned.check()
    rule, on = rule_for(supply), supply.on
    stated, withheld = await _stated(stage) if rule.withholding is not None else (0, 0)
    amounts = amounts_of(invoice.gross_minor, rule, stated=stated, withheld_before=withheld)
    is_ahead = invoice.gross_minor + await invoiced_minor(stage) > stage.released_minor
    performed = None if is_ahead else day_of(stage.accepted_at or at)
    # Last: whoever issues in the same series waits from here until the commit.
    number = await next_number(invoice.seller_id, PREFIXES[rule.kind], on)
    # The tax details of both are those of now (IN-6).
    said = _said(invoice, contract, stage, rule, amounts, (supply.seller, buyer), number, on, performed)
    _settle(invoice, rule, amounts, said, at, on, by)
    row = inserted(invoice) if is_new else changed(invoice)
    await keep(invoice, contract, "ISSUED", row, by=by.user.id, side=invoice.side, due=at, content=invoice.digest)
    await tell_issued(invoice, contract, by=by.user.id)


async def _stated(stage: ContractStage) -> tuple[int, int]:
    """What the statements on a stage say was paid and withheld, less what was credited of them."""
    statements = await Invoice.filter(stage_id=stage.id, withheld_minor__not_isnull=True)
    notes = await CreditNote.filter(invoice_id__in=[each.id for each in statements])
    withheld = sum(each.withheld_minor or 0 for each in statements) - sum(each.withheld_minor or 0 for each in notes)
    return sum(each.left_minor for each in statements), withheld


def _said(
    invoice: Invoice,
    contract: Contract,
    stage: ContractStage,
    rule: Rule,
    amounts: Amounts,
    details: tuple[TaxDetails, TaxDetails],
    number: str,
    on: date,
    performed: date | None,
) -> Said:
    """What the invoice says: everything that its documents are made of."""
    seller, buyer = details
    net, tax, gross = (amount_in(each, invoice.currency) for each in (amounts.net, amounts.tax, amounts.gross))
    said = Said(
        kind=rule.kind,
        number=number,
        issued_on=on.isoformat(),
        performed_on=performed.isoformat() if performed else None,
        currency=invoice.currency,
        language=contract.language,
        seller=seller.party(str(shown(invoice.seller_id))),
        buyer=buyer.party(str(shown(invoice.buyer_id))),
        contract=contract.number,
        lines=(Line(stage.number, stage.title, net, tax, gross),),
        tax_rule=Tax(rule.treatment, rule.percent, rule.reason, rule.reason_code),
        net=net,
        tax=tax,
        gross=gross,
        withheld=withheld_in(amounts, invoice.currency, rule.withholding.law if rule.withholding else None),
    )
    check(said)
    return said


def amount_in(minor: int, currency: str) -> str:
    """An amount as documents have it."""
    return f"{major(minor, currency):f}"


def withheld_in(amounts: Amounts, currency: str, law: str | None) -> Withheld | None:
    if amounts.withheld is None or law is None:
        return None
    return Withheld(amount_in(amounts.withheld, currency), amount_in(amounts.gross - amounts.withheld, currency), law)


def _settle(invoice: Invoice, rule: Rule, amounts: Amounts, said: Said, at: datetime, on: date, by: Viewer) -> None:
    content = canonical(as_json(said))
    invoice.state, invoice.kind, invoice.treatment = InvoiceState.ISSUED, rule.kind, rule.treatment
    invoice.number, invoice.content, invoice.digest = said.number, content.decode(), digest(content)
    invoice.net_minor, invoice.tax_minor, invoice.withheld_minor = amounts.net, amounts.tax, amounts.withheld
    invoice.issued_on, invoice.issued_at, invoice.issued_by_id = on, at, by.user.id
    invoice.live_key = None
