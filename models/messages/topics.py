"""Topics: what the rules need to know about the subject of a conversation; not every kind has a demand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.contracts.contract import Contract, ContractState
from models.contracts.duties import are_over, have_ended
from models.database import moment_of
from models.database.fetching import by_column, by_key
from models.demands.demand import LISTED, DemandState
from models.disputes.dispute import ENDED as DISPUTE_OVER
from models.disputes.dispute import Dispute, DisputeState
from models.work.item import WorkItem

OVER = frozenset({DemandState.COMPLETED, DemandState.FAILED, DemandState.CANCELLED})
# The keys of the demand, the contract and the dispute that a conversation is about.
Subject = tuple[UUID | None, UUID | None, UUID | None]
MEDIATOR = (
    "SELECT w.assignee_id FROM work_item w WHERE w.subject_id = {} AND w.kind = 'DISPUTE' AND w.state = 'CLAIMED'"
)
# What a topic is read from, of the demand `d`, the contract `c` and the dispute `p` of a conversation.
SUBJECT = (
    "d.title, d.state, d.resource_manager_id AS manager, c.number AS contract_number, c.state AS contract_state, "
    "c.ended_at AS contract_ended_at, c.warranty_months, "
    f"p.state AS dispute_state, ({MEDIATOR.format('p.id')}) AS mediator"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """The title for users, whether it is over, who of the staff can take part, and a contract's number.

    That is the resource manager who is assigned to it, if somebody invites them, or the mediator of a dispute.
    """

    title: str | None = None
    is_over: bool = False
    manager: UUID | None = None
    contract: str | None = None
    mediator: UUID | None = None


async def topics_of(subjects: Sequence[Subject]) -> list[Topic]:
    """The topic of each conversation, given the keys of what it is about; without a demand none is over."""
    demands = await by_key(LISTED, {demand for demand, _, _ in subjects if demand is not None})
    disputes = await by_key(Dispute, {dispute for _, _, dispute in subjects if dispute is not None})
    mediators = await mediators_of(disputes)
    keys = [disputes[dispute].contract_id if dispute else contract for _, contract, dispute in subjects]
    contracts = await by_key(Contract, {key for key in keys if key is not None})
    return [
        _topic(
            demands[demand],
            contracts[key] if key else None,
            disputes[dispute] if dispute else None,
            mediators.get(dispute) if dispute else None,
        )
        if demand is not None
        else Topic()
        for (demand, _, dispute), key in zip(subjects, keys, strict=True)
    ]


async def contracts_behind(subjects: Sequence[Subject]) -> list[UUID | None]:
    """The contract that each conversation, or its dispute, is about."""
    disputes = await by_key(Dispute, {dispute for _, _, dispute in subjects if dispute is not None})
    return [disputes[dispute].contract_id if dispute else contract for _, contract, dispute in subjects]


async def mediators_of(disputes: Collection[UUID]) -> dict[UUID, UUID | None]:
    """Who has claimed each of these disputes."""
    also = "kind = 'DISPUTE' AND state = 'CLAIMED'"
    found = await by_column(WorkItem, "subject_id", disputes, also=also) if disputes else []
    return {each.subject_id: each.assignee_id for each in found}


def topic_in(row: Mapping[str, Any]) -> Topic:
    """The topic in a row that was read with SUBJECT."""
    if row["state"] is None:
        return Topic()
    if row["dispute_state"] is not None:
        is_over, mediator = DisputeState(row["dispute_state"]) in DISPUTE_OVER, _key(row["mediator"])
        return Topic(row["title"], is_over, None, row["contract_number"], mediator)
    demand, contract, ended_at = DemandState(row["state"]), row["contract_state"], row["contract_ended_at"]
    if contract is None:
        is_over = demand in OVER
    else:
        is_over = have_ended(ContractState(contract), ended_at and moment_of(ended_at), row["warranty_months"])
    return Topic(row["title"], is_over, _key(row["manager"]), row["contract_number"])


def _key(found: object) -> UUID | None:
    return None if found is None else UUID(str(found))


def _topic(demand: Any, contract: Contract | None, dispute: Dispute | None, mediator: UUID | None) -> Topic:
    if contract is None:
        return Topic(demand.title, demand.state in OVER, demand.resource_manager_id)
    if dispute is None:
        return Topic(demand.title, are_over(contract), demand.resource_manager_id, contract.number)
    return Topic(demand.title, dispute.state in DISPUTE_OVER, None, contract.number, mediator)
