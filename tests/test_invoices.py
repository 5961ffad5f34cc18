"""Invoices on what was released: who issues what, amounts, numbers, and what corrects them (IN-1 to IN-6)."""

import asyncio
import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from documents.invoicing.invoice import invoice_in
from documents.invoicing.page import printed
from models.accounts.parties import MemberRole, PartyKind
from models.changes import change, tried_again
from models.clock import clock, now
from models.clockwork import catch_up
from models.contracts.contract import ContractStage
from models.contracts.terminating import accept_termination, propose_termination
from models.errors import Conflict, InvalidInput, Refused
from models.escrow.cases import StageCase
from models.escrow.facts import StageRefunded
from models.files.store import whole
from models.invoices.allowance import open_minors
from models.invoices.crediting import credit_invoice, credit_refunded
from models.invoices.details import TaxDetailsGiven
from models.invoices.invoice import CreditNote, Invoice, InvoiceFile, TaxProfile
from models.invoices.issuing import invoice_stage
from models.invoices.pressing import press_documents
from models.invoices.profile import describe_taxes, prepare_details
from models.invoices.requesting import reject_invoice, request_invoice
from models.ledger.account import AccountRow, Posting, fees, of_party
from models.money import MoneyGiven
from models.notifications.kinds import Notification
from models.pressing import press
from models.templates.standard import keep_library
from tests.support.domain.deal import colleague, deal, entries, fields, template
from tests.support.domain.escrowing import Escrow, summed
from tests.support.domain.inside import refused, somebody
from tests.support.domain.invoicing import (
    AMERICAN,
    AT,
    BERLINER,
    CHINESE,
    FRENCH,
    GERMAN,
    HOUSE_OF_CHINA,
    JAPANESE,
    TOKYOITE,
    Billing,
    billing,
    in_covered_years,
    numbers_of,
)
from tests.support.domain.paying import Till, till
from tests.support.domain.supplementing import Amending

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _covered():
    with in_covered_years():
        yield


def amounts(invoice: Invoice | CreditNote) -> tuple[int, int, int]:
    return invoice.net_minor, invoice.tax_minor, invoice.gross_minor


async def test_the_awarder_asks_and_the_receiver_issues_what_was_released() -> None:
    made = await billing(buyer=BERLINER)
    await made.released("595.00")
    asked = await made.requested()
    assert (asked.state, asked.number, asked.gross_minor, asked.net_minor) == ("REQUESTED", None, 59_500, None)
    invoice = await made.issued(asked)
    assert (invoice.id, invoice.state, invoice.kind, invoice.treatment) == (asked.id, "ISSUED", "INVOICE", "STANDARD")
    assert amounts(invoice) == (50_000, 9_500, 59_500)
    assert (invoice.number, str(invoice.issued_on)) == ("INV-2026-000001", "2026-11-28")
    told = [each async for each in Notification.filter(kind__startswith="INVOICE").order_by("id")]
    assert [(each.kind, each.user_id) for each in told] == [
        ("INVOICE_REQUESTED", made.receiver.user.id),
        ("INVOICE_ISSUED", made.awarder.user.id),
    ]
    assert [action for action, _ in await entries(made.contract.id)][-2:] == ["INVOICE_REQUESTED", "INVOICE_ISSUED"]


async def test_in2_what_is_invoiced_never_exceeds_what_was_released() -> None:
    made = await billing()
    async with refused("NOTHING_TO_INVOICE"):
        await made.invoiced()
    await made.released("600.00")
    async with refused("MORE_THAN_RELEASED"):
        await made.invoiced("600.01")
    first = await made.invoiced("250.00")
    async with refused("MORE_THAN_RELEASED"):
        await made.invoiced("350.01")
    second = await made.invoiced()
    assert [each.gross_minor for each in (first, second)] == [25_000, 35_000]
    async with refused("NOTHING_TO_INVOICE"):
        await made.invoiced()
    await made.credited(first, "100.00")
    async with refused("MORE_THAN_RELEASED"):
        await made.invoiced("100.01")
    assert (await made.invoiced("100.00")).number == "INV-2026-000003"


async def test_in2_a_request_that_can_no_longer_be_invoiced_is_refused_and_has_no_number() -> None:
    made = await billing()
    await made.released("600.00")
    asked = await made.requested()
    async with refused("INVOICE_REQUESTED"):
        await made.requested()
    async with refused("INVOICE_REQUESTED"):
        await made.invoiced("1.00")
    await ContractStage.filter(id=asked.stage_id).update(released_minor=50_000)
    async with refused("MORE_THAN_RELEASED"):
        await made.issued(asked)
    assert (await Invoice.get(id=asked.id)).number is None
    rejected = await made.rejected(asked)
    assert (rejected.state, rejected.number, rejected.reject_reason) == ("REJECTED", None, "No.")
    async with refused("WRONG_STATE"):
        await made.issued(rejected)
    # A rejected request leaves no gap (IN-3), and another one can be made.
    assert (await made.issued(await made.requested())).number == "INV-2026-000001"


AHEAD = [
    {"key": "scope", "label": "What is built", "type": "TEXT"},
    {
        "key": "billing_ahead",
        "label": "Billing ahead",
        "type": "CHOICE",
        "options": [{"value": "YES", "label": "before the work"}, {"value": "NO", "label": "after the work"}],
    },
]


async def ahead(value: str = "YES") -> Billing:
    """A contract in USD that says whether it allows billing ahead; the seller's law wants no tax on it."""
    await keep_library()
    made = await deal()
    made.template = await template(fields=AHEAD)
    contract = await made.effective(fields=fields(scope="A portal.", billing_ahead=value))
    found = Billing(made, contract)
    await found.described(made.firm, GERMAN, by=made.receiver)
    await found.described(made.house, AMERICAN, by=made.awarder)
    return found


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Till]:
    with till(tmp_path) as made:
        yield made


async def test_in2_where_the_contract_allows_it_all_of_a_stage_is_invoiced_ahead() -> None:
    made = await ahead()
    async with refused("MORE_THAN_RELEASED"):
        await made.invoiced("1000.01")
    invoice = await made.invoiced()
    assert (invoice.gross_minor, json.loads(invoice.content)["performedOn"]) == (100_000, None)
    other = await ahead("NO")
    async with refused("NOTHING_TO_INVOICE"):
        await other.invoiced()


async def test_in2_what_can_be_invoiced_now_is_known_of_the_stages_of_many_contracts() -> None:
    made, other = await ahead(), await ahead("NO")
    await made.invoiced("300.00")
    await other.released("500.00")
    stages = [await each.stage(number) for each in (made, other) for number in (1, 2)]
    contracts = {each.contract.id: each.contract for each in (made, other)}
    assert await open_minors(stages, contracts, at=now()) == [70_000, 200_000, 50_000, 0]


async def test_in5_a_refund_of_what_was_invoiced_ahead_has_its_credit_notes_in_the_same_transaction(sandbox) -> None:
    made = await ahead()
    escrow = Escrow(sandbox, Amending(made.made, made.contract))
    await escrow.funded(1)
    first, second = await made.invoiced("300.00"), await made.invoiced("600.00")
    await escrow.refund_requested(1)
    with pytest.raises(Undone):
        await agreed_and_undone(escrow)
    assert await CreditNote.all().count() == 0
    assert await escrow.sums(1) == (100_000, 0, 0, 100_000)
    await escrow.refund_answered(1, agree=True)
    assert await escrow.sums(1) == (100_000, 0, 100_000, 0)
    notes = await CreditNote.all().order_by("id")
    assert [(each.invoice_id, each.gross_minor, each.number) for each in notes] == [
        (second.id, 60_000, "CN-2026-000001"),
        (first.id, 30_000, "CN-2026-000002"),
    ]
    assert notes[0].reason == "Money that was held in escrow is returned."
    assert [(await Invoice.get(id=each.id)).state for each in (first, second)] == ["CREDITED", "CREDITED"]
    assert json.loads(notes[0].content)["corrects"] == {"number": second.number, "issuedOn": "2026-11-28"}
    async with refused("NOTHING_TO_INVOICE"):
        await made.invoiced()


async def agreed_and_undone(escrow: Escrow) -> None:
    async with change():
        await escrow.refund_answered(1, agree=True)
        raise Undone


@pytest.mark.parametrize(
    ("released", "refunded", "credited"), [(30_000, 70_000, 0), (10_000, 20_000, 0), (0, 80_000, 10_000)]
)
async def test_in5_what_was_released_and_what_is_held_stays_invoiced(released, refunded, credited) -> None:
    """Of 300.00 that were invoiced, a refund takes what nothing is left for."""
    made = await ahead()
    await made.invoiced("300.00")
    money = {"funded_minor": 100_000, "released_minor": released, "refunded_minor": refunded}
    await ContractStage.filter(contract_id=made.contract.id, number=1).update(**money)
    case = StageCase(await made.stage(), made.contract)
    async with change():
        await credit_refunded(StageRefunded(case, refunded, None, AT))
    assert sum(each.gross_minor for each in await CreditNote.all()) == credited


async def test_in2_a_supplement_that_takes_away_what_was_invoiced_ahead_credits_it(sandbox) -> None:
    made = await ahead()
    amending = Amending(made.made, made.contract)
    await Escrow(sandbox, amending).funded(1)
    invoice, other = await made.invoiced(), await made.invoiced(number=2)
    changes = [await amending.change(1, amount=Decimal("400.00")), await amending.change(2, remove=True)]
    await amending.active(*changes)
    notes = await CreditNote.all().order_by("id")
    assert [(each.invoice_id, each.gross_minor) for each in notes] == [(invoice.id, 60_000), (other.id, 200_000)]
    # The money of the first one went back; nothing was paid for the other one.
    assert [each.reason for each in notes] == [
        "Money that was held in escrow is returned.",
        "A supplement to the contract has changed what is paid.",
    ]


async def test_in2_a_termination_credits_what_was_invoiced_and_will_not_be_released() -> None:
    made = await ahead()
    invoice = await made.invoiced("600.00")
    contract = await propose_termination(made.contract, made.made.house, reason="It is over.", by=made.awarder)
    await accept_termination(contract, made.made.firm, by=made.receiver)
    (note,) = await CreditNote.all()
    assert (note.invoice_id, note.gross_minor, note.reason) == (invoice.id, 60_000, "The contract was terminated.")
    assert (await Invoice.get(id=invoice.id)).state == "CREDITED"


async def test_in3_credit_notes_correct_an_invoice_never_beyond_it_and_add_up_to_it() -> None:
    made = await billing(buyer=BERLINER)
    await made.released("100.00")
    invoice = await made.invoiced()
    assert amounts(invoice) == (8403, 1597, 10_000)
    notes = [await made.credited(invoice, amount) for amount in ("33.33", "33.33")]
    assert (await Invoice.get(id=invoice.id)).state == "PARTLY_CREDITED"
    async with refused("MORE_THAN_INVOICED"):
        await made.credited(invoice, "33.35")
    notes.append(await made.credited(invoice, "33.34"))
    assert [sum(each) for each in zip(*map(amounts, notes), strict=True)] == [8403, 1597, 10_000]
    assert [each.number for each in notes] == [f"CN-2026-00000{number}" for number in (1, 2, 3)]
    invoice = await Invoice.get(id=invoice.id)
    assert (invoice.state, invoice.credited_minor, invoice.number) == ("CREDITED", 10_000, "INV-2026-000001")
    async with refused("WRONG_STATE"):
        await made.credited(invoice, "0.01")


async def test_in3_no_path_changes_what_was_issued() -> None:
    made = await billing()
    await made.released("100.00")
    invoice = await made.invoiced()
    note = await made.credited(invoice, "1.00")
    for row, name, value in (
        *((invoice, each, "X") for each in ("number", "content", "digest")),
        *((invoice, each, 1) for each in ("gross_minor", "net_minor", "tax_minor")),
        *((note, each, "X") for each in ("number", "content", "reason")),
        (note, "gross_minor", 5),
    ):
        fresh = await type(row).get(id=row.id)
        setattr(fresh, name, value)
        with pytest.raises(Exception, match=r"never changes|add up"):
            await fresh.save(update_fields=[name])
    for row in (invoice, note):
        with pytest.raises(Exception, match="never changes"):
            await row.delete()
    invoice.credited_minor = invoice.gross_minor + 1
    with pytest.raises(Exception, match="add up"):
        await invoice.save(update_fields=["credited_minor"])
    assert await Invoice.get(id=invoice.id) == invoice


async def test_in6_an_invoice_keeps_the_tax_details_that_it_was_made_with() -> None:
    made = await billing()
    await made.released("100.00")
    other = replace(FRENCH, name="Another House SARL", city="Paris")
    invoice = await made.issued(await made.requested(details=other))
    await made.described(made.made.firm, replace(GERMAN, name="Renamed GmbH"), by=made.receiver)
    said = invoice_in(json.loads((await Invoice.get(id=invoice.id)).content))
    assert (said.seller.name, said.buyer.name, said.buyer.city) == ("The Firm GmbH", "Another House SARL", "Paris")
    await made.credited(invoice, "1.00")
    credit = await CreditNote.get()
    assert invoice_in(json.loads(credit.content)).seller.name == "The Firm GmbH"


@pytest.mark.parametrize(
    ("seller", "buyer", "treatment", "tax"),
    [
        (GERMAN, BERLINER, "STANDARD", 15_966),
        (GERMAN, FRENCH, "REVERSE_CHARGE", 0),
        (GERMAN, replace(FRENCH, vat_number=None), "STANDARD", 15_966),
        (GERMAN, replace(FRENCH, country="US", vat_number=None), "OUTSIDE_SCOPE", 0),
        (replace(GERMAN, is_small_business=True), BERLINER, "EXEMPT", 0),
        (replace(GERMAN, is_small_business=True), FRENCH, "REVERSE_CHARGE", 0),
    ],
)
async def test_in4_how_a_supply_is_taxed_follows_from_both_sides(seller, buyer, treatment, tax) -> None:
    made = await billing(seller, buyer)
    await made.released("1000.00")
    invoice = await made.invoiced()
    assert (invoice.treatment, invoice.tax_minor, invoice.net_minor) == (treatment, tax, 100_000 - tax)


@pytest.mark.parametrize(
    ("seller", "buyer", "given", "code"),
    [
        (replace(GERMAN, vat_number=None), FRENCH, {}, "TAX_DETAILS_MISSING"),
        (replace(GERMAN, vat_number=None, tax_number=None), BERLINER, {}, "TAX_DETAILS_MISSING"),
        (None, FRENCH, {}, "TAX_DETAILS_MISSING"),
        (GERMAN, None, {}, "TAX_DETAILS_MISSING"),
        (replace(GERMAN, country="AQ", vat_number=None), FRENCH, {}, "TAX_RULES_UNKNOWN"),
        (GERMAN, BERLINER, {"currency": "USD"}, "TAX_CURRENCY"),
        (CHINESE, HOUSE_OF_CHINA, {"kind": PartyKind.INDIVIDUAL, "currency": "CNY"}, "INVOICE_NOT_ALLOWED"),
        (JAPANESE, TOKYOITE, {"kind": PartyKind.INDIVIDUAL, "currency": "USD"}, "INVOICE_NOT_ALLOWED"),
    ],
)
async def test_in4_what_the_rules_do_not_allow_is_refused_before_the_issue(seller, buyer, given, code) -> None:
    made = await billing(seller, buyer, **given)
    await made.released("1000.00")
    async with refused(code):
        await made.invoiced()
    if seller is not None and buyer is not None:
        async with refused(code):
            await made.requested()
    assert await numbers_of(made.made.firm) == []


async def test_in4_rules_say_nothing_about_years_that_they_do_not_cover() -> None:
    made = await billing()
    await made.released("1000.00")
    with clock(lambda: AT.replace(year=2031)):
        async with refused("OUTSIDE_TAX_RULES"):
            await made.invoiced()


async def test_in4_a_buyer_issues_for_a_seller_that_has_agreed_and_in_a_series_of_its_own() -> None:
    made = await billing(buyer=BERLINER)
    await made.released("595.00")
    async with refused("SELF_BILLING_NOT_AGREED"):
        await made.invoiced(by=made.awarder)
    await made.described(made.made.firm, GERMAN, by=made.receiver, agrees_to_self_billing=True)
    invoice = await made.invoiced("119.00", by=made.awarder)
    assert (invoice.kind, invoice.side, invoice.number) == ("SELF_BILLED", "AWARDER", "SB-2026-000001")
    assert amounts(invoice) == (10_000, 1_900, 11_900)
    async with refused("NOT_ALLOWED"):
        await made.credited(invoice, "1.00")
    note = await made.credited(invoice, "11.90", by=made.awarder)
    assert invoice_in(json.loads(note.content)).kind == "SELF_BILLED"
    assert (await made.invoiced()).number == "INV-2026-000001"


@pytest.mark.parametrize(
    ("gross", "withheld"),
    [("800.00", 0), ("3000.00", 44_000), ("10000.00", 160_000), ("50000.00", 1_000_000), ("100000.00", 2_500_000)],
)
async def test_in4_who_pays_an_individual_in_china_states_what_is_withheld(gross, withheld) -> None:
    """By the steps of Announcement No. 61 of 2018: 20 percent of what is left of 3,000 after 800, and so on."""
    given = {"kind": PartyKind.INDIVIDUAL, "currency": "CNY", "amounts": (gross,)}
    made = await billing(CHINESE, HOUSE_OF_CHINA, **given)
    await made.released(gross)
    statement = await made.invoiced(by=made.awarder)
    assert (statement.kind, statement.number) == ("WITHHOLDING_STATEMENT", "WS-2026-000001")
    assert (statement.withheld_minor, statement.tax_minor) == (withheld, 0)
    note = await made.credited(statement, gross, by=made.awarder)
    assert note.withheld_minor == withheld


async def test_in4_as_much_is_withheld_of_pay_that_is_stated_in_parts() -> None:
    """Nor does it change with what is credited and stated again."""
    given = {"kind": PartyKind.INDIVIDUAL, "currency": "CNY", "amounts": ("5000.00",)}
    made = await billing(CHINESE, HOUSE_OF_CHINA, **given)
    await made.released("5000.00")
    parts = [await made.invoiced(each, by=made.awarder) for each in ("800.00", "3200.01", "999.99")]
    assert [each.withheld_minor for each in parts] == [0, 64_000, 16_000]
    await made.credited(parts[1], "3200.01", by=made.awarder)
    assert (await made.invoiced(by=made.awarder)).withheld_minor == 64_000


async def test_in4_a_statement_of_withheld_tax_moves_no_money(sandbox) -> None:
    """What is held is released or refunded, less the fee alone (ES-2, ES-8): the awarder owes the tax."""
    made = await billing(CHINESE, HOUSE_OF_CHINA, kind=PartyKind.INDIVIDUAL, currency="CNY", amounts=("10000.00",))
    await Escrow(sandbox, Amending(made.made, made.contract)).done(1)
    before = await Posting.all().order_by("id").values()
    statement = await made.invoiced(by=made.awarder)
    assert (statement.gross_minor, statement.withheld_minor) == (1_000_000, 160_000)
    assert await Posting.all().order_by("id").values() == before
    receiver = await AccountRow.get(id=of_party(made.made.firm.id, "CNY").id)
    assert (receiver.balance_minor, await summed(fees("CNY").id)) == (950_000, 50_000)


@pytest.mark.parametrize(
    ("seller", "buyer", "currency", "released", "expected"),
    [
        (JAPANESE, TOKYOITE, "JPY", "1000", (909, 91, 1000)),
        (GERMAN, FRENCH, "KWD", "100.125", (100_125, 0, 100_125)),
        (GERMAN, BERLINER, "EUR", "0.03", (3, 0, 3)),
    ],
)
async def test_amounts_have_the_decimals_of_their_currency(seller, buyer, currency, released, expected) -> None:
    made = await billing(seller, buyer, currency=currency, amounts=("1000",))
    await made.released(released)
    invoice = await made.invoiced()
    assert amounts(invoice) == expected
    said = invoice_in(json.loads(invoice.content))
    assert (said.gross, said.currency) == (released, currency)
    for amount in ("0.0001", "0", "-1"):
        with pytest.raises(InvalidInput):
            await made.credited(invoice, amount)
    with pytest.raises(InvalidInput) as raised:
        await credit_invoice(invoice, amount=MoneyGiven(Decimal(1), "USD"), reason="R", by=made.receiver)
    assert [(each.path, each.code) for each in raised.value.fields] == [("amount.currency", "OTHER_CURRENCY")]
    assert await CreditNote.all().count() == 0


async def test_who_may_do_what_with_invoices() -> None:
    made = await billing()
    await made.released("600.00")
    stranger = await somebody()
    member = await colleague(made.made.firm, MemberRole.MEMBER)
    manager = await colleague(made.made.firm, MemberRole.MANAGER)
    stage = await made.stage()
    for by in (made.receiver, member, stranger):
        async with refused("NOT_ALLOWED"):
            await request_invoice(stage, by=by)
    for by in (member, stranger):
        async with refused("NOT_ALLOWED"):
            await made.invoiced(by=by)
        async with refused("NOT_ALLOWED"):
            await describe_taxes(made.made.firm, GERMAN, by=by)
    asked = await made.requested()
    for by in (made.awarder, member, stranger):
        async with refused("NOT_ALLOWED"):
            await made.issued(asked, by=by)
        async with refused("NOT_ALLOWED"):
            await reject_invoice(asked, reason="No.", by=by)
    invoice = await made.issued(asked, by=manager)
    for by in (made.awarder, member, stranger):
        async with refused("NOT_ALLOWED"):
            await made.credited(invoice, "1.00", by=by)


async def test_a_stale_version_is_refused() -> None:
    made = await billing()
    await made.released("600.00")
    asked = await made.requested()
    invoice = await made.issued(asked, expected_version=asked.version)
    await made.credited(invoice, "1.00", expected_version=invoice.version)
    with pytest.raises(Conflict) as raised:
        await made.credited(invoice, "1.00", expected_version=invoice.version)
    assert raised.value.current_version == invoice.version + 1
    assert await CreditNote.all().count() == 1
    profile = await TaxProfile.get(party_id=made.made.firm.id)
    with pytest.raises(Conflict):
        await describe_taxes(made.made.firm, GERMAN, expected_version=profile.version - 1, by=made.receiver)


# ---------- under concurrency


class Undone(Exception):
    """What a transaction is rolled back with."""


async def test_in3_numbers_have_no_gaps_under_concurrency_and_rollbacks() -> None:
    """Fifty issues at the same time, 30 percent of which are rolled back after they had their number."""
    made = await billing(amounts=("1000.00",))
    await made.released("1000.00")
    stage = await made.stage()

    async def issue(place: int) -> None:
        async with change():
            await invoice_stage(stage, amount=made.money("1.00"), by=made.receiver)
            if place % 10 < 3:
                raise Undone

    results = await asyncio.gather(*(tried_again(partial(issue, place)) for place in range(50)), return_exceptions=True)
    assert [type(each) for each in results if each is not None] == [Undone] * 15
    assert await numbers_of(made.made.firm) == [f"INV-2026-{number:06}" for number in range(1, 36)]
    assert (await made.invoiced("1.00")).number == "INV-2026-000036"


async def test_in2_twenty_invoices_at_the_same_time_never_exceed_what_was_released() -> None:
    made = await billing()
    await made.released("600.00")
    results = await asyncio.gather(
        *(tried_again(partial(made.invoiced, "100.00")) for _ in range(20)), return_exceptions=True
    )
    codes = [each.code for each in results if isinstance(each, Refused)]
    assert (len(codes), set(codes)) == (14, {"NOTHING_TO_INVOICE"})
    assert sum(each.gross_minor for each in await Invoice.all()) == 60_000


async def test_in3_twenty_credits_at_the_same_time_never_exceed_the_invoice() -> None:
    made = await billing()
    await made.released("600.00")
    invoice = await made.invoiced()
    results = await asyncio.gather(
        *(tried_again(partial(made.credited, invoice, "100.00")) for _ in range(20)), return_exceptions=True
    )
    assert {each.code for each in results if isinstance(each, Refused)} <= {"WRONG_STATE", "MORE_THAN_INVOICED"}
    assert [each.gross_minor for each in await CreditNote.all()] == [10_000] * 6
    assert (await Invoice.get(id=invoice.id)).state == "CREDITED"
    assert await numbers_of(made.made.firm) == [*(f"CN-2026-{each:06}" for each in range(1, 7)), "INV-2026-000001"]


# ---------- the documents


async def test_documents_are_made_after_the_issue_of_what_is_stored_and_once() -> None:
    """As after a process that was killed between the commit and the press."""
    made = await billing(buyer=BERLINER)
    await made.released("595.00")
    invoice = await made.invoiced()
    note = await made.credited(invoice, "119.00")
    assert await InvoiceFile.all().count() == 0
    # Two workers at the same time, then the clock again.
    assert sum(await asyncio.gather(press_documents(invoice.id), press_documents(invoice.id))) == 2
    assert await press_documents(invoice.id) == 0
    assert await catch_up() == 0
    files = await InvoiceFile.all().order_by("id").select_related("file")
    assert [(each.credit_note_id, each.role, each.file.name) for each in files] == [
        (None, "DOCUMENT", "INV-2026-000001.pdf"),
        (None, "STRUCTURED", "INV-2026-000001.xml"),
        (note.id, "DOCUMENT", "CN-2026-000001.pdf"),
        (note.id, "STRUCTURED", "CN-2026-000001.xml"),
    ]
    for document, (pdf, xml) in zip((invoice, note), (files[:2], files[2:]), strict=True):
        stored = (await whole(pdf.file), await whole(xml.file))
        assert stored == await printed(press(), invoice_in(json.loads(document.content)))
        assert [hashlib.sha256(each).hexdigest() for each in stored] == [pdf.sha256, xml.sha256]


async def test_the_clock_makes_the_documents_that_nobody_waits_for() -> None:
    made = await billing(currency="KWD")
    await made.released("100.125")
    invoice = await made.invoiced()
    assert await catch_up() == 1
    (file,) = await InvoiceFile.all()
    # A third decimal: for people alone.
    assert (file.invoice_id, file.role) == (invoice.id, "DOCUMENT")


async def test_a_reason_that_no_font_has_keeps_no_credit_note_from_being_printed() -> None:
    made = await billing()
    await made.released("100.00")
    invoice = await made.invoiced()
    await credit_invoice(invoice, amount=made.money("1.00"), reason="Less \U00010900 was done.", by=made.receiver)
    assert await press_documents(invoice.id) == 2
    # Tax details are tried before they are stored.
    given = TaxDetailsGiven("The \U00010900 Firm", ["Weg 1"], "Berlin", "DE")
    with pytest.raises(Refused) as raised:
        await prepare_details("details", given)
    assert raised.value.code == "NOT_PRINTABLE"


async def test_tax_details_are_checked() -> None:
    given = TaxDetailsGiven(" ", ["1", "2", "3", "4"], "", "XX", vat_number="DE123456789", email="nobody")
    with pytest.raises(InvalidInput) as raised:
        await prepare_details("details", given)
    assert {(each.path, each.code) for each in raised.value.fields} == {
        ("details.name", "TOO_SHORT"),
        ("details.address", "OUT_OF_RANGE"),
        ("details.city", "TOO_SHORT"),
        ("details.country", "NOT_A_COUNTRY"),
        ("details.vatNumber", "NOT_A_VAT_NUMBER"),
        ("details.email", "BAD_ADDRESS"),
    }
    with pytest.raises(InvalidInput) as raised:
        await prepare_details("details", TaxDetailsGiven("A", ["1"], "B", "DE", vat_number="FR40303265045"))
    assert [(each.path, each.code) for each in raised.value.fields] == [("details.vatNumber", "OTHER_COUNTRY")]
    found = await prepare_details("details", TaxDetailsGiven("A", ["1"], "B", "gr", vat_number=" EL 094259216 "))
    assert (found.country, found.vat_number) == ("GR", "EL094259216")
