"""Stages and their money in Chromium, by both sides: paid in, worked on, accepted, released, and paid out."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, Locator, Route, expect

from providers.sandbox import Manners
from tests.support.api.clocked import ClockedServer
from tests.support.api.invoices import confirm
from tests.support.api.screens import CHROMIUM, IS_BUILT, NARROW, WIDE, Screen, screen
from tests.support.api.server import Server
from tests.support.api.stages import ask, decide, effective, pay, stage
from tests.support.api.uploading import PDF
from tests.support.domain.contracting import Agreed
from tests.support.domain.market import Person, enterprise, grant, person
from tests.support.domain.paying import sandbox_of

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]
ACME = {"name": "Acme Inc.", "address": ["1 High Street"], "city": "Boston", "postcode": "02101", "country": "US"}


async def test_es4_who_accepts_is_led_to_release(browser: Browser, server: Server) -> None:
    """One press accepts and releases, with what it costs before it; what fails on the way is gone on with."""
    made = await effective(server)
    path = f"/contracts/{made.contract['id']}"
    async with (
        screen(browser, server, made.awarder, expects=("net::ERR_FAILED",)) as one,
        screen(browser, server, made.receiver) as other,
    ):
        await one.open(path)
        await decide(one, "Pay it in", "Go on to pay")
        await pay(one)
        await other.open(path)
        await decide(other, "Submit the work", What_you_hand_in="The portal.")
        dialog = await ask(one, "Accept the work")
        await expect(dialog.get_by_role("checkbox")).to_be_checked()
        await expect(dialog).to_contain_text(
            "Bidder 0 gets US$2,850.00, and the platform keeps its fee of 5%, US$150.00."
        )
        assert await one.violations("light") == []

        async def is_lost(route: Route) -> None:
            if "ReleasingMutation" in (route.request.post_data or ""):
                await route.abort()
            else:
                await route.continue_()

        await one.page.route("**/graphql", is_lost)
        await dialog.get_by_role("button", name="Accept and release").click()
        await expect(dialog.get_by_role("alert")).to_contain_text("The server does not answer.")
        await expect(dialog).to_contain_text("The work is accepted, but its money is not released yet.")
        await one.page.unroute_all(behavior="wait")
        await dialog.get_by_role("button", name="Accept and release").click()
        await expect(stage(one).locator("dl")).to_contain_text("ReleasedUS$3,000")
        await expect(dialog).to_have_count(0)


async def verified(server: Server, party: str) -> None:
    """What staff do of a party that waits for it."""
    staff = await person(server.url, "Staff")
    await grant(server, staff, "ADMINISTRATOR")
    await staff.do("verifyParty", partyId=party)


async def test_both_sides_come_from_a_contract_to_released_money(browser: Browser, clocked: ClockedServer) -> None:
    """ES-3 to ES-8 on two screens: paid in at the checkout page, submitted, reworked, accepted, released in parts."""
    made = await effective(clocked)
    path = f"/contracts/{made.contract['id']}"
    async with screen(browser, clocked, made.awarder) as one, screen(browser, clocked, made.receiver) as other:
        await says_what_comes_next(one, other)
        await is_paid_in(one, other, path)
        await is_worked_on(one, other)
        await is_accepted(one, other)
        await is_released(one, other)
        await is_on_record(one, path)
        await is_invoiced(one, other, made)
        await are_reviewed(one, other)
        await is_paid_out(browser, clocked, other, made.receiver)


async def is_paid_in(one: Screen, other: Screen, path: str) -> None:
    """ES-3 and ES-8: both sides read the fee before, and see the payment on its way and then in."""
    await other.open(path)
    await expect(stage(other).get_by_text("has to pay it in")).to_be_visible()
    for each in (one, other):
        # ES-8: before anything is paid in.
        await expect(each.page.get_by_role("definition").filter(has_text="Bidder 0 bears it")).to_have_text(
            "5% of what is released, US$150 in all: Bidder 0 bears it, and gets US$2,850"
        )
    await expect(stage(other).get_by_role("button")).to_have_count(0)
    await one.look()
    dialog = await ask(one, "Pay it in")
    await expect(dialog).to_contain_text("held until you accept the work and then release it")
    await dialog.get_by_role("button", name="Go on to pay").click()
    await expect(one.page.get_by_text("3,000.00 USD")).to_be_visible()
    await expect(stage(other).get_by_text("A payment of US$3,000 is under way.")).to_be_visible()
    await pay(one)
    for each in (one, other):
        await expect(stage(each).get_by_text("Paid in", exact=True).first).to_be_visible()


async def is_worked_on(one: Screen, other: Screen) -> None:
    """The work is submitted with a file, sent back with what has to be done better, and submitted again."""
    dialog = await ask(other, "Submit the work")
    await dialog.get_by_role("button", name="Submit the work").click()
    await expect(dialog.get_by_label("What you hand in")).to_have_attribute("aria-invalid", "true")
    await dialog.get_by_label("What you hand in").fill("The portal.")
    plan = {"name": "portal.pdf", "mimeType": "application/pdf", "buffer": PDF}
    await waits_for_a_file(other, dialog, plan)
    assert await other.violations("light") == []
    await dialog.get_by_role("button", name="Submit the work").click()
    await expect(stage(one).get_by_text("Without an answer it is accepted automatically")).to_be_visible()
    async with one.page.expect_download() as saving:
        await stage(one).get_by_role("link", name="portal.pdf").click()
    assert (await (await saving.value).path()).read_bytes() == PDF
    await one.look(closely=True)
    await decide(one, "Ask for rework", What_has_to_be_done_better="The colours.")
    await expect(stage(other).get_by_text("The colours.")).to_be_visible()
    await decide(other, "Submit the work", What_you_hand_in="Other colours.")
    await expect(stage(one).get_by_role("heading", name="Submission 2", exact=True)).to_be_visible()


async def waits_for_a_file(other: Screen, dialog: Locator, given: dict[str, object]) -> None:
    """What is said of a file that is not there yet is over once it is."""
    arrives = asyncio.Event()

    async def hold(route: Route) -> None:
        await arrives.wait()
        await route.continue_()

    await other.page.route("**/uploads/**", hold)
    await dialog.locator("input[type=file]").set_input_files([given])  # type: ignore[list-item] # a file's content
    await dialog.get_by_role("button", name="Submit the work").click()
    await expect(dialog.get_by_text("Wait until all files are there, or remove them.")).to_be_visible()
    arrives.set()
    await expect(dialog.get_by_role("button", name="Remove portal.pdf")).to_be_visible()
    await expect(dialog.get_by_text("Wait until all files are there, or remove them.")).to_have_count(0)
    await other.page.unroute_all(behavior="wait")


async def is_accepted(one: Screen, other: Screen) -> None:
    """ES-4, ES-11: accepting alone pays nothing out, and both sides read what happens if nobody does."""
    dialog = await ask(one, "Accept the work")
    await dialog.get_by_role("checkbox", name="Release the US$3,000.00 that is held for it at once").uncheck()
    await expect(dialog).to_contain_text(
        "US$3,000.00 that is held for it is not paid out yet: you release it afterwards"
    )
    await dialog.get_by_role("button", name="Accept the work").click()
    await expect(stage(other).get_by_text("has to release what is still held")).to_be_visible()
    for each in (one, other):
        await expect(stage(each).get_by_text("It is not released by itself now.")).to_contain_text(
            "both sides are reminded, and then a mediator is called"
        )


async def is_released(one: Screen, other: Screen) -> None:
    """ES-5 to ES-8: a part of it, and then what is left; each side sees what is held, and the fee."""
    await is_held_to_what_is_there(one)
    await decide(one, "Release the money", Amount_in_USD="1 000,50")
    await expect(stage(other).get_by_text("Released in part")).to_be_visible()
    for each in (one, other):
        await expect(stage(each).locator("dl")).to_contain_text("HeldUS$1,999.50")
    await decide(one, "Release the money")
    for each in (one, other):
        await expect(stage(each).locator("dl")).to_contain_text("Platform feeUS$150")
        await expect(each.page.get_by_text("All its stages are settled.")).to_be_visible()
    await other.look(closely=True)
    await one.open("/contracts")
    await expect(one.page.get_by_text("Nothing waits.")).to_be_visible()


async def is_held_to_what_is_there(one: Screen) -> None:
    """ES-2: more than is held is refused beside its field, and that is over once another amount is written."""
    dialog = await ask(one, "Release the money")
    amount = dialog.get_by_label("Amount in USD")
    await expect(dialog).to_contain_text("Bidder 0 gets US$2,850.00, and the platform keeps its fee of 5%, US$150.00.")
    for text, problem in (("9000", "Only US$3,000.00 is held."), ("0", "Must be greater than zero.")):
        await amount.fill(text)
        await dialog.get_by_role("button", name="Release the money").click()
        await expect(dialog.get_by_text(problem)).to_be_visible()
        await expect(dialog.get_by_text("Nothing of what is shown here has changed")).to_have_count(0)
        await amount.fill("100")
        await expect(dialog).to_contain_text("Bidder 0 gets US$95.00, and the platform keeps its fee of 5%, US$5.00.")
        await expect(dialog.get_by_text(problem)).to_have_count(0)
    await dialog.get_by_role("button", name="Cancel").click()
    await expect(stage(one).locator("dl")).to_contain_text("HeldUS$3,000")


async def is_on_record(one: Screen, path: str) -> None:
    """EB-13: what happened to the stage and its money is said in words, with its number and the amounts."""
    await one.open(f"{path}/record")
    entries = one.page.get_by_role("listitem")
    for said in (
        "Paid inStage 1 · US$3,000",
        "Work submittedStage 1",
        "Rework asked forStage 1",
        "Work acceptedStage 1",
        "Money releasedStage 1 · US$1,000.50",
        "Money releasedStage 1 · US$1,999.50",
    ):
        await expect(entries.filter(has_text=said).first).to_be_visible()
    for strong in await entries.locator("strong").all_inner_texts():
        assert strong != strong.upper()
    await one.look(closely=True)
    await one.open(path)


async def says_what_comes_next(one: Screen, other: Screen) -> None:
    """Nothing has moved, and both sides read on their pages about money what is to be paid in, by whom and where."""
    await other.open("/money")
    waits = other.page.get_by_role("heading", name="Waits for others").locator("..")
    await expect(waits.get_by_role("row").nth(1)).to_contain_text("Acme has to pay it in")
    await expect(waits.get_by_role("link", name="Pay it in")).to_have_count(0)
    await other.look(closely=True)
    await other.page.set_viewport_size(NARROW)
    heads = waits.get_by_role("columnheader")
    await expect(heads).to_have_text(["Stage", "Amount"])
    tops = [(await heads.nth(place).bounding_box() or {})["y"] for place in range(2)]
    assert tops[0] == tops[1]
    await other.page.set_viewport_size(WIDE)
    await one.open("/money")
    await expect(one.page.get_by_text("To be paid in: US$3,000")).to_be_visible()
    await expect(one.page.get_by_text("Nothing has moved in USD yet.")).to_be_visible()
    await one.look(closely=True)
    await one.page.get_by_role("link", name="Pay it in: stage 1, All of it").click()
    await expect(one.page.get_by_role("heading", name="Contract C-")).to_be_visible()
    await expect(stage(one).get_by_role("button", name="Pay it in …")).to_be_in_viewport()


async def test_a_party_is_told_how_it_is_verified_and_by_whom(browser: Browser, server: Server) -> None:
    """From the account for payouts to what is needed, and to the first empty field; then what the staff say."""
    owner = await enterprise(server.url)
    staff = await person(server.url, "Staff")
    await grant(server, staff, "ADMINISTRATOR")
    path = f"/settings/parties/{owner.party}"
    async with screen(browser, server, owner) as own, screen(browser, server, staff) as theirs:
        await own.open("/money")
        await own.page.get_by_role("region", name="Acme").get_by_role("link", name="How it is verified").click()
        verification = own.page.get_by_role("heading", name="Verification").locator("..")
        await expect(verification).to_be_in_viewport()
        await expect(verification).to_contain_text("It waits for the staff, and nothing has to be sent to them.")
        await expect(verification).to_contain_text("an administrator or a resource manager who does not belong to it")
        await own.look(closely=True)
        await verification.get_by_role("button", name="Complete the profile").click()
        await expect(own.page.get_by_label("Skills")).to_be_focused()
        await theirs.open(path)
        await theirs.page.get_by_role("link", name="To the parties that wait to be verified").click()
        await expect(theirs.page.get_by_role("heading", name="Parties to verify")).to_be_visible()

        await staff.do("refuseVerification", partyId=owner.party, reason="Where is it registered?")
        await own.open(path)
        await expect(verification).to_contain_text("Where is it registered?")
        await expect(verification.get_by_role("button", name="Change the profile")).to_be_visible()
        await own.look()
        await staff.do("verifyParty", partyId=owner.party)
        await own.page.reload()
        await expect(verification).to_contain_text("Everybody can see it.")
        await expect(verification.get_by_role("button")).to_have_count(0)


async def test_an_awarder_takes_back_that_the_money_goes_back(browser: Browser, server: Server) -> None:
    """A refund that was asked for is withdrawn on a screen, and the other side goes on with the work at once."""
    made = await effective(server)
    path = f"/contracts/{made.contract['id']}"
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.receiver) as other:
        await one.open(path)
        await other.open(path)
        await decide(one, "Pay it in", "Go on to pay")
        await pay(one)
        await expect(stage(other).get_by_role("button", name="Submit the work …")).to_be_visible()
        dialog = await ask(one, "Ask for the money back")
        # What silence does is said before it is asked for, and to both sides.
        await expect(dialog).to_contain_text("Without an answer within 7 days it goes back automatically.")
        await dialog.get_by_label("Reason").fill("The plan has changed.")
        await dialog.get_by_role("button", name="Ask for the money back").click()
        await expect(stage(other).get_by_text("The plan has changed.")).to_be_visible()
        await expect(stage(other).get_by_role("button", name="Agree to the refund …")).to_be_visible()
        await expect(stage(other).get_by_role("button", name="Leave the money there …")).to_have_count(0)
        for name in ("Agree to the refund", "Object to the refund"):
            dialog = await ask(other, name)
            by_itself = re.compile("Without an answer by .* the money goes back automatically")
            await expect(dialog).to_contain_text(by_itself)
            await dialog.get_by_role("button", name="Cancel").click()
        await other.open("/money")
        await expect(other.page.get_by_text("Acme wants it back: to be answered")).to_be_visible()
        await other.open(path)
        await decide(one, "Leave the money there")
        for each in (one, other):
            await expect(stage(each).get_by_text("Paid in", exact=True).first).to_be_visible()
            await expect(stage(each).get_by_text("The plan has changed.")).to_have_count(0)
            await expect(stage(each).locator("dl")).to_contain_text("HeldUS$3,000")
        await expect(stage(other).get_by_role("button", name="Submit the work …")).to_be_visible()
        await expect(stage(other).get_by_role("button", name="Agree to the refund …")).to_have_count(0)
        await one.look(closely=True)
        # What was asked for once can be asked for again.
        await expect(stage(one).get_by_role("button", name="Ask for the money back …")).to_be_visible()


async def is_invoiced(one: Screen, other: Screen, made: Agreed) -> None:
    """IN-1 to IN-4 on two screens: asked for, rejected, asked for anew, issued, saved, and credited in part."""
    await made.awarder.do("describeTaxes", partyId=made.awarder.party, details=ACME, expectedVersion=0)
    await describes_its_taxes(other)
    await is_asked_for_and_issued(one, other)
    async with one.page.expect_download() as saving:
        await one.page.get_by_role("link", name=".pdf").filter(has_text="INV").click()
    assert (await (await saving.value).path()).read_bytes().startswith(b"%PDF-")
    await confirm(other, "Credit it", "Credit the invoice", Amount_in_USD="0.50", Reason="Rounded.")
    await expect(one.page.get_by_text(re.compile(r"Credit note CN-\d{4}-000001"))).to_be_visible()
    await expect(one.page.get_by_text("credited in part")).to_be_visible()
    await one.look(closely=True)


async def describes_its_taxes(other: Screen) -> None:
    """What is mistyped is marked; once all is right it leads back to the contract."""
    contract = other.page.url
    await other.page.get_by_role("link", name="Tax details", exact=True).click()
    page = other.page
    await expect(page.get_by_label("Name in law")).to_be_in_viewport()
    await page.get_by_label("Address", exact=True).fill("Weg 1")
    await page.get_by_label("Postcode").fill("10115")
    await page.get_by_label("City").fill("Berlin")
    await page.get_by_label("Country").fill("de")
    await page.get_by_label("VAT number").fill("DE136695977")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_label("VAT number")).to_have_attribute("aria-invalid", "true")
    await other.look()
    await page.get_by_label("VAT number").fill("DE136695976")
    await page.get_by_label("Another tax number").fill("12/345/67890")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_text("Saved.")).to_be_visible()
    await page.get_by_role("link", name="to the contracts").click()
    await page.get_by_role("link", name="A payment service").click()
    await expect(page).to_have_url(contract)


async def is_asked_for_and_issued(one: Screen, other: Screen) -> None:
    """Rejected at first; asked for anew, the amounts are shown before it is issued."""
    page = other.page
    await confirm(one, "Ask for an invoice", "Ask for an invoice")
    await confirm(other, "Reject it", "Issue no invoice", Reason="We have moved.")
    await expect(one.page.get_by_text("We have moved.")).to_be_visible()
    await expect(one.page.get_by_text("rejected", exact=True)).to_be_visible()
    await confirm(one, "Ask for an invoice", "Ask for an invoice")
    await page.get_by_role("link", name="Notifications").click()
    await page.get_by_role("link", name="invoice").first.click()
    await page.get_by_role("button", name="Issue it …").click()
    amounts = page.get_by_role("dialog").get_by_role("definition")
    await expect(amounts).to_have_text(["US$3,000", "US$0", "US$3,000"])
    await expect(page.get_by_role("dialog").get_by_role("term")).to_have_text(["Net", "Tax (0%)", "Total"])
    await expect(page.get_by_role("dialog").get_by_text("The invoice says: “")).to_be_visible()
    await other.look()
    await page.keyboard.press("Escape")
    await confirm(other, "Issue it", "Issue the invoice")
    await expect(one.page.get_by_text(re.compile(r"Invoice INV-\d{4}-000001"))).to_be_visible()


async def review(shown: Screen, text: str, *points: int) -> None:
    await shown.page.get_by_role("button", name="Write a review …").click()
    dialog = shown.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("1 is the worst, 5 the best.")
    await expect(dialog.get_by_label("What you say about it")).to_have_accessible_description("It cannot be empty.")
    await dialog.get_by_role("button", name="Send the review").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Give 1 to 5 points on each.")
    for index, each in enumerate(points):
        await dialog.get_by_role("group").nth(index).get_by_label(str(each)).check()
    await dialog.get_by_label("What you say about it").fill(text)
    assert await shown.violations("dark") == []
    await dialog.get_by_role("button", name="Send the review").click()
    await expect(dialog).to_have_count(0)


async def are_reviewed(one: Screen, other: Screen) -> None:
    """RP-1 to RP-3: each side writes unseen; with the second one both are read, and answered."""
    contract = one.page.url
    await other.page.goto(f"{other.origin}/desk")
    await review(other, "They knew what they wanted.", 4, 5, 5)
    await expect(other.page.get_by_role("button", name="Write a review …")).to_have_count(0)
    await expect(one.page.get_by_text("They knew what they wanted.")).to_have_count(0)
    await review(one, "It runs.", 5, 4, 4, 5)
    await other.page.goto(contract)
    for each in (one, other):
        await expect(each.page.get_by_text("They knew what they wanted.")).to_be_visible()
        await expect(each.page.get_by_text("4.5 of 5")).to_be_visible()
    await other.page.get_by_role("button", name="Answer it …").click()
    await other.page.get_by_role("dialog").get_by_label("Answer").fill("It was a pleasure.")
    await other.page.get_by_role("dialog").get_by_role("button", name="Answer the review").click()
    await expect(one.page.get_by_text("It was a pleasure.")).to_be_visible()
    await one.look(closely=True)
    # From what is told of the answer to the party that gave it, and back.
    await one.open("/notifications")
    await one.page.get_by_role("main").get_by_role("link", name="answered").click()
    await expect(one.page.get_by_role("heading", name="Reviews", exact=True)).to_be_visible()
    await one.page.get_by_role("link", name="Back", exact=True).click()
    await expect(one.page.get_by_role("heading", name="Notifications", exact=True)).to_be_visible()


async def is_paid_out(browser: Browser, server: Server, receiver: Screen, who: Person) -> None:
    """ES-8 and ES-10: the statement has each movement; what is released waits until the account is ready, which is
    told at once, wherever it was completed.
    """
    await says_what_has_moved(receiver)
    await becomes_ready_elsewhere(browser, server, receiver, who)
    await says_what_failed(receiver)
    await is_paid_out_again(server, receiver)


async def says_what_has_moved(receiver: Screen) -> None:
    """Each movement with its amount and its balance leads to the stage of its contract."""
    page = receiver.page
    await page.get_by_role("link", name="Money", exact=True).click()
    await expect(page.get_by_text("it can open an account to which it is paid out")).to_be_visible()
    rows = page.get_by_role("row")
    await expect(rows).to_have_count(5)
    said = [" ".join((await each.inner_text()).split()) for each in await rows.all()]
    assert [each.split("Stage 1: All of it")[0].strip() for each in said[1:]] == [
        "Fee of the platform",
        "Released",
        "Fee of the platform",
        "Released",
    ]
    assert [each.split()[-2:] for each in said[1:]] == [
        ["\u2212US$99.97", "US$2,850.00"],
        ["US$1,999.50", "US$2,949.97"],
        ["\u2212US$50.03", "US$950.47"],
        ["US$1,000.50", "US$1,000.50"],
    ]
    await receiver.look(closely=True)
    await expect(rows.get_by_role("link", name="C-")).to_have_count(4)
    await rows.get_by_role("link", name="C-").first.click()
    await expect(stage(receiver)).to_be_in_viewport()


async def becomes_ready_elsewhere(browser: Browser, server: Server, receiver: Screen, who: Person) -> None:
    """The account is opened and completed on another screen; the first payout to it fails."""
    page = receiver.page
    await page.get_by_role("link", name="Money", exact=True).click()
    await expect(page.get_by_text("It can be paid out once the account for payouts is ready.")).to_be_visible()
    await expect(page.get_by_role("button", name="Pay it out …")).to_have_count(0)
    await verified(server, who.party)
    async with screen(browser, server, who) as elsewhere:
        await elsewhere.open("/money")
        await elsewhere.page.get_by_role("button", name="Open an account").click()
        await expect(elsewhere.page.get_by_role("button", name="Complete", exact=True)).to_be_visible()
        await page.reload()
        await expect(page.get_by_text("not complete yet", exact=True)).to_be_visible()
        sandbox_of(server).behave(Manners(pays_out="FAILED"))
        await elsewhere.page.get_by_role("button", name="Complete", exact=True).click()
        await expect(page.get_by_text("ready", exact=True)).to_be_visible()
        # Back leads to where one came from, and the way there and back through the history sends nothing again.
        complete = elsewhere.page.get_by_text("The account is complete.")
        await expect(complete).to_be_visible()
        await elsewhere.page.get_by_role("link", name="Back").click()
        await expect(elsewhere.page).to_have_url(f"{server.origin}/money")
        await elsewhere.page.go_back()
        await expect(complete).to_be_visible()


async def says_what_failed(receiver: Screen) -> None:
    """Our words are in the language of the page, and those of the provider are marked as theirs."""
    page = receiver.page
    failed = page.get_by_role("row").filter(has=page.get_by_text("not paid out", exact=True))
    await expect(failed).to_contain_text("The payment provider or the bank has declined it.")
    await expect(failed.locator("q[lang=en]")).to_have_text("Refused in the sandbox.")
    await receiver.look(closely=True)
    await expect(page.get_by_role("row").filter(has_text="Back from a payout that failed")).to_contain_text("US$2,850")


async def is_paid_out_again(server: Server, receiver: Screen) -> None:
    """What came back is paid out by hand, and is there once."""
    page = receiver.page
    sandbox_of(server).behave(Manners())
    await page.get_by_role("button", name="Pay it out …").click()
    await page.get_by_role("dialog").get_by_role("button", name="Pay it out").click()
    await expect(page.get_by_text("\u2212US$2,850.00").first).to_be_visible()
    await expect(page.get_by_role("button", name="Pay it out …")).to_have_count(0)
    payout = page.get_by_role("row").filter(has=page.get_by_text("paid out", exact=True))
    await expect(payout).to_have_count(1)
    await expect(payout).to_contain_text("US$2,850")
