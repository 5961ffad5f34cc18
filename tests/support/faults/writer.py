"""A writer in its own process: adds remarks to many candidates with the verbs, at the rate of its plan.

`python -m tests.support.faults.writer PLAN`: continues through all failures of its database until it gets a signal. The
plan may make a share of the changes hold their sequence numbers for a while before they commit, and may delete events
that are older than some seconds.
"""

import asyncio
import json
import random
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from models import changes, database
from models.accounts.sessions import viewer_of
from models.accounts.viewer import Viewer
from models.clock import now
from models.demands.candidates import Candidate, RemarkScope
from models.ids import key_of
from models.retention import forget
from models.workbench.remarks import Remark, add_remark, delete_remark, edit_remark
from realtime.hub import Hub

append = changes._append


async def main(plan: dict[str, Any]) -> None:
    over = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
    await database.connect(plan["database"])
    hub = Hub(plan["broker"])
    await hub.start()
    if "hold" in plan:
        changes._append = holding(**plan["hold"])
    writers = [asyncio.create_task(write(plan)) for _ in range(plan["writers"])]
    if "keep" in plan:
        writers.append(asyncio.create_task(keep_forgetting(timedelta(seconds=plan["keep"]))))
    await over.wait()
    for writer in writers:
        writer.cancel()
    await asyncio.gather(*writers, return_exceptions=True)
    await hub.stop()
    await database.disconnect()


def holding(share: float, seconds: float) -> Any:
    """Appends as usual, but some changes hold their locks for a while before they commit."""

    async def held(running: changes.Change) -> Any:
        appended = await append(running)
        if running.told and random.random() < share:
            await asyncio.sleep(seconds)
        return appended

    return held


async def keep_forgetting(kept: timedelta) -> None:
    while True:
        await forget(now() - kept)
        await asyncio.sleep(0.3)


async def write(plan: dict[str, Any]) -> None:
    viewers: list[Viewer] = []
    mine: list[Remark] = []
    while True:
        try:
            viewers = viewers or [await viewer_of(token) for token in plan["tokens"]]
            await write_one(random.choice(viewers), random.choice(plan["candidates"]), mine, plan.get("size", 20))
        except Exception as error:  # noqa: BLE001 - whatever becomes of its database, it goes on
            sys.stderr.write(f"{error!r}\n")
        await asyncio.sleep(random.expovariate(1 / plan["pause"]))


async def write_one(viewer: Viewer, candidate: str, mine: list[Remark], size: int) -> None:
    choice = random.random()
    own = next((remark for remark in mine if remark.author_id == viewer.user.id), None)
    if own is not None and choice < 0.3:
        mine.remove(own)
        if choice < 0.15:
            await delete_remark(own, expected_version=None, by=viewer)
        else:
            await edit_remark(own, body="b" * size, expected_version=None, by=viewer)
        return
    scope = RemarkScope.PRIVATE if choice > 0.8 else RemarkScope.TEAM
    found = await Candidate.get(id=key_of("Candidate", candidate))
    mine.append(await add_remark(found, body="a" * size, scope=scope, by=viewer))


if __name__ == "__main__":
    asyncio.run(main(json.loads(Path(sys.argv[1]).read_text())))
