"""What somebody writes and the server does not have, in Chromium: the device keeps it, and nothing of it is lost."""

import asyncio

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.market import PASSWORD, Person, draft, enterprise, person, published, saved
from tests.support.domain.table import table
from tests.support.waiting import until

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

# What the console says of what was asked for without a session, or without a network.
SIGNED_OUT = ("401", "ServerError: Sign in first", "WebSocket connection")
LOST = ("net::ERR_", "WebSocket connection")
KEPT = "JSON.stringify([localStorage, sessionStorage])"


async def drafted(bidder: Person, demand: str) -> dict[str, object]:
    """What the server has of one's latest bid."""
    asked = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand {
      myApplicants { draft { price { amount } durationDays proposal } } } } }"""
    (found,) = (await bidder.ask(asked, id=demand))["demand"]["myApplicants"]
    return dict(found["draft"] or {})


async def files_of(bidder: Person, demand: str) -> list[str]:
    asked = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand {
      myApplicants { draft { attachments { fileName } } } } } }"""
    (found,) = (await bidder.ask(asked, id=demand))["demand"]["myApplicants"]
    return [each["fileName"] for each in found["draft"]["attachments"]]


async def until_saved(bidder: Person, demand: str, **parts: object) -> None:
    async def is_there() -> bool:
        return parts.items() <= (await drafted(bidder, demand)).items()

    await until(is_there)


async def close(page: Page, beside: Page) -> None:
    """Closes a page, and waits until the browser has let go of what it held."""
    await page.close()
    free = "async () => (await navigator.locks.query()).held.every(({ name }) => !name.startsWith('bidhall.'))"
    await beside.wait_for_function(free)


async def sign_in(page: Page, somebody: Person) -> None:
    await page.get_by_label("Email address").fill(somebody.email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()


async def sign_in_again(page: Page, origin: str, somebody: Person) -> None:
    """After another tab has signed out."""
    other = await page.context.new_page()
    await other.goto(f"{origin}/")
    await other.get_by_role("button", name="Account of").click()
    await other.get_by_role("button", name="Sign out").click()
    await other.get_by_role("button", name="Sign out and remove it").click()
    await expect(other.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    await other.close()
    await expect(page.get_by_text("You were signed out. Sign in again to go on where you were.")).to_be_visible()
    await sign_in(page, somebody)


async def test_a_field_that_is_refused_loses_nothing_else_of_a_bid(browser: Browser, server: Server) -> None:
    """EB-5 on a screen: the rest is saved, and what is refused is there after Back, a reload and signing in again."""
    made = await table(server, "3000.00")
    bidder = made.bidders[0]
    async with screen(browser, server, expects=SIGNED_OUT) as shown:
        page = shown.page
        await shown.open(f"/sign-in?next=/demands/{made.demand}/bid")
        await sign_in(page, bidder)
        days, proposal = page.get_by_label("Duration in days"), page.get_by_label("Proposal", exact=True)
        await days.fill("2 weeks")
        await proposal.fill("We know the rails.")

        async def is_there(text: str) -> None:
            await expect(days).to_have_value("2 weeks")
            await expect(proposal).to_have_value(text)
            await expect(days).to_have_attribute("aria-invalid", "true")
            await expect(page.get_by_text("Not saved yet.")).to_be_visible()

        await is_there("We know the rails.")
        await page.get_by_role("link", name="Contracts").click()
        await page.wait_for_url("**/contracts")
        await page.go_back()
        await is_there("We know the rails.")
        await shown.look()
        await page.reload()
        await is_there("We know the rails.")
        await proposal.fill("We know all of the rails.")
        await sign_in_again(page, server.origin, bidder)
        await is_there("We know all of the rails.")
        assert "all of the rails" in await page.evaluate(KEPT)

        await days.fill("14")
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await expect(days).not_to_have_attribute("aria-invalid", "true")
        assert "all of the rails" not in await page.evaluate(KEPT)
        await page.reload()
        await expect(days).to_have_value("14")
        await expect(proposal).to_have_value("We know all of the rails.")
    kept = await drafted(bidder, made.demand)
    assert kept["durationDays"] == 14
    assert kept["proposal"] == "We know all of the rails."


async def test_what_is_right_of_a_bid_is_saved_beside_what_is_wrong(browser: Browser, server: Server) -> None:
    """EB-5 on a screen: an amount that cannot be read, and days that no bid can have."""
    made = await table(server, "3000.00")
    bidder = made.bidders[0]
    async with screen(browser, server, bidder) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/bid")
        await page.get_by_label("Duration in days").fill("-5")
        await page.get_by_label("Price in USD").fill("a lot")
        await page.get_by_label("Proposal", exact=True).fill("We know the rails.")
        await until_saved(bidder, made.demand, proposal="We know the rails.")
        await expect(page.get_by_label("Duration in days")).to_have_attribute("aria-invalid", "true")
        async with screen(browser, server, bidder) as other:
            await other.open(f"/demands/{made.demand}/bid")
            await expect(other.page.get_by_label("Proposal", exact=True)).to_have_value("We know the rails.")
            await expect(other.page.get_by_label("Duration in days")).to_have_value("60")
            await expect(other.page.get_by_label("Price in USD")).to_have_value("3000.00")
        await expect(page.get_by_label("Price in USD")).to_have_value("a lot")
        await expect(page.get_by_text("Not saved yet.")).to_be_visible()
        await page.get_by_role("button", name="Submit the bid …").click()
        await expect(page.get_by_label("Price in USD")).to_be_focused()
        await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_a_bid_that_is_written_without_a_network_is_there_and_saved_afterwards(
    browser: Browser, server: Server
) -> None:
    """EB-5 on a screen: a page that was closed meanwhile has lost nothing."""
    made = await table(server, "3000.00")
    bidder = made.bidders[0]
    async with screen(browser, server, bidder, expects=LOST) as shown:
        page, proposal = shown.page, shown.page.get_by_label("Proposal", exact=True)
        await shown.open(f"/demands/{made.demand}/bid")
        await expect(proposal).to_have_value("We have done this before.")
        await page.context.set_offline(True)
        await proposal.fill("We know the rails.")
        await expect(page.get_by_text("Not saved yet.")).to_be_visible()
        again = await page.context.new_page()
        await page.close()
        await again.context.set_offline(False)
        await again.goto(f"{server.origin}/demands/{made.demand}/bid")
        await expect(again.get_by_label("Proposal", exact=True)).to_have_value("We know the rails.")
        await expect(again.get_by_text("The draft is saved.")).to_be_visible()
        assert "the rails" not in await again.evaluate(KEPT)
    assert (await drafted(bidder, made.demand))["proposal"] == "We know the rails."


async def test_two_windows_with_one_known_draft_lose_nothing(browser: Browser, server: Server) -> None:
    """EB-13 on two screens: what one has saved is not replaced by older text of the other."""
    made = await table(server)
    bidder = await person(server.url, "Ada")
    await saved(bidder, made.demand)
    async with screen(browser, server, bidder) as one, screen(browser, server, bidder) as other:
        for each in (one, other):
            await each.open(f"/demands/{made.demand}/bid")
            await each.page.reload()
            await expect(each.page.get_by_label("Proposal", exact=True)).to_have_value("We have done this before.")
        await other.page.get_by_label("Proposal", exact=True).fill("We know the rails.")
        await expect(other.page.get_by_text("The draft is saved.")).to_be_visible()
        await until_saved(bidder, made.demand, proposal="We know the rails.")

        await one.page.get_by_label("Duration in days").fill("14")
        await expect(one.page.get_by_label("Proposal", exact=True)).to_have_value("We know the rails.")
        await until_saved(bidder, made.demand, durationDays=14)
        await expect(one.page.get_by_text("The draft is saved.")).to_be_visible()
        # Both have changed it: neither is lost before somebody has chosen.
        await other.page.get_by_label("Duration in days").fill("21")
        await expect(other.page.get_by_role("radio", name="The other: 14")).to_be_visible()
        await expect(other.page.get_by_text("Not saved yet.")).to_be_visible()
        assert (await drafted(bidder, made.demand))["durationDays"] == 14
        await other.page.get_by_role("radio", name="Yours: 21").check()
        await expect(other.page.get_by_text("The draft is saved.")).to_be_visible()
    kept = await drafted(bidder, made.demand)
    assert kept == {
        "price": {"amount": "3000.00"},
        "durationDays": 21,
        "proposal": "We know the rails.",
    }


async def test_what_two_windows_keep_of_one_bid_is_kept_apart_and_joined_once_they_are_closed(
    browser: Browser, server: Server
) -> None:
    """EB-13 on a screen: neither writes over what the server has not taken from the other."""
    made = await table(server, "3000.00")
    bidder, path = made.bidders[0], f"{server.origin}/demands/{made.demand}/bid"
    async with screen(browser, server, bidder) as shown:
        one = shown.page
        other = await one.context.new_page()
        for page in (one, other):
            await page.goto(path)
            await expect(page.get_by_label("Duration in days")).to_have_value("60")
        await one.get_by_label("Duration in days").fill("2 weeks")
        await one.get_by_label("Price in USD").fill("a lot")
        await other.get_by_label("Duration in days").fill("3 weeks")
        for page, days in ((one, "2 weeks"), (other, "3 weeks"), (one, "2 weeks")):
            await page.reload()
            await expect(page.get_by_label("Duration in days")).to_have_value(days)
            await expect(page.get_by_role("radio")).to_have_count(0)

        again = await one.context.new_page()
        await again.goto(f"{server.origin}/bids")
        await one.close()
        await close(other, again)
        await again.goto(path)
        contest = again.get_by_role("group", name="Duration in days")
        for days in ("2 weeks", "3 weeks"):
            await expect(contest).to_contain_text(days)
        await expect(again.get_by_label("Price in USD")).to_have_value("a lot")
        # Nothing of it is lost before somebody has chosen.
        await again.reload()
        await contest.get_by_role("radio", name="3 weeks").check()
        await expect(again.get_by_label("Duration in days", exact=True)).to_have_value("3 weeks")
        await again.get_by_label("Duration in days", exact=True).fill("21")
        await again.get_by_label("Price in USD").fill("3100")
        await expect(again.get_by_text("The draft is saved.")).to_be_visible()
        assert "weeks" not in await again.evaluate(KEPT)
    kept = await drafted(bidder, made.demand)
    assert (kept["durationDays"], kept["price"]) == (21, {"amount": "3100.00"})


async def test_files_of_a_bid_that_is_not_saved_are_there_after_a_reload(browser: Browser, server: Server) -> None:
    """EB-5 on a screen: those that cannot be kept are said to have to be added again."""
    made = await table(server)
    bidder, path = await person(server.url, "Fay Files"), f"/demands/{made.demand}/bid"
    await saved(bidder, made.demand)
    addresses: list[str] = []
    async with screen(browser, server, bidder, expects=("status of 415",)) as shown:
        page, files = shown.page, shown.page.get_by_role("group", name="Files")
        page.on("request", lambda request: request.method == "PATCH" and addresses.append(request.url))

        async def add(name: str, media_type: str = "text/csv") -> None:
            content = {"name": name, "mimeType": media_type, "buffer": b"a,b"}
            await page.locator("input[type=file]").set_input_files(content)  # type: ignore[arg-type]

        await shown.open(path)
        await expect(page.get_by_label("Proposal", exact=True)).to_have_value("We have done this before.")
        await saved(bidder, made.demand, proposal="We know the rails.")
        await page.get_by_label("Proposal", exact=True).fill("We know the trains.")
        contest = page.get_by_role("group", name="Proposal")
        await expect(contest).to_be_visible()
        for name in ("plan.csv", "lost.csv"):
            await add(name)
            await expect(page.get_by_role("button", name=f"Remove {name}")).to_be_visible()
        lost = await page.request.delete(addresses[-1], headers={"Tus-Resumable": "1.0.0"})
        assert lost.status == 204
        await add("fake.png", "image/png")
        await expect(page.get_by_text("Not sent: fake.png")).to_be_attached()

        await page.reload()
        # What was refused is no part of it.
        await expect(files.get_by_role("listitem")).to_contain_text(["plan.csv", "lost.csv"])
        await expect(files.get_by_role("listitem")).to_have_count(2)
        await expect(files.get_by_text("This file was not kept: add it again.")).to_have_count(1)
        await expect(page.get_by_text("Some files are not there: add them again, or remove them.")).to_be_visible()
        await expect(page.get_by_role("button", name="Submit the bid …")).to_be_disabled()
        await shown.look()
        await add("lost.csv")
        await expect(page.get_by_role("button", name="Submit the bid …")).to_be_enabled()
        await expect(files.get_by_role("listitem")).to_contain_text(["plan.csv", "lost.csv"])
        await contest.get_by_role("radio", name="Yours: We know the trains.").check()
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        assert "plan.csv" not in await page.evaluate(KEPT)
        await page.reload()
        await expect(files.get_by_role("listitem")).to_contain_text(["plan.csv", "lost.csv"])
    assert await files_of(bidder, made.demand) == ["plan.csv", "lost.csv"]


async def test_a_file_of_a_bid_whose_saving_was_not_answered_is_there_once(browser: Browser, server: Server) -> None:
    """EB-5 on a screen: the page was loaded anew before it heard that the file is attached."""
    made = await table(server)
    bidder = await person(server.url, "Fay Files")
    await saved(bidder, made.demand)
    async with screen(browser, server, bidder, expects=("net::ERR_FAILED",)) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/bid")
        proposal = page.get_by_label("Proposal", exact=True)
        await expect(proposal).to_have_value("We have done this before.")
        stored = asyncio.Event()

        async def lose_the_answer(route: Route) -> None:
            if "useDraftSaveMutation" not in (route.request.post_data or "") or stored.is_set():
                await route.continue_()
                return
            await route.fetch()
            stored.set()

        await page.route("**/graphql", lose_the_answer)
        await page.locator("input[type=file]").set_input_files(
            {"name": "plan.csv", "mimeType": "text/csv", "buffer": b"a,b"}
        )
        await stored.wait()
        await proposal.fill("We know the rails.")
        await page.reload()
        await expect(proposal).to_have_value("We know the rails.")
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await expect(page.get_by_role("group", name="Files").get_by_role("listitem")).to_have_count(1)
        await expect(page.get_by_role("radio")).to_have_count(0)
    assert await files_of(bidder, made.demand) == ["plan.csv"]
    assert (await drafted(bidder, made.demand))["proposal"] == "We know the rails."


@pytest.mark.parametrize("is_published", [False, True])
async def test_what_is_typed_into_a_known_demand_is_kept_until_it_is_saved(
    browser: Browser, server: Server, is_published: bool
) -> None:
    """EB-13 on a screen: over Back and a reload, with what is wrong, and merged with what others have changed since."""
    awarder = await enterprise(server.url)
    demand = await published(awarder) if is_published else (await draft(awarder))["id"]
    send = "Look at the changes …" if is_published else "Save the draft"
    async with screen(browser, server, awarder) as shown:
        page = shown.page
        title, days = page.get_by_label("Title", exact=True), page.get_by_label("Duration in days")
        discard = page.get_by_role("button", name="Discard …")
        await shown.open(f"/demands/{demand}/edit")
        await expect(title).not_to_have_value("")
        await expect(discard).to_have_count(0)
        await title.fill("A tracker of parcels")
        await days.fill("2 weeks")
        await page.get_by_role("link", name="Contracts").click()
        await page.wait_for_url("**/contracts")
        await page.go_back()
        await expect(days).to_have_value("2 weeks")
        version = await awarder.version(demand)
        await awarder.do("amendDemand", demandId=demand, expectedVersion=version, description="Track parcels.")
        await page.reload()
        await expect(title).to_have_value("A tracker of parcels")
        await expect(days).to_have_value("2 weeks")
        await expect(page.get_by_label("What is needed")).to_have_value("Track parcels.")
        await shown.look()
        await page.get_by_role("button", name=send).click()
        await expect(days).to_have_attribute("aria-invalid", "true")
        await days.fill("14")
        await page.get_by_role("button", name=send).click()
        if is_published:
            await page.get_by_role("dialog").get_by_role("button", name="Publish").click()
            await page.wait_for_url(f"**/demands/{demand}")
        else:
            await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        assert "of parcels" not in await page.evaluate(KEPT)
        await shown.open(f"/demands/{demand}/edit")
        await title.fill("A kite")
        await discard.click()
        await page.get_by_role("dialog").get_by_role("button", name="Discard").click()
        await expect(title).to_have_value("A tracker of parcels")
        await page.reload()
        await expect(title).to_have_value("A tracker of parcels")
    asked = "query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { title description durationDays } } }"
    assert (await awarder.ask(asked, id=demand))["demand"] == {
        "title": "A tracker of parcels",
        "description": "Track parcels.",
        "durationDays": 14,
    }


async def test_who_signs_out_is_asked_before_what_they_have_written_is_gone(browser: Browser, server: Server) -> None:
    """Nobody who has written nothing is asked."""
    awarder = await enterprise(server.url)
    async with screen(browser, server, awarder, expects=SIGNED_OUT) as shown:
        await shown.open("/demands/new")
        page = shown.page
        account, leave = page.get_by_role("button", name="Account of"), page.get_by_role("button", name="Sign out")
        said = page.get_by_text("Signing out removes from this device what you have written and not saved or sent.")
        title, stay = page.get_by_label("Title"), page.get_by_role("button", name="Stay signed in")
        await title.fill("A secret tracker")
        await account.click()
        await leave.click()
        await expect(said).to_be_visible()
        await expect(stay).to_be_focused()
        await shown.look()
        await stay.click()
        await expect(said).to_have_count(0)
        await leave.click()
        await page.keyboard.press("Escape")
        await account.click()
        await expect(said).to_have_count(0)
        await expect(title).to_have_value("A secret tracker")
        assert "secret" in await page.evaluate(KEPT)
        await leave.click()
        await page.get_by_role("button", name="Sign out and remove it").click()
        await expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
        assert "secret" not in await page.evaluate(KEPT)


async def test_files_of_a_message_are_there_after_a_reload(browser: Browser, server: Server) -> None:
    """CM-1 on a screen: what is refused holds nothing up, and what was sent is no longer there."""
    made = await table(server, "2000.00")
    talk = (await made.awarder.do("openConversation", applicantId=made.applications[0]["id"]))["id"]
    async with screen(browser, server, made.awarder, expects=("status of 415",)) as shown:
        page, files = shown.page, shown.page.get_by_role("group", name="Files")
        await shown.open(f"/inbox/{talk}")
        for name, media_type in (("plan.csv", "text/csv"), ("fake.png", "image/png")):
            await page.locator("input[type=file]").set_input_files(
                {"name": name, "mimeType": media_type, "buffer": b"a,b"}
            )
            await expect(page.get_by_role("button", name=f"Remove {name}")).to_be_visible()
        await expect(files).to_contain_text("It is left out.")
        await expect(page.get_by_role("button", name="Send", exact=True)).to_be_enabled()
        await shown.look()
        await page.reload()
        await expect(page.get_by_role("button", name="Remove plan.csv")).to_be_visible()
        await expect(files.get_by_role("listitem")).to_contain_text(["plan.csv"])
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.get_by_role("log")).to_contain_text("plan.csv")
        await expect(files.get_by_role("listitem")).to_have_count(0)
        await page.reload()
        await expect(page.get_by_role("log")).to_contain_text("plan.csv")
        await expect(files.get_by_role("listitem")).to_have_count(0)
