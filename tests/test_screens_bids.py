"""Bids in Chromium: for which demand, for whom, and what they begin with."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.support.api.clocked import ClockedServer
from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.api.uploading import PDF, uploaded
from tests.support.domain.market import Person, enterprise, person, published, saved, submitted
from tests.support.domain.table import Table, table

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

APPLIED = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand {
  myApplicants { state party { id } bid { number } draft { id } } } } }"""
CHANGED = "The demand has changed. Read what is different"
STALE = "The demand was amended since you read it: read what has changed, then decide again."


async def amend(made: Table, **changes: Any) -> None:
    version = await made.awarder.version(made.demand)
    await made.awarder.do("amendDemand", demandId=made.demand, expectedVersion=version, **changes)


async def applied(bidder: Person, demand: str) -> list[dict[str, Any]]:
    return list((await bidder.ask(APPLIED, id=demand))["demand"]["myApplicants"])


async def asked(page: Page) -> Locator:
    await page.get_by_role("button", name="Submit the bid").click()
    dialog = page.get_by_role("dialog", name="Submit this bid?")
    await expect(dialog).to_be_visible()
    return dialog


def changed(place: Page | Locator, field: str) -> Locator:
    """What is said of a field of the demand that has changed."""
    page = place if isinstance(place, Page) else place.page
    return place.locator("dl > div").filter(has=page.get_by_text(field, exact=True))


async def test_eb16_a_bid_is_submitted_for_a_demand_that_its_bidder_has_read(browser: Browser, server: Server) -> None:
    """What changes is shown as the bid is written; what has changed behind the question is shown before it is sent."""
    made = await table(server, description="Build a tracker.", durationDays=30)
    bidder = await person(server.url, "Berta")
    async with screen(browser, server, bidder) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}")
        await page.get_by_role("link", name="Bid on it").click()
        await page.get_by_label("Price in USD").fill("3000.00")
        await page.get_by_label("Duration in days").fill("30")
        await page.get_by_label("Proposal").fill("We can.")
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await expect(page.get_by_text(CHANGED)).to_have_count(0)
        await amend(made, description="Build and run a tracker.", durationDays=40)
        await expect(page.get_by_text(CHANGED)).to_be_visible()
        await expect(changed(page, "What is needed").locator("ins")).to_have_text("and run ")
        await expect(changed(page, "Duration in days")).to_contain_text("30 40")
        await shown.look()
        dialog = await asked(page)
        await expect(changed(dialog, "Duration in days")).to_contain_text("30 40")
        await amend(made, durationDays=50)
        await expect(changed(page.locator("form").first, "Duration in days")).to_contain_text("30 50")
        await dialog.get_by_role("button", name="Submit it").click()
        await expect(dialog.get_by_text(STALE)).to_be_visible()
        await expect(changed(dialog, "Duration in days")).to_contain_text("30 50")
        await shown.look()
        assert [each["state"] for each in await applied(bidder, made.demand)] == ["DRAFT"]
        await dialog.get_by_role("button", name="Submit it").click()
        await expect(page.get_by_role("heading", name="My bids", exact=True)).to_be_visible()
    assert [each["state"] for each in await applied(bidder, made.demand)] == ["SUBMITTED"]


async def test_eb16_what_changed_before_a_draft_is_gone_on_with_is_shown(browser: Browser, server: Server) -> None:
    """Also what changed between the page of the demand and that of the bid, and after either is loaded again."""
    made = await table(server, durationDays=30)
    bidder = await person(server.url, "Berta")
    async with screen(browser, server, bidder) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}")
        link = page.get_by_role("link", name="Bid on it")
        await expect(link).to_be_visible()
        await amend(made, durationDays=40)
        await link.click()
        await expect(changed(page, "Duration in days")).to_contain_text("30 40")
        await page.get_by_label("Proposal").fill("We can.")
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await amend(made, durationDays=50)
        await shown.open(f"/demands/{made.demand}/bid")
        await expect(changed(page, "Duration in days")).to_contain_text("40 50")


async def test_eb6_a_bid_is_confirmed_for_a_demand_that_its_bidder_has_read(browser: Browser, server: Server) -> None:
    made = await table(server, "3000.00", durationDays=30)
    await amend(made, durationDays=40)
    async with screen(browser, server, made.bidders[0]) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/bid")
        await expect(page.get_by_text("Version 1 was submitted, but does not count")).to_be_visible()
        await expect(page.get_by_text("counts until another one is")).to_have_count(0)
        await expect(changed(page, "Duration in days")).to_contain_text("30 40")
        await shown.open("/bids")
        await page.get_by_role("button", name="Confirm …").click()
        dialog = page.get_by_role("dialog", name="Confirm this bid?")
        await expect(changed(dialog, "Duration in days")).to_contain_text("30 40")
        await expect(dialog).to_contain_text("US$3,000")
        await shown.look()
        await amend(made, durationDays=50)
        await dialog.get_by_role("button", name="Confirm it").click()
        await expect(changed(dialog, "Duration in days")).to_contain_text("30 50")
        assert [each["state"] for each in await applied(made.bidders[0], made.demand)] == ["NEEDS_CONFIRMATION"]
        await dialog.get_by_role("button", name="Confirm it").click()
        await expect(dialog).to_have_count(0)
        await expect(page.get_by_text("Submitted", exact=True)).to_be_visible()
        await shown.open(f"/demands/{made.demand}/bid")
        await expect(page.get_by_text("counts until another one is")).to_be_visible()
        await expect(page.get_by_text(CHANGED)).to_have_count(0)


async def test_eb17_another_bid_begins_with_what_the_former_one_said(browser: Browser, server: Server) -> None:
    """For the company whose bid it was, and it is asked in its name; nothing is saved before somebody writes."""
    awarder, bidder = await enterprise(server.url), await person(server.url, "Berta")
    own = await bidder.do("createParty", kind="ENTERPRISE", name="Berta Ltd")
    await bidder.do("createParty", kind="TEAM", name="Berta and friends")
    demand = await published(awarder)
    application = await submitted(bidder, demand, partyId=own["id"])
    await bidder.do("withdrawBid", applicantId=application["id"], expectedVersion=application["version"])
    async with screen(browser, server, bidder) as shown:
        page = shown.page
        await shown.open("/bids")
        await page.get_by_role("link", name="Bid again").click()
        await expect(page.get_by_label("Bid of")).to_have_value(own["id"])
        await expect(page.get_by_label("Price in USD")).to_have_value("3000.00")
        await expect(page.get_by_role("textbox", name="Stage 1")).to_have_value("All of it")
        await expect(page.get_by_text("This begins with what your former bid said")).to_be_visible()
        await shown.look()
        await page.reload()
        await expect(page.get_by_label("Proposal")).to_have_value("We have done this before.")
        assert [each["state"] for each in await applied(bidder, demand)] == ["WITHDRAWN"]
        dialog = await asked(page)
        await expect(dialog).to_contain_text("Bidder")
        await expect(dialog).to_contain_text("Berta Ltd")
        await dialog.get_by_role("button", name="Submit it").click()
        await expect(page.get_by_role("heading", name="My bids", exact=True)).to_be_visible()
        await expect(page.get_by_role("link", name="Bid again")).to_have_count(0)
    (now,) = await applied(bidder, demand)
    assert (now["state"], now["party"]["id"]) == ("SUBMITTED", own["id"])


async def test_eb5_changes_that_were_not_submitted_are_discarded_and_the_bid_stays(
    browser: Browser, server: Server
) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url, "Berta")
    demand = await published(awarder)
    await submitted(bidder, demand, "3000.00")
    await saved(bidder, demand, "2500.00")
    async with screen(browser, server, bidder) as shown, screen(browser, server, bidder) as other:
        page = shown.page
        await shown.open("/bids")
        await other.open(f"/demands/{demand}")
        await expect(page.get_by_text("changed, not submitted")).to_be_visible()
        await page.get_by_role("button", name="Discard the changes …").click()
        dialog = page.get_by_role("dialog", name="Discard the changes")
        await expect(dialog).to_contain_text("The submitted bid stays as it is.")
        await shown.look()
        await dialog.get_by_role("button", name="Discard", exact=True).click()
        await expect(dialog).to_have_count(0)
        await expect(page.get_by_text("changed, not submitted")).to_have_count(0)
        await expect(page.get_by_role("button", name="Discard the changes …")).to_have_count(0)
        await page.get_by_text("What you have bid").click()
        await expect(page.get_by_role("term").filter(has_text="Price").locator("+ dd")).to_have_text("US$3,000")
        # Somebody who still sees the changes finds that there are none any more.
        await other.page.get_by_role("button", name="Discard the changes …").click()
        dialog = other.page.get_by_role("dialog")
        await dialog.get_by_role("button", name="Discard", exact=True).click()
        await expect(dialog).to_contain_text("There are no changes any more.")
    (now,) = await applied(bidder, demand)
    assert now["state"] == "SUBMITTED"


async def test_a_file_is_saved_however_long_its_page_has_been_open(browser: Browser, clocked: ClockedServer) -> None:
    """A link to a file lives for a quarter of an hour: whoever follows it later is given another one."""
    awarder, bidder = await enterprise(clocked.url), await person(clocked.url, "Berta")
    demand = await published(awarder)
    await submitted(bidder, demand, attachmentIds=[await uploaded(bidder, name="offer.pdf")])
    (candidate,) = await awarder.candidates(demand)
    async with screen(browser, clocked, awarder) as shown, screen(browser, clocked, bidder) as other:
        await shown.open(f"/demands/{demand}/workbench/{candidate['id']}")
        await other.open("/bids")
        await other.page.get_by_text("What you have bid").click()
        links = [each.page.get_by_role("link", name="offer.pdf") for each in (shown, other)]
        for link in links:
            await expect(link).to_be_visible()
        clocked.move_on(timedelta(minutes=20))
        for each, link in zip((shown, other), links, strict=True):
            async with each.page.expect_download() as saving:
                await link.click()
            assert (await (await saving.value).path()).read_bytes() == PDF


async def test_a_bid_is_begun_for_the_company_and_an_empty_one_is_not_saved(browser: Browser, server: Server) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url, "Berta")
    own = await bidder.do("createParty", kind="ENTERPRISE", name="Berta Ltd")
    demand = await published(awarder)
    async with screen(browser, server, bidder) as shown:
        page = shown.page
        await shown.open(f"/demands/{demand}/bid")
        await expect(page.get_by_label("Bid of")).to_have_value(own["id"])
        await page.get_by_role("button", name="Submit the bid").click()
        await expect(page.get_by_text("Give the total price.")).to_be_visible()
        await expect(page.get_by_text("Say what you offer.")).to_be_visible()
        await expect(page.get_by_label("Price in USD")).to_be_focused()
        await shown.look()
        assert await applied(bidder, demand) == []
        await page.get_by_label("Price in USD").fill("9.00")
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await expect(page.get_by_text("Say what you offer.")).to_be_visible()
    (now,) = await applied(bidder, demand)
    assert now["party"]["id"] == own["id"]
