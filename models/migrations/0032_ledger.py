"""The ledger, guarded by the database itself, and stages of contracts that hold money."""

from typing import Any

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.contracts.contract import StageState
from models.database import rows
from models.ids import new_id
from models.ledger.account import AccountKind, PostingKind

# By hand, because the ORM knows neither checks nor references that are looked at when a transaction commits. A journal
# is written after its postings and seals them: a posting without a journal cannot be committed, and none comes later.
TABLES = {
    "AccountRow": "CREATE TABLE ledger_account (id {uuid} NOT NULL PRIMARY KEY, kind VARCHAR(8) NOT NULL, owner_id {uuid}, "
    "currency VARCHAR(3) NOT NULL, balance_minor BIGINT NOT NULL DEFAULT 0 CHECK (balance_minor >= 0), "
    "UNIQUE (id, currency))",
    "Journal": "CREATE TABLE ledger_journal (id {uuid} NOT NULL PRIMARY KEY, key VARCHAR(120) NOT NULL UNIQUE, stage_id {uuid}, "
    "payment_id {uuid}, by_id {uuid}, at {moment} NOT NULL)",
    "Posting": "CREATE TABLE ledger_posting (id {number}, journal_id {uuid} NOT NULL "
    "REFERENCES ledger_journal (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED, "
    "account_id {uuid} NOT NULL, "
    "kind VARCHAR(8) NOT NULL, currency VARCHAR(3) NOT NULL, amount_minor BIGINT NOT NULL CHECK (amount_minor <> 0), "
    "balance_after_minor BIGINT CHECK (balance_after_minor >= 0), "
    "FOREIGN KEY (account_id, currency) REFERENCES ledger_account (id, currency) ON DELETE RESTRICT)",
}
INDEXES = (
    "CREATE INDEX ledger_account_owner ON ledger_account (owner_id)",
    "CREATE INDEX ledger_journal_stage ON ledger_journal (stage_id, at)",
    "CREATE INDEX ledger_posting_journal ON ledger_posting (journal_id)",
    "CREATE INDEX ledger_posting_account ON ledger_posting (account_id, id)",
)
TYPES = {
    "postgres": {
        "uuid": "UUID",
        "moment": "TIMESTAMPTZ",
        "number": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    },
    "sqlite": {"uuid": "CHAR(36)", "moment": "TIMESTAMP", "number": "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"},
}
UNBALANCED = (
    "(SELECT count(*) FROM ledger_posting WHERE journal_id = NEW.id) < 2 OR EXISTS (SELECT 1 FROM ledger_posting "
    "WHERE journal_id = NEW.id GROUP BY currency HAVING sum(amount_minor) <> 0)"
)
# ES-2: at all times, whoever writes.
KEPT = (
    "0 <= {0}released_minor AND 0 <= {0}refunded_minor AND {0}released_minor + {0}refunded_minor <= {0}funded_minor "
    "AND {0}funded_minor - {0}refunded_minor <= {0}amount_minor AND {0}fee_minor BETWEEN 0 AND {0}released_minor"
)
SQLITE = (
    *(
        f"CREATE TRIGGER ledger_{table}_{name} BEFORE {verb} ON ledger_{table} "
        "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
        for table in ("posting", "journal")
        for name, verb in (("stays", "UPDATE"), ("remains", "DELETE"))
    ),
    "CREATE TRIGGER ledger_account_remains BEFORE DELETE ON ledger_account "
    "BEGIN SELECT RAISE(ABORT, 'accounts stay'); END",
    "CREATE TRIGGER ledger_account_stays BEFORE UPDATE OF id, kind, owner_id, currency ON ledger_account "
    "WHEN (NEW.id, NEW.kind, NEW.owner_id, NEW.currency) IS NOT (OLD.id, OLD.kind, OLD.owner_id, OLD.currency) "
    "BEGIN SELECT RAISE(ABORT, 'accounts stay'); END",
    "CREATE TRIGGER ledger_posting_late BEFORE INSERT ON ledger_posting "
    "WHEN EXISTS (SELECT 1 FROM ledger_journal WHERE id = NEW.journal_id) "
    "BEGIN SELECT RAISE(ABORT, 'the journal is sealed'); END",
    f"CREATE TRIGGER ledger_journal_balanced BEFORE INSERT ON ledger_journal WHEN {UNBALANCED} "
    "BEGIN SELECT RAISE(ABORT, 'the journal is not balanced'); END",
    *(
        f"CREATE TRIGGER contract_stage_money_{verb.lower()} BEFORE {verb} ON contract_stage "
        f"WHEN NOT ({KEPT.format('NEW.')}) "
        "BEGIN SELECT RAISE(ABORT, 'more would leave a stage than came, or come than it takes'); END"
        for verb in ("INSERT", "UPDATE")
    ),
)
POSTGRES = (
    "CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the ledger only grows' USING ERRCODE = 'check_violation'; END $$",
    *(
        f"CREATE TRIGGER ledger_{table}_stays BEFORE UPDATE OR DELETE ON ledger_{table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change()"
        for table in ("posting", "journal")
    ),
    "CREATE TRIGGER ledger_account_stays BEFORE DELETE OR UPDATE OF id, kind, owner_id, currency ON ledger_account "
    "FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change()",
    *(
        f"CREATE TRIGGER ledger_{table}_is_kept BEFORE TRUNCATE ON ledger_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()"
        for table in ("posting", "journal", "account")
    ),
    "CREATE FUNCTION refuse_late_posting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF EXISTS (SELECT 1 FROM ledger_journal WHERE id = NEW.journal_id) THEN "
    "RAISE EXCEPTION 'the journal is sealed' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$",
    "CREATE TRIGGER ledger_posting_late BEFORE INSERT ON ledger_posting "
    "FOR EACH ROW EXECUTE FUNCTION refuse_late_posting()",
    f"CREATE FUNCTION refuse_unbalanced_journal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {UNBALANCED} THEN "
    "RAISE EXCEPTION 'the journal is not balanced' USING ERRCODE = 'check_violation'; END IF; RETURN NULL; END $$",
    "CREATE TRIGGER ledger_journal_balanced AFTER INSERT ON ledger_journal "
    "FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced_journal()",
    f"ALTER TABLE contract_stage ADD CONSTRAINT contract_stage_money CHECK ({KEPT.format('')})",
)
AWAITING = (
    "UPDATE contract_stage SET state = 'AWAITING_FUNDS' WHERE state = 'PLANNED' "
    "AND contract_id IN (SELECT id FROM contract WHERE state IN ('EFFECTIVE', 'PERFORMING'))"
)


def dialect_of(editor: Any) -> str:
    return "postgres" if editor.client.capabilities.dialect == "postgres" else "sqlite"


class CreateByHand(ops.CreateModel):
    """A table that is made by a statement of TABLES."""

    async def database_forward(
        self, app_label: str, old_state: Any, new_state: Any, state_editor: Any | None = None
    ) -> None:
        if state_editor is not None:
            await state_editor.client.execute_query(TABLES[self.name].format(**TYPES[dialect_of(state_editor)]))


class MoreStates(ops.AlterField):
    """More members of an enumeration: the column stays as it is. SQLite would make the table anew, and lose rows."""

    async def database_forward(self, *_: Any, **__: Any) -> None:
        """Leaves the database as it is."""


async def guard(_: Any, editor: Any) -> None:
    """Lets the database itself refuse whatever would make the ledger lie."""
    for statement in (*INDEXES, *(POSTGRES if dialect_of(editor) == "postgres" else SQLITE)):
        await editor.client.execute_query(statement)


async def wait_for_funds(*_: Any) -> None:
    """The stages of contracts that are effective wait for money from now on."""
    await rows(AWAITING)


class Migration(migrations.Migration):
    dependencies = [("models", "0031_both_sides")]

    initial = False

    operations = [
        CreateByHand(
            name="AccountRow",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "kind",
                    fields.CharEnumField(
                        description="OUTSIDE: OUTSIDE\nFEE: FEE\nPARTY: PARTY\nSTAGE: STAGE\nCLEARING: CLEARING",
                        enum_type=AccountKind,
                        max_length=8,
                    ),
                ),
                ("owner_id", fields.UUIDField(null=True)),
                ("currency", fields.CharField(max_length=3)),
                ("balance_minor", fields.BigIntField(default=0)),
            ],
            options={
                "table": "ledger_account",
                "app": "models",
                "indexes": [Index(fields=["owner_id"])],
                "unique_together": (("id", "currency"),),
                "pk_attr": "id",
                "table_description": "An account with its balance, which no transfer makes negative (ES-12).",
            },
            bases=["Model"],
        ),
        CreateByHand(
            name="Journal",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ("key", fields.CharField(unique=True, max_length=120)),
                ("stage_id", fields.UUIDField(null=True)),
                ("payment_id", fields.UUIDField(null=True)),
                ("by_id", fields.UUIDField(null=True)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "ledger_journal",
                "app": "models",
                "indexes": [Index(fields=["stage_id", "at"])],
                "pk_attr": "id",
                "table_description": "A transfer: two postings or more that add up to zero. It is written after them, and seals them.",
            },
            bases=["Model"],
        ),
        CreateByHand(
            name="Posting",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "journal",
                    fields.ForeignKeyField(
                        "models.Journal",
                        source_field="journal_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="postings",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "account",
                    fields.ForeignKeyField(
                        "models.AccountRow",
                        source_field="account_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="postings",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "kind",
                    fields.CharEnumField(
                        description="PAID_IN: PAID_IN\nFUNDED: FUNDED\nRELEASED: RELEASED\nFEE: FEE\nREFUNDED: REFUNDED\nPAID_OUT: PAID_OUT",
                        enum_type=PostingKind,
                        max_length=8,
                    ),
                ),
                ("currency", fields.CharField(max_length=3)),
                ("amount_minor", fields.BigIntField()),
                ("balance_after_minor", fields.BigIntField(null=True)),
            ],
            options={
                "table": "ledger_posting",
                "app": "models",
                "indexes": [Index(fields=["journal_id"]), Index(fields=["account_id", "id"])],
                "pk_attr": "id",
                "table_description": "One side of a transfer: an amount that came to an account, or went from it (negative).",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Submission",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "stage",
                    fields.ForeignKeyField(
                        "models.ContractStage",
                        source_field="stage_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="submissions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("number", fields.IntField()),
                ("note", fields.TextField(unique=False)),
                ("submitted_by_id", fields.UUIDField()),
                ("submitted_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("rework_note", fields.TextField(null=True, unique=False)),
                ("rework_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "stage_submission",
                "app": "models",
                "unique_together": (("stage", "number"),),
                "pk_attr": "id",
                "table_description": "Work that was submitted for a stage. What was submitted never changes.",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SubmissionAttachment",
            fields=[
                ("id", fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                (
                    "submission",
                    fields.ForeignKeyField(
                        "models.Submission",
                        source_field="submission_id",
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
                        related_name="submission_attachments",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("place", fields.IntField()),
            ],
            options={
                "table": "submission_attachment",
                "app": "models",
                "unique_together": (("submission", "file"),),
                "indexes": [Index(fields=["file_id"])],
                "pk_attr": "id",
                "table_description": "A file that is part of submitted work.",
            },
            bases=["Model"],
        ),
        MoreStates(
            model_name="ContractStage",
            name="state",
            field=fields.CharEnumField(
                description="PLANNED: PLANNED\nAWAITING_FUNDS: AWAITING_FUNDS\nFUNDED: FUNDED\nSUBMITTED: SUBMITTED\nREWORK: REWORK\nACCEPTED: ACCEPTED\nPARTLY_RELEASED: PARTLY_RELEASED\nRELEASED: RELEASED\nREFUND_REQUESTED: REFUND_REQUESTED\nREFUNDED: REFUNDED\nDISPUTED: DISPUTED\nSETTLED: SETTLED\nCANCELLED: CANCELLED",
                enum_type=StageState,
                max_length=20,
            ),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="accepted_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="auto_accepts_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="fee_minor",
            field=fields.BigIntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="former_state",
            field=fields.CharEnumField(
                null=True,
                description="PLANNED: PLANNED\nAWAITING_FUNDS: AWAITING_FUNDS\nFUNDED: FUNDED\nSUBMITTED: SUBMITTED\nREWORK: REWORK\nACCEPTED: ACCEPTED\nPARTLY_RELEASED: PARTLY_RELEASED\nRELEASED: RELEASED\nREFUND_REQUESTED: REFUND_REQUESTED\nREFUNDED: REFUNDED\nDISPUTED: DISPUTED\nSETTLED: SETTLED\nCANCELLED: CANCELLED",
                enum_type=StageState,
                max_length=20,
            ),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="funded_minor",
            field=fields.BigIntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="idle_told",
            field=fields.SmallIntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="moved_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="refund_reason",
            field=fields.TextField(null=True, unique=False),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="refunded_minor",
            field=fields.BigIntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="refunds_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="released_minor",
            field=fields.BigIntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="settled_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="ContractStage",
            name="submitted_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.RunPython(guard),
        ops.RunPython(wait_for_funds),
    ]
