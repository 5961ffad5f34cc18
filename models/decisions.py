"""Decisions: the one way to take them, on locked rows and with the viewer's rights at this moment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

from models.accounts.viewer import Viewer
from models.changes import change
from models.errors import check_version
from models.journal import enter
from models.states import Case, Hold, Machine

C = TypeVar("C", bound=Case)
State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)


@dataclass(slots=True)
class Decision(Generic[C, State]):
    """A decision that is allowed: the case, the viewer with current rights, both states, and the time."""

    case: C
    by: Viewer
    source: State
    target: State
    at: datetime

    async def enter(
        self, book: str, action: str, *, subject: UUID | None = None, reason: str | None = None, **facts: object
    ) -> None:
        """Writes the decision into a journal, with both states (EB-13)."""
        moved = {"source": self.source.value, "target": self.target.value}
        facts = {**moved, **facts}
        await enter(book, action, by=self.by.user.id, subject=subject, reason=reason, texts=None, **facts)


@asynccontextmanager
async def decide(
    machine: Machine[State, Action, C],
    action: Action,
    key: UUID,
    *,
    by: Viewer,
    expected_version: int | None = None,
    hold: Hold[C] | None = None,
) -> AsyncIterator[Decision[C, State]]:
    """Locks the thing, rereads the viewer's rights, checks the state table and the version, then runs the block.

    All of this is one change. Pass `hold` to lock more than the state table's own `hold` does. A verb that does not
    use a state table has to call as_of_now itself.
    """
    async with change() as running:
        hold = hold or machine.hold
        case, by = await hold(key, by)
        source = case.state
        target = machine.check(action, case, by)
        check_version(case.version, expected_version)
        yield Decision(case, by, source, target, running.at)
