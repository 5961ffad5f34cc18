"""Supplements with their documents, executions and files; what a supplement says never changes."""

from typing import Any

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.contracts.contract import ContractFileRole, ContractSide, ExecutionMode, ExecutionState
from models.contracts.supplement import SupplementState
from models.ids import new_id

SAID = (
    "contract_id, number, side, rationale, template_version_id, content, digest, file_id, file_sha256, pages, places, "
    "drafted_by_id, drafted_at"
)
SQLITE = (
    f"CREATE TRIGGER supplement_stays BEFORE UPDATE OF {SAID} ON supplement "
    "BEGIN SELECT RAISE(ABORT, 'what a supplement says never changes'); END",
    "CREATE TRIGGER supplement_remains BEFORE DELETE ON supplement "
    "BEGIN SELECT RAISE(ABORT, 'supplements are never deleted'); END",
)
POSTGRES = (
    "CREATE FUNCTION refuse_supplement_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'what a supplement says never changes'; END $$",
    f"CREATE TRIGGER supplement_stays BEFORE DELETE OR UPDATE OF {SAID} ON supplement "
    "FOR EACH ROW EXECUTE FUNCTION refuse_supplement_change()",
    "CREATE TRIGGER supplement_is_kept BEFORE TRUNCATE ON supplement "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_supplement_change()",
)


async def guard(_: Any, editor: Any) -> None:
    """Lets the database itself refuse to change what a supplement says."""
    statements = POSTGRES if editor.client.capabilities.dialect == "postgres" else SQLITE
    for statement in statements:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [("models", "0029_contracts")]

    initial = False

    operations = [
        ops.CreateModel(
            name='Supplement',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('contract', fields.ForeignKeyField('models.Contract', source_field='contract_id', db_constraint=True, to_field='id', related_name='supplements', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('state', fields.CharEnumField(description='DRAFT: DRAFT\nPROPOSED: PROPOSED\nREADY_TO_SIGN: READY_TO_SIGN\nPARTLY_EXECUTED: PARTLY_EXECUTED\nACTIVE: ACTIVE\nREJECTED: REJECTED\nCANCELLED: CANCELLED\nEXPIRED: EXPIRED\nSTALE: STALE', enum_type=SupplementState, max_length=20)),
                ('version', fields.IntField(default=1)),
                ('side', fields.CharEnumField(description='AWARDER: AWARDER\nRECEIVER: RECEIVER', enum_type=ContractSide, max_length=8)),
                ('rationale', fields.TextField(unique=False)),
                ('template_version', fields.ForeignKeyField('models.TemplateVersion', source_field='template_version_id', db_constraint=True, to_field='id', related_name='supplements', on_delete=OnDelete.RESTRICT)),
                ('content', fields.TextField(unique=False)),
                ('digest', fields.CharField(max_length=64)),
                ('file', fields.ForeignKeyField('models.File', source_field='file_id', db_constraint=True, to_field='id', related_name='supplements', on_delete=OnDelete.RESTRICT)),
                ('file_sha256', fields.CharField(max_length=64)),
                ('pages', fields.IntField()),
                ('places', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('drafted_by', fields.ForeignKeyField('models.User', source_field='drafted_by_id', db_constraint=True, to_field='id', related_name='supplements', on_delete=OnDelete.RESTRICT)),
                ('drafted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('proposed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('approved_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('approved_by_id', fields.UUIDField(null=True)),
                ('expires_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reminds_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('activated_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('end_reason', fields.TextField(null=True, unique=False)),
                ('live_key', fields.CharField(null=True, unique=True, max_length=80)),
            ],
            options={'table': 'supplement', 'app': 'models', 'unique_together': (('contract', 'number'),), 'indexes': [Index(fields=['digest'])], 'pk_attr': 'id', 'table_description': 'A change of an effective contract: its content never changes, and counts from its activation on.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SupplementExecution',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('supplement', fields.ForeignKeyField('models.Supplement', source_field='supplement_id', db_constraint=True, to_field='id', related_name='executions', on_delete=OnDelete.RESTRICT)),
                ('side', fields.CharEnumField(description='AWARDER: AWARDER\nRECEIVER: RECEIVER', enum_type=ContractSide, max_length=8)),
                ('mode', fields.CharEnumField(description='ONLINE: ONLINE\nOFFLINE: OFFLINE', enum_type=ExecutionMode, max_length=8)),
                ('state', fields.CharEnumField(description='PENDING: PENDING\nLODGED: LODGED\nVERIFIED: VERIFIED\nEXECUTED: EXECUTED\nFAILED: FAILED', enum_type=ExecutionState, max_length=8)),
                ('digest', fields.CharField(max_length=64)),
                ('signer', fields.ForeignKeyField('models.User', source_field='signer_id', db_constraint=True, to_field='id', related_name='supplement_executions', on_delete=OnDelete.RESTRICT)),
                ('file', fields.ForeignKeyField('models.File', source_field='file_id', db_constraint=True, to_field='id', related_name='supplement_executions', on_delete=OnDelete.RESTRICT)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('executed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('evidence', fields.TextField(null=True, unique=False)),
                ('verified_by_id', fields.UUIDField(null=True)),
                ('note', fields.TextField(null=True, unique=False)),
                ('live_key', fields.CharField(null=True, unique=True, max_length=80)),
            ],
            options={'table': 'supplement_execution', 'app': 'models', 'indexes': [Index(fields=['supplement_id', 'id'])], 'pk_attr': 'id', 'table_description': "A side's execution of a supplement: signed here, or a scan of what was signed on paper."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SupplementFile',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('supplement', fields.ForeignKeyField('models.Supplement', source_field='supplement_id', db_constraint=True, to_field='id', related_name='files', on_delete=OnDelete.RESTRICT)),
                ('file', fields.ForeignKeyField('models.File', source_field='file_id', db_constraint=True, to_field='id', related_name='supplement_files', on_delete=OnDelete.RESTRICT)),
                ('role', fields.CharEnumField(description='UNSIGNED: UNSIGNED\nSIGNED: SIGNED\nPRINT: PRINT\nSCAN: SCAN', enum_type=ContractFileRole, max_length=8)),
                ('sha256', fields.CharField(max_length=64)),
            ],
            options={'table': 'supplement_file', 'app': 'models', 'unique_together': (('supplement', 'file'),), 'indexes': [Index(fields=['file_id']), Index(fields=['sha256'])], 'pk_attr': 'id', 'table_description': 'A file of a supplement: what the platform made of its content, or a scan.'},
            bases=['Model'],
        ),
        ops.RunPython(guard),
    ]
