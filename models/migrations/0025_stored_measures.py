from tortoise import migrations
from tortoise.migrations import operations as ops
from models.ids import new_id
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index


class Migration(migrations.Migration):
    dependencies = [("models", "0024_checked_journals")]

    initial = False

    operations = [
        ops.CreateModel(
            name="CandidateWords",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "candidate",
                    fields.OneToOneField(
                        "models.Candidate",
                        source_field="candidate_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="words",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("party_words", fields.TextField(unique=False)),
                ("bid_words", fields.TextField(unique=False)),
            ],
            options={
                "table": "candidate_words",
                "app": "models",
                "pk_attr": "id",
                "table_description": "The words of a candidate that the text filter looks for, each between two spaces.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Candidate",
            name="delivery_time",
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name="Candidate",
            name="merit_key",
            field=fields.BigIntField(default=9007199254740992, db_default=9007199254740992),
        ),
        ops.AddField(
            model_name="Candidate",
            name="ordering_version",
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="Candidate",
            name="price_fit",
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name="Candidate",
            name="price_key",
            field=fields.BigIntField(default=9007199254740992, db_default=9007199254740992),
        ),
        ops.AddField(
            model_name="Candidate",
            name="skill_coverage",
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name="Candidate",
            name="track_record",
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name="Candidate",
            name="verification",
            field=fields.IntField(null=True),
        ),
        ops.AddIndex(
            model_name="Candidate",
            index=Index(fields=["demand_id", "is_standing", "merit_key", "arrived_at", "id"]),
        ),
        ops.AddIndex(
            model_name="Candidate",
            index=Index(fields=["demand_id", "is_standing", "price_key", "arrived_at", "id"]),
        ),
        ops.AddIndex(
            model_name="Candidate",
            index=Index(fields=["demand_id", "is_standing", "standing", "alternative_rank", "arrived_at", "id"]),
        ),
    ]
