"""Redis behind broadcaster's interface: waits for acknowledgements, keeps reconnecting, and reports gaps."""

import asyncio
import contextlib
import random
import time
from collections.abc import Sequence
from typing import Any

import structlog
from broadcaster import BroadcastBackend, Event
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

LONGEST_RETRY_PAUSE = 1.0
PING_INTERVAL = 1.0
PING_TIMEOUT = 3.0
MOST_QUEUED = 10_000

log = structlog.get_logger(__name__)


class RedisBackend(BroadcastBackend):
    """One subscription to a fixed set of channels.

    Messages that were published while the connection was down are lost. After each connection, every channel
    therefore receives `gap`: anything may have been missed.
    """

    def __init__(self, url: str, channels: Sequence[str], *, gap: str) -> None:
        self.is_up = False
        self._channels = channels
        self._gap = gap
        # Our own loop reconnects, and publishing must never wait long.
        self._redis = Redis.from_url(
            url, socket_connect_timeout=1, socket_timeout=1, retry=Retry(NoBackoff(), 0), protocol=2
        )
        self._published: asyncio.Queue[Event] = asyncio.Queue(MOST_QUEUED)
        self._listening: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        self._listening = asyncio.create_task(self._listen())

    async def disconnect(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            await asyncio.gather(self._listening, return_exceptions=True)
        with contextlib.suppress(RedisError, OSError):
            await self._redis.aclose()

    @property
    def is_listening(self) -> bool:
        """Whether the loop that reconnects is alive, even if Redis is not reachable."""
        return self._listening is not None and not self._listening.done()

    async def subscribe(self, group: str) -> None:
        """The loop subscribes to all channels; a new listener starts with a gap."""
        self._put(Event(group, self._gap))

    async def unsubscribe(self, group: str) -> None:
        pass

    async def publish(self, channel: str, message: Any) -> None:
        if not self.is_up:
            raise ConnectionError("the broker is down")
        await self._redis.publish(channel, message)

    async def next_published(self) -> Event:
        return await self._published.get()

    async def _listen(self) -> None:
        known = ""
        while True:
            pubsub = self._redis.pubsub()
            try:
                await self._receive(pubsub)
            except (RedisError, OSError, TimeoutError) as error:
                if self.is_up or str(error) != known:
                    # Log each reason once: this retries about every second.
                    known = str(error)
                    log.warning("bus_lost", setting="BUS_URL", error=known)
            finally:
                self.is_up = False
                with contextlib.suppress(RedisError, OSError, TimeoutError):
                    await pubsub.aclose()  # type: ignore[no-untyped-call]
            await asyncio.sleep(random.uniform(0.05, LONGEST_RETRY_PAUSE))

    async def _receive(self, pubsub: PubSub) -> None:
        await pubsub.subscribe(*self._channels)
        missing = set(self._channels)
        received = pinged = time.monotonic()
        while True:
            message = await pubsub.get_message(timeout=PING_INTERVAL)
            now = time.monotonic()
            if message is not None:
                received = now
                self._take(message, missing)
                continue
            # A suspended server keeps the connection open: only the missing pong shows it.
            if now - received > PING_TIMEOUT:
                raise ConnectionError("no answer to pings")
            if now - pinged >= PING_INTERVAL:
                pinged = now
                await pubsub.ping()

    def _take(self, message: dict[str, Any], missing: set[str]) -> None:
        channel = message["channel"].decode() if isinstance(message["channel"], bytes) else str(message["channel"])
        if message["type"] == "subscribe":
            missing.discard(channel)
            if not missing and not self.is_up:
                self.is_up = True
                log.info("bus_up")
                for each in self._channels:
                    self._put(Event(each, self._gap))
        elif message["type"] == "message":
            self._put(Event(channel, message["data"].decode()))

    def _put(self, event: Event) -> None:
        if self._published.full():
            # Too far behind: one poll of the stream heads is quicker than all these messages.
            while not self._published.empty():
                self._published.get_nowait()
            for each in self._channels:
                self._published.put_nowait(Event(each, self._gap))
            return
        self._published.put_nowait(event)
