"""Completing: the last stage that is settled ends the contract and its demand."""

from datetime import datetime
from uuid import UUID

from models.contracts.contract import SETTLED_STAGES, ContractState, stages_of
from models.contracts.facts import ContractCompleted
from models.contracts.keeping import keep
from models.escrow.cases import StageCase
from models.escrow.telling import tell_completed
from models.facts import follow_up


async def end_if_settled(case: StageCase, *, at: datetime, by: UUID | None) -> None:
    """Ends the contract if no stage is left; the caller has settled one, and holds the contract and its demand."""
    contract = case.contract
    stages = (await stages_of([contract.id]))[contract.id]
    if contract.state is not ContractState.PERFORMING or any(each.state not in SETTLED_STAGES for each in stages):
        return
    contract.state, contract.ended_at = ContractState.COMPLETED, at
    await keep(contract, "COMPLETED", by=None, source=ContractState.PERFORMING)
    await tell_completed(contract, case.demand)
    await follow_up(ContractCompleted(case.demand, contract, by))
