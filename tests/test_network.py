"""The network between clients and workers is cut: they come back, and miss nothing."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.judge import show
from tests.network import Network, is_possible
from tests.scene import Scene, figures
from tests.test_faults import staged

pytestmark = pytest.mark.skipif(not is_possible(), reason="needs root, `ip netns` and veth")


@pytest.fixture
async def scene(template: str, tmp_path: Path) -> AsyncIterator[Scene]:
    async with staged(tmp_path, template, HOST="0.0.0.0") as made:
        yield made


async def _cut(scene: Scene, network: Network, rounds: int) -> list[float]:
    recovered: list[float] = []
    for _ in range(rounds):
        network.cut()
        # Longer than the clients wait for an answer, or so short that only packets are lost.
        await asyncio.sleep(random.choice((0.5, 5)))
        network.mend()
        recovered += await scene.live_again(time.time())
    return recovered


@pytest.mark.parametrize("rounds", [1, pytest.param(50, marks=[pytest.mark.soak, pytest.mark.timeout(3_600)])])
async def test_a_cut_network_costs_time_only(scene: Scene, rounds: int) -> None:
    with Network() as network:
        urls = [worker.ws_url.replace("127.0.0.1", network.address) for worker in scene.workers]
        async with scene.following(12, each=2, prefix=network.prefix, urls=urls), scene.following(4):
            await scene.connected()
            with scene.writing():
                await scene.live_again(time.time())
                recovered = await _cut(scene, network, rounds)
            verdict = await scene.verdict()
    show(f"network cut, {rounds} rounds: {figures(scene, verdict, recovered)}")
    assert verdict.faults == {}
    assert verdict.resyncs == 0
    assert [worker.left_over() for worker in scene.workers] == [[], []]
