"""Telling: some fields of objects are had as text, with all that is selected below them, from whoever can tell them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import orjson
import structlog
from graphql import GraphQLNamedType, GraphQLObjectType

from executor.fields import Field
from executor.places import Among, Items, Places, Under
from executor.running import Run, Values, once_there
from executor.steps import MANY, Step

log = structlog.get_logger(__name__)


@dataclass(frozen=True, eq=False, slots=True)
class Wanted:
    """A field as a document selects it, of objects of this type. `below` finds what it selects below it: None where
    that depends on the value, nothing below a scalar. `arguments` are those that its resolver gets, and `step` executes
    it.
    """

    field: Field
    kind: GraphQLNamedType
    is_list: bool
    arguments: Callable[[Run, Places], dict[str, Any]]
    below: "Callable[[], Sequence[Wanted] | None]"
    step: Callable[[], Step]


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
        self, sources: Sequence[Any], context: Any, given: Sequence[dict[str, Any]], beside: "Beside"
    ) -> Sequence[Sequence[str | Exception]]:
        """The JSON of each field of each object, or the error of a field. `given` are the arguments of the lists.

        Raises Untold.
        """


class Teller(Protocol):
    """Knows how to tell fields of some types."""

    def __call__(self, kind: GraphQLObjectType, wanted: Sequence[Wanted]) -> Tell | None:
        """How to tell some of the fields of objects of this type; None if none of them should be."""


class Beside:
    """What the executor does while fields of some objects are told: it counts, and executes what is not told."""

    def __init__(self, places: Places, run: Run, steps: dict[Wanted, Step]) -> None:
        self._places = places
        self._run = run
        self._steps = steps

    def count(self, text: str, further: int) -> None:
        """This JSON becomes part of the answer, which has so many fields more than are in it."""
        self._run.meter.texts(text, further)
        if self._run.meter.is_over:
            raise Untold

    async def executed(
        self, wanted: Sequence[Wanted], things: Sequence[Any], *, at: int, path: Sequence[Wanted]
    ) -> list[list[str]]:
        """The JSON of fields of the objects at the end of a path from the source `at`: the first of its fields that is
        a list has them. Raises Untold if one of the fields fails.
        """
        run, places = self._run.apart(), self._places_of(len(things), at, path)
        run.meter.objects(things)
        columns = await once_there([self._step(each).take(things, places, run) for each in wanted])
        if run.failures or run.meter.is_over:
            raise Untold
        return [[orjson.dumps(value).decode() for value in column] for column in columns]

    def _places_of(self, count: int, at: int, path: Sequence[Wanted]) -> Places:
        found: Places = Among(self._places, [at])
        for each in path:
            found = Under(found, each.field.place)
            if each.is_list:
                found = Items(found, [count], is_nullable=False)
        return found

    def _step(self, wanted: Wanted) -> Step:
        if wanted not in self._steps:
            self._steps[wanted] = wanted.step()
        return self._steps[wanted]


class Group:
    """The fields of one selection that are told. What cannot be told is executed by their steps."""

    def __init__(self, tell: Tell, steps: Sequence[Step]) -> None:
        self.keys = [each.field.key for each in tell.wanted]
        self._tell = tell
        self._steps = steps
        self._beside: dict[Wanted, Step] = {}

    async def columns(self, sources: Sequence[Any], places: Places, run: Run) -> list[Values]:
        """The values of each field for all objects."""
        try:
            given = [each.arguments(run, places) for each in self._tell.lists]
            rows: list[Sequence[str | Exception]] = []
            for start in range(0, len(sources), MANY):
                part = range(start, min(start + MANY, len(sources)))
                beside = Beside(Among(places, part), run, self._beside)
                rows += await self._tell.of([sources[at] for at in part], run.context, given, beside)
        except Exception as error:  # noqa: BLE001 - found again below, for the field that it belongs to
            if run.meter.is_over:
                return [[None] * len(sources) for _ in self.keys]
            if not isinstance(error, Untold):
                log.warning("not_told", fields=self.keys, error=repr(error))
            return await once_there([step.take(sources, places, run) for step in self._steps])
        return [
            [
                step.failed(each, places, at, run) if isinstance(each, Exception) else orjson.Fragment(each)
                for at, each in enumerate(column)
            ]
            for step, column in zip(self._steps, zip(*rows, strict=True), strict=True)
        ]
