"""Templates in Chromium: a customer's own document becomes one, by a professional of the staff."""

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.server import Server
from tests.support.domain.market import enterprise, grant, person
from tests.support.domain.templating import DOCX, SOURCE, docx

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def send(page: Page, name: str, media: str, content: bytes) -> None:
    """Picks a file and waits until it has arrived."""
    await page.locator("input[type=file]").set_input_files({"name": name, "mimeType": media, "buffer": content})
    await expect(page.get_by_role("button", name=f"Remove {name}")).to_be_visible()


async def do(page: Page, deed: str, label: str, text: str) -> None:
    """One of the acts that ask for a text."""
    await page.get_by_role("button", name=f"{deed} …").click()
    await page.get_by_role("dialog").get_by_label(label, exact=True).fill(text)
    await page.get_by_role("dialog").get_by_role("button", name=deed).click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_a_document_becomes_a_template_on_two_screens(browser: Browser, server: Server) -> None:
    """CO-10 and ST-1 on a screen: requested, taken, asked about, delivered, changed and approved."""
    customer, pru = await enterprise(server.url), await person(server.url, "Pru")
    await grant(server, pru, "PROFESSIONAL")
    async with screen(browser, server, customer) as one, screen(browser, server, pru) as desk:
        page, other = one.page, desk.page
        await one.open("/templates")
        await expect(page.get_by_role("heading", name="Services agreement", exact=True)).to_be_visible()
        await one.look()
        await page.get_by_role("link", name="Have a template made of your own document").click()
        await page.get_by_label("Name of the template").fill("Our terms")
        await send(page, "ours.docx", DOCX, docx("Terms", **{"word/vbaProject.bin": "x"}))
        await one.look()
        await page.get_by_role("button", name="Request it").click()
        await expect(page.get_by_role("alert")).to_be_visible()
        await page.get_by_role("button", name="Remove ours.docx").click()
        await send(page, "ours.docx", DOCX, docx("Terms", "The fee is {fee}."))
        await page.get_by_role("button", name="Request it").click()
        await expect(page.get_by_text("Waits for a professional")).to_be_visible()

        await desk.open("/staff")
        await other.get_by_role("button", name="Take it: Template").click()
        await desk.look()
        await other.get_by_role("link", name="Our terms").click()
        await do(other, "Ask the party", "Question", "Net of taxes?")
        await page.reload()
        await expect(page.get_by_text("Net of taxes?").first).to_be_visible()
        await do(page, "Answer", "Answer", "Yes.")

        await other.reload()
        await deliver(desk)
        await page.reload()
        await do(page, "Ask for changes", "What has to be different", "A shorter title.")
        await other.reload()
        await expect(other.get_by_text("To be changed: A shorter title.")).to_be_visible()
        await deliver(desk)
        await page.reload()
        await expect(page.get_by_role("heading", name="Round 2", exact=True)).to_be_visible()
        await one.look()
        await page.get_by_role("button", name="Approve and publish …").click()
        await page.get_by_role("dialog").get_by_role("button", name="Publish").click()
        await expect(page.get_by_text("Published", exact=True)).to_be_visible()
        await page.get_by_role("link", name="Templates", exact=True).click()
        await expect(page.get_by_role("heading", name="Our terms", exact=True)).to_have_count(2)


async def deliver(desk: Screen) -> None:
    """What the conversion has found of fields is there; what is wrong with one is said beside it."""
    page = desk.page
    await page.get_by_role("button", name="Deliver for review …").click()
    fields = page.get_by_role("list", name="Fields")
    await expect(fields.get_by_text("fee", exact=True).first).to_be_visible()
    await send(page, "terms.typ", "text/plain", SOURCE.encode())
    await page.get_by_role("button", name="Add a field").click()
    added = fields.get_by_role("listitem").last
    await added.get_by_label("What is asked for").fill("The work")
    await bounded(added)
    await added.get_by_label("Kind of value").select_option("Rows")
    await page.get_by_role("button", name="Deliver", exact=True).click()
    await expect(added.get_by_label("Name in the source")).to_have_attribute("aria-invalid", "true")
    await desk.look()
    await page.get_by_role("button", name="Remove The work").click()
    await page.get_by_role("button", name="Deliver", exact=True).click()
    await expect(page.get_by_text("Waits for a review")).to_be_visible()


async def bounded(field: Locator) -> None:
    """The limits of a number are read in the language of the page; what cannot be read stays in sight."""
    await field.get_by_label("Kind of value").select_option("Number")
    least = field.get_by_label("At least (optional)")
    await least.fill("4.2.0")
    await field.get_by_label("Decimals at most").fill("1.5")
    await expect(field.get_by_text("This is not a number. Write it like 4,200.5.")).to_be_visible()
    await field.locator("summary").first.click()
    await least.fill("-1,500.5")
    await field.get_by_label("At most (optional)").fill("12,000")
    await expect(field.get_by_text("Write a whole number, like 12.")).to_be_visible()
    await field.get_by_label("Decimals at most").fill("2")
    await field.get_by_label("What is asked for").focus()
    await expect(field.locator("[aria-invalid=true]")).to_have_count(0)
