"""Errors of fields, and which of them an answer tells."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Final

from graphql import FieldNode, GraphQLError, located_error

from executor.places import Places


class Failed:
    """Stands for a value that may not be null and could not be had: whatever holds it is null or failed, too."""

    def __repr__(self) -> str:
        return "FAILED"


FAILED: Final = Failed()


class Failures:
    """The errors of one operation.

    Fields are executed in another order than their place in the document says. The answer tells the errors in the
    order of the document, and of what became null because of an error only the errors up to that one, as if all
    fields had been executed one after the other.
    """

    def __init__(self) -> None:
        self._found: list[tuple[tuple[int, ...], tuple[str | int, ...], int, GraphQLError]] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, error: Exception, nodes: Sequence[FieldNode], places: Places, at: int) -> tuple[str | int, ...]:
        """Adds the error of one value, and returns its path."""
        trail = places.trail(at)
        path = tuple(place.key for place in trail)
        # How much of the path is left after the null has moved up to where one may be; 0 is the whole answer.
        left = len(trail)
        while left and not trail[left - 1].is_nullable:
            left -= 1
        located = located_error(error, nodes, list(path))
        self._found.append((tuple(place.order for place in trail), path, left, located))
        return path

    def told(self) -> list[GraphQLError]:
        errors: list[GraphQLError] = []
        nulled: set[tuple[str | int, ...]] = set()
        for _, path, left, error in sorted(self._found, key=itemgetter(0)):
            if not any(path[:length] in nulled for length in range(left + 1)):
                nulled.add(path[:left])
                errors.append(error)
        return errors
