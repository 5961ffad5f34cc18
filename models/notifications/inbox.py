"""A user's inbox: listing notifications, marking them as read, and choosing channels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from models.accounts.parties import inbox
from models.accounts.users import User
from models.accounts.viewer import Viewer, as_of_now
from models.changes import StreamHead, change, number_with, record
from models.database import key_in_database, rows
from models.database.reading import from_json, in_json
from models.notifications.events import NotificationRead, NotificationsRead
from models.notifications.kinds import (
    MailTiming,
    Notification,
    NotificationKind,
    NotificationPreference,
    usual_timing,
)
from models.notifications.timing import time_mails_again
from models.pages import Page, Window, page_of


@dataclass(frozen=True, slots=True)
class Inbox:
    """How many notifications of each kind are unread, and the position of the inbox's stream at the same moment."""

    unread_of: Mapping[str, int]
    epoch: str
    seq: int

    @property
    def unread(self) -> int:
        return self.unread_without(())

    def unread_without(self, kinds: Iterable[NotificationKind]) -> int:
        """How many are unread, without those of these kinds."""
        left_out = {kind.value for kind in kinds}
        return sum(count for kind, count in self.unread_of.items() if kind not in left_out)


@dataclass(frozen=True, slots=True)
class Preference:
    """Where a user wants notifications of one kind: in the inbox, by mail, or both."""

    kind: NotificationKind
    is_shown: bool
    mail: MailTiming


async def inbox_of(user: UUID) -> Inbox:
    """Reads both in one statement, so that a client that follows from there counts each notification once."""
    stream = inbox(user)
    (found,) = await rows(
        f"SELECT (SELECT {in_json(kind='kind', count='count')} FROM (SELECT kind, count(*) AS count FROM notification "
        "WHERE user_id = ? AND read_at IS NULL GROUP BY kind) AS unread) AS unread, "
        "(SELECT epoch FROM stream_head WHERE stream = ?) AS epoch, "
        "(SELECT last FROM stream_head WHERE stream = ?) AS seq",
        key_in_database(user),
        stream,
        stream,
    )
    unread_of = {each["kind"]: each["count"] for each in from_json(found["unread"])}
    return Inbox(unread_of, found["epoch"] or "", found["seq"] or 0)


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


async def mark_read_about(subject: UUID, kind: NotificationKind, *, readers: Iterable[UUID]) -> None:
    """Marks these users' notifications of this kind about one thing as read, within the running change.

    They have read the thing itself, or it is gone.
    """
    about = Notification.filter(kind=kind.value, subject_id=subject, read_at=None, user_id__in=list(readers))
    told = await about.order_by("user_id", "id").values_list("id", "user_id")
    if told:
        number_with({inbox(reader) for _, reader in told}, partial(_mark, told))


async def _mark(told: Sequence[tuple[UUID, UUID]]) -> None:
    """Marks each as read, with the number of those that are left; the heads of the readers' streams are locked."""
    async with change() as running:
        for key, reader in told:
            if await Notification.filter(id=key, read_at=None).update(read_at=running.at):
                left = await Notification.filter(user_id=reader, read_at=None).count()
                record(inbox(reader), NotificationRead(key, left), by=None)


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
        user = await User.select_for_update().get(id=by.user.id)
        by = await as_of_now(by)
        await set_channels(user, kinds, is_shown=is_shown, mail=mail)


async def choose_preferences(preferences: Sequence[Preference], *, by: Viewer) -> None:
    """Sets the user's choices for several kinds at once."""
    async with change():
        user = await User.select_for_update().get(id=by.user.id)
        by = await as_of_now(by)
        await _set_preferences(user, preferences)


async def set_channels(
    user: User, kinds: Sequence[NotificationKind], *, is_shown: bool | None = None, mail: MailTiming | None = None
) -> None:
    """The same as choose_channels within the running change, whose caller has locked the user."""
    present = {each.kind: each for each in await preferences_of(user.id)}
    chosen = [
        Preference(kind, present[kind].is_shown if is_shown is None else is_shown, mail or present[kind].mail)
        for kind in dict.fromkeys(kinds)
    ]
    await _set_preferences(user, chosen)


async def _set_preferences(user: User, preferences: Sequence[Preference]) -> None:
    kinds = [each.kind.value for each in preferences]
    await NotificationPreference.filter(user_id=user.id, kind__in=kinds).delete()
    await NotificationPreference.bulk_create(
        NotificationPreference(user_id=user.id, kind=each.kind.value, is_shown=each.is_shown, mail=each.mail)
        for each in preferences
    )
    await time_mails_again(user)
