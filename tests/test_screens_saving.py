"""Drafts whose server goes away while they are saved, in Chromium: what waits is said, and sent once it is back."""

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.market import Person, draft, enterprise
from tests.support.domain.table import table

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

LOST = "net::ERR_", "WebSocket connection"
WAITS = "Not saved yet. It is saved as soon as there is a connection."
SAVED = "The draft is saved."
DEMANDS = "query ($id: ID!) { viewer { demands(partyId: $id) { edges { node { title description version } } } } }"
DRAFTS = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand {
  myApplicants { version draft { durationDays proposal } } } } }"""


async def demands_of(awarder: Person) -> list[dict[str, str]]:
    answer = await awarder.ask(DEMANDS, id=awarder.party)
    return [each["node"] for each in answer["viewer"]["demands"]["edges"]]


async def is_lost(page: Page) -> None:
    await expect(page.get_by_text("No connection", exact=True)).to_be_visible()


async def test_a_demand_that_is_saved_without_its_server_is_saved_once_it_is_back(
    browser: Browser, server: Server
) -> None:
    """With what was typed meanwhile; nobody has to press again, and there is one draft of it."""
    awarder = await enterprise(server.url)
    async with screen(browser, server, awarder, expects=LOST) as shown:
        page = shown.page
        title, needed = page.get_by_label("Title", exact=True), page.get_by_label("What is needed")
        save = page.get_by_role("button", name="Save the draft")
        await shown.open("/demands/new")
        await title.fill("A parcel tracker")
        await needed.fill("Parcels.")
        server.kill()
        try:
            await is_lost(page)
            await save.click()
            await expect(page.get_by_text(WAITS)).to_be_visible()
            await expect(save).to_be_disabled()
            await needed.fill("Parcels on a map.")
        finally:
            server.start()
        await expect(page.get_by_text(SAVED)).to_be_visible()
        (made,) = await demands_of(awarder)
        assert (made["title"], made["description"]) == ("A parcel tracker", "Parcels on a map.")
        # The same for a draft that is there.
        server.kill()
        try:
            await is_lost(page)
            await title.fill("A tracker of parcels")
            await save.click()
            await expect(page.get_by_text(WAITS)).to_be_visible()
        finally:
            server.start()
        await expect(page.get_by_text(SAVED)).to_be_visible()
        assert [each["title"] for each in await demands_of(awarder)] == ["A tracker of parcels"]


async def test_what_is_published_is_all_that_was_typed_while_it_waited(browser: Browser, server: Server) -> None:
    """The question whether to publish it comes with the connection, and is about what is stored by then."""
    awarder = await enterprise(server.url)
    made = await draft(awarder, title="A parcel tracker")
    async with screen(browser, server, awarder, expects=LOST) as shown:
        page = shown.page
        await shown.open(f"/demands/{made['id']}/edit")
        title = page.get_by_label("Title", exact=True)
        await title.fill("A tracker")
        server.kill()
        try:
            await is_lost(page)
            await page.get_by_role("button", name="Publish …").click()
            await expect(page.get_by_text(WAITS)).to_be_visible()
            await title.fill("A tracker of parcels")
        finally:
            server.start()
        await expect(page.get_by_role("dialog")).to_contain_text("A tracker of parcels")
        await page.get_by_role("button", name="Publish it").click()
        await expect(page.get_by_role("heading", name="A tracker of parcels")).to_be_visible()
    assert [each["title"] for each in await demands_of(awarder)] == ["A tracker of parcels"]


async def test_a_draft_whose_answer_was_lost_is_made_once(browser: Browser, server: Server) -> None:
    awarder = await enterprise(server.url)
    lost: list[str] = []

    async def lose(route: Route) -> None:
        name = route.request.post_data_json["operationName"]
        if name != "DraftingDraftMutation" or len(lost) > 5:
            return await route.continue_()
        # It is done, as often as it is asked for, and nobody hears of it.
        lost.append(route.request.post_data_json["variables"]["input"]["idempotencyKey"])
        await route.fetch()
        return await route.abort()

    async with screen(browser, server, awarder, expects=LOST) as shown:
        page = shown.page
        await page.route("**/graphql", lose)
        await shown.open("/demands/new")
        await page.get_by_label("Title", exact=True).fill("A parcel tracker")
        await page.get_by_label("What is needed").fill("Parcels on a map.")
        await page.get_by_role("button", name="Save the draft").click()
        await expect(page.get_by_text(SAVED)).to_be_visible()
        await page.unroute_all(behavior="wait")
    assert len(set(lost)) == 1
    assert [each["title"] for each in await demands_of(awarder)] == ["A parcel tracker"]


async def test_a_bid_that_is_written_without_its_server_is_saved_once_it_is_back(
    browser: Browser, server: Server
) -> None:
    """All of it in one version, although writing has paused several times."""
    made = await table(server, "3000.00")
    bidder = made.bidders[0]
    async with screen(browser, server, bidder, expects=LOST) as shown:
        page = shown.page
        proposal, days = page.get_by_label("Proposal", exact=True), page.get_by_label("Duration in days", exact=True)
        await shown.open(f"/demands/{made.demand}/bid")
        await expect(proposal).to_have_value("We have done this before.")
        ((before),) = (await bidder.ask(DRAFTS, id=made.demand))["demand"]["myApplicants"]
        server.kill()
        try:
            await is_lost(page)
            await proposal.fill("We know the rails.")
            await expect(page.get_by_text(WAITS)).to_be_visible()
            await days.fill("33")
        finally:
            server.start()
        await expect(page.get_by_text(SAVED)).to_be_visible()
    (after,) = (await bidder.ask(DRAFTS, id=made.demand))["demand"]["myApplicants"]
    assert after["draft"] == {"durationDays": 33, "proposal": "We know the rails."}
    assert after["version"] - before["version"] in (1, 2)
