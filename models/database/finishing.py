"""Work that must come to its end, whoever stops waiting for it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_unfinished: set[asyncio.Task[Any]] = set()


async def finish(work: Coroutine[Any, Any, T]) -> T:
    """Waits for the work; a cancelled caller leaves, and the work still runs to its end."""
    task = asyncio.create_task(work)
    _unfinished.add(task)
    task.add_done_callback(_unfinished.discard)
    return await asyncio.shield(task)


async def finished() -> None:
    """Waits until nothing is left to finish."""
    while _unfinished:
        await asyncio.wait(set(_unfinished))
