"""The checkout page of the sandbox in a real browser, without scripts, and called by another site."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from models import database as orm
from models.payments.payment import Payment, PaymentState
from models.payments.provider import use_provider
from tests.support.api.client import http_client
from tests.support.api.screens import screen
from tests.support.api.server import Server
from tests.support.domain.inside import somebody
from tests.support.domain.paying import begun, due, sandbox_of, sent, settled, token_in

pytestmark = pytest.mark.anywhere


@pytest.fixture
async def payment(server: Server) -> AsyncIterator[Payment]:
    """A payment of 12.34 EUR that waits for its payer."""
    await orm.connect(server.environment["DATABASE_URL"])
    use_provider(sandbox_of(server))
    yield await sent(await due(await begun(await somebody(), 1_234)))
    use_provider(None)
    await orm.disconnect()


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(java_script_enabled=False, locale="en-GB")
    yield await context.new_page()
    await context.close()


async def test_a_payer_needs_no_scripts(page: Page, payment: Payment) -> None:
    await page.goto(payment.checkout_url)
    await expect(page.get_by_text("12.34 EUR")).to_be_visible()
    await page.get_by_role("button", name="Pay").click()
    await expect(page.get_by_role("status")).to_have_text("It was paid.")
    await expect(page.get_by_role("button")).to_have_count(0)
    await expect(page.get_by_role("link", name="Back")).to_be_visible()
    assert (await settled(payment)).state is PaymentState.SUCCEEDED


async def test_the_form_of_another_site_pays_nothing(page: Page, payment: Payment) -> None:
    """Even if it knew what the form has to send."""
    async with http_client() as client:
        token = token_in((await client.get(payment.checkout_url)).text)
    await page.set_content(
        f'''<form method="post" action="{payment.checkout_url}"><input name="token" value="{token}">
        <button name="act" value="pay">Win a prize</button></form>'''
    )
    await page.get_by_role("button").click()
    await expect(page.get_by_role("alert")).to_have_text("Please open the page again and send its form.")
    await page.goto(payment.checkout_url)
    await expect(page.get_by_role("button", name="Pay")).to_be_visible()
    assert (await Payment.get(id=payment.id)).state is PaymentState.PENDING


async def test_the_pages_of_the_sandbox_look_like_the_product_and_say_what_they_are(
    browser: Browser, server: Server, payment: Payment
) -> None:
    """In both themes and at 320 pixels, with nothing of the front end and nothing from elsewhere."""
    till = sandbox_of(server)
    account = await till.onboard("party", None, key="account", back=server.origin)
    async with screen(browser, server) as shown:
        page = shown.page
        for address, text in ((payment.checkout_url, "12.34 EUR"), (account.url, "Complete")):
            await page.goto(address)
            await expect(page.get_by_text(text)).to_be_visible()
            await expect(page.get_by_text("This is a sandbox: no money moves here.")).to_be_visible()
            await expect(page.get_by_role("banner")).to_have_text("Bidhall")
            loaded = await page.evaluate("[...document.styleSheets].map(({ href }) => new URL(href).pathname)")
            assert loaded == ["/pages/page.css"]
            button = page.get_by_role("button").first
            assert await button.evaluate("(it) => getComputedStyle(it).backgroundColor") != "rgba(0, 0, 0, 0)"
            await shown.look(closely=True)
