"""The compiled executor with Strawberry's fields, types and arguments, and compared with graphql-core while it runs."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

import graphql
import pytest
import strawberry
from graphql import ExecutionResult, parse
from strawberry.extensions import FieldExtension
from strawberry.permission import BasePermission
from strawberry.schema import ExceptionHandler
from strawberry.schema.config import StrawberryConfig
from structlog.testing import capture_logs

from executor.comparing import Comparison, difference
from executor.documents import CompiledExecutor

pytestmark = pytest.mark.anywhere

T = TypeVar("T")
calls: list[Any] = []


class Nobody(BasePermission):
    message = "not you"

    def has_permission(self, source: Any, info: Any, **_: Any) -> bool:  # noqa: ARG002 - as Strawberry calls it
        return bool(source and getattr(source, "number", 0) % 2)


class Shout(FieldExtension):
    def resolve(self, next_: Any, source: Any, info: Any, **given: Any) -> Any:
        return f"{next_(source, info, **given)}!"


@strawberry.enum
class Colour(Enum):
    RED = "r"
    BLUE = strawberry.enum_value("b", name="AZURE")


@strawberry.input
class Where:
    words: list[str]
    colour: Colour | None = None
    inner: "Where | None" = None


@strawberry.interface
class Named:
    name: str


@strawberry.type
class Box(Generic[T]):
    content: T


@dataclass
class Row:
    """A row that the type below shows, without being of it."""

    number: int
    name: str


async def loaded(rows: Sequence[Any], _info: Any, plus: int = 0) -> list[Any]:
    calls.append([row.number for row in rows])
    return [KeyError("three") if row.number == 3 else row.number + plus for row in rows]


async def one_loaded(root: strawberry.Parent[Any], info: strawberry.Info, plus: int = 0) -> int | None:
    [found] = await loaded([root], info, plus)
    if isinstance(found, Exception):
        raise found
    return found


one_loaded.for_all = loaded  # type: ignore[attr-defined]


@strawberry.type
class Thing(Named):
    number: int
    colour: Colour = Colour.BLUE
    price: Decimal = Decimal("1.50")

    @classmethod
    def is_type_of(cls, value: object, _info: object) -> bool:
        return isinstance(value, cls | Row)

    batch: int | None = strawberry.field(resolver=one_loaded)

    @strawberry.field(permission_classes=[Nobody])
    def guarded(self) -> str | None:
        return "secret"

    @strawberry.field(extensions=[Shout()])
    def loud(self, word: str = "hey") -> str:
        return word

    @strawberry.field
    def where(self, info: strawberry.Info, where: Where, more: list[int] | None = None) -> str:
        said = f"{where.words} {where.colour} {where.inner} {more} {info.path.as_list()} {info.field_name}"
        where.words.append("changed")
        return said

    @strawberry.field
    async def slow(self, root: strawberry.Parent[Any], info: strawberry.Info) -> str:
        await asyncio.sleep(0)
        if root.number == 1:
            raise ValueError(f"slow {info.python_name} {sorted(info.context)} {info.selected_fields[0].name}")
        return f"slow {root.number} {info.variable_values} {info.return_type.__name__} {info.root_value}"

    @strawberry.field
    @staticmethod
    def kept() -> str:
        return "kept"

    only_named: str = strawberry.field(resolver=lambda *, root: f"named {root.number}")  # type: ignore[misc]


Thing.__strawberry_definition__.is_type_of = Thing.is_type_of  # type: ignore[attr-defined]


@strawberry.type
class Other(Named):
    odd: bool = True


@strawberry.type
class Broken:
    message: str


class OnValueError(ExceptionHandler[ValueError, Broken]):
    def handle(self, exception: ValueError, **_: Any) -> Any:
        return Broken(message=str(exception)) if "handled" in str(exception) else None


def things() -> list[Any]:
    return [Thing(name="a", number=0), Row(1, "b"), Row(2, "c"), Thing(name="d", number=3)]


@strawberry.type
class Query:
    @strawberry.field
    def things(self) -> list[Thing]:
        return things()

    @strawberry.field
    def named(self) -> list[Named]:
        return [*things(), Other(name="e"), strawberry.cast(Other, Row(9, "cast"))]

    @strawberry.field
    def wrong(self) -> list[Named | None]:
        return [Other(name="e"), "text", None]  # type: ignore[list-item]

    @strawberry.field
    def either(self) -> list[Thing | Other | Broken]:
        return [*things(), Other(name="e"), Broken(message="m")]

    @strawberry.field
    def boxes(self) -> list[Box[int] | Box[str]]:
        return [Box(content=1), Box(content="one")]

    @strawberry.field
    def handled(self, how: str) -> Thing | Broken:
        raise ValueError(how)

    @strawberry.field
    async def counted(self) -> int:
        calls.append("counted")
        return len(calls)


# A schema with each way that Strawberry resolves a field.
SCHEMA = strawberry.Schema(
    Query, types=[Thing, Other], exception_handlers=[OnValueError()], config=StrawberryConfig(auto_camel_case=True)
)
EVERYTHING = (
    "{ name number colour price batch plus: batch(plus: 5) guarded loud word: loud(word: $word) kept onlyNamed }"
)
DOCUMENTS = {
    "fields": f"query ($word: String!) {{ things {EVERYTHING} }}",
    "input of a variable": """query ($where: Where!) { things { where(where: $where, more: [1]) } }""",
    "input of a literal": """{ things { a: where(where: {words: ["x"], colour: AZURE, inner: {words: []}})
        b: where(where: {words: "y"}, more: null) } }""",
    "later": 'query ($word: String = "w") { things { slow again: slow } named { name @include(if: true) } }',
    "interface": "{ named { __typename name ... on Thing { number batch } ... on Other { odd } } }",
    "wrong types": "{ wrong { name } }",
    "union": "{ either { __typename ... on Named { name } ... on Thing { colour } ... on Broken { message } } }",
    "generic": "{ boxes { __typename ... on IntBox { number: content } ... on StrBox { text: content } } }",
    "handler": '{ a: handled(how: "handled") { ... on Broken { message } } }',
    "handler that declines": '{ a: handled(how: "no") { ... on Broken { message } } }',
}
GIVEN = {"word": "hi", "where": {"words": ["v"], "colour": "RED", "inner": {"words": ["w"]}}}


async def result_of(execute: Any, document: Any, **given: Any) -> ExecutionResult:
    options = {"context_value": {"a": 1}, "executor_class": SCHEMA.execution_context_class, "operation_extensions": {}}
    found = execute(SCHEMA._schema, document, **{**options, **given})
    result: ExecutionResult = found if isinstance(found, ExecutionResult) else await found
    return result


@pytest.mark.parametrize("name", DOCUMENTS)
async def test_strawberry_gets_the_same(name: str) -> None:
    document = parse(DOCUMENTS[name])
    used = {each: value for each, value in GIVEN.items() if f"${each}:" in DOCUMENTS[name]}
    executor = CompiledExecutor()
    with capture_logs() as logs:
        for _ in range(2):  # the second time with what was found out about classes
            mine = await result_of(executor.execute, document, variable_values=used)
            its = await result_of(graphql.execute, document, variable_values=used)
            assert json.dumps(mine.data) == json.dumps(its.data)
            assert difference(mine, its) is None
    assert logs == []


async def test_a_batch_is_called_once_for_all_objects() -> None:
    calls.clear()
    document = parse("{ things { batch } }")
    mine = await result_of(CompiledExecutor().execute, document)
    assert calls == [[0, 1, 2, 3]]
    assert [each["batch"] for each in (mine.data or {})["things"]] == [0, 1, 2, None]
    assert [error.path for error in mine.errors or []] == [["things", 3, "batch"]]


@contextlib.asynccontextmanager
async def snapshot() -> AsyncIterator[None]:
    calls.append("snapshot")
    yield


async def test_one_query_in_some_is_compared_and_a_difference_is_logged() -> None:
    calls.clear()
    comparison = Comparison(2, snapshot=snapshot, fresh=lambda context: {**context})
    executor = CompiledExecutor(comparison=comparison)
    document = parse("query Count { counted }")
    with capture_logs() as logs:
        found = [(await result_of(executor.execute, document)).data for _ in range(2)]
    assert calls == ["counted", "snapshot", "counted", "counted"]
    # graphql-core's answer wins; it came first.
    assert found == [{"counted": 1}, {"counted": 3}]
    [logged] = logs
    assert (logged["event"], logged["where"], len(logged["document"])) == ("executors_differ", "data at counted", 16)


async def test_queries_that_are_alike_log_nothing() -> None:
    executor = CompiledExecutor(comparison=Comparison(1, snapshot=snapshot, fresh=lambda context: context))
    with capture_logs() as logs:
        found = await result_of(executor.execute, parse(DOCUMENTS["generic"]))
    assert (logs, found.errors) == ([], None)
