"""The search words of all rows are made anew; SQLite's index splits them at spaces only."""

import json
from collections.abc import AsyncIterator
from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

from models.database import is_postgres, rows
from models.words import words_of

SEARCH = "CREATE VIRTUAL TABLE {0}_search USING fts5({0}_id UNINDEXED, tokens, tokenize = \"ascii tokenchars '+#.'\")"
BATCH = 500


async def normalize_words(*_: Any) -> None:
    if not is_postgres():
        for table in ("demand", "message"):
            await rows(f"DROP TABLE {table}_search")
            await rows(SEARCH.format(table))
    async for row in every("demand", "title, description, skills"):
        skills = json.loads(row["skills"]) if isinstance(row["skills"], str) else row["skills"]
        await write_words("demand", row["id"], row["title"], row["description"], *skills)
    async for row in every("message", "body"):
        await write_words("message", row["id"], row["body"])


async def write_words(table: str, key: Any, *texts: str) -> None:
    tokens = " ".join(words_of(*texts))
    await rows(f"UPDATE {table} SET tokens = ? WHERE id = ?", tokens, key)
    if tokens and not is_postgres():
        await rows(f"INSERT INTO {table}_search ({table}_id, tokens) VALUES (?, ?)", key, tokens)


async def every(table: str, columns: str) -> AsyncIterator[dict[str, Any]]:
    """The rows of a table with their ids, read a batch at a time."""
    last: tuple[Any, ...] = ()
    while True:
        where = "WHERE id > ?" if last else ""
        found = await rows(f"SELECT id, {columns} FROM {table} {where} ORDER BY id LIMIT {BATCH}", *last)
        for row in found:
            yield row
        if len(found) < BATCH:
            return
        last = (found[-1]["id"],)


class Migration(migrations.Migration):
    dependencies = [("models", "0016_normal_forms")]

    initial = False

    operations = [ops.RunPython(normalize_words)]
