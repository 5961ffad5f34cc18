"""Answers to messages, and what messages and public answers said before they were changed, in Chromium."""

import pytest
from playwright.async_api import Browser, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.market import enterprise, person, published
from tests.support.domain.talk import talk

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def test_an_answer_quotes_what_it_answers_and_leads_to_it(browser: Browser, server: Server) -> None:
    """Also to a message that is older than all that is shown. Whoever chooses to answer goes on with typing."""
    talked = await talk(server)
    await talked.say(talked.bidder, "How many payments a day?")
    for number in range(52):
        await talked.say(talked.bidder, f"And {number}?")
    async with screen(browser, server, talked.bidder) as asking, screen(browser, server, talked.awarder) as shown:
        page = shown.page
        await shown.open(f"/inbox/{talked.id}")
        await asking.open(f"/inbox/{talked.id}")
        await page.get_by_role("button", name="Show older ones").click()
        first = page.get_by_role("listitem").filter(has=page.get_by_text("How many payments a day?", exact=True))
        await first.hover()
        await first.get_by_role("button", name="Reply: How many payments a day?").click()
        field = page.get_by_label("Message", exact=True)
        await expect(field).to_be_focused()
        await expect(page.get_by_role("button", name="Do not reply to it")).to_be_visible()
        await shown.look(closely=True)
        await field.fill("About 3,000.")
        await field.press("Control+Enter")
        await expect(page.get_by_role("button", name="Do not reply to it")).to_have_count(0)
        page = asking.page
        await page.get_by_role("button", name="To the message that it answers, by Bidder: How many payments").click()
        asked = page.get_by_role("listitem").filter(has=page.get_by_text("How many payments a day?", exact=True)).first
        await expect(asked).to_be_focused()
        await expect(asked).to_be_in_viewport()


async def test_an_edited_message_shows_what_it_said_before(browser: Browser, server: Server) -> None:
    talked = await talk(server)
    sent = await talked.say(talked.bidder, "By May.")
    await talked.bidder.do("editMessage", messageId=sent["id"], expectedVersion=sent["version"], body="By June.")
    async with screen(browser, server, talked.awarder) as shown:
        await shown.open(f"/inbox/{talked.id}")
        await expect(shown.page.get_by_role("log")).not_to_contain_text("By May.")
        await shown.page.get_by_role("button", name="edited: what it said before").click()
        dialog = shown.page.get_by_role("dialog", name="What it said before")
        await expect(dialog.get_by_text("By May.")).to_be_visible()
        await shown.look(closely=True)
        await dialog.get_by_role("button", name="Close").click()
        await expect(dialog).to_have_count(0)


async def test_a_corrected_answer_shows_what_it_said_before(browser: Browser, server: Server) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url, "Ben")
    demand = await published(awarder)
    asked = await bidder.do("askQuestion", demandId=demand, partyId=bidder.party, body="By when?")
    answered = await awarder.do("answerQuestion", questionId=asked["id"], expectedVersion=asked["version"], body="May.")
    again = {"questionId": asked["id"], "expectedVersion": answered["version"]}
    async with screen(browser, server, bidder) as shown:
        page = shown.page
        await shown.open(f"/demands/{demand}")
        await expect(page.get_by_text("May.", exact=True)).to_be_visible()
        await expect(page.get_by_role("button", name="What it said before")).to_have_count(0)
        await awarder.do("answerQuestion", **again, body="June.")
        await expect(page.get_by_text("June.", exact=True)).to_be_visible()
        await page.get_by_role("button", name="What it said before").click()
        await expect(page.get_by_role("dialog").get_by_text("May.", exact=True)).to_be_visible()
        await shown.look(closely=True)
