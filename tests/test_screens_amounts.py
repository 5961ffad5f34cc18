"""Amounts on screens in Chromium: read in the language of the page, and asked about where they surprise."""

from typing import Any

import pytest
from playwright.async_api import Browser, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.market import Person, person
from tests.support.domain.table import table
from tests.support.waiting import until

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

OWN = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { myApplicants {
  draft { price { amount } stages { amount { amount } } } bid { price { amount } } } } } }"""


async def own(bidder: Person, demand: str) -> dict[str, object]:
    """What the bidder has saved and submitted."""
    (applicant,) = (await bidder.ask(OWN, id=demand))["demand"]["myApplicants"]
    return applicant


@pytest.mark.parametrize(
    ("locale", "labels", "written", "said", "net", "sent"),
    [
        (
            *("en-GB", ("Price in USD", "The draft is saved."), "4,200"),
            "US$4,200.00 Value added tax is included, where it is due.",
            *("You get US$3,990: the platform keeps a fee of 5%, US$210, when money is released to you.", "4200.00"),
        ),
        (
            *("de-DE", ("Preis in USD", "Der Entwurf ist gespeichert."), "4.200,50"),
            "4.200,50\xa0$ Umsatzsteuer ist enthalten, soweit sie anfällt.",
            *("Sie bekommen 3.990,47\xa0$", "4200.50"),
        ),
    ],
)
async def test_an_amount_is_read_in_the_language_of_the_page(
    browser: Browser,
    server: Server,
    locale: str,
    labels: tuple[str, str],
    written: str,
    said: str,
    net: str,
    sent: str,
) -> None:
    """EB-8: a mark between thousands never makes an amount a thousandth of itself, and it is said what is sent.

    ES-8: beside it stands what the bidder gets of it.
    """
    made = await table(server)
    bidder = await person(server.url, "Dora Digits")
    async with screen(browser, server, bidder, locale=locale) as shown:
        await shown.open(f"/demands/{made.demand}/bid")
        price, saved = labels
        field = shown.page.get_by_label(price)
        await field.fill(written)
        await expect(field).to_have_accessible_description(said)
        await expect(shown.page.get_by_text(net)).to_be_visible()
        await expect(shown.page.get_by_text(saved)).to_be_visible()
        await expect(field).to_have_value(written)
        assert (await own(bidder, made.demand))["draft"] == {"price": {"amount": sent}, "stages": []}
        await shown.page.reload()
        await expect(field).to_have_accessible_description(said)


async def test_an_amount_that_cannot_be_read_is_refused_beside_its_field(browser: Browser, server: Server) -> None:
    """EB-8: it is not sent, neither with the draft nor with the bid, and the field says how to write it."""
    made = await table(server)
    bidder = await person(server.url, "Dora Digits")
    async with screen(browser, server, bidder) as shown:
        await shown.open(f"/demands/{made.demand}/bid")
        page = shown.page
        field = page.get_by_label("Price in USD")
        await field.fill("4.200")
        await page.get_by_label("Proposal").fill("We have done this twice.")
        await expect(page.get_by_text("USD has 2 decimals. Write it like 4,200.50.")).to_be_visible()
        await page.get_by_role("button", name="Submit the bid").click()
        await expect(field).to_be_focused()
        await expect(field).to_have_attribute("aria-invalid", "true")
        await shown.look()
        await field.fill("4,20")
        await page.get_by_role("button", name="Submit the bid").click()
        await expect(page.get_by_text("This can be read in two ways. Write it like 4,200.50.")).to_be_visible()

        async def saved() -> list[dict[str, Any]]:
            return list((await bidder.ask(OWN, id=made.demand))["demand"]["myApplicants"])

        # What is beside it is saved.
        await until(saved)
        assert await saved() == [{"draft": {"price": None, "stages": []}, "bid": None}]


async def test_what_the_schema_refuses_is_said_in_words_for_people(browser: Browser, server: Server) -> None:
    """A number that no field of the schema holds: nothing is saved, and no variable nor type is named."""
    made = await table(server)
    bidder = await person(server.url, "Dora Digits")
    async with screen(browser, server, bidder, expects=("400",)) as shown:
        await shown.open(f"/demands/{made.demand}/bid")
        page = shown.page
        await page.get_by_label("Duration in days").fill("99999999999")
        await expect(page.get_by_role("alert")).to_contain_text("Look at the amounts, numbers and dates.")
        await expect(page.get_by_text("Variable")).to_have_count(0)
        assert (await bidder.ask(OWN, id=made.demand))["demand"]["myApplicants"] == []
        await page.get_by_label("Duration in days").fill("30")
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await expect(page.get_by_role("alert")).to_have_count(0)


async def test_a_price_far_outside_the_budget_is_asked_about(browser: Browser, server: Server) -> None:
    """EB-8: under a tenth of the budget and over ten times it; nothing is submitted before it was confirmed."""
    made = await table(server)  # of 1,000 to 5,000
    bidder = await person(server.url, "Dora Digits")
    async with screen(browser, server, bidder) as shown:
        await shown.open(f"/demands/{made.demand}/bid")
        page = shown.page
        dialog = page.get_by_role("dialog")
        await page.get_by_label("Duration in days").fill("30")
        await page.get_by_label("Proposal").fill("We have done this twice.")
        await page.get_by_role("button", name="Add a stage").click()
        stage = page.get_by_role("textbox", name="Stage 1")
        await expect(stage).to_be_focused()
        await stage.fill("All of it")
        for price, said, is_far in (
            ("99.99", "99.99 US dollars", True),
            ("50,000.01", "50,000.01 US dollars", True),
            ("100", "100.00 US dollars", False),
        ):
            await page.get_by_label("Price in USD").fill(price)
            await page.get_by_label("Amount").fill(price)
            await page.get_by_role("button", name="Submit the bid").click()
            await expect(dialog).to_contain_text(said)
            await expect(dialog.get_by_text("far outside the budget")).to_have_count(int(is_far))
            if is_far:
                await shown.look()
                await dialog.get_by_role("button", name="Cancel").click()
                await expect(dialog).to_have_count(0)
                assert (await own(bidder, made.demand))["bid"] is None
        await dialog.get_by_role("button", name="Submit it").click()
        await expect(page.get_by_role("heading", name="My bids", exact=True)).to_be_visible()
    assert (await own(bidder, made.demand))["bid"] == {"price": {"amount": "100.00"}}
