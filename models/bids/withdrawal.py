"""Bids that end before their time: withdrawn by the applicant, or invalidated by staff."""

from models.accounts.parties import Viewer, users_of
from models.bids.counting import left, tell_team
from models.bids.submission import book_of
from models.changes import change
from models.demands.applicants import COUNTED, MACHINE, WHILE_DEMAND_IS, Applicant, BidAction, BidState, parts_in
from models.demands.demand import Demand, locked
from models.errors import Refused, check_version
from models.inputs import Checks
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify


async def withdraw_bid(
    applicant: Applicant, *, reason: str | None, expected_version: int | None, by: Viewer
) -> Applicant:
    """Ends the application; allowed until the award (EB-7)."""
    checks = Checks()
    reason = checks.optional("reason", reason, most=2_000)
    checks.refuse()
    return await _end(applicant, BidAction.WITHDRAW, reason, expected_version, by)


async def invalidate_bid(applicant: Applicant, *, reason: str, expected_version: int | None, by: Viewer) -> Applicant:
    """Strikes a bid out, by staff; its applicant is told why."""
    checks = Checks()
    reason = checks.text("reason", reason, most=2_000)
    checks.refuse()
    return await _end(applicant, BidAction.INVALIDATE, reason, expected_version, by)


async def _end(
    applicant: Applicant, action: BidAction, reason: str | None, expected_version: int | None, by: Viewer
) -> Applicant:
    async with change() as running:
        demand = await locked(applicant.demand_id)
        applicant = await Applicant.select_for_update().get(id=applicant.id)
        target = MACHINE.check(action, applicant.state, parts_in(applicant, demand, by))
        _check_demand(demand, action)
        check_version(applicant.version, expected_version)
        source, applicant.state = applicant.state, target
        applicant.version += 1
        applicant.live_key = None
        if target is BidState.WITHDRAWN:
            applicant.withdrawn_at = running.at
        await applicant.save()
        await enter(
            book_of(applicant),
            target.value,
            by=by.user.id,
            subject=applicant.id,
            reason=reason,
            source=source.value,
            target=target.value,
        )
        await left(demand, applicant, was=source, by=by.user.id)
        if source in COUNTED:
            await tell_team(demand, NotificationKind.BID_WITHDRAWN, applicant, by=by.user.id)
        if target is BidState.INVALIDATED and reason:
            await notify(
                await users_of([applicant.party_id]),
                NotificationKind.BID_INVALIDATED,
                subject=("Applicant", applicant.id),
                by=by.user.id,
                demand=demand.title,
                reason=reason,
            )
    return applicant


def _check_demand(demand: Demand, action: BidAction) -> None:
    if demand.state not in WHILE_DEMAND_IS[action]:
        raise Refused("WRONG_STATE", f"The demand is {demand.state}: its bids stay as they are.")
