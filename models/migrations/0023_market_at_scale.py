"""Indexes for each order of the market; a skill is a word of its own; ranks of budgets rise as the order does."""

from typing import Any

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.database.conditions import Where

# As `models/words.py` names a whole skill: a sign that begins no other word, and the bytes in hexadecimal.
POSTGRES = (
    "UPDATE demand SET tokens = trim(tokens || (SELECT string_agg(' #' || encode(convert_to(skill, 'UTF8'), 'hex'), '') "
    "FROM jsonb_array_elements_text(skills::jsonb) AS skill)) WHERE jsonb_array_length(skills::jsonb) > 0",
    "UPDATE demand SET budget_rank = -budget_rank WHERE budget_rank <> 0",
    "UPDATE search_task SET former = "
    "jsonb_set(former::jsonb, '{budget_rank}', to_jsonb(-(former::jsonb ->> 'budget_rank')::bigint)) "
    "WHERE former::jsonb ? 'budget_rank'",
    # Else every search reads, row by row, what was written since the last vacuum.
    "ALTER INDEX demand_search SET (fastupdate = off)",
    "SELECT gin_clean_pending_list('demand_search')",
)
SQLITE = (
    "UPDATE demand SET tokens = trim(tokens || (SELECT group_concat(' #' || lower(hex(value)), '') "
    "FROM json_each(demand.skills))) WHERE json_array_length(skills) > 0",
    "DELETE FROM demand_search",
    "INSERT INTO demand_search (demand_id, tokens) SELECT id, tokens FROM demand WHERE tokens <> ''",
    "UPDATE demand SET budget_rank = -budget_rank WHERE budget_rank <> 0",
    "UPDATE search_task SET former = json_set(former, '$.budget_rank', -json_extract(former, '$.budget_rank')) "
    "WHERE json_extract(former, '$.budget_rank') IS NOT NULL",
)


async def forward(apps: Any, editor: Any) -> None:  # noqa: ARG001 - the ORM calls it so
    statements = POSTGRES if editor.client.capabilities.dialect == "postgres" else SQLITE
    for statement in statements:
        await editor.client.execute_query(statement)


class DropColumn(ops.RemoveField):
    """Removes a column of a table that others refer to: on SQLite the ORM would make the table anew, and lose rows."""

    async def database_forward(
        self, app_label: str, old_state: Any, new_state: Any, state_editor: Any | None = None
    ) -> None:
        if state_editor is not None:
            table = old_state.apps.get_model(f"{app_label}.{self.model_name}")._meta.db_table
            await state_editor.client.execute_query(f"ALTER TABLE {table} DROP COLUMN {self.name}")


class Migration(migrations.Migration):
    dependencies = [("models", "0022_drafts_and_versions")]

    initial = False

    operations = [
        ops.RunPython(forward),
        DropColumn("Demand", "skill_words"),
        ops.RemoveIndex("Demand", fields=["resource_manager_id", "id"]),
        ops.AddIndex("Demand", Where(fields=["deadline_at", "id"], where='"published_at" IS NOT NULL')),
        ops.AddIndex("Demand", Index(fields=["state", "published_at", "id"])),
        ops.AddIndex("Demand", Index(fields=["state", "currency", "budget_rank", "id"])),
        ops.AddIndex("Demand", Index(fields=["awarder_id", "state", "id"])),
        ops.AddIndex("Demand", Index(fields=["resource_manager_id", "published_at", "id"])),
        ops.AddIndex("Demand", Index(fields=["resource_manager_id", "deadline_at", "id"])),
    ]
