"""Contracts keep whether their terms lack what a side can say; those that wait for approval, by their present terms."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from models.contracts.contract import ContractSide
from models.contracts.terms import lacking_in, terms_in
from models.database import rows

OPEN = """
SELECT c.id, v.terms FROM contract c JOIN contract_version v ON v.contract_id = c.id AND v.number = c.version
WHERE c.state IN ('DRAFT', 'NEGOTIATING')"""


async def keep_what_is_lacking(*_: Any) -> None:
    """Others were approved, and lack nothing."""
    for each in await rows(OPEN):
        lacking = lacking_in(terms_in(each["terms"]))
        by_side = (side in lacking for side in (ContractSide.AWARDER, ContractSide.RECEIVER))
        await rows("UPDATE contract SET awarder_lacks = ?, receiver_lacks = ? WHERE id = ?", *by_side, each["id"])


class Migration(migrations.Migration):
    dependencies = [("models", "0041_failure_kinds")]

    operations = [
        ops.AddField(
            model_name="Contract",
            name="awarder_lacks",
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.AddField(
            model_name="Contract",
            name="receiver_lacks",
            field=fields.BooleanField(default=False, db_default=False),
        ),
        ops.RunPython(keep_what_is_lacking),
    ]
