"""Waiting for what has to come: how long that may take says nothing of speed, only that nothing hangs for ever."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

PAUSE = 0.02  # seconds between two looks at something that is awaited
PATIENCE = 120.0  # seconds after which it counts as missing, on the busiest of machines


async def until(is_so: Callable[[], bool | Awaitable[bool]], *, pause: float = PAUSE) -> None:
    """Looks again and again until it is so."""
    async with asyncio.timeout(PATIENCE):
        while not (await so if inspect.isawaitable(so := is_so()) else so):  # noqa: ASYNC110 - it looks from outside
            await asyncio.sleep(pause)


def wait_until(is_so: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Whether it came to be so within that many seconds; for what has no loop."""
    deadline = time.monotonic() + patience
    while not (so := is_so()) and time.monotonic() < deadline:
        time.sleep(PAUSE)
    return so


class TooSlow(Exception):
    """The time that was set had passed before all was done that belongs before it."""


@contextmanager
def before(instant: datetime) -> Iterator[None]:
    """What is done in the block holds only if all of it was before the instant."""
    try:
        yield
    finally:
        if datetime.now(UTC) >= instant:
            raise TooSlow


async def with_enough_time(attempt: Callable[[float], Awaitable[None]], seconds: float) -> None:
    """Tries it with a deadline so many seconds away, and with later ones where this machine is too slow for that."""
    for patience in (seconds, 4 * seconds):
        with suppress(TooSlow):
            return await attempt(patience)
    return await attempt(min(16 * seconds, 30))
