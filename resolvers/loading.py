"""Loading in batches while a long answer is built piece by piece: a batch waits for all objects that may need it."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
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

    def load(self, key: Any) -> Awaitable[Any]:
        # Fields share what is loaded: one that is cancelled, because another beside it failed, ends no other.
        return asyncio.shield(super().load(key))


Load = Callable[[Sequence[Any]], Awaitable[Sequence[Any]]]


class Batches:
    """What one operation loads for many things: each thing once, and what is asked at the same time together."""

    def __init__(self) -> None:
        self._of: dict[Hashable, Loaded] = {}

    async def load(self, key: Hashable, things: Sequence[Any], load: Load) -> list[Any]:
        """The values of the things, in their order; `key` names what is loaded. Raises what `load` raises."""
        loaded = self._of.get(key)
        if loaded is None:
            loaded = self._of[key] = Loaded()
        return await loaded.values_of(things, load)

    def clear(self) -> None:
        """Drops everything loaded; what is being loaded still reaches those who asked for it."""
        self._of.clear()


class Loaded:
    """The values of one kind that were loaded for things, and the batches that are on their way."""

    def __init__(self) -> None:
        # By the id of each thing, which is kept so that nothing else gets its id.
        self._values: dict[int, tuple[Any, Any]] = {}
        self._waiting: Batch | None = None
        self._underway: list[Batch] = []

    async def values_of(self, things: Sequence[Any], load: Load) -> list[Any]:
        values, ids = self._values, [*map(id, things)]
        missing = dict(zip(ids, things, strict=True))
        if values:
            missing = {name: thing for name, thing in missing.items() if name not in values}
        if missing and (values or self._underway):
            missing = await self._without_known(missing)
        if missing and self._waiting is not None:
            self._waiting.things.update(missing)
            await asyncio.shield(self._waiting.done)
        elif missing:
            await self._load_with_others(missing, load)
        return [value for _, value in map(values.__getitem__, ids)]

    async def _without_known(self, missing: dict[int, Any]) -> dict[int, Any]:
        """Only those things of which no other instance was loaded."""
        names = {_name_of(thing) for thing in missing.values()}
        for batch in [*self._underway]:
            if not names.isdisjoint(map(_name_of, batch.things.values())):
                await asyncio.shield(batch.done)
        known = {_name_of(thing): value for thing, value in self._values.values()}
        for thing in [*missing.values()]:
            if _name_of(thing) in known:
                self._values[id(thing)] = (thing, known[_name_of(thing)])
                del missing[id(thing)]
        return missing

    async def _load_with_others(self, things: dict[int, Any], load: Load) -> None:
        batch = self._waiting = Batch(things)
        try:
            # Whatever else of this answer asks for the same at this moment has asked by then.
            await asyncio.sleep(0)
            self._waiting = None
            self._underway.append(batch)
            asked = [*things.values()]
            for start in range(0, len(asked), MOST_IN_BATCH):
                part = asked[start : start + MOST_IN_BATCH]
                self._values.update(zip(map(id, part), zip(part, await load(part), strict=True), strict=True))
        except BaseException as error:
            batch.fail(error)
            raise
        finally:
            if self._waiting is batch:
                self._waiting = None
            else:
                self._underway.remove(batch)
        batch.done.set_result(None)


class Batch:
    """Things that are loaded together."""

    def __init__(self, things: dict[int, Any]) -> None:
        self.things = things
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def fail(self, error: BaseException) -> None:
        self.done.set_exception(error if isinstance(error, Exception) else asyncio.CancelledError())
        # Nobody else may have asked.
        self.done.exception()


def _name_of(thing: Any) -> Hashable:
    """What all instances of the same row have in common."""
    return (type(thing), getattr(thing, "id", id(thing)))
