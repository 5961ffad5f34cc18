"""Opening a dispute: by a side, by its objection to a refund, or for money that lies idle; the stage freezes (ES-6)."""

from datetime import datetime
from uuid import UUID

from models.accounts.viewer import Viewer
from models.contracts.contract import ContractSide, ContractStage, StageState
from models.database.writing import inserted, write
from models.decisions import decide
from models.disputes.cases import DisputeCase
from models.disputes.dispute import Dispute
from models.disputes.facts import DisputeOpened
from models.disputes.keeping import begin_answering, begin_mediating, keep, queue
from models.disputes.telling import tell_mediation, tell_opened
from models.escrow.cases import MACHINE, StageAction, StageCase, side_of
from models.escrow.facts import RefundObjected, StageIdle
from models.escrow.keeping import keep_stage
from models.facts import follow_up
from models.inputs import reason_in

MOST_IN_REASON = 10_000


async def open_dispute(stage: ContractStage, *, reason: str, by: Viewer) -> Dispute:
    """Opens a dispute about what is held for a stage; the other side has some working days to answer.

    Refuses with DISPUTE_WITHDRAWN if the same side has withdrawn one on the same ground (ES-13).
    """
    reason = reason_in(reason, most=MOST_IN_REASON)
    async with decide(MACHINE, StageAction.OPEN_DISPUTE, stage.id, by=by) as decision:
        side = side_of(decision.case.sides(decision.by))
        return await _open(decision.case, side, reason, at=decision.at, by=decision.by.user.id)


async def open_by_objection(objected: RefundObjected) -> None:
    """A receiver who objects to a refund opens a dispute about it."""
    receiver = ContractSide.RECEIVER
    await _open(objected.case, receiver, objected.note, at=objected.at, by=objected.by.user.id)


async def open_for_idle_money(idle: StageIdle) -> None:
    """Finds a mediator for money that lies idle, so that there is a way out (ES-11); nobody has to answer first."""
    await _open(idle.case, None, None, at=idle.at, by=None)


async def _open(
    stage_case: StageCase, side: ContractSide | None, reason: str | None, *, at: datetime, by: UUID | None
) -> Dispute:
    """Opens it, with its conversation; the caller holds the stage with its contract and demand."""
    stage = stage_case.stage
    dispute = Dispute(
        stage_id=stage.id,
        contract_id=stage.contract_id,
        side=side,
        opened_by_id=by,
        opened_at=at,
        reason=reason,
        stage_state=stage.state,
        live_key=stage.id,
    )
    case = DisputeCase(dispute, stage_case)
    (begin_answering if side else begin_mediating)(dispute, at)
    await write(inserted(dispute))
    await freeze(stage_case, side, at=at, by=by)
    if side is None:
        await queue(case)
    # The row has its first version already.
    await keep(case, "DISPUTE_OPENED", by=by, source=None, side=side, reason=reason, is_clock=True)
    await follow_up(DisputeOpened(dispute, stage_case.contract, by, at))
    await (tell_opened(case) if side else tell_mediation(case))
    return dispute


async def freeze(stage_case: StageCase, side: ContractSide | None, *, at: datetime, by: UUID | None) -> None:
    """Stops the clocks of the stage, and of no other one (ES-6)."""
    stage, source = stage_case.stage, stage_case.stage.state
    stage.former_state, stage.state = source, StageState.DISPUTED
    stage.auto_accepts_at = stage.refunds_at = None
    await keep_stage(stage_case, "DISPUTED", at=at, by=by, source=source, side=side, is_clock=side is None)
