"""Work items: what waits for the staff, who has taken it until when, and the state table (ST-1 to ST-7)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party, close_to
from models.accounts.users import StaffRole, User
from models.accounts.viewer import Viewer, as_of_now
from models.changes import stamp
from models.database.reading import Columns
from models.errors import Refused
from models.ids import new_id
from models.sides import AS_GUEST, Side, Sides
from models.states import Machine, Move

# How long a claim lasts; acting on the subject begins it anew.
LEASE = timedelta(hours=4)
# Where work without a term stands in the order of terms.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class WorkItemKind(StrEnum):
    """The kind of a work item: what it is about."""

    TEMPLATE_REQUEST = "TEMPLATE_REQUEST"
    SCAN_VERIFICATION = "SCAN_VERIFICATION"
    SUPPLEMENT_SCAN_VERIFICATION = "SUPPLEMENT_SCAN_VERIFICATION"
    DISPUTE = "DISPUTE"


class WorkItemState(StrEnum):
    """The state of a work item."""

    WAITING = "WAITING"
    CLAIMED = "CLAIMED"
    DONE = "DONE"


class WorkItemAction(StrEnum):
    """What somebody may do with a work item."""

    CLAIM = "CLAIM"
    RELEASE = "RELEASE"
    ASSIGN = "ASSIGN"


S, A = WorkItemState, WorkItemAction


@dataclass(frozen=True, slots=True)
class Work:
    """What the items of a kind are about, by its key in models/kinds.py, and which of the staff do them."""

    subject: str
    role: StaffRole


# A row for each kind. What follows in the area of the subject from taking an item, or from letting it go, stands in
# models/consequences.py.
WORK = {
    WorkItemKind.TEMPLATE_REQUEST: Work("template_request", StaffRole.PROFESSIONAL),
    WorkItemKind.SCAN_VERIFICATION: Work("contract", StaffRole.PROFESSIONAL),
    WorkItemKind.SUPPLEMENT_SCAN_VERIFICATION: Work("supplement", StaffRole.PROFESSIONAL),
    WorkItemKind.DISPUTE: Work("dispute", StaffRole.MEDIATOR),
}


class WorkItem(Model):
    """Something that waits for the staff, for as long as its subject does."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    kind = fields.CharEnumField(WorkItemKind, max_length=30, description="What it is about.")
    # The key of what it is about, whose kind follows from its own.
    subject_id = fields.UUIDField()
    # The party that it concerns, and the other one if there are two: nobody close to either takes the item (ST-2).
    party: fields.ForeignKeyNullableRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="work_items", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID | None
    other_party: fields.ForeignKeyNullableRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="further_work_items", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    other_party_id: UUID | None
    # The name of its subject, for those who may see that.
    title = fields.CharField(max_length=200)
    state = fields.CharEnumField(WorkItemState, max_length=10)
    version = fields.IntField(default=1)
    # 1 is the most urgent.
    priority = fields.SmallIntField()
    opened_at = fields.DatetimeField()
    # Null for work without a term; while its clock stands still, when it would have been due.
    due_at: datetime | None = fields.DatetimeField(null=True)
    # The same, or NEVER: what lists are ordered by.
    sorted_at = fields.DatetimeField()
    # Since when it waits for somebody outside the staff, and its clock stands still.
    paused_at: datetime | None = fields.DatetimeField(null=True)
    # When administrators were told that it is overdue, which happens once (ST-6).
    overdue_told_at = fields.DatetimeField(null=True)
    assignee: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="work_items", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    assignee_id: UUID | None
    # When the claim ends by itself; null while the item is paused.
    claimed_until: datetime | None = fields.DatetimeField(null=True)
    done_at = fields.DatetimeField(null=True)
    # Kind and subject until it is done, then null: a subject has at most one open item (ST-7).
    live_key = fields.CharField(max_length=80, null=True, unique=True)

    class Meta:
        table = "work_item"
        indexes = (
            Index(fields=("state", "sorted_at", "id")),
            Index(fields=("assignee_id", "state")),
            Index(fields=("subject_id",)),
        )

    @property
    def parties(self) -> list[UUID]:
        """The parties that it concerns."""
        return [each for each in (self.party_id, self.other_party_id) if each is not None]

    @property
    def subject_kind(self) -> str:
        return WORK[self.kind].subject

    @property
    def term(self) -> datetime | None:
        """When it is due, if its clock runs."""
        return None if self.paused_at is not None else self.due_at

    def is_overdue(self, at: datetime) -> bool:
        return self.state is not S.DONE and self.term is not None and self.term <= at


WORK_ITEM = Columns(WorkItem, "w")


def live_key_of(kind: WorkItemKind, subject: UUID) -> str:
    return f"{kind}:{subject}"


def book_of(item: UUID) -> str:
    """The name of the journal of a work item."""
    return f"work:{item}"


def kinds_for(staff: Collection[StaffRole]) -> list[WorkItemKind]:
    """The kinds of work that somebody with these roles sees; administrators see all of them."""
    return [kind for kind, work in WORK.items() if {work.role, StaffRole.ADMINISTRATOR} & {*staff}]


def sides_of(item: WorkItem, viewer: Viewer | None) -> Sides:
    """What the viewer is to a work item. Whoever acts for a party that it concerns is never its assignee (ST-2)."""
    if viewer is None:
        return AS_GUEST
    held = {Side.SOMEBODY}
    if StaffRole.ADMINISTRATOR in viewer.staff:
        held.add(Side.ADMINISTRATOR)
    if WORK[item.kind].role in viewer.staff:
        held.add(Side.STAFF)
        is_theirs = item.state is S.CLAIMED and item.assignee_id == viewer.user.id
        if is_theirs and not any(viewer.acts_for(party) for party in item.parties):
            held.add(Side.ASSIGNEE)
    return frozenset(held)


@dataclass(slots=True)
class WorkItemCase:
    """A work item, and whether the viewer is too close to a party that it concerns."""

    item: WorkItem
    is_close: bool

    @property
    def state(self) -> WorkItemState:
        return self.item.state

    @property
    def version(self) -> int:
        return self.item.version

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to this item."""
        return sides_of(self.item, viewer)


async def locked(item: UUID) -> WorkItem:
    """Locks the item until the commit, then rereads the clock. Its subject is locked after it, never before."""
    found = await WorkItem.select_for_update().get(id=item)
    stamp()
    return found


async def is_close(user: UUID, item: WorkItem) -> bool:
    """Whether a user is too close to a party that an item concerns."""
    return bool(item.parties and await close_to(user, item.parties))


async def work_item_held(item: UUID, by: Viewer) -> tuple[WorkItemCase, Viewer]:
    """The locked item, for a decision of this viewer, and their rights."""
    found = await locked(item)
    by = await as_of_now(by)
    return WorkItemCase(found, await is_close(by.user.id, found)), by


def partial() -> Refused:
    """The refusal of somebody who is too close to the party that something is about."""
    return Refused(
        "CONFLICT_OF_INTEREST", "This concerns a party that you belong to or are close to: somebody else has to do it."
    )


def _is_impartial(case: WorkItemCase, _: Sides) -> Refused | None:
    return partial() if case.is_close else None


MACHINE: Machine[WorkItemState, WorkItemAction, WorkItemCase] = Machine(
    "work item",
    [
        Move(A.CLAIM, frozenset({S.WAITING}), S.CLAIMED, frozenset({Side.STAFF}), (_is_impartial,)),
        Move(A.RELEASE, frozenset({S.CLAIMED}), S.WAITING, frozenset({Side.ASSIGNEE, Side.ADMINISTRATOR})),
        Move(A.ASSIGN, frozenset({S.WAITING, S.CLAIMED}), S.CLAIMED, frozenset({Side.ADMINISTRATOR})),
    ],
    hold=work_item_held,
)
