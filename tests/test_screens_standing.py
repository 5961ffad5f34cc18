"""What a bidder is told in Chromium: why a bid is not possible, and what has become of one."""

from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, SENT_AT_ONCE, screen
from tests.support.api.server import Server
from tests.support.domain.contracting import Agreed, agreed, contracted, offered
from tests.support.domain.market import PASSWORD, Person, colleague, person
from tests.support.domain.table import Table, table

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def test_who_cannot_bid_is_told_why_instead_of_being_led_nowhere(browser: Browser, server: Server) -> None:
    """EB-8: a demand for teams and enterprises, and somebody who is alone until they have made a team."""
    made = await table(server, audience=["TEAM", "ENTERPRISE"], title="Not for one alone")
    alone = await person(server.url, "Lina Lone")
    async with screen(browser, server, alone) as shown:
        page = shown.page
        await shown.open("/?q=Not for one alone")
        await expect(page.get_by_text("Only for teams and enterprises")).to_be_visible()
        await shown.look()
        for path in (f"/demands/{made.demand}", f"/demands/{made.demand}/bid"):
            await shown.open(path)
            await expect(page.get_by_text("it is open to teams and enterprises only")).to_be_visible()
            await expect(page.get_by_role("link", name="Create a team or an enterprise")).to_be_visible()
            await expect(page.get_by_role("link", name="Bid on it")).to_have_count(0)
            await shown.look()
        await alone.do("createParty", kind="TEAM", name="Two of us")
        await shown.open(f"/demands/{made.demand}")
        await expect(page.get_by_role("link", name="Bid on it")).to_be_visible()


async def test_a_bid_says_what_has_become_of_it(browser: Browser, server: Server) -> None:
    """EB-15: a bid behind another waits in reserve, and the one that was chosen is not merely submitted."""
    made = await table(server, "2000.00", "3000.00")
    await made.awarder.do("closeBidding", demandId=made.demand, expectedVersion=await made.awarder.version(made.demand))
    winner, loser = made.bidders
    award = await made.awarder.do(
        "awardDemand",
        candidateId=made.candidates[0],
        reason="The best.",
        justification="The best.",
        expectedVersion=await made.awarder.version(made.demand),
    )
    async with screen(browser, server, winner) as chosen, screen(browser, server, loser) as other:
        await chosen.open("/bids")
        await expect(chosen.page.get_by_text("Offered to you", exact=True)).to_be_visible()
        await expect(chosen.page.get_by_text("Submitted", exact=True)).to_have_count(0)
        await other.open("/bids")
        # The offer may be refused: until it is accepted, nobody is told that another bid was chosen.
        await expect(other.page.get_by_text("Submitted", exact=True)).to_be_visible()
        await winner.do("acceptAward", awardId=award["id"])
        for path in ("/bids", f"/demands/{made.demand}"):
            await other.open(path)
            await expect(other.page.get_by_text("In reserve: another bid was selected")).to_be_visible()
            await expect(other.page.get_by_text("Submitted", exact=True)).to_have_count(0)
            await chosen.open(path)
            await expect(chosen.page.get_by_text("Selected", exact=True)).to_be_visible()
        await other.look()
    await says_what_has_become_of_the_others(browser, server, made, award)


async def says_what_has_become_of_the_others(
    browser: Browser, server: Server, made: Table, award: dict[str, Any]
) -> None:
    """To the awarder, too: whoever nothing was decided about is in reserve, and then not selected."""
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        ways = page.get_by_role("navigation", name="Filters")
        await shown.open(f"/demands/{made.demand}/workbench")
        await expect(ways.get_by_role("button", name="In reserve 1")).to_be_visible()
        contract = await contracted(made.awarder, made.bidders[0], award, is_accepted=True)
        both = Agreed(made.awarder, made.bidders[0], contract)
        await both.approve()
        await both.sign()
        await page.reload()
        await expect(ways.get_by_role("button", name="Not selected 1")).to_be_visible()
        await expect(ways.get_by_role("button", name="Undecided")).to_have_count(0)
        await expect(page.get_by_role("row").filter(has_text="Bidder 1")).to_contain_text("Not selected")
        await expect(page.get_by_role("row").filter(has_text="Bidder 0")).to_contain_text("Selected")
        await shown.look()


# What the console says of a page that was asked for without a session.
UNAUTHENTICATED = ("401", "ServerError: Sign in first", "WebSocket connection")


async def sign_in(page: Page, somebody: Person) -> None:
    await page.get_by_label("Email address").fill(somebody.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()


async def sign_out_in_another_tab(page: Page, origin: str) -> None:
    other = await page.context.new_page()
    await other.goto(f"{origin}/")
    await other.get_by_role("button", name="Account of").click()
    await other.get_by_role("button", name="Sign out").click()
    # What is written on another page of this device goes with the session: that is asked first.
    remove, is_out = (
        other.get_by_role("button", name="Sign out and remove it"),
        other.get_by_role("banner").get_by_role("link", name="Sign in"),
    )
    await expect(remove.or_(is_out)).to_be_visible()
    if await remove.is_visible():
        await remove.click()
    await expect(is_out).to_be_visible()
    await other.close()


@SENT_AT_ONCE
async def test_signing_out_of_a_private_page_leads_to_the_market(browser: Browser, server: Server) -> None:
    """And what is private asks a guest to sign in, after which they are there."""
    somebody = await person(server.url, "Olga Out")
    async with screen(browser, server, somebody) as shown:
        page = shown.page
        await shown.open("/desk")
        # What is asked for when the session has ended already is refused, and the console says so.
        await page.wait_for_load_state("networkidle")
        await page.get_by_role("button", name="Account of Olga Out").click()
        await page.get_by_role("button", name="Sign out").click()
        await expect(page.get_by_role("heading", name="IT services that are wanted", exact=True)).to_be_visible()
        await expect(page.get_by_role("banner").get_by_role("link", name="Create an account")).to_be_visible()
    async with screen(browser, server) as guest:
        await guest.open("/desk")
        await expect(guest.page.get_by_role("heading", name="Sign in")).to_be_visible()
        await expect(guest.page.get_by_label("Email address")).to_be_focused()
        await guest.look()


async def test_the_inbox_asks_a_guest_to_sign_in_and_is_there_afterwards(browser: Browser, server: Server) -> None:
    """What only a session reads says so with signing in, and not with a message for programs."""
    somebody = await person(server.url, "Ines In")
    async with screen(browser, server, expects=UNAUTHENTICATED) as guest:
        page = guest.page
        for path in ("/inbox", "/inbox/nothing"):
            await guest.open(path)
            await expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
            await expect(page.get_by_text("You were signed out.")).to_have_count(0)
        await guest.open("/inbox")
        await sign_in(page, somebody)
        await expect(page.get_by_text("No conversations yet.")).to_be_visible()
        assert page.url == f"{server.origin}/inbox"


async def test_whoever_is_signed_out_by_another_tab_is_told_and_led_back(browser: Browser, server: Server) -> None:
    """On what was read without a session, on what is for members alone, and at the workbench."""
    made = await table(server, "2000.00")
    bidder, demand = made.bidders[0], f"/demands/{made.demand}"
    for somebody, path, heading in (
        (made.awarder, "/inbox", "No conversations yet."),
        (made.awarder, f"{demand}/workbench/{made.candidates[0]}", "Bidder 0"),
        (bidder, f"{demand}/bid", "Your bid"),
    ):
        async with screen(browser, server, expects=UNAUTHENTICATED) as shown:
            page = shown.page
            await shown.open(f"/sign-in?next={path}")
            await sign_in(page, somebody)
            await expect(page.get_by_text(heading).first).to_be_visible()
            await sign_out_in_another_tab(page, server.origin)
            await expect(page.get_by_text("You were signed out.")).to_be_visible()
            await shown.look()
            await sign_in(page, somebody)
            await expect(page.get_by_text(heading).first).to_be_visible()
            assert page.url == f"{server.origin}{path}"


async def test_a_remark_that_is_half_written_is_kept_for_its_author_alone(browser: Browser, server: Server) -> None:
    """Over a reload and over signing out elsewhere; the device keeps nothing of it then, and nobody else reads it."""
    made = await table(server, "2000.00")
    other = await colleague(made.awarder)
    path = f"/demands/{made.demand}/workbench/{made.candidates[0]}"
    async with screen(browser, server, expects=UNAUTHENTICATED) as shown:
        page = shown.page
        remark = page.get_by_label("Add a remark")
        await shown.open(f"/sign-in?next={path}")
        await sign_in(page, made.awarder)
        await remark.fill("Ask for ")
        await page.reload()
        await expect(remark).to_have_value("Ask for ")
        await remark.fill("Ask for a reference.")
        for somebody, text in ((other, ""), (made.awarder, "Ask for a reference.")):
            await sign_out_in_another_tab(page, server.origin)
            await expect(page.get_by_text("You were signed out.")).to_be_visible()
            assert "Ask for" not in await page.evaluate("JSON.stringify([localStorage, sessionStorage])")
            await sign_in(page, somebody)
            await expect(remark).to_have_value(text)
        await page.get_by_role("button", name="Add", exact=True).click()
        await expect(page.get_by_role("listitem").filter(has_text="Ask for a reference.")).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("listitem").filter(has_text="Ask for a reference.")).to_be_visible()
        await expect(remark).to_have_value("")


async def test_what_is_written_of_a_contract_or_a_demand_is_kept_for_its_author_alone(
    browser: Browser, server: Server
) -> None:
    """Over signing out elsewhere, as a remark is."""
    made, award = await offered(server)
    other = await colleague(made.awarder, "MANAGER")
    contract = await contracted(made.awarder, made.bidders[0], award)
    bound = await agreed(server)
    await bound.sign()
    await kept_over_signing_out(browser, server, f"/contracts/{contract['id']}/revise", "Courts", made.awarder, other)
    path = f"/contracts/{bound.contract['id']}/supplement"
    manager = await colleague(bound.awarder, "MANAGER")
    await kept_over_signing_out(browser, server, path, "Why the change is", bound.awarder, manager)
    await kept_over_signing_out(browser, server, "/demands/new", "What is needed", made.awarder, other)


async def kept_over_signing_out(
    browser: Browser, server: Server, path: str, label: str, author: Person, other: Person
) -> None:
    """What the author writes into a field of a page is there for them when they sign in again, and for nobody else."""
    async with screen(browser, server, expects=UNAUTHENTICATED) as shown:
        page, field = shown.page, shown.page.get_by_label(label)
        await shown.open(f"/sign-in?next={path}")
        await sign_in(page, author)
        await expect(field).to_be_visible()
        before = await field.input_value()
        await field.fill("Half written")
        for somebody, text in ((other, before), (author, "Half written")):
            await sign_out_in_another_tab(page, server.origin)
            await expect(page.get_by_text("You were signed out.")).to_be_visible()
            assert "Half written" not in await page.evaluate("JSON.stringify([localStorage, sessionStorage])")
            await sign_in(page, somebody)
            await expect(field).to_have_value(text)


async def test_somebody_new_is_told_what_to_do_first(browser: Browser, server: Server) -> None:
    """Where to go stands until it is dismissed or used, and where a mail was sent until the address is confirmed."""
    async with screen(browser, server) as shown:
        page = shown.page
        await shown.open("/")
        await page.get_by_role("banner").get_by_role("link", name="Create an account").click()
        await expect(page.get_by_label("Your name")).to_be_focused()
        await page.get_by_label("Your name").fill("Nils New")
        await page.get_by_label("Email address").fill("nils.new@example.org")
        await page.get_by_label("Password").fill(PASSWORD)
        await page.get_by_role("button", name="Create an account").click()
        mailed = page.get_by_text("We have sent an email to nils.new@example.org.")
        await expect(mailed).to_be_visible()
        await expect(page.get_by_role("link", name="publish what you need")).to_be_visible()
        await shown.look()
        await page.get_by_role("link", name="My bids").click()
        await page.get_by_role("link", name="Market", exact=True).click()
        await expect(page.get_by_role("searchbox")).to_be_visible()
        await expect(page.get_by_role("link", name="publish what you need")).to_be_visible()
        await page.get_by_role("button", name="Dismiss").click()
        await expect(page.get_by_role("link", name="publish what you need")).to_have_count(0)
        await page.reload()
        await expect(page.get_by_role("searchbox")).to_be_visible()
        await expect(page.get_by_role("link", name="publish what you need")).to_have_count(0)
        await expect(mailed).to_be_visible()
