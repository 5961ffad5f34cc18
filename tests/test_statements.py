"""Statements: how many an operation takes from its token to its commit, through the application as it is served.

Beginning and committing are not counted here: they are two more. What the answer selects beyond `__typename` comes
after the commit.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

import pytest
from structlog.contextvars import get_contextvars

from models.database import is_postgres
from tests.support.api.doors import serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.market import Person, enterprise, person, published, submitted
from tests.support.domain.statements import statements

ANSWER = "{ __typename ... on Refusal { code message } }"


class Place(NamedTuple):
    """A demand with a bid, a draft and a conversation."""

    awarder: Person
    bidder: Person
    drafting: Person
    demand: str
    candidate: dict[str, Any]
    conversation: str
    draft: dict[str, Any]


@pytest.fixture(scope="module")
async def place(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Place]:
    database = await databases.create(template)
    async with serving(database) as url:
        awarder, bidder, drafting = await enterprise(url), await person(url, "Bidder"), await person(url, "Drafting")
        demand = await published(awarder)
        applicant = await submitted(bidder, demand)
        draft = await submitted(drafting, demand)
        given = {"demandId": demand, "partyId": drafting.party, "price": {"amount": "900.00", "currency": "USD"}}
        await drafting.do("withdrawBid", applicantId=draft["id"], expectedVersion=draft["version"])
        draft = await drafting.do("saveBid", **given, durationDays=60, proposal="Good.", stages=[])
        candidate = next(
            each for each in await awarder.candidates(demand) if each["applicant"]["id"] == applicant["id"]
        )
        conversation = (await awarder.do("openConversation", applicantId=applicant["id"]))["id"]
        for each in (awarder, bidder, drafting):
            # That a session is used is noted every five minutes.
            await each.ask("{ __typename }")
        yield Place(awarder, bidder, drafting, demand, candidate, conversation, draft)
    await databases.drop(database)


def for_a_request() -> bool:
    """False in the background tasks of the server, which runs in this process; what requests share has a task, too."""
    task = asyncio.current_task()
    is_shared = task is not None and task.get_coro().__qualname__ == "Gathering._work"  # type: ignore[union-attr] # a coroutine has a name
    return is_shared or "request_id" in get_contextvars()


async def taken(who: Person, document: str, **variables: Any) -> tuple[int, Any]:
    """How many statements an answer took, and the answer."""
    with statements(of=for_a_request) as sent:
        answer = await who.ask(document, **variables)
    return len(sent), answer


async def acted(who: Person, operation: str, **given: Any) -> tuple[int, str]:
    """How many statements a mutation took, and the type of its answer."""
    name = operation[0].upper() + operation[1:]
    document = f"mutation ($input: {name}Input!) {{ {operation}(input: $input) {ANSWER} }}"
    number, answer = await taken(who, document, input=given)
    assert "code" not in answer[operation], answer
    return number, answer[operation]["__typename"]


async def test_one_statement_comes_before_the_first_field(place: Place) -> None:
    assert await taken(place.awarder, "{ __typename }") == (1, {"__typename": "Query"})
    assert await taken(Person(place.awarder.url), "{ __typename }") == (1, {"__typename": "Query"})


async def test_requests_at_the_same_time_share_it(place: Place) -> None:
    with statements(of=for_a_request) as sent:
        await asyncio.gather(*(who.ask("{ __typename }") for who in (place.awarder, place.bidder, place.drafting) * 4))
    assert len(sent) < 12


async def test_a_remark_takes_seven_with_its_transaction(place: Place) -> None:
    given = {"candidateId": place.candidate["id"], "body": "Good.", "scope": "TEAM"}
    least = 4 if is_postgres() else 5
    assert await acted(place.awarder, "addRemark", **given) == (least, "Remark")
    # With a key, one more claims it.
    assert await acted(place.awarder, "addRemark", **given, idempotencyKey="a") == (least + 1, "Remark")


async def test_a_place_among_the_alternatives_takes_eleven_with_its_transaction(place: Place) -> None:
    given = {"candidateId": place.candidate["id"], "expectedVersion": place.candidate["version"]}
    found = await acted(place.awarder, "placeAlternative", **given)
    assert found == (7 if is_postgres() else 9, "Candidate")


async def test_a_message_takes_twelve_with_its_transaction(place: Place) -> None:
    for number in range(2):
        given = {"conversationId": place.conversation, "clientMessageId": str(number), "body": "Well."}
        count, kind = await acted(place.bidder, "sendMessage", **given)
        assert (count <= 10 - is_postgres(), kind) == (True, "Message"), count


async def test_a_bid_takes_fifteen_with_its_transaction_and_an_award_sixteen(place: Place) -> None:
    given = {"applicantId": place.draft["id"], "expectedVersion": place.draft["version"]}
    found = await acted(place.drafting, "submitBid", **given)
    assert found == (11 if is_postgres() else 13, "Applicant")
    await place.awarder.do("closeBidding", demandId=place.demand)
    version = await place.awarder.version(place.demand)
    award = {"candidateId": place.candidate["id"], "reason": "Good.", "justification": "So it is."}
    found = await acted(place.awarder, "awardDemand", **award, expectedVersion=version)
    assert found == (12 if is_postgres() else 14, "Award")
