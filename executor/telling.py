"""Telling: some fields of objects are had as text, with all that is selected below them, from whoever can tell them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import orjson
import structlog
from graphql import GraphQLNamedType, GraphQLObjectType

from executor.arguments import Arguments
from executor.fields import Field
from executor.places import Places
from executor.running import Run, Values, once_there
from executor.steps import MANY, Step

log = structlog.get_logger(__name__)


@dataclass(frozen=True, eq=False, slots=True)
class Wanted:
    """A field as a document selects it. `below` finds what it selects below it: None where that depends on the value,
    nothing below a scalar.
    """

    field: Field
    kind: GraphQLNamedType
    is_list: bool
    arguments: Arguments
    below: "Callable[[], Sequence[Wanted] | None]"


class Untold(Exception):
    """These fields of these objects cannot be told. They are executed one by one."""


class Tell(Protocol):
    """Tells some fields of objects."""

    @property
    def wanted(self) -> Sequence[Wanted]:
        """Those that it tells."""

    @property
    def lists(self) -> Sequence[Wanted]:
        """Those fields below them whose arguments it needs."""

    async def of(
        self, sources: Sequence[Any], context: Any, given: Sequence[dict[str, Any]]
    ) -> tuple[Sequence[Sequence[str]], int]:
        """The JSON of each field of each object, and how many fields are in all of it. `given` are the arguments of the
        lists. Raises Untold.
        """


class Teller(Protocol):
    """Knows how to tell fields of some types."""

    def __call__(self, kind: GraphQLObjectType, wanted: Sequence[Wanted]) -> Tell | None:
        """How to tell some of the fields of objects of this type; None if none of them should be."""


class Group:
    """The fields of one selection that are told. What cannot be told is executed by their steps."""

    def __init__(self, tell: Tell, steps: Sequence[Step]) -> None:
        self.keys = [each.field.key for each in tell.wanted]
        self._tell = tell
        self._steps = steps

    async def columns(self, sources: Sequence[Any], places: Places, run: Run) -> list[Values]:
        """The values of each field for all objects."""
        try:
            given = [each.arguments.of(run) for each in self._tell.lists]
            rows: list[Sequence[str]] = []
            for start in range(0, len(sources), MANY):
                part = sources[start : start + MANY]
                told, fields = await self._tell.of(part, run.context, given)
                run.meter.texts(told, fields)
                if run.meter.is_over:
                    return [[None] * len(sources) for _ in self.keys]
                rows += told
        except Exception as error:  # noqa: BLE001 - found again below, for the field that it belongs to
            if not isinstance(error, Untold):
                log.warning("not_told", fields=self.keys, error=repr(error))
            return await once_there([step.take(sources, places, run) for step in self._steps])
        return [[orjson.Fragment(text) for text in column] for column in zip(*rows, strict=True)]
