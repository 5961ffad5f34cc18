"""The front end in Chromium: accessible screens, a workbench that stands still, and decisions by keyboard alone."""

import pytest
from playwright.async_api import Browser, Locator, Route, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.server import Server
from tests.support.domain.market import PASSWORD, draft, enterprise, person, published, saved, submitted
from tests.support.domain.table import Table, table

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

# What a browser says of a server that is away, or that has just begun.
OFFLINE = "Failed to load resource", "WebSocket connection"


@pytest.fixture(scope="module")
async def bench(server: Server) -> Table:
    """A demand with three candidates, which no test decides about."""
    return await table(server, "2000.00", "3000.00", "4000.00")


def row(shown: Screen, name: str) -> Locator:
    return shown.page.get_by_role("row").filter(has_text=name)


def cells(shown: Screen) -> Locator:
    """The names of the candidates in the order in which they are shown."""
    return shown.page.locator("[role=row] [role=gridcell]:nth-child(2)")


async def names(shown: Screen) -> list[str]:
    return [each.strip() for each in await cells(shown).all_inner_texts()]


async def place(shown: Screen, name: str) -> float:
    """Where a row is on the screen, in pixels from its top."""
    box = await row(shown, name).bounding_box()
    assert box is not None
    return box["y"]


async def at_workbench(shown: Screen, made: Table) -> None:
    await shown.open(f"/demands/{made.demand}/workbench")
    await expect(shown.page.get_by_text("live", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    "language", ["en", *(pytest.param(each, marks=pytest.mark.soak) for each in ("de", "es", "zh"))]
)
async def test_no_screen_has_a_violation_in_either_theme_nor_is_too_wide(
    browser: Browser, server: Server, bench: Table, language: str
) -> None:
    """WCAG as axe knows it; at 320 pixels and at 200 %; nothing of a page comes from elsewhere or is inline."""
    elsewhere = await published(await enterprise(server.url))
    talk = await bench.awarder.do("openConversation", applicantId=bench.applications[0]["id"])
    await bench.awarder.do("sendMessage", conversationId=talk["id"], clientMessageId="1", body="Which database?")
    screens = {
        "/": "A payment service",
        f"/demands/{bench.demand}": "Open the workbench",
        f"/demands/{bench.demand}/workbench": "3 bidders",
        f"/demands/{bench.demand}/workbench/{bench.candidates[0]}": "Proposal",
        "/desk": "A payment service",
        "/bids": "No bid yet",
        f"/demands/{elsewhere}/bid": "Stages of payment",
        "/contracts": "No contract has been drafted yet.",
        "/money": "No contract yet, so no money has moved.",
        "/disputes/nothing": "This dispute is not yours",
        "/notifications": "has submitted a bid",
        "/inbox": "Choose a conversation",
        f"/inbox/{talk['id']}": "Ctrl+Enter sends it.",
        "/interviews": "No interviews yet.",
        "/sign-in": "Stay signed in",
        "/sign-up": "At least 10 characters.",
    }
    async with screen(browser, server, bench.awarder, locale=language) as shown:
        for path, text in screens.items():
            await shown.open(path)
            if language == "en":
                await expect(shown.page.get_by_text(text).first).to_be_visible()
            else:
                await shown.page.wait_for_load_state("networkidle")
            await shown.look()


async def test_somebody_signs_up_is_told_what_is_wrong_and_leaves(browser: Browser, server: Server) -> None:
    async with screen(browser, server) as shown:
        await shown.open("/sign-up?next=/demands/nothing")
        page = shown.page
        await page.get_by_label("Your name").fill("Nora")
        await page.get_by_label("Email address").fill("nora@example.org")
        await page.get_by_label("Password").fill("short")
        await page.get_by_role("button", name="Create an account").click()
        await expect(page.get_by_label("Password")).to_have_attribute("aria-invalid", "true")
        await page.get_by_label("Password").fill("password123")
        await page.get_by_role("button", name="Create an account").click()
        await expect(page.get_by_text("Many people have this password")).to_be_visible()
        await page.get_by_label("Password").fill(PASSWORD)
        await page.get_by_text("Stay signed in").click()
        await page.get_by_role("button", name="Create an account").click()
        await expect(page.get_by_role("heading", name="There is nothing here", exact=True)).to_be_visible()
        assert await page.evaluate("[localStorage.length, Object.keys(sessionStorage).sort()]") == [
            *(0, ["bidhall.own.welcome", "bidhall.session"])
        ]
        await page.get_by_role("button", name="Account of Nora").click()
        await page.get_by_role("button", name="Sign out").click()
        await expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
        assert await page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


async def test_a_revoked_session_ends_on_the_screen_too(browser: Browser, server: Server) -> None:
    somebody = await person(server.url, "Rita")
    async with screen(browser, server, somebody, expects=("401",)) as shown:
        await shown.open("/")
        await expect(shown.page.get_by_role("button", name="Account of Rita")).to_be_visible()
        await somebody.ask("mutation { signOut { __typename } }")
        await expect(shown.page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()


async def test_the_market_is_searched_and_tells_of_new_demands(browser: Browser, server: Server, bench: Table) -> None:
    async with screen(browser, server) as shown:
        page = shown.page
        await shown.open("/?q=zeppelin+hangar")
        await expect(page.get_by_text("No demand fits. Fewer words find more.")).to_be_visible()
        await shown.open("/?q=zeppelin")
        await expect(page.get_by_role("main").get_by_role("link", name="Create an account")).to_be_visible()
        await expect(page.get_by_text("No demand fits.", exact=True)).to_be_visible()
        await published(bench.awarder, title="A zeppelin", description="It flies.")
        await page.get_by_role("button", name="1 new demand").click()
        await expect(page.get_by_role("link", name="A zeppelin")).to_be_visible()
        await page.get_by_label("Search demands").fill("payment")
        await expect(page.get_by_role("link", name="A zeppelin")).to_have_count(0)
        await expect(page.get_by_role("link", name="A payment service").first).to_be_visible()


async def test_a_question_is_asked_and_seen_by_others_at_once(browser: Browser, server: Server, bench: Table) -> None:
    curious = await person(server.url, "Carla")
    async with screen(browser, server, curious) as asking, screen(browser, server) as reading:
        for each in (asking, reading):
            await each.open(f"/demands/{bench.demand}")
            await expect(each.page.get_by_text("Nobody has asked anything yet.")).to_be_visible()
        await asking.page.get_by_label("Ask a question").fill("Which <b>database</b>?")
        await asking.page.get_by_role("button", name="Ask").click()
        for each in (asking, reading):
            await expect(each.page.get_by_text("Which <b>database</b>?")).to_have_count(1)
            assert "Carla" not in await each.page.get_by_role("main").get_by_role("listitem").last.inner_text()


async def test_a_question_is_answered_corrected_and_withdrawn(browser: Browser, server: Server) -> None:
    """CM-2 on a screen: the awarder answers as it comes; of two answers at once, the second sees the first."""
    made = await table(server)
    curious = await person(server.url, "Carla")
    async with screen(browser, server, made.awarder) as answering, screen(browser, server, curious) as asking:
        for each in (answering, asking):
            await each.open(f"/demands/{made.demand}")
            await expect(each.page.get_by_text("Nobody has asked anything yet.")).to_be_visible()
        question = await curious.do("askQuestion", demandId=made.demand, partyId=curious.party, body="Which database?")
        await answering.page.get_by_role("button", name="Answer it: Which database?").click()
        dialog = answering.page.get_by_role("dialog")
        await dialog.get_by_label("Answer").fill("PostgreSQL.")
        await made.awarder.do("answerQuestion", questionId=question["id"], body="Any.")
        await expect(dialog).to_contain_text("A colleague has answered meanwhile: Any.")
        await dialog.get_by_role("button", name="Publish the answer").click()
        await expect(dialog).to_contain_text("This has changed meanwhile, perhaps in another window.")
        await answering.look(closely=True)
        await dialog.get_by_role("button", name="Publish the answer").click()
        for each in (answering, asking):
            await expect(each.page.get_by_role("main").get_by_text("PostgreSQL.")).to_be_visible()
        await expect(answering.page.get_by_role("button", name="Correct the answer: Which database?")).to_be_focused()
        await asking.page.reload()
        await expect(asking.page.get_by_text("asked by you")).to_be_visible()
        other = await curious.do("askQuestion", demandId=made.demand, partyId=curious.party, body="When?")
        await answering.page.get_by_role("button", name="Hide: When?").click()
        await dialog.get_by_label("Reason").fill(" ")
        await dialog.get_by_role("button", name="Hide").click()
        await expect(dialog.get_by_text("Give a reason.")).to_be_visible()
        await dialog.get_by_role("button", name="Cancel").click()
        await asking.page.get_by_role("button", name="Withdraw: When?").click()
        await asking.page.get_by_role("dialog").get_by_role("button", name="Withdraw").click()
        for each in (answering, asking):
            await expect(each.page.get_by_text("When?")).to_have_count(0)
        found = await curious.ask("query ($id: ID!) { node(id: $id) { ... on Question { state } } }", id=other["id"])
        assert found["node"] is None or found["node"]["state"] == "WITHDRAWN"


async def test_the_desk_shows_all_demands_and_tells_of_bids_as_they_come(browser: Browser, server: Server) -> None:
    made = await table(server)
    for number in range(51):
        await draft(made.awarder, title=f"Draft {number}")
    bidder = await person(server.url)
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open("/desk")
        await expect(page.get_by_role("link", name="Draft 50", exact=True)).to_be_visible()
        await expect(page.get_by_role("link", name="A payment service")).to_have_count(0)
        await page.get_by_role("button", name="Show more").click()
        row = page.get_by_role("listitem").filter(has_text="A payment service")
        await expect(row).to_contain_text("0 bids")
        await submitted(bidder, made.demand)
        await expect(row).to_contain_text("1 bid")
        await expect(row.get_by_role("link", name="Workbench new bids")).to_be_visible()


async def test_arrivals_wait_and_the_focused_row_stays_in_its_place(browser: Browser, server: Server) -> None:
    """The order stands still while somebody reads; taking in what is new moves others around the focused row."""
    made = await table(server, "3000.00", "4000.00")
    late = await person(server.url, "Lea Late")
    async with screen(browser, server, made.awarder) as shown:
        await at_workbench(shown, made)
        before = await names(shown)
        await shown.page.keyboard.press("j")
        await expect(shown.page.get_by_role("heading", name=before[0], exact=True)).to_be_visible()
        where = await place(shown, before[0])
        await submitted(late, made.demand, "1000.00", durationDays=20)
        await expect(shown.page.get_by_text("1 new")).to_be_visible()
        assert (await names(shown), await place(shown, before[0])) == (before, where)
        await shown.page.keyboard.press(".")
        await expect(row(shown, "Lea Late")).to_be_visible()
        found = [each["applicant"]["party"]["name"] for each in await made.awarder.candidates(made.demand)]
        await expect(cells(shown)).to_have_text(found)
        await expect(row(shown, before[0])).to_have_attribute("aria-selected", "true")


async def test_a_revised_bid_never_swaps_the_text_under_the_reader(browser: Browser, server: Server) -> None:
    made = await table(server, "3000.00")
    async with screen(browser, server, made.awarder) as shown:
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        page = shown.page
        await expect(page.get_by_text("We have done this before.")).to_be_visible()
        await expect(page.get_by_text("live", exact=True)).to_be_visible()
        await submitted(made.bidders[0], made.demand, "2500.00", proposal="Another text.")
        await expect(page.get_by_text("This bid was revised.")).to_be_visible()
        await expect(page.get_by_text("We have done this before.")).to_be_visible()
        await expect(page.get_by_text("US$3,000").first).to_be_visible()
        await page.get_by_role("button", name="Show the new version").click()
        await expect(page.get_by_text("Another text.")).to_be_visible()
        await expect(page.get_by_text("US$2,500").first).to_be_visible()


async def test_a_revision_that_is_read_by_opening_the_candidate_no_longer_waits(
    browser: Browser, server: Server
) -> None:
    """Whoever opens a candidate after a revision reads its newest version: nothing offers to show it again."""
    made = await table(server, "3000.00", "4000.00")
    async with screen(browser, server, made.awarder) as shown:
        await at_workbench(shown, made)
        page = shown.page
        await submitted(made.bidders[0], made.demand, "2500.00", proposal="Another text.")
        await expect(row(shown, "Bidder 0")).to_contain_text("revised")
        await row(shown, "Bidder 0").get_by_text("Bidder 0").click()
        await expect(page.get_by_text("Another text.")).to_be_visible()
        await expect(page.get_by_text("This bid was revised.")).to_have_count(0)
        await expect(row(shown, "Bidder 0")).not_to_contain_text("revised")
        await expect(page.get_by_text("1 changed")).to_have_count(0)
        await expect(row(shown, "Bidder 0")).to_contain_text("US$2,500")


async def test_from_reading_to_award_by_keyboard_alone(browser: Browser, server: Server) -> None:
    """WB-1 to WB-3 and WB-11 on a screen: choices, an elimination and its reason, a remark, the offer."""
    made = await table(server, "2000.00", "3000.00", "4000.00")
    async with screen(browser, server, made.awarder) as shown:
        await at_workbench(shown, made)
        page, press = shown.page, shown.page.keyboard.press
        first, second, third = await names(shown)
        for key in ("j", "a", "j", "a"):
            await press(key)
        await expect(row(shown, second)).to_contain_text("2nd choice")
        await press("Alt+ArrowUp")
        await expect(row(shown, first)).to_contain_text("2nd choice")
        await press("j")
        await expect(page.get_by_role("heading", name=third, exact=True)).to_be_visible()
        for key in ("e", " ", "Tab"):
            await press(key)
        await page.keyboard.type("Too dear.")
        await press("Tab")
        await press("Tab")
        await press("Enter")
        await expect(row(shown, third)).to_contain_text("Eliminated")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(page.get_by_role("button", name="Restore …")).to_be_visible()  # after the answer
        await press("r")
        await page.keyboard.type("Next time.")
        await press("Control+Enter")
        await expect(page.get_by_role("listitem").filter(has_text="Next time.")).to_be_visible()
        found = {each["applicant"]["party"]["name"]: each for each in await made.awarder.candidates(made.demand)}
        assert [found[each]["alternativeRank"] for each in (first, second, third)] == [2, 1, None]
        assert found[third]["standing"] == "ELIMINATED"
        assert [edge["node"]["body"] for edge in found[third]["remarks"]["edges"]] == ["Next time."]
        await expect(page.get_by_role("button", name="Close bidding …")).to_be_visible()
        await made.awarder.do(
            "closeBidding", demandId=made.demand, expectedVersion=await made.awarder.version(made.demand)
        )
        await expect(page.get_by_text("Selecting")).to_be_visible()
        await expect(page.get_by_role("button", name="Close bidding …")).to_have_count(0)
        for key in ("Escape", "k", "k", "Enter"):
            await press(key)
        await expect(page.get_by_role("heading", name=first, exact=True)).to_be_focused()
        await expect(page.get_by_role("button", name="Award …")).to_be_enabled()
        for _ in range(6):
            await press("Tab")
        await expect(page.get_by_role("button", name="Award …")).to_be_focused()
        await press("Enter")
        await page.keyboard.type("The best.")
        await press("Tab")
        await press("Tab")
        await press("Enter")
        await expect(row(shown, first)).to_contain_text("Selected")
        await expect(page.get_by_text(f"Offered to {first}")).to_be_visible()


async def test_a_bid_is_saved_while_it_is_written_and_counts_when_it_is_submitted(
    browser: Browser, server: Server, bench: Table
) -> None:
    """EB-5 and EB-8 on a screen: stages that add up, and what is missing is said beside its field."""
    bidder = await person(server.url, "Dora Drafts")
    async with screen(browser, server, bidder) as shown:
        await shown.open(f"/demands/{bench.demand}")
        page = shown.page
        await page.get_by_role("link", name="Bid on it").click()
        await page.get_by_label("Price in USD").fill("2 500,00")
        await page.get_by_role("button", name="Submit the bid").click()
        await expect(page.get_by_label("Proposal")).to_have_attribute("aria-invalid", "true")
        await expect(page.locator("[aria-invalid=true]").first).to_be_focused()
        await page.get_by_label("Proposal").fill("We have done this twice.")
        await page.get_by_role("button", name="Add a stage").click()
        await page.get_by_role("textbox", name="Stage 1").fill("Half of it")
        # No rule forbids it: it is only said.
        await page.get_by_label("Duration in days").fill("60")
        await page.get_by_label("Due on day").fill("61")
        await expect(page.get_by_label("Due on day")).to_have_accessible_description(
            "That is after day 60, the last of your bid."
        )
        await page.get_by_label("Due on day").fill("60")
        await expect(page.get_by_label("Due on day")).to_have_accessible_description("")
        await page.get_by_label("Amount").fill("1250.00")
        await expect(page.get_by_text("US$1,250 of the price are in no stage.")).to_be_visible()
        await page.get_by_role("button", name="Add a stage").click()
        await page.get_by_role("textbox", name="Stage 2").fill("The rest")
        await expect(page.get_by_text("They add up to the price.")).to_be_visible()
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("textbox", name="Stage 2")).to_have_value("The rest")
        await page.get_by_role("button", name="Submit the bid").click()
        asked = page.get_by_role("dialog")
        await expect(asked).to_contain_text("2,500.00 US dollars")
        # As EB-7 has it.
        await expect(asked).to_contain_text("change it until bidding ends, and withdraw it until the demand is offered")
        await asked.get_by_role("button", name="Submit it").click()
        await expect(page.get_by_role("heading", name="My bids", exact=True)).to_be_visible()
        await expect(page.get_by_text("Submitted")).to_be_visible()
        await expect(page.get_by_text("US$2,500")).to_be_visible()


async def test_a_bid_is_confirmed_after_an_amendment_and_withdrawn(browser: Browser, server: Server) -> None:
    """EB-6 and EB-7 on a screen."""
    made = await table(server, "3000.00")
    version = await made.awarder.version(made.demand)
    await made.awarder.do("amendDemand", demandId=made.demand, expectedVersion=version, durationDays=70)
    async with screen(browser, server, made.bidders[0]) as shown:
        await shown.open("/bids")
        page = shown.page
        await expect(page.get_by_text("Confirm it: the demand has changed")).to_be_visible()
        await page.get_by_role("button", name="Confirm …").click()
        await page.get_by_role("dialog").get_by_role("button", name="Confirm it").click()
        await expect(page.get_by_text("Submitted", exact=True)).to_be_visible()
        await page.get_by_role("button", name="Withdraw …").click()
        await expect(page.get_by_role("dialog")).to_contain_text("You can bid again for as long as bids are taken.")
        await page.get_by_role("dialog").get_by_label("Reason (optional)").fill("We have no time.")
        await page.get_by_role("dialog").get_by_role("button", name="Withdraw", exact=True).click()
        await expect(page.get_by_text("Withdrawn", exact=True)).to_be_visible()
        assert await shown.violations("light") == []


async def test_a_bid_that_was_never_submitted_is_discarded(browser: Browser, server: Server) -> None:
    made = await table(server, "3000.00")
    late = await person(server.url, "Lea Late")
    await saved(late, made.demand, "1000.00")
    async with screen(browser, server, late) as shown:
        await shown.open("/bids")
        page, dialog = shown.page, shown.page.get_by_role("dialog", name="Discard the draft")
        await expect(page.get_by_role("button", name="Withdraw …")).to_have_count(0)
        await page.get_by_role("button", name="Discard the draft …").click()
        await dialog.get_by_role("button", name="Discard", exact=True).click()
        await expect(page.get_by_role("button", name="Discard the draft …")).to_have_count(0)


async def test_both_sides_talk_and_the_offer_is_accepted(browser: Browser, server: Server) -> None:
    """CM-3 on a screen: each message once, in the same order on both sides."""
    made = await table(server, "3000.00")
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.bidders[0]) as other:
        await one.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        await one.page.get_by_role("button", name="Write a message").click()
        await one.page.get_by_label("Message", exact=True).fill("Which database?")
        await one.page.keyboard.press("Control+Enter")
        await other.open("/inbox")
        await other.page.get_by_role("link", name="A payment service").click()
        await expect(other.page.get_by_role("log")).to_contain_text("Which database?")
        await other.page.get_by_label("Message", exact=True).fill("PostgreSQL.")
        await expect(one.page.get_by_text("Typing: Bidder 0")).to_be_visible()
        await other.page.keyboard.press("Control+Enter")
        for each in (one, other):
            await expect(each.page.get_by_role("log").get_by_role("listitem")).to_contain_text(
                ["Which database?", "PostgreSQL."]
            )
        version = await made.awarder.version(made.demand)
        await made.awarder.do("closeBidding", demandId=made.demand, expectedVersion=version)
        given = {"candidateId": made.candidates[0], "expectedVersion": await made.awarder.version(made.demand)}
        await made.awarder.do("awardDemand", reason="The best.", **given)
        await other.page.get_by_role("link", name="My bids").click()
        await other.page.get_by_role("button", name="Accept …").click()
        await expect(other.page.get_by_role("dialog")).to_contain_text("A payment service · US$3,000")
        await other.page.get_by_role("dialog").get_by_role("button", name="Accept", exact=True).click()
        await expect(other.page.get_by_text("You accepted the offer of US$3,000.")).to_be_visible()


async def test_a_message_is_edited_and_deleted_by_its_sender_on_both_screens(browser: Browser, server: Server) -> None:
    """CM-6 on a screen: what was written on another device meanwhile is shown first; a tombstone stays."""
    made = await table(server, "3000.00")
    talk = (await made.awarder.do("openConversation", applicantId=made.applications[0]["id"]))["id"]
    sent = await made.awarder.do("sendMessage", conversationId=talk, clientMessageId="1", body="Which databse?")
    await made.bidders[0].do("sendMessage", conversationId=talk, clientMessageId="2", body="What?")
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.bidders[0]) as other:
        for each in (one, other):
            await each.open(f"/inbox/{talk}")
        own = one.page.get_by_role("log").get_by_role("listitem").filter(has_text="Which")
        await expect(one.page.get_by_role("button", name="Delete: What?")).to_have_count(0)
        await own.get_by_role("button", name="Edit: Which databse?").click()
        dialog = one.page.get_by_role("dialog")
        await dialog.get_by_label("Text").fill("Which database?")
        # The same person, on another device.
        await made.awarder.do("editMessage", messageId=sent["id"], body="Which data base?")
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog).to_contain_text("You have changed it elsewhere meanwhile: Which data base?")
        # That can be told before the answer has come.
        await expect(dialog.locator("[data-under-way]")).to_have_count(0)
        assert await one.violations("light") == []
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog).to_have_count(0)
        for each in (one, other):
            await expect(each.page.get_by_role("log").get_by_role("listitem")).to_contain_text(
                ["Which database?", "What?"]
            )
        await expect(other.page.get_by_role("log")).to_contain_text("edited")
        await own.get_by_role("button", name="Delete: Which database?").click()
        await dialog.get_by_role("button", name="Delete").click()
        for each in (one, other):
            await expect(each.page.get_by_role("log").get_by_role("listitem")).to_contain_text(["deleted", "What?"])
        # Nothing can be done with it any more; the other one can still be answered.
        messages = one.page.get_by_role("log").get_by_role("listitem")
        await expect(messages.filter(has_text="deleted").get_by_role("button")).to_have_count(0)
        await expect(messages.filter(has_text="What?").get_by_role("button")).to_have_count(1)


async def test_a_message_is_edited_no_more_after_fifteen_minutes(browser: Browser, server: Server) -> None:
    """CM-6 on a screen: the way to edit it goes by itself; it can still be deleted."""
    made = await table(server, "3000.00")
    talk = (await made.awarder.do("openConversation", applicantId=made.applications[0]["id"]))["id"]
    await made.awarder.do("sendMessage", conversationId=talk, clientMessageId="1", body="Which database?")
    async with screen(browser, server, made.awarder) as shown:
        await shown.page.clock.install()
        await shown.open(f"/inbox/{talk}")
        await expect(shown.page.get_by_role("button", name="Edit: Which database?")).to_be_visible()
        await shown.page.clock.fast_forward("15:01")
        await expect(shown.page.get_by_role("button", name="Edit: Which database?")).to_have_count(0)
        await expect(shown.page.get_by_role("button", name="Delete: Which database?")).to_be_visible()


async def test_an_award_pressed_twice_with_its_answer_lost_is_made_once(browser: Browser, server: Server) -> None:
    """EB-11 on a screen: what is sent again is the same decision."""
    made = await table(server, "2000.00")
    given = {"demandId": made.demand, "expectedVersion": await made.awarder.version(made.demand)}
    await made.awarder.do("closeBidding", **given)
    keys: list[str] = []

    async def lose_the_first(route: Route) -> None:
        asked = route.request.post_data_json
        if asked["operationName"] != "dialogsAwardMutation":
            await route.continue_()
            return
        keys.append(asked["variables"]["input"]["idempotencyKey"])
        answer = await route.fetch()
        if len(keys) == 1:
            await route.abort()
        else:
            await route.fulfill(response=answer)

    async with screen(browser, server, made.awarder, expects=("ERR_FAILED",)) as shown:
        await shown.page.route("**/graphql", lose_the_first)
        await shown.open(f"/demands/{made.demand}/workbench/{made.candidates[0]}")
        await shown.page.get_by_role("button", name="Award …").click()
        await shown.page.get_by_label("Reason").fill("The best.")
        # Of the second try, made by the page itself: the second press is none.
        async with shown.page.expect_response(lambda each: "dialogsAwardMutation" in (each.request.post_data or "")):
            await shown.page.get_by_role("button", name="Make the offer").dblclick()
        await expect(shown.page.get_by_role("dialog")).to_have_count(0)
        await expect(shown.page.get_by_text("Offered to Bidder 0")).to_be_visible()
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert [each["action"] for each in await made.record()].count("AWARDED") == 1


async def test_a_sealed_demand_shows_a_number_that_moves_and_nothing_else(browser: Browser, server: Server) -> None:
    """EB-3."""
    made = await table(server)
    sealed = await published(made.awarder, bidding="SEALED")
    async with screen(browser, server, made.awarder) as shown:
        await shown.open(f"/demands/{sealed}/workbench")
        await expect(shown.page.get_by_text("0 sealed bids")).to_be_visible()
        await submitted(await person(server.url, "Nobody Knows"), sealed)
        await expect(shown.page.get_by_text("1 sealed bid")).to_be_visible()
        await expect(shown.page.get_by_text("Nobody Knows")).to_have_count(0)


async def test_after_a_restart_every_event_comes_once(browser: Browser, server: Server) -> None:
    made = await table(server, "3000.00")
    async with screen(browser, server, made.awarder, expects=OFFLINE) as shown:
        await at_workbench(shown, made)
        server.kill()
        await expect(shown.page.get_by_text("connection lost")).to_be_visible()
        server.start()
        await submitted(await person(server.url, "While Away"), made.demand, "2000.00")
        await expect(shown.page.get_by_text("live", exact=True)).to_be_visible()
        await expect(shown.page.get_by_text("1 new")).to_be_visible()
        await submitted(await person(server.url, "Back Again"), made.demand, "2100.00")
        await expect(shown.page.get_by_text("2 new")).to_be_visible()
        await shown.page.keyboard.press(".")
        await expect(shown.page.get_by_text("3 bidders")).to_be_visible()


async def test_a_stranger_at_a_workbench_sees_nothing(browser: Browser, server: Server, bench: Table) -> None:
    """WB-1."""
    async with screen(browser, server, bench.bidders[0]) as shown:
        await shown.open(f"/demands/{bench.demand}/workbench")
        await expect(shown.page.get_by_role("heading", name="There is nothing here", exact=True)).to_be_visible()


async def test_what_is_waited_for_is_shown_as_soon_as_it_is_there(
    browser: Browser, server: Server, bench: Table
) -> None:
    """React alone would show it some time after the sign that says "Loading"; here no time passes at all."""
    async with screen(browser, server, bench.awarder) as shown:
        page = shown.page
        await page.clock.install()
        await shown.open("/")
        await expect(page.get_by_role("link", name="A payment service").first).to_be_visible()
        await page.clock.pause_at(await page.evaluate("Date.now()") / 1_000 + 1)
        await page.get_by_role("link", name="A payment service").first.click()
        await expect(page.get_by_role("heading", name="Questions and answers", exact=True)).to_be_visible()
        await page.get_by_role("link", name="My demands").click()
        await expect(page.get_by_role("heading", name="My demands", exact=True)).to_be_visible()
