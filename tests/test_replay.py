"""Whatever happens at a workbench, a snapshot plus the events since equals a fresh query."""

import asyncio
import random
from collections import Counter
from typing import Any

import pytest

from tests.support.api.client import Events
from tests.support.api.server import Server
from tests.support.domain.market import FEED, Person, colleague, enterprise, person, published, submitted
from tests.support.domain.table import Table

State = dict[str, Any]

# How often each is tried.
ACTS = {
    **{"place": 8, "drop": 2, "eliminate": 2, "restore": 4, "revise": 3, "withdraw": 1},
    **{"remark": 4, "note": 2, "edit": 3, "delete": 2},
}
ENDS = {"award": 6, "answer": 2, "revoke": 2}
GAMES = 2
AT_ONCE = 3


def loaded(found: dict[str, Any]) -> State:
    """The client's state of the screen."""
    workbench = found["workbench"]
    nodes = [edge["node"] for edge in workbench["candidates"]["edges"]]
    award = workbench["award"]
    return {
        "demand": found["state"],
        "candidates": {node["id"]: kept(node) for node in nodes},
        "remarks": {
            edge["node"]["id"]: (edge["node"]["body"], node["id"])
            for node in nodes
            for edge in node["remarks"]["edges"]
        },
        "award": award and (award["id"], award["state"], award["candidate"]["id"]),
    }


def kept(node: dict[str, Any]) -> dict[str, Any]:
    bid = node["applicant"]["bid"]
    return {
        **{name: node[name] for name in ("standing", "alternativeRank", "version", "arrivedAt")},
        "bid": (bid["number"], bid["state"], bid["price"]["amount"]),
        "total": node["score"] and node["score"]["total"],
    }


def reduced(state: State, event: dict[str, Any]) -> None:
    """Applies one event. Its objects may be newer than the event, but never older."""
    candidates, remarks = state["candidates"], state["remarks"]
    match event["__typename"]:
        case "BidArrived" | "BidRevised":
            candidates[event["candidate"]["id"]] = kept(event["candidate"])
        case "BidWithdrawn":
            gone = event["candidate"]["id"]
            candidates.pop(gone, None)
            state["remarks"] = {key: remark for key, remark in remarks.items() if remark[1] != gone}
        case "StandingChanged":
            moved = event["candidate"]
            if moved["id"] in candidates:
                candidates[moved["id"]] |= {name: moved[name] for name in ("standing", "alternativeRank", "version")}
        case "RemarkAdded":
            remark = event["remark"]
            if remark["candidate"]["id"] in candidates:
                remarks[remark["id"]] = (remark["body"], remark["candidate"]["id"])
        case "RemarkEdited":
            if former := remarks.get(event["remark"]["id"]):
                remarks[event["remark"]["id"]] = (event["remark"]["body"], former[1])
        case "RemarkDeleted":
            remarks.pop(event["remarkId"], None)
        case "BiddingClosed" | "DemandStateChanged":
            state["demand"] = event["demand"]["state"]
        case "AwardOffered":
            award = event["award"]
            state["award"] = (award["id"], award["state"], award["candidate"]["id"])
        case "AwardAnswered":
            state["award"] = (event["award"]["id"], event["award"]["state"], state["award"][2])
        case "RecordEntryAdded":  # has its own test in test_fields.py
            pass
        case other:
            raise AssertionError(other)


def by_merit(state: State) -> list[str]:
    """The order that a client computes: by total, then by arrival, unranked ones last."""
    return sorted(
        state["candidates"],
        key=lambda id: (-(state["candidates"][id]["total"] or -1), state["candidates"][id]["arrivedAt"], id),
    )


async def step(made: Table, member: Person, act: str, whom: int, number: int) -> str:
    """One random act of a user, which may be refused. Returns the result."""
    lead, bidder = made.awarder, made.bidders[whom]
    candidate, application = made.candidates[whom], made.applications[whom]["id"]
    author = (lead, member)[number % 2]
    seen = await author.workbench(made.demand)
    node = next((e["node"] for e in seen["workbench"]["candidates"]["edges"] if e["node"]["id"] == candidate), None)
    remarks = [edge["node"] for edge in node["remarks"]["edges"]] if node else []
    written = [each["id"] for each in remarks if each["author"]["id"] == author.user]
    remark = written[number % len(written)] if written else "bm9ib2R5"
    award = (seen["workbench"]["award"] or {"id": "bm9ib2R5"})["id"]
    match act:
        case "place":
            version = node["version"] if node else 1
            answer = await lead.act("placeAlternative", candidateId=candidate, rank=number, expectedVersion=version)
        case "drop":
            answer = await lead.act("dropAlternative", candidateId=candidate)
        case "eliminate":
            others = [candidate, made.candidates[number % 4]]
            answer = await lead.act("eliminateCandidates", candidateIds=others, reason="OTHER", note="Other.")
        case "restore":
            answer = await lead.act("restoreCandidate", candidateId=candidate, reason="Again.")
        case "remark" | "note":
            scope = "TEAM" if act == "remark" else "PRIVATE"
            answer = await author.act("addRemark", candidateId=candidate, body=f"{act} {number}", scope=scope)
        case "edit":
            answer = await author.act("editRemark", remarkId=remark, body=f"Edited {number}")
        case "delete":
            answer = await author.act("deleteRemark", remarkId=remark)
        case "revise":
            answer = await revised(bidder, made.demand, number)
        case "withdraw":
            answer = await bidder.act("withdrawBid", applicantId=application)
        case "award":
            words = {"reason": "Good.", "justification": "Known.", "expectedVersion": seen["version"]}
            answer = await lead.act("awardDemand", candidateId=candidate, **words)
        case "answer":
            answer = await bidder.act(("acceptAward", "declineAward")[number % 2], awardId=award)
        case _:
            answer = await lead.act("revokeAward", awardId=award, reason="No.")
    return str(answer.get("code", "DONE"))


async def revised(bidder: Person, demand: str, number: int) -> dict[str, Any]:
    """A new price, submitted in half of the cases; after a withdrawal, a new application."""
    price = {"amount": f"{number}500.00", "currency": "USD"}
    given = {"demandId": demand, "partyId": bidder.party, "price": price, "proposal": "Anew.", "stages": []}
    answer = await bidder.act("saveBid", **given)
    if "code" in answer or number % 2:
        return answer
    return await bidder.act("submitBid", applicantId=answer["id"], expectedVersion=answer["version"])


async def caught_up(events: Events, state: State, last: str) -> None:
    """Reads up to the remark that was the last event."""
    while True:
        event = (await events.next())["workbench"]["event"]
        reduced(state, event)
        if event["__typename"] == "RemarkAdded" and event["remark"]["id"] == last:
            return


async def at_a_table(lead: Person, bidders: list[Person]) -> Table:
    """A new demand with a bid of each; the last bidder's stays as it is."""
    made = Table(lead, await published(lead), bidders)
    for number, bidder in enumerate(bidders, start=1):
        made.applications.append(await submitted(bidder, made.demand, f"{number}000.00"))
    made.candidates = [each["id"] for each in await lead.candidates(made.demand, order="ARRIVAL")]
    return made


async def play(made: Table, member: Person, chance: random.Random) -> tuple[Counter[str], list[tuple[Person, State]]]:
    """Lets users act concurrently; returns the results, and the followers with their final states."""
    outcomes: Counter[str] = Counter()
    following: list[tuple[Person, State, str]] = []

    async def sit_down(by: Person) -> None:
        found = await by.workbench(made.demand)
        following.append((by, loaded(found), found["workbench"]["cursor"]))

    async def some(acts: dict[str, int], rounds: int) -> None:
        for _ in range(rounds):
            names = chance.choices([*acts], [*acts.values()], k=AT_ONCE)
            chosen = [(name, chance.randrange(4), chance.randrange(1, 5)) for name in names]
            codes = await asyncio.gather(*(step(made, member, *each) for each in chosen))
            outcomes.update(act for (act, *_), code in zip(chosen, codes, strict=True) if code == "DONE")

    await sit_down(made.awarder)
    await sit_down(member)
    # A snapshot that is loaded meanwhile may be newer than its cursor.
    await asyncio.gather(some(ACTS, 9), sit_down(made.awarder))
    await made.awarder.do("closeBidding", demandId=made.demand)
    await asyncio.gather(some(ACTS | ENDS, 7), sit_down(member))
    last = await made.awarder.do("addRemark", candidateId=made.candidates[-1], body="The end.", scope="TEAM")
    for by, state, cursor in following:
        async with by.client.subscribe(FEED, id=made.demand, after=cursor) as events:
            await caught_up(events, state, last["id"])
    return outcomes, [(by, state) for by, state, _ in following]


@pytest.mark.heavy
async def test_a_snapshot_with_the_events_since_is_a_fresh_query(server: Server) -> None:
    lead = await enterprise(server.url)
    member, bidders = await colleague(lead), [await person(server.url) for _ in range(5)]
    outcomes: Counter[str] = Counter()
    for seed in range(GAMES):
        made = await at_a_table(lead, bidders)
        done, left = await play(made, member, random.Random(seed))
        outcomes += done
        for by, state in left:
            fresh = await by.workbench(made.demand)
            assert state == loaded(fresh), seed
            assert by_merit(state) == [edge["node"]["id"] for edge in fresh["workbench"]["candidates"]["edges"]]
            counts = Counter(each["standing"] for each in state["candidates"].values())
            shown = {each["standing"]: each["count"] for each in fresh["workbench"]["standings"]}
            assert {standing: count for standing, count in shown.items() if count} == counts
            ranks = [each["alternativeRank"] for each in state["candidates"].values() if each["alternativeRank"]]
            assert sorted(ranks) == list(range(1, counts["ALTERNATIVE"] + 1))
            assert fresh["bidCount"] == len(state["candidates"])
    assert set(outcomes) >= {"place", "eliminate", "remark", "note", "revise", "award"}
