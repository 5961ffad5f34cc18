"""How fields depend on the viewer. A field that does not say so has the same value for everyone."""

from enum import Enum
from functools import lru_cache

import strawberry
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    visit,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter


class Differs(Enum):
    """How the value of a field depends on the viewer."""

    # By the viewer's side of the thing. If a feed's scope fixes the side, its followers share the value.
    BY_ROLE = "BY_ROLE"
    # By user. A follower who selects such a field shares results with nobody.
    BY_USER = "BY_USER"
    # Not in events: its resolver reads the viewer, but gives the same to every follower of an event.
    NOT = "NOT"


@lru_cache(maxsize=8)
def differing(schema: strawberry.Schema) -> dict[str, Differs]:
    """How each field depends on the viewer, by Type.field. Fields that do not depend on it are left out."""
    found: dict[str, Differs] = {}
    for kind in schema._schema.type_map.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, each in kind.fields.items():
                field = each.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF)
                differs = field.metadata.get("differs") if field is not None else None
                if isinstance(differs, Differs):
                    found[f"{kind.name}.{name}"] = differs
    return found


class _Fields(Visitor):
    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self.types = types
        self.found: set[str] = set()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        parent = self.types.get_parent_type()
        if parent is not None:
            self.found.add(f"{parent.name}.{node.name.value}")


def fields_in(schema: strawberry.Schema, document: DocumentNode) -> set[str]:
    """Every field that a document selects, including those in fragments, as Type.field."""
    types = TypeInfo(schema._schema)
    visitor = _Fields(types)
    visit(document, TypeInfoVisitor(types, visitor))
    return visitor.found


def is_personal(schema: strawberry.Schema, document: DocumentNode, *, settles_roles: bool) -> bool:
    """Whether the result of a document is for one user alone, so that followers cannot share it."""
    known = differing(schema)
    found = {known.get(field) for field in fields_in(schema, document)}
    return Differs.BY_USER in found or (not settles_roles and Differs.BY_ROLE in found)
