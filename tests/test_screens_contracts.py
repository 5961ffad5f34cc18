"""Contracts in Chromium, by both sides: drafted, changed, approved, signed, and checked by somebody who has a copy."""

import asyncio

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.server import Server
from tests.support.domain.contracting import Agreed, contracted, offered, terms_of
from tests.support.domain.market import PASSWORD, colleague, enterprise, person, submitted
from tests.support.domain.table import Table, table

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
    "Days to pay in": "14",
    "Working days to examine a stage": "10",
    "Years of confidentiality": "3",
    "Months of warranty": "6",
    "Limit of the contractor's liability": "20 000,00",
    "Days of notice": "30",
    "Courts": "Vienna",
}
CHOSEN = ("paid without deduction", "transfers to the Client all rights")
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
    for side, texts in (("Client", AWARDER), ("Contractor", RECEIVER)):
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


async def sign(shown: Screen, consequence: str, password: str = PASSWORD) -> None:
    await shown.page.get_by_role("button", name="Sign …").click()
    await expect(shown.page.get_by_role("dialog")).to_contain_text(consequence)
    await shown.page.get_by_role("dialog").get_by_label("Your password").fill(password)
    await shown.page.keyboard.press("Enter")


async def is_filled_in_as_far_as_known(page: Page) -> None:
    """The work as it was asked for and offered, names, and a day; what a side has to say is known from what it may."""
    await expect(page.get_by_label("The work", exact=True)).not_to_have_value("")
    for side, name in (("Client", "Acme"), ("Contractor", "Bidder 0")):
        party = page.get_by_role("group", name=side)
        await expect(party.get_by_label("Name in the contract")).to_have_value(name)
        known = "1 High Street\n1010 Vienna\nAT" if side == "Client" else ""
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
    # There is one, so that there is nothing to choose.
    await expect(page.get_by_role("group", name="Template")).to_contain_text("Agreement with an individual contractor")
    await is_filled_in_as_far_as_known(page)
    # ES-7: what the platform does where a contract does not say it.
    await expect(page.get_by_label("Working days to examine a stage")).to_have_value("10")
    await fill(page)
    await page.get_by_label("Amount", exact=True).fill("1800.00")
    await page.get_by_role("button", name="Add a stage").click()
    await expect(page.get_by_text("They add up to the award.")).to_be_visible()
    second = page.get_by_role("group", name="Stage 2", exact=True)
    await second.get_by_label("Amount").fill("1 200,01")
    await expect(page.get_by_text("US$0.01 more than the award.")).to_be_visible()
    await second.get_by_role("textbox", name="Stage 2").fill("The rest")
    await second.get_by_label("Due on").fill("2099-06-30")
    await page.get_by_role("button", name="Draft the contract").click()
    # What is wrong is said beside its field, and the first of it has the focus.
    await expect(page.locator("[aria-invalid=true]").first).to_be_focused()
    summary = page.get_by_role("alert").filter(has_text="Something is missing or wrong:")
    await expect(summary.get_by_role("listitem")).to_have_count(2)
    await expect(page.get_by_label("Governing law")).to_have_attribute("aria-invalid", "true")
    await expect(summary).to_contain_text("The stages add up to US$3,000.01; the award is US$3,000.")
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
        await expect(other.page.get_by_role("cell", name="US$1,200.00", exact=True)).to_be_visible()
        await other.look()

        await one.page.get_by_role("link", name="Change the terms").click()
        await expect(one.page.get_by_label("Days to pay in")).to_have_value("14")
        await one.page.get_by_label("Days to pay in").fill("30")
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
        # What is said beside "Change the terms" and "Refuse the contract" is about the signature alone.
        await sign(other, "either side can still change the terms or refuse the contract: your signature then", "")
        await expect(other.page.get_by_role("dialog").get_by_text("Enter your password.")).to_be_visible()
        field = other.page.get_by_role("dialog").get_by_label("Your password")
        await field.fill("not the password")
        await other.page.keyboard.press("Enter")
        await expect(other.page.get_by_role("dialog").get_by_text("not your current password")).to_be_visible()
        await expect(field).to_have_attribute("aria-invalid", "true")
        assert await other.violations("light") == []
        await field.fill(PASSWORD)
        # What was wrong with what was written before says nothing of this.
        await expect(field).not_to_have_attribute("aria-invalid", "true")
        await other.page.keyboard.press("Enter")
        await expect(one.page.get_by_text("It waits for your signature.")).to_be_visible()
        await sign(one, "Bidder 0 has signed already: the contract is binding at once")
        for each in (one, other):
            await expect(each.page.get_by_text("the same terms: the contract is binding")).to_be_visible()
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
    await one.page.get_by_role("link", name="To the contract").click()


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
        await expect(lacking).to_contain_text("you have to fill in:Client · Postal address")
        await expect(lacking).to_contain_text("or you if you know it:Contractor · Postal address")
        await expect(lacking.get_by_text("Contractor · Identity document")).to_be_visible()
        await expect(one.page.get_by_role("button", name="Approve the terms …")).to_have_count(0)
        await one.look()
        await other.open("/bids")
        await other.page.get_by_role("link", name="Contract", exact=True).click()
        await expect(other.page).to_have_url(f"{server.origin}/contracts/{contract}")
        await comes_to_what_is_missing(other)
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


async def comes_to_what_is_missing(shown: Screen) -> None:
    """The receiver's first gap has the focus; once it is filled, though not sent, the next one."""
    page = shown.page
    receiver = page.get_by_role("group", name="Contractor")
    for label in ("Postal address", "Identity document"):
        await page.get_by_role("link", name="Fill it in").click()
        await expect(page.get_by_text("What you do not know you can leave to Acme")).to_be_visible()
        await expect(receiver.get_by_label(label, exact=True)).to_be_focused()
        await expect(receiver.get_by_label(label, exact=True)).to_be_in_viewport()
        await page.keyboard.type("Passport X1")
        await page.go_back()


# Counts the frames in which the content of the page shows nothing.
BLANKS = """() => {
  window.blanks = 0;
  const look = () => {
    if (!document.querySelector("main").innerText.trim()) window.blanks += 1;
    requestAnimationFrame(look);
  };
  look();
}"""


async def test_who_makes_a_contract_is_told_what_they_wait_for_and_sees_no_blank_page(
    browser: Browser, server: Server
) -> None:
    """With both answers held: the one of the draft, and the one that the page of the contract waits for.

    Nothing asks for reduced motion here: what appears only after a while would be there at once then.
    """
    made = await accepted(server)
    held = {name: (asyncio.Event(), asyncio.Event()) for name in ("NewContractDraftMutation", "ContractPageQuery")}

    async def hold(route: Route) -> None:
        answer = await route.fetch()
        asked = route.request.post_data_json["operationName"]
        if asked in held:
            has_come, may_go = held[asked]
            has_come.set()
            await may_go.wait()
        await route.fulfill(response=answer)

    async with screen(browser, server, made.awarder) as shown:
        page = shown.page
        await shown.open("/contracts")
        await page.get_by_role("link", name="Draft the contract").click()
        await fill(page)
        await page.get_by_label("Governing law").fill("Austria")
        await page.route("**/graphql", hold)
        await page.evaluate(BLANKS)
        await page.get_by_role("button", name="Draft the contract").click()
        drafted, opened = held.values()
        await drafted[0].wait()
        await expect(page.get_by_text("The document is being made, which takes a moment")).to_be_visible()
        drafted[1].set()
        await opened[0].wait()
        await expect(page.get_by_role("main").get_by_text("Loading …")).to_be_visible()
        await expect(page.get_by_role("heading", name="Draft the contract")).to_have_count(0)
        opened[1].set()
        await expect(page.get_by_role("heading", name="Contract C-")).to_be_visible()
        assert await page.evaluate("window.blanks") == 0
        await page.unroute_all(behavior="wait")


async def test_the_list_says_what_waits_for_whom_and_shows_that_alone(browser: Browser, server: Server) -> None:
    offer, award = await offered(server)
    receiver = offer.bidders[0]
    made = Agreed(offer.awarder, receiver, await contracted(offer.awarder, receiver, award))
    await made.approve_as(made.awarder)
    async with screen(browser, server, made.awarder) as one, screen(browser, server, receiver) as other:
        await one.open("/contracts")
        await expect(one.page.get_by_role("main")).to_contain_text("Waits for Bidder 0: approval of the terms")
        only = one.page.get_by_label("Only what waits for you")
        await only.check()
        await expect(one.page.get_by_text("No contract waits for you.")).to_be_visible()
        await expect(only).to_be_focused()
        await other.open("/contracts?waiting")
        await expect(other.page.get_by_label("Only what waits for you")).to_be_checked()
        await expect(other.page.get_by_role("main")).to_contain_text("Waits for you approval of the terms")
        await made.approve_as(receiver)
        await made.sign()
        # What is told brings the list up to date, with the address as it is.
        await expect(one.page.get_by_role("main")).to_contain_text("Waits for you paying in (stage 1)")
        await expect(other.page.get_by_text("No contract waits for you.")).to_be_visible()
        await other.page.get_by_label("Only what waits for you").uncheck()
        await expect(other.page.get_by_role("main")).to_contain_text("Waits for Acme: paying in (stage 1)")
        await one.look(closely=True)


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


async def test_templates_to_choose_from_say_what_they_are_for(browser: Browser, server: Server) -> None:
    made = await table(server)
    firm = await enterprise(server.url, "Builders")
    await submitted(firm, made.demand, "1000.00")
    (candidate,) = await made.awarder.candidates(made.demand)
    await made.awarder.do("closeBidding", demandId=made.demand, expectedVersion=await made.awarder.version(made.demand))
    given = {"candidateId": candidate["id"], "expectedVersion": await made.awarder.version(made.demand)}
    award = await made.awarder.do("awardDemand", reason="The best.", **given)
    await firm.do("acceptAward", awardId=award["id"])
    async with screen(browser, server, made.awarder) as shown:
        await shown.open(f"/awards/{award['id']}/contract")
        purpose = shown.page.get_by_role("definition")
        await expect(purpose.filter(has_text="if nothing was agreed before")).to_be_visible()
        await expect(purpose.filter(has_text="under a framework agreement that both sides have signed")).to_be_visible()
        await shown.look()


async def test_a_contract_whose_terms_lack_data_waits_for_them_and_for_no_approval(
    browser: Browser, server: Server
) -> None:
    """CO-8: for the side that can say them, in the list and on the page."""
    offer, award = await offered(server)
    receiver = offer.bidders[0]
    await receiver.do("acceptAward", awardId=award["id"])
    terms = await terms_of(offer.awarder, "B2C")
    terms["receiver"] = terms["receiver"] | {"identity": ""}
    contract = await offer.awarder.do("draftContract", awardId=award["id"], **terms)
    async with screen(browser, server, offer.awarder) as one, screen(browser, server, receiver) as other:
        await other.open("/contracts?waiting")
        await expect(other.page.get_by_role("main")).to_contain_text("Waits for you data that the terms lack")
        await one.open("/contracts")
        await expect(one.page.get_by_role("main")).to_contain_text("Waits for Bidder 0: data that the terms lack")
        await expect(one.page.get_by_role("main")).not_to_contain_text("approval of the terms")
        await one.page.get_by_label("Only what waits for you").check()
        await expect(one.page.get_by_text("No contract waits for you.")).to_be_visible()
        for each in (one, other):
            await each.open(f"/contracts/{contract['id']}")
            await expect(each.page.get_by_text("Nobody can approve the terms yet: they lack data.")).to_be_visible()
            await expect(each.page.get_by_text("Both sides read the terms")).to_have_count(0)


async def test_a_page_in_another_language_says_in_which_one_the_contract_is_written(
    browser: Browser, server: Server
) -> None:
    """Where it is read and where it is written anew; what its template says is marked for screen readers."""
    made, award = await offered(server)
    contract = await contracted(made.awarder, made.bidders[0], award)
    path = f"/contracts/{contract['id']}"
    said = "Der Vertrag ist auf Englisch geschrieben und wird so gezeigt, wie er geschrieben ist."
    async with screen(browser, server, made.awarder, locale="de-DE") as shown:
        page = shown.page
        await shown.open(path)
        await expect(page.get_by_text(said)).to_have_count(1)
        label = page.get_by_role("term").get_by_text("Beginning of the work", exact=True)
        assert await label.evaluate("(label) => label.closest('[lang]').lang") == "en"
        day = page.get_by_text("01.12.2026", exact=True)
        assert await day.evaluate("(day) => day.closest('[lang]').lang") == "de"
        await shown.look()
        await shown.open(f"{path}/revise")
        await expect(page.get_by_text(said)).to_have_count(1)
        label = page.get_by_text("Beginning of the work", exact=True)
        assert await label.evaluate("(label) => label.closest('[lang]').lang") == "en"
        # What the page says beside it is in the language of the page.
        optional = page.get_by_text("Special terms (optional)", exact=True)
        assert await optional.evaluate("(label) => [label.closest('[lang]').lang, label.firstChild.lang]") == [
            "de",
            "en",
        ]
        await page.get_by_label("Courts", exact=True).fill("")
        await page.get_by_role("button", name="Fassung 2 erstellen").click()
        listed = page.get_by_role("alert").get_by_role("listitem").get_by_text("Courts", exact=True)
        assert await listed.evaluate("(name) => name.closest('[lang]').lang") == "en"
        await shown.look()
    async with screen(browser, server, made.awarder) as shown:
        await shown.open(path)
        await expect(shown.page.get_by_text("Beginning of the work", exact=True)).to_be_visible()
        await expect(shown.page.get_by_text("is written in")).to_have_count(0)
