"""Reading: the columns of tables in statements that are written by hand, and rows made of them."""

from collections.abc import Callable, Sequence
from enum import Enum
from functools import cached_property
from typing import Any, Generic, TypeVar

import orjson
from tortoise.fields import BooleanField, DatetimeField, Field, JSONField, UUIDField
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.models import Model

from models.database import is_postgres, moment_of

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

    def in_row(self, row: Any) -> Row:
        """What a row of the statement says of the table."""
        made = self.table.__new__(self.table)
        values = vars(made)
        values.update(self._state)
        for name, field, read in self._read:
            value = row[name]
            values[field] = value if read is None or value is None else read(value)
        return made

    @cached_property
    def _state(self) -> dict[str, Any]:
        return state_of(self.table, is_partial=bool(self.only))

    @cached_property
    def _names(self) -> list[tuple[str, str]]:
        columns = self.table._meta.fields_db_projection
        return [(columns[name], f"{self.alias}_{columns[name]}") for name in self.only or columns]

    @cached_property
    def _read(self) -> list[tuple[str, str, Callable[[Any], Any] | None]]:
        """The name of each value in the row, the field that it is for, and what makes the one of the other."""
        fields, fields_of = self.table._meta.fields_map, self.table._meta.fields_db_projection_reverse
        return [(name, fields_of[column], conversion_of(fields[fields_of[column]])) for column, name in self._names]


def state_of(table: type[Model], *, is_partial: bool) -> dict[str, Any]:
    """What the ORM sets on each instance of a table that it has read, besides the fields."""
    is_given = table._meta.db_pk_column not in table._meta.generated_db_fields
    state = {"_partial": is_partial, "_saved_in_db": True, "_custom_generated_pk": is_given}
    # None of our fields has a default that is awaited, so all instances can have the same dict.
    return {**state, "_await_when_save": {}}


def conversion_of(field: Field[Any]) -> Callable[[Any], Any] | None:
    """What makes the value of a field of what the driver gives, if it is not null; None if they are the same."""
    if isinstance(field, JSONField):
        return field.decoder
    if isinstance(field, CharEnumFieldInstance):
        return _Members(field.enum_type).__getitem__
    if field.field_type in (str, int, float):
        return None
    # PostgreSQL has types for these, and its driver gives instants in UTC. SQLite gives texts and numbers.
    if is_postgres() and isinstance(field, UUIDField | DatetimeField | BooleanField):
        return None
    return moment_of if isinstance(field, DatetimeField) else field.to_python_value


class _Members(dict[object, Enum]):
    """The members of an enum by their values."""

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__({each.value: each for each in kind})
        self._kind = kind

    def __missing__(self, value: object) -> Enum:
        return self._kind(value)


def in_json(**columns: str) -> str:
    """An expression for all rows of a subquery as JSON: a list of objects, empty where there is no row."""
    pairs = ", ".join(f"'{name}', {column}" for name, column in columns.items())
    if is_postgres():
        return f"COALESCE(json_agg(json_build_object({pairs})), '[]')::text"
    return f"json_group_array(json_object({pairs}))"


def from_json(value: Any) -> Any:
    """What such an expression has in a row."""
    return orjson.loads(value) if isinstance(value, str) else value
