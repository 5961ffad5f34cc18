"""Contracts in Chromium, by both sides: drafted, changed, approved, signed, and checked by somebody who has a copy."""

import asyncio

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.server import Server
from tests.support.domain.contracting import Agreed, contracted, offered
from tests.support.domain.market import PASSWORD, colleague, enterprise, person
from tests.support.domain.table import Table

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

# What the template of the platform for individuals asks for, except the amount of money.
WRITTEN = {
    "The work": "A portal for customers.",
    "Beginning of the work": "2030-01-07",
    "Days to pay": "14",
    "Working days to examine a stage": "10",
    "Years of confidentiality": "3",
    "Months of warranty": "6",
    "Limit of the contractor's liability": "20 000,00",
    "Days of notice": "30",
    "Courts": "Vienna",
}
CHOSEN = ("paid without deduction", "transfers to it all rights")
AWARDER = {
    "Postal address": "1 High Street\nVienna",
    "Registration": "FN 1",
    "Represented by": "Olga",
    "Seal": "It uses none",
}
TAXES = {"name": "Acme", "address": ["1 High Street"], "city": "Vienna", "postcode": "1010", "country": "AT"}
RECEIVER = {"Postal address": "2 Low Street", "Identity document": "Passport X1"}


async def accepted(server: Server) -> Table:
    """A demand whose offer its one bidder, an individual, has accepted."""
    made, award = await offered(server)
    await made.bidders[0].do("acceptAward", awardId=award["id"], expectedVersion=award["version"])
    return made


async def fill(page: Page) -> None:
    for side, texts in (("Awarder", AWARDER), ("Receiver", RECEIVER)):
        for label, text in texts.items():
            await page.get_by_role("group", name=side).get_by_label(label).fill(text)
    for label, text in WRITTEN.items():
        await page.get_by_label(label, exact=True).fill(text)
    await page.get_by_label("Expenses").select_option("INCLUDED")
    for sentence in CHOSEN:
        await page.get_by_role("radio", name=sentence).check()


async def approve(shown: Screen) -> None:
    await shown.page.get_by_role("button", name="Approve the terms …").click()
    await shown.page.get_by_role("dialog").get_by_role("button", name="Approve", exact=True).click()


async def sign(shown: Screen, password: str = PASSWORD) -> None:
    await shown.page.get_by_role("button", name="Sign …").click()
    await shown.page.get_by_role("dialog").get_by_label("Your password").fill(password)
    await shown.page.keyboard.press("Enter")


async def is_filled_in_as_far_as_known(page: Page) -> None:
    """The work as it was asked for and offered, names, and a day; what a side has to say is known from what it may."""
    await expect(page.get_by_label("The work", exact=True)).not_to_have_value("")
    for side, name in (("Awarder", "Acme"), ("Receiver", "Bidder 0")):
        party = page.get_by_role("group", name=side)
        await expect(party.get_by_label("Name in the contract")).to_have_value(name)
        known = "1 High Street\n1010 Vienna\nAT" if side == "Awarder" else ""
        await expect(party.get_by_label("Postal address", exact=True)).to_have_value(known)
        await expect(party.get_by_label("Tax number (optional)")).to_be_visible()
    await expect(page.get_by_text("What you do not know you can leave to Bidder 0")).to_be_visible()
    await expect(page.get_by_label("Due on")).not_to_have_value("")


async def drafted(shown: Screen) -> None:
    """The awarder drafts the contract on a screen."""
    page = shown.page
    await shown.open("/contracts")
    await expect(page.get_by_text("No contract has been drafted yet.")).to_be_visible()
    await page.get_by_role("link", name="Draft the contract").click()
    await page.get_by_label("Template").select_option(label="Agreement with an individual contractor")
    await is_filled_in_as_far_as_known(page)
    await fill(page)
    await page.get_by_label("Amount", exact=True).fill("1800.00")
    await page.get_by_role("button", name="Add a stage").click()
    await expect(page.get_by_text("They add up to the award.")).to_be_visible()
    second = page.get_by_role("group", name="Stage 2", exact=True)
    await second.get_by_label("Amount").fill("1 200,01")
    await expect(page.get_by_text("US$0.01 more than the award.")).to_be_visible()
    await second.get_by_role("textbox", name="Stage 2").fill("The rest")
    await second.get_by_label("Due on").fill("2030-06-30")
    await page.get_by_role("button", name="Draft the contract").click()
    # What is wrong is said beside its field, and the first of it has the focus.
    await expect(page.locator("[aria-invalid=true]").first).to_be_focused()
    summary = page.get_by_role("alert").filter(has_text="Something is missing or wrong:")
    await expect(summary.get_by_role("listitem")).to_have_count(2)
    await expect(page.get_by_label("Governing law")).to_have_attribute("aria-invalid", "true")
    await expect(summary).to_contain_text("The stages add up to 3000.01; the award is 3000.00 USD.")
    await shown.look()
    await summary.get_by_role("button", name="Governing law").click()
    await expect(page.get_by_label("Governing law")).to_be_focused()
    await page.keyboard.type("Austria")
    # What was wrong with what stood there before says nothing of this.
    await expect(page.get_by_label("Governing law")).not_to_have_attribute("aria-invalid", "true")
    await expect(summary.get_by_role("listitem")).to_have_count(1)
    await second.get_by_label("Amount").fill("1200.00")
    await page.reload()
    await expect(page.get_by_label("Governing law")).to_have_value("Austria")
    await page.get_by_role("button", name="Draft the contract").click()
    await expect(page.get_by_role("heading", name="Contract C-")).to_be_visible()


async def test_both_sides_come_from_an_accepted_award_to_an_effective_contract(
    browser: Browser, server: Server
) -> None:
    """CO-1 to CO-6 on two screens: refusals beside their fields, a revision under the reader, and both signatures."""
    made = await accepted(server)
    await made.awarder.do("describeTaxes", partyId=made.awarder.party, details=TAXES, expectedVersion=0)
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.bidders[0]) as other:
        await drafted(one)
        await other.open("/notifications")
        await other.page.get_by_role("link", name="is drafted").click()
        await expect(other.page.get_by_text("Both sides read the terms")).to_be_visible()
        await expect(one.page.get_by_role("link", name="Let managers sign, too")).to_be_visible()
        await expect(other.page.get_by_role("cell", name="US$1,200", exact=True)).to_be_visible()
        await other.look()

        await one.page.get_by_role("link", name="Change the terms").click()
        await expect(one.page.get_by_label("Days to pay")).to_have_value("14")
        await one.page.get_by_label("Days to pay").fill("30")
        await one.look()
        await one.page.get_by_role("button", name="Make version 2").click()
        await expect(one.page.get_by_text("What differs from version 1")).to_be_visible()
        await expect(other.page.get_by_text("Version 2 has taken the place of version 1")).to_be_visible()
        await expect(other.page.get_by_role("button", name="Approve the terms …")).to_have_count(0)
        # What is shown together is of one version.
        await expect(other.page.get_by_role("heading", name="of version 2")).to_have_count(0)
        await other.page.get_by_role("button", name="Show the new version").click()
        await expect(other.page.get_by_role("heading", name="Approvals and signatures of version 2")).to_be_visible()
        await expect(other.page.locator("del")).to_have_text("14")
        await expect(other.page.locator("ins")).to_have_text("30")

        await approve(other)
        await expect(one.page.get_by_text("It waits for your approval")).to_be_visible()
        await approve(one)
        await expect(one.page.get_by_text("It waits for the signature of Bidder 0.")).to_be_visible()
        await sign(other, "not the password")
        field = other.page.get_by_role("dialog").get_by_label("Your password")
        await expect(field).to_have_attribute("aria-invalid", "true")
        assert await other.violations("light") == []
        await field.fill(PASSWORD)
        # What was wrong with what was written before says nothing of this.
        await expect(field).not_to_have_attribute("aria-invalid", "true")
        await other.page.keyboard.press("Enter")
        await expect(one.page.get_by_text("It waits for your signature.")).to_be_visible()
        await sign(one)
        for each in (one, other):
            await expect(each.page.get_by_text("it binds them")).to_be_visible()
            await expect(each.page.get_by_role("button", name="Sign …")).to_have_count(0)
        await expect(one.page.get_by_role("link", name="Let managers sign, too")).to_have_count(0)
        await write_about_it(one, other)
        await are_genuine(browser, server, one)
        await one.page.get_by_role("link", name="Contracts").click()
        await expect(one.page.get_by_role("link", name="A payment service")).to_be_visible()
        await one.look()


async def write_about_it(one: Screen, other: Screen) -> None:
    """CM-1: what one side writes about the contract, the other one reads there."""
    await one.page.get_by_role("button", name="Write to the other side").click()
    await one.page.get_by_label("Message", exact=True).fill("When do we begin?")
    await one.page.keyboard.press("Control+Enter")
    await other.page.reload()
    await other.page.get_by_role("link", name="Messages: 1 unread").click()
    await expect(other.page.get_by_role("log").get_by_text("When do we begin?")).to_be_visible()
    await one.page.get_by_role("heading", level=1).get_by_role("link", name="C-").click()


async def are_genuine(browser: Browser, server: Server, shown: Screen) -> None:
    """Each of the documents is recognized for what it is by a guest, and none once a byte of it differs."""
    said = {
        "Signed contract, with both signatures": "the signed PDF",
        "PDF with the signature of Bidder 0 alone": "the signed PDF",
        "PDF without signatures": "the PDF without signatures",
        "Terms as data (JSON)": "the terms as data",
    }
    page = shown.page
    documents = page.get_by_role("heading", name="Documents of version").locator("..")
    await expect(documents.get_by_role("listitem")).to_have_count(1)
    await documents.get_by_text("For checking", exact=True).click()
    await shown.look()
    async with screen(browser, server) as anybody:
        await anybody.open("/check")
        for name, kind in said.items():
            async with page.expect_download() as saving:
                await documents.get_by_role("link", name=name).click()
            copy = await (await saving.value).path()
            await anybody.page.get_by_label("File to check").set_input_files(copy)
            await expect(anybody.page.get_by_text(f"is genuine: {kind} of contract C-")).to_be_visible()
        changed = {"name": "copy.pdf", "mimeType": "application/pdf", "buffer": copy.read_bytes() + b"\n"}
        await anybody.page.get_by_label("File to check").set_input_files(changed)
        await expect(anybody.page.get_by_text("copy.pdf: no document of a contract here.")).to_be_visible()
        await anybody.look()


async def drafted_behind(made: Table) -> str:
    """The id of a contract that the awarder has drafted without a screen, with what a template asks for."""
    found = await made.awarder.ask(
        """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench { award { id } } } }
        templates(kind: B2C, purposes: [AGREEMENT], first: 1) { edges { node { latestVersion { id
          fields { key type options { value } } } } } } }""",
        id=made.demand,
    )
    version = found["templates"]["edges"][0]["node"]["latestVersion"]
    values = {"TEXT": "Some.", "NUMBER": "10", "MONEY": "10.00 USD", "DATE": "2030-01-07"}
    fields = [
        {"key": each["key"], "value": each["options"][0]["value"] if each["options"] else values[each["type"]]}
        for each in version["fields"]
    ]
    contract = await made.awarder.do(
        "draftContract",
        awardId=found["demand"]["workbench"]["award"]["id"],
        templateVersionId=version["id"],
        fields=fields,
        stages=[{"title": "All of it", "amount": "3000.00"}],
    )
    return str(contract["id"])


async def test_what_the_law_wants_is_named_and_a_contract_is_refused(browser: Browser, server: Server) -> None:
    """CO-8 and EB-12 on a screen: nobody approves what is incomplete, and both sides see why it ended."""
    made = await accepted(server)
    contract = await drafted_behind(made)
    async with screen(browser, server, made.awarder) as one, screen(browser, server, made.bidders[0]) as other:
        await one.open(f"/demands/{made.demand}")
        await one.page.get_by_role("link", name="Contract", exact=True).click()
        lacking = one.page.get_by_role("status").filter(has_text="Before anybody can approve")
        await expect(lacking).to_contain_text("you have to fill in:Awarder · Postal address")
        await expect(lacking).to_contain_text("or you if you know it:Receiver · Postal address")
        await expect(lacking.get_by_text("Receiver · Identity document")).to_be_visible()
        await expect(one.page.get_by_role("button", name="Approve the terms …")).to_have_count(0)
        await one.look()
        await other.open("/bids")
        await other.page.get_by_role("link", name="Contract", exact=True).click()
        assert other.page.url.endswith(f"/contracts/{contract}")
        await other.page.get_by_role("link", name="Fill it in").click()
        await expect(other.page.get_by_text("What you do not know you can leave to Acme")).to_be_visible()
        await other.page.go_back()
        await other.page.get_by_role("button", name="Refuse the contract …").click()
        dialog = other.page.get_by_role("dialog")
        await dialog.get_by_role("button", name="Refuse").click()
        await expect(dialog.get_by_label("Reason")).to_have_attribute("aria-invalid", "true")
        await dialog.get_by_label("Reason").fill("We have no time.")
        await dialog.get_by_role("button", name="Refuse").click()
        await expect(dialog).to_have_count(0)
        for each in (one, other):
            await expect(each.page.get_by_text("It was refused.")).to_be_visible()
            await expect(each.page.get_by_text("We have no time.")).to_be_visible()
    async with screen(browser, server, await person(server.url)) as stranger:
        await stranger.open(f"/contracts/{contract}")
        await expect(stranger.page.get_by_role("heading", name="There is nothing here", exact=True)).to_be_visible()


async def test_both_sides_read_the_record_as_it_grows_and_it_checks_itself(browser: Browser, server: Server) -> None:
    """EB-13 on a screen: what each side has done stands there for both, and a changed byte is shown."""
    offer, award = await offered(server)
    receiver = offer.bidders[0]
    made = Agreed(offer.awarder, receiver, await contracted(offer.awarder, receiver, award))
    path = f"/contracts/{made.contract['id']}"
    tampers = asyncio.Event()

    async def tamper(route: Route) -> None:
        answer = await route.fetch()
        text = await answer.text()
        if tampers.is_set() and route.request.post_data_json["operationName"] == "ContractRecordCheckQuery":
            text = text.replace("DRAFTED", "DRIFTED")
        await route.fulfill(response=answer, body=text)

    async with screen(browser, server, made.awarder) as one, screen(browser, server, receiver) as other:
        await one.open(path)
        await one.page.get_by_role("link", name="Record", exact=True).click()
        await other.page.route("**/graphql", tamper)
        await other.open(f"{path}/record")
        for each in (one, other):
            await expect(each.page.get_by_text("Intact")).to_be_visible()
            await expect(each.page.get_by_role("listitem").filter(has_text="Drafted")).to_contain_text("Acme")
        await made.approve()
        for each in (one, other):
            await expect(each.page.get_by_role("listitem").filter(has_text="Terms approved")).to_have_count(2)
        await expect(one.page.get_by_text("entries were checked in this browser.")).to_be_visible()
        await one.look(closely=True)
        tampers.set()
        await other.page.reload()
        await expect(other.page.get_by_text("Broken at entry 1")).to_be_visible()
        await other.page.unroute_all(behavior="wait")
    async with screen(browser, server, await person(server.url)) as stranger:
        await stranger.open(f"{path}/record")
        await expect(stranger.page.get_by_role("heading", name="There is nothing here", exact=True)).to_be_visible()


async def test_an_owner_says_which_managers_sign(browser: Browser, server: Server) -> None:
    """CO-6 on a screen."""
    owner = await enterprise(server.url)
    await colleague(owner, "MANAGER")
    async with screen(browser, server, owner) as shown:
        await shown.open(f"/settings/parties/{owner.party}")
        async with shown.page.expect_response(lambda answer: "Mutation" in (answer.request.post_data or "")):
            await shown.page.get_by_label("may sign contracts").check()
        await shown.look()
        await shown.page.reload()
        await expect(shown.page.get_by_label("may sign contracts")).to_be_checked()
        await shown.page.get_by_label("may sign contracts").uncheck()
        await expect(shown.page.get_by_label("may sign contracts")).not_to_be_checked()
