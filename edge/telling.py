"""Telling: which fields the database can tell, as the schema declares them, and how a selection becomes a statement."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from graphql import GraphQLEnumType, GraphQLNamedType, GraphQLObjectType
from tortoise import fields as columns
from tortoise.fields.base import Field as Column
from tortoise.models import Model

from executor.telling import Tell, Untold, Wanted
from executor.types import definition_of
from models.database.telling import FIELD, Asking, Each, Level, Many, One, Parts, Statement, Telling
from models.errors import InvalidInput
from models.pages import Window
from resolvers.context import Context
from schema.kinds import identify_written

MOST_FIELDS = 200  # of a statement
# Relations: a single one is loaded as well by its keys.
FEWEST = 2

# By what the ORM's fields are shown as. A list is of texts, and has a column of JSON.
SHOWN_AS: tuple[tuple[str, type[Column[Any]]], ...] = (
    ("String", columns.CharField),
    ("String", columns.TextField),
    ("Int", columns.IntField),
    ("Boolean", columns.BooleanField),
    ("DateTime", columns.DatetimeField),
)


class _Untellable(Exception):
    """The database does not know how to tell this field."""


def teller(kind: GraphQLObjectType, wanted: Sequence[Wanted], *, fewest: int = FEWEST) -> Tell | None:
    """How to tell those relations of objects of this type that can be told; None if they are fewer than `fewest`."""
    table = _table_of(kind)
    if table is None:
        return None
    told = [each for each in wanted if _is_tellable(table, each)]
    if not told:
        return None
    writer = _Writer(Statement(table))
    level = Level(writer.statement, table, "t0")
    texts = [writer.field(level, each) for each in told]
    if writer.relations < fewest:
        return None
    return _Told(table, told, writer.lists, Telling(level, texts))


def _is_tellable(table: type[Model], wanted: Wanted) -> bool:
    writer = _Writer(Statement(table))
    try:
        writer.field(Level(writer.statement, table, "t0"), wanted)
    except _Untellable:
        return False
    return True


class _Told:
    """A statement that tells fields."""

    def __init__(self, table: type[Model], wanted: Sequence[Wanted], lists: Sequence[Wanted], telling: Telling) -> None:
        self.wanted = wanted
        self.lists = lists
        self._table = table
        self._telling = telling

    async def of(
        self, sources: Sequence[Any], context: Any, given: Sequence[dict[str, Any]]
    ) -> tuple[Sequence[Sequence[str]], int]:
        if not isinstance(context, Context) or context.is_shared or {*map(type, sources)} != {self._table}:
            raise Untold
        viewer = context.viewer
        reader, parties = (viewer.user.id, list(viewer.roles)) if viewer else (None, list[UUID]())
        asking = Asking(viewer, reader, parties, [_size_of(each) for each in given])
        found, fields = await self._telling.of({source.id for source in sources}, asking, identify_written)
        if any(source.id not in found for source in sources):
            raise Untold
        return [found[source.id] for source in sources], fields + len(self.wanted) * len(sources)


def _size_of(given: dict[str, Any]) -> int:
    """How many rows of a list are told: those at its beginning."""
    try:
        window = Window(given.get("first"), given.get("after")).sized()
    except InvalidInput as error:
        raise Untold from error
    if window.after is not None:
        raise Untold
    return window.most


class _Writer:
    """Writes the texts of a statement; counts the relations and fields that it selects."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.lists: list[Wanted] = []
        self.relations = 0
        self._fields = 0

    def field(self, level: Level, wanted: Wanted) -> str:
        """The expression whose value is the JSON of a field."""
        definition = wanted.field.definition
        if definition is None or definition.extensions:
            raise _Untellable
        how = _how(definition)
        match how:
            case One():
                self.relations += 1
                return level.one(how, lambda other: self._object(other, wanted))
            case Many():
                self.relations += 1
                return self._list(level, how, wanted)
            case Parts():
                return self._parts(wanted, how, level.row)
            case Each():
                items = level.each(how, lambda parts, item: self._parts(wanted, parts, item))
                return f"'[' || {items} || ']'"
            case None:
                return self._column(level, wanted)
            case writing:
                return str(writing(self.statement, level.row))

    def _object(self, level: Level, wanted: Wanted) -> str:
        if _table_of(wanted.kind) is not level.table:
            raise _Untellable
        return self._texts(wanted, partial(self.field, level))

    def _list(self, level: Level, how: Many, wanted: Wanted) -> str:
        """A page of a list, from its beginning: its rows, and nothing of where it stands."""
        self.lists.append(wanted)

        def edge(part: Wanted, other: Level) -> str:
            if part.field.name == "node":
                return self._object(other, part)
            raise _Untellable

        def page(part: Wanted) -> str:
            if part.field.name != "edges":
                raise _Untellable
            rows = level.many(how, lambda other: self._texts(part, lambda each: edge(each, other)))
            return f"'[' || {rows} || ']'"

        return self._texts(wanted, page)

    def _texts(self, wanted: Wanted, tell: Callable[[Wanted], str]) -> str:
        """An object, of whose fields each is told."""
        below = wanted.below()
        self._fields += len(below or ())
        if not below or self._fields > MOST_FIELDS:
            raise _Untellable
        fields = [f"'\"{each.field.key}\":' || {_name_in(each) or tell(each)}" for each in below]
        return f"'{FIELD * len(below)}{{' || " + " || ',' || ".join(fields) + " || '}'"

    def _parts(self, wanted: Wanted, how: Parts, row: str) -> str:
        """An object that is made of columns of a row, or of members of an item."""

        def tell(part: Wanted) -> str:
            definition = part.field.definition
            made_of = how.of.get(definition.python_name) if definition and not definition.extensions else None
            if made_of is None:
                raise _Untellable
            return self._parts(part, made_of, row) if isinstance(made_of, Parts) else made_of(row)

        return self._texts(wanted, tell)

    def _column(self, level: Level, wanted: Wanted) -> str:
        definition = wanted.field.definition
        if definition.base_resolver is not None:
            raise _Untellable
        column = level.table._meta.fields_map.get(definition.python_name)
        text = level.column(definition.python_name)
        if column is None or text is None or not _is_shown_as(column, wanted):
            raise _Untellable
        return text


def _name_in(part: Wanted) -> str | None:
    """What `__typename` says, if it is that."""
    return f"'\"{part.field.parent.name}\"'" if part.field.name == "__typename" else None


def _is_shown_as(column: Column[Any], wanted: Wanted) -> bool:
    """Whether the value of a column is shown as it is told."""
    kind = wanted.kind
    if isinstance(kind, GraphQLEnumType):
        # Stored by their values, which then have to be their names.
        are_names = all(getattr(each.value, "value", each.value) == name for name, each in kind.values.items())
        return are_names and not wanted.is_list and isinstance(column, columns.CharField)
    if wanted.is_list:
        return kind.name == "String" and isinstance(column, columns.JSONField)
    return any(kind.name == name and isinstance(column, each) for name, each in SHOWN_AS)


def _how(definition: Any) -> Any:
    """How a field says that it is told; None if it says nothing."""
    if (how := definition.metadata.get("told")) is not None:
        return how
    resolver = definition.base_resolver and definition.base_resolver.wrapped_func
    load, _ = getattr(resolver, "batch", (resolver, False))
    return getattr(load, "told", None)


def _table_of(kind: GraphQLNamedType) -> type[Model] | None:
    """The table whose rows are shown as this type, if there is one, and nothing else is."""
    definition = definition_of(kind)
    shown: Sequence[Any] = getattr(definition and definition.origin, "shown", ())
    return shown[0] if len(shown) == 1 and issubclass(shown[0], Model) else None
