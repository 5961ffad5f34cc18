"""Keeping a dispute: its row, the entry in the record of its contract, its event and its next move, in one go."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

from models.calendar import calendar
from models.changes import record
from models.contracts.contract import ContractSide, book_of
from models.contracts.events import DisputeChanged
from models.database.writing import Write, updated, write
from models.disputes.cases import DisputeCase
from models.disputes.dispute import ENDED, Dispute, DisputeState
from models.due import rescheduled
from models.journal import enter
from models.terms import terms
from models.work.events import STAFF, WorkItemChanged
from models.work.item import WorkItemKind
from models.work.keeping import finish, open_item

S = DisputeState
MOVE = "dispute"
PRIORITY = 2
KEPT = (
    *("state", "version", "answers_by", "negotiates_until", "mediates_until", "ended_at", "end_reason"),
    *("to_receiver_minor", "to_awarder_minor", "live_key"),
)


async def waiting_disputes() -> AsyncIterator[tuple[UUID, datetime]]:
    """Every dispute that has a due move, with its time."""
    async for dispute in Dispute.filter(live_key__not_isnull=True):
        if due := dispute.due_at:
            yield dispute.id, due


def begin_answering(dispute: Dispute, at: datetime) -> None:
    """The other side has some working days to answer."""
    dispute.state, dispute.answers_by = S.OPENED, calendar().after(at, terms().dispute_answer_working_days)


def begin_negotiating(dispute: Dispute, at: datetime) -> None:
    """Both sides have some working days to agree; a proposal does not make them longer."""
    dispute.negotiates_until = calendar().after(at, terms().dispute_negotiation_working_days)


def begin_mediating(dispute: Dispute, at: datetime) -> None:
    """A mediator has some working days to rule, unless both sides agree before."""
    dispute.state = S.MEDIATION
    dispute.mediates_until = calendar().after(at, terms().dispute_mediation_working_days)


def end(dispute: Dispute, target: DisputeState, at: datetime, *, reason: str | None = None) -> None:
    """Nothing more happens to it."""
    dispute.state, dispute.ended_at, dispute.end_reason, dispute.live_key = target, at, reason, None


async def queue(case: DisputeCase) -> None:
    """Puts the dispute into the queue of the mediators, in the change that begins the mediation (ST-7)."""
    case.item = await open_item(
        WorkItemKind.DISPUTE,
        case.dispute.id,
        party=case.contract.awarder_id,
        other_party=case.contract.receiver_id,
        title=case.contract.number,
        priority=PRIORITY,
        due_at=case.dispute.mediates_until,
    )


async def keep(
    case: DisputeCase,
    action: str,
    *,
    by: UUID | None,
    source: DisputeState | None,
    side: ContractSide | None,
    reason: str | None = None,
    is_clock: bool = False,
    also: tuple[Write, ...] = (),
    **facts: Any,
) -> None:
    """Saves the dispute, and `also`; its work item is done with it. A move by the clock raises no version.

    `side` is that of who decides; None for the clock and for the staff, whom neither record nor event names (ST-3).
    """
    dispute = case.dispute
    dispute.version += not is_clock
    await write(*also, updated(dispute, *KEPT), rescheduled(MOVE, dispute.id, dispute.due_at))
    moved: dict[str, Any] = {"stage": case.stage.number, "target": dispute.state.value, "side": side and side.value}
    if source is not None:
        moved["source"] = source.value
    book, author = book_of(dispute.contract_id), by if side else None
    await enter(book, action, by=author, subject=dispute.id, reason=reason, texts=None, **moved, **facts)
    tell_changed(case, by=author)
    if case.item is not None and dispute.state in ENDED:
        assert by is not None
        await finish(case.item, by=by)
    elif case.item is not None:
        record(STAFF.stream(), WorkItemChanged(case.item.id, case.item.kind), by=None)


def tell_changed(case: DisputeCase, *, by: UUID | None) -> None:
    """Records the event that the dispute has changed."""
    record(case.contract.stream, DisputeChanged(case.contract.id, case.dispute.id), by=by)
