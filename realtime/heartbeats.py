"""Heartbeats: each worker keeps noting in the database who follows an interview through it."""

import asyncio
from uuid import UUID

import structlog

from models.database import AWAY
from models.interviews.presence import hear_of
from realtime.dispatcher import Dispatcher

# Seconds; a participant counts as away after three missed heartbeats.
HEARTBEAT = 8.0

log = structlog.get_logger(__name__)


async def keep_heartbeats(dispatcher: Dispatcher) -> None:
    """Runs until cancelled. If a worker dies, its heartbeats stop and its participants soon count as away."""
    while True:
        await asyncio.sleep(HEARTBEAT)
        try:
            await hear_of(followers(dispatcher))
        except AWAY as error:
            log.warning("attendance_waits", error=repr(error))
        except Exception:
            log.exception("attendance_failed")


def followers(dispatcher: Dispatcher) -> set[tuple[UUID, UUID]]:
    """Interview and user of everyone who follows an interview through this worker."""
    found: set[tuple[UUID, UUID]] = set()
    for group in dispatcher.groups.values():
        kind, _, key = group.tail.stream.partition(":")
        if kind == "interview":
            found |= {
                (UUID(key), subscriber.viewer.user.id)
                for subscriber in group.subscribers
                if subscriber.viewer is not None
            }
    return found
