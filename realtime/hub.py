"""The hub of a worker: one tail for each stream that somebody follows, read once for all its followers."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager

import structlog

from models.changes import Event, on_news
from realtime.bus import Bus
from realtime.log import events_after, head_of, heads_of

KEPT = 256
GLANCE = 1.0

log = structlog.get_logger(__name__)


class Tail:
    """The newest events of one stream, as far as this worker has read them."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.followers = 0
        self.seq = -1
        self.events: deque[Event] = deque(maxlen=KEPT)
        self._moved = asyncio.Event()
        self._reading = asyncio.Lock()

    def since(self, seq: int) -> list[Event] | None:
        """The events after the number, or None when the first of them is no longer kept here."""
        if seq >= self.seq:
            return []
        if not self.events or self.events[0].seq > seq + 1:
            return None
        return [event for event in self.events if event.seq > seq]

    async def moved(self, seq: int) -> None:
        """Waits until there is something after the number."""
        while self.seq <= seq:
            moved = self._moved
            await moved.wait()

    async def read(self) -> None:
        """Takes in what the log has that is not here yet; in order and without gaps."""
        async with self._reading:
            if self.seq < 0:
                self.seq = (await head_of(self.stream)).last
            while fresh := await events_after(self.stream, self.seq):
                for event in fresh:
                    # Numbers are given under the lock of the head: what is visible has no gaps but
                    # where retention has cut, and then what is kept here begins anew.
                    if event.seq != self.seq + 1:
                        self.events.clear()
                    self.events.append(event)
                    self.seq = event.seq
                self._wake()

    def _wake(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()


class Hub:
    """Hears hints, reads logs, wakes followers; and looks at the heads each second, should a hint be lost."""

    def __init__(self, bus_url: str) -> None:
        self.bus = Bus(bus_url, self.hint)
        self._tails: dict[str, Tail] = {}
        self._hinted: set[str] = set()
        self._news = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._deaf = on_news(self._tell)

    async def start(self) -> None:
        await self.bus.start()
        self._tasks = [asyncio.create_task(self._keep_reading()), asyncio.create_task(self._keep_glancing())]

    async def stop(self) -> None:
        self._deaf()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.bus.stop()

    @property
    def is_up(self) -> bool:
        return self.bus.is_up and all(not task.done() for task in self._tasks)

    @asynccontextmanager
    async def tail(self, stream: str) -> AsyncIterator[Tail]:
        """The stream's tail, kept up to date for as long as somebody holds it."""
        tail = self._tails.setdefault(stream, Tail(stream))
        tail.followers += 1
        try:
            await tail.read()
            yield tail
        finally:
            tail.followers -= 1
            if not tail.followers:
                self._tails.pop(stream, None)

    def hint(self, streams: frozenset[str]) -> None:
        """Notes that the streams may have moved."""
        wanted = streams & self._tails.keys()
        if wanted:
            self._hinted |= wanted
            self._news.set()

    def _tell(self, streams: frozenset[str]) -> None:
        self.hint(streams)
        self.bus.publish(streams)

    async def _keep_reading(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            streams, self._hinted = self._hinted, set()
            for stream in streams:
                if tail := self._tails.get(stream):
                    await self._attempt(tail.read())

    async def _keep_glancing(self) -> None:
        while True:
            await asyncio.sleep(GLANCE)
            if self._tails:
                await self._attempt(self._glance())

    async def _glance(self) -> None:
        heads = await heads_of(list(self._tails))
        self.hint(
            frozenset(
                stream for stream, tail in self._tails.items() if stream in heads and heads[stream].last > tail.seq
            )
        )

    async def _attempt(self, reading: Coroutine[object, object, None]) -> None:
        try:
            await reading
        except Exception:
            log.exception("reading_failed")
