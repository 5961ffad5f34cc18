"""Due moves: when a thing next changes without a user; one row for each thing that has such a time."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.clock import now
from models.database import instant_in_database, is_postgres, key_in_database, moment_of, rows
from models.database.reading import from_json, in_json
from models.database.writing import Write

MOST_FAILURES = 6


class DueMove(Model):
    """The next time at which a thing may change without an act of a user."""

    id = fields.BigIntField(primary_key=True)
    kind = fields.CharField(max_length=20)
    key = fields.UUIDField()
    at = fields.DatetimeField()
    # Failures since the last success: the move is retried after 1, 2, 4, ... and at most 64 seconds.
    failures = fields.SmallIntField(default=0)

    class Meta:
        table = "due_move"
        unique_together = (("kind", "key"),)
        indexes = (Index(fields=("at", "key")),)


async def reschedule(kind: str, key: UUID, at: datetime | None) -> None:
    """Sets when the next move of the thing is due; None removes it.

    Call it in the change that alters the thing, with the thing's row locked. The time may be too early, because the
    move checks again, but never too late.
    """
    change = rescheduled(kind, key, at)
    await rows(change.statement, *change.values)


def rescheduled(kind: str, key: UUID, at: datetime | None) -> Write:
    """The same, as soon as this is written."""
    if at is None:
        return Write("DELETE FROM due_move WHERE kind = ? AND key = ?", (kind, key_in_database(key)))
    return Write(
        "INSERT INTO due_move (kind, key, at, failures) VALUES (?, ?, ?, 0) ON CONFLICT (kind, key) "
        "DO UPDATE SET at = excluded.at, failures = 0 WHERE due_move.at <> excluded.at",
        (kind, key_in_database(key), instant_in_database(at)),
    )


def due_now(limit: int, *, without: Collection[str] = ()) -> QuerySet[DueMove]:
    """The first moves that are due, in the order of their times, without those of some kinds."""
    due = DueMove.filter(at__lte=now()).order_by("at", "key").limit(limit)
    return due.exclude(kind__in=list(without)) if without else due


def due_in_row(limit: int, *, without: Collection[str]) -> str:
    """A column `due` with the same moves, for `moves_in`; its one value is the present instant in the database."""
    return _due_in_row(limit, tuple(without), is_postgres())


@cache
def _due_in_row(limit: int, without: tuple[str, ...], is_postgres: bool) -> str:  # noqa: ARG001 - another text
    others = "".join(f" AND kind <> '{kind}'" for kind in without)
    moves = in_json(id="id", kind="kind", key="key", at="at", failures="failures")
    return (
        f"(SELECT {moves} FROM (SELECT * FROM due_move WHERE at <= ?{others} "
        f"ORDER BY at, key LIMIT {limit}) AS due) AS due"
    )


def moves_in(column: Any) -> list[DueMove]:
    """The moves that such a column has."""
    found = [DueMove(**{**each, "key": UUID(each["key"]), "at": moment_of(each["at"])}) for each in from_json(column)]
    return sorted(found, key=lambda move: (move.at, move.key))


async def next_due() -> datetime | None:
    """When the next move is due; a time in the past if moves are overdue."""
    first = await DueMove.all().order_by("at", "key").first()
    return first.at if first else None


async def overdue() -> int:
    """How many moves are due and not made yet."""
    return await DueMove.filter(at__lte=now()).count()


async def put_off(move: DueMove) -> None:
    """Postpones a move that was not made, unless it was rescheduled meanwhile."""
    later = now() + timedelta(seconds=2**move.failures)
    failures = min(move.failures + 1, MOST_FAILURES)
    await DueMove.filter(id=move.id, at=move.at).update(at=later, failures=failures)
