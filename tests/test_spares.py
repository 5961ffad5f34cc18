"""Spare connections: one that a statement has left goes to the next, and none does that something went wrong with."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from models.database.postgres import Client
from models.database.spares import Spares
from tests.support.api.services import Postgres
from tests.support.waiting import until

pytestmark = pytest.mark.anywhere

MOST = 3
SLOW = "SELECT pg_sleep(60)"


@pytest.fixture
async def pool(postgres: Postgres) -> AsyncIterator[asyncpg.Pool]:
    url = await postgres.create()
    async with asyncpg.create_pool(url, min_size=1, max_size=MOST) as made:
        yield made
    await postgres.drop(url)


async def process_of(connection: asyncpg.Connection) -> int:
    found: int = await connection.fetchval("SELECT pg_backend_pid()")
    return found


async def test_the_connection_that_was_used_last_runs_the_next_statement(pool: asyncpg.Pool) -> None:
    spares = Spares(pool)
    one, other = await spares.acquire(), await spares.acquire()
    await spares.release(one, is_clean=True)
    await spares.release(other, is_clean=True)
    assert pool.get_idle_size() == 0
    assert await spares.acquire() is other
    await spares.release(other, is_clean=True)
    await spares.close()
    assert pool.get_idle_size() == pool.get_size()


async def test_more_askers_than_connections_are_all_served(pool: asyncpg.Pool) -> None:
    spares, busy = Spares(pool), set[int]()

    async def ask() -> int:
        connection = await spares.acquire()
        process = await process_of(connection)
        assert process not in busy
        busy.add(process)
        await asyncio.sleep(0)
        busy.remove(process)
        await spares.release(connection, is_clean=True)
        return process

    processes = await asyncio.gather(*(ask() for _ in range(50)))
    assert len(set(processes)) <= MOST
    await spares.close()


async def test_a_connection_that_the_server_has_ended_is_not_used_again(pool: asyncpg.Pool) -> None:
    spares = Spares(pool)
    connection = await spares.acquire()
    ended = await process_of(connection)
    await spares.release(connection, is_clean=True)
    async with pool.acquire() as operator:
        await operator.execute("SELECT pg_terminate_backend($1)", ended)
    await until(lambda: pool.get_size() == 1)
    other = await spares.acquire()
    assert await process_of(other) != ended
    await spares.release(other, is_clean=True)
    await spares.close()


async def test_after_a_failed_statement_the_pool_looks_after_the_connection(pool: asyncpg.Pool) -> None:
    """Among others, it rolls back what is open."""
    spares = Spares(pool)
    connection = await spares.acquire()
    await connection.execute("BEGIN")
    await spares.release(connection, is_clean=False)
    connection = await spares.acquire()
    assert not connection.is_in_transaction()
    await spares.release(connection, is_clean=True)
    await spares.close()


async def test_the_pool_gets_a_connection_back_now_and_then(
    pool: asyncpg.Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It ends those that have run for long enough, or that it was told to replace."""
    spares = Spares(pool)
    connection = await spares.acquire()
    former = await process_of(connection)
    await spares.release(connection, is_clean=True)
    await pool.expire_connections()
    monkeypatch.setattr("models.database.spares.LONGEST_KEPT", -1.0)
    connection = await spares.acquire()
    assert await process_of(connection) == former
    await spares.release(connection, is_clean=True)
    connection = await spares.acquire()
    assert await process_of(connection) != former
    await spares.release(connection, is_clean=True)
    await spares.close()


async def test_what_is_in_use_when_the_client_closes_goes_back_to_the_pool(pool: asyncpg.Pool) -> None:
    spares = Spares(pool)
    connection = await spares.acquire()
    await spares.close()
    await spares.release(connection, is_clean=True)
    assert pool.get_idle_size() == pool.get_size()


async def test_a_statement_whose_caller_is_cancelled_holds_up_nobody(postgres: Postgres) -> None:
    url = await postgres.create()
    options = {"connection_name": "default", "minsize": 1, "maxsize": 1}
    client = Client("postgres", None, url.rpartition("/")[2], "127.0.0.1", postgres.port, **options)
    try:
        slow = asyncio.create_task(client.fetch(SLOW, []))
        await until(lambda: _runs(postgres, SLOW))
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow
        assert [tuple(row) for row in await client.fetch("SELECT 1", [])] == [(1,)]
    finally:
        await client.close()
    await postgres.drop(url)


async def _runs(postgres: Postgres, statement: str) -> bool:
    connection = await asyncpg.connect(postgres.url())
    try:
        found = "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE query = $1 AND state = 'active')"
        return bool(await connection.fetchval(found, statement))
    finally:
        await connection.close()
