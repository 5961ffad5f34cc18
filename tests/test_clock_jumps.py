"""The wall clock of a worker jumps: nothing is lost, duplicated, deleted too early or kept for ever."""

import time
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from tests.support.domain.market import at
from tests.support.faults.judge import show
from tests.support.faults.scene import Scene, figures
from tests.support.faults.strikes import DAY, HOUR, clock_off_by
from tests.test_faults import needs_cluster, staged
from tests.test_presence import PRESENCE

# One machine has one clock; it takes a database and a broker between several that one of them can be off.
pytestmark = needs_cluster


@pytest.fixture(scope="module")
async def scene(template: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    async with staged(tmp_path_factory.mktemp("clock"), template) as made:
        yield made


async def test_a_clock_that_jumps_loses_repeats_and_forgets_nothing(scene: Scene) -> None:
    scene.begin_anew()
    recovered: list[float] = []
    async with scene.following(12, each=2):
        await scene.connected()
        with scene.writing():
            await scene.live_again(time.time())
            for seconds, restarts in ((-8 * DAY, True), (2 * HOUR, False), (8 * DAY, True)):
                recovered += await clock_off_by(scene, seconds, restarts=restarts)
            scene.workers[0].be_off_by(0)
        verdict = await scene.verdict()
    show(f"clock jumps: {figures(scene, verdict, recovered)}")
    assert verdict.faults == {}
    assert verdict.resyncs == 0
    assert await scene.log.forgotten() == 0
    closings = Counter(
        stream
        for stream, entries in scene.log.entries.items()
        for entry in entries.values()
        if entry.kind == "bidding.closed" and stream.startswith("demand:")
    )
    # Too early by the other clocks, because the wrong one considered it due; but only once.
    assert [*closings.values()] == [1] * len(scene.demands)
    assert [worker.left_over() for worker in scene.workers] == [[], []]


async def test_a_clock_that_jumps_sends_nobody_away(scene: Scene) -> None:
    here, there = at(scene.workers[0], scene.people[1]), at(scene.workers[1], scene.owner)
    async with here.client.subscribe(PRESENCE, id=scene.demands[0]) as mine:
        await mine.next()
        async with there.client.subscribe(PRESENCE, id=scene.demands[0]) as theirs:
            while len((await theirs.next())["presence"]["people"]) < 2:
                pass
            scene.workers[0].be_off_by(DAY)
            scene.workers[1].be_off_by(-DAY)
            # Longer than from one beat to the next.
            await theirs.silence(3)
    for worker in scene.workers:
        worker.be_off_by(0)
