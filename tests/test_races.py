"""Races: two server processes on one database, many clients at once, and processes that die or are cancelled."""

import asyncio
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from models import database as orm
from models.accounts.parties import Membership, Party
from models.accounts.users import User
from models.changes import StoredEvent
from models.database import is_postgres, rows
from models.demands.applicants import Applicant, Bid, BidState
from models.demands.awards import Award
from models.demands.demand import Demand, book_of, stream_of
from models.ids import key_of
from models.journal import Entry, first_broken
from models.workbench.remarks import Remark
from tests.conftest import DIALECT
from tests.support.api.server import Server
from tests.support.domain.market import FEED, PASSWORD, Person, at, enterprise, person, published, saved, submitted
from tests.support.waiting import until

ADD_REMARK = """mutation ($input: AddRemarkInput!) {
  addRemark(input: $input) { __typename ... on Remark { id } ... on Refusal { code } } }"""
APPLICANTS = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { workbench {
  candidates(first: 60) { edges { node { applicant { id } } } } } } } }"""
# Crashes as soon as a change of a demand has committed, before it is published.
DOOMED = """
import os, signal, sys, main
from models.changes import on_news
def die(events):
    if any(event.stream.startswith("demand:") for event in events):
        os.kill(os.getpid(), signal.SIGKILL)
on_news(die)
sys.argv = ["main.py", "serve"]
main.main()
"""


class Doomed(Server):
    """A server that crashes between the commit of the first change of a demand and its publication."""

    def command(self) -> list[str]:
        return [sys.executable, "-c", DOOMED]


async def parties(server: Server, number: int) -> list[Person]:
    """One user, acting for that many enterprises of their own."""
    owner = await person(server.url)
    made = await asyncio.gather(*(owner.do("createParty", name=f"B{n}", kind="ENTERPRISE") for n in range(number)))
    found = [at(server, owner) for _ in made]
    for each, party in zip(found, made, strict=True):
        each.party = party["id"]
    return found


def code_or(answer: dict[str, Any]) -> str:
    return str(answer.get("code", answer["__typename"]))


def counted(answers: list[dict[str, Any]]) -> dict[str, int]:
    codes = sorted(map(code_or, answers))
    return {code: codes.count(code) for code in codes}


def key(kind: str, text: str) -> UUID:
    found = key_of(kind, text)
    assert found is not None
    return found


@pytest.mark.heavy
@pytest.mark.usefixtures("store")
async def test_eb11_fifty_parallel_awards_make_exactly_one(pair: list[Server]) -> None:
    awarder = await enterprise(pair[0].url)
    demand = await published(awarder)
    for bidder in await parties(pair[0], 5):
        await submitted(bidder, demand)
    await awarder.do("closeBidding", demandId=demand, expectedVersion=await awarder.version(demand))
    candidates, version = await awarder.candidates(demand), await awarder.version(demand)
    answers = await asyncio.gather(
        *(
            at(pair[number % 2], awarder).act(
                "awardDemand",
                candidateId=candidates[number % 5]["id"],
                reason="The best.",
                justification="They all are.",
                expectedVersion=version,
            )
            for number in range(50)
        )
    )
    assert counted(answers) == {"Award": 1, "WRONG_STATE": 49}
    (award,) = await Award.filter(demand_id=key("BiddingDemand", demand))
    assert key("Award", next(answer["id"] for answer in answers if "id" in answer)) == award.id
    assert [candidate["standing"] for candidate in await awarder.candidates(demand)].count("SELECTED") == 1
    stream, book = stream_of(key("BiddingDemand", demand)), book_of(key("BiddingDemand", demand))
    assert await StoredEvent.filter(stream=stream, kind="award.offered").count() == 1
    assert await Entry.filter(book=book, action="AWARDED").count() == 1
    assert await first_broken(book) is None


@pytest.mark.heavy
@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("ends", ["by its awarder", "at its deadline"])
async def test_eb2_fifty_parallel_submissions_around_a_closing(pair: list[Server], ends: str) -> None:
    """Every bid that was answered as submitted counts, and no late bid does."""
    awarder = await enterprise(pair[0].url)
    demand = await published(awarder)
    id = key("BiddingDemand", demand)
    bidders = await parties(pair[0], 50)
    drafts = await asyncio.gather(*(saved(bidder, demand) for bidder in bidders))
    version = await awarder.version(demand)

    async def submit(number: int) -> dict[str, Any]:
        bidder = at(pair[number % 2], bidders[number])
        return await bidder.act("submitBid", applicantId=drafts[number]["id"], expectedVersion=1)

    # However slow this machine is, one bid comes before the end and one after it.
    answers = [await submit(0)]
    until = datetime.now(UTC) + timedelta(seconds=0.6)
    if ends == "at its deadline":
        found = await Demand.get(id=id)
        found.deadline_at = until
        await found.save(update_fields=["deadline_at"])

    async def submit_about_the_end(number: int) -> dict[str, Any]:
        # From 0.5 s before the end to 0.5 s after it.
        moment = until + timedelta(seconds=(number - 25) / 50)
        await asyncio.sleep((moment - datetime.now(UTC)).total_seconds())
        return await submit(number)

    async def close() -> None:
        await asyncio.sleep((until - datetime.now(UTC)).total_seconds())
        if ends == "by its awarder":
            await awarder.do("closeBidding", demandId=demand, expectedVersion=version)

    raced, _ = await asyncio.gather(asyncio.gather(*map(submit_about_the_end, range(1, 49))), close())
    answers += [*raced, await submit(49)]
    accepted = {answer["id"] for answer in answers if answer["__typename"] == "Applicant"}
    late = {"by its awarder": "NOT_OPEN", "at its deadline": "DEADLINE_PASSED"}[ends]
    assert counted(answers) == {"Applicant": len(accepted), late: 50 - len(accepted)}
    assert 0 < len(accepted) < 50
    shown = (await awarder.ask(APPLICANTS, id=demand))["demand"]["workbench"]["candidates"]["edges"]
    assert sorted(edge["node"]["applicant"]["id"] for edge in shown) == sorted(accepted)
    closed = await Demand.get(id=id)
    assert closed.closed_at is not None
    assert closed.bid_count == len(accepted)
    assert {applicant.state for applicant in await Applicant.filter(demand_id=id, submitted_number=None)} == {
        BidState.LAPSED
    }
    bids = await Bid.filter(applicant__demand_id=id, submitted_at__isnull=False)
    assert len(bids) == len(accepted)
    end = until if ends == "at its deadline" else closed.closed_at
    assert [bid.submitted_at for bid in bids if bid.submitted_at is None or bid.submitted_at >= end] == []
    events = await StoredEvent.filter(stream=stream_of(id)).order_by("seq")
    kinds = [event.kind for event in events if event.kind in ("bid.arrived", "bidding.closed")]
    assert kinds == ["bid.arrived"] * len(accepted) + ["bidding.closed"]
    assert await Entry.filter(book=book_of(id), action="CLOSED").count() == 1


@pytest.mark.heavy
@pytest.mark.usefixtures("store")
async def test_wb3_concurrent_reorderings_end_as_one_to_n(pair: list[Server]) -> None:
    awarder = await enterprise(pair[0].url)
    demand = await published(awarder)
    for bidder in await parties(pair[0], 6):
        await submitted(bidder, demand)
    found = await awarder.candidates(demand)

    async def keep_moving(place: int) -> None:
        version = found[place]["version"]
        for turn in range(6):
            rank = (place * 5 + turn * 7) % 8 + 1
            moved = await at(pair[turn % 2], awarder).do(
                "placeAlternative", candidateId=found[place]["id"], rank=rank, expectedVersion=version
            )
            version = moved["version"]
            if (place, turn) == (5, 5):
                await awarder.do("dropAlternative", candidateId=found[place]["id"], expectedVersion=version)

    await asyncio.gather(*map(keep_moving, range(6)))
    kept = (await awarder.workbench(demand))["workbench"]["alternatives"]
    assert [each["alternativeRank"] for each in kept] == [1, 2, 3, 4, 5]
    assert {each["id"] for each in kept} == {each["id"] for each in found[:5]}
    assert await Entry.filter(book=book_of(key("BiddingDemand", demand)), action="PLACED").count() == 36
    assert await first_broken(book_of(key("BiddingDemand", demand))) is None


@pytest.mark.heavy
@pytest.mark.usefixtures("store")
async def test_fifty_parallel_sign_ups_of_one_address_make_one_account(pair: list[Server]) -> None:
    given = {"email": "Many@Example.org", "password": PASSWORD, "name": "Many"}
    answers = await asyncio.gather(*(Person(pair[n % 2].url).act("signUp", **given) for n in range(50)))
    found = counted(answers)
    assert (found["Session"], {*found} - {"ADDRESS_TAKEN", "RATE_LIMITED"}) == (1, {"Session"})
    (user,) = await User.filter(email="many@example.org")
    assert await Membership.filter(user_id=user.id).count() == 1
    assert await Party.filter(name="Many").count() == 1


@pytest.mark.heavy
@pytest.mark.usefixtures("store")
async def test_wb12_parallel_retries_under_one_key_make_one_remark(pair: list[Server]) -> None:
    awarder, candidate, demand = await with_a_bid(pair[0])
    given = {"candidateId": candidate, "body": "Once.", "scope": "TEAM", "idempotencyKey": "a key"}
    answers = await asyncio.gather(*(at(pair[n % 2], awarder).do("addRemark", **given) for n in range(30)))
    (remark,) = await Remark.filter(candidate_id=key("Candidate", candidate))
    assert {key("Remark", answer["id"]) for answer in answers} == {remark.id}
    assert await StoredEvent.filter(stream=stream_of(key("BiddingDemand", demand)), kind="remark.added").count() == 1


@pytest.mark.usefixtures("store")
async def test_two_processes_that_write_at_once_fail_none_of_their_writes(pair: list[Server]) -> None:
    """On SQLite, this is where `database is locked` would occur; the logs of the pair are searched for it as well."""
    awarder, candidate, demand = await with_a_bid(pair[0])

    async def keep_writing(writer: int) -> None:
        for turn in range(10):
            who = at(pair[writer % 2], awarder)
            await who.do("addRemark", candidateId=candidate, body=f"{writer}/{turn}", scope="TEAM")

    await asyncio.gather(*map(keep_writing, range(12)))
    assert await Remark.filter(candidate_id=key("Candidate", candidate)).count() == 120
    events = await StoredEvent.filter(stream=stream_of(key("BiddingDemand", demand))).order_by("seq")
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.kind for event in events].count("remark.added") == 120


@pytest.mark.heavy
async def test_cm4_a_follower_at_another_worker_hears_what_a_killed_one_could_not_publish(
    database_url: str, tmp_path: Path
) -> None:
    """Killed between commit and publication: only the stream heads show the change."""
    with Server(tmp_path, DATABASE_URL=database_url) as server, Doomed(tmp_path, DATABASE_URL=database_url) as doomed:
        awarder = await enterprise(server.url)
        demand = await published(awarder)
        bidder = await person(server.url)
        application = await saved(bidder, demand)
        cursor = (await awarder.workbench(demand))["workbench"]["cursor"]
        async with awarder.client.subscribe(FEED, id=demand, after=cursor) as events:
            with pytest.raises(ConnectionError):
                await at(doomed, bidder).act("submitBid", applicantId=application["id"], expectedVersion=1)
            event = (await events.next())["workbench"]["event"]
            await events.silence(1.2)
        assert event["__typename"] == "BidArrived"
        assert event["candidate"]["applicant"]["id"] == application["id"]
        assert [each["id"] for each in await awarder.candidates(demand)] == [event["candidate"]["id"]]
        doomed.kill()


@pytest.mark.heavy
async def test_cm4_a_follower_that_returns_with_its_cursor_hears_what_was_committed_before_the_kill(
    database_url: str, tmp_path: Path
) -> None:
    with Server(tmp_path, DATABASE_URL=database_url) as server:
        awarder = await enterprise(server.url)
        demand = await published(awarder)
        bidder = await person(server.url)
        application = await saved(bidder, demand)
        cursor = (await awarder.workbench(demand))["workbench"]["cursor"]
    with Doomed(tmp_path, DATABASE_URL=database_url) as doomed:
        async with at(doomed, awarder).client.connect() as connection:
            events = await connection.subscribe(FEED, id=demand, after=cursor)
            with pytest.raises(ConnectionError):
                await at(doomed, bidder).act("submitBid", applicantId=application["id"], expectedVersion=1)
            await connection.closed()
        assert events.arrived.qsize() == 1, "nothing but the end of the socket"
        doomed.kill()
    with Server(tmp_path, DATABASE_URL=database_url) as server:
        async with at(server, awarder).client.subscribe(FEED, id=demand, after=cursor) as events:
            told = (await events.next())["workbench"]
            await submitted(await person(server.url), demand)
            later = (await events.next())["workbench"]
        assert told["event"]["candidate"]["applicant"]["id"] == application["id"]
        assert [told["event"]["__typename"], later["event"]["__typename"]] == ["BidArrived", "BidArrived"]
        async with at(server, awarder).client.subscribe(FEED, id=demand, after=told["cursor"]) as events:
            assert (await events.next())["workbench"]["cursor"] == later["cursor"]


@pytest.mark.heavy
async def test_a_client_that_cancels_as_fast_as_it_sends_harms_nobody(database_url: str, tmp_path: Path) -> None:
    """Each mutation is complete or has not happened, and no connection is left in a transaction."""
    with Server(tmp_path, DATABASE_URL=database_url) as server:
        awarder, candidate, demand = await with_a_bid(server)
        given = {"candidateId": candidate, "scope": "TEAM"}
        for _ in range(2):
            # As many as one socket may send at once.
            async with awarder.client.connect() as connection:
                for number in range(200):
                    events = await connection.subscribe(ADD_REMARK, input={**given, "body": f"Cancelled {number}"})
                    await events.stop()
                    if number % 66 == 65:
                        await connection.query(ADD_REMARK, input={**given, "body": "Kept"})
        answer = await awarder.do("addRemark", **given, body="Kept")
        assert answer["body"] == "Kept"
        assert server.get("/ready")[0] == 200
        await orm.connect(database_url)
        if is_postgres():
            await until(no_transaction_is_left)
    assert "Traceback" not in server.log()
    remarks = await Remark.filter(candidate_id=key("Candidate", candidate))
    told = await StoredEvent.filter(stream=stream_of(key("BiddingDemand", demand)), kind="remark.added")
    assert {event.facts["remark"] for event in told} == {str(remark.id) for remark in remarks}
    assert len(told) == len(remarks)
    assert [remark.body for remark in remarks].count("Kept") == 7
    await orm.disconnect()


async def no_transaction_is_left() -> bool:
    found = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in tr%'"
    return not await rows(found)


@pytest.mark.heavy
@pytest.mark.skipif(DIALECT == "sqlite", reason="SQLite has one writer at a time")
async def test_a_mutation_that_a_deadlock_aborted_is_done_again(pair: list[Server]) -> None:
    server, awarder = pair[0], await enterprise(pair[0].url)
    demand = await published(awarder)
    other = await asyncpg.connect(server.environment["DATABASE_URL"])
    try:
        # However slow this machine is, one of these meetings comes about before the other side gives way.
        while "change_aborted" not in server.log():
            bidder = await person(server.url)
            application = await saved(bidder, demand)
            with suppress(asyncpg.DeadlockDetectedError):
                async with other.transaction():
                    await other.execute("SET LOCAL deadlock_timeout = '5s'")
                    await other.execute("SELECT 1 FROM demand WHERE id = $1 FOR UPDATE", key("BiddingDemand", demand))
                    given = {"applicantId": application["id"], "expectedVersion": 1, "idempotencyKey": "once"}
                    submitting = asyncio.create_task(bidder.do("submitBid", **given))
                    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
                    await until(partial(other.fetchval, waiting))
                    # The mutation has locked its parties and waits for the demand.
                    await other.execute("SELECT 1 FROM party WHERE id = $1 FOR UPDATE", key("Party", bidder.party))
            assert (await submitting)["bid"]["state"] == "SUBMITTED"
            assert await bidder.do("submitBid", **given) == await submitting
    finally:
        await other.close()
    assert "resolver_failed" not in server.log()
    standing = len(await awarder.candidates(demand))
    shown = await awarder.ask("query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { bidCount } } }", id=demand)
    assert shown["demand"]["bidCount"] == standing


async def with_a_bid(server: Server) -> tuple[Person, str, str]:
    """An awarder, and the ids of a candidate and its demand."""
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    await submitted(await person(server.url), demand)
    (candidate,) = await awarder.candidates(demand)
    return awarder, candidate["id"], demand
