"""From reading to award by roles and accessible names alone, as assistive technology finds them."""

import pytest
from playwright.async_api import Browser, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.table import table

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def test_from_reading_to_award_by_accessible_names(browser: Browser, server: Server) -> None:
    """WB-1 to WB-3 and WB-11 for somebody who does not see the screen."""
    made = await table(server, "2000.00", "3000.00")
    await made.awarder.do("closeBidding", demandId=made.demand, expectedVersion=await made.awarder.version(made.demand))
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/workbench")
        await expect(page.get_by_role("grid", name="Bidders")).to_match_aria_snapshot(
            """
            - grid "Bidders":
              - row:
                - columnheader "Rank"
                - columnheader "Bidder"
                - columnheader "Price"
                - columnheader "Score"
              - row /1 .*Bidder 0/:
                - gridcell "Select Bidder 0 1"
                - gridcell "unread Bidder 0"
                - gridcell "US$2,000"
              - row /2 .*Bidder 1/
            """
        )
        await page.get_by_role("row", name="Bidder 0").click()
        candidate = page.get_by_role("article", name="Bidder 0")
        await expect(candidate).to_match_aria_snapshot(
            """
            - article "Bidder 0":
              - heading "Bidder 0" [level=2]
              - button "Add to choices"
              - button /Eliminate/
              - button /Award/
              - term: Price
              - definition: US$2,000
              - heading "Proposal" [level=3]
              - paragraph: We have done this before.
            """
        )
        await candidate.get_by_role("button", name="Add to choices").click()
        await expect(candidate.get_by_role("button", name="Remove from choices")).to_be_visible()
        await candidate.get_by_role("button", name="Award").click()
        dialog = page.get_by_role("dialog")
        # EB-12: how long there will be for the answer is said before the offer is made.
        await expect(dialog).to_contain_text("offered the demand for US$2,000, and has 3 working days to answer.")
        await expect(dialog.get_by_role("textbox", name="Reason")).to_be_focused()
        await dialog.get_by_role("textbox", name="Reason").fill("The best.")
        await dialog.get_by_role("button", name="Make the offer").click()
        await expect(dialog).to_have_count(0)
        await expect(page.get_by_role("row", name="Bidder 0").get_by_role("gridcell").last).to_have_text("Selected")
        await expect(page.get_by_role("main")).to_contain_text("Offered to Bidder 0")
