"""The GraphQL types of the work of the staff: the queue, its feed, and who is on the staff."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from strawberry import ID

from models.accounts.users import StaffRole
from models.work import events, queue
from models.work import item as tables
from models.work.item import WorkItemAction, WorkItemKind, WorkItemState
from models.work.queue import WorkItemOrder
from resolvers import work
from resolvers.finding import StaffMember as Member
from resolvers.work import WorkItemPage
from schema.accounts import User
from schema.base import Node, batched, field, given, identified, shows
from schema.live import ResyncRequired, tells, thing
from schema.pages import Edge, PageInfo, edges_of
from schema.sharing import Differs

strawberry.enum(WorkItemKind, description="What a work item is about.")
strawberry.enum(WorkItemState, description="The state of a work item.")
strawberry.enum(WorkItemAction, description="What a viewer may do with a work item now.")
strawberry.enum(WorkItemOrder, description="The order of the queue.")


@strawberry.interface(description="What a work item can be about.")
class WorkItemSubject(Node):
    id: ID = field("Opaque and stable. `node` loads the object by it.")


@strawberry.type(description="Something that waits for the staff. The staff of its role see it, and administrators.")
@shows(tables.WorkItem)
class WorkItem(Node):
    id: ID = identified("work_item")
    kind: WorkItemKind = field("What it is about.")
    title: str | None = batched(
        "The name of its subject; null if the viewer may not see that.", work.titles_of, differs=Differs.BY_USER
    )
    state: WorkItemState = field("The state of the item.")
    version: int = field("Increases with each change that somebody makes. Pass it as `expectedVersion`.")
    opened_at: datetime = field("Since when it waits.")
    due_at: datetime | None = field(
        "When it is due, in working days; null without a term, and while it waits for somebody outside the staff.",
        work.due_at,
    )
    is_overdue: bool = field("Whether it is due by now, and not done.", work.is_overdue)
    priority: int = field("1 is the most urgent.")
    assignee: User | None = batched(
        "Who has it, or had it last if it is done; null if nobody has.", work.assignees_of, is_alike=True
    )
    claimed_until: datetime | None = field(
        "When the claim ends unless its holder acts on the subject; null if there is none, and while the item waits "
        "for somebody outside the staff."
    )
    subject: WorkItemSubject | None = batched(
        "What it is about; null if the viewer may not see that.", work.subjects_of, differs=Differs.BY_USER
    )
    subject_state: str | None = batched(
        "The state of its subject, for administrators and those who may see the subject; null for others.",
        work.states_of,
        differs=Differs.BY_USER,
    )
    actions: list[WorkItemAction] = batched(
        "What the viewer may do with the item now.", work.actions_of, differs=Differs.BY_USER
    )


@strawberry.type(description="How much work of one kind there is.")
@shows(queue.WorkCount)
class WorkCount:
    kind: WorkItemKind = field("The kind of work.")
    waiting: int = field("How much of it waits for somebody to take it.")
    overdue: int = field("How much of it is overdue, taken or not.")


def _edges(root: strawberry.Parent[WorkItemPage]) -> Any:
    return edges_of(root.page)


async def _total(root: strawberry.Parent[WorkItemPage]) -> int:
    return await root.page.total()


def _page_info(root: strawberry.Parent[WorkItemPage]) -> Any:
    return root.page


@strawberry.type(description="A page of the queue of work.")
@shows(WorkItemPage)
class WorkItemConnection:
    cursor: str = field("Pass it as `after` to the subscription `workItems` to follow on from this page without a gap.")
    counts: list[WorkCount] = field("How much work there is of each kind that the viewer may see.")
    edges: list[Edge[WorkItem]] = field("The rows of this page, in order.", _edges)
    page_info: PageInfo = field("The position of this page in the list.", _page_info)
    total_count: int = field("The number of rows in the whole list.", _total)


@strawberry.type(description="A member of the staff, as administrators see them.")
@shows(Member)
class StaffMember(Node):
    id: ID = identified("staff_member")
    user: User = field("Who it is.")
    roles: list[StaffRole] = batched("Their roles.", work.roles_of, is_alike=True)
    open_count: int = batched("How many work items they have claimed.", work.open_counts_of, is_alike=True)


@strawberry.type(description="Something new waits for the staff.")
@tells(events.WorkItemOpened)
class WorkItemOpened:
    work_item: WorkItem = thing("work_item", "The item as it is now.")


@strawberry.type(description="A work item was claimed, assigned, released, paused or resumed, or is overdue or done.")
@tells(events.WorkItemChanged)
class WorkItemChanged:
    work_item: WorkItem = thing("work_item", "The item as it is now.")


WorkItemHappening = Annotated[
    WorkItemOpened | WorkItemChanged | ResyncRequired,
    strawberry.union("WorkItemHappening", description="What can happen to the work of the staff."),
]


@strawberry.type(description="An event of the work of the staff.")
class WorkItemEvent:
    cursor: str = field("Pass it as `after` to continue from this event.")
    occurred_at: datetime = field("When it happened.")
    event: WorkItemHappening = field("What happened.")


given(
    queue.FilterGiven,
    "WorkItemFilter",
    "The conditions that a work item has to meet. Omitted ones are not checked.",
    kinds="It is of one of these kinds.",
    states="It is in one of these states; WAITING or CLAIMED if this is omitted or empty.",
    is_mine="True: the viewer has claimed it. False: the viewer has not.",
    is_overdue="Whether it is overdue.",
    text="A part of the title, up to 500 characters. Only items whose title the viewer may see are found.",
)
