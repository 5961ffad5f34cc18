"""Pages of long lists, at 500 and at 100,000 demands: python -m bench.market [sqlite] [postgres].

For each list, the median time of its first page and of its hundredth one, from the function that the API asks, and how
many times as long it takes in the large market. BENCH_DEMANDS sets another size.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from itertools import product
from pathlib import Path
from typing import Any

from models import database
from models.accounts.parties import MemberRole
from models.accounts.viewer import Viewer
from models.demands import search
from models.demands.demand import DemandState
from models.demands.search import DemandCriteria, DemandOrder, ManagedFilter, ManagedOrder, OwnFilter
from models.messages.inbox import conversations_of
from models.notifications.inbox import notifications_of
from models.pages import MOST_ROWS, Page, Window
from resolvers.bids import applications_of_viewer
from tests.support.api.services import Postgres
from tests.support.domain.crowded import BEGUN, COMMON_SKILL, COMMON_WORD, RARE_SKILL, RARE_WORD, Crowd, crowded

FEW, MANY = 500, int(os.environ.get("BENCH_DEMANDS", "100000"))
# The hundredth page of the small market is its last one.
PAGE, HUNDREDTH = 5, 99
TURNS, RUNS = 3, 15
DATABASES = ("sqlite", "postgres")

Reading = Callable[[Window], Awaitable[Page[Any]]]


def lists_of(crowd: Crowd) -> dict[str, Reading]:
    roles = dict.fromkeys((crowd.awarder, crowd.applicant), MemberRole.OWNER)
    viewer = Viewer(crowd.user, None, roles, frozenset(), BEGUN)
    criteria = {
        "": DemandCriteria(),
        ", two states": DemandCriteria(states=(DemandState.COMPLETED, DemandState.SELECTING)),
        ", a word of 20": DemandCriteria(words=(RARE_WORD,)),
        ", a word of every third": DemandCriteria(words=(COMMON_WORD,)),
        ", a word of none": DemandCriteria(words=("unheard",)),
        ", a skill of 20": DemandCriteria(skills=(RARE_SKILL,)),
        ", a skill of every third": DemandCriteria(skills=(COMMON_SKILL,)),
        ", a skill of none": DemandCriteria(skills=("unheard",)),
    }

    def market(order: DemandOrder, wanted: DemandCriteria) -> Reading:
        return lambda window: search.find(wanted, order, window)

    return {
        **{f"{order.lower()}{name}": market(order, each) for order in DemandOrder for name, each in criteria.items()},
        "own demands": lambda window: search.of_party(crowd.awarder, OwnFilter(), window, reader=crowd.user.id),
        "managed demands": lambda window: search.of_manager(
            crowd.user.id, ManagedFilter(), ManagedOrder.DEADLINE, window
        ),
        "applications": lambda window: applications_of_viewer(viewer, None, window.first, window.after),
        "conversations": lambda window: conversations_of(viewer, None, window),
        "notifications": lambda window: notifications_of(crowd.user, window),
    }


async def measure(reading: Reading) -> dict[int, float]:
    """The median milliseconds of the first page and of the last one up to the hundredth, by their numbers."""
    before = await _end_of(reading, PAGE * HUNDREDTH)
    found = {}
    for name, after in ((1, None), (100, before)):
        times = []
        for _ in range(RUNS):
            began = time.perf_counter()
            await reading(Window(PAGE, after))
            times.append((time.perf_counter() - began) * 1_000)
        found[name] = statistics.median(times)
    return found


async def _end_of(reading: Reading, count: int) -> str | None:
    """The cursor of that many rows from the start, or of the half of a shorter list."""
    cursors: list[str] = []
    while len(cursors) < count:
        page = await reading(Window(min(MOST_ROWS, count - len(cursors)), cursors[-1] if cursors else None))
        cursors += page.cursors
        if not page.has_next:
            return cursors[len(cursors) // 2] if cursors else None
    return cursors[-1]


async def compare(urls: dict[int, str]) -> None:
    crowds = {}
    for count, url in urls.items():
        await database.migrate(url)
        await database.connect(url)
        crowds[count] = await crowded(count)
        await database.disconnect()
    taken: dict[tuple[str, int], dict[int, list[float]]] = {}
    names = list(lists_of(crowds[FEW]))
    # Both sizes of a list one right after the other, so that a slow moment of the machine affects both.
    for name, _, (count, url) in product(names, range(TURNS), urls.items()):
        await database.connect(url)
        for number, milliseconds in (await measure(lists_of(crowds[count])[name])).items():
            taken.setdefault((name, number), {}).setdefault(count, []).append(milliseconds)
        await database.disconnect()
    print(f"{'':40}{FEW:>10}{MANY:>10}{'ratio':>8}")
    for (name, number), times in taken.items():
        few, many = (min(times[count]) for count in (FEW, MANY))
        print(f"{name + (', hundredth page' if number > 1 else ''):40}{few:10.2f}{many:10.2f}{many / few:8.2f}")


async def run(name: str) -> None:
    print(f"{name}, milliseconds of a page of {PAGE}", flush=True)
    if name == "postgres":
        with Postgres() as server:
            await compare({count: await server.create() for count in (FEW, MANY)})
    else:
        with tempfile.TemporaryDirectory() as place:
            await compare({count: f"sqlite://{Path(place) / str(count)}.sqlite3" for count in (FEW, MANY)})


def main() -> int:
    wanted = sys.argv[1:] or DATABASES
    if len(wanted) == 1:
        asyncio.run(run(wanted[0]))
        return 0
    # The ORM keeps compiled statements for the life of the process, whatever the database.
    return max(subprocess.run([sys.executable, "-m", "bench.market", name], check=False).returncode for name in wanted)


if __name__ == "__main__":
    sys.exit(main())
