"""Soak: each fault fifty times at random moments, with 200 followers on 20 streams, over PostgreSQL and Redis."""

import asyncio
import os
import random
import signal
import time
from collections.abc import AsyncIterator
from statistics import median

import psutil
import pytest

from tests import faults
from tests.faults import Fault
from tests.judge import show
from tests.market import colleague
from tests.scene import ABSENCE, Scene, Worker, at, until
from tests.services import redis_program
from tests.test_faults import staged

pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(3_600),
    pytest.mark.skipif(not redis_program(), reason="there is no redis-server on this machine"),
]

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "50"))
FOLLOWERS = int(os.environ.get("SOAK_FOLLOWERS", "200"))
DEMANDS = 20
LONGEST_CALM = 1.0


@pytest.fixture(scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    async with staged(tmp_path_factory.mktemp("soak"), None, cluster=True, demands=DEMANDS) as made:
        yield made


async def reader_stopped(scene: Scene) -> list[float]:
    """All who follow in one process, for a while that may be longer than they are given."""
    program = random.choice(scene.programs)
    program.send(signal.SIGSTOP)
    await asyncio.sleep(random.uniform(0.5, 4))
    program.send(signal.SIGCONT)
    return await scene.live_again(time.time())


async def member_removed(scene: Scene) -> list[float]:
    """Somebody follows, and is removed while a worker is away."""
    removed = await colleague(scene.owner)
    worker, other = random.sample(scene.workers, 2)
    async with scene.following(5, people=[removed]):
        leaving = scene.latest
        await scene.connected()
        await asyncio.sleep(random.uniform(0, 0.5))
        worker.kill()
        await at(other, scene.owner).do("removeMember", partyId=scene.owner.party, userId=removed.user)
        since = time.time()
        for follower in leaving:
            follower.until = since
        await until(lambda: scene.ends(leaving, "refused") == ["NOT_FOUND"] * len(leaving))
        recovered = await scene.live_again(since)
    await asyncio.to_thread(worker.start)
    return recovered


FAULTS: list[Fault] = [
    *faults.ON_ANY_DATABASE,
    *faults.OF_THE_BUS,
    *faults.OF_THE_DATABASE,
    reader_stopped,
    member_removed,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_fifty_rounds_lose_repeat_and_swap_nothing(scene: Scene, fault: Fault) -> None:
    scene.begin_anew()
    before = [await worker.tasks() for worker in scene.workers]
    recoveries: list[float] = []
    async with scene.following(FOLLOWERS // 2), scene.following(FOLLOWERS - FOLLOWERS // 2):
        await scene.connected()
        with scene.writing(writers=8, pause=0.15, hold={"share": 0.02, "seconds": 0.5}):
            memory: list[int] = []
            for _ in range(ROUNDS):
                await asyncio.sleep(random.uniform(0, LONGEST_CALM))
                recoveries += await fault(scene)
                memory.append(sum(map(resident, scene.workers)))
        verdict = await scene.verdict()
    events = sum(map(len, scene.log.entries.values()))
    show(
        f"{fault.__name__}: {ROUNDS} rounds, {events} events, {scene.size} followers, {verdict.heard} heard, "
        f"{len(recoveries)} recoveries, median {median(recoveries):.2f} s, slowest {max(recoveries):.2f} s, "
        f"memory of both workers {memory[0] >> 20} MiB after the first, {memory[-1] >> 20} MiB after the last"
    )
    assert verdict.faults == {}
    assert verdict.resyncs == 0
    assert scene.final_ends(but="NOT_FOUND") == []
    expected = {*ABSENCE, "socket_failed"} if fault in faults.WITHOUT_THE_DATABASE else ()
    assert [worker.left_over(expected) for worker in scene.workers] == [[], []]
    await scene.back_to(before)


def resident(worker: Worker) -> int:
    return int(psutil.Process(worker.pid).memory_info().rss)
