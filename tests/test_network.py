"""The network between clients and workers is cut or loses packets: clients reconnect and miss nothing."""

import time
from collections.abc import AsyncIterator

import pytest

from tests.support.faults import strikes as faults
from tests.support.faults.judge import show
from tests.support.faults.network import Network, is_possible
from tests.support.faults.scene import Scene, figures
from tests.test_faults import staged

pytestmark = [
    pytest.mark.anywhere,
    pytest.mark.skipif(not is_possible(), reason="needs root, `ip netns` and veth"),
]


@pytest.fixture(scope="module")
async def scene(template: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    async with staged(tmp_path_factory.mktemp("network"), template, HOST="0.0.0.0") as made:
        yield made


@pytest.mark.skipif(
    not is_possible(is_lossy=True), reason="needs root, `ip netns` and iptables with its statistic match"
)
async def test_a_lossy_network_costs_time_only(scene: Scene) -> None:
    await _costs_time_only(scene, faults.network_lossy)


async def test_a_cut_network_costs_time_only(scene: Scene) -> None:
    await _costs_time_only(scene, faults.network_cut)


async def _costs_time_only(scene: Scene, suffer: faults.FaultOfTheNetwork) -> None:
    scene.begin_anew()
    with Network() as network:
        async with scene.following(12, each=2, **scene.reached_from(network)), scene.following(4):
            await scene.connected()
            with scene.writing():
                await scene.live_again(time.time())
                recovered = await suffer(scene, network)
            verdict = await scene.verdict()
    show(f"{suffer.__name__}: {figures(scene, verdict, recovered)}")
    assert verdict.faults == {}
    assert verdict.resyncs == 0
    assert [worker.left_over() for worker in scene.workers] == [[], []]
