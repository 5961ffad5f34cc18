from tortoise import migrations
from tortoise.migrations import operations as ops
from models.ids import new_id
from models.interviews.interview import InterviewRole, InterviewState, Media, Presence, Recording
from tortoise.fields.base import OnDelete
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0006_messages')]

    initial = False

    operations = [
        ops.CreateModel(
            name='Interview',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('demand', fields.ForeignKeyField('models.Demand', source_field='demand_id', db_constraint=True, to_field='id', related_name='interviews', on_delete=OnDelete.RESTRICT)),
                ('applicant', fields.ForeignKeyField('models.Applicant', source_field='applicant_id', db_constraint=True, to_field='id', related_name='interviews', on_delete=OnDelete.RESTRICT)),
                ('awarder', fields.ForeignKeyField('models.Party', source_field='awarder_id', db_constraint=True, to_field='id', related_name='interviews_hosted', on_delete=OnDelete.RESTRICT)),
                ('party', fields.ForeignKeyField('models.Party', source_field='party_id', db_constraint=True, to_field='id', related_name='interviews_given', on_delete=OnDelete.RESTRICT)),
                ('state', fields.CharEnumField(description='PROPOSED: PROPOSED\nSCHEDULED: SCHEDULED\nLIVE: LIVE\nENDED: ENDED\nNO_SHOW: NO_SHOW\nCANCELLED: CANCELLED\nEXPIRED: EXPIRED', enum_type=InterviewState, max_length=10)),
                ('topic', fields.CharField(max_length=200)),
                ('media', fields.CharEnumField(description='AUDIO: AUDIO\nVIDEO: VIDEO', enum_type=Media, max_length=5)),
                ('time_zone', fields.CharField(max_length=64)),
                ('proposed_by_id', fields.UUIDField()),
                ('offered_by', fields.CharEnumField(null=True, description='HOST: HOST\nGUEST: GUEST', enum_type=InterviewRole, max_length=5)),
                ('offered_until', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('starts_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ends_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('moves', fields.IntField(default=0)),
                ('version', fields.IntField(default=1)),
                ('sequence', fields.IntField(default=0)),
                ('roster', fields.IntField(default=0)),
                ('recording', fields.CharEnumField(default=Recording.OFF, description='OFF: OFF\nON: ON\nPAUSED: PAUSED', enum_type=Recording, max_length=6)),
                ('cancel_reason', fields.TextField(null=True, unique=False)),
                ('created_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('opened_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('live_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('empty_since', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('ended_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('due_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'interview', 'app': 'models', 'indexes': [Index(fields=['awarder_id', 'id']), Index(fields=['party_id', 'id']), Index(fields=['applicant_id', 'id']), Index(fields=['due_at'])], 'pk_attr': 'id', 'table_description': 'A meeting of an awarder with one of its applicants.'},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Participant',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('interview', fields.ForeignKeyField('models.Interview', source_field='interview_id', db_constraint=True, to_field='id', related_name='participants', on_delete=OnDelete.RESTRICT)),
                ('user', fields.ForeignKeyField('models.User', source_field='user_id', db_constraint=True, to_field='id', related_name='interviews', on_delete=OnDelete.RESTRICT)),
                ('role', fields.CharEnumField(description='HOST: HOST\nGUEST: GUEST', enum_type=InterviewRole, max_length=5)),
                ('presence', fields.CharEnumField(default=Presence.AWAY, description='AWAY: AWAY\nLOBBY: LOBBY\nINSIDE: INSIDE', enum_type=Presence, max_length=6)),
                ('peer_id', fields.UUIDField(null=True, unique=True)),
                ('seat_expires_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('admitted_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('away_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('lost_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('removed_at', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('is_absent', fields.BooleanField(default=False)),
                ('consents', fields.BooleanField(null=True)),
                ('signals_since', fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ('signals_sent', fields.IntField(default=0)),
                ('signal_bytes', fields.IntField(default=0)),
            ],
            options={'table': 'interview_participant', 'app': 'models', 'unique_together': (('interview', 'user'),), 'indexes': [Index(fields=['user_id']), Index(fields=['away_at'])], 'pk_attr': 'id', 'table_description': "A host or guest, where they are, and under which name their peer is known to the others'."},
            bases=['Model'],
        ),
        ops.CreateModel(
            name='Slot',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('interview', fields.ForeignKeyField('models.Interview', source_field='interview_id', db_constraint=True, to_field='id', related_name='slots', on_delete=OnDelete.RESTRICT)),
                ('starts_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ('ends_at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'interview_slot', 'app': 'models', 'unique_together': (('interview', 'starts_at'),), 'pk_attr': 'id', 'table_description': 'A time on offer, or what was offered last.'},
            bases=['Model'],
        ),
    ]
