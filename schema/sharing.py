"""What depends on who is looking: each field that does says how, and everything else is the same for all."""

from enum import Enum
from functools import lru_cache

import strawberry
from graphql import FieldNode, GraphQLInterfaceType, GraphQLObjectType, TypeInfo, TypeInfoVisitor, Visitor, parse, visit


class Differs(Enum):
    """How what a field shows depends on who is looking."""

    # With what the viewer is to the thing: where the scope of a feed settles that, it can be shared.
    BY_ROLE = "BY_ROLE"
    # From one user to the next: a user who selects it follows alone.
    BY_USER = "BY_USER"
    # Its resolver asks who is looking, and says the same to everyone whom an event reaches.
    NOT = "NOT"


@lru_cache(maxsize=8)
def differing(schema: strawberry.Schema) -> dict[str, Differs]:
    """How each field depends on the viewer, as Type.field; those that know no viewer are left out."""
    found: dict[str, Differs] = {}
    for kind in schema._schema.type_map.values():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name in kind.fields:
                field = schema.get_field_for_type(name, kind.name)
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


@lru_cache(maxsize=256)
def fields_in(schema: strawberry.Schema, query: str) -> frozenset[str]:
    """Every field that a document selects, in fragments too, as Type.field."""
    types = TypeInfo(schema._schema)
    visitor = _Fields(types)
    visit(parse(query, no_location=True), TypeInfoVisitor(types, visitor))
    return frozenset(visitor.found)


def is_personal(schema: strawberry.Schema, query: str, *, settles_roles: bool) -> bool:
    """Whether what a document selects is for one user alone."""
    known = differing(schema)
    found = {known.get(field) for field in fields_in(schema, query)}
    return Differs.BY_USER in found or (not settles_roles and Differs.BY_ROLE in found)
