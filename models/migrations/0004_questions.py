from tortoise import migrations
from tortoise.migrations import operations as ops
from models.ids import new_id
from models.questions.question import QuestionState

from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0003_notifications')]

    operations = [
        ops.CreateModel(
            name='Question',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('demand', fields.ForeignKeyField('models.Demand', source_field='demand_id', db_constraint=True, to_field='id', related_name='questions', on_delete=OnDelete.RESTRICT)),
                ('party', fields.ForeignKeyField('models.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='questions', on_delete=OnDelete.RESTRICT)),
                ('asker', fields.ForeignKeyField('models.User', source_field='asker_id', db_constraint=True, to_field='id', related_name='questions', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharEnumField(description='UNANSWERED: UNANSWERED\nANSWERED: ANSWERED\nWITHDRAWN: WITHDRAWN\nHIDDEN: HIDDEN', enum_type=QuestionState, max_length=10)),
                ('version', fields.IntField(default=1)),
                ('body', fields.TextField(unique=False)),
                ('asked_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('answer', fields.TextField(null=True, unique=False)),
                ('answerer_id', fields.UUIDField(null=True)),
                ('answered_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('corrected_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('hidden_reason', fields.TextField(null=True, unique=False)),
            ],
            options={'table': 'question', 'app': 'models', 'indexes': [Index(fields=['demand_id', 'id']), Index(fields=['demand_id', 'asker_id', 'asked_at'])], 'pk_attr': 'id', 'table_description': 'What a party wants to know before it bids, with the answer that everyone reads.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='FormerAnswer',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('question', fields.ForeignKeyField('models.Question', source_field='question_id', db_constraint=True, to_field='id', related_name='former_answers', on_delete=OnDelete.RESTRICT)),
                ('body', fields.TextField(unique=False)),
                ('answerer_id', fields.UUIDField()),
                ('answered_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'former_answer', 'app': 'models', 'indexes': [Index(fields=['question_id', 'id'])], 'pk_attr': 'id', 'table_description': 'An answer that another one took the place of.'},
            bases=['Model'],
        ),
    ]
