"""Awards: one live offer, its rank and reason on record, and the consequences of the answer (EB-11, EB-12, WB-11)."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.calendar import calendar
from models.changes import StoredEvent
from models.clock import clock, now
from models.clockwork import catch_up
from models.demands.applicants import Applicant, BidState
from models.demands.awards import Award, AwardState
from models.demands.candidates import Candidate, Standing
from models.demands.closing import close_bidding
from models.demands.demand import Demand, DemandState, book_of
from models.errors import Refused
from models.journal import Entry
from models.workbench.alternatives import alternatives_of, place_alternative
from models.workbench.awards import accept_award, award_demand, decline_award, revoke_award
from models.workbench.measuring import measure_all
from tests.support.api.behind import end_confirmation
from tests.support.api.server import Server
from tests.support.domain.market import colleague, enterprise, person, published, submitted
from tests.support.domain.table import Table, bid_on, demand_of, someone, table

# Who may award whom is decided in Python; tests/test_races.py awards fifty times at once on both databases.
pytestmark = pytest.mark.anywhere

CANONICAL = """query ($id: ID!) { demand(id: $id) { state ... on BiddingDemand { workbench {
  award { id state candidate { id } }
  record(first: 200) { edges { node { action canonical texts { name text } } } } } } } }"""
DAYS_TO_ANSWER = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { awardWorkingDays
  workbench { award { offeredAt lapsesAt } } } } }"""


async def closed(server: Server, *prices: str) -> Table:
    """A demand whose bidding has ended, with all candidates as alternatives in the order of arrival."""
    made = await table(server, *prices)
    for candidate in made.candidates:
        await made.place(candidate)
    await made.awarder.do("closeBidding", demandId=made.demand)
    return made


async def award(made: Table, candidate: str, **given: Any) -> dict[str, Any]:
    """The result of `awardDemand` with the demand's current version."""
    version = await made.awarder.version(made.demand)
    given = {"candidateId": candidate, "reason": "The best offer.", "expectedVersion": version, **given}
    return await made.awarder.act("awardDemand", **given)


async def facts(made: Table, action: str) -> dict[str, Any]:
    """The facts and texts of the latest entry of this kind in the selection record."""
    found = (await made.awarder.ask(CANONICAL, id=made.demand))["demand"]["workbench"]["record"]["edges"]
    entry = [edge["node"] for edge in found if edge["node"]["action"] == action][-1]
    return {**json.loads(entry["canonical"]), "texts": {each["name"]: each["text"] for each in entry["texts"]}}


async def test_wb11_an_award_names_its_candidate_rank_and_reason_at_the_bids_price(server: Server) -> None:
    made = await closed(server, "2000.00", "1000.00")
    best = made.candidates[1]
    offered = await award(made, best)
    assert (offered["state"], offered["price"], offered["actions"]) == (
        "OFFERED",
        {"amount": "1000.00", "currency": "USD"},
        ["REVOKE"],
    )
    entry = await facts(made, "AWARDED")
    assert (entry["facts"]["merit"], entry["facts"]["price"]) == (1, 100_000)
    assert entry["texts"] == {"reason": "The best offer."}
    assert (entry["facts"]["source"], entry["facts"]["target"]) == ("ALTERNATIVE", "SELECTED")
    seen = (await made.awarder.workbench(made.demand))["workbench"]
    assert (seen["award"]["id"], seen["award"]["candidate"]["id"]) == (offered["id"], best)
    assert (await made.candidate(best))["standing"] == "SELECTED"


async def test_wb11_choosing_one_that_is_not_first_needs_a_justification(server: Server) -> None:
    made = await closed(server, "2000.00", "1000.00")
    second = made.candidates[0]
    after = await made.cursor()
    refused = await award(made, second, justification="  ")
    assert [each["path"] for each in refused["fields"]] == ["justification"]
    assert [each["path"] for each in (await award(made, second, reason=" "))["fields"]] == ["reason"]
    assert await made.cursor() == after
    await made.awarder.do(
        "awardDemand",
        **{
            "candidateId": second,
            "reason": "They know our system.",
            "justification": "They built it.",
            "expectedVersion": await made.awarder.version(made.demand),
        },
    )
    entry = await facts(made, "AWARDED")
    assert entry["facts"]["merit"] == 2
    assert entry["texts"] == {"reason": "They know our system.", "justification": "They built it."}


async def test_whoever_is_left_first_after_an_elimination_needs_no_justification(server: Server) -> None:
    made = await closed(server, "2000.00", "1000.00")
    await made.eliminate(made.candidates[1])
    assert (await award(made, made.candidates[1]))["code"] == "WRONG_STATE"
    assert (await award(made, made.candidates[0]))["state"] == "OFFERED"


async def test_an_award_needs_selection_a_lead_and_the_present_version(server: Server) -> None:
    made = await table(server, "1000.00")
    (one,) = made.candidates
    after = await made.cursor()
    assert (await award(made, one))["code"] == "WRONG_STATE"
    assert await made.cursor() == after
    await made.awarder.do("closeBidding", demandId=made.demand)
    member, after = await colleague(made.awarder), await made.cursor()
    version = await made.awarder.version(made.demand)
    given = {"candidateId": one, "reason": "The only one.", "expectedVersion": version}
    assert await member.refused("awardDemand", **given) == "NOT_ALLOWED"
    assert await made.bidders[0].refused("awardDemand", **given) == "NOT_FOUND"
    stale = await award(made, one, expectedVersion=version - 1)
    assert (stale["__typename"], stale["currentVersion"]) == ("Conflict", version)
    assert await made.cursor() == after
    offered = await award(made, one, idempotencyKey="key", expectedVersion=version)
    assert (await award(made, one, idempotencyKey="key", expectedVersion=version))["id"] == offered["id"]
    for action in ("awardDemand", "placeAlternative"):
        again = (
            {**given, "expectedVersion": 9} if action == "awardDemand" else {"candidateId": one, "expectedVersion": 2}
        )
        assert await made.awarder.refused(action, **again) == "WRONG_STATE"


async def test_eb5_a_bid_that_was_not_confirmed_lapses_at_the_closing_and_cannot_win(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    bidder = made.bidders[0]
    await made.awarder.do("amendDemand", demandId=made.demand, expectedVersion=2, durationDays=50)
    given = {"price": {"amount": "900.00", "currency": "USD"}, "proposal": "Cheaper.", "stages": []}
    await bidder.do("saveBid", demandId=made.demand, partyId=bidder.party, **given)
    await made.bidders[1].do("confirmBid", applicantId=made.applications[1]["id"], expectedVersion=3)
    await end_confirmation(server.url)
    await made.awarder.do("closeBidding", demandId=made.demand)
    assert (await award(made, made.candidates[0]))["code"] == "BID_GONE"
    assert (await award(made, made.candidates[1]))["state"] == "OFFERED"


async def test_eb11_fifty_parallel_awards_make_exactly_one(server: Server) -> None:
    made = await closed(server, "1000.00", "2000.00")
    version = await made.awarder.version(made.demand)
    given = {"reason": "Now.", "justification": "In a hurry.", "expectedVersion": version}
    answers = await asyncio.gather(
        *(made.awarder.act("awardDemand", candidateId=made.candidates[number % 2], **given) for number in range(50))
    )
    won = [answer for answer in answers if answer["__typename"] == "Award"]
    assert len(won) == 1
    assert {answer["code"] for answer in answers if answer["__typename"] != "Award"} == {"WRONG_STATE"}
    assert [entry["action"] for entry in await made.record()].count("AWARDED") == 1
    standings = [each["standing"] for each in await made.awarder.candidates(made.demand)]
    assert sorted(standings) == ["ALTERNATIVE", "SELECTED"]
    assert await made.awarder.version(made.demand) == version + 1


@pytest.mark.everywhere
async def test_accepting_an_award_contracts_the_demand(server: Server) -> None:
    made = await closed(server, "1000.00", "2000.00")
    offered = await award(made, made.candidates[0])
    assert await made.awarder.refused("acceptAward", awardId=offered["id"]) == "NOT_ALLOWED"
    assert await made.bidders[1].refused("acceptAward", awardId=offered["id"]) == "NOT_FOUND"
    stale = await made.bidders[0].act("acceptAward", awardId=offered["id"], expectedVersion=9)
    assert (stale["__typename"], stale["currentVersion"]) == ("Conflict", 1)
    taken = await made.bidders[0].do("acceptAward", awardId=offered["id"], expectedVersion=1)
    assert (taken["state"], taken["version"], taken["actions"]) == ("ACCEPTED", 2, [])
    assert (await made.awarder.workbench(made.demand))["state"] == "CONTRACTED"
    after = await made.cursor()
    assert await made.awarder.refused("revokeAward", awardId=offered["id"], reason="Late.") == "WRONG_STATE"
    assert await made.bidders[0].refused("declineAward", awardId=offered["id"]) == "WRONG_STATE"
    assert await made.cursor() == after


@pytest.mark.parametrize("end", ["DECLINED", "REVOKED"])
async def test_eb12_after_a_refusal_or_revocation_the_candidate_is_back_and_the_next_one_wins(
    server: Server, end: str
) -> None:
    made = await closed(server, "2000.00", "1000.00", "3000.00")
    first, best, third = made.candidates
    offered = await award(made, best)
    assert await made.ranks() == [first, third]
    if end == "DECLINED":
        await made.bidders[1].do("declineAward", awardId=offered["id"], reason="No time.")
        actor = made.bidders[1].user
    else:
        assert await made.awarder.refused("revokeAward", awardId=offered["id"], reason="") == "INVALID_INPUT"
        await made.awarder.do("revokeAward", awardId=offered["id"], reason="Budget cut.")
        actor = made.awarder.user
    assert await made.ranks() == [first, best, third]
    seen = await made.awarder.workbench(made.demand)
    assert (seen["state"], seen["workbench"]["award"]["state"]) == ("SELECTING", end)
    ends = [(each["action"], each["actor"]["id"]) for each in await made.record()][-2:]
    assert ends == [(f"AWARD_{end}", actor), ("RETURNED", actor)]
    reason = "No time." if end == "DECLINED" else "Budget cut."
    assert [each["reason"] for each in await made.record()][-2:] == [reason, f"award {end.lower()}: {reason}"]
    offered = await award(made, first, justification="The best one is gone.")
    taken = await made.bidders[0].do("acceptAward", awardId=offered["id"])
    assert (taken["state"], taken["price"]["amount"]) == ("ACCEPTED", "2000.00")


async def test_eb12_an_eliminated_candidate_must_first_be_restored_with_a_reason(server: Server) -> None:
    made = await closed(server, "1000.00", "2000.00")
    one, two = made.candidates
    await made.eliminate(two)
    offered = await award(made, one)
    await made.bidders[0].do("declineAward", awardId=offered["id"])
    assert (await award(made, two, justification="The next."))["code"] == "WRONG_STATE"
    await made.awarder.do("restoreCandidate", candidateId=two, reason="The other one declined.")
    assert (await award(made, two, justification="The next."))["state"] == "OFFERED"


async def test_eb10_an_award_to_an_individual_is_b2c_and_to_an_organization_b2b(server: Server) -> None:
    awarder = await enterprise(server.url)
    for bidder, kind in ((await person(server.url), "B2C"), (await enterprise(server.url), "B2B")):
        made = Table(awarder, await published(awarder))
        await submitted(bidder, made.demand)
        made.candidates = [each["id"] for each in await awarder.candidates(made.demand)]
        await awarder.do("closeBidding", demandId=made.demand)
        assert (await award(made, made.candidates[0]))["kind"] == kind


async def test_cancelling_an_awarded_demand_ends_its_offer(server: Server) -> None:
    made = await closed(server, "1000.00")
    offered = await award(made, made.candidates[0])
    await made.awarder.do("cancelDemand", demandId=made.demand, reason="No money.")
    found = (await made.awarder.ask(CANONICAL, id=made.demand))["demand"]
    assert (found["state"], found["workbench"]["award"]["state"]) == ("CANCELLED", "REVOKED")
    assert await made.bidders[0].refused("acceptAward", awardId=offered["id"]) == "WRONG_STATE"


async def test_eb12_a_demand_says_beforehand_how_long_an_offer_can_be_answered(server: Server) -> None:
    made = await closed(server, "1000.00")
    for reader in (made.awarder, made.bidders[0], await person(server.url)):
        assert (await reader.ask(DAYS_TO_ANSWER, id=made.demand))["demand"]["awardWorkingDays"] == 3
    await award(made, made.candidates[0])
    offered = (await made.awarder.ask(DAYS_TO_ANSWER, id=made.demand))["demand"]["workbench"]["award"]
    lasts = calendar().after(datetime.fromisoformat(offered["offeredAt"]), 3)
    assert datetime.fromisoformat(offered["lapsesAt"]) == lasts


async def offer(*amounts: int) -> tuple[Any, list[Any], list[Candidate], Award]:
    """An awarder, bidders and candidates in this process, all alternatives; the second one has the offer."""
    awarder, bidders = await someone("ada"), [await someone("bob") for _ in amounts]
    demand = await demand_of(awarder)
    candidates = []
    for bidder, amount in zip(bidders, amounts, strict=True):
        applicant = await bid_on(demand, bidder, amount)
        candidates.append(await Candidate.get(applicant_id=applicant.id))
        await place_alternative(candidates[-1], rank=None, expected_version=None, by=awarder)
    await close_bidding(demand, expected_version=None, by=awarder)
    reasons = {"reason": "Good.", "justification": "Known.", "expected_version": None}
    return awarder, bidders, candidates, await award_demand(candidates[1], **reasons, by=awarder)


@pytest.mark.everywhere
@pytest.mark.usefixtures("database")
async def test_eb12_an_offer_lapses_when_its_time_has_come_and_not_before() -> None:
    monday = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with clock(lambda: monday):
        _, _, candidates, offered = await offer(300, 200, 100)
        assert offered.lapses_at == datetime(2026, 3, 5, 9, tzinfo=UTC)
        before = await Candidate.get(id=candidates[1].id)
    with clock(lambda: offered.lapses_at - timedelta(microseconds=1)):
        assert await catch_up() == 0
    events = await StoredEvent.filter(stream=f"demand:{offered.demand_id}").count()
    with clock(lambda: offered.lapses_at):
        assert await catch_up() == 1
        assert await catch_up() == 0
        lapsed = await Award.get(id=offered.id)
        back = await Candidate.get(id=candidates[1].id)
        assert (lapsed.state, lapsed.answered_at, lapsed.version) == (AwardState.LAPSED, now(), 1)
        assert (back.standing, back.alternative_rank, back.version) == (Standing.ALTERNATIVE, 2, before.version)
        ranked = [each.id for each in await alternatives_of(offered.demand_id)]
        assert ranked == [each.id for each in candidates]
        demand = await Demand.get(id=offered.demand_id)
        assert (demand.state, demand.lapses_at) == (DemandState.SELECTING, None)
    last = await Entry.filter(book=book_of(demand.id)).order_by("-seq").limit(2)
    assert [(each.action, each.actor_id) for each in last] == [("RETURNED", None), ("AWARD_LAPSED", None)]
    # The award, the returned candidate, the one that made room, the demand, and two entries of the record.
    assert await StoredEvent.filter(stream=f"demand:{offered.demand_id}").count() == events + 6


@pytest.mark.usefixtures("database")
async def test_eb12_an_offer_that_has_lapsed_takes_no_answer_even_before_the_clock_wrote_it_down() -> None:
    awarder, bidders, candidates, offered = await offer(300, 200)
    events = await StoredEvent.all().count()
    with clock(lambda: offered.lapses_at):
        for act, by, words in (
            (accept_award, bidders[1], {}),
            (decline_award, bidders[1], {"reason": None}),
            (revoke_award, awarder, {"reason": "Too late."}),
        ):
            with pytest.raises(Refused, match="AWARD_LAPSED"):
                await act(offered, **words, expected_version=None, by=by)  # type: ignore[operator]
        assert ((await Award.get(id=offered.id)).state, await StoredEvent.all().count()) == (AwardState.OFFERED, events)
        await catch_up()
        reasons = {"reason": "The next.", "justification": None, "expected_version": None}
        following = await award_demand(candidates[0], **reasons, by=awarder)
    assert (following.state, following.price_minor, following.rank) == (AwardState.OFFERED, 30_000, 1)


@pytest.mark.usefixtures("database")
async def test_eb5_a_bid_that_needs_confirmation_is_not_ranked_and_cannot_be_awarded() -> None:
    awarder, bidders, candidates, offered = await offer(300, 200)
    await decline_award(offered, reason=None, expected_version=None, by=bidders[1])
    # No path of the domain leads here: bids that were not confirmed lapse before the selection begins.
    await Applicant.filter(id=candidates[0].applicant_id).update(state=BidState.NEEDS_CONFIRMATION)
    await measure_all()
    events = await StoredEvent.all().count()
    with pytest.raises(Refused, match="BID_NOT_CONFIRMED"):
        await award_demand(candidates[0], reason="Good.", justification="Known.", expected_version=None, by=awarder)
    assert await StoredEvent.all().count() == events
    first = await award_demand(candidates[1], reason="Good.", justification=None, expected_version=None, by=awarder)
    assert first.rank == 1
