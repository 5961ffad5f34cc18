"""Texts beside the chain of a journal, and guards that let them be forgotten, and nothing else be changed."""

import functools
from json import dumps, loads
from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

SQLITE = (
    "DROP TRIGGER journal_entry_stays",
    "CREATE TRIGGER journal_entry_stays BEFORE UPDATE ON journal_entry WHEN "
    "(NEW.id, NEW.book, NEW.seq, NEW.action, NEW.actor_id, NEW.subject_id, NEW.reason, NEW.facts, NEW.at, NEW.digest, "
    "NEW.form) IS NOT (OLD.id, OLD.book, OLD.seq, OLD.action, OLD.actor_id, OLD.subject_id, OLD.reason, OLD.facts, "
    "OLD.at, OLD.digest, OLD.form) OR NEW.texts IS NULL OR NEW.texts IS NOT (SELECT nullif(json_group_object(key, "
    "json_object('digest', json_extract(value, '$.digest'), 'salt', NULL, 'text', NULL)), '{}') "
    "FROM json_each(OLD.texts)) "
    "BEGIN SELECT RAISE(ABORT, 'journal entries never change'); END",
)
POSTGRES = (
    "CREATE OR REPLACE FUNCTION refuse_journal_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF TG_OP = 'UPDATE' THEN IF to_jsonb(NEW) - 'texts' = to_jsonb(OLD) - 'texts' AND NEW.texts = "
    """(SELECT jsonb_object_agg(key, value || '{"salt": null, "text": null}') FROM jsonb_each(OLD.texts)) """
    "THEN RETURN NEW; END IF; END IF; "
    "RAISE EXCEPTION 'journal entries never change'; END $$",
)


async def forward(apps: Any, editor: Any) -> None:
    statements = POSTGRES if editor.client.capabilities.dialect == "postgres" else SQLITE
    for statement in statements:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [("models", "0007_interviews")]

    operations = [
        ops.AddField(model_name="Entry", name="form", field=fields.SmallIntField(default=1, db_default=1)),
        ops.AddField(
            model_name="Entry",
            name="texts",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
        ops.AlterModelOptions(
            name="Entry",
            options={
                "pk_attr": "id",
                "table_description": "One line of a journal, never deleted, never changed but to forget its texts.",
            },
        ),
        ops.RunPython(forward),
    ]
