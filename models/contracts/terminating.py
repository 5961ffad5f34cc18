"""Ending an effective contract by the agreement of both sides."""

from models.accounts.parties import Party
from models.accounts.viewer import Viewer
from models.contracts.approving import side_for
from models.contracts.cases import MACHINE, ContractAction, ContractCase
from models.contracts.contract import Contract
from models.contracts.facts import ContractTerminated
from models.contracts.keeping import keep
from models.contracts.telling import tell_declined, tell_proposed, tell_terminated
from models.decisions import decide
from models.demands.demand import Demand
from models.facts import follow_up
from models.inputs import reason_in


async def propose_termination(contract: Contract, party: Party, *, reason: str, by: Viewer) -> Contract:
    """Proposes to end an effective contract; nothing changes unless the other side accepts."""
    reason = reason_in(reason)
    async with decide(MACHINE, ContractAction.PROPOSE_TERMINATION, contract.id, by=by) as decision:
        case, contract = decision.case, decision.case.contract
        side = side_for(case, party, decision.by)
        contract.termination_by, contract.termination_at = side, decision.at
        contract.termination_reason = reason
        await keep(contract, "TERMINATION_PROPOSED", by=by.user.id, source=decision.source, side=side, reason=reason)
        await tell_proposed(contract, _demand_of(case), side, by=by.user.id)
    return await Contract.get(id=contract.id)


async def accept_termination(contract: Contract, party: Party, *, by: Viewer) -> Contract:
    """Ends the contract that the other side has proposed to end, its demand, and its stages (CO-11)."""
    async with decide(MACHINE, ContractAction.ACCEPT_TERMINATION, contract.id, by=by) as decision:
        case, contract = decision.case, decision.case.contract
        side, reason = side_for(case, party, decision.by), contract.termination_reason
        contract.state, contract.ended_at = decision.target, decision.at
        contract.end_reason = reason
        _forget(contract)
        await keep(contract, "TERMINATED", by=by.user.id, source=decision.source, side=side)
        demand = _demand_of(case)
        await tell_terminated(contract, demand, by=by.user.id)
        await follow_up(ContractTerminated(demand, contract, by.user.id, side, reason))
    return await Contract.get(id=contract.id)


async def decline_termination(contract: Contract, party: Party, *, by: Viewer) -> Contract:
    """Declines what the other side has proposed, or takes back what the own side has: the contract goes on."""
    async with decide(MACHINE, ContractAction.DECLINE_TERMINATION, contract.id, by=by) as decision:
        case, contract = decision.case, decision.case.contract
        side = side_for(case, party, decision.by)
        _forget(contract)
        await keep(contract, "TERMINATION_DECLINED", by=by.user.id, source=decision.source, side=side)
        await tell_declined(contract, _demand_of(case), side, by=by.user.id)
    return await Contract.get(id=contract.id)


def _demand_of(case: ContractCase) -> Demand:
    assert case.demand is not None
    return case.demand


def _forget(contract: Contract) -> None:
    contract.termination_by = contract.termination_at = None  # type: ignore[assignment] # the ORM types a nullable enum so
    contract.termination_reason = None  # type: ignore[assignment]
