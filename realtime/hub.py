"""The hub of a worker: one tail for each stream that somebody follows, read once for all its followers."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any

import structlog
from broadcaster import BroadcastBackend

from models.changes import StoredEvent, on_news
from realtime.broker import Broker
from realtime.log import BATCH, events_after, head_of, heads_of, persistently

KEPT = 512
PAGES = 64
# Seconds: those who come back at once come within them; a page is a quarter of a megabyte, 512 events are nearly one.
LIFE = 10.0
POLL = 1.0
POLL_WITHOUT_BROKER = 0.15

log = structlog.get_logger(__name__)


class Tail:
    """The newest events of one stream, as far as this worker has read them."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.followers = 0
        self.seq = -1
        self.epoch = ""
        self.events: deque[StoredEvent] = deque(maxlen=KEPT)
        self._old = -1
        # Whoever is told what is new here, and how they are told that there is something.
        self.followed_by: dict[Any, Callable[[], None]] = {}
        self._pages: OrderedDict[int, asyncio.Task[list[StoredEvent]]] = OrderedDict()
        self._moved = asyncio.Event()
        self._reading = asyncio.Lock()

    def since(self, seq: int) -> list[StoredEvent] | None:
        """The events after the number, or None when the first of them is no longer kept here."""
        if seq >= self.seq:
            return []
        if not self.events or self.events[0].seq > seq + 1:
            return None
        return [self.events[place] for place in range(seq + 1 - self.events[0].seq, len(self.events))]

    async def following(self, seq: int) -> list[StoredEvent] | None:
        """The next events without a gap, [] when there are none yet, None when the log no longer has them."""
        fresh = self.since(seq)
        if fresh is None:
            fresh = await persistently(lambda: self.after(seq))
            if not fresh or fresh[0].seq != seq + 1:
                return None
        return fresh

    async def after(self, seq: int) -> list[StoredEvent]:
        """The next events from the log, read once for all who come back to about the same place."""
        number = seq // BATCH
        while True:
            task = self._pages.get(number)
            is_mine = task is None or _ends_before(task, seq)
            if task is None or is_mine:
                task = self._pages[number] = asyncio.create_task(events_after(self.stream, number * BATCH))
                asyncio.get_running_loop().call_later(LIFE, self._forget, number, task)
                while len(self._pages) > PAGES:
                    self._pages.popitem(last=False)
            try:
                page = await asyncio.shield(task)
            except Exception:
                self._forget(number, task)
                raise
            fresh = [event for event in page if event.seq > seq]
            # What others began to read may have begun before the event came that is asked for.
            if fresh or is_mine:
                return fresh

    def _forget(self, number: int, page: asyncio.Task[list[StoredEvent]]) -> None:
        if self._pages.get(number) is page:
            del self._pages[number]

    async def moved(self, seq: int) -> None:
        """Waits until there is something after the number."""
        while self.seq <= seq:
            await self._moved.wait()

    async def read(self) -> None:
        """Takes in what the log has that is not here yet; in order and without gaps."""
        async with self._reading:
            if self.seq < 0:
                head = await head_of(self.stream)
                self.seq, self.epoch = head.last, head.epoch
            while True:
                fresh = await events_after(self.stream, self.seq)
                if fresh and not self.epoch:
                    # Before anybody is told an event: a cursor without an epoch could not be resumed from.
                    self.epoch = (await head_of(self.stream)).epoch
                for event in fresh:
                    self._take(event)
                if fresh:
                    self._wake()
                if len(fresh) < BATCH:
                    return

    def forget_old(self) -> None:
        """Lets go of the events that were here already when this was called the last time."""
        while self.events and self.events[0].seq <= self._old:
            self.events.popleft()
        self._old = self.seq

    def take(self, event: StoredEvent) -> bool:
        """Takes in an event that this worker has just committed, if it is the next one; else it has to be read."""
        if event.seq != self.seq + 1 or self._reading.locked() or not self.epoch:
            return bool(event.seq <= self.seq)
        self._take(event)
        self._wake()
        return True

    def _take(self, event: StoredEvent) -> None:
        # Numbers are given under the lock of the head: what is visible has no gaps but where retention has cut,
        # and then what is kept here begins anew.
        if event.seq != self.seq + 1:
            self.events.clear()
        self.events.append(event)
        self.seq = event.seq

    def _wake(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()
        for note in self.followed_by.values():
            note()


def _ends_before(page: asyncio.Task[list[StoredEvent]], seq: int) -> bool:
    """Whether a page that was not full when it was read, or was not read at all, has nothing after the number."""
    if not page.done():
        return False
    if page.cancelled() or page.exception() is not None:
        return True
    events = page.result()
    return len(events) < BATCH and (not events or events[-1].seq <= seq)


class Hub:
    """Hears hints, reads logs, wakes followers; and looks at the heads, should a hint be lost."""

    def __init__(self, broker_url: str, *, backend: BroadcastBackend | None = None) -> None:
        self.broker = Broker(
            broker_url, on_hint=self.hint, on_gap=self.look, on_ephemeral=self._receive_ephemeral, backend=backend
        )
        self.ephemeral_listeners: list[Callable[[dict[str, Any]], None]] = []
        self._tails: dict[str, Tail] = {}
        self._hinted: set[str] = set()
        self._wakeup = asyncio.Event()
        self._poll_now = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._stop_listening = on_news(self._publish)

    async def start(self) -> None:
        await self.broker.start()
        keeping = (self._keep_reading(), self._keep_polling(), self._keep_forgetting())
        self._tasks = [asyncio.create_task(each) for each in keeping]

    async def stop(self) -> None:
        self._stop_listening()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.broker.stop()

    @property
    def is_alive(self) -> bool:
        """Whether everything that delivery needs in this worker is running."""
        return self.broker.is_alive and all(not task.done() for task in self._tasks)

    @asynccontextmanager
    async def tail(self, stream: str) -> AsyncIterator[Tail]:
        """The stream's tail, kept up to date for as long as somebody holds it."""
        tail = self._tails.setdefault(stream, Tail(stream))
        self.hold(tail)
        try:
            # Held already, so it is told of whatever is committed from now on; what was before, it reads once.
            if tail.seq < 0:
                await persistently(tail.read)
            yield tail
        finally:
            self.release(tail)

    def hold(self, tail: Tail) -> None:
        """Keeps the tail until it is released as often as it was held."""
        tail.followers += 1

    def release(self, tail: Tail) -> None:
        tail.followers -= 1
        if not tail.followers and self._tails.get(tail.stream) is tail:
            del self._tails[tail.stream]

    def followed(self, stream: str) -> Tail | None:
        """The tail of a stream that somebody here follows."""
        return self._tails.get(stream)

    def hint(self, streams: frozenset[str]) -> None:
        """Notes that the streams may have moved."""
        wanted = streams & self._tails.keys()
        if wanted:
            self._hinted |= wanted
            self._wakeup.set()

    def look(self) -> None:
        """Notes that hints were lost: any stream may have moved."""
        self._poll_now.set()

    def _publish(self, events: Sequence[StoredEvent]) -> None:
        for event in events:
            tail = self._tails.get(event.stream)
            if tail is not None and not tail.take(event):
                self.hint(frozenset({event.stream}))
        self.broker.publish(frozenset(event.stream for event in events))

    def _receive_ephemeral(self, said: dict[str, object]) -> None:
        for listener in self.ephemeral_listeners:
            listener(said)

    async def _keep_reading(self) -> None:
        while True:
            await self._wakeup.wait()
            self._wakeup.clear()
            streams, self._hinted = self._hinted, set()
            tails = [self._tails[stream] for stream in streams if stream in self._tails]
            await asyncio.gather(*(self._attempt(tail.read()) for tail in tails))

    async def _keep_polling(self) -> None:
        while True:
            try:
                async with asyncio.timeout(POLL if self.broker.is_up else POLL_WITHOUT_BROKER):
                    await self._poll_now.wait()
            except TimeoutError:
                pass
            self._poll_now.clear()
            if self._tails:
                await self._attempt(self._poll())

    async def _keep_forgetting(self) -> None:
        while True:
            await asyncio.sleep(LIFE)
            for tail in self._tails.values():
                tail.forget_old()

    async def _poll(self) -> None:
        heads = await heads_of(list(self._tails))
        moved = {stream for stream, head in heads.items() if stream in self._tails}
        self.hint(frozenset(stream for stream in moved if heads[stream].last > self._tails[stream].seq))

    async def _attempt(self, reading: Coroutine[object, object, None]) -> None:
        try:
            await reading
        except Exception:
            log.warning("reading_failed", exc_info=True)
