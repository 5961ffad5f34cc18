"""Gathering: what many ask for in the same moment is loaded in one statement, and kept for nobody."""

import asyncio
import contextvars
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from tortoise.models import Model

M = TypeVar("M", bound=Model)
Load = Callable[[Sequence[Any]], Awaitable[Sequence[Any]]]

# A second statement goes on where the first one hangs; whoever comes while both are under way shares the next.
MOST_UNDERWAY = 2
# A statement takes only so many values.
MOST_AT_ONCE = 5_000


class Gathering:
    """One for a worker: requests and events of many places that come at once share their statements.

    The busier the database, the more of them share one. Nothing is cached: what is asked for after a commit is
    read after it.
    """

    def __init__(self) -> None:
        # Made outside of every request: a statement for many is in nobody's transaction.
        self._context = contextvars.copy_context()
        self._waiting: defaultdict[Hashable, list[tuple[Any, asyncio.Future[Any]]]] = defaultdict(list)
        self._underway: Counter[Hashable] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._joined: dict[Load, Load] = {}

    async def load(self, key: Hashable, what: Any, load: Load) -> Any:
        """What `load` gives for this one, asked together with all others of the same key.

        An exception in its place is raised to whoever asked for it, one that `load` raises to all of them.
        """
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[key].append((what, answer))
        if self._underway[key] < MOST_UNDERWAY:
            self._underway[key] += 1
            task = asyncio.create_task(self._work(key, load), context=self._context.copy())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return await answer

    async def row(self, table: type[M], key: UUID) -> M | None:
        """The row with this key, as it is now; None where there is none."""

        async def load(keys: Sequence[UUID]) -> list[M | None]:
            found = {row.pk: row for row in await table.filter(pk__in=list(set(keys)))}
            return [found.get(each) for each in keys]

        found: M | None = await self.load(table, key, load)
        return found

    def joined(self, load: Load) -> Load:
        """The same load, always the same function, by which those who ask for one thing at once ask together."""
        if load not in self._joined:

            async def together(wanted: Sequence[Any]) -> Sequence[Any]:
                return await load(wanted) if len(wanted) > 1 else [await self.load(load, each, load) for each in wanted]

            self._joined[load] = together
        return self._joined[load]

    async def _work(self, key: Hashable, load: Load) -> None:
        try:
            while waiting := self._waiting.pop(key, None):
                if len(waiting) > MOST_AT_ONCE:
                    self._waiting[key] = waiting[MOST_AT_ONCE:]
                await _answer(waiting[:MOST_AT_ONCE], load)
        finally:
            self._underway[key] -= 1
            if not self._underway[key]:
                del self._underway[key]


async def _answer(asked: Sequence[tuple[Any, asyncio.Future[Any]]], load: Load) -> None:
    found: Sequence[Any]
    try:
        found = await load([what for what, _ in asked])
    except Exception as error:  # noqa: BLE001 - it is theirs who asked
        found = [error] * len(asked)
    for (_, answer), given in zip(asked, found, strict=True):
        if answer.done():  # who asked has left
            continue
        if isinstance(given, Exception):
            answer.set_exception(given)
        else:
            answer.set_result(given)
