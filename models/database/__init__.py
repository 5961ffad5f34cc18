"""The database: SQLite on one machine or PostgreSQL for several, with the same statements for both."""

import asyncio
import json
import re
import sqlite3
import ssl
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import count
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg  # type: ignore[import-untyped]
import structlog
from tortoise import Tortoise
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.connection import get_connection
from tortoise.exceptions import DBConnectionError, OperationalError
from tortoise.transactions import in_transaction

from models import frozen
from models.database import migrating
from models.database.lineage import Sighting
from models.database.tls import secured

log = structlog.get_logger(__name__)

DECLARES_TABLE = re.compile(r"^class \w+\(Model\):", re.MULTILINE)
LONGEST_STATEMENT = 10.0
LONGEST_READING = 3.0
MOST_READINGS = 3
LONGEST_CONNECTING = 5
ENGINES = {
    "tortoise.backends.sqlite": "models.database.sqlite",
    "tortoise.backends.asyncpg": "models.database.postgres",
}


@cache
def tables() -> list[str]:
    """The names of all modules in models/ that define a table."""
    domain = Path(__file__).parent.parent
    found = []
    for file in sorted(domain.rglob("*.py")):
        if "migrations" not in file.parts and DECLARES_TABLE.search(file.read_text(encoding="utf-8")):
            found.append(".".join(file.relative_to(domain.parent).with_suffix("").parts))
    return found


def configuration(url: str) -> dict[str, Any]:
    """The ORM's configuration for a database URL: sqlite://FILE or postgres://USER:PASSWORD@HOST:PORT/NAME."""
    target = expand_db_url(url)
    if target["engine"] == "tortoise.backends.asyncpg":
        # The ORM's default of five is too small under load; a URL can still set ?minsize=...&maxsize=...
        target["credentials"].setdefault("maxsize", 20)
        target["credentials"] = secured(url, target["credentials"])
    engine, credentials = ENGINES[target["engine"]], target["credentials"]
    limits = {"longest": LONGEST_READING, "maxsize": MOST_READINGS}
    return {
        "connections": {
            "default": {"engine": engine, "credentials": credentials},
            "reader": {"engine": engine, "credentials": {**credentials, **limits}},
        },
        "apps": {
            "models": {
                "models": tables(),
                "default_connection": "default",
                "migrations": "models.migrations",
            }
        },
        "use_tz": True,
        "timezone": "UTC",
    }


async def connect(url: str) -> None:
    """Configures the database for this process; connections open with the first statement."""
    # A server's lifespan runs in its own task: without the global fallback no request would see the connection.
    config = configuration(url)
    if urlsplit(url).scheme != "sqlite":
        # A connection that drops silently must not block anybody forever.
        for each in config["connections"].values():
            each["credentials"].setdefault("timeout", LONGEST_CONNECTING)
        credentials = config["connections"]["default"]["credentials"]
        credentials["command_timeout"] = float(credentials.get("command_timeout", LONGEST_STATEMENT))
    await Tortoise.init(config=config, _enable_global_fallback=True)
    _connected.append(connection().capabilities.dialect)


async def disconnect() -> None:
    _connected.clear()
    await Tortoise.close_connections()


# The dialect of the database that `connect` has configured: asked several times for each statement.
_connected: list[str] = []


class MigrationsAltered(Exception):
    """The message names migrations that are not as they were published."""


async def migrate(url: str) -> None:
    """Applies all missing migrations to the database at this URL; safe to repeat.

    Raises MigrationsAltered before it touches the database.
    """
    if names := frozen.altered():
        raise MigrationsAltered(
            f"{', '.join(names)}: not as published in models/migrations/{frozen.SUMS}. A published migration never "
            "changes: write a further one. `python -m models.frozen` publishes a new one."
        )
    try:
        await migrating.apply(configuration(url))
    finally:
        await Tortoise.close_connections()


def connection() -> BaseDBAsyncClient:
    """The connection of the running transaction, or the process's default connection."""
    return get_connection("default")


def reader() -> BaseDBAsyncClient:
    """The connections for statements that read much: few, and their statements are refused with QUERY_TOO_SLOW after
    LONGEST_READING seconds. What they read was committed; never use them within a change. Within a snapshot, its own.
    """
    return connection() if in_snapshot() else get_connection("reader")


_is_snapshot: ContextVar[bool] = ContextVar("is_snapshot", default=False)


@asynccontextmanager
async def snapshot() -> AsyncIterator[None]:
    """Every statement within reads the database as it was at the first of them; only for reading."""
    async with in_transaction("default") as client:
        if client.capabilities.dialect == "postgres":
            await client.execute_script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        # On SQLite the transaction has the only connection that writes.
        token = _is_snapshot.set(True)
        try:
            yield
        finally:
            _is_snapshot.reset(token)


def in_snapshot() -> bool:
    """Whether this runs within a snapshot, where nothing may be written."""
    return _is_snapshot.get()


def is_postgres() -> bool:
    return (_connected[-1] if _connected else connection().capabilities.dialect) == "postgres"


async def look() -> Sighting | None:
    """Looks which database this is; gives every stream another epoch if an older state was restored.

    Returns None if the database lacks the table for it.
    """
    return cast(Sighting | None, await _client().look())


async def renew(*, unless_since: datetime | None = None) -> None:
    """Gives every stream another epoch, unless somebody has done so since that instant of the database's clock."""
    await _client().renew(unless_since=unless_since)


def _client() -> Any:
    return get_connection("default")


async def rows(statement: str, *values: object, by: BaseDBAsyncClient | None = None) -> list[dict[str, Any]]:
    """Runs one statement with `?` placeholders; returns its rows, including those of RETURNING.

    `by` is the connection that runs it, if it is not that of the running transaction.
    """
    return cast(list[dict[str, Any]], await (by or connection()).execute_query_dict(numbered(statement), list(values)))


async def fetched(statement: str, *values: object, by: BaseDBAsyncClient | None = None) -> Sequence[Any]:
    """The same for a statement that only reads, with rows as the driver gives them: by name and by place."""
    client: Any = by or connection()
    return cast(Sequence[Any], await client.fetch(numbered(statement), values))


async def run_each(statement: str, many: Sequence[Sequence[object]]) -> None:
    """Runs one statement with `?` placeholders once for each of the lists of values."""
    if many:
        await connection().execute_many(numbered(statement), [list(values) for values in many])


def numbered(statement: str) -> str:
    """The statement with its placeholders as the database wants them."""
    return _numbered(statement) if is_postgres() else statement


@lru_cache(maxsize=1_024)
def _numbered(statement: str) -> str:
    places = count(1)
    return re.sub(r"\?", lambda _: f"${next(places)}", statement)


def placeholders(values: Collection[object]) -> str:
    """The placeholders of these values in a list of a statement."""
    return ", ".join("?" for _ in values)


async def take_turns(key: str) -> None:
    """Takes an exclusive lock on a key until the transaction ends; SQLite has only one writer anyway."""
    if is_postgres():
        await rows("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", key)


async def share_turn(key: str) -> None:
    """Takes a shared lock on a key: take_turns with the same key waits until this transaction ends."""
    if is_postgres():
        await rows("SELECT pg_advisory_xact_lock_shared(hashtextextended(?, 0))", key)


async def missing_migrations() -> list[str]:
    """The names of the migrations that this database still needs; empty if the database does not answer.

    Raises one of REFUSING if waiting would not help.
    """
    try:
        async with asyncio.timeout(2):
            await rows("SELECT 1 AS one")
    except Exception as error:
        # Drivers raise many kinds of error: all others mean that the database is unavailable.
        if isinstance(error.__cause__ or error, REFUSING):
            raise
        return []
    known = sorted(file.stem for file in (Path(__file__).parent.parent / "migrations").glob("[0-9]*.py"))
    try:
        applied = {row["name"] for row in await rows("SELECT name FROM tortoise_migrations")}
    except OperationalError:
        applied = set()
    return [name for name in known if name not in applied]


# What the drivers and the ORM raise while the database is temporarily unavailable.
AWAY: tuple[type[Exception], ...] = (
    OSError,
    DBConnectionError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.OperatorInterventionError,
    # A statement began just as the driver read that the server ends the connection.
    asyncpg.InternalClientError,
)

# What the drivers raise if the database aborted a transaction because of others that ran beside it: a deadlock (40P01)
# or a failed serialization (40001). The same transaction may succeed when it is run again.
ABORTED: tuple[type[Exception], ...] = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)

# What the drivers raise if the database is up but will not accept us, however long we wait.
REFUSING: tuple[type[Exception], ...] = (
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    ssl.SSLCertVerificationError,
)

# What connecting raises if the database cannot be reached, or will not accept us.
UNREACHABLE: tuple[type[Exception], ...] = (OSError, DBConnectionError, sqlite3.OperationalError, *REFUSING)


def reason_of(error: Exception) -> str:
    """Describes what is wrong with the database or its URL, without any secret."""
    if isinstance(error, asyncpg.InvalidAuthorizationSpecificationError):
        return f"the database refused the connection: {error}."
    if isinstance(error.__cause__ or error, asyncpg.InvalidCatalogNameError):
        return "the server has no database of this name."
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"cannot verify the certificate of the database: {error.verify_message} (`sslrootcert=FILE` sets a CA)."
    return f"the database does not answer ({type(error).__name__})."


async def answers() -> bool:
    """Whether the database answers within two seconds."""
    try:
        async with asyncio.timeout(2):
            # On the connection that writes: reading alone is not enough.
            await connection().execute_script("SELECT 1")
    except Exception as error:  # noqa: BLE001 - drivers raise many kinds of error, and each of them means no
        log.warning("database_silent", error=repr(error))
        return False
    return True


def instant_in_database(at: datetime) -> object:
    """An instant in UTC as a parameter of a raw statement: SQLite stores text, in the format that the ORM writes."""
    return at if is_postgres() else at.isoformat(" ")


def moment_of(value: object) -> datetime:
    """An instant from the result of a raw statement, aware and in UTC."""
    found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def key_in_database(key: UUID) -> object:
    """A key as a parameter of a raw statement: PostgreSQL has a UUID type, SQLite stores text."""
    return key if is_postgres() else str(key)


def uuid_of(value: object) -> UUID:
    """A key from the result of a raw statement."""
    return value if isinstance(value, UUID) else UUID(str(value))


def in_database(value: object) -> object:
    """A key, an instant or anything else as a parameter of a raw statement."""
    if isinstance(value, UUID):
        return key_in_database(value)
    return instant_in_database(value) if isinstance(value, datetime) else value


def any_of(column: str) -> str:
    """The condition that a column has one of the values of one parameter, which `list_in_database` makes.

    Unlike a list of placeholders, it is the same text for any number of values.
    """
    return f"{column} = ANY(?)" if is_postgres() else f"{column} IN (SELECT value FROM json_each(?))"


def list_in_database(values: Iterable[object]) -> object:
    """Keys, texts or numbers as one parameter."""
    return list(values) if is_postgres() else json.dumps([*values], default=str)
