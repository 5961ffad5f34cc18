"""Time zones in calendar entries: what the clocks of a zone show during an interview (RFC 5545, 3.6.5)."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def time_zone(zone: ZoneInfo, starts_at: datetime, ends_at: datetime) -> "Timezone":
    """The VTIMEZONE for an event of some hours, with a change of the clocks if there is one during it.

    It covers nothing but the event: years of rules take long to compute, and may have changed before anybody needs
    them.
    """
    from icalendar import Timezone

    made = Timezone()
    made.add("tzid", zone.key)
    first = starts_at.astimezone(zone)
    made.add_component(_observance(first - DAY, first, first))
    if _offset(first) != _offset(ends_at.astimezone(zone)):
        onset = _change(zone, starts_at.astimezone(UTC), ends_at.astimezone(UTC))
        made.add_component(_observance(onset, (onset - SECOND).astimezone(zone), onset.astimezone(zone)))
    return made


def _observance(onset: datetime, before: datetime, since: datetime) -> "TimezoneStandard | TimezoneDaylight":
    """What the clocks show from the onset on; it is written as the time that they would show without the change."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    made = TimezoneDaylight() if since.dst() else TimezoneStandard()
    made.add("dtstart", (onset.astimezone(UTC) + _offset(before)).replace(tzinfo=None))
    made.add("tzoffsetfrom", _offset(before))
    made.add("tzoffsetto", _offset(since))
    made.add("tzname", since.tzname())
    return made


def _change(zone: ZoneInfo, before: datetime, since: datetime) -> datetime:
    """The instant between two in UTC from which the clocks have the offset of the later one."""
    while since - before > SECOND:
        middle = before + (since - before) // 2
        if _offset(middle.astimezone(zone)) == _offset(before.astimezone(zone)):
            before = middle
        else:
            since = middle
    return since.replace(microsecond=0)


def _offset(local: datetime) -> timedelta:
    offset = local.utcoffset()
    assert offset is not None
    return offset
