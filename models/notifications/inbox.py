"""A user's inbox: listing notifications, marking them as read, and choosing channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.accounts.parties import inbox
from models.accounts.users import User
from models.accounts.viewer import Viewer, as_of_now
from models.changes import StreamHead, change, record
from models.database import key_in_database, rows
from models.notifications.events import NotificationRead, NotificationsRead
from models.notifications.kinds import (
    MailTiming,
    Notification,
    NotificationKind,
    NotificationPreference,
    usual_timing,
)
from models.pages import Page, Window, page_of


@dataclass(frozen=True, slots=True)
class Inbox:
    """The number of unread notifications, and the position of the inbox's stream at the same moment."""

    unread: int
    epoch: str
    seq: int


@dataclass(frozen=True, slots=True)
class Preference:
    """Where a user wants notifications of one kind: in the inbox, by mail, or both."""

    kind: NotificationKind
    is_shown: bool
    mail: MailTiming


async def inbox_of(user: UUID) -> Inbox:
    """Reads both in one statement, so that a client that follows from there counts each notification once."""
    stream = inbox(user)
    found = await rows(
        "SELECT (SELECT count(*) FROM notification WHERE user_id = ? AND read_at IS NULL) AS unread, "
        "(SELECT epoch FROM stream_head WHERE stream = ?) AS epoch, "
        "(SELECT last FROM stream_head WHERE stream = ?) AS seq",
        key_in_database(user),
        stream,
        stream,
    )
    return Inbox(found[0]["unread"], found[0]["epoch"] or "", found[0]["seq"] or 0)


async def notifications_of(user: User, window: Window) -> Page[Notification]:
    """The user's notifications, newest first."""
    query = Notification.filter(user_id=user.id)
    found = await page_of(query, ("-id",), window, order="NOTIFICATIONS", shape=(UUID,))
    for row in found.rows:
        row.reader = user
    return found


async def mark_read(through: Notification, *, by: Viewer) -> None:
    """Marks all notifications up to and including this one as read."""
    async with change() as running:
        # Lock the stream first: a notification that commits later must also come later in the stream, still unread.
        await StreamHead.select_for_update().get_or_none(stream=inbox(by.user.id))
        by = await as_of_now(by)
        unread = Notification.filter(user_id=by.user.id, read_at=None)
        if await unread.filter(id__lte=through.id).update(read_at=running.at):
            left = await unread.count()
            record(inbox(by.user.id), NotificationsRead(through.id, left), by=None)


async def mark_read_about(subject: UUID, kind: NotificationKind, *, by: Viewer) -> None:
    """Marks the viewer's notifications of this kind about one thing as read, within the running change."""
    unread = Notification.filter(user_id=by.user.id, read_at=None)
    about = unread.filter(kind=kind.value, subject_id=subject)
    if not await about.exists():
        return
    async with change() as running:
        await StreamHead.select_for_update().get_or_none(stream=inbox(by.user.id))
        for told in await about.order_by("id"):
            await Notification.filter(id=told.id).update(read_at=running.at)
            left = await unread.count()
            record(inbox(by.user.id), NotificationRead(told.id, left), by=None)


async def preferences_of(user: UUID) -> list[Preference]:
    """The user's choice for each kind, or the default."""
    chosen = {row.kind: row for row in await NotificationPreference.filter(user_id=user)}
    return [_preference(kind, chosen.get(kind.value)) for kind in NotificationKind]


def _preference(kind: NotificationKind, row: NotificationPreference | None) -> Preference:
    return Preference(kind, row.is_shown, row.mail) if row else Preference(kind, True, usual_timing(kind))


async def choose_channels(
    kinds: Sequence[NotificationKind], *, is_shown: bool | None, mail: MailTiming | None, by: Viewer
) -> None:
    """Sets where the user wants notifications of these kinds; None leaves a setting unchanged."""
    async with change():
        # Locked, so that two concurrent choices do not overwrite parts of each other.
        await User.select_for_update().get(id=by.user.id)
        by = await as_of_now(by)
        present = {each.kind: each for each in await preferences_of(by.user.id)}
        wanted = list(dict.fromkeys(kinds))
        await NotificationPreference.filter(user_id=by.user.id, kind__in=[kind.value for kind in wanted]).delete()
        await NotificationPreference.bulk_create(
            NotificationPreference(
                user_id=by.user.id,
                kind=kind.value,
                is_shown=present[kind].is_shown if is_shown is None else is_shown,
                mail=mail or present[kind].mail,
            )
            for kind in wanted
        )
