"""Conversations and notifications in Chromium: where one writes, what the inbox shows, and what was new."""

import pytest
from playwright.async_api import Browser, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, NARROW, screen
from tests.support.api.server import Server
from tests.support.domain.market import published, submitted
from tests.support.domain.table import table

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
        await page.get_by_role("heading", name="A payment service", exact=True).get_by_role("link").click()
        await expect(page).to_have_url(f"{server.origin}/demands/{made.demand}/workbench/{made.candidates[0]}")
        await expect(page.get_by_role("heading", name="Bidder 0", exact=True)).to_be_visible()
        await shown.open(f"/inbox/{other['id']}")
        await expect(page.get_by_role("log")).to_contain_text("Which database?")
        await page.get_by_role("link", name="To the workbench").click()
        await expect(page.get_by_text("1 candidate")).to_be_visible()


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
        await expect(shown.page.get_by_text("Applicants never see it.")).to_be_visible()
        await expect(shown.page.get_by_text("Ctrl+Enter adds it.")).to_be_hidden()
        await expect(shown.page.get_by_role("button", name="Keys")).to_have_count(0)
        await shown.page.get_by_role("button", name="Close the candidate").click()
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
