"""What the staff do in Chromium: managing demands, talking with clients, and giving each other work."""

import re

import pytest
from playwright.async_api import Browser, expect

from models.templates.requesting import DOCX
from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.api.uploading import uploaded
from tests.support.domain.market import enterprise, grant, person
from tests.support.domain.table import table
from tests.support.domain.talk import manager_of, talk
from tests.support.domain.templating import docx

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def test_a_resource_manager_takes_a_demand_and_an_administrator_gives_it_to_another(
    browser: Browser, server: Server
) -> None:
    """The client sees who is in charge; whoever tries to take it from them is told why that is not possible."""
    made = await table(server, "2000.00")
    people = [await person(server.url, name) for name in ("Mara Manager", "Milo Manager", "Ada Chief")]
    for each, role in zip(people, ("RESOURCE_MANAGER", "RESOURCE_MANAGER", "ADMINISTRATOR"), strict=True):
        await grant(server, each, role)
    mara, milo, chief = people
    async with screen(browser, server, mara) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}")
        await expect(page.get_by_role("button", name="Assign a resource manager …")).to_have_count(0)
        await page.get_by_role("button", name="Manage this demand …").click()
        await shown.look()
        await page.get_by_role("button", name="Manage it", exact=True).click()
        await expect(page.get_by_text("Resource manager", exact=True)).to_be_visible()
        await expect(page.get_by_role("link", name="Open the workbench")).to_be_visible()
        await expect(page.get_by_role("button", name="Manage this demand …")).to_have_count(0)
        await shown.open("/staff")
        managed = page.locator("section", has=page.get_by_role("heading", name="Demands that you manage"))
        await expect(managed.get_by_role("link", name="A payment service")).to_be_visible()
    async with screen(browser, server, made.awarder) as shown:
        await shown.open(f"/demands/{made.demand}")
        await expect(shown.page.get_by_text("Mara Manager", exact=True)).to_be_visible()
        await expect(shown.page.get_by_role("button", name="Manage this demand …")).to_have_count(0)
        await shown.open(f"/demands/{made.demand}/workbench")
        await expect(shown.page.get_by_text("Resource manager: Mara Manager")).to_be_visible()
        await shown.look()
    async with screen(browser, server, milo) as shown:
        await shown.open(f"/demands/{made.demand}")
        await shown.page.get_by_role("button", name="Manage this demand …").click()
        await shown.page.get_by_role("button", name="Manage it", exact=True).click()
        await expect(shown.page.get_by_text("This demand already has another resource manager.")).to_be_visible()
    async with screen(browser, server, chief) as shown:
        page = shown.page
        await shown.open(f"/demands/{made.demand}")
        await expect(page.get_by_role("button", name="Manage this demand …")).to_have_count(0)
        await page.get_by_role("button", name="Assign a resource manager …").click()
        await page.get_by_label("Member of the staff").select_option("Milo Manager")
        await shown.look()
        await page.get_by_role("button", name="Assign", exact=True).click()
        await expect(page.get_by_text("Milo Manager is the resource manager now.")).to_be_visible()
    query = "query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { resourceManager { name } } } }"
    found = await made.awarder.ask(query, id=made.demand)
    assert found["demand"]["resourceManager"] == {"name": "Milo Manager"}


async def test_cm1_the_client_invites_the_resource_manager_into_a_conversation_who_leaves_it_again(
    browser: Browser, server: Server
) -> None:
    """All who take part are named there. The bidder neither invites nor removes anybody."""
    talked = await talk(server)
    manager = await manager_of(server, talked.demand)
    await talked.say(talked.bidder, "May I ask?")
    path = f"/inbox/{talked.id}"
    async with screen(browser, server, talked.awarder) as client, screen(browser, server, talked.bidder) as bidder:
        await client.open(path)
        await bidder.open(path)
        await client.page.get_by_role("button", name="Invite the resource manager …").click()
        await client.page.get_by_role("button", name="Invite", exact=True).click()
        for shown in (client, bidder):
            await expect(shown.page.get_by_text("Manager (staff of the platform)")).to_be_visible()
        await client.look()
        await expect(bidder.page.get_by_role("button", name=re.compile("^(Invite|Remove|Leave) "))).to_have_count(0)
        async with screen(browser, server, manager) as shown:
            await shown.open(path)
            await expect(shown.page.get_by_role("log")).to_contain_text("May I ask?")
            await shown.page.get_by_role("button", name="Leave the conversation …").click()
            await shown.page.get_by_role("button", name="Leave", exact=True).click()
            await expect(shown.page).to_have_url(f"{server.origin}/inbox")
            await expect(shown.page.get_by_text("No conversations yet.")).to_be_visible()
        await expect(bidder.page.get_by_text("Manager (staff of the platform)")).to_have_count(0)
        await client.page.get_by_role("button", name="Invite the resource manager …").click()
        await client.page.get_by_role("button", name="Invite", exact=True).click()
        await client.page.get_by_role("button", name="Remove Manager …").click()
        await client.page.get_by_role("button", name="Remove", exact=True).click()
        await expect(client.page.get_by_text("Manager (staff of the platform)")).to_have_count(0)


async def test_st1_an_administrator_gives_an_item_of_the_queue_to_a_professional(
    browser: Browser, server: Server
) -> None:
    """Only they may; how much each has open is said, and how urgent an item is."""
    customer, pru = await enterprise(server.url), await person(server.url, "Pru")
    chief = await person(server.url, "Ada Chief")
    await grant(server, pru, "PROFESSIONAL")
    await grant(server, chief, "ADMINISTRATOR")
    upload = await uploaded(customer, docx("Terms"), "ours.docx", DOCX)
    given = {"name": "Our terms", "kind": "B2B", "uploadId": upload, "notes": "As usual."}
    await customer.do("requestTemplate", partyId=customer.party, **given)
    async with screen(browser, server, pru) as desk, screen(browser, server, chief) as shown:
        await desk.open("/staff")
        await expect(desk.page.get_by_text("priority ")).to_be_visible()
        await expect(desk.page.get_by_role("button", name="Assign: Template")).to_have_count(0)
        await shown.open("/staff")
        await shown.page.get_by_role("button", name="Assign: Template").click()
        dialog = shown.page.get_by_role("dialog", name="Assign: Template")
        await expect(dialog.get_by_text("Pru (open work: 0)")).to_be_attached()
        await shown.look()
        await dialog.get_by_role("button", name="Assign", exact=True).click()
        await expect(shown.page.get_by_text("Pru, until")).to_be_visible()
        await expect(desk.page.get_by_role("button", name="Put it back: Our terms")).to_be_visible()


async def test_an_administrator_and_the_resource_manager_strike_out_bids(browser: Browser, server: Server) -> None:
    """The one where a link leads to a bid, the other at the workbench; nobody else is offered it."""
    made = await table(server, "2000.00", "3000.00")
    manager, chief = await manager_of(server, made.demand), await person(server.url, "Ada Chief")
    await grant(server, chief, "ADMINISTRATOR")
    first, second = (each["id"] for each in made.applications)
    async with screen(browser, server, chief) as shown:
        await shown.open(f"/open/{first}")
        await expect(shown.page.get_by_role("heading", name="Bid of Bidder 0", exact=True)).to_be_visible()
        await shown.page.get_by_role("button", name="Strike out the bid …").click()
        await shown.page.get_by_role("button", name="Strike it out", exact=True).click()
        await expect(shown.page.get_by_label("Reason")).to_have_attribute("aria-invalid", "true")
        await shown.page.get_by_label("Reason").fill("It advertises something else.")
        await shown.look(closely=True)
        await shown.page.get_by_role("button", name="Strike it out", exact=True).click()
        await expect(shown.page.get_by_text("This bid was struck out.")).to_be_visible()
        await expect(shown.page.get_by_role("button", name="Strike out the bid …")).to_have_count(0)
    async with screen(browser, server, made.bidders[1]) as shown:
        await shown.open(f"/staff/bids/{first}")
        await expect(shown.page.get_by_role("heading", name="There is nothing here", exact=True)).to_be_visible()
    path = f"/demands/{made.demand}/workbench/{made.candidates[1]}"
    async with screen(browser, server, made.awarder) as client, screen(browser, server, manager) as shown:
        await client.open(path)
        await expect(client.page.get_by_role("heading", name="Bidder 1", exact=True)).to_be_visible()
        await expect(client.page.get_by_role("button", name="Strike out the bid …")).to_have_count(0)
        await shown.open(path)
        await shown.page.get_by_role("button", name="Strike out the bid …").click()
        await shown.page.get_by_label("Reason").fill("It is the same as another.")
        await shown.page.get_by_role("button", name="Strike it out", exact=True).click()
        await expect(client.page.get_by_text("This bid was struck out.").first).to_be_visible()
    for bidder, application in zip(made.bidders, (first, second), strict=True):
        query = "query ($id: ID!) { node(id: $id) { ... on Applicant { state } } }"
        assert (await bidder.ask(query, id=application))["node"] == {"state": "INVALIDATED"}
