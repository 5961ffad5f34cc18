"""Forms in Chromium: what is wrong stands beside its field, all of it at once, and goes when the field is changed."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Locator, Page, Route, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.api.stages import ask, decide, effective, pay
from tests.support.api.stages import stage as stage_of
from tests.support.domain.market import enterprise, submitted
from tests.support.domain.table import table

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

# Of the inputs that are wrong: the texts beneath that are drawn over the input, or over another text.
COVERED = """() => [...document.querySelectorAll("[aria-invalid=true][aria-describedby]")].flatMap((input) => {
  const texts = input.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id));
  const shown = [input, ...texts.filter((each) => each?.textContent.trim())];
  shown.sort((one, other) => one.getBoundingClientRect().top - other.getBoundingClientRect().top);
  const bottoms = shown.map((each) => each.getBoundingClientRect().bottom);
  const isOver = (each, place) => place > 0 && each.getBoundingClientRect().top < bottoms[place - 1];
  return shown.filter(isOver).map((each) => each.textContent);
})"""

TOPS = """side => [...document.querySelectorAll(`[data-path^="${side}."] :is(input, textarea)`)]
  .map((each) => each.getBoundingClientRect().top)"""


async def test_no_mistake_is_drawn_over_the_hint_of_its_field(browser: Browser, server: Server) -> None:
    """Least of all that of an amount and its currency, which stand on one line."""
    made = await table(server)
    firm = await enterprise(server.url, "Builders")
    await submitted(firm, made.demand, "1000.00")
    (candidate,) = await made.awarder.candidates(made.demand)
    await made.awarder.do("closeBidding", demandId=made.demand, expectedVersion=await made.awarder.version(made.demand))
    given = {"candidateId": candidate["id"], "expectedVersion": await made.awarder.version(made.demand)}
    award = await made.awarder.do("awardDemand", reason="The best.", **given)
    await firm.do("acceptAward", awardId=award["id"])
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open(f"/awards/{award['id']}/contract")
        await page.get_by_label("Template").select_option(label="Services agreement")
        limit = page.get_by_label("Limit of liability", exact=True)
        await page.get_by_role("group", name="Client").get_by_label("Postal address").fill("1 Quay Street, Hamburg")
        await page.get_by_role("button", name="Draft the contract").click()
        wrong = re.compile("The most that each party is liable for.*Is required")
        await expect(limit).to_have_accessible_description(wrong)
        for width in (360, 768, 1280):
            await page.set_viewport_size({"width": width, "height": 900})
            assert await page.evaluate(COVERED) == [], width
        # What is wrong on one side leaves no field beneath it lower than the same one of the other side.
        assert await page.evaluate(TOPS, "awarder") == await page.evaluate(TOPS, "receiver")
        await shown.look()


async def test_all_that_is_wrong_with_a_new_demand_is_said_at_once(browser: Browser, server: Server) -> None:
    """The first of it has the focus, and the rest is listed with the ways there."""
    async with screen(browser, server, await enterprise(server.url)) as shown:
        page = shown.page
        await shown.open("/demands/new")
        title, until = page.get_by_label("Title", exact=True), page.get_by_label("Bids are taken until")
        await page.get_by_label("Weight of Price in percent").fill("")
        await page.get_by_role("button", name="Publish …").click()
        await expect(title).to_be_focused()
        listed = page.get_by_role("alert").filter(has_text="Something is missing or wrong:").get_by_role("listitem")
        await expect(listed).to_have_text(
            [re.compile(each) for each in ("^Title ", "^What is needed ", "^Bids are taken until ", "^How bids are")]
        )
        await shown.look()
        for name, said in (("Title", "Must not be empty."), ("Bids are taken until", "Say until when bids are taken.")):
            await expect(page.get_by_label(name, exact=True)).to_have_accessible_description(said)
            await listed.get_by_role("button", name=name).click()
            await expect(page.get_by_label(name, exact=True)).to_be_focused()
        await page.get_by_role("button", name="How bids are ranked").click()
        await expect(page.get_by_label("Weight of Price in percent")).to_be_focused()
        await title.fill("A parcel tracker")
        await until.fill("2030-05-01T12:00")
        await expect(listed).to_have_count(2)
        for each in (title, until):
            await expect(each).not_to_have_attribute("aria-invalid", "true")


async def test_what_was_refused_of_a_field_goes_when_something_else_is_written(
    browser: Browser, server: Server
) -> None:
    """In the dialogs of a stage and its dispute; it is said anew of what is as wrong as before."""
    made = await effective(server)
    path = f"/contracts/{made.contract['id']}"
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.receiver) as other:
        await one.open(path)
        await decide(one, "Pay it in", "Go on to pay")
        await pay(one)
        await other.open(path)
        dialog = await ask(other, "Submit the work")
        note, send = dialog.get_by_label("What you hand in"), dialog.get_by_role("button", name="Submit the work")
        for written in (" ", "  ", "The portal."):
            await send.click()
            await expect(note).to_have_accessible_description(re.compile("Must not be empty."))
            await expect(note).to_be_focused()
            await note.fill(written)
            await expect(note).not_to_have_attribute("aria-invalid", "true")
            await expect(dialog.get_by_text("Must not be empty.")).to_have_count(0)
        await send.click()
        await decide(one, "Open a dispute", Reason="It does not run.")
        await decide(other, "Answer the dispute", "Answer it", Answer="It runs here.")
        dialog = await ask(other, "Propose a settlement")
        share, wrong = dialog.get_by_label("To the contractor"), "An amount from nothing to all that is held."
        for written in ("3000.02", "3000.03", "100"):
            await dialog.get_by_role("button", name="Propose it").click()
            await expect(share).to_have_accessible_description(re.compile(wrong))
            await share.fill(written)
            await expect(dialog.get_by_text(wrong)).to_have_count(0)
        await dialog.get_by_role("button", name="Propose it").click()
        await expect(stage_of(one).get_by_text("proposed a settlement on")).to_be_visible()


async def test_what_was_refused_of_a_form_goes_when_it_is_written_otherwise(browser: Browser, server: Server) -> None:
    """Also of a form that is read when it is sent, and of one whose fields take each other's places."""
    made = await table(server, "2000.00")
    async with screen(browser, server) as guest:
        page = guest.page
        await guest.open("/sign-up")
        await page.get_by_role("button", name="Create an account").click()
        name, password = page.get_by_label("Your name"), page.get_by_label("Password")
        await expect(name).to_be_focused()
        await expect(name).to_have_attribute("aria-invalid", "true")
        await expect(password).to_have_attribute("aria-invalid", "true")
        await name.fill("Nora New")
        await expect(name).not_to_have_attribute("aria-invalid", "true")
        await expect(password).to_have_attribute("aria-invalid", "true")
        await password.fill("short")
        await expect(password).not_to_have_attribute("aria-invalid", "true")
    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open(f"/interviews?with={made.applications[0]['id']}")
        first, second = (page.get_by_label(f"Time {number} in") for number in (1, 2))
        await page.get_by_role("button", name="Another time").click()
        await first.fill("")
        await page.get_by_role("button", name="Propose").click()
        await expect(first).to_be_focused()
        await expect(first).to_have_accessible_description(re.compile("Say when."))
        await page.get_by_role("button", name="Remove time 1").click()
        await expect(second).to_have_count(0)
        await expect(first).not_to_have_attribute("aria-invalid", "true")


async def test_what_is_being_sent_shows_it_and_is_not_sent_again(browser: Browser, server: Server) -> None:
    """Of a page, and of a button without a form: the button keeps the focus, and another press does nothing."""
    made = await effective(server)
    party = await enterprise(server.url, "Builders")
    await party.do("inviteMember", partyId=party.party, email="zoe@example.com", role="MEMBER")
    sent: list[str] = []
    held = asyncio.Event()

    async def hold(route: Route) -> None:
        name = route.request.post_data_json["operationName"]
        if name in ("NewSupplementProposeMutation", "InvitationsRevokeMutation"):
            sent.append(name)
            await held.wait()
        await route.continue_()

    async def press(page: Page, button: Locator) -> None:
        held.clear()
        await button.click()
        await expect(button).to_be_disabled()
        await expect(button).to_be_focused()
        await button.click(force=True)
        await page.keyboard.press("Enter")

    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await page.route("**/graphql", hold)
        await shown.open(f"/contracts/{made.contract['id']}/supplement")
        await page.get_by_label("Why the change is needed").fill("It takes longer.")
        propose = page.get_by_role("button", name="Propose the supplement")
        await press(page, propose)
        await page.get_by_label("Why the change is needed").evaluate("field => field.form.requestSubmit()")
        await expect(page.get_by_text("The document is being made, which takes a moment …")).to_be_visible()
        held.set()
        await expect(propose).to_be_enabled()
        await page.unroute_all(behavior="wait")
    async with screen(browser, server, party) as shown:
        page = shown.page
        await page.route("**/graphql", hold)
        await shown.open(f"/settings/parties/{party.party}")
        revoke = page.get_by_role("button", name="Withdraw the invitation of zoe@example.com")
        await press(page, revoke)
        held.set()
        await expect(revoke).to_have_count(0)
        await page.unroute_all(behavior="wait")
    assert sent == ["NewSupplementProposeMutation", "InvitationsRevokeMutation"]
