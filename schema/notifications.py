"""The GraphQL types of notifications: the inbox, its live events and the channels of each kind."""

from datetime import datetime
from typing import Annotated, Any

import strawberry
from strawberry import ID

from models.notifications import events, inbox, kinds
from models.notifications.kinds import MailTiming, NotificationKind
from models.notifications.wording import label
from resolvers.context import Info
from resolvers.notifications import NotificationPage, notifications_in, subjects_of, words_of
from schema.accounts import Party
from schema.base import Node, batched, field, identified, shows
from schema.live import ResyncRequired, key_in_event, tells, thing
from schema.pages import Edge, PageInfo, edges_of
from schema.payments import Payment
from schema.sharing import Differs

strawberry.enum(NotificationKind, description="What a notification is about.")
strawberry.enum(
    MailTiming,
    description=(
        "NONE: no mail. AT_ONCE: a mail as it happens, combined with others if there are many. DIGEST: in one mail "
        "every morning."
    ),
)


def _kind(root: strawberry.Parent[kinds.Notification]) -> NotificationKind:
    return NotificationKind(root.kind)


def _title(root: strawberry.Parent[kinds.Notification], info: Info) -> str:
    return words_of(root, info).title


def _body(root: strawberry.Parent[kinds.Notification], info: Info) -> str:
    return words_of(root, info).body


@strawberry.type(description="A notification in the viewer's inbox, in the language of their mails.")
@shows(kinds.Notification)
class Notification(Node):
    id: ID = identified("notification")
    kind: NotificationKind = field("The kind of event that it reports.", _kind)
    title: str = field("The title, in one line.", _title, differs=Differs.BY_USER)
    body: str = field("The text, without markup.", _body, differs=Differs.BY_USER)
    created_at: datetime = field("When it happened.")
    read_at: datetime | None = field("When the viewer read it; null if it is unread.")
    subject: Node | None = batched(
        "The object that it is about; null if it no longer exists or the viewer may no longer see it.",
        subjects_of,
        differs=Differs.BY_USER,
    )


def _edges(root: strawberry.Parent[NotificationPage]) -> Any:
    return edges_of(root.page)


async def _total(root: strawberry.Parent[NotificationPage]) -> int:
    return await root.page.total()


def _page_info(root: strawberry.Parent[NotificationPage]) -> Any:
    return root.page


@strawberry.type(description="A page of the viewer's inbox.")
@shows(NotificationPage)
class NotificationConnection:
    cursor: str = field(
        "Pass it as `after` to the subscription `notifications` to follow on from this page without a gap."
    )
    edges: list[Edge[Notification]] = field("The rows of this page, in order.", _edges)
    page_info: PageInfo = field("The position of this page in the list.", _page_info)
    total_count: int = field("The number of rows in the whole list.", _total)


def _title_of_kind(root: strawberry.Parent[inbox.Preference], info: Info) -> str:
    return label(root.kind, language=info.context.locale.language)


@strawberry.type(description="Where the viewer receives notifications of one kind.")
@shows(inbox.Preference)
class NotificationPreference:
    kind: NotificationKind = field("The kind of notification.")
    title: str = field(
        "What notifications of this kind are about, in one line and in the viewer's language, with `…` for what "
        "differs.",
        _title_of_kind,
        differs=Differs.BY_USER,
    )
    is_shown: bool = field("Whether they appear in the inbox.")
    mail: MailTiming = field("Whether and when a mail is sent. Mails are sent only to a verified address.")


@strawberry.type(description="A notification was added to the inbox.")
@tells(events.NotificationAdded)
class NotificationAdded:
    notification: Notification = batched("The notification in its current state.", notifications_in, is_alike=True)


@strawberry.type(description="One notification, or all up to one, were marked as read.")
@tells(events.NotificationsRead, events.NotificationRead)
class NotificationsRead:
    through_id: ID | None = key_in_event(
        "through",
        "notification",
        "The id of the last notification that was read, with all before it; null if only one was read.",
    )
    notification_id: ID | None = key_in_event(
        "notification",
        "notification",
        "The id of the only notification that was read, because its subject was; null if all up to `throughId` were.",
    )
    unread_notification_count: int = field(
        "The number of unread notifications after this event.", lambda root: root.unread
    )


@strawberry.type(
    description="The account to which a party of the viewer is paid out was completed or restricted at the provider."
)
@tells(events.PayoutAccountChanged)
class PayoutAccountChanged:
    party: Party = thing("party", "The party, with its account as it is now.")


@strawberry.type(description="A party of the viewer was paid out, or could not be.")
@tells(events.PayoutSettled)
class PayoutSettled:
    payment: Payment = thing("payment", "The payout, as it is now.")


NotificationHappening = Annotated[
    NotificationAdded | NotificationsRead | PayoutAccountChanged | PayoutSettled | ResyncRequired,
    strawberry.union(
        "NotificationHappening", description="What can happen in an inbox, or to the parties of its user."
    ),
]


@strawberry.type(description="An event in the viewer's inbox.")
class NotificationEvent:
    cursor: str = field("Pass it as `after` to continue from this event.")
    occurred_at: datetime = field("When it happened.")
    event: NotificationHappening = field("What happened.")
