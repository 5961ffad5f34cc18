"""What is behind a server: its database, for what otherwise only a mail or the operator can do."""

import sqlite3
from urllib.parse import urlsplit

import asyncpg

from tests.support.api.services import sqlite_file
from tests.support.waiting import PATIENCE

# The URL of the database behind each running GraphQL endpoint.
DATABASES: dict[str, str] = {}
VERIFY = "UPDATE user_account SET email_verified_at = created_at WHERE email_verified_at IS NULL AND email = "


async def verify(endpoint: str, email: str) -> None:
    """Makes the address count as verified, as opening the link in the mail does."""
    database = DATABASES[endpoint]
    if urlsplit(database).scheme == "sqlite":
        connection = sqlite3.connect(sqlite_file(database), timeout=PATIENCE)
        with connection:
            connection.execute(f"{VERIFY} ?", [email])
        connection.close()
        return
    connection = await asyncpg.connect(database.partition("?")[0])
    try:
        await connection.execute(f"{VERIFY} $1", email)
    finally:
        await connection.close()
