"""Topics: what the rules need to know about the subject of a conversation; not every kind has a demand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.contracts.contract import ENDED, Contract, ContractState
from models.database.fetching import by_key
from models.demands.demand import LISTED, DemandState

OVER = frozenset({DemandState.COMPLETED, DemandState.FAILED, DemandState.CANCELLED})
# What a topic is read from, of the demand `d` and the contract `c` of a conversation.
SUBJECT = "d.title, d.state, d.resource_manager_id AS manager, c.number AS contract_number, c.state AS contract_state"


@dataclass(frozen=True, slots=True)
class Topic:
    """The title for users, whether it is over, the resource manager who is assigned to it, and a contract's number."""

    title: str | None = None
    is_over: bool = False
    manager: UUID | None = None
    contract: str | None = None


async def topics_of(subjects: Sequence[tuple[UUID | None, UUID | None]]) -> list[Topic]:
    """The topic of each conversation, given the keys of its demand and its contract; without a demand none is over."""
    demands = await by_key(LISTED, {demand for demand, _ in subjects if demand is not None})
    contracts = await by_key(Contract, {contract for _, contract in subjects if contract is not None})
    return [
        _topic(demands[demand], contracts[contract] if contract else None) if demand is not None else Topic()
        for demand, contract in subjects
    ]


def topic_in(row: Mapping[str, Any]) -> Topic:
    """The topic in a row that was read with SUBJECT."""
    if row["state"] is None:
        return Topic()
    demand, contract = DemandState(row["state"]), row["contract_state"]
    is_over = demand in OVER if contract is None else ContractState(contract) in ENDED
    manager = row["manager"]
    return Topic(row["title"], is_over, None if manager is None else UUID(str(manager)), row["contract_number"])


def _topic(demand: Any, contract: Contract | None) -> Topic:
    if contract is None:
        return Topic(demand.title, demand.state in OVER, demand.resource_manager_id)
    return Topic(demand.title, contract.state in ENDED, demand.resource_manager_id, contract.number)
