"""Gathering: what many ask for in the same moment is loaded in one statement, and kept for nobody."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Any
from uuid import UUID

from strawberry.dataloader import DataLoader
from tortoise.models import Model

Load = Callable[[Sequence[Any]], Awaitable[Sequence[Any]]]


class Gathering:
    """One for a worker: events of many places that are told at once share their statements.

    Nothing is cached: what is asked for after a commit is read after it.
    """

    def __init__(self) -> None:
        self._loaders: dict[Hashable, DataLoader[Any, Any]] = {}

    async def load(self, key: Hashable, what: Any, load: Load) -> Any:
        """What `load` gives for this one, asked together with all others of the same key."""
        if key not in self._loaders:
            self._loaders[key] = DataLoader(load_fn=load, cache=False)
        # A batch whose first asker leaves is given up by its loader, and whoever joined it would wait for ever.
        return await asyncio.shield(self._loaders[key].load(what))

    async def row(self, table: type[Model], key: UUID) -> Any:
        """The row with this key, as it is now; None where there is none."""

        async def load(keys: Sequence[UUID]) -> list[Any]:
            found = {row.pk: row for row in await table.filter(pk__in=list(set(keys)))}
            return [found.get(each) for each in keys]

        return await self.load(table, key, load)
