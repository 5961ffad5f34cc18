"""The work of the staff in the API: the queue and its feed, and who is on the staff."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models.accounts.parties import close_to
from models.accounts.users import StaffRole, User
from models.accounts.viewer import Viewer
from models.clock import now
from models.database.fetching import by_key
from models.kinds import KINDS
from models.pages import Page, Window
from models.work import queue
from models.work.events import STAFF, AboutWorkItem, WorkItemOpened
from models.work.item import MACHINE, WorkItem, WorkItemAction, WorkItemCase, kinds_for
from models.work.queue import FilterGiven, WorkCount, WorkItemOrder, filter_of
from realtime.groups import Feed
from realtime.log import cursor_of
from resolvers import access
from resolvers.context import Info, viewer_in
from resolvers.finding import StaffMember, seen
from resolvers.live import LiveEvent, showing, unseen


class WorkItemPage:
    """A page of the queue, with the cursor to follow it from, and how much waits of each kind."""

    def __init__(self, cursor: str, page: Page[WorkItem], counts: list[WorkCount]) -> None:
        self.cursor = cursor
        self.page = page
        self.counts = counts


async def work_items(
    info: Info,
    filter: FilterGiven | None = None,
    order: WorkItemOrder | None = None,
    first: int | None = None,
    after: str | None = None,
) -> WorkItemPage:
    """The queue as the viewer may see it: empty for whoever is not on the staff."""
    viewer, wanted = viewer_in(info), filter_of(filter)
    # The cursor is read first: what happens in between is shown, and delivered as well.
    cursor = await cursor_of(STAFF.stream())
    page = await queue.work_items_of(viewer, wanted, order or WorkItemOrder.DUE, Window(first, after))
    return WorkItemPage(cursor, page, await queue.counts_of(viewer))


async def follow_work_items(info: Info, filter: FilterGiven | None = None, after: str | None = None) -> Feed:
    """What happens to the work that the viewer may see and wants to see.

    Whether an item fits is asked when it is opened; of every kind that is wanted, what changes is told, so that a
    follower learns what has left their list.
    """
    viewer, wanted = viewer_in(info), filter_of(filter)
    kinds = frozenset(kind for kind in kinds_for(viewer.staff) if wanted.shows(kind))
    if not kinds_for(viewer.staff):
        raise unseen("queue of work")
    gathering = info.context.gathering

    async def fits(shown: LiveEvent) -> bool:
        if not isinstance(shown.event, AboutWorkItem):
            return True
        if shown.event.of not in kinds:
            return False
        item = await gathering.row(WorkItem, shown.event.work_item)
        return item is not None and (not isinstance(shown.event, WorkItemOpened) or wanted.fits(item, viewer))

    scope = (kinds, wanted, viewer.user.id if wanted.is_mine is not None or wanted.text else None)
    return Feed(STAFF.stream(), after, scope=scope, settles_roles=True, show=showing(STAFF), fits=fits)


async def staff_members(
    info: Info, role: StaffRole | None = None, first: int | None = None, after: str | None = None
) -> Page[StaffMember]:
    if not access.may_see_staff(viewer_in(info)):
        return Page.empty()
    page = await queue.staff_of(role, Window(first, after))
    return Page([StaffMember(user) for user in page.rows], page.cursors, page.has_next, page.has_previous, page.size)


async def titles_of(things: Sequence[WorkItem], *, viewer: Viewer | None) -> list[str | None]:
    """The names of the subjects that the viewer may see (ST-4)."""
    subjects = await subjects_of(things, viewer=viewer)
    return [item.title if subject is not None else None for item, subject in zip(things, subjects, strict=True)]


async def subjects_of(things: Sequence[WorkItem], *, viewer: Viewer | None) -> list[Any]:
    """What each item is about, where the viewer may see that by any other door (ST-4)."""
    found: dict[Any, Any] = {}
    for kind in {item.subject_kind for item in things}:
        found |= await seen(kind, {item.subject_id for item in things if item.subject_kind == kind}, viewer)
    return [found.get(item.subject_id) for item in things]


async def states_of(things: Sequence[WorkItem], *, viewer: Viewer | None) -> list[str | None]:
    """The states of the subjects, for those who see them and for administrators."""
    subjects = dict(zip(things, await subjects_of(things, viewer=viewer), strict=True))
    hidden = [item for item, subject in subjects.items() if subject is None]
    for item in hidden:
        if access.may_see_state_of_subject(viewer, item):
            model = KINDS[item.subject_kind].model
            subjects[item] = (await by_key(model, [item.subject_id])).get(item.subject_id)
    return [None if subjects[item] is None else str(subjects[item].state) for item in things]


async def assignees_of(things: Sequence[WorkItem], *, viewer: Viewer | None) -> list[User | None]:  # noqa: ARG001 - seen with the item
    found = await by_key(User, {item.assignee_id for item in things if item.assignee_id})
    return [found[item.assignee_id] if item.assignee_id else None for item in things]


async def actions_of(things: Sequence[WorkItem], *, viewer: Viewer | None) -> list[list[WorkItemAction]]:
    parties = {party for item in things for party in item.parties}
    close = await close_to(viewer.user.id, parties) if viewer and parties else set()
    return [MACHINE.actions(WorkItemCase(item, not close.isdisjoint(item.parties)), viewer) for item in things]


def is_overdue(root: WorkItem) -> bool:
    return root.is_overdue(now())


def due_at(root: WorkItem) -> datetime | None:
    return root.term


async def roles_of(things: Sequence[StaffMember], *, viewer: Viewer | None) -> list[list[StaffRole]]:  # noqa: ARG001 - seen with the member
    found = await queue.roles_of_staff([each.id for each in things])
    return [found[each.id] for each in things]


async def open_counts_of(things: Sequence[StaffMember], *, viewer: Viewer | None) -> list[int]:  # noqa: ARG001 - seen with the member
    found = await queue.open_counts([each.id for each in things])
    return [found.get(each.id, 0) for each in things]
