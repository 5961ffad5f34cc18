"""Comparing candidates: the same rows for each, and nothing that its viewer could not see one by one (WB-19)."""

from typing import Any

import pytest

from models.ordering import Goal
from models.workbench.comparison import Unit, row
from tests.support.api.server import Server
from tests.support.domain.market import Person, enterprise, published, submitted
from tests.support.domain.table import Table, table

COMPARE = """query ($id: ID!, $ids: [ID!]!) { demand(id: $id) { id ... on BiddingDemand { workbench {
  comparison(candidateIds: $ids) { candidates { id score { rank total contributions { key normalized isMissing } }
    applicant { party { rating { average count } } bid { price { amount } durationDays } } }
  rows { key unit goal cells { value text isMissing isBest } } } } } } }"""


async def compared(made: Table, *ids: str) -> dict[str, Any]:
    answer = await made.awarder.ask(COMPARE, id=made.demand, ids=list(ids))
    found: dict[str, Any] = answer["demand"]["workbench"]["comparison"]
    return found


async def refusal(by: Person, demand: str, *ids: str) -> str:
    answer = await by.client.post(COMPARE, {"id": demand, "ids": list(ids)})
    return str(answer["errors"][0]["extensions"]["code"])


@pytest.mark.anywhere
@pytest.mark.parametrize(
    ("goal", "values", "best"),
    [
        (Goal.LOWER, [3, 1, 2], [1]),
        (Goal.HIGHER, [3, 1, 3], [0, 2]),
        (Goal.HIGHER, [None, 0, 2], [2]),
        (Goal.LOWER, [None, None, 2], []),
        (Goal.LOWER, [2, 2, None], []),
        (None, [1, 2, 3], []),
    ],
)
def test_wb19_what_is_missing_is_never_best_and_nobody_is_where_all_are_the_same(
    goal: Goal | None, values: list[Any], best: list[int]
) -> None:
    cells = row("price", Unit.COUNT, goal, values).cells
    assert [place for place, cell in enumerate(cells) if cell.is_best] == best
    assert [cell.is_missing for cell in cells] == [value is None for value in values]


async def test_wb19_a_comparison_says_what_each_candidate_says_by_itself(server: Server) -> None:
    made = await table(server, "3000.00", "1000.00", "2000.00")
    one, two, three = made.candidates
    before = await made.record(), await made.cursor()
    found = await compared(made, three, one, two)
    assert [each["id"] for each in found["candidates"]] == [three, one, two]
    rows = {each["key"]: each for each in found["rows"]}
    assert list(rows)[:7] == ["rank", "total", "price", "duration", "skills", "rating", "rating_count"]
    values = {key: [cell["value"] for cell in each["cells"]] for key, each in rows.items()}
    seen = found["candidates"]
    assert [int(value) for value in values["rank"]] == [each["score"]["rank"] for each in seen] == [2, 3, 1]
    assert [float(value) for value in values["total"]] == [each["score"]["total"] for each in seen]
    assert values["price"] == [each["applicant"]["bid"]["price"]["amount"] for each in seen]
    assert [int(value) for value in values["duration"]] == [each["applicant"]["bid"]["durationDays"] for each in seen]
    for place, each in enumerate(seen):
        for part in each["score"]["contributions"]:
            cell = rows[part["key"]]["cells"][place]
            assert cell["isMissing"] is part["isMissing"]
            assert part["isMissing"] or float(cell["value"]) == part["normalized"]
    assert [cell["isBest"] for cell in rows["price"]["cells"]] == [False, False, True]
    assert (rows["price"]["unit"], rows["price"]["goal"]) == ("MONEY", "LOWER")
    assert all(len(each["cells"]) == 3 for each in found["rows"])
    assert (await made.record(), await made.cursor()) == before


async def test_wb19_a_bid_that_is_not_confirmed_has_the_same_rows_and_is_best_in_none_of_the_order(
    server: Server,
) -> None:
    made = await table(server, "1000.00", "2000.00", "3000.00")
    version = await made.awarder.version(made.demand)
    await made.awarder.do("amendDemand", demandId=made.demand, expectedVersion=version, durationDays=50)
    await made.bidders[1].do("confirmBid", applicantId=made.applications[1]["id"], expectedVersion=3)
    found = await compared(made, *made.candidates[:2])
    rows = {each["key"]: each["cells"] for each in found["rows"]}
    assert [(cell["value"], cell["isMissing"], cell["isBest"]) for cell in rows["rank"]] == [
        (None, True, False),
        ("1", False, False),
    ]
    assert [cell["isBest"] for cell in rows["price"]] == [True, False]
    neither = await compared(made, made.candidates[0], made.candidates[2])
    assert [each["key"] for each in neither["rows"]] == [each["key"] for each in found["rows"]]


async def test_wb19_two_to_six_candidates_of_this_workbench_are_compared_and_no_others(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    elsewhere = await published(made.awarder)
    foreign = await enterprise(server.url)
    theirs = await published(foreign)
    for demand in (elsewhere, theirs):
        await submitted(made.bidders[0], demand)
    (other,) = await made.awarder.candidates(elsewhere)
    (hidden,) = await foreign.candidates(theirs)
    one, two = made.candidates
    for ids in ([], [one], [one, one], [one, two, two], [str(each) for each in range(7)]):
        assert await refusal(made.awarder, made.demand, *ids) == "INVALID_INPUT", ids
    for stranger in (other["id"], hidden["id"], made.applications[0]["id"], "nothing"):
        assert await refusal(made.awarder, made.demand, one, stranger) == "NOT_FOUND", stranger
    for somebody in (made.bidders[0], foreign):
        answer = await somebody.ask(COMPARE, id=made.demand, ids=[one, two])
        assert answer["demand"]["workbench"] is None


async def test_eb3_nothing_is_compared_while_bids_are_sealed(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    sealed = await published(made.awarder, bidding="SEALED")
    for bidder in made.bidders:
        await submitted(bidder, sealed)
    assert await refusal(made.awarder, sealed, *made.candidates) == "NOT_FOUND"
