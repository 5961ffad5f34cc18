"""Conversations, with what is said in them and its words for the search."""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops
from models.ids import new_id
from models.messages.conversations import ConversationKind
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

SQLITE = "CREATE VIRTUAL TABLE message_search USING fts5(message_id UNINDEXED, tokens)"
POSTGRES = "CREATE INDEX message_search ON message USING gin (array_to_tsvector(string_to_array(tokens, ' ')))"


async def forward(apps: Any, editor: Any) -> None:
    is_postgres = editor.client.capabilities.dialect == "postgres"
    await editor.client.execute_query(POSTGRES if is_postgres else SQLITE)


class Migration(migrations.Migration):
    dependencies = [('models', '0005_files')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Conversation',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('kind', fields.CharEnumField(description='APPLICATION: APPLICATION\nCONTRACT: CONTRACT', enum_type=ConversationKind, max_length=12)),
                ('demand', fields.ForeignKeyField('models.Demand', source_field='demand_id', null=True, db_constraint=True, to_field='id', related_name='conversations', on_delete=OnDelete.RESTRICT)),
                ('applicant', fields.OneToOneField('models.Applicant', source_field='applicant_id', null=True, db_constraint=True, to_field='id', related_name='conversation', on_delete=OnDelete.RESTRICT)),
                ('awarder', fields.ForeignKeyField('models.Party', source_field='awarder_id', db_constraint=True, to_field='id', related_name='awarder_conversations', on_delete=OnDelete.RESTRICT)),
                ('receiver', fields.ForeignKeyField('models.Party', source_field='receiver_id', db_constraint=True, to_field='id', related_name='receiver_conversations', on_delete=OnDelete.RESTRICT)),
                ('opened_by_id', fields.UUIDField()),
                ('opened_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('last_seq', fields.IntField(default=0)),
                ('last_message_id', fields.UUIDField(null=True)),
                ('last_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('guest_roster', fields.IntField(default=0)),
            ],
            options={'table': 'conversation', 'app': 'models', 'indexes': [Index(fields=['awarder_id', 'last_at', 'id']), Index(fields=['receiver_id', 'last_at', 'id'])], 'pk_attr': 'id', 'table_description': 'What two parties say to each other about one application, their messages are numbered from 1.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='ConversationGuest',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('conversation', fields.ForeignKeyField('models.Conversation', source_field='conversation_id', db_constraint=True, to_field='id', related_name='guests', on_delete=OnDelete.RESTRICT)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name='guest_places', on_delete=OnDelete.RESTRICT)),
                ('invited_by_id', fields.UUIDField()),
                ('invited_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'conversation_guest', 'app': 'models', 'unique_together': (('conversation', 'user'),), 'indexes': [Index(fields=['user_id'])], 'pk_attr': 'id', 'table_description': "One of the platform's staff who was invited into a conversation."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Message',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('conversation', fields.ForeignKeyField('models.Conversation', source_field='conversation_id', db_constraint=True, to_field='id', related_name='messages', on_delete=OnDelete.RESTRICT)),
                ('seq', fields.IntField()),
                ('sender', fields.ForeignKeyField('models.User', source_field='sender_id', db_constraint=True, to_field='id', related_name='messages', on_delete=OnDelete.RESTRICT)),
                ('party', fields.ForeignKeyField('models.Party', source_field='party_id', null=True, db_constraint=True, to_field='id', related_name='messages', on_delete=OnDelete.RESTRICT)),
                ('client_message_id', fields.CharField(max_length=200)),
                ('fingerprint', fields.CharField(max_length=64)),
                ('body', fields.TextField(unique=False)),
                ('tokens', fields.TextField(unique=False)),
                ('reply_to', fields.ForeignKeyField('models.Message', source_field='reply_to_id', null=True, db_constraint=True, to_field='id', related_name='replies', on_delete=OnDelete.RESTRICT)),
                ('version', fields.IntField(default=1)),
                ('sent_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('edited_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('deleted_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'message', 'app': 'models', 'unique_together': (('conversation', 'seq'), ('conversation', 'sender', 'client_message_id')), 'indexes': [Index(fields=['sent_at', 'id'])], 'pk_attr': 'id', 'table_description': 'One message, a deleted one keeps its place without its text.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MessageAttachment',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('message', fields.ForeignKeyField('models.Message', source_field='message_id', db_constraint=True, to_field='id', related_name='attachments', on_delete=OnDelete.RESTRICT)),
                ('file', fields.ForeignKeyField('models.File', source_field='file_id', db_constraint=True, to_field='id', related_name='message_attachments', on_delete=OnDelete.RESTRICT)),
                ('place', fields.IntField()),
            ],
            options={'table': 'message_attachment', 'app': 'models', 'unique_together': (('message', 'file'),), 'indexes': [Index(fields=['file_id'])], 'pk_attr': 'id', 'table_description': 'A file that is part of a message.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MessageMark',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('conversation', fields.ForeignKeyField('models.Conversation', source_field='conversation_id', db_constraint=True, to_field='id', related_name='marks', on_delete=OnDelete.RESTRICT)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name='message_marks', on_delete=OnDelete.RESTRICT)),
                ('through', fields.IntField()),
            ],
            options={'table': 'message_mark', 'app': 'models', 'unique_together': (('conversation', 'user'),), 'pk_attr': 'id', 'table_description': 'The number of the last message that somebody has read in a conversation.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='MessageVersion',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('message', fields.ForeignKeyField('models.Message', source_field='message_id', db_constraint=True, to_field='id', related_name='versions', on_delete=OnDelete.RESTRICT)),
                ('number', fields.IntField()),
                ('body', fields.TextField(unique=False)),
                ('written_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'message_version', 'app': 'models', 'unique_together': (('message', 'number'),), 'pk_attr': 'id', 'table_description': 'A text that a message had before it was edited or deleted, never changed.'},
            bases=['Model'],
        ),
        ops.RunPython(forward),
    ]
