"""Gathering: what many operations load at the same time is loaded with one statement, and never cached."""

import asyncio
import contextvars
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from tortoise.models import Model

from models.database.fetching import by_key

M = TypeVar("M", bound=Model)
Load = Callable[[Sequence[Any]], Awaitable[Sequence[Any]]]

# A second statement proceeds if the first one hangs. Loads that arrive while both run share the next one.
MOST_UNDERWAY = 2
# Databases limit the number of parameters of a statement.
MOST_AT_ONCE = 5_000


class Gathering:
    """One per worker: requests and events that arrive at the same time share their statements.

    The busier the database is, the more of them share one. Nothing is cached: a load that is requested after a commit
    reads after that commit.
    """

    def __init__(self) -> None:
        # Captured outside of every request: a shared statement must not run in one request's transaction.
        self._context = contextvars.copy_context()
        self._waiting: defaultdict[Hashable, list[tuple[Any, asyncio.Future[Any]]]] = defaultdict(list)
        self._underway: Counter[Hashable] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._joined: dict[Load, Load] = {}

    async def load(self, key: Hashable, what: Any, load: Load) -> Any:
        """The result of `load` for this item, loaded in one batch with all others of the same key.

        An exception in the result's place is raised here; one that `load` raises is raised for the whole batch.
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
        """The row with this key in its current state; None if there is none."""

        async def load(keys: Sequence[UUID]) -> list[M | None]:
            found = await by_key(table, keys)
            return [found.get(each) for each in keys]

        found: M | None = await self.load(table, key, load)
        return found

    def joined(self, load: Load) -> Load:
        """`load`, but concurrent calls for a single item share a batch. The same function each time for one `load`."""
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
    except Exception as error:  # noqa: BLE001 - raised again in every waiting load
        found = [error] * len(asked)
    for (_, answer), given in zip(asked, found, strict=True):
        if answer.done():  # the caller was cancelled
            continue
        if isinstance(given, Exception):
            answer.set_exception(given)
        else:
            answer.set_result(given)
