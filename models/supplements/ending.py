"""Supplements that end without being active: rejected, cancelled, expired, stale, or with their contract."""

from typing import Any
from uuid import UUID

from models.changes import change, stamp
from models.contracts.contract import ContractSide
from models.contracts.facts import ContractTerminated
from models.contracts.supplement import UNDECIDED, Supplement, SupplementState
from models.supplements.cases import SupplementCase, locked_supplement
from models.supplements.keeping import keep, stop_waiting
from models.supplements.telling import tell_reminder, tell_settled
from models.work.keeping import finish


async def end(
    case: SupplementCase,
    target: SupplementState,
    *,
    by: UUID | None,
    side: ContractSide | None = None,
    reason: str | None = None,
    **facts: Any,
) -> None:
    """Ends it; what was signed stays to be read. The caller has locked it and its contract.

    Somebody of the staff, who is not named by `by`, ends their own work item themselves.
    """
    supplement, source = case.supplement, case.state
    supplement.state, supplement.ended_at = target, stamp()
    supplement.end_reason = reason  # type: ignore[assignment] # the ORM types a nullable text so
    stop_waiting(supplement)
    if case.item is not None and by is not None:
        await finish(case.item, by=by)
    await keep(supplement, case.contract, target.value, by=by, source=source, side=side, reason=reason, **facts)
    await tell_settled(supplement, case.contract, case.demand, by=by)


async def settle(supplement_id: UUID) -> int:
    """Reminds of an expiry, or makes it; returns how many moves it made. Each happens only once."""
    async with change():
        case = await locked_supplement(supplement_id)
        supplement, at = case.supplement, stamp()
        if supplement.expires_at is not None and supplement.expires_at <= at:
            await end(case, SupplementState.EXPIRED, by=None)
            return 1
        if supplement.reminds_at is not None and supplement.reminds_at <= at:
            supplement.reminds_at = None
            await keep(supplement, case.contract, "REMINDED", by=None, source=None)
            await tell_reminder(case, case.demand)
            return 1
    return 0


async def cancel_supplements(terminated: ContractTerminated) -> None:
    """Nothing changes a contract that has ended."""
    supplements = Supplement.filter(contract_id=terminated.contract.id, state__in=list(UNDECIDED))
    for each in await supplements.order_by("number"):
        case = await locked_supplement(each.id)
        side, cause = terminated.side, "The contract was terminated."
        await end(case, SupplementState.CANCELLED, by=terminated.by, side=side, cause=cause)
