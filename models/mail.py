"""The outbox: mails that are written in the transaction of a change and sent once, after its commit."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.changes import change
from models.clock import now
from models.database.writing import Write, all_inserted, write
from models.ids import new_id

# How long a worker may hold a claimed mail; after that another worker sends it, because the first may have died.
HELD = timedelta(minutes=10)
# The most mails of one bundle within the window; the rest waits for its end and is sent as one mail.
MOST_AT_ONCE = 4
WINDOW = timedelta(minutes=15)
# How long a mail is retried before it is given up.
PATIENCE = timedelta(days=5)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)


class Mail(Model):
    """A mail to one address. Its text is made from its kind and facts when it is sent.

    Mails of the same bundle that are due together go as one, led by the first of them.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    key = fields.CharField(max_length=120, unique=True)
    # Of a notification and its user: the address, language and time zone that they had when it was last due.
    address = fields.CharField(max_length=254)
    user_id: UUID | None = fields.UUIDField(null=True)
    # Of a notification: the parties as whose member the user is told; null if they are told for themselves.
    parties: list[str] | None = fields.JSONField(null=True)
    # Of a notification: what happened, where it is one of several about the same thing, such as a message.
    occasion_id: UUID | None = fields.UUIDField(null=True)
    kind = fields.CharField(max_length=40)
    facts: dict[str, Any] = fields.JSONField()
    language = fields.CharField(max_length=16)
    time_zone = fields.CharField(max_length=64)
    bundle = fields.CharField(max_length=80, null=True)
    leader_id: UUID | None = fields.UUIDField(null=True)
    # The iCalendar object to attach, as its METHOD and SEQUENCE; it is made when the mail is sent.
    calendar = fields.TextField(null=True)
    created_at = fields.DatetimeField()
    # When to try next; a worker moves this on when it claims the mail. Null if nothing is left to do.
    due_at = fields.DatetimeField(null=True)
    # When the mail becomes useless to its recipient and is no longer sent.
    expires_at = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    sent_at = fields.DatetimeField(null=True)
    refused_at = fields.DatetimeField(null=True)
    failure = fields.CharField(max_length=500, null=True)

    class Meta:
        table = "mail"
        indexes = (
            Index(fields=("due_at",)),
            Index(fields=("bundle", "sent_at")),
            Index(fields=("leader_id",)),
            Index(fields=("sent_at",)),
        )


async def post(
    address: str,
    kind: str,
    *,
    facts: dict[str, str],
    language: str,
    zone: str,
    key: str,
    user: UUID | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Adds a mail to the outbox within the running change; does nothing if the key already exists.

    With a `user`, it goes out in the language and time zone that they have when it is sent.
    """
    mail = Mail(
        key=key,
        address=address,
        user_id=user,
        kind=kind,
        facts=facts,
        language=language,
        time_zone=zone,
        created_at=now(),
        due_at=now(),
        expires_at=expires_at,
    )
    async with change():
        await write(*posted([mail]))


def posted(mails: Sequence[Mail]) -> list[Write]:
    """Adds mails to the outbox as soon as this is written, except those whose key already exists."""
    return all_inserted(mails, unless_there=True)


async def claim() -> list[Mail]:
    """Claims the next due mail for this caller, with the others of its bundle; empty if none is due.

    Claiming a mail moves its due time on. Mails that were claimed together stay together in every retry.
    """
    while (found := await _claim_one()) == []:
        pass
    return found or []


async def _claim_one() -> list[Mail] | None:
    """None if no mail is due; an empty list if the due one must not be sent now."""
    async with change() as running:
        leader = await (
            Mail.filter(due_at__lte=running.at, leader_id=None)
            .order_by("due_at", "id")
            .select_for_update(skip_locked=True)
            .first()
        )
        if leader is None:
            return None
        if leader.expires_at is not None and leader.expires_at <= running.at:
            await _finish([leader], refused_at=running.at, failure="The mail had expired before it could be sent.")
            return []
        if not leader.attempts and await _is_too_much(leader, running.at):
            return []
        leader.attempts += 1
        leader.due_at = running.at + HELD
        await leader.save(update_fields=["attempts", "due_at"])
        return [leader, *await _followers(leader, running.at)]


async def address_to(mails: Sequence[Mail], *, address: str, language: str, zone: str) -> None:
    """Sets where mails that are about to be sent go, and how they are written; does nothing if that has not changed."""
    for mail in mails:
        if (mail.address, mail.language, mail.time_zone) != (address, language, zone):
            mail.address, mail.language, mail.time_zone = address, language, zone
            await mail.save(update_fields=["address", "language", "time_zone"])


async def drop(mails: list[Mail], reasons: Mapping[UUID, str]) -> list[Mail]:
    """Ends those of the claimed mails that have a reason not to be sent, by their keys; returns the others.

    If the leader ends, the first of the others leads them from then on.
    """
    if not reasons:
        return mails
    former, left = mails[0], [mail for mail in mails if mail.id not in reasons]
    async with change() as running:
        if not await _mine(former).select_for_update().exists():
            return []  # another worker has taken them over
        for mail in mails:
            if why := reasons.get(mail.id):
                ended = {"refused_at": running.at, "failure": why[:500], "due_at": None, "leader_id": None}
                await Mail.filter(id=mail.id).update(**ended)
        if left and left[0] is not former:
            leader = left[0]
            leader.leader_id, leader.due_at, leader.attempts = None, former.due_at, former.attempts
            await leader.save(update_fields=["leader_id", "due_at", "attempts"])
            await Mail.filter(id__in=[mail.id for mail in left[1:]]).update(leader_id=leader.id)
    return left


async def mark_sent(mails: list[Mail]) -> None:
    """Records that the mail server accepted the mails."""
    async with change() as running:
        await _finish(mails, sent_at=running.at, failure=None)


async def mark_refused(mails: list[Mail], why: str) -> None:
    """Records that the mails will never be accepted; they are kept and not retried."""
    async with change() as running:
        await _finish(mails, refused_at=running.at, failure=why[:500])


async def drop_due(why: str) -> int:
    """Records that all due mails will never be sent; returns how many. Only where no mail is ever claimed."""
    due = Mail.filter(due_at__lte=now())
    if not await due.exists():
        return 0
    async with change() as running:
        return await due.update(due_at=None, refused_at=running.at, failure=why[:500])


async def put_off(mails: list[Mail], why: str, *, chance: float) -> None:
    """Schedules a retry with exponential backoff; `chance`, from 0 to 1, spreads the retries of many mails."""
    leader = mails[0]
    async with change() as running:
        if running.at - leader.created_at > PATIENCE:
            await _finish(mails, refused_at=running.at, failure=f"Given up: {why}"[:500])
            return
        pause = min(FIRST_PAUSE * 2 ** min(leader.attempts - 1, 20), LONGEST_PAUSE) * (0.75 + chance / 2)
        await _mine(leader).update(due_at=running.at + pause, failure=why[:500])


async def put_back(mails: list[Mail], why: str) -> None:
    """Returns the mails to the outbox at once, without counting an attempt: the failure was not their fault."""
    leader = mails[0]
    async with change() as running:
        await _mine(leader).update(due_at=running.at, attempts=max(leader.attempts - 1, 0), failure=why[:500])


async def _is_too_much(leader: Mail, at: datetime) -> bool:
    """Whether the bundle had too many mails lately; if so, postpones all its due mails, to be sent as one."""
    if leader.bundle is None:
        return False
    recent = await Mail.filter(bundle=leader.bundle, sent_at__gt=at - WINDOW, leader_id=None).order_by("sent_at")
    if len(recent) < MOST_AT_ONCE:
        return False
    oldest = recent[-MOST_AT_ONCE].sent_at
    assert oldest is not None
    ids = await _free(leader, at)
    await Mail.filter(id__in=ids).update(due_at=oldest + WINDOW)
    return True


async def _followers(leader: Mail, at: datetime) -> list[Mail]:
    if leader.attempts == 1 and leader.bundle is not None:
        ids = [mail for mail in await _free(leader, at) if mail != leader.id]
        await Mail.filter(id__in=ids).update(leader_id=leader.id, due_at=None)
    return await Mail.filter(leader_id=leader.id).order_by("id")


async def _free(leader: Mail, at: datetime) -> list[UUID]:
    """Locks the mails of the bundle that are due, but for those that another worker has locked: it sees to them itself.

    Two workers that waited for each other's mails would do so in a circle.
    """
    due = Mail.filter(bundle=leader.bundle, due_at__lte=at, leader_id=None, attempts=0)
    return [mail.id for mail in await due.select_for_update(skip_locked=True)]


def _mine(leader: Mail) -> QuerySet[Mail]:
    """The row as it was claimed: matches nothing if another worker has taken it over meanwhile."""
    return Mail.filter(id=leader.id, attempts=leader.attempts, sent_at=None, refused_at=None)


async def _finish(mails: list[Mail], **outcome: object) -> None:
    leader = mails[0]
    if await _mine(leader).update(due_at=None, **outcome):
        await Mail.filter(leader_id=leader.id).update(**outcome)


async def waiting() -> tuple[int, float]:
    """How many mails are still to be sent, and for how many seconds the first of them has been due."""
    mails = Mail.filter(due_at__not_isnull=True, leader_id=None)
    first = await mails.order_by("due_at").first()
    late = (now() - first.due_at).total_seconds() if first and first.due_at else 0.0
    return await mails.count(), max(0.0, late)
