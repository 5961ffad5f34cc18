"""Plans: a selection compiled once, then run over the objects of many events at a time."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import strawberry
from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSkipDirective,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_directive_values,
    type_from_ast,
)
from graphql.execution.values import VariableValues

from executor.leaves import AS_IS, COLUMN
from executor.types import decides_by_class
from resolvers.context import Context

Values = list[Any]
Resolve = Callable[[Values, Sequence[Context]], Awaitable[Values]]
Complete = Callable[[Values, Sequence[Context]], Awaitable[Values]]


class Unplanned(Exception):
    """Only graphql-core can execute this; edge/delivery.py falls back to it."""


@dataclass(frozen=True, slots=True)
class PlannedInfo:
    """The part of an info that our resolvers use."""

    context: Context


class Planner:
    """Compiles one operation of one document with given variables.

    A plan goes through the fields level by level, and loads what a level needs at once for all events of a round. It
    covers only what always succeeds: arguments below the root, missing values and exceptions are left to graphql-core.
    """

    def __init__(self, schema: strawberry.Schema, document: DocumentNode, variables: VariableValues) -> None:
        self._schema = schema
        self._graph = schema._schema
        self._variables = variables
        self._fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }

    def of_root(self, operation: OperationDefinitionNode) -> tuple[str, Complete]:
        """The response key of the only root field, and how its values are completed."""
        root = self._graph.get_root_type(operation.operation)
        assert root is not None
        [(key, nodes)] = self._fields(root, [operation.selection_set]).items()
        return key, self._completion(root.fields[nodes[0].name.value].type, nodes)

    def _completion(self, kind: GraphQLOutputType, nodes: list[FieldNode]) -> Complete:
        if isinstance(kind, GraphQLNonNull):
            return _never_null(self._completion(kind.of_type, nodes))
        if isinstance(kind, GraphQLList):
            return _each(self._completion(kind.of_type, nodes))
        if isinstance(kind, GraphQLObjectType):
            return _where_there(self._selection(kind, nodes))
        if isinstance(kind, GraphQLUnionType | GraphQLInterfaceType):
            return _where_there(self._choice(kind, nodes))
        return _leaves(kind.coerce_output_value)

    def _selection(self, kind: GraphQLObjectType, nodes: list[FieldNode]) -> Complete:
        steps: list[tuple[str, Resolve, Complete]] = []
        sets = [node.selection_set for node in nodes if node.selection_set]
        for key, same in self._fields(kind, sets).items():
            name = same[0].name.value
            if name == "__typename":
                steps.append((key, _always(kind.name), _as_it_is))
            elif same[0].arguments:
                raise Unplanned(f"{kind.name}.{name} has arguments")
            else:
                steps.append((key, self._resolution(kind, name), self._completion(kind.fields[name].type, same)))
        return _selected(steps)

    def _choice(self, kind: GraphQLUnionType | GraphQLInterfaceType, nodes: list[FieldNode]) -> Complete:
        branches = [(each, self._selection(each, nodes)) for each in self._graph.get_possible_types(kind)]
        return _chosen(branches)

    def _resolution(self, kind: GraphQLObjectType, name: str) -> Resolve:
        field = self._schema.get_field_for_type(name, kind.name)
        if field is None or field.extensions or field.permission_classes:
            raise Unplanned(f"{kind.name}.{name} is more than a resolver")
        resolver = field.base_resolver
        if resolver is None:
            return _attribute(field.python_name)
        function: Any = resolver.wrapped_func
        if hasattr(function, "batch"):
            return _batch(*function.batch)
        takes_info = "info" in inspect.signature(function).parameters
        parents = (resolver.parent_parameter, resolver.self_parameter, resolver.root_parameter)
        takes_parent = any(each is not None for each in parents)
        return _called(function, takes_parent=takes_parent, takes_info=takes_info)

    def _fields(self, kind: GraphQLObjectType, sets: Sequence[SelectionSetNode]) -> dict[str, list[FieldNode]]:
        """The fields that are selected on an object of this type, by their response key."""
        found: dict[str, list[FieldNode]] = {}
        for selection in chain.from_iterable(each.selections for each in sets):
            if not self._is_wanted(selection):
                continue
            if isinstance(selection, FieldNode):
                key = selection.alias.value if selection.alias else selection.name.value
                found.setdefault(key, []).append(selection)
                continue
            inner: InlineFragmentNode | FragmentDefinitionNode
            if isinstance(selection, FragmentSpreadNode):
                inner = self._fragments[selection.name.value]
            else:
                assert isinstance(selection, InlineFragmentNode)
                inner = selection
            if self._applies(inner, kind):
                for key, nodes in self._fields(kind, [inner.selection_set]).items():
                    found.setdefault(key, []).extend(nodes)
        return found

    def _is_wanted(self, node: Any) -> bool:
        skip = get_directive_values(GraphQLSkipDirective, node, self._variables)
        include = get_directive_values(GraphQLIncludeDirective, node, self._variables)
        return not (skip and skip["if"]) and not (include and not include["if"])

    def _applies(self, fragment: InlineFragmentNode | FragmentDefinitionNode, kind: GraphQLObjectType) -> bool:
        if fragment.type_condition is None:
            return True
        wanted = type_from_ast(self._graph, fragment.type_condition)
        if isinstance(wanted, GraphQLUnionType | GraphQLInterfaceType):
            return self._graph.is_sub_type(wanted, kind)
        return wanted is kind


# ---------- resolving values


def _always(value: Any) -> Resolve:
    async def resolve(parents: Values, _: Sequence[Context]) -> Values:
        return [value] * len(parents)

    return resolve


def _attribute(name: str) -> Resolve:
    async def resolve(parents: Values, _: Sequence[Context]) -> Values:
        return [getattr(parent, name) for parent in parents]

    return resolve


def _called(function: Callable[..., Any], *, takes_parent: bool, takes_info: bool) -> Resolve:
    of_all: Callable[[Values], Values] | None = getattr(function, COLUMN, None)
    if of_all is not None:

        async def resolve_all(parents: Values, _: Sequence[Context]) -> Values:
            return of_all(parents)

        return resolve_all

    async def resolve(parents: Values, contexts: Sequence[Context]) -> Values:
        if not takes_info:
            values = [function(parent) for parent in parents] if takes_parent else [function() for _ in parents]
        else:
            infos = [PlannedInfo(context) for context in contexts]
            values = [
                function(parent, info=info) if takes_parent else function(info=info)
                for parent, info in zip(parents, infos, strict=True)
            ]
        if inspect.iscoroutinefunction(function):
            values = await asyncio.gather(*values)
        return values

    return resolve


def _batch(load: Callable[..., Awaitable[Sequence[Any]]], is_alike: bool) -> Resolve:
    async def resolve(parents: Values, contexts: Sequence[Context]) -> Values:
        if is_alike:
            return list(await load(parents, viewer=None))
        values: Values = [None] * len(parents)
        by_viewer: dict[Any, list[int]] = {}
        for place, context in enumerate(contexts):
            by_viewer.setdefault(context.viewer and context.viewer.session_id, []).append(place)
        for places in by_viewer.values():
            found = await load([parents[at] for at in places], viewer=contexts[places[0]].viewer)
            for place, value in zip(places, found, strict=True):
                values[place] = value
        return values

    return resolve


# ---------- completing values


async def _as_it_is(values: Values, _: Sequence[Context]) -> Values:
    return values


def _leaves(coerce: Callable[[Any], Any]) -> Complete:
    of_all: Callable[[Values], Values] | None = getattr(coerce, COLUMN, None)
    usual, are_legal = AS_IS.get(coerce, (None, None))

    async def complete(values: Values, _: Sequence[Context]) -> Values:
        if usual is not None and {*map(type, values)} == {usual} and (are_legal is None or are_legal(values)):
            return values
        if of_all is not None and None not in values:
            return of_all(values)
        return [value if value is None else coerce(value) for value in values]

    return complete


def _never_null(inner: Complete) -> Complete:
    async def complete(values: Values, contexts: Sequence[Context]) -> Values:
        shown = await inner(values, contexts)
        if None in shown:
            raise Unplanned("null where none may be")
        return shown

    return complete


def _where_there(inner: Complete) -> Complete:
    """Completes the values that are present, and leaves null for the others."""

    async def complete(values: Values, contexts: Sequence[Context]) -> Values:
        places = [place for place, value in enumerate(values) if value is not None]
        if len(places) == len(values):
            return await inner(values, contexts) if values else []
        shown: Values = [None] * len(values)
        if places:
            found = await inner([values[at] for at in places], [contexts[at] for at in places])
            for place, value in zip(places, found, strict=True):
                shown[place] = value
        return shown

    return complete


def _each(inner: Complete) -> Complete:
    async def complete(values: Values, contexts: Sequence[Context]) -> Values:
        lists = [None if value is None else list(value) for value in values]
        flat = [item for each in lists if each is not None for item in each]
        around = [context for each, context in zip(lists, contexts, strict=True) for _ in each or ()]
        shown = iter(await inner(flat, around) if flat else [])
        return [None if each is None else [next(shown) for _ in each] for each in lists]

    return complete


def _chosen(branches: list[tuple[GraphQLObjectType, Complete]]) -> Complete:
    # The branches of classes whose instances are all of the same type.
    known: dict[type, int] = {}
    is_by_class = all(decides_by_class(kind) for kind, _ in branches)

    async def complete(values: Values, contexts: Sequence[Context]) -> Values:
        by_branch: dict[int, list[int]] = {}
        for place, value in enumerate(values):
            branch = known.get(type(value))
            by_branch.setdefault(_branch_of(value) if branch is None else branch, []).append(place)
        shown: Values = [None] * len(values)
        for branch, places in by_branch.items():
            found = await branches[branch][1]([values[at] for at in places], [contexts[at] for at in places])
            for place, value in zip(places, found, strict=True):
                shown[place] = value
        return shown

    def _branch_of(value: Any) -> int:
        info: Any = None
        for number, (kind, _) in enumerate(branches):
            if kind.is_type_of is not None and kind.is_type_of(value, info):
                if is_by_class:
                    known[type(value)] = number
                return number
        raise Unplanned(f"{type(value).__name__} is of no type here")

    return complete


def _selected(steps: list[tuple[str, Resolve, Complete]]) -> Complete:
    async def complete(values: Values, contexts: Sequence[Context]) -> Values:
        shown: Values = [{} for _ in values]
        for key, resolve, show in steps:
            for answer, value in zip(shown, await show(await resolve(values, contexts), contexts), strict=True):
                answer[key] = value
        return shown

    return complete
