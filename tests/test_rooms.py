"""The room of an interview: seats, the lobby, signals, presence, recording and the end (CM-8, CM-9, CM-10)."""

import json
from typing import Any

import pytest

from tests.support.api.server import Server
from tests.support.domain.market import Person, colleague, in_, person
from tests.support.domain.meeting import (
    ICE_CANDIDATE,
    INTERVIEW_FEED,
    Meeting,
    live,
    next_of_kind,
    proposed,
    scheduled,
    slot,
)

# Who comes in is decided in Python; signals and the end of a seat are tried on both.
pytestmark = pytest.mark.anywhere

DESCRIPTION = json.dumps({"type": "offer", "sdp": "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n"})
NODE = "query ($id: ID!) { node(id: $id) { __typename id } }"


async def test_cm9_a_host_comes_in_and_a_guest_waits_in_the_lobby_until_admitted(server: Server) -> None:
    made = await scheduled(server)
    seat = await made.join(made.host)
    assert (seat["iceServers"], seat["interview"]["state"]) == ([], "SCHEDULED")
    waiting = await made.join(made.guest)
    assert [await made.presence(each) for each in (made.host, made.guest)] == ["INSIDE", "LOBBY"]
    assert "ADMIT" not in waiting["interview"]["actions"]
    admitted = await made.admit()
    assert admitted["state"] == "LIVE"
    assert {each["presence"] for each in admitted["participants"]} == {"INSIDE"}
    before = admitted["cursor"]
    assert (await made.admit())["cursor"] == before, "admitting twice is admitting once"


async def test_cm8_nobody_comes_in_before_the_time_or_without_a_part(server: Server) -> None:
    early = await scheduled(server, slot(60))
    for who in (early.host, early.guest):
        assert await who.refused("joinInterview", interviewId=early.id) == "TOO_EARLY"
        assert "JOIN" not in (await early.show(who))["actions"]
    made = await scheduled(server)
    member, stranger = await colleague(made.host, "MANAGER"), await person(server.url)
    before = (await made.show())["cursor"]
    assert await member.refused("joinInterview", interviewId=made.id) == "NOT_ALLOWED"
    assert await stranger.refused("joinInterview", interviewId=made.id) == "NOT_FOUND"
    assert await early.guest.refused("joinInterview", interviewId=made.id) == "NOT_FOUND"
    assert (await stranger.ask("query ($id: ID!) { interview(id: $id) { id } }", id=made.id))["interview"] is None
    assert (await stranger.ask(NODE, id=made.id))["node"] is None
    assert (await made.show())["cursor"] == before


async def test_cm9_the_lobby_lets_no_message_through(server: Server) -> None:
    """No signal from or to a guest in the lobby passes, early or late, from the log or live."""
    made = await scheduled(server)
    host, guest = await made.join(made.host), await made.join(made.guest)
    before = (await made.show())["cursor"]
    for kind, payload in (("CANDIDATE", ICE_CANDIDATE), ("OFFER", DESCRIPTION)):
        for by, peer in ((made.guest, host["peerId"]), (made.host, guest["peerId"])):
            assert (await made.signal(by, peer, kind=kind, payload=payload))["code"] == "NOT_INSIDE"
    assert await made.guest.refused("admitGuest", interviewId=made.id, userId=made.guest.user) == "NOT_ALLOWED"
    assert await made.guest.refused("endInterview", interviewId=made.id) == "NOT_ALLOWED"
    assert await made.guest.refused("startRecording", interviewId=made.id) == "NOT_ALLOWED"
    again = await made.join(made.guest)
    assert (again["peerId"], await made.presence(made.guest)) == (guest["peerId"], "LOBBY")
    assert (await made.show())["cursor"] == before
    async with made.guest.client.subscribe(INTERVIEW_FEED, id=made.id, after=before) as events:
        await made.admit()
        sent = await made.signal(made.host, guest["peerId"])
        heard = await next_of_kind(events, "SignalReceived")
    assert sent["__typename"] == "SignalSent"
    assert (heard["fromPeerId"], heard["payload"]) == (host["peerId"], ICE_CANDIDATE)


@pytest.mark.everywhere
async def test_a_signal_reaches_its_addressee_alone_live_and_replayed(server: Server) -> None:
    made = await scheduled(server)
    other = await colleague(made.host)
    start = (await made.show())["cursor"]
    seats = [await made.join(who) for who in (made.host, made.guest)]
    await made.admit()
    async with (
        made.guest.client.subscribe(INTERVIEW_FEED, id=made.id, after=start) as to_guest,
        made.host.client.subscribe(INTERVIEW_FEED, id=made.id, after=start) as to_host,
        other.client.subscribe(INTERVIEW_FEED, id=made.id, after=start) as to_other,
    ):
        for number in range(3):
            payload = json.dumps({"candidate": f"candidate:{number}", "sdpMid": None})
            answer = await made.signal(made.host, seats[1]["peerId"], payload=payload)
            assert answer["__typename"] == "SignalSent", answer
        last = await made.signal(made.guest, seats[0]["peerId"], kind="OFFER", payload=DESCRIPTION)
        payloads = [(await next_of_kind(to_guest, "SignalReceived"))["payload"] for _ in range(3)]
        assert payloads == [json.dumps({"candidate": f"candidate:{n}", "sdpMid": None}) for n in range(3)]
        received = await next_of_kind(to_host, "SignalReceived")
        assert received == {
            "__typename": "SignalReceived",
            "fromPeerId": seats[1]["peerId"],
            "kind": "OFFER",
            "payload": DESCRIPTION,
        }
        await made.host.do("endInterview", interviewId=made.id)
        for events in (to_guest, to_host, to_other):
            while (event := await next_of_kind(events, "InterviewChanged"))["interview"]["state"] != "ENDED":
                pass
            assert event["interview"]["participants"][0]["presence"] == "AWAY"
    assert last["seq"] > answer["seq"]
    # Replayed events follow the same rule.
    for who, number in ((made.host, 1), (made.guest, 3), (other, 0)):
        heard = await replayed(made, who, start)
        assert [event["__typename"] for event in heard].count("SignalReceived") == number


async def replayed(made: Meeting, who: Any, after: str) -> list[dict[str, Any]]:
    """Everything that a user receives from the cursor to the current head."""
    end, heard = (await made.show())["cursor"], []
    async with who.client.subscribe(INTERVIEW_FEED, id=made.id, after=after) as events:
        while True:
            event = (await events.next())["interview"]
            heard.append(event["event"])
            if event["cursor"] == end:
                return heard


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("OFFER", ""),
        ("OFFER", "hello"),
        ("OFFER", "{"),
        ("OFFER", "[" * 30_000),
        ("OFFER", '{"type": "answer", "sdp": "v=0"}'),
        ("OFFER", '{"type": "offer", "sdp": 1}'),
        ("OFFER", '{"type": "offer"}'),
        ("ANSWER", DESCRIPTION),
        ("ANSWER", ICE_CANDIDATE),
        ("CANDIDATE", DESCRIPTION),
        ("CANDIDATE", '{"candidate": "<script>"}'),
        ("CANDIDATE", '{"candidate": "candidate:1", "sdpMLineIndex": -1}'),
        ("CANDIDATE", '{"candidate": "candidate:1", "sdpMid": {}}'),
        ("CANDIDATE", "null"),
        ("OFFER", "v=0\x00"),
        ("OFFER", "v=0" + "x" * 65_536),
        ("OFFER", "v=0" + "ü" * 40_000),
    ],
)
async def test_a_malformed_signal_is_refused(room: Meeting, kind: str, payload: str) -> None:
    before = await room.show()
    peers = {each["role"]: each["peerId"] for each in before["participants"]}
    answer = await room.signal(room.host, peers["GUEST"], kind=kind, payload=payload)
    assert (answer["code"], answer["fields"][0]["path"]) == ("INVALID_INPUT", "payload")
    assert (await room.show())["cursor"] == before["cursor"]


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("OFFER", DESCRIPTION),
        ("OFFER", "v=0\r\ns=-\r\n"),
        ("ANSWER", '{"type": "answer", "sdp": "v=0"}'),
        ("ANSWER", '{"type": "pranswer", "sdp": "v=0", "more": [1]}'),
        ("CANDIDATE", ICE_CANDIDATE),
        ("CANDIDATE", '{"candidate": ""}'),
        ("CANDIDATE", "candidate:1 1 udp 1 host.local 9 typ host"),
    ],
)
async def test_what_browsers_make_is_passed_on_as_it_is(room: Meeting, kind: str, payload: str) -> None:
    before = await room.show()
    peers = {each["role"]: each["peerId"] for each in before["participants"]}
    async with room.guest.client.subscribe(INTERVIEW_FEED, id=room.id, after=before["cursor"]) as events:
        await room.signal(room.host, peers["GUEST"], kind=kind, payload=payload)
        heard = await next_of_kind(events, "SignalReceived")
    assert (heard["kind"], heard["payload"]) == (kind, payload)


@pytest.fixture(scope="module")
async def room(server: Server) -> Meeting:
    """A running meeting, shared by the tests that only send signals."""
    return await live(server)


async def test_signals_go_to_other_peers_of_the_same_interview(room: Meeting, server: Server) -> None:
    elsewhere = await live(server)
    theirs = (await elsewhere.show())["participants"][1]["peerId"]
    own = (await room.show())["participants"][0]["peerId"]
    before = (await room.show())["cursor"], (await elsewhere.show())["cursor"]
    assert (await room.signal(room.host, theirs))["code"] == "NOT_FOUND"
    assert (await room.signal(room.host, own))["code"] == "NOT_ALLOWED"
    assert (await room.signal(elsewhere.host, own))["code"] == "NOT_FOUND"
    assert ((await room.show())["cursor"], (await elsewhere.show())["cursor"]) == before


async def test_a_signal_under_a_key_is_sent_once(room: Meeting) -> None:
    peers = {each["role"]: each["peerId"] for each in (await room.show())["participants"]}
    one, two = [await room.signal(room.host, peers["GUEST"], idempotencyKey="once") for _ in range(2)]
    assert one == two
    again = await room.guest.do("joinInterview", interviewId=room.id, idempotencyKey="again")
    assert again["interview"]["participants"][1]["presence"] == "INSIDE"


async def test_who_sends_more_signals_than_a_meeting_needs_has_to_wait(server: Server) -> None:
    made = await live(server)
    peer = (await made.show())["participants"][1]["peerId"]
    big = "v=0" + "x" * 65_000
    codes = [(await made.signal(made.host, peer, kind="OFFER", payload=big)).get("code") for _ in range(66)]
    assert codes[:64] == [None] * 64
    assert codes[-1] == "RATE_LIMITED"
    assert (await made.signal(made.guest, (await made.show())["participants"][0]["peerId"])).get("code") is None


async def test_who_leaves_waits_in_the_lobby_again_and_keeps_their_peer(server: Server) -> None:
    made = await live(server)
    peers = {each["role"]: each["peerId"] for each in (await made.show())["participants"]}
    gone = await made.guest.do("leaveInterview", interviewId=made.id)
    assert gone["state"] == "LIVE"
    assert (await made.signal(made.host, peers["GUEST"]))["code"] == "NOT_INSIDE"
    assert (await made.join(made.guest))["peerId"] == peers["GUEST"]
    assert await made.presence(made.guest) == "LOBBY"
    await made.host.do("leaveInterview", interviewId=made.id)
    await made.join(made.host)
    assert await made.presence(made.host) == "INSIDE"


async def test_a_guest_who_was_removed_hears_nothing_more_and_stays_out(server: Server) -> None:
    made = await live(server)
    peer = (await made.show())["participants"][1]["peerId"]
    after = (await made.show())["cursor"]
    async with made.guest.client.subscribe(INTERVIEW_FEED, id=made.id, after=after) as events:
        assert (await made.signal(made.host, peer))["__typename"] == "SignalSent"
        await next_of_kind(events, "SignalReceived")
        removed = await made.host.do("removeGuest", interviewId=made.id, userId=made.guest.user)
        message = await events.message()
        assert message["type"] == "error", message
        assert message["payload"][0]["extensions"]["code"] == "NOT_FOUND"
    assert removed["participants"][1]["removedAt"] is not None
    assert await made.guest.refused("joinInterview", interviewId=made.id) == "REMOVED"
    assert (await made.signal(made.host, peer))["code"] == "NOT_INSIDE"
    assert await made.presence(made.guest) == "AWAY"


async def agreed_anew(made: Meeting, *hosts: Person) -> None:
    """A new, accepted interview with these hosts, in place of the proposed one."""
    await made.host.do("cancelInterview", interviewId=made.id)
    again = await made.host.do(
        "proposeInterview",
        applicantId=made.table.applications[0]["id"],
        topic="Again",
        media="AUDIO",
        slots=[slot()],
        timeZone="UTC",
        hostIds=[host.user for host in hosts],
    )
    made.id = again["id"]
    await made.accept()


async def test_whoever_leaves_the_party_hears_nothing_more_and_is_not_reached(server: Server) -> None:
    """Permission is checked for every event, as in CM-1."""
    made = await proposed(server)
    helper = await colleague(made.host, "MEMBER")
    await agreed_anew(made, made.host, helper)
    for who in (made.host, helper, made.guest):
        await made.join(who)
    await made.admit()
    peers = {each["user"]["id"]: each["peerId"] for each in (await made.show())["participants"]}
    async with helper.client.subscribe(INTERVIEW_FEED, id=made.id) as events:
        assert (await made.signal(helper, peers[made.guest.user]))["__typename"] == "SignalSent"
        await made.host.do("removeMember", partyId=made.host.party, userId=helper.user)
        assert (await made.signal(made.guest, peers[helper.user]))["code"] == "NOT_INSIDE"
        await made.guest.do("consentToRecording", interviewId=made.id, consents=True)
        while (message := await events.message())["type"] == "next":
            assert "recordingConsent': True" not in str(message)
        assert message["type"] == "error"
    assert await helper.refused("joinInterview", interviewId=made.id) == "NOT_FOUND"
    assert (await made.signal(helper, peers[made.guest.user]))["code"] == "NOT_FOUND"


@pytest.mark.everywhere
@pytest.mark.parametrize("hosts", [1, 2])
async def test_cm8_whoever_leaves_the_party_is_inside_no_longer(server: Server, hosts: int) -> None:
    made = await proposed(server)
    helper = await colleague(made.host, "MEMBER")
    await agreed_anew(made, *[helper, made.host][:hosts])
    for who in (*[helper, made.host][:hosts], made.guest):
        await made.join(who)
    await helper.do("admitGuest", interviewId=made.id, userId=made.guest.user)
    before = (await made.show(made.guest))["cursor"]
    async with made.guest.client.subscribe(INTERVIEW_FEED, id=made.id, after=before) as events:
        await made.host.do("removeMember", partyId=made.host.party, userId=helper.user)
        moved = await next_of_kind(events, "PresenceChanged")
    assert (moved["user"]["id"], moved["presence"]) == (helper.user, "AWAY")
    assert await made.presence(helper) == "AWAY"
    # Without a host nobody could lead it any more.
    assert (await made.show(made.guest))["state"] == ("ENDED" if hosts == 1 else "LIVE")


async def test_cm10_recording_needs_the_consent_of_everyone_inside(server: Server) -> None:
    made = await live(server)
    started = await made.host.do("startRecording", interviewId=made.id)
    assert started["recording"] == "PAUSED"
    assert await made.host.refused("startRecording", interviewId=made.id) == "WRONG_STATE"
    assert (await consent(made, made.host, True))["recording"] == "PAUSED"
    assert (await consent(made, made.guest, True))["recording"] == "ON"
    assert (await consent(made, made.guest, False))["recording"] == "PAUSED"
    left = await made.guest.do("leaveInterview", interviewId=made.id)
    assert left["recording"] == "ON", "only who is inside is heard"
    await made.join(made.guest)
    async with made.guest.client.subscribe(INTERVIEW_FEED, id=made.id, after=(await made.show())["cursor"]) as events:
        admitted = await made.admit()
        assert admitted["recording"] == "PAUSED", "who comes later pauses it as well"
        assert (await next_of_kind(events, "InterviewChanged"))["interview"]["recording"] == "PAUSED"
    assert (await made.host.do("stopRecording", interviewId=made.id))["recording"] == "OFF"
    assert await made.guest.refused("startRecording", interviewId=made.id) == "NOT_ALLOWED"
    member = await colleague(made.host)
    assert await member.refused("consentToRecording", interviewId=made.id, consents=True) == "NOT_ALLOWED"


async def consent(made: Meeting, by: Any, consents: bool) -> dict[str, Any]:
    return await by.do("consentToRecording", interviewId=made.id, consents=consents)


@pytest.mark.parametrize("end", ["eliminated", "withdrawn", "cancelled", "concluded"])
async def test_cm8_what_ends_the_application_ends_the_interview_at_once(server: Server, end: str) -> None:
    made = await live(server)
    later = await made.host.do(
        "proposeInterview",
        applicantId=made.table.applications[0]["id"],
        topic="Once more",
        media="AUDIO",
        slots=[slot(600)],
        timeZone="UTC",
    )
    if end == "concluded":
        await made.host.do("closeBidding", demandId=made.table.demand)
    peer, after = (await made.show())["participants"][1]["peerId"], (await made.show())["cursor"]
    async with made.guest.client.subscribe(INTERVIEW_FEED, id=made.id, after=after) as events:
        match end:
            case "eliminated":
                await made.table.eliminate(*made.table.candidates)
            case "withdrawn":
                await made.guest.do("withdrawBid", applicantId=made.table.applications[0]["id"])
            case "cancelled":
                await made.host.do("cancelDemand", demandId=made.table.demand, reason="No need.")
            case "concluded":
                await made.host.do("concludeWithoutAward", demandId=made.table.demand, reason="Nobody.")
        ended = (await next_of_kind(events, "InterviewChanged"))["interview"]
    assert (ended["state"], ended["cancelReason"]) == ("ENDED", None)
    assert {each["presence"] for each in ended["participants"]} == {"AWAY"}
    assert (await made.signal(made.host, peer))["code"] == "WRONG_STATE"
    for who in (made.host, made.guest):
        assert await who.refused("joinInterview", interviewId=made.id) == "WRONG_STATE"
        assert (await made.show(who))["actions"] == []
    made.id = later["id"]
    dropped = await made.show(made.guest)
    # An applicant does not learn from it whether they were eliminated (WB-1).
    assert (dropped["state"], dropped["cancelReason"], dropped["actions"]) == ("CANCELLED", None, [])


async def test_only_a_host_ends_a_running_interview(server: Server) -> None:
    made = await scheduled(server)
    assert await made.host.refused("endInterview", interviewId=made.id) == "WRONG_STATE"
    for who in (made.host, made.guest):
        await made.join(who)
    await made.admit()
    assert await made.guest.refused("endInterview", interviewId=made.id) == "NOT_ALLOWED"
    ended = await made.host.do("endInterview", interviewId=made.id)
    assert (ended["state"], ended["actions"], ended["endedAt"] is None) == ("ENDED", [], False)
    assert ended["endedAt"] <= in_(seconds=1)
