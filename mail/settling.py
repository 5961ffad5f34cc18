"""Settling mails at the moment of sending: to whom they go, in which language, and whether they still say anything.

A mail may have waited for a morning, for other mails or for a mail server. Meanwhile its user may have read what it
tells, may have switched it off, or may no longer be allowed to know it.
"""

from collections.abc import Awaitable, Callable
from uuid import UUID

from models.accounts.invitations import can_be_accepted
from models.accounts.parties import roles_of
from models.accounts.users import User
from models.clock import now
from models.interviews.calendar import is_current
from models.mail import Mail, address_to, drop
from models.messages.news import unread_messages, unread_senders
from models.notifications.kinds import MailTiming, Notification, NotificationKind
from models.notifications.timing import timings_of
from models.reviews.offering import is_due
from models.searches.alerting import alerting_searches

# Which things of a kind, by their keys, a user may see.
MaySee = Callable[[User, str, set[UUID]], Awaitable[set[UUID]]]
# Why mails are not sent, by their keys.
Reasons = dict[UUID, str]


async def settle(mails: list[Mail], may_see: MaySee) -> list[Mail]:
    """Brings claimed mails up to date; ends those that have nothing to say any more, and returns the others."""
    leader = mails[0]
    reader = await User.get_or_none(id=leader.user_id) if leader.user_id else None
    if leader.kind in NotificationKind.__members__:
        if reader is None or reader.email_verified_at is None:
            return await drop(mails, {mail.id: "The user has no verified address." for mail in mails})
        mails = await drop(mails, await _reasons(mails, reader, may_see))
        await address_to(mails, address=reader.email, language=reader.language, zone=reader.time_zone)
        return mails
    invitation = leader.facts.get("invitation")
    if invitation is not None and not await can_be_accepted(UUID(invitation)):
        return await drop(mails, {leader.id: "The invitation has ended."})
    if reader is not None:
        # What is sent about an account stays with the address that it was about.
        await address_to(mails, address=leader.address, language=reader.language, zone=reader.time_zone)
    return mails


async def _reasons(mails: list[Mail], reader: User, may_see: MaySee) -> Reasons:
    timings = await timings_of(reader.id)
    found = {mail.id: "The user has switched off such mails." for mail in mails if _is_off(mail, timings)}
    found |= {mail.id: "It came too late." for mail in mails if mail.expires_at and mail.expires_at <= now()}
    for mail in mails:
        if mail.calendar is not None and not await is_current(_subject(mail), mail.calendar, reader.id):
            found[mail.id] = "A later entry of the calendar takes its place."
    # Calendars follow what happened, whatever their user has read, and tell users that they were taken out.
    news = [mail for mail in mails if mail.calendar is None]
    found |= await _read(news)
    found |= await _said_by_nobody(news, reader, timings)
    found |= await _searched_by_nobody(news, reader)
    found |= await _reviewed(news)
    roles = {str(party) for party in await roles_of(reader.id)}
    found |= {
        mail.id: "The user has left the party that it was for."
        for mail in news
        if mail.parties is not None and not roles & set(mail.parties)
    }
    return found | await _unseen([mail for mail in news if mail.id not in found], reader, may_see)


def _is_off(mail: Mail, timings: dict[str, MailTiming]) -> bool:
    return timings[mail.kind] is MailTiming.NONE


async def _read(mails: list[Mail]) -> Reasons:
    by_notification = {mail.key.rpartition(":")[2]: mail.id for mail in mails}
    read = Notification.filter(id__in=[UUID(key) for key in by_notification], read_at__not_isnull=True)
    return {by_notification[str(key)]: "The user has read it." for key in await read.values_list("id", flat=True)}


async def _said_by_nobody(mails: list[Mail], reader: User, timings: dict[str, MailTiming]) -> Reasons:
    """Messages that the user has read, or that were deleted; a digest names the sender of the last one that is left."""
    messages = [mail for mail in mails if mail.kind == NotificationKind.MESSAGE_RECEIVED]
    if not messages:
        return {}
    why = "The user has read the messages, or they were deleted."
    if timings[NotificationKind.MESSAGE_RECEIVED] is MailTiming.AT_ONCE:
        left = await unread_messages({mail.occasion_id for mail in messages if mail.occasion_id}, reader.id)
        return {mail.id: why for mail in messages if mail.occasion_id and mail.occasion_id not in left}
    senders = await unread_senders({_subject(mail) for mail in messages}, reader.id)
    for mail in messages:
        if sender := senders.get(_subject(mail)):
            mail.facts = {**mail.facts, "sender": sender}
    return {mail.id: why for mail in messages if _subject(mail) not in senders}


async def _searched_by_nobody(mails: list[Mail], reader: User) -> Reasons:
    """Matches of searches that were deleted or no longer alert; the others are told with the search's present name."""
    matches = [mail for mail in mails if mail.kind == NotificationKind.SEARCH_MATCHED]
    names = await alerting_searches({_subject(mail) for mail in matches}, reader.id) if matches else {}
    for mail in matches:
        if name := names.get(_subject(mail)):
            mail.facts = {**mail.facts, "name": name}
    return {mail.id: "No saved search looks for it any more." for mail in matches if _subject(mail) not in names}


async def _reviewed(mails: list[Mail]) -> Reasons:
    """Reminders of reviews that a colleague has written."""
    due = [mail for mail in mails if mail.kind == NotificationKind.REVIEW_DUE]
    why = "The party has reviewed the other side."
    return {mail.id: why for mail in due if not await is_due(_subject(mail))}


async def _unseen(mails: list[Mail], reader: User, may_see: MaySee) -> Reasons:
    keys: dict[str, set[UUID]] = {}
    for mail in mails:
        keys.setdefault(mail.facts["subject_type"], set()).add(_subject(mail))
    seen = {kind: await may_see(reader, kind, wanted) for kind, wanted in keys.items()}
    return {
        mail.id: "The user may no longer see what it is about."
        for mail in mails
        if _subject(mail) not in seen[mail.facts["subject_type"]]
    }


def _subject(mail: Mail) -> UUID:
    return UUID(mail.facts["subject_id"])
