"""The selection record on a screen: what happened, and why, in the reader's language."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.support.api.behind import end_confirmation
from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.contracting import offered
from tests.support.domain.table import table

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def test_wb10_what_the_platform_gives_as_a_reason_is_in_the_readers_language_and_nobodys(
    browser: Browser, server: Server
) -> None:
    made, award = await offered(server)
    await made.bidders[0].do("declineAward", awardId=award["id"])
    by_the_bidder = re.compile("Bidder 0 ·")
    async with screen(browser, server, made.awarder, locale="de-DE") as shown:
        await shown.open(f"/demands/{made.demand}/workbench/record")
        entries = shown.page.get_by_role("listitem")
        await expect(entries.nth(0)).to_contain_text("Der angebotene Zuschlag wurde abgelehnt.")
        await expect(entries.nth(0)).not_to_contain_text(by_the_bidder)
        await expect(entries.nth(1)).to_contain_text(by_the_bidder)
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        panel = shown.page.get_by_role("article", name="Bidder 0")
        await expect(panel).to_contain_text("Der angebotene Zuschlag wurde abgelehnt.")
        await expect(panel).not_to_contain_text(by_the_bidder)


async def test_the_record_says_from_where_to_where_and_what_became_of_a_bid(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    one, two = made.candidates
    for candidate, rank in ((one, None), (two, None), (two, 1)):
        await made.place(candidate, rank=rank)
    version = await made.awarder.version(made.demand)
    await made.awarder.do("amendDemand", demandId=made.demand, durationDays=50, expectedVersion=version)
    await made.bidders[0].do("confirmBid", applicantId=made.applications[0]["id"], expectedVersion=3)
    await end_confirmation(server.url)
    await made.awarder.do("closeBidding", demandId=made.demand)
    async with screen(browser, server, made.awarder) as shown:
        await shown.open(f"/demands/{made.demand}/workbench/record")
        entries = shown.page.get_by_role("listitem")
        await expect(entries).to_contain_text(
            [
                re.compile("Bidding ended.*It was ended before its deadline. 1 bid stood."),
                re.compile("Removed from the choices.*Bidder 1.*This bid has lapsed.*Before: 1st choice."),
                re.compile("Amended.*Changed: Duration in days.*Bids were taken until"),
                re.compile("Moved among the choices.*Bidder 1.*From 2nd choice to 1st choice."),
                re.compile("Added to the choices.*Bidder 1.*Since then: 2nd choice."),
                re.compile("Added to the choices.*Bidder 0.*Since then: 1st choice."),
                re.compile("Published.*Bids are ranked by Price"),
            ]
        )
        await expect(entries.nth(1).get_by_role("paragraph")).to_have_count(2)
        await shown.look(closely=True)
