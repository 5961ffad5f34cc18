"""Which lineage of the database its rows belong to, and indexes for what the clock removes."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("models", "0013_proofs_and_ends")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Lineage",
            fields=[
                ("id", fields.SmallIntField(generated=False, primary_key=True, unique=True, db_index=True)),
                ("identity", fields.CharField(max_length=120)),
                ("renewed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "lineage", "app": "models", "pk_attr": "id", "table_description": "What the database was when it was last checked, and when its streams last got other epochs, in one row."},
            bases=["Model"],
        ),
        ops.AddIndex("FailedSignIn", Index(fields=["at"])),
        ops.AddIndex("Mail", Index(fields=["sent_at"])),
        ops.AddIndex("Retry", Index(fields=["at"])),
        ops.AddIndex("Session", Index(fields=["expires_at"])),
        ops.AddIndex("Session", Index(fields=["revoked_at"])),
    ]
