"""What an invoice needs, in Chromium: said before by both sides, and removed where it is said to be."""

import re

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.support.api.clocked import ClockedServer
from tests.support.api.invoices import confirm, invoices
from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.stages import decide, effective, pay, stage
from tests.support.domain.contracting import Agreed

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]
HOUSE = {"name": "Acme SARL", "address": ["Rue 2"], "city": "Lyon", "postcode": "69001", "country": "FR"}


async def test_what_stands_in_the_way_of_an_invoice_is_said_before_and_leads_to_where_it_is_removed(
    browser: Browser, clocked: ClockedServer
) -> None:
    """IN-4: a contractor without tax details reads all that is missing, follows its links, comes back and issues."""
    made = await effective(clocked)
    path = f"/contracts/{made.contract['id']}"
    async with screen(browser, clocked, made.awarder) as one, screen(browser, clocked, made.receiver) as other:
        await one.open(path)
        await other.open(path)
        await decide(one, "Pay it in", "Go on to pay")
        await pay(one)
        await decide(other, "Submit the work", What_you_hand_in="The portal.")
        await decide(one, "Accept the work", "Accept and release")
        await expect(stage(other).locator("dl")).to_contain_text("ReleasedUS$3,000")

        await says_what_stands_in_the_way(one, other)
        await describes_itself_from_the_dialog(other)
        await is_told_meanwhile(one, made)
        await adds_what_is_left(other)
        await invoices(other).get_by_role("button", name="Issue an invoice …").click()
        dialog = other.page.get_by_role("dialog")
        await expect(dialog.locator("dl")).to_have_text("NetUS$3,000Tax (0%)US$0TotalUS$3,000")
        await dialog.get_by_role("button", name="Cancel").click()
        await confirm(other, "Issue an invoice", "Issue an invoice")
        await expect(other.page.get_by_text(re.compile(r"Invoice INV-\d{4}-000001"))).to_be_visible()


async def says_what_stands_in_the_way(one: Screen, other: Screen) -> None:
    """Each side reads what it has to do itself, and what the other has; a dialog offers nothing before."""
    for each, missing in ((one, "The contractor has not described its taxes"), (other, "The client has not")):
        # It is there without opening the page again, also to the side that has released the money itself.
        notice = invoices(each).get_by_role("status")
        await expect(notice.get_by_role("listitem")).to_have_count(2)
        await expect(notice).to_contain_text("You have not filled in your tax details yet")
        await expect(notice).to_contain_text(missing)
        await expect(notice.get_by_role("link", name="To your tax details")).to_have_count(1)
        await each.look(closely=True)
    # The contractor has not agreed that the client issues its invoices.
    await expect(invoices(one).get_by_role("button", name="Issue an invoice …")).to_have_count(0)
    await expect(invoices(one)).to_contain_text("That is up to Bidder 0.")
    await invoices(other).get_by_role("button", name="Issue an invoice …").click()


async def describes_itself_from_the_dialog(other: Screen) -> None:
    """The dialog offers nothing but the way to the tax details; these say what is missing."""
    dialog = other.page.get_by_role("dialog")
    await expect(dialog.get_by_role("listitem")).to_have_count(2)
    await expect(dialog.get_by_role("button", name="Issue an invoice", exact=True)).to_have_count(0)
    assert await other.violations("light") == []
    await dialog.get_by_role("link", name="To your tax details").click()

    details = other.page.get_by_role("group").filter(has_text="Tax details")
    await expect(details.get_by_label("Name in law")).to_be_in_viewport()
    await other.look()
    await says_what_is_missing(details)
    await describes(other, Address="Weg 1", Postcode="10115", City="Berlin", Country="DE")


async def says_what_is_missing(details: Locator) -> None:
    """What has to be there is said before; whoever saves without it is led to the first gap, and finds the others."""
    for label in ("Name in law", "Address", "City", "Country"):
        await expect(details.get_by_label(label, exact=True)).to_have_attribute("aria-required", "true")
        await expect(details.get_by_label(label, exact=True)).to_have_accessible_description(re.compile("^Required."))
    await expect(details.get_by_label("Postcode")).not_to_have_attribute("aria-required", "true")
    number, other = details.get_by_label("VAT number"), details.get_by_label("Another tax number")
    await details.get_by_label("Country").fill("jp")
    await expect(other).to_have_accessible_description(re.compile("Contractors in this country need it.$"))
    await details.get_by_label("Country").fill("de")
    for each in (number, other):
        await expect(each).to_have_accessible_description(re.compile("need one of the two numbers.$"))
    await number.fill("DE123456789")
    await details.get_by_role("button", name="Save").click()
    await expect(details.get_by_label("Address", exact=True)).to_be_focused()
    wrong = details.get_by_role("alert").get_by_role("listitem")
    await expect(wrong).to_have_text(
        [
            re.compile("^Address "),
            re.compile("^City "),
            "VAT number Its check digits do not fit: a character is mistyped.",
        ]
    )
    await wrong.get_by_role("button", name="VAT number").click()
    await expect(number).to_be_focused()
    # What was changed since then may be right.
    await number.fill("")
    await expect(wrong).to_have_count(2)


async def describes(shown: Screen, **fields: str) -> None:
    """Fills in fields of the tax details, which are unfolded."""
    for label, text in fields.items():
        await shown.page.get_by_label(label.replace("_", " "), exact=True).fill(text)
    await shown.page.get_by_role("button", name="Save").click()
    await expect(shown.page.get_by_text("Saved.")).to_be_visible()


async def is_told_meanwhile(one: Screen, made: Agreed) -> None:
    """The page of the other side, which lies open, is told of the tax details of both."""
    await expect(invoices(one).get_by_role("status").get_by_role("listitem")).to_have_count(1)
    await expect(invoices(one)).not_to_contain_text("That is up to Bidder 0.")
    await made.awarder.do(
        "describeTaxes",
        partyId=made.awarder.party,
        details={**HOUSE, "vatNumber": "FR40303265045"},
        expectedVersion=0,
    )
    await expect(invoices(one)).to_contain_text("That is up to Bidder 0.")


async def adds_what_is_left(other: Screen) -> None:
    """Back at the contract, one link leads to what is still missing, and nothing stands in the way after it."""
    await other.page.get_by_role("link", name="Back to the contract").click()
    await expect(invoices(other).get_by_role("heading", name="Invoices")).to_be_in_viewport()
    notice = invoices(other).get_by_role("status")
    await expect(notice.get_by_role("listitem")).to_have_count(1)
    await expect(notice).to_contain_text("The law wants your VAT number: add it to your tax details.")
    await notice.get_by_role("link", name="To your tax details").click()
    await describes(other, VAT_number="DE136695976")
    await other.page.get_by_role("link", name="Back to the contract").click()
    await expect(invoices(other).get_by_role("button", name="Issue an invoice …")).to_be_visible()
    await expect(invoices(other).get_by_role("status")).to_have_count(0)
