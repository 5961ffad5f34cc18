"""Revocations: the connections of a revoked session are closed on every worker, soon after the commit."""

import asyncio
import contextlib
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from models.accounts.events import REVOCATIONS, SessionRevoked
from models.accounts.sessions import viewers_again
from models.accounts.viewer import SessionEnded, Viewer
from models.clock import now
from realtime.hub import Hub
from realtime.log import persistently

REMEMBERED = 1_000
# The code and reason with which a connection is closed when its session ends.
EXPIRED = (4403, "The session has expired")
REVOKED = (4401, "The session was revoked")


class Revocations:
    """Knows the connections of each session on this worker, and follows the stream of revocations."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._connections: defaultdict[UUID, set[Callable[[], None]]] = defaultdict(set)
        # For a connection that was accepted just before the revocation arrived here, and is registered just after.
        self._ended: deque[UUID] = deque(maxlen=REMEMBERED)
        self._listening: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._listening = asyncio.create_task(persistently(self._listen, over=(Exception,)))

    async def stop(self) -> None:
        if self._listening is not None:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._listening

    @property
    def is_alive(self) -> bool:
        return self._listening is not None and not self._listening.done()

    @contextmanager
    def guarding(self, viewer: Viewer | None, end: Callable[[int, str], None]) -> Iterator[None]:
        """Calls `end` with a code and a reason if the viewer's session expires or is revoked while the block runs."""
        if viewer is None or viewer.session_id is None:
            yield
            return
        left = max((viewer.expires_at - now()).total_seconds(), 0)
        expiry = asyncio.get_running_loop().call_later(left, end, *EXPIRED)
        try:
            with self.watching(viewer.session_id, lambda: end(*REVOKED)):
                yield
        finally:
            expiry.cancel()

    @contextmanager
    def watching(self, session: UUID, close: Callable[[], None]) -> Iterator[None]:
        """Calls `close` if the session is revoked while the block runs."""
        self._connections[session].add(close)
        if session in self._ended:
            close()
        try:
            yield
        finally:
            self._connections[session].discard(close)
            if not self._connections[session]:
                del self._connections[session]

    async def _close_ended(self) -> None:
        """Closes the connections of sessions that are not in the database, which may be of an older state now."""
        sessions = [*self._connections]
        for session, viewer in zip(sessions, await viewers_again(sessions), strict=True):
            if isinstance(viewer, SessionEnded):
                for close in [*self._connections.get(session, ())]:
                    close()

    async def _listen(self) -> None:
        async with self._hub.tail(REVOCATIONS.stream()) as tail:
            seq, restarts = tail.seq, tail.restarts
            while True:
                if tail.restarts != restarts:
                    restarts = tail.restarts
                    await self._close_ended()
                fresh = await tail.next_after(seq)
                for event in fresh or ():
                    session = SessionRevoked.read(event.facts).session
                    self._ended.append(session)
                    for close in [*self._connections.get(session, ())]:
                        close()
                seq = fresh[-1].seq if fresh else tail.seq
                await tail.wait_beyond(seq)
