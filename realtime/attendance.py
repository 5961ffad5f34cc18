"""Attendance: who follows an interview with this worker is said in the table, for as long as they do."""

import asyncio
from uuid import UUID

import structlog

from models.database import AWAY
from models.interviews.presence import hear_of
from realtime.dispatcher import Dispatcher

# Three of them may be missed before somebody counts as away.
BEAT = 8.0

log = structlog.get_logger(__name__)


async def attend_interviews(dispatcher: Dispatcher) -> None:
    """Runs until cancelled. Whoever a worker stops saying this of, because it died, is away when the time is over."""
    while True:
        await asyncio.sleep(BEAT)
        try:
            await hear_of(followers(dispatcher))
        except AWAY as error:
            log.warning("attendance_waits", error=repr(error))
        except Exception:
            log.exception("attendance_failed")


def followers(dispatcher: Dispatcher) -> set[tuple[UUID, UUID]]:
    """Interview and user of everyone whose feed of an interview is served here."""
    found: set[tuple[UUID, UUID]] = set()
    for group in dispatcher.groups.values():
        kind, _, key = group.tail.stream.partition(":")
        if kind == "interview":
            found |= {(UUID(key), member.viewer.user.id) for member in group.members if member.viewer is not None}
    return found
