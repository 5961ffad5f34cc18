"""Telling: what of a selection is told by the database, which the executor asks for."""

from collections.abc import Sequence
from typing import Any

from graphql import GraphQLObjectType

from edge.listing import Page, Pages, page_of
from edge.tellable import Writer, class_of, is_loaded, table_of
from edge.told import asking_of, identify_marked
from executor.telling import Beside, Tell, Untold, Wanted
from models.database.telling import FOUND, Level, Statement, Telling

# Relations: a single one is loaded as well by its keys.
FEWEST = 2


def teller(kind: GraphQLObjectType, wanted: Sequence[Wanted], *, fewest: int = FEWEST) -> Tell | None:
    """How to tell the lists of objects of this type, or else their relations; None if none can be told, or fewer
    relations than `fewest`.
    """
    table = table_of(kind)
    loaded = [each for each in wanted if table is not None and is_loaded(each)]
    pages: list[Page] = []
    for each in wanted:
        if page := page_of(each, fewest=fewest, beside=[] if pages else loaded, of=table):
            pages.append(page)
    if pages:
        return Pages(pages)
    if table is None:
        return None
    writer = Writer(Statement(table))
    level = Level(writer.statement, table, FOUND)
    told = {each: text for each in loaded if (text := writer.tried(level, each)) is not None}
    if not told or writer.relations < fewest:
        return None
    return _Told(class_of(kind), [*told], writer.lists, Telling(level, [*told.values()]))


class _Told:
    """A statement that tells fields."""

    def __init__(self, of: type | None, wanted: Sequence[Wanted], lists: Sequence[Wanted], telling: Telling) -> None:
        self.wanted = wanted
        self.lists = lists
        self._of = of
        self._telling = telling

    async def of(
        self, sources: Sequence[Any], context: Any, given: Sequence[dict[str, Any]], beside: Beside
    ) -> Sequence[Sequence[str]]:
        if {*map(type, sources)} != {self._of}:
            raise Untold
        asking = asking_of(context, self.lists, given)
        found, whole = await self._telling.of({source.id for source in sources}, asking, identify_marked)
        if any(source.id not in found for source in sources):
            raise Untold
        beside.count(whole, len(self.wanted) * len(sources))
        return [found[source.id] for source in sources]
