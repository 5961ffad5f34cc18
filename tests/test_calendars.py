"""Calendars of both sides follow every act on an interview, as a strict parser of another library reads them."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from mail.sending import send_next
from models.accounts.invitations import accept_invitation, invite_member
from models.accounts.members import create_party, remove_member
from models.accounts.parties import MemberRole, Party, PartyKind
from models.accounts.users import User
from models.accounts.viewer import Viewer, as_of_now
from models.bids.withdrawal import withdraw_bid
from models.changes import change
from models.clockwork import catch_up
from models.interviews import arranging, room
from models.interviews.calendar import calendar_of
from models.interviews.interview import Interview, InterviewState, Media
from models.mail import Mail
from models.notifications.inbox import choose_channels
from models.notifications.kinds import MailTiming, Notification, NotificationKind
from models.platform import Platform, platform, use_platform
from providers.mail import server_at
from providers.smtp import Smtp
from schema.kinds import identify
from tests.support.api.postoffice import LETTERHEAD, PostOffice
from tests.support.domain.desk import START, Desk, desk_with_a_bid
from tests.support.domain.table import bid_on, someone

# What an entry says is the same everywhere.
pytestmark = [pytest.mark.anywhere, pytest.mark.usefixtures("as_the_platform")]

HOUR = timedelta(hours=1)
K = NotificationKind


@pytest.fixture
def as_the_platform() -> Iterator[None]:
    former = platform()
    use_platform(Platform(LETTERHEAD.sender, LETTERHEAD.home, identify))
    yield
    use_platform(former)


@pytest.fixture
async def desk(database: str) -> AsyncIterator[Desk]:  # noqa: ARG001 - it is there to be used
    async with desk_with_a_bid() as made:
        await User.all().update(email_verified_at=made.at)
        yield made


async def arrived(office: PostOffice) -> dict[str, list[tuple[str, Event, EmailMessage]]]:
    """The calendar entries that each address has got since the last time, with their methods."""
    carrier = Smtp(server_at(office.url), LETTERHEAD.sender)
    office.received.clear()
    while await send_next(carrier, LETTERHEAD) is not None:
        pass
    found: dict[str, list[tuple[str, Event, EmailMessage]]] = {}
    for address, got in office.received:
        for part in got.iter_attachments():
            calendar = IcsCalendarStream.calendar_from_ics(part.get_content())
            (event,) = calendar.events
            assert part.get_content_type() == "text/calendar"
            assert part.get_param("method") == calendar.method
            # Some programs look for it among the alternatives.
            (other,) = [each for each in got.walk() if each.get_content_type() == "text/calendar" and each is not part]
            assert other.get_param("method") == calendar.method
            assert other.get_content().split() == part.get_content().split()
            # From the platform to this reader alone, whose answer it may ask for.
            assert event.organizer is not None
            assert event.organizer.uri == f"mailto:{parseaddr(LETTERHEAD.sender)[1]}"
            assert [each.uri for each in event.attendees] == [f"mailto:{address}"]
            found.setdefault(address, []).append((str(calendar.method), event, got))
    return found


def methods(found: dict[str, list[tuple[str, Event, EmailMessage]]]) -> dict[str, list[tuple[str, int]]]:
    return {
        address: [(method, event.sequence or 0) for method, event, _ in entries] for address, entries in found.items()
    }


async def test_cm7_both_sides_have_each_time_that_they_agreed_to_until_it_is_called_off(desk: Desk) -> None:
    host, guest = desk.host.user.email, desk.guest.user.email
    odd = "Gr\u00fc\u00dfe; \r\nATTENDEE:mailto:evil@example.org, Ltd"
    await User.filter(id=desk.guest.user.id).update(name=odd)
    async with PostOffice() as office:
        interview = await desk.scheduled(24 * HOUR)
        agreed = await arrived(office)
        assert methods(agreed) == {host: [("REQUEST", 0)], guest: [("REQUEST", 0)]}
        _, event, _ = agreed[host][0]
        assert event.uid == f"interview-{interview.id}@bidhall"
        assert event.dtstart == START + 24 * HOUR
        assert event.dtend == START + 25 * HOUR
        # In the zone of who proposed it (CM-7).
        assert str(event.dtstart.tzinfo) == "Europe/Berlin"
        assert (event.summary, event.status) == ("Plans", "CONFIRMED")
        link = f"https://market.example/open/{identify('interview', interview.id)}"
        assert (event.url, event.location) == (link, link)
        # The other side is there by name alone.
        assert event.description is not None
        assert desk.host.user.name in event.description
        assert "ATTENDEE:mailto:evil@example.org" in event.description
        assert guest not in agreed[host][0][2].as_string()
        # One offered this time, and the other accepted it.
        assert {(each.status, each.rsvp) for each in event.attendees} == {("ACCEPTED", False)}
        await arranging.move_interview(interview, slots=[desk.slot(30 * HOUR)], by=desk.guest)
        assert await arrived(office) == {}
        await arranging.accept_slot(interview, starts_at=START + 30 * HOUR, by=desk.host)
        moved = await arrived(office)
        assert methods(moved) == {host: [("REQUEST", 1)], guest: [("REQUEST", 1)]}
        assert {entries[0][1].dtstart for entries in moved.values()} == {START + 30 * HOUR}
        await arranging.cancel_interview(interview, reason=None, by=desk.host)
        cancelled = await arrived(office)
        assert methods(cancelled) == {host: [("CANCEL", 2)], guest: [("CANCEL", 2)]}
        assert {entries[0][1].status for entries in cancelled.values()} == {"CANCELLED"}
        assert {entries[0][1].uid for entries in cancelled.values()} == {event.uid}
    # Nobody is notified in the inbox of what they did.
    told = {(row.user_id, row.kind) for row in await Notification.filter(kind__startswith="INTERVIEW_")}
    assert (desk.host.user.id, "INTERVIEW_CANCELLED") not in told
    assert (desk.guest.user.id, "INTERVIEW_CANCELLED") in told


async def colleague_of(desk: Desk) -> tuple[Viewer, Viewer, Party]:
    """A team of the guest with another member, which has applied too."""
    team = await create_party(name="Team", kind=PartyKind.TEAM, by=desk.guest)
    other = await someone("other")
    await User.filter(id=other.user.id).update(email_verified_at=desk.at)
    owner = await again(desk.guest)
    invitation = await invite_member(team, email=other.user.email, role=MemberRole.MEMBER, by=owner)
    await accept_invitation(invitation.id, by=other)
    return owner, await again(other), team


async def again(viewer: Viewer) -> Viewer:
    async with change():
        return await as_of_now(viewer)


async def test_whoever_is_taken_out_gets_a_cancel_and_the_others_keep_their_entry(desk: Desk) -> None:
    owner, other, team = await colleague_of(desk)
    applicant = await bid_on(desk.demand, owner, party=team)
    host, guest, colleague = desk.host.user.email, owner.user.email, other.user.email
    both = [owner.user.id, other.user.id]

    async def agreed(begin: timedelta) -> Interview:
        given = {"topic": "Plans", "media": Media.VIDEO, "time_zone": "Europe/Berlin", "hosts": []}
        made = await arranging.propose_interview(applicant, slots=[desk.slot(begin)], by=desk.host, **given)
        return await arranging.accept_slot(made, starts_at=desk.at + begin, guests=both, by=owner)

    async with PostOffice() as office:
        interview = await agreed(24 * HOUR)
        first = await arrived(office)
        assert methods(first) == {each: [("REQUEST", 0)] for each in (host, guest, colleague)}
        # The colleague was named and has not agreed to anything yet.
        assert [(each.status, each.rsvp) for each in first[colleague][0][1].attendees] == [("NEEDS-ACTION", True)]
        # The next time is without the colleague.
        await arranging.move_interview(interview, slots=[desk.slot(30 * HOUR)], by=desk.host)
        await arranging.accept_slot(interview, starts_at=START + 30 * HOUR, guests=both[:1], by=owner)
        second = await arrived(office)
        assert methods(second) == {host: [("REQUEST", 1)], guest: [("REQUEST", 1)], colleague: [("CANCEL", 2)]}
        _, event, letter = second[colleague][0]
        # RFC 5546, 3.2.5: the event itself is not cancelled.
        assert event.status is None
        assert letter["Subject"] == "You no longer take part in the interview for “A service”"
        # A member who leaves the party is out of its interviews.
        later = await agreed(50 * HOUR)
        await arrived(office)
        await remove_member(team, other.user.id, by=owner)
        assert methods(await arrived(office)) == {colleague: [("CANCEL", 1)]}
        # A host removes a guest for good.
        desk.at = START + 50 * HOUR - timedelta(minutes=15)
        await catch_up()
        await arrived(office)
        await room.join_interview(later, by=desk.host)
        await room.remove_guest(later, owner.user.id, by=desk.host)
        assert methods(await arrived(office)) == {guest: [("CANCEL", 1)]}


async def test_an_interview_that_ends_with_the_bid_leaves_both_calendars(desk: Desk) -> None:
    async with PostOffice() as office:
        await desk.scheduled(24 * HOUR)
        await arrived(office)
        await withdraw_bid(desk.applicant, reason="No time.", by=desk.guest)
        cancelled = await arrived(office)
    both = (desk.host.user.email, desk.guest.user.email)
    assert methods(cancelled) == {each: [("CANCEL", 1)] for each in both}


async def test_a_calendar_that_waited_for_the_mail_server_gets_what_holds_then(desk: Desk) -> None:
    """Also at the address that its user has then, which is the one that may answer."""
    interview = await desk.scheduled(24 * HOUR)
    await arranging.move_interview(interview, slots=[desk.slot(30 * HOUR)], by=desk.guest)
    await arranging.accept_slot(interview, starts_at=START + 30 * HOUR, by=desk.host)
    other = await desk.scheduled(48 * HOUR)
    await arranging.cancel_interview(other, by=desk.guest)
    await User.filter(id=desk.guest.user.id).update(email="new@example.org", language="de")
    async with PostOffice() as office:
        found = await arrived(office)
    host = desk.host.user.email
    assert methods(found) == {each: [("REQUEST", 1), ("CANCEL", 1)] for each in (host, "new@example.org")}
    _, event, letter = found["new@example.org"][0]
    assert event.dtstart == START + 30 * HOUR
    assert (event.description or "").startswith("Es nehmen teil: host, guest\n")
    assert letter["Subject"] == "Interview zu „A service“ verschoben"


async def test_calendars_are_mailed_to_nobody_who_has_switched_that_off(desk: Desk) -> None:
    await choose_channels([K.INTERVIEW_SCHEDULED], is_shown=None, mail=MailTiming.NONE, by=desk.guest)
    await choose_channels([K.INTERVIEW_SCHEDULED], is_shown=None, mail=MailTiming.DIGEST, by=desk.host)
    await desk.scheduled(24 * HOUR)
    async with PostOffice() as office:
        # A calendar does not wait for the morning.
        assert methods(await arrived(office)) == {desk.host.user.email: [("REQUEST", 0)]}
    assert await Mail.filter(user_id=desk.guest.user.id, kind="INTERVIEW_SCHEDULED").count() == 0


# ---------- what a calendar shows


def shown(starts_at: datetime, zone: str, *, hours: int = 3, state: InterviewState = InterviewState.SCHEDULED) -> str:
    interview = Interview(
        state=state, topic="Plans", media=Media.VIDEO, time_zone=zone, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=hours), sequence=0,
    )  # fmt: skip
    text = calendar_of(interview, [], {})
    assert text is not None
    return text


@pytest.mark.parametrize(
    ("starts_at", "zone", "observed"),
    [
        (datetime(2026, 7, 2, 9, tzinfo=UTC), "Europe/Berlin", [("daylight", "2026-07-01T11:00", 2, 2)]),
        # The clocks change during it: the onset is in the time that they show before.
        (
            datetime(2027, 3, 28, 0, tzinfo=UTC),
            "Europe/Berlin",
            [("standard", "2027-03-27T01:00", 1, 1), ("daylight", "2027-03-28T02:00", 1, 2)],
        ),
        (
            datetime(2026, 10, 24, 23, 30, tzinfo=UTC),
            "Europe/Berlin",
            [("standard", "2026-10-25T03:00", 2, 1), ("daylight", "2026-10-24T01:30", 2, 2)],
        ),
        (datetime(2026, 7, 2, 9, tzinfo=UTC), "Asia/Kolkata", [("standard", "2026-07-01T14:30", 5.5, 5.5)]),
        # This time is shown twice that night, and a local time would mean the first: it is in UTC.
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin", []),
        (datetime(2026, 7, 2, 9, tzinfo=UTC), "UTC", []),
    ],
)
def test_cm7_a_time_is_in_the_zone_of_who_proposed_it_which_the_entry_explains(
    starts_at: datetime, zone: str, observed: list[tuple[str, str, float, float]]
) -> None:
    calendar = IcsCalendarStream.calendar_from_ics(shown(starts_at, zone))
    (event,) = calendar.events
    assert (event.dtstart, event.dtend) == (starts_at, starts_at + 3 * HOUR)
    assert str(event.dtstart.tzinfo) == (zone if observed else "UTC")
    assert [each.tz_id for each in calendar.timezones] == ([zone] if observed else [])
    found = [
        (name, f"{each.dtstart:%Y-%m-%dT%H:%M}", each.tz_offset_from.offset / HOUR, each.tz_offset_to.offset / HOUR)
        for described in calendar.timezones
        for name in ("standard", "daylight")
        for each in getattr(described, name)
    ]
    assert found == observed


def test_whoever_only_looks_at_an_interview_is_asked_nothing() -> None:
    """RFC 5546, 3.2.1: a published entry has no attendees."""
    for state, status in ((InterviewState.SCHEDULED, "CONFIRMED"), (InterviewState.CANCELLED, "CANCELLED")):
        calendar = IcsCalendarStream.calendar_from_ics(shown(START, "Europe/Berlin", state=state))
        (event,) = calendar.events
        assert (calendar.method, event.status, event.attendees) == ("PUBLISH", status, [])
