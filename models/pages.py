"""Pagination with keyset cursors: nothing is skipped or repeated while rows are added or removed."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from models.errors import FieldProblem, InvalidInput
from models.ids import sealed, unsealed
from models.pacing import paced

Row = TypeVar("Row")
Key = tuple[str | int | UUID | datetime, ...]

DEFAULT_PAGE = 20
MOST_ROWS = 200
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A page of rows in order, with a cursor for each, and whether there are rows before and after it."""

    rows: list[Row]
    cursors: list[str]
    has_next: bool
    has_previous: bool


def page_size(first: int | None, *, path: str = "first") -> int:
    """The requested number of rows, or the default; refuses a number that is out of range."""
    if first is None:
        return DEFAULT_PAGE
    if not 1 <= first <= MOST_ROWS:
        raise InvalidInput([FieldProblem(path, f"Must be a whole number from 1 to {MOST_ROWS}.")])
    return first


def list_size(first: int | None, *, most: int = MOST_ROWS, path: str = "first") -> int:
    """The requested length of a plain list, or as long as it may be; refuses a number that is out of range."""
    if first is None:
        return most
    if not 1 <= first <= most:
        raise InvalidInput([FieldProblem(path, f"Must be a whole number from 1 to {most}.")])
    return first


def encode(order: str, key: Key) -> str:
    return sealed("page", json.dumps([order, *key], separators=(",", ":"), default=_written))


def decode(order: str, cursor: str, shape: tuple[type, ...], *, path: str = "after") -> Key:
    """The key in a cursor; refuses a cursor that was not created for this order."""
    try:
        name, *values = json.loads(unsealed("page", cursor) or "null")
        if name == order:
            return tuple(_read(value, kind) for value, kind in zip(values, shape, strict=True))
    except (ValueError, TypeError, OverflowError, RecursionError):
        pass
    raise InvalidInput([FieldProblem(path, "Is not a cursor of this list in this order: leave it out to start.")])


def _written(value: UUID | datetime) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _read(value: object, kind: type) -> Any:
    """Parses a JSON value of a cursor; raises ValueError if it is not of this kind."""
    if kind is int and type(value) is int and abs(value) <= LARGEST:
        return value
    if kind is str and isinstance(value, str) and value.isprintable():
        return value
    if kind is UUID and isinstance(value, str):
        return UUID(value)
    if kind is datetime and isinstance(value, str) and (found := datetime.fromisoformat(value)).tzinfo is not None:
        return found.astimezone(UTC)
    raise ValueError(value)


async def page(
    rows: Sequence[Row],
    key_of: Callable[[Row], Key],
    *,
    order: str,
    first: int | None,
    after: str | None,
    shape: tuple[type, ...],
) -> Page[Row]:
    """A page of rows that are all in memory; sorts them by key, ascending. Thousands of keys are made in pieces."""
    size = page_size(first)
    keyed = [(key_of(row), row) async for row in paced(rows)]
    keyed.sort(key=lambda pair: pair[0])
    if after is not None:
        start = decode(order, after, shape)
        keyed = [pair for pair in keyed if pair[0] > start]
    return of_rows([row for _, row in keyed[: size + 1]], key_of, order=order, size=size, after=after)


def of_rows(
    rows: Sequence[Row], key_of: Callable[[Row], Key], *, order: str, size: int, after: str | None
) -> Page[Row]:
    """A page of rows that the database has sorted and limited to one more than the size."""
    shown = list(rows[:size])
    return Page(shown, [encode(order, key_of(row)) for row in shown], len(rows) > size, after is not None)
