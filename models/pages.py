"""Pages of a list that moves: keyset cursors, which neither skip nor repeat while rows come and go."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from models.errors import FieldProblem, InvalidInput

Row = TypeVar("Row")
Key = tuple[str | int, ...]

DEFAULT_PAGE = 20
MOST_ROWS = 200


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
    return base64.urlsafe_b64encode(json.dumps([order, *key], separators=(",", ":")).encode()).decode().rstrip("=")


def decode(order: str, cursor: str, shape: tuple[type, ...]) -> Key:
    """The key in a cursor of this order; refuses one that was not made by it."""
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        found = None
    if not isinstance(found, list) or [order, *shape] != [*found[:1], *map(type, found[1:])]:
        raise InvalidInput([FieldProblem("after", "Is no cursor of this list in this order: leave it out to begin.")])
    return tuple(found[1:])


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
