"""What contracts can wait for, and what their terms and signatures wait for: the task, and the side that has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.contracts.cases import ContractCase
from models.contracts.contract import BINDING, EXECUTING, ContractSide, ContractStage, ContractState


class ContractTask(StrEnum):
    """Something that a contract waits for."""

    COMPLETE_TERMS = "COMPLETE_TERMS"
    APPROVE_TERMS = "APPROVE_TERMS"
    SIGN = "SIGN"
    COMPARE_SCAN = "COMPARE_SCAN"
    ANSWER_TERMINATION = "ANSWER_TERMINATION"
    PAY_IN = "PAY_IN"
    DELIVER = "DELIVER"
    ACCEPT_WORK = "ACCEPT_WORK"
    RELEASE = "RELEASE"
    ANSWER_REFUND = "ANSWER_REFUND"
    ANSWER_DISPUTE = "ANSWER_DISPUTE"
    SETTLE_DISPUTE = "SETTLE_DISPUTE"
    RULE_DISPUTE = "RULE_DISPUTE"


@dataclass(frozen=True, slots=True)
class ContractWait:
    """A task of one side; of neither where the staff has it. What both sides have to do is a wait for each."""

    task: ContractTask
    side: ContractSide | None = None
    stage: ContractStage | None = None


T = ContractTask
TO_APPROVE = frozenset({ContractState.DRAFT, ContractState.NEGOTIATING})


def waits_of_terms(case: ContractCase) -> Iterator[ContractWait]:
    """What the contract waits for, whatever becomes of its stages."""
    contract = case.contract
    if contract.state in TO_APPROVE:
        lacking = [side for side in ContractSide if contract.lacks(side)]
        yield from (ContractWait(T.COMPLETE_TERMS, side) for side in lacking)
        # Nobody can approve what lacks something.
        if not lacking:
            yield from (ContractWait(T.APPROVE_TERMS, side) for side in ContractSide if side not in case.approved)
    elif contract.state in EXECUTING:
        yield ContractWait(T.SIGN, case.turn)
    elif contract.state is ContractState.VERIFYING_OFFLINE:
        yield ContractWait(T.COMPARE_SCAN)
    elif contract.state in BINDING and contract.termination_by is not None:
        yield ContractWait(T.ANSWER_TERMINATION, contract.termination_by.other)
