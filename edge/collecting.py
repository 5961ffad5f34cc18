"""When the garbage collector looks at which objects: at a few new ones under load, at the others when nothing is to do.

Nearly all objects of an answer go when nobody refers to them any more; only what refers to itself in a circle waits for
the collector, which stops the whole worker while it looks.
"""

import asyncio
import gc
import time

import structlog

# New objects between two looks at the newest ones; and how many of those between two looks at what is a little older,
# which are then at most 60,000 objects: some milliseconds. A look at everything comes by itself only after a thousand.
THRESHOLDS = (10_000, 5, 1_000)
# Seconds between two attempts, and the share of the time up to which the worker counts as idle.
PERIOD, IDLE = 1.0, 0.05

log = structlog.get_logger(__name__)


def settle() -> None:
    """For a process that only serves: what exists by now stays to the end, and is never looked at."""
    # Without looking for garbage: of the start, there are twenty objects.
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)


async def collect_when_idle() -> None:
    """Collects everything while the worker has nothing to do; runs until cancelled."""
    # What the start has made stays as well.
    gc.collect()
    gc.freeze()
    while True:
        before = time.process_time()
        await asyncio.sleep(PERIOD)
        # Something older than the newest objects may be garbage only if these were looked at meanwhile.
        if time.process_time() - before <= IDLE * PERIOD and gc.get_count()[2] > 0:
            began = time.perf_counter()
            found = gc.collect()
            log.debug("collected", objects=found, milliseconds=round((time.perf_counter() - began) * 1_000, 1))
