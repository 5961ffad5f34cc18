"""What moves disputes without a decision: silence loses, or a mediator is called, when the days of a state are over."""

from datetime import datetime
from uuid import UUID

from models.changes import change, stamp
from models.contracts.contract import ContractSide
from models.disputes.cases import DisputeCase, dispute_locked, respondent_of, silence_loses
from models.disputes.dispute import DisputeState
from models.disputes.dividing import divide
from models.disputes.keeping import begin_mediating, end, keep, queue
from models.disputes.telling import tell_defaulted, tell_mediation
from models.escrow.completing import end_if_settled


async def settle_dispute(dispute_id: UUID) -> int:
    """Makes the move that is due, if it is time; returns how many it made."""
    async with change():
        case = await dispute_locked(dispute_id)
        at, due = stamp(), case.dispute.due_at
        if due is None or due > at:
            return 0
        if silence_loses(case.dispute, case.stage):
            await _default(case, at)
        else:
            await _mediate(case, at)
    return 1


async def _default(case: DisputeCase, at: datetime) -> None:
    source, held = case.state, case.stage.held_minor
    is_awarder = respondent_of(case.dispute) is ContractSide.AWARDER
    parts = (held, 0) if is_awarder else (0, held)
    await divide(case, *parts, "DEFAULTED", at=at, by=None, side=None, is_clock=True)
    end(case.dispute, DisputeState.DEFAULTED, at)
    await keep(case, "DISPUTE_DEFAULTED", by=None, source=source, side=None, is_clock=True)
    await tell_defaulted(case)
    await end_if_settled(case.stage_case, at=at, by=None)


async def _mediate(case: DisputeCase, at: datetime) -> None:
    source = case.state
    begin_mediating(case.dispute, at)
    await queue(case)
    await keep(case, "MEDIATION_BEGUN", by=None, source=source, side=None, is_clock=True)
    await tell_mediation(case)
