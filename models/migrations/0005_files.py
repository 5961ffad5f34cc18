from tortoise import migrations
from tortoise.migrations import operations as ops
from models.ids import new_id
from tortoise.fields.base import OnDelete
from uuid import uuid4
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0004_questions')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Allowance',
            fields=[
                ('user_id', fields.UUIDField(primary_key=True, default=uuid4, unique=True, db_index=True)),
                ('since', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('byte_size', fields.BigIntField(default=0)),
            ],
            options={'table': 'file_allowance', 'app': 'models', 'pk_attr': 'user_id', 'table_description': 'How much a user has uploaded lately.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Content',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('digest', fields.CharField(unique=True, max_length=64)),
                ('byte_size', fields.BigIntField()),
                ('has_thumbnail', fields.BooleanField(default=False)),
            ],
            options={'table': 'file_content', 'app': 'models', 'pk_attr': 'id', 'table_description': 'Bytes that are kept once, whoever sent them, under their hash.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='File',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('owner', fields.ForeignKeyField('models.User', source_field='owner_id', db_constraint=True, to_field='id', related_name='files', on_delete=OnDelete.RESTRICT)),
                ('name', fields.CharField(max_length=200)),
                ('media_type', fields.CharField(max_length=100)),
                ('byte_size', fields.BigIntField()),
                ('received', fields.BigIntField(default=0)),
                ('content', fields.ForeignKeyField('models.Content', source_field='content_id', null=True, db_constraint=True, to_field='id', related_name='files', on_delete=OnDelete.RESTRICT)),
                ('has_thumbnail', fields.BooleanField(default=False)),
                ('started_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('lease', fields.CharField(null=True, max_length=32)),
                ('leased_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'file', 'app': 'models', 'indexes': [Index(fields=['expires_at']), Index(fields=['owner_id']), Index(fields=['content_id'])], 'pk_attr': 'id', 'table_description': 'One file of one user, an upload until all of its bytes are there, then something to attach once.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='BidAttachment',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('bid', fields.ForeignKeyField('models.Bid', source_field='bid_id', db_constraint=True, to_field='id', related_name='attachments', on_delete=OnDelete.RESTRICT)),
                ('file', fields.ForeignKeyField('models.File', source_field='file_id', db_constraint=True, to_field='id', related_name='bid_attachments', on_delete=OnDelete.RESTRICT)),
                ('place', fields.IntField()),
            ],
            options={'table': 'bid_attachment', 'app': 'models', 'unique_together': (('bid', 'file'),), 'indexes': [Index(fields=['file_id'])], 'pk_attr': 'id', 'table_description': 'A file that is part of one version of a bid, and perhaps of later ones.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='DemandAttachment',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('demand', fields.ForeignKeyField('models.Demand', source_field='demand_id', db_constraint=True, to_field='id', related_name='attachments', on_delete=OnDelete.RESTRICT)),
                ('file', fields.ForeignKeyField('models.File', source_field='file_id', db_constraint=True, to_field='id', related_name='demand_attachments', on_delete=OnDelete.RESTRICT)),
                ('place', fields.IntField()),
            ],
            options={'table': 'demand_attachment', 'app': 'models', 'unique_together': (('demand', 'file'),), 'indexes': [Index(fields=['file_id'])], 'pk_attr': 'id', 'table_description': 'A file that is part of what a demand asks for.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Part',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('file', fields.ForeignKeyField('models.File', source_field='file_id', db_constraint=True, to_field='id', related_name='parts', on_delete=OnDelete.CASCADE)),
                ('start', fields.BigIntField()),
                ('byte_size', fields.IntField()),
                ('place', fields.CharField(max_length=120)),
            ],
            options={'table': 'file_part', 'app': 'models', 'unique_together': (('file', 'start'),), 'pk_attr': 'id', 'table_description': 'Bytes of an upload that the store has, from one place in the file on.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='SigningKey',
            fields=[
                ('purpose', fields.CharField(primary_key=True, unique=True, db_index=True, max_length=40)),
                ('value', fields.CharField(max_length=64)),
            ],
            options={'table': 'signing_key', 'app': 'models', 'pk_attr': 'purpose', 'table_description': 'A key for one purpose, made by whichever worker needed it first.'},
            bases=['Model'],
        ),
    ]
