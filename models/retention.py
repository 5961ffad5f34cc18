"""Retention: how long the log of events is kept, and the job that forgets the rest."""

from datetime import datetime, timedelta

from tortoise import fields
from tortoise.models import Model

from models.changes import StoredEvent, StreamHead, change
from models.clock import now
from models.database import is_postgres, rows
from models.mail import forget_mails

EVERY = timedelta(minutes=10)
BATCH = 500


class Job(Model):
    """Something that runs now and then, in one worker at a time, and when it did last."""

    name = fields.CharField(max_length=40, primary_key=True)
    ran_at = fields.DatetimeField()

    class Meta:
        table = "job"


async def forget_when_due(kept: timedelta) -> int:
    """Forgets what is older than that, if no worker has done so lately; gives how many events went."""
    if not await claim_job("retention", EVERY):
        return 0
    before = await agreed_now() - kept
    await forget_mails(before)
    return await forget(before)


async def forget(before: datetime) -> int:
    """Removes the events of before the instant, stream by stream, and raises each stream's floor with them.

    Whoever comes back to a place below the floor is told to load anew. What comes after a younger event is kept,
    however old it says that it is: it was noted by a clock that was wrong.
    """
    forgotten = 0
    while True:
        gone = 0
        old = await StoredEvent.filter(at__lt=before).order_by("at").limit(BATCH)
        for stream in sorted({event.stream for event in old}):
            async with change():
                # The head's lock keeps writers and other forgetters of this stream apart.
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
    """The present instant, by our clock or the database's, whichever is earlier: nothing goes because one is fast."""
    if not is_postgres():
        return now()
    (found,) = await rows("SELECT now() AS now")
    there: datetime = found["now"]
    return min(now(), there)


async def claim_job(name: str, every: timedelta) -> bool:
    """Whether the caller is the worker that is to do this now: nobody has for so long."""
    at = await agreed_now()
    if await Job.exists(name=name, ran_at__gt=at - every):
        return False
    async with change():
        await Job.bulk_create([Job(name=name, ran_at=at - every)], ignore_conflicts=True)
        return await Job.filter(name=name, ran_at__lte=at - every).update(ran_at=at) == 1
