"""Saved searches, what was told of them, and for which demands they have yet to be looked through."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.demands.search import DemandOrder
from models.ids import NOBODY, new_id


class Migration(migrations.Migration):
    dependencies = [("models", "0010_kinds")]

    initial = False

    operations = [
        ops.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "user",
                    fields.ForeignKeyField(
                        "models.User",
                        source_field="user_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="searches",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("name", fields.CharField(max_length=120)),
                ("text", fields.TextField(null=True, unique=False)),
                ("skills", fields.JSONField(default=list)),
                ("states", fields.JSONField(default=list)),
                ("audience", fields.JSONField(default=list)),
                ("budget_minor", fields.BigIntField(null=True)),
                ("budget_currency", fields.CharField(null=True, max_length=3)),
                ("closes_before", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                (
                    "order",
                    fields.CharEnumField(
                        null=True,
                        description="NEWEST: NEWEST\nCLOSING_SOON: CLOSING_SOON\nBUDGET: BUDGET",
                        enum_type=DemandOrder,
                        max_length=12,
                    ),
                ),
                ("is_alerting", fields.BooleanField(default=True)),
                ("version", fields.IntField(default=1)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("fits_since", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("new_count", fields.IntField(default=0)),
                ("last_matched_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("deleted_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "saved_search",
                "app": "models",
                "indexes": [Index(fields=["user_id", "id"])],
                "pk_attr": "id",
                "table_description": "What a user looks for on the market, a deleted one keeps its place without name and filter.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SearchAlert",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "user",
                    fields.ForeignKeyField(
                        "models.User",
                        source_field="user_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="search_alerts",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("demand_id", fields.UUIDField()),
                ("round", fields.SmallIntField()),
            ],
            options={
                "table": "search_alert",
                "app": "models",
                "unique_together": (("user", "demand_id", "round"),),
                "pk_attr": "id",
                "table_description": "That a user was notified of a demand in a round, whichever of their searches it fits (SA-2).",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SearchHit",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "search",
                    fields.ForeignKeyField(
                        "models.SavedSearch",
                        source_field="search_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="hits",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("demand_id", fields.UUIDField()),
                ("round", fields.SmallIntField()),
            ],
            options={
                "table": "search_hit",
                "app": "models",
                "unique_together": (("search", "demand_id", "round"),),
                "pk_attr": "id",
                "table_description": "That a search was told of a demand, in round 0, or in 1 once bidding on it was reopened.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SearchTask",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("demand_id", fields.UUIDField()),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("former", fields.JSONField(null=True)),
                ("passed", fields.UUIDField(default=NOBODY)),
            ],
            options={
                "table": "search_task",
                "app": "models",
                "pk_attr": "id",
                "table_description": "A demand that saved searches have yet to be looked through for, because something became of it.",
            },
            bases=["Model"],
        ),
    ]
