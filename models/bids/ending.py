"""Demands that stop: cancelled, concluded without an award, suspended by staff and resumed."""

from uuid import UUID

from models.accounts.parties import Viewer, users_of
from models.accounts.users import StaffRole, staff_roles
from models.bids.conflicts import check_manager
from models.changes import change, record
from models.clock import now
from models.demands.applicants import LIVE, Applicant
from models.demands.demand import (
    MACHINE,
    Demand,
    DemandAction,
    DemandState,
    announce,
    book_of,
    locked,
    parts_in,
)
from models.demands.drafting import moved
from models.errors import FieldProblem, InvalidInput, check_version, not_allowed, not_found
from models.inputs import Checks
from models.interviews.ending import end_interviews
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.workbench.awards import void_live


async def cancel_demand(demand: Demand, *, reason: str | None, expected_version: int | None, by: Viewer) -> Demand:
    """Ends a demand for good; with bids in it needs a reason, and tells every applicant (EB-14)."""
    checks = Checks()
    reason = checks.optional("reason", reason, most=2_000)
    checks.refuse()
    async with change():
        demand = await locked(demand.id)
        target = MACHINE.check(DemandAction.CANCEL, demand.state, parts_in(demand, by))
        check_version(demand.version, expected_version)
        if demand.bid_count and not reason:
            raise InvalidInput([FieldProblem("reason", "Bids are in: say why the demand is cancelled.")])
        if demand.state in (DemandState.AWARDED, DemandState.CONTRACTED):
            await void_live(demand, by=by.user.id, reason=reason)
        await _stop(demand, target, by, reason, "CANCELLED")
    return await Demand.get(id=demand.id)


async def conclude_without_award(demand: Demand, *, reason: str, expected_version: int | None, by: Viewer) -> Demand:
    """Ends the selection because nobody is suitable."""
    checks = Checks()
    reason = checks.text("reason", reason, most=2_000)
    checks.refuse()
    async with change():
        demand = await locked(demand.id)
        target = MACHINE.check(DemandAction.CONCLUDE, demand.state, parts_in(demand, by))
        check_version(demand.version, expected_version)
        await _stop(demand, target, by, reason, "CONCLUDED")
    return await Demand.get(id=demand.id)


async def suspend_demand(demand: Demand, *, reason: str, expected_version: int | None = None, by: Viewer) -> Demand:
    """Holds a demand, by staff; its deadline waits meanwhile."""
    checks = Checks()
    reason = checks.text("reason", reason, most=2_000)
    checks.refuse()
    async with change() as running:
        demand = await locked(demand.id)
        target = MACHINE.check(DemandAction.SUSPEND, demand.state, parts_in(demand, by))
        check_version(demand.version, expected_version)
        demand.suspended_from, demand.suspended_at = demand.state, running.at
        await _move(demand, target, by, reason, "SUSPENDED")
        await _tell(demand, NotificationKind.DEMAND_SUSPENDED, by, [demand.awarder_id], reason=reason)
    return await Demand.get(id=demand.id)


async def resume_demand(demand: Demand, *, expected_version: int | None = None, by: Viewer) -> Demand:
    """Lets a suspended demand go on; its deadline moves by the time that it was suspended."""
    async with change():
        demand = await locked(demand.id)
        MACHINE.check(DemandAction.RESUME, demand.state, parts_in(demand, by))
        check_version(demand.version, expected_version)
        source, held_since = demand.suspended_from, demand.suspended_at
        assert source is not None
        assert held_since is not None
        if source is DemandState.OPEN and demand.deadline_at is not None:
            demand.deadline_at += now() - held_since
        demand.suspended_from, demand.suspended_at = None, None  # type: ignore[assignment] # the ORM types a nullable enum so
        await _move(demand, source, by, None, "RESUMED")
        until = demand.deadline_at if source is DemandState.OPEN else None
        facts = {"at": until.isoformat()} if until else {}
        await _tell(demand, NotificationKind.DEMAND_RESUMED, by, [demand.awarder_id], **facts)
    return await Demand.get(id=demand.id)


async def assign_manager(demand: Demand, user_id: UUID, *, expected_version: int | None = None, by: Viewer) -> Demand:
    """Puts a resource manager in charge of a demand: staff does, a manager only themselves."""
    if StaffRole.ADMINISTRATOR not in by.staff and not (
        StaffRole.RESOURCE_MANAGER in by.staff and user_id == by.user.id
    ):
        raise not_allowed("An administrator assigns resource managers; a manager may take a demand themselves.")
    if StaffRole.RESOURCE_MANAGER not in await staff_roles(user_id):
        raise not_found("resource manager")
    async with change():
        demand = await locked(demand.id)
        check_version(demand.version, expected_version)
        if StaffRole.ADMINISTRATOR not in by.staff and demand.resource_manager_id not in (None, by.user.id):
            raise not_allowed("Another resource manager looks after this demand.")
        await check_manager(demand, user_id)
        demand.resource_manager_id = user_id
        demand.version += 1
        await demand.save(update_fields=["resource_manager_id", "version"])
        await enter(book_of(demand.id), "MANAGER_ASSIGNED", by=by.user.id, subject=user_id)
        record(demand.stream, "demand.managed", by=by.user.id, demand=str(demand.id))
    return await Demand.get(id=demand.id)


async def _stop(demand: Demand, target: DemandState, by: Viewer, reason: str | None, action: str) -> None:
    await _move(demand, target, by, reason, action)
    await end_interviews(demand=demand.id, by=by.user.id)
    facts = {"reason": reason} if reason else {}
    await _tell(demand, NotificationKind(f"DEMAND_{action}"), by, [], **facts)


async def _tell(demand: Demand, kind: NotificationKind, by: Viewer, others: list[UUID], **facts: str) -> None:
    """Tells everyone who acts for a live application, and for the other parties."""
    live = await Applicant.filter(demand_id=demand.id, state__in=LIVE)
    users = await users_of([*others, *(each.party_id for each in live)])
    await notify(users, kind, subject=("BiddingDemand", demand.id), by=by.user.id, demand=demand.title, **facts)


async def _move(demand: Demand, target: DemandState, by: Viewer, reason: str | None, action: str) -> None:
    facts = moved(demand.state, target)
    demand.state = target
    demand.version += 1
    await demand.save(update_fields=["state", "version", "deadline_at", "suspended_from", "suspended_at"])
    await enter(book_of(demand.id), action, by=by.user.id, reason=reason, **facts)
    announce(demand, "demand.moved", by=by.user.id, **facts)
