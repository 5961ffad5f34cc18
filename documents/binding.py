"""The terms by which the platform itself acts: how long submitted work is examined (ES-7)."""

from collections.abc import Mapping
from typing import Any

from documents.fields import Field, FieldType

# The field of an agreement that says it, in working days; any other number of days is no such term.
ACCEPTANCE_DAYS = "acceptance_days"
MOST_ACCEPTANCE_DAYS = 365


def acceptance_days_in(values: Mapping[str, Any]) -> int | None:
    """What these values say, in canonical form; None if they say nothing that the platform can act by."""
    match values.get(ACCEPTANCE_DAYS):
        case {"number": str(number)} if number.isdecimal() and 1 <= int(number) <= MOST_ACCEPTANCE_DAYS:
            return int(number)
    return None


def is_binding(field: Field) -> bool:
    """Whether each value that the field takes is a term that the platform can act by."""
    bounds = [int(each) for each in (field.least, field.most) if each is not None and each.isdecimal()]
    is_whole = field.type is FieldType.NUMBER and not field.decimals
    return is_whole and len(bounds) == 2 and 1 <= bounds[0] <= bounds[1] <= MOST_ACCEPTANCE_DAYS


def suggested(field: Field, days: int) -> str | None:
    """What a form begins with, where the platform accepts after so many days otherwise; None for all other fields."""
    if field.key != ACCEPTANCE_DAYS or not is_binding(field):
        return None
    return str(min(max(days, int(field.least or 0)), int(field.most or 0)))
