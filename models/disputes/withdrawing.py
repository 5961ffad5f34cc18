"""Withdrawing a dispute: the stage goes on from where it was, with all of its time."""

from datetime import datetime, timedelta

from models.accounts.viewer import Viewer
from models.contracts.contract import ContractSide, StageState
from models.decisions import decide
from models.disputes.cases import MACHINE, DisputeAction
from models.disputes.dispute import Dispute
from models.disputes.keeping import end, keep
from models.disputes.telling import tell_withdrawn
from models.escrow.cases import StageCase, ground_of, side_of
from models.escrow.keeping import accepted_from, keep_stage
from models.inputs import reason_in
from models.terms import terms


async def withdraw_dispute(dispute: Dispute, *, reason: str, expected_version: int, by: Viewer) -> Dispute:
    """Withdraws a dispute, which the same side cannot open again on the same ground (ES-13)."""
    reason = reason_in(reason)
    action = DisputeAction.WITHDRAW
    async with decide(MACHINE, action, dispute.id, expected_version=expected_version, by=by) as decision:
        case, row, at = decision.case, decision.case.dispute, decision.at
        side, user = side_of(case.sides(decision.by)), decision.by.user.id
        _thaw(case.stage_case, row.stage_state, side, at)
        disputed = StageState.DISPUTED
        await keep_stage(case.stage_case, "RESUMED", at=at, by=user, source=disputed, side=side)
        end(row, decision.target, at, reason=reason)
        await keep(case, "DISPUTE_WITHDRAWN", by=user, source=decision.source, side=side, reason=reason)
        await tell_withdrawn(case, side, by=user)
    return case.dispute


def _thaw(case: StageCase, former: StageState, side: ContractSide, at: datetime) -> None:
    """Gives a stage its former state back, with clocks that begin anew, and keeps what was withdrawn about it."""
    stage = case.stage
    stage.state, stage.former_state = former, None  # type: ignore[assignment] # the ORM types a nullable enum so
    if former is StageState.SUBMITTED:
        stage.auto_accepts_at = accepted_from(case.contract, at)
    elif former is StageState.REFUND_REQUESTED:
        stage.former_state = StageState.REWORK if stage.submitted_at else StageState.FUNDED
        if stage.submitted_at is None:
            stage.refunds_at = at + timedelta(days=terms().refund_silence_days)
    if side is ContractSide.AWARDER:
        stage.awarder_ground = ground_of(stage)
    else:
        stage.receiver_ground = ground_of(stage)
