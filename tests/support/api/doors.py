"""The doors of the API, found in the schema: what can be asked at each of them, as deep as it goes."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import cache, partial
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
import uvicorn
from graphql import (
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
)
from pydantic import SecretStr

import app
from edge.limits import Limits
from schema.roots import build
from settings import Settings

GRAPH = build()._schema
# What fields ask for that cannot do without: everything that they have.
GIVEN = {
    ("Query", "demand"): "id: $id",
    ("Query", "node"): "id: $id",
    ("Query", "conversation"): "id: $id",
    ("Query", "searchMessages"): 'text: "mark", first: 200',
    ("Query", "interview"): "id: $id",
    ("Query", "demands"): "order: $order, first: 200",
    ("Subscription", "presence"): "demandId: $id",
    ("Subscription", "conversation"): "id: $id, after: $after",
    ("Subscription", "conversationPresence"): "id: $id",
    ("Subscription", "bidArrivals"): "demandId: $id, after: $after",
    ("Subscription", "workbench"): "demandId: $id, after: $after",
    ("Subscription", "questions"): "demandId: $id, after: $after",
    ("Subscription", "interview"): "id: $id, after: $after",
    ("Subscription", "market"): "after: $after",
    ("Subscription", "notifications"): "after: $after",
    ("Subscription", "savedSearches"): "after: $after",
    ("Viewer", "demands"): "partyId: $party, first: 200",
    ("Workbench", "ordering"): 'weights: [{key: "price_fit", weight: 10000}]',
}
PAGES = ("Connection", "Edge")
VARIABLES = {"id": "ID!", "order": "DemandOrder", "after": "String", "party": "ID!"}


@cache
def everything(root: str, field: str, *, depth: int = 6) -> str:
    """The document that asks at a root's field for all that can be reached from it over so many things."""
    on = GRAPH.type_map[root]
    assert isinstance(on, GraphQLObjectType)
    selected = _field(on, field, (), depth)
    declared = ", ".join(f"${name}: {kind}" for name, kind in VARIABLES.items() if f"${name}" in selected)
    return f"{root.lower()} {f'({declared})' if declared else ''} {{ {selected} }}"


def _field(on: GraphQLObjectType, name: str, path: tuple[str, ...], depth: int) -> str:
    field = on.fields[name]
    named = get_named_type(field.type)
    if not is_leaf_type(named) and len([each for each in path if not each.endswith(PAGES)]) == depth:
        return ""
    arguments = GIVEN.get((on.name, name)) or ("first: 200" if "first" in field.args else "")
    missing = [
        each for each, argument in field.args.items() if is_required_argument(argument) and each not in arguments
    ]
    assert not missing, f"{on.name}.{name} needs {missing}: say in GIVEN what to ask for."
    # A name of its own for each type: those of a union's members may differ in type.
    return f"{name}__{on.name}: {name}{f'({arguments})' if arguments else ''} {_selection(named, path, depth)}"


def _selection(named: GraphQLNamedType, path: tuple[str, ...], depth: int) -> str:
    if is_leaf_type(named):
        return ""
    return "{ __typename " + " ".join(_of_type(each, path, depth) for each in _objects(named)) + " }"


def _of_type(on: GraphQLObjectType, path: tuple[str, ...], depth: int) -> str:
    if on.name in path:  # a way back: the thing's name is enough
        return f"... on {on.name} {{ id__{on.name}: id }}" if "id" in on.fields else ""
    return f"... on {on.name} {{ {' '.join(_field(on, name, (*path, on.name), depth) for name in on.fields)} }}"


def _objects(named: GraphQLNamedType) -> list[GraphQLObjectType]:
    if is_abstract_type(named):
        return list(GRAPH.get_possible_types(named))
    assert isinstance(named, GraphQLObjectType)
    return [named]


class Seen(NamedTuple):
    """One field that was answered with something: of which type, and the thing that it is part of."""

    type: str
    field: str
    thing: str
    value: Any


def facts(answer: Any, thing: str = "") -> Iterator[Seen]:
    """Every field in an answer that is not null and not an empty list, with the nearest id around it."""
    if isinstance(answer, list):
        for each in answer:
            yield from facts(each, thing)
    elif isinstance(answer, dict):
        kind = answer.get("__typename", "")
        thing = answer.get(f"id__{kind}", thing)
        for key, value in answer.items():
            name, _, of = key.partition("__")
            if of and name and not _is_nothing(value):
                yield Seen(of, name, thing, value)
            yield from facts(value, thing)


def _is_nothing(value: Any) -> bool:
    edges = [each for key, each in value.items() if key.startswith("edges__")] if isinstance(value, dict) else []
    return value is None or value == [] or edges == [[]]


@asynccontextmanager
async def serving(database_url: str) -> AsyncIterator[str]:
    """The application in this very process, whose clock the tests can set; gives its GraphQL endpoint.

    It is the one that `serve` runs, with limits so wide that one document can ask for everything.
    """
    wide = partial(Limits, document_bytes=1_000_000, tokens=500_000, aliases=500_000, comparisons=10_000_000)
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as files:
        patch.setattr(app, "Limits", wide)
        application = app.application(
            Settings(
                database_url=SecretStr(database_url),
                files_url=f"file://{files}",
                max_depth=1_000,
                max_cost=2**60,
                max_body_bytes=2_000_000,
            )
        )
        config = uvicorn.Config(application, port=0, log_config=None, access_log=False, ws="websockets-sansio")
        server = uvicorn.Server(config)
        running = asyncio.create_task(server.serve())
        while not server.started:
            assert not running.done(), running.exception()
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}/graphql"
        server.should_exit = True
        await running
