"""Pages of a list that moves: keyset cursors, which neither skip nor repeat while rows come and go."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from models.errors import FieldProblem, InvalidInput

Row = TypeVar("Row")
Key = tuple[str | int | UUID | datetime, ...]

DEFAULT_PAGE = 20
MOST_ROWS = 200
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows in order, a cursor for each, and whether more follow."""

    rows: list[Row]
    cursors: list[str]
    has_next: bool
    has_previous: bool


def page_size(first: int | None, *, path: str = "first") -> int:
    """The number of rows asked for; refuses what is out of bounds."""
    if first is None:
        return DEFAULT_PAGE
    if not 1 <= first <= MOST_ROWS:
        raise InvalidInput([FieldProblem(path, f"Takes a whole number from 1 to {MOST_ROWS}.")])
    return first


def encode(order: str, key: Key) -> str:
    text = json.dumps([order, *key], separators=(",", ":"), default=_written)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(order: str, cursor: str, shape: tuple[type, ...], *, path: str = "after") -> Key:
    """The key in a cursor of this order; refuses one that was not made by it."""
    try:
        name, *values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if name == order:
            return tuple(_read(value, kind) for value, kind in zip(values, shape, strict=True))
    except (ValueError, TypeError, OverflowError, RecursionError):
        pass
    raise InvalidInput([FieldProblem(path, "Is no cursor of this list in this order: leave it out to begin.")])


def _written(value: UUID | datetime) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _read(value: object, kind: type) -> Any:
    """A value of the kind from its form in JSON; raises ValueError when it is none."""
    if kind is int and type(value) is int and abs(value) <= LARGEST:
        return value
    if kind is str and isinstance(value, str) and value.isprintable():
        return value
    if kind is UUID and isinstance(value, str):
        return UUID(value)
    if kind is datetime and isinstance(value, str) and (found := datetime.fromisoformat(value)).tzinfo is not None:
        return found.astimezone(UTC)
    raise ValueError(value)


def page(
    rows: Sequence[Row],
    key_of: Callable[[Row], Key],
    *,
    order: str,
    first: int | None,
    after: str | None,
    shape: tuple[type, ...],
) -> Page[Row]:
    """One page of rows that are all at hand, sorted by their keys, ascending."""
    size = page_size(first)
    keyed = sorted(((key_of(row), row) for row in rows), key=lambda pair: pair[0])
    if after is not None:
        start = decode(order, after, shape)
        keyed = [pair for pair in keyed if pair[0] > start]
    return of_rows([row for _, row in keyed[: size + 1]], key_of, order=order, size=size, after=after)


def of_rows(
    rows: Sequence[Row], key_of: Callable[[Row], Key], *, order: str, size: int, after: str | None
) -> Page[Row]:
    """A page of rows that the database has sorted and cut to one more than the size."""
    shown = list(rows[:size])
    return Page(shown, [encode(order, key_of(row)) for row in shown], len(rows) > size, after is not None)
