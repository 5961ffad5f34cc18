"""Mistakes of clients: told without the values that were sent, and in production without other names of the schema."""

from typing import Any

import pytest
from graphql import GraphQLError, IntValueNode

from schema.errors import told
from schema.mistakes import names_sent, without_names
from schema.roots import build

pytestmark = pytest.mark.anywhere

OPEN, CLOSED = build(), build(suggestions=False)
SIGN_UP = "mutation ($input: SignUpInput!) { signUp(input: $input) { __typename } }"
LIST = "query ($value: %s) { demands(%s: $value) { cursor } }"
SECRET = "hunter2 hunter2"
PERSON = {"email": SECRET, "password": SECRET, "name": SECRET}
DECIMAL = 'A Decimal is a string such as "1250.00": at most 18 digits before the point and 6 after it.'
INSTANT = 'A DateTime is ISO 8601 with its offset, from 1970 to 9000, such as "2026-01-31T12:00:00Z".'


async def messages(schema: Any, document: str, variables: dict[str, Any] | None) -> list[str]:
    result = await schema.execute(document, variable_values=variables)
    assert result.errors
    assert {(error.extensions or {}).get("code") for error in result.errors} <= {
        *("GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "OPERATION_RESOLUTION_FAILURE")
    }
    return [error.message for error in result.errors]


@pytest.mark.parametrize(
    ("document", "variables", "said"),
    [
        (SIGN_UP, {"input": {"email": SECRET, "password": SECRET}}, "to include required field 'name'."),
        (SIGN_UP, {"input": SECRET}, "Expected value of type 'SignUpInput' to be an object."),
        (SIGN_UP, {"input": [SECRET]}, "Expected value of type 'SignUpInput' to be an object."),
        (
            SIGN_UP,
            {"input": {**PERSON, "password": [SECRET]}},
            "at .password: String cannot represent a non string value.",
        ),
        (SIGN_UP, {"input": {**PERSON, "nam": SECRET}}, "unknown field 'nam'. Did you mean 'name'?"),
        (SIGN_UP, {"input": {**PERSON, f"{SECRET}'": 1}}, "has invalid value: Expected value of type 'SignUpInput'."),
        (SIGN_UP, {"input": None}, "Expected value of non-null type 'SignUpInput!' not to be None."),
        (SIGN_UP, {}, "Expected a value of non-null type 'SignUpInput!' to be provided."),
        (
            f'mutation {{ signUp(input: {{email: "{SECRET}", password: "{SECRET}"}}) {{ __typename }} }}',
            None,
            "'name'.",
        ),
        (f'mutation {{ signUp(input: "{SECRET}") {{ __typename }} }}', None, "to be an object."),
        (
            f'mutation {{ signUp(input: {{email: "{SECRET}" "{SECRET}"',
            None,
            "Syntax Error: Expected Name, found String.",
        ),
        (f'mutation {{ signUp(input: {{email: "{SECRET}', None, "Syntax Error: Unterminated string."),
        (f'{{ viewer }} """{SECRET}""" {{', None, "Syntax Error: Unexpected description."),
        (LIST % ("DemandOrder", "order"), {"value": SECRET}, "The value does not exist in 'DemandOrder' enum."),
        (LIST % ("DemandOrder", "order"), {"value": [SECRET]}, "Enum 'DemandOrder' cannot represent non-string value."),
        (LIST % ("DemandOrder", "order"), {"value": "NEWES"}, "Did you mean the enum value 'NEWEST'?"),
        (f'{{ demands(order: "{SECRET}") {{ cursor }} }}', None, "Enum 'DemandOrder' cannot represent non-enum value."),
        (LIST % ("Int", "first"), {"value": SECRET}, "Int cannot represent non-integer value."),
        (LIST % ("Int", "first"), {"value": 2**40}, "Int cannot represent non 32-bit signed integer value."),
        (LIST % (f'Int = "{SECRET}"', "first"), None, "Int cannot represent non-integer value."),
        ("query ($id: ID!) { demand(id: $id) { id } }", {"id": {"a": SECRET}}, "ID cannot represent value."),
        (
            f'{{ demand(id: {{a: "{SECRET}"}}) {{ id }} }}',
            None,
            "ID cannot represent a non-string and non-integer value.",
        ),
        (f'{{ demands(filter: {{closesBefore: "{SECRET}"}}) {{ cursor }} }}', None, INSTANT),
        (
            LIST % ("DemandFilter", "filter"),
            {"value": {"budgetAtLeast": {"amount": SECRET, "currency": "EUR"}}},
            f"at .budgetAtLeast.amount: Expected value of type 'Decimal'. {DECIMAL}",
        ),
        (
            f'{{ demand(id: "x") @include(if: "{SECRET}") {{ id }} }}',
            None,
            "Boolean cannot represent a non boolean value.",
        ),
    ],
)
async def test_a_mistake_is_told_without_the_value(document: str, variables: dict[str, Any] | None, said: str) -> None:
    found = await messages(OPEN, document, variables)
    assert [each for each in found if each.endswith(said)], found
    for text in [*found, *await messages(CLOSED, document, variables)]:
        assert "hunter" not in text
        assert str(2**40) not in text


@pytest.mark.parametrize(
    ("document", "variables", "secret"),
    [
        (SIGN_UP, {"input": {"email": "x"}}, ["password", "name"]),
        ("{ viewer { foo } }", None, ["Viewer"]),
        ("{ viewer }", None, ["Viewer"]),
        ("{ demand { title } }", None, ["id"]),
        ("{ demand(id: 5.5) { title } }", None, []),
        ("{ demands(order: NEWES) { cursor } }", None, ["DemandOrder", "NEWEST"]),
        ('{ demand(id: "x") { ... on Party { name } } }', None, ["Demand"]),
        ('mutation { signUp(input: {email: "x"}) { __typename } }', None, ["password", "name", "SignUpInput"]),
    ],
)
async def test_where_the_schema_is_not_shown_only_names_that_were_sent_are_told(
    document: str, variables: dict[str, Any] | None, secret: list[str]
) -> None:
    words = {word for text in await messages(CLOSED, document, variables) for word in names_sent(text, None)}
    assert words & {*secret} - {"name", "id"} == set()
    shown = " ".join(await messages(CLOSED, document, variables))
    assert [each for each in secret if f"'{each}" in shown] == []


def test_a_message_about_a_value_that_is_not_known_here_is_left_out() -> None:
    error = GraphQLError(f"Something new about {SECRET}", IntValueNode(value=SECRET))
    assert told(error).message == "This value is not valid here."
    assert without_names("A 'known' and an 'Unknown!' name.", {"known"}) == "A 'known' and an name."


def test_names_are_found_in_variables_however_deep() -> None:
    deep: Any = {"last": 1}
    for _ in range(50_000):
        deep = {"a": [deep]}
    assert names_sent("query A { b }", {"v": deep}) == {"query", "A", "b", "v", "a", "last"}
