"""The language of the screens: what the server says is in it, and it follows the account and leads it."""

from typing import Any

import pytest
from playwright.async_api import Browser, Page, Request, expect

from tests.support.api.screens import CHROMIUM, IS_BUILT, screen
from tests.support.api.server import Server
from tests.support.domain.market import PASSWORD, Person, person

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]

WRONG_PASSWORD = {"de": "Das ist nicht Ihr aktuelles Passwort.", "en": "This is not your current password."}


async def language_of(somebody: Person) -> Any:
    """That of the account, in which mails are written."""
    return (await somebody.ask("{ viewer { language } }"))["viewer"]["language"]


async def refused(page: Page, *labels: str, button: str) -> None:
    """Asks for another address with a wrong password."""
    address, password = labels
    await page.get_by_label(address).fill("other@example.org")
    await page.get_by_label(password, exact=True).fill("not the password")
    await page.get_by_role("button", name=button).click()


async def test_who_chooses_a_language_is_refused_and_written_to_in_it(browser: Browser, server: Server) -> None:
    somebody = await person(server.url, "Rita")
    async with screen(browser, server, somebody) as shown:
        page = shown.page
        await shown.open("/settings/profile")
        await page.get_by_role("button", name="Account of Rita").click()
        async with page.expect_request_finished(_chooses):
            await page.get_by_label("Deutsch").click()
        await expect(page.get_by_role("heading", name="Profil", exact=True)).to_be_visible()
        await page.keyboard.press("Escape")
        await refused(page, "Andere E-Mail-Adresse", "Passwort", button="Adresse ändern")
        await expect(page.get_by_text(WRONG_PASSWORD["de"])).to_be_visible()
        assert await language_of(somebody) == "de"


async def test_a_page_and_its_refusals_agree_where_mails_are_in_a_language_without_texts(
    browser: Browser, server: Server
) -> None:
    """Mails in Portuguese, in which there are no pages: page and refusals are in the language of the browser."""
    somebody = await person(server.url, "Rita")
    await somebody.do("chooseLocale", language="pt")
    async with screen(browser, server, somebody) as shown:
        await shown.open("/settings/profile")
        await refused(shown.page, "Another email address", "Password", button="Change the address")
        await expect(shown.page.get_by_text(WRONG_PASSWORD["en"])).to_be_visible()
        assert await language_of(somebody) == "pt"


async def test_signing_in_brings_the_language_of_the_account(browser: Browser, server: Server) -> None:
    somebody = await person(server.url, "Rita")
    await somebody.do("chooseLocale", language="zh")
    email = (await somebody.ask("{ viewer { user { email } } }"))["viewer"]["user"]["email"]
    async with screen(browser, server) as shown:
        page = shown.page
        await shown.open("/sign-in?next=/settings/profile")
        await page.get_by_label("Email address").fill(email)
        await page.get_by_label("Password").fill(PASSWORD)
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.locator("html")).to_have_attribute("lang", "zh")
        await expect(page.get_by_role("heading", name="个人资料")).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("heading", name="个人资料")).to_be_visible()


async def test_the_texts_of_an_area_come_with_its_page_and_follow_the_language(
    browser: Browser, server: Server
) -> None:
    """Conversations have a catalog of their own, which the first page does without."""
    somebody = await person(server.url, "Rita")
    async with screen(browser, server, somebody, locale="de-AT") as shown:
        page = shown.page
        await shown.open("/inbox")
        await expect(page.get_by_label("Nachrichten durchsuchen")).to_be_visible()
        await page.get_by_role("button", name="Konto von Rita").click()
        async with page.expect_request_finished(_chooses):
            await page.get_by_label("English").click()
        await page.keyboard.press("Escape")
        await expect(page.get_by_label("Search messages")).to_be_visible()


async def test_a_guest_chooses_a_language_for_the_page_alone(browser: Browser, server: Server) -> None:
    async with screen(browser, server) as shown:
        page = shown.page
        await shown.open("/sign-in")
        await page.get_by_role("button", name="Language and appearance").click()
        await page.get_by_label("Deutsch").click()
        await page.keyboard.press("Escape")
        await page.get_by_label("E-Mail-Adresse").fill("nobody@example.org")
        await page.get_by_label("Passwort").fill("not the password")
        await page.get_by_role("button", name="Anmelden").click()
        refusal = "Es gibt kein Konto mit dieser Adresse und diesem Passwort."
        await expect(page.get_by_text(refusal)).to_be_visible()


async def test_a_choice_of_language_changes_what_the_server_has_said_before(browser: Browser, server: Server) -> None:
    """The kinds of notifications are named by the server; what it refused in another language is said no longer."""
    somebody = await person(server.url, "Rita")
    async with screen(browser, server, somebody) as shown:
        page = shown.page
        await shown.open("/settings/notifications")
        await expect(page.get_by_text("A bid on “…” was withdrawn").first).to_be_visible()
        await page.get_by_role("button", name="Account of Rita").click()
        await page.get_by_label("Deutsch").click()
        await expect(page.get_by_text("Ein Gebot für „…“ wurde zurückgezogen").first).to_be_visible()
        await expect(page.get_by_text("was withdrawn")).to_have_count(0)
    async with screen(browser, server) as guest:
        page = guest.page
        await guest.open("/sign-up")
        await page.get_by_label("Your name").fill("Rolf")
        await page.get_by_label("Email address").fill("rolf@example.org")
        await page.get_by_label("Password").fill("short")
        await page.get_by_role("button", name="Create an account").click()
        refusal = page.get_by_text("Must have 10 to")
        await expect(refusal).to_be_visible()
        await page.get_by_role("button", name="Language and appearance").click()
        await page.get_by_label("Deutsch").click()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("button", name="Konto anlegen")).to_be_visible()
        await expect(refusal).to_have_count(0)
        await page.get_by_role("button", name="Konto anlegen").click()
        await expect(page.get_by_text("Erlaubt sind 10 bis")).to_be_visible()


async def test_languages_of_emails_alone_are_told_from_those_of_pages(browser: Browser, server: Server) -> None:
    somebody = await person(server.url, "Rita")
    async with screen(browser, server, somebody) as shown:
        page = shown.page
        await shown.open("/settings/profile")
        choice = page.get_by_label("Language", exact=True)
        await expect(choice).to_have_value("en")
        groups = await choice.locator("optgroup").evaluate_all("(all) => all.map(({ label }) => label)")
        assert groups == ["Pages are there in these, too", "Emails and notifications only"]
        alone = choice.locator("optgroup").nth(1).locator("option")
        await expect(alone).to_have_text(["Português", "繁體中文"])
        await choice.select_option("pt")
        await expect(page.get_by_text("The pages themselves are in English")).to_be_visible()
        await shown.look()
        await page.get_by_role("link", name="choose another language for both").click()
        await page.get_by_role("main").get_by_label("Español").click()
        await expect(page.get_by_role("heading", name="Aspecto")).to_be_visible()
        await page.get_by_role("main").get_by_role("link", name="perfil", exact=True).last.click()
        await expect(page.get_by_label("Idioma", exact=True)).to_have_value("es")
        await shown.look()


def _chooses(request: Request) -> bool:
    return "choosingLanguageMutation" in (request.post_data or "")
