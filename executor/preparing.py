"""Preparing: what graphql-core finds out of an operation before each execution is found out once for a document."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLBoolean,
    GraphQLError,
    GraphQLID,
    GraphQLInputType,
    GraphQLSchema,
    GraphQLString,
    OperationDefinitionNode,
    Undefined,
    default_field_resolver,
    default_type_resolver,
    get_operation_ast,
    is_non_null_type,
    is_scalar_type,
)
from graphql.execution import Executor
from graphql.execution.collect_fields import FragmentDetails
from graphql.execution.get_variable_signature import GraphQLVariableSignature, get_variable_signature
from graphql.execution.values import (
    VariableValues,
    VariableValueSource,
    get_variable_values,
    input_is_nested_too_deeply,
)
from graphql.type import assert_valid_schema
from graphql.utilities import coerce_input_value

MOST_ERRORS = 50  # as `Executor.build` tells
# The classes of the values that a variable of a scalar gets as they are, by how graphql-core reads this scalar.
AS_IS = {
    GraphQLString.coerce_input_value: str,
    GraphQLID.coerce_input_value: str,
    GraphQLBoolean.coerce_input_value: bool,
}


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable that an operation declares."""

    signature: GraphQLVariableSignature
    is_required: bool
    has_default: bool
    as_is: type | None  # the class of values that are taken as they are


@dataclass(frozen=True, slots=True)
class Prepared:
    """An operation of a document whose fragments have no variables."""

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragment_definitions: dict[str, FragmentDefinitionNode]
    fragments: dict[str, FragmentDetails]
    variables: tuple[Variable, ...]

    def values_of(self, given: Mapping[str, Any], *, hide_suggestions: bool) -> VariableValues | list[GraphQLError]:
        """The coerced values of its variables, or what is wrong with them, as graphql-core tells it."""
        try:
            found = self._usual(given)
        except (GraphQLError, RecursionError):
            found = None
        if found is not None:
            return found
        return get_variable_values(
            *(self.schema, self.operation.variable_definitions or (), dict(given)),
            max_errors=MOST_ERRORS,
            hide_suggestions=hide_suggestions,
        )

    def executor(
        self, made_by: type[Executor[Any]], values: VariableValues, root: Any, context: Any, rest: Mapping[str, Any]
    ) -> Executor[Any]:
        """graphql-core's executor of it, as `Executor.build` makes it."""
        resolvers = default_field_resolver, default_type_resolver, default_field_resolver
        known = self.schema, self.fragment_definitions, self.fragments
        return made_by(*known, root, context, self.operation, values, *resolvers, **rest)

    def _usual(self, given: Mapping[str, Any]) -> VariableValues | None:
        """The same where no default is used and no value is wrong, or else nothing."""
        sources: dict[str, VariableValueSource] = {}
        coerced: dict[str, Any] = {}
        for each in self.variables:
            name = each.signature.name
            value = given.get(name, Undefined)
            if value is Undefined:
                if each.is_required or each.has_default:
                    return None
                sources[name] = VariableValueSource(each.signature)
                continue
            sources[name] = VariableValueSource(each.signature, value)
            if type(value) is not each.as_is and (value is not None or each.is_required):
                value = _coerced(value, each.signature.type)
                if value is Undefined:
                    return None
            coerced[name] = value
        return VariableValues(sources, coerced)


def prepared(schema: GraphQLSchema, document: DocumentNode, name: str | None) -> Prepared | None:
    """The operation with this name, or the only one; None if graphql-core has to say what is wrong."""
    operation = get_operation_ast(document, name)
    if operation is None:
        return None
    assert_valid_schema(schema)
    signatures = [get_variable_signature(schema, each) for each in operation.variable_definitions or ()]
    variables: list[Variable] = []
    for each in signatures:
        if isinstance(each, GraphQLError):
            return None
        is_required = is_non_null_type(each.type)
        named = each.type.of_type if is_non_null_type(each.type) else each.type
        as_is = AS_IS.get(named.coerce_input_value) if is_scalar_type(named) else None
        variables.append(Variable(each, is_required, each.default is not None, as_is))
    definitions = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    fragments = {key: FragmentDetails(each, None) for key, each in definitions.items()}
    return Prepared(schema, operation, definitions, fragments, tuple(variables))


def _coerced(value: Any, kind: GraphQLInputType) -> Any:
    """The value, or Undefined if it is none of this type."""
    return Undefined if input_is_nested_too_deeply(value, kind) else coerce_input_value(value, kind)
