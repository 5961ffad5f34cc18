"""The cost of an operation, given its variables: the fields that its response can have, its statements and texts."""

import inspect
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache, partial
from math import isfinite
from typing import Any

from graphql import (
    GRAPHQL_MAX_INT,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
)

MOST_KNOWN = 64
STATEMENT = 10  # what a statement costs, in fields
DEFINITION = "strawberry-definition"


class Costs:
    """The costs of one document's operations, measured once for each combination of the page sizes in variables."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, *, page_size: int, list_size: int) -> None:
        self._new = partial(Measure, schema, document, page_size=page_size, list_size=list_size)
        self._asked: dict[str | None, list[str]] = {}
        self._known: dict[tuple[str | None, tuple[int | None, ...]], int] = {}

    def of(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> int:
        name = operation.name.value if operation.name else None
        given = {**_defaults(operation), **variables}
        asked = self._asked.get(name)
        if asked is None or (cost := self._known.get((name, _numbers(given, asked)))) is None:
            measure = self._new(given)
            cost = measure.cost(operation)
            asked = self._asked[name] = sorted(measure.asked)
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[name, _numbers(given, asked)] = cost
        return cost


class Measure:
    """Measures one operation of a valid document.

    A field costs one, and its weight if it has one. A list costs as much as the largest number of its items: what
    `first` or `last` ask for, on the list itself or on the connection around it, or as many ids as are given. A
    resolver that runs statements costs STATEMENT for each object; one that loads for all objects at once costs it once.
    For an interface or union, the most expensive type counts. A selection is measured once for each type and page size,
    however often it is spread.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        variables: Mapping[str, Any],
        *,
        page_size: int,
        list_size: int,
    ) -> None:
        self.schema = schema
        self.page_size = page_size
        self.list_size = list_size
        self.fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self.variables = variables
        self.asked: set[str] = set()  # the variables that affect the cost, whatever their values
        self.known: dict[tuple[int, str, int | None], int] = {}
        self.batches: set[tuple[int, str]] = set()

    def cost(self, operation: OperationDefinitionNode) -> int:
        root = self.schema.get_root_type(operation.operation)
        if root is None:
            return 0
        return self.of_selection(operation.selection_set, root, None) + STATEMENT * len(self.batches)

    def of_selection(self, selected: SelectionSetNode, on: GraphQLObjectType, page: int | None) -> int:
        """The fields of one object of that type; `page` is the page size for the lists among them."""
        key = (id(selected), on.name, page)
        if key not in self.known:
            self.known[key] = 0  # for a cycle of fragments
            self.known[key] = sum(
                self.of_field(each, on, page) if isinstance(each, FieldNode) else self.of_fragment(each, on, page)
                for each in selected.selections
            )
        return self.known[key]

    def of_fragment(self, node: Any, on: GraphQLObjectType, page: int | None) -> int:
        fragment: FragmentDefinitionNode | InlineFragmentNode
        fragment = self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
        condition = fragment.type_condition
        if condition and on not in self.possible(self.schema.get_type(condition.name.value)):
            return 0
        return self.of_selection(fragment.selection_set, on, page)

    def of_field(self, node: FieldNode, on: GraphQLObjectType, page: int | None) -> int:
        field = on.fields.get(node.name.value)
        if field is None:  # __typename, and introspection where it is allowed
            return 1
        size, items, extra = self.size_of(node, field), 1, self.extra_of(node, field, on)
        if isinstance(get_nullable_type(field.type), GraphQLList):
            items = next(each for each in (size, page, self.list_size) if each is not None)
            size = None  # used up: lists inside the items have their own sizes
        if node.selection_set is None:
            return items + extra
        types = self.possible(get_named_type(field.type))
        each_item = 1 + max((self.of_selection(node.selection_set, each, size) for each in types), default=0)
        return items * each_item + extra

    def extra_of(self, node: FieldNode, field: GraphQLField, on: GraphQLObjectType) -> int:
        """What a field costs besides the fields of the response: its weight and its statements."""
        definition = field.extensions.get(DEFINITION)
        if definition is None:
            return 0
        weight, is_batch = _weight_of(definition)
        if is_batch:
            self.batches.add((id(node), on.name))
        return weight

    def size_of(self, node: FieldNode, field: GraphQLField) -> int | None:
        """How many items are requested from a paged field; None if it is not paged."""
        paging = [name for name in ("first", "last", "ids", "candidateIds") if name in field.args]
        if not paging:
            return None
        given = {each.name.value: self.number(each.value) for each in node.arguments or () if each.name.value in paging}
        # Where the client names no size, a long default is not assumed: the fields of the answer are counted anyway.
        sizes = [given[name] if name in given else self.default_of(field, name) for name in paging]
        usual = None if isinstance(get_nullable_type(field.type), GraphQLList) else self.page_size
        return max((max(0, size) for size in sizes if isinstance(size, int)), default=usual)

    def default_of(self, field: GraphQLField, name: str) -> int | None:
        default = field.args[name].default_value
        return min(default, max(self.page_size, self.list_size)) if isinstance(default, int) else None

    def number(self, value: ValueNode) -> int | None:
        if isinstance(value, IntValueNode):
            return int(value.value)
        if isinstance(value, ListValueNode):
            return len(value.values)
        if not isinstance(value, VariableNode):
            return None
        self.asked.add(value.name.value)
        return _number(self.variables.get(value.name.value))

    def possible(self, named: GraphQLNamedType | None) -> Collection[GraphQLObjectType]:
        if isinstance(named, GraphQLInterfaceType | GraphQLUnionType):
            return self.schema.get_possible_types(named)
        return [named] if isinstance(named, GraphQLObjectType) else []


@lru_cache(maxsize=8_192)
def _weight_of(definition: Any) -> tuple[int, bool]:
    """What a field costs besides itself for each object, and whether it is loaded for all of them by one statement."""
    weight: int = definition.metadata.get("weight", 0)
    resolver = definition.base_resolver and definition.base_resolver.wrapped_func
    if hasattr(resolver, "batch"):
        return weight, True
    asks = inspect.iscoroutinefunction(resolver) and definition.metadata.get("asks", True)
    return weight + STATEMENT if asks else weight, False


def _numbers(variables: Mapping[str, Any], names: Iterable[str]) -> tuple[int | None, ...]:
    return tuple(_number(variables.get(name)) for name in names)


def _number(given: object) -> int | None:
    # Not validated yet: a value that is no Int and no list is refused later, with the variables.
    if isinstance(given, list):
        return len(given)
    if isinstance(given, float) and not isfinite(given):
        return None
    return min(int(given), GRAPHQL_MAX_INT) if isinstance(given, int | float) else None


def _defaults(operation: OperationDefinitionNode) -> dict[str, int]:
    return {
        each.variable.name.value: int(each.default_value.value)
        for each in operation.variable_definitions or ()
        if isinstance(each.default_value, IntValueNode)
    }
