"""Declaring how relations are told: the same declaration loads them in a batch, or lets the database tell them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import Any, TypeVar

from tortoise.models import Model

from models.accounts.viewer import Viewer
from models.database.fetching import by_key
from models.database.marks import Decided, Writing
from models.database.telling import One
from models.pending import PendingPage

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, eq=False)
class Listed:
    """A list whose pages are told by the statement that finds them.

    `find(thing, viewer, **arguments)` says how a page is found; None if it cannot be told. `beside` are further texts
    of a page, by the names of their attributes, which are had before its rows. `owned_by` are columns of the rows that
    have the key of the thing.
    """

    table: type[Model]
    find: Callable[..., PendingPage | None]
    beside: Mapping[str, Callable[[], Awaitable[str]]] = with_default(default_factory=dict)
    owned_by: frozenset[str] = frozenset()


class Reference:
    """Loads the rows that the keys in a column name. Whoever sees a thing sees what it refers to."""

    def __init__(self, table: type[Model], column: str) -> None:
        self.told = One(table, f"{{there}}.id = {{here}}.{column}", is_certain=True)
        self._table = table
        self._column = column

    async def __call__(self, things: Sequence[Any], *, viewer: Viewer | None) -> list[Any]:  # noqa: ARG002 - seen with the thing
        keys = [getattr(thing, self._column) for thing in things]
        found = await by_key(self._table, set(keys))
        return [found[key] for key in keys]


def told(how: Any) -> Callable[[F], F]:
    """Says how the database tells what this function loads."""

    def decorate(load: F) -> F:
        load.told = how  # type: ignore[attr-defined] # read by edge/telling.py
        return load

    return decorate


def decided_by(*columns: str, **conditions: Writing) -> Callable[[F], F]:
    """Says that what this function loads depends on the viewer and these columns and conditions of a row alone."""

    def decorate(load: F) -> F:
        return told(Decided(load, columns, tuple(conditions.items())))(load)

    return decorate
