"""Where values stand in an answer. Nothing is kept for each value: a path is worked out when an error or info asks."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol

from graphql.pyutils import Path


class Place(NamedTuple):
    """One element of a path."""

    key: str | int
    order: int  # among its siblings
    is_nullable: bool
    typename: str | None  # of the object that has the field; None for an item of a list


class Places(Protocol):
    """The places of the values of one step, which are numbered from 0."""

    def trail(self, at: int) -> list[Place]:
        """The path of this value, from the root."""


class Origin:
    """The place of the root value."""

    def trail(self, _at: int) -> list[Place]:
        return []


class Under:
    """The places of one field of several objects."""

    __slots__ = ("_outer", "_place")

    def __init__(self, outer: Places, place: Place) -> None:
        self._outer = outer
        self._place = place

    def trail(self, at: int) -> list[Place]:
        return [*self._outer.trail(at), self._place]


class Items:
    """The places of the items of several lists, whose lengths add up to the number of items."""

    __slots__ = ("_is_nullable", "_lengths", "_outer")

    def __init__(self, outer: Places, lengths: Sequence[int], *, is_nullable: bool) -> None:
        self._outer = outer
        self._is_nullable = is_nullable
        self._lengths = lengths

    def trail(self, at: int) -> list[Place]:
        starts = [0]
        for length in self._lengths:
            starts.append(starts[-1] + length)
        # Of lists that begin at the same place, all but the last are empty.
        of = bisect_right(starts, at) - 1
        index = at - starts[of]
        return [*self._outer.trail(of), Place(index, index, self._is_nullable, None)]


class Among:
    """Some of other places."""

    __slots__ = ("_chosen", "_outer")

    def __init__(self, outer: Places, chosen: Sequence[int]) -> None:
        self._outer = outer
        self._chosen = chosen

    def trail(self, at: int) -> list[Place]:
        return self._outer.trail(self._chosen[at])


ORIGIN = Origin()


def path_of_field(places: Places, at: int) -> Path:
    """The path of the field that a value belongs to, as graphql-core's infos have it: without indexes at its end."""
    trail = places.trail(at)
    while isinstance(trail[-1].key, int):
        trail.pop()
    path: Any = None
    for place in trail:
        path = Path(path, place.key, place.typename)
    found: Path = path
    return found
