"""The clock of a worker: makes the moves whose time has come, soon after it has."""

import asyncio
from datetime import timedelta

import structlog

from models.clock import now
from models.clockwork import catch_up, next_due
from models.retention import forget_when_due

LONGEST_SLEEP = 1.0
TIDYING = 60.0

log = structlog.get_logger(__name__)


async def tick() -> None:
    """Runs until cancelled. Every worker has one; each move happens once, whoever comes first."""
    while True:
        pause = LONGEST_SLEEP
        try:
            await catch_up()
            if due := await next_due():
                pause = min(max((due - now()).total_seconds(), 0.0), LONGEST_SLEEP)
        except Exception:
            log.exception("tick_failed")
        await asyncio.sleep(pause)


async def tidy(kept: timedelta) -> None:
    """Runs until cancelled: forgets events that are older than that, in one worker at a time."""
    while True:
        try:
            await forget_when_due(kept)
        except Exception:
            log.exception("tidying_failed")
        await asyncio.sleep(TIDYING)
