"""Numbers of contracts, which rise within a year; one that was given to a draft that nobody kept is left out."""

from models.calendar import calendar
from models.changes import change
from models.database import rows

NEXT = (
    "INSERT INTO number_series (name, last_number) VALUES (?, 1) "
    "ON CONFLICT (name) DO UPDATE SET last_number = number_series.last_number + 1 RETURNING last_number"
)


async def next_number() -> str:
    """A new number, such as C-2026-000123, in a change of its own: it is part of a document that is made before."""
    async with change() as running:
        year = running.at.astimezone(calendar().zone).year
        (found,) = await rows(NEXT, f"contract {year}")
    return f"C-{year}-{found['last_number']:06}"
