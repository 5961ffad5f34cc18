"""Faults: what happens to workers, readers, the database and the bus costs time, never an event."""

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests import faults
from tests.conftest import DIALECT
from tests.faults import Fault
from tests.judge import judge
from tests.scene import ABSENCE, Scene, Worker, figures, until
from tests.services import Postgres, Redis, Sqlite, redis_program

IS_CLUSTER = DIALECT == "postgres" and redis_program() is not None
FAULTS = faults.ON_ANY_DATABASE + (faults.IN_A_CLUSTER if IS_CLUSTER else [])
needs_cluster = pytest.mark.skipif(not IS_CLUSTER, reason="needs PostgreSQL (TEST_DATABASE=postgres) and Redis")


@pytest.fixture(scope="module")
async def scene(template: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    """Two workers on one database; over a PostgreSQL and a Redis of their own, else each with a bus to itself."""
    directory = tmp_path_factory.mktemp("faults")
    async with staged(directory, template) as made:
        yield made


@contextlib.asynccontextmanager
async def staged(directory: Path, template: str, *, cluster: bool = IS_CLUSTER, demands: int = 3) -> AsyncIterator[Scene]:
    with contextlib.ExitStack() as running:
        if cluster:
            postgres, redis = running.enter_context(Postgres()), running.enter_context(Redis())
            url, bus = await postgres.create(), redis.url
        else:
            postgres = redis = None
            url, bus = await Sqlite(directory).create(template), "memory://"
        workers = [Worker(directory / f"worker{number}", DATABASE_URL=url, BUS_URL=bus) for number in range(2)]
        workers[0].run("migrate")
        for worker in workers:
            running.enter_context(worker)
        made = Scene(directory, workers, url, bus)
        made.postgres, made.redis = postgres, redis
        await made.set_up(demands=demands)
        yield made


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_no_fault_loses_repeats_or_swaps_an_event(scene: Scene, fault: Fault) -> None:
    scene.begin_anew()
    before = [await worker.tasks() for worker in scene.workers]
    async with scene.following(12, each=2):
        await scene.connected()
        with scene.writing():
            await scene.live_again(time.time())
            recovered = await fault(scene)
        verdict = await scene.verdict()
    print(f"\n{fault.__name__}: {figures(scene, verdict, recovered)}")
    assert verdict.faults == {}
    assert verdict.resyncs == 0
    expected = ABSENCE if fault is faults.postgres_restarted else ()
    assert [worker.left_over(expected) for worker in scene.workers] == [[], []]
    assert scene.final_closings() == []
    await scene.back_to(before)
