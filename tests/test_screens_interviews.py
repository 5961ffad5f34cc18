"""Interviews in Chromium, through the front end: times across zones, the lobby, and a room."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Route, async_playwright, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, NARROW, WIDE, Screen, browser_of, screen
from tests.support.api.server import Server
from tests.support.domain.market import Person, colleague, enterprise, in_, published, submitted
from tests.support.domain.table import Table, table

PATIENCE = 60_000  # milliseconds until what is awaited counts as missing
DAY, WEEK = timedelta(days=1), timedelta(days=7)

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

DEVICES = [
    *("--use-fake-ui-for-media-stream", "--allow-loopback-in-peer-connection"),
    *("--auto-select-desktop-capture-source=Entire screen", "--disable-features=WebRtcHideLocalIpsWithMdns"),
]
CAMERAS = "--use-fake-device-for-media-stream=device-count=2,fps={}"
LOST = ("net::ERR_", "WebSocket connection")
# How many pictures of the other side have been drawn, and whether they are more than before.
DRAWN = """(before) => {
  const video = document.querySelector("figure[data-state] video");
  return video && video.srcObject && video.getVideoPlaybackQuality().totalVideoFrames > before;
}"""
# Whether more of each of the others is drawn than when it was first asked.
ALL_MOVE = """() => {
  const videos = [...document.querySelectorAll("figure[data-state] video")];
  const drawn = (video) => video.getVideoPlaybackQuality().totalVideoFrames;
  for (const each of videos) each.seen ??= drawn(each);
  return videos.every((each) => drawn(each) > each.seen);
}"""
ALL_SMALL = (
    """() => [...document.querySelectorAll("figure[data-state] video")].every((each) => each.videoWidth <= 320)"""
)
SCREEN_MOVES = """() => {
  const video = document.querySelector("figure[data-screen] video");
  return video?.srcObject && video.getVideoPlaybackQuality().totalVideoFrames > 0;
}"""
# Whether sound comes from each of the others.
ALL_SOUND = """() => [...document.querySelectorAll("figure[data-state] video")]
  .every((each) => each.srcObject?.getAudioTracks().some((track) => !track.muted))"""
FRAMES = """() => document.querySelector("figure[data-state] video").getVideoPlaybackQuality().totalVideoFrames"""


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as driver, browser_of(driver, *DEVICES, CAMERAS.format(5)) as browser:
        yield browser


@pytest.fixture
async def made(server: Server) -> Table:
    return await table(server, "3000.00")


async def arranged(made: Table, topic: str) -> str:
    """The id of an interview that can be joined now."""
    slot = {"startsAt": in_(minutes=5), "endsAt": in_(minutes=35)}
    given = {"applicantId": made.applications[0]["id"], "topic": topic, "media": "VIDEO", "timeZone": "Europe/Berlin"}
    interview = await made.awarder.do("proposeInterview", slots=[slot], **given)
    return str((await made.bidders[0].do("acceptSlot", interviewId=interview["id"], startsAt=slot["startsAt"]))["id"])


@dataclass
class Side:
    """One side of an interview, with a browser of its own."""

    shown: Screen

    @property
    def page(self) -> Page:
        return self.shown.page

    async def enter(self, interview: str) -> None:
        await self.shown.open(f"/interviews/{interview}")
        await self.page.get_by_role("button", name="Enter the room").click()
        await self.page.wait_for_function("() => document.querySelector('meter')?.value > 0.02")
        await self.page.get_by_role("button", name="Join").click()

    async def is_connected(self) -> None:
        """Both see each other, and the picture moves."""
        await expect(self.page.locator("figure[data-state=connected]")).to_have_count(1)
        await self.sees_more(0)

    async def sees_more(self, before: int) -> int:
        await self.page.wait_for_function(DRAWN, arg=before, timeout=PATIENCE)
        return int(await self.page.evaluate(FRAMES))


@asynccontextmanager
async def both(browser: Browser, server: Server, host: Person, guest: Person, **given: Any) -> AsyncIterator[Any]:
    async with (
        screen(browser, server, host, timezone_id="Europe/Berlin", expects=LOST, **given) as one,
        screen(browser, server, guest, timezone_id="America/New_York", expects=LOST, **given) as other,
    ):
        yield Side(one), Side(other)


def last_sunday(year: int, month: int) -> date:
    """Of March or October, which have 31 days: clocks are changed on it in the European Union."""
    end = date(year, month, 31)
    return end - (end.weekday() + 1) % 7 * DAY


async def test_a_time_is_arranged_across_zones_moved_and_cancelled(
    browser: Browser, server: Server, made: Table
) -> None:
    """CM-7 on a screen: on the days on which clocks are changed, too."""
    today = datetime.now(UTC).date()
    coming = (last_sunday(year, 3) for year in (today.year, today.year + 1))
    forward = next(day for day in coming if day - WEEK > today + DAY)
    back = last_sunday(forward.year, 10)
    async with both(browser, server, made.awarder, made.bidders[0]) as (host, guest):
        await host.shown.open(f"/interviews?with={made.applications[0]['id']}")
        page = host.page
        await page.get_by_label("What it is about").fill("A first meeting")
        await page.get_by_label("Shown in this zone too").select_option("America/New_York")
        time = page.get_by_label("Time 1 in Berlin")
        # Clocks are put forward over it in Berlin.
        await time.fill(f"{forward}T02:30")
        await page.get_by_role("button", name="Propose").click()
        await expect(page.get_by_text("there is no such time in Berlin")).to_be_visible()
        await time.fill("9999-05-01T10:00")
        await expect(page.get_by_text("Choose a year from 1970 to 8999.")).to_be_visible()
        # A week before that, New York has put its clocks forward already.
        await time.fill(f"{forward - WEEK}T15:00")
        await expect(page.get_by_text("10:00\u201311:00")).to_be_visible()
        await page.get_by_role("button", name="Another time").click()
        # Clocks are put back to it in Berlin.
        await page.get_by_label("Time 2 in Berlin").fill(f"{back}T02:30")
        await expect(page.get_by_text("the first of the two is meant")).to_be_visible()
        assert await host.shown.violations("light") == []
        length = await page.evaluate("history.length")
        await page.get_by_role("button", name="Propose").click()
        await expect(page.get_by_text("Times offered by Acme")).to_be_visible()
        # Nobody goes back to an empty form.
        assert await page.evaluate("history.length") == length

        await guest.shown.open("/interviews")
        await guest.page.get_by_role("link", name="A first meeting").click()
        # Both zones, that of the proposer without being asked for.
        slot = guest.page.get_by_role("listitem").filter(has_text="15:00\u201316:00")
        await expect(slot).to_contain_text("10:00\u201311:00")
        await slot.get_by_role("button", name=re.compile("^Accept .*10:00\u201311:00$")).click()
        await guest.page.get_by_role("dialog").get_by_role("button", name="Accept").click()
        for each in (host, guest):
            await expect(each.page.get_by_role("region", name="Time")).to_contain_text("15:00\u201316:00")
        await expect(guest.page.get_by_text("The room opens at")).to_be_visible()
        await expect(guest.page.get_by_text("If a side has not come by")).to_contain_text("is given up")

        await guest.page.get_by_role("button", name="Move it").click()
        await guest.page.get_by_label("Time 1 in New York").fill(f"{forward - WEEK + DAY}T09:00")
        await guest.page.get_by_role("button", name="Offer", exact=True).click()
        moved = host.page.get_by_role("listitem").filter(has_text="14:00\u201315:00")
        await moved.get_by_role("button", name="Accept").click()
        await host.page.get_by_role("dialog").get_by_role("button", name="Accept").click()
        await expect(guest.page.get_by_role("region", name="Time")).to_contain_text("9:00\u201310:00")

        async with host.page.expect_download() as saved:
            await host.page.get_by_role("button", name="Save for my calendar").click()
        assert (await saved.value).suggested_filename == "interview.ics"
        await host.page.get_by_role("button", name="Cancel the interview …").click()
        await host.page.get_by_label("Reason").fill("We have decided.")
        await host.page.get_by_role("button", name="Cancel the interview", exact=True).click()
        await expect(guest.page.get_by_text("We have decided.")).to_be_visible()
        await expect(guest.page.get_by_role("link", name="Propose another time")).to_have_count(0)
        await expect(host.page.get_by_role("link", name="Propose another time")).to_be_visible()
        for theme, size in (("light", WIDE), ("dark", NARROW)):
            await guest.page.set_viewport_size(size)
            assert await guest.shown.violations(theme) == []
        assert await guest.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_both_sides_meet_with_sound_picture_screen_and_chat(
    browser: Browser, server: Server, made: Table
) -> None:
    """CM-8 and CM-9 on a screen: a guest waits in the lobby, and sees nothing of the room from there."""
    interview = await arranged(made, "The architecture")
    async with both(browser, server, made.awarder, made.bidders[0]) as (host, guest):
        await guest.enter(interview)
        await expect(guest.page.get_by_text("No host is in the room at the moment")).to_be_visible()
        await expect(guest.page.get_by_text("the interview is given up")).to_be_visible()
        await host.enter(interview)
        await expect(guest.page.get_by_text("You are in the lobby. A host will let you in.")).to_be_visible()
        await expect(guest.page.get_by_text("the interview is given up")).to_have_count(0)
        await expect(guest.page.locator("figure[data-state]")).to_have_count(0)
        # That of the name, and not of the word "You".
        name = (await made.bidders[0].ask("{ viewer { user { name } } }"))["viewer"]["user"]["name"]
        await expect(guest.page.locator("figure span").first).to_have_text(name[0])
        await host.page.get_by_role("button", name="Let in").click()
        for side in (host, guest):
            await side.is_connected()
        await expect(host.page.get_by_role("group", name="Pictures")).to_be_visible()
        await host.page.get_by_label("Message", exact=True).fill("Can you see me?")
        await host.page.keyboard.press("Control+Enter")
        await expect(guest.page.get_by_role("log")).to_contain_text("Can you see me?")
        await guest.page.get_by_role("button", name="Share my screen").click()
        await expect(host.page.locator("figure[data-screen]")).to_contain_text("Screen of Bidder 0")
        for theme, size in (("light", WIDE), ("dark", WIDE), ("light", NARROW)):
            await host.page.set_viewport_size(size)
            assert await host.shown.violations(theme) == [], (theme, size)
        # On a small telephone the tools take several rows: no picture is in front of them.
        await host.page.set_viewport_size({"width": 320, "height": 560})
        pictures = await host.page.get_by_role("group", name="Pictures").bounding_box()
        tools = await host.page.get_by_role("toolbar", name="Devices").bounding_box()
        assert pictures is not None
        assert tools is not None
        assert pictures["y"] + pictures["height"] <= tools["y"], (pictures, tools)
        await host.page.set_viewport_size(WIDE)
        await guest.page.get_by_role("button", name="Stop sharing").click()
        await expect(host.page.locator("figure[data-screen]")).to_have_count(0)
        await guest.page.get_by_role("button", name="Mute").click()
        # Another camera, without meeting anew; what is muted stays so.
        await guest.page.get_by_role("button", name="Devices").click()
        cameras = guest.page.get_by_role("combobox", name="Camera")
        await cameras.select_option(index=await cameras.locator("option").count() - 1)
        await guest.page.get_by_role("button", name="Done").click()
        await host.sees_more(await host.page.evaluate(FRAMES))
        await expect(guest.page.get_by_role("button", name="Unmute")).to_be_visible()
        await guest.page.get_by_role("button", name="Leave").click()
        await expect(host.page.locator("figure[data-state]")).to_have_count(0)
        await guest.enter(interview)
        await host.page.get_by_role("button", name="Let in").click()
        await guest.is_connected()
        await host.page.get_by_role("button", name="End for everyone").click()
        await host.page.get_by_role("button", name="End it").click()
        for side in (host, guest):
            await expect(side.page.get_by_text("The interview has ended.")).to_be_visible()


async def test_a_room_is_recorded_while_all_agree(browser: Browser, server: Server, made: Table) -> None:
    """CM-10 on a screen: the file is made by the device of the host that asked. A late answer takes nothing back."""
    interview = await arranged(made, "The recording")
    late = asyncio.Event()

    async def answer_late(route: Route) -> None:
        answer = await route.fetch()
        if route.request.post_data_json["operationName"] == "RecordingConsentMutation":
            await late.wait()
        await route.fulfill(response=answer)

    async with both(browser, server, made.awarder, made.bidders[0]) as (host, guest):
        await host.enter(interview)
        await guest.enter(interview)
        await host.page.get_by_role("button", name="Let in").click()
        await host.is_connected()
        await host.page.get_by_role("button", name="Record …").click()
        await host.page.get_by_role("button", name="Ask everyone to agree").click()
        await expect(
            guest.page.get_by_text("Nothing is recorded until all agree. Missing: Ada and Bidder 0.")
        ).to_be_visible()
        await host.page.route("**/graphql", answer_late)
        await host.page.get_by_role("button", name="Agree to be recorded").click()
        await expect(guest.page.get_by_text("Missing: Bidder 0.")).to_be_visible()
        await guest.page.get_by_role("button", name="Agree to be recorded").click()
        await expect(host.page.get_by_text("This is recorded.")).to_be_visible()
        late.set()
        await expect(host.page.locator("[data-under-way]")).to_have_count(0)
        await expect(host.page.get_by_text("This is recorded.")).to_be_visible()
        await host.page.unroute_all(behavior="wait")
        await guest.page.get_by_role("button", name="Withdraw my consent").click()
        await expect(host.page.get_by_text("Missing: Bidder 0.")).to_be_visible()
        await guest.page.get_by_role("button", name="Agree to be recorded").click()
        await expect(host.page.get_by_text("This is recorded.")).to_be_visible()
        await host.sees_more(await host.page.evaluate(FRAMES))
        for theme, size in (("light", WIDE), ("dark", NARROW)):
            await host.page.set_viewport_size(size)
            assert await host.shown.violations(theme) == [], (theme, size)
        async with host.page.expect_download() as saved:
            await host.page.get_by_role("button", name="Stop recording").click()
        download = await saved.value
        assert download.suggested_filename == "The recording.webm"
        # What every file of this kind begins with.
        assert (await download.path()).read_bytes().startswith(b"\x1a\x45\xdf\xa3")
        await expect(guest.page.get_by_text("This is recorded.")).to_have_count(0)


async def test_a_room_goes_on_after_the_server_a_page_and_a_network_were_lost(
    browser: Browser, server: Server, made: Table
) -> None:
    """CM-9: whoever was let in comes back into the room; sound and picture go on without the server."""
    interview = await arranged(made, "The price")
    async with both(browser, server, made.awarder, made.bidders[0]) as (host, guest):
        for side in (host, guest):
            await side.enter(interview)
        await host.page.get_by_role("button", name="Let in").click()
        for side in (host, guest):
            await side.is_connected()
        server.kill()
        for side in (host, guest):
            await expect(side.page.get_by_text("No connection")).to_be_visible()
            await side.sees_more(await side.page.evaluate(FRAMES))
        await host.page.get_by_label("Message", exact=True).fill("Are you still there?")
        await host.page.keyboard.press("Control+Enter")
        server.start()
        await expect(guest.page.get_by_role("log")).to_contain_text("Are you still there?")
        # A page that is loaded anew: the other side's connection is to one that is gone.
        await guest.enter(interview)
        for side in (host, guest):
            await side.is_connected()
        await expect(guest.page.get_by_text("You are in the lobby.")).to_have_count(0)
        # The network of a browser.
        await guest.page.context.set_offline(True)
        await expect(guest.page.get_by_text("No connection")).to_be_visible()
        await guest.page.context.set_offline(False)
        await expect(guest.page.get_by_text("No connection")).to_have_count(0)
        for side in (host, guest):
            await side.is_connected()
            await side.sees_more(await side.page.evaluate(FRAMES))
        await expect(guest.page.locator("[data-presence]")).to_have_attribute("data-presence", "INSIDE")


@pytest.mark.soak
@pytest.mark.timeout(900)
async def test_six_people_see_each_other_in_one_room(server: Server) -> None:
    """CM-8: as many as an interview can have, three of each side, with sound, picture, screen and chat."""
    awarder, bidder = await enterprise(server.url), await enterprise(server.url, "Beta")
    demand = await published(awarder)
    applicant = await submitted(bidder, demand)
    hosts = [awarder, await colleague(awarder), await colleague(awarder)]
    guests = [bidder, await colleague(bidder), await colleague(bidder)]
    slot = {"startsAt": in_(minutes=5), "endsAt": in_(minutes=35)}
    given = {"topic": "All of us", "media": "VIDEO", "timeZone": "Europe/Berlin", "slots": [slot]}
    proposed = await awarder.do(
        "proposeInterview", applicantId=applicant["id"], hostIds=[each.user for each in hosts], **given
    )
    people = {"guestIds": [each.user for each in guests]}
    interview = await bidder.do("acceptSlot", interviewId=proposed["id"], startsAt=slot["startsAt"], **people)
    async with AsyncExitStack() as stack:
        driver = await stack.enter_async_context(async_playwright())
        # Of each of the thirty pictures one a second: all are made and shown on one machine.
        browser = await stack.enter_async_context(browser_of(driver, *DEVICES, CAMERAS.format(1)))
        sides = []
        for who in (*hosts, *guests):
            shown = await stack.enter_async_context(screen(browser, server, who, expects=LOST))
            shown.page.set_default_timeout(PATIENCE)
            sides.append(Side(shown))
            await sides[-1].enter(interview["id"])
        waiting = sides[0].page.get_by_role("button", name="Let in")
        for number in range(len(guests), 0, -1):
            await expect(waiting).to_have_count(number)
            await waiting.first.click()
        for side in sides:
            await expect(side.page.locator("figure[data-state=connected]")).to_have_count(5, timeout=5 * PATIENCE)
        for side in sides:
            await side.page.wait_for_function(ALL_MOVE, timeout=5 * PATIENCE)
        # One processor and one line make and send five of them: each is small.
        for side in sides:
            await side.page.wait_for_function(ALL_SMALL, timeout=5 * PATIENCE)
        # A screen, sound and what is written reach all of them, too.
        await sides[1].page.get_by_role("button", name="Share my screen").click()
        await sides[2].page.get_by_label("Message", exact=True).fill("Can all of you see it?")
        await sides[2].page.keyboard.press("Control+Enter")
        for side in (sides[0], *sides[2:]):
            await expect(side.page.locator("figure[data-screen]")).to_have_count(1)
            await side.page.wait_for_function(SCREEN_MOVES, timeout=5 * PATIENCE)
        for side in sides:
            await expect(side.page.get_by_role("log")).to_contain_text("Can all of you see it?")
            await side.page.wait_for_function(ALL_SOUND, timeout=5 * PATIENCE)
        await sides[1].page.get_by_role("button", name="Stop sharing").click()
        for side in sides:
            await expect(side.page.locator("figure[data-screen]")).to_have_count(0)
        # Whoever leaves is gone for all, and the others go on.
        await sides[-1].page.get_by_role("button", name="Leave").click()
        for side in sides[:-1]:
            await expect(side.page.locator("figure[data-state]")).to_have_count(4)
            await side.page.wait_for_function(ALL_MOVE, timeout=5 * PATIENCE)
