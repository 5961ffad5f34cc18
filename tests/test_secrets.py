"""Sealed bids, unknown ids and forbidden ids: no answer may differ in a way that reveals them (EB-3)."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLList,
    get_named_type,
    get_nullable_type,
    is_required_input_field,
)

from models.ids import named, new_id, opaque
from tests.support.api.behind import verify
from tests.support.api.doors import GRAPH, everything, everything_of, kind_of_id, serving
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.decided import candidate_of, decide
from tests.support.domain.invoicing import from_covered_years_on
from tests.support.domain.marked import market
from tests.support.domain.market import Person, in_, person, published, saved, submitted
from tests.support.domain.viewers import STAFF, TEAM, VIEWERS, Market

# Visibility is decided as in tests/test_visibility.py, over rows that the ORM reads alike.
pytestmark = pytest.mark.anywhere

INSIDERS = (*TEAM, "resource_manager")
LIST = "query ($order: DemandOrder, $after: String) { demands(order: $order, first: 2, after: $after) "
LIST += "{ edges { cursor node { id ... on BiddingDemand { bidCount } } } pageInfo { hasNextPage } } }"


@pytest.fixture(scope="module")
async def shown(databases: Postgres | Sqlite, template: str) -> AsyncIterator[Market]:
    database = await databases.create(template)
    with from_covered_years_on():
        async with serving(database) as url:
            made = await market(url)
            await made.people["owner"].do("closeBidding", demandId=made.demands["hidden"])
            await decide(made, "hidden", award="hidden")
            for viewer in ("dreamer", "consultant"):
                await verify(url, made.people[viewer].email)
            yield made
    await databases.drop(database)


async def test_eb3_bids_on_a_sealed_demand_change_nothing_that_others_are_told(shown: Market) -> None:
    demand = await published(shown.people["owner"], bidding="SEALED")
    await shown.people["resource_manager"].do("assignManager", demandId=demand)
    before = {viewer: await _told(shown, viewer, demand) for viewer in VIEWERS}
    cheap, dear = await person(shown.url, "Cheap"), await person(shown.url, "Dear")
    await submitted(dear, demand, "4900.00")
    application = await submitted(cheap, demand, "1000.00")
    await saved(cheap, demand, "1001.00")
    after = {viewer: await _told(shown, viewer, demand) for viewer in VIEWERS}
    assert {viewer: after[viewer] for viewer in VIEWERS if viewer not in INSIDERS} == {
        viewer: before[viewer] for viewer in VIEWERS if viewer not in INSIDERS
    }
    assert {viewer: _without_number(after[viewer]) for viewer in INSIDERS} == {
        viewer: _without_number(before[viewer]) for viewer in INSIDERS
    }
    await cheap.do("withdrawBid", applicantId=application["id"])
    one = {viewer: await _told(shown, viewer, demand) for viewer in VIEWERS}
    assert {_numbers(one[viewer]) for viewer in INSIDERS} == {"1"}
    assert {viewer: one[viewer] for viewer in VIEWERS if viewer not in INSIDERS} == {
        viewer: before[viewer] for viewer in VIEWERS if viewer not in INSIDERS
    }


async def _told(shown: Market, viewer: str, demand: str) -> dict[str, Any]:
    """The demand at every entry point that is not live, and the results of the awarder's verbs on it."""
    somebody = shown.people[viewer]
    told: dict[str, Any] = {
        "demand": await shown.post(somebody, everything("Query", "demand"), id=demand),
        "node": await shown.node(somebody, demand),
    }
    for order in ("NEWEST", "CLOSING_SOON", "BUDGET"):
        told[order] = page = await shown.post(somebody, LIST, order=order)
        last = page["data"]["demands"]["edges"][-1]["cursor"]
        told[f"{order} 2"] = await shown.post(somebody, LIST, order=order, after=last)
    for order in ("MERIT", "ARRIVAL", "PRICE", "ALTERNATIVES"):
        told[order] = await shown.post(somebody, CANDIDATES, id=demand, order=order)
    if viewer != "guest":
        told["refusals"] = [
            await somebody.act("closeBidding", demandId=demand),
            await somebody.act("concludeWithoutAward", demandId=demand, reason="Because."),
            await somebody.act("reopenBidding", demandId=demand, deadlineAt=in_(hours=90), expectedVersion=999),
            await somebody.act("amendDemand", demandId=demand, title="Another", expectedVersion=999),
        ]
    return told


CANDIDATES = """query ($id: ID!, $order: CandidateOrder) { demand(id: $id) { ... on BiddingDemand { workbench {
  candidates(order: $order, first: 1) { edges { cursor } pageInfo { hasNextPage endCursor } }
  standings { standing count } alternatives { id } ordering(weights: [{key: "price_fit", weight: 10000}]) { rank }
  record { edges { node { seq digest } } } } } } }"""


def _without_number(told: Any) -> Any:
    """The same without the number of bids and the stream position, which moves with it."""
    if isinstance(told, dict):
        hidden = ("bidCount", "cursor")
        return {key: _without_number(value) for key, value in told.items() if key.split("__")[0] not in hidden}
    return [_without_number(each) for each in told] if isinstance(told, list) else told


def _numbers(told: dict[str, Any]) -> str:
    return str(told["demand"]["data"]["demand__Query"]["bidCount__BiddingDemand"])


# ---------- unknown and forbidden


def secret_ids(made: Market) -> dict[str, str]:
    """An id that a stranger may not see, for each kind of thing."""
    found: dict[str, str] = {}
    for id, (row, of) in made.things.items():
        kind = named(id)
        # The dreamer's own draft is no secret to them; anna has one, too.
        if kind and row != "never submitted" and (of in ("hidden", "owner") or row == "draft of anna"):
            found.setdefault(kind[0], id)
    found["Peer"] = made.peer
    return {**found, "BiddingDemand": made.demands["draft"], "Workbench": _as("Workbench", made.demands["draft"])}


def _as(kind: str, id: str) -> str:
    found = named(id)
    assert found is not None
    return opaque(kind, found[1])


# A party's profile is public to anyone with its id; ids that clients choose are not ours.
PUBLIC = {"partyId", "clientMessageId"}


def id_fields() -> list[tuple[str, str]]:
    """Every mutation with each field of its input that takes an id."""
    assert GRAPH.mutation_type is not None
    found = []
    for name, field in GRAPH.mutation_type.fields.items():
        if "input" in field.args:
            given = get_named_type(field.args["input"].type)
            assert isinstance(given, GraphQLInputObjectType)
            found += [(name, each) for each, of in given.fields.items() if get_named_type(of.type).name == "ID"]
    return found


FIELDS = {field: kind_of_id(field) for _, field in id_fields() if field not in PUBLIC}


def test_every_id_that_a_mutation_takes_has_a_secret_one_here(shown: Market) -> None:
    assert set(FIELDS.values()) - {"User", "Notification"} <= set(secret_ids(shown))


@pytest.mark.parametrize(("mutation", "field"), [each for each in id_fields() if each[1] not in PUBLIC])
async def test_a_mutation_answers_alike_to_an_unknown_and_a_forbidden_id(
    shown: Market, mutation: str, field: str
) -> None:
    told = next(id for id, (row, _) in shown.things.items() if row == "notification")
    secret = {**secret_ids(shown), "User": shown.people["rival"].user, "Notification": told}[FIELDS[field]]
    viewers = ["dreamer", "consultant"]
    if FIELDS[field] in ("BiddingDemand", "Remark"):
        viewers += ["rival", *STAFF]
    if FIELDS[field] in ("Conversation", "Message"):
        viewers += ["rival", "other_manager", "administrator"]
    if FIELDS[field] == "Question":
        viewers += ["owner", "rival", "other_manager"]
    for viewer in viewers:
        known, unknown = [await _try(shown.people[viewer], mutation, field, id) for id in (secret, _unknown(secret))]
        assert known == unknown, viewer
        assert field == "userId" or "NOT_FOUND" in known


@pytest.mark.parametrize("field", ["applicantId", "candidateId", "candidateIds"])
async def test_eb3_an_awarder_learns_nothing_from_the_id_of_a_sealed_application(shown: Market, field: str) -> None:
    candidate = candidate_of(shown, "sealed", "anna")
    secret = shown.applications["sealed", "anna"]["id"] if field == "applicantId" else candidate
    for mutation in [name for name, each in id_fields() if each == field]:
        for viewer in (*INSIDERS, "administrator"):
            known, unknown = [
                await _try(shown.people[viewer], mutation, field, id) for id in (secret, _unknown(secret))
            ]
            assert known == unknown, (mutation, viewer)


@pytest.mark.parametrize("feed", ["bidArrivals", "workbench", "presence"])
async def test_a_subscription_answers_alike_to_an_unknown_and_a_forbidden_id(shown: Market, feed: str) -> None:
    for demand in (shown.demands["draft"], shown.demands["open"]):
        for viewer in ("anna", "rival", "other_manager", "administrator", "consultant", "stranger", "guest"):
            answers = []
            for id in (demand, _unknown(demand)):
                document = everything("Subscription", feed)
                async with shown.people[viewer].client.subscribe(document, id=id) as events:
                    answers.append({**await events.message(), "id": ""})
            assert answers[0] == answers[1], viewer


@pytest.mark.parametrize("feed", ["conversation", "conversationPresence"])
async def test_a_conversation_of_others_is_like_none(shown: Market, feed: str) -> None:
    document, talk = everything("Subscription", feed), shown.talks["anna, hidden"]["id"]
    for viewer in ("rival", "other_manager", "administrator", "consultant", "stranger", "guest"):
        answers = []
        for id in (talk, _unknown(talk)):
            async with shown.people[viewer].client.subscribe(document, id=id) as events:
                answers.append({**await events.message(), "id": ""})
        assert answers[0] == answers[1], viewer
        assert "NOT_FOUND" in str(answers[0])


async def test_the_questions_of_a_draft_are_like_those_of_no_demand(shown: Market) -> None:
    document = everything("Subscription", "questions")
    for viewer in ("anna", "resource_manager", "administrator", "guest"):
        answers = []
        for id in (shown.demands["draft"], _unknown(shown.demands["draft"])):
            async with shown.people[viewer].client.subscribe(document, id=id) as events:
                answers.append({**await events.message(), "id": ""})
        assert answers[0] == answers[1], viewer
        assert "NOT_FOUND" in str(answers[0])


async def test_the_subscription_of_an_interview_answers_alike_to_an_unknown_and_a_forbidden_id(shown: Market) -> None:
    for viewer in ("rival", "resource_manager", "administrator", "consultant", "stranger", "guest"):
        answers = []
        for id in (shown.interviews["hidden"], _unknown(shown.interviews["hidden"])):
            async with shown.people[viewer].client.subscribe(everything("Subscription", "interview"), id=id) as events:
                answers.append({**await events.message(), "id": ""})
        assert answers[0] == answers[1], viewer
        assert "NOT_FOUND" in str(answers[0])


async def test_queries_answer_alike_to_an_unknown_and_a_forbidden_id(shown: Market) -> None:
    own = {"BiddingDemand": ("demand",), "Interview": ("interview",), "Conversation": ("conversation",)}
    for kind, secret in secret_ids(shown).items():
        for viewer in ("dreamer", "guest"):
            somebody = shown.people[viewer]
            for query in ("node", *own.get(kind, ())):
                document = everything("Query", query) if query != "node" else everything_of(kind)
                answers = [await shown.post(somebody, document, id=id) for id in (secret, _unknown(secret))]
                assert answers == [{"data": {f"{query}__Query": None}}] * 2, (kind, viewer)


def _unknown(id: str) -> str:
    found = named(id)
    assert found is not None
    return opaque(found[0], new_id())


async def _try(somebody: Person, mutation: str, field: str, id: str) -> str:
    """The answer as text, with any echoed id removed."""
    assert GRAPH.mutation_type is not None
    given = get_named_type(GRAPH.mutation_type.fields[mutation].args["input"].type)
    assert isinstance(given, GraphQLInputObjectType)
    input = {name: _value(name, of, somebody) for name, of in given.fields.items() if is_required_input_field(of)}
    input[field] = [id] if field.endswith("s") else id
    if mutation in ("removeMember", "changeMemberRole"):
        input["partyId"] = somebody.party
    return json.dumps(await somebody.act(mutation, **input)).replace(id, "ID")


def _value(name: str, field: GraphQLInputField, somebody: Person) -> Any:
    kind = get_named_type(field.type)
    match kind.name:
        case "ID":
            value: Any = somebody.party if name == "partyId" else opaque(FIELDS.get(name, "Name"), new_id())
        case "Int":
            value = 1
        case "Decimal":
            value = "10.00"
        case "Boolean":
            value = True
        case "DateTime":
            value = in_(days=9)
        case "Date":
            value = "2027-02-01"
        case _ if isinstance(kind, GraphQLEnumType):
            value = next(iter(kind.values))
        case _ if isinstance(kind, GraphQLInputObjectType):
            value = {each: _value(each, of, somebody) for each, of in kind.fields.items()}
            value |= {"currency": "USD"} if "currency" in value else {}
        case _:
            value = "mark"
    return [value] if isinstance(get_nullable_type(field.type), GraphQLList) else value
