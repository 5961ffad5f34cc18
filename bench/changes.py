"""The cost of the event log: a remark with and without its event, and one head per stream against a single lock.

Runs on its own PostgreSQL with data in memory, where each flush is delayed by a millisecond as on a real disk. Only the
ratios within one run are meaningful.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from models import database
from models.accounts.parties import Party, PartyKind
from models.accounts.sessions import sign_up, viewer_of
from models.accounts.viewer import Viewer
from models.bids.saving import Offer, save_bid
from models.bids.submission import submit_bid
from models.changes import change, record, write_last
from models.clock import now
from models.database import rows
from models.database.writing import inserted
from models.demands.candidates import MACHINE, Candidate, CandidateAction, RemarkScope, candidate_held
from models.demands.demand import Bidding
from models.demands.drafting import Brief, draft_demand, publish_demand
from models.money import MoneyGiven
from models.workbench.remarks import Remark, add_remark
from tests.support.api.services import Postgres
from tests.support.domain.noted import noted

ROUNDS = 400
WRITERS = 16
STREAMS = 64
SECONDS = 4.0
LIKE_A_DISK = {"max_connections": "100", "fsync": "on", "commit_delay": "1000", "commit_siblings": "0"}


@dataclass(frozen=True, slots=True)
class Scene:
    """The writer of the remarks and the candidate."""

    viewer: Viewer
    candidate: Candidate


async def without_event(scene: Scene, number: int) -> None:
    """The same as add_remark, without its event."""
    async with change() as running:
        case, by = await candidate_held(scene.candidate.id, scene.viewer)
        MACHINE.check(CandidateAction.REMARK, case, by)
        remark = Remark(
            candidate=scene.candidate,
            author=scene.viewer.user,
            scope=RemarkScope.TEAM,
            body=f"Remark {number}",
            created_at=running.at,
        )
        write_last(inserted(remark))


async def with_event(scene: Scene, number: int) -> None:
    await add_remark(scene.candidate, body=f"Remark {number}", scope=RemarkScope.TEAM, by=scene.viewer)


async def own_head(_: Scene, number: int) -> None:
    async with change():
        record(f"bench:{number % STREAMS}", noted("bench.written"), by=None)


async def one_lock(_: Scene, number: int) -> None:
    async with change():
        await rows("SELECT last FROM stream_head WHERE stream = ? FOR UPDATE", "bench:lock")
        record(f"bench:{number % STREAMS}", noted("bench.written"), by=None)


async def each(act: Callable[[Scene, int], Awaitable[None]], scene: Scene) -> float:
    """The median duration of sequential calls, in milliseconds."""
    times = []
    for number in range(ROUNDS):
        started = time.perf_counter()
        await act(scene, number)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


async def together(act: Callable[[Scene, int], Awaitable[None]], scene: Scene) -> float:
    """The calls per second of many concurrent writers."""
    made = 0
    until = time.perf_counter() + SECONDS

    async def write(writer: int) -> None:
        nonlocal made
        number = writer
        while time.perf_counter() < until:
            await act(scene, number)
            number += WRITERS + 1
            made += 1

    await asyncio.gather(*(write(writer) for writer in range(WRITERS)))
    return made / SECONDS


async def set_scene() -> Scene:
    """Creates an awarder and a candidate to remark on."""
    awarder = await viewer_of((await sign_up(email="a@bench.example", password="bench bench", name="A")).token or "")
    bidder = await viewer_of((await sign_up(email="b@bench.example", password="bench bench", name="B")).token or "")
    brief = Brief("Bench", "Bench", [], None, None, [PartyKind.INDIVIDUAL])
    mine, theirs = [await Party.get(id=next(iter(viewer.roles))) for viewer in (awarder, bidder)]
    demand = await draft_demand(mine, brief, deadline_at=now() + timedelta(days=1), bidding=Bidding.OPEN, by=awarder)
    demand = await publish_demand(demand, expected_version=None, by=awarder)
    offer = Offer(MoneyGiven(Decimal("10"), "USD"), None, "Bench", [])
    applicant = await save_bid(demand, theirs, offer, by=bidder)
    applicant = await submit_bid(applicant, expected_version=None, by=bidder)
    return Scene(awarder, await Candidate.get(applicant_id=applicant.id))


async def compare(url: str) -> None:
    await database.migrate(url)
    await database.connect(url)
    try:
        scene = await set_scene()
        async with change():
            record("bench:lock", noted("bench.written"), by=None)
        await each(with_event, scene)
        without, beside = await each(without_event, scene), await each(with_event, scene)
        print(f"a remark without its event {without:.2f} ms, with it {beside:.2f} ms: {beside / without:.2f} times")
        alone, headed = await together(one_lock, scene), await together(own_head, scene)
        print(
            f"one lock {alone:,.0f}/s, a head for each of {STREAMS} streams {headed:,.0f}/s: {headed / alone:.2f} times"
        )
    finally:
        await database.disconnect()


def main() -> None:
    with Postgres(LIKE_A_DISK) as postgres:
        asyncio.run(compare(postgres.url()))


if __name__ == "__main__":
    main()
