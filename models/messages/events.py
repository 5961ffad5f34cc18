"""Events of a conversation and the place that shows them."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.places import Place


@dataclass(frozen=True, slots=True)
class ConversationOpened(Event):
    """The conversation was opened."""

    kind: ClassVar[str] = "conversation.opened"
    conversation: UUID


@dataclass(frozen=True, slots=True)
class AboutMessage(Event):
    """The base of events about a message, with its number in the conversation."""

    message: UUID
    seq: int


@dataclass(frozen=True, slots=True)
class MessageSent(AboutMessage):
    """The message was sent."""

    kind: ClassVar[str] = "message.sent"


@dataclass(frozen=True, slots=True)
class MessageEdited(AboutMessage):
    """The message was edited."""

    kind: ClassVar[str] = "message.edited"


@dataclass(frozen=True, slots=True)
class MessageDeleted(AboutMessage):
    """The message was deleted; its number stays in use."""

    kind: ClassVar[str] = "message.deleted"


@dataclass(frozen=True, slots=True)
class ReadMoved(Event):
    """A user has read up to the message with this number."""

    kind: ClassVar[str] = "read.moved"
    user: UUID
    through: int


@dataclass(frozen=True, slots=True)
class AboutGuest(Event):
    """The base of events about the guest list."""

    conversation: UUID
    user: UUID


@dataclass(frozen=True, slots=True)
class GuestInvited(AboutGuest):
    """A member of the staff was invited."""

    kind: ClassVar[str] = "guest.invited"


@dataclass(frozen=True, slots=True)
class GuestRemoved(AboutGuest):
    """A member of the staff was removed, or left."""

    kind: ClassVar[str] = "guest.removed"


@dataclass(frozen=True, slots=True)
class TypingShown(Event):
    """A user is typing; ephemeral, never stored in the log."""

    kind: ClassVar[str] = "typing.shown"
    user: UUID
    until: datetime


CONVERSATION = Place(
    "conversation",
    (MessageSent, MessageEdited, MessageDeleted, ReadMoved, GuestInvited, GuestRemoved, TypingShown),
    permissions="SELECT c.id AS id, a.roster AS awarder, r.roster AS receiver, c.guest_roster AS guests, "
    "d.resource_manager_id AS manager, (SELECT w.assignee_id FROM work_item w WHERE w.subject_id = c.dispute_id "
    "AND w.kind = 'DISPUTE' AND w.state = 'CLAIMED') AS mediator FROM conversation c "
    "JOIN party a ON a.id = c.awarder_id JOIN party r ON r.id = c.receiver_id "
    "LEFT JOIN demand d ON d.id = c.demand_id WHERE c.id IN ({ids})",
)
