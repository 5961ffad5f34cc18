"""What happens in a conversation, and where that is followed."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.places import Place


@dataclass(frozen=True, slots=True)
class ConversationOpened(Event):
    """Its two sides can talk from now on."""

    kind: ClassVar[str] = "conversation.opened"
    conversation: UUID


@dataclass(frozen=True, slots=True)
class AboutMessage(Event):
    """Something that happened to a message, with its number in the conversation."""

    message: UUID
    seq: int


@dataclass(frozen=True, slots=True)
class MessageSent(AboutMessage):
    """It was sent."""

    kind: ClassVar[str] = "message.sent"


@dataclass(frozen=True, slots=True)
class MessageEdited(AboutMessage):
    """It says something else."""

    kind: ClassVar[str] = "message.edited"


@dataclass(frozen=True, slots=True)
class MessageDeleted(AboutMessage):
    """Only its place is left."""

    kind: ClassVar[str] = "message.deleted"


@dataclass(frozen=True, slots=True)
class ReadMoved(Event):
    """A user has read on, through the message of this number."""

    kind: ClassVar[str] = "read.moved"
    user: UUID
    through: int


@dataclass(frozen=True, slots=True)
class AboutGuest(Event):
    """Another guest list than before."""

    conversation: UUID
    user: UUID


@dataclass(frozen=True, slots=True)
class GuestInvited(AboutGuest):
    """A member of the staff was let in."""

    kind: ClassVar[str] = "guest.invited"


@dataclass(frozen=True, slots=True)
class GuestRemoved(AboutGuest):
    """A member of the staff was let out."""

    kind: ClassVar[str] = "guest.removed"


@dataclass(frozen=True, slots=True)
class TypingShown(Event):
    """A user is typing; ephemeral, no log keeps it."""

    kind: ClassVar[str] = "typing.shown"
    user: UUID
    until: datetime


CONVERSATION = Place(
    "conversation",
    (MessageSent, MessageEdited, MessageDeleted, ReadMoved, GuestInvited, GuestRemoved, TypingShown),
    permissions="SELECT c.id AS id, a.roster AS awarder, r.roster AS receiver, c.guest_roster AS guests, "
    "d.resource_manager_id AS manager FROM conversation c JOIN party a ON a.id = c.awarder_id "
    "JOIN party r ON r.id = c.receiver_id LEFT JOIN demand d ON d.id = c.demand_id WHERE c.id IN ({ids})",
)
