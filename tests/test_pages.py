"""Pages: edges and pageInfo as the algorithms of the Relay specification of cursor connections have them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest

from models.changes import change
from models.journal import Entry, enter
from models.pages import Page, Window, encode, page, page_of
from tests.support.api.server import Server
from tests.support.domain.market import Person
from tests.support.domain.talk import talk

# What keysets ask of a database is tried on both of them, below.
pytestmark = pytest.mark.anywhere

INBOX = """query ($first: Int, $after: String, $last: Int, $before: String) { viewer { notifications(
  first: $first, after: $after, last: $last, before: $before) { edges { cursor }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }"""
MESSAGES = """query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { conversation(id: $id) {
  messages(first: $first, after: $after, last: $last, before: $before) { edges { cursor }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }"""
RECORD = """query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { demand(id: $id) {
  ... on BiddingDemand { workbench { record(first: $first, after: $after, last: $last, before: $before) {
  edges { cursor node { seq } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } } }"""


@dataclass(frozen=True)
class Edges:
    """Section 4.4 of the GraphQL Cursor Connections Specification: a whole list, and the arguments of a field."""

    all: Sequence[str]
    before: str | None
    after: str | None
    first: int | None
    last: int | None

    def apply_cursors(self) -> list[str]:
        edges = list(self.all)
        if self.after is not None and self.after in edges:
            del edges[: edges.index(self.after) + 1]
        if self.before is not None and self.before in edges:
            del edges[edges.index(self.before) :]
        return edges

    def to_return(self) -> list[str]:
        edges = self.apply_cursors()
        if self.first is not None and len(edges) > self.first:
            del edges[self.first :]
        if self.last is not None and len(edges) > self.last:
            del edges[: len(edges) - self.last]
        return edges

    def has_previous_page(self) -> bool:
        if self.last is not None:
            return len(self.apply_cursors()) > self.last
        return self.after is not None and self.all.index(self.after) > 0

    def has_next_page(self) -> bool:
        if self.first is not None:
            return len(self.apply_cursors()) > self.first
        return self.before is not None and self.all.index(self.before) < len(self.all) - 1


def arguments(cursors: Sequence[str], sizes: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Every combination of the four arguments in which a number of rows is given."""
    for first, last, after, before in product((None, *sizes), (None, *sizes), (None, *cursors), (None, *cursors)):
        if first is not None or last is not None:
            yield {"first": first, "after": after, "last": last, "before": before}


def expected(everything: Sequence[str], given: dict[str, Any]) -> tuple[list[str], bool, bool]:
    edges = Edges(everything, **given)
    return edges.to_return(), edges.has_next_page(), edges.has_previous_page()


def shown(found: Page[Any]) -> tuple[list[str], bool, bool]:
    return list(found.cursors), found.has_next, found.has_previous


async def test_a_page_of_rows_in_memory_is_as_the_specification_says() -> None:
    everything = [encode("NUMBERS", (number,)) for number in range(5)]

    async def numbers(given: dict[str, Any]) -> tuple[list[str], bool, bool]:
        window = Window(**given)
        return shown(await page([3, 0, 4, 1, 2], lambda row: (row,), window, order="NUMBERS", shape=(int,)))

    for given in arguments(everything, (1, 2, 4, 5, 6)):
        assert await numbers(given) == expected(everything, given), given


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("sorting", [("seq",), ("-seq",), ("action", "seq"), ("-action", "-seq")])
async def test_a_page_of_a_table_is_as_the_specification_says(sorting: tuple[str, ...]) -> None:
    async with change():
        for number in range(5):
            await enter("pages", "EVEN" if number % 2 == 0 else "ODD", by=None)
    query, shape = Entry.filter(book="pages"), tuple(str if name.endswith("action") else int for name in sorting)

    async def entries(**given: Any) -> Page[Entry]:
        return await page_of(query, sorting, Window(**given), order="ENTRIES", shape=shape)

    everything = list((await entries(first=200)).cursors)
    in_order = await query.order_by(*sorting)
    assert [row.seq for row in (await entries(first=200)).rows] == [row.seq for row in in_order]
    for given in arguments([everything[at] for at in (0, 2, 4)], (1, 3, 5)):
        assert shown(await entries(**given)) == expected(everything, given), given


async def follow_the_specification(
    by: Person, document: str, connection: Callable[[Any], Any], cursors: Sequence[int], /, **more: Any
) -> None:
    async def ask(**given: Any) -> tuple[list[str], bool, bool]:
        found = connection(await by.ask(document, **more, **given))
        edges, info = [edge["cursor"] for edge in found["edges"]], found["pageInfo"]
        assert (info["startCursor"], info["endCursor"]) == ((edges[0], edges[-1]) if edges else (None, None))
        return edges, info["hasNextPage"], info["hasPreviousPage"]

    everything, _, _ = await ask(first=200)
    assert len(everything) >= 3
    for given in arguments([everything[at] for at in cursors], (1, 3)):
        assert await ask(**given) == expected(everything, given), given


async def test_a_conversation_and_a_record_are_read_from_either_end(server: Server) -> None:
    made = await talk(server)
    for number in range(5):
        await made.say(made.bidder, str(number))
    await follow_the_specification(
        made.awarder, MESSAGES, lambda found: found["conversation"]["messages"], (0, 2, 4), id=made.id
    )
    await made.awarder.do("closeBidding", demandId=made.demand)
    await made.awarder.do("cancelDemand", demandId=made.demand, reason="No money.")
    await follow_the_specification(
        made.awarder, RECORD, lambda found: found["demand"]["workbench"]["record"], (0, 1, -1), id=made.demand
    )


async def test_the_end_of_a_record_is_one_page_away(server: Server) -> None:
    made = await talk(server)
    found = (await made.awarder.ask(RECORD, id=made.demand, last=1))["demand"]["workbench"]["record"]
    (edge,) = found["edges"]
    everything = (await made.awarder.ask(RECORD, id=made.demand))["demand"]["workbench"]["record"]["edges"]
    assert edge == everything[-1]
    assert found["pageInfo"]["hasPreviousPage"] is (len(everything) > 1)


async def test_the_oldest_notification_of_an_inbox_is_one_page_away(server: Server) -> None:
    made = await talk(server)
    await made.say(made.bidder, "Hello")
    everything = (await made.awarder.ask(INBOX))["viewer"]["notifications"]["edges"]
    assert len(everything) > 1
    found = (await made.awarder.ask(INBOX, last=1))["viewer"]["notifications"]
    assert (found["edges"], found["pageInfo"]["hasPreviousPage"]) == ([everything[-1]], True)
    newer = (await made.awarder.ask(INBOX, last=1, before=everything[-1]["cursor"]))["viewer"]["notifications"]
    assert (newer["edges"], newer["pageInfo"]["hasNextPage"]) == ([everything[-2]], False)
