"""What two people write at once, in Chromium: the second one gets what the first one has changed."""

import json
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.contracting import offered, terms_of
from tests.support.domain.market import Person, colleague, enterprise, saved, submitted
from tests.support.domain.table import Table, table

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

CHANGED = "This has changed meanwhile, perhaps in another window. What you have written and not saved is still here."
CLIENT = {"Postal address": "1 High Street", "Registration": "FN 1", "Represented by": "Olga", "Seal": "It uses none"}
CONTRACTOR = {"Postal address": "2 Low Street", "Identity document": "Passport X1"}


async def drafted(server: Server) -> tuple[Table, str]:
    """A contract in which neither side has said anything of itself."""
    made, award = await offered(server)
    accepted = await made.bidders[0].do("acceptAward", awardId=award["id"], expectedVersion=award["version"])
    terms = await terms_of(made.awarder, accepted["kind"], accepted["price"]["amount"])
    contract = await made.awarder.do("draftContract", awardId=award["id"], **{**terms, "awarder": {}, "receiver": {}})
    return made, str(contract["id"])


async def terms_in(contract: str, who: Person) -> dict[str, Any]:
    asked = "query ($id: ID!) { contract(id: $id) { terms } }"
    found: dict[str, Any] = json.loads((await who.ask(asked, id=contract))["contract"]["terms"])
    return found


async def fill(page: Page, side: str, texts: dict[str, str]) -> None:
    for label, text in texts.items():
        await page.get_by_role("group", name=side).get_by_label(label, exact=True).fill(text)


async def test_both_sides_fill_in_their_own_party_at_once_and_both_are_in_version_3(
    browser: Browser, server: Server
) -> None:
    """CO-2 on two screens: others' changes are taken in, and what both have changed is chosen before it is sent."""
    made, contract = await drafted(server)
    path = f"/contracts/{contract}/revise"
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.bidders[0]) as other:
        for each in (one, other):
            await each.open(path)
            await expect(each.page.get_by_role("button", name="Make version 2")).to_be_visible()
        await fill(one.page, "Client", CLIENT)
        await one.page.get_by_label("Days to pay in").fill("60")
        await fill(other.page, "Contractor", CONTRACTOR)
        await other.page.get_by_label("Days to pay in").fill("14")
        await one.page.get_by_role("button", name="Make version 2").click()
        await expect(one.page.get_by_text("What differs from version 1")).to_be_visible()

        page = other.page
        await page.get_by_role("button", name="Make version 2").click()
        said = page.get_by_role("status").filter(has_text=CHANGED)
        taken = "Client · Postal address, Client · Registration, Client · Represented by and Client · Seal"
        await expect(said).to_contain_text(f"The changes are in the form now: {taken}.")
        for label, text in CLIENT.items():
            await expect(page.get_by_role("group", name="Client").get_by_label(label, exact=True)).to_have_value(text)
        contest = page.get_by_role("group", name="Days to pay in")
        await expect(page.get_by_label("Days to pay in", exact=True)).to_have_value("14")
        await other.look()
        # Nobody overlooks it: without a choice nothing is sent.
        await page.get_by_role("button", name="Make version 3").click()
        await expect(contest.get_by_role("radio", name="Yours: 14")).to_be_focused()
        assert (await terms_in(contract, made.awarder))["contract"]["version"] == 2
        await contest.get_by_role("radio", name="The other: 60").check()
        await expect(page.get_by_label("Days to pay in", exact=True)).to_have_value("60")
        await page.get_by_role("button", name="Make version 3").click()
        await expect(page.get_by_text("What differs from version 2")).to_be_visible()
    terms = await terms_in(contract, made.awarder)
    assert terms["contract"]["version"] == 3
    assert terms["fields"]["payment_days"] == {"number": "60"}
    client, contractor = terms["parties"]["awarder"], terms["parties"]["receiver"]
    assert [client[name] for name in ("address", "registration", "representative", "seal")] == [*CLIENT.values()]
    assert [contractor[name] for name in ("address", "identity")] == [*CONTRACTOR.values()]


async def test_what_was_left_unsent_is_merged_with_the_version_that_has_come_since(
    browser: Browser, server: Server
) -> None:
    """EB-13 on a screen: the form that is opened again has both, and forgets what it has kept once it is sent."""
    made, contract = await drafted(server)
    path = f"/contracts/{contract}/revise"
    terms = await terms_of(made.awarder, "B2C")
    async with screen(browser, server, made.bidders[0]) as shown:
        page = shown.page
        await shown.open(path)
        await fill(page, "Contractor", CONTRACTOR)
        stages = [{**terms["stages"][0], "title": "The whole"}]
        given = {**terms, "awarder": {"seal": "A round one"}, "receiver": {}, "stages": stages}
        await made.awarder.do("reviseContract", contractId=contract, expectedVersion=1, **given)
        await page.reload()
        await expect(
            page.get_by_text("The changes are in the form now: Stages of payment and Client · Seal.")
        ).to_be_visible()
        await expect(page.get_by_role("textbox", name="Stage 1")).to_have_value("The whole")
        await page.get_by_role("button", name="Make version 3").click()
        await expect(page.get_by_text("What differs from version 2")).to_be_visible()
        await made.awarder.do("reviseContract", contractId=contract, expectedVersion=3, **terms)
        await shown.open(path)
        await expect(page.get_by_role("button", name="Make version 5")).to_be_visible()
        await expect(page.get_by_role("group", name="Contractor").get_by_label("Postal address")).to_have_value(
            terms["receiver"]["address"]
        )
        await expect(page.get_by_text(CHANGED)).to_have_count(0)


async def test_two_windows_that_begin_a_bid_at_once_lose_nothing(browser: Browser, server: Server) -> None:
    """EB-13 on two screens of one party: the later one shows what the other has stored, and saves what is chosen."""
    made = await table(server)
    bidder = await enterprise(server.url, "The Firm")
    teammate, path = await colleague(bidder, "MANAGER"), f"/demands/{made.demand}/bid"
    async with screen(browser, server, bidder) as one, screen(browser, server, teammate) as other:
        for each in (one, other):
            await each.open(path)
            await each.page.get_by_label("Bid of").select_option("The Firm")
            await expect(each.page.get_by_label("Proposal")).to_have_value("")
        await one.page.get_by_label("Proposal").fill("We have built five.")
        await one.page.get_by_label("Duration in days").fill("60")
        await expect(one.page.get_by_text("The draft is saved.")).to_be_visible()

        page = other.page
        await page.get_by_label("Proposal").fill("We know the rails.")
        await page.get_by_label("Price in USD").fill("3100")
        said = page.get_by_role("status").filter(has_text=CHANGED)
        await expect(said).to_contain_text("The changes are in the form now: Duration in days.")
        await expect(page.get_by_label("Duration in days")).to_have_value("60")
        await expect(page.get_by_label("Proposal", exact=True)).to_have_value("We know the rails.")
        await expect(page.get_by_text("Not saved yet.")).to_be_visible()
        assert await written(bidder, made.demand) == ("DRAFT", 1, None, "We have built five.")
        await other.look()
        # Nobody overlooks it: without a choice nothing is saved, or submitted.
        contest = page.get_by_role("group", name="Proposal")
        await page.get_by_role("button", name="Submit the bid …").click()
        await expect(contest.get_by_role("radio", name="Yours: We know the rails.")).to_be_focused()
        assert await written(bidder, made.demand) == ("DRAFT", 1, None, "We have built five.")
        await contest.get_by_role("radio", name="The other: We have built five.").check()
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        assert await written(bidder, made.demand) == ("DRAFT", 2, "3100.00", "We have built five.")

        # The first one writes on over what it does not know yet.
        await one.page.get_by_label("Duration in days").fill("50")
        await expect(one.page.get_by_label("Price in USD")).to_have_value("3100.00")
        await expect(one.page.get_by_text("The draft is saved.")).to_be_visible()
        await one.page.get_by_role("button", name="Submit the bid …").click()
        await one.page.get_by_role("dialog").get_by_role("button", name="Submit it").click()
        await one.page.wait_for_url("**/bids")
    asked = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand {
      myApplicants { state bid { number price { amount } durationDays proposal } } } } }"""
    (found,) = (await bidder.ask(asked, id=made.demand))["demand"]["myApplicants"]
    bid = {"number": 1, "price": {"amount": "3100.00"}, "durationDays": 50, "proposal": "We have built five."}
    assert found == {"state": "SUBMITTED", "bid": bid}


async def test_what_was_to_be_submitted_stays_when_another_window_was_quicker(browser: Browser, server: Server) -> None:
    """EB-13 on a screen: both prices are there to choose from, and nothing is submitted before somebody has chosen."""
    made = await table(server, "3000.00")
    bidder, path = made.bidders[0], f"/demands/{made.demand}/bid"
    await saved(bidder, made.demand, "2900.00", stages=[])
    async with screen(browser, server, bidder) as one:
        page = one.page
        await one.open(path)
        price, submit = page.get_by_label("Price in USD"), page.get_by_role("button", name="Submit the bid …")
        await submit.click()
        await expect(page.get_by_role("dialog")).to_contain_text("2,900")
        await submitted(bidder, made.demand, "2800.00", stages=[])
        await page.get_by_role("dialog").get_by_role("button", name="Submit it").click()
        contest = page.get_by_role("group", name="Price", exact=True)
        await expect(contest.get_by_role("radio", name="Yours: US$2,900")).to_be_visible()
        await expect(contest.get_by_role("radio", name="The other: US$2,800")).to_be_visible()
        await expect(price).to_have_value("2900.00")
        await one.look()
        await contest.get_by_role("radio", name="Yours: US$2,900").check()
        await submit.click()
        await page.get_by_role("dialog").get_by_role("button", name="Submit it").click()
        await page.wait_for_url("**/bids")
    asked = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand {
      myApplicants { bid { price { amount } } } } } }"""
    (found,) = (await bidder.ask(asked, id=made.demand))["demand"]["myApplicants"]
    assert found["bid"]["price"] == {"amount": "2900.00"}


async def written(bidder: Person, demand: str) -> tuple[str, int, str | None, str | None]:
    """Of one's latest application: its state and version, and the price and the text of its draft."""
    asked = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand {
      myApplicants { state version draft { price { amount } proposal } } } } }"""
    (found,) = (await bidder.ask(asked, id=demand))["demand"]["myApplicants"]
    draft = found["draft"]
    return found["state"], found["version"], draft["price"] and draft["price"]["amount"], draft["proposal"]
