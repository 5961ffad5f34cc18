"""What the ORM has no words for: full-text search, and journals that take no change."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

SQLITE = (
    "CREATE VIRTUAL TABLE demand_search USING fts5(demand_id UNINDEXED, tokens)",
    "CREATE TRIGGER journal_entry_stays BEFORE UPDATE ON journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'journal entries never change'); END",
    "CREATE TRIGGER journal_entry_remains BEFORE DELETE ON journal_entry "
    "BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted'); END",
)
POSTGRES = (
    "CREATE INDEX demand_search ON demand USING gin (array_to_tsvector(string_to_array(tokens, ' ')))",
    "CREATE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'journal entries never change'; END $$",
    "CREATE TRIGGER journal_entry_stays BEFORE UPDATE OR DELETE ON journal_entry "
    "FOR EACH ROW EXECUTE FUNCTION refuse_journal_change()",
    "CREATE TRIGGER journal_entry_is_kept BEFORE TRUNCATE ON journal_entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_journal_change()",
)


async def forward(apps: Any, editor: Any) -> None:
    statements = POSTGRES if editor.client.capabilities.dialect == "postgres" else SQLITE
    for statement in statements:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [("models", "0001_initial")]
    operations = [ops.RunPython(forward)]
