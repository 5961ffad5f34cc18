"""Retention: the background job that deletes old events and sent mails."""

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
    """Deletes what is older than `kept`, unless a worker has done so lately; returns how many events it deleted."""
    if not await claim_job("retention", EVERY):
        return 0
    before = await agreed_now() - kept
    await forget_mails(before)
    return await forget(before)


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
