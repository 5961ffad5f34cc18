"""What happens in a user's inbox, and where that is followed."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.places import Place


@dataclass(frozen=True, slots=True)
class NotificationAdded(Event):
    """The user was told something."""

    kind: ClassVar[str] = "notification.added"
    notification: UUID


@dataclass(frozen=True, slots=True)
class NotificationsRead(Event):
    """The user has read through one notification; `unread` are left."""

    kind: ClassVar[str] = "notifications.read"
    through: UUID
    unread: int


@dataclass(frozen=True, slots=True)
class NotificationRead(Event):
    """The user has read one notification; `unread` are left."""

    kind: ClassVar[str] = "notification.read"
    notification: UUID
    unread: int


INBOX = Place("user", (NotificationAdded, NotificationsRead, NotificationRead))
