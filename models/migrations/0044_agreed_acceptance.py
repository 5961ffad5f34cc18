"""Contracts keep after how many working days their terms accept work: those of before, by their effective terms."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from documents.binding import ACCEPTANCE_DAYS, acceptance_days_in
from models.contracts.terms import terms_in
from models.database import rows

PRESENT = """
SELECT c.id, v.terms FROM contract c JOIN contract_version v ON v.contract_id = c.id AND v.number = c.version"""
ACTIVE = "SELECT contract_id AS id, content FROM supplement WHERE state = 'ACTIVE' ORDER BY activated_at, number"


async def keep_what_is_agreed(*_: Any) -> None:
    """Work that waits keeps the time that both sides were told (ES-7)."""
    agreed = {each["id"]: terms_in(each["terms"]).get("fields", {}) for each in await rows(PRESENT)}
    for each in await rows(ACTIVE):
        changes = terms_in(each["content"]).get("changes", ())
        agreed[each["id"]] = agreed[each["id"]] | {one["key"]: one["to"] for one in changes}
    for key, values in agreed.items():
        if ACCEPTANCE_DAYS in values:
            days = acceptance_days_in(values)
            await rows("UPDATE contract SET acceptance_working_days = ? WHERE id = ?", days, key)


class Migration(migrations.Migration):
    dependencies = [("models", "0042_lacking_terms")]

    operations = [
        ops.AddField(
            model_name="Contract",
            name="acceptance_working_days",
            field=fields.SmallIntField(null=True),
        ),
        ops.RunPython(keep_what_is_agreed),
    ]
