"""Conditions and indexes for which the ORM has no words; conditions are arguments of a query's `filter`."""

from collections.abc import Callable, Sequence
from typing import Any

from pypika_tortoise.context import SqlContext
from pypika_tortoise.queries import Table
from pypika_tortoise.terms import Criterion, Term, Tuple, ValueWrapper
from tortoise.expressions import Q, RawSQL, ResolveContext, Subquery
from tortoise.indexes import Index
from tortoise.query_utils import QueryModifier

from models.database import in_database


class Where(Index):
    """An index of the rows for which a condition holds; a query uses it if it has the same condition."""

    def __init__(self, *, fields: tuple[str, ...] | list[str], where: str, name: str | None = None) -> None:
        super().__init__(fields=fields, name=name)
        self.where = where
        self.extra = f" WHERE {where}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        path, positional, named = super().deconstruct()
        return path, positional, {**named, "where": self.where}


class Condition(Q):
    """A condition that is made from the table of the query."""

    __slots__ = ("_made",)

    def __init__(self, made: Callable[[Table], Criterion]) -> None:
        super().__init__()
        self._made = made

    def __bool__(self) -> bool:
        return True

    def resolve(self, resolve_context: ResolveContext) -> QueryModifier:
        return QueryModifier(where_criterion=self._made(resolve_context.table))


class _Text(RawSQL, Criterion):
    """A criterion as a text of SQL."""


class Either(Term):
    """The ids that several queries find, each with an order and a limit of its own: `id__in=Either(...)`.

    So the database reads each of them in the order of an index, where it would sort the rows of all after an OR.
    """

    def __init__(self, queries: Sequence[Any]) -> None:
        super().__init__()
        self._queries = queries

    def get_sql(self, ctx: SqlContext) -> str:
        inner = ctx.copy(subquery=True, with_alias=False)
        parts = (f'SELECT "id" FROM {Subquery(each).get_sql(inner)} AS part' for each in self._queries)
        return f"({' UNION ALL '.join(parts)})"


def in_sql(text: str) -> Condition:
    """The condition that this text of SQL says; nothing in it comes from a user."""
    return Condition(lambda _: _Text(f"({text})"))


def behind(columns: Sequence[str], key: Sequence[object], *, is_falling: bool) -> Condition:
    """The condition for rows that come after the key in an order of these columns, all rising or all falling.

    It compares whole rows, so that an index of the columns is read from the key on.
    """
    values = [ValueWrapper(in_database(value)) for value in key]

    def made(table: Table) -> Criterion:
        row, place = Tuple(*(table[column] for column in columns)), Tuple(*values)
        return row < place if is_falling else row > place

    return Condition(made)
