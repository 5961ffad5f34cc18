"""What stands in the way of an invoice: said all at once before anybody tries, and refused in the same words (IN-4)."""

import json
import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from models.accounts.parties import MemberRole, PartyKind
from models.accounts.viewer import Viewer
from models.changes import StoredEvent
from models.clock import clock, now
from models.contracts.contract import ContractSide
from models.invoices.invoice import Invoice, TaxProfile
from models.invoices.jurisdictions import jurisdictions
from models.invoices.obstacles import SIDES, Obstacle, ObstaclePlace, Obstructed, no_detail
from models.invoices.prospects import Expected, Prospect
from models.refusals.wording import Locale, said
from models.text import LANGUAGES
from resolvers.invoices import expected_of, invoicing_of, obstacles_of_invoices
from tests.support.domain.deal import colleague
from tests.support.domain.inside import somebody
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
)

pytestmark = pytest.mark.usefixtures("database")

ROOT = Path(__file__).parents[1]
A, R = ContractSide.AWARDER, ContractSide.RECEIVER
DETAILS, STAGES, REQUEST = ObstaclePlace
NUMBERLESS = replace(GERMAN, vat_number=None, tax_number=None)
OF_CHINA = {"kind": PartyKind.INDIVIDUAL, "currency": "CNY"}
Said = list[tuple[str, ContractSide | None, ObstaclePlace | None]]


@pytest.fixture(autouse=True)
def _covered():
    with in_covered_years():
        yield


async def invoicing(made: Billing, by: Viewer) -> Prospect | None:
    (found,) = await invoicing_of([made.contract], viewer=by)
    return found


async def told(made: Billing, by: Viewer) -> Prospect:
    found = await invoicing(made, by)
    assert found is not None
    return found


def shown(obstacles: list[Obstacle]) -> Said:
    return [(each.code, each.side, each.place) for each in obstacles]


def words(obstacles: list[Obstacle]) -> list[str]:
    return [said(each.refusal, Locale()) for each in obstacles]


async def refusal(made: Billing, by: Viewer) -> Obstructed:
    """Of an attempt to issue an invoice, which has made none."""
    with pytest.raises(Obstructed) as raised:
        await made.invoiced(by=by)
    assert await Invoice.all().count() == 0
    return raised.value


@pytest.mark.parametrize(
    ("seller", "buyer", "given", "expected"),
    [
        (None, None, {}, [("TAX_DETAILS_MISSING", R, DETAILS), ("TAX_DETAILS_MISSING", A, DETAILS)]),
        (NUMBERLESS, BERLINER, {}, [("TAX_DETAILS_MISSING", R, DETAILS)]),
        (
            NUMBERLESS,
            BERLINER,
            {"currency": "USD"},
            [("TAX_DETAILS_MISSING", R, DETAILS), ("TAX_CURRENCY", None, None)],
        ),
        (replace(GERMAN, vat_number=None), FRENCH, {}, [("TAX_DETAILS_MISSING", R, DETAILS)]),
        (GERMAN, None, {}, [("TAX_DETAILS_MISSING", A, DETAILS)]),
        (NUMBERLESS, AMERICAN, {}, []),
        # Whatever a buyer will say of itself, the seller of these countries needs a number.
        (
            replace(JAPANESE, tax_number=None),
            None,
            {"currency": "JPY"},
            [("TAX_DETAILS_MISSING", A, DETAILS), ("TAX_DETAILS_MISSING", R, DETAILS)],
        ),
        (
            replace(CHINESE, tax_number=None),
            HOUSE_OF_CHINA,
            {"currency": "EUR"},
            [("TAX_DETAILS_MISSING", R, DETAILS), ("TAX_CURRENCY", None, None)],
        ),
        (JAPANESE, TOKYOITE, {"kind": PartyKind.INDIVIDUAL, "currency": "JPY"}, [("INVOICE_NOT_ALLOWED", None, None)]),
        (replace(GERMAN, country="AQ", vat_number=None), FRENCH, {}, [("TAX_RULES_UNKNOWN", None, None)]),
        (
            replace(GERMAN, country="AQ", vat_number=None),
            None,
            {},
            [("TAX_DETAILS_MISSING", A, DETAILS), ("TAX_RULES_UNKNOWN", None, None)],
        ),
    ],
)
async def test_in4_all_that_stands_in_the_way_is_said_at_once_and_refused_alike(seller, buyer, given, expected) -> None:
    made = await billing(seller, buyer, **given)
    await made.released("1000")
    found = await told(made, made.receiver)
    assert (found.side, shown(found.obstacles)) == (R, expected)
    if expected:
        refused = await refusal(made, made.receiver)
        assert (refused.code, shown(refused.obstacles)) == (expected[0][0], expected)
        assert words(refused.obstacles) == words(found.obstacles)
    else:
        assert (await made.invoiced()).number == "INV-2026-000001"


@pytest.mark.parametrize(
    ("seller", "buyer", "points", "expected"),
    [
        (GERMAN, BERLINER, 1900, [(1, "504.20", "95.80", "600.00"), (2, "840.34", "159.66", "1000.00")]),
        (GERMAN, FRENCH, 0, [(1, "600.00", "0.00", "600.00"), (2, "1000.00", "0.00", "1000.00")]),
        (NUMBERLESS, BERLINER, None, []),
        (GERMAN, None, None, []),
        (None, BERLINER, None, []),
    ],
)
async def test_in1_what_an_invoice_would_say_is_known_before_and_said_alike(seller, buyer, points, expected) -> None:
    """Of each stage of which something can be invoiced, as soon as the law has nothing against it."""
    made = await billing(seller, buyer)
    await made.released("600", 1)
    await made.released("1000", 2)
    found = await told(made, made.receiver)
    lines = [(each.stage_number, *(f"{of.amount}" for of in (each.net, each.tax, each.gross))) for each in found.lines]
    assert (found.tax_basis_points, lines) == (points, expected)
    if expected:
        invoice = await made.invoiced()
        assert [invoice.net_minor, invoice.tax_minor] == [
            each.minor for each in (found.lines[0].net, found.lines[0].tax)
        ]
        assert [each.stage_number for each in (await told(made, made.receiver)).lines] == [2]


async def test_in4_each_obstacle_is_removed_where_it_is_said_to_be() -> None:
    """The contractor and the client do what is theirs, one after the other; then the invoice is issued."""
    made = await billing(None, None)
    own = "You have not filled in your tax details yet: the name in law, the address, and the VAT number or another "
    assert words((await told(made, made.receiver)).obstacles) == [
        "Nothing of this stage was released that was not invoiced yet.",
        f"{own}tax number.",
        "The client has not described its taxes yet: it has to do so first.",
    ]
    await made.released("1000.00")
    assert words((await told(made, made.awarder)).obstacles) == [
        f"{own}tax number.",
        "The contractor has not described its taxes yet: it has to do so first.",
    ]
    await made.described(made.made.house, BERLINER, by=made.awarder)
    await made.described(made.made.firm, NUMBERLESS, by=made.receiver)
    assert words((await told(made, made.receiver)).obstacles) == [
        "The law wants your VAT number or another tax number: add one of them to your tax details."
    ]
    assert words((await told(made, made.awarder)).obstacles) == [
        "The law wants the VAT number or another tax number of the contractor, whose tax details lack both."
    ]
    await made.described(made.made.firm, GERMAN, by=made.receiver)
    found = await told(made, made.receiver)
    assert (found.kind, found.obstacles) == ("INVOICE", [])
    assert (await made.invoiced()).number == "INV-2026-000001"


async def test_in4_the_side_that_issues_is_the_viewers_own_only_where_that_is_agreed() -> None:
    made = await billing(buyer=BERLINER)
    await made.released("1000.00")
    found = await told(made, made.awarder)
    assert (found.side, found.kind, found.obstacles) == (R, "INVOICE", [])
    refused = await refusal(made, made.awarder)
    assert shown(refused.obstacles) == [("SELF_BILLING_NOT_AGREED", R, DETAILS)]
    await made.described(made.made.firm, GERMAN, by=made.receiver, agrees_to_self_billing=True)
    found = await told(made, made.awarder)
    assert (found.side, found.kind, found.obstacles) == (A, "SELF_BILLED", [])
    found = await told(made, made.receiver)
    assert (found.side, found.kind) == (R, "INVOICE")
    assert (await made.invoiced(by=made.awarder)).kind == "SELF_BILLED"


async def test_in4_where_the_client_issues_a_statement_both_sides_are_told_of_it() -> None:
    made = await billing(replace(CHINESE, tax_number=None), HOUSE_OF_CHINA, **OF_CHINA)
    await made.released("1000.00")
    mine, theirs = await told(made, made.receiver), await told(made, made.awarder)
    assert [(each.side, each.kind) for each in (mine, theirs)] == [(A, "WITHHOLDING_STATEMENT")] * 2
    assert words(mine.obstacles) == ["The law wants your tax number: add it to your tax details."]
    assert (
        words(theirs.obstacles)
        == ["The law wants the tax number of the contractor, whose tax details lack it."]
        == words((await refusal(made, made.awarder)).obstacles)
    )
    refused = await refusal(made, made.receiver)
    assert [each.code for each in refused.obstacles] == ["INVOICE_NOT_ALLOWED"]


async def test_in2_what_was_asked_for_stands_in_the_way_until_it_is_issued_or_rejected() -> None:
    made = await billing()
    await made.released("600.00")
    asked = await made.requested()
    assert shown((await told(made, made.receiver)).obstacles) == [("INVOICE_REQUESTED", R, REQUEST)]
    assert words((await told(made, made.awarder)).obstacles) == [
        "An invoice on this stage is asked for already: wait for it."
    ]
    # Another stage can be invoiced meanwhile.
    await made.released("100.00", number=2)
    assert (await told(made, made.receiver)).obstacles == []
    await made.released("0.00", number=2)
    await made.rejected(asked)
    assert (await told(made, made.receiver)).obstacles == []
    await made.invoiced()
    assert shown((await told(made, made.receiver)).obstacles) == [("NOTHING_TO_INVOICE", None, STAGES)]


async def test_in4_what_was_asked_for_says_itself_what_keeps_it_from_being_issued() -> None:
    """With the tax details that were given with the request, and with what is left of its stage."""
    made = await billing(None, None)
    await made.released("600.00")
    asked = await made.requested(details=BERLINER)
    await made.released("500.00")

    async def obstacles(by: Viewer) -> list[Obstacle] | None:
        (found,) = await obstacles_of_invoices([await Invoice.get(id=asked.id)], viewer=by)
        return found

    found = await obstacles(made.receiver)
    assert found is not None
    assert shown(found) == [("MORE_THAN_RELEASED", None, STAGES), ("TAX_DETAILS_MISSING", R, DETAILS)]
    with pytest.raises(Obstructed) as raised:
        await made.issued(asked)
    assert words(raised.value.obstacles) == words(found)
    assert (await Invoice.get(id=asked.id)).number is None
    await made.released("600.00")
    await made.described(made.made.firm, GERMAN, by=made.receiver)
    assert await obstacles(made.receiver) == []
    assert await obstacles(await somebody()) is None
    assert await obstacles(await colleague(made.made.firm, MemberRole.MEMBER)) is None
    await made.issued(asked)
    assert await obstacles(made.receiver) is None


@pytest.mark.parametrize(
    ("seller", "buyer", "points", "expected"),
    [
        (GERMAN, BERLINER, 1900, ("504.20", "95.80", "600.00")),
        (GERMAN, FRENCH, 0, ("600.00", "0.00", "600.00")),
        (NUMBERLESS, BERLINER, None, None),
        (GERMAN, None, None, None),
        (None, BERLINER, None, None),
    ],
)
async def test_in1_what_was_asked_for_tells_its_amounts_before_it_is_issued(seller, buyer, points, expected) -> None:
    """With the rate and the reason that the invoice itself states then."""
    made = await billing(seller, buyer or BERLINER)
    await made.released("600.00")
    asked = await made.requested()
    if buyer is None:
        await TaxProfile.filter(party_id=made.contract.awarder_id).delete()

    async def expected_by(by: Viewer) -> Expected | None:
        (found,) = await expected_of([await Invoice.get(id=asked.id)], viewer=by)
        return found

    found = await expected_by(made.receiver)
    if expected is None:
        assert found is None
        return
    assert found is not None
    amounts = tuple(f"{each.amount}" for each in (found.net, found.tax, found.gross))
    assert (found.tax_basis_points, amounts) == (points, expected)
    assert found == await expected_by(made.awarder)
    assert await expected_by(await somebody()) is None
    assert await expected_by(await colleague(made.made.firm, MemberRole.MEMBER)) is None
    stated = json.loads((await made.issued(asked)).content or "")
    assert (stated["net"], stated["tax"], stated["gross"]) == expected
    assert stated["taxRule"].get("reason") == found.tax_reason
    assert (found.tax_reason is None) == (points == 1900)
    assert await expected_by(made.receiver) is None


async def test_only_who_decides_about_invoices_is_told_what_stands_in_the_way() -> None:
    made = await billing()
    for by in (await somebody(), await colleague(made.made.firm, MemberRole.MEMBER)):
        assert await invoicing(made, by) is None
    assert await invoicing_of([made.contract], viewer=None) == [None]
    manager = await colleague(made.made.house, MemberRole.MANAGER)
    assert (await told(made, manager)).by is A


async def test_in4_the_years_before_the_rules_begin_stand_in_the_way() -> None:
    made = await billing()
    await made.released("1000.00")
    with clock(lambda: AT.replace(year=2020)):
        assert now().year == 2020
        found = (await told(made, made.receiver)).obstacles
        assert words(found) == ["The rules for invoices of Germany begin with 2021: nothing is issued for 2020."]
        assert words((await refusal(made, made.receiver)).obstacles) == words(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_detail_that_a_law_needs_is_named_in_words_to_either_side(language: str) -> None:
    """No name of a program, of all that the data of any country can ask for."""
    needs = {need for rules in jurisdictions().values() for row in rules["treatments"] for need in row.get("needs", ())}
    assert needs >= {"seller.taxNumber", "buyer.vatNumber", "seller.vatNumber|seller.taxNumber"}
    for need in needs:
        texts = [said(no_detail(need, by=by).refusal, Locale(language)) for by in (A, R)]
        assert len({*texts}) == 2
        for text in texts:
            assert not any(name in text for name in ("vatNumber", "taxNumber", "seller", "buyer", "|", "{"))
        assert no_detail(need, by=A).side is SIDES[need.split(".")[0]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "There are no rules yet for invoices of contractors in this country (Antarctica)."),
        ("de", "Für Rechnungen von Auftragnehmern in diesem Land (Antarktis) gibt es noch keine Regeln."),
        ("zh", "尚无适用于南极洲承包方发票的规则。"),
    ],
)
async def test_a_country_has_its_name_in_the_language_of_the_reader(language: str, text: str) -> None:
    made = await billing(replace(GERMAN, country="AQ", vat_number=None))
    await made.released("1000.00")
    (found,) = (await told(made, made.receiver)).obstacles
    assert said(found.refusal, Locale(language)) == text


async def test_in4_a_contract_on_which_something_can_be_invoiced_tells_that_a_side_has_described_its_taxes() -> None:
    """Its pages read again what stands in the way; one on which nothing can be invoiced says nothing."""
    made = await billing()
    about = partial(StoredEvent.filter, stream=made.contract.stream, kind="contract.changed")
    before = await about().count()
    await made.described(made.made.house, FRENCH, by=made.awarder)
    assert await about().count() == before
    await made.released("600")
    await made.described(made.made.house, FRENCH, by=made.awarder)
    await made.described(made.made.firm, GERMAN, by=made.receiver)
    await made.invoiced()
    await made.described(made.made.firm, GERMAN, by=made.receiver)
    told = await about().order_by("-id").limit(2).values_list("actor_id", flat=True)
    assert await about().count() == before + 2
    assert told == [made.receiver.user.id, made.awarder.user.id]


def test_in4_the_front_end_says_which_number_contractors_of_each_country_need() -> None:
    """That which every treatment by the rules of the country needs."""
    text = (ROOT / "web/src/money/needs.ts").read_text(encoding="utf-8")
    listed = re.findall(r"([A-Z]{2}): \[(.*?)\]", text)
    shown = {country: re.findall(r'"(\w+)"', names) for country, names in listed}
    expected = {}
    for country, rules in jurisdictions().items():
        rows = [each["needs"] for each in rules["treatments"] if "needs" in each]
        (need,) = {rows[-1][0]}
        expected[country] = [each.removeprefix("seller.") for each in need.split("|")]
    assert shown == expected
