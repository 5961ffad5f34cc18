"""Pages that are still to be read, so that the statement which finds their rows can tell them as well."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.database import fetched, moment_of, numbered, uuid_of
from models.database.fetching import Shape, keep
from models.database.marks import ROW, Asking, Identify
from models.database.telling import Level
from models.pages import Beginning, Cursors, Key, Window, statement_of

READ: dict[type, Callable[[Any], Any]] = {datetime: moment_of, UUID: uuid_of}
FOUND = "t0"  # what the statement calls the rows of the page


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

    text: str  # of its rows, with ROW between them
    fields: int
    rows: list[Any]  # if they are needed
    cursors: Sequence[str]
    has_next: bool


class Teller:
    """Tells the rows of pages whose statements have the same number of values."""

    def __init__(self, level: Level, told: str, *, needs_rows: bool) -> None:
        self._level = level
        self._told = told
        self._needs_rows = needs_rows
        self._whole = cache(self._made)

    def _made(self, shape: Shape[Any], text: str, sorting: tuple[str, ...]) -> str:
        columns = [(name.lstrip("-"), "DESC" if name.startswith("-") else "ASC") for name in sorting]
        selected = [shape.columns_in(FOUND)] if self._needs_rows else []
        selected += [f"{FOUND}.{name}" for name, _ in columns]
        ordered = ", ".join(f"{FOUND}.{name} {way}" for name, way in columns)
        joins = " ".join(self._level.joins)
        return (
            f"WITH {FOUND} AS ({numbered(text)}) "
            f"SELECT {', '.join(selected)}, {self._told} AS told FROM {FOUND} {joins} ORDER BY {ordered}"
        )

    async def told(self, pending: PendingPage, asking: Asking, identify: Identify) -> Told:
        statement = self._level.statement
        values = [value(asking) for value in statement.values]
        whole = self._whole(pending.shape, pending.text, pending.sorting)
        found = await fetched(whole, *pending.values, *values, by=pending.by())
        page = found[: pending.most]
        text, fields = await statement.marks.filled(ROW.join([row["told"] for row in page]), asking, identify)
        rows: list[Any] = []
        if self._needs_rows:
            rows = pending.shape.made(page)
            if not pending.shape.has_position:
                keep(pending.shape, rows)
        cursors = Cursors(pending.order, page, _key_of(len(pending.sorting), pending.kinds))
        return Told(text, fields, rows, cursors, len(found) > pending.most)


def _key_of(count: int, kinds: tuple[type, ...]) -> Callable[[Any], Key]:
    """The key of the order in a row, whose last columns are those of the order and what is told."""

    def key_of(row: Any) -> Key:
        start = len(row) - count - 1
        return tuple(READ.get(kind, kind)(row[start + at]) for at, kind in enumerate(kinds))

    return key_of
