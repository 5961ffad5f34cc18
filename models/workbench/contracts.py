"""What a contract does to the demand that it is about, and to the award that it comes of."""

from models.contracts.facts import ContractEffective, ContractEnded
from models.demands.awards import Award, AwardState
from models.demands.demand import book_of
from models.journal import enter
from models.workbench.awards import take_back


async def bind_demand(effective: ContractEffective) -> None:
    """Notes that only the contract can end the demand from now on, which goes on waiting for the money."""
    demand = effective.demand
    demand.effective_at = effective.contract.effective_at
    await demand.save(update_fields=["effective_at"])
    await enter(book_of(demand.id), "CONTRACT_EFFECTIVE", by=None, contract=effective.contract.id)


async def void_award_of_contract(ended: ContractEnded) -> None:
    """Voids the award of a contract that will not be, so that the next in line can be awarded (EB-12)."""
    award = await Award.get(id=ended.contract.award_id)
    if award.state is AwardState.ACCEPTED:
        await take_back(award, AwardState.VOIDED, ended.demand, by=ended.by, reason=ended.reason)
