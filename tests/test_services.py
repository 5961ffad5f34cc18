"""The test services themselves: they can be killed, and databases are fresh."""

import asyncio
import os
import signal
from collections.abc import Iterator

import asyncpg
import pytest
from redis.asyncio import Redis as RedisClient

from models import database as orm
from models.changes import change
from tests.support.api.services import Postgres, Redis, redis_program
from tests.support.faults.relay import Relay
from tests.support.waiting import PATIENCE, until, wait_until

pytestmark = pytest.mark.anywhere


@pytest.fixture(scope="module")
def lost_postgres() -> Iterator[Postgres]:
    """A server for this module alone, so that its failures affect no other test."""
    with Postgres() as service:
        yield service


@pytest.fixture(scope="module")
def lost_redis() -> Iterator[Redis]:
    if not redis_program():
        pytest.skip("there is no redis-server on this machine")
    with Redis() as service:
        yield service


async def ask(url: str, statement: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def test_a_cloned_database_has_the_rows_of_its_template_and_a_life_of_its_own(
    lost_postgres: Postgres,
) -> None:
    template = await lost_postgres.create()
    await ask(template, "CREATE TABLE bid AS SELECT 7 AS amount")
    clone = await lost_postgres.create(template)
    await ask(clone, "UPDATE bid SET amount = 8")
    assert await ask(template, "SELECT amount FROM bid") == 7
    assert await ask(clone, "SELECT amount FROM bid") == 8


async def test_a_dropped_database_is_gone_even_while_in_use(lost_postgres: Postgres) -> None:
    url = await lost_postgres.create()
    user = await asyncpg.connect(url)
    await lost_postgres.drop(url)
    with pytest.raises(asyncpg.InvalidCatalogNameError):
        await ask(url, "SELECT 1")
    user.terminate()


async def test_a_killed_postgres_keeps_every_commit(lost_postgres: Postgres) -> None:
    url = await lost_postgres.create()
    await ask(url, "CREATE TABLE bid AS SELECT 7 AS amount")
    lost_postgres.kill()
    with pytest.raises(OSError, match="Connect call failed"):
        await ask(url, "SELECT 1")
    lost_postgres.start()
    assert await ask(url, "SELECT amount FROM bid") == 7


async def test_a_stopped_postgres_starts_again_under_the_same_address(lost_postgres: Postgres) -> None:
    url = await lost_postgres.create()
    assert lost_postgres.stop() == 0
    lost_postgres.start()
    assert await ask(url, "SELECT 7") == 7


async def test_a_frozen_postgres_answers_once_it_goes_on(lost_postgres: Postgres) -> None:
    connection = await asyncpg.connect(lost_postgres.url())
    lost_postgres.pause()
    answer = asyncio.create_task(connection.fetchval("SELECT 7"))
    assert not (await asyncio.wait({answer}, timeout=0.2))[0]
    lost_postgres.resume()
    assert await asyncio.wait_for(answer, PATIENCE) == 7
    await connection.close()


async def test_a_killed_redis_starts_again_empty(lost_redis: Redis) -> None:
    async with RedisClient.from_url(lost_redis.url) as client:
        await client.set("bid", 7)
        assert await client.get("bid") == b"7"
    lost_redis.kill()
    lost_redis.start()
    async with RedisClient.from_url(lost_redis.url) as client:
        assert await client.get("bid") is None


def test_a_service_that_ended_by_itself_is_noticed() -> None:
    with Postgres() as service:
        os.kill(service.pid, signal.SIGINT)
        assert wait_until(lambda: not service.is_running())
        with pytest.raises(AssertionError, match="had ended by itself with code 0"):
            service.stop()


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.usefixtures("database")
async def test_a_table_that_one_test_makes_is_unknown_to_the_next(time: str) -> None:
    await orm.rows(f"CREATE TABLE left_over AS SELECT '{time}' AS time")
    assert await orm.rows("SELECT time FROM left_over") == [{"time": time}]


async def test_a_transaction_that_was_cut_off_leaves_no_connection_to_the_next(lost_postgres: Postgres) -> None:
    found: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: found.append(context["message"]))
    with Relay(lost_postgres.port) as wire:
        await orm.connect(wire.instead_of(await lost_postgres.create()) + "?command_timeout=0.5&timeout=5&maxsize=1")
        try:
            for cut_before in (True, False):
                assert await orm.rows("SELECT 1 AS one") == [{"one": 1}]
                if cut_before:
                    wire.cut()
                # Restored after the statement has timed out, and before its connection is given up.
                mending = asyncio.get_running_loop().call_later(1, wire.mend)
                with pytest.raises(orm.AWAY):
                    await _spoken_to_in_a_change(wire)
                mending.cancel()
                wire.mend()
                await until(orm.answers)
        finally:
            wire.mend()
            await orm.disconnect()
            asyncio.get_running_loop().set_exception_handler(None)
    assert found == []


async def _spoken_to_in_a_change(wire: Relay) -> None:
    async with change():
        wire.cut()
        await orm.rows("SELECT 1 AS one")


async def test_a_connection_that_the_server_ends_is_away_whatever_it_was_doing(lost_postgres: Postgres) -> None:
    url = await lost_postgres.create()
    operator = await asyncpg.connect(url)
    for _ in range(20):
        ended = await asyncpg.connect(url)
        ending = asyncio.create_task(operator.execute("SELECT pg_terminate_backend($1)", ended.get_server_pid()))
        with pytest.raises(orm.AWAY):
            await _ask_for_ever(ended)
        await ending
    await operator.close()


async def _ask_for_ever(connection: asyncpg.Connection) -> None:
    while True:
        await connection.fetch("SELECT 1")
