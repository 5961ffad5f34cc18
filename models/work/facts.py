"""Facts about the work of the staff that have consequences in the areas of its subjects."""

from dataclasses import dataclass
from uuid import UUID

from models.facts import Fact
from models.work.item import WorkItem


@dataclass(frozen=True, slots=True)
class WorkTaken(Fact):
    """A member of the staff has claimed an item, or was assigned it; `former` is who had it before."""

    item: WorkItem
    former: UUID | None
    by: UUID


@dataclass(frozen=True, slots=True)
class WorkLetGo(Fact):
    """An item waits for anybody again: it was released, or its claim is over."""

    item: WorkItem
    former: UUID
    by: UUID | None
