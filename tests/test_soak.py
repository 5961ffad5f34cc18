"""Soak: each fault fifty times at random moments, with 200 followers on 20 streams, over PostgreSQL and Redis."""

import asyncio
import os
import random
import signal
import time
from collections.abc import AsyncIterator, Sequence
from statistics import median

import psutil
import pytest

from tests.support.api.services import Redis, redis_program
from tests.support.domain.market import at, colleague
from tests.support.faults import strikes as faults
from tests.support.faults.judge import show
from tests.support.faults.network import Network, is_possible
from tests.support.faults.scene import ABSENCE, Scene, Worker
from tests.support.faults.strikes import Fault
from tests.support.faults.verifier import REVOKED
from tests.support.waiting import until
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
WITHOUT_THE_BUS = 2.0  # seconds within which the sockets of a session that was revoked are closed, wherever they are


@pytest.fixture(scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    directory = tmp_path_factory.mktemp("soak")
    async with staged(directory, None, cluster=True, demands=DEMANDS, HOST="0.0.0.0") as made:
        yield made


async def reader_stopped(scene: Scene) -> list[float]:
    """All followers in one process."""
    program = random.choice(scene.programs)
    program.send(signal.SIGSTOP)
    await asyncio.sleep(random.uniform(0.5, 4))
    program.send(signal.SIGCONT)
    return await scene.live_again(time.time())


async def member_removed(scene: Scene) -> list[float]:
    """A follower is removed from the party while a worker is down."""
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


async def session_revoked(scene: Scene) -> list[float]:
    """A follower's session ends while a worker or the broker is down."""
    assert scene.redis
    revoked = await colleague(scene.owner)
    worker, other = random.sample(scene.workers, 2)
    async with scene.following(5, people=[revoked]):
        ending = scene.latest
        await scene.connected()
        there = at(other, revoked)
        session = (await there.ask("{ viewer { sessions { id } } }"))["viewer"]["sessions"][0]["id"]
        absent: Worker | Redis = random.choice((worker, scene.redis))
        absent.kill()
        await there.do("revokeSession", sessionId=session)
        since = time.time()
        for follower in ending:
            follower.until = since + WITHOUT_THE_BUS
        await until(lambda: scene.ends(ending, "closed") == [REVOKED] * len(ending))
        recovered = await scene.live_again(since)
    await asyncio.to_thread(absent.start)
    return recovered


FAULTS: list[Fault] = [
    *faults.ON_ANY_DATABASE,
    *faults.OF_THE_BUS,
    *faults.OF_THE_DATABASE,
    reader_stopped,
    member_removed,
    session_revoked,
    # The last of them, as the demands are closed after it.
    faults.clock_jumped,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_fifty_rounds_lose_repeat_and_swap_nothing(scene: Scene, fault: Fault) -> None:
    await _endures(scene, fault)


@pytest.mark.skipif(not is_possible(is_lossy=True), reason="needs root, `ip netns`, veth and iptables")
@pytest.mark.parametrize("suffer", [faults.network_cut, faults.network_lossy], ids=lambda suffer: suffer.__name__)
async def test_fifty_rounds_of_a_bad_network_lose_repeat_and_swap_nothing(
    scene: Scene, suffer: faults.FaultOfTheNetwork
) -> None:
    with Network() as network:

        async def fault(scene: Scene) -> list[float]:
            return await suffer(scene, network)

        fault.__name__ = suffer.__name__
        await _endures(scene, fault, network)


async def _endures(scene: Scene, fault: Fault, network: Network | None = None) -> None:
    """Moves half of the followers to that network."""
    scene.begin_anew()
    before = [await worker.tasks() for worker in scene.workers]
    recoveries: list[float] = []
    memory: list[int] = []
    async with (
        scene.following(FOLLOWERS // 2, **(scene.reached_from(network) if network else {})),
        scene.following(FOLLOWERS - FOLLOWERS // 2),
    ):
        await scene.connected()
        with scene.writing(writers=8, pause=0.15, hold={"share": 0.02, "seconds": 0.5}):
            for _ in range(ROUNDS):
                await asyncio.sleep(random.uniform(0, LONGEST_CALM))
                recoveries += await fault(scene)
                memory.append(sum(map(resident, scene.workers)))
        verdict = await scene.verdict()
    events = sum(map(len, scene.log.entries.values()))
    show(
        f"{fault.__name__}: {ROUNDS} rounds, {events} events, {scene.size} followers, {verdict.heard} heard, "
        f"{len(recoveries)} recoveries, median {median(recoveries):.2f} s, slowest {max(recoveries):.2f} s, "
        f"memory of both workers {_in_mib(memory)} MiB"
    )
    assert verdict.faults == {}
    assert verdict.resyncs == 0
    assert scene.final_ends() == []
    assert await scene.log.forgotten() == 0
    expected = {*ABSENCE, "socket_failed"} if fault in faults.WITHOUT_THE_DATABASE else ()
    assert [worker.left_over(expected) for worker in scene.workers] == [[], []]
    await scene.back_to(before)


def _in_mib(memory: Sequence[int]) -> str:
    """After the first round, at each fifth of the way, after the last."""
    return ", ".join(str(memory[(len(memory) - 1) * part // 5] >> 20) for part in range(6))


def resident(worker: Worker) -> int:
    return int(psutil.Process(worker.pid).memory_info().rss)
