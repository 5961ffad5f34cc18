"""Notifications, as the world sees them: the inbox, its live events and the channels of each kind."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from strawberry import ID

from models.notifications import events, inbox, kinds
from models.notifications.kinds import MailTiming, NotificationKind
from resolvers.notifications import NotificationPage, notifications_in, subjects_of, words_of
from schema.base import Edge, Node, PageInfo, batched, edges_of, field, identified, page_info_of, shows
from schema.live import ResyncRequired, key_in_event, tells
from schema.sharing import Differs

strawberry.enum(NotificationKind, description="What a user is told of.")
strawberry.enum(
    MailTiming,
    description="NONE: no mail; AT_ONCE: one as it happens, gathered when there are many; DIGEST: one in the morning.",
)


def _kind(root: strawberry.Parent[kinds.Notification]) -> NotificationKind:
    return NotificationKind(root.kind)


def _title(root: strawberry.Parent[kinds.Notification]) -> str:
    return words_of(root).title


def _body(root: strawberry.Parent[kinds.Notification]) -> str:
    return words_of(root).body


@strawberry.type(description="One thing that the viewer is told, in their language and time zone.")
@shows(kinds.Notification)
class Notification(Node):
    """An entry of the inbox."""

    id: ID = identified("notification")
    kind: NotificationKind = field("What happened.", _kind)
    title: str = field("What happened, in a line.", _title)
    body: str = field("What there is to know about it.", _body)
    created_at: datetime = field("When it happened.")
    read_at: datetime | None = field("When the viewer had read this far; null: not yet.")
    subject: Node | None = batched(
        "What it is about; null where that is gone or no longer the viewer's to see.",
        subjects_of,
        differs=Differs.BY_USER,
    )


def _edges(root: strawberry.Parent[NotificationPage]) -> Any:
    return edges_of(root.page)


def _page_info(root: strawberry.Parent[NotificationPage]) -> PageInfo:
    return page_info_of(root.page)


@strawberry.type(description="A page of the inbox.")
@shows(NotificationPage)
class NotificationConnection:
    """A page, and where the inbox goes on from it."""

    cursor: str = field("Goes into `after` of the subscription `notifications`: nothing falls between.")
    edges: list[Edge[Notification]] = field("The rows in order.", _edges)
    page_info: PageInfo = field("Where the page stands in the list.", _page_info)


@strawberry.type(description="Where the viewer wants notifications of one kind.")
@shows(inbox.Preference)
class NotificationPreference:
    """A kind and its channels."""

    kind: NotificationKind = field("Which notifications.")
    is_shown: bool = field("Whether they come to the inbox.")
    mail: MailTiming = field("Whether and when a mail comes, once the address is verified.")


@strawberry.type(description="Something new came to the inbox.")
@tells(events.NotificationAdded)
class NotificationAdded:
    """A new entry."""

    notification: Notification = batched("The notification as it is now.", notifications_in, is_alike=True)


@strawberry.type(description="The inbox was read up to somewhere, or one notification in it was read.")
@tells(events.NotificationsRead, events.NotificationRead)
class NotificationsRead:
    """A read mark."""

    through_id: ID | None = key_in_event(
        "through", "notification", "This one was read, and everything before it; null: one alone."
    )
    notification_id: ID | None = key_in_event(
        "notification", "notification", "This one alone was read, with what it told of; null: all up to one."
    )
    unread_notification_count: int = field("How many were unread after this.", lambda root: root.unread)


NotificationHappening = Annotated[
    NotificationAdded | NotificationsRead | ResyncRequired,
    strawberry.union("NotificationHappening", description="What moves in an inbox."),
]


@strawberry.type(description="Something that moved in the viewer's inbox.")
class NotificationEvent:
    """An event with its place."""

    cursor: str = field("Goes into `after` to follow on from here.")
    occurred_at: datetime = field("When it happened.")
    event: NotificationHappening = field("What happened.")
