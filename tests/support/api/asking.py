"""Random documents over the whole schema, with arguments, variables, aliases, fragments and directives."""

import json
import random
from collections.abc import Sequence
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputType,
    GraphQLNamedType,
    GraphQLNonNull,
    OperationDefinitionNode,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_composite_type,
    is_enum_type,
    is_input_object_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_required_argument,
    is_required_input_field,
    type_from_ast,
)

from tests.support.api.contract import GRAPH

WORDS = ("payment", "python", "c++", "mark", "", "ünï", "x" * 300)
MOST_SELECTIONS = 40
DEEPEST = 9


class Word(str):
    """A name in a literal: an enum's value, which is not quoted."""


class Given:
    """Random values for arguments and variables."""

    def __init__(self, seed: int | str, ids: Sequence[str]) -> None:
        self.chance = random.Random(seed)
        self.ids = ids

    def variables_of(self, operation: OperationDefinitionNode) -> dict[str, Any]:
        """Values for the variables that an operation declares; some of those that it can do without are left out."""
        given: dict[str, Any] = {}
        for each in operation.variable_definitions or ():
            kind: Any = type_from_ast(GRAPH, each.type)
            if is_non_null_type(kind) or self.chance.random() < 0.6:
                given[each.variable.name.value] = self.value(kind)
        return given

    def value(self, kind: GraphQLInputType) -> Any:
        if not is_non_null_type(kind) and self.chance.random() < 0.1:
            return None
        inner: Any = get_nullable_type(kind)
        if is_list_type(inner):
            return [
                self.value(GraphQLNonNull(get_nullable_type(inner.of_type))) for _ in range(self.chance.randrange(3))
            ]
        if is_input_object_type(inner):
            return {
                name: self.value(field.type)
                for name, field in inner.fields.items()
                if is_required_input_field(field) or self.chance.random() < 0.5
            }
        if is_enum_type(inner):
            return self.member(inner)
        return self.scalar(inner.name)

    def member(self, kind: GraphQLEnumType) -> Word:
        return Word(self.chance.choice([*kind.values]))

    def scalar(self, name: str) -> Any:
        match name:
            case "ID":
                return self.chance.choice([*self.ids, "nothing"])
            case "Int":
                return self.chance.choice([1, 2, 3, 5, 20, 0, -1, 500])
            case "Boolean":
                return self.chance.random() < 0.5
            case "Float":
                return self.chance.choice([0.5, 1])
            case "Decimal":
                return self.chance.choice(["10.00", "3000.00"])
            case "DateTime":
                return "2031-01-31T12:00:00Z"
        return self.chance.choice(WORDS)


class Asked(Given):
    """One random document with its variables. The same seed and ids make the same document."""

    def __init__(self, seed: int, ids: Sequence[str], *, root: str = "Query") -> None:
        super().__init__(seed, ids)
        self.declared: dict[str, str] = {}
        self.variables: dict[str, Any] = {}
        self.fragments: list[str] = []
        self.left = MOST_SELECTIONS
        kind = GRAPH.type_map[root]
        body = self.selection(kind, DEEPEST)
        declared = ", ".join(f"${name}: {of}" for name, of in self.declared.items())
        self.text = f"{root.lower()} {f'({declared})' if declared else ''} {body} {' '.join(self.fragments)}"

    def selection(self, kind: GraphQLNamedType, depth: int) -> str:
        count = self.chance.randrange(1, 7) if self.left > 0 else 1
        return "{ " + " ".join(self.one(kind, depth) for _ in range(count)) + " }"

    def one(self, kind: GraphQLNamedType, depth: int) -> str:
        self.left -= 1
        is_open = depth > 0 and self.left > 0
        if is_open and (is_abstract_type(kind) or self.chance.random() < 0.1) and self.chance.random() < 0.8:
            return self.fragment(kind, depth)
        fields: dict[str, Any] = {
            name: field
            for name, field in getattr(kind, "fields", {}).items()
            if is_open or is_leaf_type(get_named_type(field.type))
        }
        if not fields or self.chance.random() < 0.05:
            return f"{self.chance.choice(['', 'kind: '])}__typename {self.directive()}"
        name = self.chance.choice([*fields])
        arguments = self.arguments(fields[name])
        inner = get_named_type(fields[name].type)
        below = self.selection(inner, depth - 1) if is_composite_type(inner) else ""
        # A name of its own for each set of arguments and type, so that all selections can be merged.
        alias = f"{kind}_{name}_{MOST_SELECTIONS - self.left}: " if arguments or below else f"{kind}_{name}: "
        return f"{alias}{name}{arguments} {self.directive()} {below}"

    def fragment(self, kind: GraphQLNamedType, depth: int) -> str:
        possible: list[Any] = [*GRAPH.get_possible_types(kind)] if is_abstract_type(kind) else [kind]
        condition = self.chance.choice([*possible, kind])
        if self.chance.random() < 0.6:
            on = self.chance.choice([f" on {condition}", "" if condition is kind else f" on {condition}"])
            return f"...{on} {self.directive()} {self.selection(condition, depth - 1)}"
        name = f"Fragment{len(self.fragments)}"
        place = len(self.fragments)
        self.fragments.append("")
        self.fragments[place] = f"fragment {name} on {condition} {self.selection(condition, depth - 1)}"
        return f"...{name} {self.directive()}"

    def directive(self) -> str:
        if self.chance.random() < 0.85:
            return ""
        is_kept = self.chance.random() < 0.7
        name = self.chance.choice(["skip", "include"])
        value = is_kept == (name == "include")
        if self.chance.random() < 0.4:
            return f"@{name}(if: {json.dumps(value)})"
        return f"@{name}(if: {self.variable('Boolean!', value)})"

    def arguments(self, field: Any) -> str:
        given = [
            f"{name}: {self.argument(argument)}"
            for name, argument in field.args.items()
            if is_required_argument(argument) or self.chance.random() < 0.5
        ]
        return f"({', '.join(given)})" if given else ""

    def argument(self, argument: Any) -> str:
        kind: GraphQLInputType = argument.type
        if self.chance.random() < 0.4:
            if not is_non_null_type(kind) and self.chance.random() < 0.2:
                name = self.variable(str(kind), None)
                del self.variables[name[1:]]
                return name
            return self.variable(str(kind), self.value(kind))
        return literal(self.value(kind))

    def variable(self, kind: str, value: Any) -> str:
        name = f"v{len(self.declared)}"
        self.declared[name] = kind
        self.variables[name] = value
        return f"${name}"


def literal(value: Any) -> str:
    """The value as it is written in a document."""
    if isinstance(value, Word):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
