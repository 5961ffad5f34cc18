"""The PostgreSQL client; its transactions release their connection even when cancelled."""

import contextlib
import re
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any

import asyncpg  # type: ignore[import-untyped]
from pypika_tortoise.context import SqlContext
from pypika_tortoise.dialects.postgresql import PostgreSQLQuery, PostgreSQLQueryBuilder
from tortoise.backends.asyncpg.client import AsyncpgDBClient, TransactionWrapper
from tortoise.backends.base.client import (
    NestedTransactionContext,
    TransactionalDBClient,
    TransactionContext,
    TransactionContextPooled,
)
from tortoise.backends.base_postgres.client import translate_exceptions
from tortoise.connection import get_connections

from models.database import lineage
from models.database.allowance import for_one_reading, for_one_statement, too_slow
from models.database.finishing import finish
from models.database.lineage import Sighting
from models.database.spares import Spares

# A restored server has another timeline or an older position; restored tables have other numbers.
SIGHT = """
SELECT identity, renewed_at, clock_timestamp() AS at, pg_is_in_recovery() AS is_standby,
  CASE WHEN NOT pg_is_in_recovery() THEN concat_ws(' ',
    (SELECT system_identifier FROM pg_control_system()), left(pg_walfile_name(pg_current_wal_flush_lsn()), 8),
    (SELECT oid FROM pg_database WHERE datname = current_database()), 'stream_head'::regclass::oid) END AS found,
  CASE WHEN NOT pg_is_in_recovery() THEN (pg_current_wal_flush_lsn() - '0/0')::bigint END AS position
FROM (SELECT 1) AS one LEFT JOIN lineage ON id = 1
"""
# Seconds for renewing the epochs of all streams, and for the changes that run meanwhile to end.
RENEWING = 300.0

LONGEST_KEPT = 256 * 1024  # bytes of a statement that stays prepared


class CancellableContext(TransactionContextPooled):
    """Rolls back and releases the connection however the block ends, even if it is cancelled while entering."""

    async def __aenter__(self) -> TransactionalDBClient:
        # It begins with its first statement.
        self.client._connection = await self._parent.free()
        self.token = get_connections().set(self.connection_name, self.client)
        return self.client

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        get_connections().reset(self.token)
        await finish(self._end(is_kept=kind is None))

    async def _end(self, *, is_kept: bool) -> None:
        has_ended = False
        try:
            if is_kept:
                await self.client.commit()
            elif self._own.is_unclear:
                self._break_off()
            elif not self.client._connection.is_closed():
                await self.client.rollback()
            has_ended = is_kept
        except BaseException:
            # The state of the connection is unknown: close it, so that nobody gets it from the pool.
            self._break_off()
            raise
        finally:
            await self._release(is_clean=has_ended)

    def _break_off(self) -> None:
        with contextlib.suppress(asyncpg.InterfaceError):  # it is already closed
            self.client._connection.terminate()

    async def _release(self, *, is_clean: bool) -> None:
        # The pool rolls back an open transaction when a connection is returned that is not clean.
        await self._parent.give_back(self.client._connection, is_clean=is_clean)

    @property
    def _own(self) -> "Transaction":
        found: Transaction = self.client  # type: ignore[assignment] # made by the client
        return found

    @property
    def _parent(self) -> "Client":
        found: Client = self.client._parent  # type: ignore[assignment] # made by it
        return found


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


class Session:
    """A connection as the lineage needs it."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def see(self) -> Sighting | None:
        try:
            found = await self._connection.fetchrow(SIGHT)
        except asyncpg.UndefinedTableError:
            return None
        if found["is_standby"]:
            # It may lack what the primary has committed, and takes no writes: as good as unreachable.
            raise asyncpg.CannotConnectNowError("the database is a standby")
        return Sighting(found["found"], found["position"], found["at"], found["identity"], found["renewed_at"])

    @contextlib.asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        async with self._connection.transaction():
            # Writers wait, and nobody can deadlock with the update of all rows.
            await self.run("LOCK TABLE lineage, stream_head IN SHARE ROW EXCLUSIVE MODE")
            yield

    async def run(self, statement: str, *values: object) -> None:
        places = iter(range(1, len(values) + 1))
        numbered = re.sub(r"\?", lambda _: f"${next(places)}", statement)
        await self._connection.execute(numbered, *values, timeout=RENEWING)


class OneStatement:
    """A connection for one statement."""

    def __init__(self, client: "Client") -> None:
        self._client = client

    async def __aenter__(self) -> asyncpg.Connection:
        self._connection = await self._client.free()
        return self._connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.give_back(self._connection, is_clean=kind is None)


class Reading:
    """How a client runs a statement that only reads, and gives its rows as the driver has them."""

    @translate_exceptions
    async def fetch(self, statement: str, values: Sequence[object]) -> Any:
        async with self.acquire_connection() as connection:  # type: ignore[attr-defined] # of a client
            self.log.debug("%s: %s", statement, values)  # type: ignore[attr-defined] # the same
            return await connection.fetch(statement, *values)


class InTransaction:
    """The connection of a transaction for one statement; the first one begins it."""

    def __init__(self, transaction: "Transaction") -> None:
        self._transaction = transaction

    async def __aenter__(self) -> asyncpg.Connection:
        # One statement after the other, whichever tasks they come from.
        await self._transaction._lock.acquire()
        try:
            await self._transaction.begin_once()
        except BaseException:
            self._transaction._lock.release()
            raise
        return self._transaction._connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._transaction._lock.release()


class WithinBegun(NestedTransactionContext):
    """A part of a transaction that can be rolled back by itself."""

    def __init__(self, transaction: "Transaction") -> None:
        super().__init__(TransactionWrapper(transaction))
        self._transaction = transaction

    async def __aenter__(self) -> TransactionalDBClient:
        await self._transaction.begin_once()
        return await super().__aenter__()


class Transaction(Reading, TransactionWrapper):
    """The client of one transaction, which begins with its first statement.

    A statement that comes first and last at once needs no BEGIN and no COMMIT: alone it is a transaction by itself.
    """

    # Whether nobody knows what became of the BEGIN.
    is_unclear = False
    _has_only_one = False
    _is_over = False

    def end_with_next(self) -> None:
        """Says that the next statement is the last one."""
        self._has_only_one = self.transaction is None

    async def begin_once(self) -> None:
        if self.is_unclear:
            raise asyncpg.InterfaceError("the transaction could not begin")
        if self._is_over:
            raise asyncpg.InterfaceError("the only statement of this transaction was sent: this one is not part of it")
        if self._has_only_one or self.transaction is not None:
            self._is_over = self._has_only_one
            return
        self.is_unclear = True
        await self.begin()
        self.is_unclear = False

    async def commit(self) -> None:
        if self.transaction is not None:
            await super().commit()

    async def rollback(self) -> None:
        if self.transaction is not None:
            await super().rollback()

    def acquire_connection(self) -> Any:
        return InTransaction(self)

    def _in_transaction(self) -> TransactionContext:
        return WithinBegun(self)


class Client(Reading, AsyncpgDBClient):
    """The ORM's PostgreSQL client, with the connections, transactions and locks above."""

    connection_class = Connection
    query_class = LockingQuery
    _seen: Sighting | None = None
    _spares: Spares

    async def create_pool(self, **options: Any) -> asyncpg.Pool:
        return await self._with_spares(init=self._follow, **options)

    async def _with_spares(self, **options: Any) -> asyncpg.Pool:
        # Longer statements would be prepared again each time. One that tells a whole page can have more than the 15 KiB
        # that the driver keeps otherwise.
        pool = await asyncpg.create_pool(None, **{"max_cacheable_statement_size": LONGEST_KEPT, **options})
        self._spares = Spares(pool)
        return pool

    async def free(self) -> asyncpg.Connection:
        """A connection that nobody uses; waits until there is one."""
        if self._pool is None:
            async with self._pool_init_lock:
                if self._pool is None:
                    await self.create_connection(with_db=True)
        return await self._spares.acquire()

    async def give_back(self, connection: asyncpg.Connection, *, is_clean: bool) -> None:
        """Takes a connection back, clean if nothing has failed on it."""
        await self._spares.release(connection, is_clean=is_clean)

    async def _close(self) -> None:
        if self._pool is not None:
            await self._spares.close()
        await super()._close()

    async def look(self) -> Sighting | None:
        """Follows the lineage of the database, as every new connection does by itself."""
        async with self.acquire_connection() as connection:
            await self._follow(connection)
        return self._seen

    async def renew(self, *, unless_since: datetime | None = None) -> None:
        """Gives every stream another epoch, unless that was done since the instant."""
        async with self.acquire_connection() as connection:
            self._seen = await lineage.renew(Session(connection), unless_since=unless_since)

    async def _follow(self, connection: asyncpg.Connection) -> None:
        # The older of two sightings that overlap must not replace the younger one.
        seen = await lineage.follow(Session(connection), self._seen)
        if seen is None or self._seen is None or seen.identity != self._seen.identity or seen.at > self._seen.at:
            self._seen = seen

    def _in_transaction(self) -> TransactionContext:
        return CancellableContext(Transaction(self), self._pool_init_lock)

    def acquire_connection(self) -> Any:
        return for_one_statement(OneStatement(self))


class Limited(OneStatement):
    """A connection whose statement is refused as too slow when its time is over."""

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await super().__aexit__(kind, error, trace)
        if isinstance(error, asyncpg.QueryCanceledError | TimeoutError):
            raise too_slow() from error


class Reader(Client):
    """A few connections of their own for statements that read much, so that all others find one free."""

    def __init__(self, *, longest: float, **options: Any) -> None:
        settings = {"statement_timeout": str(round(longest * 1_000))}
        super().__init__(**{**options, "command_timeout": longest + 1, "server_settings": settings})

    async def create_pool(self, **options: Any) -> asyncpg.Pool:
        # The connections of the client above follow the lineage.
        return await self._with_spares(**options)

    def acquire_connection(self) -> Any:
        return for_one_reading(Limited(self))


def get_client_class(info: dict[str, Any]) -> type[Client]:
    return Reader if "longest" in info["credentials"] else Client
