"""Loading in batches while a long answer is built piece by piece: a batch waits for all objects that may need it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from strawberry.dataloader import DataLoader

# Rows that are in memory before the answer has counted them.
MOST_IN_BATCH = 100


class Waiting:
    """The objects of an answer that wait to be built, and what is done once there are none."""

    def __init__(self) -> None:
        self._objects: set[object] = set()
        self._afterwards: list[Callable[[], object]] = []

    def add(self, each: object) -> None:
        self._objects.add(each)

    def remove(self, each: object) -> None:
        """The object does not wait any more; safe to repeat."""
        self._objects.discard(each)
        if not self._objects:
            for work in self._afterwards:
                asyncio.get_running_loop().call_soon(work)
            self._afterwards.clear()

    def call_soon(self, work: Callable[[], object]) -> None:
        """Like the method of an event loop, but not before the objects that wait by then."""
        asyncio.get_running_loop().call_soon(self._do_or_keep, work)

    def _do_or_keep(self, work: Callable[[], object]) -> None:
        if self._objects:
            self._afterwards.append(work)
        else:
            work()

    def create_future(self) -> asyncio.Future[Any]:
        return asyncio.get_running_loop().create_future()


class PatientLoader(DataLoader[Any, Any]):
    """A loader that sends a batch only when no object waits that may have something to add."""

    def __init__(self, load: Callable[[Sequence[Any]], Awaitable[Sequence[Any]]], waiting: Waiting) -> None:
        super().__init__(load, max_batch_size=MOST_IN_BATCH)
        self._waiting = waiting

    @property
    def loop(self) -> Any:
        # All that it asks of a loop.
        return self._waiting
