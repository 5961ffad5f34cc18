"""Stopping a demand: cancelling, concluding without an award, suspending by staff, and resuming."""

from typing import Any
from uuid import UUID

from models.accounts.facts import PartyClosing
from models.accounts.parties import members_to_tell, take_place
from models.accounts.users import StaffRole, staff_roles
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, record
from models.clock import now
from models.decisions import Decision, decide
from models.demands.applicants import LIVE, Applicant, applicants_to_tell
from models.demands.causes import Cause
from models.demands.demand import MACHINE, RUNNING, Demand, DemandAction, DemandState, book_of, locked
from models.demands.events import DemandManaged, DemandMoved, announce
from models.demands.facts import DemandEnded, DemandResumed, ManagerAssigned
from models.demands.recorded import Recorded
from models.demands.versions import keep_version
from models.errors import Refused, check_version, invalid, not_allowed, not_found
from models.facts import follow_up
from models.inputs import Checks, reason_in
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify

# What changes of a demand that stops or goes on.
MOVED = ("state", "version", "deadline_at", "closable_at", "suspended_from", "suspended_at", "lapses_at")


async def cancel_demand(
    demand: Demand, *, expected_version: int | None = None, reason: str | None = None, by: Viewer
) -> Demand:
    """Ends a demand for good and tells every applicant; needs a reason if there are bids (EB-14)."""
    checks = Checks()
    reason = checks.optional("reason", reason, most=2_000)
    checks.refuse()
    async with decide(MACHINE, DemandAction.CANCEL, demand.id, expected_version=expected_version, by=by) as decision:
        if decision.case.bid_count and not reason:
            raise invalid("reason", "There are bids: give a reason why the demand is cancelled.", "REQUIRED")
        await _end(decision, reason, Recorded.CANCELLED)
    return await Demand.get(id=demand.id)


async def conclude_without_award(
    demand: Demand, *, reason: str, expected_version: int | None = None, by: Viewer
) -> Demand:
    """Ends the selection because no candidate is suitable."""
    reason = reason_in(reason)
    async with decide(MACHINE, DemandAction.CONCLUDE, demand.id, expected_version=expected_version, by=by) as decision:
        await _end(decision, reason, Recorded.CONCLUDED)
    return await Demand.get(id=demand.id)


async def suspend_demand(demand: Demand, *, reason: str, expected_version: int | None = None, by: Viewer) -> Demand:
    """Suspends a demand on behalf of the platform's staff; the time left until its deadline is kept."""
    reason = reason_in(reason)
    async with decide(MACHINE, DemandAction.SUSPEND, demand.id, expected_version=expected_version, by=by) as decision:
        demand = decision.case
        demand.suspended_from, demand.suspended_at = decision.source, decision.at
        await _move(decision, decision.target, reason, Recorded.SUSPENDED)
        users, facts = await _everyone(demand, [demand.awarder_id]), {"demand": demand.title, "reason": reason}
        kind, subject = NotificationKind.DEMAND_SUSPENDED, ("demand", demand.id)
        await notify(users, kind, subject=subject, by=by.user.id, **facts)
    return await Demand.get(id=demand.id)


async def resume_demand(demand: Demand, *, expected_version: int | None = None, by: Viewer) -> Demand:
    """Resumes a suspended demand; its deadline moves by as long as it was suspended."""
    async with decide(MACHINE, DemandAction.RESUME, demand.id, expected_version=expected_version, by=by) as decision:
        demand = decision.case
        target, held_since, former = demand.suspended_from, demand.suspended_at, demand.deadline_at
        assert target is not None
        assert held_since is not None
        if target is DemandState.OPEN and demand.deadline_at is not None:
            held_for = now() - held_since
            demand.deadline_at += held_for
            if demand.closable_at is not None:
                demand.closable_at += held_for
        demand.suspended_from, demand.suspended_at = None, None  # type: ignore[assignment] # the ORM types a nullable enum so
        await _move(decision, target, None, Recorded.RESUMED)
        if target is DemandState.OPEN:
            await keep_version(demand)
        await follow_up(DemandResumed(demand, by.user.id, former))
    return await Demand.get(id=demand.id)


async def assign_manager(demand: Demand, user_id: UUID, *, expected_version: int | None = None, by: Viewer) -> Demand:
    """Assigns a resource manager to a demand; an administrator assigns anyone, a manager only themselves."""
    async with change():
        await take_place(user_id)
        demand = await locked(demand.id)
        by = await as_of_now(by)
        is_administrator = StaffRole.ADMINISTRATOR in by.staff
        if not is_administrator and not (StaffRole.RESOURCE_MANAGER in by.staff and user_id == by.user.id):
            raise not_allowed("Only an administrator can assign others; a resource manager can assign themselves.")
        if StaffRole.RESOURCE_MANAGER not in await staff_roles(user_id):
            raise not_found("resource manager")
        check_version(demand.version, expected_version)
        if not is_administrator and demand.resource_manager_id not in (None, by.user.id):
            raise not_allowed("This demand already has another resource manager.")
        await follow_up(ManagerAssigned(demand, user_id))
        demand.resource_manager_id = user_id
        demand.version += 1
        await demand.save(update_fields=["resource_manager_id", "version"])
        await enter(book_of(demand.id), Recorded.MANAGER_ASSIGNED, by=by.user.id, subject=user_id)
        record(demand.stream, DemandManaged(demand.id), by=by.user.id)
    return await Demand.get(id=demand.id)


async def end_demands(closing: PartyClosing) -> None:
    """Refuses to close a party with a demand that is running; cancels its drafts."""
    states = [DemandState.DRAFT, *RUNNING]
    own = Demand.filter(awarder_id=closing.party.id, state__in=states).order_by("id").select_for_update()
    for demand in await own:
        if demand.state is not DemandState.DRAFT:
            raise Refused("STILL_RUNNING", "A demand of the party is still running: wait for its end, or cancel it.")
        demand.state, source = DemandState.CANCELLED, demand.state
        demand.version += 1
        await demand.save(update_fields=["state", "version"])
        moved: dict[str, Any] = {"source": source.value, "target": demand.state.value}
        await enter(book_of(demand.id), Recorded.CANCELLED, by=closing.by, cause=Cause.PARTY_CLOSED, **moved)
        announce(demand, DemandMoved(demand.id, source, demand.state), by=closing.by)


async def _end(decision: Decision[Demand, DemandState], reason: str | None, action: Recorded) -> None:
    demand, by, kind = decision.case, decision.by, NotificationKind(f"DEMAND_{action}")
    told = await _everyone(demand, [])  # before their bids end with the demand
    await follow_up(DemandEnded(demand, decision.target, by.user.id, reason))
    await _move(decision, decision.target, reason, action)
    facts = {"reason": reason} if reason else {}
    await notify(told, kind, subject=("demand", demand.id), by=by.user.id, demand=demand.title, **facts)


async def _move(
    decision: Decision[Demand, DemandState], target: DemandState, reason: str | None, action: Recorded
) -> None:
    demand, by = decision.case, decision.by.user.id
    demand.state = target
    demand.version += 1
    await demand.save(update_fields=MOVED)
    moved: dict[str, Any] = {"source": decision.source.value, "target": target.value}
    await enter(book_of(demand.id), action, by=by, reason=reason, **moved)
    announce(demand, DemandMoved(demand.id, decision.source, target), by=by)


async def _everyone(demand: Demand, others: list[UUID]) -> dict[UUID, list[UUID]]:
    """Everyone who acts for an active application or for one of the other parties, by party."""
    live = await Applicant.filter(demand_id=demand.id, state__in=LIVE)
    members = await applicants_to_tell(demand, [each.party_id for each in live])
    return members | await members_to_tell(others)
