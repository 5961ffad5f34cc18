"""The faults. Each is applied to a running scene and then removed; used for one round and for fifty."""

import asyncio
import contextlib
import random
import signal
import time
from collections.abc import Awaitable, Callable

from tests.support.api.services import Service
from tests.support.faults.network import Network
from tests.support.faults.relay import Relay
from tests.support.faults.scene import Scene
from tests.support.waiting import until

Fault = Callable[[Scene], Awaitable[list[float]]]
FaultOfTheNetwork = Callable[[Scene, Network], Awaitable[list[float]]]
HOUR, DAY = 3_600, 86_400
REMARK = 'mutation ($id: ID!) { addRemark(input: {candidateId: $id, body: "Now", scope: TEAM}) { __typename } }'


async def worker_killed(scene: Scene) -> list[float]:
    worker = random.choice(scene.workers)
    await asyncio.to_thread(worker.kill)
    since = time.time()
    recovered = await scene.live_again(since)
    await asyncio.to_thread(worker.start)
    return recovered


async def worker_killed_before_it_publishes(scene: Scene) -> list[float]:
    """A worker crashes after the commit and before the publication."""
    worker = random.choice(scene.workers)
    worker.doom.touch()
    with contextlib.suppress(ConnectionError):
        answer = await worker.client(scene.owner.client.token).query(REMARK, id=random.choice(scene.candidates))
        raise AssertionError(answer)
    await until(lambda: not worker.is_running())
    since = time.time()
    worker.kill()
    recovered = await scene.live_again(since)
    await asyncio.to_thread(worker.start)
    return recovered


async def worker_stopped(scene: Scene) -> list[float]:
    worker = random.choice(scene.workers)
    worker.pause()
    since = time.time()
    recovered = await scene.live_again(since)
    await asyncio.sleep(random.uniform(0, 1))
    worker.resume()
    return recovered


async def workers_restarted(scene: Scene) -> list[float]:
    for worker in scene.workers:
        since = time.time()
        code = await asyncio.to_thread(worker.stop, 30)
        assert code in (0, -signal.SIGTERM), worker.log()[-2000:]
        await asyncio.to_thread(worker.start)
    return await scene.live_again(since)


async def redis_killed(scene: Scene) -> list[float]:
    assert scene.redis
    return await _away(scene, scene.redis)


async def redis_stopped(scene: Scene) -> list[float]:
    assert scene.redis
    scene.redis.pause()
    since = time.time()
    recovered = await scene.live_again(since)
    await asyncio.sleep(random.uniform(0, 5))
    scene.redis.resume()
    return recovered


async def redis_flushed(scene: Scene) -> list[float]:
    """Redis loses all data and all connections."""
    assert scene.redis
    since = time.time()
    reader, writer = await asyncio.open_connection("127.0.0.1", scene.redis.port)
    writer.write(b"FLUSHALL\r\nCLIENT KILL TYPE pubsub\r\nCLIENT KILL TYPE normal SKIPME yes\r\n")
    assert await reader.readline() == b"+OK\r\n"
    assert (await reader.readline()).startswith(b":")
    assert (await reader.readline()).startswith(b":")
    writer.close()
    await writer.wait_closed()
    return await scene.live_again(since)


async def postgres_restarted(scene: Scene) -> list[float]:
    assert scene.postgres
    await asyncio.to_thread(scene.postgres.kill)
    since = time.time()
    await asyncio.to_thread(scene.postgres.start)
    return await scene.live_again(since)


async def postgres_away_as_a_worker_dies(scene: Scene) -> list[float]:
    """Followers reconnect to a worker that can load neither users nor stream heads."""
    assert scene.postgres
    worker = random.choice(scene.workers)
    await asyncio.to_thread(scene.postgres.kill)
    await asyncio.to_thread(worker.kill)
    await asyncio.sleep(random.uniform(0.5, 2))
    since = time.time()
    await asyncio.to_thread(scene.postgres.start)
    recovered = await scene.live_again(since)
    await asyncio.to_thread(worker.start)
    return recovered


async def database_cut(scene: Scene) -> list[float]:
    return await _cut(scene, scene.wires[0])


async def bus_cut(scene: Scene) -> list[float]:
    return await _cut(scene, scene.wires[1])


async def clock_jumped(scene: Scene) -> list[float]:
    """A clock jumps up to twenty days forward or back, then returns to the right time."""
    seconds = random.choice((-1, 1)) * random.uniform(1, 20 * DAY)
    recovered = await clock_off_by(scene, seconds, restarts=random.random() < 0.5)
    scene.workers[0].be_off_by(0)
    return recovered


async def clock_off_by(scene: Scene, seconds: float, *, restarts: bool) -> list[float]:
    """One worker's clock is off by that much, in everything that it writes and schedules."""
    worker = scene.workers[0]
    worker.be_off_by(seconds)
    since = time.time()
    if restarts:
        await asyncio.to_thread(worker.kill)
        await asyncio.to_thread(worker.start)
    for candidate in scene.candidates:
        said = await worker.client(scene.owner.client.token).query(REMARK, id=candidate)
        assert said["addRemark"]["__typename"] == "Remark"
    # The clock of the worker looks whether anything is due.
    await asyncio.sleep(1.5)
    return await scene.live_again(since)


async def network_cut(scene: Scene, network: Network) -> list[float]:
    network.cut()
    # Longer than the clients wait for an answer, or so short that only packets are lost.
    await asyncio.sleep(random.choice((0.5, 5)))
    network.mend()
    return await scene.live_again(time.time())


async def network_lossy(scene: Scene, network: Network) -> list[float]:
    # A fifth or more makes connections stall for seconds, as packets that are sent again are lost again.
    network.lose(random.uniform(0.1, 0.4))
    await asyncio.sleep(random.uniform(2, 4))
    network.lose(0)
    return await scene.live_again(time.time())


async def _cut(scene: Scene, wire: Relay) -> list[float]:
    """One worker silently loses a service; followers of the other worker receive everything."""
    elsewhere = scene.connected_to(scene.workers[1])
    wire.cut()
    since = time.time()
    try:
        await until(lambda: elsewhere <= scene.heard_since(since + 0.5))
        # Short of what is waited for, or longer.
        await asyncio.sleep(random.choice((0, 1, 6)))
    finally:
        wire.mend()
    return await scene.live_again(time.time())


async def _away(scene: Scene, service: Service) -> list[float]:
    await asyncio.to_thread(service.kill)
    since = time.time()
    recovered = await scene.live_again(since)
    await asyncio.sleep(random.uniform(0, 1))
    await asyncio.to_thread(service.start)
    return recovered


ON_ANY_DATABASE: list[Fault] = [worker_killed, worker_killed_before_it_publishes, worker_stopped, workers_restarted]
OF_THE_BUS: list[Fault] = [redis_killed, redis_stopped, redis_flushed, bus_cut]
OF_THE_DATABASE: list[Fault] = [postgres_restarted, postgres_away_as_a_worker_dies, database_cut]
# The statements of a paused worker time out.
WITHOUT_THE_DATABASE: list[Fault] = [*OF_THE_DATABASE, worker_stopped]
