"""The state table of stages: who may do what with the work and the money of a stage."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.accounts.viewer import Viewer
from models.contracts.contract import BINDING, Contract, ContractSide, ContractStage, StageState
from models.database.fetching import by_key
from models.database.reading import Columns
from models.demands.demand import DEMAND, Demand, demand_in
from models.errors import Refused
from models.locks import Lock
from models.sides import Side, Sides, sides
from models.states import Machine, Move, wrong_state


class StageAction(StrEnum):
    """What somebody may do with a stage."""

    FUND = "FUND"
    SUBMIT_WORK = "SUBMIT_WORK"
    ACCEPT_WORK = "ACCEPT_WORK"
    REQUEST_REWORK = "REQUEST_REWORK"
    RELEASE = "RELEASE"
    REQUEST_REFUND = "REQUEST_REFUND"
    WITHDRAW_REFUND = "WITHDRAW_REFUND"
    AGREE_REFUND = "AGREE_REFUND"
    OBJECT_REFUND = "OBJECT_REFUND"
    OPEN_DISPUTE = "OPEN_DISPUTE"


S, A = StageState, StageAction
# While a dispute can be opened about them.
DISPUTABLE = frozenset({S.SUBMITTED, S.REWORK, S.ACCEPTED, S.PARTLY_RELEASED, S.REFUND_REQUESTED})


@dataclass(slots=True)
class StageCase:
    """A stage with its contract; the demand where they are locked for a decision, the demand first."""

    stage: ContractStage
    contract: Contract
    demand_row: Demand | None = None

    @property
    def state(self) -> StageState:
        return self.stage.state

    @property
    def version(self) -> int:
        return self.stage.version

    @property
    def demand(self) -> Demand:
        """The demand, once it is locked for a decision."""
        assert self.demand_row is not None
        return self.demand_row

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to this stage."""
        return sides(viewer, awarder=self.contract.awarder_id, other=self.contract.receiver_id)


def side_of(held: Sides) -> ContractSide:
    """The side of the contract on which somebody decides."""
    return ContractSide.AWARDER if Side.AWARDER in held else ContractSide.RECEIVER


def ground_of(stage: ContractStage) -> str:
    """What a dispute about a stage would rest on: its state, with the work that it is about (ES-13)."""
    return f"{stage.state}:{stage.submitted_at.isoformat() if stage.submitted_at else ''}"


async def stage_cases_of(stages: Collection[ContractStage]) -> list[StageCase]:
    """The stages as the state table looks at them, with one statement."""
    contracts = await by_key(Contract, {each.contract_id for each in stages})
    return [StageCase(each, contracts[each.contract_id]) for each in stages]


_CONTRACT = Columns(Contract, "c")
_STAGE = Columns(ContractStage, "s")
_LOCK = Lock(
    "contract_stage s JOIN contract c ON c.id = s.contract_id JOIN demand d ON d.id = c.demand_id WHERE s.id = ?",
    DEMAND,
    _CONTRACT,
    _STAGE,
)
_LOCK_ALL = Lock("contract c JOIN demand d ON d.id = c.demand_id WHERE c.id = ?", DEMAND, _CONTRACT)


async def stage_held(stage: UUID, by: Viewer) -> tuple[StageCase, Viewer]:
    """The stage with its contract and demand, which nobody can change until the commit, and who decides."""
    row, by = await _LOCK.hold(stage, by)
    return _case_in(row), by


async def stage_locked(stage: UUID) -> StageCase:
    """The same for the clock, and for what a payment provider has said."""
    return _case_in(await _LOCK.take(stage))


def _case_in(row: dict[str, object]) -> StageCase:
    return StageCase(_STAGE.in_row(row), _CONTRACT.in_row(row), demand_in(row))


async def stages_locked(contract: Contract, demand: Demand) -> Sequence[StageCase]:
    """All stages of a contract that is locked, in order."""
    stages = await ContractStage.filter(contract_id=contract.id).order_by("number").select_for_update()
    return [StageCase(each, contract, demand) for each in stages]


def _is_binding(case: StageCase, _: Sides) -> Refused | None:
    return None if case.contract.state in BINDING else wrong_state("contract", case.contract.state, BINDING)


def _has_not_withdrawn(case: StageCase, held: Sides) -> Refused | None:
    stage = case.stage
    withdrawn = stage.awarder_ground if side_of(held) is ContractSide.AWARDER else stage.receiver_ground
    if withdrawn == ground_of(stage):
        return Refused("DISPUTE_WITHDRAWN", "Your side has withdrawn a dispute about this: it stays withdrawn.")
    return None


def _was_in_rework(case: StageCase, _: Sides) -> Refused | None:
    former = case.stage.former_state
    return None if former is S.REWORK else wrong_state("stage", str(former), {S.REWORK})


_AWARDER = frozenset({Side.AWARDER_LEAD})
_RECEIVER = frozenset({Side.OTHER_LEAD})
_BINDING = (_is_binding,)
_DISPUTING = (_is_binding, _has_not_withdrawn)

MACHINE: Machine[StageState, StageAction, StageCase] = Machine(
    "stage",
    [
        # It is funded once the payment provider says so.
        Move(A.FUND, frozenset({S.AWAITING_FUNDS}), None, _AWARDER, _BINDING),
        Move(A.SUBMIT_WORK, frozenset({S.FUNDED, S.REWORK}), S.SUBMITTED, _RECEIVER, _BINDING),
        Move(A.ACCEPT_WORK, frozenset({S.SUBMITTED}), S.ACCEPTED, _AWARDER, _BINDING),
        Move(A.REQUEST_REWORK, frozenset({S.SUBMITTED}), S.REWORK, _AWARDER, _BINDING),
        Move(A.RELEASE, frozenset({S.ACCEPTED, S.PARTLY_RELEASED}), S.RELEASED, _AWARDER, _BINDING),
        Move(A.REQUEST_REFUND, frozenset({S.FUNDED, S.REWORK}), S.REFUND_REQUESTED, _AWARDER, _BINDING),
        # Back to where it was.
        Move(A.WITHDRAW_REFUND, frozenset({S.REFUND_REQUESTED}), S.REWORK, _AWARDER, (*_BINDING, _was_in_rework)),
        Move(A.WITHDRAW_REFUND, frozenset({S.REFUND_REQUESTED}), S.FUNDED, _AWARDER, _BINDING),
        Move(A.AGREE_REFUND, frozenset({S.REFUND_REQUESTED}), S.REFUNDED, _RECEIVER, _BINDING),
        Move(A.OBJECT_REFUND, frozenset({S.REFUND_REQUESTED}), S.DISPUTED, _RECEIVER, _DISPUTING),
        Move(A.OPEN_DISPUTE, DISPUTABLE, S.DISPUTED, _AWARDER | _RECEIVER, _DISPUTING),
    ],
    hold=stage_held,
)


def actions_of(cases: Sequence[StageCase], viewer: Viewer | None) -> list[list[StageAction]]:
    """What the viewer may do with each stage now."""
    return [MACHINE.actions(case, viewer) for case in cases]
