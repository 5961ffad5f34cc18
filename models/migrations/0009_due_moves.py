"""One table of what is due, filled from what is there, instead of an index an area."""

from typing import Any

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

FILLING = (
    "INSERT INTO due_move (kind, key, at, failures) SELECT 'demand', id, deadline_at, 0 FROM demand "
    "WHERE deadline_at IS NOT NULL AND (state = 'OPEN' OR "
    "(state = 'SELECTING' AND bidding = 'SEALED' AND opened_at IS NULL AND bid_count > 0))",
    "INSERT INTO due_move (kind, key, at, failures) SELECT 'demand', id, lapses_at, 0 FROM demand "
    "WHERE state = 'AWARDED' AND lapses_at IS NOT NULL",
    "INSERT INTO due_move (kind, key, at, failures) SELECT 'interview', id, min(at), 0 FROM "
    "(SELECT id, due_at AS at FROM interview WHERE due_at IS NOT NULL UNION ALL "
    "SELECT interview_id, away_at FROM interview_participant WHERE away_at IS NOT NULL) AS due GROUP BY id",
)


async def fill(apps: Any, editor: Any) -> None:  # noqa: ARG001 - the ORM calls it so
    for statement in FILLING:
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
    dependencies = [("models", "0008_journal_texts")]

    initial = False

    operations = [
        ops.CreateModel(
            name="DueMove",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("kind", fields.CharField(max_length=20)),
                ("key", fields.UUIDField()),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("failures", fields.SmallIntField(default=0)),
            ],
            options={
                "table": "due_move",
                "app": "models",
                "unique_together": (("kind", "key"),),
                "indexes": [Index(fields=["at", "key"])],
                "pk_attr": "id",
                "table_description": "The next time at which a thing may change without anybody's act.",
            },
            bases=["Model"],
        ),
        ops.RunPython(fill),
        ops.RemoveIndex("Demand", fields=["lapses_at"]),
        ops.RemoveIndex("Interview", fields=["due_at"]),
        ops.RemoveIndex("Participant", fields=["away_at"]),
        DropColumn("Interview", "due_at"),
    ]
