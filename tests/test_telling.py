"""Telling: what the database writes as JSON is what the schema's resolvers give, and nobody reads more of it."""

import json
import random
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import graphql
import pytest
from graphql import GraphQLObjectType, parse

from edge.answers import AnswerMeter, encode
from edge.guarding import compiled
from edge.limits import Limits
from edge.telling import teller
from executor.documents import CompiledExecutor
from executor.telling import Beside, Tell, Untold, Wanted
from models.accounts.parties import Party
from models.accounts.users import User
from models.clock import clock, now
from models.database import rows
from models.database.fetching import Known, by_key, share_rows
from models.demands.applicants import Bid
from models.demands.demand import Demand
from models.ids import Ref, key_of
from models.kinds import KINDS
from models.money import DECIMALS, Money, majors
from models.ordering import average_of, averages
from models.workbench.measuring import measure_all
from models.workbench.remarks import Remark
from models.workbench.telling import shares
from schema.roots import node as root
from tests.support.api.doors import serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.decided import decide
from tests.support.domain.invoicing import from_covered_years_on
from tests.support.domain.marked import market
from tests.support.domain.statements import own_statements
from tests.support.domain.viewers import VIEWERS, Market
from tests.test_oracle import WIDE, assert_alike, executed, ids_of, viewer_named

pytestmark = pytest.mark.anywhere

# Signs that no text in JSON has as they are, and what JSON escapes.
ODD = "\x01a\x02b\x03c\x04d\x05e\x06f\x1f\"\\/\b\n\u2028\u00e9\U0001f600 ' ] } $1 ? {0}"


@pytest.fixture(scope="module")
async def shown(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Market]:
    """A market with every kind of thing, two hours later and at one moment."""
    database = await databases.create(template)
    with from_covered_years_on():
        async with serving(database) as url:
            made = await market(url)
            start = now() + timedelta(hours=2)
            with clock(lambda: start):
                await decide(made, "open", "opened", award="opened")
                yield made
    await databases.drop(database)


class Noted:
    """A way to tell that notes how many objects it has told, and each failure."""

    def __init__(self, tell: Tell, told: list[Any]) -> None:
        self.wanted, self.lists = tell.wanted, tell.lists
        self._tell = tell
        self._told = told

    async def of(
        self, sources: Sequence[Any], context: Any, given: Sequence[dict[str, Any]], beside: Beside
    ) -> Sequence[Sequence[str | Exception]]:
        try:
            found = await self._tell.of(sources, context, given, beside)
        except Exception as error:
            self._told.append(error)
            raise
        self._told.append(len(sources))
        return found


def telling(told: list[Any]) -> CompiledExecutor:
    """An executor that tells whatever can be told."""

    def tell(kind: GraphQLObjectType, wanted: Sequence[Wanted]) -> Tell | None:
        found = teller(kind, wanted, fewest=1)
        return Noted(found, told) if found else None

    return compiled(WIDE, teller=tell)


# All that can be told.
PARTY = "__typename id name kind verifiedAt skills summary version rating { average __typename count } closedAt"
REMARK = "id body scope createdAt editedAt version author { id name }"
STAGES = "stages { title amount { amount currency } dueAfterDays }"
BID = f"id number state price {{ amount currency __typename }} durationDays proposal submittedAt {STAGES}"
APPLICANT = f"id state withdrawnAt party {{ {PARTY} }} bid {{ {BID} again: id }}"
REMARKS = f"remarks(first: 2) {{ __typename edges {{ node {{ {REMARK} }} __typename }} }}"
CANDIDATE = f"id standing alternativeRank arrivedAt version applicant {{ {APPLICANT} }} {REMARKS}"
CANDIDATES = f"candidates {{ edges {{ node {{ {CANDIDATE} }} }} }}"
ALL = parse(
    f"""query ($id: ID!) {{ node(id: $id) {{ __typename
      ... on BiddingDemand {{ awarder {{ {PARTY} }} workbench {{ {CANDIDATES} }} }}
      ... on Applicant {{ {APPLICANT} }}
      ... on Candidate {{ {CANDIDATE} }}
      ... on Remark {{ {REMARK} candidate {{ {CANDIDATE} applicant {{ {APPLICANT} }} }} }} }} }}"""
)


async def anything(ref: Ref, _viewer: object) -> Any:
    """What `node` would find if everybody saw everything: the rights of what is below it are left."""
    if ref.key is None or ref.kind in (None, "workbench") or ref.kind not in KINDS:
        return None
    return (await by_key(KINDS[ref.kind].model, [ref.key])).get(ref.key)


@pytest.mark.parametrize("is_open", [False, True], ids=["as it is", "where everybody sees every node"])
@pytest.mark.parametrize("who", VIEWERS)
async def test_what_is_told_is_what_the_resolvers_give(
    shown: Market, who: str, is_open: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """EB-3, EB-5, EB-17, WB-1: sealed bids, ended ones and remarks are told to nobody who may not see them."""
    if is_open:
        monkeypatch.setattr(root.finding, "node", anything)
    told: list[Any] = []
    execute, viewer = telling(told).execute, await viewer_named(shown, who)
    for id in ids_of(shown):
        mine = await executed(execute, ALL, {"id": id}, viewer)
        assert_alike(mine, await executed(graphql.execute, ALL, {"id": id}, viewer), f"{who}: {id}")
    # Nothing is told of candidates whose bids are sealed.
    assert [each for each in told if isinstance(each, Exception) and not isinstance(each, Untold)] == []
    # Strangers see nothing of this but the demands of the market.
    assert len(told) > (5 if is_open or who in ("owner", "resource_manager", "anna") else 0)


@pytest.fixture
async def candidate(shown: Market) -> str:
    return next(id for id, (row, _) in shown.things.items() if row == "standing, open")


ASKED = """query ($id: ID!, $first: Int, $after: String) { node(id: $id) { ... on Candidate {
  remarks(first: $first, after: $after) { edges { node { id body author { name } } } } } } }"""


async def test_no_text_that_somebody_writes_becomes_a_mark(shown: Market, candidate: str) -> None:
    told: list[Any] = []
    [remark, *_] = await Remark.all().order_by("id")
    author, [party, *_], [bid, *_] = await User.get(id=remark.author_id), await Party.all(), await Bid.all()
    kept = [(remark, "body"), (author, "name"), (party, "name"), (party, "summary"), (bid, "proposal")]
    before = [getattr(thing, name) for thing, name in kept]
    try:
        for thing, name in kept:
            setattr(thing, name, ODD)
        party.skills = [ODD, ""]
        for thing, _ in kept:
            await thing.save()
        viewer = await viewer_named(shown, "owner")
        for id in ids_of(shown):
            mine = await executed(telling(told).execute, ALL, {"id": id}, viewer)
            assert_alike(mine, await executed(graphql.execute, ALL, {"id": id}, viewer), id)
        told.clear()
        mine = await executed(telling(told).execute, ALL, {"id": candidate}, viewer)
    finally:
        party.skills = []
        for (thing, name), value in zip(kept, before, strict=True):
            setattr(thing, name, value)
            await thing.save()
    assert [each for each in told if isinstance(each, Exception)] == []


@pytest.mark.parametrize("given", [{"first": 1}, {"first": 200}, {}, {"first": None}])
async def test_a_list_is_told_from_its_beginning(shown: Market, candidate: str, given: dict[str, Any]) -> None:
    told: list[Any] = []
    variables, viewer = {"id": candidate, **given}, await viewer_named(shown, "owner")
    mine = await executed(telling(told).execute, parse(ASKED), variables, viewer)
    assert_alike(mine, await executed(graphql.execute, parse(ASKED), variables, viewer), str(given))
    assert told == [1]


@pytest.mark.parametrize("given", [{"first": 0}, {"first": 201}, {"after": "x"}, {"first": -1, "after": "x"}])
async def test_what_cannot_be_told_is_executed(shown: Market, candidate: str, given: dict[str, Any]) -> None:
    told: list[Any] = []
    variables, viewer = {"id": candidate, **given}, await viewer_named(shown, "owner")
    mine = await executed(telling(told).execute, parse(ASKED), variables, viewer)
    assert_alike(mine, await executed(graphql.execute, parse(ASKED), variables, viewer), str(given))
    assert mine.errors
    assert [type(each) for each in told] == [Untold]


@pytest.mark.parametrize("selected", ["edges { cursor }", "totalCount", "pageInfo { hasNextPage } totalCount"])
async def test_where_a_page_stands_is_not_told(shown: Market, candidate: str, selected: str) -> None:
    told: list[Any] = []
    document = parse(f"query ($id: ID!) {{ node(id: $id) {{ ... on Candidate {{ remarks {{ {selected} }} }} }} }}")
    viewer = await viewer_named(shown, "owner")
    mine = await executed(telling(told).execute, document, {"id": candidate}, viewer)
    assert_alike(mine, await executed(graphql.execute, document, {"id": candidate}, viewer), selected)
    assert told == []


BELOW = ("FROM party WHERE", "FROM bid WHERE", "FROM remark WHERE")


async def test_the_relations_of_a_level_take_one_statement(shown: Market, candidate: str) -> None:
    viewer, found = await viewer_named(shown, "owner"), []
    for execute in (compiled(WIDE).execute, compiled(WIDE, teller=None).execute):
        with own_statements() as sent:
            await executed(execute, ALL, {"id": candidate}, viewer)
        told = [each for each in sent if " AS told" in each]
        others = [each.replace('"', "") for each in sent if each not in told]
        found.append((len(told), sum(each.count(table) for each in others for table in BELOW)))
    assert found == [(1, 0), (0, 3)]


async def test_a_single_relation_is_loaded_by_its_keys(shown: Market) -> None:
    viewer, document = await viewer_named(shown, "owner"), "query ($id: ID!) { demand(id: $id) { awarder { name } } }"
    for execute in (compiled(WIDE).execute, compiled(WIDE, teller=None).execute):
        with own_statements() as sent:
            await executed(execute, parse(document), {"id": shown.demands["open"]}, viewer)
        assert sum("FROM party WHERE" in each.replace('"', "") for each in sent) == 1
        assert not any(" AS told" in each for each in sent)


async def test_what_is_told_counts(shown: Market, candidate: str) -> None:
    viewer = await viewer_named(shown, "owner")
    for few in (Limits(cost=10), Limits(cost=1_000, answer_bytes=300)):
        mine = await executed(compiled(few).execute, ALL, {"id": candidate}, viewer)
        assert mine.data is None
        assert [error.extensions["code"] for error in mine.errors or ()] == ["ANSWER_TOO_LARGE"]  # type: ignore[index] # each has a code
    assert AnswerMeter(most_fields=10, most_bytes=10).is_over is False


def keys_in(shown: Any) -> int:
    """The fields of all objects in an answer."""
    inner = list(shown.values()) if isinstance(shown, dict) else shown if isinstance(shown, list) else []
    return (len(inner) if isinstance(shown, dict) else 0) + sum(map(keys_in, inner))


async def test_the_fields_of_what_is_told_are_counted_as_those_of_what_is_executed(shown: Market) -> None:
    viewer, document = await viewer_named(shown, "owner"), parse(MARKET[0])
    whole = await executed(compiled(WIDE).execute, document, {}, viewer)
    fields = keys_in(json.loads(encode(whole.data)))
    for told_by in (teller, None):
        for most, is_refused in ((fields, False), (fields - 1, True)):
            execute = compiled(replace(WIDE, cost=most), teller=told_by).execute
            mine = await executed(execute, document, {}, viewer)
            assert (mine.data is None) is is_refused, (told_by, most)


@pytest.mark.parametrize(("most", "is_over"), [(5, False), (4, True)])
async def test_colons_in_a_text_are_no_fields(most: int, is_over: bool) -> None:
    meter = AnswerMeter(most_fields=most, most_bytes=1_000)
    meter.texts(json.dumps([{"a": 'b": c: \\": "', "d": {"e": ":"}}], separators=(",", ":")), 2)
    assert meter.is_over is is_over


DEMAND = """__typename id title skills state version publishedAt deadlineAt awarder { id name } ... on BiddingDemand {
  bidding audience currency durationDays isBidCountPublic bidCount closedAt
  budget { low { amount currency } high { amount currency } __typename } }"""
INFO = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor __typename }"
# Some of these cannot be told, and are executed beside what is.
BESIDE = "description actions attachments { id } ... on BiddingDemand { openedAt workbench { id } }"
MARKET = [
    f"{{ demands(first: 3) {{ __typename {INFO} edges {{ __typename cursor node {{ {DEMAND} }} }} }} }}",
    f"{{ demands(order: BUDGET) {{ cursor edges {{ node {{ {DEMAND} {BESIDE} }} cursor }} }} }}",
    f"{{ demands(first: 2, order: CLOSING_SOON) {{ edges {{ node {{ awarder {{ {PARTY} }} {BESIDE} }} }} {INFO} }} }}",
    '{ demands(filter: { states: [CANCELLED], closesBefore: "1999-01-01T00:00:00Z" }) { edges { cursor } '
    f"{INFO} }} other: demands(first: 1, filter: {{ audience: [TEAM] }}) {{ edges {{ node {{ title }} }} }} }}",
]


@pytest.mark.parametrize("who", VIEWERS)
@pytest.mark.parametrize("document", MARKET)
async def test_the_market_is_told_as_the_resolvers_give_it(shown: Market, who: str, document: str) -> None:
    """EB-3, EB-17: nor are the numbers of sealed bids."""
    told: list[Any] = []
    execute, viewer = telling(told).execute, await viewer_named(shown, who)
    mine = await executed(execute, parse(document), {}, viewer)
    assert_alike(mine, await executed(graphql.execute, parse(document), {}, viewer), who)
    assert mine.data is not None
    assert told[-1:] == [1]


async def test_a_page_is_found_and_told_by_one_statement(shown: Market) -> None:
    viewer = await viewer_named(shown, "owner")
    with own_statements() as sent:
        await executed(compiled(WIDE).execute, parse(MARKET[0]), {}, viewer)
    assert [" AS told FROM t0" in each for each in sent] == [True]


@pytest.mark.parametrize("given", ["first: 0", "first: 201", 'after: "x"', "filter: { budgetAtLeast: {} }"])
async def test_a_page_that_is_refused_has_the_same_error(shown: Market, given: str) -> None:
    document = parse(f"{{ demands({given}) {{ edges {{ node {{ title }} }} }} }}")
    viewer = await viewer_named(shown, "owner")
    mine = await executed(telling([]).execute, document, {}, viewer)
    assert_alike(mine, await executed(graphql.execute, document, {}, viewer), given)
    assert mine.errors


PARTS = "key weight raw normalized contribution isMissing __typename"
SCORE = f"rank total points contributions {{ {PARTS} }} __typename"
SCREEN = f"""query ($id: ID!, $order: CandidateOrder, $first: Int, $after: String) {{ node(id: $id) {{
  ... on BiddingDemand {{
  workbench {{ candidates(order: $order, first: $first, after: $after) {{ {INFO} edges {{ cursor node {{
    {CANDIDATE} isUnread actions score {{ {SCORE} }} remarkCount
    again: remarks(first: 1) {{ {INFO} edges {{ node {{ id }} }} }} }} }} }} }} }} }} }}"""


@pytest.mark.parametrize("order", ["MERIT", "ARRIVAL", "PRICE", "ALTERNATIVES"])
@pytest.mark.parametrize("who", ["owner", "resource_manager"])
async def test_candidates_are_told_page_by_page(shown: Market, who: str, order: str) -> None:
    told: list[Any] = []
    execute, viewer, document = telling(told).execute, await viewer_named(shown, who), parse(SCREEN)
    variables: dict[str, Any] = {"id": shown.demands["open"], "order": order, "first": 1}
    while True:
        mine = await executed(execute, document, variables, viewer)
        assert_alike(mine, await executed(graphql.execute, document, variables, viewer), str(variables))
        assert mine.data is not None
        info = mine.data["node"]["workbench"]["candidates"]["pageInfo"]
        if not info["hasNextPage"]:
            break
        variables["after"] = info["endCursor"]
    assert "after" in variables
    assert {*told} == {1}


async def test_a_field_that_fails_beside_what_is_told_has_its_error(shown: Market) -> None:
    document = parse(SCREEN.replace("first: 1)", "first: 0)"))
    viewer, variables = await viewer_named(shown, "owner"), {"id": shown.demands["open"]}
    mine = await executed(compiled(WIDE).execute, document, variables, viewer)
    assert_alike(mine, await executed(graphql.execute, document, variables, viewer), "remarks")
    assert {"again"} == {str(error.path[-1]) for error in mine.errors or () if error.path}


AMOUNTS = [0, 1, 9, 10, 99, 100, 101, 999, 1_000, 12_345, 10**15]


@pytest.mark.parametrize("currency", ["EUR", *sorted(DECIMALS)])
async def test_money_is_told_with_the_decimals_of_its_currency(shown: Market, currency: str) -> None:  # noqa: ARG001 - a database
    for minor in AMOUNTS:
        amount = Money(minor, currency).amount
        assert await written(majors("x.minor", "x.currency"), minor=minor, currency=f"'{currency}'") == f'"{amount:f}"'


@pytest.mark.parametrize("parts", [1, 2, 3, 7, 60])
async def test_averages_are_told_with_two_decimals(shown: Market, parts: int) -> None:  # noqa: ARG001 - a database
    for count in (0, 1, 2, 3, 11):
        for total in range(parts * count, 5 * parts * count + 1, max(1, parts * count // 7)):
            average = average_of(total, parts, count)
            told = await written(averages("x.total", "x.parts", "x.number"), total=total, parts=parts, number=count)
            assert told == ("null" if average is None else f'"{average}"')


@pytest.mark.parametrize("digits", [6, 10])
async def test_shares_are_told_as_they_are_encoded(shown: Market, digits: int) -> None:  # noqa: ARG001 - a database
    whole = 10**digits
    values = {*range(12), *(10**each for each in range(digits + 1)), *(whole - each for each in range(3)), 123_450}
    values |= {12 * 10**each for each in range(digits - 1)} | {random.Random(1).randrange(whole) for _ in range(100)}
    for value in values:
        assert await written(shares("x.number", digits), number=value) == encode(value / whole).decode(), value


@pytest.fixture
async def measured(shown: Market) -> AsyncIterator[list[tuple[Any, tuple[str, ...]]]]:
    """What the candidates of a demand are measured by, as it was afterwards."""
    demand = await Demand.get(id=key_of("BiddingDemand", shown.demands["open"]))
    columns: dict[type[Any], tuple[str, ...]] = {
        Demand: ("budget_low", "budget_high", "duration_days", "skills", "criteria", "currency"),
        Bid: ("duration_days", "price_minor"),
        Party: ("skills", "rating_total", "rating_parts", "rating_count", "verified_at"),
    }
    things = [demand, *await Bid.filter(applicant__demand_id=demand.id), *await Party.all()]
    before = [{name: getattr(each, name) for name in columns[type(each)]} for each in things]
    yield [(each, columns[type(each)]) for each in things]
    for each, values in zip(things, before, strict=True):
        await type(each).filter(id=each.id).update(**values)
    await measure_all()


WEIGHTS = [["verification", 0], ["skill_coverage", 3_333], ["delivery_time", 1], ["track_record", 6_666]]
# Columns of the demand, of its bids, and of the parties.
MEASURED: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ({"skills": ["a", "b", "c"], "duration_days": 30}, {"duration_days": 21}, {"skills": ["b", "d", "a"]}),
    ({"budget_low": 5, "budget_high": 70_000, "currency": "KWD"}, {"price_minor": 70_001}, {"skills": ["d"]}),
    ({"budget_high": None, "skills": [], "duration_days": None}, {"duration_days": None}, {"skills": []}),
    ({"criteria": WEIGHTS, "currency": "JPY"}, {"price_minor": 10**15}, {"rating_total": 9, "rating_count": 2}),
    ({"criteria": [["price_fit", 10_000]], "budget_high": 10**15}, {"price_minor": 2 * 10**15 - 3}, {}),
    ({"criteria": [["track_record", 10_000]]}, {}, {"rating_total": 25, "rating_parts": 3, "rating_count": 2}),
    ({"duration_days": 3_650, "skills": ["\"'{}"]}, {"duration_days": 14_599}, {"verified_at": now()}),
]


@pytest.mark.parametrize("number", range(len(MEASURED)))
async def test_scores_are_told_as_they_are_computed(
    shown: Market, measured: list[tuple[Any, tuple[str, ...]]], number: int
) -> None:
    """WB-8: from what is stored of each candidate."""
    given = dict(zip((Demand, Bid, Party), MEASURED[number], strict=True))
    for thing, _ in measured:
        if changes := given[type(thing)]:
            await type(thing).filter(id=thing.id).update(**changes)
    await measure_all()
    viewer, variables = await viewer_named(shown, "owner"), {"id": shown.demands["open"]}
    scores = f"candidates {{ edges {{ node {{ {CANDIDATE} score {{ {SCORE} }} }} }} }}"
    document = parse(
        f"query ($id: ID!) {{ demand(id: $id) {{ ... on BiddingDemand {{ workbench {{ {scores} }} }} }} }}"
    )
    with own_statements() as sent:
        mine = await executed(compiled(WIDE).execute, document, variables, viewer)
    assert not any("AS wanted_days" in each for each in sent)
    assert_alike(mine, await executed(graphql.execute, document, variables, viewer), str(given))
    assert mine.data is not None
    assert any(each["node"]["score"] for each in mine.data["demand"]["workbench"]["candidates"]["edges"])


WHOLE = f"""query ($id: ID!, $order: CandidateOrder, $first: Int) {{ node(id: $id) {{ ... on BiddingDemand {{
  workbench {{ id cursor standings {{ count standing __typename }} criteria {{ key }}
  alternatives(first: 1) {{ id alternativeRank }}
  all: alternatives {{ {CANDIDATE} actions }}
  candidates(order: $order, first: $first) {{ edges {{ cursor node {{ id actions score {{ rank }} }} }} }}
  award {{ id state offeredAt lapsesAt candidate {{ id standing }} }} }} }} }} }}"""


# graphql-core's own, of fields beside one that has failed.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.parametrize("given", [{}, {"order": "ALTERNATIVES", "first": 1}, {"first": 0}, {"first": 150}])
@pytest.mark.parametrize("who", VIEWERS)
async def test_a_workbench_is_told_as_the_resolvers_give_it(shown: Market, who: str, given: dict[str, Any]) -> None:
    """EB-3, WB-1: of sealed bids nothing."""
    viewer = await viewer_named(shown, who)
    for id in shown.demands.values():
        variables = {"id": id, **given}
        mine = await executed(telling([]).execute, parse(WHOLE), variables, viewer)
        assert_alike(mine, await executed(graphql.execute, parse(WHOLE), variables, viewer), f"{who}: {variables}")


async def test_a_workbench_is_told_by_the_statement_of_its_candidates(shown: Market) -> None:
    viewer, variables = await viewer_named(shown, "owner"), {"id": shown.demands["opened"]}
    share_rows(Known())
    with own_statements() as sent:
        mine = await executed(compiled(WIDE).execute, parse(WHOLE), variables, viewer)
    share_rows(None)
    assert mine.data is not None
    place = mine.data["node"]["workbench"]
    assert place["award"]["candidate"]["id"]
    assert sum(each["count"] for each in place["standings"]) == len(place["candidates"]["edges"]) > 0
    # The demand, and all of its workbench.
    assert len(sent) == 2


async def test_a_workbench_without_its_candidates_is_told_by_a_statement_of_its_own(shown: Market) -> None:
    told: list[Any] = []
    selected = "standings { count } alternatives { id } award { id candidate { id } }"
    document = parse(
        f"query ($id: ID!) {{ node(id: $id) {{ ... on BiddingDemand {{ workbench {{ {selected} }} }} }} }}"
    )
    viewer = await viewer_named(shown, "owner")
    for kind in ("open", "sealed", "opened"):
        variables = {"id": shown.demands[kind]}
        mine = await executed(telling(told).execute, document, variables, viewer)
        assert_alike(mine, await executed(graphql.execute, document, variables, viewer), kind)
    assert told == [1, 1, 1]


async def written(expression: str, **values: object) -> str:
    """What an expression is for a row with these values."""
    columns = ", ".join(f"{value} AS {name}" for name, value in values.items())
    [row] = await rows(f"SELECT {expression} AS told FROM (SELECT {columns}) x")
    return str(row["told"])


INSTANTS = ["2026-01-31T12:00:00", "2026-01-31T12:00:00.000001", "2026-01-31T12:00:00.120000", "1970-01-01T00:00:00"]


@pytest.mark.parametrize("at", INSTANTS)
async def test_instants_are_told_to_the_microsecond(shown: Market, at: str) -> None:
    told: list[Any] = []
    [remark] = await Remark.all().order_by("id").limit(1)
    before, remark.created_at = remark.created_at, datetime.fromisoformat(at).replace(tzinfo=UTC)
    await remark.save()
    viewer = await viewer_named(shown, "owner")
    of_remark = "candidate { remarks { edges { node { createdAt } } } }"
    document = parse(f"query ($id: ID!) {{ node(id: $id) {{ ... on Remark {{ {of_remark} }} }} }}")
    for id in ids_of(shown):
        mine = await executed(telling(told).execute, document, {"id": id}, viewer)
        assert_alike(mine, await executed(graphql.execute, document, {"id": id}, viewer), id)
    remark.created_at = before
    await remark.save()
    assert told != []
