"""Contracts keep how many months of warranty their effective terms have: their sides can write for as long."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from documents.binding import WARRANTY_MONTHS, warranty_months_in
from models.contracts.terms import terms_in
from models.database import rows

PRESENT = """
SELECT c.id, v.terms FROM contract c JOIN contract_version v ON v.contract_id = c.id AND v.number = c.version"""
ACTIVE = "SELECT contract_id AS id, content FROM supplement WHERE state = 'ACTIVE' ORDER BY activated_at, number"


async def keep_what_is_agreed(*_: Any) -> None:
    """A supplement counts, too."""
    agreed = {each["id"]: terms_in(each["terms"]).get("fields", {}) for each in await rows(PRESENT)}
    for each in await rows(ACTIVE):
        changes = terms_in(each["content"]).get("changes", ())
        agreed[each["id"]] = agreed[each["id"]] | {one["key"]: one["to"] for one in changes}
    for key, values in agreed.items():
        if WARRANTY_MONTHS in values:
            await rows("UPDATE contract SET warranty_months = ? WHERE id = ?", warranty_months_in(values), key)


class Migration(migrations.Migration):
    dependencies = [("models", "0045_unconfirmed_bids")]

    operations = [
        ops.AddField(
            model_name="Contract",
            name="warranty_months",
            field=fields.SmallIntField(null=True),
        ),
        ops.RunPython(keep_what_is_agreed),
    ]
