"""Collecting garbage at places of one's own choice."""

import gc
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def collected_between(things: Iterable[T], every: int = 100) -> Iterator[T]:
    """The things; garbage is collected after each hundred of them and at the end, and never in between.

    CPython fails to warn of a coroutine that nobody awaited if it is collected while a named tuple is made, whose code
    has no builtins. What pytest then reports depends on when the collector runs.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        for number, thing in enumerate(things, 1):
            yield thing
            if number % every == 0:
                gc.collect()
        gc.collect()
    finally:
        if was_enabled:
            gc.enable()
