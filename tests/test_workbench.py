"""The workbench: candidates in order, alternatives, elimination and restoring, read marks."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.changes import StoredEvent
from models.clock import clock
from models.demands.candidates import Candidate, EliminationReason, Standing
from models.errors import Refusal
from models.workbench.elimination import eliminate_candidates
from tests.support.api.server import Server
from tests.support.domain.market import FEED, Person, colleague, published, saved, submitted
from tests.support.domain.table import Table, bid_on, demand_of, someone, table

# Who may decide is decided in Python; ranks are tried on both.
pytestmark = pytest.mark.anywhere

WHAT_IF = """query ($id: ID!, $weights: [CriterionWeightInput!]!) { demand(id: $id) { ... on BiddingDemand {
  workbench { ordering(weights: $weights) { candidate { id } rank total } } } } }"""


@pytest.mark.everywhere
async def test_wb3_placing_moving_and_dropping_leave_the_ranks_1_to_n(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00", "3000.00", "4000.00")
    one, two, three, four = made.candidates
    await made.place(one)
    await made.place(two)
    await made.place(three, 1)
    assert await made.ranks() == [three, one, two]
    await made.place(four, 2)
    assert await made.ranks() == [three, four, one, two]
    await made.place(three, 99)
    assert await made.ranks() == [four, one, two, three]
    await made.place(two, 2)
    assert await made.ranks() == [four, two, one, three]
    dropped = await made.awarder.do("dropAlternative", candidateId=two, reason="Not now.")
    assert (dropped["standing"], dropped["alternativeRank"]) == ("UNDECIDED", None)
    assert await made.ranks() == [four, one, three]


async def test_wb3_elimination_withdrawal_and_award_close_the_gap(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00", "3000.00", "4000.00", "5000.00")
    for candidate in made.candidates:
        await made.place(candidate)
    one, two, three, four, five = made.candidates
    await made.eliminate(two)
    assert await made.ranks() == [one, three, four, five]
    await made.bidders[3].do("withdrawBid", applicantId=made.applications[3]["id"])
    assert await made.ranks() == [one, three, five]
    await made.awarder.do("closeBidding", demandId=made.demand)
    version = await made.awarder.version(made.demand)
    await made.awarder.do("awardDemand", candidateId=one, reason="The best.", expectedVersion=version)
    assert await made.ranks() == [three, five]


@pytest.mark.heavy
@pytest.mark.everywhere
async def test_wb3_fifty_reorderings_at_once_end_as_1_to_n(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00", "3000.00", "4000.00")
    for candidate in made.candidates:
        await made.place(candidate)

    async def shuffle(step: int) -> str:
        id = made.candidates[step % 4]
        version = (await made.candidate(id))["version"]
        given = {"candidateId": id, "rank": step * 7 % 4 + 1, "expectedVersion": version}
        answer = await made.awarder.act("placeAlternative", **given)
        return str(answer["__typename"])

    answers = await asyncio.gather(*(shuffle(step) for step in range(50)))
    assert set(answers) <= {"Candidate", "Conflict"}
    assert sorted(await made.ranks()) == sorted(made.candidates)
    # Each acknowledged change raised a version, and nothing else did (EB-13).
    versions = [each["version"] for each in await made.awarder.candidates(made.demand)]
    assert sum(versions) == 4 * 2 + answers.count("Candidate")


async def test_wb3_everyone_who_moved_is_told_and_only_the_one_moved_by_hand_rises_in_version(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00", "3000.00")
    one, two, three = made.candidates
    await made.place(one)
    await made.place(two)
    after = await made.cursor()
    moved = await made.place(three, 1)
    async with made.awarder.client.subscribe(FEED, id=made.demand, after=after) as events:
        heard = [(await events.next())["workbench"] for _ in range(4)]
        await events.silence()
    assert heard.pop(0)["event"]["__typename"] == "RecordEntryAdded"
    assert [event["event"]["__typename"] for event in heard] == ["StandingChanged"] * 3
    told = [event["event"] for event in heard]
    assert [(each["candidate"]["id"], each["from"], each["to"]) for each in told] == [
        (three, "UNDECIDED", "ALTERNATIVE"),
        (one, "ALTERNATIVE", "ALTERNATIVE"),
        (two, "ALTERNATIVE", "ALTERNATIVE"),
    ]
    assert [each["candidate"]["alternativeRank"] for each in told] == [1, 2, 3]
    assert [each["candidate"]["version"] for each in told] == [2, 2, 2]
    assert moved["version"] == 2
    assert [event["actor"] and event["actor"]["id"] for event in heard] == [made.awarder.user, None, None]


async def test_eb13_a_stale_version_is_refused_and_moves_nothing(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    one, two = made.candidates
    await made.place(one)
    await made.place(two)
    after, before = await made.cursor(), await made.record()
    answer = await made.awarder.act("placeAlternative", candidateId=two, rank=1, expectedVersion=1)
    assert (answer["__typename"], answer["currentVersion"]) == ("Conflict", 2)
    stale = {"candidateId": one, "expectedVersion": 1}
    assert await made.awarder.refused("dropAlternative", **stale) == "CONFLICT"
    assert await made.ranks() == [one, two]
    assert await made.cursor() == after
    assert await made.record() == before


async def test_ranks_begin_at_1_and_only_leads_decide(server: Server) -> None:
    made = await table(server, "1000.00")
    (one,) = made.candidates
    member = await colleague(made.awarder)
    after = await made.cursor()
    place = {"candidateId": one, "expectedVersion": 1}
    assert await made.awarder.refused("placeAlternative", **place, rank=0) == "INVALID_INPUT"
    assert await made.awarder.refused("dropAlternative", candidateId=one) == "WRONG_STATE"
    assert await member.refused("placeAlternative", **place) == "NOT_ALLOWED"
    assert await member.refused("restoreCandidate", candidateId=one, reason="Please.") == "NOT_ALLOWED"
    assert await made.bidders[0].refused("placeAlternative", **place) == "NOT_FOUND"
    (seen,) = await member.candidates(made.demand)
    assert (seen["actions"], seen["standing"], await made.cursor()) == (["REMARK"], "UNDECIDED", after)


async def test_wb12_eliminating_several_answers_for_each_in_order(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00", "3000.00")
    others = await table(server, "1000.00")
    second = Table(made.awarder, await published(made.awarder))
    await submitted(made.bidders[0], second.demand)
    (elsewhere,) = [each["id"] for each in await made.awarder.candidates(second.demand)]
    one, two, three = made.candidates
    await made.place(one)
    await made.bidders[2].do("withdrawBid", applicantId=made.applications[2]["id"])
    given = [two, "nonsense", one, two, others.candidates[0], elsewhere, three, made.demand]
    outcomes = await made.eliminate(*given)
    assert [each["candidateId"] for each in outcomes] == given
    results = [each["result"] for each in outcomes]
    assert [each.get("code", each.get("standing")) for each in results] == [
        *("ELIMINATED", "NOT_FOUND", "ELIMINATED", "WRONG_STATE", "NOT_FOUND", "ELIMINATED", "BID_GONE", "NOT_FOUND"),
    ]
    assert await made.ranks() == []
    assert (await others.candidate(others.candidates[0]))["standing"] == "UNDECIDED"
    assert (await second.candidate(elsewhere))["version"] == 2


async def test_wb12_a_retry_with_the_same_key_changes_nothing_more(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    given = {"candidateIds": [made.candidates[0], "nonsense"], "reason": "SCHEDULE", "idempotencyKey": "once"}
    first = await made.awarder.do("eliminateCandidates", **given)
    after, before = await made.cursor(), await made.record()
    assert await made.awarder.do("eliminateCandidates", **given) == first
    assert await made.awarder.refused("eliminateCandidates", **{**given, "reason": "PRICE"}) == "IDEMPOTENCY_MISMATCH"
    assert (await made.cursor(), await made.record()) == (after, before)
    assert (await made.candidate(made.candidates[0]))["version"] == 2


async def test_wb12_how_many_at_once_is_bounded(server: Server) -> None:
    made = await table(server, "1000.00")
    for ids in ([], made.candidates * 201):
        assert await made.awarder.refused("eliminateCandidates", candidateIds=ids, reason="PRICE") == "INVALID_INPUT"
    assert (await made.candidate(made.candidates[0]))["standing"] == "UNDECIDED"


async def test_wb2_elimination_and_its_undoing_both_stand_on_record_and_the_totals_count_it(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    one = made.candidates[0]
    await made.place(one)
    await made.eliminate(one)
    found = (await made.awarder.workbench(made.demand))["workbench"]
    counts = {each["standing"]: each["count"] for each in found["standings"]}
    assert counts == {"UNDECIDED": 1, "ALTERNATIVE": 0, "ELIMINATED": 1, "SELECTED": 0}
    assert (await made.candidate(one))["score"]["rank"] == 1
    assert await made.awarder.refused("restoreCandidate", candidateId=one, reason=" ") == "INVALID_INPUT"
    back = await made.awarder.do("restoreCandidate", candidateId=one, reason="We were wrong.")
    assert (back["standing"], back["alternativeRank"], back["version"]) == ("UNDECIDED", None, 4)
    assert await made.awarder.refused("restoreCandidate", candidateId=one, reason="Again.") == "WRONG_STATE"
    entries = [each for each in await made.record() if each["candidate"]]
    assert [(each["action"], each["reason"], each["candidate"]["id"], each["actor"]["id"]) for each in entries] == [
        ("PLACED", None, one, made.awarder.user),
        ("ELIMINATED", "PRICE: Too dear.", one, made.awarder.user),
        ("RESTORED", "We were wrong.", one, made.awarder.user),
    ]


HEARD = """subscription ($id: ID!, $after: String) { workbench(demandId: $id, after: $after) { event { __typename
  ... on CandidateRead { candidate { id isUnread } } ... on StandingChanged { candidate { id isUnread } }
  ... on BidRevised { candidate { id isUnread } } } } }"""


async def test_a_read_mark_is_the_readers_own_and_holds_for_one_version(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    member, one = await colleague(made.awarder), made.candidates[0]

    async def unread(by: Person) -> list[str]:
        return [each["id"] for each in await by.candidates(made.demand, filter={"isUnread": True}, order="ARRIVAL")]

    for _ in range(2):
        assert (await made.awarder.do("markCandidateRead", candidateId=one))["isUnread"] is False
    assert (await made.candidate(one))["isUnread"] is False
    assert await unread(made.awarder) == made.candidates[1:]
    assert await unread(member) == made.candidates
    assert (await made.candidate(one))["version"] == 1
    bidder = made.bidders[0]
    assert await bidder.refused("markCandidateRead", candidateId=one) == "NOT_FOUND"
    await saved(bidder, made.demand, "900.00")
    assert await unread(made.awarder) == made.candidates[1:]
    await submitted(bidder, made.demand, "800.00")
    assert await unread(made.awarder) == made.candidates


async def test_what_was_read_is_heard_by_the_readers_other_clients_and_by_nobody_else(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    member, (one, two) = await colleague(made.awarder), made.candidates
    after = await made.cursor()
    for _ in range(2):
        await made.awarder.do("markCandidateRead", candidateId=one)
    await made.place(two)
    # An event that does not speak of it says nothing that a cache could take over.
    moved = {"__typename": "StandingChanged", "candidate": {"id": two, "isUnread": None}}
    read = {"__typename": "CandidateRead", "candidate": {"id": one, "isUnread": False}}
    for by, expected in ((made.awarder, [read, moved]), (member, [moved])):
        heard: list[dict[str, Any]] = []
        async with by.client.subscribe(HEARD, id=made.demand, after=after) as events:
            while moved not in heard:
                heard.append((await events.next())["workbench"]["event"])
        assert [event for event in heard if event["__typename"] != "RecordEntryAdded"] == expected


async def test_eb6_a_bid_that_needs_confirmation_keeps_its_place_unranked_until_it_is_confirmed(
    server: Server,
) -> None:
    made = await table(server, "1000.00", "2000.00")
    one, bidder, other = made.candidates[0], *made.bidders
    version = await made.awarder.version(made.demand)
    await made.awarder.do("amendDemand", demandId=made.demand, expectedVersion=version, durationDays=50)
    await other.do("confirmBid", applicantId=made.applications[1]["id"], expectedVersion=3)
    seen = await made.candidate(one)
    bid = seen["applicant"]["bid"]
    assert (bid["number"], bid["state"], bid["price"]["amount"]) == (1, "NEEDS_CONFIRMATION", "1000.00")
    assert seen["score"] is None
    assert (await made.candidate(made.candidates[1]))["score"]["rank"] == 1
    assert [each["id"] for each in await made.awarder.candidates(made.demand)] == made.candidates[::-1]
    weights = [{"key": "price_fit", "weight": 10_000}]
    found = await made.awarder.ask(WHAT_IF, id=made.demand, weights=weights)
    assert [each["candidate"]["id"] for each in found["demand"]["workbench"]["ordering"]] == made.candidates[1:]
    await submitted(bidder, made.demand, "900.00")
    seen = await made.candidate(one)
    assert (seen["applicant"]["bid"]["number"], seen["applicant"]["bid"]["state"]) == (2, "SUBMITTED")
    assert seen["score"]["rank"] == 1


@pytest.mark.usefixtures("database")
async def test_wb12_a_demand_whose_deadline_has_just_come_refuses_for_its_own_candidates_only() -> None:
    awarder, bidder = await someone("ada"), await someone("bob")
    made = []
    for hours in (1, 3):
        demand = await demand_of(awarder, hours=hours)
        await bid_on(demand, bidder)
        made.append(await Candidate.get(demand_id=demand.id))
    events = await StoredEvent.all().count()
    later = datetime.now(UTC) + timedelta(hours=2)
    with clock(lambda: later):
        outcomes = await eliminate_candidates(made, reason=EliminationReason.PRICE, note=None, by=awarder)
    assert isinstance(outcomes[0], Refusal)
    assert outcomes[0].code == "DEADLINE_PASSED"
    assert isinstance(outcomes[1], Candidate)
    assert [each.standing for each in await Candidate.all().order_by("id")] == [Standing.UNDECIDED, Standing.ELIMINATED]
    assert await StoredEvent.all().count() == events + 2


async def test_wb11_an_elimination_for_another_reason_needs_a_note(server: Server) -> None:
    made = await table(server, "1000.00")
    given = {"candidateIds": made.candidates, "reason": "OTHER"}
    for note in ({}, {"note": None}, {"note": " \n"}):
        answer = await made.awarder.act("eliminateCandidates", **given, **note)
        assert [each["path"] for each in answer["fields"]] == ["note"]
    assert (await made.candidate(made.candidates[0]))["standing"] == "UNDECIDED"
    answer = await made.awarder.do("eliminateCandidates", **given, note="They left the market.")
    assert answer["outcomes"][0]["result"]["standing"] == "ELIMINATED"


async def test_eb13_each_of_several_candidates_can_be_decided_about_on_its_version(server: Server) -> None:
    """What has changed since is refused alone, and again with the same key; the others are decided (WB-12)."""
    made = await table(server, "1000.00", "2000.00")
    one, two = made.candidates
    await made.place(one)
    given = {"candidateIds": [one, two], "expectedVersions": [1, 1], "reason": "PRICE", "idempotencyKey": "once"}
    for _ in range(2):
        outcomes = (await made.awarder.do("eliminateCandidates", **given))["outcomes"]
        assert [each["result"]["__typename"] for each in outcomes] == ["Conflict", "Candidate"]
        assert outcomes[0]["result"]["currentVersion"] == 2
    assert [(await made.candidate(id))["standing"] for id in (one, two)] == ["ALTERNATIVE", "ELIMINATED"]
    stale = {"candidateIds": [two], "expectedVersions": [1], "reason": "It fits."}
    (refused,) = (await made.awarder.do("restoreCandidates", **stale))["outcomes"]
    assert refused["result"]["code"] == "CONFLICT"
    assert await made.awarder.refused("restoreCandidates", **(stale | {"expectedVersions": [1, 2]})) == "INVALID_INPUT"
    (restored,) = (await made.awarder.do("restoreCandidates", **(stale | {"expectedVersions": [2]})))["outcomes"]
    assert restored["result"]["standing"] == "UNDECIDED"
