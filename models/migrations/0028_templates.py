"""Templates of contracts, requests for them, and the work of the staff; versions of templates never change."""

from typing import Any

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.demands.awards import ContractKind
from models.ids import new_id
from models.templates.request import FileRole, TemplateRequestState
from models.templates.template import TemplatePurpose
from models.work.item import WorkItemKind, WorkItemState

SQLITE = (
    "CREATE TRIGGER template_version_stays BEFORE UPDATE ON template_version "
    "BEGIN SELECT RAISE(ABORT, 'versions of templates never change'); END",
    "CREATE TRIGGER template_version_remains BEFORE DELETE ON template_version "
    "BEGIN SELECT RAISE(ABORT, 'versions of templates are never deleted'); END",
)
POSTGRES = (
    "CREATE FUNCTION refuse_template_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'versions of templates never change'; END $$",
    "CREATE TRIGGER template_version_stays BEFORE UPDATE OR DELETE ON template_version "
    "FOR EACH ROW EXECUTE FUNCTION refuse_template_change()",
    "CREATE TRIGGER template_version_is_kept BEFORE TRUNCATE ON template_version "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_template_change()",
)


async def guard(_: Any, editor: Any) -> None:
    """Lets the database itself refuse to change a version."""
    statements = POSTGRES if editor.client.capabilities.dialect == "postgres" else SQLITE
    for statement in statements:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [("models", "0027_refused_verifications")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Template",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "party",
                    fields.ForeignKeyField(
                        "models.Party",
                        source_field="party_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="templates",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("key", fields.CharField(null=True, unique=True, max_length=60)),
                ("name", fields.CharField(max_length=200)),
                (
                    "kind",
                    fields.CharEnumField(
                        null=True, description="B2B: B2B\nB2C: B2C", enum_type=ContractKind, max_length=3
                    ),
                ),
                (
                    "purpose",
                    fields.CharEnumField(
                        description="AGREEMENT: AGREEMENT\nSUPPLEMENT: SUPPLEMENT\nANNEX: ANNEX",
                        enum_type=TemplatePurpose,
                        max_length=10,
                    ),
                ),
                ("language", fields.CharField(max_length=16)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("latest_number", fields.IntField(default=1)),
                ("retired_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "template",
                "app": "models",
                "indexes": [Index(fields=["party_id", "id"])],
                "pk_attr": "id",
                "table_description": "A template of contracts, which is the platform's own if it has no party.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TemplateRequest",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "party",
                    fields.ForeignKeyField(
                        "models.Party",
                        source_field="party_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="template_requests",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "requester",
                    fields.ForeignKeyField(
                        "models.User",
                        source_field="requester_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="template_requests",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "template",
                    fields.ForeignKeyField(
                        "models.Template",
                        source_field="template_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="requests",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("name", fields.CharField(max_length=200)),
                ("kind", fields.CharEnumField(description="B2B: B2B\nB2C: B2C", enum_type=ContractKind, max_length=3)),
                (
                    "purpose",
                    fields.CharEnumField(
                        description="AGREEMENT: AGREEMENT\nSUPPLEMENT: SUPPLEMENT\nANNEX: ANNEX",
                        enum_type=TemplatePurpose,
                        max_length=10,
                    ),
                ),
                ("language", fields.CharField(max_length=16)),
                ("notes", fields.TextField(null=True, unique=False)),
                ("days", fields.SmallIntField()),
                (
                    "state",
                    fields.CharEnumField(
                        description="QUEUED: QUEUED\nASSIGNED: ASSIGNED\nIN_PROGRESS: IN_PROGRESS\nNEEDS_INFO: NEEDS_INFO\nIN_REVIEW: IN_REVIEW\nCHANGES_REQUESTED: CHANGES_REQUESTED\nPUBLISHED: PUBLISHED\nREJECTED: REJECTED\nCANCELLED: CANCELLED",
                        enum_type=TemplateRequestState,
                        max_length=20,
                    ),
                ),
                ("version", fields.IntField(default=1)),
                ("submitted_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("reason", fields.TextField(null=True, unique=False)),
                ("converted", fields.TextField(unique=False)),
                ("conversion", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("findings", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
            ],
            options={
                "table": "template_request",
                "app": "models",
                "indexes": [Index(fields=["party_id", "id"]), Index(fields=["template_id"])],
                "pk_attr": "id",
                "table_description": "A party's request to make a template of a document of its own.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TemplateFile",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "template_request",
                    fields.ForeignKeyField(
                        "models.TemplateRequest",
                        source_field="template_request_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="files",
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
                        related_name="template_files",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "role",
                    fields.CharEnumField(
                        description="SOURCE: SOURCE\nANSWER: ANSWER\nPREVIEW: PREVIEW",
                        enum_type=FileRole,
                        max_length=10,
                    ),
                ),
                ("part_id", fields.UUIDField(null=True)),
                ("place", fields.IntField()),
            ],
            options={
                "table": "template_file",
                "app": "models",
                "unique_together": (("template_request", "file"),),
                "indexes": [Index(fields=["file_id"])],
                "pk_attr": "id",
                "table_description": "A file of a request.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TemplateQuestion",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "template_request",
                    fields.ForeignKeyField(
                        "models.TemplateRequest",
                        source_field="template_request_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="questions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("question", fields.TextField(unique=False)),
                ("asked_by_id", fields.UUIDField()),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("answer", fields.TextField(null=True, unique=False)),
                ("answered_by_id", fields.UUIDField(null=True)),
                ("answered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "template_question",
                "app": "models",
                "indexes": [Index(fields=["template_request_id", "id"])],
                "pk_attr": "id",
                "table_description": "What the professional has to know from the customer, and the answer.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TemplateRound",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "template_request",
                    fields.ForeignKeyField(
                        "models.TemplateRequest",
                        source_field="template_request_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="rounds",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                ("source", fields.TextField(unique=False)),
                ("fields_json", fields.JSONField(source_field="fields", encoder=JSON_DUMPS, decoder=loads)),
                ("note", fields.TextField(null=True, unique=False)),
                ("delivered_by_id", fields.UUIDField()),
                ("delivered_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("is_approved", fields.BooleanField(null=True)),
                ("changes", fields.TextField(null=True, unique=False)),
                ("answered_by_id", fields.UUIDField(null=True)),
                ("answered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "template_round",
                "app": "models",
                "unique_together": (("template_request", "number"),),
                "pk_attr": "id",
                "table_description": "A template as the professional has delivered it, and what the customer said of it.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="TemplateVersion",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "template",
                    fields.ForeignKeyField(
                        "models.Template",
                        source_field="template_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="versions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                ("source", fields.TextField(unique=False)),
                ("fields_json", fields.JSONField(source_field="fields", encoder=JSON_DUMPS, decoder=loads)),
                ("sha256", fields.CharField(max_length=64)),
                ("findings", fields.JSONField(default=list, encoder=JSON_DUMPS, decoder=loads)),
                ("created_by_id", fields.UUIDField(null=True)),
                ("created_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "template_version",
                "app": "models",
                "unique_together": (("template", "number"),),
                "pk_attr": "id",
                "table_description": "One version of a template. It never changes once it is stored, which the database itself sees to (CO-3).",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="WorkItem",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("kind", fields.CharEnumField(description="What it is about.", enum_type=WorkItemKind, max_length=30)),
                ("subject_id", fields.UUIDField()),
                (
                    "party",
                    fields.ForeignKeyField(
                        "models.Party",
                        source_field="party_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="work_items",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("title", fields.CharField(max_length=200)),
                (
                    "state",
                    fields.CharEnumField(
                        description="WAITING: WAITING\nCLAIMED: CLAIMED\nDONE: DONE",
                        enum_type=WorkItemState,
                        max_length=10,
                    ),
                ),
                ("version", fields.IntField(default=1)),
                ("priority", fields.SmallIntField()),
                ("opened_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("due_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("sorted_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("paused_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("overdue_told_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                (
                    "assignee",
                    fields.ForeignKeyField(
                        "models.User",
                        source_field="assignee_id",
                        null=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="work_items",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("claimed_until", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("done_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("live_key", fields.CharField(null=True, unique=True, max_length=80)),
            ],
            options={
                "table": "work_item",
                "app": "models",
                "indexes": [
                    Index(fields=["state", "sorted_at", "id"]),
                    Index(fields=["assignee_id", "state"]),
                    Index(fields=["subject_id"]),
                ],
                "pk_attr": "id",
                "table_description": "Something that waits for the staff, for as long as its subject does.",
            },
            bases=["Model"],
        ),
        ops.RunPython(guard),
    ]
