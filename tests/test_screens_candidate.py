"""One candidate at the workbench in Chromium: what is said of it, what comes next, and where the keyboard goes on."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Page, Request, Route, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, NARROW, WIDE, Screen, screen
from tests.support.api.server import Server
from tests.support.domain.market import colleague, person, published, submitted
from tests.support.domain.table import Table, table
from tests.support.waiting import PATIENCE

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def reading(shown: Screen, made: Table, place: int = 0) -> Page:
    await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[place]}")
    await expect(shown.page.get_by_role("article", name=f"Bidder {place}")).to_be_visible()
    return shown.page


async def test_each_candidate_is_read_from_its_name_on(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await reading(shown, made)
        await page.set_viewport_size({"width": 1440, "height": 450})
        aside = page.get_by_role("complementary")
        await aside.evaluate("aside => aside.scrollTo(0, 9_999)")
        await expect(aside).not_to_have_js_property("scrollTop", 0)
        await page.keyboard.press("j")
        await expect(page.get_by_role("heading", name="Bidder 1", exact=True)).to_be_in_viewport()
        await expect(aside).to_have_js_property("scrollTop", 0)


@pytest.mark.parametrize("key", ["", "j"])
async def test_nothing_is_shown_or_decided_of_a_candidate_while_another_one_is_loaded(
    browser: Browser, server: Server, key: str
) -> None:
    """The panel shows the name, rank and price of whoever is chosen at once; what is decided there is about them."""
    made = await table(server, "2000.00", "3000.00")
    for candidate in made.candidates:
        await made.place(candidate)
    asked, released = asyncio.Event(), asyncio.Event()

    async def delay(route: Route) -> None:
        posted = route.request.post_data_json
        if posted["operationName"] == "CandidatePanelQuery" and posted["variables"]["id"] == made.candidates[1]:
            asked.set()
            await released.wait()
        await route.continue_()

    async with screen(browser, server, made.awarder) as shown:
        page = await reading(shown, made)
        aside = page.get_by_role("complementary")
        remove = aside.get_by_role("button", name="Remove from choices")
        await expect(remove).to_be_visible()
        await page.route("**/graphql", delay)
        # Not yet in the next frame, when the answer cannot be there, is the one before to be seen.
        seen = """async ([key, row]) => {
          if (key) document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
          else row.click();
          await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
          const aside = document.querySelector("aside[aria-busy]");
          return [aside.querySelector("h2").textContent.trim(), aside.querySelectorAll("form").length];
        }"""
        row = await page.get_by_role("row").filter(has_text="Bidder 1").element_handle()
        assert await page.evaluate(seen, [key, row]) == ["Bidder 1", 0]
        await asyncio.wait_for(asked.wait(), PATIENCE)
        await expect(aside.get_by_role("status")).to_have_text("Loading …")
        await expect(aside).to_contain_text("Rank 2")
        await expect(aside).to_contain_text("US$3,000")
        await expect(aside).not_to_contain_text("Bidder 0")
        await expect(aside.get_by_role("button")).to_have_count(1)
        await expect(aside.get_by_role("button", name="Close the panel")).to_be_visible()
        await shown.look()
        # A key is about the one whom the panel shows.
        await page.keyboard.press("e")
        await expect(page.get_by_role("dialog", name="Eliminate Bidder 1")).to_be_visible()
        await page.keyboard.press("Escape")
        released.set()
        await expect(aside.get_by_role("article", name="Bidder 1")).to_be_visible()
        async with page.expect_response(lambda answer: "sendingDropMutation" in (answer.request.post_data or "")):
            await remove.click()
        await expect(page.get_by_role("row").filter(has_text="Bidder 1")).not_to_contain_text("choice")
        await expect(page.get_by_role("row").filter(has_text="Bidder 0")).to_contain_text("1st choice")
        await page.unroute_all(behavior="wait")
    assert await made.ranks() == [made.candidates[0]]


async def test_an_award_says_what_it_waits_for_and_leads_there(browser: Browser, server: Server) -> None:
    """WB-11 on a screen: from a candidate to the end of bidding, and on to the award, by keys alone."""
    made = await table(server, "2000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await reading(shown, made)
        award = page.get_by_role("button", name="Award …")
        await expect(award).to_be_disabled()
        await expect(award).to_have_accessible_description("Bidding has to end first.")
        await shown.look(closely=True)
        await page.keyboard.press("Control+k")
        await page.keyboard.type("award")
        await expect(page.get_by_role("option", name="Award the demand")).to_contain_text("Bidding has to end first.")
        await page.keyboard.press("Escape")
        await page.get_by_role("button", name="Close bidding …").focus()
        await page.keyboard.press("Enter")
        await page.get_by_role("dialog").get_by_role("button", name="Close bidding").focus()
        await page.keyboard.press("Enter")
        await expect(award).to_be_enabled()
        await expect(page.get_by_role("heading", name="Bidder 0", exact=True)).to_be_focused()
        await page.keyboard.press("Control+k")
        await page.keyboard.type("close")
        await expect(page.get_by_role("option", name="Close bidding")).to_contain_text("Bidding is over.")


async def test_bidding_is_closed_from_the_actions(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await reading(shown, made)
        await page.keyboard.press("Control+k")
        await page.keyboard.type("close bidding")
        await page.keyboard.press("Enter")
        await page.get_by_role("dialog", name="Close bidding").get_by_role("button", name="Close bidding").click()
        await expect(page.get_by_text("Selecting")).to_be_visible()
        assert [each["action"] for each in await made.record()][-1] == "CLOSED"


async def test_a_reason_is_chosen_by_whoever_eliminates(browser: Browser, server: Server) -> None:
    """WB-3 on a screen: none is there beforehand, and the keyboard goes on at the candidate."""
    made = await table(server, "2000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await reading(shown, made)
        await page.get_by_role("button", name="Eliminate …").click()
        dialog = page.get_by_role("dialog")
        await expect(dialog.get_by_role("radio", checked=True)).to_have_count(0)
        await dialog.get_by_role("button", name="Eliminate").click()
        await expect(dialog.get_by_role("alert")).to_have_text("Choose a reason.")
        await expect(dialog.get_by_role("radio", name="Price")).to_be_focused()
        await shown.look()
        assert "ELIMINATED" not in [each["action"] for each in await made.record()]
        await dialog.get_by_role("radio", name="Another reason").check()
        await dialog.get_by_role("button", name="Eliminate").click()
        await expect(dialog.get_by_text("Say what the reason is.")).to_be_visible()
        await expect(dialog.get_by_label("Which reason")).to_be_focused()
        assert "ELIMINATED" not in [each["action"] for each in await made.record()]
        await dialog.get_by_role("radio", name="Schedule").check()
        await expect(dialog.get_by_text("Say what the reason is.")).to_have_count(0)
        await dialog.get_by_role("button", name="Eliminate").click()
        await expect(page.get_by_role("button", name="Restore …")).to_be_visible()
        await expect(page.get_by_role("heading", name="Bidder 0", exact=True)).to_be_focused()
        record = await made.record()
        assert (record[-1]["action"], record[-1]["reason"]) == ("ELIMINATED", "SCHEDULE")


async def test_a_decision_is_sent_once_however_often_it_is_pressed(browser: Browser, server: Server) -> None:
    """EB-11 and WB-3 on a screen: a double click and a second Enter are no second decision, which would collide."""
    made = await table(server, "2000.00")
    sent: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith("/graphql") and request.method == "POST":
            sent.append(request.post_data_json["operationName"])

    async with screen(browser, server, made.awarder) as shown:
        page = await reading(shown, made)
        page.on("request", note)
        await page.get_by_role("button", name="Eliminate …").click()
        await page.get_by_role("radio", name="Schedule").check()
        await page.get_by_role("dialog").get_by_role("button", name="Eliminate").dblclick()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await page.get_by_role("button", name="Restore …").click()
        await page.get_by_label("Reason").fill("They are free again.")
        button = page.get_by_role("dialog").get_by_role("button", name="Restore")
        await button.evaluate("button => { button.form.requestSubmit(); button.form.requestSubmit(); }")
        await expect(page.get_by_role("button", name="Eliminate …")).to_be_visible()
        await expect(page.get_by_role("dialog")).to_have_count(0)
    decisions = "sendingEliminateMutation", "sendingRestoreMutation"
    assert [each for each in sent if each in decisions] == [*decisions]
    assert [each["action"] for each in await made.record()][-2:] == ["ELIMINATED", "RESTORED"]


async def test_remarks_are_added_one_after_the_other(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await reading(shown, made)
        remark = page.get_by_label("Add a remark")
        await remark.fill("First.")
        await page.get_by_role("button", name="Add", exact=True).click()
        await expect(page.get_by_role("listitem").filter(has_text="First.")).to_be_visible()
        await expect(remark).to_be_focused()
        await expect(remark).to_have_value("")


async def test_authors_write_their_remarks_anew_and_delete_them_and_colleagues_see_it(
    browser: Browser, server: Server
) -> None:
    made = await table(server, "2000.00")
    member = await colleague(made.awarder)
    async with screen(browser, server, made.awarder) as shown, screen(browser, server, member) as other:
        page, beside = await reading(shown, made), await reading(other, made)
        for text in ("First.", "Second."):
            await page.get_by_label("Add a remark").fill(text)
            await page.get_by_role("button", name="Add", exact=True).click()
            await expect(beside.get_by_role("listitem").filter(has_text=text)).to_be_visible()
        await expect(beside.get_by_role("button", name="Edit: First.")).to_have_count(0)
        await page.get_by_role("button", name="Edit: First.").click()
        dialog = page.get_by_role("dialog", name="Edit the remark")
        await expect(dialog.get_by_label("Text")).to_have_value("First.")
        await dialog.get_by_label("Text").fill("Asks too little.")
        await shown.look()
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog).to_have_count(0)
        for each in (page, beside):
            await expect(each.get_by_role("listitem").filter(has_text="Asks too little.")).to_contain_text("edited")
        await page.get_by_role("button", name="Delete: Second.").click()
        await page.get_by_role("dialog").get_by_role("button", name="Delete", exact=True).click()
        for each in (page, beside):
            await expect(each.get_by_role("listitem").filter(has_text="Second.")).to_have_count(0)
        await expect(page.get_by_role("heading", name="Bidder 0", exact=True)).to_be_focused()


async def test_weights_that_are_tried_are_named_beside_the_candidate(browser: Browser, server: Server) -> None:
    """WB-6 on a screen: what counts and what is tried are never mistaken for each other."""
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await reading(shown, made, 1)
        candidate = page.get_by_role("article", name="Bidder 1")
        counts = await candidate.get_by_role("heading", name="Score").inner_text()
        await page.keyboard.press("w")
        await page.get_by_label("Weight of Verification in percent").fill("100")
        await page.keyboard.press("Enter")
        await expect(candidate.get_by_role("heading", name="Score")).to_have_text("Score 0.0")
        await expect(candidate).to_contain_text(f"The score that counts is {counts.removeprefix('Score ')}.")
        await expect(candidate).to_contain_text("Rank 2 · 2 with the weights you try")
        await shown.look()
        await page.get_by_role("button", name="Reset").click()
        await expect(candidate.get_by_role("heading", name="Score")).to_have_text(counts)
        await expect(candidate).not_to_contain_text("with the weights you try")


async def test_an_empty_list_says_so_below_its_headings(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00")
    empty = await published(made.awarder)
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        for path, text in ((empty, "There are no bids yet."), (made.demand, "No bidder fits this filter.")):
            await shown.open(f"/demands/{path}/workbench")
            if path == made.demand:
                await page.get_by_label("Filter by name or skill").fill("zeppelin")
            said = page.get_by_role("grid").get_by_text(text)
            for size in ({"width": 1440, "height": 900}, NARROW):
                await page.set_viewport_size(size)
                above = await page.get_by_role("columnheader", name="Bidder").bounding_box()
                below = await said.bounding_box()
                assert above is not None
                assert below is not None
                assert below["y"] - above["y"] < 80
            await shown.look()
        await shown.open(f"/demands/{empty}/workbench")
        await expect(page.get_by_text("There are no bids yet.")).to_be_visible()
        await expect(page.get_by_text("Choose a bidder")).to_have_count(0)


async def test_on_a_telephone_the_way_back_leads_from_a_bid_to_the_list(browser: Browser, server: Server) -> None:
    """A bid in front of the list is a step of its own; one beside it is none."""
    made = await table(server, "2000.00", "3000.00")
    place = f"{server.origin}/demands/{made.demand}/workbench"
    async with screen(browser, server, made.awarder, viewport=NARROW) as shown:
        page = shown.page
        bid, grid = page.get_by_role("article", name="Bidder 0"), page.get_by_role("grid")
        await shown.open("/desk")
        await page.get_by_role("main").get_by_role("link", name="A payment service").first.click()
        await page.get_by_role("link", name="workbench").first.click()
        await expect(grid).to_be_visible()
        before = await page.evaluate("history.length")
        await page.get_by_role("row").filter(has_text="Bidder 0").click()
        await expect(bid).to_be_visible()
        await expect(grid).to_be_hidden()
        await page.go_back()
        await expect(grid).to_be_focused()
        await expect(page).to_have_url(place)
        await page.go_forward()
        await expect(bid).to_be_visible()
        # Another one takes its place, and closing it leaves no step to be taken twice.
        await page.keyboard.press("j")
        await expect(page.get_by_role("article", name="Bidder 1")).to_be_visible()
        await page.get_by_role("button", name="Close the panel").click()
        await expect(grid).to_be_focused()
        await expect(page).to_have_url(place)
        assert await page.evaluate("history.length") == before + 1
        await page.go_back()
        await expect(page).not_to_have_url(re.compile("workbench"))
        # Who comes from elsewhere to a bid has no list to go back to: closing it leads there all the same.
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        await expect(bid).to_be_visible()
        before = await page.evaluate("history.length")
        await page.get_by_role("button", name="Close the panel").click()
        await expect(grid).to_be_focused()
        await expect(page).to_have_url(place)
        assert await page.evaluate("history.length") == before
        await page.set_viewport_size(WIDE)
        for number in (0, 1):
            await page.get_by_role("row").filter(has_text=f"Bidder {number}").click()
            await expect(page.get_by_role("article", name=f"Bidder {number}")).to_be_visible()
        assert await page.evaluate("history.length") == before


async def test_what_is_done_about_several_fits_on_a_telephone(browser: Browser, server: Server) -> None:
    """Each button of the bar, in each language."""
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder, viewport={"width": 360, "height": 740}) as shown:
        page = shown.page
        for tag in ("en", "de", "es", "zh"):
            await page.evaluate("tag => localStorage.setItem('bidhall.language', tag)", tag) if tag != "en" else None
            await shown.open(f"/demands/{made.demand}/workbench")
            for number in (0, 1):
                await page.get_by_role("row").filter(has_text=f"Bidder {number}").get_by_role("checkbox").click()
            buttons = page.get_by_role("toolbar").get_by_role("button")
            await expect(buttons.first).to_be_visible()
            for each in await buttons.all():
                await expect(each).to_be_in_viewport(ratio=1)


async def test_a_keyboard_is_led_past_the_head_and_told_whom_an_award_is_for(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder) as shown:
        page, press = shown.page, shown.page.keyboard.press
        await shown.open(f"/demands/{made.demand}/workbench")
        await expect(page.get_by_text("2 bidders")).to_be_visible()
        await press("Tab")
        await expect(page.get_by_role("link", name="To the content")).to_be_focused()
        await press("Tab")
        await expect(page.get_by_role("link", name="To the bidders")).to_be_focused()
        await press("Enter")
        await expect(page.get_by_role("grid")).to_be_focused()
        await expect(page).to_have_url(f"{server.origin}/demands/{made.demand}/workbench")
        await press("Control+k")
        await expect(page.get_by_role("option", name="Award the demand Choose")).to_be_visible()
        await press("Escape")
        await press("j")
        await press("Control+k")
        await expect(page.get_by_role("option", name="Award the demand to Bidder 0")).to_be_visible()
        await press("Escape")
        # Elsewhere there is no list.
        await shown.open(f"/demands/{made.demand}")
        await expect(page.get_by_role("heading", name="A payment service")).to_be_visible()
        await expect(page.get_by_role("link", name="To the bidders")).to_have_count(0)


async def test_a_reason_is_sent_by_keys_and_an_award_by_its_button(browser: Browser, server: Server) -> None:
    """WB-2 and EB-9: what can be taken back is sent as a message is; an offer takes a press of its button."""
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await reading(shown, made, 1)
        await page.keyboard.press("e")
        dialog = page.get_by_role("dialog", name="Eliminate Bidder 1")
        await dialog.get_by_label("More about it").press("Control+Enter")
        await expect(dialog.get_by_text("Choose a reason.")).to_be_visible()
        await dialog.get_by_role("radio", name="Price").check()
        await dialog.get_by_label("More about it").fill("Twice as dear.")
        await page.keyboard.press("Control+Enter")
        await expect(dialog).to_have_count(0)
        await expect(page.get_by_role("row").filter(has_text="Bidder 1")).to_contain_text("Eliminated")
        await expect(page.get_by_role("button", name="Restore …")).to_be_visible()  # after the answer
        await made.awarder.do("closeBidding", demandId=made.demand)
        page = await reading(shown, made)
        await page.get_by_role("button", name="Award …").click()
        dialog = page.get_by_role("dialog", name="Award the demand to Bidder 0")
        await dialog.get_by_label("Reason").fill("The best one.")
        await page.keyboard.press("Control+Enter")
        await expect(dialog.get_by_role("button", name="Make the offer")).to_be_enabled()
        await page.keyboard.press("Escape")
        await expect(dialog).to_have_count(0)
        await page.keyboard.press("?")
        await expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Ctrl Enter")
    assert [each["action"] for each in await made.record()].count("ELIMINATED") == 1
    assert "award" not in str(await made.record()).lower()


async def test_enter_reads_the_first_candidate(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder) as shown:
        await shown.open(f"/demands/{made.demand}/workbench")
        await expect(shown.page.get_by_text("2 bidders")).to_be_visible()
        await shown.page.keyboard.press("Enter")
        await expect(shown.page.get_by_role("heading", name="Bidder 0", exact=True)).to_be_focused()


async def test_a_comparison_keeps_its_names_in_sight(browser: Browser, server: Server) -> None:
    """WB-19 on a screen: what is compared scrolls under the names of the rows and of the candidates."""
    made = await table(server, "2000.00", "3000.00", "4000.00")
    async with screen(browser, server, made.awarder, viewport=NARROW) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/workbench/compare?of={','.join(made.candidates)}")
        await expect(page.get_by_text("There are 3 bidders: scroll sideways")).to_be_visible()
        await shown.look()
        await page.set_viewport_size(NARROW)
        track = page.get_by_role("row", name="Points for the track record").get_by_role("cell")
        await expect(track).to_have_text(["50.0 unknown: counted as half"] * 3)
        await expect(page.get_by_role("row", name="Rating").first.get_by_role("cell")).to_have_text(["unknown"] * 3)
        frame = page.get_by_role("region", name="Comparison")
        await frame.evaluate("frame => frame.scrollTo(frame.scrollWidth, frame.scrollHeight)")
        await expect(page.get_by_role("columnheader", name="Bidder 2")).to_be_in_viewport(ratio=1)
        await expect(page.get_by_role("rowheader", name="Proposal")).to_be_in_viewport()
        assert await page.evaluate("[scrollX, scrollY]") == [0, 0]
        await page.set_viewport_size({"width": 1440, "height": 900})
        await expect(page.get_by_text("scroll sideways")).to_have_count(0)


async def test_a_score_says_what_its_points_come_from(browser: Browser, server: Server) -> None:
    """WB-4 on a screen: which skills are lacking, and that what is unknown counts as half."""
    made = await table(server)
    bidder = await person(server.url, "Kim Knows")
    await bidder.do("describeParty", partyId=bidder.party, skills=["python"])
    await submitted(bidder, made.demand, "2000.00")
    (candidate,) = await made.awarder.candidates(made.demand)
    async with screen(browser, server, made.awarder) as shown:
        await shown.open(f"/demands/{made.demand}/workbench/{candidate['id']}")
        rows = shown.page.get_by_role("article").get_by_role("row")
        await expect(rows.filter(has_text="Skills")).to_contain_text("1 of 2: without postgresql")
        unknown = "Nobody has reviewed the party yet. Counted as half of the points, neither for the bid nor"
        await expect(rows.filter(has_text="Track record")).to_contain_text(unknown)
        await expect(rows.filter(has_text="Track record")).to_contain_text("50.0")
        price = "gets 100 points, US$10,000 or more gets 0; this one is US$2,000"
        await expect(rows.filter(has_text="Price")).to_contain_text(price)
        days = "30 days or less get 100 points, 120 days or more get 0; this one takes 60 days"
        await expect(rows.filter(has_text="Delivery time")).to_contain_text(days)
        await shown.look()
        await submitted(await person(server.url, "Nat New"), made.demand, "2000.00")
        other = [each["id"] for each in await made.awarder.candidates(made.demand) if each["id"] != candidate["id"]]
        await shown.open(f"/demands/{made.demand}/workbench/{other[0]}")
        skills = "No skills on record. The demand needs postgresql and python. Counted as half of the points"
        await expect(rows.filter(has_text="Skills")).to_contain_text(skills)
        await expect(rows.filter(has_text="Skills")).to_contain_text("50.0")
