"""The list of candidates: filters, orders, pages, ties, and the order under other weights."""

import re
from decimal import Decimal
from typing import Any

import pytest

from tests.support.api.server import Server
from tests.support.domain.market import Person, person, submitted
from tests.support.domain.table import Table, table

# Scores and weights are computed in Python; filters and pages are tried on both.
pytestmark = pytest.mark.anywhere

WHAT_IF = """query ($id: ID!, $weights: [CriterionWeightInput!]!) { demand(id: $id) { ... on BiddingDemand {
  workbench { ordering(weights: $weights) { candidate { id } rank total } } } } }"""
PRICE_ONLY = [{"key": "price_fit", "weight": 10_000}]
LIST = """query ($id: ID!, $order: CandidateOrder, $first: Int, $after: String) { demand(id: $id) {
  ... on BiddingDemand { workbench { candidates(order: $order, first: $first, after: $after) {
    edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor } } } } } }"""


POINTS = """query ($id: ID!, $weights: [CriterionWeightInput!]!) { demand(id: $id) { ... on BiddingDemand { workbench {
  candidates(order: ARRIVAL) { edges { node { id arrivedAt score { rank total points } } } }
  ordering(weights: $weights) { candidate { id } points } } } } }"""
SCALES = """query ($id: ID!) { node(id: $id) { ... on Candidate { score { contributions {
  key counted best worst missingSkills } } } } }"""


async def ids(made: Table, **variables: Any) -> list[str]:
    return [each["id"] for each in await made.awarder.candidates(made.demand, **variables)]


async def errors(by: Person, document: str, **variables: Any) -> list[dict[str, Any]]:
    answer = await by.client.post(document, variables)
    return list(answer["errors"])


async def what_if(made: Table, weights: list[dict[str, Any]]) -> list[dict[str, Any]]:
    answer = await made.awarder.ask(WHAT_IF, id=made.demand, weights=weights)
    return list(answer["demand"]["workbench"]["ordering"])


async def test_each_order_is_its_own_and_whoever_has_no_place_in_it_comes_last_by_arrival(server: Server) -> None:
    made = await table(server, "4000.00", "1000.00", "3000.00", "2000.00")
    dear, cheap, three, two = made.candidates
    await made.place(three)
    await made.place(dear, 1)
    assert await ids(made, order="ARRIVAL") == [dear, cheap, three, two]
    assert await ids(made, order="PRICE") == [cheap, two, three, dear]
    assert await ids(made, order="ALTERNATIVES") == [dear, three, cheap, two]
    # All else is equal, so merit is price. MERIT is the default order.
    assert await ids(made, order="MERIT") == await ids(made) == [cheap, two, three, dear]


async def test_ties_go_to_who_arrived_first(server: Server) -> None:
    made = await table(server, "2000.00", "2000.00", "1000.00", "2000.00")
    one, two, cheap, four = made.candidates
    seen = await made.awarder.candidates(made.demand)
    assert [(each["id"], each["score"]["rank"]) for each in seen] == [(cheap, 1), (one, 2), (two, 3), (four, 4)]
    assert await ids(made, order="PRICE") == [cheap, one, two, four]
    assert len({each["score"]["total"] for each in seen}) == 2


@pytest.mark.everywhere
async def test_a_front_end_can_rank_by_points_and_the_time_of_arrival(server: Server) -> None:
    made = await table(server, "2000.00", "5999.99", "1000.00", "2000.00")
    answer = await made.awarder.ask(POINTS, id=made.demand, weights=PRICE_ONLY)
    place = answer["demand"]["workbench"]
    seen = [edge["node"] for edge in place["candidates"]["edges"]]
    assert all(re.fullmatch(r"[01]\.[0-9]{10}", each["score"]["points"]) for each in seen)
    assert [float(each["score"]["points"]) for each in seen] == [each["score"]["total"] for each in seen]
    sorted_here = sorted(seen, key=lambda each: (-Decimal(each["score"]["points"]), each["arrivedAt"]))
    assert [each["score"]["rank"] for each in sorted_here] == [1, 2, 3, 4]
    assert [each["candidate"]["id"] for each in place["ordering"]] == [each["id"] for each in sorted_here]
    assert {len(each["points"]) for each in place["ordering"]} == {12}


async def test_ranks_count_every_ranked_bid_whatever_is_asked_for(server: Server) -> None:
    """By one page of all, by pages of one, and for candidates of another order."""
    made = await table(server, "3000.00", "1000.00", "2000.00", "2000.00")
    await made.eliminate(made.candidates[1])
    ranks = {each["id"]: each["score"]["rank"] for each in await made.awarder.candidates(made.demand)}
    assert [ranks[each] for each in made.candidates] == [4, 1, 2, 3]
    after = None
    for order in ("ARRIVAL", "PRICE"):
        for each in await made.awarder.candidates(made.demand, order=order, filter={"standings": ["UNDECIDED"]}):
            assert each["score"]["rank"] == ranks[each["id"]]
    for _ in made.candidates:
        answer = await made.awarder.ask(LIST.replace("node { id }", "node { id score { rank } }"), **page(made, after))
        found = answer["demand"]["workbench"]["candidates"]
        (node,) = [edge["node"] for edge in found["edges"]]
        assert node["score"]["rank"] == ranks[node["id"]]
        after = found["pageInfo"]["endCursor"]


def page(made: Table, after: str | None) -> dict[str, Any]:
    return {"id": made.demand, "first": 1, "order": "PRICE", "after": after}


async def test_a_score_says_what_it_is_made_of(server: Server) -> None:
    made = await table(server, "3000.00", budget={"low": "1000.00", "high": "5000.00", "currency": "USD"})
    score = (await made.candidate(made.candidates[0]))["score"]
    price, *others = score["contributions"]
    assert (price["key"], price["raw"], price["weight"], price["isMissing"]) == ("price_fit", "3000.00", 3500, False)
    # From the budget's low end down to twice its high end: 7000 of 9000 are left.
    assert (price["normalized"], round(price["contribution"], 6)) == (0.777777, 0.272222)
    assert [each["key"] for each in others if each["isMissing"]] == ["skill_coverage", "track_record"]
    assert abs(sum(each["contribution"] for each in score["contributions"]) - score["total"]) < 1e-9


@pytest.mark.everywhere
async def test_wb8_a_score_says_what_its_values_are_compared_with(server: Server) -> None:
    made = await table(server, "3000.00", budget={"low": "1000.00", "high": "5000.00", "currency": "USD"})
    await made.bidders[0].do("describeParty", partyId=made.bidders[0].party, skills=["python"])
    found = (await made.awarder.ask(SCALES, id=made.candidates[0]))["node"]["score"]["contributions"]
    assert {each.pop("key"): each for each in found} == {
        "price_fit": {"counted": "3000.00", "best": "1000.00", "worst": "10000.00", "missingSkills": []},
        "delivery_time": {"counted": "60", "best": "30.0", "worst": "120.0", "missingSkills": []},
        "skill_coverage": {"counted": "1", "best": "2", "worst": "0", "missingSkills": ["postgresql"]},
        "track_record": {"counted": "3.00", "best": "5.00", "worst": "1.00", "missingSkills": []},
        "verification": {"counted": "0", "best": "1", "worst": "0", "missingSkills": []},
    }


@pytest.mark.everywhere
async def test_filters_by_standing_and_by_words_leave_the_ranks_alone(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00", "3000.00")
    one, two, three = made.candidates
    bidder = await person(server.url, "Grace Hopper")
    await submitted(bidder, made.demand, "4000.00", proposal="A compiler in COBOL, by Ünal & sons.")
    four = (await ids(made, order="ARRIVAL"))[-1]
    await made.eliminate(one)
    await made.place(three)
    assert await ids(made, filter={"standings": ["ELIMINATED", "ALTERNATIVE"]}) == [one, three]
    assert await ids(made, filter={"standings": []}) == [one, two, three, four]
    for text in ("cobol", "COBOL compiler", "ünal", "hopper cobol", "grace"):
        assert await ids(made, filter={"text": text}) == [four], text
    assert await ids(made, filter={"text": "cobol fortran"}) == []
    assert await ids(made, filter={"text": "bidder", "standings": ["UNDECIDED"], "isUnread": True}) == [two]
    (seen,) = await made.awarder.candidates(made.demand, filter={"text": "cobol"})
    assert seen["score"]["rank"] == 4


@pytest.mark.everywhere
async def test_pages_are_the_whole_list_in_every_order(server: Server) -> None:
    made = await table(server, "4000.00", "1000.00", "3000.00", "1000.00", "2000.00")
    await made.place(made.candidates[2])
    await made.place(made.candidates[4])
    for order in ("MERIT", "ARRIVAL", "PRICE", "ALTERNATIVES"):
        found: list[str] = []
        after, more = None, True
        while more:
            answer = await made.awarder.ask(LIST, id=made.demand, order=order, first=2, after=after)
            page = answer["demand"]["workbench"]["candidates"]
            assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
            found += [edge["node"]["id"] for edge in page["edges"]]
            after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
        assert found == await ids(made, order=order)
        assert len(found) == 5


async def test_a_better_bid_that_arrives_between_two_pages_makes_nobody_appear_twice(server: Server) -> None:
    made = await table(server, "2000.00", "3000.00", "4000.00")
    first = (await made.awarder.ask(LIST, id=made.demand, first=2))["demand"]["workbench"]["candidates"]
    await submitted(await person(server.url), made.demand, "1000.00")
    after = first["pageInfo"]["endCursor"]
    second = (await made.awarder.ask(LIST, id=made.demand, first=2, after=after))["demand"]["workbench"]["candidates"]
    assert [edge["node"]["id"] for edge in [*first["edges"], *second["edges"]]] == made.candidates


async def test_a_cursor_of_another_order_and_a_size_out_of_bounds_are_refused(server: Server) -> None:
    made = await table(server, "2000.00", "3000.00")
    page = (await made.awarder.ask(LIST, id=made.demand, order="PRICE", first=1))["demand"]["workbench"]["candidates"]
    after = page["pageInfo"]["endCursor"]
    for wrong in ({"order": "MERIT", "after": after}, {"after": "nonsense"}, {"first": 0}, {"first": 201}):
        (error,) = await errors(made.awarder, LIST, id=made.demand, **wrong)
        assert error["extensions"]["code"] == "INVALID_INPUT", wrong


async def test_what_if_orders_by_other_weights_and_stores_nothing(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00", "3000.00")
    cheap, two, dear = made.candidates
    await made.awarder.do("amendDemand", demandId=made.demand, expectedVersion=2, isBidCountPublic=False)
    for bidder, days in ((made.bidders[0], 120), (made.bidders[2], 20)):
        await submitted(bidder, made.demand, "1000.00" if days == 120 else "3000.00", durationDays=days)
    after, before = await made.cursor(), await made.awarder.workbench(made.demand)
    by_time = await what_if(made, [{"key": "delivery_time", "weight": 10_000}, {"key": "price_fit", "weight": 0}])
    assert [(each["candidate"]["id"], each["rank"]) for each in by_time] == [(dear, 1), (two, 2), (cheap, 3)]
    by_price = await what_if(made, PRICE_ONLY)
    assert [each["candidate"]["id"] for each in by_price] == [cheap, two, dear]
    assert [each["total"] for each in by_price] == sorted((each["total"] for each in by_price), reverse=True)
    assert (await made.cursor(), await made.awarder.workbench(made.demand)) == (after, before)


async def test_what_if_names_what_is_wrong_with_weights(server: Server) -> None:
    made = await table(server, "1000.00")
    for weights in (
        [],
        [{"key": "price_fit", "weight": 9_999}],
        [{"key": "charm", "weight": 10_000}],
        [{"key": "price_fit", "weight": 5_000}] * 2,
        [{"key": "price_fit", "weight": 20_000}, {"key": "verification", "weight": -10_000}],
    ):
        (error,) = await errors(made.awarder, WHAT_IF, id=made.demand, weights=weights)
        assert error["extensions"]["code"] == "INVALID_INPUT", weights


async def test_wb9_while_bids_are_sealed_the_workbench_orders_and_shows_nobody(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00", bidding="SEALED")
    assert made.candidates == []
    assert await what_if(made, PRICE_ONLY) == []
    for order in ("MERIT", "ARRIVAL", "PRICE", "ALTERNATIVES"):
        assert await ids(made, order=order) == []
    seen = await made.awarder.workbench(made.demand)
    assert {each["count"] for each in seen["workbench"]["standings"]} == {0}
    assert seen["bidCount"] == 2


@pytest.mark.everywhere
async def test_an_application_leads_the_awarders_side_to_its_candidate(server: Server) -> None:
    """WB-9: not while bids are sealed, and neither the applicant nor a rival at any time."""
    made = await table(server, "1000.00", "2000.00")
    sealed = await table(server, "1000.00", bidding="SEALED")
    document = "query ($id: ID!) { node(id: $id) { ... on Applicant { id candidate { id } } } }"

    async def seen(by: Person, application: dict[str, Any]) -> Any:
        return (await by.ask(document, id=application["id"]))["node"]

    for application, candidate in zip(made.applications, made.candidates, strict=True):
        assert await seen(made.awarder, application) == {"id": application["id"], "candidate": {"id": candidate}}
    own, other = made.applications
    assert await seen(made.bidders[0], own) == {"id": own["id"], "candidate": None}
    assert await seen(made.bidders[0], other) is None
    (hidden,) = sealed.applications
    assert await seen(sealed.awarder, hidden) is None
    assert await seen(sealed.bidders[0], hidden) == {"id": hidden["id"], "candidate": None}


async def test_wb6_once_bids_are_in_only_an_amendment_changes_the_criteria(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00", bidding="SEALED")
    version = await made.awarder.version(made.demand)
    given = {"demandId": made.demand, "expectedVersion": version, "criteria": PRICE_ONLY}
    amended = await made.awarder.do("amendDemand", **given)
    assert amended["version"] == version + 1
    for bidder, application in zip(made.bidders, made.applications, strict=True):
        found = await bidder.ask(
            "query ($id: ID!) { node(id: $id) { ... on Applicant { bid { state } } } }", id=application["id"]
        )
        assert found["node"]["bid"]["state"] == "NEEDS_CONFIRMATION"
    assert [each["action"] for each in await made.record()] == ["PUBLISHED", "AMENDED"]


async def test_wb6_the_criteria_are_fixed_for_good_once_bidding_has_ended(server: Server) -> None:
    made = await table(server, "1000.00")
    await made.awarder.do("closeBidding", demandId=made.demand)
    after, seen = await made.cursor(), await made.awarder.workbench(made.demand)
    given = {"demandId": made.demand, "expectedVersion": seen["version"], "criteria": PRICE_ONLY}
    assert await made.awarder.refused("amendDemand", **given) == "WRONG_STATE"
    assert (await made.cursor(), await made.awarder.workbench(made.demand)) == (after, seen)
