from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.indexes import Index

class Migration(migrations.Migration):
    dependencies = [('models', '0020_record_of_a_candidate')]

    initial = False

    operations = [
        ops.AddIndex(
            model_name='Demand',
            index=Index(fields=['resource_manager_id', 'id']),
        ),
        ops.AddIndex(
            model_name='Party',
            index=Index(fields=['verified_at', 'id']),
        ),
        ops.AddIndex(
            model_name='Question',
            index=Index(fields=['state', 'id']),
        ),
    ]
