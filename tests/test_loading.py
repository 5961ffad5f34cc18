"""Loading: a list of twenty takes about as many statements as a list of one, whatever is selected."""

from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import pytest
from structlog.contextvars import get_contextvars

from models.changes import change
from models.ids import key_of
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from schema.kinds import ref
from tests.support.api.doors import everything, serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.market import (
    APPLICANT,
    CANDIDATE,
    CONVERSATION,
    DEMAND,
    MESSAGE,
    NOTIFICATION,
    Person,
    enterprise,
    person,
    published,
    submitted,
)
from tests.support.domain.statements import statements

# The ORM sends as many statements to every database.
pytestmark = pytest.mark.anywhere

MANY = 20
# Batches of which all rows are known already when there is one thing, and take no statement then.
SHARED = 5


class Place(NamedTuple):
    """A demand with one bid and one with many, all with remarks and as alternatives, and the viewer."""

    awarder: Person
    bidder: Person
    small: str
    large: str


@pytest.fixture(scope="module")
async def place(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Place]:
    database = await databases.create(template)
    async with serving(database) as url:
        awarder = await enterprise(url)
        bidder = await person(url, "Bidder")
        parties = [bidder.party]
        for number in range(1, MANY):
            parties.append((await bidder.do("createParty", name=f"Bidder {number}", kind="TEAM"))["id"])
        small, large = await published(awarder), await published(awarder)
        await _apply(awarder, small, bidder, parties[:1])
        await _apply(awarder, large, bidder, parties)
        for _ in range(MANY - 2):
            await published(awarder)
        yield Place(awarder, bidder, small, large)
    await databases.drop(database)


async def _apply(awarder: Person, demand: str, bidder: Person, parties: list[str]) -> None:
    for party in parties:
        applicant = (await submitted(bidder, demand, partyId=party))["id"]
        opened = await bidder.do("openConversation", applicantId=applicant)
        await _talk(bidder, opened["id"], 2)
    for candidate in await awarder.candidates(demand, first=200):
        await awarder.do("addRemark", candidateId=candidate["id"], body="Good.", scope="TEAM")
        await awarder.do("placeAlternative", candidateId=candidate["id"], expectedVersion=candidate["version"])


async def _talk(by: Person, conversation: str, number: int) -> None:
    """Sends that many messages, each a reply to the one before, and edits them."""
    said: list[str] = []
    for place in range(number):
        given = {"conversationId": conversation, "clientMessageId": str(place), "body": "Well."}
        said.append((await by.do("sendMessage", **given, replyToId=said[-1] if said else None))["id"])
        await by.do("editMessage", messageId=said[-1], body="Well?")


def in_a_request() -> bool:
    """False in the background tasks of the server, which runs in this process."""
    return "request_id" in get_contextvars()


async def taken(somebody: Person, document: str, **variables: Any) -> tuple[int, str]:
    """How many statements an answer took, and the answer as text."""
    with statements(of=in_a_request) as sent:
        answer = await somebody.ask(document, **variables)
    assert sent
    return len(sent), str(answer)


async def test_a_workbench_of_twenty_takes_the_statements_of_a_workbench_of_one(place: Place) -> None:
    # No deeper: a longer answer is built in several pieces, each of which loads for itself.
    document = everything("Query", "demand", depth=5)
    await taken(place.awarder, document, id=place.small)
    one, few = await taken(place.awarder, document, id=place.small)
    many, all_of_them = await taken(place.awarder, document, id=place.large)
    assert len(all_of_them) > 10 * len(few)
    # A long answer is built in pieces that load together.
    assert many <= one + SHARED


LISTS = {
    "demands": f"query ($n: Int) {{ demands(first: $n) {{ edges {{ node {{ {DEMAND} "
    "... on BiddingDemand { resourceManager { id } myApplicants { id } workbench { cursor criteria { key } } } } } } }",
    "own demands": "query ($n: Int, $party: ID!) { viewer { demands(partyId: $party, first: $n) { totalCount "
    f"edges {{ node {{ {DEMAND} }} }} }} }} }}",
    "candidates": "query ($n: Int, $id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench { "
    f"candidates(first: $n) {{ totalCount edges {{ node {{ {CANDIDATE} "
    "remarks { totalCount edges { node { id author { id } } } } "
    "remarkCount decision { action actor { id } } "
    "} } } } } } }",
    "candidates by price": "query ($n: Int, $id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench { "
    f"candidates(first: $n, order: PRICE) {{ edges {{ node {{ {CANDIDATE} }} }} }} }} }} }} }}",
    "conversations": "query ($n: Int) { conversations(first: $n) { edges { node { "
    f"{CONVERSATION} demand {{ title }} applicant {{ party {{ name }} bid {{ number }} conversation {{ id }} }} "
    "participants { readThrough } "
    "messages(last: 5) { edges { node { id body } } } } } } }",
    "conversations with messages": "query ($n: Int) { conversations(first: $n) { edges { node { id "
    f"messages(last: 5) {{ edges {{ node {{ {MESSAGE} }} }} }} }} }} }} }}",
    "messages that were searched": 'query ($n: Int) { searchMessages(text: "well", first: $n) { edges { node { '
    f"{MESSAGE} conversation {{ id unreadCount participants {{ user {{ name }} }} }} }} }} }} }}",
    "record": "query ($n: Int, $id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench { "
    "record(first: $n) { totalCount edges { node { seq canonical actor { id } candidate { id standing } } } } } } } }",
}


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_of_twenty_takes_the_statements_of_a_list_of_one(place: Place, name: str) -> None:
    given = {"id": place.large} if "$id" in LISTS[name] else {}
    given |= {"party": place.awarder.party} if "$party" in LISTS[name] else {}
    # The record begins with the demand, not with a candidate: two entries have one of each.
    least = 2 if name == "record" else 1
    await taken(place.awarder, LISTS[name], n=least, **given)
    one, few = await taken(place.awarder, LISTS[name], n=least, **given)
    many, all_of_them = await taken(place.awarder, LISTS[name], n=MANY, **given)
    assert all_of_them.count("'node'") >= MANY * few.count("'node'") / least
    assert many <= one + SHARED


@pytest.mark.parametrize(
    ("of", "kind", "facts"),
    [
        ("demands", NotificationKind.DEMAND_CLOSED, {"demand": "A portal"}),
        ("conversations", NotificationKind.MESSAGE_RECEIVED, {"sender": "Ada"}),
        ("applications", NotificationKind.BID_LAPSED, {"demand": "A portal"}),
    ],
)
async def test_twenty_notifications_take_the_statements_of_one(
    place: Place, of: str, kind: NotificationKind, facts: dict[str, str]
) -> None:
    asked = f"{{ {of}(first: {MANY}) {{ edges {{ node {{ id }} }} }} }}"
    within = "viewer" if of == "applications" else None
    found = await place.bidder.ask(f"{{ viewer {asked} }}" if within else asked)
    things = [edge["node"]["id"] for edge in (found["viewer"] if within else found)[of]["edges"]]
    assert len(things) > 1
    user = key_of("User", place.bidder.user)
    assert user
    async with change():
        for number in range(MANY):
            subject = ref(things[number % len(things)])
            assert subject.kind
            assert subject.key
            about = (subject.kind, subject.key)
            await notify([user], kind, subject=about, by=None, **facts)
    document = "query ($n: Int) { viewer { unreadNotificationCount notifications(first: $n) { edges { node { "
    document += f"{NOTIFICATION} }} }} }} }} }}"
    one, few = await taken(place.bidder, document, n=1)
    many, all_of_them = await taken(place.bidder, document, n=MANY)
    assert (few.count("'subject': {'__typename'"), all_of_them.count("'subject': {'__typename'")) == (1, MANY)
    assert many <= one + SHARED


async def test_twenty_applications_take_the_statements_of_one(place: Place) -> None:
    document = f"query ($n: Int) {{ viewer {{ applications(first: $n) {{ edges {{ node {{ {APPLICANT} "
    document += "demand { id awarder { id } } award { id } bidHistory { id state } } } } } }"
    await taken(place.bidder, document, n=1)
    one, few = await taken(place.bidder, document, n=1)
    many, all_of_them = await taken(place.bidder, document, n=MANY)
    assert (few.count("'node'"), all_of_them.count("'node'")) == (1, MANY)
    assert many <= one + SHARED


async def test_twenty_messages_take_the_statements_of_one(place: Place) -> None:
    opened = await place.bidder.ask("{ conversations(first: 1) { edges { node { id } } } }")
    conversation = opened["conversations"]["edges"][0]["node"]["id"]
    await _talk(place.bidder, conversation, MANY)
    document = "query ($id: ID!, $n: Int) { conversation(id: $id) { messages(last: $n) { edges { node { "
    document += f"{MESSAGE} "
    document += "conversation { id unreadCount readThrough } } } } } }"
    await taken(place.awarder, document, id=conversation, n=1)
    one, few = await taken(place.awarder, document, id=conversation, n=1)
    many, all_of_them = await taken(place.awarder, document, id=conversation, n=MANY)
    assert (few.count("'node': {'id'"), all_of_them.count("'node': {'id'")) == (1, MANY)
    assert many <= one + SHARED


async def test_twenty_remarks_take_the_statements_of_one(place: Place) -> None:
    candidate = (await place.awarder.candidates(place.small))[0]["id"]
    for _ in range(MANY - 1):
        await place.awarder.do("addRemark", candidateId=candidate, body="Good.", scope="PRIVATE")
    document = "query ($id: ID!, $n: Int) { node(id: $id) { ... on Candidate { remarks(first: $n) { edges { node "
    document += "{ id author { id } candidate { id isUnread } } } } } } }"
    one, few = await taken(place.awarder, document, id=candidate, n=1)
    many, all_of_them = await taken(place.awarder, document, id=candidate, n=MANY)
    assert (few.count("'node': {'id'"), all_of_them.count("'node': {'id'")) == (1, MANY)
    assert many <= one + SHARED


async def test_the_questions_of_twenty_demands_take_the_statements_of_those_of_one(place: Place) -> None:
    listed = "query ($n: Int) { demands(first: $n) { edges { node { id ... on BiddingDemand { questions { cursor "
    listed += "edges { node { id isMine actions asker { id } formerAnswers { body } demand { title } } } } } } } } }"
    for demand in (await place.awarder.ask(listed, n=MANY))["demands"]["edges"]:
        given = {"demandId": demand["node"]["id"], "partyId": place.bidder.party, "body": "By when?"}
        question = (await place.bidder.do("askQuestion", **given))["id"]
        await place.awarder.do("answerQuestion", questionId=question, body="Soon.")
        await place.awarder.do("answerQuestion", questionId=question, body="In May.", expectedVersion=2)
    one, few = await taken(place.bidder, listed, n=1)
    many, all_of_them = await taken(place.bidder, listed, n=MANY)
    assert (few.count("Soon."), all_of_them.count("Soon.")) == (1, MANY)
    assert many <= one + SHARED
