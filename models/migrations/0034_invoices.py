"""Invoices, credit notes with their files, and tax details; what was issued never changes."""

from typing import Any

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from documents.invoicing.invoice import DocumentKind, Treatment
from models.contracts.contract import ContractSide
from models.ids import new_id
from models.invoices.invoice import InvoiceFileRole, InvoiceState

# What an invoice says, once it has a number (IN-3).
SAID = (
    "contract_id, stage_id, seller_id, buyer_id, side, kind, currency, gross_minor, number, treatment, net_minor, "
    "tax_minor, withheld_minor, content, digest, issued_on, issued_at, issued_by_id"
)
NOTED = (
    "invoice_id, seller_id, number, currency, net_minor, tax_minor, gross_minor, withheld_minor, reason, content, "
    "digest, issued_on, issued_at, issued_by_id"
)
# IN-1 and IN-3: net and tax are gross, and nothing is credited that was not invoiced.
WRONG = (
    "NEW.gross_minor <= 0 OR NEW.credited_minor < 0 OR NEW.credited_minor > NEW.gross_minor "
    "OR (NEW.number IS NULL) <> (NEW.content IS NULL) OR (NEW.number IS NULL) <> (NEW.net_minor IS NULL) "
    "OR (NEW.number IS NOT NULL AND NEW.net_minor + NEW.tax_minor <> NEW.gross_minor)"
)
NOTED_WRONG = "NEW.gross_minor <= 0 OR NEW.net_minor + NEW.tax_minor <> NEW.gross_minor"
STAYS, ADDS_UP = "what was issued never changes", "amounts of invoices add up"
SQLITE = (
    f"CREATE TRIGGER invoice_stays BEFORE UPDATE OF {SAID} ON invoice WHEN OLD.number IS NOT NULL "
    f"AND ({' OR '.join(f'NEW.{each.strip()} IS NOT OLD.{each.strip()}' for each in SAID.split(','))}) "
    f"BEGIN SELECT RAISE(ABORT, '{STAYS}'); END",
    f"CREATE TRIGGER invoice_remains BEFORE DELETE ON invoice BEGIN SELECT RAISE(ABORT, '{STAYS}'); END",
    f"CREATE TRIGGER invoice_begins BEFORE INSERT ON invoice WHEN {WRONG} BEGIN SELECT RAISE(ABORT, '{ADDS_UP}'); END",
    f"CREATE TRIGGER invoice_goes_on BEFORE UPDATE ON invoice WHEN {WRONG} "
    f"BEGIN SELECT RAISE(ABORT, '{ADDS_UP}'); END",
    f"CREATE TRIGGER credit_note_stays BEFORE UPDATE OF {NOTED} ON credit_note "
    f"BEGIN SELECT RAISE(ABORT, '{STAYS}'); END",
    f"CREATE TRIGGER credit_note_remains BEFORE DELETE ON credit_note BEGIN SELECT RAISE(ABORT, '{STAYS}'); END",
    f"CREATE TRIGGER credit_note_begins BEFORE INSERT ON credit_note WHEN {NOTED_WRONG} "
    f"BEGIN SELECT RAISE(ABORT, '{ADDS_UP}'); END",
)
POSTGRES = (
    "CREATE FUNCTION refuse_invoice_change() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{STAYS}'; END $$",
    f"CREATE TRIGGER invoice_stays BEFORE UPDATE ON invoice FOR EACH ROW WHEN (OLD.number IS NOT NULL AND "
    f"({' OR '.join(f'NEW.{each.strip()} IS DISTINCT FROM OLD.{each.strip()}' for each in SAID.split(','))})) "
    "EXECUTE FUNCTION refuse_invoice_change()",
    "CREATE TRIGGER invoice_remains BEFORE DELETE ON invoice FOR EACH ROW EXECUTE FUNCTION refuse_invoice_change()",
    "CREATE TRIGGER invoice_is_kept BEFORE TRUNCATE ON invoice "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_invoice_change()",
    f"CREATE TRIGGER credit_note_stays BEFORE DELETE OR UPDATE OF {NOTED} ON credit_note "
    "FOR EACH ROW EXECUTE FUNCTION refuse_invoice_change()",
    "CREATE TRIGGER credit_note_is_kept BEFORE TRUNCATE ON credit_note "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_invoice_change()",
    "CREATE FUNCTION refuse_invoice_amounts() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{ADDS_UP}'; END $$",
    f"CREATE TRIGGER invoice_adds_up BEFORE INSERT OR UPDATE ON invoice FOR EACH ROW WHEN ({WRONG}) "
    "EXECUTE FUNCTION refuse_invoice_amounts()",
    f"CREATE TRIGGER credit_note_adds_up BEFORE INSERT ON credit_note FOR EACH ROW WHEN ({NOTED_WRONG}) "
    "EXECUTE FUNCTION refuse_invoice_amounts()",
)


async def guard(_: Any, editor: Any) -> None:
    """Lets the database itself refuse to change what was issued, and amounts that do not add up."""
    statements = POSTGRES if editor.client.capabilities.dialect == "postgres" else SQLITE
    for statement in statements:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [("models", "0033_payments")]

    initial = False

    operations = [
        ops.CreateModel(
            name='Invoice',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('contract', fields.ForeignKeyField('models.Contract', source_field='contract_id', db_constraint=True, to_field='id', related_name='invoices', on_delete=OnDelete.RESTRICT)),
                ('stage', fields.ForeignKeyField('models.ContractStage', source_field='stage_id', db_constraint=True, to_field='id', related_name='invoices', on_delete=OnDelete.RESTRICT)),
                ('seller', fields.ForeignKeyField('models.Party', source_field='seller_id', db_constraint=True, to_field='id', related_name='invoices_sold', on_delete=OnDelete.RESTRICT)),
                ('buyer', fields.ForeignKeyField('models.Party', source_field='buyer_id', db_constraint=True, to_field='id', related_name='invoices_bought', on_delete=OnDelete.RESTRICT)),
                ('side', fields.CharEnumField(description='AWARDER: AWARDER\nRECEIVER: RECEIVER', enum_type=ContractSide, max_length=8)),
                ('kind', fields.CharEnumField(description='INVOICE: INVOICE\nSELF_BILLED: SELF_BILLED\nWITHHOLDING_STATEMENT: WITHHOLDING_STATEMENT', enum_type=DocumentKind, max_length=24)),
                ('state', fields.CharEnumField(description='REQUESTED: REQUESTED\nREJECTED: REJECTED\nISSUED: ISSUED\nDELIVERED: DELIVERED\nPARTLY_CREDITED: PARTLY_CREDITED\nCREDITED: CREDITED', enum_type=InvoiceState, max_length=20)),
                ('version', fields.IntField(default=1)),
                ('currency', fields.CharField(max_length=3)),
                ('gross_minor', fields.BigIntField()),
                ('credited_minor', fields.BigIntField(default=0)),
                ('buyer_details_json', fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ('requested_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('requested_by_id', fields.UUIDField(null=True)),
                ('rejected_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('reject_reason', fields.TextField(null=True, unique=False)),
                ('number', fields.CharField(null=True, max_length=24)),
                ('treatment', fields.CharEnumField(null=True, description='STANDARD: STANDARD\nREVERSE_CHARGE: REVERSE_CHARGE\nEXEMPT: EXEMPT\nOUTSIDE_SCOPE: OUTSIDE_SCOPE', enum_type=Treatment, max_length=16)),
                ('net_minor', fields.BigIntField(null=True)),
                ('tax_minor', fields.BigIntField(null=True)),
                ('withheld_minor', fields.BigIntField(null=True)),
                ('content', fields.TextField(null=True, unique=False)),
                ('digest', fields.CharField(null=True, max_length=64)),
                ('issued_on', fields.DateField(null=True)),
                ('issued_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('issued_by_id', fields.UUIDField(null=True)),
                ('delivered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('pressed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('live_key', fields.CharField(null=True, unique=True, max_length=40)),
            ],
            options={'table': 'invoice', 'app': 'models', 'unique_together': (('seller', 'number'),), 'indexes': [Index(fields=['stage_id']), Index(fields=['contract_id', 'id']), Index(fields=['seller_id', 'id']), Index(fields=['buyer_id', 'id'])], 'pk_attr': 'id', 'table_description': 'An invoice on a stage of a contract: what it says never changes once it has a number.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='CreditNote',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('invoice', fields.ForeignKeyField('models.Invoice', source_field='invoice_id', db_constraint=True, to_field='id', related_name='credit_notes', on_delete=OnDelete.RESTRICT)),
                ('seller', fields.ForeignKeyField('models.Party', source_field='seller_id', db_constraint=True, to_field='id', related_name='credit_notes', on_delete=OnDelete.RESTRICT)),
                ('number', fields.CharField(max_length=24)),
                ('currency', fields.CharField(max_length=3)),
                ('net_minor', fields.BigIntField()),
                ('tax_minor', fields.BigIntField()),
                ('gross_minor', fields.BigIntField()),
                ('withheld_minor', fields.BigIntField(null=True)),
                ('reason', fields.TextField(unique=False)),
                ('content', fields.TextField(unique=False)),
                ('digest', fields.CharField(max_length=64)),
                ('issued_on', fields.DateField()),
                ('issued_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('issued_by_id', fields.UUIDField(null=True)),
                ('pressed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'credit_note', 'app': 'models', 'unique_together': (('seller', 'number'),), 'indexes': [Index(fields=['invoice_id'])], 'pk_attr': 'id', 'table_description': 'What corrects an invoice, wholly or in part. It never changes.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='InvoiceFile',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('invoice', fields.ForeignKeyField('models.Invoice', source_field='invoice_id', db_constraint=True, to_field='id', related_name='files', on_delete=OnDelete.RESTRICT)),
                ('credit_note', fields.ForeignKeyField('models.CreditNote', source_field='credit_note_id', null=True, db_constraint=True, to_field='id', related_name='files', on_delete=OnDelete.RESTRICT)),
                ('file', fields.ForeignKeyField('models.File', source_field='file_id', db_constraint=True, to_field='id', related_name='invoice_files', on_delete=OnDelete.RESTRICT)),
                ('role', fields.CharEnumField(description='DOCUMENT: DOCUMENT\nSTRUCTURED: STRUCTURED', enum_type=InvoiceFileRole, max_length=10)),
                ('sha256', fields.CharField(max_length=64)),
            ],
            options={'table': 'invoice_file', 'app': 'models', 'unique_together': (('invoice', 'file'),), 'indexes': [Index(fields=['file_id'])], 'pk_attr': 'id', 'table_description': 'A file that was made of an invoice, or of a credit note: the document for people, or the one for machines.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='TaxProfile',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('party', fields.OneToOneField('models.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='tax_profile', on_delete=OnDelete.RESTRICT)),
                ('details_json', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('agrees_to_self_billing', fields.BooleanField(default=False)),
                ('version', fields.IntField(default=1)),
                ('described_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'tax_profile', 'app': 'models', 'pk_attr': 'id', 'table_description': 'The tax details of a party, for its next invoices. Each invoice keeps those that it was made with.'},
            bases=['Model'],
        ),
        ops.RunPython(guard),
    ]
