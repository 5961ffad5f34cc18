"""Events of a user's own stream and the place that shows them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.places import Place


@dataclass(frozen=True, slots=True)
class NotificationAdded(Event):
    """The user got a notification."""

    kind: ClassVar[str] = "notification.added"
    notification: UUID


@dataclass(frozen=True, slots=True)
class NotificationsRead(Event):
    """The user has read all notifications up to this one; `unread` are left."""

    kind: ClassVar[str] = "notifications.read"
    through: UUID
    unread: int


@dataclass(frozen=True, slots=True)
class NotificationRead(Event):
    """The user has read one notification; `unread` are left."""

    kind: ClassVar[str] = "notification.read"
    notification: UUID
    unread: int


@dataclass(frozen=True, slots=True)
class PayoutAccountChanged(Event):
    """The account to which a party of the user is paid out has another state."""

    kind: ClassVar[str] = "payout_account.changed"
    party: UUID


@dataclass(frozen=True, slots=True)
class PayoutSettled(Event):
    """A party of the user was paid out, or could not be."""

    kind: ClassVar[str] = "payout.settled"
    payment: UUID


INBOX = Place("user", (NotificationAdded, NotificationsRead, NotificationRead, PayoutAccountChanged, PayoutSettled))
