"""Read marks of messages: how far each participant has read a conversation; they only move forward (CM-5)."""

from collections.abc import Collection, Sequence
from uuid import UUID

from tortoise import fields
from tortoise.expressions import RawSQL
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.changes import change, record
from models.database import key_in_database, placeholders, rows
from models.database.fetching import by_column
from models.demands.applicants import Applicant
from models.errors import invalid, not_found
from models.ids import new_id
from models.messages.conversations import TAKING_PART, Conversation, conversation_held
from models.messages.events import ReadMoved
from models.notifications.inbox import mark_read_about
from models.notifications.kinds import NotificationKind


class MessageMark(Model):
    """The number of the last message that somebody has read in a conversation."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    conversation: fields.ForeignKeyRelation[Conversation] = fields.ForeignKeyField(
        "models.Conversation", related_name="marks", on_delete=fields.OnDelete.RESTRICT
    )
    conversation_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="message_marks", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    through = fields.IntField()

    class Meta:
        table = "message_mark"
        unique_together = (("conversation", "user"),)


async def mark_read(conversation: Conversation, *, through: int, by: Viewer) -> Conversation:
    """Records that the viewer has read up to this message; an earlier message changes nothing.

    Once no message by others is unread, the viewer's notification about new messages becomes read too.
    """
    async with change():
        case, by = await conversation_held(conversation.id, by)
        conversation = case.conversation
        if not case.sides(by) & TAKING_PART:
            raise not_found("conversation")
        if not 0 <= through <= conversation.last_seq:
            most = conversation.last_seq
            raise invalid(
                "through", "Must be a message number from {least} to {most}.", "OUT_OF_RANGE", least=0, most=most
            )
        mark = await MessageMark.get_or_none(conversation_id=conversation.id, user_id=by.user.id)
        if through > (mark.through if mark else 0):
            mark = mark or MessageMark(conversation_id=conversation.id, user_id=by.user.id)
            mark.through = through
            await mark.save()
            record(conversation.stream, ReadMoved(by.user.id, through), by=by.user.id)
        if not (await unread_counts([conversation.id], by.user.id))[conversation.id]:
            await mark_read_about(conversation.id, NotificationKind.MESSAGE_RECEIVED, readers=[by.user.id])
    return await Conversation.get(id=conversation.id)


async def marks_of(conversations: Sequence[UUID], reader: UUID) -> dict[UUID, int]:
    """The number of the last message that the reader has read in each conversation; 0 if none."""
    found = dict.fromkeys(conversations, 0)
    for mark in await by_column(MessageMark, "conversation_id", conversations, also="user_id = ?", given=[reader]):
        found[mark.conversation_id] = mark.through
    return found


async def without_unread(conversation: UUID, people: Sequence[UUID]) -> list[UUID]:
    """Which of these people have no unread messages by others in the conversation; deleted ones do not count."""
    marks = dict.fromkeys(people, 0)
    for mark in await MessageMark.filter(conversation_id=conversation, user_id__in=list(people)):
        marks[mark.user_id] = mark.through
    found = await rows(
        "SELECT sender_id, max(seq) AS last FROM message "
        "WHERE conversation_id = ? AND seq > ? AND deleted_at IS NULL GROUP BY sender_id",
        key_in_database(conversation),
        min(marks.values(), default=0),
    )
    last = {UUID(str(row["sender_id"])): row["last"] for row in found}
    return [user for user in people if all(seq <= marks[user] for sender, seq in last.items() if sender != user)]


async def marks_in(conversations: Collection[UUID]) -> dict[tuple[UUID, UUID], int]:
    """The number of the last message that each reader of these conversations has read, by conversation and reader."""
    found = await by_column(MessageMark, "conversation_id", conversations)
    return {(mark.conversation_id, mark.user_id): mark.through for mark in found}


async def unread_counts(conversations: Sequence[UUID], reader: UUID) -> dict[UUID, int]:
    """How many unread messages by others each conversation has, without deleted ones; in one statement."""
    found = await rows(
        f"SELECT c.id AS id, {unread_in('c.id', reader)} AS number FROM conversation c "
        f"WHERE c.id IN ({placeholders(conversations)})",
        *map(key_in_database, conversations),
    )
    return dict.fromkeys(conversations, 0) | {UUID(str(row["id"])): row["number"] for row in found}


def unread_in(conversation: str, reader: UUID) -> str:
    """An expression of SQL: how many messages by others, without deleted ones, the reader has not read there (CM-5).

    `conversation` is an expression for the key of the conversation.
    """
    read = f"SELECT r.through FROM message_mark r WHERE r.conversation_id = {conversation} AND r.user_id = '{reader}'"
    return (
        f"(SELECT count(*) FROM message m WHERE m.conversation_id = {conversation} AND m.sender_id <> '{reader}' "
        f"AND m.deleted_at IS NULL AND m.seq > COALESCE(({read}), 0))"
    )


def with_unread(query: QuerySet[Applicant], has_unread: bool, reader: UUID) -> QuerySet[Applicant]:
    """The applications in whose conversation the reader has unread messages, or the others; many have none at all."""
    unread = unread_in('(SELECT v.id FROM conversation v WHERE v.applicant_id = "applicant"."id")', reader)
    found = query.annotate(unread=RawSQL(f"(CASE WHEN {unread} > 0 THEN 1 ELSE 0 END)"))
    return found.filter(unread=int(has_unread))
