"""Redis behind broadcaster's interface: acknowledged, reconnecting for ever, and honest about what it missed."""

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

LOOK = "look"
LONGEST_PAUSE = 1.0
QUIET = 1.0
DEAD = 3.0
QUEUED = 10_000

log = structlog.get_logger(__name__)


class RedisBackend(BroadcastBackend):
    """One subscription to a fixed set of channels; after each (re)connection every channel is told to look.

    A hint that was published while the connection was gone is lost, and nobody could say which: the message
    LOOK stands for all of them.
    """

    def __init__(self, url: str, channels: Sequence[str]) -> None:
        self.is_up = False
        self._channels = channels
        # Our own loop reconnects, and a publication must not wait longer than a moment.
        self._redis = Redis.from_url(
            url, socket_connect_timeout=1, socket_timeout=1, retry=Retry(NoBackoff(), 0), protocol=2
        )
        self._published: asyncio.Queue[Event] = asyncio.Queue(QUEUED)
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
        """Whether the loop that reconnects is alive, whatever becomes of its connections."""
        return self._listening is not None and not self._listening.done()

    async def subscribe(self, group: str) -> None:
        """All channels are subscribed by the loop; who comes later hears LOOK with the next connection."""
        self._put(Event(group, LOOK))

    async def unsubscribe(self, group: str) -> None:
        pass

    async def publish(self, channel: str, message: Any) -> None:
        if not self.is_up:
            raise ConnectionError("the bus is down")
        await self._redis.publish(channel, message)

    async def next_published(self) -> Event:
        return await self._published.get()

    async def _listen(self) -> None:
        known = ""
        while True:
            pubsub = self._redis.pubsub()
            try:
                await self._hear(pubsub)
            except (RedisError, OSError, TimeoutError) as error:
                if self.is_up or str(error) != known:
                    # Once for each reason: it tries again every moment.
                    known = str(error)
                    log.warning("bus_lost", setting="BUS_URL", error=known)
            finally:
                self.is_up = False
                with contextlib.suppress(RedisError, OSError, TimeoutError):
                    await pubsub.aclose()  # type: ignore[no-untyped-call]
            await asyncio.sleep(random.uniform(0.05, LONGEST_PAUSE))

    async def _hear(self, pubsub: PubSub) -> None:
        await pubsub.subscribe(*self._channels)
        missing = set(self._channels)
        heard = asked = time.monotonic()
        while True:
            message = await pubsub.get_message(timeout=QUIET)
            now = time.monotonic()
            if message is not None:
                heard = now
                self._take(message, missing)
                continue
            # A stopped server keeps the connection open and says nothing: only a missing pong betrays it.
            if now - heard > DEAD:
                raise ConnectionError("no answer to pings")
            if now - asked >= QUIET:
                asked = now
                await pubsub.ping()

    def _take(self, message: dict[str, Any], missing: set[str]) -> None:
        channel = message["channel"].decode() if isinstance(message["channel"], bytes) else str(message["channel"])
        if message["type"] == "subscribe":
            missing.discard(channel)
            if not missing and not self.is_up:
                self.is_up = True
                log.info("bus_up")
                for each in self._channels:
                    self._put(Event(each, LOOK))
        elif message["type"] == "message":
            self._put(Event(channel, message["data"].decode()))

    def _put(self, event: Event) -> None:
        if self._published.full():
            # Too far behind to tell one from the other: looking once is quicker.
            while not self._published.empty():
                self._published.get_nowait()
            for each in self._channels:
                self._published.put_nowait(Event(each, LOOK))
            return
        self._published.put_nowait(event)
