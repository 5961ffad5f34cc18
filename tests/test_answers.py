"""Answers: bounded in bytes and fields while they are built, and built in pieces without taking more statements."""

import asyncio
import json
from collections.abc import Sequence
from typing import Any

import pytest
import strawberry
from strawberry.dataloader import DataLoader

from edge import answers, guarding
from edge.answers import encode
from edge.guarding import compiled, executor, extensions
from edge.limits import Limits
from models.database.allowance import Allowance
from resolvers.loading import PatientLoader, Waiting
from schema.errors import GuardedSchema

pytestmark = pytest.mark.anywhere

made: list[int] = []
running: list[int] = []


@strawberry.type
class Thing:
    number: int

    @strawberry.field
    def text(self, size: int = 1_000, of: str = "x") -> str:
        made.append(self.number)
        return of * size

    @strawberry.field
    def fails(self) -> str | None:
        made.append(self.number)
        raise ValueError("no")


@strawberry.type
class Query:
    @strawberry.field
    def things(self, count: int = 1) -> list[Thing]:
        return [Thing(number=number) for number in range(count)]

    @strawberry.field
    async def running(self) -> int:
        """How many of these ran at once, while it did."""
        running.append(1)
        most = 0
        for _ in range(20):
            most = max(most, len(running))
            await asyncio.sleep(0)
        running.pop()
        return most


@strawberry.type
class Mutation:
    @strawberry.mutation
    def make(self, count: int) -> list[Thing]:
        made.append(-1)
        return [Thing(number=number) for number in range(count)]


@pytest.fixture(params=["compiled", "graphql-core"], autouse=True)
def executed_by(request: pytest.FixtureRequest) -> str:
    executors.append(request.param)
    return str(request.param)


executors: list[str] = []


def bounded(**given_limits: int) -> GuardedSchema:
    """A schema with these limits, executed as the test is asked to."""
    made.clear()
    given = Limits(**given_limits)
    return GuardedSchema(
        Query,
        Mutation,
        extensions=extensions(given, introspection=False),
        execution_context_class=executor(given),
        execute=compiled(given).execute if executors[-1] == "compiled" else None,
    )


async def codes_of(schema: GuardedSchema, document: str) -> list[str]:
    result = await schema.execute(document)
    codes = [(error.extensions or {})["code"] for error in result.errors or []]
    assert not codes or result.data is None
    return codes


@pytest.mark.parametrize(
    "document",
    [
        "{ things(count: 20) { text } }",
        '{ things(count: 20) { text(of: "ü") number } }',
        '{ things(count: 20) { text(of: "\N{GRINNING FACE}") } }',
        f"{{ things(count: 200) {{ {'a' * 200}: number }} }}",
    ],
)
async def test_an_answer_is_refused_by_the_bytes_that_it_would_have(document: str) -> None:
    result = await bounded(answer_bytes=10_000_000).execute(document)
    size = len(encode({"data": result.data}))
    assert await codes_of(bounded(answer_bytes=round(size * 1.2)), document) == []
    assert await codes_of(bounded(answer_bytes=round(size * 0.8)), document) == ["ANSWER_TOO_LARGE"]


async def test_nothing_more_is_made_once_an_answer_is_too_large() -> None:
    schema = bounded(answer_bytes=50_000)
    assert await codes_of(schema, "{ things(count: 5000) { text(size: 10000) } }") == ["ANSWER_TOO_LARGE"]
    # Of an object, or of a part of many objects.
    assert len(made) <= (100 if executors[-1] == "compiled" else 10)


async def test_an_answer_has_no_more_fields_than_an_operation_may_cost() -> None:
    """The cost assumes ten items of a list that is not paged; the answer counts them."""
    document = "{ things(count: 500) { number } }"
    assert await codes_of(bounded(cost=600), document) == []
    assert await codes_of(bounded(cost=400), document) == ["ANSWER_TOO_LARGE"]


async def test_errors_count_as_bytes() -> None:
    assert await codes_of(bounded(answer_bytes=50_000), "{ things(count: 5000) { fails } }") == ["ANSWER_TOO_LARGE"]
    assert len(made) < 200


async def test_a_mutation_whose_answer_is_too_large_has_happened_and_the_next_does_not() -> None:
    schema = bounded(answer_bytes=50_000)
    document = "mutation { a: make(count: 100) { text } b: make(count: 1) { number } }"
    assert await codes_of(schema, document) == ["ANSWER_TOO_LARGE"]
    assert made.count(-1) == 1


async def test_a_request_that_has_taken_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "Allowance", lambda *_: Allowance(seconds=-1))
    assert await codes_of(bounded(), "{ things(count: 5000) { number text(size: 1) } }") == ["QUERY_TOO_SLOW"]


@pytest.mark.parametrize(("costly", "at_once"), [(0, 1), (1_000, 4)])
async def test_the_costly_operations_of_one_client_run_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch, costly: int, at_once: int
) -> None:
    monkeypatch.setattr(guarding, "_client_of", lambda _: "client")
    monkeypatch.setattr(guarding, "COSTLY", costly)
    schema = bounded()
    answered = await asyncio.gather(*(schema.execute("{ running }") for _ in range(4)))
    assert max(each.data["running"] for each in answered if each.data) == at_once


async def test_a_long_answer_is_as_it_would_be_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    document = "{ things(count: 3000) { number text(size: 1) } }"
    monkeypatch.setattr(answers, "AT_ONCE", 1_000_000)
    whole = (await bounded(cost=20_000).execute(document)).data
    monkeypatch.setattr(answers, "AT_ONCE", 10)
    assert json.dumps((await bounded(cost=20_000).execute(document)).data) == json.dumps(whole)


async def test_a_batch_waits_for_the_objects_that_may_add_to_it() -> None:
    waiting, batches = Waiting(), []

    async def load(keys: Sequence[Any]) -> Sequence[Any]:
        batches.append(list(keys))
        return keys

    loader: DataLoader[Any, Any] = PatientLoader(load, waiting)
    waiting.add("an object")
    first = loader.load(1)
    for _ in range(3):
        await answers.asyncio.sleep(0)
    second = loader.load(2)
    waiting.remove("an object")
    assert [await first, await second] == [1, 2]
    assert batches == [[1, 2]]
