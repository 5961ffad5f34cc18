"""Telling: the database writes rows as JSON, with the rows that they refer to, in one statement for all of them.

Where a key is shown or a right is asked, the text has marks, which no text that anybody has written can contain: JSON
has control characters only as escapes. Keys become ids, and what may not be seen is struck out, before it is shown.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

from tortoise import fields
from tortoise.models import Model

from models.database import any_of, fetched, in_database, is_postgres, list_in_database, uuid_of
from models.ids import NOBODY

KEY, RIGHT, WHAT, END, COLUMN, ROW = "\x01", "\x02", "\x03", "\x04", "\x05", "\x06"
FIELD = "\x07"  # one for each field of an object, before it
NEXT = "\x1f"  # between the columns that a right depends on
# Says of things, which have the columns that it depends on, which of them the viewer may see.
Judge = Callable[..., Awaitable[Sequence[bool]]]
# Writes the JSON of a value of a row, given the name of the row in the statement.
Writing = Callable[[str], str]


@dataclass(frozen=True)
class Right:
    """What decides for each row whether something of it is told, and the columns of the row that this depends on.

    Of the parties in the columns `parties` it only matters which the reader acts for: the others are NOBODY, so that it
    is decided once for many rows.
    """

    judge: Judge
    columns: tuple[str, ...]
    parties: tuple[str, ...] = ()


@dataclass(frozen=True)
class One:
    """A row of another table, or none: `on` is a condition for {there}, given {here}."""

    table: type[Model]
    on: str
    right: Right | None = None
    is_certain: bool = False  # there always is one


@dataclass(frozen=True)
class Many:
    """A list of rows of another table in the order of their keys, whose column `by` has the key of this row.

    `where` is a condition for their columns, with `?` for the key of the reader; without one, there are none.
    """

    table: type[Model]
    by: str
    where: str
    right: Right


@dataclass(frozen=True)
class Parts:
    """An object that is made of columns of the same row, by the names of its attributes."""

    of: "Mapping[str, Writing | Parts]"


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


def flags(column: str) -> str:
    return f"CASE WHEN {column} THEN 'true' ELSE 'false' END"


def instants(column: str) -> str:
    if is_postgres():
        written = f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
        return f"'\"' || replace({written}, '.000000', '') || 'Z\"'"
    return f"'\"' || replace(substr({column}, 1, length({column}) - 6), ' ', 'T') || 'Z\"'"


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


class Asking(NamedTuple):
    """Who reads, None for a guest; and the arguments of the lists that are told."""

    viewer: Any
    reader: UUID | None
    parties: Sequence[UUID]
    sizes: Sequence[int]


@dataclass
class Statement:
    """A statement that is being written, for rows of a table which it calls `row`."""

    table: type[Model]
    values: list[Callable[[Asking], object]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    rights: list[tuple[Right, str]] = field(default_factory=list)
    sizes: int = 0
    _names: int = 0

    def name(self) -> str:
        self._names += 1
        return f"t{self._names}"

    def given(self, value: Callable[[Asking], object]) -> str:
        """The placeholder of a value; the first one is the list of keys."""
        self.values.append(value)
        return f"{'$' if is_postgres() else '?'}{len(self.values) + 1}"

    def key(self, kind: str, column: str) -> str:
        """A key that is shown as the id of a thing of this kind."""
        if kind not in self.kinds:
            self.kinds.append(kind)
        return f"'{KEY}{chr(97 + self.kinds.index(kind))}' || {column}"

    def guarded(self, right: Right, row: str, text: str, *, instead: str) -> str:
        """The text where the reader has a right; a note of what that depends on is before it until it is known."""
        self.rights.append((right, instead))
        values = [f"COALESCE(CAST({row}.{name} AS TEXT), '')" for name in right.columns]
        values += [self._party(f"{row}.{name}") for name in right.parties]
        columns = f" || '{NEXT}' || ".join(values)
        return f"'{RIGHT}{len(self.rights) - 1}{NEXT}' || {columns} || '{WHAT}' || {text} || '{END}'"

    def _party(self, column: str) -> str:
        among = any_of(column).replace("?", self.given(lambda asking: list_in_database(asking.parties)))
        return f"CASE WHEN {among} THEN CAST({column} AS TEXT) ELSE '{NOBODY}' END"


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

    def one(self, there: One, tell: Callable[["Level"], str]) -> str:
        """What is told of another row, or null."""
        other = self.joined(there)
        text = tell(other)
        if there.right is not None:
            text = self.statement.guarded(there.right, self.row, text, instead="null")
        return text if there.is_certain else f"CASE WHEN {other.row}.id IS NULL THEN 'null' ELSE {text} END"

    def many(self, there: Many, tell: Callable[["Level"], str]) -> str:
        """What is told of the first rows of a list, with commas between them."""
        statement, name, at = self.statement, self.statement.name(), self.statement.sizes
        statement.sizes += 1
        reader = statement.given(lambda asking: in_database(asking.reader))
        most = statement.given(lambda asking: asking.sizes[at])
        other = Level(statement, there.table, name)
        text = tell(other)
        rows = (
            f'SELECT * FROM "{there.table._meta.db_table}" WHERE {there.by} = {self.row}.id '
            f"AND {there.where.replace('?', reader)} ORDER BY id LIMIT {most}"
        )
        ordered = f"SELECT {name}.id, {text} AS told FROM ({rows}) {name} {' '.join(other.joins)} ORDER BY {name}.id"
        together = "string_agg(told, ',' ORDER BY id)" if is_postgres() else "group_concat(told, ',')"
        whole = f"COALESCE((SELECT {together} FROM ({ordered}) {statement.name()}), '')"
        return statement.guarded(there.right, self.row, whole, instead="")

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


class Telling:
    """How the values of some fields are told for rows of a table: one statement for all of them."""

    def __init__(self, level: Level, told: Sequence[str]) -> None:
        self.statement = level.statement
        whole = f" || '{COLUMN}' || ".join(told)
        table, row = level.table._meta.db_table, level.row
        keys = any_of(f"{row}.id").replace("?", "$1" if is_postgres() else "?1")
        self._text = f'SELECT {row}.id AS id, {whole} AS told FROM "{table}" {row} {" ".join(level.joins)} WHERE {keys}'

    async def of(
        self,
        keys: Collection[UUID],
        asking: Asking,
        identify: Callable[[str, Sequence[str]], Sequence[str]],
    ) -> tuple[dict[UUID, list[str]], int]:
        """The JSON of each of the fields, by the keys of the rows; and how many fields are in all of it."""
        values = [value(asking) for value in self.statement.values]
        rows = await fetched(self._text, list_in_database(keys), *values)
        whole = ROW.join([row[1] for row in rows])
        whole = _with_ids(await self._allowed(whole, asking), self.statement.kinds, identify)
        fields, whole = whole.count(FIELD), whole.replace(FIELD, "")
        told = whole.split(ROW) if rows else []
        return {uuid_of(row[0]): each.split(COLUMN) for row, each in zip(rows, told, strict=True)}, fields

    async def _allowed(self, text: str, asking: Asking) -> str:
        """The text without what the reader may not see."""
        pieces = text.split(RIGHT)
        if len(pieces) == 1:
            return text
        found = [piece.partition(WHAT) for piece in pieces[1:]]
        asked = dict.fromkeys(asked for asked, _, _ in found)
        allowed = await self._judged(asked, asking)
        # What is open at this place: what has been written of it, and what was asked for it.
        written: list[list[str]] = [[pieces[0]]]
        opened: list[str] = []
        for of, _, rest in found:
            opened.append(of)
            inside, *behind = rest.split(END)
            written.append([inside])
            for each in behind:
                told, right = "".join(written.pop()), opened.pop()
                written[-1] += (told if allowed[right] is True else self._instead(right), each)
        (whole,) = written
        return "".join(whole)

    async def _judged(self, asked: Collection[str], asking: Asking) -> dict[str, bool]:
        """What is decided for each of these: the number of a right, and the values that it depends on."""
        judged: dict[str, bool] = {}
        for number, (right, _) in enumerate(self.statement.rights):
            own = [each for each in asked if int(each.partition(NEXT)[0]) == number]
            if own:
                things = [_thing((*right.columns, *right.parties), each) for each in own]
                judged.update(zip(own, await right.judge(things, viewer=asking.viewer), strict=True))
        return judged

    def _instead(self, asked: str) -> str:
        return self.statement.rights[int(asked.partition(NEXT)[0])][1]


def _thing(columns: Sequence[str], asked: str) -> Any:
    """A thing with the columns that a right depends on."""
    _, *values = asked.split(NEXT)
    return SimpleNamespace(**{name: _value(each) for name, each in zip(columns, values, strict=True)})


def _value(text: str) -> object:
    if len(text) == 36:
        return UUID(text)
    if text in ("true", "false"):
        return text == "true"
    return int(text) if text else None


def _with_ids(text: str, kinds: Sequence[str], identify: Callable[[str, Sequence[str]], Sequence[str]]) -> str:
    first, *pieces = text.split(KEY)
    places: dict[str, list[int]] = {chr(97 + number): [] for number in range(len(kinds))}
    for at, piece in enumerate(pieces):
        places[piece[0]].append(at)
    for kind, of_kind in zip(kinds, places.values(), strict=True):
        for at, id in zip(of_kind, identify(kind, [pieces[at][1:37] for at in of_kind]), strict=True):
            pieces[at] = f'"{id}"{pieces[at][37:]}'
    return first + "".join(pieces)
