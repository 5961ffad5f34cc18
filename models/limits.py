"""Limits that hold for all workers together: what somebody may do so often within some time."""

from dataclasses import dataclass
from datetime import timedelta

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.changes import change
from models.database import take_turns
from models.errors import Refused, rate_limited
from models.ids import new_id

# No limit counts longer than this.
LONGEST = timedelta(hours=24)


class CountedAct(Model):
    """Something that a limit counts, kept for as long as it counts."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    # What was done, and by whom: a user, or a network.
    what = fields.CharField(max_length=40)
    who = fields.CharField(max_length=64)
    at = fields.DatetimeField()

    class Meta:
        table = "counted_act"
        indexes = (Index(fields=("what", "who", "at")), Index(fields=("at",)))


@dataclass(frozen=True, slots=True)
class Limit:
    """How often one user, or one network, may do something."""

    what: str
    most: int
    within: timedelta


async def count(limit: Limit, who: object) -> None:
    """Counts an act in a change of its own; refuses it with RATE_LIMITED if there were too many."""
    refused: Refused | None = None
    async with change() as running:
        # One at a time, so that each act sees all that were counted before it.
        await take_turns(f"{limit.what} {who}")
        since = running.at - limit.within
        counted = CountedAct.filter(what=limit.what, who=str(who), at__gt=since)
        if await counted.count() >= limit.most:
            oldest = (await counted.order_by("-at").offset(limit.most - 1).limit(1))[0]
            refused = rate_limited(
                "This was done too often lately: try again after {again_at}.",
                (oldest.at + limit.within - running.at).total_seconds(),
            )
        else:
            await CountedAct.filter(what=limit.what, who=str(who), at__lte=since).delete()
            await CountedAct.create(what=limit.what, who=str(who), at=running.at)
    if refused is not None:
        raise refused


async def uncount(limit: Limit, who: object) -> None:
    """Takes back what was counted last, because nothing came of it."""
    async with change():
        await take_turns(f"{limit.what} {who}")
        latest = await CountedAct.filter(what=limit.what, who=str(who)).order_by("-at", "-id").first()
        if latest is not None:
            await latest.delete()
