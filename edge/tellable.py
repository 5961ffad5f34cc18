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
from models.database.marks import Decided
from models.database.telling import Beginning, Composed, Each, Items, Level, Many, One, Parts, Statement, items_told

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


class Writer:
    """Writes the texts of a statement; counts the relations and fields that it selects."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.lists: list[Wanted] = []
        self.relations = 0
        self._fields = 0

    def tried(self, level: Level, wanted: Wanted) -> str | None:
        """The expression of a field; None if it cannot be told, and then nothing has changed."""
        counts, lists = (self.relations, self._fields), len(self.lists)
        try:
            with self.statement.tried(level):
                return self.field(level, wanted)
        except Untellable:
            self.relations, self._fields = counts
            del self.lists[lists:]
            return None

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
                return self._rows(level, how, wanted) if wanted.is_list else self._list(level, how, wanted)
            case Parts():
                return self._parts(wanted, how, level.row)
            case Composed():
                self.relations += 1
                return self._made(level, wanted, how.of(level))
            case Each():
                items = level.each(how, lambda parts, item: self._parts(wanted, parts, item))
                return f"'[' || {items} || ']'"
            case Decided() if _are_names(wanted.kind):
                return self.statement.decided(how, level.row)
            case None:
                return self._column(level, wanted)
            case writing if callable(writing):
                return str(writing(self.statement, level.row))
        raise Untellable

    def _object(self, level: Level, wanted: Wanted) -> str:
        if table_of(wanted.kind) is not level.table:
            raise Untellable
        return self.texts(wanted, partial(self.field, level))

    def _rows(self, level: Level, how: Many, wanted: Wanted) -> str:
        """The beginning of a list without pages."""
        self.lists.append(wanted)
        return f"'[' || {level.many(how).told(lambda other: self._object(other, wanted))} || ']'"

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
        return "'{' || " + " || ',' || ".join(fields) + " || '}'"

    def _parts(self, wanted: Wanted, how: Parts, row: str) -> str:
        """An object that is made of columns of a row, or of members of an item; or null."""
        whole = self._present(wanted, how, row)
        return whole if how.lacks is None else f"CASE WHEN {how.lacks(row)} THEN 'null' ELSE {whole} END"

    def _present(self, wanted: Wanted, how: Parts, row: str) -> str:

        def tell(part: Wanted) -> str:
            definition = part.field.definition
            made_of = how.of.get(definition.python_name) if definition and not definition.extensions else None
            match made_of:
                case Parts():
                    return self._parts(part, made_of, row)
                case Items():
                    return self._items(part, made_of)
                case None:
                    raise Untellable
            return made_of(row)

        return self.texts(wanted, tell)

    def _made(self, level: Level, wanted: Wanted, made: Parts | Items | None) -> str:
        match made:
            case Parts():
                return self._parts(wanted, made, level.row)
            case Items():
                return self._items(wanted, made)
        raise Untellable

    def _items(self, wanted: Wanted, made: Items) -> str:
        found, of = made.make()
        return f"'[' || {items_told(found, self._parts(wanted, of, 'item'))} || ']'"

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
        return _are_names(kind) and not wanted.is_list and isinstance(column, columns.CharField)
    if wanted.is_list:
        return kind.name == "String" and isinstance(column, columns.JSONField)
    return any(kind.name == name and isinstance(column, each) for name, each in SHOWN_AS)


def _are_names(kind: GraphQLNamedType) -> bool:
    """Whether the values of an enum, by which they are stored and written, are their names."""
    return isinstance(kind, GraphQLEnumType) and all(
        getattr(each.value, "value", each.value) == name for name, each in kind.values.items()
    )


def how_of(definition: Any) -> Any:
    """How a field says that it is told; None if it says nothing."""
    if (how := definition.metadata.get("told")) is not None:
        return how
    resolver = definition.base_resolver and definition.base_resolver.wrapped_func
    load, _ = getattr(resolver, "batch", (resolver, False))
    return getattr(load, "told", None)


def is_loaded(wanted: Wanted) -> bool:
    """Whether a field of a thing that is there takes a statement."""
    definition = wanted.field.definition
    resolver = definition and definition.base_resolver and definition.base_resolver.wrapped_func
    how = definition and how_of(definition)
    return isinstance(how, Many | Composed) or (hasattr(resolver, "batch") and not isinstance(how, Decided))


def table_of(kind: GraphQLNamedType) -> type[Model] | None:
    """The table whose rows are shown as this type, or have the keys of what is, if nothing else is."""
    shown = class_of(kind)
    if shown is None or issubclass(shown, Model):
        return shown
    return getattr(shown, "table", None)


def class_of(kind: GraphQLNamedType) -> type | None:
    """The class whose instances are shown as this type, if there is one, and nothing else is."""
    definition = definition_of(kind)
    shown: Sequence[type] = getattr(definition and definition.origin, "shown", ())
    return shown[0] if len(shown) == 1 else None
