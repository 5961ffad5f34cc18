"""Amendments: a material change asks every bidder to confirm, and leaves them time for it (EB-6)."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from models.accounts.parties import PartyKind
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.bids.saving import save_bid
from models.bids.submission import confirm_bid, submit_bid
from models.bids.withdrawal import withdraw_bid
from models.changes import StoredEvent
from models.demands.amendment import amend_demand, preview_amendment
from models.demands.applicants import Applicant, Bid, BidState
from models.demands.closing import close_bidding, close_due
from models.demands.demand import MACHINE, Bidding, Demand, DemandAction, DemandState
from models.demands.drafting import Brief, BudgetGiven, WeightGiven, extend_deadline
from models.demands.drafts import BidDraft
from models.demands.ending import resume_demand, suspend_demand
from models.demands.versions import pages_of
from models.notifications.kinds import Notification
from models.pages import Window
from models.terms import terms, use_terms
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
)

# What is material and how much time is left is decided in Python.
pytestmark = [pytest.mark.anywhere, pytest.mark.usefixtures("database", "time")]
WINDOW = timedelta(hours=48)
SCOPE = Brief(description="Build, run and document a payment service.")


async def state_of(applicant: Applicant) -> BidState:
    return (await Applicant.get(id=applicant.id)).state


@pytest.mark.parametrize(
    ("brief", "is_material"),
    [
        (SCOPE, True),
        (Brief(skills=["python", "go"]), True),
        (Brief(budget=BudgetGiven(Decimal(1_000), Decimal(6_000), "USD")), True),
        (Brief(budget=BudgetGiven(Decimal(1_000), Decimal(5_000), "EUR")), True),
        (Brief(clears=frozenset({"budget"})), True),
        (Brief(duration_days=30), True),
        (Brief(audience=[PartyKind.TEAM]), True),
        (Brief(criteria=[WeightGiven("price_fit", 10_000)]), True),
        (Brief(title="A better title"), False),
        (Brief(is_bid_count_public=False), False),
    ],
)
async def test_eb6_what_is_material_asks_every_bidder_to_confirm(brief: Brief, is_material: bool) -> None:
    awarder, bidder, drafting = await somebody(), await somebody(), await somebody()
    demand = await opened(awarder, lasts=DAY)
    submitted, draft = await applied(bidder, demand), await drafted(drafting, demand)
    preview = await preview_amendment(demand, brief, expected_version=demand.version, by=awarder)
    amended = await amend_demand(demand, brief, expected_version=demand.version, by=awarder)
    # The preview has said it, and changed nothing.
    (version, *_) = (await pages_of([demand.id], Window()))[demand.id].rows
    assert (preview.changes, preview.is_material, preview.deadline_at) == (
        version.changes,
        is_material,
        amended.deadline_at,
    )
    assert amended.version == demand.version + 1
    assert await state_of(submitted) is (BidState.NEEDS_CONFIRMATION if is_material else BidState.SUBMITTED)
    assert await state_of(draft) is BidState.DRAFT
    told = await Notification.filter(kind="BID_NEEDS_CONFIRMATION")
    assert [each.user_id for each in told] == ([bidder.user.id] if is_material else [])
    assert [each.subject_id for each in told] == ([submitted.id] if is_material else [])
    assert amended.deadline_at == START + (WINDOW if is_material else DAY)
    assert amended.bid_count == 1


@pytest.mark.parametrize("lasts", [WINDOW, WINDOW + MOMENT, 7 * DAY])
async def test_eb6_a_deadline_that_leaves_the_window_stays(lasts: timedelta) -> None:
    awarder = await somebody()
    demand = await opened(awarder, lasts=lasts)
    amended = await amend_demand(demand, SCOPE, expected_version=demand.version, by=awarder)
    assert amended.deadline_at == START + lasts


async def test_eb6_a_late_amendment_extends_by_exactly_what_is_missing(time: Time) -> None:
    awarder = await somebody()
    demand = await opened(awarder)
    time.now = START + 7 * DAY - MOMENT
    amended = await amend_demand(demand, SCOPE, expected_version=demand.version, by=awarder)
    assert amended.deadline_at == time.now + WINDOW
    time.now = amended.deadline_at
    async with refused("DEADLINE_PASSED"):
        await amend_demand(demand, replace(SCOPE, title="Later"), expected_version=amended.version, by=awarder)


async def test_eb6_the_operator_sets_the_window() -> None:
    awarder = await somebody()
    demand = await opened(awarder, lasts=DAY)
    before = terms()
    use_terms(replace(before, amendment_window=timedelta(hours=30)))
    try:
        amended = await amend_demand(demand, SCOPE, expected_version=demand.version, by=awarder)
    finally:
        use_terms(before)
    assert amended.deadline_at == START + timedelta(hours=30)


async def test_an_amendment_that_changes_nothing_is_none() -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    await applied(bidder, demand)
    events = await StoredEvent.all().count()
    same = Brief(title=demand.title, description=f"{demand.description} ", skills=["Python"], audience=list(PartyKind))
    assert (await amend_demand(demand, same, expected_version=demand.version, by=awarder)).version == demand.version
    assert await StoredEvent.all().count() == events


async def test_eb13_an_amendment_of_a_stale_version_is_refused() -> None:
    awarder, stranger = await somebody(), await somebody()
    demand = await opened(awarder)
    await amend_demand(demand, SCOPE, expected_version=demand.version, by=awarder)
    async with refused("CONFLICT"):
        await amend_demand(demand, Brief(title="Other"), expected_version=demand.version, by=awarder)
    async with refused("CONFLICT"):
        await preview_amendment(
            await Demand.get(id=demand.id), Brief(title="Other"), expected_version=demand.version, by=awarder
        )
    for verb in (amend_demand, preview_amendment):
        async with refused("NOT_ALLOWED"):
            await verb(demand, Brief(title="Other"), expected_version=demand.version + 1, by=stranger)


@pytest.mark.everywhere
async def test_eb6_a_confirmed_bid_counts_again_unchanged(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    application = await applied(bidder, demand)
    await amend_demand(demand, SCOPE, expected_version=demand.version, by=awarder)
    time.now += DAY
    before = await Bid.filter(applicant_id=application.id).values()
    # As `submit_bid` does without a draft.
    for confirm in (confirm_bid, submit_bid):
        present = await Applicant.get(id=application.id)
        confirmed = await confirm(present, expected_version=present.version, by=bidder)
        assert (confirmed.state, confirmed.submitted_number) == (BidState.SUBMITTED, 1)
        assert (confirmed.arrived_at, confirmed.version) == (START, present.version + 1)
        assert await Bid.filter(applicant_id=application.id).values() == before
        async with refused("WRONG_STATE"):
            await confirm(confirmed, expected_version=confirmed.version, by=bidder)
        demand = await Demand.get(id=demand.id)
        more = Brief(description=f"{demand.description} And more.")
        await amend_demand(demand, more, expected_version=demand.version, by=awarder)


async def test_eb13_nobody_confirms_what_they_have_not_read() -> None:
    """A second amendment gives a bid that needs confirmation another version, and its applicant hears of it (EB-16)."""
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    application = await applied(bidder, demand)
    demand = await amend_demand(demand, SCOPE, expected_version=demand.version, by=awarder)
    read = await Applicant.get(id=application.id)
    await amend_demand(demand, Brief(duration_days=9), expected_version=demand.version, by=awarder)
    async with refused("CONFLICT"):
        await confirm_bid(read, expected_version=read.version, by=bidder)
    told = await Notification.filter(user_id=bidder.user.id, kind="BID_NEEDS_CONFIRMATION").order_by("id")
    assert [json.loads(each.facts["changed"]) for each in told] == [
        {"description": [None, None]},
        {"durationDays": [None, "9"]},
    ]


@pytest.mark.everywhere
async def test_eb6_what_nobody_confirms_lapses_at_the_deadline(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    application = await applied(bidder, demand)
    await amend_demand(demand, SCOPE, expected_version=demand.version, by=awarder)
    time.now = START + 7 * DAY
    assert await close_due(demand.id)
    assert await state_of(application) is BidState.LAPSED
    assert (await Demand.get(id=demand.id)).bid_count == 0


async def amended_with(*bidders: Viewer, awarder: Viewer) -> tuple[Demand, list[Applicant]]:
    """A demand that was materially amended after these have bid."""
    demand = await opened(awarder)
    applications = [await applied(bidder, demand) for bidder in bidders]
    demand = await amend_demand(demand, SCOPE, expected_version=demand.version, by=awarder)
    return demand, [await Applicant.get(id=application.id) for application in applications]


async def closes(demand: Demand, *, by: Viewer) -> Demand:
    """Ends bidding early, which is offered as well."""
    demand = await Demand.get(id=demand.id)
    assert DemandAction.CLOSE_BIDDING in MACHINE.actions(demand, by)
    return await close_bidding(demand, expected_version=demand.version, by=by)


async def keeps_open(demand: Demand, code: str, *, by: Viewer) -> None:
    """Fails unless ending bidding early is refused with the code, and not offered."""
    demand = await Demand.get(id=demand.id)
    assert DemandAction.CLOSE_BIDDING not in MACHINE.actions(demand, by)
    async with refused(code):
        await close_bidding(demand, expected_version=demand.version, by=by)


@pytest.mark.everywhere
async def test_eb6_bidding_does_not_end_early_before_those_who_have_to_confirm_had_their_time(time: Time) -> None:
    awarder, bidder, waiting = await somebody(), await somebody(), await somebody()
    demand, (confirmed, unconfirmed) = await amended_with(bidder, waiting, awarder=awarder)
    assert (demand.unconfirmed_count, demand.closable_at) == (2, START + WINDOW)
    await confirm_bid(confirmed, expected_version=confirmed.version, by=bidder)
    await keeps_open(demand, "UNCONFIRMED", by=awarder)
    time.now = START + WINDOW - MOMENT
    await keeps_open(demand, "UNCONFIRMED", by=awarder)
    time.now = START + WINDOW
    closed = await closes(demand, by=awarder)
    assert (closed.state, closed.bid_count, closed.unconfirmed_count) == (DemandState.SELECTING, 1, 0)
    assert await state_of(confirmed) is BidState.SUBMITTED
    assert await state_of(unconfirmed) is BidState.LAPSED


@pytest.mark.everywhere
@pytest.mark.parametrize("way", ["confirmed", "replaced", "withdrawn"])
async def test_eb6_bidding_ends_early_as_soon_as_no_bid_waits_for_its_confirmation(time: Time, way: str) -> None:
    awarder, bidder, other = await somebody(), await somebody(), await somebody()
    demand, (first, last) = await amended_with(bidder, other, awarder=awarder)
    time.now += DAY
    await confirm_bid(first, expected_version=first.version, by=bidder)
    if way == "confirmed":
        await confirm_bid(last, expected_version=last.version, by=other)
    elif way == "replaced":
        await applied(other, demand)
    else:
        await withdraw_bid(last, reason=None, expected_version=None, by=other)
    assert (await Demand.get(id=demand.id)).unconfirmed_count == 0
    assert (await closes(demand, by=awarder)).state is DemandState.SELECTING


async def test_eb6_each_material_amendment_gives_the_whole_time_again(time: Time) -> None:
    awarder, bidder, waiting = await somebody(), await somebody(), await somebody()
    demand, (confirmed, _) = await amended_with(bidder, waiting, awarder=awarder)
    await confirm_bid(confirmed, expected_version=confirmed.version, by=bidder)
    time.now += DAY
    demand = await amend_demand(demand, Brief(title="A better title"), expected_version=demand.version, by=awarder)
    assert (demand.unconfirmed_count, demand.closable_at) == (1, START + WINDOW)
    demand = await amend_demand(demand, Brief(duration_days=9), expected_version=demand.version, by=awarder)
    assert (demand.unconfirmed_count, demand.closable_at) == (2, START + DAY + WINDOW)
    time.now = START + WINDOW
    await keeps_open(demand, "UNCONFIRMED", by=awarder)


async def test_eb6_without_a_confirmed_bid_bidding_does_not_end_early_afterwards_either(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand, (application,) = await amended_with(bidder, awarder=awarder)
    time.now += WINDOW
    await keeps_open(demand, "NO_BIDS", by=awarder)
    assert await state_of(application) is BidState.NEEDS_CONFIRMATION


async def test_eb6_the_time_to_confirm_stands_still_while_the_demand_is_suspended(time: Time) -> None:
    awarder, bidder, waiting, officer = *[await somebody() for _ in range(3)], await somebody(StaffRole.ADMINISTRATOR)
    demand, (confirmed, _) = await amended_with(bidder, waiting, awarder=awarder)
    await confirm_bid(confirmed, expected_version=confirmed.version, by=bidder)
    await suspend_demand(demand, reason="Under review.", by=officer)
    time.now += 3 * DAY
    demand = await resume_demand(demand, by=officer)
    assert demand.closable_at == START + 3 * DAY + WINDOW
    await keeps_open(demand, "UNCONFIRMED", by=awarder)
    time.now += WINDOW
    assert (await closes(demand, by=awarder)).state is DemandState.SELECTING


async def test_eb8_after_a_change_of_currency_the_old_price_cannot_be_confirmed(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    application = await applied(bidder, demand)
    brief = Brief(budget=BudgetGiven(None, Decimal(500_000), "JPY"))
    demand = await amend_demand(demand, brief, expected_version=demand.version, by=awarder)
    present = await Applicant.get(id=application.id)
    async with refused("CURRENCY_MISMATCH"):
        await submit_bid(present, expected_version=present.version, by=bidder)
    time.now += DAY
    saved = await save_bid(demand, await party_of(bidder), offer("400000", currency="JPY"), by=bidder)
    assert (await submit_bid(saved, expected_version=saved.version, by=bidder)).state is BidState.SUBMITTED


async def test_eb10_after_a_change_of_audience_others_cannot_confirm(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    application = await applied(bidder, demand)
    await amend_demand(demand, Brief(audience=[PartyKind.ENTERPRISE]), expected_version=demand.version, by=awarder)
    time.now += DAY
    present = await Applicant.get(id=application.id)
    async with refused("NOT_IN_AUDIENCE"):
        await submit_bid(present, expected_version=present.version, by=bidder)


@pytest.mark.parametrize("bidding", [Bidding.OPEN, Bidding.SEALED])
async def test_eb6_a_deadline_never_moves_earlier_once_a_bid_was_submitted(time: Time, bidding: Bidding) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder, bidding=bidding)
    await drafted(bidder, demand)
    demand = await extend_deadline(demand, deadline_at=START + DAY, expected_version=demand.version, by=awarder)
    application = await applied(bidder, demand)
    for _ in range(2):  # the second time without the bid
        async with refused("DEADLINE_EARLIER"):
            await extend_deadline(demand, deadline_at=START + DAY - MOMENT, expected_version=demand.version, by=awarder)
        if application.state is BidState.SUBMITTED:
            application = await withdraw_bid(application, reason=None, expected_version=None, by=bidder)
    async with refused("DEADLINE_TOO_SOON"):
        await extend_deadline(demand, deadline_at=time.now, expected_version=demand.version, by=awarder)
    later = await extend_deadline(demand, deadline_at=START + 2 * DAY, expected_version=demand.version, by=awarder)
    assert (later.deadline_at, later.version) == (START + 2 * DAY, demand.version + 1)


async def read_number(demand: Demand) -> int:
    """The number of the latest version of the demand, as a bidder reads it."""
    return (await pages_of([demand.id], Window()))[demand.id].rows[0].number


@pytest.mark.everywhere
@pytest.mark.parametrize("beginning", [drafted, applied])
async def test_eb16_nobody_is_bound_to_an_amendment_that_they_have_not_read(
    time: Time, beginning: Callable[[Viewer, Demand], Awaitable[Applicant]]
) -> None:
    """A draft keeps its version through an amendment, so that only the demand's can say what was read (EB-6)."""
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    await beginning(bidder, demand)
    read = await read_number(demand)
    await amend_demand(demand, SCOPE, expected_version=demand.version, by=awarder)
    time.now += DAY
    saved = await save_bid(demand, await party_of(bidder), offer("7000"), by=bidder)
    events, state = await StoredEvent.all().count(), saved.state
    for verb in (submit_bid, confirm_bid) if state is BidState.NEEDS_CONFIRMATION else (submit_bid,):
        async with refused("STALE"):
            await verb(saved, expected_version=saved.version, demand_version=read, by=bidder)
    present = await Applicant.get(id=saved.id)
    assert (present.state, present.version, present.submitted_number) == (state, saved.version, saved.submitted_number)
    assert await BidDraft.filter(applicant_id=saved.id).exists()
    assert await StoredEvent.all().count() == events
    now_read = await read_number(demand)
    submitted = await submit_bid(saved, expected_version=saved.version, demand_version=now_read, by=bidder)
    assert submitted.state is BidState.SUBMITTED


async def test_eb16_a_bid_is_confirmed_for_the_demand_that_was_read(time: Time) -> None:
    """So does `submit_bid` without a draft, and whoever leaves out what they have read is not asked."""
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    application = await applied(bidder, demand)
    for confirm in (confirm_bid, submit_bid):
        read, demand = await read_number(demand), await Demand.get(id=demand.id)
        more = Brief(description=f"{demand.description} And more.")
        demand = await amend_demand(demand, more, expected_version=demand.version, by=awarder)
        time.now += MOMENT
        waiting = await Applicant.get(id=application.id)
        async with refused("STALE"):
            await confirm(waiting, expected_version=waiting.version, demand_version=read, by=bidder)
        assert await state_of(application) is BidState.NEEDS_CONFIRMATION
        await confirm(waiting, expected_version=waiting.version, demand_version=read + 1, by=bidder)
        assert await state_of(application) is BidState.SUBMITTED
    await amend_demand(demand, SCOPE, expected_version=demand.version, by=awarder)
    waiting = await Applicant.get(id=application.id)
    assert (await confirm_bid(waiting, expected_version=waiting.version, by=bidder)).state is BidState.SUBMITTED


async def test_eb6_what_is_not_material_refuses_nobody(time: Time) -> None:
    """Neither another title nor a later deadline; a version that there never was is none that was read."""
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder)
    draft = await drafted(bidder, demand)
    read = await read_number(demand)
    demand = await amend_demand(demand, Brief(title="Another title"), expected_version=demand.version, by=awarder)
    later = START + 30 * DAY
    demand = await extend_deadline(demand, deadline_at=later, expected_version=demand.version, by=awarder)
    assert await read_number(demand) == read + 2
    time.now += MOMENT
    for unknown in (0, read + 3):
        async with refused("INVALID_INPUT"):
            await submit_bid(draft, expected_version=draft.version, demand_version=unknown, by=bidder)
    submitted = await submit_bid(draft, expected_version=draft.version, demand_version=read, by=bidder)
    assert submitted.state is BidState.SUBMITTED
