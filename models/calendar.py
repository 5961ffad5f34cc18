"""Working days, counted by a calendar that the operator provides as data."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from models.errors import Refused

# When a working day ends: what comes later counts from the next one (CO-10).
CUT_OFF = time(17)


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
        """The same local time of day, this number of working days later, in the time zone of `start`.

        From a day that is none, the count begins with the next working day, so that all of them are whole; the count of
        whole days ends with the last of them, and not with the days off that follow it.
        """
        local = start.astimezone(self.zone)
        while days > 0 and not self.is_working(local.date()):
            local = datetime.combine(local.date() + timedelta(days=1), time(), self.zone)
        while days > 0:
            local += timedelta(days=1)
            days -= self.is_working(local.date())
            if days == 0 and local.time() == time():
                local = self._end_of_work_before(local)
        return local.astimezone(start.tzinfo)

    def due(self, start: datetime, days: int) -> datetime:
        """The end of the working day that is this number of working days after `start`, in UTC (CO-10).

        The count begins with the day of `start`, or with the next working day if that one is none or is over.
        """
        local = start.astimezone(self.zone)
        day = local.date()
        if local.time() >= CUT_OFF:
            day += timedelta(days=1)
        while not self.is_working(day):
            day += timedelta(days=1)
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_working(day)
        return datetime.combine(day, CUT_OFF, self.zone).astimezone(UTC)

    def worked(self, start: datetime, end: datetime) -> timedelta:
        """How much of the time from `start` to `end` is on working days; nothing if the end is before the start."""
        passed, at = timedelta(), start.astimezone(UTC)
        while at < end:
            day = at.astimezone(self.zone).date()
            until = min(self._end_of(day), end.astimezone(UTC))
            passed += (until - at) * self.is_working(day)
            at = until
        return passed

    def later(self, start: datetime, passed: timedelta) -> datetime:
        """The instant from `start` to which `worked` is as much as this, in UTC."""
        at = start.astimezone(UTC)
        while passed > timedelta():
            day = at.astimezone(self.zone).date()
            end = self._end_of(day)
            if self.is_working(day):
                if passed <= end - at:
                    return at + passed
                passed -= end - at
            at = end
        return at

    def _end_of_work_before(self, midnight: datetime) -> datetime:
        """The midnight with which the last working day before this one ends."""
        while not self.is_working(midnight.date() - timedelta(days=1)):
            midnight -= timedelta(days=1)
        return midnight

    def _end_of(self, day: date) -> datetime:
        return datetime.combine(day + timedelta(days=1), time(), self.zone).astimezone(UTC)


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
