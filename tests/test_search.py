"""Search: words, skills and budget, three orders, and pages that neither skip nor repeat while the market moves."""

import itertools
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from models.demands.demand import Demand
from models.demands.search import DemandOrder, OwnFilter, criteria_of, find, matches, of_party
from models.errors import InvalidInput
from models.ids import key_of, sealed
from models.money import MoneyGiven
from models.pages import Window, decode, encode
from tests.support.api.server import Server
from tests.support.domain.inside import opened, party_of, somebody, standing_time
from tests.support.domain.market import MARKET, Person, enterprise, in_, published

FIND = """query ($filter: DemandFilter, $order: DemandOrder, $first: Int, $after: String) {
  demands(filter: $filter, order: $order, first: $first, after: $after) {
    cursor edges { node { id title } } pageInfo { hasNextPage hasPreviousPage endCursor } } }"""
ORDERS = ("NEWEST", "CLOSING_SOON", "BUDGET")
_numbers = itertools.count(1)


def word() -> str:
    """A word that no other demand has."""
    return f"unheard{next(_numbers)}"


@pytest.fixture(scope="module")
async def awarder(server: Server) -> Person:
    return await enterprise(server.url)


async def titles(somebody: Person, order: str = "NEWEST", **filter: Any) -> list[str]:
    found = await somebody.ask(FIND, filter=filter, order=order, first=200)
    return [edge["node"]["title"] for edge in found["demands"]["edges"]]


@dataclass
class Stock:
    """Demands by their titles, found among others by a skill of their own."""

    awarder: Person
    skill: str

    async def found(self, text: str, **filter: Any) -> set[str]:
        return set(await titles(self.awarder, text=text, skills=[self.skill], **filter))


@pytest.fixture(scope="module")
async def stock(awarder: Person) -> Stock:
    skill = word()
    for title in (
        "Port a C++ engine",
        "C# desktop client.",
        "Services in .NET, please",
        "A C compiler",
        "Node.js or Go",
        "Café für Straßenmusik",
        "O'Reilly's shop",
        "東京 の サービス",
        "国际物流系统 Java™",
        "ASP.NET in Łódź",
    ):
        await published(awarder, title=title, description="Nothing else.", skills=[skill])
    return Stock(awarder, skill)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("c++", "Port a C++ engine"),
        ("C++ PORT", "Port a C++ engine"),
        ("c#", "C# desktop client."),
        (".net please", "Services in .NET, please"),
        ("net services", "Services in .NET, please"),
        ("c", "A C compiler"),
        ("node.js", "Node.js or Go"),
        ("js go", "Node.js or Go"),
        ("cafe", "Café für Straßenmusik"),
        ("CAFÉ", "Café für Straßenmusik"),
        ("cafe\u0301 fur", "Café für Straßenmusik"),
        ("strassenmusik", "Café für Straßenmusik"),
        ("o'reilly's", "O'Reilly's shop"),
        ("o\u2019reilly", "O'Reilly's shop"),
        ("東京", "東京 の サービス"),
        ("物流 java", "国际物流系统 Java™"),
        ("asp.net lodz", "ASP.NET in Łódź"),
    ],
)
async def test_words_are_found_as_they_are_meant(stock: Stock, text: str, title: str) -> None:
    assert await stock.found(text) == {title}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("eng", "Port a C++ engine"),
        ("port eng", "Port a C++ engine"),
        ("STRASS", "Café für Straßenmusik"),
        ("asp.n", "ASP.NET in Łódź"),
        ("o'reil", "O'Reilly's shop"),
        ("物流 jav", "国际物流系统 Java™"),
    ],
)
async def test_of_the_last_word_the_beginning_is_enough_while_somebody_types(
    stock: Stock, text: str, title: str
) -> None:
    assert await stock.found(text, isTextUnfinished=True) == {title}
    assert await stock.found(text) == set()


@pytest.mark.parametrize("is_unfinished", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "c++ c#",
        "engines",
        "javas",
        "ngine",
        "eng port",
        "ja",
        "流物",
        ".java",
        "NOT c",
        "go) OR (c",
        "NEAR(c++ engine)",
    ],
)
async def test_what_is_not_in_a_demand_does_not_find_it(stock: Stock, text: str, is_unfinished: bool) -> None:
    assert await stock.found(text, isTextUnfinished=is_unfinished) == set()


async def test_signs_that_belong_to_no_word_ask_nothing(stock: Stock) -> None:
    assert await stock.found("*c* ! & |") == {"A C compiler"}
    assert await stock.found(" \u200b") == await stock.found("") != set()
    for wordless in ('" - (', "🚀", "!!!"):
        assert await stock.found(wordless) == set()


async def test_skills_are_found_whole_and_all_together(awarder: Person) -> None:
    mark = word()
    await published(awarder, title="Both", skills=[mark, "C++", "100% tests"])
    await published(awarder, title="One", skills=[mark, "c_sharp"])
    assert await titles(awarder, skills=[mark]) == ["One", "Both"]
    assert await titles(awarder, skills=[mark, "c++"]) == ["Both"]
    assert await titles(awarder, skills=[mark, " 100%  TESTS "]) == ["Both"]
    for other in ("c", "100%", "%", "cxsharp", "c\n"):
        assert await titles(awarder, skills=[mark, other]) == []


async def test_a_budget_is_compared_within_its_currency(awarder: Person) -> None:
    mark = word()
    for title, budget in {
        "usd 5000": {"low": "1000", "high": "5000", "currency": "USD"},
        "usd from 700": {"low": "700", "currency": "USD"},
        "jpy 900000": {"high": "900000", "currency": "JPY"},
        "kwd 1.500": {"high": "1.500", "currency": "KWD"},
        "unsaid": None,
    }.items():
        await published(awarder, title=title, skills=[mark], budget=budget)

    async def at_least(amount: str, currency: str) -> list[str]:
        return sorted(await titles(awarder, skills=[mark], budgetAtLeast={"amount": amount, "currency": currency}))

    assert await at_least("700", "usd") == ["usd 5000", "usd from 700"]
    # An open end reaches any amount, and a budget that is not stated none.
    assert await at_least("5000.00", "USD") == ["usd 5000", "usd from 700"]
    assert await at_least("5000.01", "USD") == ["usd from 700"]
    assert "unsaid" not in await at_least("0", "USD")
    assert await at_least("900000", "JPY") == ["jpy 900000"]
    assert await at_least("1.500", "KWD") == ["kwd 1.500"]
    assert await at_least("1", "EUR") == []
    assert await titles(awarder, "BUDGET", skills=[mark]) == [
        "jpy 900000",
        "kwd 1.500",
        "usd 5000",
        "usd from 700",
        "unsaid",
    ]


def test_no_budget_is_below_zero() -> None:
    """It is refused, whether the market is searched or watched, or the search saved."""
    with pytest.raises(InvalidInput) as refusal:
        criteria_of(
            text=None,
            skills=None,
            states=None,
            audience=None,
            budget_at_least=MoneyGiven(Decimal(-5), "USD"),
            closes_before=None,
        )
    assert [(field.path, field.code) for field in refusal.value.fields] == [("filter.budgetAtLeast.amount", "NEGATIVE")]


async def test_states_audience_and_deadline_narrow_the_market(awarder: Person) -> None:
    mark = word()
    team = await published(awarder, title="Team", skills=[mark], audience=["TEAM"], deadlineAt=in_(hours=3))
    await published(awarder, title="Both", skills=[mark], audience=["TEAM", "ENTERPRISE"], deadlineAt=in_(hours=1))
    await published(awarder, title="Alone", skills=[mark], audience=["INDIVIDUAL"], deadlineAt=in_(hours=2))
    await awarder.do("cancelDemand", demandId=team)
    assert sorted(await titles(awarder, skills=[mark], audience=["TEAM"])) == ["Both", "Team"]
    assert sorted(await titles(awarder, skills=[mark], audience=["ENTERPRISE", "INDIVIDUAL"])) == ["Alone", "Both"]
    assert sorted(await titles(awarder, skills=[mark], states=["OPEN"])) == ["Alone", "Both"]
    assert await titles(awarder, skills=[mark], states=["CANCELLED", "FAILED"]) == ["Team"]
    assert await titles(awarder, skills=[mark], closesBefore=in_(minutes=90)) == ["Both"]
    assert await titles(awarder, "CLOSING_SOON", skills=[mark]) == ["Both", "Alone", "Team"]
    assert await titles(awarder, "NEWEST", skills=[mark]) == ["Alone", "Both", "Team"]


async def test_an_amendment_is_found_by_its_new_words_only(awarder: Person) -> None:
    old, new = word(), word()
    demand = await published(awarder, title=f"About {old}", skills=[])
    await awarder.do("amendDemand", demandId=demand, expectedVersion=2, title=f"About {new}")
    assert (await titles(awarder, text=old), await titles(awarder, text=new)) == ([], [f"About {new}"])


@pytest.mark.parametrize("order", ORDERS)
async def test_pages_neither_skip_nor_repeat_while_demands_are_published(awarder: Person, order: str) -> None:
    mark = word()
    # All close at one instant and half of them cost the same: ties are broken by the id.
    budgets = [{"high": str(n // 2 + 1), "currency": "USD"} for n in range(7)]
    given: dict[str, Any] = {"skills": [mark], "deadlineAt": "2100-01-01T00:00:00Z"}
    before = [await published(awarder, budget=budget, **given) for budget in budgets]
    seen: list[str] = []
    after, pages = None, 0
    while True:
        answer = await awarder.ask(FIND, filter={"skills": [mark]}, order=order, first=2, after=after)
        connection = answer["demands"]
        seen += [edge["node"]["id"] for edge in connection["edges"]]
        pages += 1
        assert connection["pageInfo"]["hasPreviousPage"] is (after is not None)
        after = connection["pageInfo"]["endCursor"]
        if not connection["pageInfo"]["hasNextPage"]:
            break
        # In front of every place in each of the orders.
        budget = {"high": "1000", "currency": "AED"}
        await published(awarder, title="New", skills=[mark], deadlineAt=in_(hours=1), budget=budget)
    assert pages == 4
    assert sorted(seen) == sorted(before)
    if order == "NEWEST":
        assert seen == before[::-1]


async def test_the_market_goes_on_where_the_list_was_taken(awarder: Person) -> None:
    mark = word()
    found = await awarder.ask(FIND, filter={"skills": [mark]}, first=1)
    await published(awarder, title="Elsewhere", skills=[])
    demand = await published(awarder, title="Here", skills=[mark])
    cursor = found["demands"]["cursor"]
    async with awarder.client.subscribe(MARKET, filter={"skills": [mark]}, after=cursor) as events:
        event = (await events.next())["market"]["event"]
    assert (event["__typename"], event["demand"]["id"]) == ("DemandPublished", demand)


async def test_drafts_are_in_no_list_of_the_market(awarder: Person) -> None:
    mark = word()
    given = {"title": "Hidden", "description": mark, "skills": [mark], "audience": ["TEAM"]}
    made = await awarder.do("draftDemand", **given, partyId=awarder.party)
    for order in ORDERS:
        assert await titles(awarder, order, skills=[mark]) == []
    assert await titles(awarder, text=mark) == []
    assert key_of("BiddingDemand", made["id"]) is not None


def cursor_with(*values: object) -> str:
    return sealed("page", json.dumps(values))


ID, INSTANT = "01a20b7c-0000-7000-8000-000000000000", "2030-01-01T00:00:00+00:00"


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("order", DemandOrder)
@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "nonsense",
        "ü",
        "W1tb" * 4_000,
        cursor_with(),
        cursor_with("NEWEST"),
        cursor_with("OWN", ID),
        cursor_with("NEWEST", "yesterday", ID),
        cursor_with("NEWEST", "2030-01-01", ID),
        cursor_with("NEWEST", "0001-01-01T00:00:00+14:00", ID),
        cursor_with("NEWEST", INSTANT, "1"),
        cursor_with("NEWEST", INSTANT, ID, ID),
        cursor_with("CLOSING_SOON", INSTANT, 1),
        cursor_with("BUDGET", "USD", 2**63, ID),
        cursor_with("BUDGET", "USD", True, ID),
        cursor_with("BUDGET", "\0", 1, ID),
        cursor_with("BUDGET", "\ud800", 1, ID),
    ],
)
async def test_a_cursor_that_is_none_of_ours_is_refused(order: DemandOrder, cursor: str) -> None:
    nothing = criteria_of(text=None, skills=None, states=None, audience=None, budget_at_least=None, closes_before=None)
    with pytest.raises(InvalidInput) as refusal:
        await find(nothing, order, Window(first=10, after=cursor))
    assert [field.path for field in refusal.value.fields] == ["after"]


def test_a_cursor_gives_back_what_was_put_in() -> None:
    key = (datetime(2030, 1, 1, microsecond=1, tzinfo=UTC), UUID(ID), "USD", 2**63 - 1)
    assert decode("NAME", encode("NAME", key), (datetime, UUID, str, int)) == key


@pytest.mark.usefixtures("database")
async def test_one_demand_is_matched_as_the_list_would_find_it() -> None:
    with standing_time():
        awarder = await somebody()
        demand = await opened(awarder)
        asked = [("payment", []), ("PAYMENT service", ["python"]), ("payments", []), ("payment", ["go"]), ("pay", [])]
        for (text, skills), is_unfinished in itertools.product(asked, (False, True)):
            criteria = criteria_of(
                text=text,
                skills=skills,
                states=None,
                audience=None,
                budget_at_least=None,
                closes_before=None,
                is_text_unfinished=is_unfinished,
            )
            found = (await find(criteria, DemandOrder.NEWEST, Window(first=10))).rows
            assert matches(await Demand.get(id=demand.id), criteria) is bool(found)
        own = await of_party((await party_of(awarder)).id, OwnFilter(), Window(first=10), reader=awarder.user.id)
        assert [row.id for row in own.rows] == [demand.id]
