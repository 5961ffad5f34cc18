"""Keeping a contract: its row, its journal and its event in one go, and when it moves by itself."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

from models.calendar import calendar
from models.changes import record
from models.contracts.contract import EXECUTING, UNSETTLED, Contract, ContractSide, ContractState, book_of
from models.contracts.events import ContractChanged
from models.database.writing import Write, updated, write
from models.due import rescheduled
from models.journal import enter
from models.terms import terms

MOVE = "contract"
# How long before its expiry those are reminded for whom a contract waits.
REMINDER_WORKING_DAYS = 2
# What changes of a contract.
KEPT = (
    *("state", "version", "digest", "total_minor", "language", "signs_first", "awarder_lacks", "receiver_lacks"),
    *("acceptance_working_days", "warranty_months", "expires_at", "reminds_at"),
    *("effective_at", "ended_at", "end_reason", "termination_by", "termination_reason", "termination_at"),
)
WAITING = EXECUTING | {ContractState.DRAFT, ContractState.NEGOTIATING}


def begin_waiting(contract: Contract, at: datetime) -> None:
    """Gives both sides the whole time again to approve, or to sign; a reminder comes before its end."""
    if contract.state not in WAITING:
        stop_waiting(contract)
        return
    days = terms().signing_working_days if contract.state in EXECUTING else terms().approval_working_days
    contract.expires_at = calendar().after(at, days)
    contract.reminds_at = calendar().after(at, max(days - REMINDER_WORKING_DAYS, 0))


def stop_waiting(contract: Contract) -> None:
    contract.expires_at = contract.reminds_at = None


def due_of(contract: Contract) -> datetime | None:
    """When the contract next moves by itself: to a reminder, or to its expiry."""
    return contract.reminds_at or contract.expires_at


async def waiting_contracts() -> AsyncIterator[tuple[UUID, datetime]]:
    """Every contract that has a due move, with its time."""
    async for contract in Contract.filter(state__in=list(UNSETTLED)):
        if due := due_of(contract):
            yield contract.id, due


async def keep(
    contract: Contract,
    action: str,
    *,
    by: UUID | None,
    source: ContractState | None,
    side: ContractSide | None = None,
    reason: str | None = None,
    also: tuple[Write, ...] = (),
    **facts: Any,
) -> None:
    """Saves the contract, with its journal entry (EB-13), its event and its next move; `also` is written with it.

    `side` is that of who decides; None for the clock and for the staff, whom neither journal nor event names (ST-3).
    """
    await write(*also, updated(contract, *KEPT), rescheduled(MOVE, contract.id, due_of(contract)))
    await note(contract, action, by=by, source=source, side=side, reason=reason, **facts)
    record(contract.stream, ContractChanged(contract.id), by=by if side else None)


async def note(
    contract: Contract,
    action: str,
    *,
    by: UUID | None,
    source: ContractState | None = None,
    side: ContractSide | None = None,
    reason: str | None = None,
    **facts: Any,
) -> None:
    """Writes into the contract's journal what does not change it; both sides read it, and it names no staff (ST-3)."""
    told: dict[str, Any] = {"target": contract.state.value, "version": contract.version, "digest": contract.digest}
    if source is not None:
        told["source"] = source.value
    told |= {"side": side and side.value, **facts}
    await enter(
        book_of(contract.id), action, by=by if side else None, subject=contract.id, reason=reason, texts=None, **told
    )
