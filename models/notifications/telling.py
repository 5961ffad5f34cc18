"""Creating notifications and their mails, in the transaction of the change they are about."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from models.accounts.parties import inbox
from models.changes import change, record
from models.database import any_of, is_postgres, list_in_database, rows
from models.database.reading import from_json, in_json
from models.database.writing import all_inserted, write
from models.ids import new_id
from models.mail import Mail, posted
from models.notifications.events import NotificationAdded
from models.notifications.kinds import (
    SUBJECTS,
    UNTIL,
    MailTiming,
    Notification,
    NotificationKind,
    key_of_mail,
    usual_timing,
    variant,
)
from models.notifications.timing import bundle_of, due_at

# By user and subject: the kinds and facts of what they were told and have not read yet, the latest last.
Unread = dict[tuple[UUID, UUID], list[tuple[str, dict[str, str]]]]


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
    # The party as whose members the users are told: nobody gets a mail who no longer belongs to it.
    party: UUID | None = None
    # What happened, where it is one of several about the subject that the inbox shows as one until they are read, such
    # as messages in a conversation. Users who want mails at once get one about each.
    occasion: UUID | None = None
    # The iCalendar object to attach to mails, as its METHOD and SEQUENCE. Calendars follow the user's own acts too: its
    # mail also goes to the user who made the change.
    calendar: str | None = None

    def __post_init__(self) -> None:
        variant(self.kind, self.facts)
        if self.subject[0] not in SUBJECTS[self.kind]:
            raise ValueError(f"{self.kind} is about {sorted(SUBJECTS[self.kind])}, not {self.subject[0]}.")


@dataclass(frozen=True, slots=True)
class _Told:
    """A notice for one user, with the parties as whose member they are told."""

    user: UUID
    notice: Notice
    parties: list[UUID]


class _Choice(NamedTuple):
    """Where a user wants a kind of notification."""

    is_shown: bool
    mail: MailTiming


class _Reader(NamedTuple):
    """A user whose address is verified: another one may be somebody else's, and gets no mail."""

    id: UUID
    email: str
    language: str
    zone: str


class _Readers(NamedTuple):
    """What has to be known of users before they are told.

    Their choices by user and kind, what they have not read, and those who can get mails by user; and the members of a
    party in order, if they are told as such.
    """

    chosen: dict[tuple[UUID, str], _Choice]
    unread: Unread
    verified: dict[UUID, _Reader]
    members: Sequence[UUID]


async def notify(
    users: Iterable[UUID] | Mapping[UUID, Iterable[UUID]],
    kind: NotificationKind,
    *,
    subject: tuple[str, UUID],
    by: UUID | None,
    **facts: str,
) -> None:
    """Notifies users within the running change, except the user who made it.

    `users` that are told as members of a party are given by party. `subject` is the kind (models/kinds.py) and the
    key of the thing it is about.
    """
    by_party: Mapping[Any, Iterable[UUID]] = users if isinstance(users, Mapping) else {None: users}
    notices = [Notice(list(members), kind, subject, facts, party) for party, members in by_party.items()]
    await notify_all(notices, by=by)


async def notify_all(notices: Iterable[Notice], *, by: UUID | None) -> None:
    """Creates several notifications with one insert; the caller has to make sure that the users may know.

    Nobody gets a notification that repeats the last one that they have not read about the same thing, nor a mail about
    it, unless they want a mail about each occasion. What a mail says, and to whom, is settled when it is sent: see
    `models/notifications/settling.py`.
    """
    told = _told(notices, by)
    if told:
        users, about = {each.user for each in told}, {each.notice.subject[1] for each in told}
        kinds = {each.notice.kind.value for each in told}
        await _notify(told, await _readers_of(users, about, kinds), by)


async def notify_members(
    party: UUID, kind: NotificationKind, /, *, subject: tuple[str, UUID], by: UUID | None, **facts: str
) -> None:
    """Notifies everyone who acts for the party, as `notify` does."""
    readers = await _readers_of({party}, {subject[1]}, {kind.value}, are_parties=True)
    told = _told([Notice(readers.members, kind, subject, facts, party)], by)
    if told:
        await _notify(told, readers, by)


async def _notify(told: Sequence[_Told], readers: _Readers, by: UUID | None) -> None:
    chosen, kinds = readers.chosen, list({each.notice.kind.value for each in told})
    hidden = {each for each, preference in chosen.items() if not preference.is_shown}
    # What the inbox does not show is compared with the mails that wait.
    unread, waiting = readers.unread, await _waiting({user for user, _ in hidden}, kinds)
    shown, mailed = [], []
    async with change() as running:
        for each in told:
            choice = each.user, each.notice.kind.value
            known = (waiting if choice in hidden else unread).get((each.user, each.notice.subject[1]), [])
            is_new, made = not _repeats(each.notice, known), _made(each, by, running.at)
            if is_new and choice not in hidden and each.user != by:
                shown.append(made)
            timing = chosen[choice].mail if choice in chosen else usual_timing(each.notice.kind)
            reader = readers.verified.get(each.user)
            if reader is not None and _wants_mail(each.notice, timing, is_new=is_new):
                mailed.append(_mail(made, each, reader, timing))
        await write(*all_inserted(shown), *posted(mailed))
        for made in shown:
            record(inbox(made.user_id), NotificationAdded(made.id), by=None)


def _told(notices: Iterable[Notice], by: UUID | None) -> list[_Told]:
    """Each user once for the same text, whichever of their parties they are told for."""
    found: dict[str, _Told] = {}
    for notice in notices:
        for user in dict.fromkeys(notice.users):
            if user == by and notice.calendar is None:
                continue
            key = json.dumps([str(user), notice.kind, str(notice.subject[1]), notice.facts], sort_keys=True)
            told = found.setdefault(key, _Told(user, notice, []))
            if notice.party is not None:
                told.parties.append(notice.party)
    return list(found.values())


async def _readers_of(
    keys: Collection[UUID], subjects: Collection[UUID], kinds: Collection[str], *, are_parties: bool = False
) -> _Readers:
    """Reads it in one statement for these users, or for the members of these parties."""
    users = list_in_database(keys)
    asked = users, list_in_database(kinds), users, list_in_database(subjects), users, users
    (row,) = await rows(_reading(is_postgres(), are_parties=are_parties), *asked[: 5 + are_parties])
    chosen = {
        (UUID(each["user"]), each["kind"]): _Choice(bool(each["is_shown"]), MailTiming(each["mail"]))
        for each in from_json(row["chosen"])
    }
    unread: Unread = {}
    for each in sorted(from_json(row["unread"]), key=itemgetter("id")):
        about = UUID(each["user"]), UUID(each["subject"])
        unread.setdefault(about, []).append((each["kind"], from_json(each["facts"])))
    verified = {
        UUID(each["id"]): _Reader(UUID(each["id"]), each["email"], each["language"], each["zone"])
        for each in from_json(row["verified"])
    }
    members = sorted(from_json(row["members"]), key=itemgetter("since", "id")) if are_parties else ()
    return _Readers(chosen, unread, verified, [UUID(each["user"]) for each in members])


@cache
def _reading(is_postgres: bool, *, are_parties: bool) -> str:  # noqa: ARG001 - the text is another one
    def theirs(column: str) -> str:
        of_parties = f"{column} IN (SELECT user_id FROM membership WHERE {any_of('party_id')})"
        return of_parties if are_parties else any_of(column)

    members = in_json(**{"id": "id", "user": "user_id", "since": "joined_at"})
    told = f", (SELECT {members} FROM membership WHERE {any_of('party_id')}) AS members" if are_parties else ""
    chosen = in_json(**{"user": "user_id", "kind": "kind", "is_shown": "is_shown", "mail": "mail"})
    unread = in_json(**{"id": "id", "user": "user_id", "subject": "subject_id", "kind": "kind", "facts": "facts"})
    verified = in_json(id="id", email="email", language="language", zone="time_zone")
    return (
        f"SELECT (SELECT {chosen} FROM notification_preference WHERE {theirs('user_id')} AND {any_of('kind')}) "
        f"AS chosen, (SELECT {unread} FROM notification WHERE {theirs('user_id')} AND {any_of('subject_id')} "
        f"AND read_at IS NULL) AS unread, (SELECT {verified} FROM user_account "
        f"WHERE {theirs('id')} AND email_verified_at IS NOT NULL) "
        f"AS verified{told}"
    )


async def _waiting(users: set[UUID], kinds: list[str]) -> Unread:
    """The same of mails that wait to be sent to these users."""
    found: Unread = {}
    if not users:
        return found
    mails = Mail.filter(bundle__in=[bundle_of(user) for user in users], kind__in=kinds, sent_at=None, refused_at=None)
    for mail in await mails.order_by("id"):
        facts = dict(mail.facts)
        thing = UUID(facts.pop("subject_id"))
        facts.pop("subject_type")
        if mail.user_id is not None:
            found.setdefault((mail.user_id, thing), []).append((mail.kind, facts))
    return found


def _repeats(notice: Notice, unread: list[tuple[str, dict[str, str]]]) -> bool:
    if notice.occasion is not None:
        return any(kind == notice.kind.value for kind, _ in unread)
    # A calendar object is for a program, which may need every version of it.
    return notice.calendar is None and bool(unread) and unread[-1] == (notice.kind.value, notice.facts)


def _wants_mail(notice: Notice, timing: MailTiming, *, is_new: bool) -> bool:
    if timing is MailTiming.NONE:
        return False
    return is_new or (notice.occasion is not None and timing is MailTiming.AT_ONCE)


def _made(told: _Told, by: UUID | None, at: datetime) -> Notification:
    return Notification(
        id=new_id(),
        user_id=told.user,
        kind=told.notice.kind.value,
        subject_type=told.notice.subject[0],
        subject_id=told.notice.subject[1],
        actor_id=by,
        facts=told.notice.facts,
        created_at=at,
    )


def _mail(of: Notification, told: _Told, reader: _Reader, timing: MailTiming) -> Mail:
    notice = told.notice
    # A mail with a calendar object is never bundled or delayed, so that the recipient's calendar can process it.
    is_alone = notice.calendar is not None
    return Mail(
        key=key_of_mail(of.id),
        address=reader.email,
        user_id=reader.id,
        parties=[str(party) for party in told.parties] or None,
        occasion_id=notice.occasion,
        kind=of.kind,
        facts={**of.facts, "subject_type": of.subject_type, "subject_id": str(of.subject_id)},
        language=reader.language,
        time_zone=reader.zone,
        bundle=None if is_alone else bundle_of(reader.id),
        calendar=notice.calendar,
        created_at=of.created_at,
        due_at=of.created_at if is_alone else due_at(timing, of.created_at, reader.zone),
        expires_at=datetime.fromisoformat(of.facts["at"]) if notice.kind in UNTIL else None,
    )
