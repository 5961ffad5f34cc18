"""Notifications: who receives which, in the transaction of the act."""

import re
from pathlib import Path
from uuid import UUID

import pytest

from models.changes import StoredEvent, change
from models.clock import now
from models.ids import new_id
from models.mail import Mail
from models.notifications.kinds import SUBJECTS, MailTiming, Notification, NotificationKind, NotificationPreference
from models.notifications.telling import Notice, notify, notify_all
from schema.kinds import NAMES
from tests.support.domain.inside import somebody

ROOT = Path(__file__).parents[1]
K = NotificationKind


@pytest.mark.usefixtures("database")
async def test_each_user_is_told_once_and_never_of_their_own_doing() -> None:
    one, other, doer = [(await somebody()).user for _ in range(3)]
    async with change():
        await notify(
            [one.id, other.id, one.id, doer.id],
            K.DEMAND_CLOSED,
            subject=("demand", new_id()),
            by=doer.id,
            demand="A portal",
        )
    assert {row.user_id for row in await Notification.all()} == {one.id, other.id}
    assert await Notification.all().count() == 2
    events = await StoredEvent.filter(kind="notification.added").order_by("stream")
    assert [event.stream for event in events] == sorted([f"user:{one.id}", f"user:{other.id}"])


@pytest.mark.usefixtures("database")
async def test_what_is_rolled_back_tells_nobody() -> None:
    one = (await somebody()).user
    one.email_verified_at = now()
    await one.save()

    async def breaks_down() -> None:
        async with change():
            await notify([one.id], K.AWARD_LAPSED, subject=("award", new_id()), by=None, demand="A portal")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await breaks_down()
    assert [await table.all().count() for table in (Notification, Mail, StoredEvent)] == [0, 0, 0]


def test_what_each_kind_is_about_has_a_screen() -> None:
    """Links in the inbox and in mails lead there: a kind that is added has to say what it is about."""
    assert set(SUBJECTS) == set(NotificationKind)
    table = (ROOT / "web/src/app/Open.tsx").read_text(encoding="utf-8")
    shown = set(re.findall(r'^ +case "(\w+)"', table[table.index("function pathTo") :], re.MULTILINE))
    about = {NAMES[subject] for subjects in SUBJECTS.values() for subject in subjects}
    assert about - shown == set()


@pytest.mark.usefixtures("database")
async def test_a_kind_takes_its_own_facts_and_no_others() -> None:
    one = (await somebody()).user
    async with change():
        for wrong in ({}, {"demand": "A portal", "price": "1"}, {"title": "A portal"}):
            with pytest.raises(ValueError, match="AWARD_LAPSED takes the facts"):
                await notify([one.id], K.AWARD_LAPSED, subject=("award", new_id()), by=None, **wrong)
    assert [await table.all().count() for table in (Notification, Mail, StoredEvent)] == [0, 0, 0]


@pytest.mark.usefixtures("database")
async def test_mails_go_to_verified_addresses_as_their_owners_prefer() -> None:
    users = [(await somebody()).user for _ in range(4)]
    for user in users[1:]:
        user.email_verified_at = now()
        await user.save()
    for user, timing, is_shown in ((users[2], MailTiming.NONE, True), (users[3], MailTiming.DIGEST, False)):
        kind = K.AWARD_LAPSED.value
        await NotificationPreference.create(user=user, kind=kind, is_shown=is_shown, mail=timing)
    async with change() as running:
        ids = [user.id for user in users]
        await notify(ids, K.AWARD_LAPSED, subject=("award", new_id()), by=None, demand="A portal")
        at = running.at
    assert {row.user_id for row in await Notification.all()} == set(ids[:3])
    mails = {mail.address: mail for mail in await Mail.all()}
    assert set(mails) == {users[1].email, users[3].email}
    assert mails[users[1].email].due_at == at
    digest = mails[users[3].email].due_at
    assert digest is not None
    assert (digest.hour, digest.minute) == (8, 0)
    assert digest > at


@pytest.mark.usefixtures("database")
async def test_nobody_is_told_again_what_they_have_not_read_but_what_changed_since_and_what_they_have() -> None:
    one, other, silent = [(await somebody()).user for _ in range(3)]
    for user in (one, other, silent):
        user.email_verified_at = now()
        await user.save()
    choice = {"kind": K.QUESTION_ANSWERED.value, "is_shown": False, "mail": MailTiming.AT_ONCE}
    await NotificationPreference.create(user_id=silent.id, **choice)
    subject, elsewhere = ("question", new_id()), ("question", new_id())

    async def tell(kind: NotificationKind = K.QUESTION_ANSWERED, about: tuple[str, UUID] = subject) -> None:
        async with change():
            await notify([one.id, other.id, silent.id], kind, subject=about, by=None, demand="A portal")

    async def told() -> list[int]:
        return [await Notification.filter(user=user).count() for user in (one, other, silent)]

    for _ in range(10):
        await tell()
    assert (await told(), await Mail.all().count()) == ([1, 1, 0], 3)
    assert await StoredEvent.filter(kind="notification.added").count() == 2
    await tell(about=elsewhere)
    assert (await told(), await Mail.all().count()) == ([2, 2, 0], 6)
    # What was read, or sent, is news when it happens again.
    await Notification.filter(user=one).update(read_at=now())
    await Mail.filter(address=silent.email).update(sent_at=now())
    await tell()
    assert await told() == [3, 2, 0]
    assert await Mail.filter(address=silent.email).count() == 3
    # Something else about the same thing came between.
    await tell(K.QUESTION_ASKED)
    await tell()
    assert (await told())[1] == 4


@pytest.mark.usefixtures("database")
async def test_a_calendar_entry_is_mailed_each_time_and_to_the_user_who_acted() -> None:
    one, doer = [(await somebody(is_verified=True)).user for _ in range(2)]
    facts, subject = {"demand": "A portal", "at": now().isoformat(timespec="hours")}, ("interview", new_id())
    for _ in range(2):
        async with change():
            notice = Notice([one.id, doer.id], K.INTERVIEW_MOVED, subject, facts, calendar="REQUEST 1")
            await notify_all([notice], by=doer.id)
    mails = await Mail.all()
    assert sorted(mail.address for mail in mails) == sorted([one.email, doer.email] * 2)
    # Never combined with others, so that the recipient's calendar can process each.
    assert {mail.bundle for mail in mails} == {None}
    assert {row.user_id for row in await Notification.all()} == {one.id}
