"""Waiting for events. The time limits are generous: they only keep a test from hanging for ever."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

PAUSE = 0.02  # seconds between two looks at something that is awaited
PATIENCE = 120.0  # seconds after which it counts as missing, on the busiest of machines


async def until(is_so: Callable[[], bool | Awaitable[bool]], *, pause: float = PAUSE) -> None:
    """Polls until the condition holds."""
    async with asyncio.timeout(PATIENCE):
        while not (await so if inspect.isawaitable(so := is_so()) else so):  # noqa: ASYNC110 - it looks from outside
            await asyncio.sleep(pause)


def wait_until(is_so: Callable[[], bool], patience: float = PATIENCE) -> bool:
    """Polls until the condition holds or the seconds are over, without an event loop; returns whether it holds."""
    deadline = time.monotonic() + patience
    while not (so := is_so()) and time.monotonic() < deadline:
        time.sleep(PAUSE)
    return so


class TooSlow(Exception):
    """The work that belongs before an instant was not finished by then."""


@contextmanager
def before(instant: datetime) -> Iterator[None]:
    """Raises TooSlow unless the block ends before the instant."""
    try:
        yield
    finally:
        if datetime.now(UTC) >= instant:
            raise TooSlow


async def with_enough_time(attempt: Callable[[float], Awaitable[None]], seconds: float) -> None:
    """Runs it with a deadline in that many seconds, and again with later ones if the machine is too slow."""
    for patience in (seconds, 4 * seconds):
        with suppress(TooSlow):
            return await attempt(patience)
    return await attempt(min(16 * seconds, 30))
