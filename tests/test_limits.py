"""Limits: documents within them pass, others are refused with the code of the limit, and measuring is quick."""

from collections.abc import AsyncIterator, Collection
from typing import Any, Generic, TypeVar

import pytest
import strawberry
from graphql import get_introspection_query
from strawberry.schema.config import StrawberryConfig

from edge.guarding import extensions
from edge.limits import Limits
from schema.errors import GuardedSchema

pytestmark = pytest.mark.anywhere

T = TypeVar("T")


@strawberry.type
class Page(Generic[T]):
    nodes: list[T]
    total_count: int = 0


@strawberry.interface
class Named:
    name: str = "a name"


@strawberry.type
class Skill(Named):
    level: int = 1


@strawberry.type
class Firm(Named):
    city: str = "Bern"
    street: str = "Gasse"


@strawberry.type
class Person(Named):
    @strawberry.field
    def friend(self) -> "Person":
        return Person()

    @strawberry.field
    def skills(self) -> list[Skill]:
        return [Skill()]

    @strawberry.field
    def tags(self) -> list[str]:
        return ["a tag"]

    @strawberry.field
    def friends(self, first: int | None = None, last: int | None = None) -> Page["Person"]:
        return Page(nodes=[Person()][: first or last])

    @strawberry.field
    def known(self, first: int = 5) -> list["Person"]:
        return [Person()][:first]

    @strawberry.field
    def contact(self) -> Named:
        return Firm()


@strawberry.type
class Query:
    @strawberry.field
    def me(self) -> Person:
        return Person()


@strawberry.type
class Mutation:
    @strawberry.mutation
    def meet(self) -> Person:
        return Person()


@strawberry.type
class Subscription:
    @strawberry.subscription
    async def met(self) -> AsyncIterator[Person]:
        yield Person()


def limited(*, introspection: bool = False, valid: Collection[str] = (), **limits: int) -> GuardedSchema:
    return GuardedSchema(
        Query,
        Mutation,
        Subscription,
        types=[Skill, Firm],
        extensions=extensions(Limits(**limits), introspection=introspection, valid=valid),
        config=StrawberryConfig(disable_field_suggestions=True),
    )


async def codes_of(schema: GuardedSchema, document: str, **variables: Any) -> list[str]:
    result = await schema.execute(document, variable_values=variables)
    return [(error.extensions or {})["code"] for error in result.errors or []]


async def cost_of(document: str, **variables: Any) -> int:
    """The cost, checked from both sides: this limit lets it through, one less refuses it."""
    result = await limited(cost=0).execute(document, variable_values=variables)
    assert result.errors
    (error,) = result.errors
    assert (error.extensions or {})["code"] == "QUERY_TOO_COSTLY"
    cost = int(error.message.removeprefix("This document can cost as much as ").split()[0])
    assert await codes_of(limited(cost=cost), document, **variables) == []
    assert await codes_of(limited(cost=cost - 1), document, **variables) == ["QUERY_TOO_COSTLY"]
    return cost


def doubled(levels: int, *, of: str = "name", around: str = "%s") -> str:
    """Fragments that each spread the next one twice: a few lines that expand to 2^levels."""
    spreads = "".join(
        f"fragment f{level} on Person {{ {around % f'...f{level + 1} ...f{level + 1}'} }} " for level in range(levels)
    )
    return f"{{ me {{ ...f0 }} }} {spreads} fragment f{levels} on Person {{ {of} }}"


def chained(links: int) -> str:
    """Deeply nested fragments, which need a deep stack to follow."""
    spreads = "".join(f"fragment f{link} on Person {{ ...f{link + 1} }} " for link in range(links))
    return f"{{ me {{ ...f0 }} }} {spreads} fragment f{links} on Person {{ name }}"


@pytest.mark.parametrize(
    ("depth", "document"),
    [
        (1, "{ __typename }"),
        (2, "{ me { name } }"),
        (3, "{ me { name friend { name } } }"),
        (3, "{ me { ... on Person { friend { name } } } }"),
        (3, "{ ...A } fragment A on Query { me { ...B } } fragment B on Person { friend { name } }"),
        (4, "{ me { ...B friend { ...B } } } fragment B on Person { friend { name } }"),
        (2, "mutation { meet { name } }"),
    ],
)
async def test_a_document_may_be_as_deep_as_the_limit_and_no_deeper(depth: int, document: str) -> None:
    assert await codes_of(limited(depth=depth), document) == []
    assert await codes_of(limited(depth=depth - 1), document) == ["QUERY_TOO_DEEP"]


async def test_every_operation_of_a_document_counts_whichever_runs() -> None:
    document = "query A { __typename } query B { me { friend { name } } }"
    result = await limited(depth=2).execute(document, operation_name="A")
    assert [(error.extensions or {})["code"] for error in result.errors or []] == ["QUERY_TOO_DEEP"]


@pytest.mark.parametrize("depth", [100, 300, 900])
async def test_what_nests_too_deeply_to_be_read_is_refused_as_too_deep(depth: int) -> None:
    document = "{ me " + "{ friend " * depth + "{ name }" + " }" * depth + "}"
    codes = await codes_of(limited(tokens=10_000), document)
    assert codes == ["QUERY_TOO_DEEP"]


@pytest.mark.parametrize(
    ("aliases", "document"),
    [
        (0, "{ me { name } }"),
        (1, "{ a: me { name } }"),
        (2, "{ a: me { b: name } }"),
        (3, "{ a: me { ... on Person { b: name } c: name } }"),
        (4, "{ a: me { ...F } b: me { ...F } } fragment F on Person { c: name }"),
        (8, doubled(3, of="a: name")),
    ],
)
async def test_a_document_may_have_as_many_aliases_as_the_limit_and_no_more(aliases: int, document: str) -> None:
    assert await codes_of(limited(aliases=aliases), document) == []
    if aliases:
        assert await codes_of(limited(aliases=aliases - 1), document) == ["TOO_MANY_ALIASES"]


async def test_a_document_may_have_as_many_tokens_as_the_limit_and_no_more() -> None:
    assert await codes_of(limited(tokens=6), "{ me { name } }") == []
    assert await codes_of(limited(tokens=5), "{ me { name } }") == ["TOO_MANY_TOKENS"]


async def test_a_document_may_have_as_many_bytes_as_the_limit_and_no_more() -> None:
    document = "{ me { name } } # ü"
    assert len(document.encode()) == 20
    assert await codes_of(limited(document_bytes=20), document) == []
    assert await codes_of(limited(document_bytes=19), document) == ["DOCUMENT_TOO_LARGE"]


@pytest.mark.parametrize(
    ("cost", "document"),
    [
        (1, "{ __typename }"),
        (2, "{ me { name } }"),
        (4, "{ me { name friend { name } } }"),
        (1 + 10, "{ me { tags } }"),
        (1 + 10 * 2, "{ me { skills { name } } }"),
        (1 + 10 * 3, "{ me { skills { name level } } }"),
        (1 + 1 + 20 * 2, "{ me { friends { nodes { name } } } }"),
        (1 + 1 + 7 * 2, "{ me { friends(first: 7) { nodes { name } } } }"),
        (1 + 1 + 7 * 2, "{ me { friends(last: 7) { nodes { name } } } }"),
        (1 + 1 + 9 * 2, "{ me { friends(first: 7, last: 9) { nodes { name } } } }"),
        (1 + 1 + 1, "{ me { friends(first: 0) { nodes { name } totalCount } } }"),
        (1 + 1 + 20 * 2, "{ me { friends(first: null) { nodes { name } } } }"),
        (1 + 1 + 1 + 7 * 2, "{ me { friends(first: 7) { totalCount nodes { name } } } }"),
        (1 + 1 + 7 * (1 + 10), "{ me { friends(first: 7) { nodes { tags } } } }"),
        (
            1 + 1 + 7 * (1 + 1 + 3 * 2),
            "{ me { friends(first: 7) { nodes { friends(first: 3) { nodes { name } } } } } }",
        ),
        (1 + 5 * 2, "{ me { known { name } } }"),
        (1 + 3 * 2, "{ me { known(first: 3) { name } } }"),
        (1 + 1 + 3, "{ me { contact { name ... on Skill { level } ... on Firm { city street } } } }"),
        (1 + 1 + 2, "{ me { contact { ... on Named { name } ... on Skill { level } } } }"),
        (1 + 4, "{ me { ...F ...F } } fragment F on Person { a: name b: name }"),
        (2, "mutation { meet { name } }"),
    ],
)
async def test_the_cost_is_the_number_of_fields_that_an_answer_can_have(cost: int, document: str) -> None:
    assert await cost_of(document) == cost


async def test_the_cost_takes_page_sizes_from_the_variables_of_each_request() -> None:
    document = "query ($first: Int) { me { friends(first: $first) { nodes { name } } } }"
    assert await cost_of(document, first=7) == 16
    assert await cost_of(document, first=100) == 202
    assert await cost_of(document, first=None) == 42
    assert await cost_of(document) == 42


async def test_the_cost_takes_the_default_of_a_variable_that_is_not_given() -> None:
    document = "query ($first: Int = 50) { me { friends(first: $first) { nodes { name } } } }"
    assert await cost_of(document) == 102
    assert await cost_of(document, first=3) == 8


async def test_a_document_that_was_let_through_before_is_still_measured_with_its_variables() -> None:
    schema = limited(cost=100)
    document = "query ($first: Int!) { me { friends(first: $first) { nodes { name } } } }"
    assert await codes_of(schema, document, first=10) == []
    assert await codes_of(schema, document, first=100) == ["QUERY_TOO_COSTLY"]
    assert await codes_of(schema, document, first=10) == []
    assert await codes_of(schema, document, first="10") == ["GRAPHQL_VALIDATION_FAILED"]
    for first in range(200):
        assert await codes_of(schema, document, first=first) == (["QUERY_TOO_COSTLY"] if 2 * first + 2 > 100 else [])


@pytest.mark.parametrize("first", ["many", 2.5, True, 10**4000, 1e400, -1e400, [10], {"a": 1}])
async def test_a_page_size_that_is_no_number_is_refused_one_way_or_the_other(first: object) -> None:
    document = "query ($first: Int) { me { friends(first: $first) { nodes { known(first: $first) { name } } } } }"
    (code,) = await codes_of(limited(), document, first=first)
    assert code in ("GRAPHQL_VALIDATION_FAILED", "QUERY_TOO_COSTLY")


async def test_only_the_cost_of_the_operation_that_runs_counts() -> None:
    schema = limited(cost=10)
    document = "query A { me { name } } query B { me { skills { name } } }"
    assert (await schema.execute(document, operation_name="A")).errors is None
    refused = await schema.execute(document, operation_name="B")
    assert [(error.extensions or {})["code"] for error in refused.errors or []] == ["QUERY_TOO_COSTLY"]


async def test_subscriptions_are_held_to_the_same_limits() -> None:
    for limits, document, code in (
        ({"depth": 2}, "subscription { met { friend { name } } }", "QUERY_TOO_DEEP"),
        ({"tokens": 5}, "subscription { met { name } }", "TOO_MANY_TOKENS"),
        ({"cost": 10}, "subscription { met { tags } }", "QUERY_TOO_COSTLY"),
        ({"document_bytes": 10}, "subscription { met { name } }", "DOCUMENT_TOO_LARGE"),
    ):
        results = [result async for result in await limited(**limits).stream(document)]
        assert [error.extensions for result in results for error in result.errors] == [{"code": code}]


@pytest.mark.parametrize("document", ["{ __schema { types { name } } }", '{ __type(name: "Query") { name } }'])
async def test_introspection_is_refused_where_it_is_off(document: str) -> None:
    assert set(await codes_of(limited(), document)) == {"INTROSPECTION_DISABLED"}
    assert await codes_of(limited(introspection=True), document) == []


async def test_the_usual_introspection_of_tools_passes_where_it_is_on() -> None:
    query = get_introspection_query(specified_by_url=True, input_value_deprecation=True)
    assert await codes_of(limited(introspection=True), query) == []


async def test_typename_is_always_answered() -> None:
    assert await codes_of(limited(), "{ __typename me { __typename } }") == []


@pytest.mark.parametrize(
    "document",
    ["{ mee { name } }", "{ me { friends(firs: 1) { totalCount } } }", "{ me { ... on Perso { name } } }"],
)
async def test_no_refusal_suggests_a_name(document: str) -> None:
    result = await limited().execute(document)
    assert result.errors
    assert "Did you mean" not in str(result.errors)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (doubled(90), "QUERY_TOO_COSTLY"),
        (chained(210), "QUERY_TOO_COMPLEX"),
        (doubled(90, of="a: name"), "TOO_MANY_ALIASES"),
        (doubled(90, around="friend { %s }"), "QUERY_TOO_DEEP"),
        (
            "{ me { ...A } } fragment A on Person { ...B } fragment B on Person { ...A }",
            "GRAPHQL_VALIDATION_FAILED",
        ),
        ("{ me { ...A } } fragment A on Person { friend { ...A ...A } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ me { " + "friend { name } " * 490 + "} }", "QUERY_TOO_COMPLEX"),
        ("{ me " + "{ friends(first: 9) { nodes " * 6 + "{ name }" + "} }" * 6 + "}", "QUERY_TOO_COSTLY"),
    ],
)
async def test_what_is_made_to_unfold_without_end_is_refused_at_once(document: str, code: str) -> None:
    # Without the limit it would not end.
    codes = await codes_of(limited(), document)
    assert codes[0] == code


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        ({"depth": 2}, "QUERY_TOO_DEEP"),
        ({"aliases": 1}, "TOO_MANY_ALIASES"),
        ({"tokens": 5}, "TOO_MANY_TOKENS"),
        ({"cost": 2}, "QUERY_TOO_COSTLY"),
        ({"document_bytes": 10}, "DOCUMENT_TOO_LARGE"),
    ],
)
async def test_a_document_that_is_known_to_be_valid_is_held_to_the_same_limits(
    limits: dict[str, int], code: str
) -> None:
    document = "{ a: me { ...F } } fragment F on Person { friend { b: name } }"
    assert await codes_of(limited(valid=[document]), document) == []
    assert await codes_of(limited(valid=[document], **limits), document) == [code]


async def test_a_document_that_is_known_to_be_valid_is_not_validated() -> None:
    """What is wrong with it is left out of its answer; another text is another document."""
    document = "{ me { name nothing } }"
    assert (await limited(valid=[document]).execute(document)).errors is None
    assert await codes_of(limited(valid=[document]), f"{document} ") == ["GRAPHQL_VALIDATION_FAILED"]


async def test_every_refusal_says_the_limit() -> None:
    for limits, document in (
        ({"depth": 1}, "{ me { name } }"),
        ({"aliases": 1}, "{ a: me { b: name } }"),
        ({"tokens": 1}, "{ me { name } }"),
        ({"cost": 1}, "{ me { name } }"),
        ({"document_bytes": 1}, "{ me { name } }"),
    ):
        result = await limited(**limits).execute(document)
        assert result.errors
        assert result.errors[0].message.endswith("the limit is 1.")
