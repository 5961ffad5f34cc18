"""Ending bidding early in Chromium after an amendment: until when not, whose bids lapse, and what they are called."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from tests.support.api.behind import end_confirmation
from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.table import Table, table

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def amend(made: Table) -> None:
    version = await made.awarder.version(made.demand)
    await made.awarder.do("amendDemand", demandId=made.demand, durationDays=50, expectedVersion=version)


async def confirm(made: Table, place: int) -> None:
    await made.bidders[place].do("confirmBid", applicantId=made.applications[place]["id"], expectedVersion=3)


async def ask_to_close(page: Page) -> None:
    await page.get_by_role("button", name="Close bidding …").click()
    await expect(page.get_by_role("dialog", name="Close bidding")).to_be_visible()


@pytest.mark.parametrize("path", ["", "/workbench/{candidate}"])
async def test_eb6_whoever_would_end_bidding_early_is_told_until_when_bidders_have_time(
    browser: Browser, server: Server, path: str
) -> None:
    made = await table(server, "2000.00", "3000.00")
    await amend(made)
    await confirm(made, 1)
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}{path.format(candidate=made.candidates[0])}")
        await ask_to_close(page)
        dialog = page.get_by_role("dialog", name="Close bidding")
        await expect(dialog).to_contain_text("You have changed the demand, and bidders have until")
        await expect(dialog.get_by_role("listitem")).to_have_text(["Bidder 0"])
        await expect(dialog.get_by_role("button", name="Close bidding")).to_have_count(0)
        await shown.look(closely=True)
        await dialog.get_by_role("button", name="Close").click()
        await end_confirmation(server.url)
        await ask_to_close(page)
        await expect(dialog).to_contain_text("It lapses, and reopening bidding does not bring it back:")
        await expect(dialog.get_by_role("listitem")).to_have_text(["Bidder 0"])
        await dialog.get_by_role("button", name="Close bidding").click()
        await expect(page.get_by_text("Selecting").first).to_be_visible()


async def test_a_bid_that_only_has_to_be_confirmed_is_not_called_revised_nor_one_that_lapsed_withdrawn(
    browser: Browser, server: Server
) -> None:
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        await expect(page.get_by_text("live", exact=True)).to_be_visible()
        rows = [page.get_by_role("row").filter(has_text=f"Bidder {place}") for place in (0, 1)]
        await amend(made)
        for row in rows:
            await expect(row).to_contain_text("to be confirmed")
            await expect(row).not_to_contain_text("revised")
        article = page.get_by_role("article", name="Bidder 0")
        await expect(article).to_contain_text("its bidder has to confirm it")
        await expect(page.get_by_role("button", name="Show the new version")).to_have_count(0)
        await confirm(made, 1)
        await expect(rows[1]).not_to_contain_text("to be confirmed")
        await expect(rows[1]).to_contain_text("confirmed")
        await end_confirmation(server.url)
        await made.awarder.do("closeBidding", demandId=made.demand)
        await expect(rows[0]).to_contain_text("lapsed")
        await expect(rows[0]).not_to_contain_text("withdrawn")
        await page.get_by_role("button", name="Show ").click()
        await expect(rows[0]).to_have_count(0)
        # Once, and with nothing to decide about it.
        await expect(
            article.get_by_text("This bid has lapsed: it was not confirmed before bidding ended.")
        ).to_be_visible()
        await expect(article.get_by_role("button", name="Award …")).to_have_count(0)
        await expect(article.get_by_role("button", name="Propose an interview")).to_have_count(0)


async def test_a_bid_that_lapsed_is_found_among_those_that_no_longer_stand(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    await amend(made)
    await confirm(made, 1)
    await end_confirmation(server.url)
    await made.awarder.do("closeBidding", demandId=made.demand)
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/workbench")
        await expect(page.get_by_role("row").filter(has_text="Bidder 1")).to_be_visible()
        await expect(page.get_by_text("Bidder 0")).to_have_count(0)
        await page.get_by_role("button", name="Bids that no longer stand").click()
        dialog = page.get_by_role("dialog", name="Bids that no longer stand")
        await expect(dialog.get_by_role("listitem")).to_have_text([re.compile(r"Bidder 0\s+lapsed")])
        await shown.look(closely=True)
        await dialog.get_by_role("link", name="Bidder 0").click()
        await expect(dialog).to_have_count(0)
        await expect(page.get_by_role("article", name="Bidder 0")).to_contain_text("This bid has lapsed")
