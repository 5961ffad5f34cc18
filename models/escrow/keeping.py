"""Keeping a stage: its row, the entry in the record of its contract, its event and its next move, in one go."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from models.calendar import calendar
from models.changes import record
from models.contracts.contract import Contract, ContractSide, ContractStage, StageState, book_of
from models.contracts.events import StageChanged
from models.database.writing import Write, updated, write
from models.due import rescheduled
from models.escrow.cases import StageCase
from models.journal import enter
from models.terms import terms

MOVE = "stage"
KEPT = (
    *("state", "version", "funded_minor", "released_minor", "refunded_minor", "fee_minor", "former_state"),
    *("submitted_at", "accepted_at", "auto_accepts_at", "refund_reason", "refunds_at", "moved_at", "idle_told"),
    *("settled_at", "awarder_ground", "receiver_ground"),
)


def due_of(stage: ContractStage) -> datetime | None:
    """When the stage next moves by itself."""
    return min(filter(None, [stage.auto_accepts_at, stage.refunds_at, idle_from(stage)]), default=None)


def accepted_from(contract: Contract, at: datetime) -> datetime:
    """When work that waits for an answer from `at` on is accepted by the clock: by the terms, if they say it (ES-7)."""
    return calendar().after(at, acceptance_working_days(contract))


def acceptance_working_days(contract: Contract) -> int:
    """How many working days the awarder has to answer."""
    return contract.acceptance_working_days or terms().acceptance_working_days


def idle_from(stage: ContractStage) -> datetime | None:
    """When it is next said of a stage that its money lies idle (ES-11); None if nothing lies there, or all was said."""
    if stage.moved_at is None or not stage.held_minor or stage.state is StageState.DISPUTED:
        return None
    days = (terms().idle_days, terms().idle_mediation_days)[stage.idle_told :]
    return stage.moved_at + timedelta(days=days[0]) if days else None


async def waiting_stages() -> AsyncIterator[tuple[UUID, datetime]]:
    """Every stage that has a due move, with its time."""
    async for stage in ContractStage.filter(moved_at__not_isnull=True):
        if due := due_of(stage):
            yield stage.id, due


async def keep_stage(
    case: StageCase,
    action: str,
    *,
    at: datetime,
    by: UUID | None,
    source: StageState,
    side: ContractSide | None,
    reason: str | None = None,
    is_clock: bool = False,
    also: tuple[Write, ...] = (),
    **facts: Any,
) -> None:
    """Saves the stage; `also` is written with it. A move by the clock raises no version.

    `side` is that of who decides; None for the clock, the payment provider and the staff, whom neither record nor event
    names (ST-3).
    """
    stage, _contract = case.stage, case.contract
    stage.version += not is_clock
    stage.moved_at, stage.idle_told = at, 0
    await write(*also, updated(stage, *KEPT), rescheduled(MOVE, stage.id, due_of(stage)))
    await note_of(case, action, by=by, source=source, side=side, reason=reason, **facts)
    tell_changed(case, by=by if side else None)


async def note_of(
    case: StageCase,
    action: str,
    *,
    by: UUID | None,
    source: StageState,
    side: ContractSide | None,
    reason: str | None = None,
    **facts: Any,
) -> None:
    """Writes into the record of the contract what has happened to the stage (EB-13)."""
    stage = case.stage
    moved = {"stage": stage.number, "source": source.value, "target": stage.state.value, "side": side and side.value}
    book, author = book_of(stage.contract_id), by if side else None
    await enter(book, action, by=author, subject=stage.id, reason=reason, texts=None, **moved, **facts)


def tell_changed(case: StageCase, *, by: UUID | None) -> None:
    """Records the event that the stage has changed."""
    record(case.contract.stream, StageChanged(case.contract.id, case.stage.id), by=by)
