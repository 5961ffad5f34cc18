"""One candidate at the workbench in Chromium: what is said of it, what comes next, and where the keyboard goes on."""

import pytest
from playwright.async_api import Browser, Page, Request, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, NARROW, Screen, screen
from tests.support.api.server import Server
from tests.support.domain.market import person, published, submitted
from tests.support.domain.table import Table, table

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def reading(shown: Screen, made: Table, place: int = 0) -> Page:
    await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[place]}")
    await expect(shown.page.get_by_role("heading", name=f"Bidder {place}", exact=True)).to_be_visible()
    return shown.page


async def test_each_candidate_is_read_from_its_name_on(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder) as shown:
        page = await reading(shown, made)
        await page.set_viewport_size({"width": 1440, "height": 450})
        aside = page.get_by_role("complementary")
        await aside.evaluate("aside => aside.scrollTo(0, 9_999)")
        assert await aside.evaluate("aside => aside.scrollTop") > 0
        await page.keyboard.press("j")
        await expect(page.get_by_role("heading", name="Bidder 1", exact=True)).to_be_in_viewport()
        assert await aside.evaluate("aside => aside.scrollTop") == 0


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
    decisions = "decisionsEliminateMutation", "decisionsRestoreMutation"
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
        for path, text in ((empty, "There are no bids yet."), (made.demand, "No candidate fits this filter.")):
            await shown.open(f"/demands/{path}/workbench")
            if path == made.demand:
                await page.get_by_label("Filter by name or skill").fill("zeppelin")
            said = page.get_by_role("grid").get_by_text(text)
            for size in ({"width": 1440, "height": 900}, NARROW):
                await page.set_viewport_size(size)
                above = await page.get_by_role("columnheader", name="Candidate").bounding_box()
                below = await said.bounding_box()
                assert above is not None
                assert below is not None
                assert below["y"] - above["y"] < 80
            await shown.look()
        await shown.open(f"/demands/{empty}/workbench")
        await expect(page.get_by_text("There are no bids yet.")).to_be_visible()
        await expect(page.get_by_text("Choose a candidate")).to_have_count(0)


async def test_enter_reads_the_first_candidate(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder) as shown:
        await shown.open(f"/demands/{made.demand}/workbench")
        await expect(shown.page.get_by_text("2 candidates")).to_be_visible()
        await shown.page.keyboard.press("Enter")
        await expect(shown.page.get_by_role("heading", name="Bidder 0", exact=True)).to_be_focused()


async def test_a_comparison_keeps_its_names_in_sight(browser: Browser, server: Server) -> None:
    """WB-19 on a screen: what is compared scrolls under the names of the rows and of the candidates."""
    made = await table(server, "2000.00", "3000.00", "4000.00")
    async with screen(browser, server, made.awarder, viewport=NARROW) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}/workbench/compare?of={','.join(made.candidates)}")
        await expect(page.get_by_text("There are 3 candidates: scroll sideways")).to_be_visible()
        await shown.look()
        await page.set_viewport_size(NARROW)
        track = page.get_by_role("row", name="Points for the track record").get_by_role("cell")
        await expect(track).to_have_text(["50.0 unknown"] * 3)
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
        unknown = "Nobody has reviewed the party yet. Unknown: that gives half of the points, neither for the bid nor"
        await expect(rows.filter(has_text="Track record")).to_contain_text(unknown)
        await expect(rows.filter(has_text="Track record")).to_contain_text("50.0")
        price = "gets 100 points, US$10,000 or more gets 0; this one is US$2,000"
        await expect(rows.filter(has_text="Price")).to_contain_text(price)
        days = "30 days or less get 100 points, 120 days or more get 0; this one takes 60 days"
        await expect(rows.filter(has_text="Delivery time")).to_contain_text(days)
        await shown.look()
