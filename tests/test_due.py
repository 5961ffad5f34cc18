"""Due moves: one indexed read, each move once and in order, and a table that the verbs keep true."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from structlog.testing import capture_logs

from models.accounts.users import StaffRole
from models.bids.submission import submit_bid
from models.bids.withdrawal import withdraw_bid
from models.changes import StoredEvent, change
from models.clock import now
from models.clockwork import PIECE, catch_up
from models.database import is_postgres, rows
from models.demands.amendment import amend_demand
from models.demands.candidates import Candidate
from models.demands.closing import close_bidding, close_due, reopen_bidding
from models.demands.demand import Bidding, Demand, DemandState
from models.demands.drafting import Brief, extend_deadline
from models.demands.ending import cancel_demand, conclude_without_award, resume_demand, suspend_demand
from models.demands.events import MARKET
from models.due import MOST_FAILURES, DueMove, due_now, next_due, reschedule
from models.ids import new_id
from models.interviews import arranging, room
from models.interviews.interview import Interview, InterviewState, Media
from models.interviews.presence import hear_of
from models.interviews.slots import SlotGiven
from models.workbench.awards import accept_award, award_demand, decline_award, revoke_award
from tests.support.api.programs import CLOCK, Program
from tests.support.domain.due import check_due_moves
from tests.support.domain.inside import (
    DAY,
    START,
    Time,
    applied,
    opened,
    party_of,
    somebody,
    standing_time,
)
from tests.support.domain.statements import statements

pytestmark = pytest.mark.usefixtures("database")

MANY = 300
HOUR = timedelta(hours=1)


@pytest.fixture
def time() -> Iterator[Time]:
    with standing_time() as time:
        yield time


# ---------- the read


@pytest.mark.usefixtures("time")
async def test_nothing_due_is_one_statement_by_an_index_however_much_there_is() -> None:
    demand = await opened(await somebody())
    await DueMove.bulk_create(
        [DueMove(kind="demand", key=new_id(), at=START + DAY + timedelta(seconds=n)) for n in range(20_000)],
        batch_size=2_000,
    )
    await rows("ANALYZE due_move")
    with statements() as sent:
        assert await catch_up() == 0
    assert len(sent) == 1
    plan = json.dumps([dict(each) for each in await due_now(PIECE).explain()])
    if is_postgres():
        assert ("Index Scan" in plan, "Seq Scan" in plan, "Sort" in plan) == (True, False, False)
    else:
        assert ("USING INDEX" in plan, "SCAN" in plan, "TEMP B-TREE" in plan) == (True, False, False)
    assert await next_due() == START + DAY
    await DueMove.exclude(key=demand.id).delete()


# ---------- once and in order, in small pieces


async def late(number: int) -> list[UUID]:
    """That many published demands whose deadlines have passed, some at the same time; every fifth has a sealed bid."""
    awarder = await somebody()
    party = await party_of(awarder)
    begin = now() - HOUR
    demands = [
        Demand(
            id=new_id(),
            awarder=party,
            author_id=awarder.user.id,
            title=f"Demand {place}",
            description="Build it.",
            currency="USD",
            bidding=Bidding.OPEN if place % 5 else Bidding.SEALED,
            bid_count=0 if place % 5 else 1,
            audience=[],
            criteria=[],
            state=DemandState.OPEN,
            created_at=begin,
            published_at=begin,
            # Against the order of their making.
            deadline_at=begin + timedelta(seconds=(number - place) // 2),
        )
        for place in range(number)
    ]
    await Demand.bulk_create(demands)
    async with change():
        for demand in demands:
            await reschedule("demand", demand.id, demand.deadline_at)
    return [demand.id for demand in sorted(demands, key=lambda demand: (demand.deadline_at, demand.id))]


@pytest.mark.heavy
async def test_three_hundred_deadlines_at_once_are_kept_once_each_and_in_order_by_three_workers(
    database: str, tmp_path: Path
) -> None:
    order = await late(MANY)
    start = tmp_path / "start"
    workers = [Program(tmp_path, CLOCK, database, str(start)) for _ in range(2)]
    for each in workers:
        each.start()
    start.touch()
    made = 0
    while some := await catch_up():
        made += some
    made += sum([int(await each.result()) for each in workers])
    assert made == MANY + MANY // 5
    assert await DueMove.all().count() == 0
    # The numbers of a stream are in the order of its commits.
    closings = await StoredEvent.filter(stream=MARKET.stream(), kind="bidding.closed").order_by("seq")
    assert [UUID(each.facts["demand"]) for each in closings] == order
    told = Counter([(each.kind, each.stream) for each in await StoredEvent.exclude(stream=MARKET.stream())])
    sealed = {demand.id for demand in await Demand.filter(bidding=Bidding.SEALED)}
    wanted = Counter({("bidding.closed", f"demand:{key}"): 1 for key in order})
    wanted += Counter({("bids.opened", f"demand:{key}"): 1 for key in sealed})
    # Of each, the record has an entry.
    wanted += Counter(("entry.added", f"demand:{key}") for key in [*order, *sealed])
    assert (len(sealed), {key: n for key, n in told.items() if key[1].startswith("demand:")}) == (MANY // 5, wanted)


async def test_a_request_makes_few_moves_and_leaves_the_rest_to_the_clock() -> None:
    order = await late(PIECE + 5)
    await catch_up()
    assert [demand.id for demand in await Demand.filter(state=DemandState.OPEN).order_by("deadline_at", "id")] == (
        order[PIECE:]
    )
    left = await next_due()
    assert left is not None
    assert left <= now()
    await catch_up()
    assert (await next_due(), await Demand.filter(state=DemandState.OPEN).count()) == (None, 0)


async def test_eb3_what_a_worker_closed_before_it_died_is_opened_by_the_next(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder, bidding=Bidding.SEALED)
    await applied(bidder, demand)
    time.now = START + 7 * DAY
    assert await close_due(demand.id) is True
    assert (await Demand.get(id=demand.id)).opened_at is None
    await check_due_moves()
    assert await catch_up() == 1
    assert (await Demand.get(id=demand.id)).opened_at == time.now


# ---------- what fails


async def test_a_move_that_fails_is_tried_again_later_and_holds_up_no_other(time: Time) -> None:
    awarder = await somebody()
    first = await opened(awarder, lasts=DAY)
    other = await opened(awarder, lasts=2 * DAY)
    lost, unknown = new_id(), new_id()
    await reschedule("demand", lost, START)  # no demand has this key
    await reschedule("unheard of", unknown, START)
    time.now = START + 2 * DAY
    with capture_logs() as logs:
        assert await catch_up() == 2
    # A busy machine may have something else to log.
    assert [each["key"] for each in logs if each["event"] == "move_failed"] == [str(lost), str(unknown)]
    assert {(await Demand.get(id=each.id)).state for each in (first, other)} == {DemandState.SELECTING}
    pauses = []
    for _ in range(9):
        with statements() as sent, capture_logs():
            assert await catch_up() == 0
        assert len(sent) == 1
        due = await next_due()
        assert due is not None
        pauses.append((due - time.now).total_seconds())
        time.now = due
        with capture_logs():
            assert await catch_up() == 0
    assert pauses == [1, 2, 4, 8, 16, 32, *[2**MOST_FAILURES] * 3]
    await DueMove.all().delete()


@pytest.mark.usefixtures("time")
async def test_a_row_that_nothing_comes_of_is_not_read_by_every_request() -> None:
    awarder = await somebody()
    demand = await opened(awarder)
    await reschedule("demand", demand.id, START)
    assert await catch_up() == 0
    with statements() as sent:
        assert await catch_up() == 0
    assert len(sent) == 1
    assert (await Demand.get(id=demand.id)).state is DemandState.OPEN
    await extend_deadline(demand, deadline_at=START + 9 * DAY, expected_version=None, by=awarder)
    assert await next_due() == START + 9 * DAY


# ---------- the table


async def test_the_table_follows_a_demand_through_all_that_moves_it(time: Time) -> None:
    awarder, bidder, officer = await somebody(), await somebody(), await somebody(StaffRole.ADMINISTRATOR)
    demand = await opened(awarder)

    async def due() -> datetime | None:
        return (await check_due_moves()).get(("demand", demand.id))

    assert await due() == START + 7 * DAY
    await extend_deadline(demand, deadline_at=START + 8 * DAY, expected_version=None, by=awarder)
    assert await due() == START + 8 * DAY
    application = await applied(bidder, demand)
    time.now = START + 8 * DAY - HOUR
    amended = await amend_demand(demand, Brief(description="Build another."), expected_version=None, by=awarder)
    assert await due() == amended.deadline_at
    assert amended.deadline_at > START + 8 * DAY
    await submit_bid(application, expected_version=None, by=bidder)
    await suspend_demand(demand, reason="Under review.", by=officer)
    assert await due() is None
    time.now += DAY
    resumed = await resume_demand(demand, by=officer)
    assert await due() == resumed.deadline_at == amended.deadline_at + DAY
    await close_bidding(demand, expected_version=None, by=awarder)
    assert await due() is None
    await reopen_bidding(demand, deadline_at=START + 20 * DAY, expected_version=None, by=awarder)
    assert await due() == START + 20 * DAY
    time.now = START + 20 * DAY
    assert (await catch_up(), await due()) == (1, None)
    candidate = await Candidate.get(applicant_id=application.id)
    words = {"reason": "Good.", "justification": "Known.", "expected_version": None}
    for ends in (decline_award, revoke_award, None, accept_award):
        award = await award_demand(candidate, **words, by=awarder)  # type: ignore[arg-type] # mypy sees one type
        assert await due() == award.lapses_at
        if ends is None:
            time.now = award.lapses_at
            assert await catch_up() == 1
        elif ends is accept_award:
            await accept_award(award, expected_version=None, by=bidder)
        else:
            by = bidder if ends is decline_award else awarder
            await ends(award, reason="No.", expected_version=None, by=by)
        assert await due() is None
    await cancel_demand(await Demand.get(id=demand.id), reason="No money.", expected_version=None, by=awarder)
    assert await due() is None


@pytest.mark.anywhere
async def test_the_table_follows_demands_that_end_otherwise(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    sealed, closed, left = [
        await opened(awarder, bidding=each) for each in (Bidding.SEALED, Bidding.OPEN, Bidding.SEALED)
    ]
    await applied(bidder, sealed)
    await applied(bidder, closed)
    await withdraw_bid(await applied(bidder, left), reason=None, expected_version=None, by=bidder)
    await check_due_moves()
    await close_bidding(closed, expected_version=None, by=awarder)
    await conclude_without_award(closed, reason="Nobody.", expected_version=None, by=awarder)
    time.now = START + 7 * DAY
    await close_due(sealed.id)
    await close_due(left.id)
    assert set(await check_due_moves()) == {("demand", sealed.id)}
    await cancel_demand(sealed, reason="No money.", expected_version=None, by=awarder)
    assert await check_due_moves() == {}


@pytest.mark.anywhere
async def test_the_table_follows_an_interview_and_a_look_that_comes_too_early_puts_it_right(time: Time) -> None:
    awarder, guest = await somebody(), await somebody()
    demand = await opened(awarder, lasts=60 * DAY)
    applicant = await applied(guest, demand)
    begin = START + HOUR

    async def due() -> datetime | None:
        return (await check_due_moves()).get(("interview", interview.id))

    interview = await arranging.propose_interview(
        applicant,
        topic="Plans",
        media=Media.AUDIO,
        slots=[SlotGiven(begin, begin + HOUR)],
        time_zone="UTC",
        hosts=[],
        by=awarder,
    )
    assert await due() == begin
    interview = await arranging.accept_slot(interview, starts_at=begin, by=guest)
    assert await due() == begin - timedelta(minutes=15)
    time.now = begin - timedelta(minutes=15)
    assert (await catch_up(), await due()) == (1, begin + timedelta(minutes=15))
    await room.join_interview(interview, by=awarder)
    noticed = time.now + timedelta(seconds=30)
    assert await due() == noticed
    time.now += timedelta(seconds=20)
    await hear_of([(interview.id, awarder.user.id)])
    assert await due() == noticed
    time.now = noticed
    assert (await catch_up(), await due()) == (0, noticed + timedelta(seconds=20))
    await room.leave_interview(interview, by=awarder)
    assert await due() == begin + timedelta(minutes=15)
    time.now = begin + timedelta(minutes=15)
    assert (await catch_up(), await due()) == (1, None)
    assert (await Interview.get(id=interview.id)).state is InterviewState.NO_SHOW


@pytest.mark.usefixtures("time")
async def test_a_change_that_is_undone_leaves_the_table_as_it_was() -> None:
    demand = await opened(await somebody())
    before = await check_due_moves()
    with suppress(ZeroDivisionError):
        async with change():
            demand.deadline_at = START + 9 * DAY
            await demand.save(update_fields=["deadline_at"])
            assert await next_due() == START + 9 * DAY
            raise ZeroDivisionError
    assert await check_due_moves() == before
