"""Snapshots: what is read within one is of one moment, and two executions within one see the same."""

import asyncio
import contextvars

import pytest
from graphql import ExecutionResult, parse
from structlog.testing import capture_logs

from edge.guarding import compiled, executor
from edge.limits import Limits
from models.accounts.users import User
from models.database import connection, reader, snapshot
from resolvers.context import Context
from tests.conftest import DIALECT
from tests.support.api.contract import GRAPH
from tests.support.domain.inside import somebody
from tests.test_oracle import context


@pytest.mark.skipif(DIALECT != "postgres", reason="SQLite has one connection that writes, and the snapshot holds it")
async def test_a_snapshot_does_not_show_what_is_committed_later(database: str) -> None:  # noqa: ARG001 - connects
    outside = contextvars.copy_context()
    await somebody()
    async with snapshot():
        assert await User.all().count() == 1
        await asyncio.create_task(_somebody_else(), context=outside)
        assert await User.all().count() == 1
        assert await User.all().using_db(reader()).count() == 1
    assert await User.all().count() == 2


async def _somebody_else() -> None:
    await somebody()


async def test_everything_in_a_snapshot_is_read_by_its_own_connection(database: str) -> None:  # noqa: ARG001 - connects
    async with snapshot():
        assert reader() is connection()
    assert reader() is not connection()


async def test_a_compared_query_is_answered_and_nothing_differs(database: str) -> None:  # noqa: ARG001 - connects
    viewer = await somebody()
    limits = Limits()
    execute = compiled(limits, compare_one_in=1).execute
    asked: Context = context(viewer)
    document = parse("{ viewer { user { id name email } parties { id name members { user { name } } } } }")
    with capture_logs() as logs:
        result = execute(GRAPH, document, context_value=asked, executor_class=executor(limits))
        found = result if isinstance(result, ExecutionResult) else await result
    assert found.errors is None
    assert (found.data or {})["viewer"]["user"]["name"] == viewer.user.name
    assert [each for each in logs if each["event"] == "executors_differ"] == []
