"""Keeping a supplement: its row, its journal and its event in one go, and when it moves by itself."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

from models.calendar import calendar
from models.changes import record
from models.contracts.contract import Contract, ContractSide
from models.contracts.events import SupplementChanged
from models.contracts.keeping import REMINDER_WORKING_DAYS
from models.contracts.supplement import PENDING, UNDECIDED, Supplement, SupplementState, supplement_book_of
from models.database.writing import Write, updated, write
from models.due import rescheduled
from models.journal import enter
from models.terms import terms

MOVE = "supplement"
# What changes of a supplement.
KEPT = (
    *("state", "version", "proposed_at", "approved_at", "approved_by_id", "expires_at", "reminds_at"),
    *("activated_at", "ended_at", "end_reason", "live_key"),
)


def begin_waiting(supplement: Supplement, at: datetime) -> None:
    """Gives those whom it waits for the whole time to approve, or to sign; a reminder comes before its end."""
    is_signing = supplement.state in (SupplementState.READY_TO_SIGN, SupplementState.PARTLY_EXECUTED)
    days = terms().signing_working_days if is_signing else terms().approval_working_days
    supplement.expires_at = calendar().after(at, days)
    supplement.reminds_at = calendar().after(at, max(days - REMINDER_WORKING_DAYS, 0))


def pause_waiting(supplement: Supplement) -> None:
    """Stops the clock while somebody of the staff compares a scan."""
    supplement.expires_at = supplement.reminds_at = None


def stop_waiting(supplement: Supplement) -> None:
    pause_waiting(supplement)
    supplement.live_key = None


def live_key_of(supplement: Supplement) -> str | None:
    """What no other supplement may have: of a contract one is pending, and each side has one draft."""
    if supplement.state is SupplementState.DRAFT:
        return f"{supplement.contract_id}:{supplement.side}"
    return str(supplement.contract_id) if supplement.state in PENDING else None


def due_of(supplement: Supplement) -> datetime | None:
    """When the supplement next moves by itself: to a reminder, or to its expiry."""
    return supplement.reminds_at or supplement.expires_at


async def waiting_supplements() -> AsyncIterator[tuple[UUID, datetime]]:
    """Every supplement that has a due move, with its time."""
    async for supplement in Supplement.filter(state__in=list(UNDECIDED)):
        if due := due_of(supplement):
            yield supplement.id, due


async def keep(
    supplement: Supplement,
    contract: Contract,
    action: str,
    *,
    by: UUID | None,
    source: SupplementState | None,
    side: ContractSide | None = None,
    reason: str | None = None,
    also: tuple[Write, ...] = (),
    **facts: Any,
) -> None:
    """Saves the supplement, with its journal entry (EB-13), its event and its next move; `also` is written with it.

    `side` is that of who decides, or whose scan was compared by somebody of the staff, whom nothing names (ST-3). Moves
    of the clock have neither, and raise no version.
    """
    supplement.version += by is not None or side is not None
    await write(*also, updated(supplement, *KEPT), rescheduled(MOVE, supplement.id, due_of(supplement)))
    await note(supplement, action, by=by, source=source, side=side, reason=reason, **facts)
    tell_followers(supplement, contract, by=by if side else None)


def tell_followers(supplement: Supplement, contract: Contract, *, by: UUID | None) -> None:
    """Records the event, unless it is a draft, which the other side must not hear of."""
    if supplement.proposed_at is not None:
        record(contract.stream, SupplementChanged(contract.id, supplement.id), by=by)


async def note(
    supplement: Supplement,
    action: str,
    *,
    by: UUID | None,
    source: SupplementState | None = None,
    side: ContractSide | None = None,
    reason: str | None = None,
    **facts: Any,
) -> None:
    """Writes into the supplement's journal; both sides read it, and it names no staff (ST-3)."""
    told: dict[str, Any] = {"target": supplement.state.value, "number": supplement.number, "digest": supplement.digest}
    if source is not None:
        told["source"] = source.value
    told |= {"side": side and side.value, **facts}
    book = supplement_book_of(supplement.id)
    await enter(book, action, by=by if side else None, subject=supplement.id, reason=reason, texts=None, **told)
