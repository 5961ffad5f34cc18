"""The list of the workbench in Chromium: what comes in agrees with its counts, is never cut off, and says why not."""

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.server import Server
from tests.support.domain.market import enterprise, person, published, submitted
from tests.support.domain.table import Table, table

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

# What of the list is wider than its cell, or goes beyond its row.
CUT = """() => [...document.querySelectorAll("[role=gridcell], [role=columnheader]")].flatMap((cell) => {
  const [row, grid, place] = [cell.closest("[role=row]"), cell.closest("[role=grid]"), cell]
    .map((each) => each.getBoundingClientRect());
  if (place.width === 0 || getComputedStyle(cell).clipPath !== "none") return [];
  const isBeyond = place.right > row.right + 1 || place.right > grid.right;
  const inner = [cell, ...cell.querySelectorAll("*")].filter((each) => getComputedStyle(each).display !== "inline");
  const isCut = inner.some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1);
  return isBeyond || isCut ? [`${cell.textContent} at ${innerWidth}`] : [];
})"""
MARK = "item => { const { content, width } = getComputedStyle(item, '::before'); return content !== 'none' && width; }"


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has_text=name)


async def at_workbench(shown: Screen, demand: str) -> Page:
    await shown.open(f"/demands/{demand}/workbench")
    await expect(shown.page.get_by_text("live", exact=True)).to_be_visible()
    return shown.page


async def awarded(made: Table, candidate: str) -> None:
    """Bidding is closed, and the demand is offered to the candidate."""
    version = made.awarder.version
    await made.awarder.do("closeBidding", demandId=made.demand, expectedVersion=await version(made.demand))
    given = {"candidateId": candidate, "reason": "The best.", "justification": "The best."}
    await made.awarder.do("awardDemand", expectedVersion=await version(made.demand), **given)


async def counted(page: Page, bids: str, bidders: str, everybody: int, unread: int, news: str) -> None:
    """The header, the list, its filters and the line above it say the same."""
    ways = page.get_by_role("navigation", name="Filters")
    await expect(page.get_by_text(bids, exact=True)).to_be_visible()
    await expect(page.get_by_text(bidders, exact=True)).to_be_visible()
    await expect(ways.get_by_role("button", name=f"All {everybody}", exact=True)).to_be_visible()
    await expect(ways.get_by_role("button", name=f"Unread {unread}", exact=True)).to_be_visible()
    await expect(page.locator("section > div > [role=status]").first).to_have_text(news)


async def test_the_first_bid_is_shown_at_once_and_counts_agree_with_what_is_shown(
    browser: Browser, server: Server
) -> None:
    """Nobody reads an empty list; whatever comes after waits, and neither list nor filters count it."""
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    one, two = await person(server.url, "Ada First"), await person(server.url, "Ben Second")
    async with screen(browser, server, awarder) as shown:
        page = await at_workbench(shown, demand)
        await expect(page.get_by_text("There are no bids yet.")).to_be_visible()
        first = await submitted(one, demand, "2000.00")
        await expect(row(page, "Ada First")).to_be_visible()
        await expect(page.get_by_text("There are no bids yet.")).to_have_count(0)
        await counted(page, "1 bid", "1 bidder", 1, 1, "")
        await shown.look(closely=True)
        second = await submitted(two, demand, "3000.00")
        await counted(page, "2 bids", "1 bidder", 1, 1, "1 new")
        await submitted(two, demand, "2500.00")
        await page.keyboard.press(".")
        await expect(row(page, "Ben Second")).to_contain_text("US$2,500")
        await counted(page, "2 bids", "2 bidders", 2, 2, "")
        await one.do("withdrawBid", applicantId=first["id"])
        await counted(page, "1 bid", "2 bidders", 2, 2, "1 no longer stands")
        await submitted(await person(server.url, "Cem Third"), demand, "1000.00")
        await counted(page, "2 bids", "2 bidders", 2, 2, "1 new · 1 no longer stands")
        await two.do("withdrawBid", applicantId=second["id"])
        await counted(page, "1 bid", "2 bidders", 2, 2, "1 new · 2 no longer stand")
        await page.get_by_role("button", name="Show").click()
        await counted(page, "1 bid", "1 bidder", 1, 1, "")
        await expect(row(page, "Cem Third")).to_be_visible()


async def test_who_withdraws_while_the_bid_waits_is_never_listed(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00")
    late = await person(server.url, "Lea Late")
    async with screen(browser, server, made.awarder) as shown:
        page = await at_workbench(shown, made.demand)
        await page.get_by_role("navigation", name="Filters").get_by_role("button", name="Eliminated 0").click()
        await expect(page.get_by_text("No bidder fits this filter.")).to_be_visible()
        application = await submitted(late, made.demand)
        await counted(page, "2 bids", "0 of 1", 1, 1, "1 new")
        await late.do("withdrawBid", applicantId=application["id"])
        await counted(page, "1 bid", "0 of 1", 1, 1, "")
        await expect(page.get_by_role("button", name="Show", exact=True)).to_have_count(0)


@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
async def test_no_text_of_the_list_is_cut_off_in_a_window_of_any_width(
    browser: Browser, server: Server, language: str
) -> None:
    made = await table(server, "1234567.89", "3000.00", "999999.50", "5000.00")
    await made.place(made.candidates[0])
    await made.place(made.candidates[2])
    await made.eliminate(made.candidates[1])
    async with screen(browser, server, made.awarder, locale=language) as shown:
        for place in ("", f"/{made.candidates[0]}"):
            await shown.open(f"/demands/{made.demand}/workbench{place}")
            await expect(row(shown.page, "Bidder 3")).to_be_visible()
            await expect(row(shown.page, "Bidder 0")).to_contain_text("1")
            assert await cut_off(shown.page) == []
        await awarded(made, made.candidates[3])
        await shown.page.reload()
        await expect(row(shown.page, "Bidder 3")).to_contain_text("Selected" if language == "en-GB" else "Ausgewählt")
        assert await cut_off(shown.page) == []


async def cut_off(page: Page) -> list[str]:
    found: list[str] = []
    for width in range(900, 2001, 20):
        await page.set_viewport_size({"width": width, "height": 800})
        await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        found += await page.evaluate(CUT)
    return found


async def test_a_line_shows_where_what_is_dragged_would_land(browser: Browser, server: Server) -> None:
    """Before the choice whose place it takes, or after it where that one moves up; after the last at the end."""
    made = await table(server, "2000.00", "3000.00", "4000.00")
    for each in made.candidates[:2]:
        await made.place(each)
    async with screen(browser, server, made.awarder) as shown:
        page = await at_workbench(shown, made.demand)
        items = page.get_by_role("region", name="Choices").get_by_role("listitem")
        first, second = items.nth(0), items.nth(1)
        await drag_over(page, row(page, "Bidder 2"), first)
        await expect(first).to_have_attribute("data-landing", "before")
        assert await first.evaluate(MARK) == "3px"
        assert await second.evaluate(MARK) is False
        await drag_to_end(page)
        await expect(second).to_have_attribute("data-landing", "after")
        await expect(first).not_to_have_attribute("data-landing", "before")
        await page.mouse.up()
        await expect(row(page, "Bidder 2")).to_contain_text("3rd choice")
        await expect(items.nth(2)).not_to_have_attribute("data-landing", "after")
        await drag_over(page, first, second)
        await expect(second).to_have_attribute("data-landing", "after")
        await page.mouse.up()
        await expect(row(page, "Bidder 0")).to_contain_text("2nd choice")
        await expect(row(page, "Bidder 1")).to_contain_text("1st choice")
        # A key moves it as well, and what it is now is said.
        await row(page, "Bidder 0").click()
        await page.keyboard.press("Alt+ArrowDown")
        await expect(page.get_by_role("status").filter(has_text="Bidder 0 is the 3rd choice now.")).to_be_visible()


async def drag_over(page: Page, source: Locator, target: Locator) -> None:
    """Holds something over the target, where it is not dropped yet."""
    await source.hover()
    await page.mouse.down()
    for _ in range(2):
        await target.hover()


async def drag_to_end(page: Page) -> None:
    box = await page.get_by_role("region", name="Choices").get_by_role("list").bounding_box()
    assert box is not None
    for more in (20, 22):
        await page.mouse.move(box["x"] + box["width"] - more, box["y"] + box["height"] / 2)


async def test_a_key_that_does_nothing_says_why(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    await made.eliminate(made.candidates[0])
    async with screen(browser, server, made.awarder) as shown:
        page = await at_workbench(shown, made.demand)
        why = page.locator("section").get_by_role("status")
        for key, said in (
            *[(each, "Choose a bidder first.") for each in ("i", "m", "r", "x")],
            ("c", "Select 2 to 6 bidders first."),
        ):
            await page.keyboard.press(key)
            await expect(why.filter(has_text=said)).to_be_visible()
        await row(page, "Bidder 0").click()
        await expect(why.filter(has_text="Select 2 to 6")).to_have_count(0)
        await page.keyboard.press("i")
        await expect(why.filter(has_text="It is eliminated: restore it first.")).to_be_visible()
        await expect(page).to_have_url(f"{server.origin}/demands/{made.demand}/workbench/{made.candidates[0]}")
        await shown.look(closely=True)
        await row(page, "Bidder 1").click()
        await expect(why.filter(has_text="It is eliminated")).to_have_count(0)
        await page.keyboard.press("i")
        await expect(page).to_have_url(f"{server.origin}/interviews?with={made.applications[1]['id']}")


async def test_who_comes_after_the_selected_one_is_not_called_the_first_choice(
    browser: Browser, server: Server
) -> None:
    made = await table(server, "2000.00", "3000.00", "4000.00")
    for each in made.candidates:
        await made.place(each)
    await awarded(made, made.candidates[0])
    async with screen(browser, server, made.awarder) as shown:
        page = await at_workbench(shown, made.demand)
        await expect(row(page, "Bidder 0")).to_contain_text("Selected")
        await expect(row(page, "Bidder 1")).to_contain_text("Next in line")
        await expect(row(page, "Bidder 2")).to_contain_text("2nd in line")
        await expect(page.get_by_text("1st choice")).to_have_count(0)
        await expect(page.get_by_role("heading", name="Next in line after Bidder 0")).to_be_visible()
        await row(page, "Bidder 1").click()
        await expect(page.get_by_role("article").get_by_text("Next in line")).to_be_visible()
        await shown.look(closely=True)
