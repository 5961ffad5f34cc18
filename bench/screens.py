"""The front end in Chromium: how soon a bid is seen, a workbench of 2,000 candidates: python -m bench.screens.

Two browsers, the server and PostgreSQL share the machine, and pictures are drawn by software. A bid is measured from
the call that submits it in one browser until the other has drawn that it came. Times of a page are from its navigation.
BENCH_ROUNDS sets how many bids are submitted, BENCH_CANDIDATES how many there are before.
"""

import asyncio
import json
import os
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from playwright.async_api import Browser, Page, Playwright, async_playwright

from bench.halls import Hall, store
from bench.workbench import SUBMIT, draft
from models.demands.demand import Demand
from schema.kinds import identify
from tests.support.api.screens import CHROMIUM, WIDE
from tests.support.api.server import Server
from tests.support.api.services import Postgres

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "20"))
CANDIDATES = int(os.environ.get("BENCH_CANDIDATES", "2000"))
LONG = 50.0  # milliseconds: a longer task is felt
# As people have it: scripts are optimised, and pictures are drawn by another process.
SWITCHES = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
TRACED = ["toplevel", "devtools.timeline", "__metadata"]
PATIENCE = 120_000  # milliseconds
# In the window of the page: when its first rows and all of them were drawn, and what moved without being asked to.
WATCH = """(() => {
  window.seen = { first: 0, all: 0, shift: 0, busy: 0, news: "" };
  const drawn = (note) => requestAnimationFrame(() => setTimeout(note));
  new MutationObserver(() => {
    const text = document.querySelector("section p")?.textContent ?? "";
    if (!seen.first && document.querySelector("[role=row][aria-rowindex='2']")) {
      seen.first = -1; drawn(() => { seen.first = performance.now(); });
    }
    if (!seen.all && text.replace(/\\D/g, "") === "CANDIDATES") {
      seen.all = -1; drawn(() => { seen.all = performance.now(); });
    }
    const news = document.querySelector("section [role=status]")?.textContent ?? "";
    if (news && news !== seen.news) {
      seen.news = news; drawn(() => { seen.at = performance.timeOrigin + performance.now(); });
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
  new PerformanceObserver((list) => { for (const each of list.getEntries()) seen.shift += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => { for (const each of list.getEntries()) seen.busy += each.duration; })
    .observe({ type: "longtask", buffered: true });
})()""".replace("CANDIDATES", str(CANDIDATES))
# When it was sent; a page of the same machine has the same clock.
SEND = """async ([query, applicantId, token]) => {
  const at = performance.timeOrigin + performance.now();
  const body = JSON.stringify({ query, variables: { input: { applicantId, expectedVersion: 1 } } });
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
  const answer = await (await fetch("/graphql", { method: "POST", headers, body })).json();
  if (answer.data?.submitBid.__typename !== "Applicant") throw new Error(JSON.stringify(answer));
  return at;
}"""
# Milliseconds between the pictures while the list moves, and the most rows that the page had.
SCROLL = """async () => {
  const grid = document.querySelector("[role=grid]");
  const frames = []; let rows = 0; let before = performance.now();
  for (let step = 0; step < 240; step += 1) {
    grid.scrollTop = (step / 240) * (grid.scrollHeight - grid.clientHeight);
    await new Promise((next) => requestAnimationFrame(next));
    const now = performance.now(); frames.push(now - before); before = now;
    rows = Math.max(rows, grid.querySelectorAll("[role=row]").length);
  }
  return { frames: frames.slice(1), rows };
}"""
# Milliseconds of script from each step of a slider until the list is there in its order, before it is drawn.
WEIGH = """async () => {
  const slider = document.querySelector("input[type=range]");
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
  const times = []; const first = new Set();
  for (let step = 1; step <= 100; step += 1) {
    const before = performance.now();
    set.call(slider, step * 100);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await null;
    times.push(performance.now() - before);
    first.add(document.querySelector("[role=row][aria-rowindex='2']").id);
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  }
  return { times, orders: first.size };
}"""
PLACE = "document.querySelector('[role=row][aria-selected=true]').getBoundingClientRect().top"


def percentile(found: Sequence[float], share: float) -> float:
    ordered = sorted(found)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def row(title: str, text: str) -> None:
    print(f"  {title:58} {text}", flush=True)


def prepared(hall: Hall) -> tuple[str, list[str]]:
    """The rows of a demand with its candidates; returns its id, and the applications whose drafts are submitted."""
    awarder, home = hall.user("hostile")
    drafting, _ = hall.user("drafting")
    key = hall.demand(awarder, home, "A description.")
    demand: Any = hall.rows[Demand][-1]
    demand.bid_count = CANDIDATES
    for number in range(CANDIDATES):
        hall.bid(key, number)
    drafts = [identify("applicant", draft(hall, key, drafting, number)) for number in range(ROUNDS + 1)]
    return identify("demand", key), drafts


async def opened(browser: Browser, server: Server, token: str, path: str) -> Page:
    """A page of a browser of its own, signed in."""
    context = await browser.new_context(viewport=WIDE, locale="en-GB")
    context.set_default_timeout(PATIENCE)
    session = json.dumps({"token": token, "expiresAt": "2100-01-01T00:00:00Z"})
    await context.add_init_script(f"localStorage.setItem('bidhall.session', {json.dumps(session)})")
    await context.add_init_script(WATCH)
    page = await context.new_page()
    await page.goto(f"{server.origin}{path}")
    return page


async def loading(browser: Browser, server: Server, token: str, path: str) -> None:
    """In a browser that has the scripts already, as at each visit but the first."""
    found: list[dict[str, float]] = []
    page = await opened(browser, server, token, path)
    for _ in range(4):
        await page.wait_for_function("() => seen.first > 0 && seen.all > 0")
        found.append(await page.evaluate("seen"))
        await page.reload()
    await page.context.close()
    print(f"Load: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"\nA workbench of {CANDIDATES:,} candidates, median of {len(found) - 1} visits")
    for title, name in (("first rows", "first"), ("all rows", "all"), ("in long tasks until then", "busy")):
        row(title, f"{statistics.median(each[name] for each in found[1:]):7.0f} ms")
    row("first rows, with nothing of the page in the cache", f"{found[0]['first']:7.0f} ms")
    row("layout shift", f"{max(each['shift'] for each in found):7.3f}")


async def scrolling(browser: Browser, server: Server, token: str, path: str) -> None:
    page = await opened(browser, server, token, path)
    await page.wait_for_function("() => seen.all > 0")
    await browser.start_tracing(page=page, categories=TRACED)
    found = await page.evaluate(SCROLL)
    tasks = tasks_in(await browser.stop_tracing())
    await page.context.close()
    frames = found["frames"]
    print(f"\nScrolling through {CANDIDATES:,} candidates in {len(frames)} steps")
    row("95th percentile of frames", f"{percentile(frames, 0.95):7.1f} ms")
    told(tasks, len(frames))
    row("rows in the page at most", f"{found['rows']:4}")


async def weighing(browser: Browser, server: Server, token: str, path: str) -> None:
    page = await opened(browser, server, token, path)
    await page.wait_for_function("() => seen.all > 0")
    await page.keyboard.press("w")
    await page.get_by_role("slider").first.wait_for()
    await browser.start_tracing(page=page, categories=TRACED)
    found = await page.evaluate(WEIGH)
    tasks = tasks_in(await browser.stop_tracing())
    await page.context.close()
    times = found["times"]
    print(f"\nA weight that moves among {CANDIDATES:,} candidates in {len(times)} steps")
    row("script of a step, median", f"{statistics.median(times):7.1f} ms")
    row("script of a step, 95th percentile; the longest", f"{percentile(times, 0.95):7.1f} ms ; {max(times):5.1f} ms")
    told(tasks, len(times))
    row("candidates that were first", f"{found['orders']:4}")


class Task(NamedTuple):
    """Milliseconds of a task of the page's main thread: how long it took, and how long it had a processor."""

    took: float
    cpu: float


def tasks_in(trace: bytes) -> list[Task]:
    events = json.loads(trace)["traceEvents"]
    main = {(e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and "RendererMain" in e["args"]["name"]}
    of_page = [
        e for e in events if e.get("ph") == "X" and (e["pid"], e["tid"]) in main and e["name"].endswith("RunTask")
    ]
    return [Task(e["dur"] / 1_000, e.get("tdur", 0) / 1_000) for e in of_page] or [Task(0.0, 0.0)]


def told(tasks: Sequence[Task], steps: int) -> None:
    """What the page's thread did: on a busy machine its CPU says more than how long it took."""
    row(
        f"tasks over {LONG:.0f} ms in the trace; the longest",
        f"{sum(each.took > LONG for each in tasks):4} ; {max(each.took for each in tasks):5.1f} ms",
    )
    row(
        f"of CPU: tasks over {LONG:.0f} ms; the longest; a step",
        f"{sum(each.cpu > LONG for each in tasks):4} ; {max(each.cpu for each in tasks):5.1f} ms ; "
        f"{sum(each.cpu for each in tasks) / steps:5.1f} ms",
    )


async def arriving(
    browser: Browser, other: Browser, server: Server, named: dict[str, str], path: str, drafts: list[str]
) -> None:
    """Bids one after the other, while a row is focused and others wait to be taken in."""
    page = await opened(browser, server, named["hostile"], path)
    sender = await opened(other, server, named["drafting"], "/bids")
    await page.wait_for_function("() => seen.all > 0")
    await page.get_by_text("live", exact=True).wait_for()
    await page.keyboard.press("j")
    await page.locator("[role=row][aria-selected=true]").wait_for()
    await page.get_by_role("heading", level=2).first.wait_for()
    times, moves, shifts = [], [], []
    for number, applicant in enumerate(drafts):
        before = await page.evaluate(f"(seen.news, seen.at = 0, seen.shift = 0, {PLACE})")
        sent = await sender.evaluate(SEND, [SUBMIT, applicant, named["drafting"]])
        await page.wait_for_function("() => seen.at > 0")
        if number:  # the first one warms up
            times.append(await page.evaluate("seen.at") - sent)
        moves.append(abs(await page.evaluate(PLACE) - before))
        shifts.append(await page.evaluate("seen.shift"))
    print(f"\nA bid that is submitted in one browser is seen in the other, {len(times)} bids")
    row("median", f"{statistics.median(times):7.0f} ms")
    row("95th percentile", f"{percentile(times, 0.95):7.0f} ms")
    row("the focused row has moved at most", f"{max(moves):7.0f} px")
    row("layout shift at most", f"{max(shifts):9.1f}")


async def launched(driver: Playwright) -> Browser:
    return await driver.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bidhall-") as directory, Postgres() as postgres:
        url, hall = await postgres.create(), Hall()
        made: list[tuple[str, list[str]]] = []
        await store(url, hall, lambda: made.append(prepared(hall)))
        ((demand, drafts),) = made
        path = f"/demands/{demand}/workbench"
        with Server(Path(directory), DATABASE_URL=url, LOG_LEVEL="WARNING") as server:
            async with async_playwright() as driver:
                browser, other = await launched(driver), await launched(driver)
                await loading(browser, server, hall.named["hostile"], path)
                await scrolling(browser, server, hall.named["hostile"], path)
                await weighing(browser, server, hall.named["hostile"], path)
                await arriving(browser, other, server, hall.named, path, drafts)
                await browser.close()
                await other.close()


if __name__ == "__main__":
    asyncio.run(main())
