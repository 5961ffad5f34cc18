"""What depends on the class of a value alone, so that it is asked once for each class and not for each value."""

from typing import Any

from graphql import GraphQLAbstractType, GraphQLObjectType, GraphQLSchema
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.cast import get_strawberry_type_cast
from strawberry.types.union import StrawberryUnion

# An `is_type_of` with this attribute says the same of all instances of a class.
BY_CLASS = "is_by_class"


def definition_of(thing: Any) -> Any:
    """What Strawberry made a field or type from; None if it did not."""
    return thing.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)


def decides_by_class(kind: GraphQLObjectType) -> bool:
    """Whether the class of a value alone says if it is of this type, unless it is cast."""
    if kind.is_type_of is None or getattr(kind.is_type_of, BY_CLASS, False):
        return True
    definition = definition_of(kind)
    # Strawberry's own test; that of a generic type may look into the value.
    return (
        isinstance(definition, StrawberryObjectDefinition)
        and definition.is_type_of is None
        and definition.concrete_of is None
    )


def chooses_by_class(kind: GraphQLAbstractType, schema: GraphQLSchema) -> bool:
    """Whether the class of a value alone says which of the possible types it has, unless it is cast or generic."""
    definition = definition_of(kind)
    is_usual = type(definition) is StrawberryUnion or (
        isinstance(definition, StrawberryObjectDefinition) and definition.resolve_type is None
    )
    return is_usual and all(map(decides_by_class, schema.get_possible_types(kind)))


def is_generic(kind: type) -> bool:
    """Whether the type of an instance depends on its fields."""
    definition = getattr(kind, "__strawberry_definition__", None)
    return issubclass(kind, dict) or (definition is not None and definition.is_graphql_generic)


# Whether `strawberry.cast` gave a value a type: it gives the type, or None.
is_cast = get_strawberry_type_cast
