"""Spare connections: one that a statement has left goes to the next statement as it is, past the driver's pool."""

import asyncio
from typing import Any

import asyncpg  # type: ignore[import-untyped]

LONGEST_SPARE = 10.0  # seconds


class Spares:
    """The connections of a pool, some of which wait for the next statement.

    The driver's pool makes a task, a proxy, a future and a timer each time that a connection changes hands, which takes
    a third of the time of a small statement. It still decides how many there are, opens them and ends them: it gets
    each one back if something went wrong with it, if somebody waits for one, or after LONGEST_SPARE seconds without a
    statement.
    """

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        # The last one is the one that was used last.
        self._spare: list[tuple[float, Any]] = []
        self._waiting = 0
        self._is_closing = False
        self._sweep: asyncio.TimerHandle | None = None
        self._returning: set[asyncio.Task[None]] = set()

    async def acquire(self) -> Any:
        while self._spare:
            _, connection = self._spare.pop()
            if _is_open(connection):
                return connection
            await self._pool.release(connection)
        self._waiting += 1
        try:
            return await self._pool.acquire()
        finally:
            self._waiting -= 1

    async def release(self, connection: Any, *, is_clean: bool) -> None:
        """Takes a connection back; it is clean if its last statement has ended and nothing has failed."""
        if self._waiting or self._is_closing or not is_clean or not _is_open(connection):
            await self._pool.release(connection)
            return
        loop = asyncio.get_running_loop()
        self._spare.append((loop.time(), connection))
        if self._sweep is None:
            self._sweep = loop.call_later(LONGEST_SPARE, self._return_idle, loop)

    async def close(self) -> None:
        """Gives all connections back to the pool, those in use as soon as they come."""
        self._is_closing = True
        if self._sweep is not None:
            self._sweep.cancel()
        spare, self._spare = self._spare, []
        for _, connection in spare:
            await self._pool.release(connection)
        await asyncio.gather(*self._returning)

    def _return_idle(self, loop: asyncio.AbstractEventLoop) -> None:
        before = loop.time() - LONGEST_SPARE
        idle = [connection for since, connection in self._spare if since <= before]
        self._spare = self._spare[len(idle) :]
        for connection in idle:
            task = loop.create_task(self._pool.release(connection))
            self._returning.add(task)
            task.add_done_callback(self._returning.discard)
        self._sweep = loop.call_later(LONGEST_SPARE, self._return_idle, loop) if self._spare else None


def _is_open(connection: Any) -> bool:
    try:
        return not connection.is_closed()
    except asyncpg.InterfaceError:
        # The pool has it back already, because its server has ended it.
        return False
