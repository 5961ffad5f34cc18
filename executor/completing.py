"""Completing values by the specification, many at a time: what all kinds of values have in common, and lists."""

from collections.abc import Sequence
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from graphql import (
    GraphQLError,
    Undefined,
)
from graphql.pyutils import is_iterable

from executor.failures import FAILED
from executor.fields import Field
from executor.places import Among, Items, Places
from executor.running import Later, Now, Run, Values, once_complete, once_there, settled

if TYPE_CHECKING:
    pass


class Completion:
    """Completes the values that one place of the document can have. A value that fails leaves null, or FAILED where
    none may be.
    """

    def __init__(self, field: Field, *, is_required: bool) -> None:
        self.field = field
        self.is_required = is_required

    def complete(self, values: Values, places: Places, run: Run) -> Now:
        kinds = {*map(type, values)}
        if all(map(run.is_present, kinds)):
            return self.complete_present(values, places, run)
        if any(hasattr(kind, "__await__") for kind in kinds) and any(map(run.is_awaitable, values)):
            return partial(self._complete_later, values, places, run)
        return self._complete_each(values, places, run)

    def _complete_each(self, values: Values, places: Places, run: Run) -> Now:
        """Completes values some of which may be null or exceptions."""
        shown: Values = [None] * len(values)
        there: list[int] = []
        for at, value in enumerate(values):
            if isinstance(value, Exception):
                shown[at] = self.failed(value, places, at, run)
            elif value is not None and value is not Undefined:
                there.append(at)
            elif self.is_required:
                shown[at] = self.failed(self._null(), places, at, run)
        if not there:
            return shown
        found = self.complete_present([values[at] for at in there], Among(places, there), run)
        return spread([found], [there], shown)

    def complete_present(self, values: Values, places: Places, run: Run) -> Now:
        """Completes values none of which is null or an exception, or has to be awaited."""
        raise NotImplementedError

    def failed(self, error: Exception, places: Places, at: int, run: Run) -> Any:
        """What is shown of a value that cannot be shown; records its error."""
        run.meter.failure(run.failures.add(error, self.field.nodes, places, at))
        return FAILED if self.is_required else None

    def _null(self) -> Exception:
        field = self.field
        return TypeError(f"Cannot return null for non-nullable field {field.parent}.{field.name}.")

    async def _complete_later(self, values: Values, places: Places, run: Run) -> Values:
        return await once_complete(self._complete_each(await settled(values, run.is_awaitable), places, run))


class Lists(Completion):
    """Lists, whose items are completed together."""

    def __init__(self, field: Field, item: Completion, *, is_required: bool) -> None:
        super().__init__(field, is_required=is_required)
        self._item = item

    def complete_present(self, values: Values, places: Places, run: Run) -> Now:
        if not {*map(type, values)} <= {list, tuple}:
            listed = [self._listed(value, run) for value in values]
            if not all(type(each) is list for each in listed):
                return self.complete(listed, places, run)
            values = listed
        lengths = [len(each) for each in values]
        items = [*chain.from_iterable(values)]
        if not items:
            return [[] for _ in values]
        inside = Items(places, lengths, is_nullable=not self._item.is_required)
        shown = self._item.complete(items, inside, run)
        if isinstance(shown, list):
            return self._divided(shown, lengths, run)
        return partial(self._divided_later, shown, lengths, run)

    def _divided(self, shown: Values, lengths: Sequence[int], run: Run) -> Values:
        lists: Values = []
        start = 0
        for length in lengths:
            lists.append(shown[start : start + length])
            start += length
        if run.failures and self._item.is_required:
            instead = FAILED if self.is_required else None
            return [instead if any(each is FAILED for each in found) else found for found in lists]
        return lists

    async def _divided_later(self, shown: Later, lengths: Sequence[int], run: Run) -> Values:
        return self._divided(await shown(), lengths, run)

    def _listed(self, value: Any, run: Run) -> Any:
        """The value as a list, an exception if it is none, or a coroutine that gives one of these."""
        if run.core.is_async_iterable(value):
            return _gathered(value)
        if not is_iterable(value):
            field = self.field
            return GraphQLError(f"Expected Iterable, but did not find one for field '{field.parent}.{field.name}'.")
        try:
            return list(value)
        except Exception as error:  # noqa: BLE001 - becomes the error of its field
            return error


async def _gathered(value: Any) -> Values:
    return [each async for each in value]


def spread(parts: Sequence[Now], places: Sequence[Sequence[int]], shown: Values) -> Now:
    """The values with those of the parts at their places."""
    if not all(isinstance(part, list) for part in parts):
        return partial(_spread_later, parts, places, shown)
    for part, there in zip(parts, places, strict=True):
        for at, value in zip(there, cast("Values", part), strict=True):
            shown[at] = value
    return shown


async def _spread_later(parts: Sequence[Now], places: Sequence[Sequence[int]], shown: Values) -> Values:
    return cast("Values", spread(await once_there(parts), places, shown))
