"""Messages in a conversation, with their earlier versions and attachments."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from tortoise import fields
from tortoise.expressions import Q
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party
from models.accounts.users import User
from models.database.fetching import by_column, with_relation
from models.files.file import File
from models.ids import new_id
from models.messages.conversations import Conversation
from models.pages import Cursors, Page, Window, cut, ends_of

ORDER = "MESSAGES"
EDITABLE = timedelta(minutes=15)


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

    @property
    def editing_ends_at(self) -> datetime | None:
        """Until when its sender may edit it; a deleted one is edited no more."""
        return None if self.is_deleted else self.sent_at + EDITABLE


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
    rows = await by_column(MessageAttachment, "message_id", messages, sorting="place")
    for row in await with_relation(rows, "file"):
        found[row.message_id].append(row.file)
    return found


async def versions_of(messages: Sequence[UUID], *, most: int) -> dict[UUID, list[MessageVersion]]:
    """The first of the earlier texts of each message, oldest first."""
    found: dict[UUID, list[MessageVersion]] = {message: [] for message in messages}
    earlier = await by_column(
        MessageVersion, "message_id", messages, also="number <= ?", given=[most], sorting="number"
    )
    for version in earlier:
        found[version.message_id].append(version)
    return found


async def pages_of(conversations: Sequence[Conversation], window: Window) -> list[Page[Message]]:
    """One page of messages for each conversation, newest last, in one statement.

    Without `first` and `last`, it holds the last messages. A page covers the messages that existed when the
    conversation was read.
    """
    window = window.sized(from_end=True)
    low, high = (int(str(key[0])) if key else None for key in ends_of(window, ORDER, (int,)))
    spans = [_span(each.last_seq, low, high, window) for each in conversations]
    wanted = [
        Q(conversation_id=each.id, seq__gte=span[0], seq__lte=span[-1])
        for each, (span, _, _) in zip(conversations, spans, strict=True)
        if span
    ]
    rows: dict[UUID, list[Message]] = {each.id: [] for each in conversations}
    if wanted:
        for message in await Message.filter(Q(*wanted, join_type=Q.OR)).order_by("seq"):
            rows[message.conversation_id].append(message)
    return [
        Page(
            rows[each.id],
            Cursors(ORDER, rows[each.id], lambda message: (message.seq,)),
            has_next,
            has_previous,
            each.last_seq,
        )
        for each, (_, has_next, has_previous) in zip(conversations, spans, strict=True)
    ]


def _span(length: int, low: int | None, high: int | None, window: Window) -> tuple[range, bool, bool]:
    """The message numbers of a page, and whether there are others after and before it; they have no gaps (CM-3)."""
    start = 1 if low is None else low + 1
    stop = length + 1 if high is None or (low is not None and high <= low) else min(high, length + 1)
    left = range(start, stop)
    part, has_next, has_previous = cut(len(left), window)
    if window.first is None and high is not None:
        has_next = high < length
    if window.last is None and low is not None:
        has_previous = low > 1
    return left[part], has_next, has_previous
