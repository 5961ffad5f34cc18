"""The broker: several workers with PostgreSQL and Redis, also while Redis is down."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.conftest import DIALECT
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Redis, Sqlite, redis_program
from tests.support.domain.market import FEED, enterprise, person, published, submitted
from tests.support.waiting import until

pytestmark = [
    pytest.mark.skipif(not redis_program(), reason="there is no redis-server on this machine"),
    pytest.mark.skipif(DIALECT != "postgres", reason="several workers with a broker have PostgreSQL"),
]


@pytest.fixture
def redis() -> Iterator[Redis]:
    """A Redis of the test's own: it is stopped and killed."""
    with Redis() as service:
        yield service


@pytest.fixture
async def workers(
    databases: Postgres | Sqlite, template: str, tmp_path: Path, redis: Redis
) -> AsyncIterator[tuple[Server, Server]]:
    """Two workers on one database and one Redis."""
    url = await databases.create(template)
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    with (
        Server(tmp_path / "one", DATABASE_URL=url, BUS_URL=redis.url) as one,
        Server(tmp_path / "two", DATABASE_URL=url, BUS_URL=redis.url) as two,
    ):
        yield one, two
    await databases.drop(url)


async def _bus_is(server: Server, up: bool) -> None:
    wanted = b'"bus":true' if up else b'"bus":false'

    async def is_told() -> bool:
        return wanted in (await asyncio.to_thread(server.get, "/ready"))[1]

    await until(is_told)


async def test_an_event_made_at_one_worker_reaches_the_followers_of_another(workers: tuple[Server, Server]) -> None:
    one, two = workers
    for worker in workers:
        await _bus_is(worker, up=True)
    awarder = await enterprise(one.url)
    demand = await published(awarder)
    elsewhere = two.client(awarder.client.token)
    start = (await awarder.workbench(demand))["workbench"]["cursor"]
    async with elsewhere.subscribe(FEED, id=demand, after=start) as events:
        first = await submitted(await person(one.url), demand)
        second = await submitted(await person(one.url), demand)
        heard = [(await events.next())["workbench"]["event"]["candidate"]["applicant"]["id"] for _ in range(2)]
    assert heard == [first["id"], second["id"]]


async def test_without_redis_everything_goes_on_and_with_it_again_too(
    workers: tuple[Server, Server], redis: Redis
) -> None:
    one, two = workers
    for worker in workers:
        await _bus_is(worker, up=True)
    awarder = await enterprise(one.url)
    demand = await published(awarder)
    bidders = [await person(one.url) for _ in range(3)]
    elsewhere = two.client(awarder.client.token)
    start = (await awarder.workbench(demand))["workbench"]["cursor"]
    async with elsewhere.subscribe(FEED, id=demand, after=start) as events:
        made = [await submitted(bidders[0], demand)]
        await asyncio.to_thread(redis.kill)
        made.append(await submitted(bidders[1], demand))
        await _bus_is(two, up=False)
        assert two.get("/ready")[0] == 200
        await asyncio.to_thread(redis.start)
        for worker in workers:
            await _bus_is(worker, up=True)
        made.append(await submitted(bidders[2], demand))
        heard = [(await events.next())["workbench"]["event"]["candidate"]["applicant"]["id"] for _ in range(3)]
        await events.silence()
    assert heard == [each["id"] for each in made]
