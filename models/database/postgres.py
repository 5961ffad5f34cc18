"""The PostgreSQL client; its transactions release their connection even when cancelled."""

import asyncio
import contextlib
from types import TracebackType
from typing import Any

import asyncpg  # type: ignore[import-untyped]
from pypika_tortoise.context import SqlContext
from pypika_tortoise.dialects.postgresql import PostgreSQLQuery, PostgreSQLQueryBuilder
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext, TransactionContextPooled
from tortoise.connection import get_connections

from models.database.finishing import finish


class CancellableContext(TransactionContextPooled):
    """Rolls back and releases the connection however the block ends, even if it is cancelled while entering."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self.ensure_connection()
        self.client._connection = await self.client._parent._pool.acquire()
        try:
            await self.client.begin()
        except BaseException as error:
            if not isinstance(error, asyncio.CancelledError):
                self._break_off()
            await finish(self._release())
            raise
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        get_connections().reset(self.token)
        await finish(self._end(is_kept=kind is None))

    async def _end(self, *, is_kept: bool) -> None:
        try:
            if is_kept:
                await self.client.commit()
            elif not self.client._connection.is_closed():
                await self.client.rollback()
        except BaseException:
            # The state of the connection is unknown: close it, so that nobody gets it from the pool.
            self._break_off()
            raise
        finally:
            await self._release()

    def _break_off(self) -> None:
        with contextlib.suppress(asyncpg.InterfaceError):  # it is already closed
            self.client._connection.terminate()

    async def _release(self) -> None:
        # The pool rolls back an open transaction when a connection is returned.
        await self.client._parent._pool.release(self.client._connection)


class Connection(asyncpg.Connection):  # type: ignore[misc] # the driver has no types
    """A connection that needs no reset, because we set nothing that outlives a transaction."""

    def get_reset_query(self) -> str:
        # The driver would send its reset query after every statement, and double the number of queries.
        return ""


class LockingBuilder(PostgreSQLQueryBuilder):
    """Locks rows with FOR NO KEY UPDATE, because no key ever changes.

    FOR UPDATE would also make every insert wait that refers to the row: a change that has locked a demand and inserts
    an application would wait for the party's row, while one that has locked the party waits for the demand.
    """

    def _for_update_sql(self, ctx: SqlContext, lock_strength: str = "NO KEY UPDATE") -> str:
        return super()._for_update_sql(ctx, lock_strength=lock_strength)


class LockingQuery(PostgreSQLQuery):
    """Queries that are built as above."""

    @classmethod
    def _builder(cls, **options: Any) -> LockingBuilder:
        return LockingBuilder(**options)


LockingBuilder.QUERY_CLS = LockingQuery


class Client(AsyncpgDBClient):
    """The ORM's PostgreSQL client, with the connections, transactions and locks above."""

    connection_class = Connection
    query_class = LockingQuery

    def _in_transaction(self) -> TransactionContext:
        return CancellableContext(TransactionWrapper(self), self._pool_init_lock)


client_class = Client
