"""Telling lists: the statement that finds the rows of a page tells them; what cannot be told of them is executed."""

from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import Any

from edge.answers import encode
from edge.tellable import MOST_FIELDS, Untellable, Writer, how_of, is_tellable, named, table_of
from edge.told import asking_of, identify_marked
from executor.steps import MANY
from executor.telling import Beside, Untold, Wanted
from models.database.marks import HOLE, ROW
from models.database.telling import Level, Statement
from models.errors import Refusal
from models.pending import FOUND, PendingPage, Teller, Told
from resolvers.telling import Listed


def page_of(wanted: Wanted, *, fewest: int) -> "Page | None":
    """How the page of a list is told; None if it is not, or if too little of it would be."""
    definition = wanted.field.definition
    if definition is None or definition.extensions:
        return None
    how = how_of(definition)
    if not isinstance(how, Listed):
        return None
    try:
        page = Page(wanted, how)
    except Untellable:
        return None
    return None if page.holes and page.relations < min(fewest, 1) else page


class Page:
    """A list of which a document selects a page."""

    def __init__(self, wanted: Wanted, how: Listed) -> None:
        self.wanted = wanted
        self.parts = wanted.below() or []
        self.edges = _only("edges", self.parts)
        self.node = _only("node", self.edges.below() or [])
        self._how = how
        if table_of(self.node.kind) is not how.table or any(map(self._is_unknown, self.parts)):
            raise Untellable
        below = self.node.below() or []
        self.holes = [each for each in below if not (named(each) or is_tellable(how.table, each))]
        if len(below) > MOST_FIELDS or len(below) == len(self.holes):
            raise Untellable
        # By the number of values that the statement has which finds the rows.
        self._tellers: dict[int, Teller] = {}
        self.lists: list[Wanted] = []
        self.relations = 0
        self._teller(0)

    def _is_unknown(self, part: Wanted) -> bool:
        known = named(part) or part.field.name in ("edges", "pageInfo")
        return not known and part.field.definition.python_name not in self._how.beside

    def _teller(self, count: int) -> Teller:
        if count not in self._tellers:
            writer = Writer(Statement(self._how.table, first=count + 1))
            level = Level(writer.statement, self._how.table, FOUND)
            edge = writer.texts(self.edges, partial(self._of_edge, writer, level))
            self.lists, self.relations = writer.lists, writer.relations
            self._tellers[count] = Teller(level, edge, needs_rows=bool(self.holes))
        return self._tellers[count]

    def _of_edge(self, writer: Writer, level: Level, part: Wanted) -> str:
        match part.field.name:
            case "node":
                return writer.texts(self.node, lambda each: self._of_node(writer, level, each))
            case "cursor":
                return f"'{HOLE}'"
        raise Untellable

    def _of_node(self, writer: Writer, level: Level, part: Wanted) -> str:
        return f"'{HOLE}'" if part in self.holes else writer.field(level, part)

    async def told(
        self, source: Any, context: Any, given: Sequence[dict[str, Any]], beside: Beside, at: int
    ) -> str | Exception:
        """The JSON of the page of one object, or its error; raises Untold."""
        own, *of_lists = given
        asking = asking_of(context, of_lists)
        try:
            pending = self._how.find(source, context.viewer, **own)
            if pending is None or pending.most > MANY:
                raise Untold
            before = {name: await text() for name, text in self._how.beside.items() if name in self._selected()}
            found = await self._teller(len(pending.values)).told(pending, asking, identify_marked)
        except Refusal as error:
            return error
        # Of each row, what is executed is counted by the executor.
        fields = found.fields - len(self.holes) * len(found.cursors) + len(self.parts)
        beside.count(found.text, fields)
        rows = await self._filled(found, beside, at)
        return _object([await self._text_of(each, rows, pending, found, before) for each in self.parts])

    def _selected(self) -> set[str]:
        return {each.field.definition.python_name for each in self.parts if each.field.definition is not None}

    async def _filled(self, found: Told, beside: Beside, at: int) -> str:
        """The rows with what is not told of them."""
        first, *pieces = found.text.replace(ROW, ",").split(HOLE)
        if not pieces:
            return first
        path = [self.wanted, self.edges, self.node]
        executed = iter(await beside.executed(self.holes, found.rows, at=at, path=path) if self.holes else ())
        columns: list[Sequence[str]] = []
        for part in self.edges.below() or ():
            if part.field.name == "cursor" and not named(part):
                columns.append([f'"{cursor}"' for cursor in found.cursors])
            elif part is self.node:
                columns += executed
        filled = chain.from_iterable(zip(*columns, strict=True))
        return first + "".join([text + piece for text, piece in zip(filled, pieces, strict=True)])

    async def _text_of(
        self, part: Wanted, rows: str, pending: PendingPage, found: Told, before: dict[str, str]
    ) -> tuple[str, str]:
        """One field of the page."""
        key, name = part.field.key, part.field.name
        if name == "__typename":
            return key, f'"{part.field.parent.name}"'
        if name == "edges":
            return key, f"[{rows}]"
        if name == "pageInfo":
            return key, _object([await _info_of(each, pending, found) for each in part.below() or ()])
        return key, _written(before[part.field.definition.python_name])


class Pages:
    """The lists of objects of a type that are told."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.wanted = [page.wanted for page in pages]
        self.lists = [each for page in pages for each in (page.wanted, *page.lists)]
        self._pages = pages

    async def of(
        self, sources: Sequence[Any], context: Any, given: Sequence[dict[str, Any]], beside: Beside
    ) -> Sequence[Sequence[str | Exception]]:
        told: list[list[str | Exception]] = []
        for at, source in enumerate(sources):
            rest = iter(given)
            of_pages = [[next(rest) for _ in (page, *page.lists)] for page in self._pages]
            told.append(
                [
                    await page.told(source, context, arguments, beside, at)
                    for page, arguments in zip(self._pages, of_pages, strict=True)
                ]
            )
        return told


async def _info_of(part: Wanted, pending: PendingPage, found: Told) -> tuple[str, str]:
    """One field of what is said of where a page stands."""
    cursors: Sequence[str | None] = found.cursors or [None]
    match part.field.name:
        case "hasNextPage":
            value: Any = found.has_next
        case "hasPreviousPage":
            value = await pending.has_previous()
        case "startCursor":
            value = cursors[0]
        case "endCursor":
            value = cursors[-1]
        case _:
            value = part.field.parent.name
    return part.field.key, _written(value)


def _only(name: str, parts: Sequence[Wanted]) -> Wanted:
    """The only field of this name."""
    found = [each for each in parts if each.field.name == name]
    if len(found) != 1:
        raise Untellable
    return found[0]


def _object(fields: Sequence[tuple[str, str]]) -> str:
    return "{" + ",".join([f'"{key}":{text}' for key, text in fields]) + "}"


def _written(value: Any) -> str:
    return encode(value).decode()
