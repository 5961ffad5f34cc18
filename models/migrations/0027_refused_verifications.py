"""Why staff did not verify a party."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0026_rights_with_locks")]

    operations = [
        ops.AddField(
            model_name="Party",
            name="verification_refusal",
            field=fields.TextField(null=True),
        ),
    ]
