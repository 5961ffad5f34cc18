"""The database: SQLite on one machine, PostgreSQL on many, behind the same statements."""

import asyncio
import re
import ssl
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID

import asyncpg  # type: ignore[import-untyped]
from tortoise import Tortoise
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.backends.base.config_generator import expand_db_url
from tortoise.connection import get_connection
from tortoise.exceptions import DBConnectionError, OperationalError
from tortoise.migrations.api import migrate as apply_migrations

from models.database.tls import secured

TABLES = [
    "models.changes",
    "models.due",
    "models.journal",
    "models.retries",
    "models.retention",
    "models.keys",
    "models.mail",
    "models.accounts.users",
    "models.accounts.parties",
    "models.accounts.sessions",
    "models.accounts.addresses",
    "models.notifications.kinds",
    "models.files.file",
    "models.demands.demand",
    "models.demands.applicants",
    "models.demands.candidates",
    "models.demands.awards",
    "models.questions",
    "models.demands.attachments",
    "models.messages.conversations",
    "models.messages.message",
    "models.messages.reading",
    "models.interviews.interview",
    "models.workbench.remarks",
]
LONGEST_STATEMENT = 10.0
LONGEST_CONNECTING = 5
ENGINES = {
    "tortoise.backends.sqlite": "models.database.sqlite",
    "tortoise.backends.asyncpg": "models.database.postgres",
}


def configuration(url: str) -> dict[str, Any]:
    """The ORM's configuration for a database URL: sqlite://FILE or postgres://USER:PASSWORD@HOST:PORT/NAME."""
    target = expand_db_url(url)
    if target["engine"] == "tortoise.backends.asyncpg":
        # The ORM's own default of five makes a crowd wait; a URL may still say ?minsize=...&maxsize=...
        target["credentials"].setdefault("maxsize", 20)
        target["credentials"] = secured(url, target["credentials"])
    return {
        "connections": {"default": {**target, "engine": ENGINES[target["engine"]]}},
        "apps": {
            "models": {
                "models": TABLES,
                "default_connection": "default",
                "migrations": "models.migrations",
            }
        },
        "use_tz": True,
        "timezone": "UTC",
    }


async def connect(url: str) -> None:
    """Makes the database known to this process; connections open with the first statement."""
    # A server's lifespan runs in a task of its own: without the fallback no request would see it.
    config = configuration(url)
    if urlsplit(url).scheme != "sqlite":
        # A connection that was cut without a word must not keep anybody waiting for ever.
        credentials = config["connections"]["default"]["credentials"]
        credentials["command_timeout"] = float(credentials.get("command_timeout", LONGEST_STATEMENT))
        credentials.setdefault("timeout", LONGEST_CONNECTING)
    await Tortoise.init(config=config, _enable_global_fallback=True)


async def disconnect() -> None:
    await Tortoise.close_connections()


async def migrate(url: str) -> None:
    """Brings the database of this URL to the present tables; safe to repeat."""
    try:
        await apply_migrations(config=configuration(url))
    finally:
        await Tortoise.close_connections()


def connection() -> BaseDBAsyncClient:
    """The connection of the running transaction, or the process's own."""
    return get_connection("default")


def is_postgres() -> bool:
    return connection().capabilities.dialect == "postgres"


async def rows(statement: str, *values: object) -> list[dict[str, Any]]:
    """Runs one statement written with `?` for its values; gives its rows, RETURNING included."""
    if is_postgres():
        places = iter(range(1, len(values) + 1))
        statement = re.sub(r"\?", lambda _: f"${next(places)}", statement)
    return cast(list[dict[str, Any]], await connection().execute_query_dict(statement, list(values)))


async def take_turns(key: str) -> None:
    """Lets no other transaction past this with the same key until this one has ended; SQLite has one writer anyway."""
    if is_postgres():
        await rows("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", key)


async def missing_migrations() -> list[str]:
    """The migrations that this database still needs, by name; none are missed while it does not answer.

    Raises REFUSING where waiting would not help.
    """
    try:
        async with asyncio.timeout(2):
            await rows("SELECT 1 AS one")
    except Exception as error:
        # Drivers raise errors of many kinds: each but these means that it is away.
        if isinstance(error.__cause__ or error, REFUSING):
            raise
        return []
    known = sorted(file.stem for file in (Path(__file__).parent.parent / "migrations").glob("[0-9]*.py"))
    try:
        applied = {row["name"] for row in await rows("SELECT name FROM tortoise_migrations")}
    except OperationalError:
        applied = set()
    return [name for name in known if name not in applied]


# What is raised while the database is away for a moment, by the drivers and by the ORM.
AWAY: tuple[type[Exception], ...] = (
    OSError,
    DBConnectionError,
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,
    asyncpg.OperatorInterventionError,
)

# What is raised where the database is there and will not have us, however long we wait.
REFUSING: tuple[type[Exception], ...] = (
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    ssl.SSLCertVerificationError,
)


def reason_of(error: Exception) -> str:
    """What is wrong with the database or its URL, without any secret."""
    if isinstance(error, asyncpg.InvalidAuthorizationSpecificationError):
        return f"the database refuses us: {error}."
    if isinstance(error.__cause__ or error, asyncpg.InvalidCatalogNameError):
        return "the server has no database of this name."
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate of the database is not good: {error.verify_message} (`sslrootcert=FILE` names a CA)."
    return f"the database does not answer ({type(error).__name__})."


async def answers() -> bool:
    """Whether the database is there for us within two seconds."""
    try:
        async with asyncio.timeout(2):
            await rows("SELECT 1 AS one")
    except Exception:  # noqa: BLE001 - drivers raise errors of many kinds, and each of them means no
        return False
    return True


def instant_in_database(at: datetime) -> object:
    """An instant in UTC as a raw statement takes it: SQLite keeps text, in the form that the ORM writes."""
    return at if is_postgres() else at.isoformat(" ")


def key_in_database(key: UUID) -> object:
    """A key as a raw statement takes it: PostgreSQL has a type for them, SQLite keeps text."""
    return key if is_postgres() else str(key)
