"""Meters: what an answer takes is counted while it is built."""

from collections.abc import Sequence
from typing import Any

from graphql import GraphQLError


class Meter:
    """Counts nothing and refuses nothing. A subclass can end an operation whose answer takes too much."""

    @property
    def is_over(self) -> bool:
        """Whether the operation has ended: no further field is executed, and the answer is the refusal alone."""
        return False

    def fields(self, key: str, count: int, *, of: str) -> None:
        """So many objects are about to get a field with this key, of the type with that name."""

    def leaves(self, shown: Sequence[Any]) -> None:
        """These values of scalars and enums become part of the answer."""

    def texts(self, told: str, further: int) -> None:
        """This JSON becomes part of the answer, which has so many fields more than are in it."""

    def objects(self, values: Sequence[Any]) -> None:
        """These objects are about to be shown."""

    def failure(self, path: Sequence[str | int]) -> None:
        """A field with this path has failed."""

    async def pause(self) -> None:
        """Called between the parts of a long answer; may let others run, and may raise after it has set `is_over`."""

    @property
    def refusal(self) -> GraphQLError | None:
        """What the answer says instead of its data; None unless `is_over`."""
        return None
