"""The inbox: marked as read, followed live, and visible only to its owner."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest

from models.accounts.sessions import viewer_of
from models.changes import StoredEvent, change
from models.ids import key_of, new_id, opaque
from models.notifications.inbox import mark_read_about
from models.notifications.kinds import MailTiming, Notification, NotificationKind
from models.notifications.telling import notify
from tests.support.api.behind import end_confirmation, verify
from tests.support.api.doors import serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.market import INBOX, NEWS, Person, colleague, enterprise, in_, person, published, submitted

# Who is told what is decided in Python; marks, pages and events are tried on both.
pytestmark = pytest.mark.anywhere

K = NotificationKind


@pytest.fixture(scope="module")
async def url(databases: Postgres | Sqlite, template: str) -> AsyncIterator[str]:
    """A server in this process, so that tests can send users any notification."""
    database = await databases.create(template)
    async with serving(database) as url:
        yield url
    await databases.drop(database)


def key(of: Person) -> UUID:
    found = key_of("User", of.user)
    assert found
    return found


async def tell(of: Person, demand: str = "A portal") -> None:
    async with change():
        await notify([key(of)], K.DEMAND_CLOSED, subject=("demand", new_id()), by=None, demand=demand)


async def inbox(of: Person, **page: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await of.ask(INBOX, **page))["viewer"]
    return found


def nodes(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [edge["node"] for edge in found["notifications"]["edges"]]


async def kinds(of: Person) -> list[str]:
    return [each["kind"] for each in nodes(await inbox(of))]


async def test_a_bid_and_what_comes_of_it_reach_both_sides(url: str) -> None:
    awarder = await enterprise(url, "Acme")
    member, bidder, rival = await colleague(awarder), await person(url, "Bea"), await person(url, "Rita")
    demand = await published(awarder)
    one = await submitted(bidder, demand)
    await submitted(rival, demand, "4000.00")
    arrived = nodes(await inbox(awarder))
    assert [(each["title"], each["body"]) for each in arrived] == [
        ("New bid on “A payment service”", "Rita has submitted a bid."),
        ("New bid on “A payment service”", "Bea has submitted a bid."),
        ("Ada has joined Acme", "They accepted an invitation."),
    ]
    # Each leads to its bid at the workbench.
    found = {each["id"] for each in await awarder.candidates(demand)}
    assert {each["subject"]["id"] for each in arrived[:2]} == found
    assert (await kinds(member))[:2] == ["BID_ARRIVED"] * 2
    await awarder.do(
        "amendDemand", demandId=demand, description="Build two.", expectedVersion=await awarder.version(demand)
    )
    asked = nodes(await inbox(bidder))[0]
    assert (asked["kind"], asked["subject"]) == (
        "BID_NEEDS_CONFIRMATION",
        {"__typename": "Applicant", "id": one["id"]},
    )
    await bidder.do("submitBid", applicantId=one["id"], expectedVersion=3)
    assert await awarder.refused("closeBidding", demandId=demand) == "UNCONFIRMED"
    await end_confirmation(url)
    await awarder.do("closeBidding", demandId=demand)
    assert (await kinds(rival))[:1] == ["BID_LAPSED"]
    [candidate] = await awarder.candidates(demand)
    award = await awarder.do(
        "awardDemand", candidateId=candidate["id"], reason="Best.", expectedVersion=await awarder.version(demand)
    )
    assert nodes(await inbox(bidder))[0]["subject"] == {"__typename": "Award", "id": award["id"]}
    await bidder.do("declineAward", awardId=award["id"])
    told = nodes(await inbox(member))[0]
    assert (told["title"], told["body"]) == (
        "The award of “A payment service” was declined",
        "Bea has answered the offer.",
    )
    # EB-4: neither applicant received anything about the other's bid and award.
    assert await kinds(bidder) == ["AWARD_OFFERED", "DEMAND_CLOSED", "BID_NEEDS_CONFIRMATION"]
    assert await kinds(rival) == ["BID_LAPSED", "BID_NEEDS_CONFIRMATION"]
    assert "Bea" not in str(await inbox(rival))
    assert "Rita" not in str(await inbox(bidder))


async def test_eb3_while_bids_are_sealed_the_team_is_told_of_their_number_alone(url: str) -> None:
    awarder, bidder = await enterprise(url), await person(url, "Bea")
    demand = await published(awarder, bidding="SEALED", deadlineAt=in_(hours=1))
    application = await submitted(bidder, demand, "1234.00")
    await bidder.do("withdrawBid", applicantId=application["id"], reason="No time.")
    told = nodes(await inbox(awarder))
    assert [(each["kind"], each["body"]) for each in told] == [
        ("BID_WITHDRAWN", "There are now 0 sealed bids."),
        ("BID_ARRIVED", "There is now 1 sealed bid."),
    ]
    # Whose bid it was is not what its link leads to.
    assert [each["subject"]["__typename"] for each in told] == ["Workbench"] * 2
    rows = await Notification.filter(user_id=key(awarder))
    assert [row.actor_id for row in rows] == [None, None]
    assert "Bea" not in str([row.facts for row in rows])


async def test_wb1_what_is_decided_at_the_workbench_tells_no_applicant(url: str) -> None:
    awarder, bidder = await enterprise(url), await person(url)
    demand = await published(awarder)
    await submitted(bidder, demand)
    [candidate] = await awarder.candidates(demand)
    await awarder.do("addRemark", candidateId=candidate["id"], body="SECRET", scope="TEAM")
    await awarder.do("placeAlternative", candidateId=candidate["id"], expectedVersion=candidate["version"])
    await awarder.do("eliminateCandidates", candidateIds=[candidate["id"]], reason="PRICE", note="SECRET")
    assert nodes(await inbox(bidder)) == []


async def test_a_subject_that_is_no_longer_ones_to_see_is_null(url: str) -> None:
    owner = await enterprise(url)
    invited = await person(url)
    await verify(url, invited.email)
    await owner.do("inviteMember", partyId=owner.party, email=invited.email, role="MEMBER")
    [told] = nodes(await inbox(invited))
    assert (told["kind"], told["subject"]["__typename"]) == ("INVITED_TO_PARTY", "Invitation")
    await invited.do("acceptInvitation", invitationId=told["subject"]["id"])
    [told] = nodes(await inbox(invited))
    assert (told["title"], told["subject"]) == ("You are invited to join a party", None)


@pytest.mark.everywhere
async def test_reading_goes_forward_only_and_through_ones_own_alone(url: str) -> None:
    reader, other = await person(url), await person(url)
    for number in range(4):
        await tell(reader, f"Demand {number}")
    newest, third, second, oldest = nodes(await inbox(reader))
    answer = await reader.do("markNotificationsRead", throughId=third["id"])
    assert answer["unreadNotificationCount"] == 1
    again = await reader.do("markNotificationsRead", throughId=oldest["id"])
    assert again["unreadNotificationCount"] == 1
    read = [each["readAt"] is not None for each in nodes(await inbox(reader))]
    assert read == [False, True, True, True]
    before = await StoredEvent.filter(stream=f"user:{key(reader)}").count()
    for wrong in (newest["id"], opaque("Notification", new_id()), "nonsense", second["id"] + "="):
        assert await other.refused("markNotificationsRead", throughId=wrong) == "NOT_FOUND"
    assert (await inbox(reader))["unreadNotificationCount"] == 1
    assert await StoredEvent.filter(stream=f"user:{key(reader)}").count() == before
    assert (await other.ask("query ($id: ID!) { node(id: $id) { id } }", id=newest["id"]))["node"] is None
    once = {"throughId": newest["id"], "idempotencyKey": "k"}
    assert await reader.do("markNotificationsRead", **once) == await reader.do("markNotificationsRead", **once)


@pytest.mark.everywhere
async def test_the_inbox_pages_from_the_latest_on(url: str) -> None:
    reader = await person(url)
    for number in range(5):
        await tell(reader, f"Demand {number}")
    found, after, more = [], None, True
    while more:
        page = await inbox(reader, first=2, after=after)
        found += [each["title"] for each in nodes(page)]
        info = page["notifications"]["pageInfo"]
        after, more = info["endCursor"], info["hasNextPage"]
    assert [title.split("“")[1].split("”")[0] for title in found] == [f"Demand {n}" for n in (4, 3, 2, 1, 0)]


async def test_words_are_in_the_readers_language_and_time_zone_when_they_read(url: str) -> None:
    reader = await person(url)
    async with change():
        subject, at = ("award", new_id()), "2026-07-01T22:30:00+00:00"
        await notify([key(reader)], K.AWARD_OFFERED, subject=subject, by=None, demand="A portal", at=at)
    async with reader.client.subscribe(NEWS, after=(await inbox(reader))["notifications"]["cursor"]) as events:
        chosen = await reader.do("chooseLocale", language="de-AT", timeZone="Europe/Vienna")
        assert (chosen["language"], chosen["timeZone"]) == ("de-AT", "Europe/Vienna")
        [told] = nodes(await inbox(reader))
        assert told["title"] == "„A portal“ wird Ihnen angeboten"
        assert told["body"].startswith("Bitte antworten Sie bis Do., 2. Juli 2026, 00:30 MESZ")
        await tell(reader)
        live = (await events.next())["notifications"]["event"]["notification"]
        assert live["title"] == "Die Gebotsphase für „A portal“ ist beendet"
    for wrong in ({"language": "tlh"}, {"timeZone": "Mars/Base"}, {"language": "", "timeZone": "../etc/passwd"}):
        assert await reader.refused("chooseLocale", **wrong) == "INVALID_INPUT"
    assert (await reader.ask("{ viewer { language } }"))["viewer"] == {"language": "de-AT"}


async def test_channels_are_chosen_by_kind(url: str) -> None:
    reader = await person(url)
    await reader.do("chooseNotificationChannels", kinds=["DEMAND_CLOSED"], isShown=False)
    answer = await reader.do("chooseNotificationChannels", kinds=["DEMAND_CLOSED", "AWARD_LAPSED"], mail="NONE")
    rows = {each["kind"]: (each["isShown"], each["mail"]) for each in answer["notificationPreferences"]}
    assert list(rows) == [kind.value for kind in NotificationKind]
    assert (rows["DEMAND_CLOSED"], rows["AWARD_LAPSED"]) == ((False, "NONE"), (True, "NONE"))
    assert (rows["AWARD_OFFERED"], rows["BID_ARRIVED"]) == ((True, "AT_ONCE"), (True, MailTiming.DIGEST.value))
    await tell(reader)
    assert nodes(await inbox(reader)) == []


async def test_a_guest_has_no_inbox(url: str) -> None:
    guest = Person(url)
    async with guest.client.subscribe(NEWS) as events:
        assert "UNAUTHENTICATED" in str(await events.message())
    answer = await guest.client.post('mutation { markNotificationsRead(input: {throughId: "x"}) { __typename } }')
    assert answer["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


@pytest.mark.everywhere
@pytest.mark.parametrize("seed", range(3))
async def test_the_inbox_with_its_events_is_the_inbox_asked_anew(url: str, seed: int) -> None:
    chance = random.Random(seed)
    reader = await person(url)
    for _ in range(chance.randrange(4)):
        await tell(reader)
    start = await inbox(reader, first=200)
    rows = {each["id"]: each for each in nodes(start)}
    unread = start["unreadNotificationCount"]
    assert reader.client.token
    me = await viewer_of(reader.client.token)

    async def disturb() -> None:
        for _ in range(12):
            shown = [opaque("Notification", row.id) for row in await Notification.filter(user_id=key(reader))]
            dice = chance.random()
            if shown and dice < 0.2:
                about = await Notification.get(id=key_of("Notification", chance.choice(shown)))
                async with change():
                    await mark_read_about(about.subject_id, K.DEMAND_CLOSED, readers=[me.user.id])
            elif shown and dice < 0.5:
                await reader.do("markNotificationsRead", throughId=chance.choice(shown))
            else:
                await tell(reader)

    await asyncio.gather(*(disturb() for _ in range(3)))
    # The last one tells when everything before it was heard.
    await tell(reader, "The end")
    async with reader.client.subscribe(NEWS, after=start["notifications"]["cursor"]) as events:
        while True:
            event = (await events.next())["notifications"]["event"]
            if event["__typename"] == "NotificationAdded":
                told = event["notification"]
                unread += 1
                rows[told["id"]] = {**told, "readAt": None}
                if "The end" in told["title"]:
                    break
            else:
                unread = event["unreadNotificationCount"]
                if alone := event["notificationId"]:
                    assert event["throughId"] is None
                    rows[alone]["readAt"] = "then"
                    continue
                through = key_of("Notification", event["throughId"])
                for id, row in rows.items():
                    mine = key_of("Notification", id)
                    assert mine
                    assert through
                    if mine <= through:
                        row["readAt"] = row["readAt"] or "then"
    fresh = await inbox(reader, first=200)
    assert unread == fresh["unreadNotificationCount"]
    assert {id: row["readAt"] is None for id, row in rows.items()} == {
        each["id"]: each["readAt"] is None for each in nodes(fresh)
    }
