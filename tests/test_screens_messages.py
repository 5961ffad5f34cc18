"""Conversations and notifications in Chromium: where one writes, what the inbox shows, and what was new."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Route, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, NARROW, screen
from tests.support.api.server import Server
from tests.support.domain.contracting import contracted, offered
from tests.support.domain.market import person, published, submitted
from tests.support.domain.table import table
from tests.support.waiting import PATIENCE

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def test_a_message_is_written_by_keys_and_leads_back_to_its_bid(browser: Browser, server: Server) -> None:
    """The field is there to type in, again after sending, and the inbox shows what was said last."""
    made = await table(server, "2000.00")
    other = await made.awarder.do("openConversation", applicantId=made.applications[0]["id"])
    await made.bidders[0].do("sendMessage", conversationId=other["id"], clientMessageId="1", body="May I ask?")
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        await expect(page.get_by_role("heading", name="Bidder 0", exact=True)).to_be_visible()
        await page.keyboard.press("m")
        message = page.get_by_label("Message", exact=True)
        await expect(message).to_be_focused()
        await page.keyboard.type("Which database?")
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(message).to_be_focused()
        row = page.get_by_role("navigation", name="Conversations").get_by_role("link", name="Bidder 0")
        await expect(row).to_contain_text("Which database?")
        await expect(row.get_by_role("time")).to_be_visible()
        await expect(page.get_by_role("log")).to_contain_text("Which database?")
        # Bidder 0 has read as far as their own message.
        await expect(page.get_by_role("log")).not_to_contain_text("read by")
        await shown.look(closely=True)
        # What is half written is there again when the page is.
        await message.fill("And when?")
        await page.reload()
        await expect(message).to_have_value("And when?")
        await message.press("Control+Enter")
        await expect(page.get_by_role("log")).to_contain_text("And when?")
        await page.reload()
        await expect(page.get_by_role("log")).to_contain_text("And when?")
        await expect(message).to_have_value("")
        await page.get_by_role("link", name="Back to the bid").click()
        await expect(page).to_have_url(f"{server.origin}/demands/{made.demand}/workbench/{made.candidates[0]}")
        await expect(page.get_by_role("heading", name="Bidder 0", exact=True)).to_be_visible()


async def test_a_conversation_says_with_whom_it_is_and_about_what_and_leads_there(
    browser: Browser, server: Server
) -> None:
    """CM-1: a client comes to the candidate, a bidder to their bid, and both to the contract, where there is one."""
    made, award = await offered(server)
    client, bidder = made.awarder, made.bidders[0]
    talk = (await client.do("openConversation", applicantId=made.applications[0]["id"]))["id"]
    async with screen(browser, server, client) as one, screen(browser, server, bidder) as other:
        for shown, name in ((one, "Bidder 0"), (other, "Acme")):
            await shown.open(f"/inbox/{talk}")
            title = f"{name} · Bid: A payment service"
            await expect(shown.page.get_by_role("heading", name=title, exact=True)).to_be_visible()
            await expect(shown.page).to_have_title(re.compile(re.escape(title)))
            await expect(shown.page.get_by_role("link", name="To the contract")).to_have_count(0)
        await one.page.get_by_role("link", name="To the bid at the workbench").click()
        await expect(one.page).to_have_url(f"{server.origin}/demands/{made.demand}/workbench/{made.candidates[0]}")
        await expect(other.page.get_by_role("link", name="To the bid at the workbench")).to_have_count(0)
        await other.page.get_by_role("link", name="To your bid").click()
        await expect(other.page).to_have_url(re.compile(f"{server.origin}/demands/{made.demand}#bid-"))
        await expect(other.page.get_by_role("region", name="Your bid")).to_be_visible()

        contract = await contracted(client, bidder, award)
        about = (await client.do("openConversation", contractId=contract["id"]))["id"]
        for id, title in (
            (talk, "Acme · Bid: A payment service"),
            (about, f"Acme · Contract {contract['number']}: A payment service"),
        ):
            await other.open(f"/inbox/{id}")
            await expect(other.page.get_by_role("heading", name=title, exact=True)).to_be_visible()
            await expect(other.page.get_by_role("link", name="To your bid")).to_be_visible()
            await other.page.get_by_role("link", name="To the contract").click()
            await expect(other.page).to_have_url(f"{server.origin}/contracts/{contract['id']}")
        rows = one.page.get_by_role("navigation", name="Conversations").get_by_role("listitem")
        await one.open(f"/inbox/{about}")
        await expect(rows.filter(has_text=f"Contract {contract['number']}: A payment service")).to_have_count(1)
        await expect(rows.filter(has_text="Bid: A payment service")).to_have_count(1)
        await one.look(closely=True)


async def test_addresses_in_a_message_are_links_that_speak_for_nobody(browser: Browser, server: Server) -> None:
    """Only of pages: a message can run nothing, and a page that it leads to learns nothing of this one."""
    made = await table(server, "2000.00")
    talk = (await made.awarder.do("openConversation", applicantId=made.applications[0]["id"]))["id"]
    body = "See https://example.org/plan, and not javascript:alert(1) <b>x</b>."
    await made.bidders[0].do("sendMessage", conversationId=talk, clientMessageId="1", body=body)
    async with screen(browser, server, made.awarder) as shown:
        await shown.open(f"/inbox/{talk}")
        log = shown.page.get_by_role("log")
        await expect(log).to_contain_text(body)
        link = log.get_by_role("link")
        await expect(link).to_have_text(["https://example.org/plan"])
        await expect(link).to_have_attribute("href", "https://example.org/plan")
        await expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
        await expect(link).to_have_attribute("target", "_blank")


async def test_the_pages_of_talk_say_on_a_telephone_what_they_are(browser: Browser, server: Server) -> None:
    async with screen(browser, server, await person(server.url, "Grace"), viewport=NARROW) as shown:
        await shown.open("/interviews")
        heading = shown.page.get_by_role("heading", name="Interviews", exact=True)
        await expect(heading).to_be_in_viewport(ratio=1)
        assert await heading.evaluate("(heading) => heading.clientHeight > 16")


async def test_nothing_is_shown_or_written_of_a_conversation_while_another_one_is_loaded(
    browser: Browser, server: Server
) -> None:
    """What is typed goes to whom the list shows to be chosen, or nowhere."""
    made = await table(server, "2000.00", "3000.00")
    talks = [(await made.awarder.do("openConversation", applicantId=each["id"]))["id"] for each in made.applications]
    for number, talk in enumerate(talks):
        await made.bidders[number].do("sendMessage", conversationId=talk, clientMessageId="1", body=f"From {number}.")
    asked, released = asyncio.Event(), asyncio.Event()

    async def delay(route: Route) -> None:
        posted = route.request.post_data_json
        if posted["operationName"] == "ConversationQuery" and posted["variables"]["id"] == talks[1]:
            asked.set()
            await released.wait()
        await route.continue_()

    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open(f"/inbox/{talks[0]}")
        await expect(page.get_by_role("log")).to_contain_text("From 0.")
        await page.route("**/graphql", delay)
        opened = page.get_by_role("region", name="Conversation", exact=True)
        row = page.get_by_role("navigation", name="Conversations").get_by_role("link", name="Bidder 1")
        # Not yet in the next frame is the one before to be seen.
        seen = """async (row) => {
          row.click();
          await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
          return document.querySelectorAll("[role=log], main form").length;
        }"""
        assert await page.evaluate(seen, await row.element_handle()) == 0
        await asyncio.wait_for(asked.wait(), PATIENCE)
        await expect(row).to_have_attribute("aria-current", "page")
        await expect(opened.get_by_role("status")).to_have_text("Loading …")
        await expect(opened).not_to_contain_text("From 0.")
        released.set()
        await expect(page.get_by_role("log")).to_contain_text("From 1.")
        await page.unroute_all(behavior="wait")


async def test_a_telephone_shows_what_can_be_touched_and_no_keys(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00")
    talk = (await made.awarder.do("openConversation", applicantId=made.applications[0]["id"]))["id"]
    await made.awarder.do("sendMessage", conversationId=talk, clientMessageId="1", body="Which database?")
    async with screen(browser, server, made.awarder, viewport=NARROW) as shown:
        page = shown.page
        await shown.open(f"/inbox/{talk}")
        for name in ("Edit: Which database?", "Delete: Which database?"):
            await expect(page.get_by_role("button", name=name)).to_have_css("opacity", "1")
        await expect(page.get_by_text("Ctrl+Enter sends it.")).to_be_hidden()
        await expect(page.get_by_text("Or drop them here, or paste them.")).to_be_hidden()
        log, form = await page.get_by_role("log").bounding_box(), await page.locator("form").bounding_box()
        assert log is not None
        assert form is not None
        assert form["height"] < 140 < 300 < log["height"]
    touch = {"viewport": NARROW, "has_touch": True, "is_mobile": True}
    async with screen(browser, server, made.awarder, **touch) as shown:
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        await expect(shown.page.get_by_text("Bidders never see it.")).to_be_visible()
        await expect(shown.page.get_by_text("Ctrl+Enter adds it.")).to_be_hidden()
        await expect(shown.page.get_by_role("button", name="Keys")).to_have_count(0)
        await shown.page.get_by_role("button", name="Close the panel").click()
        await shown.page.get_by_role("button", name="Actions").click()
        await expect(shown.page.get_by_role("dialog").locator("kbd").first).to_be_hidden()


async def test_a_new_message_counts_once(browser: Browser, server: Server) -> None:
    """CM-5: it counts beside the inbox alone, although there is a notification of it, and once in the title."""
    made = await table(server, "2000.00")
    talk = (await made.awarder.do("openConversation", applicantId=made.applications[0]["id"]))["id"]
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        inbox, notifications = (page.get_by_role("link", name=name) for name in ("Inbox", "Notifications"))
        await shown.open("/")
        # Of the bid.
        await expect(notifications).to_have_text("Notificationsunread: 1")
        await expect(page).to_have_title("(1) Market · Bidhall")
        await made.bidders[0].do("sendMessage", conversationId=talk, clientMessageId="1", body="Which database?")
        await expect(inbox).to_have_text("Inboxunread: 1")
        await expect(page).to_have_title("(2) Market · Bidhall")
        await expect(notifications).to_have_text("Notificationsunread: 1")
        await notifications.click()
        # What is looked at is read, the notification of the message, too; the message itself is not.
        await expect(page).to_have_title("(1) Notifications · Bidhall")
        await expect(notifications).to_have_text("Notifications")
        await expect(inbox).to_have_text("Inboxunread: 1")


async def test_what_was_new_is_marked_after_it_counts_as_read(browser: Browser, server: Server) -> None:
    """Opening the notifications reads them, and one still sees which were new."""
    made = await table(server, "2000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open("/notifications")
        items = page.get_by_role("main").get_by_role("listitem")
        unread = page.get_by_role("link", name="Notifications").get_by_text("unread:")
        await expect(items).to_have_count(1)
        await expect(unread).to_have_count(0)
        await expect(items.get_by_text("new", exact=True)).to_have_count(1)
        await shown.look()
        await page.get_by_role("link", name="Market").click()
        await expect(page.get_by_role("heading", name="Market", exact=True)).to_be_visible()
        await submitted(made.bidders[0], await published(made.awarder))
        await page.get_by_role("link", name="Notifications").click()
        await expect(items).to_have_count(2)
        await expect(items.first.get_by_text("new", exact=True)).to_be_visible()
        await expect(items.last.get_by_text("new", exact=True)).to_have_count(0)


async def test_the_way_to_a_bid_leads_to_the_bid_itself(browser: Browser, server: Server) -> None:
    """From its conversation and from a notification about its offer; a keyboard goes on from there."""
    made, _ = await offered(server)
    client, bidder = made.awarder, made.bidders[0]
    talk = (await client.do("openConversation", applicantId=made.applications[0]["id"]))["id"]
    async with screen(browser, server, bidder, viewport={"width": 360, "height": 500}) as shown:
        page, bid = shown.page, shown.page.get_by_role("region", name="Your bid")
        for path, link in ((f"/inbox/{talk}", "To your bid"), ("/notifications", "is offered to you")):
            await shown.open(path)
            await page.get_by_role("link", name=link).click()
            await expect(bid).to_be_focused()
            await expect(bid.get_by_role("heading", name="Your bid")).to_be_in_viewport()
            await page.keyboard.press("Tab")
            assert await bid.evaluate("(bid) => bid.contains(document.activeElement)")
        await shown.look()
