from tortoise import migrations
from tortoise.migrations import operations as ops
from models.ids import new_id
from tortoise import fields
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0014_lineage')]

    initial = False

    operations = [
        ops.CreateModel(
            name='CountedAct',
            fields=[
                ('id', fields.UUIDField(primary_key=True, default=new_id, unique=True, db_index=True)),
                ('what', fields.CharField(max_length=40)),
                ('who', fields.CharField(max_length=64)),
                ('at', fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={'table': 'counted_act', 'app': 'models', 'indexes': [Index(fields=['what', 'who', 'at']), Index(fields=['at'])], 'pk_attr': 'id', 'table_description': 'Something that a limit counts, kept for as long as it counts.'},
            bases=['Model'],
        ),
    ]
