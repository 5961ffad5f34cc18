"""Locks: rows of several tables that are locked, in order, and read by one statement, with who asks if wanted."""

from functools import cached_property
from typing import Any
from uuid import UUID

from tortoise.exceptions import DoesNotExist

from models.accounts.viewer import Viewer, rights_in_row, values_of_rights, with_rights
from models.database import is_postgres, key_in_database, rows
from models.database.reading import Columns

Row = dict[str, Any]


class Lock:
    """A statement that locks a row of each of these tables until the commit, and reads them as they are then.

    `source` is what follows FROM, with one value, a key. The tables stand in the order in which they are locked: see
    docs/decisions/0039. `further` are more columns; they are as they were before the statement had to wait, unless
    nobody can change them without one of the rows. `locking` is the source on PostgreSQL, if it locks by itself.
    """

    def __init__(self, source: str, *tables: Columns[Any], further: str = "", locking: str | None = None) -> None:
        self.source = source
        self.tables = tables
        self.further = further
        self.locking = locking

    async def take(self, key: UUID) -> Row:
        """Locks and reads the rows. Raises DoesNotExist."""
        found = await self.take_if_there(key)
        if found is None:
            raise DoesNotExist(self.tables[-1].table)
        return found

    async def take_if_there(self, key: UUID) -> Row | None:
        """The same; None, and nothing locked, if one of the rows is not there."""
        found = await rows(self._locking, key_in_database(key))
        return found[0] if found else None

    async def hold(self, key: UUID, by: Viewer) -> tuple[Row, Viewer]:
        """The same, and after it the rights of the viewer, as as_of_now reads them. Raises SessionEnded, too."""
        found = await self.hold_if_there(key, by)
        if found is None:
            raise DoesNotExist(self.tables[-1].table)
        return found

    async def hold_if_there(self, key: UUID, by: Viewer) -> tuple[Row, Viewer] | None:
        """The same; None, and nothing locked, if one of the rows is not there."""
        found = await rows(self._asking, *values_of_rights(by), key_in_database(key))
        return (found[0], with_rights(by, found[0])) if found else None

    @cached_property
    def _locking(self) -> str:
        if not is_postgres():
            return f"SELECT {self._listed} FROM {self.source}"
        aliases = ", ".join(each.alias for each in self.tables)
        source = self.locking or f"{self.source} FOR NO KEY UPDATE OF {aliases}"
        return f"SELECT {self._listed} FROM {source}"

    @cached_property
    def _asking(self) -> str:
        rights = rights_in_row(f"held.{self.tables[-1].alias}_id")
        return f"SELECT {rights}, held.* FROM ({self._locking}) AS held"

    @property
    def _listed(self) -> str:
        return ", ".join([*(each.listed for each in self.tables), *filter(None, [self.further])])
