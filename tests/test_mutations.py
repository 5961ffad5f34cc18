"""Every mutation with ids that the viewer may not use. They are found in the schema, so that none is left out."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    get_named_type,
)

from models import database as orm
from models.contracts.contract import ContractStage, StageState
from models.ids import key_of, new_id, opaque
from tests.support.api.contract import GRAPH
from tests.support.api.doors import kind_of_id
from tests.support.api.server import Server
from tests.support.api.uploading import uploaded
from tests.support.domain.contracting import Agreed, contracted, supplemented, template_of
from tests.support.domain.market import Person, draft, enterprise, grant, in_, invited, person, published, submitted
from tests.support.domain.meeting import offer_of, slot
from tests.support.domain.templating import DOCX, docx

# Ids are read, and things found for a viewer, before any statement of our own.
pytestmark = pytest.mark.anywhere


# Ids that clients choose.
OWN_NAMES = {"clientMessageId"}
PLAIN = {
    "ID": "name",
    "String": "text",
    "Int": 1,
    "Boolean": True,
    "Decimal": "1",
    "Date": "2027-02-01",
    "DateTime": in_(hours=2),
}
MUTATION = GRAPH.mutation_type
assert isinstance(MUTATION, GraphQLObjectType)


def fields_of(operation: str) -> dict[str, Any]:
    """The fields of a mutation's input."""
    arguments = MUTATION.fields[operation].args  # type: ignore[union-attr]
    kind = get_named_type(arguments["input"].type) if "input" in arguments else None
    return dict(kind.fields) if isinstance(kind, GraphQLInputObjectType) else {}


PLACES = [
    (operation, name)
    for operation in MUTATION.fields
    for name, given in fields_of(operation).items()
    if get_named_type(given.type).name == "ID" and name not in OWN_NAMES
]


def some(kind: Any) -> Any:
    """A sample value of an input's type."""
    named = get_named_type(kind)
    value: Any
    if isinstance(named, GraphQLEnumType):
        value = next(iter(named.values))
    elif isinstance(named, GraphQLInputObjectType):
        value = required(named.fields)
    else:
        value = PLAIN[named.name]
    bare = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    return [value] if isinstance(bare, GraphQLList) else value


def required(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: some(each.type) for name, each in fields.items() if isinstance(each.type, GraphQLNonNull)}


@dataclass
class World:
    """A user with one thing of every kind, and things of the same kinds that they may not see."""

    actor: Person
    own: dict[str, str] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)


async def things_of(awarder: Person, bidder: Person) -> dict[str, str]:
    """A demand that was awarded, with what comes with it."""
    demand = await published(awarder)
    application = await submitted(bidder, demand)
    (candidate,) = await awarder.candidates(demand)
    remark = await awarder.do("addRemark", candidateId=candidate["id"], body="Good.", scope="TEAM")
    question = await bidder.do("askQuestion", demandId=demand, partyId=bidder.party, body="By when?")
    interview = await awarder.do("proposeInterview", **offer_of(application["id"], slot(60)))
    opened = await awarder.do("openConversation", applicantId=application["id"])
    given = {"conversationId": opened["id"], "clientMessageId": "1", "body": "Hello."}
    message = await awarder.do("sendMessage", **given)
    await awarder.do("closeBidding", demandId=demand)
    expected = await awarder.version(demand)
    award = await awarder.do("awardDemand", candidateId=candidate["id"], reason="Best.", expectedVersion=expected)
    search = await awarder.do("saveSearch", name="All", filter={})
    return {
        "SavedSearch": search["id"],
        "BiddingDemand": demand,
        "Applicant": application["id"],
        "Candidate": candidate["id"],
        "Remark": remark["id"],
        "Award": award["id"],
        "Question": question["id"],
        "Interview": interview["id"],
        "Peer": opaque("Peer", new_id()),
        "Conversation": opened["id"],
        "Message": message["id"],
    }


async def request_of(customer: Person) -> dict[str, str]:
    """A template that everybody may use, and a request for one with its work, which administrators see."""
    upload = await uploaded(customer, docx("Terms"), "ours.docx", DOCX)
    given = {"partyId": customer.party, "name": "Ours", "kind": "B2B", "uploadId": upload}
    request = await customer.do("requestTemplate", **given)
    document = "{ workItems { edges { node { id } } } templates { edges { node { id } } } }"
    found = await customer.ask(document)
    items, templates = ([edge["node"]["id"] for edge in found[name]["edges"]] for name in ("workItems", "templates"))
    return {"TemplateRequest": request["id"], "WorkItem": items[0], "Template": templates[0]}


async def contract_of(awarder: Person, bidder: Person) -> dict[str, str]:
    """A contract, and the version of the template that it was made with."""
    demand = await published(awarder)
    await submitted(bidder, demand)
    await awarder.do("closeBidding", demandId=demand)
    (candidate,) = await awarder.candidates(demand)
    expected = await awarder.version(demand)
    award = await awarder.do("awardDemand", candidateId=candidate["id"], reason="Best.", expectedVersion=expected)
    drafted = await contracted(awarder, bidder, award)
    supplement = await supplemented(awarder, bidder, drafted)
    version = await template_of(awarder, drafted["kind"])
    found = await awarder.ask("query($id: ID!) { contract(id: $id) { stages { id } } }", id=drafted["id"])
    stage = found["contract"]["stages"][0]["id"]
    return {"Contract": drafted["id"], "Stage": stage, "Supplement": supplement["id"], "TemplateVersion": version}


async def dispute_about(server: Server, stage: str, by: Person) -> dict[str, str]:
    """A dispute about a stage that is paid for."""
    await orm.connect(server.environment["DATABASE_URL"])
    await ContractStage.filter(id=key_of("Stage", stage)).update(state=StageState.SUBMITTED, funded_minor=1)
    await orm.disconnect()
    return {"Dispute": (await by.do("openDispute", stageId=stage, reason="It does not run."))["id"]}


@pytest.fixture(scope="module")
async def world(server: Server) -> AsyncIterator[World]:
    actor, bidder, other = await enterprise(server.url), await person(server.url), await enterprise(server.url)
    await grant(server, actor, "ADMINISTRATOR")
    world = World(actor, own=await things_of(actor, bidder))
    world.own |= {"Party": actor.party, "User": actor.user} | await contract_of(actor, bidder)
    world.hidden = {"BiddingDemand": (await draft(other))["id"], "User": other.user}
    world.own |= await dispute_about(server, world.own["Stage"], actor)
    await invited(bidder, other)
    found = (await bidder.ask("{ viewer { sessions { id } invitations { id } } }"))["viewer"]
    world.own["Upload"], world.hidden["Upload"] = await uploaded(actor), await uploaded(other)
    world.own |= await request_of(actor)
    world.hidden |= {"Session": found["sessions"][0]["id"], "Invitation": found["invitations"][0]["id"]}
    # Administrators can read opened bids, but not sealed ones or drafts.
    theirs = await things_of(other, bidder)
    inside = ("Candidate", "Remark", "Award", "Interview", "Peer", "Conversation", "Message", "SavedSearch")
    world.hidden |= {kind: theirs[kind] for kind in inside}
    contract = await contract_of(other, bidder)
    world.hidden |= {kind: contract[kind] for kind in ("Contract", "Stage", "Supplement")}
    world.hidden |= await dispute_about(server, contract["Stage"], other)
    sealed = await published(other, bidding="SEALED")
    asked = await bidder.do("askQuestion", demandId=sealed, partyId=bidder.party, body="By when?")
    world.hidden["Question"] = (await bidder.do("withdrawQuestion", questionId=asked["id"]))["id"]
    world.hidden["Applicant"] = (await submitted(bidder, sealed))["id"]
    yield world
    log = server.log()
    assert "resolver_failed" not in log, log


# Take one of their ids.
EITHER = {"openConversation"}


@pytest.mark.parametrize(("operation", "name"), PLACES)
async def test_an_id_that_is_not_the_askers_to_use_is_not_found(world: World, operation: str, name: str) -> None:
    """Malformed ids, ids of another kind, unknown ids and other users' ids all look the same."""
    fields, kind = fields_of(operation), kind_of_id(name)
    ids = {each for on, each in PLACES if on == operation}
    given = required({each: value for each, value in fields.items() if each not in ids})
    given |= {each: world.own[kind_of_id(each)] for each in ids - {name} if operation not in EITHER}
    other = "Party" if kind != "Party" else "User"
    wrong = ["", "nonsense", "\0", "ü", world.own[other], opaque(kind, new_id()), world.hidden.get(kind, "x")]
    answers = []
    for id in wrong:
        answer = await world.actor.act(operation, **given, **{name: [id] if name.endswith("Ids") else id})
        outcomes = answer.get("outcomes", [{"result": answer}])
        answers += [(outcome["result"].get("code"), outcome["result"].get("message")) for outcome in outcomes]
    assert {code for code, _ in answers} == {"NOT_FOUND"}, answers
    assert len(set(answers)) == 1


async def test_a_stage_that_a_supplement_cannot_change_is_named_alike_whatever_it_is(
    server: Server, world: World
) -> None:
    """The one id inside of another input: of a stage of others, of another kind, and of nothing at all."""
    bidder, demand = await person(server.url), await published(world.actor)
    await submitted(bidder, demand)
    await world.actor.do("closeBidding", demandId=demand)
    (candidate,) = await world.actor.candidates(demand)
    chosen = {"reason": "Best.", "expectedVersion": await world.actor.version(demand)}
    award = await world.actor.do("awardDemand", candidateId=candidate["id"], **chosen)
    contract = await contracted(world.actor, bidder, award)
    both = Agreed(world.actor, bidder, contract)
    await both.approve()
    await both.sign()
    wrong = ["", "nonsense", "\0", world.own["Party"], opaque("Stage", new_id()), world.hidden["Stage"]]
    answers = []
    for id in wrong:
        changes = {"stages": [{"stageId": id, "amount": "5.00"}]}
        given = {"contractId": contract["id"], "rationale": "More is needed.", "changes": changes}
        answers.append(str(await world.actor.act("proposeSupplement", **given)))
    assert len({*answers}) == 1
    assert "The effective terms have no such stage." in answers[0]
