"""Money in Chromium when something goes wrong: payments that fail, refunds, silence, and two who decide at once."""

from datetime import datetime, timedelta

import pytest
from playwright.async_api import Browser, expect

from models.calendar import WorkingCalendar
from tests.support.api.behind import end_acceptance, forget_stages
from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen, zone_of_noon
from tests.support.api.server import Server
from tests.support.api.stages import accept_alone, ask, decide, effective, pay, stage
from tests.support.domain.contracting import Agreed
from tests.support.domain.market import colleague

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]
CLOCK = "query ($id: ID!) { contract(id: $id) { stages { submittedAt autoAcceptsAt } } }"
HELD = "query ($id: ID!) { contract(id: $id) { stages { held { amount } released { amount } refunded { amount } } } }"


async def sums(made: Agreed) -> tuple[str, str, str]:
    """What is held of the stage, was released, and goes back."""
    found = (await made.awarder.ask(HELD, id=made.contract["id"]))["contract"]["stages"][0]
    return found["held"]["amount"], found["released"]["amount"], found["refunded"]["amount"]


async def says(shown: Screen, text: str) -> None:
    await expect(stage(shown).get_by_text(text).first).to_be_visible()


async def funded(one: Screen, other: Screen, made: Agreed) -> None:
    """The contract on both screens, with the money of its stage held."""
    path = f"/contracts/{made.contract['id']}"
    await one.open(path)
    await decide(one, "Pay it in", "Go on to pay")
    await pay(one)
    await other.open(path)
    await says(other, "The money is there: do the work and submit it.")


async def test_a_payment_that_is_left_fails_or_is_cancelled_is_tried_again(browser: Browser, server: Server) -> None:
    """ES-3 on a screen: what was begun is gone on with, what has failed is begun anew, and nothing is paid twice."""
    made = await effective(server)
    path = f"/contracts/{made.contract['id']}"
    async with screen(browser, server, made.awarder) as one:
        await one.open(path)
        await decide(one, "Pay it in", "Go on to pay")
        await expect(one.page.get_by_role("button", name="Pay", exact=True)).to_be_visible()
        await one.open(path)
        await says(one, "A payment of US$3,000 waits for you.")
        await expect(stage(one).get_by_role("button", name="Pay it in …")).to_have_count(0)
        await one.look(closely=True)
        await stage(one).get_by_role("link", name="Go on to pay").click()
        await pay(one, "Let it fail")
        await says(one, "The last payment has failed: nothing was paid.")
        await one.look(closely=True)
        await decide(one, "Pay it in", "Go on to pay")
        await pay(one, "Cancel")
        await says(one, "The last payment was cancelled: nothing was paid.")
        assert await sums(made) == ("0.00", "0.00", "0.00")
        await decide(one, "Pay it in", "Go on to pay")
        await pay(one)
        await says(one, "The money is held.")
        await expect(stage(one).get_by_text("nothing was paid")).to_have_count(0)
        await stage(one).get_by_text("Payments", exact=True).click()
        said = [(await each.inner_text()).split(" ")[:2] for each in await stage(one).locator("details li").all()]
        assert [" ".join(each) for each in said] == ["Payment, done", "Payment, cancelled", "Payment, failed"]
        await one.look(closely=True)
    assert await sums(made) == ("3000.00", "0.00", "0.00")


async def test_a_refund_is_agreed_to(browser: Browser, server: Server) -> None:
    """ES-7 on two screens: asked for with a reason, answered by the other side, and all of it goes back."""
    made = await effective(server)
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.receiver) as other:
        await funded(one, other, made)
        await decide(one, "Ask for the money back", Reason="Our plans have changed.")
        for each in (one, other):
            await says(each, "Our plans have changed.")
            await says(each, "Without an answer the money goes back automatically on")
            await each.look(closely=True)
        await expect(stage(one).get_by_role("button", name="Open a dispute …")).to_be_visible()
        await decide(other, "Agree to the refund")
        for each in (one, other):
            await says(each, "Refunded")
            await expect(stage(each).locator("dl").first).to_contain_text("RefundedUS$3,000")
            await expect(stage(each).get_by_role("button", name="…")).to_have_count(0)
    assert await sums(made) == ("0.00", "0.00", "3000.00")


async def test_a_refund_that_is_objected_to_becomes_a_dispute(browser: Browser, server: Server) -> None:
    """ES-7 and ES-6 on two screens: why is asked for, and nothing happens to the money."""
    made = await effective(server)
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.receiver) as other:
        await funded(one, other, made)
        await decide(one, "Ask for the money back", Reason="Our plans have changed.")
        await says(other, "Our plans have changed.")
        dialog = await ask(other, "Object to the refund")
        await dialog.get_by_role("button", name="Object to the refund").click()
        await expect(dialog.get_by_label("Why it does not go back")).to_have_attribute("aria-invalid", "true")
        assert await other.violations("dark") == []
        await dialog.get_by_label("Why it does not go back").fill("We have begun.")
        await dialog.get_by_role("button", name="Object to the refund").click()
        for each in (one, other):
            await says(each, "In dispute")
            await says(each, "We have begun.")
            await says(each, "Our plans have changed.")
        await one.look(closely=True)
    assert await sums(made) == ("3000.00", "0.00", "0.00")


async def test_silence_accepts_submitted_work_and_releases_its_money(browser: Browser, server: Server) -> None:
    """ES-5 on two screens: until when somebody can answer stands there, and what has happened by itself comes live."""
    made = await effective(server)
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.receiver) as other:
        await funded(one, other, made)
        await decide(other, "Submit the work", What_you_hand_in="The portal.")
        for each in (one, other):
            told = stage(each).get_by_text("Without an answer it is accepted automatically")
            await expect(told).to_contain_text("days left")
        await end_acceptance(server.url)
        await other.page.reload()
        for each in (one, other):
            await expect(stage(each).locator("dl").first).to_contain_text("ReleasedUS$3,000")
            await expect(each.page.get_by_text("All its stages are settled.")).to_be_visible()
    assert await sums(made) == ("0.00", "3000.00", "0.00")


async def test_work_is_accepted_on_the_day_that_the_contract_says(browser: Browser, server: Server) -> None:
    """ES-7 on two screens: five working days are signed, so that is what both read, whatever the platform has."""
    made = await effective(server, acceptance_days="5")
    async with (
        screen(browser, server, made.awarder, timezone_id="UTC") as one,
        screen(browser, server, made.receiver, timezone_id="UTC") as other,
    ):
        await funded(one, other, made)
        await decide(other, "Submit the work", What_you_hand_in="The portal.")
        for each in (one, other):
            told = stage(each).get_by_text("Without an answer it is accepted automatically")
            await expect(told).to_be_visible()
            found = (await made.awarder.ask(CLOCK, id=made.contract["id"]))["contract"]["stages"][0]
            submitted, accepts = (datetime.fromisoformat(found[name]) for name in ("submittedAt", "autoAcceptsAt"))
            assert accepts == WorkingCalendar().after(submitted, 5)
            # Midnight is shown as the end of the day before.
            until = accepts - timedelta(minutes=1)
            await expect(told).to_contain_text(f"{until:%a}, {until.day} {until:%b}")


async def test_money_that_lies_idle_comes_to_a_mediator(browser: Browser, server: Server) -> None:
    """ES-11 on two screens: it is said after 60 days, and after 90 it is in dispute, which nobody has opened."""
    made, zone = await effective(server), zone_of_noon()
    async with (
        screen(browser, server, made.awarder, timezone_id=zone) as one,
        screen(browser, server, made.receiver, timezone_id=zone) as other,
    ):
        await funded(one, other, made)
        await forget_stages(server.url, 61)
        await one.page.reload()
        for each in (one, other):
            await says(each, "Nothing has happened with this money for a long time.")
            await expect(stage(each).get_by_text("Without a step of either side")).to_contain_text("29 days left")
        await one.look(closely=True)
        await forget_stages(server.url, 30)
        await one.page.reload()
        for each in (one, other):
            await says(each, "Nobody opened the dispute: a mediator was called on")
            await says(each, "A mediator rules the dispute")
            await expect(stage(each).get_by_text("Nothing has happened with this money")).to_have_count(0)
        await other.look(closely=True)
    assert await sums(made) == ("3000.00", "0.00", "0.00")


async def test_of_two_who_release_at_once_the_second_sees_the_first(browser: Browser, server: Server) -> None:
    """ES-4 and ES-10 on the screens of two deciders: a part is released once, however often it is pressed."""
    made = await effective(server)
    second = await colleague(made.awarder, "MANAGER")
    async with (
        screen(browser, server, made.awarder) as one,
        screen(browser, server, made.receiver) as other,
        screen(browser, server, second) as two,
    ):
        await funded(one, other, made)
        await decide(other, "Submit the work", What_you_hand_in="The portal.")
        await accept_alone(one, stage(one))
        await two.open(f"/contracts/{made.contract['id']}")
        dialogs = [await ask(each, "Release the money") for each in (one, two)]
        for dialog in dialogs:
            await dialog.get_by_label("Amount in USD").fill("1000.50")
        await dialogs[0].get_by_role("button", name="Release the money").dblclick()
        await expect(stage(two).locator("dl").first).to_contain_text("HeldUS$1,999.50")
        await dialogs[1].get_by_role("button", name="Release the money").click()
        await expect(dialogs[1].get_by_role("alert")).to_contain_text("changed")
        await expect(dialogs[1].get_by_role("row", name="Held")).to_contain_text("US$3,000US$1,999.50")
        assert await sums(made) == ("1999.50", "1000.50", "0.00")
        await two.look(closely=True)
        await dialogs[1].get_by_label("Amount in USD").fill("999.50")
        await dialogs[1].get_by_role("button", name="Release the money").dblclick()
        await expect(stage(one).locator("dl").first).to_contain_text("HeldUS$1,000")
        await expect(two.page.get_by_role("dialog")).to_have_count(0)
    assert await sums(made) == ("1000.00", "2000.00", "0.00")
