"""What contracts wait for, and for which of their sides: read from their terms, signatures, stages and disputes."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from uuid import UUID

from models.contracts.cases import cases_of
from models.contracts.contract import (
    BINDING,
    EXECUTING,
    Contract,
    ContractSide,
    ContractStage,
    StageState,
    stages_of,
)
from models.contracts.execution import DONE
from models.contracts.tasks import TO_APPROVE, ContractTask, ContractWait, waits_of_terms
from models.database.conditions import Condition, in_sql
from models.database.fetching import by_column
from models.disputes.dispute import Dispute, DisputeState

T, S, D, AWARDER, RECEIVER = ContractTask, StageState, DisputeState, ContractSide.AWARDER, ContractSide.RECEIVER
# Whose move a stage is, and which.
MOVES: dict[StageState, tuple[ContractSide, ContractTask]] = {
    S.AWAITING_FUNDS: (AWARDER, T.PAY_IN),
    S.FUNDED: (RECEIVER, T.DELIVER),
    S.REWORK: (RECEIVER, T.DELIVER),
    S.SUBMITTED: (AWARDER, T.ACCEPT_WORK),
    S.ACCEPTED: (AWARDER, T.RELEASE),
    S.PARTLY_RELEASED: (AWARDER, T.RELEASE),
    S.REFUND_REQUESTED: (RECEIVER, T.ANSWER_REFUND),
}
AGREEING = (D.ANSWERED, D.NEGOTIATING)


async def waits_of(contracts: Sequence[Contract]) -> list[list[ContractWait]]:
    """What each contract waits for: about the contract first, then by its stages, in order."""
    binding = [each.id for each in contracts if each.state in BINDING]
    stages = await stages_of(binding)
    found = await by_column(Dispute, "contract_id", binding, also="live_key IS NOT NULL")
    disputes = {each.stage_id: each for each in found}
    return [
        [
            *waits_of_terms(case),
            *(wait for each in stages.get(case.contract.id, ()) for wait in _of_stage(each, disputes)),
        ]
        for case in await cases_of(contracts)
    ]


def _of_stage(stage: ContractStage, disputes: dict[UUID, Dispute]) -> Iterator[ContractWait]:
    dispute = disputes.get(stage.id)
    if dispute is None:
        if move := MOVES.get(stage.state):
            side, task = move
            yield ContractWait(task, side, stage)
    elif dispute.state is D.OPENED:
        sides = [dispute.side.other] if dispute.side else ContractSide
        yield from (ContractWait(T.ANSWER_DISPUTE, side, stage) for side in sides)
    elif dispute.state in AGREEING:
        yield from (ContractWait(T.SETTLE_DISPUTE, side, stage) for side in ContractSide)
    else:
        yield ContractWait(T.RULE_DISPUTE, None, stage)


def waits_for(side: ContractSide, *, is_so: bool = True) -> Condition:
    """The condition for contracts of which something waits for this side, as `waits_of` says it, or nothing does."""
    stages = [state for state, (whose, _) in MOVES.items() if whose is side]
    is_approved = (
        "SELECT 1 FROM contract_approval w WHERE w.contract_id = contract.id AND w.number = contract.version "
        f"AND w.digest = contract.digest AND w.side = '{side}'"
    )
    mine, others = f"contract.{side.lower()}_lacks", f"contract.{side.other.lower()}_lacks"
    moves = f"SELECT 1 FROM contract_stage w WHERE w.contract_id = contract.id AND w.state IN ({_listed(stages)})"
    ends = f"COALESCE(contract.termination_by, '{side}') = '{side.other}'"
    disputes = (
        "SELECT 1 FROM dispute w WHERE w.contract_id = contract.id AND w.live_key IS NOT NULL "
        f"AND (w.state IN ({_listed(AGREEING)}) "
        f"OR (w.state = '{D.OPENED}' AND (w.side IS NULL OR w.side <> '{side}')))"
    )
    return in_sql(
        f"{'' if is_so else 'NOT '}("
        f"(contract.state IN ({_listed(TO_APPROVE)}) "
        f"AND ({mine} OR (NOT {others} AND NOT EXISTS ({is_approved})))) "
        f"OR (contract.state IN ({_listed(EXECUTING)}) AND NOT EXISTS ({_executed(side)}) "
        f"AND (contract.signs_first = '{side}' OR EXISTS ({_executed(side.other)}))) "
        f"OR (contract.state IN ({_listed(BINDING)}) "
        f"AND ({ends} OR EXISTS ({moves}) OR EXISTS ({disputes}))))"
    )


def _executed(side: ContractSide) -> str:
    return (
        "SELECT 1 FROM contract_execution w WHERE w.contract_id = contract.id AND w.number = contract.version "
        f"AND w.live_key IS NOT NULL AND w.side = '{side}' AND w.state IN ({_listed(DONE)})"
    )


def _listed(words: Iterable[StrEnum]) -> str:
    return ", ".join(f"'{each}'" for each in sorted(words))
