"""Bids that no longer stand: withdrawn by the applicant, invalidated by staff, or lapsed at the end of bidding."""

from uuid import UUID

from models.accounts.facts import PartyClosing
from models.accounts.viewer import Viewer
from models.bids.counting import left, tell_team
from models.bids.keeping import end, keep_change
from models.changes import stamp
from models.decisions import decide
from models.demands.applicants import COUNTED, LIVE, Applicant, BidState, applicants_to_tell
from models.demands.applications import MACHINE, ApplicantAction, BidCase, bid_held, is_own
from models.demands.awards import Award
from models.demands.demand import RUNNING, Demand, DemandState
from models.demands.facts import BiddingEnded, BidInvalidated
from models.errors import Refused
from models.facts import follow_up
from models.inputs import Checks, reason_in
from models.notifications.kinds import NotificationKind
from models.notifications.telling import Notice, notify, notify_all
from models.states import Hold


async def withdraw_bid(
    applicant: Applicant, *, reason: str | None = None, expected_version: int | None = None, by: Viewer
) -> Applicant:
    """Ends the application; possible until the demand is offered to it, and for all others at any time (EB-7)."""
    checks = Checks()
    reason = checks.optional("reason", reason, most=2_000)
    checks.refuse()
    return await _end(applicant, ApplicantAction.WITHDRAW, bid_held, reason, expected_version, by)


async def invalidate_bid(
    applicant: Applicant, *, reason: str, expected_version: int | None = None, by: Viewer
) -> Applicant:
    """Excludes a bid on behalf of the platform's staff; the applicant is told why. An offer to it ends."""
    reason = reason_in(reason)
    return await _end(applicant, ApplicantAction.INVALIDATE, _held_from_outside, reason, expected_version, by)


async def _held_from_outside(key: UUID, by: Viewer) -> tuple[BidCase, Viewer]:
    """The application, locked, with the version that the viewer sees."""
    case, by = await bid_held(key, by)
    case.is_from_outside = not is_own(by, case.demand, case.applicant)
    return case, by


async def _end(
    applicant: Applicant,
    action: ApplicantAction,
    hold: Hold[BidCase],
    reason: str | None,
    expected_version: int | None,
    by: Viewer,
) -> Applicant:
    async with decide(MACHINE, action, applicant.id, hold=hold, expected_version=expected_version, by=by) as decision:
        demand, applicant, target = decision.case.demand, decision.case.applicant, decision.target
        if target is BidState.WITHDRAWN:
            applicant.withdrawn_at = decision.at
        if decision.source in LIVE:
            end(applicant, demand)
        await keep_change(applicant, target, by=by.user.id, action=target.value, reason=reason)
        if target is BidState.INVALIDATED and reason:
            await follow_up(BidInvalidated(demand, applicant, by.user.id, reason))
        await left(demand, applicant, was=decision.source, by=by.user.id)
        if decision.source in COUNTED:
            is_struck_out = target is BidState.INVALIDATED
            kind, party = NotificationKind.BID_WITHDRAWN, await applicant.party
            await tell_team(demand, kind, party, by=by.user.id, is_struck_out=is_struck_out)
        if target is BidState.WITHDRAWN:
            # A form in which another of them revises it hears of it by this.
            told, kind = {applicant.party_id: await _members(demand, applicant)}, NotificationKind.OWN_BID_WITHDRAWN
            await notify(told, kind, subject=("applicant", applicant.id), by=by.user.id, demand=demand.title)
        if target is BidState.INVALIDATED and reason:
            await notify(
                await _members(demand, applicant),
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
        source = applicant.state
        end(applicant, demand)
        await keep_change(applicant, BidState.LAPSED, by=None, action="LAPSED")
        await left(demand, applicant, was=source, by=None)
    members = await applicants_to_tell(demand, [each.party_id for each in lapsed])
    facts, kind = {"demand": demand.title}, NotificationKind.BID_LAPSED
    await notify_all(
        [Notice(members[each.party_id], kind, ("applicant", each.id), facts) for each in lapsed], by=ended.by
    )


async def take_back(demand: Demand, applicant: Applicant, *, by: UUID, cause: str) -> None:
    """Withdraws an application because of what happened elsewhere; the caller has locked it and its demand."""
    source, applicant.withdrawn_at = applicant.state, stamp()
    end(applicant, demand)
    await keep_change(applicant, BidState.WITHDRAWN, by=by, action="TAKEN_BACK", cause=cause)
    await left(demand, applicant, was=source, by=by)


async def exclude(demand: Demand, applicant: Applicant, *, cause: str) -> None:
    """Invalidates a bid that must not win, and tells its applicant; the caller has locked the demand."""
    source = applicant.state
    end(applicant, demand)
    await keep_change(applicant, BidState.INVALIDATED, by=None, action="INVALIDATED", cause=cause)
    await left(demand, applicant, was=source, by=None)
    await tell_team(demand, NotificationKind.BID_WITHDRAWN, await applicant.party, by=None, is_struck_out=True)
    subject, kind = ("applicant", applicant.id), NotificationKind.BID_INVALIDATED
    await notify(await _members(demand, applicant), kind, subject=subject, by=None, demand=demand.title)


async def end_applications(closing: PartyClosing) -> None:
    """Refuses to close a party that can still win or has won; takes back its drafts and what is only in reserve."""
    party = closing.party.id
    live = await Applicant.filter(party_id=party, state__in=LIVE, demand__state__in=RUNNING).order_by("demand_id")
    demands = {each.id: each for each in await _held([each.demand_id for each in live])}
    won = await Award.filter(applicant__party_id=party, live_key__not_isnull=True).values_list(
        "applicant_id", flat=True
    )
    for applicant in await Applicant.filter(id__in=[each.id for each in live], state__in=LIVE).order_by("demand_id"):
        demand = demands[applicant.demand_id]
        if demand.state not in RUNNING:  # it ended while its lock was awaited
            continue
        is_over = demand.state in (DemandState.CONTRACTED, DemandState.IN_PROGRESS) and applicant.id not in won
        if applicant.state in COUNTED and not is_over:
            raise Refused("STILL_RUNNING", "The party has applied to a demand that is not decided: withdraw first.")
        await take_back(demand, applicant, by=closing.by, cause="The party was closed.")


async def _held(demands: list[UUID]) -> list[Demand]:
    return await Demand.filter(id__in=demands).order_by("id").select_for_update()


async def _members(demand: Demand, applicant: Applicant) -> list[UUID]:
    return (await applicants_to_tell(demand, [applicant.party_id]))[applicant.party_id]
