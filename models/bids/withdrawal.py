"""Bids that no longer stand: withdrawn by the applicant, invalidated by staff, or lapsed at the end of bidding."""

from typing import Any

from models.accounts.parties import members_to_tell, users_of
from models.accounts.viewer import Viewer
from models.bids.counting import left, tell_team
from models.bids.submission import book_of
from models.decisions import decide
from models.demands.applicants import COUNTED, MACHINE, Applicant, BidAction, BidState
from models.demands.facts import BiddingEnded
from models.inputs import Checks
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import Notice, notify, notify_all


async def withdraw_bid(
    applicant: Applicant, *, reason: str | None = None, expected_version: int | None = None, by: Viewer
) -> Applicant:
    """Ends the application; possible until the award (EB-7)."""
    checks = Checks()
    reason = checks.optional("reason", reason, most=2_000)
    checks.refuse()
    return await _end(applicant, BidAction.WITHDRAW, reason, expected_version, by)


async def invalidate_bid(
    applicant: Applicant, *, reason: str, expected_version: int | None = None, by: Viewer
) -> Applicant:
    """Excludes a bid on behalf of the platform's staff; the applicant is told why."""
    checks = Checks()
    reason = checks.text("reason", reason, most=2_000)
    checks.refuse()
    return await _end(applicant, BidAction.INVALIDATE, reason, expected_version, by)


async def _end(
    applicant: Applicant, action: BidAction, reason: str | None, expected_version: int | None, by: Viewer
) -> Applicant:
    async with decide(MACHINE, action, applicant.id, expected_version=expected_version, by=by) as decision:
        demand, applicant = decision.case.demand, decision.case.applicant
        applicant.state, applicant.live_key = decision.target, None
        applicant.version += 1
        if decision.target is BidState.WITHDRAWN:
            applicant.withdrawn_at = decision.at
        await applicant.save()
        await decision.enter(book_of(applicant), decision.target.value, subject=applicant.id, reason=reason)
        await left(demand, applicant, was=decision.source, by=by.user.id)
        if decision.source in COUNTED:
            await tell_team(demand, NotificationKind.BID_WITHDRAWN, applicant, by=by.user.id)
        if decision.target is BidState.INVALIDATED and reason:
            await notify(
                await users_of([applicant.party_id]),
                NotificationKind.BID_INVALIDATED,
                subject=("applicant", applicant.id),
                by=by.user.id,
                demand=demand.title,
                reason=reason,
            )
    return applicant


async def lapse_what_is_unconfirmed(ended: BiddingEnded) -> None:
    """Lapses the bids that were not submitted, or not confirmed, when bidding ended (EB-5)."""
    demand = ended.demand
    lapsed = await Applicant.filter(
        demand_id=demand.id, state__in=(BidState.DRAFT, BidState.NEEDS_CONFIRMATION)
    ).order_by("id")
    for applicant in lapsed:
        source, applicant.state, applicant.live_key = applicant.state, BidState.LAPSED, None
        await applicant.save(update_fields=["state", "live_key"])
        moved: dict[str, Any] = {"source": source.value, "target": BidState.LAPSED.value}
        await enter(book_of(applicant), "LAPSED", by=None, subject=applicant.id, **moved)
        await left(demand, applicant, was=source, by=None)
    members = await members_to_tell(each.party_id for each in lapsed)
    facts, kind = {"demand": demand.title}, NotificationKind.BID_LAPSED
    await notify_all(
        [Notice(members[each.party_id], kind, ("applicant", each.id), facts) for each in lapsed], by=ended.by
    )
