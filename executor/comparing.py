"""Comparing the results of one operation by both executors, as far as the specification lets them differ."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any

import orjson
import structlog
from graphql import ExecutionResult

Path = tuple[str | int, ...]
Execute = Callable[[Any], ExecutionResult | Awaitable[ExecutionResult]]

log = structlog.get_logger(__name__)


class Comparison:
    """Executes one query in `every` by both executors, and logs where the results differ; graphql-core's is the answer.

    Both run within `snapshot`, in which they should see the same data, and each with a context of its own, which
    `fresh` makes from that of the query. Mutations are never executed twice.
    """

    def __init__(
        self, every: int, *, snapshot: Callable[[], AbstractAsyncContextManager[None]], fresh: Callable[[Any], Any]
    ) -> None:
        self._every = every
        self._snapshot = snapshot
        self._fresh = fresh
        self._count = 0

    def is_due(self) -> bool:
        """Whether this query is the next to compare."""
        self._count = (self._count + 1) % self._every
        return self._count == 0

    async def result_of(self, compiled: Execute, core: Execute, context: Any, **known: Any) -> ExecutionResult:
        """graphql-core's result. `known` is logged with a difference."""
        async with self._snapshot():
            its = await _awaited(core(self._fresh(context)))
            try:
                ours = await _awaited(compiled(self._fresh(context)))
            except Exception:
                log.exception("executors_differ", **known)
            else:
                found = difference(ExecutionResult(plain(ours.data), ours.errors), its)
                if found is not None:
                    log.error("executors_differ", where=found, **known)
        return its


async def _awaited(result: ExecutionResult | Awaitable[ExecutionResult]) -> ExecutionResult:
    return result if isinstance(result, ExecutionResult) else await result


def plain(data: Any) -> Any:
    """The data with everything that is text already as what it says."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(each) for each in data]
    return orjson.loads(orjson.dumps(data)) if isinstance(data, orjson.Fragment) else data


def difference(one: ExecutionResult, other: ExecutionResult) -> str | None:
    """Where two results differ, as a path and a word for it; None if they are alike. Never says a value.

    The order of errors may differ. Of what is null because of an error below it, only that there is an error has to be
    the same: which of several fields fails first depends on the time that each takes.
    """
    found = _differing(one.data, other.data, ())
    if found is not None:
        return f"data at {'.'.join(map(str, found)) or 'its root'}"
    ours, theirs = _by_place(one), _by_place(other)
    for place in sorted(ours.keys() | theirs.keys(), key=str):
        mine, its = ours.get(place, []), theirs.get(place, [])
        are_its_own = all(path == place for path, _ in (*mine, *its))
        if not mine or not its or (are_its_own and _told(mine) != _told(its)):
            return f"errors at {'.'.join(map(str, place or ())) or 'the root'}"
    return None


def _differing(one: Any, other: Any, path: Path) -> Path | None:
    """The path of the first difference, the order of keys included."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        if [*one] != [*other]:
            return path
        pairs: Any = ((key, one[key], other[key]) for key in one)
    elif isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            return path
        pairs = ((at, *both) for at, both in enumerate(zip(one, other, strict=True)))
    else:
        return None if type(one) is type(other) and one == other else path
    return next((found for key, mine, its in pairs if (found := _differing(mine, its, (*path, key)))), None)


def _by_place(result: ExecutionResult) -> dict[Path | None, list[tuple[Path, Any]]]:
    """The errors by the place of the null that they have left; None for errors of the request."""
    places: dict[Path | None, list[tuple[Path, Any]]] = {}
    for error in result.errors or ():
        path: Path = tuple(error.path or ())
        places.setdefault(_null_on(path, result.data) if error.path else None, []).append((path, error.formatted))
    return places


def _null_on(path: Path, data: Any) -> Path:
    for length, key in enumerate(path):
        if data is None:
            return path[:length]
        data = data[key]
    return path


def _told(errors: list[tuple[Path, Any]]) -> list[str]:
    return sorted(repr(formatted) for _, formatted in errors)
