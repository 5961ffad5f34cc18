"""Steps: the fields of a selection in the order of the document, each for all objects that the selection has."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Protocol, cast

from executor.completing import Completion
from executor.failures import FAILED
from executor.fields import Field
from executor.leaves import Leaves
from executor.places import ORIGIN, Among, Places, Under
from executor.resolving import Attribute, Batch, Resolve
from executor.running import Later, Now, Run, Values, once_complete, once_there

# Of more objects, others may run between two fields, and a field with large values is had in parts.
MANY = 100
# Of more objects, each part is finished before the next begins, so that the answer is counted while it is built.
MOST_AT_ONCE = 500

Parts = Sequence[range]


class Told(Protocol):
    """Some fields of a selection that are had together."""

    @property
    def keys(self) -> Sequence[str]: ...

    async def columns(self, sources: Sequence[Any], places: Places, run: Run) -> list[Values]:
        """The values of each of them for all objects."""


class Step:
    """One field of a selection: how its values are had, and how they are completed."""

    def __init__(self, field: Field, resolve: Resolve, completion: Completion) -> None:
        self.key = field.key
        self.field = field
        self._parent = field.parent.name
        self._place = field.place
        self._resolve = resolve
        self._completion = completion
        self.is_batch = isinstance(resolve, Batch)
        # Whether a function makes the values, and not only an attribute.
        self.is_called = not isinstance(resolve, Attribute)
        # Values that a function makes; those of attributes are there anyway.
        self._makes_leaves = isinstance(completion, Leaves) and not isinstance(resolve, Attribute)

    def take(self, sources: Sequence[Any], places: Places, run: Run) -> Now:
        """The completed values of this field for all objects; never raises because of a value."""
        parts = self._parts(sources) if len(sources) > MANY else ()
        if len(parts) > 1:
            return partial(self._taken_in_parts, parts, sources, places, run)
        return self._taken(sources, places, run)

    def failed(self, error: Exception, places: Places, at: int, run: Run) -> Any:
        """What is shown of this field of one object if it fails; records its error."""
        return self._completion.failed(error, Under(places, self._place), at, run)

    def _taken(self, sources: Sequence[Any], places: Places, run: Run) -> Now:
        if run.meter.is_over:
            return [None] * len(sources)
        run.meter.fields(self.key, len(sources), of=self._parent)
        values = self._resolve(sources, places, run)
        under = Under(places, self._place)
        if isinstance(values, list):
            return self._completion.complete(values, under, run)
        return partial(self._taken_later, values, under, run)

    async def _taken_later(self, values: Later, under: Places, run: Run) -> Values:
        return await once_complete(self._completion.complete(await values(), under, run))

    async def _taken_in_parts(self, parts: Parts, sources: Sequence[Any], places: Places, run: Run) -> Values:
        """The values of one part after the other, so that no more of them exist before they are counted."""
        shown: Values = []
        for part in parts:
            await run.meter.pause()
            shown += await once_complete(self._taken(sources[part.start : part.stop], Among(places, part), run))
        return shown

    def _parts(self, sources: Sequence[Any]) -> Parts:
        """Where to divide the objects: a batch loads up to MANY of them, whatever the number of their places."""
        if self.is_batch:
            return _each_with(MANY, sources)
        if self._makes_leaves:
            return [range(start, min(start + MANY, len(sources))) for start in range(0, len(sources), MANY)]
        return ()


def _each_with(most: int, sources: Sequence[Any]) -> Parts:
    """Parts with at most so many different objects each."""
    parts: list[range] = []
    start = 0
    known: set[int] = set()
    for at, source in enumerate(sources):
        if id(source) not in known and len(known) == most:
            parts.append(range(start, at))
            start, known = at, set()
        known.add(id(source))
    return [*parts, range(start, len(sources))]


class Named(Step):
    """The field `__typename`."""

    def take(self, sources: Sequence[Any], _places: Places, run: Run) -> Values:
        run.meter.fields(self.key, len(sources), of=self._parent)
        shown = [self._place.typename] * len(sources)
        run.meter.leaves(shown)
        return shown


class Selection:
    """The fields that are selected of objects of one type."""

    def __init__(self, steps: Sequence[Step], told: Told | None = None) -> None:
        self.steps = steps
        self._told = told
        self._others = [step for step in steps if told is None or step.key not in told.keys]
        # Copying this and filling it in is faster than making a dict of keys and values.
        self._empty: dict[str, Any] = dict.fromkeys(step.key for step in steps)

    def complete(self, sources: Sequence[Any], places: Places, run: Run) -> Now:
        """A dict for each object, or FAILED if a field failed that may not be null."""
        if len(sources) > MANY:
            return partial(self._in_parts, sources, places, run)
        columns = [step.take(sources, places, run) for step in self._others]
        if self._told is not None:
            return partial(self._rows_told, self._told, columns, sources, places, run)
        if all(isinstance(column, list) for column in columns):
            return self._rows(cast("list[Values]", columns), len(sources), run)
        return partial(self._rows_later, columns, len(sources), run)

    async def complete_serially(self, source: Any, run: Run) -> Any:
        """The dict of one object whose fields are executed one after the other, up to the first that fails it."""
        shown: dict[str, Any] = {}
        for step in self.steps:
            [shown[step.key]] = await once_complete(step.take([source], ORIGIN, run))
            if shown[step.key] is FAILED:
                return FAILED
        return shown

    def _rows(self, columns: Sequence[Values], count: int, run: Run) -> Values:
        rows = self._filled(columns, count)
        if run.failures:
            return [FAILED if any(each is FAILED for each in row.values()) else row for row in rows]
        return rows

    def _filled(self, columns: Sequence[Values], count: int) -> Values:
        if len(columns) == 1:
            (key,) = self._empty
            return [{key: value} for value in columns[0]]
        if len(columns) == 2:
            one, other = self._empty
            return [{one: first, other: second} for first, second in zip(*columns, strict=True)]
        rows: Values = [self._empty.copy() for _ in range(count)]
        for key, column in zip(self._empty, columns, strict=True):
            for row, value in zip(rows, column, strict=True):
                row[key] = value
        return rows

    async def _rows_later(self, columns: Sequence[Now], count: int, run: Run) -> Values:
        return self._rows(await once_there(columns), count, run)

    async def _rows_told(
        self, told: Told, columns: Sequence[Now], sources: Sequence[Any], places: Places, run: Run
    ) -> Values:
        """The rows where some of the columns are told at once."""
        texts, *others = await once_there([partial(told.columns, sources, places, run), *columns])
        found = dict(zip(told.keys, texts, strict=True)) | {
            step.key: column for step, column in zip(self._others, others, strict=True)
        }
        return self._rows([found[step.key] for step in self.steps], len(sources), run)

    async def _in_parts(self, sources: Sequence[Any], places: Places, run: Run) -> Values:
        rows: Values = []
        for start in range(0, len(sources), MOST_AT_ONCE):
            part = sources[start : start + MOST_AT_ONCE]
            among = Among(places, range(start, start + len(part)))
            columns: list[Now] = []
            for step in self._others:
                await run.meter.pause()
                columns.append(step.take(part, among, run))
            if self._told is not None:
                rows += await self._rows_told(self._told, columns, part, among, run)
            else:
                rows += self._rows(await once_there(columns), len(part), run)
        return rows
