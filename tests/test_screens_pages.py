"""The pages around the market in Chromium: writing demands, files, links in mails, settings, searches and the staff."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, Request, Route, expect

from models.ids import new_id
from tests.support.api.behind import verify
from tests.support.api.postoffice import PostOffice, link_in
from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite
from tests.support.api.uploading import PDF, uploaded
from tests.support.domain.market import (
    PASSWORD,
    Person,
    colleague,
    draft,
    enterprise,
    grant,
    invited,
    person,
    published,
    submitted,
)
from tests.support.domain.table import table
from tests.support.waiting import PATIENCE

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

NEXT = "another correct horse"

# Types a text into a field as soon as the device forgets a new demand.
TYPES_WHEN_FORGOTTEN = """(field, text) => {
  const { removeItem } = Storage.prototype;
  Storage.prototype.removeItem = function (key) {
    removeItem.call(this, key);
    if (!key.endsWith("terms.demand")) return;
    Storage.prototype.removeItem = removeItem;
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
}"""


@pytest.fixture(scope="module")
async def office() -> AsyncIterator[PostOffice]:
    async with PostOffice() as office:
        yield office


@pytest.fixture(scope="module")
async def server(
    databases: Postgres | Sqlite, template: str, office: PostOffice, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    """A server whose mails arrive."""
    url = await databases.create(template)
    with Server(tmp_path_factory.mktemp("server"), DATABASE_URL=url, SMTP_URL=office.url) as running:
        yield running
    await databases.drop(url)


def file(name: str, content: bytes, media_type: str = "application/pdf") -> dict[str, object]:
    return {"name": name, "mimeType": media_type, "buffer": content}


async def press(page: Page, name: str, *, inside: str = "main") -> None:
    await page.get_by_role(inside).get_by_role("button", name=name, exact=True).click()  # type: ignore[arg-type]


async def test_no_page_has_a_violation_in_either_theme_nor_is_too_wide(browser: Browser, server: Server) -> None:
    """WCAG as axe knows it."""
    awarder, bidder = await enterprise(server.url), await person(server.url, "Ben")
    await verify(server.url, awarder.email)
    for role in ("ADMINISTRATOR", "RESOURCE_MANAGER"):
        await grant(server, awarder, role)
    unfinished = await draft(awarder, attachmentIds=[await uploaded(awarder)])
    demand = await published(awarder)
    await invited(bidder, awarder)
    await awarder.do("saveSearch", name="Payments", filter={"text": "payment"})
    screens = {
        "/": "Payments",
        "/demands/new": "They add up to 100 %.",
        f"/demands/{unfinished['id']}/edit": "plan.pdf",
        f"/demands/{demand}/edit": "Look at the changes",
        f"/demands/{demand}": "Move the deadline",
        "/settings/profile": "Another email address",
        "/settings/security": "this one",
        "/settings/notifications": "Send no emails at all",
        "/settings/parties": "A new team or enterprise",
        f"/settings/parties/{awarder.party}": "Invitations",
        "/settings/appearance": "Colours",
        "/staff": "Parties to verify",
        "/invitations": "There is no invitation to",
        "/verify-email#token=x": "Confirm that the address",
        "/reset-password": "Send me the email",
        "/reset-password#token=x": "It replaces your present password",
    }
    async with screen(browser, server, awarder) as shown:
        for path, text in screens.items():
            if "#" in path:
                await shown.open("/sign-in")  # else the page would stay
            await shown.open(path)
            await expect(shown.page.get_by_text(text).first).to_be_visible()
            await shown.look()


async def test_a_demand_is_drafted_published_amended_and_cancelled(browser: Browser, server: Server) -> None:
    """EB-6 and EB-14 on a screen: what an amendment means is said before it is made."""
    awarder = await enterprise(server.url)
    async with screen(browser, server, awarder, timezone_id="Europe/Berlin") as shown:
        await shown.open("/desk")
        page = shown.page
        await page.get_by_role("link", name="Write a new demand").click()
        await page.get_by_label("Title").fill("A parcel tracker")
        await press(page, "Save the draft")
        await expect(page.get_by_label("What is needed")).to_have_attribute("aria-invalid", "true")
        await page.get_by_label("What is needed").fill("Track parcels.")
        await page.get_by_role("textbox", name="Skills", exact=True).fill("Python, c++")
        await page.get_by_label("Budget from").fill("1 000,50")
        await page.get_by_label("Currency").fill("usd")
        await page.get_by_label("Weight of Price in percent").fill("33.3")
        await expect(page.get_by_text("are missing.")).to_be_visible()
        await press(page, "Save the draft")
        await expect(page.get_by_role("alert").first).to_contain_text("add up to")
        await page.get_by_label("Weight of Price in percent").fill("100")
        for other in ("Delivery time", "Skills", "Track record", "Verification"):
            await page.get_by_label(f"Weight of {other} in percent").fill("")
        await expect(page.get_by_text("They add up to 100 %.")).to_be_visible()
        await press(page, "Publish …")
        await expect(page.get_by_text("Say until when bids are taken.", exact=True).first).to_be_visible()
        await expect(page.get_by_label("Bids are taken until")).to_be_focused()
        await page.get_by_label("Bids are taken until").fill("2099-05-01T17:30")
        await press(page, "Publish …")
        await press(page, "Publish it", inside="dialog")
        await expect(page.get_by_role("heading", name="A parcel tracker", exact=True)).to_be_visible()
        await expect(page.get_by_text("US$1,000.50")).to_be_visible()
        demand = page.url.rpartition("/")[2]
        found = (await awarder.ask("query ($id: ID!) { demand(id: $id) { skills deadlineAt } }", id=demand))["demand"]
        assert found == {"skills": ["python", "c++"], "deadlineAt": "2099-05-01T15:30:00Z"}
        await submitted(await person(server.url), demand)
        await page.get_by_role("link", name="Change the demand").click()
        await page.get_by_label("Duration in days").fill("30")
        await press(page, "Look at the changes …")
        dialog = page.get_by_role("dialog")
        await expect(dialog).to_contain_text("every bid counts again only when its bidder has confirmed it")
        await expect(dialog).to_contain_text("Duration in days")
        await press(page, "Publish", inside="dialog")
        await expect(page.get_by_text("30 days")).to_be_visible()
        await press(page, "Move the deadline …")
        await page.get_by_role("dialog").get_by_label("Bids are taken until").fill("2020-01-01T00:00")
        await press(page, "Move the deadline", inside="dialog")
        await expect(dialog).to_contain_text("must be in the future")
        await page.keyboard.press("Escape")
        await press(page, "Cancel the demand …")
        await press(page, "Cancel the demand", inside="dialog")
        await expect(dialog.get_by_label("Reason")).to_have_attribute("aria-invalid", "true")
        await expect(dialog.get_by_role("button")).to_have_text(["Keep the demand", "Cancel the demand"])
        await dialog.get_by_label("Reason").fill("No money.")
        await press(page, "Cancel the demand", inside="dialog")
        await expect(page.get_by_text("Cancelled")).to_be_visible()


async def test_a_new_demand_is_kept_until_its_draft_has_an_address(browser: Browser, server: Server) -> None:
    """Over a reload and the way back; then the draft's address takes the place of the form's, which goes on."""
    awarder = await enterprise(server.url)
    async with screen(browser, server, awarder) as shown:
        page = shown.page
        title, need = page.get_by_label("Title"), page.get_by_label("What is needed")
        await shown.open("/desk")
        await page.get_by_role("link", name="Write a new demand").click()
        await title.fill("A parcel tracker")
        await page.go_back()
        await expect(page.get_by_role("link", name="Write a new demand")).to_be_visible()
        await page.go_forward()
        await expect(title).to_have_value("A parcel tracker")
        await page.reload()
        await expect(title).to_have_value("A parcel tracker")
        await need.fill("Track parcels.")
        await need.evaluate("field => field.dataset.same = 'yes'")
        # What is typed while it is saved stays, and so does the focus; also what comes when the new demand is forgotten
        # already, and its draft is not shown yet.
        await title.evaluate(TYPES_WHEN_FORGOTTEN, "A parcel tracker, soon")
        await page.get_by_role("button", name="Save the draft").evaluate("button => button.click()")
        await page.keyboard.type(" Quickly.")
        await page.wait_for_url("**/edit")
        await expect(page.get_by_role("heading", name="Draft of a demand")).to_be_visible()
        await page.keyboard.type(" Please.")
        await expect(need).to_have_value("Track parcels. Quickly. Please.")
        await expect(need).to_be_focused()
        await expect(need).to_have_attribute("data-same", "yes")
        await press(page, "Save the draft")
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await page.reload()
        await expect(need).to_have_value("Track parcels. Quickly. Please.")
        await page.go_back()
        await page.get_by_role("link", name="Write a new demand").click()
        await expect(page.get_by_role("heading", name="A new demand")).to_be_visible()
        await expect(title).to_have_value("")
    asked = "query ($id: ID!) { viewer { demands(partyId: $id) { edges { node { title description } } } } }"
    found = (await awarder.ask(asked, id=awarder.party))["viewer"]
    drafts = [edge["node"] for edge in found["demands"]["edges"]]
    assert drafts == [{"title": "A parcel tracker, soon", "description": "Track parcels. Quickly. Please."}]


async def test_who_comes_second_sees_that_a_demand_has_changed_and_keeps_what_they_wrote(
    browser: Browser, server: Server
) -> None:
    """EB-13 on a screen."""
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    async with screen(browser, server, awarder) as shown:
        await shown.open(f"/demands/{demand}/edit")
        page = shown.page
        await page.get_by_label("Title").fill("Mine")
        given = {"title": "Theirs", "durationDays": 70, "attachmentIds": [await uploaded(awarder)]}
        await awarder.do("amendDemand", demandId=demand, expectedVersion=2, **given)
        await press(page, "Look at the changes …")
        await expect(page.get_by_text("What you have written and not saved is still here.")).to_be_visible()
        await expect(page.get_by_text("The changes are in the form now: Duration in days and Files.")).to_be_visible()
        await expect(page.get_by_label("Title", exact=True)).to_have_value("Mine")
        await expect(page.get_by_label("Duration in days")).to_have_value("70")
        contest = page.get_by_role("group", name="Title")
        await expect(contest.get_by_role("radio", name="The other: Theirs")).to_be_visible()
        await shown.look()
        # Nobody overlooks it: without a choice nothing is sent.
        await press(page, "Look at the changes …")
        await expect(contest.get_by_role("radio", name="Yours: Mine")).to_be_focused()
        await contest.get_by_role("radio", name="Yours: Mine").check()
        await press(page, "Look at the changes …")
        await expect(page.get_by_role("dialog").locator("del")).to_have_text("Theirs")
        await press(page, "Publish", inside="dialog")
        await expect(page.get_by_role("heading", name="Mine", exact=True)).to_be_visible()
    asked = "query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { durationDays attachments { fileName } } } }"
    assert (await awarder.ask(asked, id=demand))["demand"] == {
        "durationDays": 70,
        "attachments": [{"fileName": "plan.pdf"}],
    }


async def test_files_are_sent_again_from_where_they_broke_off_and_shown_to_both_sides(
    browser: Browser, server: Server
) -> None:
    made = await table(server)
    bidder = await person(server.url, "Fay Files")
    large = PDF + b"%" * 6_000_000
    offsets: list[str] = []

    async def break_off_once(route: Route) -> None:
        if (offset := route.request.headers.get("upload-offset", "0")) != "0":
            offsets.append(offset)
            if len(offsets) == 1:
                await route.abort()
                return
        await route.continue_()

    async with screen(browser, server, bidder, expects=("ERR_FAILED", "status of 415")) as shown:
        await shown.open(f"/demands/{made.demand}/bid")
        page = shown.page
        await page.route("**/uploads/**", break_off_once)
        await page.get_by_label("Price in USD").fill("2500")
        await page.get_by_label("Proposal").fill("See the plan.")
        picker = page.locator("input[type=file]")
        await picker.set_input_files([file("plan.pdf", large), file("fake.png", PDF, "image/png")])
        await expect(page.get_by_text("Not sent: fake.png")).to_be_attached()
        await press(page, "Remove fake.png")
        await expect(page.get_by_role("button", name="Remove plan.pdf")).to_be_visible()
        assert offsets == ["4194304", "4194304"]
        await page.evaluate("""() => {
          const given = new DataTransfer();
          given.items.add(new File(["a,b"], "pasted.csv", { type: "text/csv" }));
          const event = new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true });
          document.querySelector("textarea").dispatchEvent(event);
        }""")
        await expect(page.get_by_role("button", name="Remove pasted.csv")).to_be_visible()
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("button", name="Remove pasted.csv")).to_be_visible()
        await press(page, "Submit the bid …")
        await press(page, "Submit it", inside="dialog")
        await page.get_by_text("What you have bid").click()
        await expect(page.get_by_role("link", name="plan.pdf")).to_be_visible()
    (candidate,) = await made.awarder.candidates(made.demand)
    async with screen(browser, server, made.awarder) as reading:
        await reading.open(f"/demands/{made.demand}/workbench/{candidate['id']}")
        async with reading.page.expect_download() as download:
            await reading.page.get_by_role("link", name="plan.pdf").click()
        assert (await (await download.value).path()).read_bytes() == large


async def test_a_file_is_dropped_tells_how_far_it_is_and_is_stopped(browser: Browser, server: Server) -> None:
    made = await table(server)
    bidder, held, ended = await person(server.url, "Dora Drop"), asyncio.Event(), asyncio.Event()

    async def hold_the_second_piece(route: Route) -> None:
        if route.request.method == "DELETE":
            ended.set()
        elif route.request.headers.get("upload-offset", "0") != "0":
            held.set()
            return  # without an answer
        await route.continue_()

    async with screen(browser, server, bidder) as shown:
        await shown.open(f"/demands/{made.demand}/bid")
        page = shown.page
        await page.route("**/uploads/**", hold_the_second_piece)
        await expect(page.get_by_label("Proposal")).to_be_visible()
        dragged = await page.evaluate_handle("""() => {
          const dragged = new DataTransfer();
          const content = ["%PDF-1.7 ", new Uint8Array(9 * 1024 * 1024)];
          dragged.items.add(new File(content, "large.pdf", { type: "application/pdf" }));
          return dragged;
        }""")
        files = page.get_by_role("group", name="Files")
        await page.get_by_label("Proposal").dispatch_event("dragover", {"dataTransfer": dragged})
        await expect(files).to_have_attribute("data-over", "true")
        await page.get_by_label("Proposal").dispatch_event("drop", {"dataTransfer": dragged})
        await expect(files).not_to_have_attribute("data-over", "true")
        bar = page.get_by_role("progressbar", name="large.pdf: sent")
        await held.wait()
        await expect(bar).to_have_js_property("max", 9 * 1024 * 1024 + 9)
        await page.wait_for_function("bar => bar.value >= 4 * 1024 ** 2", arg=await bar.element_handle())
        assert await bar.evaluate("bar => bar.value") < 9 * 1024 * 1024
        await expect(files).to_contain_text("%")
        await expect(page.get_by_text("Files are still being sent.")).to_be_visible()
        await expect(page.get_by_role("button", name="Submit the bid")).to_be_disabled()
        await shown.look(closely=True)
        await press(page, "Stop sending large.pdf")
        await expect(files).not_to_contain_text("large.pdf")
        await ended.wait()
        await expect(page.get_by_role("button", name="Submit the bid")).to_be_enabled()
        await page.unroute_all()


async def test_links_in_mails_lead_to_the_front_end(browser: Browser, server: Server, office: PostOffice) -> None:
    one = await person(server.url, "Mia Mail")
    async with screen(browser, server) as shown:
        page = shown.page
        await page.goto(await link_in(office, one.email, "verify-email"))
        await press(page, "Confirm")
        await expect(page.get_by_text("Your email address is confirmed.")).to_be_visible()
        assert "token" not in page.url
        assert (await one.ask("{ viewer { user { emailVerifiedAt } } }"))["viewer"]["user"]["emailVerifiedAt"]
        await page.get_by_role("main").get_by_role("link", name="Sign in").click()
        await page.get_by_role("link", name="Forgot your password?").click()
        await page.get_by_label("Email address").fill(one.email)
        await press(page, "Send me the email")
        await expect(page.get_by_text("is on its way")).to_be_visible()
        await page.goto(await link_in(office, one.email, "reset-password"))
        await page.get_by_label("New password").fill("short")
        await press(page, "Set the password")
        await expect(page.get_by_label("New password")).to_have_attribute("aria-invalid", "true")
        await page.get_by_label("New password").fill(NEXT)
        await press(page, "Set the password")
        await expect(page.get_by_text("Your password was changed.")).to_be_visible()
        made = await table(server, "3000.00")
        await shown.open(f"/open/{made.applications[0]['id']}")
        await page.get_by_label("Email address").fill(made.awarder.email)
        await page.get_by_label("Password").fill(PASSWORD)
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.get_by_text("1 bidder")).to_be_visible()
        await shown.open(f"/open/{made.demand}")
        await expect(page.get_by_role("heading", name="A payment service", exact=True)).to_be_visible()


async def test_a_link_that_has_confirmed_says_so_again_and_an_old_one_leads_to_another(
    browser: Browser, server: Server, office: PostOffice
) -> None:
    one = await person(server.url, "Dora Double")
    async with screen(browser, server) as shown:
        page = shown.page
        link = await link_in(office, one.email, "verify-email")
        for _ in range(2):
            await page.goto(link)
            await page.get_by_role("button", name="Confirm").dblclick()
            await expect(page.get_by_text("Your email address is confirmed.")).to_be_visible()
            await expect(page.get_by_role("alert")).to_have_count(0)
            await page.goto("about:blank")
        await one.do("requestPasswordReset", email=one.email)
        link = await link_in(office, one.email, "reset-password")
        await page.goto(link)
        await page.get_by_label("New password").fill(NEXT)
        await page.get_by_role("button", name="Set the password").dblclick()
        await expect(page.get_by_text("Your password was changed.")).to_be_visible()
        await expect(page.get_by_role("alert")).to_have_count(0)
        await page.goto("about:blank")
        await page.goto(link)
        await page.get_by_label("New password").fill(NEXT)
        await press(page, "Set the password")
        await expect(page.get_by_role("alert")).to_contain_text("already used")
        await press(page, "Get another link")
        await expect(page.get_by_role("button", name="Send me the email")).to_be_visible()


async def test_the_mail_of_an_invitation_leads_through_signing_up_to_accepting_it(
    browser: Browser, server: Server, office: PostOffice
) -> None:
    owner, email = await enterprise(server.url, "Wagons Ltd"), f"{new_id().hex}@example.org"
    await owner.do("inviteMember", partyId=owner.party, email=email, role="MANAGER")
    async with screen(browser, server) as shown:
        page = shown.page
        await page.goto(await link_in(office, email, "invitations"))
        await shown.look()
        await page.get_by_role("main").get_by_role("link", name="Create an account").click()
        await page.get_by_label("Your name").fill("Ina Invited")
        await page.get_by_label("Email address").fill(email)
        await page.get_by_label("Password").fill(PASSWORD)
        await press(page, "Create an account")
        # Whether there is one is not said before the address is theirs.
        await expect(page.get_by_text("the invitation is shown here after that")).to_be_visible()
        await expect(page.get_by_text("Wagons Ltd")).to_have_count(0)
        assert page.url.endswith("/invitations")
        await shown.open("/settings/parties")
        await expect(page.get_by_text("the invitation is shown here after that")).to_be_visible()
        await page.goto(await link_in(office, email, "verify-email"))
        await press(page, "Confirm")
        await expect(page.get_by_role("region", name="Invitations")).to_contain_text("Wagons Ltd")
        await shown.open("/")
        await expect(page.get_by_role("region", name="Invitations")).to_contain_text("Wagons Ltd")
        await shown.look()
        await press(page, "Join Wagons Ltd")
        await expect(page.get_by_text("You act for Wagons Ltd now.")).to_be_visible()
        await expect(page.get_by_role("region", name="Invitations")).to_have_count(0)


async def test_what_somebody_is_told_leads_to_the_place_that_it_is_about(browser: Browser, server: Server) -> None:
    awarder, rival = await enterprise(server.url, "Harbour Ltd"), await person(server.url, "Rita Rival")
    await colleague(awarder)
    demand = await published(awarder)
    await rival.do("askQuestion", demandId=demand, partyId=rival.party, body="Which database?")
    asked = await rival.do("askQuestion", demandId=demand, partyId=rival.party, body="Which language?")
    await submitted(rival, demand)
    [candidate] = await awarder.candidates(demand)
    await awarder.do("answerQuestion", questionId=asked["id"], body="Any.")
    places = {
        "has joined Harbour Ltd": f"/settings/parties/{awarder.party}",
        "New question": f"/demands/{demand}#question-",
        "New bid on": f"/demands/{demand}/workbench/{candidate['id']}",
    }
    async with screen(browser, server, awarder) as shown:
        for title, place in places.items():
            await shown.open("/notifications")
            await expect(shown.page.get_by_role("listitem").first).to_be_visible()
            assert await shown.page.locator("h2:not(:has(a))").count() == 0
            await shown.page.get_by_role("link", name=title).first.click()
            await shown.page.wait_for_url(lambda url, place=place: place in url)  # type: ignore[misc]
    async with screen(browser, server, rival) as shown:
        await shown.open("/notifications")
        await shown.page.get_by_role("link", name="was answered").click()
        # The browser is where the question is.
        await expect(shown.page.get_by_role("listitem").filter(has_text="Which language?")).to_be_focused()


async def test_somebody_changes_what_is_theirs_and_ends_a_session(browser: Browser, server: Server) -> None:
    one = await person(server.url, "Sam Settings")
    other = await Person(server.url).do("signIn", email=one.email, password=PASSWORD)
    async with screen(browser, server, one) as shown:
        await shown.open("/settings")
        page = shown.page
        await page.get_by_label("Your name").fill("Sam Other")
        await press(page, "Save")
        await expect(page.get_by_role("button", name="Account of Sam Other")).to_be_visible()
        await page.get_by_label("Language", exact=True).select_option("de")
        await page.get_by_role("link", name="Password and sessions").click()
        await expect(page.get_by_text("this one")).to_be_visible()
        await page.get_by_role("button", name="End the session").click()
        await expect(page.get_by_role("button", name="End the session")).to_have_count(0)
        await page.get_by_label("Present password").fill("wrong")
        await page.get_by_label("New password").fill(NEXT)
        await press(page, "Change the password")
        await expect(page.get_by_role("alert")).to_be_visible()
        await page.get_by_label("Present password").fill(PASSWORD)
        await press(page, "Change the password")
        await expect(page.get_by_text("Your password was changed.")).to_be_visible()
        await page.get_by_role("main").get_by_role("link", name="Notifications").click()
        await page.get_by_role("combobox").first.select_option("NONE")
        await page.get_by_role("checkbox").first.uncheck()
        async with page.expect_response(lambda answer: kinds_chosen(answer.request) > 1):
            await press(page, "Send no emails at all")
            await expect(page.get_by_role("button", name="Send no emails at all")).to_be_disabled()
        await page.get_by_role("main").get_by_role("link", name="Appearance").click()
        await page.get_by_text("Use single-letter shortcuts").click()
        assert await page.evaluate("localStorage.getItem('bidhall.keys')") == "off"
    found = (await one.ask("{ viewer { language notificationPreferences { isShown mail } } }"))["viewer"]
    assert found["language"] == "de"
    assert {each["mail"] for each in found["notificationPreferences"]} == {"NONE"}
    assert [each["isShown"] for each in found["notificationPreferences"]].count(False) == 1
    gone = Person(server.url)
    gone.client.token = other["token"]
    assert "UNAUTHENTICATED" in str(await gone.client.post("{ viewer { id } }"))


def kinds_chosen(request: Request) -> int:
    """Of how many kinds of news a request says where they appear."""
    asked = request.post_data_json if request.url.endswith("/graphql") else {}
    return len(asked["variables"]["input"]["kinds"]) if asked.get("operationName") == "ChannelsChooseMutation" else 0


async def test_of_two_choices_about_the_same_the_later_one_counts(browser: Browser, server: Server) -> None:
    one, came, released = await person(server.url, "Olga Order"), asyncio.Event(), asyncio.Event()
    sent: list[str] = []

    async def hold_the_first(route: Route) -> None:
        if kinds_chosen(route.request):
            sent.append(route.request.post_data_json["variables"]["input"]["mail"])
            if len(sent) == 1:
                came.set()
                await released.wait()
        await route.continue_()

    async with screen(browser, server, one) as shown:
        await shown.open("/settings/notifications")
        page = shown.page
        await page.route("**/graphql", hold_the_first)
        chosen = page.get_by_role("combobox").first
        await chosen.select_option("NONE")
        await asyncio.wait_for(came.wait(), PATIENCE)
        await chosen.select_option("DIGEST")
        await chosen.select_option("AT_ONCE")
        await expect(chosen).to_have_value("AT_ONCE")
        assert sent == ["NONE"]
        async with page.expect_response(lambda answer: '"AT_ONCE"' in (answer.request.post_data or "")):
            released.set()
        await expect(chosen).to_have_value("AT_ONCE")
        assert sent == ["NONE", "DIGEST", "AT_ONCE"]
        await page.unroute_all(behavior="wait")
    found = (await one.ask("{ viewer { notificationPreferences { mail } } }"))["viewer"]
    assert found["notificationPreferences"][0]["mail"] == "AT_ONCE"


async def test_a_party_is_made_shared_handed_over_and_left(browser: Browser, server: Server) -> None:
    founder, heir = await person(server.url, "Fia Founder"), await person(server.url, "Hal Heir")
    await verify(server.url, founder.email)
    await verify(server.url, heir.email)
    async with screen(browser, server, founder) as shown, screen(browser, server, heir) as joining:
        await shown.open("/settings/parties")
        page = shown.page
        await page.get_by_label("Name").fill("Wagons")
        await press(page, "Create it")
        await expect(page.get_by_role("heading", name="Wagons", exact=True)).to_be_visible()
        await page.get_by_label("Email address").fill("nobody@example.org")
        await press(page, "Invite")
        await press(page, "Withdraw the invitation of nobody@example.org")
        await expect(page.get_by_text("nobody@example.org")).to_have_count(0)
        await page.get_by_label("Email address").fill(heir.email)
        await press(page, "Invite")
        await expect(page.get_by_text(heir.email)).to_be_visible()
        await joining.open("/settings/parties")
        await press(joining.page, "Join Wagons")
        await expect(joining.page.get_by_role("list").get_by_role("link", name="Wagons")).to_be_visible()
        await page.reload()
        await press(page, "Leave Wagons")
        await press(page, "Leave", inside="dialog")
        await expect(page.get_by_role("dialog")).to_contain_text("needs at least one owner")
        await page.keyboard.press("Escape")
        await page.get_by_label("Role of Hal Heir").select_option("OWNER")
        await expect(page.get_by_label("Role of Hal Heir")).to_have_value("OWNER")
        await press(page, "Leave Wagons")
        await press(page, "Leave", inside="dialog")
        await expect(page.get_by_role("link", name="Wagons")).to_have_count(0)
        await joining.page.get_by_role("list").get_by_role("link", name="Wagons").click()
        await joining.page.get_by_label("Name").fill("Wagons and sons")
        await press(joining.page, "Save")
        await expect(joining.page.get_by_role("heading", name="Wagons and sons", exact=True)).to_be_visible()
        await press(joining.page, "Close the party …")
        await joining.page.get_by_label("Your password").fill(PASSWORD)
        await press(joining.page, "Close the party", inside="dialog")
        await expect(joining.page.get_by_text("closed")).to_be_visible()


async def test_a_search_is_kept_and_counts_what_is_new(browser: Browser, server: Server) -> None:
    awarder, reader = await enterprise(server.url), await person(server.url)
    async with screen(browser, server, reader) as shown:
        await shown.open("/?q=airship")
        page = shown.page
        await press(page, "Save this search …")
        await page.get_by_label("Name").fill("Airships")
        await press(page, "Save", inside="dialog")
        await expect(page.get_by_role("button", name="Airships", exact=True)).to_be_visible()
        await page.get_by_label("Search demands").fill("")
        await published(awarder, title="An airship", description="It flies.")
        await page.get_by_role("button", name="Airships 1 new").click()
        await expect(page.get_by_role("link", name="An airship")).to_be_visible()
        await expect(page.get_by_role("button", name="Airships", exact=True)).to_be_visible()
        await expect(page.get_by_label("Search demands")).to_have_value("airship")
        await press(page, "Change the search Airships")
        await page.get_by_role("dialog").get_by_label("Name").fill("Balloons")
        await press(page, "Save", inside="dialog")
        await press(page, "Change the search Balloons")
        await press(page, "Delete the search", inside="dialog")
        await expect(page.get_by_role("button", name="Balloons", exact=True)).to_have_count(0)


async def test_both_sides_read_what_differs_between_two_versions(browser: Browser, server: Server) -> None:
    made = await table(server, "3000.00")
    stages = [{"title": "All", "amount": "2500.00"}]
    await submitted(made.bidders[0], made.demand, "2500.00", proposal="We have done that before.", stages=stages)
    paths = {"/bids": made.bidders[0], f"/demands/{made.demand}/workbench/{made.candidates[0]}": made.awarder}
    for path, reader in paths.items():
        async with screen(browser, server, reader) as shown:
            await shown.open(path)
            if path == "/bids":
                await shown.page.get_by_text("What you have bid").click()
            await shown.page.get_by_text("Differences between versions").click()
            gone, new = shown.page.locator("del"), shown.page.locator("ins")
            await expect(gone.filter(has_text="US$3,000").first).to_be_visible()
            await expect(new.filter(has_text="US$2,500").first).to_be_visible()
            await expect(gone.filter(has_text="this").last).to_have_text("this ")
            await expect(new.filter(has_text="that").last).to_have_text("that ")
            assert await shown.violations("light") == []


async def test_staff_verifies_parties_shows_questions_again_and_finds_users(browser: Browser, server: Server) -> None:
    chief, stranger = await person(server.url, "Cora Chief"), await person(server.url, "Otto Other")
    await verify(server.url, chief.email)
    await grant(server, chief, "ADMINISTRATOR")
    awarder = await enterprise(server.url, "Verify & Sons")
    demand, vague = await published(awarder), await enterprise(server.url, "Vague")
    asked = await stranger.do("askQuestion", demandId=demand, partyId=stranger.party, body="Is it urgent?")
    await awarder.do("hideQuestion", questionId=asked["id"], reason="By mistake.")
    async with screen(browser, server, chief) as shown, screen(browser, server) as reading:
        await reading.open(f"/demands/{demand}")
        await expect(reading.page.get_by_text("Nobody has asked anything yet.")).to_be_visible()
        await shown.open("/")
        page = shown.page
        await page.get_by_role("button", name="Account of Cora Chief").click()
        await page.get_by_role("link", name="Staff").click()
        # It does not say of the parties beneath that there are none.
        await expect(page.get_by_text("No template, scan or dispute waits.")).to_be_visible()
        await press(page, "Do not verify Vague")
        await page.get_by_role("dialog").get_by_label("Reason").fill("No register has it.")
        await press(page, "Do not verify", inside="dialog")
        await expect(page.get_by_role("button", name="Do not verify Vague")).to_have_count(0)
        await press(page, "Verify Verify & Sons")
        await page.get_by_label("What it rests on").fill("An extract of the register.")
        await press(page, "Verify", inside="dialog")
        await expect(page.get_by_role("button", name="Verify Verify & Sons")).to_have_count(0)
        await press(page, "Show again: Is it urgent?")
        await expect(reading.page.get_by_text("Is it urgent?")).to_be_visible()
        await page.get_by_label("The full email address").fill(stranger.email)
        await press(page, "Find")
        await expect(page.get_by_text("Otto Other").last).to_be_visible()
    async with screen(browser, server, vague) as shown:
        await shown.open(f"/settings/parties/{vague.party}")
        await expect(shown.page.get_by_text("No register has it.")).to_be_visible()
    async with screen(browser, server, stranger) as shown:
        await shown.open("/staff")
        await expect(shown.page.get_by_role("heading", name="There is nothing here", exact=True)).to_be_visible()
