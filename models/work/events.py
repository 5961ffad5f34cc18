"""Events of the work of the staff, and the place where it is followed."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.places import Place
from models.work.item import WorkItemKind


@dataclass(frozen=True, slots=True)
class AboutWorkItem(Event):
    """The base of events about a work item. Only who may see its kind of work may receive them."""

    work_item: UUID
    of: WorkItemKind


@dataclass(frozen=True, slots=True)
class WorkItemOpened(AboutWorkItem):
    """Something waits for the staff."""

    kind: ClassVar[str] = "work.opened"


@dataclass(frozen=True, slots=True)
class WorkItemChanged(AboutWorkItem):
    """It was claimed, assigned, released, paused or resumed, or is overdue or done."""

    kind: ClassVar[str] = "work.changed"


# One stream for all roles: each follower receives the kinds of work that they may see.
STAFF = Place("staff", (WorkItemOpened, WorkItemChanged))
