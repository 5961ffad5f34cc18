"""The bus between workers: carries hints that a stream moved; losing one costs time, never an event."""

import asyncio
import json
import secrets
from collections.abc import Callable

import structlog
from broadcaster import Broadcast

CHANNEL = "bidhall"
PATIENCE = 0.25

log = structlog.get_logger(__name__)


class Bus:
    """One publisher and one listener a worker; hints name streams and say nothing else."""

    def __init__(self, url: str, hear: Callable[[frozenset[str]], None]) -> None:
        self._broadcast = Broadcast(url)
        self._hear = hear
        self._origin = secrets.token_hex(8)
        self._tasks: set[asyncio.Task[None]] = set()
        self._listener: asyncio.Task[None] | None = None

    @property
    def is_up(self) -> bool:
        return self._listener is not None and not self._listener.done()

    async def start(self) -> None:
        await self._broadcast.connect()
        self._listener = asyncio.create_task(self._listen())

    async def stop(self) -> None:
        for task in [*self._tasks, *([self._listener] if self._listener else [])]:
            task.cancel()
        await asyncio.gather(*self._tasks, *([self._listener] if self._listener else []), return_exceptions=True)
        await self._broadcast.disconnect()

    def publish(self, streams: frozenset[str]) -> None:
        """Tells the other workers, as well as it can be done in a quarter of a second."""
        task = asyncio.create_task(self._publish(streams))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _publish(self, streams: frozenset[str]) -> None:
        message = json.dumps({"origin": self._origin, "streams": sorted(streams)})
        try:
            async with asyncio.timeout(PATIENCE):
                await self._broadcast.publish(CHANNEL, message)
        except Exception as error:  # noqa: BLE001 - whatever the bus raises, the heads are polled anyway
            log.warning("hint_lost", error=repr(error))

    async def _listen(self) -> None:
        async with self._broadcast.subscribe(CHANNEL) as subscriber:
            async for event in subscriber:  # type: ignore[union-attr] # its annotations say less than it does
                assert event is not None
                hint = json.loads(event.message)
                if hint["origin"] != self._origin:
                    self._hear(frozenset(hint["streams"]))
