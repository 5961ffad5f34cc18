"""Stages and their money in Chromium, by both sides: paid in, worked on, accepted, released, and paid out."""

import re

import pytest
from playwright.async_api import Browser, expect

from providers.sandbox import Manners
from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.server import Server
from tests.support.api.stages import ask, decide, effective, pay, stage
from tests.support.api.uploading import PDF
from tests.support.domain.contracting import Agreed
from tests.support.domain.market import Person, grant, person
from tests.support.domain.paying import sandbox_of

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def verified(server: Server, party: str) -> None:
    """What staff do of a party that waits for it."""
    staff = await person(server.url, "Staff")
    await grant(server, staff, "ADMINISTRATOR")
    await staff.do("verifyParty", partyId=party)


async def test_both_sides_come_from_a_contract_to_released_money(browser: Browser, server: Server) -> None:
    """ES-3 to ES-8 on two screens: paid in at the checkout page, submitted, reworked, accepted, released in parts."""
    made = await effective(server)
    path = f"/contracts/{made.contract['id']}"
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.receiver) as other:
        await says_what_comes_next(one, other)
        await other.open(path)
        await expect(stage(other).get_by_text("has to pay it in")).to_be_visible()
        await expect(stage(other).get_by_role("button")).to_have_count(0)
        await one.look()
        await decide(one, "Pay it in", "Go on to pay")
        await expect(one.page.get_by_text("3,000.00 USD")).to_be_visible()
        await expect(stage(other).get_by_text("A payment of US$3,000 is under way.")).to_be_visible()
        await pay(one)
        for each in (one, other):
            await expect(stage(each).get_by_text("Paid in", exact=True).first).to_be_visible()

        dialog = await ask(other, "Submit the work")
        await dialog.get_by_role("button", name="Submit the work").click()
        await expect(dialog.get_by_label("What you hand in")).to_have_attribute("aria-invalid", "true")
        await dialog.get_by_label("What you hand in").fill("The portal.")
        plan = {"name": "portal.pdf", "mimeType": "application/pdf", "buffer": PDF}
        await dialog.locator("input[type=file]").set_input_files([plan])  # type: ignore[list-item] # a file's content
        await expect(dialog.get_by_role("button", name="Remove portal.pdf")).to_be_visible()
        assert await other.violations("light") == []
        await dialog.get_by_role("button", name="Submit the work").click()
        await expect(stage(one).get_by_text("Without an answer it is accepted by itself")).to_be_visible()
        await expect(stage(one).get_by_role("link", name="portal.pdf")).to_be_visible()
        await one.look(closely=True)
        await decide(one, "Ask for rework", What_has_to_be_done_better="The colours.")
        await expect(stage(other).get_by_text("The colours.")).to_be_visible()
        await decide(other, "Submit the work", What_you_hand_in="Other colours.")
        await expect(stage(one).get_by_role("heading", name="Submission 2", exact=True)).to_be_visible()
        await decide(one, "Accept the work")
        await expect(stage(other).get_by_text("has to release what is held")).to_be_visible()

        await is_held_to_what_is_there(one)
        await decide(one, "Release the money", Amount_in_USD="1 000,50")
        await expect(stage(other).get_by_text("Released in part")).to_be_visible()
        await expect(stage(other).locator("dl")).to_contain_text("HeldUS$1,999.50")
        await decide(one, "Release the money")
        for each in (one, other):
            await expect(stage(each).locator("dl")).to_contain_text("Platform feeUS$150")
            await expect(each.page.get_by_text("All its stages are settled.")).to_be_visible()
        await other.look(closely=True)
        await is_on_record(one, path)
        await is_invoiced(one, other, made)
        await are_reviewed(one, other)
        await is_paid_out(browser, server, other, made.receiver)


async def is_held_to_what_is_there(one: Screen) -> None:
    """ES-2: more than is held is refused beside its field, and that is over once another amount is written."""
    dialog = await ask(one, "Release the money")
    amount = dialog.get_by_label("Amount in USD")
    for text, problem in (("9000", "Only US$3,000 is held."), ("0", "Must be greater than zero.")):
        await amount.fill(text)
        await dialog.get_by_role("button", name="Release the money").click()
        await expect(dialog.get_by_text(problem)).to_be_visible()
        await expect(dialog.get_by_text("Nothing of what is shown here has changed")).to_have_count(0)
        await amount.fill("100")
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
    await one.open("/money")
    await expect(one.page.get_by_text("To be paid in: US$3,000")).to_be_visible()
    await expect(one.page.get_by_text("Nothing has moved in USD yet.")).to_be_visible()
    await one.look(closely=True)
    await one.page.get_by_role("link", name="Pay it in: stage 1, All of it").click()
    await expect(one.page.get_by_role("heading", name="Contract C-")).to_be_visible()
    await expect(stage(one).get_by_role("button", name="Pay it in …")).to_be_in_viewport()


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
        await expect(dialog).to_contain_text("Without an answer within 7 days it goes back by itself.")
        await dialog.get_by_label("Reason").fill("The plan has changed.")
        await dialog.get_by_role("button", name="Ask for the money back").click()
        await expect(stage(other).get_by_text("The plan has changed.")).to_be_visible()
        await expect(stage(other).get_by_role("button", name="Agree to the refund …")).to_be_visible()
        await expect(stage(other).get_by_role("button", name="Leave the money there …")).to_have_count(0)
        for name in ("Agree to the refund", "Object to the refund"):
            dialog = await ask(other, name)
            by_itself = re.compile("Without an answer by .* the money goes back by itself")
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


ACME = {"name": "Acme Inc.", "address": ["1 High Street"], "city": "Boston", "postcode": "02101", "country": "US"}


async def confirm(shown: Screen, name: str, button: str, **fields: str) -> None:
    """Takes a decision about an invoice."""
    await shown.page.get_by_role("button", name=f"{name} …").click()
    dialog = shown.page.get_by_role("dialog")
    for label, text in fields.items():
        await dialog.get_by_label(label.replace("_", " ")).fill(text)
    await dialog.get_by_role("button", name=button, exact=True).click()
    await expect(dialog).to_have_count(0)


async def is_invoiced(one: Screen, other: Screen, made: Agreed) -> None:
    """IN-1 to IN-4 on two screens: asked for, rejected, asked for anew, issued, saved, and credited in part."""
    contract = other.page.url
    await made.awarder.do("describeTaxes", partyId=made.awarder.party, details=ACME, expectedVersion=0)
    await other.page.get_by_role("link", name="Tax details").click()
    page = other.page
    await page.get_by_text("Tax details").click()
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
    await page.goto(contract)
    await confirm(one, "Ask for an invoice", "Ask for an invoice")
    await confirm(other, "Reject it", "Issue no invoice", Reason="We have moved.")
    await expect(one.page.get_by_text("We have moved.")).to_be_visible()
    await expect(one.page.get_by_text("rejected", exact=True)).to_be_visible()
    await confirm(one, "Ask for an invoice", "Ask for an invoice")
    await page.get_by_role("link", name="Notifications").click()
    await page.get_by_role("link", name="invoice").first.click()
    await confirm(other, "Issue it", "Issue the invoice")
    await expect(one.page.get_by_text(re.compile(r"Invoice INV-\d{4}-000001"))).to_be_visible()
    async with one.page.expect_download() as saving:
        await one.page.get_by_role("link", name=".pdf").filter(has_text="INV").click()
    assert (await (await saving.value).path()).read_bytes().startswith(b"%PDF-")
    await confirm(other, "Credit it", "Credit the invoice", Amount_in_USD="0.50", Reason="Rounded.")
    await expect(one.page.get_by_text("Credit note CN-2026-000001")).to_be_visible()
    await expect(one.page.get_by_text("credited in part")).to_be_visible()
    await one.look(closely=True)


async def review(shown: Screen, text: str, *points: int) -> None:
    await shown.page.get_by_role("button", name="Write a review …").click()
    dialog = shown.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Send the review").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Give 1 to 5 points on each.")
    for index, each in enumerate(points):
        await dialog.get_by_role("group").nth(index).get_by_label(str(each)).check()
    await dialog.get_by_label("What you say of it").fill(text)
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
        await expect(each.page.get_by_text("4.50 of 5")).to_be_visible()
    await other.page.get_by_role("button", name="Answer it …").click()
    await other.page.get_by_role("dialog").get_by_label("Answer").fill("It was a pleasure.")
    await other.page.get_by_role("dialog").get_by_role("button", name="Answer the review").click()
    await expect(one.page.get_by_text("It was a pleasure.")).to_be_visible()
    await one.look(closely=True)


async def is_paid_out(browser: Browser, server: Server, receiver: Screen, who: Person) -> None:
    """ES-8 and ES-10: the statement has each movement; what is released waits until the account is ready, which is
    told at once, wherever it was completed.
    """
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
        ["-US$99.97", "US$2,850"],
        ["US$1,999.50", "US$2,949.97"],
        ["-US$50.03", "US$950.47"],
        ["US$1,000.50", "US$1,000.50"],
    ]
    await receiver.look(closely=True)
    await expect(rows.get_by_role("link", name="C-")).to_have_count(4)
    await rows.get_by_role("link", name="C-").first.click()
    await expect(stage(receiver)).to_be_in_viewport()
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
    # Our words are in the language of the page, and those of the provider are marked as theirs.
    failed = page.get_by_role("row").filter(has=page.get_by_text("not paid out", exact=True))
    await expect(failed).to_contain_text("The payment provider or the bank has declined it.")
    await expect(failed.locator("q[lang=en]")).to_have_text("Refused in the sandbox.")
    await receiver.look(closely=True)
    await expect(page.get_by_role("row").filter(has_text="Back from a payout that failed")).to_contain_text("US$2,850")
    sandbox_of(server).behave(Manners())
    await page.get_by_role("button", name="Pay it out …").click()
    await page.get_by_role("dialog").get_by_role("button", name="Pay it out").click()
    await expect(page.get_by_text("-US$2,850").first).to_be_visible()
    await expect(page.get_by_role("button", name="Pay it out …")).to_have_count(0)
    payout = page.get_by_role("row").filter(has=page.get_by_text("paid out", exact=True))
    await expect(payout).to_have_count(1)
    await expect(payout).to_contain_text("US$2,850")
