"""Ids: one type for each, and `node` and `nodes` for everything that a viewer was shown."""

import pytest

from models.ids import key_of, opaque
from tests.support.api.server import Server
from tests.support.domain.market import PASSWORD, Person, colleague, enterprise, person, published, submitted

pytestmark = pytest.mark.anywhere

NODES = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on User { name email } } }"
SESSION = "__typename id token isCurrent createdAt expiresAt"


async def nodes(by: Person, *ids: str) -> list[dict[str, str] | None]:
    found: list[dict[str, str] | None] = (await by.ask(NODES, ids=list(ids)))["nodes"]
    return found


async def knows(by: Person, who: Person) -> bool:
    return (await nodes(by, who.user)) != [None]


async def test_a_session_has_one_id_and_one_type_wherever_it_is_shown(server: Server) -> None:
    ada = await person(server.url)
    started = await ada.do("signIn", email=ada.email, password=PASSWORD)
    listed = (await ada.ask(f"{{ viewer {{ sessions {{ {SESSION} }} }} }}"))["viewer"]["sessions"]
    found = next(each for each in listed if each["id"] == started["id"])
    assert (found["__typename"], found["token"], found["isCurrent"]) == ("Session", None, False)
    assert [each["isCurrent"] for each in listed].count(True) == 1
    document = f"query ($id: ID!) {{ node(id: $id) {{ ... on Session {{ {SESSION} viewer {{ user {{ id }} }} }} }} }}"
    again = (await ada.ask(document, id=started["id"]))["node"]
    assert again == {**found, "viewer": {"user": {"id": ada.user}}}
    key = key_of("Session", started["id"])
    assert key is not None
    former = opaque("SessionInfo", key)
    assert (await ada.ask(document, id=former))["node"] == again
    assert (await ada.do("revokeSession", sessionId=former))["id"] == started["id"]
    assert await nodes(ada, started["id"]) == [{"__typename": "Session", "id": started["id"]}]
    assert await nodes(await person(server.url), started["id"]) == [None]


async def test_a_session_that_has_just_started_is_the_current_one(server: Server) -> None:
    ada = await person(server.url)
    document = """mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { isCurrent token
      viewer { id user { id } } } } }"""
    given = {"email": ada.email, "password": PASSWORD}
    started = (await Person(server.url).ask(document, input=given))["signIn"]
    assert (started["isCurrent"], started["viewer"]["user"]["id"]) == (True, ada.user)
    assert started["token"]


async def test_a_viewer_is_loaded_by_its_id_and_by_nobody_else(server: Server) -> None:
    ada, bob = await person(server.url), await person(server.url, "Bob")
    shown = (await ada.ask("{ viewer { __typename id user { id } } }"))["viewer"]
    assert shown["id"] != shown["user"]["id"]
    assert await nodes(ada, shown["id"], shown["user"]["id"]) == [
        {"__typename": "Viewer", "id": shown["id"]},
        {"__typename": "User", "id": ada.user, "name": "Ada", "email": ada.email},
    ]
    assert await nodes(bob, shown["id"], shown["user"]["id"]) == [None, None]


async def test_nodes_are_in_the_order_of_their_ids(server: Server) -> None:
    owner = await enterprise(server.url)
    demand = await published(owner)
    ids = [owner.party, demand, "nonsense", owner.user, demand]
    found = await nodes(owner, *ids)
    assert [each and each["id"] for each in found] == [owner.party, demand, None, owner.user, demand]
    assert [each and each["__typename"] for each in await nodes(Person(server.url), *ids)] == [
        *("Party", "BiddingDemand"),
        *(None, None, "BiddingDemand"),
    ]
    answer = await owner.client.post(NODES, {"ids": [demand] * 201})
    assert answer["errors"][0]["extensions"]["code"] == "INVALID_INPUT"


async def test_as_many_nodes_as_ids_are_paid_for(server: Server) -> None:
    owner = await enterprise(server.url)
    bids = "... on BiddingDemand { workbench { candidates(first: 200) { edges { node { version } } } } }"
    answer = await owner.client.post(f"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ {bids} }} }}", {"ids": ["x"] * 100})
    assert answer["errors"][0]["extensions"]["code"] == "QUERY_TOO_COSTLY"


@pytest.mark.everywhere
async def test_eb3_who_acts_at_a_workbench_is_known_there_and_nobody_is_by_a_sealed_bid(server: Server) -> None:
    owner, bidder = await enterprise(server.url), await person(server.url, "Bert")
    rival, stranger = await person(server.url), await person(server.url)
    member = await colleague(owner)
    await submitted(bidder, await published(owner, bidding="SEALED"))
    assert [await knows(by, bidder) for by in (owner, member, rival, stranger)] == [False] * 4
    demand = await published(owner)
    await submitted(bidder, demand)
    await submitted(rival, demand)
    assert [await knows(by, bidder) for by in (owner, member, rival, stranger)] == [True, True, False, False]
    assert [await knows(by, member) for by in (owner, bidder, rival)] == [True, False, False]
    assert await nodes(owner, bidder.user) == [{"__typename": "User", "id": bidder.user, "name": "Bert", "email": None}]
    await owner.do("openConversation", applicantId=(await _application(bidder))["id"])
    assert [await knows(by, member) for by in (owner, bidder, rival)] == [True, True, False]
    await owner.do("removeMember", partyId=owner.party, userId=member.user)
    assert [await knows(by, member) for by in (owner, bidder)] == [False, False]


async def _application(bidder: Person) -> dict[str, str]:
    found = await bidder.ask("{ viewer { applications(first: 1) { edges { node { id } } } } }")
    node: dict[str, str] = found["viewer"]["applications"]["edges"][0]["node"]
    return node
