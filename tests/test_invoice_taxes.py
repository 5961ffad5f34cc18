"""How an invoice is taxed, what is withheld, who issues it, and the tax details that it needs (IN-4)."""

import contextlib
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from stdnum.eu import vat
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat

from documents.invoicing.invoice import invoice_in
from models.accounts.parties import PartyKind
from models.clock import clock
from models.demands.awards import ContractKind
from models.errors import InvalidInput
from models.invoices.details import TaxDetailsGiven
from models.invoices.jurisdictions import Supply, days_left, jurisdictions, rule_for, to_review
from models.invoices.obstacles import SELLER
from models.invoices.profile import prepare_details
from models.invoices.vat_numbers import EXAMPLES
from models.ledger.account import AccountRow, Posting, fees, of_party
from tests.support.domain.escrowing import Escrow, summed
from tests.support.domain.inside import refused
from tests.support.domain.invoicing import (
    AT,
    BERLINER,
    CHINESE,
    FRENCH,
    GERMAN,
    HOUSE_OF_CHINA,
    JAPANESE,
    TOKYOITE,
    amounts,
    billing,
    in_covered_years,
    numbers_of,
)
from tests.support.domain.paying import till
from tests.support.domain.supplementing import Amending

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _covered():
    with in_covered_years():
        yield


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
    if code != "TAX_DETAILS_MISSING":
        async with refused(code):
            await made.requested()
    assert await numbers_of(made.made.firm) == []


@pytest.mark.parametrize("seller", [None, replace(GERMAN, vat_number=None)])
async def test_in4_a_client_asks_for_an_invoice_for_which_the_contractor_still_has_to_do_something(seller) -> None:
    made = await billing(seller, FRENCH)
    await made.released("1000.00")
    asked = await made.requested()
    async with refused("TAX_DETAILS_MISSING"):
        await made.issued(asked)
    await made.described(made.made.firm, GERMAN, by=made.receiver)
    assert (await made.issued(asked)).number == "INV-2026-000001"


async def test_in4_a_client_that_has_not_described_its_taxes_asks_for_nothing() -> None:
    made = await billing(GERMAN, None)
    await made.released("1000.00")
    async with refused("TAX_DETAILS_MISSING"):
        await made.requested()
    asked = await made.requested(details=BERLINER)
    assert (await made.issued(asked)).tax_minor == 15_966


async def test_in4_rules_say_nothing_about_years_before_they_begin() -> None:
    made = await billing()
    await made.released("1000.00")
    with clock(lambda: AT.replace(year=2020)):
        async with refused("OUTSIDE_TAX_RULES"):
            await made.invoiced()


@pytest.mark.parametrize("year", [2027, 2028, 2031])
async def test_in4_rules_go_on_applying_when_nobody_has_compared_them_with_later_laws(year: int) -> None:
    made = await billing(buyer=BERLINER)
    await made.released("595.00")
    with clock(lambda: AT.replace(year=year)):
        assert (await made.invoiced()).tax_minor == 9_500


@pytest.mark.parametrize(("day", "points"), [(date(2027, 12, 31), 100), (date(2028, 1, 1), 300)])
def test_in4_a_rate_that_a_law_has_for_a_time_ends_with_it(day: date, points: int) -> None:
    """Small taxpayers in China pay 1 percent instead of 3 until the end of 2027."""
    seller = replace(HOUSE_OF_CHINA, is_small_business=True)
    supply = Supply(ContractKind.B2B, SELLER, seller, HOUSE_OF_CHINA, day, "CNY", "zh", is_agreed=False)
    assert rule_for(supply).basis_points == points


@pytest.mark.parametrize("country", jurisdictions())
def test_operators_hear_half_a_year_before_that_somebody_has_to_compare_rules_with_the_law(country: str) -> None:
    last = jurisdictions()[country]["reviewedThrough"]
    until, begins = date(last, 12, 31), date(last, 7, 1)
    named = [
        [each for each in to_review(day) if country in each] for day in (begins - timedelta(days=1), begins, until)
    ]
    assert [len(each) for each in named] == [0, 1, 1]
    assert str(last) in named[1][0]
    assert [days_left(day)[country] for day in (until, until + timedelta(days=1), date(last + 2, 1, 1))] == [1, 0, -366]


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


async def test_in4_a_statement_of_withheld_tax_moves_no_money(tmp_path: Path) -> None:
    """What is held is released or refunded, less the fee alone (ES-2, ES-8): the awarder owes the tax."""
    made = await billing(CHINESE, HOUSE_OF_CHINA, kind=PartyKind.INDIVIDUAL, currency="CNY", amounts=("10000.00",))
    with till(tmp_path) as sandbox:
        await Escrow(sandbox, Amending(made.made, made.contract)).done(1)
    before = await Posting.all().order_by("id").values()
    statement = await made.invoiced(by=made.awarder)
    assert (statement.gross_minor, statement.withheld_minor) == (1_000_000, 160_000)
    assert await Posting.all().order_by("id").values() == before
    receiver = await AccountRow.get(id=of_party(made.made.firm.id, "CNY").id)
    assert (receiver.balance_minor, await summed(fees("CNY").id)) == (950_000, 50_000)


async def test_tax_details_are_checked() -> None:
    given = TaxDetailsGiven(" ", ["1", "2", "3", "4"], "", "XX", vat_number="DE123456789", email="nobody")
    with pytest.raises(InvalidInput) as raised:
        await prepare_details("details", given)
    assert {(each.path, each.code) for each in raised.value.fields} == {
        ("details.name", "TOO_SHORT"),
        ("details.address", "OUT_OF_RANGE"),
        ("details.city", "TOO_SHORT"),
        ("details.country", "NOT_A_COUNTRY"),
        ("details.vatNumber", "VAT_NUMBER_CHECK_DIGITS"),
        ("details.email", "BAD_ADDRESS"),
    }
    with pytest.raises(InvalidInput) as raised:
        await prepare_details("details", TaxDetailsGiven("A", ["1"], "B", "DE", vat_number="FR40303265045"))
    assert [(each.path, each.code) for each in raised.value.fields] == [("details.vatNumber", "OTHER_COUNTRY")]
    found = await prepare_details("details", TaxDetailsGiven("A", ["1"], "B", "gr", vat_number=" EL 094259216 "))
    assert (found.country, found.vat_number) == ("GR", "EL094259216")


@pytest.mark.parametrize(
    ("given", "code", "said"),
    [
        (
            "DE123456789",
            "VAT_NUMBER_CHECK_DIGITS",
            "Its check digits do not fit: a character is mistyped.",
        ),
        (
            "de 1369 5976",
            "VAT_NUMBER_LENGTH",
            "Has another length than a VAT number that begins with DE, such as DE000",
        ),
        (
            "DE13669597X",
            "VAT_NUMBER_FORM",
            "Is not written like a VAT number that begins with DE, such as DE000000000.",
        ),
        (
            "FR40303265046",
            "VAT_NUMBER_CHECK_DIGITS",
            "Its check digits do not fit: a character is mistyped.",
        ),
        (
            "136695976",
            "NOT_A_VAT_NUMBER",
            "Must begin with the two letters of its country in the European Union, such a",
        ),
        (
            "GB980780684",
            "NOT_A_VAT_NUMBER",
            "Must begin with the two letters of its country in the European Union, such ",
        ),
        (
            "DE\uff1136695976",
            "VAT_NUMBER_FORM",
            "Is not written like a VAT number that begins with DE, such as DE000000000.",
        ),
    ],
)
async def test_what_is_wrong_with_a_vat_number_is_said(given: str, code: str, said: str) -> None:
    """With how one of the same country is written, or of the country of the address where it names none."""
    with pytest.raises(InvalidInput) as raised:
        await prepare_details("details", TaxDetailsGiven("A", ["1"], "B", "DE", vat_number=given))
    (problem,) = raised.value.fields
    assert (problem.path, problem.code) == ("details.vatNumber", code)
    assert problem.message.startswith(said)
    assert problem.facts.get("example", "DE000000000") == "DE000000000"


def test_the_examples_of_vat_numbers_are_nobodys() -> None:
    """One of each member, by what it begins with, and as long as theirs."""
    members = {*vat.MEMBER_STATES} - {"xi", "gr"} | {"el"}
    assert {each.lower() for each in EXAMPLES} == members
    assert [each for each in EXAMPLES.values() if set(each[2:]) - set("0") - set("ABTUW1")] == []
    for each in EXAMPLES.values():
        with contextlib.suppress(InvalidChecksum, InvalidFormat, InvalidComponent):
            vat.validate(each)
