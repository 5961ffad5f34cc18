"""Working days, counted by a calendar that the operator provides as data."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from models.errors import Refused


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Monday to Friday, minus holidays, plus the weekend days that are worked to make up for them."""

    first_year: int = 2020
    last_year: int = 2045
    holidays: frozenset[date] = field(default_factory=frozenset)
    working_weekends: frozenset[date] = field(default_factory=frozenset)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))

    def is_working(self, day: date) -> bool:
        """Whether this is a working day; refuses a day outside the years that the calendar covers."""
        if not self.first_year <= day.year <= self.last_year:
            raise Refused(
                "OUTSIDE_CALENDAR",
                "The working calendar covers {first} to {last}, not {year}.",
                first=self.first_year,
                last=self.last_year,
                year=day.year,
            )
        return day in self.working_weekends or (day.weekday() < 5 and day not in self.holidays)

    def after(self, start: datetime, days: int) -> datetime:
        """The same local time of day, this number of working days later, in the time zone of `start`."""
        local = start.astimezone(self.zone)
        while days > 0:
            local += timedelta(days=1)
            days -= self.is_working(local.date())
        return local.astimezone(start.tzinfo)


_calendar = WorkingCalendar()


def calendar() -> WorkingCalendar:
    """The calendar that this server uses."""
    return _calendar


def use_calendar(path: Path) -> None:
    """Loads the calendar from a JSON file with firstYear, lastYear, holidays, workingWeekends and timeZone.

    Raises KeyError or ValueError if the file is malformed.
    """
    global _calendar
    given = json.loads(path.read_text())
    _calendar = WorkingCalendar(
        first_year=int(given["firstYear"]),
        last_year=int(given["lastYear"]),
        holidays=frozenset(map(date.fromisoformat, given["holidays"])),
        working_weekends=frozenset(map(date.fromisoformat, given["workingWeekends"])),
        zone=ZoneInfo(given["timeZone"]),
    )
