"""The compiled executor: on schemas made by hand it gives what graphql-core gives, whatever fails, is null or waits."""

import asyncio
import inspect
import json
import random
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import graphql
import pytest
from graphql import (
    ExecutionResult,
    GraphQLError,
    GraphQLField,
    GraphQLInt,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    GraphQLUnionType,
    build_schema,
    parse,
)
from structlog.testing import capture_logs

from executor.comparing import difference
from executor.documents import CompiledExecutor
from executor.meter import Meter
from tests.support.collected import collected_between
from tests.support.seeds import SEED

pytestmark = pytest.mark.anywhere


async def both(schema: GraphQLSchema, document: str, **given: Any) -> tuple[ExecutionResult, ExecutionResult]:
    """The results of the compiled executor, which must not leave the document to graphql-core, and of graphql-core."""
    parsed = parse(document)
    with capture_logs() as logs:
        mine = CompiledExecutor().execute(schema, parsed, **given)
        mine = mine if isinstance(mine, ExecutionResult) else await mine
    assert logs == []
    its = graphql.execute(schema, parsed, **given)
    return mine, its if isinstance(its, ExecutionResult) else await its


async def assert_same(schema: GraphQLSchema, document: str, **given: Any) -> ExecutionResult:
    mine, its = await both(schema, document, **given)
    assert json.dumps(mine.formatted) == json.dumps(its.formatted)
    return mine


# ---------- nullability and errors


def leaf(outcome: str) -> Any:
    """What a resolver does: its value, null, a wrong value, an exception that it raises or returns."""
    match outcome:
        case "value":
            return 7
        case "null":
            return None
        case "wrong":
            return "no number"
        case "raises":
            raise ValueError("raised")
        case "returns":
            return KeyError("returned")
        case "told":
            raise GraphQLError("told", extensions={"code": "TOLD"})
    raise AssertionError(outcome)


OUTCOMES = ("value", "null", "wrong", "raises", "returns", "told")
WRAPPINGS: dict[str, Callable[[Any], Any]] = {
    "Int": lambda kind: kind,
    "Int!": GraphQLNonNull,
    "[Int]": GraphQLList,
    "[Int!]": lambda kind: GraphQLList(GraphQLNonNull(kind)),
    "[Int]!": lambda kind: GraphQLNonNull(GraphQLList(kind)),
    "[Int!]!": lambda kind: GraphQLNonNull(GraphQLList(GraphQLNonNull(kind))),
}


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("around", WRAPPINGS)
@pytest.mark.parametrize("wrapping", WRAPPINGS)
@pytest.mark.parametrize("outcome", OUTCOMES)
async def test_a_null_moves_up_to_where_one_may_be(outcome: str, wrapping: str, around: str, is_async: bool) -> None:
    def value(*_: object) -> Any:
        if not wrapping.startswith("["):
            return leaf(outcome)
        items = [1, None, 2]
        if outcome != "raises" and outcome != "told":
            items[1] = leaf(outcome)
        return items if outcome in ("value", "wrong", "null", "returns") else leaf(outcome)

    async def later(*_: object) -> Any:
        await asyncio.sleep(0)
        return value()

    inner = GraphQLObjectType(
        "Inner",
        lambda: {
            "before": GraphQLField(GraphQLInt, resolve=lambda *_: leaf("raises")),
            "tried": GraphQLField(WRAPPINGS[wrapping](GraphQLInt), resolve=later if is_async else value),
            "after": GraphQLField(GraphQLInt, resolve=lambda *_: leaf("raises")),
        },
    )
    holder = WRAPPINGS[around](inner)
    things = [{}, {}] if around.startswith("[") else {}
    query = GraphQLObjectType(
        "Query",
        {
            "holder": GraphQLField(holder, resolve=lambda *_: things),
            "sound": GraphQLField(GraphQLInt, resolve=lambda *_: 1),
        },
    )
    mine, its = await both(GraphQLSchema(query), "{ holder { before tried after } sound }")
    assert json.dumps(mine.data) == json.dumps(its.data)
    if is_async:
        assert difference(mine, its) is None
    else:
        assert json.dumps(mine.formatted) == json.dumps(its.formatted)


# ---------- random schemas, values and documents


class Story:
    """A random schema whose resolvers do random things, the same at each call, and random documents for it."""

    def __init__(self, seed: int, *, is_async: bool) -> None:
        self.random = random.Random(seed)
        self.seed = seed
        self.is_async = is_async
        self.node = GraphQLInterfaceType("Node", lambda: {"id": GraphQLField(GraphQLNonNull(GraphQLString))})
        self.types = [self.object_type(f"Type{number}") for number in range(4)]
        self.either = GraphQLUnionType("Either", self.types[:3])
        self.query = GraphQLObjectType("Query", lambda: self.fields("Query"))
        self.schema = GraphQLSchema(self.query, types=self.types)

    def object_type(self, name: str) -> GraphQLObjectType:
        made: GraphQLObjectType
        made = GraphQLObjectType(
            name,
            lambda: {
                "id": GraphQLField(GraphQLNonNull(GraphQLString), resolve=lambda source, _: source["id"]),
                **self.fields(name),
            },
            interfaces=[self.node],
            is_type_of=(lambda value, _: value["__typename"] == name) if name in ("Type1", "Type2") else None,
        )
        return made

    def fields(self, owner: str) -> dict[str, GraphQLField]:
        made: dict[str, GraphQLField] = {}
        for number in range(6):
            kind = self.random.choice([GraphQLInt, GraphQLString, self.node, self.either, *self.types])
            for _ in range(self.random.choice([0, 0, 1, 1, 2])):
                kind = GraphQLNonNull(kind) if self.random.random() < 0.4 else kind
                kind = GraphQLList(kind)
            kind = GraphQLNonNull(kind) if self.random.random() < 0.4 else kind
            made[f"f{number}"] = GraphQLField(kind, resolve=self.resolver(f"{owner}.{number}", kind))
        return made

    def resolver(self, name: str, kind: Any) -> Callable[..., Any]:
        def resolve(source: Any, _info: Any) -> Any:
            chance = random.Random(f"{self.seed} {name} {source and source['id']}")
            if chance.random() < 0.03:
                raise ValueError(f"{name} of {source and source['id']} fails")
            return self.value(kind, chance, f"{source['id'] if source else ''}/{name}")

        async def later(source: Any, info: Any) -> Any:
            for _ in range(random.Random(name).randrange(3)):
                await asyncio.sleep(0)
            return resolve(source, info)

        return later if self.is_async and random.Random(f"{self.seed} {name}").random() < 0.4 else resolve

    def value(self, kind: Any, chance: random.Random, path: str) -> Any:
        if isinstance(kind, GraphQLNonNull):
            return None if chance.random() < 0.01 else self.value(kind.of_type, chance, path)
        if chance.random() < 0.08:
            return chance.choice([None, ValueError(f"{path} is an error"), {"id": "x", "__typename": "Query"}, "text"])
        if isinstance(kind, GraphQLList):
            count = chance.choice([0, 1, 2, 3])
            items = [self.value(kind.of_type, chance, f"{path}.{number}") for number in range(count)]
            return chance.choice([items, tuple(items), (each for each in items)]) if chance.random() < 0.3 else items
        if kind is GraphQLInt:
            return chance.choice([1, -5, True, 2**31, 7.0, 7.5])
        if kind is GraphQLString:
            return chance.choice(["a", "ü", 3, 2.5, False])
        name = kind.name if isinstance(kind, GraphQLObjectType) else f"Type{chance.randrange(3 + (kind is self.node))}"
        return {"id": path, "__typename": name}

    def document(self) -> str:
        self.fragments: list[str] = []
        self.left = 80  # selections
        body = self.selection(self.query, 4)
        used = "... @include(if: $yes) @skip(if: $no) { used: __typename }"
        return f"query ($yes: Boolean!, $no: Boolean = false) {{ {used} ... {body} }} {' '.join(self.fragments)}"

    def selection(self, kind: Any, depth: int) -> str:
        chosen = [self.one(kind, depth) for _ in range(self.random.randrange(1, 6))]
        return "{ " + " ".join(chosen) + " __typename }"

    def one(self, kind: Any, depth: int) -> str:
        directive = self.random.choice(["", "", "", "@skip(if: $no)", "@include(if: $yes)", "@skip(if: $yes)"])
        self.left -= 1
        if depth and self.left > 0 and self.random.random() < 0.25:
            condition = self.random.choice([*self.types, kind])
            if not graphql.utilities.do_types_overlap(self.schema, kind, condition):
                condition = kind
            if self.random.random() < 0.5:
                return f"... on {condition} {directive} {self.selection(condition, depth - 1)}"
            name = f"Fragment{len(self.fragments)}"
            self.fragments.append("")
            place = len(self.fragments) - 1
            self.fragments[place] = f"fragment {name} on {condition} {self.selection(condition, depth - 1)}"
            return f"...{name} {directive}"
        fields = getattr(kind, "fields", {})
        leaves = [name for name, field in fields.items() if graphql.is_leaf_type(graphql.get_named_type(field.type))]
        name = self.random.choice([*fields] if depth and fields and self.left > 0 else [*leaves, "__typename"])
        if name == "__typename":
            return f"t: __typename {directive}"
        inner = graphql.get_named_type(fields[name].type)
        # An alias of its own for each type and field, so that all selections can be merged.
        alias = self.random.choice([f"{kind}_{name}: ", f"other_{kind}_{name}: "])
        below = "" if graphql.is_leaf_type(inner) else self.selection(inner, depth - 1)
        return f"{alias}{name} {directive} {below}"


# graphql-core's own, of fields beside one that has failed.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.parametrize("count", [30, pytest.param(10_000, marks=pytest.mark.soak)])
@pytest.mark.parametrize("is_async", [False, True])
async def test_random_documents_on_random_schemas_give_the_same(is_async: bool, count: int) -> None:
    failed = 0
    for number in collected_between(range(count)):
        story = Story(SEED + number, is_async=is_async)
        document = story.document()
        assert graphql.validate(story.schema, parse(document)) == [], document
        for yes in (True, False):
            mine, its = await both(story.schema, document, variable_values={"yes": yes})
            failed += bool(its.errors)
            told = f"seed {SEED + number}: {document}"
            assert difference(mine, its) is None, told
            if not is_async:
                assert json.dumps(mine.formatted) == json.dumps(its.formatted), told
    assert failed > count / 3


# ---------- mutations


class Counter:
    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, _info: Any, word: str) -> Any:
        async def later() -> str:
            self.said.append(f"{word} begins")
            await asyncio.sleep(0)
            self.said.append(f"{word} ends")
            if word == "bad":
                raise ValueError(word)
            return word

        return later()


SAYING = build_schema("type Query { a: Int } type Mutation { say(word: String!): String must(word: String!): String! }")


async def test_mutations_run_one_after_the_other() -> None:
    counter, its = Counter(), Counter()
    counter.must = its.must = None  # type: ignore[attr-defined]
    document = parse('mutation { a: say(word: "one") b: say(word: "bad") c: say(word: "two") }')
    mine = await CompiledExecutor().execute(SAYING, document, root_value=counter)  # type: ignore[misc]
    assert counter.said == [f"{word} {end}" for word in ("one", "bad", "two") for end in ("begins", "ends")]
    assert (mine.data, [error.path for error in mine.errors or []]) == ({"a": "one", "b": None, "c": "two"}, [["b"]])


async def test_no_mutation_runs_after_one_that_must_not_fail_has_failed() -> None:
    counter = Counter()
    counter.must = counter.say  # type: ignore[attr-defined]
    document = parse('mutation { a: say(word: "one") b: must(word: "bad") c: say(word: "two") }')
    mine = await CompiledExecutor().execute(SAYING, document, root_value=counter)  # type: ignore[misc]
    assert counter.said == ["one begins", "one ends", "bad begins", "bad ends"]
    assert (mine.data, [error.path for error in mine.errors or []]) == (None, [["b"]])


# ---------- arguments, lists and types

ARGUED = build_schema(
    """type Query { echo(i: Int = 3, s: String, l: [Int!], e: Colour = RED, o: Point, d: Boolean): String
      must(i: Int!): Int numbers: [Int] things: [Thing!]! }
    enum Colour { RED BLUE } input Point { x: Int! y: Int = 5 more: [Point!] } interface Thing { id: ID! }
    type A implements Thing { id: ID! } type B implements Thing { id: ID! }"""
)
ARGUED.query_type.fields["echo"].resolve = lambda _s, _i, **given: repr(given)  # type: ignore[union-attr]
ARGUED.query_type.fields["must"].resolve = lambda _s, _i, i: i  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        ("{ echo }", {}),
        ('{ a: echo(i: null, s: "x", l: 4) b: echo(l: [1, 2], e: BLUE, o: {x: 1, more: [{x: 2}]}) }', {}),
        ("query ($i: Int, $l: [Int!] = [7], $o: Point) { echo(i: $i, l: $l, o: $o) }", {}),
        ("query ($i: Int, $l: [Int!] = [7], $o: Point) { echo(i: $i, l: $l, o: $o) }", {"i": None, "o": {"x": 1}}),
        ("query ($i: Int) { echo(o: {x: 1, y: $i}) }", {}),
        ("query ($i: Int) { echo(o: {x: 1, y: $i}) }", {"i": 9}),
        ("query ($i: Int = 4) { must(i: $i) }", {"i": None}),
        ("query ($i: Int = 4) { must(i: $i) echo(i: $i) }", {}),
        ("query ($i: Int!) { must(i: $i) }", {}),
        ("query ($i: Int!) { must(i: $i) }", {"i": "x"}),
        ("query ($o: Point!, $e: Colour) { echo(o: $o, e: $e) }", {"o": {"y": 1, "z": 2}, "e": "GREEN"}),
    ],
)
async def test_arguments_are_coerced_as_graphql_core_does(document: str, variables: dict[str, Any]) -> None:
    await assert_same(ARGUED, document, variable_values=variables)


async def _three() -> AsyncIterator[int | None]:
    for each in (1, None, 3):
        yield each


async def _fails() -> AsyncIterator[int]:
    yield 1
    raise ValueError("no more")


async def _now(value: Any) -> Any:
    return value


def _broken() -> Iterator[int]:
    yield 1
    raise ValueError("no more")


@pytest.mark.parametrize(
    "numbers",
    [
        lambda: [1, None, 3],
        lambda: (1, 2),
        lambda: {1},
        lambda: (each for each in (1, 2)),
        _three,
        _fails,
        _broken,
        lambda: "text",
        lambda: {"a": 1},
        lambda: 5,
        lambda: [_now(1), 2, _now(None), _now(ValueError("returned"))],
        lambda: _now([_now("wrong"), 2]),
        list,
    ],
)
async def test_lists_may_be_anything_iterable(numbers: Callable[[], Any]) -> None:
    async def results() -> AsyncIterator[ExecutionResult]:
        document = parse("{ numbers }")
        for execute in (CompiledExecutor().execute, graphql.execute):
            found = execute(ARGUED, document, root_value={"numbers": numbers()})
            yield found if isinstance(found, ExecutionResult) else await found

    mine, its = [each async for each in results()]
    assert json.dumps(mine.formatted) == json.dumps(its.formatted)


@pytest.mark.parametrize("typename", ["A", "C", None, "Colour", "Query", 5])
async def test_types_are_resolved_as_graphql_core_does(typename: Any) -> None:
    things = [{"id": 1, "__typename": "B"}, {"id": 2, "__typename": typename}]
    mine, its = await both(ARGUED, "{ things { id __typename } }", root_value={"things": things})
    assert difference(mine, its) is None
    assert json.dumps(mine.formatted) == json.dumps(its.formatted)


async def test_types_may_be_resolved_later() -> None:
    async def resolve_type(value: Any, _info: Any, _kind: Any) -> Any:
        if value["id"] == 2:
            raise ValueError("no type")
        return value["__typename"]

    async def is_type_of(value: Any, _info: Any) -> bool:
        return value["id"] != 3

    schema = build_schema(
        "type Query { things: [Thing] } interface Thing { id: ID! } type A implements Thing { id: ID! }"
    )
    schema.type_map["Thing"].resolve_type = resolve_type  # type: ignore[attr-defined]
    schema.type_map["A"].is_type_of = is_type_of  # type: ignore[attr-defined]
    things = [{"id": number, "__typename": "A"} for number in range(5)]
    mine = await assert_same(schema, "{ things { id } }", root_value={"things": things})
    assert [each and each["id"] for each in (mine.data or {})["things"]] == ["0", "1", None, None, "4"]


async def test_introspection_is_the_same() -> None:
    mine = await assert_same(ARGUED, graphql.get_introspection_query())
    assert mine.errors is None


async def test_what_is_not_awaited_stays_at_once() -> None:
    found = CompiledExecutor().execute(ARGUED, parse("{ echo }"))
    assert isinstance(found, ExecutionResult)
    assert not inspect.isawaitable(found)


# ---------- what it does not know


@pytest.mark.parametrize(
    ("document", "variables", "reason"),
    [
        ("query ($on: Boolean = true) { echo @include(if: $on) }", {"on": None}, "neither true nor false"),
        ("{ echo @other }", {}, "@other"),
        ("{" + "nested {" * 41 + "echo" + "}" * 41 + "}", {}, "levels deep"),
    ],
)
async def test_what_it_does_not_know_goes_to_graphql_core_and_is_logged_once(
    document: str, variables: dict[str, Any], reason: str
) -> None:
    executor, parsed = CompiledExecutor(), parse(document)
    with capture_logs() as logs:
        first, second = (executor.execute(ARGUED, parsed, variable_values=variables) for _ in range(2))
    assert isinstance(first, ExecutionResult)
    assert isinstance(second, ExecutionResult)
    assert (
        first.formatted == second.formatted == graphql.execute_sync(ARGUED, parsed, variable_values=variables).formatted
    )
    [logged] = logs
    assert reason in logged["reason"]
    assert logged["event"] == "executed_by_graphql_core"


def test_documents_are_kept_up_to_a_limit() -> None:
    executor = CompiledExecutor(most_documents=3)
    documents = [parse(f"{{ a{number}: echo }}") for number in range(10)]
    for document in documents * 2:
        executor.execute(ARGUED, document)
    assert len(executor._documents) == 3


# ---------- meters


class Counting(Meter):
    def __init__(self, most: int) -> None:
        self.most = most
        self.counted = 0
        self.pauses = 0

    def fields(self, _key: str, count: int, *, of: str) -> None:  # noqa: ARG002 - counts all alike
        self.counted += count

    @property
    def is_over(self) -> bool:
        return self.counted > self.most

    async def pause(self) -> None:
        self.pauses += 1

    @property
    def refusal(self) -> GraphQLError:
        return GraphQLError("too much")


async def test_a_meter_ends_an_operation_and_its_refusal_is_the_answer() -> None:
    calls: list[int] = []
    schema = build_schema("type Query { things: [T!]! } type T { id: Int! }")
    schema.type_map["T"].fields["id"].resolve = lambda source, _: calls.append(source) or source  # type: ignore[attr-defined]
    meters = [Counting(10_000), Counting(450)]
    results = []
    for meter in meters:
        executor = CompiledExecutor(meter=lambda _, meter=meter: meter)
        results.append(
            await executor.execute(schema, parse("{ things { id } }"), root_value={"things": [*range(1_000)]})
        )  # type: ignore[misc]
    assert results[0].data == {"things": [{"id": number} for number in range(1_000)]}
    assert results[0].errors is None
    assert (results[1].data, [error.message for error in results[1].errors or []]) == (None, ["too much"])
    assert (meters[0].pauses, len(calls)) == (12, 1_000 + 500)
