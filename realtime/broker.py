"""The broker between workers: carries hints that a stream has new events; a lost hint costs time, never an event."""

import asyncio
import json
import secrets
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import structlog
from broadcaster import Broadcast, BroadcastBackend

if TYPE_CHECKING:
    from realtime.redis_backend import RedisBackend

# In the place of a message: some may have been lost.
GAP = "gap"
CHANNELS = tuple(f"bidhall:{number}" for number in range(16))
PUBLISH_TIMEOUT = 0.25
MOST_PENDING = 200

log = structlog.get_logger(__name__)


class Broker:
    """Publishes to the other workers and listens to them: hints that name streams, and ephemeral messages."""

    def __init__(
        self,
        url: str,
        *,
        on_hint: Callable[[frozenset[str]], None],
        on_gap: Callable[[], None],
        on_ephemeral: Callable[[dict[str, object]], None],
        backend: BroadcastBackend | None = None,
    ) -> None:
        """Connects to the URL, or to the given backend instead; `on_gap` is called when hints may have been lost."""
        self._redis = _redis_at(url) if urlsplit(url).scheme in ("redis", "rediss") else None
        self._broadcast = Broadcast(url, backend=backend or self._redis)
        self._on_hint = on_hint
        self._on_gap = on_gap
        self._on_ephemeral = on_ephemeral
        self._origin = secrets.token_hex(8)
        self._publishing: set[asyncio.Task[None]] = set()
        self._listeners: list[asyncio.Task[None]] = []

    @property
    def is_up(self) -> bool:
        """Whether hints get through at the moment; without them events are delivered later."""
        return self.is_alive and (self._redis is None or self._redis.is_up)

    @property
    def is_alive(self) -> bool:
        """Whether all listening tasks are still running."""
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
        """Tells the other workers that the streams have new events; gives up after PUBLISH_TIMEOUT seconds."""
        by_channel: dict[str, list[str]] = {}
        for stream in sorted(streams):
            by_channel.setdefault(channel_of(stream), []).append(stream)
        for channel, names in by_channel.items():
            self._send(channel, {"streams": names})

    def publish_ephemeral(self, place: str, content: dict[str, object]) -> None:
        """Sends the other workers a message that is not stored."""
        self._send(channel_of(place), {"ephemeral": {"place": place, **content}})

    def _send(self, channel: str, content: dict[str, object]) -> None:
        # A broker that hangs must not pile up messages: the stream heads are polled anyway.
        if len(self._publishing) < MOST_PENDING:
            message = json.dumps({"origin": self._origin, **content})
            task = asyncio.create_task(self._publish(channel, message))
            self._publishing.add(task)
            task.add_done_callback(self._publishing.discard)

    async def _publish(self, channel: str, message: str) -> None:
        try:
            async with asyncio.timeout(PUBLISH_TIMEOUT):
                await self._broadcast.publish(channel, message)
        except Exception as error:  # noqa: BLE001 - whatever the broker raises, the stream heads are polled anyway
            # While the broker is known to be down, each of them is lost.
            (log.warning if self.is_up else log.debug)("hint_lost", error=repr(error))

    async def _listen(self, channel: str) -> None:
        async with self._broadcast.subscribe(channel) as subscriber:
            async for event in subscriber:  # type: ignore[union-attr] # its annotations say less than it does
                assert event is not None
                self._receive(event.message)

    def _receive(self, message: str) -> None:
        if message == GAP:
            self._on_gap()
            return
        try:
            content = json.loads(message)
            if content["origin"] == self._origin:
                return
            if "streams" in content:
                self._on_hint(frozenset(content["streams"]))
            if "ephemeral" in content:
                self._on_ephemeral(content["ephemeral"])
        except (ValueError, TypeError, KeyError):
            log.warning("hint_unreadable")


def _redis_at(url: str) -> "RedisBackend":
    # Where OpenTelemetry is installed, redis-py loads it for measures of its own, which nobody turns on.
    with _as_if_not_installed("opentelemetry"):
        from realtime.redis_backend import RedisBackend

    return RedisBackend(url, CHANNELS, gap=GAP)


@contextmanager
def _as_if_not_installed(library: str) -> Iterator[None]:
    """What tries to import the library does without it, unless it is loaded already."""
    if library in sys.modules:
        yield
        return
    sys.modules[library] = None  # type: ignore[assignment] # which import takes so
    try:
        yield
    finally:
        del sys.modules[library]


def channel_of(stream: str) -> str:
    """The channel of a stream: streams are hashed onto a fixed set of channels, the same on every worker."""
    return CHANNELS[zlib.crc32(stream.encode()) % len(CHANNELS)]
