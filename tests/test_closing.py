"""The end of bidding: the deadline to the microsecond, what lapses, reopening, suspending and ending a demand."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from models.accounts.parties import MemberRole, Membership
from models.accounts.users import StaffRole
from models.bids.keeping import book_of as application_book
from models.bids.saving import save_bid
from models.bids.submission import confirm_bid, submit_bid
from models.bids.withdrawal import withdraw_bid
from models.changes import StoredEvent
from models.clockwork import catch_up
from models.demands.amendment import amend_demand
from models.demands.applicants import Applicant, BidState
from models.demands.closing import close_bidding, close_due, open_due, reopen_bidding
from models.demands.demand import Bidding, Demand, DemandState, book_of
from models.demands.drafting import Brief
from models.demands.ending import cancel_demand, conclude_without_award, resume_demand, suspend_demand
from models.due import next_due
from models.journal import Entry, reason_of
from models.notifications.kinds import Notification
from models.notifications.wording import worded
from resolvers.bids import histories_of
from tests.support.domain.inside import (
    DAY,
    MOMENT,
    START,
    Time,
    applied,
    drafted,
    offer,
    opened,
    party_of,
    refused,
    somebody,
    standing_time,
)

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def time() -> Iterator[Time]:
    with standing_time() as time:
        yield time


async def state_of(applicant: Applicant) -> BidState:
    return (await Applicant.get(id=applicant.id)).state


async def told(kind: str) -> int:
    """How many events or notifications of the kind there are."""
    return await StoredEvent.filter(kind=kind).count() + await Notification.filter(kind=kind).count()


async def test_eb1_a_bid_is_in_time_until_the_moment_before_the_deadline(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    draft = await drafted(bidder, demand)
    time.now = START + 7 * DAY - MOMENT
    submitted = await submit_bid(draft, expected_version=draft.version, by=bidder)
    assert submitted.arrived_at == time.now
    assert (await Demand.get(id=demand.id)).bid_count == 1


async def test_eb1_a_bid_at_the_deadline_is_late(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    draft = await drafted(bidder, demand)
    time.now = START + 7 * DAY
    async with refused("DEADLINE_PASSED"):
        await submit_bid(draft, expected_version=draft.version, by=bidder)
    async with refused("DEADLINE_PASSED"):
        await save_bid(demand, await party_of(bidder), offer(), by=bidder)


async def test_eb2_what_was_submitted_before_the_closing_is_never_lost(time: Time) -> None:
    awarder, bidder, late = await somebody(), await somebody(), await somebody()
    demand = await opened(awarder)
    application, draft = await applied(bidder, demand), await drafted(late, demand)
    time.now = START + 7 * DAY
    assert await close_due(demand.id) is True
    assert await close_due(demand.id) is False
    closed = await Demand.get(id=demand.id)
    assert (closed.state, closed.closed_at, closed.bid_count) == (DemandState.SELECTING, time.now, 1)
    assert await state_of(application) is BidState.SUBMITTED
    assert await state_of(draft) is BidState.LAPSED
    assert closed.version == demand.version
    assert await told("BID_LAPSED") == 1
    assert await Entry.filter(action="CLOSED", actor_id=None).count() == 1
    async with refused("DEADLINE_PASSED"):
        await submit_bid(draft, expected_version=draft.version, by=late)


@pytest.mark.everywhere
@pytest.mark.parametrize("bidding", Bidding)
@pytest.mark.parametrize("is_early", [True, False])
async def test_eb3_the_client_hears_once_whose_bids_have_lapsed_and_of_sealed_ones_how_many(
    bidding: Bidding, is_early: bool, time: Time
) -> None:
    awarder, colleague, confirming = await somebody(), await somebody(), await somebody()
    await Membership.create(
        party=await party_of(awarder), user=colleague.user, role=MemberRole.MEMBER, joined_at=time.now
    )
    bidders = [confirming, await somebody(), await somebody()]
    demand = await opened(awarder, bidding=bidding, lasts=7 * DAY)
    confirmed, *lapsing = [await applied(bidder, demand) for bidder in bidders]
    await drafted(await somebody(), demand)
    change = Brief(description="Build two.")
    demand = await amend_demand(demand, change, expected_version=demand.version, by=awarder)
    application = await Applicant.get(id=confirmed.id)
    await confirm_bid(application, expected_version=application.version, by=confirming)
    time.now = START + (2 if is_early and bidding is Bidding.OPEN else 7) * DAY
    if is_early and bidding is Bidding.OPEN:
        await close_bidding(demand, by=awarder)
    else:
        await close_due(demand.id)
    (notice,) = await Notification.filter(user_id=colleague.user.id, kind="DEMAND_CLOSED")
    names = [(await each.party).name for each in lapsing]
    said = worded(notice.kind, notice.facts, language="en", zone="UTC").body
    why = "2 bids have lapsed, because they were not confirmed after the demand had changed"
    whose = f": those of {names[0]} and {names[1]}." if bidding is Bidding.OPEN else "."
    assert said == why + whose
    of_bidder = await Notification.get(user_id=confirming.user.id, kind="DEMAND_CLOSED")
    assert of_bidder.facts == {"demand": demand.title}


async def test_whoever_selects_is_not_told_of_it_as_of_another(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder, lasts=7 * DAY)
    await applied(bidder, demand)
    time.now = START + 7 * DAY
    await close_due(demand.id)
    notices = [await Notification.get(user_id=each.user.id, kind="DEMAND_CLOSED") for each in (awarder, bidder)]
    said = [worded(each.kind, each.facts, language="en", zone="UTC").body for each in notices]
    assert said == [
        "You can choose among the bids now. Bids that stand: 1.",
        "The client now selects among the bids.",
    ]


async def test_of_many_bids_that_have_lapsed_the_client_hears_the_number(time: Time) -> None:
    awarder = await somebody()
    demand = await opened(awarder, lasts=7 * DAY)
    for _ in range(6):
        await applied(await somebody(), demand)
    await amend_demand(demand, Brief(description="Build two."), expected_version=demand.version, by=awarder)
    time.now = START + 7 * DAY
    await close_due(demand.id)
    notice = await Notification.get(user_id=awarder.user.id, kind="DEMAND_CLOSED")
    assert notice.facts == {"demand": demand.title, "count": "6"}


@pytest.mark.parametrize(("bidding", "read"), [(Bidding.OPEN, [1, 2]), (Bidding.SEALED, [2])])
async def test_eb3_what_was_replaced_while_it_was_sealed_stays_unread(
    bidding: Bidding, read: list[int], time: Time
) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder, bidding=bidding)
    application = await applied(bidder, demand)
    await applied(bidder, demand)
    time.now = START + 7 * DAY
    await catch_up()
    application = await Applicant.get(id=application.id)
    for viewer, seen in ((bidder, [1, 2]), (awarder, read), (await somebody(), [])):
        (versions,) = await histories_of([application], viewer=viewer)
        assert [each.number for each in versions] == seen


async def test_the_clock_makes_each_move_once_and_knows_the_next(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder, bidding=Bidding.SEALED)
    await applied(bidder, demand)
    assert await next_due() == START + 7 * DAY
    assert await catch_up() == 0
    time.now = START + 8 * DAY
    assert await catch_up() == 2
    assert await catch_up() == 0
    assert (await told("bidding.closed"), await told("bids.opened")) == (2, 1)
    assert await next_due() is None


async def test_eb3_sealed_bids_open_only_where_selection_follows(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    cancelled = await opened(awarder, bidding=Bidding.SEALED)
    empty = await opened(awarder, bidding=Bidding.SEALED)
    await applied(bidder, cancelled)
    await cancel_demand(cancelled, reason="No money.", expected_version=cancelled.version, by=awarder)
    time.now = START + 8 * DAY
    assert await catch_up() == 1
    for demand in (cancelled, empty):
        assert await open_due(demand.id) is False
        assert (await Demand.get(id=demand.id)).opened_at is None
    assert await told("bids.opened") == 0


async def test_bidding_ends_early_only_when_open_and_with_a_submitted_bid(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    sealed, demand = await opened(awarder, bidding=Bidding.SEALED), await opened(awarder)
    await applied(bidder, sealed)
    draft = await drafted(bidder, demand)
    async with refused("SEALED"):
        await close_bidding(sealed, expected_version=sealed.version, by=awarder)
    async with refused("NO_BIDS"):
        await close_bidding(demand, expected_version=demand.version, by=awarder)
    async with refused("NOT_ALLOWED"):
        await close_bidding(demand, expected_version=demand.version, by=bidder)
    await submit_bid(draft, expected_version=draft.version, by=bidder)
    closed = await close_bidding(demand, expected_version=demand.version, by=awarder)
    assert (closed.state, closed.closed_at, closed.version) == (DemandState.SELECTING, time.now, demand.version + 1)


async def test_eb14_a_closed_demand_takes_no_bids_and_no_edits(time: Time) -> None:
    awarder, bidder, late = await somebody(), await somebody(), await somebody()
    demand = await opened(awarder)
    application = await applied(bidder, demand)
    await close_bidding(demand, expected_version=demand.version, by=awarder)
    time.now += DAY
    for who in (bidder, late):
        async with refused("NOT_OPEN"):
            await save_bid(demand, await party_of(who), offer(), by=who)
    async with refused("NOT_OPEN"):
        await submit_bid(application, expected_version=application.version, by=bidder)


async def test_bidding_reopens_once_and_everyone_who_applied_is_told(time: Time) -> None:
    awarder, bidder, lapsed = await somebody(), await somebody(), await somebody()
    demand = await opened(awarder)
    await applied(bidder, demand)
    await drafted(lapsed, demand)
    closed = await close_bidding(demand, expected_version=demand.version, by=awarder)
    async with refused("DEADLINE_TOO_SOON"):
        await reopen_bidding(closed, deadline_at=time.now, expected_version=closed.version, by=awarder)
    again = await reopen_bidding(closed, deadline_at=START + 9 * DAY, expected_version=closed.version, by=awarder)
    assert (again.state, again.deadline_at, again.closed_at) == (DemandState.OPEN, START + 9 * DAY, None)
    assert await told("DEMAND_REOPENED") == 2
    assert (await applied(lapsed, again)).state is BidState.SUBMITTED
    closed = await close_bidding(again, expected_version=again.version, by=awarder)
    async with refused("ALREADY_REOPENED"):
        await reopen_bidding(closed, deadline_at=START + 20 * DAY, expected_version=closed.version, by=awarder)


async def test_bidding_never_reopens_after_sealed_bids_were_opened(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder, bidding=Bidding.SEALED)
    await applied(bidder, demand)
    time.now = START + 7 * DAY
    await catch_up()
    async with refused("ALREADY_OPENED"):
        await reopen_bidding(demand, deadline_at=START + 9 * DAY, expected_version=demand.version, by=awarder)


@pytest.mark.parametrize("staff", [StaffRole.ADMINISTRATOR, StaffRole.EXPERT])
async def test_a_suspended_demand_takes_no_bids_and_its_deadline_waits(time: Time, staff: StaffRole) -> None:
    awarder, bidder, officer = await somebody(), await somebody(), await somebody(staff)
    demand = await opened(awarder)
    draft = await drafted(bidder, demand)
    if staff is not StaffRole.ADMINISTRATOR:
        async with refused("NOT_ALLOWED"):
            await suspend_demand(demand, reason="Under review.", by=officer)
        return
    await suspend_demand(demand, reason="Under review.", by=officer)
    time.now = START + 30 * DAY + timedelta(seconds=1)
    assert await catch_up() == 0
    async with refused("NOT_OPEN"):
        await submit_bid(draft, expected_version=draft.version, by=bidder)
    async with refused("NOT_ALLOWED"):
        await resume_demand(demand, by=awarder)
    resumed = await resume_demand(demand, by=officer)
    assert (resumed.state, resumed.deadline_at) == (DemandState.OPEN, time.now + 7 * DAY)
    assert (await submit_bid(draft, expected_version=draft.version, by=bidder)).state is BidState.SUBMITTED


async def test_a_demand_that_was_suspended_in_selection_goes_on_there(time: Time) -> None:
    awarder, bidder, officer = await somebody(), await somebody(), await somebody(StaffRole.ADMINISTRATOR)
    demand = await opened(awarder)
    await applied(bidder, demand)
    await close_bidding(demand, expected_version=demand.version, by=awarder)
    held = await suspend_demand(demand, reason="Under review.", by=officer)
    async with refused("WRONG_STATE"):
        await conclude_without_award(held, reason="Nobody.", expected_version=held.version, by=awarder)
    time.now += DAY
    resumed = await resume_demand(demand, by=officer)
    assert (resumed.state, resumed.deadline_at) == (DemandState.SELECTING, demand.deadline_at)
    ended = await conclude_without_award(resumed, reason="Nobody.", expected_version=resumed.version, by=awarder)
    assert ended.state is DemandState.FAILED
    assert await told("DEMAND_CONCLUDED") == 1


async def test_eb14_cancelling_with_bids_needs_a_reason_and_tells_every_applicant(time: Time) -> None:
    awarder, bidder, other, gone = [await somebody() for _ in range(4)]
    demand = await opened(awarder)
    await applied(bidder, demand)
    await drafted(other, demand)
    withdrawn = await applied(gone, demand)
    await withdraw_bid(withdrawn, reason=None, expected_version=None, by=gone)
    for reason in (None, "  "):
        async with refused("INVALID_INPUT"):
            await cancel_demand(demand, reason=reason, expected_version=demand.version, by=awarder)
    time.now += DAY
    ended = await cancel_demand(demand, reason="No money.", expected_version=demand.version, by=awarder)
    assert ended.state is DemandState.CANCELLED
    told_of_it = await Notification.filter(kind="DEMAND_CANCELLED")
    assert {each.user_id for each in told_of_it} == {bidder.user.id, other.user.id}
    assert [each.facts["reason"] for each in told_of_it] == ["No money."] * 2
    async with refused("NOT_OPEN"):
        await save_bid(demand, await party_of(gone), offer(), by=gone)


async def test_a_demand_without_bids_is_cancelled_without_a_reason_and_for_good(time: Time) -> None:
    awarder = await somebody()
    demand = await opened(awarder)
    ended = await cancel_demand(demand, reason=None, expected_version=demand.version, by=awarder)
    async with refused("WRONG_STATE"):
        await cancel_demand(ended, reason=None, expected_version=ended.version, by=awarder)
    time.now = START + 8 * DAY
    assert await catch_up() == 0


async def test_eb13_every_move_records_actor_states_reason_and_time(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    application = await applied(bidder, demand)
    await withdraw_bid(application, reason="No time.", expected_version=None, by=bidder)
    time.now += DAY
    await cancel_demand(demand, reason="No money.", expected_version=demand.version, by=awarder)
    assert await _moves(book_of(demand.id)) == [
        ("PUBLISHED", awarder.user.id, "DRAFT", "OPEN", None, START),
        ("CANCELLED", awarder.user.id, "OPEN", "CANCELLED", "No money.", START + DAY),
    ]
    assert await _moves(application_book(application)) == [
        ("SAVED", bidder.user.id, "DRAFT", "DRAFT", None, START),
        ("SUBMITTED", bidder.user.id, "DRAFT", "SUBMITTED", None, START),
        ("WITHDRAWN", bidder.user.id, "SUBMITTED", "WITHDRAWN", "No time.", START),
    ]


async def _moves(book: str) -> list[tuple[str, object, str, str, str | None, datetime]]:
    return [
        (entry.action, entry.actor_id, entry.facts["source"], entry.facts["target"], reason_of(entry), entry.at)
        for entry in await Entry.filter(book=book).order_by("seq")
    ]
