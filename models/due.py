"""Due moves: when the clock has to look at which thing next, one row for each thing that has such a time."""

from datetime import datetime, timedelta
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.clock import now
from models.database import instant_in_database, key_in_database, rows

MOST_FAILURES = 6


class DueMove(Model):
    """The next time at which a thing may change without anybody's act."""

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharField(max_length=20)
    key = fields.UUIDField()
    at = fields.DatetimeField()
    # How often the move could not be made: it is tried again after 1, 2, 4, ... and at most 64 seconds.
    failures = fields.SmallIntField(default=0)

    class Meta:
        table = "due_move"
        unique_together = (("kind", "key"),)
        indexes = (Index(fields=("at", "key")),)


async def reschedule(kind: str, key: UUID, at: datetime | None) -> None:
    """Notes when the clock has to look at the thing next, or that it never has to.

    Belongs in the change that alters the thing, with the thing's row locked. The time may be too early, for
    the move looks again, but never too late.
    """
    if at is None:
        await DueMove.filter(kind=kind, key=key).delete()
        return
    await rows(
        "INSERT INTO due_move (kind, key, at, failures) VALUES (?, ?, ?, 0) ON CONFLICT (kind, key) "
        "DO UPDATE SET at = excluded.at, failures = 0 WHERE due_move.at <> excluded.at",
        kind,
        key_in_database(key),
        instant_in_database(at),
    )


def due_now(limit: int) -> QuerySet[DueMove]:
    """The first moves whose time has come, in the order of their times."""
    return DueMove.filter(at__lte=now()).order_by("at", "key").limit(limit)


async def next_due() -> datetime | None:
    """When the next move is due; in the past while some are left to make."""
    first = await DueMove.all().order_by("at", "key").first()
    return first.at if first else None


async def put_off(move: DueMove) -> None:
    """Lets a move that was not made come again later, unless something has given it another time meanwhile."""
    later = now() + timedelta(seconds=2**move.failures)
    failures = min(move.failures + 1, MOST_FAILURES)
    await DueMove.filter(id=move.id, at=move.at).update(at=later, failures=failures)
