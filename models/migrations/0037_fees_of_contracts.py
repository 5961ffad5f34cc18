"""Each contract keeps the rate of the fee that it was drafted with; those of before, the present one."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from models.database import rows
from models.terms import terms


async def keep_rates(*_: Any) -> None:
    """What the parties of a contract pay does not change with a setting from now on (ES-8)."""
    await rows("UPDATE contract SET fee_basis_points = ?", terms().fee_basis_points)


class Migration(migrations.Migration):
    dependencies = [("models", "0036_disputes")]

    operations = [
        ops.AddField(
            model_name="Contract",
            name="fee_basis_points",
            field=fields.SmallIntField(db_default=500),
        ),
        ops.RunPython(keep_rates),
    ]
