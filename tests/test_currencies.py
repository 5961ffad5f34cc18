"""Currencies: stored amounts keep the decimals that they were stored with, whatever ISO 4217 does (EB-8)."""

from collections.abc import AsyncIterator
from decimal import Decimal

import pytest
from iso4217 import Currency

from models.demands.applicants import Bid
from models.demands.awards import Award
from models.demands.demand import Demand
from models.demands.drafts import BidDraft
from models.ids import key_of
from models.money import Money, digits
from tests.support.api.doors import serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.market import enterprise, person, published, saved, submitted

pytestmark = pytest.mark.anywhere

MARKET = """{ demands(first: 50) { edges { node { ... on BiddingDemand { id currency
  budget { low { amount currency } high { amount } } } } } } }"""
WITHDRAWN = ("HRK", "BGN")


@pytest.fixture(scope="module")
async def url(databases: Postgres | Sqlite, template: str) -> AsyncIterator[str]:
    """A server in this process, so that a test can store what no door takes any more."""
    database = await databases.create(template)
    async with serving(database) as url:
        yield url
    await databases.drop(database)


def test_every_currency_has_the_decimals_of_iso_4217() -> None:
    """If this fails after an upgrade of the list, DECIMALS of models/money.py needs a row; its rows never change."""
    listed = {each.code: each.exponent for each in Currency if each.exponent is not None}
    assert {code: digits(code) for code in listed} == listed


@pytest.mark.parametrize(
    ("currency", "amount"), [("HRK", "12.34"), ("BGN", "12.34"), ("BYR", "1234"), ("KWD", "1.234")]
)
def test_an_amount_is_shown_with_the_decimals_that_it_was_stored_with(currency: str, amount: str) -> None:
    assert Money(1_234, currency).amount == Decimal(amount)


@pytest.mark.parametrize("currency", WITHDRAWN)
async def test_what_was_stored_in_a_withdrawn_currency_is_shown_and_goes_on(url: str, currency: str) -> None:
    awarder, bidder, late = await enterprise(url), await person(url), await person(url)
    demand = await published(awarder)
    application = await submitted(bidder, demand)
    await saved(bidder, demand, "2900.50")
    key = key_of("BiddingDemand", demand)
    await Demand.filter(id=key).update(currency=currency)
    await Bid.filter(applicant__demand_id=key).update(currency=currency)
    await BidDraft.filter(applicant__demand_id=key).update(currency=currency)
    shown = {edge["node"]["id"]: edge["node"] for edge in (await late.ask(MARKET))["demands"]["edges"]}
    assert shown[demand]["budget"] == {
        "low": {"amount": "1000.00", "currency": currency},
        "high": {"amount": "5000.00"},
    }
    (candidate,) = await awarder.candidates(demand)
    assert candidate["applicant"]["bid"]["price"] == {"amount": "3000.00", "currency": currency}
    document = """query ($id: ID!) { node(id: $id) { ... on Applicant { draft { price { amount currency }
      stages { amount { amount } } problems { path } } } } }"""
    assert (await bidder.ask(document, id=application["id"]))["node"]["draft"] == {
        "price": {"amount": "2900.50", "currency": currency},
        "stages": [{"amount": {"amount": "2900.50"}}],
        "problems": [],
    }
    # Whoever bids on it does so in its currency; nothing new begins in it.
    price = {"amount": "2000.00", "currency": currency}
    made = await late.do("saveBid", demandId=demand, partyId=late.party, price=price, proposal="Cheaper.")
    done = await late.do("submitBid", applicantId=made["id"], expectedVersion=made["version"])
    assert done["bid"]["price"] == price
    given = {"partyId": awarder.party, "title": "T", "description": "D", "skills": [], "audience": ["TEAM"]}
    answer = await awarder.act("draftDemand", **given, budget={"high": "5", "currency": currency})
    assert [each["path"] for each in answer["fields"]] == ["budget.currency"]
    await awarder.do("closeBidding", demandId=demand)
    first = (await awarder.candidates(demand))[0]["id"]
    version = await awarder.version(demand)
    award = await awarder.do("awardDemand", candidateId=first, reason="Best.", expectedVersion=version)
    assert award["price"]["currency"] == currency
    assert (await Award.all())[-1].currency == currency
