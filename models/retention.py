"""Retention: how long the log of events is kept, and the job that forgets the rest."""

from datetime import datetime, timedelta

from tortoise import fields
from tortoise.models import Model

from models.changes import Event, StreamHead, change
from models.clock import now
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
    await forget_mails(now() - kept)
    return await forget(now() - kept)


async def forget(before: datetime) -> int:
    """Removes the events of before the instant, stream by stream, and raises each stream's floor with them.

    Whoever comes back to a place below the floor is told to load anew.
    """
    forgotten = 0
    while True:
        old = await Event.filter(at__lt=before).order_by("at").limit(BATCH)
        for stream in sorted({event.stream for event in old}):
            async with change():
                # The head's lock keeps writers and other forgetters of this stream apart.
                head = await StreamHead.select_for_update().get(stream=stream)
                newest = await Event.filter(stream=stream, at__lt=before).order_by("-seq").first()
                if newest is not None:
                    head.floor = max(head.floor, newest.seq)
                    await head.save(update_fields=["floor"])
                    forgotten += await Event.filter(stream=stream, seq__lte=head.floor).delete()
        if len(old) < BATCH:
            return forgotten


async def claim_job(name: str, every: timedelta) -> bool:
    """Whether the caller is the worker that is to do this now: nobody has for so long."""
    if await Job.exists(name=name, ran_at__gt=now() - every):
        return False
    async with change() as running:
        await Job.bulk_create([Job(name=name, ran_at=running.at - every)], ignore_conflicts=True)
        return await Job.filter(name=name, ran_at__lte=running.at - every).update(ran_at=running.at) == 1
