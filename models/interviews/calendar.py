"""Calendar files: an interview as an iCalendar object (RFC 5545), for mails and downloads."""

from collections.abc import Sequence
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress, vText

from models.accounts.users import User
from models.clock import now
from models.ids import shown
from models.interviews.interview import Interview, InterviewRole, InterviewState, Participant
from models.text import mail_url

METHODS = {InterviewState.CANCELLED: ("CANCEL", "CANCELLED")}


def calendar_of(
    interview: Interview, people: Sequence[Participant], users: dict[UUID, User], reader: UUID | None = None
) -> str | None:
    """The interview as an iCalendar object in UTC, or None if it was never scheduled.

    The UID stays the same and SEQUENCE rises, so that calendars move or remove their entry. The only mail address in
    it is the reader's own; the other participants appear by name.
    """
    if interview.starts_at is None:
        return None
    method, status = METHODS.get(interview.state, ("REQUEST", "CONFIRMED"))
    event = Event()
    # Never another one, also for entries from before: its time tells both sides what they know, when they were asked.
    event.add("uid", f"interview-{interview.id}@bidhall")
    event.add("sequence", interview.sequence)
    event.add("dtstamp", now())
    event.add("dtstart", interview.starts_at)
    event.add("dtend", interview.ends_at)
    event.add("summary", interview.topic)
    event.add("status", status)
    hosts = [person for person in people if person.role is InterviewRole.HOST]
    event["organizer"] = _address(users[hosts[0].user_id], reader)
    for person in people:
        if person.removed_at is None:
            attendee = _address(users[person.user_id], reader)
            attendee.params["ROLE"] = vText("CHAIR" if person.role is InterviewRole.HOST else "REQ-PARTICIPANT")
            event.add("attendee", attendee, encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Bidhall//Interviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    text: str = calendar.to_ical().decode()
    return text


def _address(user: User, reader: UUID | None) -> vCalAddress:
    address = vCalAddress(mail_url(user.email) if user.id == reader else f"urn:uuid:{shown(user.id)}")
    address.params["CN"] = vText(user.name)
    return address
