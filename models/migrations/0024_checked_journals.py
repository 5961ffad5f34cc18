"""Up to where each journal was found intact."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0023_market_at_scale")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Checked",
            fields=[
                ("name", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=80)),
                ("length", fields.IntField()),
                ("digest", fields.CharField(max_length=64)),
            ],
            options={
                "table": "journal_checked",
                "app": "models",
                "pk_attr": "name",
                "table_description": (
                    "Up to where a journal was found intact: the number of entries, and the digest of the last one of "
                    "them."
                ),
            },
            bases=["Model"],
        ),
    ]
