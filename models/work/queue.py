"""The queue of the staff: what waits, filtered and ordered, and how much of it; and who is on the staff."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise.expressions import Q, Subquery
from tortoise.functions import Count

from models.accounts.users import StaffGrant, StaffRole, User
from models.accounts.viewer import Viewer
from models.clock import now
from models.inputs import Checks
from models.pages import Page, Window, page_of
from models.work.item import S, WorkItem, WorkItemKind, WorkItemState, kinds_for

MOST_IN_TEXT = 500


# What is shown where nobody asks for states.
OPEN = (S.WAITING, S.CLAIMED)


class WorkItemOrder(StrEnum):
    """The order of the queue."""

    DUE = "DUE"
    NEWEST = "NEWEST"
    PRIORITY = "PRIORITY"


ORDERS: dict[WorkItemOrder, tuple[tuple[str, ...], tuple[type, ...]]] = {
    WorkItemOrder.DUE: (("sorted_at", "id"), (datetime, UUID)),
    WorkItemOrder.NEWEST: (("-id",), (UUID,)),
    WorkItemOrder.PRIORITY: (("priority", "sorted_at", "id"), (int, datetime, UUID)),
}


@dataclass(frozen=True)
class FilterGiven:
    """The conditions as the client sent them."""

    kinds: list[WorkItemKind] | None = None
    states: list[WorkItemState] | None = None
    is_mine: bool | None = None
    is_overdue: bool | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class WorkItemFilter:
    """Which work items somebody wants to see; of no kinds and no states means of any, and open ones."""

    kinds: tuple[WorkItemKind, ...] = ()
    states: tuple[WorkItemState, ...] = ()
    is_mine: bool | None = None
    is_overdue: bool | None = None
    text: str | None = None

    def shows(self, kind: WorkItemKind) -> bool:
        return not self.kinds or kind in self.kinds

    def fits(self, item: WorkItem, viewer: Viewer) -> bool:
        """Whether it shows the item, which is of a kind that the viewer may see, as it is now."""
        is_mine = holds(item, viewer)
        return (
            self.shows(item.kind)
            and item.state in (self.states or OPEN)
            and self.is_mine in (None, is_mine)
            and self.is_overdue in (None, item.is_overdue(now()))
            and (self.text is None or (is_mine and self.text.casefold() in item.title.casefold()))
        )


@dataclass(frozen=True, slots=True)
class WorkCount:
    """How much work of one kind waits for somebody to take it, and how much is overdue."""

    kind: WorkItemKind
    waiting: int
    overdue: int


def filter_of(given: FilterGiven | None) -> WorkItemFilter:
    """The filter with its text in the normal form; refuses a text that is too long."""
    if given is None:
        return WorkItemFilter()
    checks = Checks()
    text = None if given.text is None else checks.line("filter.text", given.text, most=MOST_IN_TEXT, least=0)
    checks.refuse()
    return WorkItemFilter(
        tuple(given.kinds or ()), tuple(given.states or ()), given.is_mine, given.is_overdue, text or None
    )


def holds(item: WorkItem, viewer: Viewer) -> bool:
    """Whether the viewer has claimed the item."""
    return item.state is S.CLAIMED and item.assignee_id == viewer.user.id


async def work_items_of(viewer: Viewer, wanted: WorkItemFilter, order: WorkItemOrder, window: Window) -> Page[WorkItem]:
    """A page of the work that the viewer may see."""
    sorting, shape = ORDERS[order]
    kinds = [kind for kind in kinds_for(viewer.staff) if wanted.shows(kind)]
    query = WorkItem.filter(_condition(wanted, viewer), kind__in=kinds, state__in=list(wanted.states or OPEN))
    return await page_of(query, sorting, window, order=f"WORK_{order}", shape=shape)


def _condition(wanted: WorkItemFilter, viewer: Viewer) -> Q:
    mine = Q(state=S.CLAIMED, assignee_id=viewer.user.id)
    found = Q()
    if wanted.is_mine is not None:
        found &= mine if wanted.is_mine else ~mine
    if wanted.is_overdue is not None:
        found &= _overdue(now()) if wanted.is_overdue else ~_overdue(now())
    if wanted.text is not None:
        # The title tells about the subject, so it is searched only where the viewer may see that (ST-4).
        found &= mine & Q(title__icontains=wanted.text)
    return found


def _overdue(at: datetime) -> Q:
    return Q(due_at__isnull=False, sorted_at__lte=at, paused_at__isnull=True, state__in=list(OPEN))


async def counts_of(viewer: Viewer) -> list[WorkCount]:
    """What waits of each kind that the viewer may see."""
    kinds = kinds_for(viewer.staff)
    waiting = await _counted(Q(state=S.WAITING, kind__in=kinds))
    overdue = await _counted(_overdue(now()) & Q(kind__in=kinds))
    return [WorkCount(kind, waiting.get(kind, 0), overdue.get(kind, 0)) for kind in kinds]


async def _counted(which: Q) -> dict[WorkItemKind, int]:
    found = WorkItem.filter(which).annotate(number=Count("id")).group_by("kind").values_list("kind", "number")
    return {WorkItemKind(kind): number for kind, number in await found}


async def staff_of(role: StaffRole | None, window: Window) -> Page[User]:
    """A page of those on the staff, or of those with one role."""
    granted = StaffGrant.filter(role=role) if role else StaffGrant.all()
    query = User.filter(id__in=Subquery(granted.values("user_id")))
    return await page_of(query, ("id",), window, order="STAFF", shape=(UUID,))


async def roles_of_staff(users: Collection[UUID]) -> dict[UUID, list[StaffRole]]:
    """The roles of each of these users, in the order of the enum."""
    found: dict[UUID, set[StaffRole]] = {user: set() for user in users}
    for grant in await StaffGrant.filter(user_id__in=list(users)):
        found[grant.user_id].add(grant.role)
    return {user: [role for role in StaffRole if role in roles] for user, roles in found.items()}


async def open_counts(users: Collection[UUID]) -> dict[UUID, int]:
    """How many items each of these users has claimed."""
    claimed = WorkItem.filter(state=S.CLAIMED, assignee_id__in=list(users)).annotate(number=Count("id"))
    return dict(await claimed.group_by("assignee_id").values_list("assignee_id", "number"))
