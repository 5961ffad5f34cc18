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
    submitted,
)
from tests.support.domain.table import Table, table
from tests.support.domain.talk import manager_of

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


async def decisions(made: Table, by: Person | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The candidates in the order of arrival, and the record."""
    found = (await (by or made.awarder).ask(DECISIONS, id=made.demand))["demand"]["workbench"]
    return tuple([edge["node"] for edge in found[name]["edges"]] for name in ("candidates", "record"))  # type: ignore[return-value]


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
