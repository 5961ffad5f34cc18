"""The info of a resolver, made cheaply: what graphql-core knows of it is put together when somebody asks."""

from typing import Any

from graphql import GraphQLResolveInfo
from strawberry.types import Info
from strawberry.types.field import StrawberryField

from executor.fields import Field
from executor.places import Places, path_of_field
from executor.running import Run


class FieldInfo(Info[Any, Any]):
    """Strawberry's info of one field of one object; for a batch, that of its first object."""

    __slots__ = ("_at", "_places", "_run", "_selected", "context")

    def __init__(self, field: Field, places: Places, at: int, run: Run) -> None:
        self.context = run.context  # type: ignore[misc] # a property of Info, which is asked most often
        self._selected = field
        self._places = places
        self._at = at
        self._run = run

    @property
    def _raw_info(self) -> GraphQLResolveInfo[Any]:  # type: ignore[override] # made when it is needed
        return raw_info(self._selected, self._places, self._at, self._run)

    @property
    def _field(self) -> StrawberryField:  # type: ignore[override] # known from the document
        found: StrawberryField = self._selected.definition
        return found


def raw_info(field: Field, places: Places, at: int, run: Run) -> GraphQLResolveInfo[Any]:
    """The info that graphql-core makes for this field of this object."""
    path = path_of_field(places, at)
    return run.core.build_resolve_info(field.declared, field.nodes, field.parent, path)
