"""An interview in real browsers: two headless Chromium with fake devices talk through the running server (CM-9)."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, Playwright, Route, async_playwright, expect

from tests.support.api.server import Server
from tests.support.domain.market import PASSWORD, Person, enterprise, in_, person, published, submitted

PAGES = Path(__file__).parent / "browser"
CHROMIUM = shutil.which("chromium")
SWITCHES = [
    *(
        "--use-fake-device-for-media-stream=fps=5",
        "--use-fake-ui-for-media-stream",
        "--allow-loopback-in-peer-connection",
    ),
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-component-update"),
    "--disable-background-networking",
]
PATIENCE = 60_000  # milliseconds until what is awaited counts as missing

expect.set_options(timeout=PATIENCE)
pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
]

# What each receiver of the page has received so far, by kind.
RECEIVED = """async () => {
  const received = {};
  for (const { connection } of room.peers.values())
    for (const each of (await connection.getStats()).values())
      if (each.type === "inbound-rtp") received[each.kind] = {
        bytes: each.bytesReceived, frames: each.framesDecoded ?? 0, energy: each.totalAudioEnergy ?? 0 };
  return received;
}"""
# Whether more of every kind has arrived than before.
MORE = f"""async (before) => {{
  const now = await ({RECEIVED})();
  return now.video?.frames > before.video.frames && now.audio?.bytes > before.audio.bytes
    && now.audio.energy > before.audio.energy;
}}"""
NOTHING = {"video": {"frames": 0}, "audio": {"bytes": 0, "energy": 0}}
# Resolves once two frames of the other's picture differ. It is a picture once it has colours: while an element has no
# frame to draw, as just after its stream was changed, the canvas stays empty.
MOVES = """async () => {
  const video = document.querySelector("figure[data-peer] video");
  const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 48 });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const frame = () => new Promise((seen) => video.requestVideoFrameCallback(() => {
    context.drawImage(video, 0, 0, 64, 48);
    seen(context.getImageData(0, 0, 64, 48).data.join());
  }));
  let first = await frame();
  while (new Set(first.split(",")).size <= 2) first = await frame();
  while (await frame() === first);
}"""
# The current ICE user name fragments of both ends.
WAYS = """() => [...room.peers.values()].flatMap(({ connection }) =>
  [connection.localDescription, connection.remoteDescription].map(({ sdp }) => sdp.match(/a=ice-ufrag:(.*)/)[1]))"""
# Records the events from here on.
LISTEN = """() => {
  const hear = room.hear;
  room.told = [];
  room.hear = (event) => { room.told.push(event); hear.call(room, event); };
  return room.peerId;
}"""
OFFER = """async () => {
  const connection = new RTCPeerConnection();
  return JSON.stringify(await connection.createOffer({ offerToReceiveVideo: true }));
}"""


@dataclass
class Side:
    """One participant of an interview with their own browser."""

    person: Person
    page: Page
    problems: list[str]

    async def until(self, sentence: str, *given: Any) -> None:
        """Waits until a function of the page returns true."""
        await self.page.wait_for_function(sentence, arg=given[0] if given else None, timeout=PATIENCE)

    async def enter(self, topic: str) -> None:
        """Signs in and goes to the interview, as a person does."""
        await self.page.fill("[name=email]", self.person.email)
        await self.page.fill("[name=password]", PASSWORD)
        await self.page.click("#sign-in button")
        await self.page.get_by_role("listitem").filter(has_text=topic).get_by_role("button").click()
        await expect(self.page.locator("#topic")).to_have_text(topic)
        await self.until("() => window.chat && server.state === 'connected'")

    async def is_connected(self) -> None:
        other = self.page.locator("figure[data-peer]")
        await expect(other).to_have_attribute("data-state", "connected")

    async def say(self, body: str) -> None:
        await self.page.fill("[name=body]", body)
        await self.page.click("#say button")

    async def hears(self, *bodies: str) -> None:
        """Fails unless the chat holds exactly this in this order, all of it numbered and sent."""
        lines = self.page.locator("#messages li[data-seq]")
        await expect(lines).to_have_count(len(bodies))
        assert [(await lines.nth(place).inner_text()).split("\n")[-1] for place in range(len(bodies))] == [*bodies]
        numbers = await lines.evaluate_all("(lines) => lines.map((line) => Number(line.dataset.seq))")
        assert numbers == list(range(1, len(bodies) + 1))
        await expect(self.page.locator("#messages li.unsent")).to_have_count(0)

    async def sees_and_hears_more(self, before: Any = NOTHING) -> Any:
        """Waits until more video and audio has arrived; returns how much there is now."""
        await self.until(MORE, before)
        return await self.page.evaluate(RECEIVED)

    async def act(self, operation: str, **given: Any) -> str:
        """The result of a mutation sent by this page: the refusal's code, or the type."""
        name = operation[0].upper() + operation[1:]
        asked = f"{operation}(input: $input) {{ __typename ... on Refusal {{ code }} }}"
        document = f"mutation ($input: {name}Input!) {{ {asked} }}"
        answer = await self.page.evaluate("([query, input]) => server.ask(query, { input })", [document, given])
        return str(answer[operation].get("code", answer[operation]["__typename"]))


@pytest.fixture
async def playwright() -> AsyncIterator[Playwright]:
    async with async_playwright() as driver:
        yield driver


@asynccontextmanager
async def browsing(driver: Playwright, directory: Path, server: Server, somebody: Person) -> AsyncIterator[Side]:
    """A browser with a fresh profile at the test page, served from the server's own origin."""
    context = await driver.chromium.launch_persistent_context(
        directory, executable_path=CHROMIUM, args=SWITCHES, viewport={"width": 1200, "height": 700}
    )
    try:
        # A page without an origin needs permission to connect to this machine.
        await context.grant_permissions(["local-network-access"], origin=server.origin)
        await context.route(f"{server.origin}/interview/*", _our_file)
        page = context.pages[0]
        side = Side(somebody, page, [])
        page.on("pageerror", lambda error: side.problems.append(str(error)))
        # Messages without arguments are the browser's own, about the unreachable server.
        page.on("console", lambda line: line.type == "error" and line.args and side.problems.append(line.text))
        await page.goto(f"{server.origin}/interview/interview.html")
        yield side
    finally:
        await context.close()


async def _our_file(route: Route) -> None:
    await route.fulfill(path=PAGES / Path(route.request.url).name)


async def arranged(awarder: Person, bidder: Person, topic: str) -> str:
    """The id of an interview that can be joined now."""
    demand = await published(awarder)
    application = await submitted(bidder, demand)
    slot = {"startsAt": in_(minutes=5), "endsAt": in_(minutes=35)}
    given = {"applicantId": application["id"], "topic": topic, "media": "VIDEO", "timeZone": "Europe/Berlin"}
    made = await awarder.do("proposeInterview", slots=[slot], **given)
    await awarder.do("openConversation", applicantId=application["id"])
    return str((await bidder.do("acceptSlot", interviewId=made["id"], startsAt=slot["startsAt"]))["id"])


@asynccontextmanager
async def meeting(driver: Playwright, directory: Path, server: Server) -> AsyncIterator[tuple[Side, Side, str]]:
    """A host who is inside, a guest in the lobby, and their interview; fails on any error of their pages."""
    awarder, bidder = await enterprise(server.url), await person(server.url, "Grace Guest")
    interview = await arranged(awarder, bidder, "A portal for shipments")
    async with (
        browsing(driver, directory / "host", server, awarder) as host,
        browsing(driver, directory / "guest", server, bidder) as guest,
    ):
        await host.enter("A portal for shipments")
        await host.until("() => document.body.dataset.presence === 'INSIDE'")
        await guest.enter("A portal for shipments")
        await guest.until("() => document.body.dataset.presence === 'LOBBY'")
        yield host, guest, interview
        assert host.problems + guest.problems == []


async def admitted(host: Side, guest: Side) -> None:
    """Admits the guest; returns when both see and hear each other."""
    await host.page.click("#lobby button")
    for side in (host, guest):
        await side.is_connected()
        await side.sees_and_hears_more()


async def test_cm9_no_message_of_the_first_guest_passes_the_lobby(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    async with meeting(playwright, tmp_path, server) as (host, guest, interview):
        await expect(guest.page.locator("#outside")).to_be_visible()
        await expect(host.page.locator("#lobby")).to_contain_text("Grace Guest is in the lobby")
        theirs, mine = await host.page.evaluate(LISTEN), await guest.page.evaluate("() => room.peerId")
        offer = await guest.page.evaluate(OFFER)
        answer = offer.replace('"offer"', '"answer"')
        signal = {"interviewId": interview, "toPeerId": theirs}
        for kind, payload in (("OFFER", offer), ("ANSWER", answer), ("CANDIDATE", '{"candidate": ""}')):
            assert await guest.act("sendSignal", **signal, kind=kind, payload=payload) == "NOT_INSIDE"
        for operation in ("admitGuest", "removeGuest"):
            given = {"interviewId": interview, "userId": guest.person.user}
            assert await guest.act(operation, **given) == "NOT_ALLOWED"
        for operation in ("endInterview", "startRecording", "stopRecording"):
            assert await guest.act(operation, interviewId=interview) == "NOT_ALLOWED"
        # Joining again and again does not pass the lobby either, and no peer inside sends signals to it.
        for operation in ("joinInterview", "leaveInterview", "joinInterview"):
            assert await guest.act(operation, interviewId=interview) in ("InterviewSeat", "Interview")
        given = {"interviewId": interview, "toPeerId": mine, "kind": "OFFER", "payload": offer}
        assert await host.act("sendSignal", **given) == "NOT_INSIDE"
        await host.until("() => room.told.length === 2")
        assert await host.page.evaluate("() => room.told.map((event) => event.presence)") == ["AWAY", "LOBBY"]
        await guest.until("() => document.body.dataset.presence === 'LOBBY'")
        for side in (host, guest):
            assert await side.page.evaluate("() => room.peers.size") == 0
        # The lobby still applies.
        await admitted(host, guest)


async def test_two_people_talk_and_go_on_when_the_server_is_lost(
    playwright: Playwright, server: Server, tmp_path: Path
) -> None:
    async with meeting(playwright, tmp_path, server) as (host, guest, _):
        await host.say("Can you hear me?")
        await admitted(host, guest)
        await guest.say("Loud and clear.")
        said = ["Can you hear me?", "Loud and clear."]
        for side, name in ((host, "host"), (guest, "guest")):
            await side.hears(*said)
            await side.page.evaluate(MOVES)
            await side.page.screenshot(path=tmp_path / f"{name}.png")
        said += await _without_the_server(server, host, guest)
        await guest.say("Now it is.")
        for side in (host, guest):
            await side.hears(*said, "Now it is.")
        await _finding_the_way_anew(host, guest)
        await guest.page.click("#leave")
        await expect(host.page.locator("figure[data-peer]")).to_have_count(0)


async def _without_the_server(server: Server, host: Side, guest: Side) -> list[str]:
    """Kills the server and starts it again; returns what was written meanwhile."""
    server.kill()
    for side in (host, guest):
        await expect(side.page.locator("#link")).to_have_text("reconnecting")
    said = ["Are you still there?", "The server is not."]
    for body in said:
        await host.say(body)
    for side in (host, guest):
        # Sound and picture go from browser to browser and are not interrupted.
        await side.sees_and_hears_more(await side.page.evaluate(RECEIVED))
    await expect(host.page.locator("#messages li.unsent")).to_have_count(len(said))
    server.start()
    for side in (host, guest):
        await expect(side.page.locator("#link")).to_have_text("connected")
    await expect(host.page.locator("#messages li.unsent")).to_have_count(0)
    return said


async def _finding_the_way_anew(host: Side, guest: Side) -> None:
    """Restarts ICE, which needs signals to pass; fails if a participant lost their place meanwhile."""
    before = [await side.page.evaluate(WAYS) for side in (host, guest)]
    await guest.page.click("#restart")
    for side, ways in zip((host, guest), before, strict=True):
        await side.until(f"(before) => ({WAYS})().every((way) => !before.includes(way))", ways)
        await side.is_connected()
        await side.sees_and_hears_more(await side.page.evaluate(RECEIVED))
        assert await side.page.evaluate("() => document.body.dataset.presence") == "INSIDE"
