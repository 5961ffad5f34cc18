"""A draft stands beside the submitted bid, in a table of its own; a published demand keeps its versions."""

import functools
import json
from collections.abc import AsyncIterator
from json import dumps, loads
from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.database import instant_in_database, key_in_database, moment_of, rows
from models.demands.applicants import BidState
from models.ids import new_id

BATCH = 500
DRAFTS = (
    "INSERT INTO bid_draft (id, applicant_id, price_minor, currency, duration_days, proposal, stages, saved_at) "
    "SELECT id, applicant_id, price_minor, currency, duration_days, proposal, stages, created_at FROM bid "
    "WHERE submitted_at IS NULL",
    "INSERT INTO draft_attachment (id, draft_id, file_id, place) SELECT a.id, a.bid_id, a.file_id, a.place "
    "FROM bid_attachment a JOIN bid_draft d ON d.id = a.bid_id",
    "DELETE FROM bid_attachment WHERE bid_id IN (SELECT id FROM bid_draft)",
    "DELETE FROM bid WHERE id IN (SELECT id FROM bid_draft)",
)
SEALED = (
    "UPDATE applicant SET has_ended_sealed = TRUE WHERE id IN (SELECT a.id FROM applicant a "
    "JOIN demand d ON d.id = a.demand_id WHERE d.bidding = 'SEALED' "
    "AND a.state IN ('WITHDRAWN', 'LAPSED', 'INVALIDATED') AND (d.opened_at IS NULL OR a.state = 'LAPSED' "
    "OR a.withdrawn_at < d.opened_at OR EXISTS (SELECT 1 FROM journal_entry e "
    "WHERE e.book = 'applicant:' || CAST(a.id AS TEXT) AND e.action = 'INVALIDATED' AND e.at < d.opened_at)))"
)
CHANGED = (
    "SELECT max(at) AS at FROM journal_entry WHERE book = ? "
    "AND action IN ('AMENDED', 'DEADLINE_MOVED', 'REOPENED', 'RESUMED')"
)
FILES = (
    "SELECT f.id, f.name FROM demand_attachment a JOIN file f ON f.id = a.file_id WHERE a.demand_id = ? ORDER BY place"
)
CONTENT = (
    "title, description, skills, budget_low, budget_high, currency, duration_days, audience, is_bid_count_public, "
    "criteria, deadline_at, published_at"
)
VERSION = "INSERT INTO demand_version (id, demand_id, number, published_at, is_material, content) VALUES (?, ?, 1, ?, ?, ?)"


async def move_drafts(*_: Any) -> None:
    """What was not submitted becomes a draft; an application that needs confirmation goes on needing it."""
    for statement in DRAFTS:
        await rows(statement)
    await rows(SEALED)


async def keep_versions(*_: Any) -> None:
    """What each published demand asks for now is its first version that is known."""
    async for demand in every("demand", CONTENT, "published_at IS NOT NULL"):
        (changed,) = await rows(CHANGED, f"demand:{demand['id']}")
        since = moment_of(changed["at"] or demand["published_at"])
        until = moment_of(demand["deadline_at"] or demand["published_at"])
        files = await rows(FILES, demand["id"])
        content = {
            "title": demand["title"],
            "description": demand["description"],
            "skills": read(demand["skills"]),
            "budget_low": demand["budget_low"],
            "budget_high": demand["budget_high"],
            "currency": demand["currency"],
            "duration_days": demand["duration_days"],
            "audience": read(demand["audience"]),
            "is_bid_count_public": bool(demand["is_bid_count_public"]),
            "criteria": read(demand["criteria"]),
            "deadline_at": until.isoformat(),
            "attachments": [{"id": str(file["id"]), "name": file["name"]} for file in files],
        }
        key = key_in_database(new_id())
        await rows(VERSION, key, demand["id"], instant_in_database(since), False, json.dumps(content))


def read(column: Any) -> Any:
    return json.loads(column) if isinstance(column, str) else column


async def every(table: str, columns: str, condition: str) -> AsyncIterator[dict[str, Any]]:
    """The rows of a table with their ids, read a batch at a time."""
    last: tuple[Any, ...] = ()
    while True:
        where = " AND ".join(filter(None, (condition, "id > ?" if last else "")))
        found = await rows(f"SELECT id, {columns} FROM {table} WHERE {where} ORDER BY id LIMIT {BATCH}", *last)
        for row in found:
            yield row
        if len(found) < BATCH:
            return
        last = (found[-1]["id"],)


class MoreStates(ops.AlterField):
    """More members of an enumeration: the column stays as it is. SQLite would make the table anew, and lose rows."""

    async def database_forward(self, *_: Any, **__: Any) -> None:
        """Leaves the database as it is."""


class DropColumn(ops.RemoveField):
    """Removes a column of a table that others refer to: on SQLite the ORM would make the table anew, and lose rows."""

    async def database_forward(
        self, app_label: str, old_state: Any, new_state: Any, state_editor: Any | None = None
    ) -> None:
        if state_editor is not None:
            table = old_state.apps.get_model(f"{app_label}.{self.model_name}")._meta.db_table
            await state_editor.client.execute_query(f"ALTER TABLE {table} DROP COLUMN {self.name}")


class Migration(migrations.Migration):
    dependencies = [("models", "0021_lists_of_staff")]

    initial = False

    operations = [
        ops.CreateModel(
            name="BidDraft",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "applicant",
                    fields.OneToOneField(
                        "models.Applicant",
                        source_field="applicant_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="draft",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("price_minor", fields.BigIntField(null=True)),
                ("currency", fields.CharField(max_length=3)),
                ("duration_days", fields.IntField(null=True)),
                ("proposal", fields.TextField(null=True, unique=False)),
                ("stages", fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads)),
                ("saved_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "bid_draft",
                "app": "models",
                "pk_attr": "id",
                "table_description": (
                    "The draft of an application's next bid, which only the applicant's side sees. It may be unfinished."
                ),
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="DemandVersion",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "demand",
                    fields.ForeignKeyField(
                        "models.Demand",
                        source_field="demand_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="versions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                ("published_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("is_material", fields.BooleanField()),
                ("content", fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads)),
            ],
            options={
                "table": "demand_version",
                "app": "models",
                "unique_together": (("demand", "number"),),
                "pk_attr": "id",
                "table_description": (
                    "What a published demand asked for from a certain time on. A version never changes."
                ),
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="DraftAttachment",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "draft",
                    fields.ForeignKeyField(
                        "models.BidDraft",
                        source_field="draft_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="attachments",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "file",
                    fields.ForeignKeyField(
                        "models.File",
                        source_field="file_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="draft_attachments",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("place", fields.IntField()),
            ],
            options={
                "table": "draft_attachment",
                "app": "models",
                "unique_together": (("draft", "file"),),
                "indexes": [Index(fields=["file_id"])],
                "pk_attr": "id",
                "table_description": (
                    "A file that is attached to the draft of a bid, and perhaps to submitted versions too."
                ),
            },
            bases=["Model"],
        ),
        ops.AlterModelOptions(
            name="Applicant",
            options={
                "table": "applicant",
                "app": "models",
                "indexes": [Index(fields=["demand_id", "id"]), Index(fields=["party_id", "id"])],
                "pk_attr": "id",
                "table_description": (
                    "A party's application to a demand. The submitted versions of its bid are numbered from 1."
                ),
            },
        ),
        MoreStates(
            model_name="Applicant",
            name="state",
            field=fields.CharEnumField(
                description=(
                    "DRAFT: DRAFT\nSUBMITTED: SUBMITTED\nNEEDS_CONFIRMATION: NEEDS_CONFIRMATION\n"
                    "WITHDRAWN: WITHDRAWN\nLAPSED: LAPSED\nINVALIDATED: INVALIDATED\nNOT_SELECTED: NOT_SELECTED"
                ),
                enum_type=BidState,
                max_length=20,
            ),
        ),
        ops.AddField(
            model_name="Applicant",
            name="draft_versions",
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="Applicant",
            name="has_ended_sealed",
            field=fields.BooleanField(default=False, db_default=False),
        ),
        DropColumn("Applicant", "latest_number"),
        ops.AlterModelOptions(
            name="Bid",
            options={
                "table": "bid",
                "app": "models",
                "unique_together": (("applicant", "number"),),
                "pk_attr": "id",
                "table_description": "A submitted version of an application's bid, which never changes.",
            },
        ),
        ops.AlterModelOptions(
            name="BidAttachment",
            options={
                "table": "bid_attachment",
                "app": "models",
                "unique_together": (("bid", "file"),),
                "indexes": [Index(fields=["file_id"])],
                "pk_attr": "id",
                "table_description": (
                    "A file that is attached to a submitted version of a bid; later versions can have it too."
                ),
            },
        ),
        ops.AlterModelOptions(
            name="DemandAttachment",
            options={
                "table": "demand_attachment",
                "app": "models",
                "unique_together": (("demand", "file"),),
                "indexes": [Index(fields=["file_id"])],
                "pk_attr": "id",
                "table_description": (
                    "A file that is attached to a demand, or was attached to an earlier version of it."
                ),
            },
        ),
        ops.AddField(
            model_name="DemandAttachment",
            name="removed_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.RunPython(move_drafts),
        ops.RunPython(keep_versions),
    ]
