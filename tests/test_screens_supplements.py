"""Changing and ending an effective contract in Chromium, by both sides."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.support.api.paper import answer, hand_in, take
from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.server import Server
from tests.support.domain.contracting import Agreed, agreed
from tests.support.domain.market import PASSWORD, grant, person

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


@pytest.fixture
async def bound(server: Server) -> Agreed:
    """An effective contract with one stage of 3000.00 USD."""
    made = await agreed(server)
    await made.sign()
    return made


async def ask(page: Page, button: str, answer: str, *, reason: str | None = None) -> None:
    """One of the decisions that are asked about before they are made."""
    await page.get_by_role("button", name=f"{button} …").click()
    dialog = page.get_by_role("dialog")
    if reason is not None:
        await dialog.get_by_label("Reason").fill(reason)
    await dialog.get_by_role("button", name=answer).click()
    await expect(dialog).to_have_count(0)


async def sign(page: Page, consequence: str) -> None:
    await page.get_by_role("button", name="Sign …").click()
    await expect(page.get_by_role("dialog")).to_contain_text(consequence)
    await page.get_by_role("dialog").get_by_label("Your password").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def proposed(shown: Screen, rationale: str) -> None:
    """The least that a supplement can be: a second stage."""
    page = shown.page
    await page.get_by_role("link", name="Propose a change").click()
    await page.get_by_label("Why the change is needed").fill(rationale)
    await page.get_by_role("button", name="Add a stage").click()
    added = page.get_by_role("group", name="New stage 1")
    await added.get_by_role("textbox", name="New stage 1").fill("More of it")
    await added.get_by_label("Amount").fill("10.00")
    await page.get_by_role("button", name="Propose the supplement").click()
    await expect(page.get_by_text("It waits for the approval of")).to_be_visible()


async def test_a_supplement_changes_what_holds_and_nothing_that_was_signed(
    browser: Browser, server: Server, bound: Agreed
) -> None:
    """CO-9 on two screens: its differences read, approved, signed here and on paper, and what held before."""
    path = f"/contracts/{bound.contract['id']}"
    async with screen(browser, server, bound.awarder) as one, screen(browser, server, bound.receiver) as other:
        await other.open(path)
        await expect(other.page.get_by_text("Nothing was changed since both sides have signed.")).to_be_visible()
        await one.open(path)
        page, there = one.page, other.page
        await page.get_by_role("link", name="Propose a change").click()
        stage = page.get_by_role("group", name="Stage 1")
        await stage.get_by_label("Amount").fill("2 500,00")
        await page.get_by_label("Change another term").select_option("Days to pay in")
        await page.get_by_label("Days to pay in", exact=True).fill("14")
        await expect(page.get_by_text("US$500 less")).to_be_visible()
        await page.get_by_role("button", name="Propose the supplement").click()
        await expect(page.get_by_label("Why the change is needed")).to_have_attribute("aria-invalid", "true")
        await one.look()
        await page.reload()
        await expect(stage.get_by_label("Amount")).to_have_value("2500.00")
        await page.get_by_label("Why the change is needed").fill("Less is needed.")
        await page.get_by_role("button", name="Propose the supplement").click()
        await expect(page.get_by_text("It waits for the approval of Bidder 0.")).to_be_visible()

        # One at a time: whoever is there sees it come.
        await there.get_by_role("link", name="Supplement 1").click()
        await expect(there.locator("del")).to_have_text(["US$3,000", "US$3,000", "30"])
        await expect(there.locator("ins")).to_have_text(["US$2,500", "US$2,500", "14"])
        await other.look()
        await ask(there, "Approve it", "Approve it")
        await expect(page.get_by_text("It waits for the signature of Bidder 0.")).to_be_visible()
        await sign(there, "The terms change once Acme has signed, too.")
        # The awarder signs on paper.
        pru = await person(server.url, "Pru")
        await grant(server, pru, "PROFESSIONAL")
        await page.get_by_role("link", name="Sign on paper").click()
        await hand_in(page, "scan.png")
        await expect(there.get_by_text("Acme has handed in a scan.")).to_be_visible()
        await one.look()
        async with screen(browser, server, pru) as desk:
            await take(desk, "Scan of a supplement to compare")
            await desk.look()
            await answer(desk.page)
            await expect(page.get_by_text("Your side has signed it on")).to_be_visible()
        await one.page.go_back()
        for each in (page, there):
            await expect(each.get_by_text("it is part of the terms that hold")).to_be_visible()
        await page.get_by_role("link", name="C-").click()
        await expect(page.get_by_role("cell", name="US$2,500.00", exact=True).first).to_be_visible()
        await expect(page.get_by_role("link", name="Propose a change")).to_be_visible()
        await one.look()
        before = page.get_by_role("option", name="as signed")
        await page.get_by_label("Terms that hold").select_option(await before.get_attribute("value"))
        await expect(page.get_by_role("cell", name="US$3,000.00", exact=True).first).to_be_visible()


async def test_supplements_are_withdrawn_and_rejected_and_both_sides_end_the_contract(
    browser: Browser, server: Server, bound: Agreed
) -> None:
    """CO-9 and CO-11 on two screens: nothing changes without the other side, and both end it."""
    path = f"/contracts/{bound.contract['id']}"
    async with screen(browser, server, bound.awarder) as one, screen(browser, server, bound.receiver) as other:
        page, there = one.page, other.page
        await one.open(path)
        await proposed(one, "More is needed.")
        await ask(page, "Withdraw it", "Withdraw it")
        await expect(page.get_by_text("It was taken back.")).to_be_visible()
        await page.get_by_role("link", name="C-").click()
        await proposed(one, "It is needed indeed.")
        await other.open("/notifications")
        await there.get_by_role("link", name="A supplement to the contract").first.click()
        await ask(there, "Reject it", "Reject it", reason="We have no time.")
        await expect(page.get_by_text("We have no time.")).to_be_visible()

        for each in (one, other):
            await each.page.get_by_role("link", name="C-").click()
        await ask(page, "Propose to end the contract", "Propose it", reason="The work is not needed any more.")
        await expect(there.get_by_text("The work is not needed any more.")).to_be_visible()
        await other.look()
        await ask(there, "Decline to end it", "Decline to end the contract")
        await ask(there, "Propose to end the contract", "Propose it", reason="Half of it is enough.")
        await expect(page.get_by_text("Half of it is enough.")).to_be_visible()
        await expect(there.get_by_role("button", name="Take the proposal back …")).to_be_visible()
        await ask(page, "End the contract", "End the contract")
        for each in (page, there):
            await expect(each.get_by_text("It binds nobody any more.")).to_be_visible()
            await expect(each.get_by_text("Half of it is enough.")).to_be_visible()
            await expect(each.get_by_role("link", name="Propose a change")).to_have_count(0)
        await one.look()
