"""The hub of a worker: one tail for each followed stream, read once for all its subscribers."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import structlog
from broadcaster import BroadcastBackend

from models import database
from models.changes import StoredEvent, on_news
from realtime.broker import Broker
from realtime.log import BATCH, Head, events_after, head_of, heads_of, persistently

MOST_EVENTS = 512
MOST_PAGES = 64
# Seconds. Clients that reconnect after a restart do so within this time. A page takes about 250 kB, 512 events 1 MB.
LIFE = 10.0
POLL = 1.0
POLL_WITHOUT_BROKER = 0.15

log = structlog.get_logger(__name__)


class LogWentBack(Exception):
    """The log has another event under the number of the last one that was read: an older state was restored."""


class Tail:
    """The newest events of one stream that this worker has read."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        # The kind of place that the stream belongs to.
        self.place = stream.partition(":")[0]
        self.holders = 0
        self.seq = -1
        # How many events it was behind the head of its stream when they were last compared.
        self.lag = 0
        self.epoch = ""
        self.events: deque[StoredEvent] = deque(maxlen=MOST_EVENTS)
        # When the last event happened, by which it is recognized; None if it was never read.
        self._last_at: datetime | None = None
        # How often the numbers began to mean other events, because an older state of the database was restored.
        self.restarts = 0
        self._seq_at_last_cleanup = -1
        # The groups on this stream, each with a callback that says that there are new events.
        self.listeners: dict[Any, Callable[[], None]] = {}
        self._pages: OrderedDict[int, asyncio.Task[list[StoredEvent]]] = OrderedDict()
        # None while nobody waits for it.
        self._moved: asyncio.Event | None = None
        self._reading = asyncio.Lock()

    def since(self, seq: int) -> list[StoredEvent] | None:
        """The events after the sequence number, or None if the first of them is no longer in memory."""
        if seq >= self.seq:
            return []
        if not self.events or self.events[0].seq > seq + 1:
            return None
        return [self.events[place] for place in range(seq + 1 - self.events[0].seq, len(self.events))]

    async def next_after(self, seq: int) -> list[StoredEvent] | None:
        """The next events without a gap; [] if there are none yet, None if the log no longer has them."""
        fresh = self.since(seq)
        if fresh is None:
            fresh = await persistently(lambda: self.read_page(seq))
            if not fresh or fresh[0].seq != seq + 1 or fresh[0].epoch != self.epoch:
                return None
        return fresh

    async def read_page(self, seq: int) -> list[StoredEvent]:
        """The next events from the log; a page is read once for all clients that resume near the same position."""
        number = seq // BATCH
        while True:
            task = self._pages.get(number)
            is_mine = task is None or _ends_before(task, seq)
            if task is None or is_mine:
                task = self._pages[number] = asyncio.create_task(events_after(self.stream, number * BATCH))
                asyncio.get_running_loop().call_later(LIFE, self._forget, number, task)
                while len(self._pages) > MOST_PAGES:
                    self._pages.popitem(last=False)
            try:
                page = await asyncio.shield(task)
            except Exception:
                self._forget(number, task)
                raise
            fresh = [event for event in page if event.seq > seq]
            # A page whose reading had started before the event was committed lacks it: read again.
            if fresh or is_mine:
                return fresh

    def _forget(self, number: int, page: asyncio.Task[list[StoredEvent]]) -> None:
        if self._pages.get(number) is page:
            del self._pages[number]

    async def wait_beyond(self, seq: int) -> None:
        """Waits until there is an event after the sequence number, or until the numbers mean other events."""
        restarts = self.restarts
        while self.seq <= seq and self.restarts == restarts:
            if self._moved is None:
                self._moved = asyncio.Event()
            await self._moved.wait()

    async def read(self) -> None:
        """Reads the new events from the log, in order and without gaps; raises LogWentBack."""
        async with self._reading:
            if self.seq < 0:
                head = await head_of(self.stream)
                self.seq, self.epoch = head.last, head.epoch
            while True:
                restarts = self.restarts
                found = await events_after(self.stream, self.seq - 1)
                if self.restarts != restarts:
                    continue
                fresh = self._new_of(found)
                if fresh and not self.epoch:
                    # Before any event is delivered: a client could not resume from a cursor without an epoch.
                    self.epoch = fresh[0].epoch
                if fresh and fresh[0].epoch != self.epoch:
                    self.restart(await head_of(self.stream))
                    continue
                for event in fresh:
                    self._take(event)
                if fresh:
                    self._wake()
                if len(found) < BATCH:
                    return

    def _new_of(self, found: list[StoredEvent]) -> list[StoredEvent]:
        """What comes after the last event, which is read again, if it is still kept, to see that it is the same."""
        known = [event for event in found if event.seq <= self.seq]
        if known and known[-1].epoch == self.epoch and known[-1].seq == self.seq:
            if self._last_at not in (None, known[-1].at):
                raise LogWentBack
            self._last_at = known[-1].at
        return found[len(known) :]

    def restart(self, head: Head) -> None:
        """Goes on from the head of another epoch. Whoever follows has to load a snapshot again."""
        self.seq, self.epoch, self._last_at = head.last, head.epoch, None
        self.events.clear()
        self._pages.clear()
        self._seq_at_last_cleanup = head.last
        self.restarts += 1
        self._wake()

    def forget_old(self) -> None:
        """Drops the events that were already in memory at the previous call."""
        while self.events and self.events[0].seq <= self._seq_at_last_cleanup:
            self.events.popleft()
        self._seq_at_last_cleanup = self.seq

    def take(self, event: StoredEvent) -> bool:
        """Appends an event that this worker has just committed; False if it is not the next one: read the log."""
        if event.epoch != self.epoch:
            return False
        if event.seq != self.seq + 1 or self._reading.locked():
            return any(each.seq == event.seq and each.at == event.at for each in self.events)
        self._take(event)
        self._wake()
        return True

    def _take(self, event: StoredEvent) -> None:
        # Numbers are assigned under the lock of the stream head, so visible events have no gaps, except where
        # retention has deleted some; then the events in memory are dropped.
        if event.seq != self.seq + 1:
            self.events.clear()
        self.events.append(event)
        self.seq, self._last_at = event.seq, event.at

    def _wake(self) -> None:
        if self._moved is not None:
            self._moved.set()
            self._moved = None
        for notify in self.listeners.values():
            notify()


def _ends_before(page: asyncio.Task[list[StoredEvent]], seq: int) -> bool:
    """Whether a page has nothing after the sequence number, because it was not full yet or reading it failed."""
    if not page.done():
        return False
    if page.cancelled() or page.exception() is not None:
        return True
    events = page.result()
    return len(events) < BATCH and (not events or events[-1].seq <= seq)


class Hub:
    """Receives hints, reads the log and wakes subscribers; polls the stream heads in case a hint is lost."""

    def __init__(self, broker_url: str, *, backend: BroadcastBackend | None = None) -> None:
        self.broker = Broker(
            broker_url, on_hint=self.hint, on_gap=self.poll_soon, on_ephemeral=self._receive_ephemeral, backend=backend
        )
        self.ephemeral_listeners: list[Callable[[dict[str, Any]], None]] = []
        self._tails: dict[str, Tail] = {}
        self._hinted: set[str] = set()
        self._wakeup = asyncio.Event()
        self._poll_now = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        # When this worker last agreed with the database on all its streams, by the database's clock.
        self._agreed_at: datetime | None = None
        self._is_astray = False
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
        """Whether the broker and all tasks of the hub are running, and the log is the one that was read."""
        return self.broker.is_alive and not self._is_astray and all(not task.done() for task in self._tasks)

    @asynccontextmanager
    async def tail(self, stream: str) -> AsyncIterator[Tail]:
        """The stream's tail, kept up to date while somebody holds it."""
        tail = self._tails.setdefault(stream, Tail(stream))
        self.hold(tail)
        try:
            # It is held already and so receives what is committed from now on; what was committed before is read once.
            if tail.seq < 0:
                await persistently(tail.read)
            yield tail
        finally:
            self.release(tail)

    def hold(self, tail: Tail) -> None:
        """Keeps the tail until it has been released as often as it was held."""
        tail.holders += 1

    def release(self, tail: Tail) -> None:
        tail.holders -= 1
        if not tail.holders and self._tails.get(tail.stream) is tail:
            del self._tails[tail.stream]

    def tail_of(self, stream: str) -> Tail | None:
        """The tail of a stream, if somebody follows it through this worker."""
        return self._tails.get(stream)

    @property
    def lags(self) -> dict[str, int]:
        """How many events the slowest tail of each kind of place was behind its head at the last poll."""
        found: dict[str, int] = {}
        for tail in self._tails.values():
            found[tail.place] = max(found.get(tail.place, 0), tail.lag)
        return found

    def hint(self, streams: frozenset[str]) -> None:
        """Notes that the streams may have new events."""
        wanted = streams & self._tails.keys()
        if wanted:
            self._hinted |= wanted
            self._wakeup.set()

    def poll_soon(self) -> None:
        """Polls the stream heads at once, because hints may have been lost."""
        self._poll_now.set()

    def _publish(self, events: Sequence[StoredEvent]) -> None:
        for event in events:
            tail = self._tails.get(event.stream)
            if tail is not None and not tail.take(event):
                self.hint(frozenset({event.stream}))
        self.broker.publish(frozenset(event.stream for event in events))

    def _receive_ephemeral(self, message: dict[str, object]) -> None:
        for listener in self.ephemeral_listeners:
            listener(message)

    async def _keep_reading(self) -> None:
        while True:
            await self._wakeup.wait()
            self._wakeup.clear()
            streams, self._hinted = self._hinted, set()
            tails = [self._tails[stream] for stream in streams if stream in self._tails]
            await asyncio.gather(*(self._attempt(self._read(tail)) for tail in tails))

    async def _read(self, tail: Tail) -> None:
        try:
            await tail.read()
        except LogWentBack:
            await self._begin_anew([tail])

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
        seen = await database.look()
        await self.compare(list(self._tails.values()))
        self._agreed_at = seen.at if seen else None

    async def head(self, tail: Tail) -> Head:
        """The head of the tail's stream; restarts the tail first if the head contradicts it."""
        seq = tail.seq
        head = await persistently(lambda: head_of(tail.stream))
        if tail.epoch and (head.epoch != tail.epoch or head.last < seq):
            await persistently(lambda: self.compare([tail]))
            head = await persistently(lambda: head_of(tail.stream))
        return head

    async def compare(self, tails: Sequence[Tail]) -> None:
        """Compares tails with their stream heads: reads what is new, and restarts those whose epoch is another.

        A head that is behind its tail, or gone, shows that an older state was restored: then every stream gets another
        epoch, and those of other workers notice in their turn.
        """
        behind = await self._behind(tails)
        if behind:
            await self._begin_anew(behind)
        self._is_astray = False

    async def _begin_anew(self, tails: Sequence[Tail]) -> None:
        """Gives every stream another epoch, unless somebody has done it, and restarts these tails."""
        self._is_astray = True
        log.warning("log_went_back", streams=[tail.stream for tail in tails][:10])
        await database.renew(unless_since=self._agreed_at)
        heads = await heads_of([tail.stream for tail in tails])
        for tail in tails:
            tail.restart(heads.get(tail.stream, Head(tail.stream, "", 0, 0)))

    async def _behind(self, tails: Sequence[Tail]) -> list[Tail]:
        """The tails with events that the log lacks; the others take over what their heads say."""
        # Noted first: a head that is read now includes everything that its tail has by now.
        before = [(tail, tail.seq, tail.epoch, tail.restarts) for tail in tails if tail.seq >= 0]
        heads = await heads_of([tail.stream for tail, *_ in before])
        behind = []
        for tail, seq, epoch, restarts in before:
            head = heads.get(tail.stream)
            if tail.restarts != restarts:
                continue
            tail.lag = max(0, head.last - seq) if head is not None else 0
            if epoch and (head is None or (head.epoch == epoch and head.last < seq)):
                behind.append(tail)
            elif epoch and head is not None and head.epoch != epoch:
                tail.restart(head)
            elif head is not None and head.last > tail.seq:
                self.hint(frozenset({tail.stream}))
        return behind

    async def _attempt(self, reading: Coroutine[object, object, None]) -> None:
        try:
            await reading
        except Exception:
            log.warning("reading_failed", exc_info=True)
