"""The state of one operation that is executed, and waiting for several of its parts at once."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from functools import lru_cache
from typing import Any, Protocol, TypeAlias

from graphql import Undefined
from graphql.execution import Executor

from executor.failures import Failures
from executor.meter import Meter
from executor.places import Places
from executor.types import is_cast

Values: TypeAlias = list[Any]
# A step gives its values at once, or a function that waits for them. It is no coroutine yet: one that is never awaited,
# because the operation was cancelled, would be complained about.
Later: TypeAlias = Callable[[], Coroutine[Any, Any, Values]]
Now: TypeAlias = Values | Later


class Selected(Protocol):
    """What is selected of the objects of one type."""

    def complete(self, sources: Sequence[Any], places: Places, run: "Run") -> Now:
        """A dict for each object, or FAILED if a field failed that may not be null."""


class Run:
    """One execution: `core` is graphql-core's own executor of the same request, which knows everything about it."""

    __slots__ = ("_kinds", "are_cast", "context", "core", "failures", "is_awaitable", "is_present", "meter")

    def __init__(self, core: Executor[Any], meter: Meter, kinds: "Kinds") -> None:
        self.core = core
        self._kinds = kinds
        self.context = core.context_value
        self.meter = meter
        self.failures = Failures()
        self.is_present = kinds.is_present
        self.are_cast = kinds.are_cast
        self.is_awaitable: Callable[[Any], bool] = core.is_awaitable
        if kinds.complete:
            self.is_awaitable = lambda value: not isinstance(value, kinds.complete) and core.is_awaitable(value)

    def apart(self) -> "Run":
        """The same execution, for a part of it whose failures are not yet those of the answer."""
        return Run(self.core, self.meter, self._kinds)


class Kinds:
    """What the class of a value says of it. Instances of `complete` are never awaited, although they could be.

    Unless `may_be_cast`, no value was given a type by `strawberry.cast`, so that none has to be asked.
    """

    def __init__(self, complete: tuple[type, ...], *, may_be_cast: bool) -> None:
        self.complete = complete
        self.are_cast: Callable[[Sequence[Any]], bool] = _are_any_cast if may_be_cast else _are_never_cast
        # Whether values of this class are values: not null, no exceptions, and nothing to wait for.
        self.is_present = lru_cache(maxsize=4_096)(self._is_present)

    def _is_present(self, kind: type) -> bool:
        is_absent = kind in ABSENT or issubclass(kind, BaseException)
        return not is_absent and (issubclass(kind, self.complete) or not hasattr(kind, "__await__"))


ABSENT = (type(None), type(Undefined))


def _are_any_cast(values: Sequence[Any]) -> bool:
    return any(map(is_cast, values))


def _are_never_cast(_values: Sequence[Any]) -> bool:
    return False


async def once_there(parts: Sequence[Now]) -> list[Values]:
    """The values of all parts; those to wait for run at the same time. If one raises or all are cancelled, all end."""
    found: list[Any] = [*parts]
    waiting = [at for at, part in enumerate(parts) if not isinstance(part, list)]
    if not waiting:
        return found
    if len(waiting) == 1:
        found[waiting[0]] = await found[waiting[0]]()
        return found
    tasks = [asyncio.ensure_future(found[at]()) for at in waiting]
    try:
        for at, values in zip(waiting, await asyncio.gather(*tasks), strict=True):
            found[at] = values
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    return found


async def once_complete(shown: Now) -> Values:
    return shown if isinstance(shown, list) else await shown()


async def settled(values: Sequence[Any], is_awaitable: Callable[[Any], bool]) -> Values:
    """The values, with the results of those that are awaitable, or the exceptions that these have raised."""
    found = list(values)
    places = [at for at, value in enumerate(found) if is_awaitable(value)]
    if len(places) == 1:
        try:
            found[places[0]] = await found[places[0]]
        except Exception as error:  # noqa: BLE001 - becomes the error of its field
            found[places[0]] = error
        return found
    for at, value in zip(
        places, await asyncio.gather(*(found[at] for at in places), return_exceptions=True), strict=True
    ):
        if isinstance(value, BaseException) and not isinstance(value, Exception):
            raise value
        found[at] = value
    return found
