"""The operations that front ends send: each is valid against the schema, and they work from sign-up to award."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from graphql import DocumentNode, FragmentDefinitionNode, FragmentSpreadNode, Visitor, parse, print_ast, validate, visit
from graphql.language import DefinitionNode, OperationDefinitionNode

from app import ITEMS
from edge.cost import Costs
from edge.limits import Limits
from settings import Settings
from tests.support.api.behind import verify
from tests.support.api.client import Client
from tests.support.api.contract import GRAPH
from tests.support.api.server import Server
from tests.support.domain.market import PASSWORD, in_

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "operations"
# Those of areas that are not built yet stand in a folder of their own.
FILES = sorted(FOLDER.glob("*.graphql"))

# What the front end asks, as Relay's compiler has made it.
MADE = ROOT / "web/src/__generated__"
TEXT = re.compile(r'^    "text": (".*")$', re.MULTILINE)

pytestmark = pytest.mark.anywhere

DEFINED: list[DefinitionNode] = [each for file in FILES for each in parse(file.read_text()).definitions]
FRAGMENTS = {each.name.value: each for each in DEFINED if isinstance(each, FragmentDefinitionNode)}
OPERATIONS = {each.name.value: each for each in DEFINED if isinstance(each, OperationDefinitionNode) and each.name}


class Spreads(Visitor):
    """The names of the fragments that a definition spreads."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        self.names.append(node.name.value)


def with_fragments(operation: OperationDefinitionNode) -> DocumentNode:
    """The operation with the fragments that it needs, and no others."""
    needed: dict[str, FragmentDefinitionNode] = {}
    asked: list[Any] = [operation]
    while asked:
        spreads = Spreads()
        visit(asked.pop(), spreads)
        for name in spreads.names:
            if name not in needed:
                needed[name] = FRAGMENTS[name]
                asked.append(FRAGMENTS[name])
    return DocumentNode(definitions=(operation, *needed.values()))


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_valid(name: str) -> None:
    assert validate(GRAPH, with_fragments(OPERATIONS[name])) == []


def test_there_are_operations_of_every_area_that_is_built() -> None:
    areas = {each.stem for each in (ROOT / "schema" / "roots").glob("[a-z]*.py")}
    # Those of these two stand with demands and with accounts.
    assert areas - {file.stem for file in FILES} == {"questions", "notifications"}


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_with_a_page_of_50_stays_within_the_cost(name: str) -> None:
    costs = Costs(GRAPH, with_fragments(OPERATIONS[name]), page_size=Limits().page_size, list_size=ITEMS)
    assert costs.of(OPERATIONS[name], {"first": 50}) <= Settings.model_fields["max_cost"].default


def test_no_page_of_the_front_end_asks_for_more_than_the_cost() -> None:
    """Whatever is left out of its variables: a page that did could never be shown."""
    asked = {made.stem: TEXT.search(made.read_text(encoding="utf-8")) for made in MADE.glob("*.graphql.ts")}
    costs: dict[str, int] = {}
    for name, text in asked.items():
        if text is not None:
            document = parse(json.loads(text[1]))
            (operation,) = (each for each in document.definitions if isinstance(each, OperationDefinitionNode))
            measured = Costs(GRAPH, document, page_size=Limits().page_size, list_size=ITEMS)
            costs[name] = measured.of(operation, {})
    assert len(costs) > 200
    most = Settings.model_fields["max_cost"].default
    assert {name: cost for name, cost in costs.items() if cost > most} == {}


def test_every_fragment_is_used() -> None:
    used = {each.name.value for operation in OPERATIONS.values() for each in with_fragments(operation).definitions[1:]}
    assert used == set(FRAGMENTS)


async def run(client: Client, name: str, /, **variables: Any) -> Any:
    """The value of the operation's one field."""
    answer = await client.query(print_ast(with_fragments(OPERATIONS[name])), **variables)
    (found,) = answer.values()
    return found


async def do(client: Client, name: str, /, **given: Any) -> Any:
    done = await run(client, name, input=given)
    assert "code" not in done, done
    return done


async def newcomer(server: Server, name: str) -> tuple[Client, str]:
    """A user with their own enterprise."""
    session = await do(server.client(), "SignUp", email=f"{name}@example.net", password=PASSWORD, name=name)
    client = server.client(session["token"])
    return client, (await do(client, "CreateParty", name=f"{name} Ltd", kind="ENTERPRISE"))["id"]


async def test_the_operations_lead_from_a_draft_to_an_accepted_award(server: Server) -> None:
    awarder, house = await newcomer(server, "olga")
    bidder, firm = await newcomer(server, "bert")
    drafted = await do(
        awarder,
        "DraftDemand",
        partyId=house,
        title="A portal",
        description="Build a portal.",
        skills=["python"],
        audience=["ENTERPRISE"],
        budget={"low": "100.00", "high": "900.00", "currency": "USD"},
        deadlineAt=in_(hours=1),
    )
    demand = drafted["id"]
    await do(awarder, "PublishDemand", demandId=demand, expectedVersion=drafted["version"])
    listed = await run(bidder, "Demands", first=5)
    assert [edge["node"]["id"] for edge in listed["edges"]] == [demand]
    assert (await run(bidder, "Demand", id=demand))["bidCount"] == 0
    start = (await run(awarder, "Workbench", demandId=demand, first=5))["workbench"]["cursor"]
    stages = [{"title": "All", "amount": "500.00", "dueAfterDays": 30}]
    price = {"amount": "500.00", "currency": "USD"}
    saved = await do(
        bidder,
        "SaveBid",
        demandId=demand,
        partyId=firm,
        price=price,
        durationDays=30,
        proposal="We can.",
        stages=stages,
    )
    own = await run(bidder, "OwnApplication", id=saved["id"])
    assert (own["state"], own["bid"], own["draft"]["problems"]) == ("DRAFT", None, [])
    feed = print_ast(with_fragments(OPERATIONS["WorkbenchFeed"]))
    async with awarder.subscribe(feed, demandId=demand, after=start) as events:
        await do(bidder, "SubmitBid", applicantId=saved["id"], expectedVersion=own["version"])
        assert (await events.next())["workbench"]["event"]["__typename"] == "BidArrived"
    await do(awarder, "CloseBidding", demandId=demand)
    shown = await run(awarder, "Workbench", demandId=demand, first=5)
    (edge,) = shown["workbench"]["candidates"]["edges"]
    candidate = edge["node"]
    assert (candidate["score"]["rank"], candidate["applicant"]["party"]["id"]) == (1, firm)
    await do(awarder, "AddRemark", candidateId=candidate["id"], body="Take them.", scope="TEAM")
    remarks = await run(awarder, "Remarks", candidateId=candidate["id"], first=5)
    assert [each["node"]["body"] for each in remarks["remarks"]["edges"]] == ["Take them."]
    award = await do(
        awarder, "AwardDemand", candidateId=candidate["id"], reason="The best.", expectedVersion=shown["version"]
    )
    assert (await do(bidder, "AcceptAward", awardId=award["id"]))["state"] == "ACCEPTED"
    mine = await run(bidder, "MyApplications", first=5)
    assert [each["node"]["award"]["state"] for each in mine["applications"]["edges"]] == ["ACCEPTED"]
    record = (await run(awarder, "SelectionRecord", demandId=demand, first=50))["workbench"]
    assert record["firstBrokenSeq"] is None
    assert [each["node"]["seq"] for each in record["record"]["edges"]] == list(
        range(1, len(record["record"]["edges"]) + 1)
    )


async def test_the_operations_of_accounts_work(server: Server) -> None:
    owner, party = await newcomer(server, "ines")
    friend, _ = await newcomer(server, "jon")
    await verify(server.url, "jon@example.net")
    await do(owner, "InviteMember", partyId=party, email="jon@example.net", role="MEMBER")
    (invitation,) = (await run(friend, "Invitations"))["invitations"]
    joined = await do(friend, "AcceptInvitation", invitationId=invitation["id"])
    assert {each["user"]["name"]: each["role"] for each in joined["members"]} == {"ines": "OWNER", "jon": "MEMBER"}
    described = await do(owner, "DescribeParty", partyId=party, skills=["Rust"], summary="We write Rust.")
    assert described["skills"] == ["rust"]
    assert [each["isCurrent"] for each in (await run(owner, "Sessions"))["sessions"]] == [True]
    await do(owner, "ChangePassword", current=PASSWORD, next="another correct horse")
    again = await do(server.client(), "SignIn", email="ines@example.net", password="another correct horse")
    assert again["viewer"]["user"]["email"] == "ines@example.net"
    refused = await run(owner, "VerifyParty", input={"partyId": party})
    assert refused["code"] == "NOT_ALLOWED"
    closed = await do(owner, "CloseParty", partyId=party, password="another correct horse", reason="It was a try.")
    assert (closed["name"], closed["closedAt"] is not None) == ("ines Ltd", True)
    assert (await run(owner, "Node", id=party))["__typename"] == "Party"
    wanted = await run(owner, "SignUp", input={"email": "no address", "password": "short", "name": ""})
    assert {each["path"] for each in wanted["fields"]} == {"email", "password", "name"}


async def test_the_operations_of_saved_searches_work(server: Server) -> None:
    reader, _ = await newcomer(server, "sara")
    filter = {"text": "portal", "states": ["OPEN"], "budgetAtLeast": {"amount": "9.50", "currency": "EUR"}}
    saved = await do(reader, "SaveSearch", name="Portals", filter=filter, order="NEWEST", isAlerting=False)
    assert (saved["name"], saved["isAlerting"], saved["order"], saved["newCount"]) == ("Portals", False, "NEWEST", 0)
    nothing = {"skills": [], "audience": [], "closesBefore": None}
    assert saved["filter"] == {**filter, **nothing}
    given = {"savedSearchId": saved["id"], "expectedVersion": saved["version"]}
    edited = await do(reader, "EditSavedSearch", **given, name="Gates", isAlerting=True)
    assert (edited["name"], edited["isAlerting"], edited["filter"]) == ("Gates", True, saved["filter"])
    assert (await run(reader, "EditSavedSearch", input={**given, "name": "Doors"}))["currentVersion"] == 2
    assert await do(reader, "MarkSavedSearchRead", savedSearchId=saved["id"]) == edited
    shown = (await run(reader, "SavedSearches", first=5))["savedSearches"]
    assert [{"__typename": "SavedSearch", **edge["node"]} for edge in shown["edges"]] == [edited]
    assert (await do(reader, "DeleteSavedSearch", savedSearchId=saved["id"]))["id"] == saved["id"]
    assert (await run(reader, "SavedSearches", first=5))["savedSearches"]["edges"] == []


async def test_the_operations_lead_from_a_draft_beside_a_bid_to_another_application(server: Server) -> None:
    awarder, house = await newcomer(server, "oskar")
    bidder, firm = await newcomer(server, "bea")
    brief = {"title": "A depot", "description": "Build it.", "skills": [], "audience": ["ENTERPRISE"]}
    demand = (await do(awarder, "DraftDemand", partyId=house, **brief, deadlineAt=in_(days=9)))["id"]
    published = await do(awarder, "PublishDemand", demandId=demand, expectedVersion=1)
    own = {"demandId": demand, "partyId": firm}
    price, stages = {"amount": "500.00", "currency": "USD"}, [{"title": "All", "amount": "500.00"}]
    bid = (await do(bidder, "SaveBid", **own, price=price, proposal="We can.", stages=stages))["id"]
    await do(bidder, "SubmitBid", applicantId=bid, expectedVersion=1)
    await do(bidder, "SaveBid", **own, proposal="Perhaps otherwise.")
    shown = await run(bidder, "OwnApplication", id=bid)
    assert (shown["state"], shown["bid"]["number"], shown["draft"]["number"]) == ("SUBMITTED", 1, 2)
    assert [each["path"] for each in shown["draft"]["problems"]] == ["price"]
    given = {"demandId": demand, "expectedVersion": published["version"], "durationDays": 30}
    await do(awarder, "AmendDemand", **given)
    confirmed = await do(bidder, "ConfirmBid", applicantId=bid, expectedVersion=4)
    assert (confirmed["state"], confirmed["draft"]["proposal"]) == ("SUBMITTED", "Perhaps otherwise.")
    assert (await do(bidder, "DiscardDraft", applicantId=bid, expectedVersion=5))["draft"] is None
    history = (await run(awarder, "DemandHistory", demandId=demand, first=5))["history"]["edges"]
    assert [(edge["node"]["number"], edge["node"]["isMaterial"]) for edge in history] == [(2, True), (1, False)]
    assert history[0]["node"]["changes"] == [{"field": "durationDays", "from": None, "to": "30"}]
    (former,) = (await run(awarder, "Workbench", demandId=demand, first=5))["workbench"]["candidates"]["edges"]
    await do(awarder, "AddRemark", candidateId=former["node"]["id"], body="Nervous.", scope="TEAM")
    await do(bidder, "WithdrawBid", applicantId=bid)
    again = (await do(bidder, "SaveBid", **own, price=price, proposal="We can, really.", stages=[]))["id"]
    await do(bidder, "SubmitBid", applicantId=again, expectedVersion=1)
    (edge,) = (await run(awarder, "Workbench", demandId=demand, first=5))["workbench"]["candidates"]["edges"]
    (before,) = (await run(awarder, "FormerApplications", candidateId=edge["node"]["id"]))["former"]
    assert (before["id"], before["applicant"]["bid"]["state"]) == (former["node"]["id"], "WITHDRAWN")
    assert [each["node"]["body"] for each in before["remarks"]["edges"]] == ["Nervous."]
