"""Notifications: a user's inbox, following it live, read marks, and preferences."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import strawberry

from models.accounts.parties import inbox
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.database.fetching import by_key
from models.events import Event
from models.ids import Ref
from models.kinds import KINDS
from models.notifications.events import INBOX
from models.notifications.inbox import Inbox, Preference, choose_channels, inbox_of, mark_read, notifications_of
from models.notifications.inbox import preferences_of as chosen_by
from models.notifications.kinds import MailTiming, Notification, NotificationKind
from models.notifications.wording import Wording, worded
from models.pages import Page, Window
from realtime.cursors import Cursor
from realtime.groups import Feed
from resolvers.context import Info, viewer_in
from resolvers.finding import find, seen
from resolvers.live import showing, things_in


class NotificationPage:
    """A page of an inbox, with the cursor from which to follow on."""

    def __init__(self, cursor: str, page: Page[Notification]) -> None:
        self.cursor = cursor
        self.page = page


async def notifications_of_viewer(
    root: strawberry.Parent[Viewer],
    info: Info,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> NotificationPage:
    # Read the head of the stream first: what arrives meanwhile is then delivered again, not missed.
    snapshot = await _snapshot(info, root.user.id)
    cursor = Cursor(inbox(root.user.id), snapshot.epoch, snapshot.seq)
    return NotificationPage(str(cursor), await notifications_of(root.user, Window(first, after, last, before)))


async def unread_count_of_viewer(
    root: strawberry.Parent[Viewer], info: Info, without: list[NotificationKind] | None = None
) -> int:
    return (await _snapshot(info, root.user.id)).unread_without(without or ())


async def _snapshot(info: Info, user: UUID) -> Inbox:
    """The inbox, read once per operation, so that all its fields agree."""

    async def load(users: Sequence[UUID]) -> list[Inbox]:
        return [await inbox_of(each) for each in users]

    return await info.context.loader("inbox", load).load(user)  # type: ignore[no-any-return]


async def preferences_of_viewer(root: strawberry.Parent[Viewer]) -> list[Preference]:
    return await chosen_by(root.user.id)


async def mark_notifications_read(info: Info, through_id: Ref) -> Viewer:
    by = viewer_in(info)
    await mark_read(await find(Notification, through_id, by), by=by)
    return by


async def choose_notification_channels(
    info: Info, kinds: list[NotificationKind], is_shown: bool | None = None, mail: MailTiming | None = None
) -> Viewer:
    by = viewer_in(info)
    await choose_channels(kinds, is_shown=is_shown, mail=mail, by=by)
    return by


def notifications(info: Info, after: str | None = None) -> Feed:
    """Everything that happens in the viewer's own inbox, in order."""
    user = viewer_in(info).user.id
    return Feed(INBOX.stream(user), after, scope=user, settles_roles=True, show=showing(INBOX))


async def notifications_in(events: Sequence[Event], *, viewer: Viewer | None) -> list[Notification]:
    """The added notifications, with their current reader, who may have chosen another language since."""
    found: list[Notification] = await things_in("notification")(events, viewer=viewer)
    readers = await by_key(User, {notification.user_id for notification in found})
    for notification in found:
        notification.reader = readers[notification.user_id]
    return found


async def subjects_of(notifications: Sequence[Notification], *, viewer: Viewer | None) -> list[Any]:
    """The subject of each, if the viewer may still see it; a few statements for each kind of subject."""
    keys: dict[str, set[UUID]] = {}
    for each in notifications:
        keys.setdefault(each.subject_type, set()).add(each.subject_id)
    # A worker of a later version may have written of a kind that this one does not know.
    found = {kind: await seen(kind, wanted, viewer) for kind, wanted in keys.items() if kind in KINDS}
    return [found.get(each.subject_type, {}).get(each.subject_id) for each in notifications]


def words_of(notification: Notification, info: Info) -> Wording:
    """In the language of the reader's mails; with the forms and the time zone of the client that shows it, if known."""
    reader = notification.reader
    assert reader is not None
    locale = info.context.locale_in(reader.language, reader.time_zone)
    return worded(notification.kind, notification.facts, language=locale.language, zone=locale.zone)
