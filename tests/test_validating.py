"""Documents are validated by graphql-core's rules, and with its errors, whoever shows them the document."""

import random
import re
from typing import Any

import graphql
import pytest
from graphql import GraphQLError, GraphQLSyntaxError, Visitor, parse, specified_rules

from edge.limits import Limits, rules_of
from executor.validating import show, validate
from tests.support.api.contract import GRAPH
from tests.support.api.front_end import texts
from tests.support.seeds import SEED
from tests.test_operations import OPERATIONS, with_fragments

pytestmark = pytest.mark.anywhere

TEXTS = {
    **texts(),
    **{f"operations/{name}": graphql.print_ast(with_fragments(each)) for name, each in OPERATIONS.items()},
}
TOKENS = re.compile(r'"[^"]*"|\.\.\.|[\w$@]+|[^\s\w]')
SPOILT = 300
WRONG = ("nothing", "Query", "$nothing", "@skip(if: true)", "@nothing", "...nothing", "(nothing: 1)", "{ id }", "a: id")


def rules() -> list[Any]:
    """Those of a server in production."""
    return [*specified_rules, *rules_of(Limits(), introspection=False)]


def told(errors: list[GraphQLError]) -> list[Any]:
    return [(type(each), each.message, each.locations, each.extensions) for each in errors]


def both(text: str) -> tuple[list[Any], list[Any]]:
    """What is found in a document here, and by graphql-core."""
    document, used = parse(text), rules()
    return told(validate(GRAPH, document, used)), told(graphql.validate(GRAPH, document, used))


@pytest.mark.parametrize("name", TEXTS)
def test_every_document_of_front_ends_is_valid_within_the_limits(name: str) -> None:
    """A server that was built with them does not validate them."""
    assert both(TEXTS[name]) == ([], [])


def spoilt(text: str, dice: random.Random) -> str:
    """The document with something wrong: names left out, twice, in another place, or strange."""
    tokens = TOKENS.findall(text)
    for _ in range(dice.choice((1, 1, 2, 5))):
        at, other = (dice.choice([at for at, each in enumerate(tokens) if each[0].isalpha()]) for _ in range(2))
        match dice.randrange(5):
            case 0:
                del tokens[at]
            case 1 | 2:
                tokens[at] = tokens[other]
            case 3:
                tokens.insert(at, dice.choice(WRONG))
            case _:
                tokens[at:at] = tokens[at : at + dice.randrange(12)]
    return " ".join(tokens)


def test_what_is_wrong_is_told_as_graphql_core_tells_it() -> None:
    dice, wrong = random.Random(SEED), 0
    for _ in range(SPOILT):
        made = spoilt(dice.choice([*TEXTS.values()]), dice)
        try:
            parse(made)
        except GraphQLSyntaxError:
            continue
        here, there = both(made)
        assert here == there, made
        wrong += bool(there)
    assert wrong > SPOILT / 5


@pytest.mark.parametrize(
    "text",
    [
        "{ " + "a: nothing " * 101 + "}",
        "{ ...a } " + "".join(f"fragment {one} on Query {{ ...{other} }} " for one, other in ("ab", "bc", "ca")),
        "{ ...f0 } "
        + "".join(f"fragment f{at} on Query {{ ...f{at + 1} }} " for at in range(250))
        + "fragment f250 on Query { id }",
        "{ demand(id: 1) " + "{ ... on BiddingDemand " * 190 + "{ nothing }" + " }" * 190 + "}",
        "query A($a: Int) { __typename } query A { __typename } { __typename }",
        "subscription { __typename market { cursor } }",
        "type A { a: Int }",
        'query ($a: Int @nothing, $a: [Nothing!] = [{b: 1}]) { demands(first: $a, first: "2") { edges { node } } }',
        "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
        "mutation { addRemark(input: {candidateId: 1, candidateId: 2, body: null}) { ... on Remark { id: body } id } }",
        "{ demands { edges { cursor { a } node @include { id @skip(if: 1) @skip(if: 2) } } } }",
        "{ me { ...a ...a ...b } } fragment a on User { a: id } fragment b on User { a: name b: id } "
        "fragment b on Nothing { a }",
    ],
)
def test_strange_documents_are_refused_alike(text: str) -> None:
    here, there = both(text)
    assert here == there
    assert there


def test_a_visitor_that_would_change_a_document_is_refused() -> None:
    class Changing(Visitor):
        def enter_field(self, *_: object) -> Any:
            return ...

    with pytest.raises(TypeError):
        show(parse("{ a }"), graphql.TypeInfo(GRAPH), [Changing()])
