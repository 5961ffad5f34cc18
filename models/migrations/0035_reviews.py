"""Reviews, what they add up to, and which parties were affiliates once; what a review says never changes."""

from typing import Any

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from models.ids import new_id
from models.reviews.review import ReviewDirection, ReviewState

# The body and the answer are not among them: they are erased with the account of who wrote them.
SAID = (
    "contract_id, direction, author_id, subject_id, user_id, scores, is_amount_shown, submitted_at, closes_at, currency"
)
SQLITE = (
    f"CREATE TRIGGER review_stays BEFORE UPDATE OF {SAID} ON review "
    "BEGIN SELECT RAISE(ABORT, 'what a review says never changes'); END",
    "CREATE TRIGGER review_stays_published BEFORE UPDATE OF published_at, released_minor ON review "
    "WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'what a review says never changes'); END",
    "CREATE TRIGGER review_stays_answered BEFORE UPDATE OF answered_at ON review "
    "WHEN OLD.answered_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'what a review says never changes'); END",
    "CREATE TRIGGER review_remains BEFORE DELETE ON review "
    "BEGIN SELECT RAISE(ABORT, 'reviews are never deleted'); END",
)
POSTGRES = (
    "CREATE FUNCTION refuse_review_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'what a review says never changes'; END $$",
    f"CREATE TRIGGER review_stays BEFORE DELETE OR UPDATE OF {SAID} ON review "
    "FOR EACH ROW EXECUTE FUNCTION refuse_review_change()",
    "CREATE TRIGGER review_stays_published BEFORE UPDATE OF published_at, released_minor ON review "
    "FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_review_change()",
    "CREATE TRIGGER review_stays_answered BEFORE UPDATE OF answered_at ON review "
    "FOR EACH ROW WHEN (OLD.answered_at IS NOT NULL) EXECUTE FUNCTION refuse_review_change()",
    "CREATE TRIGGER review_is_kept BEFORE TRUNCATE ON review "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_review_change()",
)


async def guard(_: Any, editor: Any) -> None:
    """Lets the database itself refuse to change what a review says."""
    statements = POSTGRES if editor.client.capabilities.dialect == "postgres" else SQLITE
    for statement in statements:
        await editor.client.execute_query(statement)


class Wider(ops.AlterField):
    """A wider number. A column of SQLite has room for it; there the ORM would make the table anew, and lose rows."""

    async def database_forward(
        self, app_label: str, old_state: Any, new_state: Any, state_editor: Any | None = None
    ) -> None:
        if state_editor is not None and state_editor.client.capabilities.dialect == "postgres":
            await state_editor.client.execute_query(f"ALTER TABLE party ALTER COLUMN {self.name} TYPE BIGINT")


class Migration(migrations.Migration):
    dependencies = [('models', '0034_invoices')]

    initial = False

    operations = [
        ops.CreateModel(
            name='DueReview',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('contract', fields.ForeignKeyField('models.Contract', source_field='contract_id', db_constraint=True, to_field='id', related_name='due_reviews', on_delete=OnDelete.RESTRICT)),
                ('party', fields.ForeignKeyField('models.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='due_reviews', on_delete=OnDelete.RESTRICT)),
                ('subject', fields.ForeignKeyField('models.Party', source_field='subject_id', db_constraint=True, to_field='id', related_name='reviews_to_come', on_delete=OnDelete.RESTRICT)),
                ('ended_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('closes_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('written_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'due_review', 'app': 'models', 'unique_together': (('contract', 'party'),), 'indexes': [Index(fields=['party_id', 'closes_at', 'id'])], 'pk_attr': 'id', 'table_description': 'That a party can review the other one, from the end of a contract on. Whether it has is told to nobody else.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='FormerTie',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('party', fields.ForeignKeyField('models.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='former_ties', on_delete=OnDelete.RESTRICT)),
                ('other', fields.ForeignKeyField('models.Party', source_field='other_id', db_constraint=True, to_field='id', related_name='further_former_ties', on_delete=OnDelete.RESTRICT)),
            ],
            options={'table': 'former_tie', 'app': 'models', 'unique_together': (('party', 'other'),), 'pk_attr': 'id', 'table_description': 'Two parties that were affiliates until a member left or led no longer. There is a row in each direction.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='KeyRating',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('party', fields.ForeignKeyField('models.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='key_ratings', on_delete=OnDelete.RESTRICT)),
                ('key', fields.CharField(max_length=20)),
                ('total', fields.BigIntField()),
                ('parts', fields.BigIntField()),
                ('count', fields.IntField()),
            ],
            options={'table': 'key_rating', 'app': 'models', 'unique_together': (('party', 'key'),), 'pk_attr': 'id', 'table_description': "What a party's reviews add up to on one key: the sum is total / parts."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Review',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('contract', fields.ForeignKeyField('models.Contract', source_field='contract_id', db_constraint=True, to_field='id', related_name='reviews', on_delete=OnDelete.RESTRICT)),
                ('direction', fields.CharEnumField(description='OF_RECEIVER: OF_RECEIVER\nOF_AWARDER: OF_AWARDER', enum_type=ReviewDirection, max_length=11)),
                ('author', fields.ForeignKeyField('models.Party', source_field='author_id', db_constraint=True, to_field='id', related_name='reviews_written', on_delete=OnDelete.RESTRICT)),
                ('subject', fields.ForeignKeyField('models.Party', source_field='subject_id', db_constraint=True, to_field='id', related_name='reviews_received', on_delete=OnDelete.RESTRICT)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name='reviews', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharEnumField(description='HIDDEN: HIDDEN\nPUBLISHED: PUBLISHED\nREMOVED: REMOVED', enum_type=ReviewState, max_length=9)),
                ('version', fields.IntField(default=1)),
                ('scores', fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ('body', fields.TextField(unique=False)),
                ('is_amount_shown', fields.BooleanField(default=False)),
                ('submitted_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('closes_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('published_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('released_minor', fields.BigIntField(null=True)),
                ('currency', fields.CharField(max_length=3)),
                ('answer', fields.TextField(null=True, unique=False)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('answered_by_id', fields.UUIDField(null=True)),
            ],
            options={'table': 'review', 'app': 'models', 'unique_together': (('contract', 'direction'),), 'indexes': [Index(fields=['subject_id', 'published_at', 'id']), Index(fields=['author_id', 'subject_id'])], 'pk_attr': 'id', 'table_description': 'What one side of a contract says of the other once it has ended. What it says never changes.'},
            bases=['Model'],
        ),
        Wider(
            model_name='Party',
            name='rating_total',
            field=fields.BigIntField(default=0),
        ),
        ops.AddField(
            model_name='Party',
            name='rating_parts',
            field=fields.BigIntField(default=1, db_default=1),
        ),
        ops.RunPython(guard),
    ]
