"""Retention: the background job that deletes old events, and rows that nothing needs any more."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise import fields
from tortoise.models import Model

from models.accounts.addresses import ADDRESS_WINDOW, AddressRequest, AddressToken
from models.accounts.sessions import Session
from models.accounts.users import ATTEMPT_WINDOW, FailedSignIn
from models.changes import StoredEvent, StreamHead, change
from models.clock import now
from models.database import is_postgres, rows
from models.limits import LONGEST, CountedAct
from models.mail import Mail
from models.payments.payment import PaymentNotice
from models.retries import RETRIES_KEPT, Retry

EVERY = timedelta(minutes=10)
BATCH = 500
# For the operator to look into.
REFUSED_MAILS_KEPT = timedelta(days=90)
# Longer than any provider repeats a notice.
NOTICES_KEPT = timedelta(days=90)
# So that a client hears why its session ended.
ENDED_SESSIONS_KEPT = timedelta(days=7)


class Job(Model):
    """A periodic job, and when it last ran. It runs in one worker at a time."""

    name = fields.CharField(max_length=40, primary_key=True)
    ran_at = fields.DatetimeField()

    class Meta:
        table = "job"


@dataclass(frozen=True, slots=True)
class Leftovers:
    """Rows of a table that are deleted once an instant in them is older than `kept`."""

    table: type[Model]
    instant: str
    kept: timedelta


async def forget_when_due(kept: timedelta) -> int:
    """Deletes what is older than `kept`, unless a worker has done so lately; returns how many events it deleted."""
    if not await claim_job("retention", EVERY):
        return 0
    at = await agreed_now()
    for leftovers in leftovers_of(kept):
        await forget_leftovers(leftovers, at)
    return await forget(at - kept)


def leftovers_of(kept: timedelta) -> tuple[Leftovers, ...]:
    """Everything that is deleted by its age alone; `kept` is the retention of events."""
    return (
        Leftovers(Mail, "sent_at", kept),
        Leftovers(Mail, "refused_at", REFUSED_MAILS_KEPT),
        Leftovers(Retry, "at", RETRIES_KEPT),
        Leftovers(AddressToken, "expires_at", timedelta()),
        Leftovers(AddressRequest, "at", ADDRESS_WINDOW),
        Leftovers(FailedSignIn, "at", ATTEMPT_WINDOW),
        Leftovers(CountedAct, "at", LONGEST),
        Leftovers(PaymentNotice, "taken_at", NOTICES_KEPT),
        Leftovers(Session, "expires_at", ENDED_SESSIONS_KEPT),
        Leftovers(Session, "revoked_at", ENDED_SESSIONS_KEPT),
    )


async def forget_leftovers(leftovers: Leftovers, at: datetime) -> int:
    """Deletes the rows that are too old at that instant, a few at a time so that nobody waits; returns how many."""
    forgotten = 0
    old = leftovers.table.filter(**{f"{leftovers.instant}__lt": at - leftovers.kept})
    while keys := await old.order_by(leftovers.instant).limit(BATCH).values_list("id", flat=True):
        # The instant is asked for again: it may have been moved on meanwhile.
        gone = await old.filter(id__in=keys).delete()
        forgotten += gone
        if len(keys) < BATCH or not gone:
            break
    return forgotten


async def forget(before: datetime) -> int:
    """Deletes the events before this instant, stream by stream, and raises the floor of each stream.

    A client that resumes from a position below the floor has to load a new snapshot. An event that follows a younger
    one is kept, whatever its time says: it was recorded by a clock that was wrong.
    """
    forgotten = 0
    while True:
        gone = 0
        old = await StoredEvent.filter(at__lt=before).order_by("at").limit(BATCH)
        for stream in sorted({event.stream for event in old}):
            async with change():
                # The lock on the stream head keeps out writers and other workers that delete from this stream.
                head = await StreamHead.select_for_update().get(stream=stream)
                kept = await StoredEvent.filter(stream=stream, at__gte=before).order_by("seq").first()
                last = kept.seq - 1 if kept else head.last_seq
                if last > head.floor:
                    head.floor = last
                    await head.save(update_fields=["floor"])
                    gone += await StoredEvent.filter(stream=stream, seq__lte=head.floor).delete()
        forgotten += gone
        if len(old) < BATCH or not gone:
            return forgotten


async def agreed_now() -> datetime:
    """The current instant by our clock or the database's, the earlier one: a fast clock must not delete anything."""
    if not is_postgres():
        return now()
    (found,) = await rows("SELECT now() AS now")
    there: datetime = found["now"]
    return min(now(), there)


async def claim_job(name: str, every: timedelta) -> bool:
    """Whether this worker should run the job now: no other has run it within `every`."""
    at = await agreed_now()
    if await Job.exists(name=name, ran_at__gt=at - every):
        return False
    async with change():
        await Job.bulk_create([Job(name=name, ran_at=at - every)], ignore_conflicts=True)
        return await Job.filter(name=name, ran_at__lte=at - every).update(ran_at=at) == 1
