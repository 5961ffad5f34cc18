"""Long computations in pieces: between two pieces everybody else gets a turn."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TypeVar
from weakref import WeakKeyDictionary

from models.database.allowance import present_allowance

SLICE = 0.002  # seconds that a computation may take from all others at once

T = TypeVar("T")

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


class Pace:
    """The pace of one computation. Long computations take turns: however many there are, others wait for one slice."""

    def __init__(self) -> None:
        self._since = time.monotonic()

    async def keep(self) -> None:
        """Lets others run if this computation has used up its slice; refuses if the request has taken too long."""
        if self._has_time:
            return
        async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
            if not self._has_time:
                await asyncio.sleep(0)
                self._since = time.monotonic()
        if allowance := present_allowance():
            allowance.check()

    @property
    def _has_time(self) -> bool:
        return time.monotonic() - self._since < SLICE


def one_computation() -> AbstractAsyncContextManager[None]:
    """For a computation that needs much memory: a client makes one at a time, in all its requests."""
    allowance = present_allowance()
    return allowance.share.computations if allowance else nullcontext()


async def paced(items: Iterable[T], *, every: int = 32) -> AsyncIterator[T]:
    """The items one by one, for a loop whose body never waits by itself; looks at the clock every few items."""
    pace = Pace()
    for place, item in enumerate(items):
        if place % every == 0:
            await pace.keep()
        yield item
