from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0019_mails_when_sent')]

    initial = False

    operations = [
        ops.AddIndex(
            model_name='Entry',
            index=Index(fields=['subject_id', 'seq']),
        ),
    ]
