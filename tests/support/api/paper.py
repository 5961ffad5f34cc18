"""What people do on screens with what is signed on paper: handing in a scan, taking it from the queue, comparing it."""

from playwright.async_api import Page, expect

from tests.support.api.screens import Screen


async def hand_in(page: Page, *names: str) -> None:
    """Picks files one after the other, each of which takes the place of the one before, and hands in the last."""
    scan = await page.screenshot()
    for name in names:
        picture = {"name": name, "mimeType": "image/png", "buffer": scan}
        await page.get_by_label("Scan", exact=True).set_input_files(picture)
        await expect(page.get_by_role("button", name=f"Remove {name}")).to_be_visible()
    await expect(page.get_by_role("button", name="Remove ")).to_have_count(1)
    await page.get_by_role("button", name="Hand it in").click()
    await expect(page.get_by_text("The scan waits to be compared.")).to_be_visible()


async def take(desk: Screen, what: str) -> None:
    """A professional takes the scan from the queue."""
    await desk.open("/staff")
    await desk.page.get_by_role("button", name=f"Take it: {what}").click()
    await desk.page.get_by_role("link", name="C-").click()
    await expect(desk.page.get_by_role("heading", name="What it has to show")).to_be_visible()


async def answer(page: Page, code: str | None = None) -> None:
    """Says that the scan fits, with this code or the one that it has to show."""
    shown = page.get_by_role("definition")
    await page.get_by_label("Code on the scan").fill(code or await shown.nth(2).inner_text())
    await page.get_by_label("Pages of the scan").fill(await shown.nth(1).inner_text())
    await page.get_by_role("button", name="It fits, and is signed").click()
