"""The front end without its server: reading stays, decisions and messages wait, and all comes once when it is back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.async_api import Browser, Dialog, Route, WebSocketRoute, expect

from tests.support.api.behind import forget_events
from tests.support.api.screens import CHROMIUM, IS_BUILT, SENT_AT_ONCE, Screen, screen
from tests.support.api.server import Server
from tests.support.domain.market import CONVERSATION, MESSAGE, person, submitted
from tests.support.domain.table import Table, table
from tests.support.waiting import until

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

LOST = "net::ERR_", "WebSocket connection"
MESSAGES = (
    f"query ($id: ID!) {{ conversation(id: $id) {{ {CONVERSATION} messages {{ edges {{ node {{ {MESSAGE} }} }} }} }} }}"
)


async def at_workbench(shown: Screen, made: Table, candidate: str = "") -> None:
    await shown.open(f"/demands/{made.demand}/workbench{f'/{candidate}' if candidate else ''}")
    await expect(shown.page.get_by_text("live", exact=True)).to_be_visible()


@contextmanager
def away(server: Server) -> Iterator[None]:
    """The server is killed, and started again afterwards."""
    server.kill()
    try:
        yield
    finally:
        server.start()


async def is_lost(shown: Screen) -> None:
    await expect(shown.page.get_by_text("No connection")).to_be_visible()


async def said(made: Table, talk: str) -> list[str]:
    found = (await made.awarder.ask(MESSAGES, id=talk))["conversation"]["messages"]["edges"]
    return [edge["node"]["body"] for edge in found]


async def test_decisions_wait_for_the_server_and_are_taken_once(browser: Browser, server: Server) -> None:
    """WB-2: what was decided without the server is shown at once, as not yet saved, and is in the record once."""
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder, expects=LOST) as shown:
        await at_workbench(shown, made)
        page, press = shown.page, shown.page.keyboard.press
        await press("j")
        await expect(page.get_by_text("We have done this before.")).to_be_visible()
        with away(server):
            await is_lost(shown)
            # What was read is still there to be read, and can be decided about.
            await expect(page.get_by_text("We have done this before.")).to_be_visible()
            await press("a")
            await expect(page.get_by_role("row", selected=True)).to_contain_text("1st choice")
            await expect(page.get_by_role("row", selected=True)).to_contain_text("not yet saved")
            await expect(page.get_by_text("not yet saved", exact=True)).to_have_count(2)
        await expect(page.get_by_text("live", exact=True)).to_be_visible()
        await expect(page.get_by_text("No connection")).to_have_count(0)
        await expect(page.get_by_text("not yet saved")).to_have_count(0)
        await expect(page.get_by_role("button", name="Remove from choices")).to_be_visible()
        await expect(page.get_by_role("row", selected=True)).to_contain_text("1st choice")
    standings = sorted(each["standing"] for each in await made.awarder.candidates(made.demand))
    assert standings == ["ALTERNATIVE", "UNDECIDED"]
    assert [each["action"] for each in await made.record()].count("PLACED") == 1


async def test_a_telephone_without_its_server_says_so_in_one_line(browser: Browser, server: Server) -> None:
    """No word is broken, and the name beside it is not cut."""
    grace = await person(server.url, "Grace Lin")
    async with screen(browser, server, grace, viewport={"width": 360, "height": 740}, expects=LOST) as shown:
        await shown.open("/bids")
        await expect(shown.page.get_by_text("No bid yet.")).to_be_visible()
        with away(server):
            await is_lost(shown)
            lost = await shown.page.get_by_text("No connection").bounding_box()
            assert lost
            assert lost["height"] == 16
            name = shown.page.get_by_text("Grace Lin", exact=True)
            assert await name.evaluate("(name) => name.scrollWidth <= name.clientWidth")


@SENT_AT_ONCE
async def test_a_decision_outlives_its_page(browser: Browser, server: Server) -> None:
    """WB-2: what is shown as decided is decided, though its page was left before an answer came over a slow line."""
    made = await table(server, "2000.00")
    async with screen(browser, server, made.awarder, expects=LOST) as shown:
        await at_workbench(shown, made, made.candidates[0])
        page = shown.page
        line = await page.context.new_cdp_session(page)
        slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 100}
        await line.send("Network.enable")
        await line.send("Network.emulateNetworkConditions", slow)
        await page.get_by_role("button", name="Add to choices").click()
        await expect(page.get_by_role("row", selected=True)).to_contain_text("1st choice")
        await shown.open("/")

        async def is_placed() -> bool:
            return bool(await made.ranks())

        await until(is_placed)


async def test_whoever_would_lose_something_is_asked_before_they_leave(browser: Browser, server: Server) -> None:
    """What waits for the server would go with its page; what the server has would not."""
    made = await table(server, "2000.00")
    asked: list[str] = []

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    async with screen(browser, server, made.awarder, expects=LOST) as shown:
        await at_workbench(shown, made, made.candidates[0])
        page = shown.page
        page.on("dialog", stay)
        await expect(page.get_by_role("button", name="Add to choices")).to_be_visible()
        await page.context.set_offline(True)
        await is_lost(shown)
        # It is shown at once; what has not failed yet is still on its way, and would not go with its page.
        async with page.expect_event("requestfailed", lambda sent: "PlaceMutation" in (sent.post_data or "")):
            await page.get_by_role("button", name="Add to choices").click()
        await expect(page.get_by_role("row", selected=True)).to_contain_text("1st choice")
        async with page.expect_event("dialog"):
            await page.evaluate("void setTimeout(() => location.reload())")
        await page.context.set_offline(False)
        await expect(page.get_by_role("button", name="Remove from choices")).to_be_visible()
        await shown.open("/")
    assert asked == ["beforeunload"]


async def test_each_decision_that_others_were_quicker_than_is_shown(browser: Browser, server: Server) -> None:
    """EB-13 on a screen: several that waited for the server, one after the other."""
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder, expects=LOST) as shown:
        await at_workbench(shown, made)
        page, press = shown.page, shown.page.keyboard.press
        await expect(page.get_by_role("row")).to_have_count(3)
        await page.context.set_offline(True)
        await is_lost(shown)
        for choice in ("1st choice", "2nd choice"):
            await press("j")
            await press("a")
            await expect(page.get_by_role("row", selected=True)).to_contain_text(choice)
        for candidate in made.candidates:
            await made.eliminate(candidate)
        await page.context.set_offline(False)
        dialog = page.get_by_role("dialog", name="This was decided meanwhile")
        for name in ("Bidder 0", "Bidder 1"):
            await expect(dialog.get_by_role("rowheader", name=name)).to_be_visible()
            await expect(dialog.get_by_text("What you wanted is no longer possible.")).to_be_visible()
            await dialog.get_by_role("button", name="Leave it as it is").click()
        await expect(dialog).to_have_count(0)
    assert {each["standing"] for each in await made.awarder.candidates(made.demand)} == {"ELIMINATED"}


async def test_messages_wait_also_for_another_page_and_leave_with_their_user(browser: Browser, server: Server) -> None:
    """CM-3: each message once and in order, whatever is lost on the way; nothing of them stays after signing out."""
    made = await table(server, "2000.00")
    talk = (await made.awarder.do("openConversation", applicantId=made.applications[0]["id"]))["id"]
    hears = False

    async def lose(route: Route) -> None:
        asked: dict[str, Any] = route.request.post_data_json
        if asked["operationName"] != "SendingMutation" or hears:
            await route.continue_()
            return
        # It has arrived, and its answer is lost.
        await route.fetch()
        await route.abort()

    async with screen(browser, server, made.awarder, expects=LOST) as shown:
        page = shown.page
        await page.route("**/graphql", lose)
        await shown.open(f"/inbox/{talk}")
        field = page.get_by_label("Message", exact=True)
        for body in ("One.", "Two.", "Three."):
            await field.fill(body)
            await page.keyboard.press("Control+Enter")
        unsent = page.get_by_role("list", name="Not yet sent").get_by_role("listitem")
        # The first comes by its event.
        await expect(page.get_by_role("log").get_by_role("listitem")).to_contain_text(["One."])
        await expect(unsent).to_contain_text(["Two.", "Three."])
        await page.reload()
        await expect(unsent).to_contain_text(["Two.", "Three."])
        hears = True
        await expect(page.get_by_role("log").get_by_role("listitem")).to_contain_text(["One.", "Two.", "Three."])
        await expect(unsent).to_have_count(0)
        assert await said(made, talk) == ["One.", "Two.", "Three."]
        with away(server):
            await is_lost(shown)
            await field.fill("Secret.")
            await page.keyboard.press("Control+Enter")
            await expect(unsent).to_contain_text(["Secret."])
            await expect(
                unsent.get_by_text("Not yet sent. It is sent as soon as there is a connection.")
            ).to_be_visible()
            assert "Secret." in await page.evaluate("JSON.stringify(localStorage)")
            await page.get_by_role("button", name="Account of Ada").click()
            await page.get_by_role("button", name="Sign out").click()
            await page.get_by_role("button", name="Sign out and remove it").click()
            await expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
            assert "Secret." not in await page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    assert await said(made, talk) == ["One.", "Two.", "Three."]


async def test_a_page_that_was_not_opened_before_is_shown_once_there_is_a_network(
    browser: Browser, server: Server
) -> None:
    """Its code cannot be loaded without one: that is said here, by the page that is open, which stays."""
    somebody = await person(server.url, "Rita")
    async with screen(browser, server, somebody, expects=(*LOST, "NotLoaded")) as shown:
        page = shown.page
        await shown.open("/")
        await expect(page.get_by_role("button", name="Account of Rita")).to_be_visible()
        await expect(page.get_by_role("heading", name="Market", exact=True)).to_be_visible()
        await page.context.set_offline(True)
        await is_lost(shown)
        await page.evaluate("window.isSame = true")
        away = page.get_by_role("alert").filter(has=page.get_by_role("heading", name="You are offline"))
        for name in ("My bids", "Notifications"):
            await page.get_by_role("link", name=name).click()
            await expect(away).to_contain_text("This was not opened before.")
            await away.get_by_role("button", name="Try again").click()
            await expect(away).to_contain_text("This was not opened before.")
        await page.context.set_offline(False)
        await expect(page.get_by_role("heading", name="Notifications", exact=True)).to_be_visible()
        await expect(away).to_have_count(0)
        # Its style sheet, too, although that had failed before.
        await page.get_by_role("link", name="My bids").click()
        await expect(page.get_by_role("heading", name="My bids", exact=True)).to_be_visible()
        await expect(away).to_have_count(0)
        sheets = "[...document.querySelectorAll('link[rel=stylesheet]')].map(({ sheet }) => sheet !== null)"
        assert set(await page.evaluate(sheets)) == {True}
        assert await page.evaluate("window.isSame") is True


async def test_what_could_not_be_read_is_read_once_the_server_is_back(browser: Browser, server: Server) -> None:
    """WB-2: nobody has to press for it."""
    made = await table(server, "2000.00", "3000.00")
    async with screen(browser, server, made.awarder, expects=(*LOST, "Unreachable")) as shown:
        await at_workbench(shown, made)
        page = shown.page
        with away(server):
            await is_lost(shown)
            await page.get_by_role("row").filter(has_text="Bidder 1").click()
            await expect(page.get_by_role("heading", name="The server cannot be reached")).to_be_visible()
        await expect(page.get_by_role("article", name="Bidder 1")).to_contain_text("We have done this before.")
        await expect(page.get_by_role("heading", name="The server cannot be reached")).to_have_count(0)


async def test_after_a_cut_socket_and_after_sleep_every_event_comes_once(browser: Browser, server: Server) -> None:
    made = await table(server, "3000.00")
    sockets: list[WebSocketRoute] = []

    def through(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        sockets.append(socket)

    async with screen(browser, server, made.awarder, expects=LOST) as shown:
        page = shown.page
        await page.route_web_socket("**/graphql", through)
        await at_workbench(shown, made)
        await sockets[-1].close(code=1012, reason="restart")
        await submitted(await person(server.url, "After A Cut"), made.demand, "2000.00")
        await expect(page.get_by_text("1 new")).to_be_visible()
        await page.context.set_offline(True)
        await is_lost(shown)
        for name in ("While Asleep", "Still Asleep"):
            await submitted(await person(server.url, name), made.demand, "2100.00")
        await page.context.set_offline(False)
        await expect(page.get_by_text("3 new")).to_be_visible()
        await submitted(await person(server.url, "Awake"), made.demand, "2200.00")
        await expect(page.get_by_text("4 new")).to_be_visible()
        await page.keyboard.press(".")
        names = page.locator("[role=row] [role=gridcell]:nth-child(2)")
        found = [each["applicant"]["party"]["name"] for each in await made.awarder.candidates(made.demand)]
        await expect(names).to_have_text(found)


async def test_no_page_is_blank_because_its_head_could_not_be_loaded(browser: Browser, server: Server) -> None:
    """Neither after the session has ended elsewhere, nor while the server answers nothing."""
    somebody = await person(server.url, "Rita")
    async with screen(browser, server, somebody, expects=(*LOST, "503", "Unreachable")) as shown:
        await shown.page.route("**/graphql", lambda route: route.fulfill(status=503))
        await shown.open("/sign-up")
        await expect(shown.page.get_by_text("At least 10 characters.")).to_be_visible()
        await expect(shown.page.get_by_role("button", name="Account of unknown")).to_be_visible()
        await expect(shown.page.get_by_text("At least 10 characters.")).to_be_visible()
        await shown.page.unroute("**/graphql")
        await shown.page.get_by_role("link", name="Market").click()
        await expect(shown.page.get_by_role("button", name="Account of Rita")).to_be_visible()
    await somebody.ask("mutation { signOut { __typename } }")
    async with screen(browser, server, somebody, expects=("401", "WebSocket connection")) as shown:
        await shown.open("/sign-up")
        await expect(shown.page.get_by_text("At least 10 characters.")).to_be_visible()
        await expect(shown.page.get_by_role("link", name="Sign in").first).to_be_visible()


async def test_past_the_retention_all_is_read_again_and_what_is_typed_stays(browser: Browser, server: Server) -> None:
    """The events since the last one are gone: what is shown is loaded anew under the hands of somebody who writes."""
    made = await table(server, "3000.00")
    talk = (await made.awarder.do("openConversation", applicantId=made.applications[0]["id"]))["id"]
    async with (
        screen(browser, server, made.awarder, expects=LOST) as bench,
        screen(browser, server, made.awarder, expects=LOST) as chat,
    ):
        await at_workbench(bench, made, made.candidates[0])
        await chat.open(f"/inbox/{talk}")
        remark, message = bench.page.get_by_label("Add a remark"), chat.page.get_by_label("Message", exact=True)
        await made.bidders[0].do("sendMessage", conversationId=talk, clientMessageId="1", body="Before.")
        await expect(chat.page.get_by_role("log")).to_contain_text("Before.")
        for field in (remark, message):
            await field.press_sequentially("Half a sen")
        for each in (bench, chat):
            await each.page.context.set_offline(True)
            await is_lost(each)
        await submitted(await person(server.url, "Long Ago"), made.demand, "2000.00")
        await made.bidders[0].do("sendMessage", conversationId=talk, clientMessageId="2", body="Long ago.")
        with away(server):
            await forget_events(server.url)
        for each in (bench, chat):
            await each.page.context.set_offline(False)
        await expect(chat.page.get_by_role("log").get_by_role("listitem")).to_contain_text(["Before.", "Long ago."])
        await expect(bench.page.get_by_role("row").filter(has_text="Long Ago")).to_be_visible()
        for field in (remark, message):
            await expect(field).to_be_focused()
            await field.page.keyboard.type("tence")
            await expect(field).to_have_value("Half a sentence")
        # They follow from there on.
        await made.bidders[0].do("sendMessage", conversationId=talk, clientMessageId="3", body="Now.")
        await expect(chat.page.get_by_role("log").get_by_role("listitem")).to_contain_text(
            ["Before.", "Long ago.", "Now."]
        )


async def test_messages_are_searched_and_one_sees_how_far_the_other_has_read(browser: Browser, server: Server) -> None:
    made = await table(server, "2000.00")
    talk = (await made.awarder.do("openConversation", applicantId=made.applications[0]["id"]))["id"]
    for number, body in enumerate(("Which database?", "Which language?")):
        await made.awarder.do("sendMessage", conversationId=talk, clientMessageId=str(number), body=body)
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open("/inbox")
        await page.get_by_label("Search messages").fill("zeppelin")
        await expect(page.get_by_text("No message matches.")).to_be_visible()
        await page.get_by_label("Search messages").fill("database")
        await page.get_by_role("link", name="Which database?").click()
        # Files, without a word.
        await page.locator("input[type=file]").set_input_files(
            [{"name": "plan.txt", "mimeType": "text/plain", "buffer": b"First this, then that."}]
        )
        await page.get_by_role("button", name="Send", exact=True).click()
        await expect(page.get_by_role("log").get_by_role("link", name="plan.txt")).to_be_visible()
        await expect(page.locator("[role=log] > ol > li")).to_have_count(3)
        await expect(page.get_by_text("read by")).to_have_count(0)
        await made.bidders[0].do("markRead", conversationId=talk, through=3)
        await expect(page.get_by_role("listitem").filter(has_text="plan.txt").first).to_contain_text("read by Bidder 0")
        assert await shown.violations("light") == []
