"""Demands count the bids that wait for their confirmation, and keep until when bidding does not end without them."""

from typing import Any

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from models.database import instant_in_database, moment_of, rows
from models.terms import terms

COUNT = """
UPDATE demand SET unconfirmed_count = (
  SELECT COUNT(*) FROM applicant a WHERE a.demand_id = demand.id AND a.state = 'NEEDS_CONFIRMATION'
) WHERE state IN ('OPEN', 'SUSPENDED')"""
AMENDED = """
SELECT v.demand_id AS id, MAX(v.published_at) AS at FROM demand_version v JOIN demand d ON d.id = v.demand_id
WHERE v.is_material = TRUE AND d.unconfirmed_count > 0 GROUP BY v.demand_id"""


async def count_what_is_unconfirmed(*_: Any) -> None:
    """Bidders keep the time that they were promised when the demand was last amended (EB-6)."""
    await rows(COUNT)
    for each in await rows(AMENDED):
        at = moment_of(each["at"]) + terms().amendment_window
        await rows("UPDATE demand SET closable_at = ? WHERE id = ?", instant_in_database(at), each["id"])


class Migration(migrations.Migration):
    dependencies = [("models", "0044_agreed_acceptance")]

    operations = [
        ops.AddField(
            model_name="Demand",
            name="unconfirmed_count",
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="Demand",
            name="closable_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.RunPython(count_what_is_unconfirmed),
    ]
