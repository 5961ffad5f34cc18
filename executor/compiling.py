"""Compiling: an operation of a document becomes a tree of steps, for given values of the variables in directives."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Generic, TypeVar

from graphql import (
    GraphQLAbstractType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    TypeNameMetaFieldDef,
    get_named_type,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.execution.collect_fields import (
    FieldDetailsList,
    FragmentDetails,
    GroupedFieldSet,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues
from strawberry import Schema

from executor.arguments import arguments_of
from executor.completing import Completion, Lists
from executor.fields import Field
from executor.leaves import Leaves
from executor.objects import Abstract, Objects
from executor.resolving import resolve_of
from executor.steps import Named, Selection, Step, Told
from executor.telling import Group, Teller, Wanted
from executor.types import chooses_by_class, definition_of

T = TypeVar("T")


class Compiler:
    """Compiles one operation. `conditions` holds the variables of @skip and @include alone: the plan depends on them.

    What is selected of a type is compiled when the first object of this type appears.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDetails],
        conditions: VariableValues,
        teller: Teller | None = None,
    ) -> None:
        self._schema = schema
        self._operation = operation
        self._fragments = dict(fragments)
        self._conditions = conditions
        self._teller = teller
        made_from = definition_of(schema)
        self._converter = made_from.schema_converter if isinstance(made_from, Schema) else None
        self._choices: dict[str, bool] = {}

    def root(self, kind: GraphQLObjectType) -> Selection:
        """What the operation selects of the root type."""
        found = collect_fields(self._schema, self._fragments, self._conditions, kind, self._operation)
        return self._selection(kind, found.grouped_field_set)

    def _selection(self, kind: GraphQLObjectType, fields: GroupedFieldSet) -> Selection:
        steps = [self._step(field) for field in self._fields(kind, fields)]
        return Selection(steps, self._told(kind, steps) if self._teller else None)

    def _step(self, field: Field) -> Step:
        made = Named if field.declared is TypeNameMetaFieldDef else Step
        return made(field, resolve_of(field, self._converter), self._completion(field, field.declared.type))

    def _told(self, kind: GraphQLObjectType, steps: Sequence[Step]) -> Told | None:
        """What of a selection is told at once, if anything is."""
        assert self._teller is not None
        called = {step.key: step for step in steps if step.is_called and not isinstance(step, Named)}
        tell = self._teller(kind, [self._wanted(step.field) for step in called.values()]) if called else None
        return Group(tell, [called[each.field.key] for each in tell.wanted]) if tell else None

    def _wanted(self, field: Field) -> Wanted:
        declared = field.declared.type
        is_list, kind = is_list_type(get_nullable_type(declared)), self._only(get_named_type(declared))
        arguments = Once(partial(arguments_of, field, self._converter))
        below = Once(partial(self._below, kind, field))
        return Wanted(
            field, kind, is_list, lambda run, places: arguments()(run, places), below, partial(self._step, field)
        )

    def _only(self, kind: GraphQLNamedType) -> GraphQLNamedType:
        """The only type that the objects of an interface or a union can have, if there is just one; else the type."""
        if not is_abstract_type(kind):
            return kind
        possible = self._schema.get_possible_types(kind)
        return possible[0] if len(possible) == 1 else kind

    def _below(self, kind: GraphQLNamedType, field: Field) -> list[Wanted] | None:
        if is_object_type(kind):
            return [self._wanted(each) for each in self._fields(kind, self._grouped(kind, field.details))]
        return [] if is_leaf_type(kind) else None

    def _completion(self, field: Field, kind: GraphQLOutputType) -> Completion:
        is_required = is_non_null_type(kind)
        inner = kind.of_type if is_non_null_type(kind) else kind
        if is_list_type(inner):
            return Lists(field, self._completion(field, inner.of_type), is_required=is_required)
        if is_leaf_type(inner):
            return Leaves(field, inner, is_required=is_required)
        if is_abstract_type(inner):
            return self._abstract(field, inner, is_required=is_required)
        assert is_object_type(inner)
        return self._objects(field, inner, is_required=is_required)

    def _objects(self, field: Field, kind: GraphQLObjectType, *, is_required: bool) -> Objects:
        return Objects(field, kind, partial(self._selected, kind, field.details), is_required=is_required)

    def _abstract(self, field: Field, kind: GraphQLAbstractType, *, is_required: bool) -> Abstract:
        if kind.name not in self._choices:
            self._choices[kind.name] = chooses_by_class(kind, self._schema)
        branch_of = partial(self._objects, field, is_required=is_required)
        return Abstract(field, kind, branch_of, is_by_class=self._choices[kind.name], is_required=is_required)

    def _selected(self, kind: GraphQLObjectType, details: FieldDetailsList) -> Selection:
        """What the fields select of an object of this type."""
        return self._selection(kind, self._grouped(kind, details))

    def _grouped(self, kind: GraphQLObjectType, details: FieldDetailsList) -> GroupedFieldSet:
        found = collect_subfields(self._schema, self._fragments, self._conditions, self._operation, kind, details)
        return found.grouped_field_set

    def _fields(self, kind: GraphQLObjectType, grouped: GroupedFieldSet) -> Iterator[Field]:
        order = 0
        for key, details in grouped.items():
            declared = self._schema.get_field(kind, details[0].node.name.value)
            # An unknown field, in a document that was not validated, is left out.
            if declared is not None:
                yield Field(key, order, kind, declared, details)
                order += 1


class Once(Generic[T]):
    """What a function gives, which is called when it is needed, and once."""

    __slots__ = ("_function", "_given")

    def __init__(self, function: Callable[[], T]) -> None:
        self._function: Callable[[], T] | None = function
        self._given: T

    def __call__(self) -> T:
        if self._function is not None:
            self._given = self._function()
            self._function = None
        return self._given
