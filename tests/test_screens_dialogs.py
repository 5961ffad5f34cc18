"""Dialogs that ask for what an act needs, in Chromium: what closes them."""

import asyncio

import pytest
from playwright.async_api import Browser, Route, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.api.stages import ask, effective
from tests.support.domain.table import table
from tests.support.waiting import PATIENCE

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def test_neither_a_press_beside_a_dialog_nor_a_double_press_closes_it(browser: Browser, server: Server) -> None:
    """A refusal is sent again by a double press: the dialog gets smaller, and the second press falls beside it."""
    made = await effective(server)

    async def lose(route: Route) -> None:
        if route.request.post_data_json["operationName"] == "FundingMutation":
            await route.fulfill(status=503)
        else:
            await route.continue_()

    async with screen(browser, server, made.awarder, expects=("503",)) as one:
        page = one.page
        await page.route("**/graphql", lose)
        await one.open(f"/contracts/{made.contract['id']}")
        dialog = await ask(one, "Pay it in")
        act = dialog.get_by_role("button", name="Go on to pay")
        await act.click()
        await expect(dialog.get_by_role("alert")).to_be_visible()
        await act.dblclick()
        await expect(dialog.get_by_role("alert")).to_be_visible()
        await page.mouse.dblclick(20, 450)
        await expect(dialog.get_by_role("alert")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)
        await page.unroute_all(behavior="wait")


async def test_what_was_written_into_a_dialog_is_there_when_it_is_opened_again(
    browser: Browser, server: Server
) -> None:
    """For the same act on the same thing, on this page, until it was sent; Escape loses nothing."""
    made = await table(server, "2000.00", "3000.00")
    first, second = made.candidates
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        dialog, more = page.get_by_role("dialog"), page.get_by_label("More about it")
        await shown.open(f"/demands/{made.demand}/workbench/{first}")
        await page.get_by_role("button", name="Eliminate …").click()
        price = dialog.get_by_role("radio", name="Price")
        await price.check()
        await more.fill("Too far away.")
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)
        await page.get_by_role("button", name="Eliminate …").click()
        await expect(more).to_have_value("Too far away.")
        await expect(price).to_be_checked()
        await page.keyboard.press("Escape")
        await page.get_by_role("row").filter(has_text="Bidder 1").click()
        await page.wait_for_url(f"**/workbench/{second}")
        await expect(page.get_by_role("heading", name="Bidder 1")).to_be_visible()
        await page.get_by_role("button", name="Eliminate …").click()
        await expect(dialog).to_contain_text("Bidder 1")
        await expect(more).to_have_value("")
        await expect(dialog.get_by_role("radio", checked=True)).to_have_count(0)
        await page.keyboard.press("Escape")
        await page.get_by_role("row").filter(has_text="Bidder 0").click()
        await expect(page.get_by_role("heading", name="Bidder 0")).to_be_visible()
        await page.get_by_role("button", name="Eliminate …").click()
        await expect(more).to_have_value("Too far away.")
        await shown.look()
        await expect(price).to_be_checked()
        await dialog.get_by_role("button", name="Eliminate").click()
        await expect(dialog).to_have_count(0)
        await page.get_by_role("button", name="Restore …").click()
        await expect(dialog.get_by_label("Reason")).to_have_value("")
        await dialog.get_by_label("Reason").fill("A mistake.")
        await dialog.get_by_role("button", name="Restore").click()
        await expect(dialog).to_have_count(0)
        await page.get_by_role("button", name="Eliminate …").click()
        await expect(more).to_have_value("")
        await expect(dialog.get_by_role("radio", checked=True)).to_have_count(0)


async def test_no_dialog_of_a_page_is_in_front_of_the_one_that_is_loaded(browser: Browser, server: Server) -> None:
    """The way back leads past it, also while what it leads to takes its time."""
    made = await table(server, "2000.00")
    talk = (await made.awarder.do("openConversation", applicantId=made.applications[0]["id"]))["id"]
    await made.awarder.do("sendMessage", conversationId=talk, clientMessageId="1", body="Which database?")
    asked, released = asyncio.Event(), asyncio.Event()

    async def delay(route: Route) -> None:
        if route.request.post_data_json["operationName"] == "WorkbenchQuery":
            asked.set()
            await released.wait()
        await route.continue_()

    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        await page.get_by_role("button", name="Write a message").click()
        await page.get_by_role("button", name="Delete: Which database?").click()
        await expect(page.get_by_role("dialog", name="Delete the message")).to_be_visible()
        await page.route("**/graphql", delay)
        await page.go_back()
        await asyncio.wait_for(asked.wait(), PATIENCE)
        await expect(page.get_by_role("main").get_by_role("status")).to_have_text("Loading …")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        released.set()
        await expect(page.get_by_role("article", name="Bidder 0")).to_be_visible()
        await page.unroute_all(behavior="wait")
