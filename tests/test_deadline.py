"""A deadline that passes by itself: real server processes, real clients and the real clock."""

import asyncio
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from models import database as orm
from models.changes import StoredEvent
from models.demands.applicants import Applicant, Bid, BidState
from models.demands.demand import book_of, stream_of
from models.ids import key_of
from models.journal import Entry, EntryAdded, first_broken
from tests.support.api.client import Events
from tests.support.api.server import Server
from tests.support.domain.market import FEED, Person, at, colleague, draft, enterprise, in_, person, saved
from tests.support.waiting import before, with_enough_time

STATE = "query ($id: ID!) { demand(id: $id) { state version ... on BiddingDemand { bidCount } } }"
SEEN = {
    "OPEN": ["BidArrived", "BidArrived", "BiddingClosed"],
    "SEALED": ["BidCountChanged", "BidCountChanged", "BiddingClosed", "BidsOpened"],
}


@pytest.mark.heavy
@pytest.mark.parametrize("bidding", ["OPEN", "SEALED"])
async def test_eb1_eb2_eb3_a_deadline_passes_once_for_everybody(pair: list[Server], bidding: str) -> None:
    """Bids before the deadline count, a later one is refused, and everyone receives closing and opening once."""
    await with_enough_time(partial(_passed, pair, bidding), 2)


async def _passed(pair: list[Server], bidding: str, seconds: float) -> None:
    awarder, evaluator, bidders, made = await prepared(pair, bidding, seconds)
    demand, deadline = made["id"], datetime.fromisoformat(made["deadlineAt"])
    cursor = (await awarder.workbench(demand))["workbench"]["cursor"]
    async with (
        awarder.client.subscribe(FEED, id=demand, after=cursor) as here,
        evaluator.client.subscribe(FEED, id=demand, after=cursor) as there,
    ):
        with before(deadline):
            applications = [await saved(bidder, demand) for bidder in bidders]
            for bidder, application in zip(bidders[:2], applications, strict=False):
                await bidder.do("submitBid", applicantId=application["id"], expectedVersion=1)

        await asyncio.sleep((deadline - datetime.now(UTC)).total_seconds())
        found = await asyncio.gather(*(at(each, awarder).ask(STATE, id=demand) for each in pair))
        shown = {"state": "SELECTING", "version": made["version"] + 1, "bidCount": 2}
        assert [each["demand"] for each in found] == [shown, shown]
        late = at(pair[1], bidders[2])
        code = await late.refused("submitBid", applicantId=applications[2]["id"], expectedVersion=1)
        assert code == "DEADLINE_PASSED"
        heard = [await told(here, bidding), await told(there, bidding)]
        await asyncio.gather(here.silence(1.2), there.silence(1.2))
    assert heard[0] == heard[1]
    assert [kind for kind, *_ in heard[0]] == SEEN[bidding]
    assert all(datetime.fromisoformat(occurred) >= deadline for *_, occurred in heard[0][2:])
    accepted = {each["id"] for each in applications[:2]}
    assert {each["applicant"]["id"] for each in await awarder.candidates(demand)} == accepted
    await check_record(pair, demand, deadline, closings=SEEN[bidding][2:])


async def check_record(pair: list[Server], demand: str, deadline: datetime, *, closings: list[str]) -> None:
    """With any number of workers, it was written once and not early, and no late bid counts."""
    id = key_of("BiddingDemand", demand)
    assert id is not None
    await orm.connect(pair[0].environment["DATABASE_URL"])
    try:
        written = await Entry.filter(book=book_of(id), action__in=("CLOSED", "OPENED")).order_by("seq")
        assert [entry.action for entry in written] == ["CLOSED", "OPENED"][: len(closings)]
        assert all(entry.at >= deadline and entry.actor_id is None for entry in written)
        assert await first_broken(book_of(id)) is None
        submitted = await Bid.filter(applicant__demand_id=id, submitted_at__isnull=False)
        assert len(submitted) == 2
        assert all(bid.submitted_at is not None and bid.submitted_at < deadline for bid in submitted)
        states = [applicant.state for applicant in await Applicant.filter(demand_id=id).order_by("applied_at")]
        assert states == [BidState.SUBMITTED, BidState.SUBMITTED, BidState.LAPSED]
        events = await StoredEvent.filter(stream=stream_of(id), seq__gt=0).order_by("seq")
        assert [event.seq for event in events] == list(range(1, len(events) + 1))
        kinds = [event.kind for event in events if event.kind != EntryAdded.kind]
        assert kinds[-len(closings) :] == ["bidding.closed", "bids.opened"][: len(closings)]
    finally:
        await orm.disconnect()


async def prepared(
    pair: list[Server], bidding: str, seconds: float
) -> tuple[Person, Person, list[Person], dict[str, Any]]:
    """An awarder, their colleague at the other server, three bidders, and a demand whose deadline is near."""
    awarder = await enterprise(pair[0].url)
    evaluator = at(pair[1], await colleague(awarder))
    bidders = [await person(pair[0].url) for _ in range(3)]
    made = await draft(awarder, bidding=bidding, deadlineAt=in_(seconds=seconds))
    with before(datetime.fromisoformat(made["deadlineAt"])):
        await awarder.do("publishDemand", demandId=made["id"], expectedVersion=made["version"])
    return awarder, evaluator, bidders, made


async def told(events: Events, bidding: str) -> list[tuple[str, str, str]]:
    """What a follower received but entries of the record, up to the last expected event: kinds, cursors and times."""
    heard: list[tuple[str, str, str]] = []
    while len(heard) < len(SEEN[bidding]):
        event = (await events.next())["workbench"]
        if event["event"]["__typename"] != "RecordEntryAdded":
            heard.append((event["event"]["__typename"], event["cursor"], event["occurredAt"]))
    return heard
