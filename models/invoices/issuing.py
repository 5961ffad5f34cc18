"""Issuing an invoice: its number, its amounts and what it says are settled in one transaction.

The document is made after that, of what is stored: see `pressing.py`.
"""

from datetime import date, datetime

from documents.canonical import canonical, digest
from documents.invoicing.invoice import DocumentKind, Line, Tax, Withheld, as_json, check
from documents.invoicing.invoice import Invoice as Said
from models.accounts.viewer import Viewer
from models.calendar import calendar
from models.changes import change, stamp
from models.contracts.contract import Contract, ContractSide, ContractStage
from models.database.writing import inserted
from models.decisions import decide
from models.errors import Refused, not_allowed
from models.ids import shown
from models.inputs import Checks
from models.invoices.allowance import invoiced_minor, open_minor
from models.invoices.cases import MACHINE, InvoiceAction, stage_held
from models.invoices.details import TaxDetails, details_in
from models.invoices.invoice import CreditNote, Invoice, InvoiceState, TaxProfile
from models.invoices.jurisdictions import Rule, Supply, rule_for
from models.invoices.keeping import changed, keep
from models.invoices.numbers import PREFIXES, next_number
from models.invoices.profile import no_details
from models.invoices.taxes import Amounts, amounts_of
from models.invoices.telling import tell_issued
from models.money import MoneyGiven, check_money, major


async def issue_invoice(invoice: Invoice, *, expected_version: int | None = None, by: Viewer) -> Invoice:
    """Issues the invoice that the buyer has asked for."""
    action = InvoiceAction.ISSUE
    async with decide(MACHINE, action, invoice.id, expected_version=expected_version, by=by) as decision:
        case = decision.case
        assert case.stage is not None
        await _issue(case.invoice, case.contract, case.stage, is_new=False, by=decision.by)
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
        if await Invoice.exists(live_key=str(stage.id)):
            raise Refused(
                "INVOICE_REQUESTED", "The buyer has asked for an invoice on this stage: issue that one, or reject it."
            )
        gross = await _gross(stage, contract, amount)
        invoice = invoice_on(stage, contract, side, gross)
        await _issue(invoice, contract, stage, is_new=True, by=by)
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


def nothing_to_invoice() -> Refused:
    return Refused("NOTHING_TO_INVOICE", "Nothing of this stage was released that was not invoiced yet.")


async def _gross(stage: ContractStage, contract: Contract, amount: MoneyGiven | None) -> int:
    checks = Checks()
    given = None if amount is None else check_money(checks, "amount", amount, stage.currency)
    checks.refuse()
    left = await open_minor(stage, contract)
    if left <= 0:
        raise nothing_to_invoice()
    return left if given is None else given


async def rule_of(invoice: Invoice, contract: Contract, on: date) -> tuple[Rule, TaxDetails, TaxDetails]:
    """The rule for it, with the tax details of seller and buyer; refuses what the law does not allow (IN-4)."""
    seller, buyer, is_agreed = await _details(invoice)
    supply = Supply(contract.kind, invoice.side, seller, buyer, on, invoice.currency, contract.language, is_agreed)
    return rule_for(supply), seller, buyer


def day_of(at: datetime) -> date:
    """The day of an instant, where the calendar is."""
    return at.astimezone(calendar().zone).date()


async def _issue(invoice: Invoice, contract: Contract, stage: ContractStage, *, is_new: bool, by: Viewer) -> None:
    at = stamp()
    on = day_of(at)
    await _check_room(invoice, contract, stage)
    rule, seller, buyer = await rule_of(invoice, contract, on)
    stated, withheld = await _stated(stage) if rule.withholding is not None else (0, 0)
    amounts = amounts_of(invoice.gross_minor, rule, stated=stated, withheld_before=withheld)
    is_ahead = invoice.gross_minor + await invoiced_minor(stage) > stage.released_minor
    performed = None if is_ahead else day_of(stage.accepted_at or at)
    # Last: whoever issues in the same series waits from here until the commit.
    number = await next_number(invoice.seller_id, PREFIXES[rule.kind], on)
    said = _said(invoice, contract, stage, rule, amounts, (seller, buyer), number, on, performed)
    _settle(invoice, rule, amounts, said, at, on, by)
    row = inserted(invoice) if is_new else changed(invoice)
    await keep(invoice, contract, "ISSUED", row, by=by.user.id, side=invoice.side, due=at, content=invoice.digest)
    await tell_issued(invoice, contract, by=by.user.id)


async def _check_room(invoice: Invoice, contract: Contract, stage: ContractStage) -> None:
    left = await open_minor(stage, contract)
    if invoice.gross_minor > left:
        raise Refused(
            "MORE_THAN_RELEASED",
            "Of this stage, {left} {currency} can be invoiced: no more was released and not invoiced yet.",
            left=f"{major(max(left, 0), stage.currency):f}",
            currency=stage.currency,
        )


async def _stated(stage: ContractStage) -> tuple[int, int]:
    """What the statements on a stage say was paid and withheld, less what was credited of them."""
    statements = await Invoice.filter(stage_id=stage.id, withheld_minor__not_isnull=True)
    notes = await CreditNote.filter(invoice_id__in=[each.id for each in statements])
    withheld = sum(each.withheld_minor or 0 for each in statements) - sum(each.withheld_minor or 0 for each in notes)
    return sum(each.left_minor for each in statements), withheld


async def _details(invoice: Invoice) -> tuple[TaxDetails, TaxDetails, bool]:
    """The tax details of seller and buyer, as they are now (IN-6), and whether the former agrees to self-billing."""
    parties = [invoice.seller_id, invoice.buyer_id]
    profiles = {each.party_id: each for each in await TaxProfile.filter(party_id__in=parties)}
    seller, buyer = profiles.get(invoice.seller_id), profiles.get(invoice.buyer_id)
    if seller is None:
        raise no_details(of_seller=True)
    if invoice.buyer_details_json is not None:
        return seller.details, details_in(invoice.buyer_details_json), seller.agrees_to_self_billing
    if buyer is None:
        raise no_details(of_seller=False)
    return seller.details, buyer.details, seller.agrees_to_self_billing


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
