"""Fetching: rows by their keys, as the ORM would make instances of them, by statements whose text never changes.

For what is shown. What is changed is read by the ORM, which can lock it.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient, TransactionalDBClient
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.database import (
    any_of,
    connection,
    fetched,
    in_database,
    in_snapshot,
    is_postgres,
    list_in_database,
)
from models.database.making import maker
from models.database.reading import conversion_of, state_of

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Shape(Generic[M]):
    """The columns of a table that are read. Without some of them an instance is partial, as the ORM's `only` makes it.

    What the table's manager adds to each row is read, too.
    """

    table: type[M]
    without: frozenset[str] = frozenset()

    # It is looked up for each row that is read by its key.
    def __hash__(self) -> int:
        return hash(self.table)

    def columns_of(self, name: str) -> str:
        """The columns for a statement that calls the table by this name."""
        return _written(self, name)

    @property
    def found(self) -> list[str]:
        """The names that these columns have in what such a statement has found, in their order."""
        own = self.table._meta.fields_db_projection
        return [own.get(each, each) for each in self._names]

    def made(self, found: Sequence[Any]) -> list[M]:
        """The instances of rows that have these columns first, in their order."""
        return _making(self.table, self._names, is_postgres()).made(found)

    @cached_property
    def has_position(self) -> bool:
        """Whether its rows tell the position of their streams, as the table's manager adds it."""
        return any(name not in self.table._meta.fields_db_projection for name in self._names)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(name for name in _columns_of(self.table) if name not in self.without)


@cache
def _written(shape: Shape[Any], name: str) -> str:
    table: type[Model] = shape.table
    columns, known = _columns_of(table), f'"{table._meta.db_table}".'
    return ", ".join(columns[each].replace(known, f"{name}.") for each in shape._names)


@cache
def _columns_of(table: type[Model]) -> dict[str, str]:
    """How a statement names the columns, by the names of the attributes."""
    meta = table._meta
    own = {name: f'"{meta.db_table}"."{column}"' for name, column in meta.fields_db_projection.items()}
    added = meta.manager.get_queryset()._annotations
    return own | {name: f"{each.sql} AS {name}" for name, each in added.items()}  # type: ignore[union-attr] # texts of SQL


class _Making(Generic[M]):
    """How instances are made of rows with these columns; worked out once."""

    def __init__(self, table: type[M], names: tuple[str, ...]) -> None:
        meta = table._meta
        state = state_of(table, is_partial=not meta.fields_db_projection.keys() <= {*names})
        conversions = {name: conversion_of(meta.fields_map[name]) for name in names if name in meta.fields_map}
        self.made: Callable[[Sequence[Any]], list[M]] = maker(table, names, conversions, state)


@cache
def _making(table: type[M], names: tuple[str, ...], is_postgres: bool) -> _Making[M]:  # noqa: ARG001 - a key
    return _Making(table, names)


async def by_column(
    shape: Shape[M] | type[M],
    column: str,
    values: Collection[object],
    *,
    also: str = "TRUE",
    given: Sequence[object] = (),
    sorting: str = "id",
    most: int | None = None,
    by: BaseDBAsyncClient | None = None,
) -> list[M]:
    """The rows that have one of the values in a column, and for which another condition holds, in this order; or the
    first of them.

    `also` is a text of SQL with `?` for the values that are `given`. `by` is the connection that reads, if it is not
    that of the running transaction.
    """
    if not values:
        return []
    wanted = shape_of(shape)
    statement = _statement(wanted, column, also, sorting, most is not None, is_postgres())
    limit = () if most is None else (most,)
    return wanted.made(await fetched(statement, list_in_database(values), *map(in_database, given), *limit, by=by))


@cache
def _statement(shape: Shape[Any], column: str, also: str, sorting: str, has_limit: bool, is_postgres: bool) -> str:  # noqa: ARG001 - a key
    table = shape.table._meta.db_table
    where = any_of(f"{table}.{column}")
    limit = " LIMIT ?" if has_limit else ""
    return f"SELECT {shape.columns_of(table)} FROM {table} WHERE {where} AND ({also}) ORDER BY {sorting}{limit}"


async def by_columns(
    shape: Shape[M] | type[M], columns: tuple[str, str], pairs: Collection[tuple[object, object]]
) -> list[M]:
    """The rows that have one of the pairs of values in two columns."""
    if not pairs:
        return []
    wanted = shape_of(shape)
    given = [list(each) for each in zip(*pairs, strict=True)] if is_postgres() else [list_in_database(pairs)]
    return wanted.made(await fetched(_statement_of_pairs(wanted, columns, is_postgres()), *given))


@cache
def _statement_of_pairs(shape: Shape[Any], columns: tuple[str, str], is_postgres: bool) -> str:
    meta = shape.table._meta
    names = [f"{meta.db_table}.{column}" for column in columns]
    if is_postgres:
        kinds = [meta.fields_map[column].get_for_dialect("postgres", "SQL_TYPE") for column in columns]
        among = f"SELECT * FROM unnest({', '.join(f'?::{kind}[]' for kind in kinds)})"
    else:
        among = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)"
    return f"SELECT {shape.columns_of(meta.db_table)} FROM {meta.db_table} WHERE ({', '.join(names)}) IN ({among})"


class Built(Generic[M]):
    """A query of the ORM, for rows of one table alone, as the text of a statement with its values."""

    def __init__(self, query: QuerySet[M]) -> None:
        assert not query._select_related and not query._prefetch_map and not query._prefetch_queries  # noqa: PT018
        query._choose_db_if_not_chosen()
        query._make_query()
        self._table = query.model
        self._text, self._values = query.query.get_parameterized_sql()
        self._making: _Making[M] | None = None

    @property
    def statement(self) -> tuple[str, list[object]]:
        return self._text, self._values

    async def rows(self, by: BaseDBAsyncClient) -> list[M]:
        """The rows that this connection finds."""
        client: Any = by
        found = await client.fetch(self._text, self._values)
        if not found:
            return []
        if self._making is None:
            attributes = self._table._meta.fields_db_projection_reverse
            names = tuple(attributes.get(column, column) for column in found[0].keys())  # noqa: SIM118 - a row is no dict
            self._making = _making(self._table, names, is_postgres())
        return self._making.made(found)


async def of_query(query: QuerySet[M]) -> list[M]:
    """The rows that a query of the ORM finds, of one table alone."""
    built = Built(query)
    return await built.rows(query._db)


def shape_of(table: Shape[M] | type[M]) -> Shape[M]:
    """The shape itself, or that of all columns of a table."""
    return table if isinstance(table, Shape) else _whole(table)


@cache
def _whole(table: type[M]) -> Shape[M]:
    return Shape(table)


async def by_key(shape: Shape[M] | type[M], keys: Iterable[UUID]) -> dict[UUID, M]:
    """The rows with these keys, by key. An operation reads each row once, until it changes something."""
    wanted = shape_of(shape)
    known = _present()
    if known is None:
        return _with_keys(await by_column(wanted, "id", list(dict.fromkeys(keys))))
    return await known.rows(wanted, list(dict.fromkeys(keys)))


async def with_relation(found: Iterable[M], relation: str) -> list[M]:
    """The rows, each with the row that it refers to, as after the ORM's `select_related`."""
    rows = list(found)
    if rows:
        field = rows[0]._meta.fields_map[relation]
        column = str(field.source_field)
        others = await by_key(field.related_model, {getattr(row, column) for row in rows} - {None})  # type: ignore[attr-defined] # a relation
        for row in rows:
            object.__setattr__(row, f"_{relation}", others.get(getattr(row, column)))
    return rows


def keep(shape: Shape[M], rows: Iterable[M]) -> None:
    """Lets the running operation know rows that were read in another way."""
    if known := _present():
        known.keep(shape, rows)


class Known:
    """The rows that an operation has read: its fields share them."""

    def __init__(self) -> None:
        self.has_ended = False
        self._rows: dict[Shape[Any], dict[UUID, Any]] = {}
        self._underway: dict[Shape[Any], dict[UUID, asyncio.Future[None]]] = {}

    async def rows(self, shape: Shape[M], keys: Sequence[UUID]) -> dict[UUID, M]:
        known = self._of(shape)
        while missing := [key for key in keys if key not in known]:
            reading = self._underway.setdefault(shape, {})
            if reading and (underway := {reading[key] for key in missing if key in reading}):
                # Whoever reads them may fail or be cancelled: then they are read here.
                await asyncio.wait(underway)
            else:
                await _read(shape, missing, known, reading)
                if shape.has_position:
                    # What was read before the position of a stream must not be shown beside it.
                    self._rows = {shape: known}
        return {key: row for key in keys if (row := known[key]) is not None}

    def keep(self, shape: Shape[M], rows: Iterable[M]) -> None:
        found = _with_keys(rows)
        self._of(shape).update(found)
        if not shape.without:
            # A whole row is also one without some columns.
            for other, known in self._rows.items():
                if other.table is shape.table:
                    known.update(found)

    def forget(self) -> None:
        """What is being read still reaches those who asked for it."""
        self._rows = {}
        self._underway = {}

    def _of(self, shape: Shape[Any]) -> dict[UUID, Any]:
        if shape not in self._rows:
            self._rows[shape] = dict(self._rows.get(_whole(shape.table), {}))  # type: ignore[arg-type] # a class has a hash
        return self._rows[shape]


async def _read(
    shape: Shape[Any], keys: Sequence[UUID], known: dict[UUID, Any], underway: dict[UUID, asyncio.Future[None]]
) -> None:
    """Reads the rows, which are `underway` meanwhile and `known` then; None stands for what is not there."""
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    underway.update(dict.fromkeys(keys, done))
    try:
        found = _with_keys(await by_column(shape, "id", keys))
        known.update(found if len(found) == len(keys) else dict.fromkeys(keys) | found)
    finally:
        for key in keys:
            del underway[key]
        done.set_result(None)


def _with_keys(rows: Iterable[Any]) -> dict[UUID, Any]:
    return {row.id: row for row in rows}


_shared: ContextVar[Known | None] = ContextVar("known_rows", default=None)


def share_rows(known: Known | None) -> None:
    """From here on, this task and those that it starts share the rows that they read by key, or share none."""
    if present := _shared.get():
        # A task that goes on for longer than the operation shares nothing any more.
        present.has_ended = True
        present.forget()
    _shared.set(known)


def forget_rows() -> None:
    """The running operation reads every row again: a change may have altered it."""
    if known := _shared.get():
        known.forget()


def _present() -> Known | None:
    """The rows that the running operation shares; none where a transaction is open in which they may be altered."""
    known = _shared.get()
    if known is None or known.has_ended:
        return None
    return None if isinstance(connection(), TransactionalDBClient) and not in_snapshot() else known
