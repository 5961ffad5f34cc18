"""Pagination with keyset cursors: nothing is skipped or repeated while rows are added or removed."""

from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any, Generic, TypeVar, overload
from uuid import UUID

import orjson
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.database import is_postgres
from models.database.conditions import Either, behind
from models.database.fetching import Built, of_query
from models.errors import InvalidInput, invalid
from models.ids import sealed, sealed_each, unsealed
from models.pacing import paced

Row = TypeVar("Row")
Stored = TypeVar("Stored", bound=Model)
Key = tuple[str | int | UUID | datetime, ...]

DEFAULT_PAGE = 20
MOST_ROWS = 200
LARGEST = 2**63 - 1
IN_ONE_PIECE = 100  # rows whose keys are made at once


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list is asked for: `first` and `last` rows of those after and before a cursor."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None

    def sized(self, *, from_end: bool = False) -> "Window":
        """With a number of rows: without one, DEFAULT_PAGE of them from the beginning, or `from_end`.

        Refuses numbers that are out of range.
        """
        for path, size in (("first", self.first), ("last", self.last)):
            if size is not None and not 1 <= size <= MOST_ROWS:
                raise _out_of_range(path, MOST_ROWS)
        if self.first is not None or self.last is not None:
            return self
        return replace(self, last=DEFAULT_PAGE) if from_end else replace(self, first=DEFAULT_PAGE)

    @property
    def most(self) -> int:
        """How many rows between the cursors decide about the page, but for the one that says that there are more."""
        return max(self.first or 0, self.last or 0)


class Cursors(Sequence[str]):
    """The cursors of rows. Each is made when somebody asks for it, because it has to be sealed."""

    def __init__(self, order: str, rows: Sequence[Any], key_of: Callable[[Any], Key]) -> None:
        self._order = order
        self._rows = rows
        self._key_of = key_of

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> "Cursors": ...
    def __getitem__(self, at: int | slice) -> "str | Cursors":
        if isinstance(at, slice):
            return Cursors(self._order, self._rows[at], self._key_of)
        return encode(self._order, self._key_of(self._rows[at]))


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A page of rows in order, with a cursor for each, and whether there are rows before and after it.

    These two are as the algorithms HasPreviousPage and HasNextPage of the Relay specification have them: a page that
    was read from one end says nothing of the other one, unless a cursor was given there.
    """

    rows: list[Row]
    cursors: Sequence[str]
    has_next: bool
    has_previous: bool
    # How many rows the whole list has, or what counts them.
    size: int | Callable[[], Awaitable[int]]

    async def total(self) -> int:
        """How many rows the whole list has now; counted only if somebody asks."""
        return self.size if isinstance(self.size, int) else await self.size()

    @classmethod
    def empty(cls) -> "Page[Row]":
        return cls([], [], has_next=False, has_previous=False, size=0)


def list_size(first: int | None, *, most: int = MOST_ROWS, path: str = "first") -> int:
    """The requested length of a plain list, or as long as it may be; refuses a number that is out of range."""
    if first is None:
        return most
    if not 1 <= first <= most:
        raise _out_of_range(path, most)
    return first


def _out_of_range(path: str, most: int) -> InvalidInput:
    return invalid(path, "Must be a whole number from {least} to {most}.", "OUT_OF_RANGE", least=1, most=most)


def encode(order: str, key: Key) -> str:
    return seal(orjson.dumps([order, *key], default=str).decode())


def seal(text: str) -> str:
    """The cursor with this in it: the name of an order and a key, as JSON."""
    return sealed("page", text)


def seal_each(texts: Iterable[str]) -> list[str]:
    return sealed_each("page", texts)


def decode(order: str, cursor: str, shape: tuple[type, ...], *, path: str = "after") -> Key:
    """The key in a cursor; refuses a cursor that was not created for this order."""
    try:
        name, *values = orjson.loads(unsealed("page", cursor) or "null")
        if name == order:
            return tuple(_read(value, kind) for value, kind in zip(values, shape, strict=True))
    except (ValueError, TypeError, OverflowError, RecursionError):
        pass
    raise invalid(path, "Is not a cursor of this list in this order: leave it out to start.", "NOT_A_CURSOR")


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
    rows: Sequence[Row], key_of: Callable[[Row], Key], window: Window, *, order: str, shape: tuple[type, ...]
) -> Page[Row]:
    """A page of rows that are all in memory; sorts them by key, ascending. Thousands of keys are made in pieces."""
    [found] = await pages([rows], key_of, window, order=order, shape=shape)
    return found


async def pages(
    lists: Sequence[Sequence[Row]],
    key_of: Callable[[Row], Key],
    window: Window,
    *,
    order: str,
    shape: tuple[type, ...],
) -> list[Page[Row]]:
    """The same page of each of several lists."""
    window = window.sized()
    low, high = ends_of(window, order, shape)
    return [
        _at_an_end(rows, key_of, window, order)
        if low is None and high is None and len(rows) <= IN_ONE_PIECE
        else await _between(rows, key_of, window, low, high, order)
        for rows in lists
    ]


def _at_an_end(rows: Sequence[Row], key_of: Callable[[Row], Key], window: Window, order: str) -> Page[Row]:
    part, has_next, has_previous = cut(len(rows), window)
    kept = sorted(rows, key=key_of)[part]
    return Page(kept, Cursors(order, kept, key_of), has_next, has_previous, len(rows))


async def _between(
    rows: Sequence[Row], key_of: Callable[[Row], Key], window: Window, low: Key | None, high: Key | None, order: str
) -> Page[Row]:
    if len(rows) > IN_ONE_PIECE:
        keyed = [(key_of(row), row) async for row in paced(rows)]
    else:
        keyed = [(key_of(row), row) for row in rows]
    keyed.sort(key=lambda pair: pair[0])
    left = [pair for pair in keyed if low is None or pair[0] > low]
    if high is not None and (low is None or high > low):
        left = [pair for pair in left if pair[0] < high]
    part, has_next, has_previous = cut(len(left), window)
    if window.first is None and high is not None:
        has_next = bool(keyed) and keyed[-1][0] > high
    if window.last is None and low is not None:
        has_previous = bool(keyed) and keyed[0][0] < low
    kept = [row for _, row in left[part]]
    return Page(kept, Cursors(order, kept, key_of), has_next, has_previous, len(rows))


@dataclass(frozen=True, slots=True)
class Beginning(Generic[Stored]):
    """A query that is the same whenever its key is: the statement that reads its beginning is built once.

    To build one takes the ORM longer than all else that is done for a short page.
    """

    key: Hashable
    make: Callable[[], tuple[QuerySet[Stored], Sequence[Q] | None]] = field(compare=False)  # with its `among`
    by: Callable[[], BaseDBAsyncClient] = field(compare=False)

    async def rows(self, sorting: tuple[str, ...], limit: int) -> list[Stored]:
        return await _built(self, sorting, limit, is_postgres()).rows(self.by())


def statement_of(beginning: Beginning[Any], sorting: tuple[str, ...], limit: int) -> tuple[str, Sequence[object]]:
    """The text of the statement that reads the first rows, and its values."""
    return _built(beginning, sorting, limit, is_postgres()).statement


@lru_cache(maxsize=256)
def _built(beginning: Beginning[Any], sorting: tuple[str, ...], limit: int, is_postgres: bool) -> Built[Any]:  # noqa: ARG001 - a key
    query, among = beginning.make()
    return Built(_first(query, among, sorting, limit))


async def page_from(
    beginning: Beginning[Stored], sorting: tuple[str, ...], window: Window, *, order: str, shape: tuple[type, ...]
) -> Page[Stored]:
    """What `page_of` gives for the same query."""
    window = window.sized()
    if window.after is not None or window.before is not None:
        query, among = beginning.make()
        return await page_of(query, sorting, window, order=order, shape=shape, among=among)
    is_forward = window.first is not None
    found = await beginning.rows(sorting if is_forward else _reversed(sorting), window.most + 1)
    part, has_next, has_previous = cut(len(found), window)
    kept = (found if is_forward else found[::-1])[part]
    return Page(kept, _cursors(order, kept, sorting), has_next, has_previous, lambda: _count(*beginning.make()))


async def page_of(
    query: QuerySet[Stored],
    sorting: tuple[str, ...],
    window: Window,
    *,
    order: str,
    shape: tuple[type, ...],
    among: Sequence[Q] | None = None,
) -> Page[Stored]:
    """A page of the rows that a query finds, sorted by these columns, in which no two rows are the same.

    The columns are all rising or all falling. With `among`, only rows that meet one of these conditions: an index for
    each condition gives its rows in order, and the first of them are merged.
    """
    window = window.sized()
    low, high = ends_of(window, order, shape)
    between = query
    if low is not None:
        between = between.filter(_behind(sorting, low))
    if high is not None and (low is None or _is_behind(sorting, high, low)):
        between = between.filter(_behind(_reversed(sorting), high))
    is_forward = window.first is not None
    ways = None if among is None else list(among)
    found = await of_query(_first(between, ways, sorting if is_forward else _reversed(sorting), window.most + 1))
    part, has_next, has_previous = cut(len(found), window)
    kept = (found if is_forward else found[::-1])[part]
    if window.first is None and high is not None:
        has_next = bool(await _first(query.filter(_behind(sorting, high)), ways, sorting, 1))
    if window.last is None and low is not None:
        backwards = _reversed(sorting)
        has_previous = bool(await _first(query.filter(_behind(backwards, low)), ways, backwards, 1))
    return Page(kept, _cursors(order, kept, sorting), has_next, has_previous, partial(_count, query, ways))


def _cursors(order: str, rows: Sequence[Any], sorting: tuple[str, ...]) -> Cursors:
    columns = [name.removeprefix("-") for name in sorting]
    return Cursors(order, rows, lambda row: tuple(getattr(row, column) for column in columns))


def read_forward(
    found: Sequence[Row],
    key_of: Callable[[Row], Key],
    window: Window,
    *,
    order: str,
    is_begun: bool,
    size: Callable[[], Awaitable[int]],
) -> Page[Row]:
    """A page of rows of which one more than asked for was read; `is_begun` says that others precede `after`."""
    part, has_next, _ = cut(len(found), window)
    kept = list(found[part])
    return Page(kept, Cursors(order, kept, key_of), has_next, is_begun, size)


def _first(
    query: QuerySet[Stored], among: Sequence[Q] | None, sorting: tuple[str, ...], limit: int
) -> QuerySet[Stored]:
    """The first rows in order that meet one of the conditions."""
    if among is not None and len(among) > 1:
        parts = [query.filter(way).order_by(*sorting).limit(limit).only("id") for way in among]
        query = query.filter(id__in=Either(parts))
    else:
        query = _limited(query, among)
    return query.order_by(*sorting).limit(limit)


def _limited(query: QuerySet[Stored], among: Sequence[Q] | None) -> QuerySet[Stored]:
    if among is None:
        return query
    return query.filter(Q(*among, join_type=Q.OR)) if among else query.filter(id__in=[])


async def _count(query: QuerySet[Any], among: Sequence[Q] | None) -> int:
    return await _limited(query, among).count()


def ends_of(window: Window, order: str, shape: tuple[type, ...]) -> tuple[Key | None, Key | None]:
    """The keys in the cursors of a window: what comes after the first one and before the second one is asked for.

    A second one that does not come after the first one is not among what is left, and cuts nothing off.
    """
    return (
        decode(order, window.after, shape) if window.after is not None else None,
        decode(order, window.before, shape, path="before") if window.before is not None else None,
    )


def cut(count: int, window: Window) -> tuple[slice, bool, bool]:
    """The part of so many rows that are between the cursors, and whether others follow it and precede it.

    Of more than `most` + 1 rows, those at the end from which the window is read are enough.
    """
    stop = count if window.first is None else min(count, window.first)
    start = 0 if window.last is None else max(0, stop - window.last)
    has_next = window.first is not None and count > window.first
    has_previous = window.last is not None and count > window.last
    return slice(start, stop), has_next, has_previous


def _behind(sorting: tuple[str, ...], key: Key) -> Q:
    """The condition for rows after the key."""
    return behind([name.removeprefix("-") for name in sorting], key, is_falling=_is_falling(sorting))


def _is_behind(sorting: tuple[str, ...], key: Key, other: Key) -> bool:
    """Whether the key comes after the other one."""
    return key < other if _is_falling(sorting) else key > other


def _is_falling(sorting: tuple[str, ...]) -> bool:
    (is_falling,) = {name.startswith("-") for name in sorting}
    return is_falling


def _reversed(sorting: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.removeprefix("-") if name.startswith("-") else f"-{name}" for name in sorting)
