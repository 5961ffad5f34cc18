"""What of a selection the database can tell, as the schema declares it, and how it becomes the text of a statement."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from graphql import GraphQLEnumType, GraphQLNamedType
from tortoise import fields as columns
from tortoise.fields.base import Field as Column
from tortoise.models import Model

from executor.telling import Wanted
from executor.types import definition_of
from models.database.marks import FIELD
from models.database.telling import Beginning, Each, Level, Many, One, Parts, Statement

MOST_FIELDS = 200  # of a statement

# By what the ORM's fields are shown as. A list is of texts, and has a column of JSON.
SHOWN_AS: tuple[tuple[str, type[Column[Any]]], ...] = (
    ("String", columns.CharField),
    ("String", columns.TextField),
    ("Int", columns.IntField),
    ("Boolean", columns.BooleanField),
    ("DateTime", columns.DatetimeField),
)


class Untellable(Exception):
    """The database does not know how to tell this field."""


def is_tellable(table: type[Model], wanted: Wanted) -> bool:
    """Whether a field of the rows of this table can be told."""
    writer = Writer(Statement(table))
    try:
        writer.field(Level(writer.statement, table, "t0"), wanted)
    except Untellable:
        return False
    return True


class Writer:
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
            raise Untellable
        how = how_of(definition)
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
            case writing if callable(writing):
                return str(writing(self.statement, level.row))
        raise Untellable

    def _object(self, level: Level, wanted: Wanted) -> str:
        if table_of(wanted.kind) is not level.table:
            raise Untellable
        return self.texts(wanted, partial(self.field, level))

    def _list(self, level: Level, how: Many, wanted: Wanted) -> str:
        """A page of a list, from its beginning."""
        self.lists.append(wanted)
        beginning = level.many(how)

        def edge(part: Wanted, other: Level) -> str:
            if part.field.name == "node":
                return self._object(other, part)
            raise Untellable

        def page(part: Wanted) -> str:
            if part.field.name == "pageInfo":
                return self.texts(part, lambda each: _told_of(beginning, each))
            if part.field.name != "edges":
                raise Untellable
            rows = beginning.told(lambda other: self.texts(part, lambda each: edge(each, other)))
            return f"'[' || {rows} || ']'"

        return self.texts(wanted, page)

    def texts(self, wanted: Wanted, tell: Callable[[Wanted], str]) -> str:
        """An object, of whose fields each is told."""
        below = wanted.below()
        self._fields += len(below or ())
        if not below or self._fields > MOST_FIELDS:
            raise Untellable
        fields = [f"'\"{each.field.key}\":' || {named(each) or tell(each)}" for each in below]
        return f"'{FIELD * len(below)}{{' || " + " || ',' || ".join(fields) + " || '}'"

    def _parts(self, wanted: Wanted, how: Parts, row: str) -> str:
        """An object that is made of columns of a row, or of members of an item; or null."""
        whole = self._present(wanted, how, row)
        return whole if how.lacks is None else f"CASE WHEN {how.lacks(row)} THEN 'null' ELSE {whole} END"

    def _present(self, wanted: Wanted, how: Parts, row: str) -> str:

        def tell(part: Wanted) -> str:
            definition = part.field.definition
            made_of = how.of.get(definition.python_name) if definition and not definition.extensions else None
            if made_of is None:
                raise Untellable
            return self._parts(part, made_of, row) if isinstance(made_of, Parts) else made_of(row)

        return self.texts(wanted, tell)

    def _column(self, level: Level, wanted: Wanted) -> str:
        definition = wanted.field.definition
        if definition.base_resolver is not None:
            raise Untellable
        column = level.table._meta.fields_map.get(definition.python_name)
        text = level.column(definition.python_name)
        if column is None or text is None or not _is_shown_as(column, wanted):
            raise Untellable
        return text


def _told_of(beginning: Beginning, part: Wanted) -> str:
    """Where the beginning of a list stands in it."""
    match part.field.name:
        case "hasNextPage":
            return beginning.goes_on()
        case "hasPreviousPage":
            return "'false'"
        case "startCursor":
            return beginning.cursor(at_end=False)
        case "endCursor":
            return beginning.cursor(at_end=True)
    raise Untellable


def named(part: Wanted) -> str | None:
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


def how_of(definition: Any) -> Any:
    """How a field says that it is told; None if it says nothing."""
    if (how := definition.metadata.get("told")) is not None:
        return how
    resolver = definition.base_resolver and definition.base_resolver.wrapped_func
    load, _ = getattr(resolver, "batch", (resolver, False))
    return getattr(load, "told", None)


def is_batch(wanted: Wanted) -> bool:
    """Whether a field is loaded for many things at once."""
    definition = wanted.field.definition
    resolver = definition and definition.base_resolver and definition.base_resolver.wrapped_func
    return hasattr(resolver, "batch")


def table_of(kind: GraphQLNamedType) -> type[Model] | None:
    """The table whose rows are shown as this type, if there is one, and nothing else is."""
    definition = definition_of(kind)
    shown: Sequence[Any] = getattr(definition and definition.origin, "shown", ())
    return shown[0] if len(shown) == 1 and issubclass(shown[0], Model) else None
