from tortoise import migrations
from tortoise.migrations import operations as ops
import functools
from json import dumps, loads
from models.accounts.addresses import TokenPurpose
from models.ids import new_id
from models.notifications.kinds import MailTiming
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0002_search_and_guards')]

    initial = False

    operations = [
        ops.CreateModel(
            name='AddressRequest',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('address', fields.CharField(max_length=254)),
                ('origin', fields.CharField(max_length=64)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'address_request', 'app': 'models', 'indexes': [Index(fields=['origin', 'at']), Index(fields=['address', 'at'])], 'pk_attr': 'id', 'table_description': 'Somebody asked for a mail to an address, kept for as long as it counts.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='AddressToken',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name='tokens', on_delete=OnDelete.RESTRICT)),
                ('purpose', fields.CharEnumField(description='VERIFY: VERIFY\nRESET: RESET\nCHANGE: CHANGE', enum_type=TokenPurpose, max_length=10)),
                ('address', fields.CharField(max_length=254)),
                ('token_hash', fields.CharField(unique=True, max_length=64)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'address_token', 'app': 'models', 'indexes': [Index(fields=['user_id']), Index(fields=['expires_at'])], 'pk_attr': 'id', 'table_description': 'A secret that was sent to an address, only its hash is kept: whoever shows it reads what is sent there.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Mail',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('key', fields.CharField(unique=True, max_length=120)),
                ('address', fields.CharField(max_length=254)),
                ('kind', fields.CharField(max_length=40)),
                ('facts', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('language', fields.CharField(max_length=8)),
                ('time_zone', fields.CharField(max_length=64)),
                ('bundle', fields.CharField(null=True, max_length=80)),
                ('leader_id', fields.UUIDField(null=True)),
                ('calendar', fields.TextField(null=True, unique=False)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('due_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('expires_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('attempts', fields.IntField(default=0)),
                ('sent_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('refused_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('failure', fields.CharField(null=True, max_length=500)),
            ],
            options={'table': 'mail', 'app': 'models', 'indexes': [Index(fields=['due_at']), Index(fields=['bundle', 'sent_at']), Index(fields=['leader_id'])], 'pk_attr': 'id', 'table_description': 'One mail to one address, what it says is worked out when it is sent, from its kind and facts.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Notification',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name='notifications', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=40)),
                ('subject_type', fields.CharField(max_length=40)),
                ('subject_id', fields.UUIDField()),
                ('actor_id', fields.UUIDField(null=True)),
                ('facts', fields.JSONField(encoder=functools.partial(dumps, separators=(',', ':')), decoder=loads)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('read_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'notification', 'app': 'models', 'indexes': [Index(fields=['user_id', 'id']), Index(fields=['user_id', 'read_at'])], 'pk_attr': 'id', 'table_description': 'One thing that one user is told of, its words are made of kind and facts whenever it is read.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='NotificationPreference',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name='preferences', on_delete=OnDelete.RESTRICT)),
                ('kind', fields.CharField(max_length=40)),
                ('is_shown', fields.BooleanField()),
                ('mail', fields.CharEnumField(description='NONE: NONE\nAT_ONCE: AT_ONCE\nDIGEST: DIGEST', enum_type=MailTiming, max_length=8)),
            ],
            options={'table': 'notification_preference', 'app': 'models', 'unique_together': (('user', 'kind'),), 'pk_attr': 'id', 'table_description': 'Where one user wants notifications of one kind, if not where everybody gets them.'},
            bases=['Model'],
        ),
        ops.AddField(
            model_name='User',
            name='email_verified_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='User',
            name='language',
            field=fields.CharField(default='en', db_default='en', max_length=8),
        ),
        ops.AddField(
            model_name='User',
            name='time_zone',
            field=fields.CharField(default='UTC', db_default='UTC', max_length=64),
        ),
    ]
