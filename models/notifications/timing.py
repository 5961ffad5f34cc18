"""When mails about notifications go out: as something happens, or in a digest every morning."""

from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from models.accounts.facts import LocaleChosen
from models.accounts.users import User
from models.changes import stamp
from models.mail import Mail
from models.notifications.kinds import MailTiming, NotificationKind, NotificationPreference, usual_timing

DIGEST_TIME = time(8)


def next_digest(at: datetime, zone: str) -> datetime:
    """The next 8:00 in the reader's time zone."""
    local = at.astimezone(ZoneInfo(zone))
    morning = datetime.combine(local.date(), DIGEST_TIME, tzinfo=local.tzinfo)
    if morning <= local:
        morning = datetime.combine(local.date() + timedelta(days=1), DIGEST_TIME, tzinfo=local.tzinfo)
    return morning.astimezone(at.tzinfo)


def due_at(timing: MailTiming, at: datetime, zone: str) -> datetime:
    """When a mail about what happens now is due."""
    return at if timing is MailTiming.AT_ONCE else next_digest(at, zone)


def bundle_of(user: UUID) -> str:
    """The bundle of all mails to a user that can be combined."""
    return f"user:{user}"


async def timings_of(user: UUID) -> dict[str, MailTiming]:
    """The timing of mails of each kind, as the user has chosen it or by default."""
    chosen = dict(await NotificationPreference.filter(user_id=user).values_list("kind", "mail"))
    return {kind.value: MailTiming(chosen.get(kind.value, usual_timing(kind))) for kind in NotificationKind}


async def time_mails_again(user: User) -> None:
    """Moves the user's waiting mails to when they are due by their present choice and time zone."""
    waiting = await Mail.filter(bundle=bundle_of(user.id), sent_at=None, due_at__not_isnull=True, attempts=0)
    timings, at = await timings_of(user.id), stamp()
    for mail in waiting:
        timing = timings[mail.kind]
        if timing is not MailTiming.NONE:
            # Unless a worker has claimed it meanwhile.
            await Mail.filter(id=mail.id, attempts=0).update(due_at=due_at(timing, at, user.time_zone))


async def time_by_zone(chosen: LocaleChosen) -> None:
    """Moves the user's digest to the morning of their new time zone."""
    await time_mails_again(chosen.user)
