"""The clock of a worker: makes due moves soon after their time, and runs tidying jobs."""

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
    """Runs until cancelled, in every worker; each move is made once, by the first worker that gets to it.

    There is no pause while more moves are due than one call makes.
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
    """Runs the jobs one after the other, until cancelled; each job ensures that one worker at a time does it."""
    while True:
        for job in jobs:
            try:
                await job()
            except Exception:
                log.exception("tidying_failed")
        await asyncio.sleep(TIDYING)
