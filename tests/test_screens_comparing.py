"""Candidates side by side in Chromium: what is decided about them there, as at the workbench."""

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, NARROW, Screen, screen
from tests.support.api.server import Server
from tests.support.domain.market import colleague, submitted
from tests.support.domain.table import Table, table

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def comparing(shown: Screen, made: Table) -> Page:
    await shown.open(f"/demands/{made.demand}/workbench/compare?of={','.join(made.candidates)}")
    await expect(shown.page.get_by_role("columnheader", name="Bidder 0")).to_be_visible()
    return shown.page


def deeds(page: Page, name: str) -> Locator:
    return page.get_by_role("toolbar", name=name)


async def bottom(of: Locator) -> float:
    box = await of.bounding_box()
    assert box
    return box["y"] + box["height"]


async def test_what_is_compared_is_chosen_eliminated_and_awarded(browser: Browser, server: Server) -> None:
    """WB-2, WB-3, WB-11 and WB-19 on a screen: the same questions as at the workbench, and the same record."""
    made = await table(server, "2000.00", "3000.00", "4000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await comparing(shown, made)
        await expect(page.get_by_text("Bidding has to end first.")).to_be_visible()
        await expect(page.get_by_role("button", name="Award …")).to_have_count(0)
        await deeds(page, "Bidder 1").get_by_role("button", name="Add to choices").click()
        await expect(page.get_by_role("columnheader", name="Bidder 1")).to_contain_text("1st choice")
        await deeds(page, "Bidder 2").get_by_role("button", name="Eliminate …").click()
        await page.get_by_role("radio", name="Price").check()
        await page.get_by_role("dialog").get_by_role("button", name="Eliminate", exact=True).click()
        await expect(page.get_by_role("columnheader", name="Bidder 2")).to_contain_text("Eliminated")
        # Only after the answer.
        await expect(deeds(page, "Bidder 2").get_by_role("button", name="Restore …")).to_be_visible()
        # What was pressed is gone: the keyboard goes on in the comparison.
        await expect(page.get_by_role("region", name="Comparison")).to_be_focused()
        await shown.look(closely=True)
        await page.get_by_role("button", name="Close bidding …").click()
        await page.get_by_role("dialog").get_by_role("button", name="Close bidding").click()
        await expect(page.get_by_text("Bidding has to end first.")).to_have_count(0)
        await expect(deeds(page, "Bidder 2").get_by_role("button")).to_have_text(["Restore …"])
        await deeds(page, "Bidder 1").get_by_role("button", name="Award …").click()
        dialog = page.get_by_role("dialog", name="Award the demand to Bidder 1")
        await dialog.get_by_label("Reason").fill("The best.")
        # Bidder 0, who is cheaper, ranks first.
        await dialog.get_by_label("Why not the one that ranks first").fill("They know our systems.")
        await dialog.get_by_role("button", name="Make the offer").click()
        await expect(page.get_by_role("columnheader", name="Bidder 1")).to_contain_text("Selected")
        await expect(dialog).to_have_count(0)
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[1]}")
        panel = page.get_by_role("article", name="Bidder 1")
        await expect(panel).to_contain_text("ReasonThe best.JustificationThey know our systems.")
    assert [each["action"] for each in await made.record()][-4:] == ["PLACED", "ELIMINATED", "CLOSED", "AWARDED"]


async def test_a_comparison_shows_what_colleagues_decide_and_takes_back_what_was_decided_in_it(
    browser: Browser, server: Server
) -> None:
    """WB-12 on a screen: by a key, and on record."""
    made = await table(server, "2000.00", "3000.00")
    _, two = made.candidates
    async with screen(browser, server, made.awarder) as shown:
        page = await comparing(shown, made)
        await deeds(page, "Bidder 0").get_by_role("button", name="Add to choices").click()
        await expect(page.get_by_role("columnheader", name="Bidder 0")).to_contain_text("1st choice")
        # The choice is shown at once, and this only after the answer.
        await expect(deeds(page, "Bidder 0").get_by_role("button", name="Remove from choices")).to_be_visible()
        await made.place(two, rank=1)
        await expect(page.get_by_role("columnheader", name="Bidder 1")).to_contain_text("1st choice")
        await expect(page.get_by_role("columnheader", name="Bidder 0")).to_contain_text("2nd choice")
        await page.keyboard.press("Control+z")
        await expect(page.get_by_text("Taken back: Bidder 0 is undecided again.")).to_be_visible()
        await expect(page.get_by_role("columnheader", name="Bidder 0")).not_to_contain_text("choice")
    assert await made.ranks() == [two]


async def test_what_was_selected_to_be_compared_is_selected_after_it(browser: Browser, server: Server) -> None:
    """On the way back, and by the name of the demand; not for whoever comes to the workbench anew."""
    made = await table(server, "2000.00", "3000.00", "4000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/workbench")
        boxes = [page.get_by_role("checkbox", name=f"Select Bidder {number}") for number in (0, 2)]
        for box in boxes:
            await box.check()
        await page.get_by_role("button", name="Compare").click()
        await expect(page.get_by_role("columnheader", name="Bidder 2")).to_be_visible()
        await page.go_back()
        for box in boxes:
            await expect(box).to_be_checked()
        await expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
        await page.go_forward()
        await page.get_by_role("link", name="A payment service").click()
        for box in boxes:
            await expect(box).to_be_checked()
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[1]}")
        await expect(boxes[0]).to_be_visible()
        await expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)


async def test_a_bid_that_is_revised_while_it_is_compared_stays_until_its_reader_takes_it_in(
    browser: Browser, server: Server
) -> None:
    """EB-8 on a screen: the numbers under the reader's eyes do not change by themselves."""
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await comparing(shown, made)
        prices = page.get_by_role("row", name="Price US$").get_by_role("cell")
        await expect(prices).to_have_text(["US$2,000 the best", "US$3,000"])
        await submitted(made.bidders[1], made.demand, "1500.00")
        button = page.get_by_role("columnheader", name="Bidder 1").get_by_role("button", name="Show the new version")
        await expect(button).to_be_visible()
        await expect(prices).to_have_text(["US$2,000 the best", "US$3,000"])
        await shown.look()
        await button.click()
        await expect(prices).to_have_text(["US$2,000", "US$1,500 the best"])
        await expect(button).to_have_count(0)


async def test_a_member_who_only_reads_is_offered_no_decision(browser: Browser, server: Server) -> None:
    """Only owners and managers decide; the comparison says so where they would."""
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, await colleague(made.awarder)) as shown:
        page = await comparing(shown, made)
        await expect(page.get_by_role("rowheader", name="Score by criterion")).to_be_visible()
        await expect(page.get_by_role("rowheader", name="Decide")).to_have_count(0)
        await expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)


async def test_a_telephone_shows_what_was_decided_in_the_list(browser: Browser, server: Server) -> None:
    """WB-2 on a small screen: beneath the name, and in no way wider."""
    made = await table(server, "2000.00", "3000.00", "4000.00")
    one, _, three = made.candidates
    await made.place(one)
    await made.eliminate(three)
    async with screen(browser, server, made.awarder, viewport=NARROW) as shown:
        await shown.open(f"/demands/{made.demand}/workbench")
        page = shown.page
        for width in (320, 600):
            await page.set_viewport_size({"width": width, "height": 700})
            for name, standing in (("Bidder 0", "1st choice"), ("Bidder 2", "Eliminated")):
                row = page.get_by_role("row").filter(has_text=name)
                await expect(row.get_by_text(standing)).to_be_in_viewport(ratio=1)
                above, below = await bottom(row.get_by_text(name)), await bottom(row.get_by_text(standing))
                assert below <= await bottom(row)
                assert above < below or width > 320
        await shown.look(closely=True)
