"""What a contract does to the demand that it is about, and to the award that it comes of."""

from models.contracts.facts import (
    ContractCompleted,
    ContractEffective,
    ContractEnded,
    ContractPerforming,
    ContractTerminated,
)
from models.demands.awards import Award, AwardState
from models.demands.causes import Cause
from models.demands.demand import DemandState, book_of
from models.demands.facts import DemandEnded
from models.demands.recorded import Recorded
from models.facts import follow_up
from models.journal import enter
from models.workbench.awards import move_demand, take_back


async def bind_demand(effective: ContractEffective) -> None:
    """Notes that only the contract can end the demand from now on, which goes on waiting for the money."""
    demand = effective.demand
    demand.effective_at = effective.contract.effective_at
    await demand.save(update_fields=["effective_at"])
    await enter(book_of(demand.id), Recorded.CONTRACT_EFFECTIVE, by=None, contract=effective.contract.id)


async def begin_demand(performing: ContractPerforming) -> None:
    """The work has begun: the first stage is funded (ES-3)."""
    demand = performing.demand
    await move_demand(demand, DemandState.IN_PROGRESS, by=None)
    await enter(book_of(demand.id), Recorded.WORK_BEGAN, by=None, contract=performing.contract.id)


async def complete_demand(completed: ContractCompleted) -> None:
    """The work is done: every stage of the contract is settled."""
    demand = completed.demand
    await move_demand(demand, DemandState.COMPLETED, by=None)
    await enter(book_of(demand.id), Recorded.COMPLETED, by=None, contract=completed.contract.id)


async def cancel_demand_of_contract(terminated: ContractTerminated) -> None:
    """Ends the demand with the contract that both sides have agreed to end, and the award and bids that are left."""
    demand = terminated.demand
    await follow_up(DemandEnded(demand, DemandState.CANCELLED, terminated.by, terminated.reason))
    await move_demand(demand, DemandState.CANCELLED, by=terminated.by)
    cause, contract = Cause.CONTRACT_TERMINATED, terminated.contract.id
    await enter(book_of(demand.id), Recorded.CANCELLED, by=terminated.by, cause=cause, contract=contract)


async def void_award_of_contract(ended: ContractEnded) -> None:
    """Voids the award of a contract that will not be, so that the next in line can be awarded (EB-12)."""
    award = await Award.get(id=ended.contract.award_id)
    if award.state is AwardState.ACCEPTED:
        await take_back(award, AwardState.VOIDED, ended.demand, by=ended.by, reason=ended.reason)
