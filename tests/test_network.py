"""The network between clients and workers is cut or loses packets: they come back, and miss nothing."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from tests.judge import show
from tests.network import Network, is_possible
from tests.scene import Scene, figures
from tests.test_faults import staged

pytestmark = pytest.mark.skipif(not is_possible(), reason="needs root, `ip netns` and veth")


@pytest.fixture(scope="module")
async def scene(template: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    async with staged(tmp_path_factory.mktemp("network"), template, HOST="0.0.0.0") as made:
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


ROUNDS = [1, pytest.param(50, marks=[pytest.mark.soak, pytest.mark.timeout(3_600)])]


async def _lossy(scene: Scene, network: Network, rounds: int) -> list[float]:
    recovered: list[float] = []
    for _ in range(rounds):
        # A fifth or more makes connections stall for seconds, as packets that are sent again are lost again.
        network.lose(random.uniform(0.1, 0.4))
        await asyncio.sleep(random.uniform(2, 4))
        network.lose(0)
        recovered += await scene.live_again(time.time())
    return recovered


@pytest.mark.skipif(
    not is_possible(is_lossy=True), reason="needs root, `ip netns` and iptables with its statistic match"
)
@pytest.mark.parametrize("rounds", ROUNDS)
async def test_a_lossy_network_costs_time_only(scene: Scene, rounds: int) -> None:
    await _costs_time_only(scene, rounds, _lossy, "lossy network")


@pytest.mark.parametrize("rounds", ROUNDS)
async def test_a_cut_network_costs_time_only(scene: Scene, rounds: int) -> None:
    await _costs_time_only(scene, rounds, _cut, "network cut")


async def _costs_time_only(
    scene: Scene, rounds: int, suffer: Callable[[Scene, Network, int], Awaitable[list[float]]], name: str
) -> None:
    scene.begin_anew()
    with Network() as network:
        urls = [worker.ws_url.replace("127.0.0.1", network.address) for worker in scene.workers]
        async with scene.following(12, each=2, prefix=network.prefix, urls=urls), scene.following(4):
            await scene.connected()
            with scene.writing():
                await scene.live_again(time.time())
                recovered = await suffer(scene, network, rounds)
            verdict = await scene.verdict()
    show(f"{name}, {rounds} rounds: {figures(scene, verdict, recovered)}")
    assert verdict.faults == {}
    assert verdict.resyncs == 0
    assert [worker.left_over() for worker in scene.workers] == [[], []]
