"""Telling: the database writes rows as JSON, with the rows that they refer to, in one statement for all of them.

Where a key is shown or a right is asked, the text has marks, which no text that anybody has written can contain: JSON
has control characters only as escapes. Keys become ids, and what may not be seen is struck out, before it is shown.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.database import any_of, fetched, in_database, is_postgres, list_in_database, uuid_of
from models.database.marks import (
    ASKED,
    COLUMN,
    END,
    IS_VALUE,
    NEXT,
    ROW,
    Asking,
    Decided,
    Identify,
    Marks,
    Right,
    Writing,
)
from models.ids import NOBODY

FOUND = "t0"  # what a statement calls the rows that it finds


@dataclass(frozen=True)
class One:
    """A row of another table, or none: `on` is a condition for {there}, given {here}."""

    table: type[Model]
    on: str
    right: Right | None = None
    is_certain: bool = False  # there always is one


@dataclass(frozen=True)
class Many:
    """A list of rows of another table in this order, whose column `by` has the key of this row.

    `where` is a condition for their columns, with `?` for the key of the reader; without one, there are none. `cursors`
    is the name of the kind of their cursors, which are made of their keys, if the list has pages.
    """

    table: type[Model]
    by: str
    where: str
    right: Right | None = None
    cursors: str = ""
    sorting: tuple[str, ...] = ("id",)


@dataclass(frozen=True)
class Parts:
    """An object that is made of columns of the same row, by the names of its attributes; null where `lacks` holds."""

    of: "Mapping[str, Writing | Parts | Items]"
    lacks: Writing | None = None


@dataclass(frozen=True)
class Items:
    """A list of objects, each made of a row `item` that a statement finds, in the order of its column `place`.

    `make` gives the statement, and what an item is made of, once the list is selected.
    """

    make: Callable[[], tuple[str, Parts]]


@dataclass(frozen=True)
class Composed:
    """What is made of several rows: `of` joins them to the rows of a level. None if it cannot be told there."""

    of: "Callable[[Level], Parts | Items | None]"


@dataclass(frozen=True)
class Each:
    """A list of objects that a column has as JSON; `of` says of a row what its items are made of."""

    column: str
    of: Callable[[str], Parts]


def texts(column: str) -> str:
    """A text as JSON."""
    return f"to_json({column})::text" if is_postgres() else f"json_quote({column})"


def numbers(column: str) -> str:
    return f"CAST({column} AS TEXT)"


def words(column: str) -> str:
    """A text without any sign that JSON would escape."""
    return f"'\"' || {column} || '\"'"


def member(name: str) -> Writing:
    """A member of an object, as JSON."""
    return lambda item: f"CAST({item} -> '{name}' AS TEXT)"


def whole_member(item: str, name: str) -> str:
    """A member of an object, as an integer."""
    return f"CAST({item} ->> '{name}' AS BIGINT)"


def lacking(*columns: str) -> str:
    """The condition that a row has nothing in any of these columns."""
    return " AND ".join(f"{column} IS NULL" for column in columns)


def flags(column: str) -> str:
    return f"CASE WHEN {column} THEN 'true' ELSE 'false' END"


def instants(column: str, ending: str = "Z") -> str:
    if is_postgres():
        written = f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
        return f"'\"' || replace({written}, '.000000', '') || '{ending}\"'"
    return f"'\"' || replace(substr({column}, 1, length({column}) - 6), ' ', 'T') || '{ending}\"'"


def as_stored(column: str) -> str:
    """A column that has JSON."""
    return f"{column}::text" if is_postgres() else column


# How the values of the ORM's fields are written; a subclass is written as the field itself is.
WAYS: tuple[tuple[type[fields.Field[Any]], Callable[[str], str]], ...] = (
    (fields.BooleanField, flags),
    (fields.IntField, numbers),
    (fields.DatetimeField, instants),
    (fields.JSONField, as_stored),
    (fields.CharField, texts),
    (fields.TextField, texts),
)


PLACE = "\x00"  # around the number of a value, until it is known how many other values the statement has
_PLACES = re.compile(f"{PLACE}([0-9]+){PLACE}")


@dataclass
class Statement:
    """A statement that is being written, for rows of a table."""

    table: type[Model]
    values: list[Callable[[Asking], object]] = field(default_factory=list)
    marks: Marks = field(default_factory=lambda: Marks([], []))
    sizes: int = 0
    # Columns of the rows that it finds which have the key of the thing that these belong to.
    owned_by: frozenset[str] = frozenset()
    # The places of what is decided before it is run.
    first: dict[Right, str] = field(default_factory=dict)
    # What it finds besides its rows, by name.
    parts: dict[str, str] = field(default_factory=dict)
    _names: int = 0

    def name(self) -> str:
        self._names += 1
        return f"t{self._names}"

    def beginning(self, found: str) -> str:
        """What comes before it where it has parts, given the statement that finds its rows."""
        return "WITH " + ", ".join(f"{name} AS ({text})" for name, text in ({FOUND: found} | self.parts).items()) + " "

    def given(self, value: Callable[[Asking], object]) -> str:
        """The place of a value, which `numbered` makes a placeholder."""
        self.values.append(value)
        return f"{PLACE}{len(self.values)}{PLACE}"

    def numbered(self, text: str, *, after: int) -> str:
        """The text with placeholders, of a statement whose values come after so many others."""
        sign = "$" if is_postgres() else "?"
        return _PLACES.sub(lambda place: f"{sign}{int(place[1]) + after}", text)

    @contextmanager
    def tried(self, level: "Level") -> Iterator[None]:
        """An exception undoes what is written of a level in here."""
        sizes, parts, first, marks = self.sizes, dict(self.parts), dict(self.first), self.marks
        written: list[list[Any]] = [self.values, marks.kinds, marks.rights, marks.decided, level.joins]
        lengths = [len(each) for each in written]
        try:
            yield
        except Exception:
            self.sizes, self.parts, self.first = sizes, parts, first
            for each, length in zip(written, lengths, strict=True):
                del each[length:]
            raise

    def of_reader(self) -> str:
        """The placeholder of the key of the reader."""
        return self.given(lambda asking: in_database(asking.reader))

    def key(self, kind: str, column: str) -> str:
        """A key that is shown as the id of a thing of this kind."""
        return f"'\"{ASKED}{self.marks.of_keys(kind)}' || {column} || '{ASKED}\"'"

    def guarded(self, right: Right, row: str, text: str, *, instead: str) -> str:
        """The text where the reader has a right; a note of what that depends on is before it until it is known.

        What depends only on the thing that all rows belong to is decided before they are read.
        """
        if row == FOUND and right.columns and self.owned_by.issuperset(right.names):
            if right not in self.first:
                self.first[right] = self.given(lambda asking: asking.allowed[right])
            return f"CASE WHEN {self.first[right]} THEN {text} ELSE '{instead}' END"
        self.marks.rights.append((right, instead))
        values = [*_depended(right, row), *(self._party(f"{row}.{name}") for name in right.parties)]
        columns = f" || '{NEXT}' || ".join(values)
        return f"'{ASKED}{len(self.marks.rights) - 1}{NEXT}' || {columns} || '{ASKED}' || {text} || '{END}'"

    def decided(self, how: Decided, row: str) -> str:
        """A value that is decided by what is in a row."""
        self.marks.decided.append(how)
        columns = f" || '{NEXT}' || ".join(_depended(how, row))
        return f"'{ASKED}{IS_VALUE}{len(self.marks.decided) - 1}{NEXT}' || {columns} || '{ASKED}'"

    def _party(self, column: str) -> str:
        among = any_of(column).replace("?", self.given(lambda asking: list_in_database(asking.parties)))
        return f"CASE WHEN {among} THEN CAST({column} AS TEXT) ELSE '{NOBODY}' END"


def _depended(on: Right | Decided, row: str) -> list[str]:
    """The texts of the columns and conditions that something depends on."""
    values = [f"COALESCE(CAST({row}.{name} AS TEXT), '')" for name in on.columns]
    return values + [flags(condition(row)) for _, condition in on.conditions]


class Level:
    """The rows of one table in a statement, and those that are joined to them."""

    def __init__(self, statement: Statement, table: type[Model], row: str) -> None:
        self.statement = statement
        self.table = table
        self.row = row
        self.joins: list[str] = []

    def joined(self, there: One) -> "Level":
        """The level of rows that belong to the same rows of the statement."""
        name = self.statement.name()
        on, way = there.on.format(here=self.row, there=name), "JOIN" if there.is_certain else "LEFT JOIN"
        self.joins.append(f'{way} "{there.table._meta.db_table}" {name} ON {on}')
        other = Level(self.statement, there.table, name)
        other.joins = self.joins
        return other

    @property
    def is_found(self) -> bool:
        """Whether these are the rows of the statement, which its other parts know as FOUND."""
        return self.row == FOUND

    def joined_part(self, name: str, text: str) -> str:
        """The name of the rows of a further part of the statement, one or none for each of these, by their keys."""
        self.statement.parts[name] = text
        other = self.statement.name()
        self.joins.append(f"LEFT JOIN {name} {other} ON {other}.id = {self.row}.id")
        return other

    def one(self, there: One, tell: Callable[["Level"], str]) -> str:
        """What is told of another row, or null."""
        other = self.joined(there)
        text = tell(other)
        if there.right is not None:
            text = self.statement.guarded(there.right, self.row, text, instead="null")
        return text if there.is_certain else f"CASE WHEN {other.row}.id IS NULL THEN 'null' ELSE {text} END"

    def many(self, there: Many) -> "Beginning":
        """The beginning of a list of rows."""
        return Beginning(self, there)

    def each(self, there: Each, tell: Callable[[Parts, str], str]) -> str:
        """What is told of the items of a list, with commas between them."""
        text, column = tell(there.of(self.row), "item.value"), f"{self.row}.{there.column}"
        if is_postgres():
            items = f"jsonb_array_elements({column}) WITH ORDINALITY AS item(value, place)"
            return f"COALESCE((SELECT string_agg({text}, ',' ORDER BY item.place) FROM {items}), '')"
        ordered = f"SELECT {text} AS told FROM json_each({column}) item ORDER BY item.key"
        return f"COALESCE((SELECT group_concat(told, ',') FROM ({ordered})), '')"

    def column(self, name: str) -> str | None:
        """The JSON of the value of a column; None if it is not known how to write it."""
        meta = self.table._meta
        if name not in meta.fields_db_projection:
            return None
        kind, column = meta.fields_map[name], f'{self.row}."{meta.fields_db_projection[name]}"'
        way = next((way for known, way in WAYS if isinstance(kind, known)), None)
        if way is None or isinstance(kind, fields.BigIntField):
            return None
        return f"COALESCE({way(column)}, 'null')" if kind.null else way(column)


def items_told(found: str, text: str) -> str:
    """What is told of the items of a list, given the statement that finds them and what is told of one."""
    if is_postgres():
        return f"COALESCE((SELECT string_agg({text}, ',' ORDER BY item.place) FROM ({found}) item), '')"
    ordered = f"SELECT {text} AS told FROM ({found}) item ORDER BY item.place"
    return f"COALESCE((SELECT group_concat(told, ',') FROM ({ordered})), '')"


class Beginning:
    """The first rows of a list, as many as somebody asks for."""

    def __init__(self, level: Level, many: Many) -> None:
        self._level = level
        self._many = many
        self._at = level.statement.sizes
        level.statement.sizes += 1

    def told(self, tell: Callable[[Level], str]) -> str:
        """What is told of the rows, with commas between them."""
        statement = self._level.statement
        name = statement.name()
        other = Level(statement, self._many.table, name)
        text = tell(other)
        joins = " ".join(other.joins)
        sorting = ", ".join(self._many.sorting)
        order = ", ".join(f"{name}.{column}" for column in self._many.sorting)
        ordered = f"SELECT {order}, {text} AS told FROM ({self._rows('*')}) {name} {joins} ORDER BY {order}"
        together = f"string_agg(told, ',' ORDER BY {sorting})" if is_postgres() else "group_concat(told, ',')"
        return self._guarded(f"COALESCE((SELECT {together} FROM ({ordered}) {statement.name()}), '')", instead="")

    def goes_on(self) -> str:
        """Whether there are more rows."""
        counted = f"SELECT COUNT(*) FROM ({self._rows('1', '+ 1')}) {self._level.statement.name()}"
        return self._guarded(flags(f"({counted}) > {self._most()}"), instead="false")

    def cursor(self, *, at_end: bool) -> str:
        """The cursor of the first or the last of them, or null if there are none."""
        statement = self._level.statement
        name = statement.name()
        found = f"SELECT {statement.key(self._many.cursors, f'{name}.id')} FROM ({self._rows('id')}) {name}"
        way = "DESC" if at_end else "ASC"
        return self._guarded(f"COALESCE(({found} ORDER BY {name}.id {way} LIMIT 1), 'null')", instead="null")

    def _rows(self, columns: str, further: str = "") -> str:
        many = self._many
        where = many.where.replace("?", self._level.statement.of_reader()) if "?" in many.where else many.where
        return (
            f'SELECT {columns} FROM "{many.table._meta.db_table}" WHERE {many.by} = {self._level.row}.id '
            f"AND {where} ORDER BY {', '.join(many.sorting)} LIMIT {self._most()} {further}"
        )

    def _most(self) -> str:
        at = self._at
        return f"CAST({self._level.statement.given(lambda asking: asking.sizes[at])} AS BIGINT)"

    def _guarded(self, text: str, *, instead: str) -> str:
        right = self._many.right
        return text if right is None else self._level.statement.guarded(right, self._level.row, text, instead=instead)


class Telling:
    """How the values of some fields are told for rows of a table: one statement for all of them."""

    def __init__(self, level: Level, told: Sequence[str]) -> None:
        self.statement = level.statement
        whole = f" || '{COLUMN}' || ".join(told)
        table, row = level.table._meta.db_table, level.row
        keys = any_of(f"{row}.id").replace("?", "$1" if is_postgres() else "?1")
        beginning, found, where = "", f'"{table}" {row}', f"WHERE {keys}"
        if self.statement.parts:
            beginning, found, where = self.statement.beginning(f"SELECT * FROM {found} {where}"), FOUND, ""
        text = f"{beginning}SELECT {row}.id AS id, {whole} AS told FROM {found} {' '.join(level.joins)} {where}"
        self._text = level.statement.numbered(text, after=1)

    async def of(self, keys: Collection[UUID], asking: Asking, identify: Identify) -> tuple[dict[UUID, list[str]], str]:
        """The JSON of each of the fields, by the keys of the rows; and all of it."""
        values = [value(asking) for value in self.statement.values]
        rows = await fetched(self._text, list_in_database(keys), *values)
        whole = await self.statement.marks.filled(ROW.join([row[1] for row in rows]), asking, identify)
        told = whole.split(ROW) if rows else []
        return {uuid_of(row[0]): each.split(COLUMN) for row, each in zip(rows, told, strict=True)}, whole
