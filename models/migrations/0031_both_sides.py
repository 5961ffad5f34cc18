"""A contract has at most one conversation, as an application has; work of the staff can concern two parties."""

from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import UniqueConstraint

from models.database import rows

OTHERS = (
    "UPDATE work_item SET other_party_id = (SELECT CASE work_item.party_id WHEN c.awarder_id THEN c.receiver_id "
    "ELSE c.awarder_id END FROM contract c WHERE c.id = work_item.subject_id) WHERE kind = 'SCAN_VERIFICATION'"
)


async def name_others(*_: Any) -> None:
    """Whoever compares a scan is close to neither side of the contract."""
    await rows(OTHERS)


class OneEach(ops.AlterField):
    """A reference that becomes unique: an index does that. On SQLite the ORM would make the table anew, and lose rows."""

    async def database_forward(
        self, app_label: str, old_state: Any, new_state: Any, state_editor: Any | None = None
    ) -> None:
        if state_editor is not None:
            model = new_state.apps.get_model(f"{app_label}.{self.model_name}")
            await state_editor.add_constraint(model, UniqueConstraint(fields=(f"{self.name}_id",)))


class Migration(migrations.Migration):
    dependencies = [("models", "0030_supplements")]

    initial = False

    operations = [
        ops.RemoveIndex("Conversation", fields=["contract_id"]),
        ops.AlterModelOptions(
            name="Conversation",
            options={
                "table": "conversation",
                "app": "models",
                "indexes": [
                    Index(fields=["awarder_id", "last_at", "id"]),
                    Index(fields=["receiver_id", "last_at", "id"]),
                ],
                "pk_attr": "id",
                "table_description": "The conversation of the two sides of an application, or of a contract. Its "
                "messages are numbered from 1.",
            },
        ),
        OneEach(
            model_name="Conversation",
            name="contract",
            field=fields.OneToOneField(
                "models.Contract",
                source_field="contract_id",
                null=True,
                db_constraint=True,
                to_field="id",
                related_name="conversation",
                on_delete=OnDelete.RESTRICT,
            ),
        ),
        ops.AddField(
            model_name="WorkItem",
            name="other_party",
            field=fields.ForeignKeyField(
                "models.Party",
                source_field="other_party_id",
                null=True,
                db_constraint=True,
                to_field="id",
                related_name="further_work_items",
                on_delete=OnDelete.RESTRICT,
            ),
        ),
        ops.RunPython(name_others),
    ]
