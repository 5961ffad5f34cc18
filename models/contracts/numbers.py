"""Numbers of contracts, which rise within a year, without gaps.

A number is part of a document that is made before the draft is decided on. So the document is made with the number that
comes next, and the decision takes that number: the row of the series stays locked until the commit, and a rollback
takes the number back.
"""

from datetime import datetime

from models.calendar import calendar
from models.clock import now
from models.database import rows
from models.errors import Outdated

NEXT = (
    "INSERT INTO number_series (name, last_number) VALUES (?, 1) "
    "ON CONFLICT (name) DO UPDATE SET last_number = number_series.last_number + 1 RETURNING last_number"
)
LAST = "SELECT last_number FROM number_series WHERE name = ?"


async def coming_number() -> str:
    """The number that a contract would get now, such as C-2026-000123; another contract can get it first."""
    year = _year_of(now())
    found = await rows(LAST, f"contract {year}")
    return _number(year, found[0]["last_number"] + 1 if found else 1)


async def take_number(number: str) -> None:
    """Takes the number, in the change that makes the contract; refuses it (Outdated) if it is not the next any more."""
    year = _year_of(now())
    (found,) = await rows(NEXT, f"contract {year}")
    if number != _number(year, found["last_number"]):
        raise Outdated("STALE", "Other contracts were given that number first: try again.")


def _year_of(at: datetime) -> int:
    return at.astimezone(calendar().zone).year


def _number(year: int, last: int) -> str:
    return f"C-{year}-{last:06}"
