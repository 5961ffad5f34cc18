"""Demands before and after they are published, in Chromium: what is kept, what everybody reads, and whose it is."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.support.api.behind import verify
from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.market import draft, enterprise, in_, person, published

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

KEPT = "JSON.stringify([localStorage, sessionStorage])"
DEMANDS = "query ($id: ID!) { viewer { demands(partyId: $id) { edges { node { attachments { fileName } } } } } }"


async def test_what_was_kept_of_a_new_demand_is_discarded(browser: Browser, server: Server) -> None:
    """Once that is asked; what nobody has written has nothing to discard."""
    awarder = await enterprise(server.url)
    async with screen(browser, server, awarder) as shown:
        await shown.open("/demands/new")
        page, title = shown.page, shown.page.get_by_label("Title")
        discard = page.get_by_role("button", name="Discard …")
        await expect(title).to_have_value("")
        await expect(discard).to_have_count(0)
        await title.fill("A parcel tracker")
        await page.reload()
        await expect(title).to_have_value("A parcel tracker")
        await discard.click()
        await shown.look()
        await page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
        await expect(title).to_have_value("A parcel tracker")
        await discard.click()
        await page.get_by_role("dialog").get_by_role("button", name="Discard").click()
        await expect(title).to_have_value("")
        await expect(discard).to_have_count(0)
        await page.reload()
        await expect(title).to_have_value("")


async def test_files_of_a_new_demand_are_there_after_a_reload(browser: Browser, server: Server) -> None:
    """Those that cannot be kept are said to have to be added again; the draft has the others, and then they are its."""
    awarder = await enterprise(server.url)
    async with screen(browser, server, awarder, expects=("ERR_FAILED",)) as shown:
        await shown.open("/demands/new")
        page, files = shown.page, shown.page.get_by_role("group", name="Files")

        async def add(name: str) -> None:
            content = {"name": name, "mimeType": "text/csv", "buffer": name.encode()}
            await page.locator("input[type=file]").set_input_files(content)  # type: ignore[arg-type]

        await page.get_by_label("Title").fill("A parcel tracker")
        await page.get_by_label("What is needed").fill("Track parcels.")
        await add("plan.csv")
        await expect(page.get_by_role("button", name="Remove plan.csv")).to_be_visible()
        await page.route("**/uploads/**", lambda route: route.abort())
        await add("late.csv")
        await expect(page.get_by_role("button", name="Stop sending late.csv")).to_be_visible()
        page.on("dialog", lambda dialog: dialog.accept())
        await page.reload()
        await page.unroute_all()
        await expect(page.get_by_role("button", name="Remove plan.csv")).to_be_visible()
        await expect(files.get_by_text("This file was not kept: add it again.")).to_have_count(1)
        await expect(page.get_by_role("button", name="Publish …")).to_be_disabled()
        await shown.look()
        await add("late.csv")
        await page.get_by_role("button", name="Save the draft").click()
        await page.wait_for_url("**/edit")
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await expect(page.get_by_role("button", name="Discard …")).to_have_count(0)
        assert ".csv" not in await page.evaluate(KEPT)
        # What is written and added from then on is kept as well, also what was taken out.
        await page.get_by_label("Title").fill("A tracker of parcels")
        await page.get_by_role("button", name="Remove plan.csv").click()
        await add("more.csv")
        await expect(page.get_by_role("button", name="Remove more.csv")).to_be_visible()
        for _ in range(2):
            await page.reload()
            await expect(page.get_by_label("Title")).to_have_value("A tracker of parcels")
            await expect(page.get_by_role("button", name="Remove more.csv")).to_be_visible()
            await expect(files.get_by_role("listitem")).to_contain_text(["late.csv", "more.csv"])
        await page.get_by_role("button", name="Save the draft").click()
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        assert ".csv" not in await page.evaluate(KEPT)
        await page.reload()
        await expect(files.get_by_role("listitem")).to_contain_text(["late.csv", "more.csv"])
        await expect(page.get_by_role("button", name="Discard …")).to_have_count(0)
        await shown.open("/demands/new")
        await expect(page.get_by_label("Title")).to_have_value("")
        await expect(files.get_by_role("listitem")).to_have_count(0)
    (edge,) = (await awarder.ask(DEMANDS, id=awarder.party))["viewer"]["demands"]["edges"]
    assert edge["node"]["attachments"] == [{"fileName": "late.csv"}, {"fileName": "more.csv"}]


async def test_a_file_that_is_refused_is_left_out_and_holds_nothing_up(browser: Browser, server: Server) -> None:
    """It is said why; another try is offered only where it may end in another way."""
    awarder = await enterprise(server.url)
    async with screen(browser, server, awarder, expects=("status of 415", "ERR_FAILED")) as shown:
        await shown.open("/demands/new")
        page, files = shown.page, shown.page.get_by_role("group", name="Files")
        sent: list[str] = []
        page.on("request", lambda request: request.method == "PATCH" and sent.append(request.url))
        save = page.get_by_role("button", name="Save the draft")
        await expect(files).to_contain_text("Pictures are stored without their hidden details, such as places.")
        await page.get_by_label("Title").fill("A parcel tracker")
        await page.get_by_label("What is needed").fill("Track parcels.")
        await page.locator("input[type=file]").evaluate("""input => {
          const given = new DataTransfer();
          given.items.add(new File([], "empty.txt"));
          given.items.add(new File([new Uint8Array(120_000_000)], "large.zip"));
          given.items.add(new File(["%PDF-1.7"], "fake.png", { type: "image/png" }));
          given.items.add(new File(["a,b"], "plan.csv", { type: "text/csv" }));
          input.files = given.files;
          input.dispatchEvent(new Event("change", { bubbles: true }));
        }""")
        await expect(files.get_by_text("It is left out.")).to_have_count(3)
        await expect(files).to_contain_text("An empty file cannot be uploaded. It is left out.")
        await expect(page.get_by_role("button", name="Remove plan.csv")).to_be_visible()
        assert len(sent) == 2
        await expect(page.get_by_role("button", name="Try again")).to_have_count(0)
        await expect(page.get_by_text("Files are still being sent.")).to_have_count(0)
        await expect(page.get_by_text("Some files are not there")).to_have_count(0)
        await expect(page.get_by_role("button", name="Publish …")).to_be_enabled()
        await shown.look()
        await save.click()
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await expect(save).to_be_disabled()
        # The connection may be better next time: the form waits for it, and says so.
        await page.route("**/graphql", lambda route: route.abort())
        await page.locator("input[type=file]").set_input_files(
            {"name": "late.csv", "mimeType": "text/csv", "buffer": b"c,d"}
        )
        again = page.get_by_role("button", name="Try again: late.csv")
        await expect(again).to_be_visible()
        await expect(save).to_be_disabled()
        await expect(page.get_by_text("Some files are not there: add them again, or remove them.")).to_be_visible()
        await page.unroute_all()
        await again.click()
        await expect(save).to_be_enabled()
    (edge,) = (await awarder.ask(DEMANDS, id=awarder.party))["viewer"]["demands"]["edges"]
    assert edge["node"]["attachments"] == [{"fileName": "plan.csv"}]


async def test_what_will_be_public_is_read_before_it_is(browser: Browser, server: Server) -> None:
    """EB-6 on a screen: the deadline, the budget and who may bid; what is missing is called so."""
    awarder = await enterprise(server.url)
    made = await draft(awarder, deadlineAt="2099-05-01T15:30:00Z", audience=["TEAM", "ENTERPRISE"])
    bare = await draft(awarder, budget={"currency": "USD"}, durationDays=None)
    async with screen(browser, server, awarder, timezone_id="Europe/Berlin") as shown:
        await shown.open(f"/demands/{made['id']}/edit")
        page, facts = shown.page, shown.page.get_by_role("dialog").get_by_role("definition")
        await page.get_by_role("button", name="Publish …").click()
        stated = [
            "Acme",
            "Fri, 1 May 2099, 17:30 CEST",
            "US$1,000 \N{EN DASH} US$5,000",
            "60 days",
            "teams and enterprises",
        ]
        await expect(facts).to_have_text(stated)
        await shown.look(closely=True)
        await shown.open(f"/demands/{bare['id']}/edit")
        await page.get_by_role("button", name="Publish …").click()
        await expect(facts.nth(2)).to_have_text("not stated")
        await expect(facts.nth(3)).to_have_text("not stated")


async def test_the_market_marks_the_demands_of_its_reader(browser: Browser, server: Server) -> None:
    """Of each of their parties, and for nobody else."""
    awarder = await enterprise(server.url)
    own = await published(awarder, title="A kite of our own")
    other = await published(await enterprise(server.url, "Others"), title="A kite of others")
    async with screen(browser, server, awarder) as shown, screen(browser, server) as guest:
        for each, mark in ((shown, 1), (guest, 0)):
            await each.open("/?q=kite")
            rows = each.page.get_by_role("main").get_by_role("listitem")
            await expect(rows.filter(has=each.page.locator(f"a[href='/demands/{other}']"))).to_be_visible()
            marked = rows.filter(has=each.page.locator(f"a[href='/demands/{own}']")).get_by_text("Your demand")
            await expect(marked).to_have_count(mark)
            await expect(each.page.get_by_text("Your demand")).to_have_count(mark)
        await shown.look()


async def test_the_page_of_another_party_leads_back_to_where_one_came_from(browser: Browser, server: Server) -> None:
    """To the demand, and to the market whoever has come by its address; a guest reads it, too."""
    awarder = await enterprise(server.url, "Acme Rockets")
    demand = await published(awarder)
    async with screen(browser, server) as shown:
        await shown.open(f"/demands/{demand}")
        page = shown.page
        await page.get_by_role("link", name="Acme Rockets").click()
        await expect(page.get_by_role("heading", name="Acme Rockets", exact=True)).to_be_visible()
        await expect(page.get_by_role("navigation", name="Settings")).to_have_count(0)
        await shown.look()
        await page.get_by_role("link", name="Back", exact=True).click()
        await page.wait_for_url(f"**/demands/{demand}")
        await shown.open(f"/settings/parties/{awarder.party}")
        await page.get_by_role("link", name="Back", exact=True).click()
        await page.wait_for_url(f"{server.origin}/")
    async with screen(browser, server, awarder) as own:
        await own.open(f"/settings/parties/{awarder.party}")
        await expect(own.page.get_by_role("navigation", name="Settings")).to_be_visible()
        await expect(own.page.get_by_role("link", name="Back", exact=True)).to_have_count(0)


async def test_the_way_back_from_a_party_leads_to_where_one_was_on_the_page(browser: Browser, server: Server) -> None:
    """Also from one's own, which is shown among the settings."""
    awarder = await enterprise(server.url, "Acme Rockets")
    for name in "ABCDEFGHIJKLMNOP":
        await awarder.do("createParty", name=f"Acme {name}", kind="TEAM")
    async with screen(browser, server, awarder, viewport={"width": 1280, "height": 500}) as shown:
        page = shown.page
        await shown.open("/settings/parties")
        await page.get_by_role("link", name="Acme P", exact=True).scroll_into_view_if_needed()
        was = await page.evaluate("scrollY")
        assert was > 0
        await page.get_by_role("link", name="Acme P", exact=True).click()
        await expect(page.get_by_role("heading", name="Acme P", exact=True)).to_be_visible()
        await page.get_by_role("link", name="Back", exact=True).click()
        await expect(page.get_by_role("heading", name="You and your companies")).to_be_visible()
        await page.wait_for_function("was => scrollY === was", arg=was)


async def test_a_deadline_that_is_too_near_is_said_beside_it_before_anything_is_sent(
    browser: Browser, databases: Postgres | Sqlite, template: str, tmp_path: Path
) -> None:
    """The least time is that of the server's operator."""
    url = await databases.create(template)
    with Server(tmp_path, DATABASE_URL=url, LEAST_BIDDING_SECONDS="172800") as server:
        awarder = await enterprise(server.url)
        async with screen(browser, server, awarder, timezone_id="UTC") as shown:
            await shown.open("/demands/new")
            page, deadline = shown.page, shown.page.get_by_label("Bids are taken until")
            await expect(deadline).to_have_accessible_description("More than 2 days from now.")
            await page.get_by_label("Title").fill("A portal")
            await page.get_by_label("What is needed").fill("A portal.")
            await deadline.fill(in_(days=1)[:16])
            await expect(deadline).to_have_accessible_description(re.compile("Bidders need more than 2 days from now."))
            await expect(deadline).to_have_attribute("aria-invalid", "true")
            await shown.look()
            await page.get_by_role("button", name="Publish …").click()
            await expect(deadline).to_be_focused()
            await expect(page.get_by_role("dialog")).to_have_count(0)
            await deadline.fill(in_(days=3)[:16])
            await expect(deadline).not_to_have_attribute("aria-invalid", "true")
    await databases.drop(url)


async def test_a_draft_that_two_write_has_what_both_have_written(browser: Browser, server: Server) -> None:
    """EB-13 on a screen: one's own earlier saving is nobody else's change."""
    awarder = await enterprise(server.url)
    async with screen(browser, server, awarder) as shown:
        await shown.open("/demands/new")
        page, said = shown.page, shown.page.get_by_text("What you have written and not saved is still here.")
        save, saved = page.get_by_role("button", name="Save the draft"), page.get_by_text("The draft is saved.")
        await page.get_by_label("Title", exact=True).fill(" A  parcel tracker")
        await page.get_by_label("What is needed").fill("Track parcels.")
        await page.get_by_label("Skills", exact=True).fill("Python,  C++")
        await page.get_by_label("Budget from").fill("1000")
        await save.click()
        await expect(saved).to_be_visible()
        await page.get_by_label("What is needed").fill("Track parcels, please.")
        await save.click()
        await expect(saved).to_be_visible()
        await page.wait_for_url("**/edit")
        await expect(said).to_have_count(0)
        demand = page.url.split("/")[-2]
        version = await awarder.version(demand)
        await awarder.do("amendDemand", demandId=demand, expectedVersion=version, title="A tracker", durationDays=70)
        await page.get_by_label("Title", exact=True).fill("A tracker of parcels")
        await page.get_by_label("What is needed").fill("Track parcels. Quickly.")
        await save.click()
        await expect(page.get_by_text("The changes are in the form now: Duration in days.")).to_be_visible()
        await page.get_by_role("radio", name="Yours: A tracker of parcels").check()
        await save.click()
        await expect(saved).to_be_visible()
        await expect(said).to_have_count(0)
    asked = "query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { title description durationDays } } }"
    assert (await awarder.ask(asked, id=demand))["demand"] == {
        "title": "A tracker of parcels",
        "description": "Track parcels. Quickly.",
        "durationDays": 70,
    }


async def test_how_bids_are_taken_can_be_changed_until_the_demand_is_published(
    browser: Browser, server: Server
) -> None:
    """EB-3 on a screen: asking whether to publish makes a draft, which is not yet published."""
    awarder = await enterprise(server.url)
    async with screen(browser, server, awarder) as shown:
        await shown.open("/demands/new")
        page, dialog = shown.page, shown.page.get_by_role("dialog", name="Publish this demand?")
        opened, sealed = (page.get_by_role("radio", name=name) for name in ("Open: you read", "Sealed: nobody reads"))
        await page.get_by_label("Title", exact=True).fill("A parcel tracker")
        await page.get_by_label("What is needed").fill("Track parcels.")
        await page.get_by_label("Bids are taken until").fill("2099-05-01T12:00")
        await expect(opened).to_be_checked()
        await page.get_by_role("button", name="Publish …").click()
        await expect(dialog).to_contain_text("You read bids as they come.")
        await dialog.get_by_role("button", name="Cancel").click()
        await page.wait_for_url("**/edit")
        await sealed.check()
        await shown.look()
        await page.get_by_role("button", name="Save the draft").click()
        await expect(page.get_by_text("The draft is saved.")).to_be_visible()
        await page.reload()
        await expect(sealed).to_be_checked()
        await page.get_by_role("button", name="Publish …").click()
        await expect(dialog).to_contain_text("Bids are sealed until the deadline.")
        await dialog.get_by_role("button", name="Publish it").click()
        await page.get_by_role("link", name="Change the demand").click()
        await expect(page.get_by_label("Title", exact=True)).to_have_value("A parcel tracker")
        await expect(sealed).to_have_count(0)
        demand = page.url.split("/")[-2]
    asked = "query ($id: ID!) { demand(id: $id) { state ... on BiddingDemand { bidding } } }"
    assert (await awarder.ask(asked, id=demand))["demand"] == {"state": "OPEN", "bidding": "SEALED"}


async def test_what_is_wrong_with_a_new_demand_is_said_beside_its_field_before_anything_is_asked(
    browser: Browser, server: Server
) -> None:
    """A deadline that is missing or over, and the one of several skills that is too long; nothing is published."""
    awarder = await enterprise(server.url)
    async with screen(browser, server, awarder) as shown:
        await shown.open("/demands/new")
        page, publish = shown.page, shown.page.get_by_role("button", name="Publish …")
        until = page.get_by_label("Bids are taken until")
        await page.get_by_label("Title", exact=True).fill("A parcel tracker")
        await page.get_by_label("What is needed").fill("Track parcels.")
        for given, said in (("", "Say until when bids are taken."), ("2020-05-01T12:00", "That time is over.")):
            await until.fill(given)
            await publish.click()
            await expect(until).to_be_focused()
            await expect(until).to_have_accessible_description(said)
        await shown.look()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await until.fill("2099-05-01T12:00")
        skills = page.get_by_label("Skills", exact=True)
        await skills.fill(f"python, {'kubernetes ' * 9}, COBOL")
        await publish.click()
        said = re.compile("kubernetes kubernetes kubernet…: Can have at most 60 characters")
        await expect(skills).to_have_accessible_description(said)
        await expect(page.get_by_role("alert").get_by_role("listitem")).to_have_text([said])
        await expect(skills).to_have_attribute("aria-invalid", "true")
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await skills.fill("python, COBOL")
        await publish.click()
        await expect(page.get_by_role("dialog", name="Publish this demand?")).to_be_visible()


async def test_who_is_new_is_led_to_a_company_and_told_of_the_mail_until_it_is_confirmed(
    browser: Browser, server: Server
) -> None:
    """By the menu and the form of a demand."""
    newcomer = await person(server.url, "Nora New")
    async with screen(browser, server, newcomer) as shown:
        page = shown.page
        note = page.get_by_text(f"We have sent an email to {newcomer.email}.")
        for path in ("/desk", "/"):
            await shown.open(path)
            await expect(note).to_be_visible()
            await shown.look()
        await expect(page.get_by_role("link", name="have it sent again")).to_have_attribute("href", "/settings/profile")
        await verify(server.url, newcomer.email)
        # Whoever has opened the mail comes back.
        await page.evaluate("window.dispatchEvent(new Event('focus'))")
        await expect(note).to_have_count(0)
        await shown.open("/demands/new")
        await page.get_by_label("Title").fill("A parcel tracker")
        await expect(page.get_by_role("definition").first).to_contain_text("Nora New For a company or a team?")
        await page.get_by_role("button", name="Account of Nora New").click()
        await expect(page.get_by_role("link", name="You and your companies")).to_be_visible()
        await page.keyboard.press("Escape")
        await page.get_by_role("link", name="Create it first").click()
        await expect(page.get_by_role("heading", name="You and your companies")).to_be_visible()
        await page.get_by_label("Name").fill("New & Co.")
        await page.get_by_role("button", name="Create it").click()
        await expect(page.get_by_role("heading", name="New & Co.")).to_be_visible()
        await shown.open("/demands/new")
        await expect(page.get_by_label("Title")).to_have_value("A parcel tracker")
        await page.get_by_label("Client").select_option("New & Co.")
        await expect(page.get_by_text("For a company or a team?")).to_have_count(0)


async def test_the_welcome_stays_until_it_was_used_or_dismissed(browser: Browser, server: Server) -> None:
    """Whoever has confirmed their address meanwhile, on whatever page, still reads what they can do first."""
    for name in ("Una", "Dora"):
        async with screen(browser, server) as shown:
            page, email = shown.page, f"{name}@welcome.example".lower()
            welcome = page.get_by_text("Welcome to Bidhall.")
            await shown.open("/sign-up")
            await page.get_by_label("Your name").fill(name)
            await page.get_by_label("Email address").fill(email)
            await page.get_by_label("Password", exact=True).fill("correct horse battery")
            await page.get_by_role("button", name="Create an account").click()
            await expect(welcome).to_be_visible()
            await shown.look()
            await verify(server.url, email)
            await shown.open("/verify-email")
            await shown.open("/")
            await expect(welcome).to_be_visible()
            if name == "Una":
                await page.get_by_role("link", name="create a team or an enterprise").click()
                await page.get_by_label("Name").fill("Una & Co.")
                await page.get_by_role("button", name="Create it").click()
                await expect(page.get_by_role("heading", name="Una & Co.")).to_be_visible()
                await shown.open("/")
            else:
                await page.get_by_role("button", name="Dismiss").click()
                await expect(welcome).to_have_count(0)
                await page.reload()
            await expect(page.get_by_role("search")).to_be_visible()
            await expect(page.get_by_role("button", name=f"Account of {name}")).to_be_visible()
            await expect(welcome).to_have_count(0)


async def test_a_draft_and_the_question_whether_to_publish_it_name_its_client(browser: Browser, server: Server) -> None:
    awarder = await enterprise(server.url, "Fine Client")
    made = await draft(awarder)
    async with screen(browser, server, awarder) as shown:
        page = shown.page
        await shown.open("/demands/new")
        await page.get_by_label("Title").fill("A parcel tracker")
        await page.get_by_label("What is needed").fill("Track parcels.")
        await page.get_by_label("Client").select_option("Fine Client")
        await page.get_by_role("button", name="Save the draft").click()
        await expect(page.get_by_role("heading", name="Draft of a demand")).to_be_visible()
        await expect(page.get_by_role("definition").first).to_have_text("Fine Client")
        await shown.open(f"/demands/{made['id']}/edit")
        await expect(page.get_by_role("definition").first).to_have_text("Fine Client")
        await shown.look()
        await page.get_by_role("button", name="Publish …").click()
        await expect(page.get_by_role("dialog").get_by_role("definition").first).to_have_text("Fine Client")
