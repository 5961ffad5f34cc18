"""graphql-core is the oracle: on the whole schema the compiled executor gives the same bytes, whoever asks for what."""

import contextlib
import json
import os
import re
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import graphql
import pytest
from graphql import DocumentNode, ExecutionResult, OperationType, parse, validate
from strawberry.execution.is_awaitable import optimized_is_awaitable
from structlog.testing import capture_logs

from edge.answers import encode
from edge.guarding import compiled, executor
from edge.limits import Limits
from executor.comparing import difference, plain
from models.accounts.sessions import viewer_of
from models.accounts.viewer import Viewer
from models.changes import change
from models.clock import clock, now
from models.database.allowance import Allowance, allow
from resolvers.context import Caller, Context
from resolvers.gathering import Gathering
from schema.kinds import identify
from tests.support.api.asking import Asked, Given
from tests.support.api.contract import GRAPH, SCHEMA
from tests.support.api.doors import everything, serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.collected import collected_between
from tests.support.domain.decided import decide
from tests.support.domain.inside import Undone
from tests.support.domain.invoicing import from_covered_years_on
from tests.support.domain.marked import market
from tests.support.domain.viewers import VIEWERS, Market
from tests.support.seeds import SEED
from tests.test_operations import OPERATIONS, with_fragments

pytestmark = pytest.mark.anywhere

WIDE = Limits(cost=1_000_000, answer_bytes=50_000_000)
COMPILED, CORE = compiled(WIDE), executor(WIDE)
# Of the long form, in one process.
LONG, TELL_EACH = int(os.environ.get("ORACLE_DOCUMENTS", "100000")), 1_000
VALIDATED = 500


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


def context(viewer: Viewer | None) -> Context:
    made = Context(None, None, Gathering(), identify=identify, home="here", caller=Caller("here", None))  # type: ignore[arg-type] # follows nothing
    made.viewer = viewer
    return made


async def viewer_named(shown: Market, name: str) -> Viewer | None:
    token = shown.people[name].client.token
    return await viewer_of(token) if token else None


def ids_of(shown: Market) -> list[str]:
    known = [*shown.things, *shown.demands.values(), *shown.interviews.values(), *shown.files]
    people = [id for person in shown.people.values() for id in (person.user, person.party) if id]
    talks = [each["id"] for each in shown.talks.values()]
    return sorted({*known, *people, *talks})


async def executed(
    execute: Any, document: DocumentNode, variables: dict[str, Any], viewer: Viewer | None
) -> ExecutionResult:
    allow(Allowance(seconds=600))
    result: Any = execute(
        GRAPH,
        document,
        context_value=context(viewer),
        variable_values=variables,
        executor_class=CORE,
        is_awaitable=optimized_is_awaitable,
        operation_extensions=None,
    )
    result = result if isinstance(result, ExecutionResult) else await result
    SCHEMA.process_errors(result.errors or [])
    allow(None)
    return ExecutionResult(plain(result.data), result.errors)


async def both(
    document: DocumentNode, variables: dict[str, Any], viewer: Viewer | None
) -> tuple[ExecutionResult, ExecutionResult]:
    mine = await executed(COMPILED.execute, document, variables, viewer)
    return mine, await executed(graphql.execute, document, variables, viewer)


def assert_alike(mine: ExecutionResult, its: ExecutionResult, told: str) -> None:
    assert encode({"data": mine.data}) == encode({"data": its.data}), told
    assert difference(mine, its) is None, told


# graphql-core's own, of fields beside one that has failed.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.parametrize("count", [500, pytest.param(LONG, marks=[pytest.mark.soak, pytest.mark.timeout(21_600)])])
async def test_random_documents_get_the_same_from_both(
    shown: Market, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = ids_of(shown)
    viewers = [await viewer_named(shown, name) for name in VIEWERS]
    failed = values = 0
    with capture_logs() as logs:
        for number in collected_between(range(count)):
            asked = Asked(SEED + number, ids)
            document = parse(asked.text)
            # More than half of the time; what is not valid would differ.
            if number < VALIDATED:
                assert validate(GRAPH, document) == [], f"seed {SEED + number}: {asked.text}"
            viewer = viewers[number % len(viewers)]
            mine, its = await both(document, asked.variables, viewer)
            who = VIEWERS[number % len(viewers)]
            assert_alike(mine, its, f"seed {SEED + number} as {who}: {asked.text} {asked.variables}")
            failed += bool(mine.errors)
            values += mine.data is not None
            if (number + 1) % TELL_EACH == 0:
                with capsys.disabled():
                    sys.stdout.write(f"\n{number + 1} documents, {failed} with errors; seeds from {SEED}")
                    sys.stdout.flush()
    assert [each for each in logs if each["event"] == "executed_by_graphql_core"] == []
    # Neither all fail nor all succeed.
    assert failed > count / 20
    assert values > count / 4


QUERIES = [name for name, each in OPERATIONS.items() if each.operation is OperationType.QUERY]
MUTATIONS = [name for name, each in OPERATIONS.items() if each.operation is OperationType.MUTATION]


@pytest.mark.parametrize("name", QUERIES)
async def test_a_query_of_a_front_end_gets_the_same_from_both(shown: Market, name: str) -> None:
    document, ids = with_fragments(OPERATIONS[name]), ids_of(shown)
    for number in range(8):
        given = Given(f"{SEED} {number}", ids).variables_of(OPERATIONS[name])
        for who in ("owner", "anna", "guest"):
            mine, its = await both(document, given, await viewer_named(shown, who))
            assert_alike(mine, its, f"seed {SEED} as {who}: {given}")


async def undone(document: DocumentNode, given: dict[str, Any], viewer: Viewer | None, execute: Any) -> Any:
    """The result of a mutation, of which nothing remains."""
    result: Any = None
    with contextlib.suppress(Undone):
        async with change():
            result = await executed(execute, document, given, viewer)
            raise Undone
    return result


# Keys, tokens and what is computed from them, which are new each time.
RANDOM = re.compile(r"[A-Za-z0-9_-]{20,}={0,2}")


def masked(result: ExecutionResult) -> ExecutionResult:
    return ExecutionResult(json.loads(RANDOM.sub("*", json.dumps(result.data))), result.errors)


@pytest.mark.parametrize("name", MUTATIONS)
async def test_a_mutation_of_a_front_end_gets_the_same_from_both(shown: Market, name: str) -> None:
    document, ids = with_fragments(OPERATIONS[name]), ids_of(shown)
    for number in range(3):
        given = Given(f"{SEED} {number}", ids).variables_of(OPERATIONS[name])
        for who in ("owner", "anna", "guest"):
            viewer = await viewer_named(shown, who)
            mine, its = [await undone(document, given, viewer, each) for each in (COMPILED.execute, graphql.execute)]
            assert_alike(masked(mine), masked(its), f"seed {SEED} as {who}: {given}")


@pytest.mark.parametrize("who", ["owner", "anna", "stranger"])
async def test_everything_of_a_demand_is_the_same_from_both(shown: Market, who: str) -> None:
    document, viewer = parse(everything("Query", "demand", depth=7)), await viewer_named(shown, who)
    for demand in shown.demands.values():
        mine, its = await both(document, {"id": demand}, viewer)
        assert_alike(mine, its, who)
        assert mine.errors is None
