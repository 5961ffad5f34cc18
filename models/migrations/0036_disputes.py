"""Disputes about stages; the database itself keeps what was said and proposed, and conversations belong to them."""

from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import UniqueConstraint

from models.contracts.contract import ContractSide, StageState
from models.disputes.dispute import DisputeState
from models.ids import new_id
from models.messages.conversations import ConversationKind

SAID = ("dispute_statement", "dispute_file")
# What a settlement says; whether it stands, or was accepted, changes.
PROPOSED = (
    "dispute_id, number, side, proposed_by_id, proposed_at, to_receiver_minor, to_awarder_minor, currency, note, digest"
)
SQLITE = (
    *(
        f"CREATE TRIGGER {table}_{name} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'what was said in a dispute never changes'); END"
        for table in SAID
        for name, verb in (("stays", "UPDATE"), ("remains", "DELETE"))
    ),
    f"CREATE TRIGGER settlement_stays BEFORE UPDATE OF {PROPOSED} ON settlement "
    "BEGIN SELECT RAISE(ABORT, 'what was proposed in a dispute never changes'); END",
    "CREATE TRIGGER settlement_remains BEFORE DELETE ON settlement "
    "BEGIN SELECT RAISE(ABORT, 'settlements are never deleted'); END",
    "CREATE TRIGGER settlement_stays_void BEFORE UPDATE ON settlement "
    "WHEN OLD.voided_at IS NOT NULL OR OLD.accepted_at IS NOT NULL "
    "BEGIN SELECT RAISE(ABORT, 'what was answered stays so'); END",
)
POSTGRES = (
    "CREATE FUNCTION refuse_dispute_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'what was said in a dispute never changes' USING ERRCODE = 'check_violation'; END $$",
    *(
        f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_dispute_change()"
        for table in SAID
    ),
    f"CREATE TRIGGER settlement_stays BEFORE DELETE OR UPDATE OF {PROPOSED} ON settlement "
    "FOR EACH ROW EXECUTE FUNCTION refuse_dispute_change()",
    "CREATE TRIGGER settlement_stays_void BEFORE UPDATE ON settlement FOR EACH ROW "
    "WHEN (OLD.voided_at IS NOT NULL OR OLD.accepted_at IS NOT NULL) EXECUTE FUNCTION refuse_dispute_change()",
    *(
        f"CREATE TRIGGER {table}_is_kept BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_dispute_change()"
        for table in (*SAID, "settlement")
    ),
)


async def guard(_: Any, editor: Any) -> None:
    """Lets the database itself refuse to change what was said and proposed (ES-13)."""
    statements = POSTGRES if editor.client.capabilities.dialect == "postgres" else SQLITE
    for statement in statements:
        await editor.client.execute_query(statement)


class MoreKinds(ops.AlterField):
    """One more member of an enumeration: the column stays as it is. SQLite would make the table anew, and lose rows."""

    async def database_forward(self, *_: Any, **__: Any) -> None:
        """Leaves the database as it is."""


class OneEach(ops.AlterField):
    """A reference that becomes unique: an index does that. On SQLite the ORM would make the table anew, and lose rows."""

    async def database_forward(
        self, app_label: str, old_state: Any, new_state: Any, state_editor: Any | None = None
    ) -> None:
        if state_editor is not None:
            model = new_state.apps.get_model(f"{app_label}.{self.model_name}")
            await state_editor.add_constraint(model, UniqueConstraint(fields=(f"{self.name}_id",)))


class Migration(migrations.Migration):
    dependencies = [("models", "0035_reviews")]

    initial = False

    operations = [
        ops.CreateModel(
            name='Dispute',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('stage', fields.ForeignKeyField('models.ContractStage', source_field='stage_id', db_constraint=True, to_field='id', related_name='disputes', on_delete=OnDelete.RESTRICT)),
                ('contract', fields.ForeignKeyField('models.Contract', source_field='contract_id', db_constraint=True, to_field='id', related_name='disputes', on_delete=OnDelete.RESTRICT)),
                ('side', fields.CharEnumField(null=True, description='AWARDER: AWARDER\nRECEIVER: RECEIVER', enum_type=ContractSide, max_length=8)),
                ('opened_by_id', fields.UUIDField(null=True)),
                ('opened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('reason', fields.TextField(null=True, unique=False)),
                ('stage_state', fields.CharEnumField(description='PLANNED: PLANNED\nAWAITING_FUNDS: AWAITING_FUNDS\nFUNDED: FUNDED\nSUBMITTED: SUBMITTED\nREWORK: REWORK\nACCEPTED: ACCEPTED\nPARTLY_RELEASED: PARTLY_RELEASED\nRELEASED: RELEASED\nREFUND_REQUESTED: REFUND_REQUESTED\nREFUNDED: REFUNDED\nDISPUTED: DISPUTED\nSETTLED: SETTLED\nCANCELLED: CANCELLED', enum_type=StageState, max_length=20)),
                ('state', fields.CharEnumField(description='OPENED: OPENED\nANSWERED: ANSWERED\nNEGOTIATING: NEGOTIATING\nMEDIATION: MEDIATION\nRULED: RULED\nSETTLED: SETTLED\nWITHDRAWN: WITHDRAWN\nDEFAULTED: DEFAULTED', enum_type=DisputeState, max_length=12)),
                ('version', fields.IntField(default=1)),
                ('answers_by', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('negotiates_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('mediates_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('end_reason', fields.TextField(null=True, unique=False)),
                ('to_receiver_minor', fields.BigIntField(null=True)),
                ('to_awarder_minor', fields.BigIntField(null=True)),
                ('live_key', fields.UUIDField(null=True, unique=True)),
            ],
            options={'table': 'dispute', 'app': 'models', 'indexes': [Index(fields=['stage_id', 'id']), Index(fields=['contract_id', 'id'])], 'pk_attr': 'id', 'table_description': 'A dispute about what is held for a stage. While it is open, nothing else happens to that money (ES-6).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DisputeStatement',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('dispute', fields.ForeignKeyField('models.Dispute', source_field='dispute_id', db_constraint=True, to_field='id', related_name='statements', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('party', fields.ForeignKeyField('models.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='dispute_statements', on_delete=OnDelete.RESTRICT)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name='dispute_statements', on_delete=OnDelete.RESTRICT)),
                ('body', fields.TextField(unique=False)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'dispute_statement', 'app': 'models', 'unique_together': (('dispute', 'number'),), 'pk_attr': 'id', 'table_description': 'What somebody has said for a side. It never changes (ES-13).'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DisputeFile',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('dispute', fields.ForeignKeyField('models.Dispute', source_field='dispute_id', db_constraint=True, to_field='id', related_name='files', on_delete=OnDelete.RESTRICT)),
                ('statement', fields.ForeignKeyField('models.DisputeStatement', source_field='statement_id', db_constraint=True, to_field='id', related_name='files', on_delete=OnDelete.RESTRICT)),
                ('file', fields.ForeignKeyField('models.File', source_field='file_id', db_constraint=True, to_field='id', related_name='dispute_files', on_delete=OnDelete.RESTRICT)),
                ('place', fields.IntField()),
            ],
            options={'table': 'dispute_file', 'app': 'models', 'unique_together': (('statement', 'file'),), 'indexes': [Index(fields=['file_id'])], 'pk_attr': 'id', 'table_description': 'A file that is part of a statement.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Settlement',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('dispute', fields.ForeignKeyField('models.Dispute', source_field='dispute_id', db_constraint=True, to_field='id', related_name='settlements', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('side', fields.CharEnumField(description='AWARDER: AWARDER\nRECEIVER: RECEIVER', enum_type=ContractSide, max_length=8)),
                ('proposed_by_id', fields.UUIDField()),
                ('proposed_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('to_receiver_minor', fields.BigIntField()),
                ('to_awarder_minor', fields.BigIntField()),
                ('currency', fields.CharField(max_length=3)),
                ('note', fields.TextField(null=True, unique=False)),
                ('digest', fields.CharField(max_length=64)),
                ('voided_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('accepted_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('accepted_by_id', fields.UUIDField(null=True)),
                ('live_key', fields.UUIDField(null=True, unique=True)),
            ],
            options={'table': 'settlement', 'app': 'models', 'unique_together': (('dispute', 'number'),), 'pk_attr': 'id', 'table_description': "A side's proposal to divide what is held. What it says never changes."},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='ContractStage',
            name='awarder_ground',
            field=fields.CharField(null=True, max_length=60),
        ),
        ops.AddField(
            model_name='ContractStage',
            name='receiver_ground',
            field=fields.CharField(null=True, max_length=60),
        ),
        ops.AlterModelOptions(
            name='Conversation',
            options={'table': 'conversation', 'app': 'models', 'indexes': [Index(fields=['awarder_id', 'last_at', 'id']), Index(fields=['receiver_id', 'last_at', 'id'])], 'pk_attr': 'id', 'table_description': 'The conversation of both sides of an application, a contract or a dispute. Its messages are numbered from 1.'},
        ),
        MoreKinds(
            model_name='Conversation',
            name='kind',
            field=fields.CharEnumField(description='APPLICATION: APPLICATION\nCONTRACT: CONTRACT\nDISPUTE: DISPUTE', enum_type=ConversationKind, max_length=12),
        ),
        ops.AddField(
            model_name='Conversation',
            name='dispute',
            field=fields.ForeignKeyField('models.Dispute', source_field='dispute_id', null=True, db_constraint=True, to_field='id', related_name='conversation', on_delete=OnDelete.RESTRICT),
        ),
        OneEach(
            model_name='Conversation',
            name='dispute',
            field=fields.OneToOneField('models.Dispute', source_field='dispute_id', null=True, db_constraint=True, to_field='id', related_name='conversation', on_delete=OnDelete.RESTRICT),
        ),
        ops.RunPython(guard),
    ]
