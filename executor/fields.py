"""A field as a document selects it of one type."""

from typing import Any

from graphql import FieldNode, GraphQLField, GraphQLObjectType, is_non_null_type
from graphql.execution.collect_fields import FieldDetailsList

from executor.places import Place
from executor.types import definition_of


class Field:
    """What is known of the field before anything is executed. `order` is its place among the fields beside it."""

    def __init__(
        self, key: str, order: int, parent: GraphQLObjectType, declared: GraphQLField, details: FieldDetailsList
    ) -> None:
        self.key = key
        self.parent = parent
        self.declared = declared
        # All nodes of the document with this key: their selections are merged.
        self.details = details
        self.nodes: list[FieldNode] = [each.node for each in details]
        self.name = self.nodes[0].name.value
        self.definition: Any = definition_of(declared)
        self.place = Place(key, order, not is_non_null_type(declared.type), parent.name)
