"""The invoices of a contract on a screen, and what is decided about them."""

from playwright.async_api import Locator, expect

from tests.support.api.screens import Screen


def invoices(shown: Screen) -> Locator:
    return shown.page.get_by_role("heading", name="Invoices", exact=True).locator("..")


async def confirm(shown: Screen, name: str, button: str, **fields: str) -> None:
    """Takes a decision about an invoice."""
    await shown.page.get_by_role("button", name=f"{name} …").click()
    dialog = shown.page.get_by_role("dialog")
    for label, text in fields.items():
        await dialog.get_by_label(label.replace("_", " ")).fill(text)
    await dialog.get_by_role("button", name=button, exact=True).click()
    await expect(dialog).to_have_count(0)
