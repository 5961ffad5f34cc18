"""Offering reviews: from the end of a contract on which money was released, each side can review the other (RP-1)."""

from uuid import UUID

from models.contracts.contract import Contract, ContractSide
from models.contracts.facts import ContractCompleted, ContractTerminated
from models.database.writing import inserted, write
from models.demands.demand import Demand
from models.reviews.review import OPEN_FOR, DueReview
from models.reviews.telling import tell_due
from models.reviews.worth import released_of


async def offer_reviews_of_terminated(terminated: ContractTerminated) -> None:
    """Lets both sides of a terminated contract review each other."""
    await offer_reviews(terminated.contract, terminated.demand)


async def offer_reviews_of_completed(completed: ContractCompleted) -> None:
    """Lets both sides of a completed contract review each other."""
    await offer_reviews(completed.contract, completed.demand)


async def is_due(due: UUID) -> bool:
    """Whether the party has still to write this review."""
    return await DueReview.exists(id=due, written_at=None)


async def offer_reviews(contract: Contract, demand: Demand) -> None:
    """Lets both sides review each other if money was released; repeating it changes nothing.

    The contract has ended, is locked, and what it held is settled.
    """
    released = (await released_of([contract.id])).get(contract.id, 0)
    if released <= 0 or await DueReview.exists(contract_id=contract.id):
        return
    assert contract.ended_at is not None
    due = [
        DueReview(
            contract_id=contract.id,
            party_id=contract.party_of(side),
            subject_id=contract.party_of(side.other),
            ended_at=contract.ended_at,
            closes_at=contract.ended_at + OPEN_FOR,
        )
        for side in ContractSide
    ]
    await write(inserted(*due))
    await tell_due(contract, demand, due)
