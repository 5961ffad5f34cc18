"""What would run in threads runs where it is asked for: where nothing depends on things being done at the same time."""

import asyncio
import sqlite3
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import aiosqlite
import pytest

from providers.sandbox import Sandbox


class Direct(aiosqlite.Connection):
    """A connection to SQLite without a thread. Handing each statement over takes longer than most statements."""

    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        return self._connect().__await__()

    async def _connect(self) -> aiosqlite.Connection:
        self._connection = self._connector()
        return self

    async def _execute(self, act: Callable[..., Any], *given: Any, **named: Any) -> Any:
        if not self._running or self._connection is None:
            raise ValueError("Connection closed")
        return act(*given, **named)

    def stop(self) -> None:
        self._running = False
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Kept(Sandbox):
    """A sandbox that keeps its file open, because nobody else uses it. Opening it takes longer than most statements."""

    _base: sqlite3.Connection | None = None

    async def close(self) -> None:
        if self._base is not None:
            self._base.close()

    def _connect(self) -> sqlite3.Connection:
        if self._base is None:
            self._base = super()._connect()
            for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = MEMORY", "synchronous = OFF"):
                self._base.execute(f"PRAGMA {pragma}")
        return self._base

    def _leave(self, base: sqlite3.Connection) -> None:
        if base.in_transaction:
            base.execute("ROLLBACK")


async def _at_once(act: Callable[..., Any], *given: Any, **named: Any) -> Any:
    return act(*given, **named)


@contextmanager
def stating_directly() -> Iterator[None]:
    """Connections to SQLite that are opened within the block have no threads."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(aiosqlite.core, "Connection", Direct)
        yield


@contextmanager
def directly() -> Iterator[None]:
    """Within the block no thread is asked for anything: nothing must depend on things being done at the same time."""
    with stating_directly(), pytest.MonkeyPatch.context() as patched:
        patched.setattr(asyncio, "to_thread", _at_once)
        yield
