"""Reviews over the API, by the documents that front ends send: what each viewer reads before and after publication."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from models.clock import clock, now
from models.contracts.contract import Contract
from models.ids import key_of
from models.reviews.review import KEYS, Review, ReviewDirection
from tests.conftest import DIALECT
from tests.support.api.client import Client
from tests.support.api.doors import serving
from tests.support.api.server import Server
from tests.support.domain.contracting import contracted
from tests.support.domain.market import PASSWORD, Person, at, enterprise, person, published, submitted
from tests.support.domain.reviewing import mark_released
from tests.test_operations import run
from tests.test_races import counted

NODE = "query ($id: ID!) { node(id: $id) { id __typename ... on Review { body publishedAt } } }"
UNREAD = "{ viewer { unreadNotificationCount notifications(first: 50) { edges { node { kind title body } } } } }"
CONTRACT = """query ($id: ID!) { contract(id: $id) { id version cursor recordLength recordDigest actions
  reviews { id publishedAt } } }"""
FEED = """subscription ($id: ID!, $after: String) { contract(id: $id, after: $after) { cursor actor { id } event {
  __typename ... on ReviewChanged { reviewId } } } }"""
WAYS = {"QUALITY": 5, "COMMUNICATION": 4, "SCHEDULE": 4, "EXPERTISE": 3}


@pytest.fixture
async def url(database_url: str) -> AsyncIterator[str]:
    async with serving(database_url) as url:
        yield url


class Work:
    """A contract of two enterprises that has ended with 1000.00 USD released."""

    def __init__(self, house: Person, firm: Person, contract: str) -> None:
        self.house, self.firm, self.contract = house, firm, contract

    def written(self, by: Person, *points: int, **given: Any) -> dict[str, Any]:
        """The input with which a side reviews the other one."""
        keys = KEYS[ReviewDirection.OF_RECEIVER if by.party == self.house.party else ReviewDirection.OF_AWARDER]
        scores = [{"key": key, "points": each} for key, each in zip(keys, points, strict=True)]
        return {"workId": self.contract, "partyId": by.party, "scores": scores, "body": "Well.", **given}

    async def write(self, by: Person, *points: int, **given: Any) -> dict[str, Any]:
        done = await run(by.client, "WriteReview", input=self.written(by, *points, **given))
        assert isinstance(done, dict)
        return done


async def ended(url: str) -> Work:
    house, firm = await enterprise(url, "The House"), await enterprise(url, "The Firm")
    demand = await published(house)
    await submitted(firm, demand)
    await house.do("closeBidding", demandId=demand)
    (candidate,) = await house.candidates(demand)
    given = {"candidateId": candidate["id"], "reason": "Best.", "expectedVersion": await house.version(demand)}
    drafted = await contracted(house, firm, await house.do("awardDemand", **given))
    stated = {"contractId": drafted["id"], "digest": drafted["digest"]}
    for by in (house, firm):
        await by.do("approveTerms", **stated, partyId=by.party)
    for by in (firm, house):
        await by.do("signContract", **stated, partyId=by.party, password=PASSWORD)
    key = key_of("Contract", drafted["id"])
    assert key is not None
    await mark_released(await Contract.get(id=key), 100_000)
    await house.do("proposeTermination", contractId=drafted["id"], partyId=house.party, reason="All is done.")
    await firm.do("acceptTermination", contractId=drafted["id"], partyId=firm.party)
    return Work(house, firm, drafted["id"])


async def due(who: Person) -> list[dict[str, Any]]:
    found = await run(who.client, "DueReviews", partyId=who.party, first=50)
    return [each["node"] for each in found["dueReviews"]["edges"]]


async def profile(client: Client, party: str, **page: Any) -> Any:
    return await run(client, "PartyReviews", id=party, **{"first": 50, **page})


async def read_by(who: Person, work: Work) -> list[Any]:
    """What a side reads of the work and of itself."""
    told, contract = await who.ask(UNREAD), await who.ask(CONTRACT, id=work.contract)
    return [told, contract, await profile(who.client, who.party), await due(who)]


async def test_rp2_over_the_api_a_review_is_there_for_its_authors_party_alone_until_both_are_in(url: str) -> None:
    work = await ended(url)
    house, firm, guest = work.house, work.firm, Client(url)
    (mine,) = await due(house)
    assert (mine["subject"]["name"], mine["work"]) == ("The Firm", {"__typename": "Contract", "id": work.contract})
    assert await due(await person(url)) == []
    before = await read_by(firm, work)
    review = await work.write(house, 5, 4, 4, 3, isAmountShown=True, idempotencyKey="once")
    assert (review["average"], review["publishedAt"], review["actions"]) == ("4.00", None, [])
    assert review["scores"] == [{"key": key, "points": points} for key, points in WAYS.items()]
    again = await work.write(house, 5, 4, 4, 3, isAmountShown=True, idempotencyKey="once")
    assert again == review
    assert (await work.write(house, 1, 1, 1, 1))["code"] == "ALREADY_REVIEWED"
    assert await due(house) == []
    # Nothing that the other side can ask for differs, nor what guests can.
    assert await read_by(firm, work) == before
    assert before[1]["contract"]["reviews"] == []
    (own,) = (await house.ask(CONTRACT, id=work.contract))["contract"]["reviews"]
    assert own["id"] == review["id"]
    for client in (firm.client, guest):
        assert (await client.query(NODE, id=review["id"]))["node"] is None
        assert (await client.query(NODE, id=mine["id"]))["node"] is None
    unknown = await run(firm.client, "AnswerReview", input={"reviewId": review["id"], "body": "No."})
    nothing = await run(firm.client, "AnswerReview", input={"reviewId": work.contract, "body": "No."})
    assert unknown == nothing
    assert unknown["code"] == "NOT_FOUND"
    assert (await house.client.query(NODE, id=review["id"]))["node"]["body"] == "Well."

    cursor = before[1]["contract"]["cursor"]
    other = await work.write(firm, 3, 3, 4, isAmountShown=True)
    async with house.client.subscribe(FEED, id=work.contract, after=cursor) as told:
        changed = [(await told.next())["contract"] for _ in range(2)]
    assert {each["event"]["reviewId"] for each in changed} == {review["id"], other["id"]}
    assert [each["actor"] for each in changed] == [None, None]
    assert other["publishedAt"] is not None
    both = (await house.ask(CONTRACT, id=work.contract))["contract"]["reviews"]
    assert {each["id"] for each in both} == {review["id"], other["id"]}
    found = await profile(guest, firm.party)
    (shown,) = [each["node"] for each in found["reviews"]["edges"]]
    assert (shown["id"], shown["publishedAt"]) == (review["id"], other["publishedAt"])
    assert (shown["author"]["name"], shown["subject"]["name"]) == ("The House", "The Firm")
    assert shown["work"] | {"endedOn": None} == {
        "title": "A payment service",
        "kind": "CONTRACT",
        "endedOn": None,
        "isAmountShown": True,
        "amount": {"amount": "1000.00", "currency": "USD"},
    }
    assert found["rating"] == {"average": "4.00", "count": 1}
    assert found["ratings"] == [{"key": key, "average": f"{points}.00", "count": 1} for key, points in WAYS.items()]
    assert found["record"] is None
    assert (await profile(guest, house.party))["rating"] == {"average": "3.33", "count": 1}


async def test_rp3_over_the_api_its_subject_answers_and_everybody_reads_it(url: str) -> None:
    work = await ended(url)
    await work.write(work.house, 2, 2, 2, 2)
    await work.write(work.firm, 5, 5, 5)
    edges = (await profile(work.firm.client, work.firm.party))["reviews"]["edges"]
    review = edges[0]["node"]
    # Only one of the two lets it be shown: neither does.
    assert (review["work"]["isAmountShown"], review["work"]["amount"]) == (False, None)
    assert review["actions"] == ["ANSWER"]
    answered = await run(work.firm.client, "AnswerReview", input={"reviewId": review["id"], "body": "It was not so."})
    assert (answered["answer"], answered["version"], answered["actions"]) == ("It was not so.", 3, [])
    (shown,) = (await profile(Client(url), work.firm.party))["reviews"]["edges"]
    assert shown["node"]["answer"] == "It was not so."
    told = [each["node"]["kind"] for each in (await work.house.ask(UNREAD))["viewer"]["notifications"]["edges"]]
    assert told[:3] == ["REVIEW_ANSWERED", "REVIEW_PUBLISHED", "REVIEW_DUE"]


async def test_rp2_a_read_after_14_days_shows_what_there_is(url: str) -> None:
    work = await ended(url)
    review = await work.write(work.firm, 4, 4, 4)
    assert (await profile(Client(url), work.house.party))["reviews"]["edges"] == []
    start = now()
    with clock(lambda: start + timedelta(days=14)):
        found = await profile(Client(url), work.house.party)
        assert [each["node"]["id"] for each in found["reviews"]["edges"]] == [review["id"]]
        assert found["rating"] == {"average": "4.00", "count": 1}


@pytest.mark.heavy
@pytest.mark.usefixtures("store")
@pytest.mark.skipif(DIALECT != "postgres", reason="SQLite has one connection that writes")
async def test_rp1_many_requests_of_both_sides_at_two_servers_make_one_review_each(pair: list[Server]) -> None:
    work = await ended(pair[0].url)
    asked = [(by, points) for by, points in ((work.house, (5, 4, 4, 3)), (work.firm, (3, 3, 4))) for _ in range(10)]
    answers = await asyncio.gather(
        *(
            at(pair[place % 2], by).act("writeReview", **work.written(by, *points))
            for place, (by, points) in enumerate(asked)
        )
    )
    assert counted(answers) == {"Review": 2, "ALREADY_REVIEWED": 18}
    found = await Review.all()
    assert sorted((each.direction, each.state, each.version) for each in found) == [
        ("OF_AWARDER", "PUBLISHED", 2),
        ("OF_RECEIVER", "PUBLISHED", 2),
    ]
    assert (await profile(work.firm.client, work.firm.party))["rating"] == {"average": "4.00", "count": 1}
    assert (await profile(work.house.client, work.house.party))["rating"] == {"average": "3.33", "count": 1}
