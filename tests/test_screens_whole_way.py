"""The whole way of an award in Chromium, by both sides and the staff: from the contract to two reviews."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from models.money import rounded
from tests.replay.awarding import awarded, tender_in
from tests.replay.crowd import gathered
from tests.support.api.clocked import ClockedServer
from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.services import Postgres, Sqlite
from tests.support.api.stages import accept_alone
from tests.support.domain.contracting import FIRM
from tests.support.domain.market import PASSWORD
from tests.support.domain.way import Side, Way, desk_of, template_of, totals
from tests.support.waiting import until

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]
LABELS = {
    "Postal address": "address",
    "Registration": "registration",
    "Represented by": "representative",
    "Seal": "seal",
}
AWARDER_TAXES = {"Address": "Weg 2", "Postcode": "10117", "City": "Berlin", "Country": "DE"}
RECEIVER_TAXES = {"Address": "Weg 1", "Postcode": "10115", "City": "Berlin", "Country": "DE"}
RECEIVER_TAXES |= {"VAT number": "DE136695976"}


@pytest.fixture
async def market(databases: Postgres | Sqlite, template: str, tmp_path: Path) -> AsyncIterator[ClockedServer]:
    url = await databases.create(template)
    with ClockedServer(tmp_path, DATABASE_URL=url, DISPUTE_NEGOTIATION_WORKING_DAYS="1") as running:
        yield running
    await databases.drop(url)


@dataclass
class Hall:
    """The screens of both sides and of the staff, and what of each stage is worth, released and refunded."""

    way: Way
    one: Screen
    other: Screen
    mediator: Screen
    administrator: Screen
    names: list[str]

    @property
    def both(self) -> tuple[Screen, Screen]:
        return self.one, self.other

    def shown(self, minor: int) -> str:
        """An amount as the screens have it."""
        whole, rest = divmod(minor, 100)
        return f"€{whole:,}.{rest:02}" if rest else f"€{whole:,}"

    async def is_at(self, number: int, text: str) -> None:
        """What both sides see at a stage."""
        for each in self.both:
            await expect(stage(each, number).get_by_text(text).first).to_be_visible()


def stage(shown: Screen, number: int) -> Locator:
    return shown.page.get_by_role("article", name=f"Stage {number}: ")


async def decide(shown: Screen, place: Locator, name: str, button: str | None = None, **fields: str) -> None:
    """Takes a decision, with what its dialog asks for."""
    await place.get_by_role("button", name=f"{name} …").click()
    dialog = shown.page.get_by_role("dialog")
    for label, text in fields.items():
        await dialog.get_by_label(label.replace("_", " ")).fill(text)
    await dialog.get_by_role("button", name=button or name, exact=True).click()
    await expect(dialog).to_have_count(0)


async def test_es1_both_sides_go_from_an_award_to_two_reviews_on_their_screens(
    browser: Browser, market: ClockedServer
) -> None:
    """By the screens alone; the statements of both, the fee and the provider's movements add up to zero."""
    desk = await desk_of(market)
    async with gathered(market.url, people=2) as crowd, AsyncExitStack() as screens:
        receiver, award = await awarded(crowd, tender_in("EUR"))
        way = Way(market, Side(crowd.awarder, crowd.awarder.party), Side(receiver, receiver.party), award)
        await template_of(way.awarder, desk.professional)
        people = (crowd.awarder, receiver, desk.mediator, desk.administrator)
        shown = [await screens.enter_async_context(screen(browser, market, each)) for each in people]
        hall = Hall(way, *shown, [await name_of(each) for each in way.sides])
        third = way.price // 3
        way.worth = {1: third, 2: third + 7, 3: way.price - 2 * third - 7}
        await contract_is_made(hall)
        await first_stage(hall)
        await taxes_are_described(hall)
        await first_invoice(hall)
        await account_is_opened(hall)
        await second_stage(hall)
        await third_stage(hall)
        await reviews(hall)
        await adds_up(hall)


async def name_of(side: Side) -> str:
    found = await side.run("PartyReviews", id=side.party, first=1)
    return str(found["name"])


async def contract_is_made(hall: Hall) -> None:
    """The offer accepted, the contract drafted with three stages, approved and signed."""
    one, other, way = hall.one.page, hall.other.page, hall.way
    await hall.other.open("/bids")
    await decide(hall.other, other.get_by_role("main"), "Accept")
    await hall.one.open("/contracts")
    await one.get_by_role("link", name="Draft the contract").click()
    await one.get_by_label("Template").select_option(label=f"Our terms · {hall.names[0]}")
    for side in ("Client", "Contractor"):
        for label, key in LABELS.items():
            await one.get_by_role("group", name=side).get_by_label(label).fill(FIRM[key])
    await one.get_by_label("What is built").fill("A portal.")
    await one.get_by_label("Billing ahead").select_option("YES")
    for number in way.worth:
        if number > 1:
            await one.get_by_role("button", name="Add a stage").click()
        place = one.get_by_role("group", name=f"Stage {number}", exact=True)
        await place.get_by_role("textbox", name=f"Stage {number}").fill(f"Part {number}")
        await place.get_by_label("Amount").fill(way.amount(way.worth[number]))
    await expect(one.get_by_text("They add up to the award.")).to_be_visible()
    await one.get_by_role("button", name="Draft the contract").click()
    await expect(one.get_by_role("heading", name="Contract C-")).to_be_visible()
    way.contract = one.url.rpartition("/")[2]
    await hall.other.open(f"/contracts/{way.contract}")
    for each in hall.both:
        await decide(each, each.page.get_by_role("main"), "Approve the terms", "Approve")
    for each in (hall.other, hall.one):
        await sign(each)
    for each in hall.both:
        await expect(each.page.get_by_text("the same terms: the contract is binding")).to_be_visible()


async def sign(shown: Screen) -> None:
    await shown.page.get_by_role("button", name="Sign …").click()
    await shown.page.get_by_role("dialog").get_by_label("Your password").fill(PASSWORD)
    await shown.page.keyboard.press("Enter")
    await expect(shown.page.get_by_role("dialog")).to_have_count(0)


async def fund(hall: Hall, number: int) -> None:
    """Pays a stage in at the checkout page."""
    one = hall.one.page
    await stage(hall.one, number).get_by_role("button", name="Pay it in …").click()
    await one.get_by_role("dialog").get_by_role("button", name="Go on to pay").click()
    await one.get_by_role("button", name="Pay", exact=True).click()
    await one.get_by_role("link", name="Back").click()
    await expect(stage(hall.one, number).get_by_role("button", name="Pay it in …")).to_have_count(0)
    await expect(stage(hall.other, number).get_by_role("button", name="Submit the work …")).to_be_visible()


async def submit(hall: Hall, number: int, text: str = "The portal.") -> None:
    await decide(hall.other, stage(hall.other, number), "Submit the work", What_you_hand_in=text)
    await expect(stage(hall.one, number).get_by_text(text)).to_be_visible()


async def release(hall: Hall, number: int, minor: int, text: str) -> None:
    amount = hall.way.amount(minor)
    await decide(hall.one, stage(hall.one, number), "Release the money", Amount_in_EUR=amount)
    await hall.is_at(number, text)
    hall.way.released[number] = hall.way.released.get(number, 0) + minor


async def first_stage(hall: Hall) -> None:
    """ES-3 to ES-8: paid in, reworked, accepted, and released in two parts."""
    await fund(hall, 1)
    await submit(hall, 1)
    await decide(hall.one, stage(hall.one, 1), "Ask for rework", What_has_to_be_done_better="The colours.")
    await expect(stage(hall.other, 1).get_by_text("The colours.")).to_be_visible()
    await submit(hall, 1, "Other colours.")
    await accept_alone(hall.one, stage(hall.one, 1))
    whole = hall.way.worth[1]
    await release(hall, 1, whole // 3, "Released in part")
    await release(hall, 1, whole - whole // 3, "Released")


async def taxes_are_described(hall: Hall) -> None:
    for each, party, taxes in zip(hall.both, hall.names, (AWARDER_TAXES, RECEIVER_TAXES), strict=True):
        await each.open("/money")
        place = each.page.get_by_role("region", name=party, exact=True)
        await place.get_by_text("Tax details").click()
        for label, text in taxes.items():
            await place.get_by_label(label, exact=True).fill(text)
        await place.get_by_role("button", name="Save").click()
        await expect(place.get_by_text("Saved.")).to_be_visible()
        await each.open(f"/contracts/{hall.way.contract}")


async def first_invoice(hall: Hall) -> None:
    """IN-1 to IN-4: asked for by one side, and issued by the other."""
    await decide(hall.one, hall.one.page.get_by_role("main"), "Ask for an invoice")
    await decide(hall.other, hall.other.page.get_by_role("main"), "Issue it", "Issue the invoice")
    for each in hall.both:
        await expect(invoice(each, 1)).to_contain_text(hall.shown(hall.way.worth[1]))
        await expect(invoice(each, 1).get_by_role("link", name=".xml")).to_be_visible()


async def account_is_opened(hall: Hall) -> None:
    """Staff verify the receiver's party, which opens an account; what was released goes there."""
    page, (_, name) = hall.administrator.page, hall.names
    await hall.administrator.open("/staff")
    await page.get_by_role("button", name=f"Verify {name}", exact=True).click()
    await page.get_by_role("dialog").get_by_role("button", name="Verify", exact=True).click()
    await expect(page.get_by_role("button", name=f"Verify {name}", exact=True)).to_have_count(0)
    other = hall.other.page
    await hall.other.open("/money")
    place = other.get_by_role("region", name=name, exact=True)
    await place.get_by_role("button", name="Open an account").click()
    await other.get_by_role("button", name="Complete", exact=True).click()
    await other.get_by_role("link", name="Back").click()
    await hall.other.open("/money")
    await expect(place.get_by_text("ready", exact=True)).to_be_visible()
    # A line of the statement, and the payout itself.
    await expect(place.get_by_role("row").filter(has_text="Paid out")).to_have_count(2)
    await hall.other.open(f"/contracts/{hall.way.contract}")


async def invoice_ahead(hall: Hall, number: int, ordinal: int) -> None:
    """The receiver invoices a stage before it is paid, as the contract allows."""
    page = hall.other.page
    await page.get_by_role("button", name="Issue an invoice …").click()
    dialog = page.get_by_role("dialog")
    amount = hall.shown(hall.way.worth[number])
    stage, text = dialog.get_by_label("Stage"), f"Stage {number}: Part {number} · {amount}"
    await expect(stage).to_contain_text(text)
    # The last one that can be invoiced is no choice.
    if await stage.evaluate("each => each.matches('select')"):
        await stage.select_option(label=text)
    await dialog.get_by_role("button", name="Issue an invoice", exact=True).click()
    await expect(dialog).to_have_count(0)
    for each in hall.both:
        await expect(invoice(each, ordinal)).to_contain_text(amount)


def invoice(shown: Screen, ordinal: int) -> Locator:
    return shown.page.get_by_role("listitem").filter(has_text=re.compile(rf"Invoice INV-\d{{4}}-{ordinal:06}"))


async def second_stage(hall: Hall) -> None:
    """CO-9 and IN-5: a supplement takes from it what was invoiced, which goes back once, with its credit note."""
    way = hall.way
    less = way.worth[2] // 5 + 1
    await fund(hall, 2)
    await fund(hall, 3)
    await invoice_ahead(hall, 2, 2)
    way.worth |= {2: way.worth[2] - less, 3: way.worth[3] + less // 2}
    way.refunded[2] = less
    await supplement(hall)
    for each in hall.both:
        await expect(stage(each, 2).locator("dl").first).to_contain_text(f"Refunded{hall.shown(less)}")
        await expect(invoice(each, 2)).to_contain_text(hall.shown(less))
        await expect(invoice(each, 2)).to_contain_text("credited in part")
    # The other one lacks some now.
    await fund(hall, 3)
    await submit(hall, 2)
    await accept_alone(hall.one, stage(hall.one, 2))
    await release(hall, 2, way.worth[2], "Settled")


async def supplement(hall: Hall) -> None:
    """Other amounts for two stages, as both sides approve and sign."""
    page, there, way = hall.one.page, hall.other.page, hall.way
    await page.get_by_role("link", name="Propose a change").click()
    for number in (2, 3):
        place = page.get_by_role("group", name=f"Stage {number}")
        await place.get_by_label("Amount").fill(way.amount(way.worth[number]))
    await page.get_by_label("Why the change is needed").fill("Otherwise than we thought.")
    await page.get_by_role("button", name="Propose the supplement").click()
    await expect(page.get_by_text("It waits for the approval of")).to_be_visible()
    await there.get_by_role("link", name="Supplement 1").click()
    await decide(hall.other, there.get_by_role("main"), "Approve it")
    await expect(page.get_by_text("It waits for the signature of")).to_be_visible()
    for each in (hall.other, hall.one):
        await sign(each)
    for each in hall.both:
        await expect(each.page.get_by_text("it is part of the terms that hold")).to_be_visible()
        await each.open(f"/contracts/{way.contract}")


async def third_stage(hall: Hall) -> None:
    """ES-6 and ES-13: both sides say what they have to, and a mediator divides what is held."""
    way = hall.way
    whole = way.worth[3]
    await invoice_ahead(hall, 3, 3)
    await submit(hall, 3, "All the rest.")
    await decide(hall.one, stage(hall.one, 3), "Open a dispute", Reason="It does not run.")
    await expect(stage(hall.other, 3).get_by_text("It does not run.")).to_be_visible()
    place = stage(hall.other, 3)
    await decide(hall.other, place, "Answer the dispute", "Answer it", Answer="It runs here.")
    await expect(stage(hall.one, 3).get_by_text("It runs here.")).to_be_visible()
    way.released[3], way.refunded[3] = whole - whole // 2 - 3, whole // 2 + 3
    amount = way.amount(way.released[3])
    await decide(hall.other, place, "Propose a settlement", "Propose it", **{"To the contractor, in EUR": amount})
    await hall.is_at(3, "proposed a settlement on")
    way.server.move_on(timedelta(days=14))
    await hall.one.page.reload()
    await hall.is_at(3, "A mediator rules the dispute")
    page = hall.mediator.page
    await hall.mediator.open("/staff")
    await page.get_by_role("button", name="Take it: Dispute to rule").click()
    await page.get_by_role("link", name="C-").click()
    await page.get_by_role("button", name="Rule the dispute …").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("To the contractor, in EUR").fill(amount)
    await dialog.get_by_label("Reasons").fill("Half of it runs.")
    await dialog.get_by_role("button", name="Rule it").click()
    await expect(page.get_by_role("heading", name="You have ruled the dispute", exact=True)).to_be_visible()
    await hall.is_at(3, "A mediator has ruled the dispute.")
    for each in hall.both:
        await expect(invoice(each, 3)).to_contain_text(hall.shown(way.refunded[3]))
        await expect(each.page.get_by_text("All its stages are settled.")).to_be_visible()


async def reviews(hall: Hall) -> None:
    """RP-1 to RP-3: each side writes unseen; with the second one both are read."""
    said = {"one": "It runs.", "other": "They knew what they wanted."}
    for each, text, points in ((hall.other, said["other"], (4, 5, 5)), (hall.one, said["one"], (5, 4, 4, 5))):
        await expect(hall.one.page.get_by_text(said["other"])).to_have_count(0)
        await each.page.get_by_role("button", name="Write a review …").click()
        dialog = each.page.get_by_role("dialog")
        for index, point in enumerate(points):
            await dialog.get_by_role("group").nth(index).get_by_label(str(point)).check()
        await dialog.get_by_label("What you say about it").fill(text)
        await dialog.get_by_role("button", name="Send the review").click()
        await expect(dialog).to_have_count(0)
    for each in hall.both:
        for text in said.values():
            await expect(each.page.get_by_text(text, exact=True)).to_be_visible()


async def lines_of(shown: Screen, party: str) -> list[tuple[str, int]]:
    """The kinds and amounts of a party's statement, as its table has them."""
    await shown.open("/money")
    # Beneath it is a table of payouts.
    rows = shown.page.get_by_role("region", name=party, exact=True).get_by_role("table").first.locator("tbody tr")
    await expect(rows.first).to_contain_text(re.compile("Paid out|Refund to where it was paid from"))
    texts = [await row.locator("td").all_inner_texts() for row in await rows.all()]
    return [(kind.splitlines()[0], cents(amount)) for kind, amount, _ in texts]


def cents(text: str) -> int:
    return int(Decimal(re.sub("[^0-9.-]", "", text.replace("\N{MINUS SIGN}", "-"))).scaleb(2))


async def adds_up(hall: Hall) -> None:
    """ES-1 and ES-8: what the statements of both say, the fee, and what has moved at the provider."""
    way = hall.way
    fee = sum(rounded(minor * 500, 10_000) for minor in way.released.values())
    released, back = sum(way.released.values()), sum(way.refunded.values())
    await until(lambda: way.trial_balance()["CLEARING"] == 0)
    paying, earning = [totals(await lines_of(*each)) for each in zip(hall.both, hall.names, strict=True)]
    paid = released + back
    assert paying == {
        "Paid in": paid,
        "Held for a stage": -paid,
        "Back from a stage": back,
        "Refund to where it was paid from": -back,
    }
    assert earning == {"Released": released, "Fee of the platform": -fee, "Paid out": fee - released}
    assert totals(await way.movements()) == {"PAY_IN": paid, "REFUND": back, "PAY_OUT": released - fee}
    assert way.trial_balance() == {"CLEARING": 0, "FEE": fee, "OUTSIDE": -fee, "PARTY": 0, "STAGE": 0}
