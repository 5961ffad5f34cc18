"""What moves stages without a decision about them: the clock, supplements, and the end of their contract."""

from datetime import datetime
from uuid import UUID

from models.changes import change, stamp
from models.contracts.contract import SETTLED_STAGES, StageState
from models.contracts.facts import ContractTerminated
from models.contracts.terms import minor_of
from models.database.writing import updated, write
from models.due import rescheduled
from models.escrow.cases import StageCase, stage_locked, stages_locked
from models.escrow.completing import end_if_settled
from models.escrow.facts import StageIdle
from models.escrow.funding import call_off_overtaken
from models.escrow.keeping import MOVE, due_of, idle_from, keep_stage, note_of, tell_changed
from models.escrow.refunding import refund
from models.escrow.releasing import release
from models.escrow.telling import tell_idle
from models.facts import follow_up
from models.supplements.facts import SupplementActive
from models.supplements.terms import content_of

S = StageState
EARNED = frozenset({S.ACCEPTED, S.PARTLY_RELEASED})


async def settle_stage(stage_id: UUID) -> int:
    """Accepts work, refunds, or says that money lies idle, if it is time; returns how many moves it made."""
    async with change():
        case = await stage_locked(stage_id)
        stage, at = case.stage, stamp()
        if stage.auto_accepts_at is not None and stage.auto_accepts_at <= at:
            await _accept(case, at)
        elif stage.refunds_at is not None and stage.refunds_at <= at:
            await refund(case, stage.held_minor, at=at, by=None, side=None, is_clock=True)
            await end_if_settled(case, at=at, by=None)
        elif (idle := idle_from(stage)) is not None and idle <= at:
            await _say_idle(case, at)
        else:
            return 0
    return 1


async def _accept(case: StageCase, at: datetime) -> None:
    """Accepts the work and releases what is held for it: the awarder has said nothing in time (ES-7)."""
    stage, source = case.stage, case.stage.state
    stage.state, stage.accepted_at, stage.auto_accepts_at = S.ACCEPTED, at, None
    await keep_stage(case, "AUTO_ACCEPTED", at=at, by=None, source=source, side=None, is_clock=True)
    await release(case, stage.held_minor, at=at, by=None, side=None, is_clock=True)
    await end_if_settled(case, at=at, by=None)


async def _say_idle(case: StageCase, at: datetime) -> None:
    """Tells both sides, and the second time finds somebody who looks for a way out (ES-11)."""
    stage = case.stage
    stage.idle_told += 1
    await write(updated(stage, "idle_told"), rescheduled(MOVE, stage.id, due_of(stage)))
    await note_of(case, "IDLE", by=None, source=stage.state, side=None)
    tell_changed(case, by=None)
    await tell_idle(case)
    if idle_from(stage) is None:
        await follow_up(StageIdle(case, at))


async def return_excess(active: SupplementActive) -> None:
    """Sends back what a supplement leaves no stage for, once, before the stages get their new amounts (CO-9)."""
    contract, at = active.contract, active.supplement.activated_at
    assert at is not None
    wanted = {
        each["number"]: minor_of(each["amount"], contract.currency) for each in content_of(active.supplement)["stages"]
    }
    for case in await stages_locked(contract, active.demand):
        stage = case.stage
        if stage.state in SETTLED_STAGES:
            continue
        excess = stage.held_minor - max(wanted.get(stage.number, 0) - stage.released_minor, 0)
        if excess > 0:
            await refund(case, excess, at=at, by=active.by, side=None)


async def settle_terminated(terminated: ContractTerminated) -> None:
    """Settles what is held when both sides end the contract (CO-11): what was accepted is the receiver's."""
    contract, by, side = terminated.contract, terminated.by, terminated.side
    at = contract.ended_at
    assert at is not None
    cases = await stages_locked(contract, terminated.demand)
    await call_off_overtaken(cases, at=at)
    for case in cases:
        stage, source = case.stage, case.stage.state
        if stage.state in SETTLED_STAGES:
            continue
        if stage.held_minor and stage.state in EARNED:
            await release(case, stage.held_minor, at=at, by=by, side=side)
        elif stage.held_minor:
            await refund(case, stage.held_minor, at=at, by=by, side=side)
        else:
            stage.state, stage.settled_at = S.CANCELLED, at
            await keep_stage(case, "CANCELLED", at=at, by=by, source=source, side=side)
