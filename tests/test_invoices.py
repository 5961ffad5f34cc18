"""Invoices on what was released: who issues what, amounts, numbers, what corrects them, and their documents."""

import asyncio
import hashlib
import json
from dataclasses import replace
from decimal import Decimal

import pytest

from documents.invoicing.invoice import invoice_in
from documents.invoicing.page import printed
from models.accounts.parties import MemberRole
from models.clockwork import catch_up
from models.contracts.contract import ContractStage
from models.errors import Conflict, InvalidInput, Refused
from models.files.store import whole
from models.invoices.crediting import credit_invoice
from models.invoices.details import TaxDetailsGiven
from models.invoices.invoice import CreditNote, Invoice, InvoiceFile, TaxProfile
from models.invoices.pressing import press_documents
from models.invoices.profile import describe_taxes, prepare_details
from models.invoices.requesting import reject_invoice, request_invoice
from models.money import MoneyGiven
from models.notifications.kinds import Notification
from models.pressing import press
from tests.support.domain.deal import colleague, entries
from tests.support.domain.inside import refused, somebody
from tests.support.domain.invoicing import (
    BERLINER,
    FRENCH,
    GERMAN,
    JAPANESE,
    TOKYOITE,
    amounts,
    billing,
    in_covered_years,
)

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _covered():
    with in_covered_years():
        yield


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
