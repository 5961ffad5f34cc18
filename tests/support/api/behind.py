"""What is behind a server: its database, for what otherwise only a mail or the operator can do."""

import asyncio
import contextlib
import sqlite3
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from tests.support.api.services import sqlite_file
from tests.support.waiting import PATIENCE

# The URL of the database behind each running GraphQL endpoint.
DATABASES: dict[str, str] = {}
DUE_STAGES = "UPDATE due_move SET at = (SELECT MIN(created_at) FROM user_account) WHERE kind = 'stage'"
VERIFY = "UPDATE user_account SET email_verified_at = created_at WHERE email_verified_at IS NULL AND email = "


async def verify(endpoint: str, email: str) -> None:
    """Makes the address count as verified, as opening the link in the mail does."""
    await _execute(endpoint, VERIFY, email)


async def forget_events(endpoint: str) -> None:
    """Deletes all events, as the clock does after `RETENTION_HOURS`."""
    await _execute(endpoint, "DELETE FROM event")


async def end_confirmation(endpoint: str) -> None:
    """Makes the time over in which bidders can confirm their bids before bidding may end early."""
    await _execute(endpoint, "UPDATE demand SET closable_at = published_at WHERE closable_at IS NOT NULL")


async def end_negotiation(endpoint: str) -> None:
    """Makes the days over in which both sides of each dispute can settle it; the next request calls a mediator."""
    await _execute(endpoint, "UPDATE dispute SET negotiates_until = opened_at WHERE negotiates_until IS NOT NULL")
    await _execute(endpoint, "UPDATE due_move SET at = (SELECT MIN(opened_at) FROM dispute) WHERE kind = 'dispute'")


async def end_acceptance(endpoint: str) -> None:
    """Makes the days over in which submitted work can be looked at; the next request accepts it."""
    await _execute(
        endpoint, "UPDATE contract_stage SET auto_accepts_at = submitted_at WHERE auto_accepts_at IS NOT NULL"
    )
    await _execute(endpoint, DUE_STAGES)


async def forget_stages(endpoint: str, days: int) -> None:
    """Lets the money of every stage have lain for some days; the next request says what is to be said of that."""
    is_file = urlsplit(DATABASES[endpoint]).scheme == "sqlite"
    earlier = f"strftime('%Y-%m-%d %H:%M:%f', moved_at, '-{days} days') || '+00:00'"
    moved = earlier if is_file else f"moved_at - INTERVAL '{days} days'"
    await _execute(endpoint, f"UPDATE contract_stage SET moved_at = {moved} WHERE moved_at IS NOT NULL")
    await _execute(endpoint, DUE_STAGES)


async def _execute(endpoint: str, statement: str, *given: str) -> None:
    """Runs a statement, which ends with its one parameter if there is one."""
    database = DATABASES[endpoint]
    if urlsplit(database).scheme == "sqlite":
        # Not in the loop: the server that holds the lock may run in this very process.
        await asyncio.to_thread(_execute_in_file, sqlite_file(database), statement, given)
        return
    connection = await asyncpg.connect(database.partition("?")[0])
    try:
        await connection.execute(f"{statement} $1" if given else statement, *given)
    finally:
        await connection.close()


def _execute_in_file(file: Path, statement: str, given: tuple[str, ...]) -> None:
    with contextlib.closing(sqlite3.connect(file, timeout=PATIENCE)) as connection, connection:
        connection.execute(f"{statement} ?" if given else statement, given)
