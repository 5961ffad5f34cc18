"""Calendar entries: an interview as an iCalendar object (RFC 5545, RFC 5546), for mails and downloads."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from models.accounts.users import User
from models.clock import now
from models.database.fetching import by_key
from models.interviews.interview import Interview, InterviewRole, InterviewState, Participant, participants_of
from models.interviews.zones import time_zone
from models.loading import loaded
from models.notifications.wording import phrase
from models.platform import platform
from models.text import mail_url

if TYPE_CHECKING:
    from icalendar import Event, vCalAddress

CALLED_ON = (InterviewState.SCHEDULED, InterviewState.LIVE)


class Method(StrEnum):
    """What a calendar does with an entry: enter it for an attendee, remove it, or show it to somebody else."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


def entry(interview: Interview, method: Method) -> str:
    """An entry for one participant as a mail keeps it, with what a calendar compares it with: METHOD and SEQUENCE."""
    return f"{method} {interview.sequence}"


async def is_current(interview_id: UUID, entry: str, reader: UUID) -> bool:
    """Whether this entry still says where the reader is expected, or not expected, so that no later one follows it."""
    found = await Interview.get(id=interview_id)
    takes_part = await Participant.exists(interview_id=found.id, user_id=reader, removed_at=None)
    is_expected = takes_part and found.state in CALLED_ON
    method, sequence = entry.split(" ")
    return is_expected and int(sequence) == found.sequence if method == Method.REQUEST else not is_expected


async def calendar_for(interview_id: UUID, entry: str, reader: UUID) -> str | None:
    """The iCalendar object to attach to the mail of an entry."""
    found = await Interview.get(id=interview_id)
    people = await participants_of(found.id)
    users = await by_key(User, {reader, *(person.user_id for person in people)})
    await loaded("icalendar")
    return calendar_of(found, people, users, reader, method=Method(entry.split(" ")[0]))


def calendar_of(
    interview: Interview,
    people: Sequence[Participant],
    users: Mapping[UUID, User],
    reader: UUID | None = None,
    *,
    method: Method | None = None,
) -> str | None:
    """The interview as an iCalendar object in the zone of who proposed it, or None if it was never scheduled.

    The UID stays the same and SEQUENCE rises, so that calendars move or remove their entry. It is from the platform to
    the reader: the only other addresses that mail may carry would be those of the other side, who appear by name.
    `method` is by default what the reader is to the interview.
    """
    if interview.starts_at is None:
        return None
    from icalendar import Calendar

    person = next((person for person in people if person.user_id == reader), None)
    method = method or _method_for(interview, person)
    calendar = Calendar()
    calendar.add("prodid", "-//Bidhall//Interviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    reading = users.get(reader) if reader else None
    names = [users[each.user_id].name for each in people if each.removed_at is None]
    event = _event(interview, names, reading, method)
    if method is not Method.PUBLISH and reading is not None:
        event.add("attendee", _attendee(interview, reading, person, method), encode=False)
    if "TZID" in event["dtstart"].params:
        assert interview.ends_at is not None
        calendar.add_component(time_zone(ZoneInfo(interview.time_zone), interview.starts_at, interview.ends_at))
    calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text


def _method_for(interview: Interview, person: Participant | None) -> Method:
    if person is None:
        return Method.PUBLISH
    is_off = interview.state is InterviewState.CANCELLED or person.removed_at is not None
    return Method.CANCEL if is_off else Method.REQUEST


def _event(interview: Interview, names: Sequence[str], reader: User | None, method: Method) -> "Event":
    from icalendar import Event, vCalAddress, vText, vUri

    assert interview.starts_at is not None
    assert interview.ends_at is not None
    zone, link = ZoneInfo(interview.time_zone), platform().page_of("interview", interview.id)
    language = reader.language if reader else "en"
    is_off = interview.state is InterviewState.CANCELLED
    is_taken_out = method is Method.CANCEL and not is_off
    event = Event()
    # Never another one, also for entries from before: its time tells both sides what they know, when they were asked.
    event.add("uid", f"interview-{interview.id}@bidhall")
    # Higher than that of the entry that the reader has.
    event.add("sequence", interview.sequence + is_taken_out)
    event.add("dtstamp", now())
    starts, ends = interview.starts_at.astimezone(zone), interview.ends_at.astimezone(zone)
    if starts.fold or ends.fold:
        # The clocks show this time for the second time that night: written locally, it would mean the first.
        starts, ends = starts.astimezone(UTC), ends.astimezone(UTC)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", interview.topic)
    who = phrase("people", language=language, section="calendar", names=", ".join(names))
    join = phrase("join", language=language, section="calendar", link=link)
    event.add("description", f"{who}\n{join}")
    event.add("url", vUri(link))
    event.add("location", link)
    if not is_taken_out:  # RFC 5546, 3.2.5: the event itself goes on
        event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    organizer = vCalAddress(mail_url(platform().address))
    organizer.params["CN"] = vText(platform().name or platform().address)
    event["organizer"] = organizer
    return event


def _attendee(interview: Interview, user: User, person: Participant | None, method: Method) -> "vCalAddress":
    from icalendar import vCalAddress, vText

    # RFC 6047, 2.3: in mails, only mailto addresses. Those of the other people are not the reader's to know.
    attendee = vCalAddress(mail_url(user.email))
    has_agreed = str(user.id) in (interview.agreed_by or ())
    is_host = person is not None and person.role is InterviewRole.HOST
    attendee.params["CUTYPE"] = vText("INDIVIDUAL")
    attendee.params["ROLE"] = vText("CHAIR" if is_host else "REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("ACCEPTED" if has_agreed else "NEEDS-ACTION")
    is_asked = method is Method.REQUEST and not has_agreed
    attendee.params["RSVP"] = vText("TRUE" if is_asked else "FALSE")
    attendee.params["CN"] = vText(user.name)
    return attendee
