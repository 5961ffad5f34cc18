"""What is done for many values at once is what is done for each of them."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import graphql
import pytest
from graphql import (
    ExecutionResult,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    GraphQLSchema,
    parse,
)

from executor.comparing import difference
from executor.documents import CompiledExecutor
from models.ids import new_id, opaque, opaque_each
from models.pages import Window, page, pages
from schema.kinds import NAMES
from schema.scalars import SCALARS

pytestmark = pytest.mark.anywhere

calls: list[int] = []


def shown(value: int) -> str:
    if value < 0:
        raise ValueError(f"{value} is below zero")
    return f"<{value}>"


def all_shown(values: list[int]) -> list[str]:
    calls.append(len(values))
    return [shown(value) for value in values]


shown.of_all = all_shown  # type: ignore[attr-defined] # for the executor
NUMBER = GraphQLScalarType("Number", serialize=shown)


def schema_of(kind: GraphQLOutputType) -> GraphQLSchema:
    return GraphQLSchema(GraphQLObjectType("Query", {"numbers": GraphQLField(kind)}))


@pytest.mark.parametrize(
    "numbers", [[], [1], [1, 2, 3], [1, -2, 3], [1, None, 3], [None, -1, -2], [ValueError("x"), 1]]
)
@pytest.mark.parametrize("kind", [GraphQLList(NUMBER), GraphQLList(GraphQLNonNull(NUMBER))])
def test_a_scalar_of_many_values_is_that_of_each(numbers: list[Any], kind: GraphQLOutputType) -> None:
    calls.clear()
    schema, document = schema_of(kind), parse("{ numbers }")
    its = graphql.execute(schema, document, {"numbers": numbers})
    mine = CompiledExecutor().execute(schema, document, root_value={"numbers": numbers})
    assert isinstance(mine, ExecutionResult)
    assert isinstance(its, ExecutionResult)
    assert mine.data == its.data
    assert difference(mine, its) is None
    assert len(calls) <= 1


def test_instants_are_written_together_as_each_is() -> None:
    write: Any = SCALARS[datetime].serialize
    at = datetime(2026, 1, 31, 12, tzinfo=UTC)
    instants = [at, at.replace(microsecond=5), at.astimezone(timezone(timedelta(hours=5, minutes=30)))]
    assert write.of_all(instants) == [write(each) for each in instants]
    assert write.of_all(instants)[2] == "2026-01-31T12:00:00Z"


@pytest.mark.parametrize("count", range(4))
def test_ids_are_written_together_as_each_is(count: int) -> None:
    keys = [new_id() for _ in range(count)]
    assert {len(name) % 3 for name in NAMES.values()} == {0, 1, 2}
    for name in NAMES.values():
        assert opaque_each(name, keys) == [opaque(name, key) for key in keys]


@pytest.mark.parametrize(
    "window", [Window(), Window(first=2), Window(last=2), Window(first=3, last=1), Window(first=200), Window(last=9)]
)
async def test_lists_are_paged_together_as_each_is(window: Window) -> None:
    lists = [[], [3], [2, 1], [5, 3, 4, 1, 2], [*range(150, 0, -1)]]
    shape: dict[str, Any] = {"order": "NUMBERS", "shape": (int,)}
    together = await pages(lists, lambda number: (number,), window, **shape)
    for rows, found in zip(lists, together, strict=True):
        alone = await page(rows, lambda number: (number,), window, **shape)
        assert (found.rows, [*found.cursors], found.size) == (alone.rows, [*alone.cursors], len(rows))
        assert (found.has_next, found.has_previous) == (alone.has_next, alone.has_previous)
        if found.rows and window.last is None:
            further = Window(first=200, after=found.cursors[-1])
            rest = await page(rows, lambda number: (number,), further, **shape)
            assert found.rows + rest.rows == sorted(rows)
