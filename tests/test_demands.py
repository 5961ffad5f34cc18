"""Demands: drafting, publishing and amending them through the API, and the staff who look after them."""

from typing import Any

import pytest

from tests.support.api.server import Server
from tests.support.domain.market import (
    PASSWORD,
    Person,
    colleague,
    draft,
    enterprise,
    grant,
    in_,
    person,
    published,
    submitted,
)

# What a demand has to be is decided in Python.
pytestmark = pytest.mark.anywhere

MINE = """query ($party: ID!) { viewer { demands(partyId: $party, first: 10) {
  edges { node { id state } } pageInfo { hasNextPage } } } }"""
ASKED = """query ($id: ID!) { demand(id: $id) { title description version state deadlineAt actions
  ... on BiddingDemand { durationDays audience bidding bidCount isBidCountPublic currency criteria { key weight }
    budget { low { amount currency } high { amount currency } } } } }"""
CLOSABLE = "query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { closableAt } } }"
PREVIEW = """mutation ($input: PreviewAmendmentInput!) { previewAmendment(input: $input) {
  ... on AmendmentPreview { changes { field from to } } } }"""
CRITERIA = [{"key": "price_fit", "weight": 6_000}, {"key": "delivery_time", "weight": 4_000}]


@pytest.fixture(scope="module")
async def somebody(server: Server) -> Person:
    """A shared user, for tests that leave nothing behind."""
    return await enterprise(server.url)


async def asked(somebody: Person, demand: str) -> dict[str, Any]:
    found: dict[str, Any] = (await somebody.ask(ASKED, id=demand))["demand"]
    return found


async def wrong_in(awarder: Person, **changes: Any) -> set[str]:
    """The fields that are named when a draft is refused."""
    given = {
        "partyId": awarder.party,
        "title": "T",
        "description": "D",
        "skills": [],
        "audience": ["TEAM"],
        **changes,
    }
    answer = await awarder.act("draftDemand", **given)
    assert answer["__typename"] == "InvalidInput", answer
    return {each["path"] for each in answer["fields"]}


async def test_a_draft_is_its_teams_alone_until_it_is_published(server: Server) -> None:
    awarder, stranger = await enterprise(server.url), await person(server.url)
    demand = await draft(awarder)
    assert (demand["state"], demand["version"], demand["publishedAt"]) == ("DRAFT", 1, None)
    assert (await stranger.ask(ASKED, id=demand["id"]))["demand"] is None
    assert await stranger.refused("publishDemand", demandId=demand["id"]) == "NOT_FOUND"
    mine = (await awarder.ask(MINE, party=awarder.party))["viewer"]["demands"]
    assert [edge["node"] for edge in mine["edges"]] == [{"id": demand["id"], "state": "DRAFT"}]
    assert (await stranger.ask(MINE, party=awarder.party))["viewer"]["demands"]["edges"] == []
    opened = await awarder.do("publishDemand", demandId=demand["id"], expectedVersion=1)
    assert (opened["state"], opened["version"]) == ("OPEN", 2)
    assert (await asked(stranger, demand["id"]))["actions"] == ["APPLY", "ASK"]
    assert await awarder.refused("publishDemand", demandId=demand["id"], expectedVersion=2) == "WRONG_STATE"


async def test_an_incomplete_demand_is_not_published(server: Server) -> None:
    awarder = await enterprise(server.url)
    demand = await draft(awarder, deadlineAt=None)
    assert await awarder.refused("publishDemand", demandId=demand["id"]) == "INCOMPLETE"
    past = await draft(awarder, deadlineAt=in_(seconds=-1))
    assert await awarder.refused("publishDemand", demandId=past["id"]) == "DEADLINE_TOO_SOON"
    assert [(await asked(awarder, each["id"]))["state"] for each in (demand, past)] == ["DRAFT", "DRAFT"]
    moved = await awarder.do("extendDeadline", demandId=demand["id"], expectedVersion=1, deadlineAt=in_(hours=1))
    assert (await awarder.do("publishDemand", demandId=demand["id"], expectedVersion=moved["version"]))["state"] == (
        "OPEN"
    )


@pytest.mark.parametrize(
    ("changes", "paths"),
    [
        ({"title": " "}, {"title"}),
        ({"title": "t" * 201}, {"title"}),
        ({"title": "a\0b", "description": "d" * 20_001}, {"title", "description"}),
        ({"skills": [" "]}, {"skills.0"}),
        ({"skills": ["ok", "s" * 61]}, {"skills.1"}),
        ({"skills": [f"skill {n}" for n in range(51)]}, {"skills"}),
        ({"audience": []}, {"audience"}),
        ({"durationDays": 0}, {"durationDays"}),
        ({"durationDays": 3_651}, {"durationDays"}),
        ({"budget": {"low": "2", "high": "1", "currency": "USD"}}, {"budget.high"}),
        ({"budget": {"low": "-1", "high": None, "currency": "USD"}}, {"budget.low"}),
        ({"budget": {"high": "0.5", "currency": "JPY"}}, {"budget.high"}),
        ({"budget": {"high": "0.0005", "currency": "KWD"}}, {"budget.high"}),
        ({"budget": {"high": "1", "currency": "XXX"}}, {"budget.currency"}),
        ({"budget": {"high": "1", "currency": "\0"}}, {"budget.currency"}),
        ({"budget": {"high": "99999999999999999", "currency": "USD"}}, {"budget.high"}),
        ({"criteria": [{"key": "price_fit", "weight": 9_999}]}, {"criteria"}),
        ({"criteria": [{"key": "luck", "weight": 10_000}]}, {"criteria"}),
    ],
)
async def test_a_draft_is_refused_with_every_field_that_is_wrong(
    somebody: Person, changes: dict[str, Any], paths: set[str]
) -> None:
    assert await wrong_in(somebody, **changes) == paths
    assert (await somebody.ask(MINE, party=somebody.party))["viewer"]["demands"]["edges"] == []


@pytest.mark.parametrize("days", [2**31, 2**63, -(2**31) - 1])
async def test_a_number_beyond_32_bits_is_a_wrong_query(somebody: Person, days: int) -> None:
    document = "mutation ($input: DraftDemandInput!) { draftDemand(input: $input) { __typename } }"
    given = {"partyId": somebody.party, "title": "T", "description": "D", "skills": [], "audience": ["TEAM"]}
    answer = await somebody.client.post(document, {"input": {**given, "durationDays": days}})
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["GRAPHQL_VALIDATION_FAILED"]


@pytest.mark.parametrize(("currency", "amount"), [("JPY", "500000"), ("KWD", "1.125"), ("USD", "0.01")])
async def test_a_budget_has_the_decimals_of_its_currency(server: Server, currency: str, amount: str) -> None:
    awarder = await enterprise(server.url)
    demand = await draft(awarder, budget={"low": amount, "currency": currency.lower()})
    found = await asked(awarder, demand["id"])
    assert (found["currency"], found["budget"]) == (
        currency,
        {"low": {"amount": amount, "currency": currency}, "high": None},
    )


@pytest.mark.everywhere
async def test_what_is_left_out_of_an_amendment_stays_and_null_clears(server: Server) -> None:
    awarder = await enterprise(server.url)
    made = await draft(awarder, criteria=CRITERIA)
    demand, before = made["id"], await asked(awarder, made["id"])
    await awarder.do("amendDemand", demandId=demand, expectedVersion=1, title="Another title")
    assert await asked(awarder, demand) == {**before, "title": "Another title", "version": 2}
    await awarder.do("amendDemand", demandId=demand, expectedVersion=2, budget=None, durationDays=None)
    assert await asked(awarder, demand) == {
        **before,
        "title": "Another title",
        "version": 3,
        "budget": None,
        "durationDays": None,
    }
    needed = ("title", "description", "skills", "audience", "bidding", "isBidCountPublic", "criteria")
    for name in needed:
        answer = await awarder.act("amendDemand", demandId=demand, expectedVersion=3, **{name: None})
        assert [each["path"] for each in answer["fields"]] == [name]
    assert (await asked(awarder, demand))["version"] == 3


async def test_how_bids_are_taken_is_changed_until_the_demand_is_published(server: Server) -> None:
    """What is published keeps its kind of bidding (EB-3), and is not refused for naming it."""
    awarder = await enterprise(server.url)
    demand = (await draft(awarder))["id"]
    sealed = {"demandId": demand, "expectedVersion": 1, "bidding": "SEALED"}
    preview = await awarder.ask(PREVIEW, input=sealed)
    assert preview["previewAmendment"]["changes"] == [{"field": "bidding", "from": "OPEN", "to": "SEALED"}]
    await awarder.do("amendDemand", **sealed)
    await awarder.do("publishDemand", demandId=demand, expectedVersion=2)
    opened = {"demandId": demand, "expectedVersion": 3, "bidding": "OPEN", "title": "Another"}
    for operation in ("amendDemand", "previewAmendment"):
        answer = await awarder.act(operation, **opened)
        assert answer["fields"] == [{"path": "bidding", "message": "Cannot be changed after the demand is published."}]
    found = await asked(awarder, demand)
    assert (found["title"], found["version"], found["bidding"]) == ("A payment service", 3, "SEALED")
    amended = await awarder.do("amendDemand", **{**opened, "bidding": "SEALED"})
    assert (amended["title"], amended["version"]) == ("Another", 4)


async def test_eb13_a_change_on_a_stale_version_gets_the_present_one(server: Server) -> None:
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    before = await asked(awarder, demand)
    cursor = (await awarder.workbench(demand))["workbench"]["cursor"]
    for operation, given in {
        "amendDemand": {"title": "Other"},
        "extendDeadline": {"deadlineAt": in_(hours=5)},
        "cancelDemand": {"reason": "No."},
    }.items():
        answer = await awarder.act(operation, demandId=demand, expectedVersion=1, **given)
        assert (answer["code"], answer["currentVersion"]) == ("CONFLICT", 2)
    assert await asked(awarder, demand) == before
    assert (await awarder.workbench(demand))["workbench"]["cursor"] == cursor


async def test_a_member_drafts_and_leaders_publish(server: Server) -> None:
    awarder = await enterprise(server.url)
    member = await colleague(awarder)
    demand = await draft(member)
    amended = await member.do("amendDemand", demandId=demand["id"], expectedVersion=1, title="By a member")
    assert await member.refused("publishDemand", demandId=demand["id"], expectedVersion=2) == "NOT_ALLOWED"
    assert amended["actions"] == ["AMEND"]
    await awarder.do("publishDemand", demandId=demand["id"], expectedVersion=2)
    for operation, given in {
        "amendDemand": {"title": "Again", "expectedVersion": 3},
        "extendDeadline": {"deadlineAt": in_(hours=5), "expectedVersion": 3},
        "closeBidding": {},
        "cancelDemand": {},
    }.items():
        code = await member.refused(operation, demandId=demand["id"], **given)
        assert code == ("WRONG_STATE" if operation == "amendDemand" else "NOT_ALLOWED")
    assert (await asked(member, demand["id"]))["actions"] == []


async def test_the_number_of_bids_is_public_unless_the_awarder_hides_it(server: Server) -> None:
    awarder, bidder, stranger = await enterprise(server.url), await person(server.url), await person(server.url)
    shown, hidden = await published(awarder), await published(awarder, isBidCountPublic=False)
    for demand in (shown, hidden):
        await submitted(bidder, demand)
    counts = {
        who: [(await asked(who, demand))["bidCount"] for demand in (shown, hidden)]
        for who in (awarder, bidder, stranger)
    }
    assert counts == {awarder: [1, 1], bidder: [1, None], stranger: [1, None]}


@pytest.mark.parametrize("bidding", ["OPEN", "SEALED"])
async def test_eb6_only_who_sees_the_workbench_is_told_how_long_bids_can_be_confirmed(
    server: Server, bidding: str
) -> None:
    """EB-3: while bids are sealed nobody is, as it says that there are some."""
    awarder, bidder, manager = await enterprise(server.url), await person(server.url), await person(server.url)
    await grant(server, manager, "RESOURCE_MANAGER")
    demand = await published(awarder, bidding=bidding)
    await manager.do("assignManager", demandId=demand)
    await submitted(bidder, demand)
    version = await awarder.version(demand)
    # Less than the window is left: the deadline moves by as much as is missing.
    amended = await awarder.do("amendDemand", demandId=demand, durationDays=50, expectedVersion=version)
    told = [(await who.ask(CLOSABLE, id=demand))["demand"]["closableAt"] for who in (awarder, manager, bidder)]
    until = amended["deadlineAt"] if bidding == "OPEN" else None
    assert told == [until, until, None]


async def test_rm1_a_manager_sees_the_workbench_and_of_sealed_bids_the_number_only(server: Server) -> None:
    awarder, bidder, manager = await enterprise(server.url), await person(server.url), await person(server.url)
    await grant(server, manager, "RESOURCE_MANAGER")
    demand, sealed = await published(awarder), await published(awarder, bidding="SEALED")
    for each in (demand, sealed):
        await submitted(bidder, each)
        assert (await manager.workbench(each))["workbench"] is None
        await manager.do("assignManager", demandId=each)
    (candidate,) = await manager.candidates(demand)
    assert candidate["applicant"]["bid"]["price"]["amount"] == "3000.00"
    assert candidate["actions"] == []
    assert await manager.candidates(sealed) == []
    assert (await asked(manager, sealed))["bidCount"] == 1


async def test_rm2_a_manager_neither_awards_nor_eliminates(server: Server) -> None:
    awarder, bidder, manager = await enterprise(server.url), await person(server.url), await person(server.url)
    await grant(server, manager, "RESOURCE_MANAGER")
    demand = await published(awarder)
    await submitted(bidder, demand)
    await manager.do("assignManager", demandId=demand)
    (candidate,) = await awarder.candidates(demand)
    await awarder.do("closeBidding", demandId=demand)
    before = await awarder.workbench(demand)
    outcome = await manager.do("eliminateCandidates", candidateIds=[candidate["id"]], reason="PRICE")
    assert [each["result"]["code"] for each in outcome["outcomes"]] == ["NOT_ALLOWED"]
    tried = {
        "awardDemand": {"reason": "Best.", "expectedVersion": before["version"]},
        "placeAlternative": {"expectedVersion": candidate["version"]},
    }
    for operation, given in tried.items():
        assert await manager.refused(operation, candidateId=candidate["id"], **given) == "NOT_ALLOWED"
    assert await awarder.workbench(demand) == before


async def test_a_manager_holds_their_own_demands_and_nobody_elses(server: Server) -> None:
    awarder, manager, other = await enterprise(server.url), await person(server.url), await person(server.url)
    for staff in (manager, other):
        await grant(server, staff, "RESOURCE_MANAGER")
    demand = await published(awarder)
    await manager.do("assignManager", demandId=demand)
    assert await other.refused("assignManager", demandId=demand) == "NOT_ALLOWED"
    assert await manager.refused("assignManager", demandId=demand, userId=other.user) == "NOT_ALLOWED"
    assert await other.refused("suspendDemand", demandId=demand, reason="Why not.") == "NOT_ALLOWED"
    held = await manager.do("suspendDemand", demandId=demand, reason="Under review.")
    assert (held["state"], held["actions"]) == ("SUSPENDED", ["RESUME", "ASK"])
    assert (await manager.do("resumeDemand", demandId=demand))["state"] == "OPEN"


# ---------- retries


@pytest.mark.everywhere
async def test_a_retry_answers_the_same_and_changes_nothing_more(server: Server) -> None:
    awarder = await enterprise(server.url)
    first = await draft(awarder, idempotencyKey="draft-1", deadlineAt="2100-01-01T00:00:00Z")
    again = await draft(awarder, idempotencyKey="draft-1", deadlineAt="2100-01-01T00:00:00Z")
    assert again == first
    assert len((await awarder.ask(MINE, party=awarder.party))["viewer"]["demands"]["edges"]) == 1


async def test_a_key_is_bound_to_its_input_its_user_and_its_operation(server: Server) -> None:
    awarder = await enterprise(server.url)
    manager = await colleague(awarder, "MANAGER")
    given = {"idempotencyKey": "key", "deadlineAt": "2100-01-01T00:00:00Z"}
    demand = await draft(awarder, **given)
    mismatch = {"partyId": awarder.party, "title": "Other", "description": "D", "skills": [], "audience": ["TEAM"]}
    assert await awarder.refused("draftDemand", **mismatch, idempotencyKey="key") == "IDEMPOTENCY_MISMATCH"
    assert (await draft(manager, **given))["id"] != demand["id"]
    opened = {"demandId": demand["id"], "expectedVersion": 1, "idempotencyKey": "key"}
    assert (await awarder.do("publishDemand", **opened))["version"] == 2
    assert (await awarder.do("publishDemand", **opened))["version"] == 2
    assert len((await awarder.ask(MINE, party=awarder.party))["viewer"]["demands"]["edges"]) == 2


@pytest.mark.parametrize("key", ["", "k" * 201, "k\0", "k\n"])
async def test_a_key_that_cannot_be_kept_is_refused(somebody: Person, key: str) -> None:
    code = await somebody.refused("createParty", name="Team", kind="TEAM", idempotencyKey=key)
    assert code == "INVALID_IDEMPOTENCY_KEY"


async def test_a_refusal_uses_no_key_up(server: Server) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url)
    demand = await published(awarder)
    close = {"demandId": demand, "expectedVersion": 2, "idempotencyKey": "close"}
    assert await awarder.refused("closeBidding", **close) == "NO_BIDS"
    await submitted(bidder, demand)
    assert (await awarder.do("closeBidding", **close))["state"] == "SELECTING"


async def test_a_replay_shows_nothing_that_was_lost_from_sight(server: Server) -> None:
    awarder = await enterprise(server.url)
    member = await colleague(awarder)
    given = {"idempotencyKey": "mine", "deadlineAt": "2100-01-01T00:00:00Z"}
    await draft(member, **given)
    await awarder.do("removeMember", partyId=awarder.party, userId=member.user)
    with pytest.raises(AssertionError, match="NOT_FOUND"):
        await draft(member, **given)


async def test_passwords_are_never_kept_with_a_key(server: Server) -> None:
    """Mutations that start sessions take no key: a stored answer would be a stored token."""
    ada = await person(server.url)
    document = "mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }"
    given = {"email": ada.email, "password": PASSWORD, "idempotencyKey": "key"}
    answer = await ada.client.post(document, {"input": given})
    assert [error["extensions"]["code"] for error in answer["errors"]] == ["GRAPHQL_VALIDATION_FAILED"]


async def test_eb14_an_application_to_a_cancelled_demand_stays_readable_to_its_applicant(server: Server) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url)
    demand = await published(awarder)
    application = await submitted(bidder, demand)
    assert await awarder.refused("cancelDemand", demandId=demand) == "INVALID_INPUT"
    assert (await awarder.do("cancelDemand", demandId=demand, reason="No money."))["state"] == "CANCELLED"
    offer = {"demandId": demand, "partyId": bidder.party, "proposal": "Us.", "stages": []}
    assert await bidder.refused("saveBid", **offer, price={"amount": "1", "currency": "USD"}) == "NOT_OPEN"
    node = "query ($id: ID!) { node(id: $id) { ... on Applicant { bid { actions price { amount } } } } }"
    assert (await bidder.ask(node, id=application["id"]))["node"]["bid"] == {
        "actions": [],
        "price": {"amount": "3000.00"},
    }
