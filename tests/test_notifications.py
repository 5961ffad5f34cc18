"""Notifications: who receives which, in the transaction of the act."""

import pytest

from models.changes import StoredEvent, change
from models.clock import now
from models.ids import new_id
from models.mail import Mail
from models.notifications.kinds import MailTiming, Notification, NotificationKind, NotificationPreference
from models.notifications.telling import notify
from tests.support.domain.inside import somebody

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
