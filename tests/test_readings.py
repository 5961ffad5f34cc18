"""What one client may run at once in the database, and how long: others do not wait for it."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from models import database as orm
from models.database.allowance import (
    READINGS_AT_ONCE,
    STATEMENTS_AT_ONCE,
    Allowance,
    allow,
    for_one_reading,
    for_one_statement,
    share_of,
)
from models.database.sqlite import OneOfSeveral
from models.errors import Refused
from tests.conftest import DIALECT
from tests.support.waiting import until

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgres": "SELECT pg_sleep(600)",
}[DIALECT]
SLEEPING = (
    "SELECT COUNT(*) AS number FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
)


@pytest.fixture
async def impatient(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A database whose readers give up at once."""
    monkeypatch.setattr(orm, "LONGEST_READING", 0.1)
    await orm.connect(database_url)
    yield
    await orm.disconnect()


@pytest.fixture
async def patient(database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """A database whose readers do not give up."""
    monkeypatch.setattr(orm, "LONGEST_READING", 600)
    await orm.connect(database_url)
    yield
    await orm.disconnect()


@pytest.mark.usefixtures("impatient")
async def test_a_statement_that_reads_too_long_is_refused() -> None:
    slow = [asyncio.create_task(orm.rows(ENDLESS, by=orm.reader())) for _ in range(orm.MOST_READINGS)]
    answers = await asyncio.gather(*slow, return_exceptions=True)
    assert [getattr(each, "code", each) for each in answers] == ["QUERY_TOO_SLOW"] * orm.MOST_READINGS
    assert await orm.rows("SELECT 1 AS one", by=orm.reader()) == [{"one": 1}]


@pytest.mark.usefixtures("database")
async def test_a_reader_cannot_write() -> None:
    if DIALECT == "postgres":
        pytest.skip("its readers are limited in time alone")
    with pytest.raises(orm.OperationalError):
        await orm.rows("DELETE FROM demand", by=orm.reader())


@pytest.mark.usefixtures("patient")
async def test_others_do_not_wait_for_readers_and_whoever_leaves_frees_one() -> None:
    leaving = [asyncio.create_task(orm.rows(ENDLESS, by=orm.reader())) for _ in range(orm.MOST_READINGS)]
    assert await orm.rows("SELECT 1 AS one") == [{"one": 1}]
    assert not any(each.done() for each in leaving)
    if DIALECT == "postgres":
        # What is cancelled before the server has begun with it is ended by its time alone.
        await until(_all_sleep)
    for each in leaving:
        each.cancel()
    await asyncio.gather(*leaving, return_exceptions=True)
    assert await orm.rows("SELECT 1 AS one", by=orm.reader()) == [{"one": 1}]


async def _all_sleep() -> bool:
    (found,) = await orm.rows(SLEEPING)
    return bool(found["number"] == orm.MOST_READINGS)


@pytest.mark.skipif(DIALECT != "sqlite", reason="PostgreSQL cancels a statement by the connection that runs it")
@pytest.mark.usefixtures("patient")
async def test_a_reader_who_leaves_before_the_statement_has_begun_ends_it_all_the_same() -> None:
    reader: Any = orm.reader()
    async with OneOfSeveral(reader) as connection:
        pass
    gate = threading.Event()
    busy = asyncio.create_task(connection._execute(gate.wait))
    leaving = asyncio.create_task(orm.rows(ENDLESS, by=reader))
    # The thread of the connection is busy still, so the statement waits for it.
    while not connection._tx.qsize():  # noqa: ASYNC110 - the thread's queue tells nobody
        await asyncio.sleep(0)
    leaving.cancel()
    # It is interrupted while the thread is busy with something else.
    for _ in range(10):
        await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(busy, leaving, return_exceptions=True)
    one = [orm.rows("SELECT 1 AS one", by=reader) for _ in range(orm.MOST_READINGS)]
    assert await asyncio.gather(*one) == [[{"one": 1}]] * orm.MOST_READINGS


class Counted:
    """Connections that count how many are in use."""

    def __init__(self) -> None:
        self.now = self.most = 0

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0)
        yield
        self.now -= 1


@pytest.mark.parametrize("clients", [1, 2])
@pytest.mark.parametrize(
    ("way", "most"), [(for_one_statement, STATEMENTS_AT_ONCE), (for_one_reading, READINGS_AT_ONCE)]
)
async def test_the_requests_of_one_client_take_turns_and_others_do_not_wait(clients: int, way: Any, most: int) -> None:
    connections = Counted()

    async def request(client: object) -> None:
        allow(Allowance(share_of(client)))
        for _ in range(3):
            async with way(connections.one()):
                pass

    async with asyncio.TaskGroup() as tasks:
        for number in range(10):
            tasks.create_task(request(f"client {number % clients}"))
    assert connections.most == clients * most


async def test_a_spent_allowance_refuses_every_further_statement() -> None:
    allowance = Allowance()
    allow(allowance)
    async with for_one_statement(Counted().one()):
        pass
    allowance.end(Refused("ANSWER_TOO_LARGE", "Too large."))
    with pytest.raises(Refused, match="ANSWER_TOO_LARGE"):
        async with for_one_statement(Counted().one()):
            pass
    allow(None)
    async with for_one_statement(Counted().one()):
        pass
