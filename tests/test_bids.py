"""Bids: saved, submitted, revised and withdrawn by applicants, seen live at the workbench."""

import asyncio
from typing import Any

import pytest

from tests.support.api.server import Server
from tests.support.domain.market import FEED, Person, colleague, enterprise, grant, person, published, saved, submitted

# What a bid has to be is decided in Python; what comes at once is tried on both.
pytestmark = pytest.mark.anywhere

HISTORY = """query ($id: ID!) { node(id: $id) { ... on Applicant {
  bid { number state } bidHistory { number state submittedAt proposal price { amount } actions } } } }"""
MINE = "{ viewer { applications(first: 50) { edges { node { id demand { id } state } } } } }"


async def history(somebody: Person, application: str) -> dict[str, Any]:
    found: dict[str, Any] = (await somebody.ask(HISTORY, id=application))["node"]
    return found


async def applications(somebody: Person, demand: str) -> list[dict[str, Any]]:
    edges = (await somebody.ask(MINE))["viewer"]["applications"]["edges"]
    return [edge["node"] for edge in edges if edge["node"]["demand"]["id"] == demand]


@pytest.fixture(scope="module")
async def bidder(server: Server) -> Person:
    return await person(server.url, "Bob")


@pytest.fixture(scope="module")
async def awarder(server: Server) -> Person:
    return await enterprise(server.url)


@pytest.mark.everywhere
async def test_a_submitted_bid_arrives_live_at_the_workbench(server: Server) -> None:
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    start = (await awarder.workbench(demand))["workbench"]["cursor"]
    async with awarder.client.subscribe(FEED, id=demand, after=start) as events:
        bidder = await person(server.url, "Bob")
        application = await submitted(bidder, demand, "2500.00")
        event = (await events.next())["workbench"]["event"]
    assert event["__typename"] == "BidArrived"
    assert event["candidate"]["applicant"]["id"] == application["id"]
    assert event["candidate"]["isUnread"] is True
    assert [each["id"] for each in await awarder.candidates(demand)] == [event["candidate"]["id"]]


async def test_eb5_a_draft_reaches_nobody_and_what_was_submitted_goes_on_counting(
    awarder: Person, bidder: Person
) -> None:
    demand = await published(awarder)
    draft = await saved(bidder, demand, "3000.00")
    assert (draft["state"], draft["bid"], draft["draft"]["number"]) == ("DRAFT", None, 1)
    assert await awarder.candidates(demand) == []
    edited = await saved(bidder, demand, "2900.00")
    assert (edited["draft"]["number"], edited["draft"]["price"]["amount"]) == (1, "2900.00")
    application = await bidder.do("submitBid", applicantId=draft["id"], expectedVersion=edited["version"])
    assert (application["draft"], application["bid"]["number"]) == (None, 1)
    revised = await saved(bidder, demand, "2800.00")
    assert (revised["draft"]["number"], revised["state"], revised["bid"]["state"]) == (2, "SUBMITTED", "SUBMITTED")
    moving = {"version", "actions"}  # those of the application
    assert [value for name, value in revised["bid"].items() if name not in moving] == [
        value for name, value in application["bid"].items() if name not in moving
    ]
    (candidate,) = await awarder.candidates(demand)
    assert candidate["score"]["rank"] == 1
    assert candidate["applicant"]["bid"]["price"]["amount"] == "2900.00"
    await bidder.do("submitBid", applicantId=application["id"], expectedVersion=revised["version"])
    (candidate,) = await awarder.candidates(demand)
    assert candidate["applicant"]["bid"]["price"]["amount"] == "2800.00"
    assert candidate["score"]["rank"] == 1


async def test_eb5_submitted_versions_are_kept_for_the_applicant_and_never_change(
    awarder: Person, bidder: Person
) -> None:
    demand = await published(awarder)
    first = await submitted(bidder, demand, "3000.00", proposal="First.")
    second = await submitted(bidder, demand, "2900.00", proposal="Second.")
    await saved(bidder, demand, "2800.00", proposal="Third.")
    own = (await history(bidder, first["id"]))["bidHistory"]
    assert [(each["number"], each["state"], each["proposal"], each["price"]["amount"]) for each in own] == [
        (1, "SUBMITTED", "First.", "3000.00"),
        (2, "SUBMITTED", "Second.", "2900.00"),
    ]
    assert [each["submittedAt"] for each in own] == [first["bid"]["submittedAt"], second["bid"]["submittedAt"]]
    assert own[0]["actions"] == []
    read = (await history(awarder, first["id"]))["bidHistory"]
    assert [(each["number"], each["proposal"]) for each in read] == [(1, "First."), (2, "Second.")]


async def test_eb13_a_bid_is_submitted_as_it_was_read(awarder: Person, bidder: Person) -> None:
    demand = await published(awarder)
    draft = await saved(bidder, demand)
    await saved(bidder, demand, "2900.00")
    answer = await bidder.act("submitBid", applicantId=draft["id"], expectedVersion=draft["version"])
    assert (answer["code"], answer["currentVersion"]) == ("CONFLICT", 2)
    assert await awarder.candidates(demand) == []


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"price": {"amount": "0", "currency": "USD"}, "stages": []}, ["price.amount"]),
        ({"price": {"amount": "-1", "currency": "USD"}, "stages": []}, ["price.amount"]),
        ({"price": {"amount": "3000.001", "currency": "USD"}}, ["price.amount"]),
        ({"price": {"amount": "10000000000000.01", "currency": "USD"}}, ["price.amount"]),
        ({"price": {"amount": "3000", "currency": "ABC"}}, ["price.currency"]),
        ({"price": {"amount": "3000", "currency": "\0"}}, ["price.currency"]),
        ({"stages": [{"title": "S", "amount": "4000"}, {"title": "T", "amount": "-1000"}]}, ["stages.1.amount"]),
        ({"stages": [{"title": "S", "amount": "3000.001"}]}, ["stages.0.amount"]),
        (
            {"stages": [{"title": "S\0", "amount": "3000", "dueAfterDays": -1}]},
            ["stages.0.dueAfterDays", "stages.0.title"],
        ),
        ({"stages": [{"title": "S", "amount": "1"}] * 51, "price": {"amount": "51", "currency": "USD"}}, ["stages"]),
        ({"proposal": "p" * 20_001}, ["proposal"]),
        ({"proposal": "p\0", "durationDays": 0}, ["durationDays", "proposal"]),
    ],
)
async def test_eb8_what_no_bid_can_have_is_not_even_drafted(
    awarder: Person, bidder: Person, changes: dict[str, Any], paths: list[str]
) -> None:
    demand = await published(awarder)
    given = {"demandId": demand, "partyId": bidder.party, "proposal": "Us.", "stages": []}
    price = {"amount": "3000.00", "currency": "USD"}
    answer = await bidder.act("saveBid", **{**given, "price": price, **changes})
    assert [each["path"] for each in answer["fields"]] == paths
    assert await applications(bidder, demand) == []


@pytest.mark.parametrize(
    ("currency", "good", "wrong"), [("JPY", "500000", "500000.5"), ("KWD", "1.125", "1.1255"), ("EUR", "0.01", "0.001")]
)
async def test_eb8_a_price_has_the_currency_of_the_demand_and_its_decimals(
    awarder: Person, bidder: Person, currency: str, good: str, wrong: str
) -> None:
    demand = await published(awarder, budget={"currency": currency})
    given = {"demandId": demand, "partyId": bidder.party, "proposal": "Us.", "stages": []}
    for price, code in (
        ({"amount": wrong, "currency": currency}, "INVALID_INPUT"),
        ({"amount": good, "currency": "USD"}, "CURRENCY_MISMATCH"),
    ):
        assert await bidder.refused("saveBid", **given, price=price) == code
    assert await applications(bidder, demand) == []
    application = await bidder.do("saveBid", **given, price={"amount": good, "currency": currency})
    assert application["draft"]["price"] == {"amount": good, "currency": currency}


@pytest.mark.parametrize(
    "amount", ['"1e3"', '"NaN"', '"Infinity"', "1.5", "3000", '"1.0000001"', '"1,5"', '""', "null"]
)
async def test_eb8_an_amount_is_an_exact_decimal_or_a_wrong_query(bidder: Person, amount: str) -> None:
    price = f'price: {{ amount: {amount}, currency: "USD" }}'
    document = f'mutation {{ saveBid(input: {{ demandId: "x", partyId: "x", proposal: "", stages: [], {price} }}) '
    answer = await bidder.client.post(f"{document} {{ __typename }} }}")
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["GRAPHQL_VALIDATION_FAILED"]


async def test_eb10_the_audience_is_enforced_when_a_bid_is_submitted(server: Server, awarder: Person) -> None:
    demand = await published(awarder, audience=["ENTERPRISE"])
    alone, company = await person(server.url), await enterprise(server.url)
    draft = await saved(alone, demand)
    code = await alone.refused("submitBid", applicantId=draft["id"], expectedVersion=draft["version"])
    assert code == "NOT_IN_AUDIENCE"
    assert await applications(alone, demand) == [{"id": draft["id"], "demand": {"id": demand}, "state": "DRAFT"}]
    assert (await submitted(company, demand))["bid"]["state"] == "SUBMITTED"
    assert len(await awarder.candidates(demand)) == 1


async def test_a_member_drafts_a_bid_and_a_leader_submits_it(server: Server, awarder: Person) -> None:
    demand, company = await published(awarder), await enterprise(server.url)
    member = await colleague(company)
    draft = await saved(member, demand)
    assert draft["actions"] == ["SAVE"]
    given = {"applicantId": draft["id"], "expectedVersion": draft["version"]}
    assert await member.refused("submitBid", **given) == "NOT_ALLOWED"
    assert (await company.do("submitBid", **given))["actions"] == ["SAVE", "WITHDRAW"]
    beside = await saved(member, demand, "2900.00")
    assert (beside["state"], beside["actions"]) == ("SUBMITTED", ["SAVE", "DISCARD_DRAFT"])
    given = {"applicantId": draft["id"], "expectedVersion": beside["version"]}
    for operation in ("submitBid", "confirmBid", "withdrawBid"):
        assert await member.refused(operation, **given) == "NOT_ALLOWED"
    assert (await history(company, draft["id"]))["bid"] == {"number": 1, "state": "SUBMITTED"}


async def test_nobody_bids_for_a_party_that_they_do_not_act_for(
    server: Server, awarder: Person, bidder: Person
) -> None:
    demand, stranger = await published(awarder), await person(server.url)
    given = {"demandId": demand, "price": {"amount": "1", "currency": "USD"}, "proposal": "P", "stages": []}
    assert await stranger.refused("saveBid", **given, partyId=bidder.party) == "NOT_ALLOWED"
    application = await submitted(bidder, demand)
    for operation, more in {"submitBid": {"expectedVersion": 2}, "withdrawBid": {}}.items():
        assert await stranger.refused(operation, applicantId=application["id"], **more) == "NOT_FOUND"
        assert await awarder.refused(operation, applicantId=application["id"], **more) == "NOT_ALLOWED"
    assert len(await awarder.candidates(demand)) == 1


async def test_eb7_a_withdrawn_application_ends_and_the_party_may_apply_anew(awarder: Person, bidder: Person) -> None:
    demand = await published(awarder)
    first = await submitted(bidder, demand)
    gone = await bidder.do("withdrawBid", applicantId=first["id"], reason="No time.")
    assert (gone["bid"]["state"], gone["bid"]["actions"]) == ("WITHDRAWN", [])
    assert gone["withdrawnAt"] is not None
    assert await awarder.candidates(demand) == []
    assert await bidder.refused("withdrawBid", applicantId=first["id"]) == "WRONG_STATE"
    assert await bidder.refused("submitBid", applicantId=first["id"], expectedVersion=3) == "WRONG_STATE"
    second = await submitted(bidder, demand, "2000.00")
    assert second["id"] != first["id"]
    assert second["bid"]["number"] == 1
    (candidate,) = await awarder.candidates(demand)
    assert candidate["applicant"]["id"] == second["id"]
    assert [each["state"] for each in await applications(bidder, demand)] == ["SUBMITTED", "WITHDRAWN"]


async def test_eb7_withdrawal_is_possible_until_the_award(awarder: Person, bidder: Person, server: Server) -> None:
    demand, other = await published(awarder), await person(server.url)
    winner, second = await submitted(bidder, demand, "1000.00"), await submitted(other, demand, "4000.00")
    await awarder.do("closeBidding", demandId=demand)
    assert (await other.do("withdrawBid", applicantId=second["id"]))["bid"]["state"] == "WITHDRAWN"
    (candidate,) = await awarder.candidates(demand)
    version = await awarder.version(demand)
    award = await awarder.do("awardDemand", candidateId=candidate["id"], reason="Best.", expectedVersion=version)
    assert await bidder.refused("withdrawBid", applicantId=winner["id"]) == "WRONG_STATE"
    await bidder.do("declineAward", awardId=award["id"])
    assert (await bidder.do("withdrawBid", applicantId=winner["id"]))["bid"]["state"] == "WITHDRAWN"


@pytest.mark.everywhere
async def test_eb7_a_party_has_one_live_application_however_often_it_tries(awarder: Person, bidder: Person) -> None:
    demand = await published(awarder)
    tries = await asyncio.gather(*(saved(bidder, demand, idempotencyKey="again") for _ in range(5)))
    assert len({each["id"] for each in tries}) == 1
    assert {each["version"] for each in tries} == {1}
    others = await asyncio.gather(*(saved(bidder, demand) for _ in range(5)))
    assert {each["id"] for each in others} == {tries[0]["id"]}
    assert len(await applications(bidder, demand)) == 1


@pytest.mark.everywhere
async def test_a_submission_that_is_tried_again_with_its_key_counts_once(awarder: Person, bidder: Person) -> None:
    demand = await published(awarder)
    draft = await saved(bidder, demand)
    start = (await awarder.workbench(demand))["workbench"]["cursor"]
    given = {"applicantId": draft["id"], "expectedVersion": draft["version"], "idempotencyKey": "submit"}
    answers = await asyncio.gather(*(bidder.do("submitBid", **given) for _ in range(5)))
    assert all(answer == answers[0] for answer in answers)
    assert (answers[0]["bid"]["state"], answers[0]["bid"]["version"]) == ("SUBMITTED", 2)
    assert await bidder.refused("submitBid", **{**given, "expectedVersion": 2}) == "IDEMPOTENCY_MISMATCH"
    async with awarder.client.subscribe(FEED, id=demand, after=start) as events:
        assert (await events.next())["workbench"]["event"]["__typename"] == "BidArrived"
        await events.silence()


async def test_staff_strike_a_bid_out_with_a_reason(server: Server, awarder: Person, bidder: Person) -> None:
    demand, staff = await published(awarder), await person(server.url)
    application = await submitted(bidder, demand)
    await grant(server, staff, "ADMINISTRATOR")
    assert await awarder.refused("invalidateBid", applicantId=application["id"], reason="No.") == "NOT_ALLOWED"
    assert await staff.refused("invalidateBid", applicantId=application["id"], reason=" ") == "INVALID_INPUT"
    await staff.do("invalidateBid", applicantId=application["id"], reason="Copied.")
    assert (await history(bidder, application["id"]))["bid"] == {"number": 1, "state": "INVALIDATED"}
    assert await awarder.candidates(demand) == []


async def test_eb4_an_applicant_sees_nothing_of_another(server: Server, awarder: Person, bidder: Person) -> None:
    demand, rival = await published(awarder), await person(server.url)
    application = await submitted(bidder, demand)
    await submitted(rival, demand)
    assert (await rival.ask(HISTORY, id=application["id"]))["node"] is None
    assert (await rival.workbench(demand))["workbench"] is None
    assert len(await applications(rival, demand)) == 1
