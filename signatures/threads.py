"""One thread for what takes long: the event loop then shares the interpreter with one signature at a time."""

import asyncio
import gc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import TypeVar

T = TypeVar("T")


async def aside(work: Callable[[], T]) -> T:
    """The result of the work, done in the thread of signatures, after what others have asked for before."""
    return await asyncio.get_running_loop().run_in_executor(_thread(), partial(_tidied, work))


def _tidied(work: Callable[[], T]) -> T:
    try:
        return work()
    finally:
        # An open PDF leaves ten thousand objects in circles. The collector stops everything while it frees them: a
        # little after each piece of work, rather than much at once.
        gc.collect(1)


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="signatures")
