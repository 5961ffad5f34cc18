"""Lists on a telephone in Chromium: with long names, nothing is cut off, goes beyond the window or touches another."""

import pytest
from playwright.async_api import Browser, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.server import Server
from tests.support.api.stages import decide, pay
from tests.support.domain.contracting import Agreed, contracted
from tests.support.domain.market import Person, enterprise, person, published, submitted

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

CLIENT = "Internationale Anlagenbaugesellschaft Oberösterreich mbH"
BIDDER = "Maximiliane Hohenlohe-Waldenburg-Schillingsfürst"
TITLE = "Donaudampfschifffahrtsgesellschaftskapitänsverwaltung with an interface for everybody"
WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
# What is wrong with the texts in sight. What ends in an ellipsis has all of it in its title; texts of one line are at
# least two pixels apart, unless one is part of the other, and so far from the edges of their row.
WRONG = """() => {
  const wrong = [], seen = [];
  const main = document.querySelector("main");
  const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.textContent.trim(), inside = texts.currentNode.parentElement;
    const isShown = inside.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true });
    const isFolded = inside.closest(".visually-hidden, option, details:not([open]) > :not(summary)");
    if (text === "" || !isShown || isFolded || getComputedStyle(inside).clipPath !== "none") continue;
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const isSaid = text.startsWith("Which of the databases");
    for (let each = inside; each !== main; each = each.parentElement) {
      const style = getComputedStyle(each);
      const [wide, high] = [each.scrollWidth - each.clientWidth, each.scrollHeight - each.clientHeight];
      const isCut = style.display !== "inline" && style.overflowX !== "visible" && (wide > 1 || high > 1);
      const scrolls = style.overflowY === "auto" && wide <= 1;
      const isKnown = isSaid || each.tagName === "SELECT" || each.closest("[title]");
      if (isCut && !scrolls && !isKnown) wrong.push(`cut: ${text}`);
    }
    for (const place of range.getClientRects()) {
      const clip = inside.closest("[title]")?.getBoundingClientRect();
      if (clip && (place.top >= clip.bottom - 2 || place.left >= clip.right)) continue;
      if (!clip && !isSaid && (place.left < 0 || place.right > innerWidth)) wrong.push(`beyond the window: ${text}`);
      const row = inside.closest("[role=row]")?.getBoundingClientRect();
      if (row && (place.top - row.top < 2 || row.bottom - place.bottom < 2)) wrong.push(`touches its row: ${text}`);
      const { left, right, top, bottom } = place;
      seen.push({ text, inside, place: { left, top, bottom, right: Math.min(right, clip?.right ?? right) } });
    }
  }
  for (const [number, one] of seen.entries()) {
    for (const other of seen.slice(number + 1)) {
      if (one.inside.contains(other.inside) || other.inside.contains(one.inside)) continue;
      const [a, b] = [one.place, other.place];
      const beside = Math.max(a.left, b.left) - Math.min(a.right, b.right);
      const above = Math.max(a.top, b.top) - Math.min(a.bottom, b.bottom);
      if (beside < 2 && above < -4) wrong.push(`touch: ${one.text} | ${other.text}`);
    }
  }
  return [...new Set(wrong)];
}"""


async def is_in_order(shown: Screen, path: str, text: str) -> None:
    """A list in both widths of telephones, once this text is there."""
    await shown.open(path)
    await expect(shown.page.get_by_role("main").get_by_text(text).locator("visible=true").first).to_be_visible()
    for width in (360, 320):
        await shown.page.set_viewport_size({"width": width, "height": 740})
        assert await shown.page.evaluate(WRONG) == [], (path, width)
        assert await shown.page.evaluate("document.documentElement.scrollWidth") == width


async def advertised(server: Server) -> tuple[Person, Person, str]:
    """A client, a bidder and their demand, all with long names, with an offer."""
    client, bidder = await enterprise(server.url, CLIENT), await person(server.url, BIDDER)
    return client, bidder, await published(client, title=TITLE, skills=["accessibility", "postgresql", "typescript"])


async def test_the_lists_of_a_market_are_in_order_on_a_telephone(browser: Browser, server: Server) -> None:
    client, bidder, demand = await advertised(server)
    application = await submitted(bidder, demand, "1234567.00")
    await submitted(await person(server.url, "Wilhelmina Abercrombie"), demand, "2345678.00")
    candidates = [each["id"] for each in await client.candidates(demand, order="ARRIVAL")]
    await client.do("placeAlternative", candidateId=candidates[0], expectedVersion=1)
    talk = (await client.do("openConversation", applicantId=application["id"]))["id"]
    await bidder.do("sendMessage", conversationId=talk, clientMessageId="1", body="Which of the databases is it? " * 9)
    narrow = {"width": 360, "height": 740}
    async with screen(browser, server, client, viewport=narrow) as shown:
        for path, text in (
            ("/", TITLE),
            ("/desk", TITLE),
            (f"/demands/{demand}/workbench", "2 bidders"),
            ("/inbox", BIDDER),
            (f"/inbox/{talk}", BIDDER),
            ("/notifications", BIDDER),
        ):
            await is_in_order(shown, path, text)
        await shown.look(closely=True)
        # What has to be confirmed since stands beneath the name of whoever has to confirm it.
        changed = {"skills": ["postgresql"], "expectedVersion": await client.version(demand)}
        await client.do("amendDemand", demandId=demand, **changed)
        await is_in_order(shown, f"/demands/{demand}/workbench", "to be confirmed")
    async with screen(browser, server, bidder, viewport=narrow) as shown:
        for path, text in (("/bids", TITLE), ("/inbox", CLIENT)):
            await is_in_order(shown, path, text)


async def test_the_lists_of_contracts_and_money_are_in_order_on_a_telephone(browser: Browser, server: Server) -> None:
    client, bidder, demand = await advertised(server)
    await submitted(bidder, demand, "1234567.00")
    await client.do("closeBidding", demandId=demand, expectedVersion=await client.version(demand))
    (candidate,) = await client.candidates(demand)
    given = {"candidateId": candidate["id"], "expectedVersion": await client.version(demand)}
    award = await client.do("awardDemand", reason="The best.", **given)
    made = Agreed(client, bidder, await contracted(client, bidder, award))
    narrow = {"width": 360, "height": 740}
    async with screen(browser, server, client, viewport=narrow) as one:
        await is_in_order(one, "/contracts", TITLE)
        await made.approve()
        await made.sign()
        contract = f"/contracts/{made.contract['id']}"
        await one.open(contract)
        await decide(one, "Pay it in", "Go on to pay")
        await pay(one)
        for path, text in ((contract, TITLE), ("/contracts", TITLE), ("/money", CLIENT)):
            await is_in_order(one, path, text)
        async with screen(browser, server, bidder, viewport=narrow) as other:
            for path, text in ((contract, TITLE), ("/contracts", TITLE), ("/money", BIDDER)):
                await is_in_order(other, path, text)


async def test_a_word_of_any_length_makes_no_page_wider_than_a_telephone(browser: Browser, server: Server) -> None:
    """In the names of both parties and in a title; also in what is folded away at first."""
    client, bidder = await enterprise(server.url, f"{WORD}e"), await enterprise(server.url, f"{WORD}s")
    demand = await published(client, title=WORD)
    await submitted(bidder, demand, "3000.00")
    await client.do("closeBidding", demandId=demand, expectedVersion=await client.version(demand))
    (candidate,) = await client.candidates(demand)
    given = {"candidateId": candidate["id"], "expectedVersion": await client.version(demand)}
    award = await client.do("awardDemand", reason="The best.", **given)
    award = await bidder.do("acceptAward", awardId=award["id"])
    narrow = {"width": 320, "height": 740}
    async with screen(browser, server, client, viewport=narrow) as shown:
        page, words = shown.page, shown.page.get_by_role("main").get_by_text(WORD).locator("visible=true")

        async def fits(*paths: str) -> None:
            for path in paths:
                await shown.open(path)
                await expect(words.first).to_be_visible()
                await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
                assert await page.evaluate("document.documentElement.scrollWidth") == 320, path

        await fits(f"/awards/{award['id']}/contract", "/contracts", "/money", "/desk", f"/demands/{demand}")
        made = Agreed(client, bidder, await contracted(client, bidder, award, is_accepted=True))
        contract = f"/contracts/{made.contract['id']}"
        await fits("/contracts", contract, f"{contract}/revise")


async def test_a_low_window_shows_candidates_whatever_stands_above_them(browser: Browser, server: Server) -> None:
    """As on a telephone that lies on its side, or at twice the size in a small window."""
    client, bidder, demand = await advertised(server)
    await submitted(bidder, demand, "1234567.00")
    await client.do("closeBidding", demandId=demand, expectedVersion=await client.version(demand))
    (candidate,) = await client.candidates(demand)
    given = {"candidateId": candidate["id"], "expectedVersion": await client.version(demand)}
    await client.do("awardDemand", reason="The best.", **given)
    async with screen(browser, server, client, locale="de") as shown:
        await shown.open(f"/demands/{demand}/workbench")
        await expect(shown.page.get_by_role("row").filter(has_text=BIDDER)).to_be_attached()
        for width, height in ((640, 430), (683, 384), (720, 450), (740, 360), (960, 540)):
            await shown.page.set_viewport_size({"width": width, "height": height})
            await expect(shown.page.get_by_role("row").filter(has_text=BIDDER)).to_be_attached()
            high = "grid => grid.clientHeight"
            assert await shown.page.get_by_role("grid").evaluate(high) >= 120, (width, height)
            await shown.page.get_by_role("gridcell").filter(has_text=BIDDER).scroll_into_view_if_needed()
            assert await shown.page.evaluate("document.documentElement.scrollWidth") == width
        await shown.page.get_by_role("gridcell").filter(has_text=BIDDER).click()
        await expect(shown.page.get_by_role("heading", name=BIDDER)).to_be_visible()
