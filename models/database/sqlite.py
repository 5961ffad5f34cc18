"""The SQLite client; its transactions take the write lock first and release it even when cancelled."""

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from types import TracebackType

import aiosqlite
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections

from models.database import lineage
from models.database.finishing import finish
from models.database.lineage import Sighting

SIGHT = (
    "SELECT identity, renewed_at, (SELECT seq FROM sqlite_sequence WHERE name = 'event') AS position "
    "FROM (SELECT 1) LEFT JOIN lineage ON id = 1"
)


class ImmediateTransaction(SqliteTransactionWrapper):
    """A transaction that takes the write lock first: a deferred one can fail midway with `database is locked`."""

    async def begin(self) -> None:
        await self._connection.execute("BEGIN IMMEDIATE")


class CancellableContext(SqliteTransactionContext):
    """Rolls back and releases the lock however the block ends, even if it is cancelled while entering."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
            # Not the connection from before the wait for the lock: the file may have been replaced meanwhile.
            self.connection._connection = self.connection._parent._connection
            await self.ensure_connection()
            await self.connection.begin()
        except BaseException:
            await finish(self._end(is_kept=False))
            raise
        self.token = get_connections().set(self.connection_name, self.connection)
        client: TransactionalDBClient = self.connection
        return client

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        get_connections().reset(self.token)
        await finish(self._end(is_kept=kind is None))

    async def _end(self, *, is_kept: bool) -> None:
        # The connection's thread runs statements in order, so this runs after a BEGIN whose caller was cancelled.
        try:
            if is_kept:
                await self.connection.commit()
            elif self.connection._connection:
                await self.connection._connection.rollback()
        except BaseException:
            await self.connection._connection.rollback()
            raise
        finally:
            self._trxlock.release()


class Session:
    """A connection as the lineage needs it."""

    def __init__(self, connection: aiosqlite.Connection, identity: str) -> None:
        self._connection = connection
        self._identity = identity

    async def see(self) -> Sighting | None:
        try:
            (found,) = await self._connection.execute_fetchall(SIGHT)
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return None
            raise
        renewed_at = found["renewed_at"] and datetime.fromisoformat(found["renewed_at"])
        return Sighting(self._identity, found["position"] or 0, datetime.now(UTC), found["identity"], renewed_at)

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        await self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            await self._connection.commit()
        except BaseException:
            await self._connection.rollback()
            raise

    async def run(self, statement: str, *values: object) -> None:
        await self._connection.execute(
            statement, [each.isoformat(" ") if isinstance(each, datetime) else each for each in values]
        )


class Client(SqliteClient):
    """The ORM's SQLite client, with the transactions above; it waits for writes of other processes."""

    def __init__(self, file_path: str, **options: object) -> None:
        super().__init__(file_path, **{"busy_timeout": 15_000, "synchronous": "NORMAL", **options})
        self._identity = ""
        self._seen: Sighting | None = None

    async def create_connection(self, with_db: bool) -> None:
        if self._connection:
            return
        await super().create_connection(with_db)
        try:
            self._identity = self._identity_now()
            await self._follow()
        except BaseException:
            await self.close()
            raise

    async def look(self) -> Sighting | None:
        """Follows the lineage of the database; opens the file again if it was replaced by another."""
        async with self._lock:
            if self._connection and self._identity_now() != self._identity:
                await self.close()
            await self.create_connection(with_db=True)
            await self._follow()
            return self._seen

    async def renew(self, *, unless_since: datetime | None = None) -> None:
        """Gives every stream another epoch, unless that was done since the instant."""
        async with self._lock:
            await self.create_connection(with_db=True)
            self._seen = await lineage.renew(self._session(), unless_since=unless_since)

    async def _follow(self) -> None:
        self._seen = await lineage.follow(self._session(), self._seen)

    def _session(self) -> Session:
        assert self._connection is not None
        return Session(self._connection, self._identity)

    def _identity_now(self) -> str:
        """Another file has another number; the number of the device may differ after the next boot."""
        try:
            return f"file {os.stat(self.filename).st_ino}"
        except FileNotFoundError:
            return "no file"

    def _in_transaction(self) -> TransactionContext:
        return CancellableContext(ImmediateTransaction(self), self._lock)


client_class = Client
