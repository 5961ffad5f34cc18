"""Work that runs to completion even if its caller is cancelled."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

_unfinished: set[asyncio.Task[Any]] = set()


async def finish(work: Coroutine[Any, Any, T]) -> T:
    """Waits for the work; if the caller is cancelled, the work still runs to completion."""
    task = asyncio.create_task(work)
    _unfinished.add(task)
    task.add_done_callback(_unfinished.discard)
    return await asyncio.shield(task)


async def finished() -> None:
    """Waits until all such work is done."""
    while _unfinished:
        await asyncio.wait(set(_unfinished))
