"""Lists of many parents: a page of each, or its first rows, by one statement for all of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar
from uuid import UUID

from tortoise import fields
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.models import Model

from models.database import any_of, fetched, in_database, list_in_database, uuid_of
from models.database.fetching import by_column
from models.inputs import INTEGER_LIMIT
from models.pages import Key, Page, Window, ends_of, read_forward

Stored = TypeVar("Stored", bound=Model)


@dataclass(frozen=True)
class Among:
    """What else must hold of rows: a text of SQL with `?` for the values."""

    condition: str = "TRUE"
    values: Sequence[object] = ()


ALL = Among()


@dataclass(frozen=True)
class Lists(Generic[Stored]):
    """The rows of a table in one list for each parent, which a column names; they are read forward.

    They are sorted by columns that are all rising or all falling, and in which no two rows of a list are the same.
    `order` is the name of that order in cursors, and `shape` has the types of the columns.
    """

    table: type[Stored]
    parent: str
    sorting: tuple[str, ...]
    order: str
    shape: tuple[type, ...]

    async def pages(
        self, parents: Collection[UUID], window: Window, *, among: Among = ALL, by: BaseDBAsyncClient | None = None
    ) -> dict[UUID, Page[Stored]]:
        """A page of the list of each parent; `by` is the connection that reads, if not that of the transaction."""
        window = window.sized()
        low, _ = ends_of(window, self.order, self.shape)
        start = self._start(low) if low else ()
        found = await self._firsts(parents, window.most + 1, among, start, by)
        begun = await self._begun(parents, among, start, by) if low and found else set()
        return {
            parent: read_forward(
                rows,
                self._key_of,
                window,
                order=self.order,
                is_begun=parent in begun,
                size=partial(self._count, parent, among, by),
            )
            for parent, rows in found.items()
        }

    async def firsts(self, parents: Collection[UUID], most: int, *, among: Among = ALL) -> dict[UUID, list[Stored]]:
        """The first rows of the list of each parent."""
        return await self._firsts(parents, most, among, (), None)

    async def counts(
        self, parents: Collection[UUID], *, among: Among = ALL, by: BaseDBAsyncClient | None = None
    ) -> dict[UUID, int]:
        """How many rows the list of each parent has."""
        counted = await fetched(
            f"SELECT {self.parent} AS parent, count(*) AS number {self._from(among)} GROUP BY {self.parent}",
            list_in_database(parents),
            *map(in_database, among.values),
            by=by,
        )
        return dict.fromkeys(parents, 0) | {uuid_of(row["parent"]): int(row["number"]) for row in counted}

    async def _firsts(
        self,
        parents: Collection[UUID],
        most: int,
        among: Among,
        start: Sequence[object],
        by: BaseDBAsyncClient | None,
    ) -> dict[UUID, list[Stored]]:
        found: dict[UUID, list[Stored]] = {parent: [] for parent in parents}
        if not found:
            return found
        behind = f" AND {self._compared('<' if self._is_falling else '>')}" if start else ""
        place = f"ROW_NUMBER() OVER (PARTITION BY {self.parent} ORDER BY {self._sorted}) AS place"
        numbered = await fetched(
            f"SELECT id FROM (SELECT id, {place} {self._from(among)}{behind}) AS numbered WHERE place <= ?",
            list_in_database(found),
            *map(in_database, (*among.values, *start)),
            most,
            by=by,
        )
        keys = [uuid_of(row["id"]) for row in numbered]
        for row in await by_column(self.table, "id", keys, sorting=self._sorted, by=by):
            found[getattr(row, self.parent)].append(row)
        return found

    async def _begun(
        self, parents: Collection[UUID], among: Among, start: Sequence[object], by: BaseDBAsyncClient | None
    ) -> set[UUID]:
        """The parents whose lists have rows before the start."""
        before = await fetched(
            f"SELECT DISTINCT {self.parent} AS parent {self._from(among)} AND "
            f"{self._compared('>' if self._is_falling else '<')}",
            list_in_database(parents),
            *map(in_database, (*among.values, *start)),
            by=by,
        )
        return {uuid_of(row["parent"]) for row in before}

    async def _count(self, parent: UUID, among: Among, by: BaseDBAsyncClient | None) -> int:
        return (await self.counts([parent], among=among, by=by))[parent]

    def _from(self, among: Among) -> str:
        table = self.table._meta.db_table
        return f"FROM {table} WHERE {any_of(self.parent)} AND ({among.condition})"

    def _compared(self, sign: str) -> str:
        return f"({', '.join(self._columns)}) {sign} ({', '.join('?' for _ in self._columns)})"

    def _key_of(self, row: Stored) -> Key:
        return tuple(getattr(row, column) for column in self._columns)

    def _start(self, key: Key) -> Key:
        """The key; a number in a forged cursor may be too large for its column."""
        columns = [self.table._meta.fields_map[column] for column in self._columns]
        return tuple(
            min(value, INTEGER_LIMIT) if isinstance(value, int) and type(column) is fields.IntField else value
            for column, value in zip(columns, key, strict=True)
        )

    @property
    def _columns(self) -> list[str]:
        return [name.removeprefix("-") for name in self.sorting]

    @property
    def _is_falling(self) -> bool:
        return self.sorting[0].startswith("-")

    @property
    def _sorted(self) -> str:
        return ", ".join(f"{column} DESC" if self._is_falling else column for column in self._columns)
