"""Lists: how long they are, what they can be narrowed to, the record from its end, and what staff work on."""

from typing import Any

import pytest

from tests.support.api.server import Server
from tests.support.domain.contracting import contracted, offered
from tests.support.domain.market import Person, colleague, draft, enterprise, grant, person, published, saved, submitted
from tests.support.domain.table import table
from tests.support.domain.talk import manager_of, talk

# Pages are read alike; what is counted or filtered in SQL of our own is tried on both.
pytestmark = pytest.mark.anywhere

OWN = """query ($party: ID!, $filter: OwnDemandFilter, $first: Int) { viewer { demands(
  partyId: $party, filter: $filter, first: $first) { totalCount edges { node { id } } } } }"""
APPLICATIONS = """query ($filter: ApplicationFilter, $first: Int) { viewer { applications(
  filter: $filter, first: $first) { totalCount edges { node { id } } } } }"""
CONTRACTS = """query ($filter: ContractFilter) { viewer { contracts(filter: $filter) {
  totalCount edges { node { id } } } } }"""
RECORD = """query ($id: ID!, $order: RecordOrder, $candidate: ID, $first: Int, $after: String, $last: Int) {
  demand(id: $id) { ... on BiddingDemand { workbench { recordLength record(
    order: $order, candidateId: $candidate, first: $first, after: $after, last: $last) {
      totalCount edges { node { seq candidate { id } } } pageInfo { hasNextPage endCursor } } } } } }"""
COUNTS = """query ($id: ID!) { demand(id: $id) { ... on BiddingDemand { questions(first: 1) { totalCount }
  workbench { candidates(first: 1, order: ARRIVAL, filter: { text: "bidder" }) { totalCount edges { node {
    remarks(first: 1) { totalCount } applicant { conversation { messages(last: 1) { totalCount } } } } } } } } }
  conversations(first: 1) { totalCount } searchMessages(text: "hello", first: 1) { totalCount }
  viewer { notifications(first: 1) { totalCount } } }"""
DESK = """query (
  $filter: ManagedDemandFilter, $order: ManagedDemandOrder, $kinds: [PartyKind!], $email: String!
) { viewer {
  managedDemands(filter: $filter, order: $order) { totalCount edges { node { id } } }
  partiesToVerify(kinds: $kinds, first: 200) { totalCount edges { node { id kind } } }
  hiddenQuestions { totalCount edges { node { id hiddenReason } } }
  usersWithAddress(email: $email) { id name email } } }"""


async def of_viewer(somebody: Person, document: str, **variables: Any) -> tuple[int, list[str]]:
    """The total and the ids of the only list of the viewer that is asked for."""
    (found,) = (await somebody.ask(document, **variables))["viewer"].values()
    return found["totalCount"], [edge["node"]["id"] for edge in found["edges"]]


async def desk(somebody: Person, **variables: Any) -> dict[str, Any]:
    """What somebody sees of the work of staff."""
    found = (await somebody.ask(DESK, **{"email": "nobody@example.org", **variables}))["viewer"]
    return {
        name: each if isinstance(each, list) else [edge["node"]["id"] for edge in each["edges"]]
        for name, each in found.items()
    }


@pytest.mark.everywhere
async def test_a_list_says_how_long_it_is_whatever_part_of_it_is_read(server: Server) -> None:
    made = await talk(server)
    for by, body in ((made.awarder, "Hello."), (made.bidder, "Hello, hello!"), (made.awarder, "Well.")):
        await made.say(by, body)
    other = await person(server.url, "Bidder two")
    await submitted(other, made.demand)
    for question in range(3):
        given = {"demandId": made.demand, "partyId": other.party, "body": f"Question {question}?"}
        asked = await other.do("askQuestion", **given)
    await made.awarder.do("hideQuestion", questionId=asked["id"], reason="Rude.")
    candidate = (await made.awarder.candidates(made.demand, order="ARRIVAL"))[0]["id"]
    for _ in range(2):
        await made.awarder.do("addRemark", candidateId=candidate, body="Good.", scope="TEAM")
    found = await made.awarder.ask(COUNTS, id=made.demand)
    bench = found["demand"]["workbench"]["candidates"]
    first = bench["edges"][0]["node"]
    assert (bench["totalCount"], len(bench["edges"])) == (2, 1)
    assert first["applicant"]["conversation"]["messages"]["totalCount"] == 3
    assert first["remarks"]["totalCount"] == 2
    assert found["demand"]["questions"]["totalCount"] == 2
    assert (await other.ask(COUNTS, id=made.demand))["demand"]["questions"]["totalCount"] == 3
    assert (found["conversations"]["totalCount"], found["searchMessages"]["totalCount"]) == (1, 2)
    assert found["viewer"]["notifications"]["totalCount"] > 1


@pytest.mark.everywhere
async def test_the_market_says_how_many_demands_match(server: Server) -> None:
    awarder = await enterprise(server.url)
    for _ in range(3):
        await published(awarder, title="Zyx countable", skills=["Cobol"])
    document = """{ demands(first: 2, filter: { text: "zyx countable", skills: ["cobol"] }) { totalCount
      edges { node { id } } pageInfo { endCursor } } }"""
    found = (await Person(server.url).ask(document))["demands"]
    assert (found["totalCount"], len(found["edges"])) == (3, 2)
    after = document.replace("first: 2", f'first: 2, after: "{found["pageInfo"]["endCursor"]}"')
    found = (await Person(server.url).ask(after))["demands"]
    assert (found["totalCount"], len(found["edges"])) == (3, 1)


@pytest.mark.everywhere
async def test_the_record_is_read_from_its_end_and_by_candidate(server: Server) -> None:
    made = await table(server, "1000.00", "2000.00")
    one, two = made.candidates
    for candidate in (one, two):
        await made.eliminate(candidate)
        await made.awarder.do("restoreCandidate", candidateId=candidate, reason="A new look.")

    async def seqs(**given: Any) -> tuple[list[int], int]:
        found = (await made.awarder.ask(RECORD, id=made.demand, **given))["demand"]["workbench"]
        return [edge["node"]["seq"] for edge in found["record"]["edges"]], found["record"]["totalCount"]

    assert await seqs() == ([1, 2, 3, 4, 5], 5)
    assert await seqs(order="NEWEST") == ([5, 4, 3, 2, 1], 5)
    assert await seqs(order="NEWEST", candidate=one) == ([3, 2], 2)
    assert await seqs(order="NEWEST", last=2) == ([2, 1], 5)
    assert await seqs(candidate=two, first=1) == ([4], 2)
    page = (await made.awarder.ask(RECORD, id=made.demand, order="NEWEST", first=2))["demand"]["workbench"]["record"]
    assert page["pageInfo"]["hasNextPage"]
    assert await seqs(order="NEWEST", first=2, after=page["pageInfo"]["endCursor"]) == ([3, 2], 5)
    strange = (await table(server, "1000.00")).candidates[0]
    for nobody in (strange, made.demand, "nonsense"):
        assert await seqs(candidate=nobody) == ([], 0)
    wrong = await made.awarder.client.post(
        RECORD, {"id": made.demand, "order": "OLDEST", "after": page["pageInfo"]["endCursor"]}
    )
    assert wrong["errors"][0]["extensions"]["code"] == "INVALID_INPUT"


@pytest.mark.everywhere
async def test_own_demands_are_narrowed_by_state_and_by_bids_that_were_not_read(server: Server) -> None:
    awarder, bidder = await enterprise(server.url), await person(server.url)
    member = await colleague(awarder)
    idea, quiet = (await draft(awarder))["id"], await published(awarder)
    busy, sealed = await published(awarder), await published(awarder, bidding="SEALED")
    application = (await submitted(bidder, busy))["id"]
    await submitted(bidder, sealed)

    async def own(by: Person, **filter: Any) -> list[str]:
        total, found = await of_viewer(by, OWN, party=awarder.party, filter=filter, first=200)
        assert total == len(found)
        return found

    assert await own(awarder) == [sealed, busy, quiet, idea]
    assert await own(awarder, states=["DRAFT"]) == [idea]
    assert await own(awarder, states=["OPEN"], hasUnreadBids=True) == [busy]
    # While bids are sealed there is nothing to read (EB-3).
    assert await own(awarder, hasUnreadBids=False) == [sealed, quiet, idea]
    (candidate,) = [each["id"] for each in await awarder.candidates(busy)]
    await awarder.do("markCandidateRead", candidateId=candidate)
    assert (await own(awarder, hasUnreadBids=True), await own(member, hasUnreadBids=True)) == ([], [busy])
    await submitted(bidder, busy, "900.00")
    assert await own(awarder, hasUnreadBids=True) == [busy]
    await bidder.do("withdrawBid", applicantId=application)
    assert await own(awarder, hasUnreadBids=True) == []
    assert await of_viewer(bidder, OWN, party=awarder.party, filter={}) == (0, [])


@pytest.mark.everywhere
async def test_own_applications_are_narrowed_by_state_and_by_messages_that_were_not_read(server: Server) -> None:
    made = await talk(server)
    bidder = made.bidder
    quiet = (await submitted(bidder, await published(made.awarder)))["id"]
    drafted = (await saved(bidder, await published(made.awarder)))["id"]
    await made.say(made.awarder, "Hello.")
    await made.say(bidder, "Yes?")

    async def mine(**filter: Any) -> list[str]:
        total, found = await of_viewer(bidder, APPLICATIONS, filter=filter, first=200)
        assert total == len(found)
        return found

    assert await mine() == [drafted, quiet, made.applicant]
    assert await mine(states=["SUBMITTED"]) == [quiet, made.applicant]
    assert await mine(hasUnreadMessages=True) == [made.applicant]
    assert await mine(hasUnreadMessages=False, states=["DRAFT", "SUBMITTED"]) == [drafted, quiet]
    await bidder.do("markRead", conversationId=made.id, through=1)
    assert await mine(hasUnreadMessages=True) == []


@pytest.mark.everywhere
async def test_staff_see_what_waits_for_them_and_nobody_else_does(server: Server) -> None:
    awarder, stranger = await enterprise(server.url, "To be verified"), await person(server.url)
    late = await published(awarder, title="Managed late", deadlineAt="2099-01-01T00:00:00Z")
    soon, other = await published(awarder, title="Managed soon"), await published(awarder)
    manager = await manager_of(server, late)
    await manager.do("assignManager", demandId=soon)
    administrator = await person(server.url, "Root")
    await grant(server, administrator, "ADMINISTRATOR")
    hidden = {}
    for demand in (late, other):
        given = {"demandId": demand, "partyId": stranger.party, "body": "Rude?"}
        hidden[demand] = (await stranger.do("askQuestion", **given))["id"]
        await awarder.do("hideQuestion", questionId=hidden[demand], reason="Rude.")

    seen = await desk(manager, kinds=["ENTERPRISE"])
    assert seen["managedDemands"] == [soon, late]
    assert (await desk(manager, order="NEWEST"))["managedDemands"] == [soon, late]
    assert (await desk(manager, filter={"text": "late", "states": ["OPEN"]}))["managedDemands"] == [late]
    assert (await desk(manager, filter={"states": ["CANCELLED"]}))["managedDemands"] == []
    assert seen["hiddenQuestions"] == [hidden[late]]
    assert awarder.party in seen["partiesToVerify"]
    assert {stranger.party} & set(seen["partiesToVerify"]) == set()
    assert {stranger.party, manager.party} & set((await desk(manager))["partiesToVerify"]) == {stranger.party}

    seen = await desk(administrator, email=f" {stranger.email.upper()} ")
    assert seen["managedDemands"] == []
    assert seen["hiddenQuestions"][:2] == [hidden[other], hidden[late]]
    assert [each["id"] for each in seen["usersWithAddress"]] == [stranger.user]
    assert seen["usersWithAddress"][0]["email"] is None
    assert (await desk(administrator, email="pers"))["usersWithAddress"] == []
    await administrator.do("verifyParty", partyId=awarder.party)
    assert awarder.party not in (await desk(administrator))["partiesToVerify"]

    nothing = {"managedDemands": [], "partiesToVerify": [], "hiddenQuestions": [], "usersWithAddress": []}
    assert (await desk(manager, email=stranger.email))["usersWithAddress"] == []
    for nobody in (awarder, stranger):
        assert await desk(nobody, email=stranger.email) == nothing


async def test_own_contracts_are_narrowed_to_states(server: Server) -> None:
    made, award = await offered(server)
    contract = await contracted(made.awarder, made.bidders[0], award)
    found, none = (1, [contract["id"]]), (0, [])
    for side in (made.awarder, made.bidders[0]):
        assert await of_viewer(side, CONTRACTS) == found
        assert await of_viewer(side, CONTRACTS, filter={"states": ["DRAFT", "NEGOTIATING"]}) == found
        assert await of_viewer(side, CONTRACTS, filter={"states": ["EFFECTIVE", "PERFORMING"]}) == none
    assert await of_viewer(await person(server.url), CONTRACTS) == none
