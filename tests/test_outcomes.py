"""What becomes of bids in the end, and of drafts at the deadline; those not chosen are told (EB-5, EB-15, EB-17)."""

import pytest

from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.bids.keeping import book_of
from models.bids.saving import save_bid
from models.bids.submission import submit_bid
from models.bids.withdrawal import invalidate_bid, withdraw_bid
from models.demands.amendment import amend_demand
from models.demands.applicants import Applicant, BidState
from models.demands.awards import Award, AwardState
from models.demands.candidates import Candidate, Standing
from models.demands.closing import close_due, open_due, reopen_bidding
from models.demands.demand import Bidding, Demand, DemandState
from models.demands.drafting import Brief
from models.demands.drafts import BidDraft
from models.demands.ending import cancel_demand, conclude_without_award, resume_demand, suspend_demand
from models.journal import Entry, first_broken
from models.notifications.kinds import Notification
from models.notifications.wording import worded
from models.questions.asking import ask_question
from models.workbench.awards import accept_award, award_demand, decline_award
from models.workbench.former import formers_of, gone_from
from resolvers.access import may_see_application, may_see_candidate
from tests.support.domain.inside import (
    DAY,
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

# What ends how is decided in Python.
pytestmark = [pytest.mark.anywhere, pytest.mark.usefixtures("database", "time")]


async def states(*applicants: Applicant) -> list[BidState]:
    return [(await Applicant.get(id=each.id)).state for each in applicants]


async def told(who: Viewer) -> list[str]:
    """The kinds of the notifications of a user, in their order."""
    return [each.kind for each in await Notification.filter(user_id=who.user.id).order_by("id")]


@pytest.mark.everywhere
async def test_eb5_at_the_deadline_drafts_lapse_and_what_was_submitted_stays(time: Time) -> None:
    awarder, alone, beside = await somebody(), await somebody(), await somebody()
    demand = await opened(awarder)
    only, both = await drafted(alone, demand), await applied(beside, demand)
    await drafted(beside, demand)
    version = (await Applicant.get(id=both.id)).version
    time.now = START + 7 * DAY
    assert await close_due(demand.id)
    assert await states(only, both) == [BidState.LAPSED, BidState.SUBMITTED]
    # A move by the clock raises no version.
    assert (await Applicant.get(id=both.id)).version == version
    # What never was submitted is all that there is of its application.
    assert [each.applicant_id for each in await BidDraft.all()] == [only.id]
    assert (await Entry.filter(book=book_of(both)).order_by("-seq"))[0].action == "DRAFT_LAPSED"
    demand = await Demand.get(id=demand.id)
    demand = await reopen_bidding(demand, expected_version=demand.version, deadline_at=time.now + DAY, by=awarder)
    again = await save_bid(demand, await party_of(beside), offer("2000.00"), by=beside)
    assert (again.id, again.state) == (both.id, BidState.SUBMITTED)


async def test_eb15_others_are_told_when_an_award_is_accepted_and_not_when_it_is_offered() -> None:
    awarder, winner, other, gone = [await somebody() for _ in range(4)]
    demand = await opened(awarder)
    chosen, reserve, left = [await applied(each, demand) for each in (winner, other, gone)]
    await withdraw_bid(left, by=gone)
    await Demand.filter(id=demand.id).update(deadline_at=START)
    await close_due(demand.id)
    candidate = await Candidate.get(applicant_id=chosen.id)
    for answer in (decline_award, accept_award):
        demand = await Demand.get(id=demand.id)
        award = await award_demand(candidate, reason="Best.", expected_version=demand.version, by=awarder)
        assert "BID_IN_RESERVE" not in await told(other)
        await answer(award, by=winner)
    (notice,) = await Notification.filter(kind="BID_IN_RESERVE")
    assert (notice.user_id, notice.subject_id) == (other.user.id, reserve.id)
    assert await states(chosen, reserve) == [BidState.SUBMITTED, BidState.SUBMITTED]
    # What follows for those in reserve when the demand is cancelled.
    demand = await Demand.get(id=demand.id)
    await cancel_demand(demand, reason="No money.", by=awarder)
    assert await states(chosen, reserve, left) == [BidState.LAPSED, BidState.LAPSED, BidState.WITHDRAWN]
    assert [(await told(each))[-1] for each in (winner, other)] == ["DEMAND_CANCELLED"] * 2


async def test_eb15_when_the_demand_fails_every_bid_ends_as_not_selected_and_is_told() -> None:
    awarder, one, two = await somebody(), await somebody(), await somebody()
    demand = await opened(awarder)
    applicants = [await applied(one, demand), await applied(two, demand)]
    versions = [each.version for each in applicants]
    await Demand.filter(id=demand.id).update(deadline_at=START)
    await close_due(demand.id)
    await conclude_without_award(await Demand.get(id=demand.id), reason="Nobody fits.", by=awarder)
    assert await states(*applicants) == [BidState.NOT_SELECTED] * 2
    for user, applicant, version in zip((one, two), applicants, versions, strict=True):
        assert (await told(user))[-1] == "DEMAND_CONCLUDED"
        ended = await Applicant.get(id=applicant.id)
        assert (ended.version, ended.live_key) == (version, None)
        last = (await Entry.filter(book=book_of(applicant)).order_by("-seq"))[0]
        assert (last.action, last.facts["source"], last.actor_id) == ("NOT_SELECTED", "SUBMITTED", None)
    # The workbench goes on showing what stood when it ended.
    assert await Candidate.filter(demand_id=demand.id, is_standing=True).count() == 2
    assert (await Demand.get(id=demand.id)).bid_count == 2


async def test_eb15_when_an_open_demand_is_cancelled_drafts_and_bids_lapse() -> None:
    awarder, writing, waiting = await somebody(), await somebody(), await somebody()
    demand = await opened(awarder)
    draft, bid = await drafted(writing, demand), await applied(waiting, demand)
    demand = await Demand.get(id=demand.id)
    demand = await amend_demand(demand, Brief(duration_days=3), expected_version=demand.version, by=awarder)
    assert await states(draft, bid) == [BidState.DRAFT, BidState.NEEDS_CONFIRMATION]
    await cancel_demand(demand, reason="No money.", by=awarder)
    assert await states(draft, bid) == [BidState.LAPSED, BidState.LAPSED]
    assert [(await told(each))[-1] for each in (writing, waiting)] == ["DEMAND_CANCELLED"] * 2


async def test_eb16_who_asked_hears_of_the_deadline_that_a_suspension_has_moved(
    time: Time,
) -> None:
    awarder, bidder, asker, staff = *[await somebody() for _ in range(3)], await somebody(StaffRole.ADMINISTRATOR)
    demand = await opened(awarder)
    await drafted(bidder, demand)
    await ask_question(demand, await party_of(asker), body="Which database?", by=asker)
    for _ in range(2):
        await suspend_demand(await Demand.get(id=demand.id), reason="A complaint.", by=staff)
        time.now += DAY
        await resume_demand(await Demand.get(id=demand.id), by=staff)
    (first, last) = await Notification.filter(user_id=asker.user.id).order_by("id")
    assert (first.kind, last.kind) == ("DEADLINE_MOVED", "DEADLINE_MOVED")
    assert last.facts["at"] == (START + 9 * DAY).isoformat()
    assert (await told(bidder))[-1] == (await told(awarder))[-1] == "DEMAND_RESUMED"
    assert (await Demand.get(id=demand.id)).deadline_at == START + 9 * DAY
    # Once bidding has ended, its deadline moves no more.
    time.now = START + 9 * DAY
    await close_due(demand.id)
    await suspend_demand(await Demand.get(id=demand.id), reason="A complaint.", by=staff)
    await resume_demand(await Demand.get(id=demand.id), by=staff)
    assert len(await told(asker)) == 2


@pytest.mark.parametrize("is_accepted", [False, True])
async def test_a_bid_that_is_struck_out_loses_its_award_and_the_next_can_be_awarded(is_accepted: bool) -> None:
    """Any state but that of work under way leads to INVALIDATED."""
    awarder, winner, other, staff = *[await somebody() for _ in range(3)], await somebody(StaffRole.ADMINISTRATOR)
    demand = await opened(awarder)
    chosen, reserve = [await applied(each, demand) for each in (winner, other)]
    await Demand.filter(id=demand.id).update(deadline_at=START)
    await close_due(demand.id)
    demand = await Demand.get(id=demand.id)
    candidate = await Candidate.get(applicant_id=chosen.id)
    award = await award_demand(candidate, reason="Best.", expected_version=demand.version, by=awarder)
    if is_accepted:
        await accept_award(award, by=winner)
    await invalidate_bid(chosen, reason="Copied.", by=staff)
    ended, demand = await Award.get(id=award.id), await Demand.get(id=demand.id)
    assert ended.state is (AwardState.VOIDED if is_accepted else AwardState.REVOKED)
    assert (ended.live_key, ended.answer_reason) == (None, "Copied.")
    assert (demand.state, demand.lapses_at, demand.bid_count) == (DemandState.SELECTING, None, 1)
    assert await states(chosen, reserve) == [BidState.INVALIDATED, BidState.SUBMITTED]
    candidate = await Candidate.get(id=candidate.id)
    assert (candidate.standing, candidate.alternative_rank) == (Standing.UNDECIDED, None)
    assert not candidate.is_standing
    assert (await told(winner))[-1] == "BID_INVALIDATED"
    assert (await told(awarder))[-2:] == ["AWARD_REVOKED", "BID_WITHDRAWN"]
    for each in (await Notification.filter(user_id=awarder.user.id).order_by("id"))[-2:]:
        text = worded(each.kind, each.facts, language="en", zone="UTC")
        assert "was struck out" in f"{text.title} {text.body}"
    assert await first_broken(f"demand:{demand.id}") is None
    following = await Candidate.get(applicant_id=reserve.id)
    await award_demand(following, reason="The next.", expected_version=demand.version, by=awarder)


async def test_bids_of_an_ended_demand_can_be_struck_out_but_not_one_that_is_worked_on() -> None:
    awarder, winner, other, staff = *[await somebody() for _ in range(3)], await somebody(StaffRole.ADMINISTRATOR)
    failed = await opened(awarder)
    lost = await applied(other, failed)
    await Demand.filter(id=failed.id).update(deadline_at=START)
    await close_due(failed.id)
    await conclude_without_award(await Demand.get(id=failed.id), reason="Nobody fits.", by=awarder)
    await invalidate_bid(lost, reason="Copied.", by=staff)
    assert await states(lost) == [BidState.INVALIDATED]
    assert (await told(other))[-1] == "BID_INVALIDATED"
    demand = await opened(awarder)
    chosen, reserve = [await applied(each, demand) for each in (winner, other)]
    await Demand.filter(id=demand.id).update(deadline_at=START)
    await close_due(demand.id)
    demand, candidate = await Demand.get(id=demand.id), await Candidate.get(applicant_id=chosen.id)
    award = await award_demand(candidate, reason="Best.", expected_version=demand.version, by=awarder)
    await accept_award(award, by=winner)
    await Demand.filter(id=demand.id).update(state=DemandState.IN_PROGRESS)
    async with refused("WRONG_STATE"):
        await invalidate_bid(chosen, reason="Copied.", by=staff)
    await invalidate_bid(reserve, reason="Copied.", by=staff)
    assert (await Award.get(id=award.id)).state is AwardState.ACCEPTED


@pytest.mark.everywhere
async def test_eb17_who_applies_again_comes_with_what_was_before(time: Time) -> None:
    awarder, bidder, other = await somebody(), await somebody(), await somebody()
    demand = await opened(awarder)
    applicants = []
    for _ in range(3):
        time.now += DAY
        applicants.append(await applied(bidder, demand))
        await withdraw_bid(applicants[-1], by=bidder)
    await applied(other, demand)
    last = await applied(bidder, demand)
    candidates = [await Candidate.get(applicant_id=each.id) for each in (*applicants, last)]
    found = await formers_of(candidates, most=20)
    assert [[each.id for each in found[candidate.id]] for candidate in candidates] == [
        [former.id for former in candidates[:place][::-1]] for place in range(4)
    ]
    assert [each.id for each in (await formers_of(candidates[3:], most=1))[candidates[3].id]] == [candidates[2].id]
    gone = [each.id for each in candidates[:3][::-1]]
    assert [[each.id for each in await gone_from(demand.id, most=most)] for most in (20, 2)] == [gone, gone[:2]]


async def test_eb17_what_was_withdrawn_while_sealed_is_never_shown(time: Time) -> None:
    awarder, bidder = await somebody(), await somebody()
    demand = await opened(awarder, bidding=Bidding.SEALED)
    first = await applied(bidder, demand)
    await withdraw_bid(first, by=bidder)
    second = await submit_bid(await drafted(bidder, demand), expected_version=1, by=bidder)
    time.now = START + 7 * DAY
    assert await close_due(demand.id)
    assert await open_due(demand.id)
    demand = await Demand.get(id=demand.id)
    hidden, shown = [await Candidate.get(applicant_id=each.id).select_related("applicant") for each in (first, second)]
    assert [may_see_candidate(awarder, demand, each) for each in (hidden, shown)] == [False, True]
    assert [may_see_application(awarder, demand, each.applicant) for each in (hidden, shown)] == [False, True]
    assert may_see_application(bidder, demand, hidden.applicant)
    assert (await formers_of([shown], most=20))[shown.id] == []
    assert await gone_from(demand.id, most=20) == []
    # What is withdrawn after the opening was seen already.
    await withdraw_bid(await Applicant.get(id=second.id), by=bidder)
    assert may_see_application(awarder, demand, await Applicant.get(id=second.id))
