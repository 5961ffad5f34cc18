"""Journals for tests that tamper with them."""

from models.database import connection, is_postgres


async def unguarded() -> None:
    """A change that only a database administrator can make."""
    names = ["journal_entry_stays"] if is_postgres() else ["journal_entry_stays", "journal_entry_remains"]
    for name in names:
        await connection().execute_script(f"DROP TRIGGER {name}" + (" ON journal_entry" if is_postgres() else ""))
