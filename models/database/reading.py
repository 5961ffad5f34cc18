"""Reading: the columns of tables in statements that are written by hand, and rows made of them."""

import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from tortoise.models import Model

from models.database import is_postgres
from models.database.fetching import Convert, conversion_of, state_of

Row = TypeVar("Row", bound=Model)


class Columns(Generic[Row]):
    """The columns of a table, which the statement names `alias`; in its rows their names begin with the alias.

    With `only`, those of these fields; nothing else of the rows that are made may be read then.
    """

    def __init__(self, table: type[Row], alias: str, *, only: Sequence[str] = ()) -> None:
        self.table = table
        self.alias = alias
        self.only = only

    @cached_property
    def listed(self) -> str:
        """The columns for the list of a SELECT."""
        return ", ".join(f'{self.alias}."{column}" AS {name}' for column, name in self._names)

    def in_row(self, row: dict[str, Any]) -> Row:
        """What a row of the statement says of the table."""
        made = self.table.__new__(self.table)
        values = vars(made)
        values.update(self._state)
        values["_await_when_save"] = {}
        for name, field, convert in self._read:
            value = row[name]
            values[field] = value if convert is None or value is None else convert(value)
        return made

    @cached_property
    def _state(self) -> dict[str, Any]:
        return state_of(self.table, is_partial=bool(self.only))

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        columns = self.table._meta.fields_db_projection
        return [(columns[name], f"{self.alias}_{columns[name]}") for name in self.only or columns]

    @cached_property
    def _read(self) -> list[tuple[str, str, Convert | None]]:
        """The name of each value in the row, the field that it is for, and what makes the one of the other."""
        fields_of = {name: self.table._meta.fields_db_projection_reverse[column] for column, name in self._names}
        return [(name, field, conversion_of(self.table, field, is_postgres())) for name, field in fields_of.items()]


def in_json(**columns: str) -> str:
    """An expression for all rows of a subquery as JSON: a list of objects, empty where there is no row."""
    pairs = ", ".join(f"'{name}', {column}" for name, column in columns.items())
    if is_postgres():
        return f"COALESCE(json_agg(json_build_object({pairs})), '[]')::text"
    return f"json_group_array(json_object({pairs}))"


def from_json(value: Any) -> Any:
    """What such an expression has in a row."""
    return json.loads(value) if isinstance(value, str) else value
