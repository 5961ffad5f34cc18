"""The SQLite client; its transactions take the write lock first and release it even when cancelled."""

from types import TracebackType

from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import SqliteClient, SqliteTransactionContext, SqliteTransactionWrapper
from tortoise.connection import get_connections

from models.database.finishing import finish


class ImmediateTransaction(SqliteTransactionWrapper):
    """A transaction that takes the write lock first: a deferred one can fail midway with `database is locked`."""

    async def begin(self) -> None:
        await self._connection.execute("BEGIN IMMEDIATE")


class CancellableContext(SqliteTransactionContext):
    """Rolls back and releases the lock however the block ends, even if it is cancelled while entering."""

    async def __aenter__(self) -> TransactionalDBClient:
        await self._trxlock.acquire()
        try:
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


class Client(SqliteClient):
    """The ORM's SQLite client, with the transactions above; it waits for writes of other processes."""

    def __init__(self, file_path: str, **options: object) -> None:
        super().__init__(file_path, **{"busy_timeout": 15_000, "synchronous": "NORMAL", **options})

    def _in_transaction(self) -> TransactionContext:
        return CancellableContext(ImmediateTransaction(self), self._lock)


client_class = Client
