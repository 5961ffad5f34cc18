"""Telling: what the database writes as JSON is what the schema's resolvers give, and nobody reads more of it."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import graphql
import pytest
from graphql import GraphQLObjectType, parse

from edge.answers import AnswerMeter
from edge.limits import Limits, compiled
from edge.telling import teller
from executor.documents import CompiledExecutor
from executor.telling import Beside, Tell, Untold, Wanted
from models.accounts.parties import Party
from models.accounts.users import User
from models.clock import clock, now
from models.database import rows
from models.database.fetching import by_key
from models.demands.applicants import Bid
from models.ids import Ref
from models.kinds import KINDS
from models.money import DECIMALS, Money, majors
from models.ordering import average_of, averages
from models.workbench.remarks import Remark
from schema.roots import node as root
from tests.support.api.doors import serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.statements import own_statements
from tests.support.domain.viewers import VIEWERS, Market, decide, market
from tests.test_oracle import WIDE, assert_alike, executed, ids_of, viewer_named

pytestmark = pytest.mark.anywhere

# Signs that no text in JSON has as they are, and what JSON escapes.
ODD = "\x01a\x02b\x03c\x04d\x05e\x06f\x1f\"\\/\b\n\u2028\u00e9\U0001f600 ' ] } $1 ? {0}"


@pytest.fixture(scope="module")
async def shown(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Market]:
    """A market with every kind of thing, two hours later and at one moment."""
    database = await databases.create(template)
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


SCREEN = f"""query ($id: ID!, $order: CandidateOrder, $first: Int, $after: String) {{ node(id: $id) {{
  ... on BiddingDemand {{
  workbench {{ candidates(order: $order, first: $first, after: $after) {{ {INFO} edges {{ cursor node {{
    {CANDIDATE} isUnread actions score {{ rank points contributions {{ key raw }} }} remarkCount
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
