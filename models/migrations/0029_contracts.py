"""Contracts, what belongs to them, and the authority for signatures; versions of contracts never change."""

from typing import Any

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.contracts.contract import (
    ContractFileRole,
    ContractSide,
    ContractState,
    ExecutionMode,
    ExecutionState,
    StageState,
)
from models.demands.awards import ContractKind
from models.ids import new_id

SQLITE = (
    "CREATE TRIGGER contract_version_stays BEFORE UPDATE ON contract_version "
    "BEGIN SELECT RAISE(ABORT, 'versions of contracts never change'); END",
    "CREATE TRIGGER contract_version_remains BEFORE DELETE ON contract_version "
    "BEGIN SELECT RAISE(ABORT, 'versions of contracts are never deleted'); END",
)
POSTGRES = (
    "CREATE FUNCTION refuse_contract_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'versions of contracts never change'; END $$",
    "CREATE TRIGGER contract_version_stays BEFORE UPDATE OR DELETE ON contract_version "
    "FOR EACH ROW EXECUTE FUNCTION refuse_contract_change()",
    "CREATE TRIGGER contract_version_is_kept BEFORE TRUNCATE ON contract_version "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_contract_change()",
)


async def guard(_: Any, editor: Any) -> None:
    """Lets the database itself refuse to change a version (CO-2)."""
    statements = POSTGRES if editor.client.capabilities.dialect == "postgres" else SQLITE
    for statement in statements:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [("models", "0028_templates")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Contract",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "award",
                    fields.OneToOneField(
                        "models.Award",
                        source_field="award_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="contract",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "demand",
                    fields.ForeignKeyField(
                        "models.Demand",
                        source_field="demand_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="contracts",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "applicant",
                    fields.ForeignKeyField(
                        "models.Applicant",
                        source_field="applicant_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="contracts",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "awarder",
                    fields.ForeignKeyField(
                        "models.Party",
                        source_field="awarder_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="contracts_awarded",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "receiver",
                    fields.ForeignKeyField(
                        "models.Party",
                        source_field="receiver_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="contracts_received",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.CharField(unique=True, max_length=20)),
                ("kind", fields.CharEnumField(description="B2B: B2B\nB2C: B2C", enum_type=ContractKind, max_length=3)),
                (
                    "state",
                    fields.CharEnumField(
                        description="DRAFT: DRAFT\nNEGOTIATING: NEGOTIATING\nREADY_TO_SIGN: READY_TO_SIGN\nPARTLY_EXECUTED: PARTLY_EXECUTED\nVERIFYING_OFFLINE: VERIFYING_OFFLINE\nCONSISTENCY_FAILED: CONSISTENCY_FAILED\nEFFECTIVE: EFFECTIVE\nPERFORMING: PERFORMING\nCOMPLETED: COMPLETED\nTERMINATED: TERMINATED\nREFUSED: REFUSED\nEXPIRED: EXPIRED\nSUPERSEDED: SUPERSEDED",
                        enum_type=ContractState,
                        max_length=20,
                    ),
                ),
                ("version", fields.IntField(default=1)),
                ("digest", fields.CharField(max_length=64)),
                ("total_minor", fields.BigIntField()),
                ("currency", fields.CharField(max_length=3)),
                ("language", fields.CharField(max_length=16)),
                (
                    "signs_first",
                    fields.CharEnumField(
                        description="AWARDER: AWARDER\nRECEIVER: RECEIVER", enum_type=ContractSide, max_length=8
                    ),
                ),
                ("drafted_by_id", fields.UUIDField()),
                ("drafted_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("reminds_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("effective_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("end_reason", fields.TextField(null=True, unique=False)),
                (
                    "termination_by",
                    fields.CharEnumField(
                        null=True,
                        description="AWARDER: AWARDER\nRECEIVER: RECEIVER",
                        enum_type=ContractSide,
                        max_length=8,
                    ),
                ),
                ("termination_reason", fields.TextField(null=True, unique=False)),
                ("termination_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "contract",
                "app": "models",
                "indexes": [
                    Index(fields=["demand_id", "id"]),
                    Index(fields=["awarder_id", "id"]),
                    Index(fields=["receiver_id", "id"]),
                ],
                "pk_attr": "id",
                "table_description": "A contract between the awarder of a demand and the party that accepted its award.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Approval",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "contract",
                    fields.ForeignKeyField(
                        "models.Contract",
                        source_field="contract_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="approvals",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                (
                    "side",
                    fields.CharEnumField(
                        description="AWARDER: AWARDER\nRECEIVER: RECEIVER", enum_type=ContractSide, max_length=8
                    ),
                ),
                (
                    "user",
                    fields.ForeignKeyField(
                        "models.User",
                        source_field="user_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="approvals",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("digest", fields.CharField(max_length=64)),
                ("approved_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "contract_approval",
                "app": "models",
                "unique_together": (("contract", "number", "side"),),
                "pk_attr": "id",
                "table_description": "A side's approval of one version of the terms.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ContractFile",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "contract",
                    fields.ForeignKeyField(
                        "models.Contract",
                        source_field="contract_id",
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
                        related_name="contract_files",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                (
                    "role",
                    fields.CharEnumField(
                        description="UNSIGNED: UNSIGNED\nSIGNED: SIGNED\nPRINT: PRINT\nSCAN: SCAN",
                        enum_type=ContractFileRole,
                        max_length=8,
                    ),
                ),
                ("sha256", fields.CharField(max_length=64)),
            ],
            options={
                "table": "contract_file",
                "app": "models",
                "unique_together": (("contract", "file"),),
                "indexes": [Index(fields=["file_id"]), Index(fields=["sha256"])],
                "pk_attr": "id",
                "table_description": "A file of a contract: what the platform made of its terms, or a scan.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ContractStage",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "contract",
                    fields.ForeignKeyField(
                        "models.Contract",
                        source_field="contract_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="stages",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                ("title", fields.CharField(max_length=200)),
                ("amount_minor", fields.BigIntField()),
                ("currency", fields.CharField(max_length=3)),
                ("acceptance_terms", fields.TextField(null=True, unique=False)),
                ("due_on", fields.DateField(null=True)),
                (
                    "state",
                    fields.CharEnumField(
                        description="PLANNED: PLANNED\nCANCELLED: CANCELLED", enum_type=StageState, max_length=20
                    ),
                ),
                ("version", fields.IntField(default=1)),
            ],
            options={
                "table": "contract_stage",
                "app": "models",
                "unique_together": (("contract", "number"),),
                "pk_attr": "id",
                "table_description": "A stage of payment by the present terms of a contract: what the escrow will hold money for.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ContractVersion",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "contract",
                    fields.ForeignKeyField(
                        "models.Contract",
                        source_field="contract_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="versions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                (
                    "template_version",
                    fields.ForeignKeyField(
                        "models.TemplateVersion",
                        source_field="template_version_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="contract_versions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("terms", fields.TextField(unique=False)),
                ("digest", fields.CharField(max_length=64)),
                (
                    "file",
                    fields.ForeignKeyField(
                        "models.File",
                        source_field="file_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="contract_versions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("file_sha256", fields.CharField(max_length=64)),
                ("pages", fields.IntField()),
                ("places", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                (
                    "side",
                    fields.CharEnumField(
                        description="AWARDER: AWARDER\nRECEIVER: RECEIVER", enum_type=ContractSide, max_length=8
                    ),
                ),
                (
                    "made_by",
                    fields.ForeignKeyField(
                        "models.User",
                        source_field="made_by_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="contract_versions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "contract_version",
                "app": "models",
                "unique_together": (("contract", "number"),),
                "indexes": [Index(fields=["digest"])],
                "pk_attr": "id",
                "table_description": "The terms of a contract from a certain time on, with the document that was made of them. It never changes.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Execution",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "contract",
                    fields.ForeignKeyField(
                        "models.Contract",
                        source_field="contract_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="executions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                (
                    "side",
                    fields.CharEnumField(
                        description="AWARDER: AWARDER\nRECEIVER: RECEIVER", enum_type=ContractSide, max_length=8
                    ),
                ),
                (
                    "mode",
                    fields.CharEnumField(
                        description="ONLINE: ONLINE\nOFFLINE: OFFLINE", enum_type=ExecutionMode, max_length=8
                    ),
                ),
                (
                    "state",
                    fields.CharEnumField(
                        description="PENDING: PENDING\nLODGED: LODGED\nVERIFIED: VERIFIED\nEXECUTED: EXECUTED\nFAILED: FAILED",
                        enum_type=ExecutionState,
                        max_length=8,
                    ),
                ),
                ("digest", fields.CharField(max_length=64)),
                (
                    "signer",
                    fields.ForeignKeyField(
                        "models.User",
                        source_field="signer_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="executions",
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
                        related_name="executions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("executed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("evidence", fields.TextField(null=True, unique=False)),
                ("verified_by_id", fields.UUIDField(null=True)),
                ("note", fields.TextField(null=True, unique=False)),
                ("live_key", fields.CharField(null=True, unique=True, max_length=80)),
            ],
            options={
                "table": "contract_execution",
                "app": "models",
                "indexes": [Index(fields=["contract_id", "number"])],
                "pk_attr": "id",
                "table_description": "A side's execution of one version: signed here, or a scan of what was signed on paper.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="NumberSeries",
            fields=[
                ("name", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=40)),
                ("last_number", fields.IntField()),
            ],
            options={
                "table": "number_series",
                "app": "models",
                "pk_attr": "name",
                "table_description": "The last number that was given in a series, such as that of the contracts of a year.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PlatformAuthority",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("fingerprint", fields.CharField(unique=True, max_length=64)),
                ("certificates", fields.TextField(unique=False)),
                ("secret", fields.TextField(null=True, unique=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "platform_authority",
                "app": "models",
                "pk_attr": "id",
                "table_description": "An authority that has signed, or signs: its certificates are kept, so that what it signed can be checked.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SigningAuthority",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "party",
                    fields.ForeignKeyField(
                        "models.Party",
                        source_field="party_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="signing_authorities",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "user",
                    fields.ForeignKeyField(
                        "models.User",
                        source_field="user_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="signing_authorities",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("authorized_by_id", fields.UUIDField()),
                ("authorized_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "signing_authority",
                "app": "models",
                "unique_together": (("party", "user"),),
                "pk_attr": "id",
                "table_description": "A manager whom an owner of the party has authorized to sign its contracts.",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Conversation",
            name="contract",
            field=fields.ForeignKeyField(
                "models.Contract",
                source_field="contract_id",
                null=True,
                db_constraint=True,
                to_field="id",
                related_name="conversations",
                on_delete=OnDelete.RESTRICT,
            ),
        ),
        ops.AddIndex(
            model_name="Conversation",
            index=Index(fields=["contract_id"]),
        ),
        ops.AddField(
            model_name="Demand",
            name="effective_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.RunPython(guard),
    ]
