"""Real interviews: WebRTC peers exchange sound and picture, with signals through the server."""

import pytest

from tests.support.api.peers import Peer
from tests.support.api.server import Server
from tests.support.domain.market import colleague
from tests.support.domain.meeting import Meeting, offer_of, scheduled
from tests.support.domain.table import table

pytestmark = pytest.mark.anywhere


async def test_two_hold_an_interview_with_sound_and_picture_both_ways(server: Server) -> None:
    made = await scheduled(server)
    async with Peer(made, made.host) as host, Peer(made, made.guest) as guest:
        # Nothing reaches the lobby, and nothing leaves it (CM-9).
        assert (await made.signal(made.guest, host.id))["code"] == "NOT_INSIDE"
        assert (await made.signal(made.host, guest.id))["code"] == "NOT_INSIDE"
        await made.admit()
        await host.call(guest)
        await host.wait_for(guest)
        await guest.wait_for(host)
        assert [each["kind"] for each in guest.heard] == ["OFFER"]
        assert [each["kind"] for each in host.heard] == ["ANSWER"]


async def test_a_peer_that_loses_its_socket_goes_on_and_its_signals_come_after(server: Server) -> None:
    made = await scheduled(server)
    async with Peer(made, made.host) as host, Peer(made, made.guest) as guest:
        await made.admit()
        await host.call(guest)
        await guest.wait_for(host)
        await guest.lose_socket()
        # Sound and picture do not go through the server.
        await guest.wait_for(host)
        await host.wait_for(guest)
        await host.restart(guest)
        assert [each["kind"] for each in guest.heard] == ["OFFER"]
        again = await made.join(made.guest)
        people = {each["peerId"]: each["presence"] for each in again["interview"]["participants"]}
        assert (again["peerId"], people[guest.id]) == (guest.id, "INSIDE")
        guest.follow()
        await guest.hears("OFFER", 2)
        await host.hears("ANSWER", 2)
        await guest.wait_for(host)
        await host.wait_for(guest)


async def test_a_panel_of_three_is_a_full_mesh(server: Server) -> None:
    made = await table(server, "1000.00")
    other = await colleague(made.awarder)
    offer = offer_of(made.applications[0]["id"], hostIds=[made.awarder.user, other.user])
    interview = await made.awarder.do("proposeInterview", **offer)
    meeting = Meeting(made, interview["id"], made.awarder, made.bidders[0])
    await meeting.accept()
    async with (
        Peer(meeting, meeting.host) as host,
        Peer(meeting, other) as second,
        Peer(meeting, meeting.guest) as guest,
    ):
        await host.call(second)
        await meeting.admit()
        await host.call(guest)
        await second.call(guest)
        for one, rest in ((host, (second, guest)), (second, (host, guest)), (guest, (host, second))):
            await one.wait_for(*rest)
