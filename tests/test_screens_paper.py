"""Contracts on paper in Chromium: printed, handed in as a scan, and compared by a professional who is no party."""

import zipfile

import pytest
from playwright.async_api import Browser, expect

from tests.support.api.paper import answer, hand_in, take
from tests.support.api.screens import CHROMIUM, IS_BUILT, Screen, screen
from tests.support.api.server import Server
from tests.support.domain.contracting import agreed
from tests.support.domain.market import PASSWORD, grant, person

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.anywhere,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium"),
    pytest.mark.skipif(not IS_BUILT, reason="the front end is not built: make web/dist/.built"),
]


async def test_one_side_signs_on_paper_and_the_other_one_here(browser: Browser, server: Server) -> None:
    """CO-5, EB-9 and CO-12 on three screens: a scan that does not fit, one that does, and a signature."""
    made, pru = await agreed(server), await person(server.url, "Pru")
    await grant(server, pru, "PROFESSIONAL")
    path = f"/contracts/{made.contract['id']}"
    async with (
        screen(browser, server, made.receiver) as one,
        screen(browser, server, made.awarder) as other,
        screen(browser, server, pru) as desk,
    ):
        await other.open(f"{path}/paper")
        await expect(other.page.get_by_text("Bidder 0 signs first.")).to_be_visible()
        await expect(other.page.get_by_text("That is possible once the other side has signed.")).to_be_visible()
        await other.open(path)
        await one.open(path)
        page = one.page
        await page.get_by_role("link", name="Sign on paper").click()
        await page.get_by_role("button", name="Make a copy to print").click()
        async with page.expect_download() as saving:
            await page.get_by_role("link", name="Copy to print: Version 1").click()
        assert (await (await saving.value).path()).read_bytes().startswith(b"%PDF")
        code = await page.locator("dd code").first.inner_text()
        await one.look()
        text = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"Signed."}
        await page.get_by_label("Scan", exact=True).set_input_files(text)
        await page.get_by_role("button", name="Hand it in").click()
        await expect(page.get_by_role("alert")).to_contain_text("A scan is a PDF or an image")
        await hand_in(page, "half.png", "scan.png")
        await one.look()
        await expect(other.page.get_by_text("Bidder 0 has handed in a scan.")).to_be_visible()

        await take(desk, "Scan to compare")
        await desk.look()
        await desk.page.get_by_role("button", name="It does not fit …").click()
        dialog = desk.page.get_by_role("dialog")
        await dialog.get_by_role("button", name="Give it back").click()
        await expect(dialog.get_by_label("What does not fit")).to_have_attribute("aria-invalid", "true")
        await dialog.get_by_label("What does not fit").fill("The last page is missing.")
        await dialog.get_by_role("button", name="Give it back").click()
        await expect(page.get_by_role("alert")).to_contain_text("The last page is missing.")
        await one.look()
        await expect(other.page.get_by_text("The scan of Bidder 0 does not fit these terms.")).to_be_visible()
        await expect(other.page.get_by_text("The last page is missing.")).to_have_count(0)
        await other.look()

        await hand_in(page, "again.png")
        await expect(desk.page.get_by_role("heading", name="Work that waits", exact=True)).to_be_visible()
        await take(desk, "Scan to compare")
        await answer(desk.page, "7ZZZ-0A1B-2C3D-4E5F")
        await expect(desk.page.get_by_role("alert")).to_contain_text("its code or its number of pages differs")
        await answer(desk.page, code.lower().replace("-", " "))
        await expect(page.get_by_text("Your side has signed it on")).to_be_visible()
        await is_effective(other)


async def is_effective(shown: Screen) -> None:
    """The other side signs here: the contract is effective, and all of it can be saved."""
    page = shown.page
    await page.get_by_role("button", name="Sign …").click()
    await page.get_by_role("dialog").get_by_label("Your password").fill(PASSWORD)
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("the contract is binding")).to_be_visible()
    await expect(page.get_by_text("Signed on paper, and verified")).to_be_visible()
    async with page.expect_download() as saving:
        await page.get_by_role("link", name="Save everything as a ZIP file").click()
    with zipfile.ZipFile(await (await saving.value).path()) as bundle:
        assert {"document.pdf", "signed.pdf", "journal.json"} <= set(bundle.namelist())
