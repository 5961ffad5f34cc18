"""Releases over HTTP, spread over four workers: at once, with one key and with many."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from edge.listening import SPREADING
from models import database as orm
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
