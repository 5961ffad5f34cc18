"""What somebody finds who does not know the front end yet, in Chromium: ways back, names of pages, what is missing."""

import re
from urllib.parse import quote

import pytest
from playwright.async_api import Browser, expect

from tests.support.api.screens import CHROMIUM, FITS, IS_BUILT, NARROW, WIDE, screen
from tests.support.api.server import Server
from tests.support.domain.market import PASSWORD, draft, enterprise, in_, person, published, submitted
from tests.support.domain.table import table

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

# Controls that lie beyond the right edge of the window, where nothing that they stand in scrolls.
BEYOND = """() => {
  const isScrolled = (each) => /auto|scroll/.test(getComputedStyle(each).overflowX);
  const scrolls = (each) => each && (isScrolled(each) || scrolls(each.parentElement));
  return [...document.querySelectorAll("main a, main button, main input, main select")]
    .filter((each) => each.getBoundingClientRect().left >= innerWidth && !scrolls(each))
    .map((each) => each.outerHTML.slice(0, 120));
}"""


async def test_a_guest_finds_back_from_nowhere_and_is_told_what_is_missing(browser: Browser, server: Server) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url, "Ben")
    await published(awarder, title="Nobody yet")
    await submitted(bidder, await published(awarder, title="Somebody already"))
    sealed = {"bidding": "SEALED", "isBidCountPublic": False, "deadlineAt": in_(days=9)}
    await published(awarder, title="Behind seals", **sealed)
    async with screen(browser, server, expects=("404",)) as shown:
        page = shown.page
        answer = await page.goto(f"{server.origin}/nope")
        assert answer is not None
        assert answer.status == 404
        await expect(page.get_by_role("heading", name="There is nothing here", exact=True)).to_be_visible()
        assert await shown.violations("light") == []
        await page.get_by_role("link", name="To the market").click()
        await expect(page).to_have_title("Market · Bidhall")
        for title, bids in (
            ("Nobody yet", "no bids yet"),
            ("Somebody already", "1 bid"),
            ("Behind seals", "sealed bids"),
        ):
            await expect(page.get_by_role("listitem").filter(has_text=title)).to_contain_text(bids)
        await page.get_by_role("link", name="Nobody yet").click()
        await expect(page).to_have_title("Nobody yet · Bidhall")
        await page.get_by_role("link", name="Sign in", exact=True).click()
        await expect(page).to_have_title("Sign in · Bidhall")
        await page.get_by_role("main").get_by_role("button", name="Sign in").click()
        await expect(page.get_by_text("Give your email address.")).to_be_visible()
        await expect(page.get_by_text("Give your password.")).to_be_visible()


async def test_the_market_is_searched_by_who_may_bid_and_a_search_keeps_it(browser: Browser, server: Server) -> None:
    """The filter is in the address of the page, and in a search that is saved, also by another program."""
    awarder, bidder = await enterprise(server.url), await person(server.url, "Ben")
    for title, audience in (("Alone", ["INDIVIDUAL"]), ("Together", ["TEAM", "ENTERPRISE"])):
        await published(awarder, title=f"{title} on the pier", audience=audience)
    await bidder.do("saveSearch", name="Either", filter={"text": "pier", "audience": ["ENTERPRISE", "INDIVIDUAL"]})
    more = {"budgetAtLeast": {"amount": "9.50", "currency": "EUR"}, "closesBefore": "2099-03-31T12:00:00Z"}
    await bidder.do("saveSearch", name="Paid", filter={"text": "quay", **more})
    async with screen(browser, server, bidder) as shown:
        page = shown.page
        await shown.open("/?q=pier")
        alone, together = (page.get_by_role("link", name=f"{each} on the pier") for each in ("Alone", "Together"))
        await expect(alone).to_be_visible()
        await expect(together).to_be_visible()
        open_to = page.get_by_label("Open to")
        await open_to.select_option(label="teams")
        await expect(alone).to_have_count(0)
        await expect(together).to_be_visible()
        await expect(page).to_have_url(f"{server.origin}/?q=pier&for=TEAM")
        await shown.look(closely=True)
        await page.get_by_role("button", name="Save this search").click()
        await page.get_by_role("dialog").get_by_label("Name").fill("Teams")
        await page.get_by_role("dialog").get_by_role("button", name="Save").click()
        searches = page.get_by_role("list", name="Saved searches")
        paid = searches.get_by_role("listitem").filter(has_text="Paid")
        await expect(paid).to_contain_text("budget of at least €9.50")
        await expect(paid).to_contain_text(re.compile("closes before .*2099"))
        await searches.get_by_role("button", name="Either", exact=True).click()
        await expect(open_to).to_have_value("INDIVIDUAL,ENTERPRISE")
        await expect(open_to.locator("option:checked")).to_have_text("individuals and enterprises")
        await expect(alone).to_be_visible()
        await searches.get_by_role("button", name="Teams", exact=True).click()
        await expect(open_to).to_have_value("TEAM")
        await expect(alone).to_have_count(0)
        await page.get_by_role("searchbox").fill("")
        await page.get_by_role("searchbox").press("Enter")
        await open_to.select_option(label="any bidders")
        await expect(alone).to_be_visible()
        await expect(page).to_have_url(f"{server.origin}/")
    saved = await bidder.ask("{ viewer { savedSearches { edges { node { name filter { text audience } } } } } }")
    assert {each["node"]["name"]: each["node"]["filter"] for each in saved["viewer"]["savedSearches"]["edges"]} == {
        "Either": {"text": "pier", "audience": ["ENTERPRISE", "INDIVIDUAL"]},
        "Paid": {"text": "quay", "audience": []},
        "Teams": {"text": "pier", "audience": ["TEAM"]},
    }


async def test_a_saved_search_shows_whole_words_and_typing_finds_their_beginnings(
    browser: Browser, server: Server
) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url, "Ben")
    for title in ("A harbourmaster", "A harbour"):
        await published(awarder, title=title, description="Nothing else.")
    await bidder.do("saveSearch", name="Harbours", filter={"text": "harbour", "states": ["OPEN"]})
    async with screen(browser, server, bidder) as shown:
        page = shown.page
        await shown.open("/?q=harbour")
        master, harbour = (page.get_by_role("link", name=each, exact=True) for each in ("A harbourmaster", "A harbour"))
        await expect(master).to_be_visible()
        await expect(harbour).to_be_visible()
        # What would be kept is kept already.
        await expect(page.get_by_role("button", name="Harbours", exact=True)).to_be_visible()
        await expect(page.get_by_role("button", name="Save this search")).to_have_count(0)
        await page.get_by_role("button", name="Harbours", exact=True).click()
        await expect(master).to_have_count(0)
        await expect(harbour).to_be_visible()
        await page.get_by_role("searchbox").fill("harbourm")
        await expect(master).to_be_visible()
        await expect(page).to_have_url(f"{server.origin}/?q=harbourm")


async def test_the_desk_begins_with_what_there_is(browser: Browser, server: Server) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url, "Ben")
    demand = await published(awarder, title="A shop")
    await submitted(bidder, demand)
    async with screen(browser, server, awarder) as shown:
        await shown.open("/desk")
        row = shown.page.get_by_role("listitem").filter(has_text="A shop")
        await expect(row.get_by_role("link", name="Workbench new bids")).to_be_visible()
        await expect(shown.page).to_have_title("(1) My demands · Bidhall")
        party = await row.bounding_box()
        none = await shown.page.get_by_text("has no demands.").bounding_box()
        assert party is not None
        assert none is not None
        assert party["y"] < none["y"]


async def test_the_ring_around_what_has_the_focus_is_not_cut_off(browser: Browser, server: Server) -> None:
    """In the bar at the top, whose links are as high as it is."""
    async with screen(browser, server) as shown:
        await shown.open("/")
        link = shown.page.get_by_role("navigation").get_by_role("link", name="Market")
        await expect(link).to_be_visible()
        while not await link.evaluate("link => link === document.activeElement"):
            await shown.page.keyboard.press("Tab")
        ring = """link => {
          const { outlineOffset, outlineWidth } = getComputedStyle(link);
          return [outlineWidth, link.getBoundingClientRect().top - parseFloat(outlineOffset) - 2 >= 0];
        }"""
        assert await link.evaluate(ring) == ["2px", True]


async def test_on_a_narrow_screen_all_places_are_behind_one_button(browser: Browser, server: Server) -> None:
    bidder = await person(server.url, "Nora Narrow")
    async with screen(browser, server, bidder, viewport=NARROW) as shown:
        page = shown.page
        await shown.open("/")
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await expect(page.get_by_role("link", name="My bids")).to_have_count(0)
        assert await page.locator("header").first.evaluate("head => head.clientHeight") < 64
        await page.get_by_role("button", name="Menu").press("Enter")
        await expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(8)
        assert await shown.violations("dark") == []
        await page.get_by_role("link", name="My bids").click()
        await expect(page.get_by_role("heading", name="My bids", exact=True)).to_be_visible()
        await expect(page.get_by_role("link", name="My demands")).to_have_count(0)
        await page.get_by_role("button", name="Account of Nora Narrow").click()
        await page.get_by_role("link", name="Settings").click()
        await expect(page.get_by_role("heading", name="Profile", exact=True)).to_be_visible()
        await expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
        await page.set_viewport_size(WIDE)
        await expect(page.get_by_role("button", name="Menu")).to_have_count(0)
        await expect(page.get_by_role("link", name="My demands")).to_be_visible()


async def test_the_inbox_tells_of_messages_in_other_conversations_as_they_come(
    browser: Browser, server: Server
) -> None:
    made = await table(server, "3000.00", "4000.00")
    talks = [await made.awarder.do("openConversation", applicantId=each["id"]) for each in made.applications]
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open(f"/inbox/{talks[0]['id']}")
        await expect(page.get_by_label("Message", exact=True)).to_be_visible()
        rows = page.get_by_role("navigation", name="Conversations").get_by_role("listitem")
        await expect(rows.filter(has_text="Bidder 1")).not_to_contain_text("unread")
        await made.bidders[1].do("sendMessage", conversationId=talks[1]["id"], clientMessageId="1", body="Any news?")
        await expect(rows.first).to_contain_text("Any news?")
        await expect(rows.first).to_contain_text("unread: 1")
        # Whoever wrote last comes first.
        await made.bidders[0].do("sendMessage", conversationId=talks[0]["id"], clientMessageId="1", body="None here.")
        await expect(rows.first).to_contain_text("None here.")


async def test_notifications_appear_while_somebody_looks_at_them(browser: Browser, server: Server) -> None:
    made = await table(server)
    bidder = await person(server.url, "Nils New")
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open("/notifications")
        await expect(page.get_by_text("Nothing has happened yet.")).to_be_visible()
        await submitted(bidder, made.demand)
        await expect(page.get_by_role("main").get_by_role("listitem")).to_contain_text("Nils New has submitted a bid.")


async def test_words_of_any_length_make_no_page_wider_than_the_window(browser: Browser, server: Server) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url, "B" * 100)
    long = {"title": "T" * 200, "description": f"See https://example.org/{'d' * 500} first.", "skills": ["s" * 40]}
    demand = await published(awarder, **long)
    given = await draft(awarder, **long)
    await submitted(bidder, demand, proposal="P" * 500)
    ways = {
        awarder: ("/", f"/demands/{demand}", f"/demands/{given['id']}", f"/demands/{demand}/workbench", "/desk"),
        bidder: (f"/demands/{demand}", f"/demands/{demand}/bid", "/bids", "/settings/parties"),
    }
    for who, paths in ways.items():
        async with screen(browser, server, who) as shown:
            for path in paths:
                await shown.open(path)
                await expect(shown.page.get_by_role("button", name="Account of")).to_be_visible()
                await expect(shown.page.get_by_role("main").get_by_role("heading").first).to_be_visible()
                for size in (NARROW, WIDE):
                    await shown.page.set_viewport_size(size)
                    assert await shown.page.evaluate(FITS), (path, size)
                    beyond = await shown.page.evaluate(BEYOND)
                    assert beyond == [], (path, size)


async def test_a_guest_finds_how_it_works_and_what_it_costs(browser: Browser, server: Server) -> None:
    """The fee is the one that the server has for a contract that is drafted now; whoever is signed in finds it, too."""
    curious = await person(server.url, "Carla")
    terms = await curious.ask("{ feeBasisPoints acceptanceWorkingDays idleDays idleMediationDays }")
    fee, days = terms["feeBasisPoints"], terms["acceptanceWorkingDays"]
    idle, mediation = terms["idleDays"], terms["idleMediationDays"]
    async with screen(browser, server) as guest, screen(browser, server, curious) as member:
        for each in (guest, member):
            await each.open("/")
            await each.page.get_by_role("link", name="How it works").click()
            await expect(each.page.get_by_role("heading", name="How money is held")).to_be_visible()
            await expect(each.page.get_by_text(f"The platform keeps a fee of {fee / 100:g}% of what")).to_be_visible()
            await expect(each.page.get_by_text(f"does not answer within {days} working days")).to_be_visible()
            await expect(each.page.get_by_text(f"happens with it for {idle} days")).to_be_visible()
            await expect(each.page.get_by_text(f"after {mediation} days a mediator is called")).to_be_visible()
        await guest.look(closely=True)
        await guest.page.get_by_role("link", name="The market").click()
        await guest.page.wait_for_url(f"{server.origin}/")
        await guest.look()


async def test_a_page_for_those_who_are_signed_in_leads_through_signing_in(browser: Browser, server: Server) -> None:
    """Back to where a guest wanted to go; it says of what is another's that it is not there."""
    made = await table(server, "2000.00", "3000.00")
    newcomer = await person(server.url, "Nora New")
    of = ",".join(made.candidates)
    async with screen(browser, server) as shown:
        page = shown.page
        for path in (
            f"/demands/{made.demand}/edit",
            f"/demands/{made.demand}/workbench",
            f"/demands/{made.demand}/workbench/compare",
            f"/demands/{made.demand}/workbench/compare?of={of}",
            "/awards/x/contract",
            "/templates/request",
            "/templates/requests/x/deliver",
            f"/demands/{made.demand}/bid",
        ):
            await shown.open(path)
            await expect(page).to_have_url(f"{server.origin}/sign-in?next={quote(path, safe='')}")
        await page.get_by_label("Email address").fill(newcomer.email)
        await page.get_by_label("Password").fill(PASSWORD)
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.get_by_role("heading", name="Your bid")).to_be_visible()
        nothing = page.get_by_role("heading", name="There is nothing here", exact=True)
        for path in ("/workbench", "/workbench/compare", f"/workbench/compare?of={of}", "/workbench/record"):
            await shown.open(f"/demands/{made.demand}{path}")
            await expect(nothing).to_be_visible()


async def test_signing_in_goes_back_to_what_was_searched_for(browser: Browser, server: Server) -> None:
    async with screen(browser, server) as shown:
        await shown.open("/?q=parcels")
        await shown.page.get_by_role("banner").get_by_role("link", name="Sign in").click()
        await expect(shown.page).to_have_url(f"{server.origin}/sign-in?next=%2F%3Fq%3Dparcels")
