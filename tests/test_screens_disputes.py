"""Disputes in Chromium: settled by both sides, or ruled by a mediator who takes them from the queue."""

import pytest
from playwright.async_api import Browser, Locator, expect

from tests.support.api.behind import end_negotiation
from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.server import Server
from tests.support.api.stages import ask, decide, effective, pay, stage
from tests.support.api.uploading import PDF
from tests.support.domain.contracting import Agreed
from tests.support.domain.market import Person, grant, person

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


# Of 3000.00 USD, as they are shown.
SHARES = (
    "To the contractorUS$1,000.50Platform fee, which the contractor bearsUS$50.03What the contractor getsUS$950.47"
    "Back to the clientUS$1,999.50"
)


async def test_both_sides_settle_a_dispute_and_one_withdraws_another(browser: Browser, server: Server) -> None:
    """Disputes on two screens: withdrawn, opened anew by the other side, answered, proposed and accepted."""
    made = await effective(server)
    path = f"/contracts/{made.contract['id']}"
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.receiver) as other:
        await one.open(path)
        await decide(one, "Pay it in", "Go on to pay")
        await pay(one)
        await other.open(path)
        await decide(other, "Submit the work", What_you_hand_in="The portal.")
        dialog = await ask(other, "Open a dispute")
        loses = "If Acme does not answer within 5 working days, all of it goes to you, and the dispute ends."
        await expect(dialog.get_by_text(loses)).to_be_visible()
        await dialog.get_by_role("button", name="Cancel").click()
        await decide(other, "Open a dispute", Reason="No answer.")
        await expect(stage(one).get_by_text("A dispute is open. You must answer.")).to_be_visible()
        for each, who in ((one, "you do not answer, you lose"), (other, "Acme does not answer, they lose")):
            silence = f"If {who} all that is held, US$3,000, and the dispute ends."
            await expect(stage(each).get_by_text(silence)).to_be_visible()
        await expect(stage(one).get_by_role("button", name="Accept the work …")).to_have_count(0)
        await decide(other, "Withdraw the dispute", Reason="They have called.")
        for each in (one, other):
            await expect(stage(each).get_by_text("The dispute was withdrawn.")).to_be_visible()

        dialog = await ask(one, "Open a dispute")
        await expect(dialog.get_by_text("Stage 1: ")).to_be_visible()
        await expect(dialog.get_by_text("does not answer within 5 working days, a mediator is called.")).to_be_visible()
        await dialog.get_by_role("button", name="Cancel").click()
        await decide(one, "Open a dispute", Reason="It does not run.")
        await expect(stage(other).get_by_text("Without an answer a mediator is called.")).to_be_visible()
        await expect(stage(other).get_by_text("It does not run.")).to_be_visible()
        await expect(stage(one).get_by_role("button", name="Make a statement …")).to_be_visible()
        await expect(stage(other).get_by_role("button", name="Make a statement …")).to_have_count(0)
        await decide(other, "Answer the dispute", "Answer it", Answer="It runs here.")
        await expect(stage(one).get_by_text("It runs here.")).to_be_visible()
        await expect(stage(other).get_by_role("button", name="Make a statement …")).to_be_visible()
        dialog = await ask(other, "Propose a settlement")
        await dialog.get_by_label("To the contractor, in USD").fill("3000.01")
        await dialog.get_by_role("button", name="Propose it").click()
        await expect(dialog.get_by_text("An amount from nothing to all that is held.")).to_be_visible()
        await dialog.get_by_label("To the contractor, in USD").fill("1 000,50")
        await expect(dialog.get_by_role("status")).to_have_text(SHARES)
        assert await other.violations("light") == []
        await dialog.get_by_role("button", name="Propose it").click()
        await expect(stage(one).get_by_text("proposed a settlement on")).to_be_visible()
        dialog = await ask(one, "Accept the settlement")
        await expect(dialog.locator("dl")).to_have_text(SHARES)
        await dialog.get_by_role("button", name="Cancel").click()
        await one.look(closely=True)
        await decide(one, "Accept the settlement")
        for each in (one, other):
            await expect(stage(each).get_by_text("Both sides have settled the dispute.")).to_be_visible()
            await expect(stage(each).locator("dl").first).to_contain_text("RefundedUS$1,999.50")
            await expect(each.page.get_by_text("All its stages are settled.")).to_be_visible()
        await other.look()
        await expect(one.page.get_by_text("report it by writing to the other side")).to_be_visible()
        await can_still_be_written_about(other)
        await says_what_became_of_the_money(one)


async def can_still_be_written_about(side: Screen) -> None:
    """CM-1: a contract that has ended, as long as duties outlast it; a closed conversation leads there."""
    page = side.page
    warranty = page.get_by_text("The warranty lasts until")
    await expect(warranty).to_contain_text("Acme reports defects by writing to you.")
    await page.get_by_role("button", name="Write to the other side").click()
    await expect(page.get_by_text("The contract has ended. Both sides can write here until")).to_be_visible()
    await page.get_by_role("link", name="Dispute about contract").first.click()
    await expect(page.get_by_text("The dispute has ended: nothing more can be written about it.")).to_be_visible()
    await side.look()
    await page.get_by_role("link", name="Write about the contract instead").click()
    await expect(page.get_by_label("Message", exact=True)).to_be_visible()


async def says_what_became_of_the_money(payer: Screen) -> None:
    """ES-8 and ES-9: what was really kept and received, and that a refund is no payout."""
    page = payer.page
    facts = page.get_by_role("complementary").locator("dl").first
    for fact in (
        "Paid inUS$3,000Back to the clientUS$1,999.50ReleasedUS$1,000.50Platform feeUS$50.03, which ",
        "What the contractor gotUS$950.47",
    ):
        await expect(facts).to_contain_text(fact)
    await expect(facts).not_to_contain_text("US$2,850")
    await stage(payer).get_by_text("Payments", exact=True).click()
    await expect(stage(payer).get_by_text("Refund to where it was paid from, done")).to_be_visible()
    await page.get_by_role("link", name="Money", exact=True).click()
    refund = page.get_by_role("row").filter(has_text="Refund to where it was paid from")
    await expect(refund).to_contain_text("\u2212US$1,999.50")
    await expect(page.get_by_text("Paid out", exact=True)).to_have_count(0)


async def mediator(server: Server, name: str) -> Person:
    somebody = await person(server.url, name)
    await grant(server, somebody, "MEDIATOR")
    return somebody


async def state(shown: Screen, text: str) -> None:
    await expect(stage(shown).get_by_text(text)).to_be_visible()


async def disputed(server: Server, one: Screen, other: Screen, made: Agreed) -> None:
    """A dispute about 3000.00 USD for submitted work, which both sides have spoken about and nobody has settled."""
    path = f"/contracts/{made.contract['id']}"
    await one.open(path)
    await decide(one, "Pay it in", "Go on to pay")
    await pay(one)
    await other.open(path)
    await decide(other, "Submit the work", What_you_hand_in="The portal.")
    await decide(one, "Open a dispute", Reason="It does not run.")
    dialog = await ask(other, "Answer the dispute")
    await dialog.get_by_label("Answer", exact=True).fill("It runs here.")
    proof = {"name": "proof.pdf", "mimeType": "application/pdf", "buffer": PDF}
    await dialog.locator("input[type=file]").set_input_files([proof])  # type: ignore[list-item] # a file's content
    await expect(dialog.get_by_role("button", name="Remove proof.pdf")).to_be_visible()
    await dialog.get_by_role("button", name="Answer it").click()
    await state(one, "It runs here.")
    await end_negotiation(server.url)
    # Whatever is asked next makes the move that is due.
    await one.page.reload()
    for each in (one, other):
        await state(each, "A mediator rules the dispute")


async def test_a_mediator_rules_what_both_sides_do_not_settle(browser: Browser, server: Server) -> None:
    """ES-6, ES-13, ST-1 and ST-4 on three screens: seen once it is taken, divided exactly, and read by both sides."""
    made, mia = await effective(server), await mediator(server, "Mia")
    async with (
        screen(browser, server, made.awarder) as one,
        screen(browser, server, made.receiver) as other,
        screen(browser, server, mia) as desk,
    ):
        await disputed(server, one, other, made)
        await desk.open("/staff")
        page = desk.page
        await expect(page.get_by_text("1 item")).to_be_visible()
        await expect(page.get_by_text(made.contract["number"])).to_have_count(0)
        await desk.look()
        await page.get_by_role("button", name="Take it: Dispute to rule").click()
        await page.get_by_role("link", name=made.contract["number"]).click()
        await expect(page.get_by_text("You have it until")).to_be_visible()
        for text in ("It does not run.", "It runs here.", "The portal.", "It runs.", "proof.pdf"):
            await expect(page.get_by_text(text, exact=True)).to_be_visible()
        await page.get_by_text("Terms of the contract").click()
        await expect(page.get_by_role("heading", name="Parties", exact=True)).to_be_visible()
        await desk.look(closely=True)
        await rule(desk, other)
        for each in (one, other):
            await state(each, "A mediator has ruled the dispute.")
            await state(each, "Half of it runs.")
            await expect(stage(each).locator("dl").first).to_contain_text("RefundedUS$1,999.50")
            await expect(each.page.get_by_text("All its stages are settled.")).to_be_visible()
            await expect(stage(each).get_by_text("Mia")).to_have_count(0)
        await one.look(closely=True)
        await page.reload()
        await expect(page.get_by_role("heading", name="This dispute is not yours", exact=True)).to_be_visible()
        await page.get_by_role("link", name="To the work that waits").click()
        await expect(page.get_by_text("No template, scan or dispute waits.")).to_be_visible()
        await is_in_the_statement(other)


async def rule(desk: Screen, other: Screen) -> None:
    """What is said meanwhile is read before anything is ruled; what was written for the ruling stays."""
    page = desk.page
    dialog = await ruling(page.get_by_role("article"), desk)
    await dialog.get_by_label("To the contractor, in USD").fill("3000.01")
    await dialog.get_by_label("Reasons").fill("Half of it runs.")
    await dialog.get_by_role("button", name="Rule it").click()
    await expect(dialog.get_by_text("An amount from nothing to all that is held.")).to_be_visible()
    await expect(dialog.get_by_role("status")).to_be_empty()
    await decide(other, "Make a statement", "Make the statement", Statement="And now there, too.")
    await expect(dialog.get_by_text("Somebody has said or proposed something meanwhile.")).to_be_visible()
    assert await desk.violations("dark") == []
    await dialog.get_by_role("button", name="Close").click()
    await expect(page.get_by_text("And now there, too.")).to_be_visible()
    dialog = await ruling(page.get_by_role("article"), desk)
    await expect(dialog.get_by_label("Reasons")).to_have_value("Half of it runs.")
    await dialog.get_by_label("To the contractor, in USD").fill("1 000,50")
    await expect(dialog.get_by_role("status")).to_have_text(SHARES)
    assert await desk.violations("light") == []
    await dialog.get_by_role("button", name="Rule it").dblclick()
    await expect(page.get_by_role("heading", name="You have ruled the dispute", exact=True)).to_be_visible()
    await expect(page.locator("dl")).to_have_text(SHARES)
    await expect(page.get_by_text("Half of it runs.")).to_be_visible()
    await desk.look()


async def ruling(case: Locator, desk: Screen) -> Locator:
    await case.get_by_role("button", name="Rule the dispute …").click()
    return desk.page.get_by_role("dialog")


async def is_in_the_statement(receiver: Screen) -> None:
    """ES-8: what was ruled, less the fee of five in a hundred."""
    await receiver.page.get_by_role("link", name="Money", exact=True).click()
    rows = receiver.page.get_by_role("row")
    await expect(rows).to_have_count(3)
    said = [" ".join((await each.inner_text()).split()) for each in await rows.all()]
    assert [each.split()[-2:] for each in said[1:]] == [["\u2212US$50.03", "US$950.47"], ["US$1,000.50", "US$1,000.50"]]


async def test_a_dispute_that_is_put_back_is_another_mediators(browser: Browser, server: Server) -> None:
    """ST-1 on the screens of two mediators: one has it, the other does not; put back, it is anybody's."""
    made, mia, moe = await effective(server), await mediator(server, "Mia"), await mediator(server, "Moe")
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.receiver) as other:
        await disputed(server, one, other, made)
    async with screen(browser, server, mia) as first, screen(browser, server, moe) as second:
        for each in (first, second):
            await each.open("/staff")
            await expect(each.page.get_by_role("button", name="Take it: Dispute to rule")).to_be_visible()
        await first.page.get_by_role("button", name="Take it: Dispute to rule").click()
        await expect(second.page.get_by_text("Mia, until")).to_be_visible()
        await expect(second.page.get_by_role("button", name="Take it: Dispute to rule")).to_have_count(0)
        await first.page.get_by_role("link", name=made.contract["number"]).click()
        await expect(first.page.get_by_role("button", name="Rule the dispute …")).to_be_visible()
        await second.open(first.page.url.removeprefix(first.origin))
        await expect(second.page.get_by_role("heading", name="This dispute is not yours", exact=True)).to_be_visible()
        await second.look()
        await first.page.get_by_role("button", name="Put it back").click()
        await expect(first.page.get_by_role("heading", name="Work that waits", exact=True)).to_be_visible()
        await second.page.get_by_role("link", name="To the work that waits").click()
        await second.page.get_by_role("button", name="Take it: Dispute to rule").click()
        await expect(first.page.get_by_text("Moe, until")).to_be_visible()
        await expect(first.page.get_by_text(made.contract["number"])).to_have_count(0)
