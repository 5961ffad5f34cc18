"""The SQLite client; its transactions take the write lock first and release it even when cancelled."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import aiosqlite
from tortoise.backends.base.client import TransactionalDBClient, TransactionContext
from tortoise.backends.sqlite.client import (
    SqliteClient,
    SqliteTransactionContext,
    SqliteTransactionWrapper,
    translate_exceptions,
)
from tortoise.connection import get_connections
from tortoise.exceptions import OperationalError

from models.database import lineage
from models.database.allowance import for_one_reading, for_one_statement, too_slow
from models.database.finishing import finish
from models.database.lineage import Sighting

SIGHT = (
    "SELECT identity, renewed_at, (SELECT seq FROM sqlite_sequence WHERE name = 'event') AS position "
    "FROM (SELECT 1) LEFT JOIN lineage ON id = 1"
)

PRAGMAS = {"busy_timeout": 15_000, "synchronous": "NORMAL"}
MOST_READERS = 4
# Seconds between two interrupts: one that comes before the thread has begun with a statement ends nothing.
AGAIN = 0.01


class Reading:
    """How a client runs a statement that only reads, and gives its rows as the driver has them."""

    async def fetch(self, statement: str, values: Sequence[object]) -> Sequence[Any]:
        _, found = await self.execute_query(statement, list(values))  # type: ignore[attr-defined] # of a client
        return found  # type: ignore[no-any-return]


class ImmediateTransaction(Reading, SqliteTransactionWrapper):
    """A transaction that takes the write lock first: a deferred one can fail midway with `database is locked`."""

    async def begin(self) -> None:
        await self._connection.execute("BEGIN IMMEDIATE")

    @translate_exceptions
    async def execute_each(self, writes: Sequence[tuple[str, Sequence[object]]]) -> None:
        """Runs several statements in one visit of the connection's thread."""
        async with self.acquire_connection() as connection:
            self.log.debug("%s", writes)
            await connection._execute(_execute_each, connection._conn, writes)


def _execute_each(connection: sqlite3.Connection, writes: Sequence[tuple[str, Sequence[object]]]) -> None:
    for statement, values in writes:
        connection.execute(statement, values).close()


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


def identity_of(file: str) -> str:
    """Another file has another number; the number of the device may differ after the next boot."""
    try:
        return f"file {os.stat(file).st_ino}"
    except FileNotFoundError:
        return "no file"


class OneOfSeveral:
    """A connection of a reader for one statement, which is interrupted when nobody waits for it any more."""

    def __init__(self, reader: "Reader") -> None:
        self._reader = reader
        self._timer: asyncio.TimerHandle | None = None
        self._is_over = False

    async def __aenter__(self) -> aiosqlite.Connection:
        self._connection = await self._reader.free()
        if self._reader.longest is not None:
            self._timer = asyncio.get_running_loop().call_later(self._reader.longest, self._end)
        return self._connection

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if isinstance(error, asyncio.CancelledError):
            await finish(self._leave())
            return
        self._reader.give_back(self._connection)
        if self._is_over and isinstance(error, sqlite3.OperationalError):
            raise too_slow() from error

    def _end(self) -> None:
        self._is_over = True
        self._connection._conn.interrupt()
        self._timer = asyncio.get_running_loop().call_later(AGAIN, self._end)

    async def _leave(self) -> None:
        """Gives the connection back once its thread has come to the end of what it was asked for."""
        is_idle = asyncio.create_task(self._connection._execute(_nothing))  # type: ignore[no-untyped-call] # of the library
        while not is_idle.done():
            self._connection._conn.interrupt()
            await asyncio.wait([is_idle], timeout=AGAIN)
        self._reader.give_back(self._connection)


def _nothing() -> None:
    """What a connection's thread does last."""


class Reader(Reading, SqliteClient):
    """Several connections that only read: what one of them reads makes nobody else wait.

    With `longest`, statements that take longer, in seconds, are refused as too slow, and a client has one at a time.
    """

    def __init__(self, file_path: str, *, maxsize: int, longest: float | None = None, **options: Any) -> None:
        super().__init__(file_path, **{**PRAGMAS, "query_only": "ON", **options})
        self.longest = longest
        self._in_turn = for_one_statement if longest is None else for_one_reading
        self._free: list[aiosqlite.Connection] = []
        self._all: list[aiosqlite.Connection] = []
        self._room = asyncio.Semaphore(maxsize)
        self._identity = ""

    def acquire_connection(self) -> Any:
        return self._in_turn(OneOfSeveral(self))

    async def free(self) -> aiosqlite.Connection:
        """A connection that nobody uses; waits until there is one."""
        await self._room.acquire()
        try:
            await self._follow_file()
            return self._free.pop() if self._free else await self._open()
        except BaseException:
            self._room.release()
            raise

    def give_back(self, connection: aiosqlite.Connection) -> None:
        # Unless all were closed meanwhile.
        if connection in self._all:
            self._free.append(connection)
        self._room.release()

    async def close(self) -> None:
        for each in self._all:
            await each.close()
        self._all, self._free = [], []

    async def _follow_file(self) -> None:
        """Forgets the connections to a file that was replaced by another."""
        if (found := identity_of(self.filename)) != self._identity:
            for each in self._free:
                await each.close()
            self._all = [each for each in self._all if each not in self._free]
            self._free, self._identity = [], found

    async def _open(self) -> aiosqlite.Connection:
        connection = await aiosqlite.connect(self.filename, isolation_level=None)
        self._all.append(connection)
        connection._conn.row_factory = sqlite3.Row
        for pragma, value in self.pragmas.items():
            await (await connection.execute(f"PRAGMA {pragma}={value}")).close()
        return connection


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


class Client(Reading, SqliteClient):
    """The ORM's SQLite client, with the transactions above; it waits for writes of other processes.

    One connection writes. What is read outside of a transaction is read by others, several at a time.
    """

    def __init__(self, file_path: str, **options: Any) -> None:
        super().__init__(file_path, **{**PRAGMAS, **options})
        self._reader = Reader(file_path, maxsize=MOST_READERS, **options)
        self._identity = ""
        self._seen: Sighting | None = None

    async def create_connection(self, with_db: bool) -> None:
        if self._connection:
            return
        await super().create_connection(with_db)
        try:
            self._identity = identity_of(self.filename)
            await self._follow()
        except BaseException:
            await self.close()
            raise

    async def look(self) -> Sighting | None:
        """Follows the lineage of the database; opens the file again if it was replaced by another."""
        async with self._lock:
            if self._connection and identity_of(self.filename) != self._identity:
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

    def _in_transaction(self) -> TransactionContext:
        return CancellableContext(ImmediateTransaction(self), self._lock)

    def acquire_connection(self) -> Any:
        return for_one_statement(super().acquire_connection())

    async def execute_query(self, query: str, values: list[Any] | None = None) -> Any:
        if query.startswith("SELECT"):
            return await (await self._reading()).execute_query(query, values)
        return await super().execute_query(query, values)

    async def execute_query_dict(self, query: str, values: list[Any] | None = None) -> Any:
        if query.startswith("SELECT"):
            return await (await self._reading()).execute_query_dict(query, values)
        return await super().execute_query_dict(query, values)

    async def _reading(self) -> "Reader":
        """The connections that read, of the file whose lineage is known."""
        if not self._connection or identity_of(self.filename) != self._identity:
            try:
                await self.look()
            except sqlite3.OperationalError as error:
                raise OperationalError(error) from error
        return self._reader

    async def close(self) -> None:
        await self._reader.close()
        await super().close()


def get_client_class(info: dict[str, Any]) -> type[SqliteClient]:
    return Reader if "longest" in info["credentials"] else Client
