"""The outbox: mails that a change wants sent, written in its transaction and handed over after it, each once."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.changes import change
from models.clock import now
from models.ids import new_id

# Whoever sends a mail has it for so long: should they die, it is sent by somebody else after that.
HELD = timedelta(minutes=10)
# So many mails to one bundle within the window; what comes then waits for its end, and goes as one.
MOST_AT_ONCE = 4
WINDOW = timedelta(minutes=15)
# A mail that its server puts off is tried again for so long.
PATIENCE = timedelta(days=5)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=30), timedelta(hours=1)


class Mail(Model):
    """One mail to one address, what it says is worked out when it is sent, from its kind and facts.

    Mails of the same bundle that are due together go as one, led by the first of them.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    key = fields.CharField(max_length=120, unique=True)
    address = fields.CharField(max_length=254)
    kind = fields.CharField(max_length=40)
    facts: dict[str, Any] = fields.JSONField()
    language = fields.CharField(max_length=8)
    time_zone = fields.CharField(max_length=64)
    bundle = fields.CharField(max_length=80, null=True)
    leader_id: UUID | None = fields.UUIDField(null=True)
    # An iCalendar object that goes with it.
    calendar = fields.TextField(null=True)
    created_at = fields.DatetimeField()
    # When to try next; whoever sends it moves this on first, and nothing is left to do where it is null.
    due_at = fields.DatetimeField(null=True)
    # From then on it would be of no use to whoever gets it.
    expires_at = fields.DatetimeField(null=True)
    attempts = fields.IntField(default=0)
    sent_at = fields.DatetimeField(null=True)
    refused_at = fields.DatetimeField(null=True)
    failure = fields.CharField(max_length=500, null=True)

    class Meta:
        table = "mail"
        indexes = (Index(fields=("due_at",)), Index(fields=("bundle", "sent_at")), Index(fields=("leader_id",)))


async def post(
    address: str,
    kind: str,
    *,
    facts: dict[str, str],
    language: str,
    zone: str,
    key: str,
    calendar: str | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Puts one mail into the outbox inside the running change; a key that is there already posts nothing."""
    await post_all(
        [
            Mail(
                key=key,
                address=address,
                kind=kind,
                facts=facts,
                language=language,
                time_zone=zone,
                calendar=calendar,
                created_at=now(),
                due_at=now(),
                expires_at=expires_at,
            )
        ]
    )


async def post_all(mails: Iterable[Mail]) -> None:
    """Puts mails into the outbox in one statement, each key once for ever."""
    async with change():
        await Mail.bulk_create(list(mails), ignore_conflicts=True)


async def claim() -> list[Mail]:
    """The next mail that is due, with what goes in one with it, for this caller alone; nothing when none is due.

    A mail is claimed by moving its time on. What is claimed together stays together, however often it is tried.
    """
    while (found := await _claim_one()) == []:
        pass
    return found or []


async def _claim_one() -> list[Mail] | None:
    """None when none is due; an empty list when the one that was is not to be sent now."""
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
            await _finish([leader], refused_at=running.at, failure="It was too late to be of use.")
            return []
        if not leader.attempts and await _is_too_much(leader, running.at):
            return []
        leader.attempts += 1
        leader.due_at = running.at + HELD
        await leader.save(update_fields=["attempts", "due_at"])
        return [leader, *await _followers(leader, running.at)]


async def mark_sent(mails: list[Mail]) -> None:
    """Notes that the server has taken it."""
    async with change() as running:
        await _finish(mails, sent_at=running.at, failure=None)


async def mark_refused(mails: list[Mail], why: str) -> None:
    """Notes that it will never be taken; it is kept, and not tried again."""
    async with change() as running:
        await _finish(mails, refused_at=running.at, failure=why[:500])


async def put_off(mails: list[Mail], why: str, *, chance: float) -> None:
    """Tries again later, each time after twice as long; `chance`, from 0 to 1, spreads what was put off at once."""
    leader = mails[0]
    async with change() as running:
        if running.at - leader.created_at > PATIENCE:
            await _finish(mails, refused_at=running.at, failure=f"Given up: {why}"[:500])
            return
        pause = min(FIRST_PAUSE * 2 ** min(leader.attempts - 1, 20), LONGEST_PAUSE) * (0.75 + chance / 2)
        await _mine(leader).update(due_at=running.at + pause, failure=why[:500])


async def put_back(mails: list[Mail], why: str) -> None:
    """Lets it be claimed again at once: what kept it was not its own fault, and counts as no attempt."""
    leader = mails[0]
    async with change() as running:
        await _mine(leader).update(due_at=running.at, attempts=max(leader.attempts - 1, 0), failure=why[:500])


async def forget_mails(before: datetime) -> int:
    """Removes what was sent before the instant; what was refused is kept for whoever looks into it."""
    return await Mail.filter(sent_at__lt=before).delete()


async def _is_too_much(leader: Mail, at: datetime) -> bool:
    """Whether its bundle had many mails lately; then all that is due of it waits, to go as one."""
    if leader.bundle is None:
        return False
    recent = await Mail.filter(bundle=leader.bundle, sent_at__gt=at - WINDOW, leader_id=None).order_by("sent_at")
    if len(recent) < MOST_AT_ONCE:
        return False
    oldest = recent[-MOST_AT_ONCE].sent_at
    assert oldest is not None
    due = Mail.filter(bundle=leader.bundle, due_at__lte=at, leader_id=None, attempts=0)
    await due.update(due_at=oldest + WINDOW)
    return True


async def _followers(leader: Mail, at: datetime) -> list[Mail]:
    if leader.attempts == 1 and leader.bundle is not None:
        due = Mail.filter(bundle=leader.bundle, due_at__lte=at, leader_id=None, attempts=0)
        # Whoever has claimed one of them meanwhile sends it: nobody waits for anybody.
        free = await due.select_for_update(skip_locked=True)
        ids = [mail.id for mail in free if mail.id != leader.id]
        await Mail.filter(id__in=ids).update(leader_id=leader.id, due_at=None)
    return await Mail.filter(leader_id=leader.id).order_by("id")


def _mine(leader: Mail) -> QuerySet[Mail]:
    """The row as it was claimed: whoever took too long, and lost it to another, changes nothing."""
    return Mail.filter(id=leader.id, attempts=leader.attempts, sent_at=None, refused_at=None)


async def _finish(mails: list[Mail], **outcome: object) -> None:
    leader = mails[0]
    if await _mine(leader).update(due_at=None, **outcome):
        await Mail.filter(leader_id=leader.id).update(**outcome)
