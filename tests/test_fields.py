"""What front ends show beside the things themselves: roles, counts, reasons, read marks and one's own applications."""

import asyncio
from typing import Any

import pytest

from tests.support.api.server import Server
from tests.support.domain.market import (
    Person,
    colleague,
    enterprise,
    grant,
    person,
    published,
    saved,
    submitted,
)
from tests.support.domain.table import Table, table
from tests.support.domain.talk import Talk, manager_of, talk

# Roles, counts and the record are read alike; what is written or counted in SQL of our own is tried on both.
pytestmark = pytest.mark.anywhere

ROLES = """query ($id: ID!) { viewer { roles user { id name } parties { name } }
  node(id: $id) { ... on Party { myRole } } }"""
DECISIONS = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench {
  candidates(first: 200, order: ARRIVAL) { edges { node { id remarkCount
    decision { seq action actor { id } reason occurredAt candidate { id } } } } }
  record(first: 200) { edges { node { seq action actor { id } reason occurredAt candidate { id } } } } } } } }"""
ENTRIES = """subscription ($id: ID!, $after: String) { workbench(demandId: $id, after: $after) { event { __typename
  ... on RecordEntryAdded { entry { seq action actor { id } reason digest canonical candidate { id } } } } } }"""
RECORD = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench { cursor record(first: 200) { edges {
  node { seq action actor { id } reason digest canonical candidate { id } } } } } } } }"""
MINE = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand {
  myApplicants { id state party { id } } } } }"""
CRITERIA = """query ($id: ID!) { defaultCriteria { key weight goal }
  demand(id: $id) { ... on BiddingDemand { criteria { key weight goal } } } }"""
TALKS = """query ($id: ID!) { viewer { unreadMessageCount } node(id: $id) { ... on Applicant {
  conversation { id unreadCount participants { user { id } readThrough } } } } }"""


async def decisions(made: Table, by: Person | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The candidates in the order of arrival, and the record."""
    found = (await (by or made.awarder).ask(DECISIONS, id=made.demand))["demand"]["workbench"]
    return tuple([edge["node"] for edge in found[name]["edges"]] for name in ("candidates", "record"))  # type: ignore[return-value]


async def applications(somebody: Person, demand: str) -> list[tuple[str, str, str]]:
    """The party, the id and the state of each of their applications."""
    found = (await somebody.ask(MINE, id=demand))["demand"]["myApplicants"]
    return [(each["party"]["id"], each["id"], each["state"]) for each in found]


async def test_viewers_know_their_roles_and_other_people_do_not(server: Server) -> None:
    owner = await enterprise(server.url)
    member, stranger = await colleague(owner), await person(server.url)
    assert (await owner.ask(ROLES, id=owner.party))["node"] == {"myRole": "OWNER"}
    assert (await member.ask(ROLES, id=owner.party))["node"] == {"myRole": "MEMBER"}
    found = await stranger.ask(ROLES, id=owner.party)
    assert (found["node"], found["viewer"]["roles"]) == ({"myRole": None}, [])
    for role in ("MEDIATOR", "ADMINISTRATOR"):
        await grant(server, stranger, role)
    assert (await stranger.ask(ROLES, id=owner.party))["viewer"]["roles"] == ["ADMINISTRATOR", "MEDIATOR"]
    assert (await Person(server.url).ask(ROLES, id=owner.party)) == {"viewer": None, "node": {"myRole": None}}


async def test_a_user_takes_another_name_and_their_party_keeps_its_own(server: Server) -> None:
    ada = await person(server.url, "Ada")
    assert (await ada.do("renameUser", name="  Ada   Lovelace "))["name"] == "Ada Lovelace"
    found = (await ada.ask(ROLES, id=ada.party))["viewer"]
    assert (found["user"]["name"], found["parties"]) == ("Ada Lovelace", [{"name": "Ada"}])
    for wrong in ("", "\u200b", "a" * 251):
        assert await ada.refused("renameUser", name=wrong) == "INVALID_INPUT"
    assert (await ada.ask(ROLES, id=ada.party))["viewer"]["user"]["name"] == "Ada Lovelace"


@pytest.mark.everywhere
async def test_eb13_a_candidate_says_who_gave_it_its_standing_when_and_why(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00", "3000.00", "4000.00")
    one, two, three, four = made.candidates
    await made.place(one)
    await made.place(two)
    await made.place(three, 1)
    await made.eliminate(two)
    await made.eliminate(four)
    await made.awarder.do("restoreCandidate", candidateId=four, reason="A mistake.")
    await made.awarder.do("closeBidding", demandId=made.demand)
    given = {"reason": "The best.", "expectedVersion": await made.awarder.version(made.demand)}
    award = await made.awarder.do("awardDemand", candidateId=one, **given)
    await made.bidders[0].do("acceptAward", awardId=award["id"])
    candidates, record = await decisions(made)
    seen = [(each["decision"]["action"], each["decision"]["reason"]) for each in candidates]
    assert seen == [
        ("AWARDED", "The best."),
        ("ELIMINATED", "PRICE: Too dear."),
        ("PLACED", None),
        ("RESTORED", "A mistake."),
    ]
    assert {each["decision"]["actor"]["id"] for each in candidates} == {made.awarder.user}
    assert all(each["decision"] in record and each["decision"]["candidate"]["id"] == each["id"] for each in candidates)


async def test_a_candidate_of_whom_nothing_was_decided_has_no_decision(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    await made.place(made.candidates[0])
    candidates, _ = await decisions(made)
    assert [each["decision"] and each["decision"]["action"] for each in candidates] == ["PLACED", None]


async def test_wb1_the_remarks_that_somebody_may_read_are_counted_and_no_others(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    member, manager = await colleague(made.awarder), await manager_of(server, made.demand)
    one = made.candidates[0]
    for by, scope in ((made.awarder, "TEAM"), (made.awarder, "PRIVATE"), (member, "TEAM"), (member, "TEAM")):
        remark = await by.do("addRemark", candidateId=one, body="Good.", scope=scope)
    await member.do("deleteRemark", remarkId=remark["id"])
    for by, counts in ((made.awarder, [3, 0]), (member, [2, 0]), (manager, [0, 0])):
        assert [each["remarkCount"] for each in (await decisions(made, by))[0]] == counts


async def test_wb10_whoever_follows_the_workbench_has_the_record_as_it_grows(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    one, two = made.candidates
    manager = await manager_of(server, made.demand)

    async def record() -> tuple[str, list[dict[str, Any]]]:
        found = (await made.awarder.ask(RECORD, id=made.demand))["demand"]["workbench"]
        return found["cursor"], [edge["node"] for edge in found["record"]["edges"]]

    after, known = await record()
    await made.place(one)
    await made.place(two, 1)
    await made.eliminate(one)
    await made.awarder.do("closeBidding", demandId=made.demand)
    _, fresh = await record()
    assert [each["action"] for each in fresh[len(known) :]] == ["PLACED", "PLACED", "ELIMINATED", "CLOSED"]
    for follower in (made.awarder, manager):
        told: list[dict[str, Any]] = []
        async with follower.client.subscribe(ENTRIES, id=made.demand, after=after) as events:
            while len(told) < 4:
                event = (await events.next())["workbench"]["event"]
                told += [event["entry"]] if event["__typename"] == "RecordEntryAdded" else []
        assert known + told == fresh


@pytest.mark.everywhere
async def test_cm5_unread_messages_are_counted_over_all_conversations_and_read_marks_are_there_on_load(
    server: Server,
) -> None:
    made = await talk(server)
    other = await talk(server, awarder=made.awarder, bidder=made.bidder)
    await talk(server, awarder=made.awarder)

    async def seen(by: Person, of: Talk) -> tuple[int, int, dict[str, int]]:
        found = await by.ask(TALKS, id=of.applicant)
        conversation = found["node"]["conversation"]
        assert conversation["id"] == of.id
        marks = {each["user"]["id"]: each["readThrough"] for each in conversation["participants"]}
        return found["viewer"]["unreadMessageCount"], conversation["unreadCount"], marks

    awarder, bidder = made.awarder.user, made.bidder.user
    assert await seen(made.bidder, made) == (0, 0, {awarder: 0, bidder: 0})
    for body in ("One.", "Two.", "Three."):
        sent = await made.say(made.awarder, body)
    await other.say(made.awarder, "Four.")
    await made.say(made.bidder, "Five.")
    assert await seen(made.bidder, made) == (4, 3, {awarder: 0, bidder: 0})
    await made.awarder.do("deleteMessage", messageId=sent["id"])
    await made.bidder.do("markRead", conversationId=made.id, through=1)
    assert await seen(made.bidder, made) == (2, 1, {awarder: 0, bidder: 1})
    assert await seen(made.awarder, made) == (1, 1, {awarder: 0, bidder: 1})
    assert (await seen(made.bidder, other))[2] == {awarder: 0, bidder: 0}
    stranger = await person(server.url)
    assert await stranger.ask(TALKS, id=made.applicant) == {"viewer": {"unreadMessageCount": 0}, "node": None}


async def test_cm1_an_application_without_a_conversation_has_none(server: Server) -> None:
    made = await table(server, "1000.00")
    found = await made.bidders[0].ask(TALKS, id=made.applications[0]["id"])
    assert found["node"] == {"conversation": None}
    opened = await made.awarder.do("openConversation", applicantId=made.applications[0]["id"])
    manager = await manager_of(server, made.demand)
    for by, id in ((made.bidders[0], opened["id"]), (manager, None)):
        found = (await by.ask(TALKS, id=made.applications[0]["id"]))["node"]["conversation"]
        assert (found and found["id"]) == id


@pytest.mark.everywhere
@pytest.mark.parametrize("bidding", ["OPEN", "SEALED"])
async def test_eb7_a_demand_shows_whether_ones_parties_have_applied(server: Server, bidding: str) -> None:
    demand = await published(awarder := await enterprise(server.url), bidding=bidding)
    bidder, rival = await person(server.url), await person(server.url)
    team = (await bidder.do("createParty", name="A team", kind="TEAM"))["id"]
    assert await applications(bidder, demand) == []
    first = await submitted(bidder, demand)
    await submitted(rival, demand)
    drafted = await saved(bidder, demand, partyId=team)
    both = [(team, drafted["id"], "DRAFT"), (bidder.party, first["id"], "SUBMITTED")]
    assert await applications(bidder, demand) == both
    await bidder.do("withdrawBid", applicantId=first["id"])
    assert await applications(bidder, demand) == [both[0], (bidder.party, first["id"], "WITHDRAWN")]
    again = await saved(bidder, demand)
    assert await applications(bidder, demand) == [(bidder.party, again["id"], "DRAFT"), both[0]]
    assert len(await applications(rival, demand)) == 1
    for nobody in (awarder, await person(server.url), Person(server.url)):
        assert await applications(nobody, demand) == []


async def test_the_default_criteria_are_those_of_a_demand_without_its_own(server: Server) -> None:
    demand = await published(await enterprise(server.url))
    found = await Person(server.url).ask(CRITERIA, id=demand)
    assert found["defaultCriteria"] == found["demand"]["criteria"]
    assert sum(each["weight"] for each in found["defaultCriteria"]) == 10_000
    assert {each["goal"] for each in found["defaultCriteria"]} == {"HIGHER", "LOWER"}


async def test_wb12_candidates_are_restored_together_each_with_an_outcome(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00", "3000.00")
    one, two, three = made.candidates
    await made.eliminate(one, two)
    strange = (await table(server, "1000.00")).candidates[0]
    given = {"candidateIds": [two, three, strange, "nonsense", one], "reason": "A new look.", "idempotencyKey": "all"}
    for _ in range(2):
        outcomes = (await made.awarder.do("restoreCandidates", **given))["outcomes"]
        assert [each["candidateId"] for each in outcomes] == given["candidateIds"]
        results = [each["result"].get("code") or each["result"]["standing"] for each in outcomes]
        assert results == ["UNDECIDED", "WRONG_STATE", "NOT_FOUND", "NOT_FOUND", "UNDECIDED"]
    _, record = await decisions(made)
    assert [(each["action"], each["candidate"]["id"], each["reason"]) for each in record[-2:]] == [
        ("RESTORED", two, "A new look."),
        ("RESTORED", one, "A new look."),
    ]
    member = await colleague(made.awarder)
    assert await member.refused("restoreCandidates", candidateIds=[one], reason=" ") == "INVALID_INPUT"
    assert await member.refused("restoreCandidates", candidateIds=[], reason="So.") == "INVALID_INPUT"
    assert await member.refused("restoreCandidates", candidateIds=[one] * 201, reason="So.") == "INVALID_INPUT"
    refused = await member.do("restoreCandidates", candidateIds=[one], reason="So.")
    assert refused["outcomes"][0]["result"]["code"] == "NOT_ALLOWED"


@pytest.mark.everywhere
async def test_wb12_candidates_are_marked_as_read_together_by_two_at_once_and_only_forward(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00", "3000.00")
    member, manager = await colleague(made.awarder), await manager_of(server, made.demand)

    async def unread(by: Person) -> list[str]:
        return [each["id"] for each in await by.candidates(made.demand, filter={"isUnread": True}, order="ARRIVAL")]

    some = [made.candidates[1], made.candidates[0], made.candidates[1], "nonsense"]
    for answer in await asyncio.gather(
        *(by.do("markCandidatesRead", candidateIds=ids) for by in (made.awarder, member) for ids in (some, some[::-1]))
    ):
        results = {each["candidateId"]: each["result"] for each in answer["outcomes"]}
        assert [results[id]["isUnread"] for id in some[:3]] == [False] * 3
        assert results["nonsense"]["code"] == "NOT_FOUND"
    assert await unread(made.awarder) == await unread(member) == made.candidates[2:]
    refused = await manager.do("markCandidatesRead", candidateIds=some[:1])
    assert refused["outcomes"][0]["result"]["code"] == "NOT_ALLOWED"
    unseen = await made.bidders[0].do("markCandidatesRead", candidateIds=some[:1])
    assert unseen["outcomes"][0]["result"]["code"] == "NOT_FOUND"
    await submitted(made.bidders[0], made.demand, "900.00")
    assert await unread(member) == [made.candidates[0], made.candidates[2]]
