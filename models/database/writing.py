"""Writing: several rows of several tables at once, by statements whose texts are built once."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tortoise.models import Model

from models.database import connection, is_postgres, rows

ROWS_AT_ONCE = 50
# A statement of PostgreSQL has 32,767 values at most.
MOST_VALUES = 30_000


class Write(NamedTuple):
    """A statement with `?` placeholders that writes, and its values."""

    statement: str
    values: Sequence[object]


def inserted(row: Model, *others: Model, unless_there: bool = False) -> Write:
    """Inserts rows of one table; with `unless_there`, those that break no unique constraint."""
    made = (row, *others)
    for each in made:
        each._saved_in_db = True
    meta = row._meta
    names = tuple(name for name in meta.fields_db_projection if not meta.fields_map[name].generated)
    values = [value for each in made for value in values_of(each, *names)]
    return Write(_insert(type(row), names, len(made), unless_there=unless_there), values)


def all_inserted(made: Sequence[Model], *, unless_there: bool = False) -> list[Write]:
    """The same for any number of rows."""
    starts = range(0, len(made), ROWS_AT_ONCE)
    return [inserted(*made[start : start + ROWS_AT_ONCE], unless_there=unless_there) for start in starts]


def updated(row: Model, *names: str) -> Write:
    """Updates these fields of a row."""
    return Write(_update(type(row), names), values_of(row, *names, "pk"))


def deleted(row: Model) -> Write:
    """Deletes a row."""
    return Write(_delete(type(row)), values_of(row, "pk"))


async def write(*writes: Write) -> None:
    """Writes all of it within the running change: by one statement on PostgreSQL, in one visit of SQLite's thread.

    No row may be written twice, and nothing may depend on what another of them writes, but by a foreign key.
    """
    if not writes:
        return
    if not is_postgres():
        client: Any = connection()
        await client.execute_each(writes)
        return
    some: list[Write] = []
    for each in writes:
        if not are_one((*some, each)):
            await _write_together(some)
            some = []
        some.append(each)
    await _write_together(some)


def are_one(writes: Sequence[Write]) -> bool:
    """Whether PostgreSQL can write all of it by one statement."""
    return sum(len(each.values) for each in writes) <= MOST_VALUES


async def write_one(one: Write) -> None:
    """Writes this within the running change, or without one: a statement alone is a transaction by itself."""
    await rows(one.statement, *one.values)


async def _write_together(writes: Sequence[Write]) -> None:
    if writes:
        statement = _together(tuple(each.statement for each in writes))
        await rows(statement, *(value for each in writes for value in each.values))


def values_of(row: Model, *names: str) -> list[object]:
    """The values of these fields as the database stores them; `pk` is the key."""
    meta = row._meta
    return [(meta.pk if name == "pk" else meta.fields_map[name]).to_db_value(getattr(row, name), row) for name in names]


@cache
def _insert(table: type[Model], names: tuple[str, ...], count: int, *, unless_there: bool) -> str:
    columns = [table._meta.fields_db_projection[name] for name in names]
    places = ", ".join(["({})".format(", ".join("?" for _ in columns))] * count)
    listed = ", ".join(f'"{column}"' for column in columns)
    end = " ON CONFLICT DO NOTHING" if unless_there else ""
    return f'INSERT INTO "{table._meta.db_table}" ({listed}) VALUES {places}{end}'


@cache
def _update(table: type[Model], names: tuple[str, ...]) -> str:
    places = ", ".join(f'"{table._meta.fields_db_projection[name]}" = ?' for name in names)
    return f'UPDATE "{table._meta.db_table}" SET {places} WHERE "{table._meta.db_pk_column}" = ?'


@cache
def _delete(table: type[Model]) -> str:
    return f'DELETE FROM "{table._meta.db_table}" WHERE "{table._meta.db_pk_column}" = ?'


@lru_cache(maxsize=1_000)
def _together(statements: tuple[str, ...]) -> str:
    *before, last = statements
    return f"WITH {parts_of(tuple(before))} {last}" if before else last


@lru_cache(maxsize=1_000)
def parts_of(statements: tuple[str, ...]) -> str:
    """The statements as parts of a WITH of PostgreSQL."""
    return ", ".join(f"written{place} AS ({statement})" for place, statement in enumerate(statements))
