"""Telling lists: the statement that finds the rows of a page tells them; what cannot be told of them is executed."""

from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import Any

from tortoise.models import Model

from edge.answers import encode
from edge.tellable import Untellable, Writer, how_of, named, table_of
from edge.told import asking_of, identify_marked
from executor.steps import MANY
from executor.telling import Beside, Untold, Wanted
from models.database.marks import HOLE
from models.database.telling import FOUND, Level, Statement
from models.errors import Refusal
from models.pages import seal, seal_each
from models.pending import Head, PendingPage, Teller, Told
from resolvers.telling import Listed

CURSORS = frozenset({"cursor", "startCursor", "endCursor"})


def page_of(
    wanted: Wanted, *, fewest: int, beside: Sequence[Wanted] = (), of: type[Model] | None = None
) -> "Page | None":
    """How the page of a list is told; None if it is not, or if too little of it would be.

    `beside` are fields of the thing that has the list, which are told by the same statement of its row in a table.
    """
    definition = wanted.field.definition
    if definition is None or definition.extensions:
        return None
    how = how_of(definition)
    if not isinstance(how, Listed):
        return None
    try:
        page = Page(wanted, how, beside, of)
    except Untellable:
        return None
    return None if page.holes and page.relations < min(fewest, 1) else page


class Page:
    """A list of which a document selects a page."""

    def __init__(self, wanted: Wanted, how: Listed, beside: Sequence[Wanted], of: type[Model] | None) -> None:
        self.wanted = wanted
        self.parts = wanted.below() or []
        self.edges = _only("edges", self.parts)
        self.node = _only("node", self.edges.below() or [])
        self._how = how
        if table_of(self.node.kind) is not how.table or any(map(self._is_unknown, self.parts)):
            raise Untellable
        # The page and its own: they are not in the text of its rows.
        self._fields = (
            1 + len(self.parts) + sum(len(each.below() or ()) for each in self.parts if each is not self.edges)
        )
        below = self.node.below() or []
        self.holes: list[Wanted] = []
        writer = Writer(Statement(how.table, owned_by=how.owned_by))
        level = Level(writer.statement, how.table, FOUND)
        edge = writer.texts(self.edges, partial(self._of_edge, writer, level))
        if len(below) == len(self.holes):
            raise Untellable
        self.relations = writer.relations
        head = self._head(writer, beside, of)
        self.lists = writer.lists
        self._teller = Teller(level, edge, head, needs_rows=bool(self.holes), needs_cursors=self._has_cursors())

    def _head(self, writer: Writer, beside: Sequence[Wanted], of: type[Model] | None) -> Head | None:
        """What is told beside the page."""
        self.beside: Sequence[Wanted] = []
        if of is None:
            return None
        level = Level(writer.statement, of, writer.statement.name())
        told = {each: text for each in beside if (text := writer.tried(level, each)) is not None}
        self.beside = [*told]
        return Head(level, [*told.values()]) if told else None

    def _has_cursors(self) -> bool:
        below = [each.below() or () for each in self.parts if each.field.name in ("edges", "pageInfo")]
        return any(each.field.name in CURSORS for each in chain.from_iterable(below))

    def _is_unknown(self, part: Wanted) -> bool:
        known = named(part) or part.field.name in ("edges", "pageInfo")
        return not known and part.field.definition.python_name not in self._how.beside

    def _of_edge(self, writer: Writer, level: Level, part: Wanted) -> str:
        match part.field.name:
            case "node":
                return writer.texts(self.node, lambda each: self._of_node(writer, level, each))
            case "cursor":
                return f"'\"{HOLE}\"'"
        raise Untellable

    def _of_node(self, writer: Writer, level: Level, part: Wanted) -> str:
        text = writer.tried(level, part)
        if text is None:
            self.holes.append(part)
        return f"'{HOLE}'" if text is None else text

    async def told(
        self, source: Any, context: Any, given: Sequence[dict[str, Any]], beside: Beside, at: int
    ) -> Sequence[str | Exception]:
        """The JSON of the page of one object and of what is told beside it, or their error; raises Untold."""
        own, *of_lists = given
        asking = asking_of(context, self.lists, of_lists)
        if self.beside or self._how.owned_by:
            asking = asking._replace(of=source.id)
        try:
            pending = self._how.find(source, context.viewer, **own)
        except Refusal as error:
            if self.beside:
                raise Untold from error
            return [error]
        try:
            if pending is None or pending.most > MANY:
                raise Untold
            before = {name: await text() for name, text in self._how.beside.items() if name in self._selected()}
            found = await self._teller.told(pending, asking, identify_marked)
        except Refusal as error:
            return [error] * (1 + len(self.beside))
        if found is None:
            raise Untold
        # Of each row, what is executed is counted by the executor.
        further = self._fields + len(self.beside) - len(self.holes) * found.number
        beside.count("".join([*found.head, found.text]), further)
        rows = await self._filled(found, beside, at)
        page = _object([await self._text_of(each, rows, pending, found, before) for each in self.parts])
        return [page, *found.head]

    def _selected(self) -> set[str]:
        return {each.field.definition.python_name for each in self.parts if each.field.definition is not None}

    async def _filled(self, found: Told, beside: Beside, at: int) -> str:
        """The rows with what is not told of them."""
        first, *pieces = found.text.split(HOLE)
        if not pieces:
            return first
        path = [self.wanted, self.edges, self.node]
        executed = iter(await beside.executed(self.holes, found.rows, at=at, path=path) if self.holes else ())
        columns: list[Sequence[str]] = []
        for part in self.edges.below() or ():
            if part.field.name == "cursor" and not named(part):
                columns.append(seal_each(found.cursors))
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
        self.wanted = [each for page in pages for each in (page.wanted, *page.beside)]
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
                    text
                    for page, arguments in zip(self._pages, of_pages, strict=True)
                    for text in await page.told(source, context, arguments, beside, at)
                ]
            )
        return told


async def _info_of(part: Wanted, pending: PendingPage, found: Told) -> tuple[str, str]:
    """One field of what is said of where a page stands."""
    match part.field.name:
        case "hasNextPage":
            value: Any = found.has_next
        case "hasPreviousPage":
            value = await pending.has_previous()
        case "startCursor":
            value = (found.cursors and seal(found.cursors[0])) or None
        case "endCursor":
            value = (found.cursors and seal(found.cursors[-1])) or None
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
