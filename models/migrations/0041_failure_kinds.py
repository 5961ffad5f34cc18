"""Payments keep why they have failed as one of the reasons that are known; those of before, by what the provider said."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from models.database import rows
from models.payments.failures import PaymentFailure, failure_in


async def keep_kinds(*_: Any) -> None:
    """There are few words for many payments."""
    found = await rows("SELECT DISTINCT failure FROM payment WHERE state = 'FAILED'")
    for said in [each["failure"] for each in found]:
        kind = failure_in(said or "").value
        await rows(
            "UPDATE payment SET failure_kind = ? WHERE state = 'FAILED' AND COALESCE(failure, '') = ?", kind, said or ""
        )


class Migration(migrations.Migration):
    dependencies = [("models", "0040_called_off_payments")]

    operations = [
        ops.AddField(
            model_name="Payment",
            name="failure_kind",
            field=fields.CharEnumField(
                enum_type=PaymentFailure,
                max_length=24,
                null=True,
            ),
        ),
        ops.RunPython(keep_kinds),
    ]
