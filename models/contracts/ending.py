"""Contracts that end before they are effective: refused, expired, or with what they rest on."""

from typing import Any
from uuid import UUID

from models.changes import change, stamp
from models.contracts.cases import ContractCase, locked
from models.contracts.contract import UNSETTLED, Contract, ContractSide, ContractState
from models.contracts.facts import ContractEnded
from models.contracts.keeping import keep, stop_waiting
from models.contracts.telling import tell_ended, tell_reminder
from models.demands.facts import BidInvalidated, DemandEnded
from models.facts import follow_up
from models.work.keeping import finish


async def end(
    case: ContractCase, target: ContractState, *, by: UUID | None, side: ContractSide | None, reason: str | None
) -> None:
    """Ends it with its award; the caller has locked the contract and its demand."""
    assert case.demand is not None
    await _close(case, target, by=by, side=side, reason=reason)
    await tell_ended(case.contract, case.demand, by=by)
    await follow_up(ContractEnded(case.demand, case.contract, by, reason))


async def settle(contract_id: UUID) -> int:
    """Reminds of an expiry, or makes it; returns how many moves it made. Each happens only once."""
    async with change():
        case = await locked(contract_id)
        contract, at = case.contract, stamp()
        if contract.expires_at is not None and contract.expires_at <= at:
            await end(case, ContractState.EXPIRED, by=None, side=None, reason=None)
            return 1
        if contract.reminds_at is not None and contract.reminds_at <= at:
            assert case.demand is not None
            contract.reminds_at = None
            await keep(contract, "REMINDED", by=None, source=None)
            await tell_reminder(case, case.demand)
            return 1
    return 0


async def end_contract_of_demand(ended: DemandEnded) -> None:
    """Ends the contract of a demand that is cancelled."""
    cause = "The demand was cancelled."
    await _end_with(ended.demand.id, None, by=ended.by, side=ContractSide.AWARDER, cause=cause, reason=ended.reason)


async def end_contract_of_bid(invalidated: BidInvalidated) -> None:
    """Ends the contract of a bid that was struck out."""
    demand, applicant, cause = invalidated.demand.id, invalidated.applicant.id, "The bid was struck out."
    await _end_with(demand, applicant, by=invalidated.by, side=None, cause=cause, reason=invalidated.reason)


async def _end_with(
    demand: UUID, applicant: UUID | None, *, by: UUID, side: ContractSide | None, cause: str, reason: str | None
) -> None:
    """Ends what is not effective yet, because of something that ends its award by itself."""
    found = Contract.filter(demand_id=demand, state__in=list(UNSETTLED))
    for each in await (found if applicant is None else found.filter(applicant_id=applicant)):
        case = await locked(each.id)
        await _close(case, ContractState.REFUSED, by=by, side=side, reason=reason, cause=cause)


async def _close(
    case: ContractCase,
    target: ContractState,
    *,
    by: UUID | None,
    side: ContractSide | None,
    reason: str | None,
    **facts: Any,
) -> None:
    contract, source = case.contract, case.state
    contract.state, contract.ended_at = target, stamp()
    contract.end_reason = reason  # type: ignore[assignment] # the ORM types a nullable text so
    stop_waiting(contract)
    if case.item is not None:
        assert by is not None
        await finish(case.item, by=by)
    await keep(contract, target.value, by=by, source=source, side=side, reason=reason, **facts)
