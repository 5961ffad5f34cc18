"""The bus between workers: carries hints that a stream moved; losing one costs time, never an event."""

import asyncio
import json
import secrets
import zlib
from collections.abc import Callable
from urllib.parse import urlsplit

import structlog
from broadcaster import Broadcast, BroadcastBackend

from realtime.redis_backend import LOOK, RedisBackend

CHANNELS = tuple(f"bidhall:{number}" for number in range(16))
PUBLISH_TIMEOUT = 0.25
MOST_UNDERWAY = 200

log = structlog.get_logger(__name__)


class Broker:
    """One publisher and one listener a worker and channel; hints name streams, whispers carry passing state."""

    def __init__(
        self,
        url: str,
        *,
        on_hint: Callable[[frozenset[str]], None],
        on_gap: Callable[[], None],
        on_ephemeral: Callable[[dict[str, object]], None],
        backend: BroadcastBackend | None = None,
    ) -> None:
        """Carries over what the URL names, or over the given backend instead."""
        self._redis = RedisBackend(url, CHANNELS) if urlsplit(url).scheme in ("redis", "rediss") else None
        self._broadcast = Broadcast(url, backend=backend or self._redis)
        self._on_hint = on_hint
        self._on_gap = on_gap
        self._on_ephemeral = on_ephemeral
        self._origin = secrets.token_hex(8)
        self._publishing: set[asyncio.Task[None]] = set()
        self._listeners: list[asyncio.Task[None]] = []

    @property
    def is_up(self) -> bool:
        """Whether hints come through at the moment; without them everything goes on, a little later."""
        return self.is_alive and (self._redis is None or self._redis.is_up)

    @property
    def is_alive(self) -> bool:
        """Whether everything that keeps listening is still running."""
        listening = bool(self._listeners) and all(not task.done() for task in self._listeners)
        return listening and (self._redis is None or self._redis.is_listening)

    async def start(self) -> None:
        await self._broadcast.connect()
        self._listeners = [asyncio.create_task(self._listen(channel)) for channel in CHANNELS]

    async def stop(self) -> None:
        tasks = [*self._publishing, *self._listeners]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._broadcast.disconnect()

    def publish(self, streams: frozenset[str]) -> None:
        """Tells the other workers that the streams moved, as well as it can be done in a quarter of a second."""
        by_channel: dict[str, list[str]] = {}
        for stream in sorted(streams):
            by_channel.setdefault(channel_of(stream), []).append(stream)
        for channel, names in by_channel.items():
            self._send(channel, {"streams": names})

    def publish_ephemeral(self, place: str, content: dict[str, object]) -> None:
        """Tells the other workers something that nobody keeps."""
        self._send(channel_of(place), {"ephemeral": {"place": place, **content}})

    def _send(self, channel: str, content: dict[str, object]) -> None:
        # A bus that hangs must not pile up messages: the heads are read anyway.
        if len(self._publishing) < MOST_UNDERWAY:
            message = json.dumps({"origin": self._origin, **content})
            task = asyncio.create_task(self._publish(channel, message))
            self._publishing.add(task)
            task.add_done_callback(self._publishing.discard)

    async def _publish(self, channel: str, message: str) -> None:
        try:
            async with asyncio.timeout(PUBLISH_TIMEOUT):
                await self._broadcast.publish(channel, message)
        except Exception as error:  # noqa: BLE001 - whatever the bus raises, the heads are read anyway
            log.debug("hint_lost", error=repr(error))

    async def _listen(self, channel: str) -> None:
        async with self._broadcast.subscribe(channel) as subscriber:
            async for event in subscriber:  # type: ignore[union-attr] # its annotations say less than it does
                assert event is not None
                self._receive(event.message)

    def _receive(self, message: str) -> None:
        if message == LOOK:
            self._on_gap()
            return
        try:
            said = json.loads(message)
            if said["origin"] == self._origin:
                return
            if "streams" in said:
                self._on_hint(frozenset(said["streams"]))
            if "ephemeral" in said:
                self._on_ephemeral(said["ephemeral"])
        except (ValueError, TypeError, KeyError):
            log.warning("hint_unreadable")


def channel_of(stream: str) -> str:
    """Streams are spread over a fixed set of channels, the same on every worker."""
    return CHANNELS[zlib.crc32(stream.encode()) % len(CHANNELS)]
