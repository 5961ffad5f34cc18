"""The tasks of saved searches: done in pieces, once, by whichever worker, and without holding up others (SA-1)."""

import asyncio
import contextvars
from datetime import timedelta
from pathlib import Path

import pytest

from models.accounts.parties import PartyKind
from models.accounts.viewer import Viewer
from models.changes import StoredEvent, change
from models.clockwork import PIECE, catch_up, catch_up_to_read
from models.database import is_postgres, rows
from models.demands.demand import Bidding, Demand, DemandState
from models.demands.drafting import Brief, draft_demand, publish_demand
from models.due import DueMove
from models.searches.events import SEARCHES
from models.searches.matching import AT_ONCE
from models.searches.search import SavedSearch, SearchHit, SearchTask
from tests.support.api.programs import CLOCK, Program
from tests.support.domain.inside import DAY, START, Time, opened, party_of, somebody
from tests.support.domain.searching import all_told, hits, news, saved
from tests.support.domain.statements import statements

pytestmark = pytest.mark.anywhere

# Dies with one page looked through: before it is committed, or after.
DYING = """
import asyncio, sys
from uuid import UUID
from models import changes, database
from models.searches.matching import look_through_next

async def main():
    await database.connect(sys.argv[1])
    if sys.argv[3] == "before":
        async with changes.change():
            await look_through_next(UUID(sys.argv[2]))
            await wait()
    else:
        await look_through_next(UUID(sys.argv[2]))
        await wait()

async def wait():
    print("ready", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def crowd(number: int) -> list[Viewer]:
    """Three readers, who have so many searches together, as nobody can save them."""
    readers = [await somebody() for _ in range(3)]
    at = readers[0].user.created_at
    await SavedSearch.bulk_create(
        [
            SavedSearch(
                user_id=readers[place % 3].user.id, name=f"{place}", text="payment", created_at=at, fits_since=at
            )
            for place in range(number)
        ]
    )
    return readers


async def check_told_once(readers: list[Viewer], demands: list[Demand]) -> None:
    searches = await SavedSearch.all()
    assert {search.new_count for search in searches} == {len(demands)}
    assert await SearchHit.all().count() == len(searches) * len(demands)
    for reader in readers:
        assert sorted(demand for demand, _ in await news(reader)) == sorted(demand.id for demand in demands)
        counts: dict[str, list[int]] = {}
        for event in await StoredEvent.filter(stream=SEARCHES.stream(reader.user.id)).order_by("seq"):
            counts.setdefault(event.facts["search"], []).append(event.facts["new_count"])
        assert set(map(tuple, counts.values())) == {tuple(range(1, len(demands) + 1))}
    assert (await SearchTask.all().count(), await DueMove.filter(kind="search_task").count()) == (0, 0)


@pytest.mark.everywhere
async def test_a_task_is_done_in_pieces_and_once_by_several_workers(database: str, tmp_path: Path) -> None:
    readers = await crowd(2 * AT_ONCE + 5)
    awarder = await somebody()
    start = tmp_path / "start"
    workers = [Program(tmp_path, CLOCK, database, str(start)) for _ in range(2)]
    for each in workers:
        each.start()
    demands = [await soon(awarder) for _ in range(3)]
    start.touch()
    await all_told_by_many()
    assert [(await each.result()).strip().isdigit() for each in workers] == [True] * 2
    await check_told_once(readers, demands)


@pytest.mark.everywhere
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_what_a_worker_leaves_undone_when_it_is_killed_is_done_by_the_next(
    database: str, tmp_path: Path, moment: str
) -> None:
    readers = await crowd(AT_ONCE + 5)
    demand = await soon(await somebody())
    task = await SearchTask.get()
    dying = Program(tmp_path, DYING, database, str(task.id), moment)
    dying.start()
    dying.kill()
    assert await SearchHit.all().count() == (0 if moment == "before" else AT_ONCE)
    await all_told_by_many()
    await check_told_once(readers, [demand])


async def soon(awarder: Viewer) -> Demand:
    """A published demand, by the real clock."""
    brief = Brief(title="A payment", description="Build it.", skills=[], audience=[PartyKind.TEAM])
    far = START + 9_999 * DAY
    made = await draft_demand(await party_of(awarder), brief, deadline_at=far, bidding=Bidding.OPEN, by=awarder)
    return await publish_demand(made, by=awarder)


async def all_told_by_many() -> None:
    while await SearchTask.all().count():
        await catch_up()


@pytest.mark.usefixtures("database")
async def test_a_request_makes_the_deadline_that_is_due_and_looks_through_no_searches(time: Time) -> None:
    await saved(await somebody())
    awarder = await somebody()
    closing = await opened(awarder, lasts=DAY)
    await all_told()
    time.now += DAY - timedelta(seconds=2)
    for _ in range(PIECE):
        await opened(awarder)
    time.now += timedelta(seconds=2)
    assert await catch_up_to_read() == 1
    assert (await Demand.get(id=closing.id)).state is DemandState.SELECTING
    assert await SearchTask.all().count() == PIECE
    await all_told()


@pytest.mark.usefixtures("database")
async def test_a_deadline_does_not_wait_for_all_searches_to_be_looked_through(time: Time) -> None:
    await crowd(2 * AT_ONCE)
    awarder = await somebody()
    closing = await opened(awarder, lasts=DAY)
    time.now += DAY - timedelta(seconds=2)
    for _ in range(PIECE):
        await opened(awarder)
    time.now += timedelta(seconds=2)
    await catch_up()
    assert (await Demand.get(id=closing.id)).state is DemandState.OPEN
    await catch_up()
    assert (await Demand.get(id=closing.id)).state is DemandState.SELECTING
    assert await SearchTask.all().count() == PIECE
    await all_told()


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_sa1_a_search_that_is_not_committed_yet_is_waited_for() -> None:
    if not is_postgres():
        pytest.skip("There is one writer at a time anyway.")
    awarder, reader = await somebody(), await somebody()
    await saved(awarder)
    async with change():
        search = await saved(reader)
        publishing = asyncio.create_task(soon(awarder), context=contextvars.Context())
        demand = await publishing
        telling = asyncio.create_task(catch_up(), context=contextvars.Context())
        # It must not get past this, or it would be done with a page that lacks the search.
        while not telling.done() and not await waiting_for_a_turn():  # noqa: ASYNC110 - it looks from outside
            await asyncio.sleep(0.01)
    await telling
    assert await hits(search) == [demand.id]


async def waiting_for_a_turn() -> bool:
    return bool(await rows("SELECT 1 AS one FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))


@pytest.mark.usefixtures("database")
async def test_publishing_takes_as_long_however_many_searches_there_are(time: Time) -> None:
    awarder = await somebody()
    await saved(await somebody())
    time.now += DAY
    with statements() as few:
        await opened(awarder)
    await all_told()
    await crowd(AT_ONCE)
    time.now += DAY
    with statements() as many:
        await opened(awarder)
    assert len(many) == len(few)
    await all_told()
