"""Telling: what of a selection is told by the database, which the executor asks for."""

from collections.abc import Sequence
from typing import Any

from graphql import GraphQLObjectType
from tortoise.models import Model

from edge.listing import Pages, page_of
from edge.tellable import Writer, is_batch, is_tellable, table_of
from edge.told import asking_of, identify_marked
from executor.telling import Beside, Tell, Untold, Wanted
from models.database.telling import Level, Statement, Telling

# Relations: a single one is loaded as well by its keys.
FEWEST = 2


def teller(kind: GraphQLObjectType, wanted: Sequence[Wanted], *, fewest: int = FEWEST) -> Tell | None:
    """How to tell the lists of objects of this type, or else their relations; None if none can be told, or fewer
    relations than `fewest`.
    """
    if lists := [page for each in wanted if (page := page_of(each, fewest=fewest)) is not None]:
        return Pages(lists)
    table = table_of(kind)
    if table is None:
        return None
    told = [each for each in wanted if is_batch(each) and is_tellable(table, each)]
    if not told:
        return None
    writer = Writer(Statement(table))
    level = Level(writer.statement, table, "t0")
    texts = [writer.field(level, each) for each in told]
    if writer.relations < fewest:
        return None
    return _Told(table, told, writer.lists, Telling(level, texts))


class _Told:
    """A statement that tells fields."""

    def __init__(self, table: type[Model], wanted: Sequence[Wanted], lists: Sequence[Wanted], telling: Telling) -> None:
        self.wanted = wanted
        self.lists = lists
        self._table = table
        self._telling = telling

    async def of(
        self, sources: Sequence[Any], context: Any, given: Sequence[dict[str, Any]], beside: Beside
    ) -> Sequence[Sequence[str]]:
        if {*map(type, sources)} != {self._table}:
            raise Untold
        asking = asking_of(context, given)
        found, whole, fields = await self._telling.of({source.id for source in sources}, asking, identify_marked)
        if any(source.id not in found for source in sources):
            raise Untold
        beside.count(whole, fields + len(self.wanted) * len(sources))
        return [found[source.id] for source in sources]
