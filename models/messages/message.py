"""Messages in a conversation, with their earlier versions and attachments."""

from collections.abc import Sequence
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party
from models.accounts.users import User
from models.errors import FieldProblem, InvalidInput
from models.files.file import File
from models.ids import new_id
from models.messages.conversations import Conversation
from models.pages import Page, decode, encode, page_size

ORDER = "MESSAGES"


class Message(Model):
    """A message in a conversation. A deleted message keeps its number, without the text."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    conversation: fields.ForeignKeyRelation[Conversation] = fields.ForeignKeyField(
        "models.Conversation", related_name="messages", on_delete=fields.OnDelete.RESTRICT
    )
    conversation_id: UUID
    seq = fields.IntField()
    sender: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="messages", on_delete=fields.OnDelete.RESTRICT
    )
    sender_id: UUID
    # The party that the sender spoke for; null for a guest.
    party: fields.ForeignKeyNullableRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="messages", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID | None
    client_message_id = fields.CharField(max_length=200)
    # The hash of the original content: distinguishes a retry from another message, even after an edit.
    fingerprint = fields.CharField(max_length=64)
    body = fields.TextField()
    tokens = fields.TextField()
    reply_to: fields.ForeignKeyNullableRelation["Message"] = fields.ForeignKeyField(
        "models.Message", related_name="replies", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    reply_to_id: UUID | None
    version = fields.IntField(default=1)
    sent_at = fields.DatetimeField()
    edited_at = fields.DatetimeField(null=True)
    deleted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "message"
        unique_together = (("conversation", "seq"), ("conversation", "sender", "client_message_id"))
        indexes = (Index(fields=("sent_at", "id")),)

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None


class MessageVersion(Model):
    """The text of a message before it was edited or deleted."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    message: fields.ForeignKeyRelation[Message] = fields.ForeignKeyField(
        "models.Message", related_name="versions", on_delete=fields.OnDelete.RESTRICT
    )
    message_id: UUID
    number = fields.IntField()
    body = fields.TextField()
    written_at = fields.DatetimeField()

    class Meta:
        table = "message_version"
        unique_together = (("message", "number"),)


class MessageAttachment(Model):
    """A file that is attached to a message."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    message: fields.ForeignKeyRelation[Message] = fields.ForeignKeyField(
        "models.Message", related_name="attachments", on_delete=fields.OnDelete.RESTRICT
    )
    message_id: UUID
    file: fields.ForeignKeyRelation[File] = fields.ForeignKeyField(
        "models.File", related_name="message_attachments", on_delete=fields.OnDelete.RESTRICT
    )
    file_id: UUID
    place = fields.IntField()

    class Meta:
        table = "message_attachment"
        unique_together = (("message", "file"),)
        indexes = (Index(fields=("file_id",)),)


async def files_of_messages(messages: Sequence[UUID]) -> dict[UUID, list[File]]:
    """The files of each message, in order."""
    found: dict[UUID, list[File]] = {message: [] for message in messages}
    for row in await MessageAttachment.filter(message_id__in=list(messages)).order_by("place").select_related("file"):
        found[row.message_id].append(row.file)
    return found


async def versions_of(messages: Sequence[UUID]) -> dict[UUID, list[MessageVersion]]:
    """The earlier texts of each message, oldest first."""
    found: dict[UUID, list[MessageVersion]] = {message: [] for message in messages}
    for version in await MessageVersion.filter(message_id__in=list(messages)).order_by("number"):
        found[version.message_id].append(version)
    return found


async def pages_of(
    conversations: Sequence[Conversation], *, first: int | None, after: str | None, last: int | None, before: str | None
) -> list[Page[Message]]:
    """One page of messages for each conversation, newest last, in one statement.

    `first` counts from the beginning or after `after`, `last` from the end or before `before`; without either, the page
    holds the last messages. A page covers the messages that existed when the conversation was read.
    """
    if first is not None and last is not None:
        raise InvalidInput([FieldProblem("last", "Use either first or last, not both.")])
    size = page_size(last, path="last") if first is None else page_size(first)
    low = int(str(decode(ORDER, after, (int,))[0])) + 1 if after is not None else 1
    high = int(str(decode(ORDER, before, (int,), path="before")[0])) - 1 if before is not None else None
    spans = [_span(each.last_seq, low, high, size, is_first=first is not None) for each in conversations]
    wanted = [
        Q(conversation_id=each.id, seq__gte=start, seq__lte=end)
        for each, (start, end) in zip(conversations, spans, strict=True)
        if start <= end
    ]
    rows: dict[UUID, list[Message]] = {each.id: [] for each in conversations}
    if wanted:
        for message in await Message.filter(Q(*wanted, join_type=Q.OR)).order_by("seq"):
            rows[message.conversation_id].append(message)
    return [
        Page(
            rows[each.id],
            [encode(ORDER, (message.seq,)) for message in rows[each.id]],
            has_next=end < each.last_seq,
            has_previous=start > 1,
        )
        for each, (start, end) in zip(conversations, spans, strict=True)
    ]


def _span(length: int, low: int, high: int | None, size: int, *, is_first: bool) -> tuple[int, int]:
    """The first and last message number of a page; numbers have no gaps (CM-3)."""
    start = max(1, min(low, length + 1))
    end = length if high is None else max(0, min(high, length))
    return (start, min(end, start + size - 1)) if is_first else (max(start, end - size + 1), end)
