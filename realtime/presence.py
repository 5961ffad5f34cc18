"""Presence: who is at a place right now; kept by nobody, told over the bus, gone when it is not told again."""

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
AGAIN = 5.0  # seconds after which whoever is there is asked for again, though nobody has come or gone


class Presence:
    """Each worker tells who is at which place with it, at every change and every beat; the latest word counts.

    Whoever a worker stops telling of, because it died or cannot be heard, is gone within LIFE seconds.
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
        """Who is at the place, at whichever worker."""
        told = (people for (where, _), (people, _) in self._elsewhere.items() if where == place)
        return frozenset(self._here.get(place, ())).union(*told)

    async def at(self, place: str, user: UUID) -> AsyncGenerator[frozenset[UUID]]:
        """Who is at the place, now, after every change, and the same again after AGAIN seconds without one.

        The user is one of them for as long as this runs: so whoever asks can see whether that may still be.
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
                    again = clock() + AGAIN
                    yield present
                    continue
                # Each beat wakes everybody: no longer than from one to the next.
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

    def _receive(self, said: dict[str, object]) -> None:
        people = said.get("people")
        if isinstance(people, list):
            place = str(said["place"])
            self._elsewhere[place, str(said["worker"])] = (frozenset(map(UUID, people)), time.monotonic() + LIFE)
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
