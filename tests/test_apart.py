"""Connections apart: what one of them brings along reaches no other, however much they share."""

import base64
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from models.changes import StoredEvent, StreamHead
from models.ids import key_of, meant
from realtime.cursors import Cursor
from schema.roots import build
from schema.sharing import Differs, differing
from tests.support.api.client import http_client
from tests.support.api.doors import GRAPH, everything, serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.api.uploading import uploaded
from tests.support.domain.contracting import contracted
from tests.support.domain.market import PASSWORD, Person, published, submitted
from tests.support.domain.meeting import offer_of
from tests.support.domain.table import table
from tests.support.waiting import until

pytestmark = pytest.mark.anywhere

EVIL = {"host": "evil.example", "user-agent": "evil-agent/6.6.6", "accept-language": "x-evil, zz-evil"}
GOOD = {"host": "good.example", "user-agent": "good-agent/1.0", "accept-language": "de"}
# The work of the staff shows nothing of a connection: its items have neither files nor calendars.
FEEDS = [
    name
    for name, field in GRAPH.subscription_type.fields.items()  # type: ignore[union-attr]
    if "after" in field.args and name != "workItems"
]
# What is heard of saved searches has neither files nor calendars.
WITHOUT_LINKS = {"savedSearches"}


class Place(NamedTuple):
    """A feed with events: who may follow it, its stream, and the id that the subscription asks for."""

    follower: Person
    stream: str
    id: str | None


@pytest.fixture(scope="module")
async def places(databases: Postgres | Sqlite, template: str) -> AsyncIterator[dict[str, Place]]:
    """A place for each feed. The files, of a demand, a bid and a message, are in what its events show."""
    database = await databases.create(template)
    async with serving(database) as url:
        yield await _places(url)
    await databases.drop(database)


async def _places(url: str) -> dict[str, Place]:
    server: Any = SimpleNamespace(url=url)
    made = await table(server)
    owner, demand = made.awarder, made.demand
    bidder = (await table(server)).awarder
    plan = await uploaded(owner, b"%PDF- the plan")
    version = await owner.version(demand)
    await bidder.do("saveSearch", name="Payments", filter={"text": "payment"}, order="NEWEST")
    await published(owner)
    await owner.do("amendDemand", demandId=demand, attachmentIds=[plan], expectedVersion=version)
    offer = await uploaded(bidder, b"%PDF- the offer")
    application = await _applied(bidder, demand, offer)
    question = await bidder.do("askQuestion", demandId=demand, partyId=bidder.party, body="Why?")
    await owner.do("answerQuestion", questionId=question["id"], body="Because.")
    talk = await bidder.do("openConversation", applicantId=application)
    drawing = await uploaded(owner, b"%PDF- the drawing")
    said = {"conversationId": talk["id"], "clientMessageId": "1", "body": "See.", "attachmentIds": [drawing]}
    await owner.do("sendMessage", **said)
    meeting = await owner.do("proposeInterview", **offer_of(application))
    await bidder.do("acceptSlot", interviewId=meeting["id"], startsAt=meeting["slots"][0]["startsAt"])
    contract = await _contract(bidder, owner)
    key, user = key_of("BiddingDemand", demand), key_of("User", bidder.user)
    await until(lambda: StreamHead.exists(stream=f"searches:{user}"))
    return {
        "market": Place(bidder, "market", None),
        "workbench": Place(owner, f"demand:{key}", demand),
        "bidArrivals": Place(owner, f"demand:{key}", demand),
        "questions": Place(bidder, f"questions:{key}", demand),
        "conversation": Place(bidder, f"conversation:{key_of('Conversation', talk['id'])}", talk["id"]),
        "interview": Place(bidder, f"interview:{key_of('Interview', meeting['id'])}", meeting["id"]),
        "notifications": Place(bidder, f"user:{user}", None),
        "savedSearches": Place(bidder, f"searches:{user}", None),
        "contract": Place(owner, f"contract:{key_of('Contract', contract)}", contract),
    }


async def _contract(awarder: Person, receiver: Person) -> str:
    """The id of a contract between two who are somebody else to each other elsewhere."""
    demand = await published(awarder)
    await submitted(receiver, demand)
    await awarder.do("closeBidding", demandId=demand)
    (candidate,) = await awarder.candidates(demand)
    given = {"candidateId": candidate["id"], "reason": "Best.", "expectedVersion": await awarder.version(demand)}
    return str((await contracted(awarder, receiver, await awarder.do("awardDemand", **given)))["id"])


async def _applied(bidder: Person, demand: str, offer: str) -> str:
    """The id of an application with a file."""
    price = {"amount": "3000.00", "currency": "USD"}
    stages = [{"title": "All of it", "amount": "3000.00", "dueAfterDays": 60}]
    given = {"demandId": demand, "partyId": bidder.party, "price": price, "stages": stages, "durationDays": 60}
    saved = await bidder.do("saveBid", **given, proposal="We can.", attachmentIds=[offer])
    version = saved["version"]
    return str((await bidder.do("submitBid", applicantId=saved["id"], expectedVersion=version))["id"])


async def again(somebody: Person) -> tuple[str, UUID]:
    """The token of another session of the same user, and the session's key."""
    session = await somebody.do("signIn", email=somebody.email, password=PASSWORD)
    key = key_of("Session", session["id"])
    assert key is not None
    return session["token"], key


@asynccontextmanager
async def following(place: Place, feed: str, token: str, said: dict[str, str]) -> AsyncIterator[str]:
    """All that a connection hears at a place, from the beginning to now; it stays connected for the block."""
    head = await StreamHead.get(stream=place.stream)
    last = await StoredEvent.filter(stream=place.stream, seq=head.last_seq).get()
    end = str(Cursor(place.stream, head.epoch, last.seq))
    variables = {"id": place.id, "after": str(Cursor(place.stream, "", 0))}
    body = {"query": everything("Subscription", feed), "variables": variables}
    headers = {**said, "authorization": f"Bearer {token}", "accept": "text/event-stream"}
    heard = ""
    async with http_client() as client, client.stream("POST", place.follower.url, json=body, headers=headers) as answer:
        lines = answer.aiter_lines()  # kept: without it, the connection would be closed
        async for line in lines:
            heard += line + "\n"
            if line.startswith("data:") and (end in line or "errors" in json.loads(line[5:] or "{}")):
                break
        assert '"errors"' not in heard
        yield heard


def sessions_in(heard: str) -> set[UUID]:
    """The sessions that the links in a text are made for."""
    tokens = [base64.urlsafe_b64decode(each + "=" * (-len(each) % 4)) for each in re.findall(r"token=([\w-]+)", heard)]
    return {meant(UUID(bytes=each[:16])) for each in tokens}


def test_every_feed_has_a_place_here(places: dict[str, Place]) -> None:
    assert sorted(places) == sorted(FEEDS)


@pytest.mark.parametrize("feed", FEEDS)
async def test_a_follower_gets_nothing_that_another_connection_brought_along(
    places: dict[str, Place], feed: str
) -> None:
    """Not its Host, session, agent or language, at the same document: the first stays while the others come."""
    place = places[feed]
    (evil, evils), (good, goods) = await again(place.follower), await again(place.follower)
    async with (
        following(place, feed, evil, EVIL) as first,
        following(place, feed, good, GOOD) as second,
        following(place, feed, evil, EVIL) as third,
    ):
        pass
    assert sessions_in(first) == sessions_in(third) <= {evils}
    assert sessions_in(second) <= {goods}
    assert "evil" not in second
    assert "good.example" not in first + third
    links = re.findall(r'"(https?://[^"]+)"', second)
    assert all(each.startswith("http://good.example/") for each in links)
    assert bool(links) == (feed not in WITHOUT_LINKS)


async def test_one_session_on_two_ways_to_the_server_gets_the_links_of_each(places: dict[str, Place]) -> None:
    place = places["workbench"]
    token, _ = await again(place.follower)
    async with (
        following(place, "workbench", token, EVIL) as evil,
        following(place, "workbench", token, GOOD) as good,
        following(place, "workbench", token, EVIL) as third,
    ):
        pass
    for heard, said in ((evil, EVIL), (good, GOOD), (third, EVIL)):
        assert {*re.findall(r'"(https?://[^"/]+)', heard)} == {f"http://{said['host']}"}


def test_a_field_with_links_is_never_shared_by_users() -> None:
    """A field that is made of the connection must say that it differs by user; in a shared rendering it would fail."""
    known = differing(build())
    named = {f"{kind.name}.{name}" for kind in GRAPH.type_map.values() for name in getattr(kind, "fields", ())}
    links = {each for each in named if each.endswith(("Url", ".url"))}
    assert {"Attachment.url", "Attachment.thumbnailUrl", "Interview.calendarUrl"} <= links
    # An upload is shown to nobody but its owner, and in no event.
    assert {each for each in links if known.get(each) is not Differs.BY_USER} == {"Upload.url"}
