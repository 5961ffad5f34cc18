"""The screenshots of the README, made from the demonstration: python -m bench.pictures [FOLDER].

They are written to docs/pictures by default: the workbench, light and dark, and the market on a telephone.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

from demo.cast import PASSWORD, address
from tests.support.api.client import Client
from tests.support.api.screens import CHROMIUM, SWITCHES
from tests.support.api.server import Server

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
DESK: ViewportSize = {"width": 1280, "height": 800}
TELEPHONE: ViewportSize = {"width": 390, "height": 760}
SIGN_IN = """mutation ($input: SignInInput!) {
  signIn(input: $input) { ... on Session { token } ... on Refusal { message } } }"""
SHIPMENTS = '{ demands(filter: {text: "shipment"}, first: 1) { edges { node { id } } } }'


async def signed_in(server: Server, key: str) -> str:
    answer = await server.client().query(SIGN_IN, input={"email": address(key), "password": PASSWORD})
    return str(answer["signIn"]["token"])


@asynccontextmanager
async def shown(browser: Browser, server: Server, path: str, token: str | None, **given: object) -> AsyncIterator[Page]:
    """A page with sharp letters, for somebody or for a guest."""
    context = await browser.new_context(**{"viewport": DESK, "locale": "en-GB", "device_scale_factor": 2, **given})  # type: ignore[arg-type]
    if token:
        session = json.dumps({"token": token, "expiresAt": "2100-01-01T00:00:00Z"})
        await context.add_init_script(f"localStorage.setItem('bidhall.session', {json.dumps(session)})")
    page = await context.new_page()
    await page.goto(f"{server.origin}{path}")
    yield page
    await context.close()


async def workbench(browser: Browser, server: Server, folder: Path) -> None:
    token = await signed_in(server, "olivia")
    found = await Client(server.url, token).query(SHIPMENTS)
    path = f"/demands/{found['demands']['edges'][0]['node']['id']}/workbench"
    for theme in ("light", "dark"):
        async with shown(browser, server, path, token, color_scheme=theme) as page:
            await expect(page.get_by_text("live", exact=True)).to_be_visible()
            await page.keyboard.press("j")
            await expect(page.get_by_role("heading", name="Proposal")).to_be_visible()
            await page.mouse.move(0, 0)
            await page.screenshot(path=folder / f"workbench-{theme}.png")


async def market(browser: Browser, server: Server, folder: Path) -> None:
    async with shown(browser, server, "/", None, viewport=TELEPHONE) as page:
        await expect(page.get_by_role("link", name="Shipment tracking portal")).to_be_visible()
        await page.screenshot(path=folder / "market-narrow.png")


async def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="bidhall-") as place:
        server = Server(Path(place), migrates=True, DATABASE_URL=f"sqlite://{place}/pictures.sqlite3")
        server.run("migrate")
        server.run("demo")
        with server:
            async with async_playwright() as driver:
                browser = await driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
                await workbench(browser, server, folder)
                await market(browser, server, folder)
                await browser.close()


if __name__ == "__main__":
    wanted = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    wanted.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(wanted))
    for each in sorted(wanted.glob("*.png")):
        print(f"{each}: {each.stat().st_size // 1024} KiB")
