"""Payments that are not wanted any more are called off at the provider."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0039_new_accounts")]

    operations = [
        ops.AddField(
            model_name="Payment",
            name="called_off_at",
            field=fields.DatetimeField(null=True),
        ),
    ]
