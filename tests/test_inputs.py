"""Inputs: every list and every text in every input of the schema is bounded, in one place."""

from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    get_nullable_type,
    is_required_argument,
)

from edge.guarding import extensions
from edge.inputs import LONGEST_TEXT, MOST_ITEMS
from edge.limits import Limits
from schema.errors import GuardedSchema
from schema.roots import build

pytestmark = pytest.mark.anywhere

LIMITS = Limits(document_bytes=1_000_000, tokens=100_000, cost=10**9, aliases=10**6, depth=50)
SCHEMA: GuardedSchema = build(extensions(LIMITS, introspection=False))
GRAPH = SCHEMA._schema
TEXTS = {"String", "ID", "Decimal", "DateTime"}
SIMPLE = {"String!", "ID!"}
MANY, LONG = [None] * (MOST_ITEMS + 1), "x" * (LONGEST_TEXT + 1)


def too_long(kind: Any, path: str, seen: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """The paths of all lists and texts in values of an input type, each with a value in which it is too long."""
    kind = get_nullable_type(kind)
    if isinstance(kind, GraphQLList):
        yield path, MANY
        yield from ((inner, [value]) for inner, value in too_long(kind.of_type, f"{path}.0", seen))
    elif isinstance(kind, GraphQLInputObjectType) and kind.name not in seen:
        for name, field in kind.fields.items():
            for inner, value in too_long(field.type, f"{path}.{name}", (*seen, kind.name)):
                yield inner, {name: value}
    elif kind.name in TEXTS:
        yield path, LONG


def routes() -> dict[str, str]:
    """For each output type, a selection that leads to it, with `%s` for what is selected there."""
    known = {}
    waiting: deque[tuple[GraphQLNamedType, str]] = deque()
    for root in (GRAPH.query_type, GRAPH.mutation_type, GRAPH.subscription_type):
        assert root
        known[root.name] = root.name.lower() + " ($v: %s) { %%s }"
        waiting.append((root, known[root.name]))
    while waiting:
        at, route = waiting.popleft()
        if isinstance(at, GraphQLInterfaceType | GraphQLUnionType):
            steps = [(each, f"... on {each.name} {{ %s }}") for each in GRAPH.get_possible_types(at)]
        elif isinstance(at, GraphQLObjectType):
            steps = [
                (get_named_type(field.type), f"{name}{_given(field.args)} {{ %s }}")
                for name, field in at.fields.items()
                if _given(field.args) is not None
            ]
        else:
            continue
        for kind, step in steps:
            if kind.name not in known:
                known[kind.name] = route.replace("%%s", step.replace("%s", "%%s"))
                waiting.append((kind, known[kind.name]))
    return known


def _given(arguments: dict[str, GraphQLArgument]) -> str | None:
    required = [name for name, each in arguments.items() if is_required_argument(each)]
    if any(str(arguments[name].type) not in SIMPLE for name in required):
        return None
    return _joined(required)


def _joined(names: list[str], *others: str) -> str:
    given = [f'{name}: "x"' for name in names] + [*others]
    return f"({', '.join(given)})" if given else ""


ROUTES = routes()
ARGUMENTS = [
    (kind.name, field, name)
    for kind in GRAPH.type_map.values()
    if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__")
    for field, of in kind.fields.items()
    for name in of.args
]


@pytest.mark.parametrize(("kind", "field", "argument"), ARGUMENTS)
async def test_every_list_and_text_of_every_input_is_bounded(kind: str, field: str, argument: str) -> None:
    of = GRAPH.type_map[kind].fields[field]  # type: ignore[attr-defined]
    selected = " { __typename }" if not _is_leaf(of.type) else ""
    others = [name for name, each in of.args.items() if name != argument and str(each.type) in SIMPLE]
    step = f"{field}{_joined(others, f'{argument}: $v')}{selected}"
    document = ROUTES[kind].replace("%s", str(of.args[argument].type), 1).replace("%%s", step)
    for path, value in too_long(of.args[argument].type, "v"):
        result = await SCHEMA.execute(document, {"v": value}, allowed_operation_types=None)
        assert result.errors, document
        assert [error.extensions and error.extensions["code"] for error in result.errors] == ["INVALID_INPUT"], document
        assert [each["path"] for each in (result.errors[0].extensions or {})["fields"]] == [path]


def _is_leaf(kind: Any) -> bool:
    return not isinstance(get_named_type(kind), GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)


async def test_values_in_the_document_are_bounded_alike() -> None:
    many, long = ", ".join(["OPEN"] * (MOST_ITEMS + 1)), "x" * (LONGEST_TEXT + 1)
    for given in (f"{{states: [{many}]}}", f'{{text: "{long}"}}'):
        result = await SCHEMA.execute(f"{{ demands(filter: {given}) {{ cursor }} }}")
        assert [(error.extensions or {})["code"] for error in result.errors or []] == ["INVALID_INPUT"]


async def test_what_is_as_long_as_it_may_be_passes_this_check() -> None:
    document = "query ($f: DemandFilter) { demands(filter: $f) { cursor } }"
    for given in ({"states": ["NONE"] * MOST_ITEMS}, {"text": "x" * LONGEST_TEXT, "unknown": 1}):
        result = await SCHEMA.execute(document, {"f": given})
        assert [(error.extensions or {})["code"] for error in result.errors or []] != ["INVALID_INPUT"]
