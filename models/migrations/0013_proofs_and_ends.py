"""Proofs by mail belong to an epoch of the account and to a request; a party can be closed."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise import fields

class Migration(migrations.Migration):
    dependencies = [('models', '0012_rights')]

    initial = False

    operations = [
        ops.AddField(
            model_name='AddressToken',
            name='asked_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='AddressToken',
            name='epoch',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='AddressToken',
            name='request_number',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='Party',
            name='closed_at',
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name='User',
            name='epoch',
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name='User',
            name='request_number',
            field=fields.IntField(default=0, db_default=0),
        ),
    ]
