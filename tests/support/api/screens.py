"""The front end in a real browser: who looks at it, and what must never happen while they do."""

import json
import os
import random
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Playwright, ViewportSize, expect

from edge import web
from tests.support.api.server import Server
from tests.support.domain.market import Person
from tests.support.seeds import OF_THIS_RUN
from tests.support.waiting import PATIENCE

# The shell is Chromium without a window: opening a page costs it a quarter.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
IS_BUILT = (web.BUILT / "index.html").is_file()
AXE = web.BUILT.parent / "node_modules" / "axe-core" / "axe.min.js"
SWITCHES = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"),
    # A page lives for seconds: fewer processes for it, one thread that draws it, and scripts compiled as they are used.
    *("--in-process-gpu", "--enable-features=NetworkServiceInProcess2", "--num-raster-threads=1"),
    # The process that has shown an empty page shows the one of the server, too.
    *("--disable-site-isolation-trials", "--renderer-process-limit=1"),
    "--js-flags=--max-lazy --no-opt --no-maglev",
]
# What a browser says when another test gives the machine a network, or takes it away: the page asks again.
OF_OTHERS = "net::ERR_NETWORK_CHANGED"
WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 320, "height": 700}
# What is left of a wide window at 200 %.
ZOOMED: ViewportSize = {"width": 720, "height": 450}
# As `make soak` does.
LOOKS_AT_ALL = os.environ.get("TEST_LOOKS") == "all"
# What axe looks at when another theme has given a page that it has seen already other colours.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
# A page is no wider than the window, and one that fills it is no higher, unless the window is low: what is longer
# scrolls inside. What a script fits to the size of the window is there some frames later.
FITS = """async () => {
  const fits = () => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const isHigh =
      innerHeight > 576 && scrollHeight > innerHeight && document.querySelector("[data-fills-window]");
    return scrollWidth <= innerWidth && !isHigh;
  };
  for (let frame = 0; frame < 30 && !fits(); frame += 1) await new Promise(requestAnimationFrame);
  return fits();
}"""
# Each request of a page is sent up to so many milliseconds later, as by a busy machine: a test that takes what is shown
# at once for the answer fails.
LATE = int(os.environ.get("TEST_LATE", "0"))
LATELY = f"""(() => {{
  const [send, wait] = [window.fetch, window.setTimeout];
  window.fetch = async (...given) => {{
    if (given[1]?.method === "POST") await new Promise((end) => wait(end, Math.random() * {LATE}));
    return send(...given);
  }};
}})()"""
SENT_AT_ONCE = pytest.mark.skipif(LATE > 0, reason="what is sent late goes with its page, or after its session")
# Once the colours of another theme are there.
VIOLATIONS = """async (rules) => {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  const { violations } = await axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
  return violations.flatMap(({ nodes }) => nodes.map((node) => `${node.html.slice(0, 200)}: ${node.failureSummary}`));
}"""


def zone_of_noon() -> str:
    """A zone in which it is about noon: days that are counted there stay as many while a test runs."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+}"


@dataclass
class Screen:
    """A page of somebody, with what its browser complained about: errors, and requests to another server."""

    page: Page
    origin: str
    problems: list[str] = field(default_factory=list)
    looks: int = 0

    async def open(self, path: str) -> None:
        await self.page.goto(f"{self.origin}{path}")

    async def violations(self, theme: str, *, of_colours: bool = False) -> list[str]:
        """What axe finds wrong with what a theme shows; of colours alone where another theme has shown the rest."""
        await self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        if not await self.page.evaluate("'axe' in window"):
            await self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: list[str] = await self.page.evaluate(VIOLATIONS, OF_COLOURS if of_colours else None)
        return found

    async def look(self, *, closely: bool = False) -> None:
        """Fails if something is wrong with what is shown, in either theme or at 320 pixels; closely, in both at 320.

        It is shown in one of these ways, which the seed of the run chooses, or in all of them with `TEST_LOOKS=all`.
        Nothing is too wide, neither there nor at 200 %, and what fills the window does not scroll as a whole.
        """
        ways = [("light", WIDE), ("dark", WIDE), ("light", NARROW), *[("dark", NARROW)] * closely]
        self.looks += 1
        if not LOOKS_AT_ALL:
            ways = [random.Random(f"{OF_THIS_RUN} {os.environ['PYTEST_CURRENT_TEST']} {self.looks}").choice(ways)]
        for theme, size in ways:
            await self.page.set_viewport_size(size)
            found = await self.violations(theme, of_colours=LOOKS_AT_ALL and theme == "dark")
            assert found == [], (found, self.page.url, theme, size, f"TEST_SEED={OF_THIS_RUN}")
        for size in (NARROW, ZOOMED, WIDE):
            await self.page.set_viewport_size(size)
            assert await self.page.evaluate(FITS), (self.page.url, size)

    def watch(self) -> None:
        page = self.page
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda line: line.type in ("error", "warning") and self.problems.append(line.text))
        page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith((self.origin, "blob:")):
            self.problems.append(f"asked {url}")


@asynccontextmanager
async def browser_of(driver: Playwright, *switches: str) -> AsyncIterator[Browser]:
    browser = await driver.chromium.launch(executable_path=CHROMIUM, args=[*SWITCHES, *switches])
    try:
        yield browser
    finally:
        await browser.close()


@asynccontextmanager
async def screen(
    browser: Browser, server: Server, somebody: Person | None = None, *, expects: tuple[str, ...] = (), **options: Any
) -> AsyncIterator[Screen]:
    """The screen of a person who is signed in, or of a guest.

    Fails at the end if the browser has complained about anything but what `expects` is part of.
    """
    context: BrowserContext = await browser.new_context(**{"viewport": WIDE, "locale": "en-GB", **options})
    # In milliseconds: on a busy machine a page takes as long as it takes.
    expect.set_options(timeout=PATIENCE * 1000)
    context.set_default_timeout(PATIENCE * 1000)
    try:
        if somebody is not None:
            session = json.dumps({"token": somebody.client.token, "expiresAt": "2100-01-01T00:00:00Z"})
            await context.add_init_script(f"localStorage.setItem('bidhall.session', {json.dumps(session)})")
        if LATE:
            await context.add_init_script(LATELY)
        shown = Screen(await context.new_page(), server.origin)
        shown.watch()
        yield shown
        problems = [each for each in shown.problems if not any(part in each for part in (*expects, OF_OTHERS))]
        assert not problems, problems
        # Tokens are never cookies, and nothing else is either.
        assert await context.cookies() == []
    finally:
        # A handler that still waits for something would fail when its page is gone.
        for page in context.pages:
            await page.unroute_all(behavior="ignoreErrors")
        await context.close()
