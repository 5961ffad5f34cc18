"""The state table of disputes: who may do what in which state, with the settlement that stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from models.accounts.parties import close_to
from models.accounts.viewer import Viewer
from models.contracts.contract import Contract, ContractSide, ContractStage, StageState
from models.database.fetching import by_column, by_key
from models.database.reading import Columns
from models.demands.demand import DEMAND, demand_in
from models.disputes.dispute import Dispute, DisputeState, Settlement, standing_settlements, statement_counts
from models.errors import Refused
from models.escrow.cases import StageCase, side_of
from models.locks import Lock
from models.sides import Side, Sides
from models.states import Machine, Move
from models.work.item import WorkItem, WorkItemKind, live_key_of, partial, sides_of


class DisputeAction(StrEnum):
    """What somebody may do with a dispute."""

    ANSWER = "ANSWER"
    PROPOSE_SETTLEMENT = "PROPOSE_SETTLEMENT"
    ACCEPT_SETTLEMENT = "ACCEPT_SETTLEMENT"
    WITHDRAW = "WITHDRAW"
    RULE = "RULE"


S, A = DisputeState, DisputeAction
MOST_STATEMENTS = 50  # of each side, so that none can keep the other one from answering


@dataclass(slots=True)
class DisputeCase:
    """A dispute with its stage and contract, the settlement that stands, and the work of the mediator if there is."""

    dispute: Dispute
    stage_case: StageCase
    settlement: Settlement | None = None
    item: WorkItem | None = None
    # Whether the viewer is too close to one of the parties to rule (ST-2).
    is_close: bool = False
    # How many statements each side has made.
    said: Mapping[ContractSide, int] = field(default_factory=dict)

    @property
    def state(self) -> DisputeState:
        return self.dispute.state

    @property
    def version(self) -> int:
        return self.dispute.version

    @property
    def stage(self) -> ContractStage:
        return self.stage_case.stage

    @property
    def contract(self) -> Contract:
        return self.stage_case.contract

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to this dispute: of a side, or the mediator who has claimed it, who is on neither."""
        held = self.stage_case.sides(viewer)
        if self.item is not None:
            held |= sides_of(self.item, viewer) & {Side.ASSIGNEE}
        return held


async def cases_of(disputes: Collection[Dispute]) -> list[DisputeCase]:
    """The disputes as the state table looks at them, with a few statements for all of them."""
    contracts = await by_key(Contract, {each.contract_id for each in disputes})
    stages = await by_key(ContractStage, {each.stage_id for each in disputes})
    settlements = await standing_settlements([each.id for each in disputes])
    items, counts = await items_of(disputes), await statement_counts([each.id for each in disputes])
    return [
        DisputeCase(
            each,
            StageCase(stages[each.stage_id], contracts[each.contract_id]),
            settlements.get(each.id),
            items.get(each.id),
            said=_said(contracts[each.contract_id], counts[each.id]),
        )
        for each in disputes
    ]


def _said(contract: Contract, counts: Mapping[UUID, int]) -> dict[ContractSide, int]:
    return {side: counts.get(contract.party_of(side), 0) for side in ContractSide}


async def items_of(disputes: Collection[Dispute]) -> dict[UUID, WorkItem]:
    """The open work item of each dispute that waits for a mediator."""
    waiting = [each.id for each in disputes if each.state is S.MEDIATION]
    found = await by_column(WorkItem, "subject_id", waiting, also="live_key IS NOT NULL") if waiting else []
    return {each.subject_id: each for each in found}


async def items_by_contract(contracts: Collection[UUID]) -> list[dict[UUID, WorkItem]]:
    """The open work items about disputes of these contracts, which can have several: each in a mapping of its own."""
    found = await by_column(Dispute, "contract_id", contracts, also="state = 'MEDIATION'")
    items = await items_of(found)
    return [{each.contract_id: items[each.id]} for each in found if each.id in items]


_CONTRACT = Columns(Contract, "c")
_STAGE = Columns(ContractStage, "s")
_DISPUTE = Columns(Dispute, "p")
# As every change of a stage does, with the dispute after that.
_LOCK = Lock(
    "dispute p JOIN contract_stage s ON s.id = p.stage_id JOIN contract c ON c.id = p.contract_id "
    "JOIN demand d ON d.id = c.demand_id WHERE p.id = ?",
    DEMAND,
    _CONTRACT,
    _STAGE,
    _DISPUTE,
)


async def dispute_held(dispute: UUID, by: Viewer) -> tuple[DisputeCase, Viewer]:
    """The dispute with its stage, contract and demand, which nobody can change until the commit, and who decides."""
    row, by = await _LOCK.hold(dispute, by)
    case = await _held(row)
    if Side.ASSIGNEE in case.sides(by):
        case.is_close = await is_close(case, by)
    return case, by


async def dispute_locked(dispute: UUID) -> DisputeCase:
    """The same for the clock."""
    return await _held(await _LOCK.take(dispute))


async def _held(row: dict[str, object]) -> DisputeCase:
    stage_case = StageCase(_STAGE.in_row(row), _CONTRACT.in_row(row), demand_in(row))
    case = DisputeCase(_DISPUTE.in_row(row), stage_case)
    dispute = case.dispute.id
    case.settlement = (await standing_settlements([dispute])).get(dispute)
    case.said = _said(case.contract, (await statement_counts([dispute]))[dispute])
    if case.state is S.MEDIATION:
        # After its subject, by everybody: taking it from the queue, or putting it back, locks no dispute.
        key = live_key_of(WorkItemKind.DISPUTE, case.dispute.id)
        case.item = await WorkItem.select_for_update().get(live_key=key)
    return case


async def is_close(case: DisputeCase, viewer: Viewer) -> bool:
    """Whether the viewer is too close to a party of the contract (EB-9)."""
    return bool(await close_to(viewer.user.id, {case.contract.awarder_id, case.contract.receiver_id}))


def opened_by(case: DisputeCase, held: Sides) -> bool:
    """Whether it was opened by the side of somebody with these sides."""
    return case.dispute.side is side_of(held)


def _is_respondent(case: DisputeCase, held: Sides) -> Refused | None:
    if opened_by(case, held):
        return Refused("NOT_YOUR_TURN", "Your side has opened this dispute: the other side has to answer.")
    return None


def _has_more_to_say(case: DisputeCase, held: Sides) -> Refused | None:
    if case.said.get(side_of(held), 0) < MOST_STATEMENTS:
        return None
    return Refused(
        "TOO_MANY_STATEMENTS",
        "Your side has made {most} statements: go on in the conversation, or propose a settlement.",
        most=MOST_STATEMENTS,
    )


def _has_opened(case: DisputeCase, held: Sides) -> Refused | None:
    if opened_by(case, held):
        return None
    return Refused("NOT_YOUR_TURN", "Only the side that opened this dispute can withdraw it.")


def _something_is_proposed(case: DisputeCase, _: Sides) -> Refused | None:
    return None if case.settlement else Refused("WRONG_STATE", "No settlement is proposed.")


def _other_has_proposed(case: DisputeCase, held: Sides) -> Refused | None:
    if case.settlement is not None and case.settlement.side is side_of(held):
        return Refused("NOT_YOUR_TURN", "Your side has proposed this: the other side has to answer.")
    return None


def _is_impartial(case: DisputeCase, _: Sides) -> Refused | None:
    return partial() if case.is_close else None


_LEADS = frozenset({Side.AWARDER_LEAD, Side.OTHER_LEAD})
_MEDIATOR = frozenset({Side.ASSIGNEE})
_TALKING = frozenset({S.ANSWERED, S.NEGOTIATING})
_SETTLING = (_something_is_proposed, _other_has_proposed)

MACHINE: Machine[DisputeState, DisputeAction, DisputeCase] = Machine(
    "dispute",
    [
        # The first statement of the other side is the answer.
        Move(A.ANSWER, frozenset({S.OPENED}), S.ANSWERED, _LEADS, (_is_respondent, _has_more_to_say)),
        Move(A.ANSWER, frozenset({S.OPENED, S.MEDIATION}) | _TALKING, None, _LEADS, (_has_more_to_say,)),
        Move(A.PROPOSE_SETTLEMENT, _TALKING, S.NEGOTIATING, _LEADS),
        Move(A.PROPOSE_SETTLEMENT, frozenset({S.MEDIATION}), None, _LEADS),
        Move(A.ACCEPT_SETTLEMENT, frozenset({S.NEGOTIATING, S.MEDIATION}), S.SETTLED, _LEADS, _SETTLING),
        Move(A.WITHDRAW, frozenset({S.OPENED}) | _TALKING, S.WITHDRAWN, _LEADS, (_has_opened,)),
        Move(A.RULE, frozenset({S.MEDIATION}), S.RULED, _MEDIATOR, (_is_impartial,)),
    ],
    hold=dispute_held,
)


async def actions_of(disputes: Sequence[Dispute], viewer: Viewer | None) -> list[list[DisputeAction]]:
    """What the viewer may do with each dispute now."""
    cases = await cases_of(disputes)
    for case in cases:
        if viewer is not None and Side.ASSIGNEE in case.sides(viewer):
            case.is_close = await is_close(case, viewer)
    return [MACHINE.actions(case, viewer) for case in cases]


def respondent_of(dispute: Dispute) -> ContractSide | None:
    """The side that has to answer; None if nobody opened it."""
    return dispute.side.other if dispute.side else None


def silence_loses(dispute: Dispute, stage: ContractStage) -> bool:
    """Whether the side that has to answer loses what is held if it does not.

    An awarder does after submitted work; a receiver does after a request for a refund, with nothing ever submitted.
    """
    if dispute.state is not S.OPENED:
        return False
    was_submitted = stage.submitted_at is not None
    if respondent_of(dispute) is ContractSide.AWARDER:
        return was_submitted
    return dispute.stage_state is StageState.REFUND_REQUESTED and not was_submitted
