"""The stages of a contract on the screens of both sides, and what is decided about them."""

from playwright.async_api import Locator, expect

from tests.support.api.screens import Screen
from tests.support.api.server import Server
from tests.support.domain.contracting import Agreed, agreed


async def effective(server: Server, **fields: str) -> Agreed:
    """A contract between an enterprise and an individual that both have signed, with one stage of 3000.00 USD."""
    made = await agreed(server, **fields)
    await made.sign()
    return made


def stage(shown: Screen) -> Locator:
    return shown.page.get_by_role("article", name="Stage 1: All of it")


async def ask(shown: Screen, name: str) -> Locator:
    """Opens the dialog of a decision about the stage."""
    await stage(shown).get_by_role("button", name=f"{name} …").click()
    return shown.page.get_by_role("dialog")


async def decide(shown: Screen, name: str, button: str | None = None, **fields: str) -> None:
    """Takes a decision about the stage, with what its dialog asks for."""
    dialog = await ask(shown, name)
    for label, text in fields.items():
        await dialog.get_by_label(label.replace("_", " ")).fill(text)
    await dialog.get_by_role("button", name=button or name, exact=True).click()


async def accept_alone(shown: Screen, place: Locator) -> None:
    """Accepts the work of a stage, and leaves what is held for it there."""
    await place.get_by_role("button", name="Accept the work …").click()
    dialog = shown.page.get_by_role("dialog")
    await dialog.get_by_role("checkbox").uncheck()
    await dialog.get_by_role("button", name="Accept the work").click()
    await expect(dialog).to_have_count(0)


async def pay(shown: Screen, button: str = "Pay") -> None:
    """Presses a button of the checkout page, and goes back to the contract."""
    await expect(shown.page.get_by_text("This is a sandbox: no money moves here.")).to_be_visible()
    await shown.page.get_by_role("button", name=button, exact=True).click()
    await shown.page.get_by_role("link", name="Back").click()
