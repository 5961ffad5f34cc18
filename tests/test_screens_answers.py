"""What others have decided or changed meanwhile, in Chromium: offers, awards and parties, and what is said about it."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.market import Person, colleague, enterprise, in_, person, saved, submitted
from tests.support.domain.table import Table, table
from tests.support.waiting import PATIENCE

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

CHANGED = "This has changed meanwhile, perhaps in another window."


TOLD = "{ viewer { notifications(first: 1) { edges { node { kind title } } } } }"


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
        await expect(dialog).to_contain_text("A payment service · US$3,000")
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
        await asyncio.wait_for(read.wait(), PATIENCE)
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
        await asyncio.wait_for(read.wait(), PATIENCE)
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
        await expect(dialog).to_contain_text("An offer is out: it has to be answered or taken back first.")
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


async def test_a_bid_that_was_changed_in_another_window_is_read_again_before_it_is_withdrawn(
    browser: Browser, server: Server
) -> None:
    """EB-13 on a screen: the first press says what stands now, and the second one decides about that."""
    made = await table(server, "3000.00")
    bidder, application = made.bidders[0], made.applications[0]["id"]
    async with screen(browser, server, bidder) as shown:
        page = shown.page
        await shown.open("/bids")
        row = page.get_by_role("main").get_by_role("listitem").filter(has_text="A payment service")
        await expect(row).to_contain_text("US$3,000")
        other = await saved(bidder, made.demand, "3500.00")
        await bidder.do("submitBid", applicantId=application, expectedVersion=other["version"])
        await row.get_by_role("button", name="Withdraw …").click()
        dialog = page.get_by_role("dialog", name="Withdraw the bid")
        await expect(dialog).to_contain_text("A payment service · US$3,000")
        await dialog.get_by_label("Reason").fill("No time.")
        await dialog.get_by_role("button", name="Withdraw").click()
        await expect(dialog.get_by_role("alert")).to_contain_text(CHANGED)
        await expect(dialog.get_by_role("row").filter(has_text="Price").get_by_role("cell")).to_have_text(
            ["US$3,000", "US$3,500"]
        )
        await expect(dialog).to_contain_text("A payment service · US$3,500")
        await expect(dialog.get_by_label("Reason")).to_have_value("No time.")
        await shown.look(closely=True)
        await dialog.get_by_role("button", name="Withdraw").click()
        await expect(dialog).to_have_count(0)
        await expect(row).to_contain_text("US$3,500")
        await expect(row).to_contain_text("Withdrawn")
        await made.awarder.do("cancelDemand", demandId=made.demand, reason="No money.")
        await page.reload()
        await expect(row.get_by_text("Cancelled")).to_be_visible()
        named, state = [await row.get_by_text(text).element_handle() for text in ("Demand:", "Cancelled")]
        # At the same moment: what comes above them moves both.
        boxes = await page.evaluate("all => all.map((each) => each.getBoundingClientRect().toJSON())", [named, state])
        assert abs(boxes[0]["y"] - boxes[1]["y"]) < boxes[0]["height"], "they stand in one line"


async def test_a_search_that_was_renamed_in_another_window_is_renamed_by_the_second_press(
    browser: Browser, server: Server
) -> None:
    """EB-13 on a screen: after a conflict, whatever shows the thing reads it again."""
    curious = await person(server.url, "Carla")
    search = await curious.do("saveSearch", name="Kites", filter={"text": "kite"})
    async with screen(browser, server, curious) as shown:
        page = shown.page
        await shown.open("/")
        await page.get_by_role("button", name="Change the search Kites").click()
        dialog = page.get_by_role("dialog", name="Saved search")
        await dialog.get_by_label("Name").fill("My kites")
        await curious.do("editSavedSearch", savedSearchId=search["id"], expectedVersion=1, name="Big kites")
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog.get_by_role("alert")).to_contain_text(CHANGED)
        await expect(page.get_by_role("button", name="Big kites", include_hidden=True).first).to_be_attached()
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog).to_have_count(0)
        await expect(page.get_by_role("button", name="My kites", exact=True)).to_be_visible()


async def test_a_bid_that_was_changed_in_another_window_is_submitted_as_it_is_written_here(
    browser: Browser, server: Server
) -> None:
    """EB-13 on a screen: the question closes, and the next one is about what is saved then."""
    made = await table(server, "3000.00")
    bidder, application = made.bidders[0], made.applications[0]["id"]
    async with screen(browser, server, bidder) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/bid")
        await page.get_by_label("Price in USD").fill("3200")
        await page.get_by_label("Amount").fill("3200")
        submit = page.get_by_role("button", name="Submit the bid …")
        await submit.click()
        dialog = page.get_by_role("dialog", name="Submit this bid?")
        await expect(dialog).to_contain_text("3,200")
        await expect(dialog.get_by_role("status")).to_have_count(0)
        await dialog.get_by_role("button", name="Cancel").click()
        await page.get_by_label("Due on day").fill("99")
        await submit.click()
        late = "Due after day 60, the last of your bid: stage 1 on day 99. Is that right?"
        await expect(dialog.get_by_role("status")).to_have_text(late)
        await shown.look(closely=True)
        other = await saved(bidder, made.demand, "3500.00")
        await dialog.get_by_role("button", name="Submit it").click()
        # What was stored meanwhile is there to choose, and what is asked next is about what was chosen.
        await take_the_other(page, "3500.00")
        await expect(dialog).to_have_count(0)
        await submit.click()
        await expect(dialog).to_contain_text("3,500")
        other = await saved(bidder, made.demand, "3700.00")
        await bidder.do("submitBid", applicantId=application, expectedVersion=other["version"])
        await dialog.get_by_role("button", name="Submit it").click()
        await expect(dialog).to_have_count(0)
        await take_the_other(page, "3700.00")
        await page.get_by_label("Price in USD").fill("3200")
        await page.get_by_label("Amount").fill("3200")
        await submit.click()
        await dialog.get_by_role("button", name="Submit it").click()
        await page.wait_for_url("**/bids")
    asked = "query ($id: ID!) { node(id: $id) { ... on Applicant { bid { number price { amount } } } } }"
    found = await bidder.ask(asked, id=application)
    assert found["node"]["bid"] == {"number": 3, "price": {"amount": "3200.00"}}


async def take_the_other(page: Page, price: str) -> None:
    """Chooses what another window has stored, wherever it differs."""
    others = page.get_by_role("radio", name=re.compile("^The other: "))
    await expect(others.first).to_be_visible()
    for each in await others.all():
        await each.check()
    await expect(page.get_by_label("Price in USD")).to_have_value(price)


async def test_a_bid_that_was_withdrawn_in_another_window_does_not_come_back_by_itself(
    browser: Browser, server: Server
) -> None:
    """EB-7 on a screen: its form hears of it, keeps what is written, and begins another bid only where that is said."""
    made = await table(server, "3000.00", "4000.00")
    (bidder, second), demand = made.bidders, made.demand
    said, begin = "What you have written is still here", "Begin a new bid with it"
    async with screen(browser, server, bidder) as shown:
        page = shown.page
        await shown.open(f"/demands/{demand}/bid")
        stands = page.get_by_text("Version 1 was submitted and counts until another one is.")
        await expect(stands).to_be_visible()
        other = await page.context.new_page()
        await other.goto(f"{server.origin}/bids")
        await other.get_by_role("button", name="Withdraw …").click()
        await other.get_by_role("dialog").get_by_role("button", name="Withdraw", exact=True).click()
        await expect(other.get_by_text("Withdrawn", exact=True)).to_be_visible()
        ended = page.get_by_role("main").get_by_role("alert")
        await expect(ended).to_contain_text(said)
        await expect(stands).to_have_count(0)
        await page.get_by_label("Price in USD").fill("3100")
        await page.get_by_label("Amount").fill("3100")
        await expect(page.get_by_text("Not saved yet.")).to_be_visible()
        await expect(page.get_by_role("button", name="Submit the bid …")).to_be_disabled()
        await shown.look()
        await page.get_by_label("Price in USD").press("Enter")
        assert await standing(bidder, demand) == ("WITHDRAWN", None)
        await page.get_by_role("button", name=begin).click()
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await expect(ended).to_have_count(0)
        assert await standing(bidder, demand) == ("DRAFT", "3100.00")
        await page.get_by_role("button", name="Submit the bid …").click()
        await page.get_by_role("dialog").get_by_role("button", name="Submit it").click()
        await page.wait_for_url("**/bids")
    async with screen(browser, server, second) as shown:
        page = shown.page
        await shown.open(f"/demands/{demand}/bid")
        await page.get_by_label("Proposal").fill("Before.")
        await page.get_by_role("button", name="Submit the bid …").click()
        dialog = page.get_by_role("dialog", name="Submit this bid?")
        await expect(dialog).to_be_visible()
        await second.do("withdrawBid", applicantId=made.applications[1]["id"])
        await dialog.get_by_role("button", name="Submit it").click()
        await expect(page.get_by_role("main").get_by_role("alert")).to_contain_text(said)
        await expect(dialog).to_have_count(0)
        await expect(page.get_by_label("Proposal")).to_have_value("Before.")
        assert await standing(second, demand) == ("WITHDRAWN", "4000.00")
        again = await saved(second, demand, "4200.00")
        await page.reload()
        await expect(page.get_by_label("Price in USD")).to_have_value("4200.00")
        await second.do("withdrawBid", applicantId=again["id"])
        await page.get_by_label("Proposal").fill("Later.")
        await expect(page.get_by_role("main").get_by_role("alert")).to_contain_text(said)
        await expect(page.get_by_label("Proposal")).to_have_value("Later.")
        assert await standing(second, demand) == ("WITHDRAWN", "4200.00")


async def test_a_bid_that_a_teammate_withdraws_ends_in_the_open_form_at_once(browser: Browser, server: Server) -> None:
    """EB-7 on two machines: nothing is saved or looked at in between."""
    made = await table(server)
    bidder = await enterprise(server.url, "The Firm")
    teammate = await colleague(bidder, "MANAGER")
    await submitted(bidder, made.demand, "3000.00")
    async with screen(browser, server, bidder) as shown, screen(browser, server, teammate) as other:
        await shown.open(f"/demands/{made.demand}/bid")
        await shown.page.get_by_label("Proposal").fill("Before.")
        await expect(shown.page.get_by_text("The draft is saved.")).to_be_visible()
        await other.open("/bids")
        await other.page.get_by_role("button", name="Withdraw …").click()
        await other.page.get_by_role("dialog").get_by_role("button", name="Withdraw", exact=True).click()
        await expect(shown.page.get_by_role("main").get_by_role("alert")).to_contain_text("This bid was withdrawn")
        await expect(shown.page.get_by_label("Proposal")).to_have_value("Before.")
    assert await standing(bidder, made.demand) == ("WITHDRAWN", "3000.00")
    (told,) = (await bidder.ask(TOLD))["viewer"]["notifications"]["edges"]
    assert told["node"]["title"].startswith("Your bid on")


async def standing(bidder: Person, demand: str) -> tuple[str, str | None]:
    """The state of one's latest application, and the price in its draft."""
    asked = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand {
      myApplicants { state draft { price { amount } } } } } }"""
    (found,) = (await bidder.ask(asked, id=demand))["demand"]["myApplicants"]
    return found["state"], found["draft"] and found["draft"]["price"]["amount"]


@pytest.mark.parametrize("place", ["panel", "head", "palette", "demand"])
async def test_an_offer_that_waits_for_its_answer_is_taken_back_with_a_reason(
    browser: Browser, server: Server, place: str
) -> None:
    """EB-11 on a screen: from wherever the offer is shown to the client; the bidder sees at once that it is gone."""
    made = await table(server, "3000.00")
    await close(made)
    await offer(made, 0)
    async with screen(browser, server, made.awarder) as shown, screen(browser, server, made.bidders[0]) as other:
        await other.open(f"/demands/{made.demand}")
        own = other.page.get_by_role("region", name="Your bid")
        await expect(own.get_by_role("button", name="Accept …")).to_be_visible()
        page = shown.page
        bench = f"/demands/{made.demand}/workbench/{made.candidates[0]}"
        await shown.open(f"/demands/{made.demand}" if place == "demand" else bench)
        await expect(page.get_by_text("Offered to Bidder 0, who may answer until").first).to_be_visible()
        if place == "palette":
            await expect(page.get_by_role("article", name="Bidder 0")).to_be_visible()
            await page.keyboard.press("Control+k")
            await page.keyboard.type("take the offer back")
            await page.keyboard.press("Enter")
        else:
            inside = {"panel": page.get_by_role("article", name="Bidder 0"), "head": page.locator("main header").first}
            await inside.get(place, page).get_by_role("button", name="Take the offer back …").click()
        dialog = page.get_by_role("dialog", name="Take the offer back")
        await expect(dialog).to_contain_text("Bidder 0 · US$3,000")
        await dialog.get_by_role("button", name="Take it back").click()
        # Whoever forgot the reason goes on at it.
        await expect(dialog.get_by_label("Reason")).to_be_focused()
        await expect(dialog).to_contain_text("Give a reason.")
        await shown.look(closely=True)
        await dialog.get_by_label("Reason").fill("The budget is gone.")
        await dialog.get_by_role("button", name="Take it back").click()
        await expect(dialog).to_have_count(0)
        await expect(page.get_by_role("button", name="Take the offer back …")).to_have_count(0)
        await expect(page.get_by_text("Selecting").first).to_be_visible()
        await expect(own).to_contain_text("The offer was taken back.")
        await expect(own.get_by_role("button", name="Accept …")).to_have_count(0)
        await other.page.get_by_role("link", name="Notifications").click()
        await expect(other.page.get_by_text("The reason given: The budget is gone.")).to_be_visible()
    taken = [each for each in await made.record() if each["action"] == "AWARD_REVOKED"]
    assert [each["reason"] for each in taken] == ["The budget is gone."]


async def test_an_offer_is_taken_back_by_owners_and_managers_alone_and_before_its_answer(
    browser: Browser, server: Server
) -> None:
    """EB-11 on a screen: a member reads why not, and whoever was too late reads that it was answered."""
    made = await table(server, "3000.00")
    await close(made)
    award = await offer(made, 0)
    member = await colleague(made.awarder, "MEMBER")
    async with screen(browser, server, member) as shown, screen(browser, server, made.awarder) as late:
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        await expect(shown.page.get_by_role("article", name="Bidder 0")).to_be_visible()
        await expect(shown.page.get_by_role("button", name="Take the offer back …")).to_have_count(0)
        await shown.page.keyboard.press("Control+k")
        await shown.page.keyboard.type("take the offer back")
        option = shown.page.get_by_role("option", name="Take the offer back")
        await expect(option).to_contain_text("Only owners and managers of the client decide.")
        await late.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        await late.page.get_by_role("button", name="Take the offer back …").first.click()
        await made.bidders[0].do("acceptAward", awardId=award)
        dialog = late.page.get_by_role("dialog", name="Take the offer back")
        await expect(dialog).to_contain_text("The offer was answered, or has ended.")
        await expect(dialog.get_by_role("button", name="Take it back")).to_have_count(0)
        await expect(late.page.get_by_text("Accepted by Bidder 0")).to_be_visible()
    assert [each["action"] for each in await made.record()].count("AWARD_REVOKED") == 0


async def test_an_award_without_a_reason_leads_to_the_field_of_the_reason(browser: Browser, server: Server) -> None:
    made = await table(server, "3000.00")
    await close(made)
    async with screen(browser, server, made.awarder, locale="de") as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        # The keys are named as on a German keyboard.
        await expect(page.get_by_role("button", name="Aktionen Strg K")).to_be_visible()
        await page.get_by_role("button", name="Zuschlag …").click()
        dialog = page.get_by_role("dialog", name="Bidder 0 den Zuschlag anbieten")
        await expect(dialog).to_contain_text("Er gilt erst, wenn er angenommen ist")
        await dialog.get_by_role("button", name="Zuschlag anbieten").click()
        await expect(dialog.get_by_label("Grund")).to_be_focused()
        await expect(dialog.get_by_label("Grund")).to_have_attribute("aria-invalid", "true")
