"""The live places: a demand's bids and its workbench, followed without gaps or duplicates by those who may."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

import pytest

from realtime import cursors
from tests.support.api.client import Events, http_client
from tests.support.api.server import Server
from tests.support.domain.market import (
    ARRIVALS,
    FEED,
    MARKET,
    Person,
    colleague,
    enterprise,
    in_,
    person,
    published,
    submitted,
)
from tests.support.domain.table import Table, table
from tests.support.waiting import before, with_enough_time

# What is told to whom is decided in Python; resuming, removing and the market's filter are tried on both.
pytestmark = pytest.mark.anywhere

MARKET_CURSOR = "query ($filter: DemandFilter) { demands(filter: $filter, first: 1) { cursor } }"


async def kinds(events: Events, number: int) -> list[str]:
    return [(await events.next())["workbench"]["event"]["__typename"] for _ in range(number)]


def forged(cursor: str, **changes: Any) -> str:
    """The cursor with another stream, epoch or offset."""
    known = cursors.read(cursor)
    assert known is not None
    return str(replace(known, **changes))


async def refusal(by: Person, document: str, **variables: Any) -> str:
    """The code with which a subscription is refused at once."""
    async with by.client.subscribe(document, **variables) as events:
        message = await events.message()
    assert message["type"] in ("error", "next"), message
    errors = message["payload"] if message["type"] == "error" else message["payload"]["errors"]
    return str(errors[0]["extensions"]["code"])


@asynccontextmanager
async def sse(by: Person, document: str, **variables: Any) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
    """A subscription over server-sent events."""
    headers = {"accept": "text/event-stream", "authorization": f"Bearer {by.client.token}"}
    async with (
        http_client() as http,
        http.stream("POST", by.url, json={"query": document, "variables": variables}, headers=headers) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")

        async def payloads() -> AsyncIterator[dict[str, Any]]:
            async for line in answer.aiter_lines():
                if line.startswith("data:") and line.removeprefix("data:").strip():
                    yield json.loads(line.removeprefix("data:"))

        yield payloads()


async def test_eb3_a_sealed_demand_tells_only_counts_live_and_in_every_later_replay(server: Server) -> None:
    await with_enough_time(partial(_sealed_and_opened, server), 1.5)


async def _sealed_and_opened(server: Server, seconds: float) -> None:
    awarder, bidders = await enterprise(server.url), [await person(server.url, "Hidden") for _ in range(3)]
    deadline = in_(seconds=seconds)
    with before(datetime.fromisoformat(deadline)):
        demand = await published(awarder, bidding="SEALED", deadlineAt=deadline)
        made = Table(awarder, demand)
        start = await made.cursor()
    async with (
        awarder.client.subscribe(ARRIVALS, id=demand, after=start) as arrivals,
        awarder.client.subscribe(FEED, id=demand, after=start) as feed,
    ):
        with before(datetime.fromisoformat(deadline)):
            applications = [await submitted(bidder, demand) for bidder in bidders]
            await bidders[2].do("withdrawBid", applicantId=applications[2]["id"])
        live = [(await arrivals.next())["bidArrivals"] for _ in range(5)]
        told = [(await feed.next())["workbench"] for _ in range(8)]
    assert [(each["kind"], each["bidCount"], each["candidate"]) for each in live] == [
        ("COUNTED", 1, None),
        ("COUNTED", 2, None),
        ("COUNTED", 3, None),
        ("COUNTED", 2, None),
        ("OPENED", 2, None),
    ]
    assert [each["event"]["__typename"] for each in told] == [
        *["BidCountChanged"] * 4,
        *("RecordEntryAdded", "BiddingClosed"),
        *("RecordEntryAdded", "BidsOpened"),
    ]
    assert {each["actor"] and each["actor"]["id"] for each in told} == {None}
    async with awarder.client.subscribe(ARRIVALS, id=demand, after=start) as replayed:
        assert [(await replayed.next())["bidArrivals"] for _ in range(5)] == live
        await replayed.silence()
    async with awarder.client.subscribe(FEED, id=demand, after=start) as replayed:
        assert "Hidden" not in str([await replayed.next() for _ in range(8)])
    seen = {each["applicant"]["id"] for each in await awarder.candidates(demand)}
    assert seen == {applications[0]["id"], applications[1]["id"]}


@pytest.mark.everywhere
async def test_a_follower_resumes_behind_every_cursor_without_gap_or_repeat(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    start = await made.cursor()
    for candidate in made.candidates:
        await made.place(candidate)
        await made.awarder.do("addRemark", candidateId=candidate, body="Hm.", scope="TEAM")
    await made.place(made.candidates[1], 1)
    async with made.awarder.client.subscribe(FEED, id=made.demand, after=start) as events:
        all_ = [(await events.next())["workbench"] for _ in range(9)]
        await events.silence()
    cursors = [each["cursor"] for each in all_]
    assert len(set(cursors)) == 9
    assert cursors[-1] == await made.cursor()
    for place, cursor in enumerate(cursors[:-1], start=1):
        async with made.awarder.client.subscribe(FEED, id=made.demand, after=cursor) as events:
            assert [(await events.next())["workbench"] for _ in range(9 - place)] == all_[place:]
    async with made.awarder.client.subscribe(FEED, id=made.demand, after=cursors[-1]) as events:
        await events.silence()
        await made.eliminate(made.candidates[0])
        assert await kinds(events, 2) == ["RecordEntryAdded", "StandingChanged"]


async def test_bid_arrivals_tell_of_arrival_revision_and_withdrawal(server: Server) -> None:
    made = await table(server)
    bidder, start = await person(server.url, "Bob"), await made.cursor()
    async with made.awarder.client.subscribe(ARRIVALS, id=made.demand, after=start) as events:
        application = await submitted(bidder, made.demand)
        await submitted(bidder, made.demand, "900.00")
        (candidate,) = [each["id"] for each in await made.awarder.candidates(made.demand)]
        await made.awarder.do("addRemark", candidateId=candidate, body="Not a bid.", scope="TEAM")
        await bidder.do("withdrawBid", applicantId=application["id"])
        found = [(await events.next())["bidArrivals"] for _ in range(3)]
        await events.silence()
    assert [(each["kind"], each["bidCount"]) for each in found] == [("ARRIVED", 1), ("REVISED", 1), ("WITHDRAWN", 0)]
    assert {each["candidate"]["id"] for each in found} == {candidate}


async def test_a_cursor_that_leads_nowhere_is_answered_with_a_fresh_one(server: Server) -> None:
    made, other = await table(server, "1000.00"), await table(server, "1000.00")
    fresh, market = await made.cursor(), (await made.awarder.ask(MARKET_CURSOR))["demands"]["cursor"]
    wrong = ["nonsense", "", "ünïcode", await other.cursor(), market]
    wrong += [forged(fresh, epoch="00000000"), forged(fresh, seq=9_999), forged(fresh, seq=-1)]
    for after in wrong:
        async with made.awarder.client.subscribe(FEED, id=made.demand, after=after) as events:
            event = (await events.next())["workbench"]
            assert (event["event"], event["cursor"]) == (
                {"__typename": "ResyncRequired", "code": "RESYNC_REQUIRED"},
                fresh,
            ), after
            await events.silence(0.05)
    async with made.awarder.client.subscribe(ARRIVALS, id=made.demand, after="nonsense") as events:
        arrival = (await events.next())["bidArrivals"]
        assert (arrival["kind"], arrival["bidCount"], arrival["candidate"]) == ("RESYNC", 1, None)
        await submitted(await person(server.url), made.demand)
        assert (await events.next())["bidArrivals"]["kind"] == "ARRIVED"
    async with made.awarder.client.subscribe(MARKET, after=fresh) as events:
        event = (await events.next())["market"]
        assert event["event"]["__typename"] == "ResyncRequired"
        assert event["cursor"] == (await made.awarder.ask(MARKET_CURSOR))["demands"]["cursor"]


@pytest.mark.everywhere
async def test_a_member_who_is_removed_hears_nothing_more(server: Server) -> None:
    made = await table(server, "1000.00")
    member, start = await colleague(made.awarder), await made.cursor()
    async with (
        member.client.subscribe(FEED, id=made.demand, after=start) as theirs,
        made.awarder.client.subscribe(FEED, id=made.demand, after=start) as ours,
    ):
        await made.place(made.candidates[0])
        assert await kinds(theirs, 2) == await kinds(ours, 2) == ["RecordEntryAdded", "StandingChanged"]
        await made.awarder.do("removeMember", partyId=made.awarder.party, userId=member.user)
        await made.eliminate(made.candidates[0])
        assert await kinds(ours, 2) == ["RecordEntryAdded", "StandingChanged"]
        message = await theirs.message()
        assert message["type"] in ("error", "next", "complete")
        assert "candidate" not in str(message)
        assert not (message.get("payload") or {}) or "NOT_FOUND" in str(message)
        while message["type"] == "next":
            message = await theirs.message()
        await theirs.silence()
    assert await refusal(member, FEED, id=made.demand, after=start) == "NOT_FOUND"


@pytest.mark.parametrize("document", [FEED, ARRIVALS], ids=["workbench", "bidArrivals"])
async def test_who_has_no_place_at_the_workbench_is_told_that_there_is_none(server: Server, document: str) -> None:
    made = await table(server, "1000.00")
    draft = await made.awarder.do(
        "draftDemand", partyId=made.awarder.party, title="Later", description="Later.", skills=[], audience=["TEAM"]
    )
    start = await made.cursor()
    for by in (made.bidders[0], await enterprise(server.url), Person(server.url)):
        for id in (made.demand, draft["id"], "bm9ib2R5", made.candidates[0]):
            assert await refusal(by, document, id=id, after=start) == "NOT_FOUND"
    async with made.awarder.client.subscribe(document, id=draft["id"]) as events:
        await events.silence()


@pytest.mark.everywhere
async def test_the_market_tells_each_follower_what_matches(server: Server) -> None:
    awarder, guest = await enterprise(server.url), Person(server.url)
    start = (await guest.ask(MARKET_CURSOR))["demands"]["cursor"]
    rust = {"skills": ["rust"]}
    async with (
        guest.client.subscribe(MARKET, after=start) as everything,
        guest.client.subscribe(MARKET, after=start, filter=rust) as matching,
        guest.client.subscribe(MARKET, after=start, filter={"text": "bakery website"}) as worded,
    ):
        bakery = await published(awarder, title="A website for a bakery", skills=["PHP"])
        kernel = await published(awarder, title="A kernel module", skills=["Rust", "C"])
        await submitted(await person(server.url), kernel)
        await awarder.do("closeBidding", demandId=kernel)
        await awarder.do("cancelDemand", demandId=kernel, reason="Changed our mind.")
        heard = [(await everything.next())["market"]["event"] for _ in range(4)]
        assert [(each["__typename"], each["demand"]["id"]) for each in heard] == [
            ("DemandPublished", bakery),
            ("DemandPublished", kernel),
            ("BiddingClosed", kernel),
            ("DemandStateChanged", kernel),
        ]
        assert [(await matching.next())["market"]["event"]["demand"]["id"] for _ in range(3)] == [kernel] * 3
        assert (await worded.next())["market"]["event"]["demand"]["id"] == bakery
        for events in (everything, matching, worded):
            await events.silence(0.1)


async def test_server_sent_events_are_the_same_as_the_sockets(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    start = await made.cursor()
    await made.place(made.candidates[0])
    async with (
        made.awarder.client.subscribe(FEED, id=made.demand, after=start) as socket,
        sse(made.awarder, FEED, id=made.demand, after=start) as stream,
    ):
        first = await anext(stream)
        await made.awarder.do("addRemark", candidateId=made.candidates[0], body="Live.", scope="TEAM")
        await made.eliminate(*made.candidates)
        over_sse = [first["data"], *[(await anext(stream))["data"] for _ in range(3)]]
        assert over_sse == [await socket.next() for _ in range(4)]
    async with sse(made.bidders[0], FEED, id=made.demand) as stream:
        assert "NOT_FOUND" in str(await anext(stream))
