"""What has changed in a demand, as the fact `changed` of notifications: short values with what they were before."""

import json
from collections.abc import Iterable

from models.demands.demand import Demand
from models.money import Money, shown_money

# The fields of versions that a reader knows as one.
_BUDGET = ("budget.low", "budget.high")


def changed_in(former: Demand, demand: Demand, fields: Iterable[str]) -> str:
    """Names each of the fields, and of those that are short both values; see FACTS for the form."""
    names = dict.fromkeys("budget" if name in _BUDGET else name for name in fields)
    return json.dumps({name: [_value(former, name), _value(demand, name)] for name in names})


def _value(demand: Demand, name: str) -> str | list[str | None] | None:
    match name:
        case "title" | "currency":
            return str(getattr(demand, name))
        case "budget":
            bounds = [_money(demand, demand.budget_low), _money(demand, demand.budget_high)]
            return bounds if any(bounds) else None
        case "durationDays":
            return None if demand.duration_days is None else str(demand.duration_days)
        case "deadlineAt":
            return None if demand.deadline_at is None else demand.deadline_at.isoformat()
    return None


def _money(demand: Demand, minor: int | None) -> str | None:
    return None if minor is None else shown_money(Money(minor, demand.currency))
