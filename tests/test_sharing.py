"""Shared results: only what is the same for all followers is computed once for them."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType, get_named_type

from schema.sharing import Differs, differing
from tests.support.api.contract import SCHEMA
from tests.support.api.server import Server
from tests.support.domain.market import FEED, colleague, enterprise, person, published, submitted

# What is shared depends on the document and the viewer.
pytestmark = pytest.mark.anywhere

DIFFERING = differing(SCHEMA)
assert SCHEMA._schema.subscription_type is not None
SHARED = {get_named_type(field.type).name for field in SCHEMA._schema.subscription_type.fields.values()}


def _reachable() -> dict[str, GraphQLObjectType]:
    """Every object type that an event can lead to."""
    graph = SCHEMA._schema
    found: dict[str, GraphQLObjectType] = {}
    waiting: list[Any] = [graph.get_type(name) for name in SHARED]
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, GraphQLUnionType | GraphQLInterfaceType):
            waiting += graph.get_possible_types(kind)
        elif isinstance(kind, GraphQLObjectType) and kind.name not in found:
            found[kind.name] = kind
            for name, field in kind.fields.items():
                # Personal fields are not shared, nor is anything reachable through them.
                if DIFFERING.get(f"{kind.name}.{name}") is not Differs.BY_USER:
                    waiting.append(get_named_type(field.type))
    return found


def _asking() -> Iterator[str]:
    """The reachable fields whose resolvers can know who is looking."""
    for kind in _reachable().values():
        for name in kind.fields:
            field: Any = SCHEMA.get_field_for_type(name, kind.name)
            resolver = field.base_resolver if field is not None else None
            # A batch that is the same for everyone declares it with `is_alike`.
            is_alike = getattr(resolver and resolver.wrapped_func, "batch", (None, False))[1]
            if resolver is not None and not is_alike and "info" in inspect.signature(resolver.wrapped_func).parameters:
                yield f"{kind.name}.{name}"


def test_every_shared_field_that_can_know_its_viewer_says_how_it_depends_on_them() -> None:
    unsaid = sorted(set(_asking()) - DIFFERING.keys())
    assert unsaid == [], "say of each how it differs, by a member of schema.sharing.Differs"


def test_what_differs_from_user_to_user_is_known() -> None:
    """A guard against careless changes: sharing any of these would show one user's data to another."""
    personal = {field for field, differs in DIFFERING.items() if differs is Differs.BY_USER}
    assert personal >= {
        "BiddingDemand.questions",
        "BiddingDemand.workbench",
        "Candidate.remarks",
        "Notification.subject",
        "Conversation.readThrough",
        "Conversation.unreadCount",
        "Interview.actions",
        "Party.members",
        "Question.isMine",
        "User.email",
    }


async def test_members_with_other_parts_are_told_other_actions(server: Server) -> None:
    owner = await enterprise(server.url)
    member = await colleague(owner, "MEMBER")
    demand = await published(owner)
    after = (await owner.workbench(demand))["workbench"]["cursor"]
    async with (
        owner.client.subscribe(FEED, id=demand, after=after) as to_owner,
        member.client.subscribe(FEED, id=demand, after=after) as to_member,
    ):
        await submitted(await person(server.url), demand)
        actions = [
            (await events.next())["workbench"]["event"]["candidate"]["actions"] for events in (to_owner, to_member)
        ]
    assert actions == [["PLACE_ALTERNATIVE", "ELIMINATE", "REMARK"], ["REMARK"]]


async def test_what_depends_on_the_user_is_told_to_each_alone(server: Server) -> None:
    owner = await enterprise(server.url)
    other = await colleague(owner, "OWNER")
    demand = await published(owner)
    document = """subscription ($id: ID!, $after: String) { workbench(demandId: $id, after: $after) { event {
      ... on RemarkAdded { remark { candidate { remarks { edges { node { body } } } } } } } } }"""
    await submitted(await person(server.url), demand)
    [candidate] = await owner.candidates(demand)
    await owner.do("addRemark", candidateId=candidate["id"], body="mine alone", scope="PRIVATE")
    after = (await owner.workbench(demand))["workbench"]["cursor"]
    async with (
        owner.client.subscribe(document, id=demand, after=after) as to_owner,
        other.client.subscribe(document, id=demand, after=after) as to_other,
    ):
        await owner.do("addRemark", candidateId=candidate["id"], body="for all", scope="TEAM")
        told = [
            [
                edge["node"]["body"]
                for edge in (await events.next())["workbench"]["event"]["remark"]["candidate"]["remarks"]["edges"]
            ]
            for events in (to_owner, to_other)
        ]
    assert told == [["mine alone", "for all"], ["for all"]]
