"""The workbench in Chromium: other weights, several candidates at once, taking back, colliding, comparing, checking."""

import asyncio
import json

import pytest
from playwright.async_api import Browser, Locator, Page, Route, ViewportSize, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.server import Server
from tests.support.domain.market import submitted
from tests.support.domain.table import Table, table
from tests.support.waiting import PATIENCE, until

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

WHAT_IF = """query ($id: ID!, $weights: [CriterionWeightInput!]!) { demand(id: $id) { ... on BiddingDemand { workbench {
  ordering(weights: $weights) { candidate { applicant { party { name } } } } } } } }"""


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("row").filter(has_text=name)


def cells(page: Page) -> Locator:
    """The names of the candidates in the order in which they are shown."""
    return page.locator("[role=row] [role=gridcell]:nth-child(2)")


async def names(page: Page) -> list[str]:
    return [each.strip() for each in await cells(page).all_inner_texts()]


async def at_workbench(shown: Screen, made: Table) -> Page:
    await shown.open(f"/demands/{made.demand}/workbench")
    await expect(shown.page.get_by_text("live", exact=True)).to_be_visible()
    return shown.page


async def test_other_weights_are_tried_here_alone_and_kept_by_an_amendment(browser: Browser, server: Server) -> None:
    """WB-6 and EB-6 on a screen: sliders by keyboard, always a whole, and the order that the server would give."""
    made = await table(server, "4000.00", "3000.00", "2000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await at_workbench(shown, made)
        before = await names(page)
        await page.keyboard.press("w")
        await expect(page.get_by_label("Weight of Price", exact=True)).to_be_focused()
        await page.keyboard.press("Home")
        await expect(page.get_by_label("Weight of Price in percent")).to_have_value("0")
        values = await page.get_by_role("slider").evaluate_all("all => all.map(({value}) => Number(value))")
        assert sum(values) == 10_000
        keys = [each["key"] for each in (await made.awarder.workbench(made.demand))["workbench"]["criteria"]]
        weights = [{"key": key, "weight": value} for key, value in zip(keys, values, strict=True)]
        answer = await made.awarder.ask(WHAT_IF, id=made.demand, weights=weights)
        found = answer["demand"]["workbench"]["ordering"]
        there = [each["candidate"]["applicant"]["party"]["name"] for each in found]
        assert there != before
        await expect(cells(page)).to_have_text(there)
        await shown.look(closely=True)
        await page.get_by_role("button", name="Reset").click()
        await expect(cells(page)).to_have_text(before)
        await page.get_by_label("Weight of Price in percent").fill("100")
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Keep …").click()
        await page.get_by_role("button", name="Amend the demand").click()
        await expect(row(page, before[0])).to_contain_text("to be confirmed")
        criteria = (await made.awarder.workbench(made.demand))["workbench"]["criteria"]
        assert {each["key"]: each["weight"] for each in criteria}["price_fit"] == 10_000


async def test_several_are_decided_about_together_and_taken_back_with_their_ranks(
    browser: Browser, server: Server
) -> None:
    """WB-2, WB-3 and WB-12 on a screen, by keys alone: one reason for all, and a reason for taking it back."""
    made = await table(server, "2000.00", "3000.00", "4000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await at_workbench(shown, made)
        press = page.keyboard.press
        first, second, third = await names(page)
        for key in ("j", "a", "j", "a", "x", "Shift+j"):
            await press(key)
        await expect(page.get_by_text("2 selected")).to_be_visible()
        await expect(row(page, second)).to_contain_text("2nd choice")
        await press("Alt+ArrowUp")
        await press("k")
        await press("Alt+ArrowUp")
        await expect(row(page, second)).to_contain_text("1st choice")
        await shown.look(closely=True)
        await press("e")
        await expect(page.get_by_role("heading", name="Eliminate 2 bidders", exact=True)).to_be_visible()
        for key in (" ", "Tab"):
            await press(key)
        await page.keyboard.type("Too dear, both.")
        for key in ("Tab", "Tab", "Enter"):
            await press(key)
        for name in (second, third):
            await expect(row(page, name)).to_contain_text("Eliminated")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await press("Control+z")
        await expect(page.get_by_text("Taken back: 2 bidders stand as before.")).to_be_visible()
        await expect(row(page, second)).to_contain_text("1st choice")
        await expect(row(page, first)).to_contain_text("2nd choice")
        record = await made.record()
        assert [each["action"] for each in record[-5:]] == [
            "ELIMINATED",
            "ELIMINATED",
            "RESTORED",
            "RESTORED",
            "PLACED",
        ]
        assert "decided by mistake at" in record[-2]["reason"]
        await press("Control+k")
        await page.keyboard.type("restore")
        option = page.get_by_role("option", name="Restore, with a reason")
        await expect(option).to_have_attribute("aria-disabled", "true")
        await expect(option).to_contain_text("It is not eliminated.")
        await shown.look(closely=True)
        await page.get_by_role("combobox", name="Find an action").fill("mark as read")
        await press("Enter")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(row(page, third).get_by_role("img", name="unread")).to_have_count(0)
        await press("c")
        await expect(page.get_by_role("table")).to_contain_text(third)
        await expect(page.get_by_role("cell", name="US$3,000 the best")).to_be_visible()
        await shown.look(closely=True)


async def test_candidates_are_dragged_into_the_alternatives_and_within_them(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await at_workbench(shown, made)
        first, second = await names(page)
        list_ = page.get_by_role("region", name="Choices").get_by_role("list")
        for name in (first, second):
            await row(page, name).drag_to(list_)
            await expect(list_.get_by_role("listitem").filter(has_text=name)).to_be_visible()
        await (
            list_.get_by_role("listitem")
            .filter(has_text=second)
            .drag_to(list_.get_by_role("listitem").filter(has_text=first))
        )
        await expect(row(page, second)).to_contain_text("1st choice")
        await expect(row(page, first)).to_contain_text("2nd choice")

        async def is_moved() -> bool:
            return [(await made.candidate(id))["alternativeRank"] for id in await made.ranks()] == [1, 2]

        await until(is_moved)  # shown before the server has it
        told = page.get_by_role("status").filter(has_text=f"{second} is the 1st choice now.")
        await told.get_by_role("button", name="Undo", exact=True).click()
        await expect(page.get_by_text(f"Taken back: {second} is the 2nd choice again.")).to_be_visible()
        assert await made.ranks() == made.candidates
        await page.get_by_role("button", name=f"Undo: {second} added to the choices").click()
        await expect(page.get_by_text(f"Taken back: {second} is undecided again.")).to_be_visible()
        await shown.look(closely=True)
        await page.get_by_role("button", name=f"Undo: {first} added to the choices").click()
        await expect(page.get_by_text(f"Taken back: {first} is undecided again.")).to_be_visible()
        await expect(page.get_by_role("button", name="Undo", exact=True)).to_be_disabled()
        assert await made.ranks() == []


async def test_what_is_decided_in_front_of_the_list_is_undone_there(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    size: ViewportSize = {"width": 320, "height": 700}
    async with screen(browser, server, made.awarder, viewport=size) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        await page.get_by_role("button", name="Add to choices").click()
        told = page.get_by_role("status").filter(has_text="Bidder 0 is the 1st choice now.")
        await told.get_by_role("button", name="Undo", exact=True).click()
        await expect(page.get_by_text("Taken back: Bidder 0 is undecided again.")).to_be_visible()
        await expect(page.get_by_role("button", name="Add to choices")).to_be_visible()
        await shown.look(closely=True)
        await page.get_by_role("button", name="Dismiss").click()
        await expect(page.get_by_text("Bidder 0 is undecided again.")).to_have_count(0)


async def test_two_deciders_collide_and_the_loser_sees_both_states(browser: Browser, server: Server) -> None:
    """EB-13 on a screen: what was wanted and what stands, and then either; with a lost answer, nothing twice."""
    made = await table(server, "2000.00", "3000.00")
    one, two = made.candidates
    lost: list[str] = []

    async def decide_first(route: Route) -> None:
        asked = json.loads(route.request.post_data or "")
        mutation = asked.get("operationName") or ""
        if mutation == "sendingEliminateMutation" and not lost:
            lost.append(mutation)
            await made.place(one)
        if mutation == "sendingPlaceMutation" and mutation not in lost:
            lost.append(mutation)
            await route.fetch()
            await route.abort()
            return
        await route.continue_()

    async with screen(browser, server, made.awarder, expects=("ERR_FAILED",)) as shown:
        await shown.page.route("**/graphql", decide_first)
        await shown.open(f"/demands/{made.demand}/workbench/{one}")
        page = shown.page
        await page.get_by_role("button", name="Eliminate …").click()
        await page.get_by_role("radio", name="Price").check()
        await page.get_by_role("dialog").get_by_role("button", name="Eliminate", exact=True).click()
        dialog = page.get_by_role("dialog", name="This was decided meanwhile")
        await expect(dialog.get_by_role("row").filter(has_text="Bidder 0")).to_contain_text("Undecided")
        await expect(dialog.get_by_role("row").filter(has_text="Bidder 0")).to_contain_text("1st choice")
        await expect(dialog).to_contain_text("Eliminate it · Price")
        await shown.look(closely=True)
        await dialog.get_by_role("button", name="Do it anyway").click()
        await expect(row(page, "Bidder 0")).to_contain_text("Eliminated")
        await expect(dialog).to_have_count(0)
        await expect(page.get_by_role("button", name="Restore …")).to_be_visible()  # after the answer
        await shown.open(f"/demands/{made.demand}/workbench/{two}")
        await page.get_by_role("button", name="Add to choices").dblclick()
        await expect(row(page, "Bidder 1")).to_contain_text("1st choice")
        await expect(page.get_by_role("article").get_by_text("1st choice")).to_be_visible()
        await expect(page.get_by_role("button", name="Remove from choices")).to_be_visible()  # after the answer
        await page.unroute_all(behavior="wait")
    assert [each["action"] for each in await made.record()][-3:] == ["PLACED", "ELIMINATED", "PLACED"]


async def test_what_waits_for_its_answer_can_be_decided_about_further_and_taken_back(
    browser: Browser, server: Server
) -> None:
    """A key is never lost, and several decisions about one candidate are taken back one after the other."""
    made = await table(server, "2000.00", "3000.00")
    held: asyncio.Queue[asyncio.Event] = asyncio.Queue()

    async def hold(route: Route) -> None:
        if "sendingPlaceMutation" in (route.request.post_data or ""):
            released = asyncio.Event()
            held.put_nowait(released)
            await released.wait()
        await route.continue_()

    async def is_recorded(*actions: str) -> bool:
        return [each["action"] for each in await made.record()][-len(actions) :] == [*actions]

    async with screen(browser, server, made.awarder) as shown:
        page = await at_workbench(shown, made)
        press, zero = page.keyboard.press, row(page, "Bidder 0")
        await page.route("**/graphql", hold)
        await zero.click()
        await press("a")
        placing = await asyncio.wait_for(held.get(), PATIENCE)
        await expect(zero).to_contain_text("1st choice")
        await press("Control+z")
        placing.set()
        await expect(page.get_by_text("Taken back: Bidder 0 is undecided again.")).to_be_visible()
        await expect(zero).not_to_contain_text("choice")
        assert await is_recorded("PLACED", "DROPPED")
        await press("a")
        placing = await asyncio.wait_for(held.get(), PATIENCE)
        await expect(zero).to_contain_text("1st choice")
        await press("e")
        await expect(page.get_by_role("heading", name="Eliminate Bidder 0", exact=True)).to_be_visible()
        await page.get_by_role("radio", name="Price").check()
        await page.get_by_role("dialog").get_by_role("button", name="Eliminate", exact=True).click()
        await expect(zero).to_contain_text("Eliminated")
        placing.set()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await press("Control+z")
        again = await asyncio.wait_for(held.get(), PATIENCE)
        await press("Control+z")
        again.set()
        await until(lambda: is_recorded("PLACED", "DROPPED", "PLACED", "ELIMINATED", "RESTORED", "PLACED", "DROPPED"))
        await expect(page.get_by_text("Taken back: Bidder 0 is undecided again.")).to_be_visible()
        await expect(zero).not_to_contain_text("choice")
        await expect(zero).not_to_contain_text("Eliminated")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await page.unroute_all(behavior="wait")


@pytest.mark.parametrize("eliminates", [False, True])
async def test_an_answer_that_comes_after_newer_events_undoes_nothing(
    browser: Browser, server: Server, eliminates: bool
) -> None:
    """What a colleague has decided since stands, however late the answer to one's own decision comes."""
    made = await table(server, "2000.00", "3000.00")
    one, two = made.candidates
    decided, released = asyncio.Event(), asyncio.Event()

    async def delay(route: Route) -> None:
        response = await route.fetch()
        if route.request.post_data_json["operationName"] in ("sendingPlaceMutation", "sendingEliminateMutation"):
            decided.set()
            await released.wait()
        await route.fulfill(response=response)

    async with screen(browser, server, made.awarder) as shown:
        page = await at_workbench(shown, made)
        await page.route("**/graphql", delay)
        await row(page, "Bidder 0").click()
        await page.get_by_role("button", name="Eliminate …" if eliminates else "Add to choices").click()
        if eliminates:
            await page.get_by_role("radio", name="Price").check()
            await page.get_by_role("dialog").get_by_role("button", name="Eliminate", exact=True).click()
        await asyncio.wait_for(decided.wait(), PATIENCE)
        if eliminates:
            await made.awarder.do("restoreCandidates", candidateIds=[one], reason="By mistake.")
        else:
            await made.eliminate(one)
        await made.place(two)
        # The last of the events has come.
        await expect(row(page, "Bidder 1")).to_contain_text("choice")
        async with page.expect_response(lambda response: "recountingTallyQuery" in (response.request.post_data or "")):
            released.set()
        shows = expect(row(page, "Bidder 0"))
        await (shows.not_to_contain_text("Eliminated") if eliminates else shows.to_contain_text("Eliminated"))
        await page.unroute_all(behavior="wait")


async def test_a_bid_that_was_revised_while_it_was_marked_as_read_is_unread(browser: Browser, server: Server) -> None:
    """The answer to an act, which comes after a newer event, does not undo it."""
    made = await table(server, "2000.00")
    marked, released = asyncio.Event(), asyncio.Event()

    async def delay(route: Route) -> None:
        response = await route.fetch()
        if route.request.post_data_json["operationName"] == "decisionsReadMutation":
            marked.set()
            await released.wait()
        await route.fulfill(response=response)

    async with screen(browser, server, made.awarder) as shown:
        page = await at_workbench(shown, made)
        await page.route("**/graphql", delay)
        await page.get_by_role("checkbox", name="Select Bidder 0").check()
        unread = row(page, "Bidder 0").get_by_role("img", name="unread")
        await expect(unread).to_be_visible()
        async with page.expect_response(lambda answer: "decisionsReadMutation" in (answer.request.post_data or "")):
            await page.get_by_role("button", name="Mark as read").click()
            await asyncio.wait_for(marked.wait(), PATIENCE)
            await expect(unread).to_have_count(0)
            await submitted(made.bidders[0], made.demand, "1500.00")
            await expect(row(page, "Bidder 0")).to_contain_text("revised")
            await expect(unread).to_be_visible()
            released.set()
        await expect(page.get_by_role("button", name="Mark as read")).to_be_visible()
        await expect(unread).to_be_visible()
        await page.unroute_all(behavior="wait")


async def test_the_record_checks_itself_and_shows_a_changed_byte_where_it_lies(
    browser: Browser, server: Server
) -> None:
    """WB-10 on a screen: newest first, live, by candidate; what the server sends is not believed."""
    made = await table(server, "2000.00", "3000.00")
    await made.eliminate(made.candidates[0])
    changes: dict[str, str] = {}

    async def change(route: Route) -> None:
        answer = await route.fetch()
        text = await answer.text()
        for was, becomes in changes.items():
            text = text.replace(was, becomes)
        await route.fulfill(response=answer, body=text)

    async with screen(browser, server, made.awarder) as shown:
        await shown.open(f"/demands/{made.demand}/workbench/record")
        page = shown.page
        entries = page.get_by_role("listitem")
        await expect(page.get_by_text("Intact")).to_be_visible()
        await expect(entries.first).to_contain_text("Too dear.")
        await made.place(made.candidates[1])
        await expect(entries.first).to_contain_text("Added to the choices")
        await expect(page.get_by_text("3 entries were checked in this browser.")).to_be_visible()
        await page.get_by_label("Only what concerns").select_option("Bidder 0")
        await expect(entries).to_have_count(1)
        await shown.look(closely=True)
        await page.route("**/graphql", change)
        for was, becomes, said in (
            ("Too dear.", "Too deer.", "The text “reason” is not what was typed."),
            ('\\"action\\":\\"ELIMINATED\\"', '\\"action\\":\\"ELIMINATEE\\"', "Its content does not fit its digest"),
        ):
            changes.clear()
            changes[was] = becomes
            await shown.open(f"/demands/{made.demand}/workbench/record")
            await expect(page.get_by_text("Broken at entry 2")).to_be_visible()
            await expect(entries.nth(1)).to_contain_text(said)
            await expect(page.locator("mark").first).to_have_text("e" if becomes == "Too deer." else "E")
        await shown.look(closely=True)


async def test_wb1_a_stranger_sees_neither_record_nor_comparison(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.bidders[0]) as shown:
        for path in ("record", f"compare?of={','.join(made.candidates)}", f"compare?of={made.candidates[0]}"):
            await shown.open(f"/demands/{made.demand}/workbench/{path}")
            await expect(shown.page.get_by_role("heading", name="There is nothing here", exact=True)).to_be_visible()
    async with screen(browser, server, made.awarder) as shown:
        await shown.open(f"/demands/{made.demand}/workbench/compare?of={made.candidates[0]}")
        await expect(shown.page.get_by_text("Select two to six bidders at the workbench")).to_be_visible()
