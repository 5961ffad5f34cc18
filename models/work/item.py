"""Work items: what waits for the staff, who has taken it until when, and the state table (ST-1 to ST-7)."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party
from models.accounts.users import User
from models.ids import new_id


class WorkItemKind(StrEnum):
    """The kind of a work item: what it is about."""

    TEMPLATE_REQUEST = "TEMPLATE_REQUEST"


class WorkItemState(StrEnum):
    """The state of a work item."""

    WAITING = "WAITING"
    CLAIMED = "CLAIMED"
    DONE = "DONE"


class WorkItem(Model):
    """Something that waits for the staff, for as long as its subject does."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    kind = fields.CharEnumField(WorkItemKind, max_length=30, description="What it is about.")
    # The key of what it is about, whose kind follows from its own.
    subject_id = fields.UUIDField()
    # The party that it concerns: nobody close to it takes the item (ST-2).
    party: fields.ForeignKeyNullableRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="work_items", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID | None
    # The name of its subject, for those who may see that.
    title = fields.CharField(max_length=200)
    state = fields.CharEnumField(WorkItemState, max_length=10)
    version = fields.IntField(default=1)
    # 1 is the most urgent.
    priority = fields.SmallIntField()
    opened_at = fields.DatetimeField()
    # Null while its clock stands still, and for work without a term.
    due_at: datetime | None = fields.DatetimeField(null=True)
    # The same, or the end of time: what lists are ordered by.
    sorted_at = fields.DatetimeField()
    # When administrators were told that it is overdue, which happens once (ST-6).
    overdue_told_at = fields.DatetimeField(null=True)
    assignee: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="work_items", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    assignee_id: UUID | None
    # When the claim ends by itself; null while the item waits for somebody outside the staff.
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
