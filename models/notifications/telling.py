"""Creating notifications and their mails, in the transaction of the change they are about."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from models.accounts.parties import inbox
from models.accounts.users import User
from models.changes import change, record
from models.ids import new_id
from models.mail import NOTIFICATION, Mail, post_all
from models.notifications.events import NotificationAdded
from models.notifications.kinds import (
    MailTiming,
    Notification,
    NotificationKind,
    NotificationPreference,
    usual_timing,
    variant,
)

DIGEST_TIME = time(8)


@dataclass(frozen=True, slots=True)
class Notice:
    """A notification for some users: its kind, its subject, and the facts that its text is made of.

    A fact is text that each of the users may see; an instant is in ISO 8601 with an offset. FACTS in
    `models/notifications/kinds.py` lists the facts of each kind.
    """

    users: Sequence[UUID]
    kind: NotificationKind
    subject: tuple[str, UUID]
    facts: dict[str, str] = field(default_factory=dict)
    calendar: str | None = None

    def __post_init__(self) -> None:
        variant(self.kind, self.facts)


async def notify(
    users: Iterable[UUID],
    kind: NotificationKind,
    *,
    subject: tuple[str, UUID],
    by: UUID | None,
    calendar: str | None = None,
    **facts: str,
) -> None:
    """Notifies users within the running change, except the user who made it.

    `subject` is the kind (models/kinds.py) and the key of the thing it is about; `calendar` is an iCalendar object to
    attach to the mail.
    """
    await notify_all([Notice(list(users), kind, subject, facts, calendar)], by=by)


async def notify_all(notices: Iterable[Notice], *, by: UUID | None) -> None:
    """Creates several notifications with one insert; the caller has to make sure that the users may know.

    Nobody gets a notification that repeats the last one that they have not read about the same thing, nor a mail that
    repeats one that still waits to be sent.
    """
    told = [(user, notice) for notice in notices for user in dict.fromkeys(notice.users) if user != by]
    wanted = await _unheard(told) if told else []
    if not wanted:
        return
    users = list({user for user, _ in wanted})
    readers = {user.id: user for user in await User.filter(id__in=users)}
    chosen = {
        (each.user_id, each.kind): each
        for each in await NotificationPreference.filter(
            user_id__in=users, kind__in=list({notice.kind.value for _, notice in wanted})
        )
    }
    shown, mails = [], []
    async with change() as running:
        for user, notice in wanted:
            preference = chosen.get((user, notice.kind))
            made = Notification(
                id=new_id(),
                user_id=user,
                kind=notice.kind.value,
                subject_type=notice.subject[0],
                subject_id=notice.subject[1],
                actor_id=by,
                facts=notice.facts,
                created_at=running.at,
            )
            if preference is None or preference.is_shown:
                shown.append(made)
            timing = preference.mail if preference else usual_timing(notice.kind)
            # An unverified address may belong to somebody else: it must not receive anything about the user.
            if timing is not MailTiming.NONE and readers[user].email_verified_at is not None:
                mails.append(_mail(made, readers[user], timing, notice.calendar, running.at))
        await Notification.bulk_create(shown)
        await post_all(await _unsent(mails))
        for made in shown:
            record(inbox(made.user_id), NotificationAdded(made.id), by=None)


async def _unheard(told: Sequence[tuple[UUID, Notice]]) -> list[tuple[UUID, Notice]]:
    """Those that say something else than the last unread notification of their reader about the same thing."""
    last: dict[tuple[UUID, UUID], tuple[str, dict[str, str]]] = {}
    unread = Notification.filter(
        user_id__in=list({user for user, _ in told}),
        subject_id__in=list({notice.subject[1] for _, notice in told}),
        read_at=None,
    )
    for user, thing, kind, facts in await unread.order_by("id").values_list("user_id", "subject_id", "kind", "facts"):
        last[user, thing] = kind, facts
    # A calendar object is for a program, which may need every version of it.
    return [
        (user, notice)
        for user, notice in told
        if notice.calendar is not None or last.get((user, notice.subject[1])) != (notice.kind.value, notice.facts)
    ]


async def _unsent(mails: list[Mail]) -> list[Mail]:
    """Those that say something else than every mail that still waits for the same reader."""
    bundles = list({mail.bundle for mail in mails if mail.bundle})
    waiting = Mail.filter(
        bundle__in=bundles, kind__in=list({mail.kind for mail in mails}), sent_at=None, refused_at=None
    )
    known = {_text(*each) for each in await waiting.values_list("bundle", "kind", "facts")} if bundles else set()
    return [mail for mail in mails if _text(mail.bundle, mail.kind, mail.facts) not in known]


def _text(*parts: object) -> str:
    return json.dumps(parts, sort_keys=True)


def _mail(of: Notification, reader: User, timing: MailTiming, calendar: str | None, at: datetime) -> Mail:
    return Mail(
        key=f"{NOTIFICATION}{of.id}",
        address=reader.email,
        kind=of.kind,
        facts={**of.facts, "subject_type": of.subject_type, "subject_id": str(of.subject_id)},
        language=reader.language,
        time_zone=reader.time_zone,
        # A mail with a calendar object is never bundled, so that the recipient's calendar can process it.
        bundle=None if calendar else f"user:{reader.id}",
        calendar=calendar,
        created_at=at,
        due_at=at if timing is MailTiming.AT_ONCE or calendar else next_digest(at, reader.time_zone),
    )


def next_digest(at: datetime, zone: str) -> datetime:
    """The next 8:00 in the reader's time zone."""
    local = at.astimezone(ZoneInfo(zone))
    morning = datetime.combine(local.date(), DIGEST_TIME, tzinfo=local.tzinfo)
    if morning <= local:
        morning = datetime.combine(local.date() + timedelta(days=1), DIGEST_TIME, tzinfo=local.tzinfo)
    return morning.astimezone(at.tzinfo)
