"""Versions of published demands: what differs is named, and told to whoever applied or asked (EB-16, WB-6)."""

from datetime import datetime
from typing import Any

import pytest

from models.notifications.wording import instant
from tests.support.api.server import Server
from tests.support.api.uploading import uploaded
from tests.support.domain.market import INBOX, Person, draft, enterprise, in_, person, published, saved, submitted

# What differs is decided in Python; the pages are a statement of our own.
pytestmark = pytest.mark.anywhere

HISTORY = """query ($id: ID!, $first: Int, $after: String) { demand(id: $id) { version ... on BiddingDemand {
  history(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    edges { node { number isMaterial publishedAt changes { field from to } title description skills
      budget { low { amount } high { amount currency } } currency durationDays audience isBidCountPublic deadlineAt
      criteria { key weight goal } attachments { fileName } } } } } } }"""
WEIGHTS = [{"key": "price_fit", "weight": 10_000}]


@pytest.fixture(scope="module")
async def awarder(server: Server) -> Person:
    return await enterprise(server.url)


async def history(somebody: Person, demand: str, **page: Any) -> list[dict[str, Any]]:
    edges = (await somebody.ask(HISTORY, id=demand, **page))["demand"]["history"]["edges"]
    return [edge["node"] for edge in edges]


async def amended(awarder: Person, demand: str, **changes: Any) -> None:
    await awarder.do("amendDemand", demandId=demand, expectedVersion=await awarder.version(demand), **changes)


async def notices(somebody: Person) -> list[tuple[str, str]]:
    edges = (await somebody.ask(INBOX))["viewer"]["notifications"]["edges"]
    return [(edge["node"]["kind"], edge["node"]["body"]) for edge in edges]


async def test_eb16_every_version_stays_readable_with_what_differs_field_by_field(
    server: Server, awarder: Person
) -> None:
    plan, other = await uploaded(awarder, name="plan.pdf"), await uploaded(awarder, name="other.pdf")
    demand = await published(awarder, attachmentIds=[plan], deadlineAt=in_(days=9))
    guest = await person(server.url)
    (first,) = await history(guest, demand)
    assert (first["number"], first["isMaterial"], first["changes"]) == (1, False, [])
    await amended(awarder, demand, title="A better title", isBidCountPublic=False)
    budget = {"low": "100", "currency": "EUR"}
    changed = {"description": "Something else.", "skills": [], "budget": budget, "durationDays": None}
    await amended(awarder, demand, **changed, audience=["TEAM"], criteria=WEIGHTS, attachmentIds=[other])
    latest, second, earliest = await history(guest, demand)
    assert earliest == first
    assert second["changes"] == [
        {"field": "title", "from": "A payment service", "to": "A better title"},
        {"field": "isBidCountPublic", "from": "true", "to": "false"},
    ]
    assert [(each["number"], each["isMaterial"]) for each in (latest, second)] == [(3, True), (2, False)]
    differing = {each["field"]: (each["from"], each["to"]) for each in latest["changes"]}
    assert differing.pop("criteria")[1] == "price_fit 10000"
    assert differing == {
        "description": ("Build and run a payment service.", "Something else."),
        "skills": ("python, postgresql", None),
        "budget.low": ("1000.00 USD", "100.00 EUR"),
        "budget.high": ("5000.00 USD", None),
        "currency": ("USD", "EUR"),
        "durationDays": ("60", None),
        "audience": ("INDIVIDUAL, TEAM, ENTERPRISE", "TEAM"),
        "attachments": ("plan.pdf", "other.pdf"),
    }
    assert latest["budget"] == {"low": {"amount": "100.00"}, "high": None}
    assert latest["criteria"] == [{**WEIGHTS[0], "goal": "LOWER"}]
    # The files of earlier versions stay readable, too.
    assert [[file["fileName"] for file in each["attachments"]] for each in (latest, second)] == [
        ["other.pdf"],
        ["plan.pdf"],
    ]


async def test_eb16_a_draft_has_no_history_and_an_amendment_without_a_difference_makes_no_version(
    awarder: Person,
) -> None:
    made = await draft(awarder)
    await awarder.do("amendDemand", demandId=made["id"], expectedVersion=1, title="Another")
    assert await history(awarder, made["id"]) == []
    await awarder.do("publishDemand", demandId=made["id"], expectedVersion=2)
    await amended(awarder, made["id"], title=" Another ")
    assert [each["title"] for each in await history(awarder, made["id"])] == ["Another"]


@pytest.mark.everywhere
async def test_eb16_a_history_is_paged_from_its_latest_version(awarder: Person) -> None:
    demand = await published(awarder)
    for number in range(4):
        await amended(awarder, demand, title=f"Title {number}")
    found, after = [], None
    while True:
        page = (await awarder.ask(HISTORY, id=demand, first=2, after=after))["demand"]["history"]
        assert page["totalCount"] == 5
        found += [edge["node"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert [each["number"] for each in found] == [5, 4, 3, 2, 1]
    assert [[change["to"] for change in each["changes"]] for each in found[:2]] == [["Title 3"], ["Title 2"]]
    assert found == await history(awarder, demand, first=50)


async def test_eb16_who_applied_or_asked_hears_of_amendments_and_extensions(server: Server, awarder: Person) -> None:
    demand = await published(awarder, deadlineAt=in_(days=9))
    bidder, writing, asking, stranger = [await person(server.url) for _ in range(4)]
    await submitted(bidder, demand)
    await saved(writing, demand)
    await asking.do("askQuestion", demandId=demand, partyId=asking.party, body="Which database?")
    await amended(awarder, demand, title="A better title")
    for somebody in (bidder, writing, asking):
        assert (await notices(somebody))[0] == (
            "DEMAND_AMENDED",
            "Changed: title (before: “A payment service”; now: “A better title”).",
        )
    await amended(awarder, demand, budget={"high": "6000", "currency": "USD"}, description="More.", durationDays=9)
    budget = "budget (before: $1,000 \N{EN DASH} $5,000; now: up to $6,000)"
    changed = f"Changed: description, {budget}, and duration (before: 60 days; now: 9 days)."
    assert [(await notices(each))[0] for each in (writing, asking)] == [("DEMAND_AMENDED", changed)] * 2
    kind, body = (await notices(bidder))[0]
    assert (kind, body.startswith(changed)) == ("BID_NEEDS_CONFIRMATION", True)
    version = await awarder.version(demand)
    (present, *_), later = await history(awarder, demand), in_(days=12)
    await awarder.do("extendDeadline", demandId=demand, deadlineAt=later, expectedVersion=version)
    days = [instant(datetime.fromisoformat(each), language="en", zone="UTC") for each in (later, present["deadlineAt"])]
    for somebody in (bidder, writing, asking):
        kind, body = (await notices(somebody))[0]
        assert kind == "DEADLINE_MOVED"
        assert body == f"Bids can be submitted and changed until {days[0]} (before: {days[1]})."
    assert await notices(stranger) == []
    latest, *_ = await history(stranger, demand)
    assert ([each["field"] for each in latest["changes"]], latest["isMaterial"]) == (["deadlineAt"], False)


async def test_eb16_a_late_amendment_names_the_deadline_that_it_moves(server: Server, awarder: Person) -> None:
    demand, bidder = await published(awarder), await person(server.url)
    await saved(bidder, demand)
    await amended(awarder, demand, description="Something else.")
    kind, body = (await notices(bidder))[0]
    assert kind == "DEMAND_AMENDED"
    assert body.startswith("Changed: description. Bids can be submitted and changed until ")
    latest, *_ = await history(bidder, demand)
    assert [each["field"] for each in latest["changes"]] == ["description", "deadlineAt"]
