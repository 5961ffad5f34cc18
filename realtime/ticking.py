"""The clock of a worker: makes the moves whose time has come, soon after it has."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from models.clock import now
from models.clockwork import catch_up
from models.due import next_due

LONGEST_SLEEP = 1.0
TIDYING = 60.0

log = structlog.get_logger(__name__)


async def tick() -> None:
    """Runs until cancelled. Every worker has one; each move happens once, whoever comes first.

    While more are due than one call makes, there is no pause.
    """
    while True:
        pause = LONGEST_SLEEP
        try:
            await catch_up()
            if due := await next_due():
                pause = min(max((due - now()).total_seconds(), 0.0), LONGEST_SLEEP)
        except Exception:
            log.exception("tick_failed")
        await asyncio.sleep(pause)


async def tidy(*jobs: Callable[[], Awaitable[object]]) -> None:
    """Runs until cancelled, the jobs one after the other; each sees to it that one worker at a time does it."""
    while True:
        for job in jobs:
            try:
                await job()
            except Exception:
                log.exception("tidying_failed")
        await asyncio.sleep(TIDYING)
