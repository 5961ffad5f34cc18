"""What others have decided or changed meanwhile, in Chromium: offers, awards and parties, and what is said about it."""

import asyncio

import pytest
from playwright.async_api import Browser, Route, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.market import enterprise, in_, person
from tests.support.domain.table import Table, table

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

CHANGED = "Somebody else has changed this meanwhile."


async def close(made: Table) -> None:
    await made.awarder.do("closeBidding", demandId=made.demand)


async def offer(made: Table, number: int) -> str:
    """The id of the award that a bidder is offered."""
    given = {"candidateId": made.candidates[number], "expectedVersion": await made.awarder.version(made.demand)}
    award = await made.awarder.do("awardDemand", reason="The best.", justification="It fits.", **given)
    return str(award["id"])


async def test_a_bidder_sees_their_bid_beside_the_demand_and_what_became_of_the_offer(
    browser: Browser, server: Server
) -> None:
    """EB-11 on a screen: an offer that was answered in another window is shown as it stands, wherever it is shown."""
    made = await table(server, "3000.00")
    async with screen(browser, server, made.bidders[0]) as shown, screen(browser, server, made.bidders[0]) as other:
        page = shown.page
        await shown.open(f"/demands/{made.demand}")
        own = page.get_by_role("region", name="Your bid")
        await expect(own).to_contain_text("US$3,000")
        await expect(own.get_by_role("link", name="Change your bid")).to_be_visible()
        await close(made)
        award = await offer(made, 0)
        # News of it have come.
        await expect(own).to_contain_text("It is offered to you for US$3,000.")
        await expect(page.get_by_text("Bidding ended")).to_be_visible()
        await expect(page.get_by_text("Bids are taken for")).to_have_count(0)
        await other.open("/bids")
        await expect(other.page.get_by_role("button", name="Accept …")).to_be_visible()
        await own.get_by_role("button", name="Decline …").click()
        dialog = page.get_by_role("dialog", name="Decline the offer")
        await dialog.get_by_label("Reason").fill("No. " * 1_500)
        await dialog.get_by_role("button", name="Decline").click()
        await expect(dialog).to_contain_text("Can have at most")
        await dialog.get_by_label("Reason").fill("No.")
        await made.bidders[0].do("declineAward", awardId=award, reason="No time.")
        await dialog.get_by_role("button", name="Decline").click()
        await expect(dialog).to_contain_text("You declined the offer of US$3,000.")
        await expect(dialog.get_by_role("button", name="Decline")).to_have_count(0)
        await shown.look(closely=True)
        await dialog.get_by_role("button", name="Close").click()
        await expect(own).to_contain_text("You declined the offer of US$3,000.")
        # Whoever comes back to the other window sees it there, too.
        await other.page.evaluate("window.dispatchEvent(new Event('focus'))")
        await expect(other.page.get_by_text("You declined the offer of US$3,000.")).to_be_visible()


async def test_news_that_comes_while_the_page_is_being_read_again_is_not_lost(browser: Browser, server: Server) -> None:
    """What an answer that was under way has not yet read is read once more."""
    made = await table(server, "3000.00")
    read, news = asyncio.Event(), asyncio.Event()

    async def delay(route: Route) -> None:
        response = await route.fetch()
        if route.request.post_data_json["operationName"] == "DemandPageQuery" and "SELECTING" in await response.text():
            read.set()
            await news.wait()
        await route.fulfill(response=response)

    async with screen(browser, server, made.bidders[0]) as shown:
        page = shown.page
        await page.route("**/graphql", delay)
        await shown.open(f"/demands/{made.demand}")
        own = page.get_by_role("region", name="Your bid")
        await expect(own.get_by_role("link", name="Change your bid")).to_be_visible()
        await close(made)
        await asyncio.wait_for(read.wait(), 30)
        async with page.expect_response(lambda response: "ShellUnreadQuery" in (response.request.post_data or "")):
            await offer(made, 0)
        news.set()
        await expect(own).to_contain_text("It is offered to you for US$3,000.")


async def test_what_happens_while_the_page_is_being_read_again_stays(browser: Browser, server: Server) -> None:
    """CM-2 on a screen: an answer without what was told meanwhile does not take it away."""
    made = await table(server)
    curious = await person(server.url, "Carla")
    read, told = asyncio.Event(), asyncio.Event()

    async def delay(route: Route) -> None:
        response = await route.fetch()
        text = await response.text()
        if route.request.post_data_json["operationName"] == "DemandPageQuery":
            read.set()
            await told.wait()
            text = text.replace("A payment service", "Read before")
        await route.fulfill(response=response, body=text)

    first = await curious.do("askQuestion", demandId=made.demand, partyId=curious.party, body="Which?")
    async with screen(browser, server, curious) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}")
        await expect(page.get_by_text("Which?")).to_be_visible()
        await page.route("**/graphql", delay)
        await page.evaluate("window.dispatchEvent(new Event('focus'))")
        await asyncio.wait_for(read.wait(), 30)
        await curious.do("askQuestion", demandId=made.demand, partyId=curious.party, body="When?")
        await curious.do("withdrawQuestion", questionId=first["id"])
        await expect(page.get_by_text("When?")).to_be_visible()
        await expect(page.get_by_text("Which?")).to_have_count(0)
        told.set()
        await expect(page.get_by_role("heading", name="Read before", exact=True)).to_be_visible()
        await expect(page.get_by_role("button", name="Withdraw: When?")).to_be_visible()
        await expect(page.get_by_text("Which?")).to_have_count(0)
        await page.unroute_all(behavior="wait")


async def test_an_award_that_others_were_quicker_with_says_what_stands(browser: Browser, server: Server) -> None:
    """EB-11 and EB-13 on a screen: a conflict shows what has changed and asks; what is no longer possible only ends."""
    made = await table(server, "2000.00", "3000.00")
    await close(made)
    conflicts: list[str] = []

    async def change_first(route: Route) -> None:
        if route.request.post_data_json["operationName"] == "dialogsAwardMutation" and not conflicts:
            conflicts.append(made.demand)
            given = {"demandId": made.demand, "expectedVersion": await made.awarder.version(made.demand)}
            await made.awarder.do("reopenBidding", deadlineAt=in_(hours=5), **given)
            await close(made)
        await route.continue_()

    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await page.route("**/graphql", change_first)
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        await page.get_by_role("button", name="Award …").click()
        dialog = page.get_by_role("dialog", name="Award the demand to Bidder 0")
        await dialog.get_by_label("Reason").fill("The best.")
        await dialog.get_by_role("button", name="Make the offer").click()
        await expect(dialog.get_by_role("alert")).to_contain_text(CHANGED)
        await expect(dialog.get_by_role("row").filter(has_text="Deadline")).to_be_visible()
        await shown.look(closely=True)
        await offer(made, 1)
        await expect(dialog).to_contain_text("The selection is over, or an offer is out.")
        await expect(dialog.get_by_role("button", name="Make the offer")).to_have_count(0)
        await dialog.get_by_role("button", name="Close").click()
        await expect(page.get_by_text("Offered to Bidder 1")).to_be_visible()
        await expect(page.get_by_role("button", name="Award …")).to_be_disabled()
        await page.unroute_all(behavior="wait")
    assert [each["action"] for each in await made.record()].count("AWARDED") == 1


async def test_a_party_that_somebody_else_has_described_shows_both_and_keeps_what_was_written(
    browser: Browser, server: Server
) -> None:
    """EB-13 on a screen."""
    awarder = await enterprise(server.url)
    async with screen(browser, server, awarder) as shown:
        page = shown.page
        await shown.open(f"/settings/parties/{awarder.party}")
        about = page.get_by_label("About it")
        await about.fill("Mine.")
        await awarder.do("describeParty", partyId=awarder.party, summary="Theirs.")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_role("alert")).to_contain_text(CHANGED)
        row = page.get_by_role("row").filter(has_text="About it")
        await expect(row.get_by_role("cell")).to_contain_text(["\u2013", "Mine.", "Theirs."])
        await shown.look(closely=True)
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("Saved.")).to_be_visible()
        await expect(about).to_have_value("Mine.")
    found = await awarder.ask("query ($id: ID!) { node(id: $id) { ... on Party { summary } } }", id=awarder.party)
    assert found["node"]["summary"] == "Mine."
