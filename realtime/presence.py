"""Presence: who is at a place right now; published over the broker, never stored, and expired without heartbeats."""

import asyncio
import secrets
import time
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Iterator
from contextlib import contextmanager
from uuid import UUID

from realtime.hub import Hub

HEARTBEAT = 2.0
LIFE = 6.0
REPEAT = 5.0  # seconds after which the same people are yielded again, though nobody has come or gone


class Presence:
    """Each worker publishes who is at which place through it, at every change and every heartbeat; the latest counts.

    If a worker dies or cannot be reached, its people are gone within LIFE seconds.
    """

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._worker = secrets.token_hex(8)
        self._here: defaultdict[str, Counter[UUID]] = defaultdict(Counter)
        self._elsewhere: dict[tuple[str, str], tuple[frozenset[UUID], float]] = {}
        self._changed: defaultdict[str, asyncio.Event] = defaultdict(asyncio.Event)
        self._heartbeat: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._hub.ephemeral_listeners.append(self._receive)
        self._heartbeat = asyncio.create_task(self._keep_heartbeat())

    async def stop(self) -> None:
        self._hub.ephemeral_listeners.remove(self._receive)
        if self._heartbeat is not None:
            self._heartbeat.cancel()
            await asyncio.gather(self._heartbeat, return_exceptions=True)

    @property
    def is_alive(self) -> bool:
        return self._heartbeat is not None and not self._heartbeat.done()

    def people(self, place: str) -> frozenset[UUID]:
        """Who is at the place, through any worker."""
        elsewhere = (people for (where, _), (people, _) in self._elsewhere.items() if where == place)
        return frozenset(self._here.get(place, ())).union(*elsewhere)

    async def at(self, place: str, user: UUID) -> AsyncGenerator[frozenset[UUID]]:
        """Who is at the place: now, after every change, and again after REPEAT seconds without a change.

        The user counts as present while this runs. The repetition lets the caller check whether they still may.
        """
        clock = asyncio.get_running_loop().time
        with self._being(place, user):
            before: frozenset[UUID] | None = None
            again = 0.0
            while True:
                changed = self._changed[place]
                present = self.people(place)
                if present != before or clock() > again:
                    before = present
                    again = clock() + REPEAT
                    yield present
                    continue
                # Every heartbeat wakes this, so the wait is never longer than one heartbeat.
                await changed.wait()

    @contextmanager
    def _being(self, place: str, user: UUID) -> Iterator[None]:
        self._here[place][user] += 1
        self._publish(place)
        try:
            yield
        finally:
            self._here[place] -= Counter([user])
            self._publish(place)
            if not self._here[place]:
                del self._here[place]

    def _publish(self, place: str) -> None:
        self._wake(place)
        people = [str(user) for user in self._here.get(place, ())]
        self._hub.broker.publish_ephemeral(place, {"worker": self._worker, "people": people})

    def _receive(self, message: dict[str, object]) -> None:
        people = message.get("people")
        if isinstance(people, list):
            place = str(message["place"])
            self._elsewhere[place, str(message["worker"])] = (frozenset(map(UUID, people)), time.monotonic() + LIFE)
            self._wake(place)

    async def _keep_heartbeat(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT)
            for place in [*self._here]:
                self._publish(place)
            now = time.monotonic()
            for (place, worker), (people, until) in [*self._elsewhere.items()]:
                if until < now or not people:
                    del self._elsewhere[place, worker]
                    self._wake(place)

    def _wake(self, place: str) -> None:
        changed = self._changed.pop(place, None)
        if changed is not None:
            changed.set()
