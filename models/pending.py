"""Pages that are still to be read, so that the statement which finds their rows can tell them as well."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.database import fetched, in_database, numbered
from models.database.fetching import Shape, keep
from models.database.marks import COLUMN, ROW, Asking, Identify, decided_before
from models.database.telling import FOUND, Level, instants, numbers, texts, words
from models.pages import Beginning, Window, statement_of

# How the columns of an order are written in cursors, by what is in them.
WRITTEN: dict[type, Callable[[str], str]] = {
    int: numbers,
    str: texts,
    datetime: partial(instants, ending="+00:00"),
    UUID: lambda column: words(f"CAST({column} AS TEXT)"),
}


async def _never() -> bool:
    return False


@dataclass(frozen=True)
class PendingPage:
    """A page, read forward: the statement that finds its rows, and one more if there is one, in order.

    They have the columns of `shape`, and those of the order, by which falling columns have a minus.
    """

    shape: Shape[Any]
    text: str
    values: Sequence[object]
    sorting: tuple[str, ...]
    kinds: tuple[type, ...]  # of the columns of the order, as in cursors
    order: str
    most: int
    by: Callable[[], BaseDBAsyncClient]
    has_previous: Callable[[], Awaitable[bool]] = _never


def pending_from(
    beginning: Beginning[Any],
    shape: Shape[Any],
    sorting: tuple[str, ...],
    window: Window,
    *,
    order: str,
    kinds: tuple[type, ...],
) -> PendingPage | None:
    """The page that `page_from` gives, still to be read; None unless it is the first page."""
    window = window.sized()
    if window.first is None or window.last is not None or window.after is not None or window.before is not None:
        return None
    text, values = statement_of(beginning, sorting, window.most + 1)
    return PendingPage(shape, text, values, sorting, kinds, order, window.most, beginning.by)


class Told(NamedTuple):
    """A page that was told."""

    head: list[str]  # what is told of the thing that it belongs to
    text: str  # of its rows, with commas between them
    rows: list[Any]  # if they are needed
    number: int
    cursors: Sequence[str]  # what is in them, still to be sealed, if they are needed
    has_next: bool


class Head:
    """What is told before the rows of a page, of the row of a table with the key of the thing that it belongs to."""

    def __init__(self, level: Level, told: Sequence[str]) -> None:
        self._key = level.statement.given(lambda asking: in_database(asking.of))
        self._level = level
        self._told = told

    def text(self, columns: Sequence[str]) -> str:
        """The statement that tells it, with such columns as the rows have besides."""
        table, row, joins = self._level.table._meta.db_table, self._level.row, " ".join(self._level.joins)
        whole = f" || '{COLUMN}' || ".join(self._told)
        return f'SELECT {", ".join(columns)}, {whole} AS told FROM "{table}" {row} {joins} WHERE {row}.id = {self._key}'


class Teller:
    """Tells the rows of pages."""

    def __init__(
        self, level: Level, told: str, head: Head | None = None, *, needs_rows: bool, needs_cursors: bool
    ) -> None:
        self._level = level
        self._told = told
        self._head = head
        self._needs_rows = needs_rows
        self._needs_cursors = needs_cursors
        self._whole = cache(self._made)

    def _made(
        self, shape: Shape[Any], text: str, sorting: tuple[str, ...], kinds: tuple[type, ...], order: str, count: int
    ) -> str:
        sorted_by = [f"{FOUND}.{name.lstrip('-')}" for name in sorting]
        ways = ["DESC" if name.startswith("-") else "ASC" for name in sorting]
        # What each column is, and its name.
        columns: list[tuple[str, str]] = []
        if self._needs_rows:
            columns += [(f'{FOUND}."{name}"', f'"{name}"') for name in shape.found]
        if self._needs_cursors:
            key = [WRITTEN[kind](name) for name, kind in zip(sorted_by, kinds, strict=True)]
            columns.append((" || ',' || ".join([f"'[\"{order}\"'", *key]) + " || ']'", "cursor"))
        statement, joins, beginning = self._level.statement, " ".join(self._level.joins), ""
        if self._head is not None:
            columns += [(name, f"s{at}") for at, name in enumerate(sorted_by)]
            beginning = self._head.text([*(f"NULL AS {name}" for _, name in columns), "0 AS part"]) + " UNION ALL "
            sorted_by, ways = ["part", *(f"s{at}" for at, _ in enumerate(sorted_by))], ["ASC", *ways]
            columns.append(("1", "part"))
        ordered = ", ".join(f"{name} {way}" for name, way in zip(sorted_by, ways, strict=True))
        selected = "".join(f"{each} AS {name}, " for each, name in columns)
        telling = f"{beginning}SELECT {selected}{self._told} AS told FROM {FOUND} {joins} ORDER BY {ordered}"
        return statement.beginning(numbered(text)) + statement.numbered(telling, after=count)

    async def told(self, pending: PendingPage, asking: Asking, identify: Identify) -> Told | None:
        """The page; None if what it belongs to is no more."""
        statement = self._level.statement
        if statement.first:
            asking = await decided_before(statement.first, asking)
        values = [value(asking) for value in statement.values]
        whole = self._whole(
            pending.shape, pending.text, pending.sorting, pending.kinds, pending.order, len(pending.values)
        )
        found = await fetched(whole, *pending.values, *values, by=pending.by())
        heads = 0 if self._head is None else 1
        if heads and not (found and found[0]["part"] == 0):
            return None
        found, has_next = found[: heads + pending.most], len(found) > heads + pending.most
        texts = [row["told"] for row in found]
        joined = ROW.join([*texts[:heads], ",".join(texts[heads:])])
        text = await statement.marks.filled(joined, asking, identify)
        head, _, text = text.partition(ROW) if heads else ("", "", text)
        page = found[heads:]
        rows: list[Any] = []
        if self._needs_rows:
            rows = pending.shape.made(page)
            if not pending.shape.has_position:
                keep(pending.shape, rows)
        cursors = [row["cursor"] for row in page] if self._needs_cursors else []
        return Told(head.split(COLUMN) if heads else [], text, rows, len(page), cursors, has_next)
