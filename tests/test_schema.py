"""The schema: committed as printed, described everywhere, and named by the conventions."""

import re
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLUnionType,
    get_named_type,
    get_nullable_type,
    is_introspection_type,
    is_specified_scalar_type,
)

from tests.support.api.contract import GRAPH, SCHEMA

pytestmark = pytest.mark.anywhere

TYPES = {
    name: each
    for name, each in GRAPH.type_map.items()
    if not is_introspection_type(each) and not is_specified_scalar_type(each)
}
OUTPUTS = {name: each for name, each in TYPES.items() if isinstance(each, GraphQLObjectType | GraphQLInterfaceType)}
INPUTS = {name: each for name, each in TYPES.items() if isinstance(each, GraphQLInputObjectType)}
REFUSALS = {"InvalidInput", "Conflict", "Refused"}
# Those that only some mutations have, whose clients act on what they say.
SPECIAL = {"Obstructed"}


def test_the_committed_schema_is_the_printed_one() -> None:
    """If it fails, run `make schema` and review the changes."""
    committed = (Path(__file__).parent.parent / "schema.graphql").read_text()
    assert committed.strip() == SCHEMA.as_str().strip()


def test_everything_has_a_description() -> None:
    bare = [name for name, each in TYPES.items() if not each.description]
    for name, each in OUTPUTS.items():
        for field, of in each.fields.items():
            bare += [f"{name}.{field}"] if not of.description else []
            bare += [f"{name}.{field}({argument})" for argument, by in of.args.items() if not by.description]
    for name, taken in INPUTS.items():
        bare += [f"{name}.{field}" for field, by in taken.fields.items() if not by.description]
    for name, each in TYPES.items():
        if isinstance(each, GraphQLEnumType):
            bare += [f"{name}.{value} (schema/values.py)" for value, of in each.values.items() if not of.description]
    assert bare == []


def test_every_scalar_of_our_own_says_where_it_is_specified() -> None:
    scalars = [each for each in TYPES.values() if isinstance(each, GraphQLScalarType)]
    assert scalars
    assert all((each.specified_by_url or "").startswith("https://") for each in scalars)


def test_no_description_only_repeats_the_name() -> None:
    empty = []
    for name, each in OUTPUTS.items():
        for field, of in each.fields.items():
            said = re.sub(r"[^a-z]", "", (of.description or "").lower().removeprefix("the "))
            empty += [f"{name}.{field}"] if said == field.lower() else []
    assert empty == []


def test_names_say_what_things_are() -> None:
    for name in TYPES.keys() - {"WorkItem"}:
        assert not re.search(r"(Data|Manager|Helper|Info2|Object|Item|Type|Payload|DTO)$", name), name
    for name, each in TYPES.items():
        if isinstance(each, GraphQLEnumType):
            assert all(re.fullmatch(r"[A-Z][A-Z0-9_]*", value) for value in each.values), name


INSTANTS = {"closesBefore", "until", "claimedUntil", "asOf", "answersBy", "negotiatesUntil", "mediatesUntil"}


def test_ids_are_ids_and_instants_are_instants() -> None:
    for name, each in {**OUTPUTS, **INPUTS}.items():
        for field, of in each.fields.items():
            kind = get_named_type(of.type).name
            assert (kind == "ID") == bool(re.search(r"(^id|Ids?)$", field)), f"{name}.{field}"
            is_instant = field.endswith("At") or field in INSTANTS
            assert (kind == "DateTime") == is_instant, f"{name}.{field}"
            assert not field.endswith("Days") or kind == "Int", f"{name}.{field}"


def test_whatever_has_an_id_is_a_node() -> None:
    for name, each in OUTPUTS.items():
        nodes = {interface.name for interface in each.interfaces}
        assert ("id" in each.fields) == ("Node" in nodes) or name == "Node", name


@pytest.mark.parametrize("name", GRAPH.mutation_type.fields if GRAPH.mutation_type else ())
def test_a_mutation_takes_one_input_and_answers_with_the_thing_or_a_refusal(name: str) -> None:
    assert GRAPH.mutation_type is not None
    field = GRAPH.mutation_type.fields[name]
    capital = name[0].upper() + name[1:]
    assert {argument: str(of.type) for argument, of in field.args.items()} in ({}, {"input": f"{capital}Input!"})
    assert str(field.type) == f"{capital}Result!"
    union = get_named_type(field.type)
    assert isinstance(union, GraphQLUnionType)
    members = {each.name for each in union.types} - SPECIAL
    assert members > REFUSALS
    assert len(members) == len(REFUSALS) + 1
    assert re.match(r"[a-z]+[A-Z]?", name), "verbNoun"
    assert not name.startswith(("update", "set", "process", "handle")), name


def test_every_refusal_has_a_code_and_a_message() -> None:
    refusal = TYPES["Refusal"]
    assert isinstance(refusal, GraphQLInterfaceType)
    assert {each.name for each in GRAPH.get_possible_types(refusal)} == REFUSALS | SPECIAL
    assert {name: str(field.type) for name, field in refusal.fields.items()} == {
        "code": "String!",
        "message": "String!",
    }


def test_what_takes_a_cursor_and_a_page_size_is_a_connection_and_the_other_way_round() -> None:
    """A plain list that can be long takes `first` alone."""
    for name, each in OUTPUTS.items():
        for field, of in each.fields.items():
            is_connection = get_named_type(of.type).name.endswith("Connection")
            is_list = isinstance(get_nullable_type(of.type), GraphQLList)
            assert ({"first", "after"} <= set(of.args)) == is_connection, f"{name}.{field}"
            assert "first" not in of.args or is_connection or is_list, f"{name}.{field}"


def test_every_subscription_says_where_it_can_go_on() -> None:
    """Except for presence, which is a state, not an event."""
    assert GRAPH.subscription_type is not None
    for name, field in GRAPH.subscription_type.fields.items():
        told = get_named_type(field.type)
        assert isinstance(told, GraphQLObjectType)
        assert ("after" in field.args) == ("cursor" in told.fields) == (not name.lower().endswith("presence")), name
