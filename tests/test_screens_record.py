"""The selection record on a screen: what happened, and why, in the reader's language."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.contracting import offered

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
