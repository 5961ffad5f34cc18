"""Payments, with notices about them, differences to what the provider says, and accounts of receivers."""

from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.ids import new_id
from models.payments.payment import DifferenceKind, PaymentKind, PaymentState, PayoutAccountState

ASKED = "kind, stage_id, party_id, amount_minor, currency, provider, original_id, key, made_at"
SQLITE = (
    f"CREATE TRIGGER payment_stays BEFORE UPDATE OF {ASKED} ON payment "
    "BEGIN SELECT RAISE(ABORT, 'what a payment asks for never changes'); END",
    "CREATE TRIGGER payment_goes_on BEFORE UPDATE OF state ON payment "
    "WHEN OLD.state <> 'PENDING' AND NEW.state <> OLD.state "
    "BEGIN SELECT RAISE(ABORT, 'a settled payment stays settled'); END",
    "CREATE TRIGGER payment_remains BEFORE DELETE ON payment "
    "BEGIN SELECT RAISE(ABORT, 'payments are never deleted'); END",
    "CREATE TRIGGER payment_is_positive BEFORE INSERT ON payment WHEN NEW.amount_minor <= 0 "
    "BEGIN SELECT RAISE(ABORT, 'a payment is of more than nothing'); END",
)
POSTGRES = (
    "ALTER TABLE payment ADD CONSTRAINT payment_is_positive CHECK (amount_minor > 0)",
    "CREATE FUNCTION refuse_payment_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'what a payment asks for never changes'; END $$",
    f"CREATE TRIGGER payment_stays BEFORE DELETE OR UPDATE OF {ASKED} ON payment "
    "FOR EACH ROW EXECUTE FUNCTION refuse_payment_change()",
    "CREATE TRIGGER payment_goes_on BEFORE UPDATE OF state ON payment FOR EACH ROW "
    "WHEN (OLD.state <> 'PENDING' AND NEW.state <> OLD.state) EXECUTE FUNCTION refuse_payment_change()",
    "CREATE TRIGGER payment_is_kept BEFORE TRUNCATE ON payment "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_payment_change()",
)


async def guard(_: Any, editor: Any) -> None:
    """Lets the database itself refuse to change what a payment asks for, or to take back what has become of it."""
    statements = POSTGRES if editor.client.capabilities.dialect == "postgres" else SQLITE
    for statement in statements:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [('models', '0032_ledger')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Payment',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('kind', fields.CharEnumField(description='PAY_IN: PAY_IN\nREFUND: REFUND\nPAY_OUT: PAY_OUT', enum_type=PaymentKind, max_length=8)),
                ('stage', fields.ForeignKeyField('models.ContractStage', source_field='stage_id', null=True, db_constraint=True, to_field='id', related_name='payments', on_delete=OnDelete.RESTRICT)),
                ('party', fields.ForeignKeyField('models.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='payments', on_delete=OnDelete.RESTRICT)),
                ('amount_minor', fields.BigIntField()),
                ('currency', fields.CharField(max_length=3)),
                ('state', fields.CharEnumField(default=PaymentState.PENDING, description='PENDING: PENDING\nSUCCEEDED: SUCCEEDED\nFAILED: FAILED\nCANCELLED: CANCELLED', enum_type=PaymentState, max_length=9)),
                ('provider', fields.CharField(max_length=20)),
                ('provider_ref', fields.CharField(null=True, max_length=255)),
                ('original', fields.ForeignKeyField('models.Payment', source_field='original_id', null=True, db_constraint=True, to_field='id', related_name='refunds', on_delete=OnDelete.RESTRICT)),
                ('checkout_url', fields.TextField(null=True, unique=False)),
                ('key', fields.CharField(unique=True, max_length=200)),
                ('made_by_id', fields.UUIDField(null=True)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('settled_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('failure', fields.CharField(null=True, max_length=500)),
                ('due_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('attempts', fields.IntField(default=0)),
            ],
            options={'table': 'payment', 'app': 'models', 'unique_together': (('provider', 'provider_ref'),), 'indexes': [Index(fields=['due_at']), Index(fields=['stage_id', 'id']), Index(fields=['party_id', 'id']), Index(fields=['settled_at']), Index(fields=['original_id'])], 'pk_attr': 'id', 'table_description': 'Money that the provider was asked to move, or will be as soon as it answers.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PaymentDifference',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('provider', fields.CharField(max_length=20)),
                ('kind', fields.CharEnumField(description='MISSING_HERE: MISSING_HERE\nMISSING_THERE: MISSING_THERE\nOTHER_KIND: OTHER_KIND\nOTHER_AMOUNT: OTHER_AMOUNT\nOTHER_CURRENCY: OTHER_CURRENCY\nOTHER_STATE: OTHER_STATE\nOTHER_LEDGER: OTHER_LEDGER', enum_type=DifferenceKind, max_length=16)),
                ('payment', fields.ForeignKeyField('models.Payment', source_field='payment_id', null=True, db_constraint=True, to_field='id', related_name='differences', on_delete=OnDelete.RESTRICT)),
                ('object_ref', fields.CharField(max_length=255)),
                ('here', fields.CharField(max_length=80)),
                ('there', fields.CharField(max_length=80)),
                ('noted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'payment_difference', 'app': 'models', 'unique_together': (('provider', 'object_ref', 'kind', 'there'),), 'indexes': [Index(fields=['payment_id'])], 'pk_attr': 'id', 'table_description': 'Something that the provider says otherwise than this platform. An operator has to look into it.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PaymentNotice',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('provider', fields.CharField(max_length=20)),
                ('notice', fields.CharField(max_length=255)),
                ('object_ref', fields.CharField(max_length=255)),
                ('received_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('due_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('attempts', fields.IntField(default=0)),
                ('taken_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'payment_notice', 'app': 'models', 'unique_together': (('provider', 'notice'),), 'indexes': [Index(fields=['due_at']), Index(fields=['taken_at'])], 'pk_attr': 'id', 'table_description': 'A notice of the provider, stored once however often it is sent. What it is about is looked up.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='PayoutAccount',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('party', fields.ForeignKeyField('models.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='payout_accounts', on_delete=OnDelete.RESTRICT)),
                ('provider', fields.CharField(max_length=20)),
                ('provider_ref', fields.CharField(null=True, max_length=255)),
                ('state', fields.CharEnumField(default=PayoutAccountState.PENDING, description='PENDING: PENDING\nACTIVE: ACTIVE\nRESTRICTED: RESTRICTED', enum_type=PayoutAccountState, max_length=10)),
                ('made_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'payout_account', 'app': 'models', 'unique_together': (('party', 'provider'), ('provider', 'provider_ref')), 'pk_attr': 'id', 'table_description': 'The account of a party at the provider, to which it is paid out.'},
            bases=['Model'],
        ),
        ops.RunPython(guard),
    ]
