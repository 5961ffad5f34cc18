"""Spare connections: one that a statement has left goes to the next statement as it is, past the driver's pool."""

import asyncio
from typing import Any

import asyncpg  # type: ignore[import-untyped]

# Seconds: without a statement, and since the pool has handed it out.
LONGEST_SPARE, LONGEST_KEPT = 10.0, 60.0


class Spares:
    """The connections of a pool, some of which wait for the next statement.

    The driver's pool makes a task, a proxy, a future and a timer each time that a connection changes hands, which takes
    a third of the time of a small statement. It still decides how many there are, opens them and ends them: it gets
    each one back if something went wrong with it, if somebody waits for one, after LONGEST_SPARE seconds without a
    statement, and after LONGEST_KEPT seconds in any case.
    """

    def __init__(self, pool: asyncpg.Pool) -> None:
        self._pool = pool
        # The last one is the one that was used last.
        self._spare: list[tuple[float, Any]] = []
        self._kept_since: dict[Any, float] = {}
        self._waiting = 0
        self._is_closing = False
        self._sweep: asyncio.TimerHandle | None = None
        self._returning: set[asyncio.Task[None]] = set()

    async def acquire(self) -> Any:
        while self._spare:
            _, connection = self._spare.pop()
            if _is_open(connection):
                return connection
            await self._give_back(connection)
        self._waiting += 1
        try:
            connection = await self._pool.acquire()
        finally:
            self._waiting -= 1
        self._kept_since[connection] = asyncio.get_running_loop().time()
        return connection

    async def release(self, connection: Any, *, is_clean: bool) -> None:
        """Takes a connection back; it is clean if its last statement has ended and nothing has failed."""
        loop = asyncio.get_running_loop()
        at = loop.time()
        is_kept = is_clean and not self._waiting and not self._is_closing and _is_open(connection)
        if not is_kept or at - self._kept_since[connection] > LONGEST_KEPT:
            await self._give_back(connection)
            return
        self._spare.append((at, connection))
        if self._sweep is None:
            self._sweep = loop.call_later(LONGEST_SPARE, self._return_idle, loop)

    async def close(self) -> None:
        """Gives all connections back to the pool, those in use as soon as they come."""
        self._is_closing = True
        if self._sweep is not None:
            self._sweep.cancel()
        spare, self._spare = self._spare, []
        for _, connection in spare:
            await self._give_back(connection)
        await asyncio.gather(*self._returning, return_exceptions=True)

    async def _give_back(self, connection: Any) -> None:
        del self._kept_since[connection]
        await self._pool.release(connection)

    def _return_idle(self, loop: asyncio.AbstractEventLoop) -> None:
        before = loop.time() - LONGEST_SPARE
        idle = [connection for since, connection in self._spare if since <= before]
        self._spare = self._spare[len(idle) :]
        for connection in idle:
            task = loop.create_task(self._give_back(connection))
            self._returning.add(task)
            task.add_done_callback(self._returning.discard)
        self._sweep = loop.call_later(LONGEST_SPARE, self._return_idle, loop) if self._spare else None


def _is_open(connection: Any) -> bool:
    try:
        return not connection.is_closed()
    except asyncpg.InterfaceError:
        # The pool has it back already, because its server has ended it.
        return False
