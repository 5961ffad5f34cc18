"""Addresses and names take their normal forms; names get longer, and languages keep their region."""

from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import structlog
from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from models.database import rows
from models.text import address, line

LINES = (
    ("user_account", "name"),
    ("party", "name"),
    ("demand", "title"),
    ("saved_search", "name"),
    ("saved_search", "text"),
    ("interview", "topic"),
)
BATCH = 500

log = structlog.get_logger(__name__)


class Widen(ops.AlterField):
    """A longer CharField. SQLite does not look at the length; there the ORM would make the table anew, and lose rows."""

    async def database_forward(
        self, app_label: str, old_state: Any, new_state: Any, state_editor: Any | None = None
    ) -> None:
        if state_editor is not None and state_editor.client.capabilities.dialect == "postgres":
            table = old_state.apps.get_model(f"{app_label}.{self.model_name}")._meta.db_table
            await state_editor.client.execute_query(
                f"ALTER TABLE {table} ALTER COLUMN {self.name} TYPE VARCHAR({self.field.max_length})"
            )


async def normalize_addresses(*_: Any) -> None:
    kept = await move_accounts()
    for table, condition in (("address_token", ""), ("mail", "due_at IS NOT NULL")):
        async for row in every(table, "address", condition):
            if (new := moved(row["address"], kept)) != row["address"]:
                await rows(f"UPDATE {table} SET address = ? WHERE id = ?", new, row["id"])
    async for row in every("invitation", "email, party_id"):
        if (new := moved(row["email"], kept)) == row["email"]:
            continue
        # Of two invitations of one mailbox, the one that was in its normal form stays.
        if await rows("SELECT id FROM invitation WHERE party_id = ? AND email = ?", row["party_id"], new):
            await rows("DELETE FROM invitation WHERE id = ?", row["id"])
        else:
            await rows("UPDATE invitation SET email = ? WHERE id = ?", new, row["id"])


async def move_accounts() -> set[str]:
    """Gives accounts the normal form of their address; returns the addresses that stay as they are.

    Of several accounts of one mailbox, one gets it: the one that has it already, else the first that was verified, else
    the oldest. The others stay, with the spelling that they have and sign in with.
    """
    odd: dict[str, list[dict[str, Any]]] = defaultdict(list)
    async for row in every("user_account", "email, email_verified_at, created_at"):
        if (new := moved(row["email"], set())) != row["email"]:
            odd[new].append(row)
    kept: set[str] = set()
    for new, accounts in odd.items():
        accounts.sort(key=lambda row: (row["email_verified_at"] is None, str(row["email_verified_at"] or row["created_at"])))
        holders = await rows("SELECT id FROM user_account WHERE email = ?", new)
        if not holders:
            holders = [accounts.pop(0)]
            await rows("UPDATE user_account SET email = ? WHERE id = ?", new, holders[0]["id"])
        for row in accounts:
            log.warning("account_shares_mailbox", user=str(row["id"]), holder=str(holders[0]["id"]))
            kept.add(row["email"])
    return kept


def moved(former: str, kept: set[str]) -> str:
    return former if former in kept else address(former) or former


async def normalize_lines(*_: Any) -> None:
    for table, column in LINES:
        async for row in every(table, column, f"{column} IS NOT NULL"):
            if (new := line(row[column])) and new != row[column]:
                await rows(f"UPDATE {table} SET {column} = ? WHERE id = ?", new, row["id"])


async def every(table: str, columns: str, condition: str = "") -> AsyncIterator[dict[str, Any]]:
    """The rows of a table with their ids, read a batch at a time."""
    last: tuple[Any, ...] = ()
    while True:
        conditions = " AND ".join(filter(None, (condition, "id > ?" if last else "")))
        where = f"WHERE {conditions}" if conditions else ""
        found = await rows(f"SELECT id, {columns} FROM {table} {where} ORDER BY id LIMIT {BATCH}", *last)
        for row in found:
            yield row
        if len(found) < BATCH:
            return
        last = (found[-1]["id"],)


class Migration(migrations.Migration):
    dependencies = [("models", "0015_counted_acts")]

    initial = False

    operations = [
        Widen("Mail", "language", fields.CharField(max_length=16)),
        Widen("Party", "name", fields.CharField(max_length=250)),
        Widen("User", "language", fields.CharField(default="en", max_length=16, db_default="en")),
        Widen("User", "name", fields.CharField(max_length=250)),
        ops.RunPython(normalize_addresses),
        ops.RunPython(normalize_lines),
    ]
