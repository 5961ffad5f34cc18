"""What is new in conversations for one reader: the messages by others that they have not read, without deleted ones."""

from collections.abc import Collection
from uuid import UUID

from tortoise.expressions import Q

from models.messages.message import Message
from models.messages.reading import marks_of


async def unread_messages(messages: Collection[UUID], reader: UUID) -> set[UUID]:
    """Which of these messages the reader has not read, as far as they were not deleted."""
    found = await Message.filter(id__in=list(messages), deleted_at=None)
    marks = await marks_of([message.conversation_id for message in found], reader)
    return {message.id for message in found if message.seq > marks[message.conversation_id]}


async def unread_senders(conversations: Collection[UUID], reader: UUID) -> dict[UUID, str]:
    """Who wrote the last unread message of each conversation; those without one are left out."""
    marks = await marks_of(list(conversations), reader)
    unread = Q(*(Q(conversation_id=key, seq__gt=mark) for key, mark in marks.items()), join_type=Q.OR)
    found = Message.filter(unread, deleted_at=None).exclude(sender_id=reader).order_by("seq")
    return dict(await found.values_list("conversation_id", "sender__name"))
