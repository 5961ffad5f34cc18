"""Arranging interviews: slots, turns, moves, conflicts and the moves of the clock (CM-7)."""

import asyncio
import base64
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from models.changes import StoredEvent
from models.clockwork import catch_up
from models.due import next_due
from models.errors import InvalidInput, Refused
from models.interviews import arranging, room
from models.interviews.ice import IceTerms, ice_servers, signed, turn_credentials, use_ice
from models.interviews.interview import Interview, InterviewState, Participant, Presence, Slot
from models.interviews.presence import hear_of
from models.interviews.slots import SlotGiven
from models.journal import Entry, first_broken
from models.notifications.kinds import Notification
from tests.support.api.client import Client
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.desk import START, Desk, desk_with_a_bid
from tests.support.domain.market import Person, colleague, in_, person
from tests.support.domain.meeting import INTERVIEW_FEED, Meeting, offer_of, proposed, scheduled, slot
from tests.support.domain.table import bid_on, demand_of, someone, table

# Turns and times are decided in Python; what is booked at once, and instants in statements, are tried on both.
pytestmark = pytest.mark.anywhere

# ---------- in this process, where the clock can be set


@pytest.fixture
async def desk(database: str) -> AsyncIterator[Desk]:  # noqa: ARG001 - it is there to be used
    async with desk_with_a_bid() as made:
        yield made


async def state_of(interview: Interview) -> InterviewState:
    return (await Interview.get(id=interview.id)).state


async def kinds_told(interview: Interview) -> list[str]:
    return [event.kind for event in await StoredEvent.filter(stream=interview.stream).order_by("seq")]


async def test_a_proposal_expires_when_the_last_of_its_slots_has_begun(desk: Desk) -> None:
    interview = await desk.propose(desk.slot(timedelta(hours=1)), desk.slot(timedelta(hours=3)))
    assert await next_due() == START + timedelta(hours=3)
    assert (await desk.pass_(hours=3, seconds=-1), await state_of(interview)) == (0, InterviewState.PROPOSED)
    with pytest.raises(Refused, match="SLOT_PAST"):
        await arranging.accept_slot(interview, starts_at=START + timedelta(hours=1), by=desk.guest)
    assert await desk.pass_(seconds=1) == 1
    assert (await state_of(interview), await catch_up()) == (InterviewState.EXPIRED, 0)
    with pytest.raises(Refused, match="WRONG_STATE"):
        await arranging.accept_slot(interview, starts_at=START + timedelta(hours=3), by=desk.guest)


async def test_whoever_is_not_there_fifteen_minutes_after_the_start_is_named(desk: Desk) -> None:
    interview = await desk.scheduled()
    await desk.pass_(minutes=45)
    await room.join_interview(interview, by=desk.guest)
    desk.at = START + timedelta(hours=1, minutes=14, seconds=59)
    await room.join_interview(interview, by=desk.guest)
    await catch_up()
    assert await state_of(interview) is InterviewState.SCHEDULED
    desk.at = START + timedelta(hours=1, minutes=15)
    assert await catch_up() == 1
    assert await state_of(interview) is InterviewState.NO_SHOW
    absent = await Participant.filter(interview_id=interview.id, is_absent=True)
    assert [person.user_id for person in absent] == [desk.host.user.id]
    found = await Notification.filter(kind="INTERVIEW_NO_SHOW")
    assert {each.user_id for each in found} == {desk.host.user.id, desk.guest.user.id}
    assert {each.facts["name"] for each in found} == {desk.host.user.name}
    assert await desk.people(interview) == {"HOST": Presence.AWAY, "GUEST": Presence.AWAY}
    with pytest.raises(Refused, match="WRONG_STATE"):
        await room.join_interview(interview, by=desk.guest)
    entries = await Entry.filter(book=interview.stream).order_by("seq")
    assert [entry.action for entry in entries] == ["PROPOSED", "SCHEDULED", "NO_SHOW"]
    assert (entries[-1].actor_id, await first_broken(interview.stream)) == (None, None)


async def test_where_both_sides_wait_nobody_is_absent_and_the_host_may_still_admit(desk: Desk) -> None:
    interview = await desk.scheduled()
    desk.at = START + timedelta(hours=1, minutes=14, seconds=50)
    await catch_up()
    for who in (desk.host, desk.guest):
        await room.join_interview(interview, by=who)
    assert await desk.pass_(seconds=20) == 0
    assert await state_of(interview) is InterviewState.SCHEDULED
    await room.admit_guest(interview, desk.guest.user.id, by=desk.host)
    assert await state_of(interview) is InterviewState.LIVE
    # The guest who leaves another lobby is reported at once.
    other = await desk.scheduled(timedelta(hours=5))
    desk.at = START + timedelta(hours=6, minutes=15)
    desk.at = (await Interview.get(id=other.id)).starts_at + timedelta(minutes=14, seconds=55)  # type: ignore[operator]
    await catch_up()
    for who in (desk.host, desk.guest):
        await room.join_interview(other, by=who)
    await desk.pass_(seconds=10)
    await room.leave_interview(other, by=desk.guest)
    assert (await catch_up(), await state_of(other)) == (1, InterviewState.NO_SHOW)


@pytest.mark.everywhere
async def test_the_start_is_announced_once_fifteen_minutes_before_and_opens_the_doors(desk: Desk) -> None:
    interview = await desk.scheduled()
    assert await desk.pass_(minutes=44, seconds=59) == 0
    with pytest.raises(Refused, match="TOO_EARLY"):
        await room.join_interview(interview, by=desk.host)
    before = len(await kinds_told(interview))
    assert [await desk.pass_(seconds=1), await catch_up()] == [1, 0]
    assert (await kinds_told(interview))[before:] == ["interview.changed"]
    starting = await Notification.filter(kind="INTERVIEW_STARTING")
    assert {each.user_id for each in starting} == {desk.host.user.id, desk.guest.user.id}
    assert len(starting) == 2
    await room.join_interview(interview, by=desk.host)


async def test_an_interview_that_all_have_left_ends_after_ten_minutes(desk: Desk) -> None:
    interview = await live_at(desk)
    for who in (desk.host, desk.guest):
        await room.leave_interview(interview, by=who)
    left = desk.at
    assert (await desk.pass_(minutes=9, seconds=59), await state_of(interview)) == (0, InterviewState.LIVE)
    await room.join_interview(interview, by=desk.host)
    await room.leave_interview(interview, by=desk.host)
    assert (await desk.pass_(minutes=9), await state_of(interview)) == (0, InterviewState.LIVE)
    assert await desk.pass_(minutes=1) == 1
    ended = await Interview.get(id=interview.id)
    assert (ended.state, ended.ended_at) == (InterviewState.ENDED, left + timedelta(minutes=19, seconds=59))


async def live_at(desk: Desk) -> Interview:
    interview = await desk.scheduled()
    await desk.pass_(hours=1)
    for who in (desk.host, desk.guest):
        await room.join_interview(interview, by=who)
    await room.admit_guest(interview, desk.guest.user.id, by=desk.host)
    return interview


async def test_whoever_is_no_longer_heard_of_is_away_and_comes_back_to_their_place_for_a_while(desk: Desk) -> None:
    """Acts like a killed worker: nothing reports attendance any more."""
    interview = await live_at(desk)
    both = [(interview.id, desk.host.user.id), (interview.id, desk.guest.user.id)]
    for _ in range(5):
        assert await desk.pass_(seconds=20) == 0
        await hear_of(both)
    await desk.pass_(seconds=20)
    await hear_of(both[:1])
    assert await desk.pass_(seconds=10) == 1
    assert await desk.people(interview) == {"HOST": Presence.INSIDE, "GUEST": Presence.AWAY}
    # Following alone does not bring a participant back: they have to join again.
    await hear_of(both)
    assert (await desk.people(interview))["GUEST"] is Presence.AWAY
    seat = await room.join_interview(interview, by=desk.guest)
    assert (await desk.people(interview))["GUEST"] is Presence.INSIDE
    await desk.pass_(seconds=25)
    await hear_of(both[:1])
    await desk.pass_(seconds=5)
    for _ in range(5):
        await hear_of(both[:1])
        await desk.pass_(seconds=25)
    later = await room.join_interview(interview, by=desk.guest)
    assert (later.peer_id, (await desk.people(interview))["GUEST"]) == (seat.peer_id, Presence.LOBBY)


async def test_cm8_a_seat_is_for_an_hour_and_ends_half_an_hour_after_the_end(desk: Desk) -> None:
    interview = await desk.scheduled(lasting=120)
    await desk.pass_(hours=1)
    seat = await room.join_interview(interview, by=desk.host)
    assert seat.expires_at == desk.at + timedelta(hours=1)
    await room.join_interview(interview, by=desk.guest)
    await room.admit_guest(interview, desk.guest.user.id, by=desk.host)
    both = [(interview.id, who.user.id) for who in (desk.host, desk.guest)]
    for _ in range(180):
        await hear_of(both)
        await desk.pass_(seconds=20)
    await desk.pass_(seconds=30)
    assert await desk.people(interview) == {"HOST": Presence.AWAY, "GUEST": Presence.AWAY}, "nobody renewed theirs"
    await room.join_interview(interview, by=desk.host)
    desk.at = START + timedelta(hours=3, minutes=29)
    seat = await room.join_interview(interview, by=desk.host)
    assert seat.expires_at == START + timedelta(hours=3, minutes=30)
    desk.at = START + timedelta(hours=3, minutes=30)
    with pytest.raises(Refused, match="TOO_LATE"):
        await room.join_interview(interview, by=desk.host)
    await desk.pass_(minutes=11)
    assert await state_of(interview) is InterviewState.ENDED


async def test_it_is_moved_by_agreement_and_twice_at_most(desk: Desk) -> None:
    interview = await desk.scheduled(timedelta(days=1))
    for hours in (30, 40):
        asked = await arranging.move_interview(interview, slots=[desk.slot(timedelta(hours=hours))], by=desk.guest)
        assert asked.starts_at != START + timedelta(hours=hours), "it stays until the other side accepts"
        with pytest.raises(Refused, match="NOT_YOUR_TURN"):
            await arranging.accept_slot(interview, starts_at=START + timedelta(hours=hours), by=desk.guest)
        moved = await arranging.accept_slot(interview, starts_at=START + timedelta(hours=hours), by=desk.host)
        assert (moved.starts_at, moved.state) == (START + timedelta(hours=hours), InterviewState.SCHEDULED)
    assert (moved.moves, moved.sequence, moved.version) == (2, 2, 6)
    with pytest.raises(Refused, match="TOO_MANY_MOVES"):
        await arranging.move_interview(interview, slots=[desk.slot(timedelta(hours=50))], by=desk.host)
    assert (await Interview.get(id=interview.id)).starts_at == START + timedelta(hours=40)
    assert {each.kind for each in await Notification.filter(user_id=desk.guest.user.id)} >= {
        "INTERVIEW_PROPOSED",
        "INTERVIEW_MOVED",
    }
    # All times that were proposed are answered.
    assert not await Notification.exists(kind="INTERVIEW_PROPOSED", read_at=None)


async def test_a_move_can_be_declined_or_countered(desk: Desk) -> None:
    interview = await desk.scheduled(timedelta(days=1))
    with pytest.raises(Refused, match="NOTHING_OFFERED"):
        await arranging.decline_move(interview, by=desk.host)
    await arranging.move_interview(interview, slots=[desk.slot(timedelta(hours=30))], by=desk.host)
    kept = await arranging.decline_move(interview, by=desk.guest)
    assert (kept.starts_at, kept.offered_by, kept.moves) == (START + timedelta(days=1), None, 0)
    await arranging.move_interview(interview, slots=[desk.slot(timedelta(hours=30))], by=desk.host)
    await arranging.counter_slots(interview, slots=[desk.slot(timedelta(hours=31))], by=desk.guest)
    moved = await arranging.accept_slot(interview, starts_at=START + timedelta(hours=31), by=desk.host)
    assert (moved.starts_at, moved.moves) == (START + timedelta(hours=31), 1)


@pytest.mark.everywhere
async def test_cm7_nobody_is_double_booked_and_one_may_begin_when_another_ends(desk: Desk) -> None:
    first = await desk.scheduled(timedelta(hours=10))
    demand = await demand_of(desk.host, hours=24 * 60)
    rival = await someone("rival")
    desk.applicant = await bid_on(demand, rival)
    begun = {minutes: await desk.propose(desk.slot(timedelta(minutes=minutes), 60)) for minutes in (541, 600, 659)}
    for minutes, interview in begun.items():
        before = await kinds_told(interview)
        with pytest.raises(Refused, match="DOUBLE_BOOKED"):
            await arranging.accept_slot(interview, starts_at=START + timedelta(minutes=minutes), by=rival)
        assert (await kinds_told(interview), await state_of(interview)) == (before, InterviewState.PROPOSED)
    for minutes in (540, 660):
        interview = await desk.propose(desk.slot(timedelta(minutes=minutes), 60))
        await arranging.accept_slot(interview, starts_at=START + timedelta(minutes=minutes), by=rival)
    await arranging.cancel_interview(first, reason="Ill.", by=desk.guest)
    await arranging.accept_slot(begun[600], starts_at=START + timedelta(minutes=600), by=rival)


@pytest.mark.everywhere
async def test_cm7_times_are_compared_as_instants_across_a_change_of_the_clocks(desk: Desk) -> None:
    """In Berlin 02:30 comes twice on 25 October 2026, and 02:30 never on 29 March."""
    berlin = ZoneInfo("Europe/Berlin")
    desk.at = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)

    def local(*when: int, fold: int = 0) -> datetime:
        return datetime(*when, tzinfo=berlin, fold=fold).astimezone(UTC)  # type: ignore[misc,arg-type]

    spring = SlotGiven(local(2026, 3, 29, 1, 30), local(2026, 3, 29, 3, 30))
    assert spring.ends_at - spring.starts_at == timedelta(hours=1)
    interview = await desk.propose(spring)
    kept = await arranging.accept_slot(interview, starts_at=spring.starts_at, by=desk.guest)
    assert (kept.starts_at, kept.ends_at) == (spring.starts_at, spring.ends_at)
    assert kept.time_zone == "Europe/Berlin"
    desk.at = datetime(2026, 10, 24, 12, 0, tzinfo=UTC)
    await catch_up()
    one = SlotGiven(local(2026, 10, 25, 2, 0), local(2026, 10, 25, 2, 45))
    other = SlotGiven(local(2026, 10, 25, 2, 0, fold=1), local(2026, 10, 25, 2, 45, fold=1))
    assert other.starts_at - one.starts_at == timedelta(hours=1)
    desk.demand = await demand_of(desk.host, hours=240)
    desk.applicant = await bid_on(desk.demand, desk.guest)
    for when in (one, other):
        interview = await desk.propose(when)
        await arranging.accept_slot(interview, starts_at=when.starts_at, by=desk.guest)
    again = await desk.propose(SlotGiven(one.starts_at + timedelta(minutes=15), one.ends_at))
    with pytest.raises(Refused, match="DOUBLE_BOOKED"):
        await arranging.accept_slot(again, starts_at=one.starts_at + timedelta(minutes=15), by=desk.guest)


def minutes(begin: float, end: float) -> SlotGiven:
    return SlotGiven(START + timedelta(minutes=begin), START + timedelta(minutes=end))


@pytest.mark.parametrize(
    ("slots", "paths"),
    [
        ([], ["slots"]),
        ([minutes(60 * n, 60 * n + 30) for n in range(1, 12)], ["slots"]),
        ([minutes(60, 60)], ["slots.0.endsAt"]),
        ([minutes(60, 30)], ["slots.0.endsAt"]),
        ([minutes(60, 74.9)], ["slots.0.endsAt"]),
        ([minutes(60, 541)], ["slots.0.endsAt"]),
        ([minutes(0, 60)], ["slots.0.startsAt"]),
        ([minutes(60, 120), minutes(-60, -30)], ["slots.1.startsAt"]),
        ([minutes(60, 120), minutes(119, 180)], ["slots.1.startsAt"]),
        ([minutes(119, 180), minutes(60, 120)], ["slots.0.startsAt"]),
        ([minutes(60, 120), minutes(60, 120)], ["slots.1.startsAt"]),
    ],
)
async def test_cm7_slots_that_cannot_be_are_named(desk: Desk, slots: list[SlotGiven], paths: list[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        await desk.propose(*slots)
    assert [each.path for each in refused.value.fields] == paths
    told = [each.message for each in refused.value.fields if each.code == "OVERLAPS"]
    assert set(told) <= {"Overlaps with time 1.", "Overlaps with time 2."}
    assert (await Interview.all().count(), await Slot.all().count()) == (0, 0)
    assert await Notification.filter(kind="INTERVIEW_PROPOSED").count() == 0


@pytest.mark.parametrize("zone", ["", "Berlin", "../etc/passwd", "Europe/Berlin\0", "localtime", "UTC+1", "x" * 5_000])
async def test_cm7_the_zone_is_one_of_the_iana_database(desk: Desk, zone: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await desk.propose(minutes(60, 120), time_zone=zone)
    assert [each.path for each in refused.value.fields] == ["timeZone"]
    assert await Interview.all().count() == 0


# ---------- the ways between peers


def test_turn_credentials_are_what_coturn_computes() -> None:
    """The values come from `openssl dgst -sha1 -hmac north -binary | base64` over the username."""
    until = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    assert turn_credentials("north", "ninefingers", until) == (
        "1772445600:ninefingers",
        "yz6vrJE3BCmJLGu3HOVvevyAKgs=",
    )


def test_hmac_sha1_is_that_of_rfc_2202() -> None:
    """Test case 2: the username is the text itself, so only the scheme's own code is checked."""
    digest = base64.b64decode(signed("Jefe", "what do ya want for nothing?"))
    assert digest.hex() == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"


def test_ice_servers_are_what_was_configured_with_credentials_that_soon_expire() -> None:
    at = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    try:
        assert ice_servers("peer", at, at + timedelta(hours=1)) == []
        use_ice(IceTerms(stun_urls=("stun:one.example:3478",)))
        assert [server.urls for server in ice_servers("peer", at, at + timedelta(hours=1))] == [
            ["stun:one.example:3478"]
        ]
        use_ice(IceTerms(turn_urls=("turn:t.example:3478", "turns:t.example:5349"), turn_secret="north"))
        for seat, lasts in ((timedelta(minutes=20), timedelta(minutes=20)), (timedelta(hours=3), timedelta(hours=1))):
            (server,) = ice_servers("peer", at, at + seat)
            assert server.urls == ["turn:t.example:3478", "turns:t.example:5349"]
            assert (server.username, server.credential) == turn_credentials("north", "peer", at + lasts)
    finally:
        use_ice(IceTerms())


# ---------- through the API


async def test_the_other_side_picks_a_slot_or_counters(server: Server) -> None:
    made = await proposed(server, slot(60), slot(120))
    first = await made.show()
    assert (first["state"], first["offeredBy"], first["startsAt"]) == ("PROPOSED", "HOST", None)
    assert first["actions"] == ["CANCEL"]
    assert (await made.show(made.guest))["actions"] == ["ACCEPT_SLOT", "COUNTER", "CANCEL"]
    start = first["slots"][0]["startsAt"]
    assert await made.host.refused("acceptSlot", interviewId=made.id, startsAt=start) == "NOT_YOUR_TURN"
    assert await made.host.refused("counterSlots", interviewId=made.id, slots=[slot(90)]) == "NOT_YOUR_TURN"
    countered = await made.guest.do("counterSlots", interviewId=made.id, slots=[slot(180)])
    assert (countered["state"], countered["offeredBy"], len(countered["slots"])) == ("PROPOSED", "GUEST", 1)
    assert await made.guest.refused("acceptSlot", interviewId=made.id, startsAt=in_(minutes=180)) == "NOT_YOUR_TURN"
    # The former slots are no longer on offer.
    assert await made.host.refused("acceptSlot", interviewId=made.id, startsAt=start) == "INVALID_INPUT"
    accepted = await made.accept(made.host)
    assert (accepted["state"], accepted["offeredBy"]) == ("SCHEDULED", None)
    assert {(each["user"]["id"], each["role"]) for each in accepted["participants"]} == {
        (made.host.user, "HOST"),
        (made.guest.user, "GUEST"),
    }
    assert accepted["startsAt"] == countered["slots"][0]["startsAt"]
    assert (await made.show())["actions"] == ["MOVE", "CANCEL", "CONSENT"]
    assert await made.guest.refused("acceptSlot", interviewId=made.id, startsAt=start) == "NOTHING_OFFERED"


async def test_only_those_who_decide_arrange_and_only_with_who_can_be_met(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    member, manager = await colleague(made.awarder), await colleague(made.awarder, "MANAGER")
    offer = offer_of(made.applications[0]["id"], slot(60))
    assert await member.refused("proposeInterview", **offer) == "NOT_ALLOWED"
    assert await made.bidders[0].refused("proposeInterview", **offer) == "NOT_ALLOWED"
    assert await made.bidders[1].refused("proposeInterview", **offer) == "NOT_FOUND"
    stranger = await person(server.url)
    assert await stranger.refused("proposeInterview", **offer) == "NOT_FOUND"
    await made.eliminate(made.candidates[1])
    out = offer_of(made.applications[1]["id"], slot(60))
    assert await manager.refused("proposeInterview", **out) == "ELIMINATED"
    interview = await manager.do("proposeInterview", **offer)
    assert [each["user"]["id"] for each in interview["participants"]] == [manager.user]
    assert await member.refused("cancelInterview", interviewId=interview["id"]) == "NOT_ALLOWED"
    for other in (made.bidders[1], stranger):
        assert await other.refused("cancelInterview", interviewId=interview["id"]) == "NOT_FOUND"
    shown = await made.awarder.ask(CANDIDATES, id=made.demand)
    found = [each["node"]["interviews"]["edges"] for each in shown["demand"]["workbench"]["candidates"]["edges"]]
    assert sorted(len(each) for each in found) == [0, 1]
    for who, number in ((made.bidders[0], 1), (made.bidders[1], 0), (member, 1), (stranger, 0)):
        listed = (await who.ask("{ viewer { interviews(first: 5) { edges { node { id } } } } }"))["viewer"]
        assert [each["node"]["id"] for each in listed["interviews"]["edges"]] == [interview["id"]] * number


CANDIDATES = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench { candidates { edges { node {
  id interviews { edges { node { id topic } } } } } } } } } }"""


async def test_cm2_while_bids_are_sealed_there_is_nobody_to_meet(server: Server) -> None:
    made = await table(server, "1000.00", bidding="SEALED")
    offer = offer_of(made.applications[0]["id"], slot(60))
    unknown = offer_of("QXBwbGljYW50OjAxYTIwYjhkLWI1NzYtNzdlZC04MWU4LWYzZGJhZDJjMGQ1YQ", slot(60))
    assert await made.awarder.act("proposeInterview", **offer) == await made.awarder.act("proposeInterview", **unknown)
    assert await made.bidders[0].refused("proposeInterview", **offer) == "NOT_ALLOWED"
    assert (await made.awarder.ask("{ viewer { interviews { edges { cursor } } } }"))["viewer"]["interviews"] == {
        "edges": []
    }


async def test_hosts_and_guests_are_members_of_their_party_and_six_at_most(server: Server) -> None:
    made = await table(server, "1000.00")
    hosts = [made.awarder, *[await colleague(made.awarder) for _ in range(4)]]
    outsider = await person(server.url)
    offer = offer_of(made.applications[0]["id"], slot(60))
    for ids, code in (([outsider.user], "NOT_FOUND"), (["x"], "NOT_FOUND"), ([made.bidders[0].user], "NOT_FOUND")):
        assert await made.awarder.refused("proposeInterview", **offer, hostIds=ids) == code
    sixth = await colleague(made.awarder)
    many = [each.user for each in (*hosts, sixth)]
    assert await made.awarder.refused("proposeInterview", **offer, hostIds=many) == "INVALID_INPUT"
    interview = await made.awarder.do("proposeInterview", **offer, hostIds=[each.user for each in hosts])
    meeting = Meeting(made, interview["id"], made.awarder, made.bidders[0])
    for ids, code in (([made.awarder.user], "NOT_FOUND"), ([outsider.user], "NOT_FOUND"), ([], "INVALID_INPUT")):
        start = interview["slots"][0]["startsAt"]
        given = {"interviewId": interview["id"], "startsAt": start, "guestIds": ids}
        assert await made.bidders[0].refused("acceptSlot", **given) == code
    accepted = await meeting.accept(guestIds=[made.bidders[0].user])
    assert len(accepted["participants"]) == 6


async def test_an_arrangement_that_was_decided_on_another_version_is_refused(server: Server) -> None:
    made = await proposed(server, slot(60))
    start = (await made.show())["slots"][0]["startsAt"]
    await made.guest.do("counterSlots", interviewId=made.id, slots=[slot(90)], expectedVersion=1)
    before = (await made.show())["cursor"]
    stale = await made.host.act("cancelInterview", interviewId=made.id, expectedVersion=1)
    assert (stale["__typename"], stale["currentVersion"]) == ("Conflict", 2)
    given = {"interviewId": made.id, "startsAt": start, "expectedVersion": 1}
    assert await made.host.refused("acceptSlot", **given) == "CONFLICT"
    assert (await made.show())["cursor"] == before


async def test_either_side_calls_it_off_and_says_why(server: Server) -> None:
    for who in ("host", "guest"):
        made = await scheduled(server, slot(60))
        by = made.host if who == "host" else made.guest
        assert await by.refused("cancelInterview", interviewId=made.id, reason="x" * 2_001) == "INVALID_INPUT"
        called_off = await by.do("cancelInterview", interviewId=made.id, reason="We are ill.")
        assert (called_off["state"], called_off["cancelReason"], called_off["actions"]) == (
            "CANCELLED",
            "We are ill.",
            [],
        )
        assert await made.guest.refused("joinInterview", interviewId=made.id) == "WRONG_STATE"
        shown = await made.show(made.guest)
        assert "METHOD:CANCEL" in shown["calendar"]
        path = shown["calendarUrl"].removeprefix(server.origin)
        status, body = server.get(path)
        assert (status, b"METHOD:CANCEL" in body, made.guest.email.encode() in body) == (200, True, True)
        assert made.host.email.encode() not in body
        assert [server.get(each)[0] for each in (path[:-2] + "xx", path.partition("?")[0])] == [404, 404]


@pytest.mark.everywhere
async def test_interviews_page_from_the_latest_on(server: Server) -> None:
    made = await table(server, "1000.00")
    ids = [
        (await made.awarder.do("proposeInterview", **offer_of(made.applications[0]["id"], slot(60))))["id"]
        for _ in range(5)
    ]
    found, after, more = [], None, True
    document = """query ($after: String) { viewer { interviews(first: 2, after: $after) {
      edges { node { id } } pageInfo { hasNextPage endCursor } } } }"""
    while more:
        page = (await made.bidders[0].ask(document, after=after))["viewer"]["interviews"]
        found += [edge["node"]["id"] for edge in page["edges"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert found == ids[::-1]


# ---------- at once


@pytest.mark.heavy
@pytest.mark.everywhere
async def test_cm7_two_processes_that_book_one_person_at_once_book_them_once(
    databases: Postgres | Sqlite, template: str, tmp_path: Path
) -> None:
    url = await databases.create(template)
    with Server(tmp_path, DATABASE_URL=url) as one, Server(tmp_path, DATABASE_URL=url) as other:
        made = await table(one, *[f"{1000 + n}.00" for n in range(8)])
        begin = slot(60)
        ids = [
            (await made.awarder.do("proposeInterview", **offer_of(application["id"], begin)))["id"]
            for application in made.applications
        ]
        start = await made.awarder.ask("query ($id: ID!) { interview(id: $id) { slots { startsAt } } }", id=ids[0])
        start = start["interview"]["slots"][0]["startsAt"]

        async def accept(place: int) -> str:
            bidder = made.bidders[place]
            same = Person((one, other)[place % 2].url)
            same.client = Client(same.url, bidder.client.token)
            answer = await same.act("acceptSlot", interviewId=ids[place], startsAt=start)
            return str(answer.get("code", answer["__typename"]))

        outcomes = await asyncio.gather(*map(accept, range(8)))
        assert sorted(outcomes) == ["DOUBLE_BOOKED"] * 7 + ["Interview"]
        listed = await made.awarder.ask("{ viewer { interviews(first: 20) { edges { node { state } } } } }")
        states = [edge["node"]["state"] for edge in listed["viewer"]["interviews"]["edges"]]
        assert sorted(states) == ["PROPOSED"] * 7 + ["SCHEDULED"]
        assert [word for word in ("locked", "Traceback", "deadlock") if word in one.log() + other.log()] == []
    await databases.drop(url)


async def test_elimination_and_joining_at_once_leave_nobody_inside(server: Server) -> None:
    made = await scheduled(server)
    await made.join(made.host)
    answers = await asyncio.gather(
        made.guest.act("joinInterview", interviewId=made.id),
        made.host.act("joinInterview", interviewId=made.id),
        made.table.eliminate(*made.table.candidates),
        made.host.act("cancelInterview", interviewId=made.id),
    )
    assert len(answers) == 4
    ended = await made.show()
    assert (ended["state"], {each["presence"] for each in ended["participants"]}) == ("CANCELLED", {"AWAY"})


async def test_a_snapshot_and_its_events_lead_to_what_a_fresh_query_shows(server: Server) -> None:
    made = await scheduled(server)
    start = await made.show()
    for who in (made.host, made.guest):
        await made.join(who)
    await made.admit()
    await made.host.do("startRecording", interviewId=made.id)
    await made.guest.do("leaveInterview", interviewId=made.id)
    await made.join(made.guest)
    end = await made.show()
    state = {each["user"]["id"]: each["presence"] for each in start["participants"]}
    shown = start
    async with made.host.client.subscribe(INTERVIEW_FEED, id=made.id, after=start["cursor"]) as events:
        cursor = ""
        while cursor != end["cursor"]:
            told = (await events.next())["interview"]
            cursor, event = told["cursor"], told["event"]
            if event["__typename"] == "PresenceChanged":
                state[event["user"]["id"]] = event["presence"]
            else:
                shown = event["interview"]
    assert state == {each["user"]["id"]: each["presence"] for each in end["participants"]}
    assert {name: shown[name] for name in shown if name not in ("participants", "cursor")} == {
        name: end[name] for name in shown if name not in ("participants", "cursor")
    }
