"""The terms by which the platform itself acts: how long work is examined (ES-7), and how long a warranty lasts."""

from collections.abc import Mapping
from typing import Any

from documents.fields import Field, FieldType

# The field of an agreement that says it, in working days; any other number of days is no such term.
ACCEPTANCE_DAYS = "acceptance_days"
MOST_ACCEPTANCE_DAYS = 365
# The field that says for how many months after its acceptance defects of a work are corrected.
WARRANTY_MONTHS = "warranty_months"
MOST_WARRANTY_MONTHS = 120


def acceptance_days_in(values: Mapping[str, Any]) -> int | None:
    """What these values say, in canonical form; None if they say nothing that the platform can act by."""
    return _whole(values.get(ACCEPTANCE_DAYS), 1, MOST_ACCEPTANCE_DAYS)


def warranty_months_in(values: Mapping[str, Any]) -> int | None:
    """The same of a warranty."""
    return _whole(values.get(WARRANTY_MONTHS), 0, MOST_WARRANTY_MONTHS)


def _whole(value: Any, least: int, most: int) -> int | None:
    match value:
        case {"number": str(number)} if number.isdecimal() and least <= int(number) <= most:
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
