"""Releases over HTTP, spread over four workers: at once, with one key and with many, and while workers are killed."""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from edge.listening import SPREADING
from models import database as orm
from models.clock import now
from models.ledger.account import Journal
from models.ledger.auditing import audit
from tests.conftest import DIALECT
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Redis
from tests.support.domain.releasing import Releasing, releasing
from tests.support.waiting import until
from tests.test_workers import serving

WORKERS = 4
pytestmark = [
    pytest.mark.soak,
    pytest.mark.timeout(1_200),
    pytest.mark.skipif(DIALECT != "postgres", reason="several workers with a broker have PostgreSQL"),
    pytest.mark.skipif(SPREADING is None, reason="this system does not spread connections over listeners"),
]


@pytest.fixture
async def made(databases: Postgres, template: str, redis: Redis, tmp_path: Path) -> AsyncIterator[Releasing]:
    url = await databases.create(template)
    with Server(tmp_path, DATABASE_URL=url, BUS_URL=redis.url, WORKERS=str(WORKERS)) as server:
        await until(lambda: len(serving(server)) == WORKERS)
        await orm.connect(url)
        yield await releasing(server)
        await orm.disconnect()
    await databases.drop(url)


async def test_es5_two_hundred_releases_at_once_over_four_workers_have_one_effect(made: Releasing) -> None:
    """ES-5: one of many keys wins and the others are refused; with one key all have the same answer."""
    stage, journals = await made.stage(), await Journal.all().count()
    found = await asyncio.gather(*(made.release(stage, "400.00", f"key {number}") for number in range(200)))
    assert Counter(each["__typename"] for each in found) == {"Stage": 1, "Conflict": 199}
    assert await made.sums() == (260_000, 38_000, 2_000)
    stage = await made.stage()
    found = await asyncio.gather(*(made.release(stage, "600.00", "one key") for _ in range(200)))
    assert {each["__typename"] for each in found} == {"Stage"}
    assert {(each["version"], each["released"]["amount"]) for each in found} == {(stage["version"] + 1, "1000.00")}
    assert await made.sums() == (200_000, 95_000, 5_000)
    assert await Journal.all().count() == journals + 2
    assert await audit() == []


@pytest.mark.parametrize("kills", [3, 60])
async def test_es2_workers_that_are_killed_while_they_release_lose_no_cent(made: Releasing, kills: int) -> None:
    """ES-2, ES-5: four clients release 1.00 after the other, each asked for again until it is answered."""
    done, chance = asyncio.Event(), random.Random(7)
    begun, released = 0, 0

    async def answer(key: str) -> str:
        stage = None
        while True:
            try:
                stage = stage or await made.stage()
                return str((await made.release(stage, "1.00", key))["__typename"])
            except ConnectionError:
                # All of them would be too much to wait for: they are killed as soon as they are there.
                await until(lambda: bool(serving(made.server)))

    async def release(client: int) -> None:
        nonlocal begun, released
        while not done.is_set():
            begun += 1
            told = await answer(f"{client} {begun}")
            released += told == "Stage"

    async def kill() -> None:
        for _ in range(kills):
            goal = begun + chance.randrange(4, 12)
            await until(lambda goal=goal: begun >= goal)  # type: ignore[misc]
            await until(lambda: len(serving(made.server)) == WORKERS)
            os.kill(chance.choice(serving(made.server)).pid, signal.SIGKILL)
        done.set()

    await asyncio.gather(kill(), *(release(client) for client in range(4)))
    assert 0 < released < 3_000
    assert await made.sums() == (300_000 - 100 * released, 95 * released, 5 * released)
    assert await audit() == []
    days = [f"{now() + timedelta(days=number):%Y-%m-%d}" for number in (-1, 2)]
    assert made.server.run("reconcile", *days) == ""
