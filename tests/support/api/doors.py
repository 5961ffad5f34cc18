"""The entry points of the API, found in the schema, each with the deepest document that it allows."""

import asyncio
import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
import uvicorn
from graphql import (
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_required_argument,
)
from pydantic import SecretStr

import app
from edge.limits import Limits
from schema.kinds import NAMES
from settings import Settings
from tests.support.api.behind import DATABASES
from tests.support.api.contract import GRAPH

# What fields ask for beyond `id` and `after` at a root, and the first 200 rows everywhere.
GIVEN = {
    ("Query", "searchMessages"): 'text: "mark", first: 200',
    ("Query", "demands"): "order: $order, first: 200",
    ("Viewer", "demands"): "partyId: $party, first: 200",
    ("Viewer", "dueReviews"): "partyId: $party, first: 200",
    # Profiles are public; the names of those who applied are marks.
    ("Viewer", "partiesToVerify"): "kinds: [INDIVIDUAL], first: 200",
    ("Viewer", "usersWithAddress"): 'email: "nobody@example.org"',
    ("Query", "documentCheck"): "sha256: $sha256",
    ("Workbench", "ordering"): 'weights: [{key: "price_fit", weight: 10000}]',
}
# What a mutation's field of an id names, where the name does not say.
NAMED_OTHERWISE = {
    "replyToId": "Message",
    "throughId": "Notification",
    "attachmentIds": "Upload",
    "toPeerId": "Peer",
    "hostIds": "User",
    "guestIds": "User",
    "workId": "Contract",
}
PAGES = ("Connection", "Edge")
# What needs ids of several things that belong together, and has a door of its own.
ASKED_APART = (("Workbench", "comparison"),)
# Nodes that everything leads to, and that are asked for at doors of their own.
OWN_DOORS = ("Viewer", "Session", "Dispute", "Invoice")
VARIABLES = {"id": "ID!", "order": "DemandOrder", "after": "String", "party": 'ID! = ""', "sha256": "String!"}


# Wide enough for documents that ask for everything, and all of them are kept for the next viewer.
WIDE = {
    "document_bytes": 1_000_000,
    "tokens": 500_000,
    "aliases": 500_000,
    "comparisons": 10_000_000,
    "documents": 1_000,
}
# Every class of field shows within these depths; the soak goes a level deeper.
DEEPER = int(os.environ.get("TEST_DEPTH", "0"))


@cache
def everything(root: str, field: str, *, depth: int = 5) -> str:
    """A document that selects everything reachable from a root field within `depth` objects."""
    selecting = Selecting(depth + DEEPER)
    return selecting.document(root, selecting.field(_object(root), field, ()))


@cache
def everything_of(kind: str, *, depth: int = 3) -> str:
    """A document that selects everything reachable from `node` of this kind.

    If the id names a thing of another kind, its `__typename` still reveals it.
    """
    found = GRAPH.type_map.get(kind)
    if not isinstance(found, GraphQLObjectType):
        return everything("Query", "node", depth=depth)
    selecting = Selecting(depth + DEEPER)
    selected = selecting.of_type(found, ())
    return selecting.document("Query", f"node__Query: node(id: $id) {{ __typename {selected} }}")


@cache
def every_one_of(kind: str, number: int) -> str:
    """Like `everything_of` for $id0, $id1 and so on, whose answers are named n0, n1 and so on."""
    selecting = Selecting(3 + DEEPER)
    selected = selecting.of_type(_object(kind), ())
    asked = " ".join(f"n{each}: node(id: $id{each}) {{ __typename {selected} }}" for each in range(number))
    return selecting.document("Query", asked, *(f"$id{each}: ID!" for each in range(number)))


@cache
def comparing(*, depth: int = 3) -> str:
    """A document that selects everything reachable from the comparison of $ids at the workbench of $id."""
    selecting = Selecting(depth + DEEPER)
    selected = selecting.of_type(_object("Comparison"), ())
    asked = f"comparison__Workbench: comparison(candidateIds: $ids) {{ __typename {selected} }}"
    workbench = f"workbench__BiddingDemand: workbench {{ {asked} }}"
    return selecting.document("Query", f"demand(id: $id) {{ ... on BiddingDemand {{ {workbench} }} }}", "$ids: [ID!]!")


class Selecting:
    """A document that selects everything within `depth` objects.

    What is selected of a type at several places is written once, as a fragment: else the documents are five times as
    long, and reading and validating them takes longer than executing them.
    """

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._fragments: dict[str, str] = {}  # by what they select: their name

    def document(self, root: str, selected: str, *declared: str) -> str:
        fragments = " ".join(f"fragment {name} {text}" for text, name in self._fragments.items())
        used = {name: kind for name, kind in VARIABLES.items() if re.search(rf"\${name}\b", f"{selected} {fragments}")}
        given = ", ".join([*declared, *(f"${name}: {kind}" for name, kind in used.items())])
        return f"{root.lower()} {f'({given})' if given else ''} {{ {selected} }} {fragments}"

    def field(self, on: GraphQLObjectType, name: str, path: tuple[str, ...]) -> str:
        if (on.name, name) in ASKED_APART:
            return ""
        field = on.fields[name]
        named = get_named_type(field.type)
        if not is_leaf_type(named) and len([each for each in path if not each.endswith(PAGES)]) == self._depth:
            return ""
        arguments = GIVEN.get((on.name, name)) or ", ".join(_given(on, field))
        missing = [
            each for each, argument in field.args.items() if is_required_argument(argument) and each not in arguments
        ]
        assert not missing, f"{on.name}.{name} needs {missing}: say in GIVEN what to ask for."
        # A name of its own for each type: those of a union's members may differ in type.
        return f"{name}__{on.name}: {name}{f'({arguments})' if arguments else ''} {self._selection(named, path)}"

    def of_type(self, on: GraphQLObjectType, path: tuple[str, ...]) -> str:
        if on.name in path:  # a way back: the thing's name is enough
            return f"... on {on.name} {{ id__{on.name}: id }}" if "id" in on.fields else ""
        selected = " ".join(self.field(on, name, (*path, on.name)) for name in on.fields)
        return f"...{self._fragments.setdefault(f'on {on.name} {{ {selected} }}', f'F{len(self._fragments)}')}"

    def _selection(self, named: GraphQLNamedType, path: tuple[str, ...]) -> str:
        if is_leaf_type(named):
            return ""
        if path and named.name in OWN_DOORS:
            return f"{{ __typename id__{named.name}: id }}"
        return "{ __typename " + " ".join(self.of_type(each, path) for each in _objects(named)) + " }"


def _object(kind: str) -> GraphQLObjectType:
    found = GRAPH.type_map[kind]
    assert isinstance(found, GraphQLObjectType)
    return found


def _given(on: GraphQLObjectType, field: GraphQLField) -> Iterator[str]:
    roots = (GRAPH.query_type, GRAPH.subscription_type)
    for name, argument in field.args.items():
        if name == "first":
            yield "first: 200"
        elif on is GRAPH.subscription_type and name == "after":
            yield "after: $after"
        elif on in roots and is_required_argument(argument) and get_named_type(argument.type).name == "ID":
            yield f"{name}: {'[$id]' if name == 'ids' else '$id'}"


def kind_of_id(field: str) -> str:
    """The type that a mutation's field of an id names, as the schema calls it."""
    name = field.removesuffix("s").removesuffix("Id")
    kind = NAMED_OTHERWISE.get(field) or NAMES.get(name) or name[0].upper() + name[1:]
    assert kind in NAMES.values(), f"say in NAMED_OTHERWISE what {field} names"
    return kind


def thing_of(operation: str) -> str:
    """The type that a mutation answers with where it is not refused."""
    assert GRAPH.mutation_type is not None
    union = get_named_type(GRAPH.mutation_type.fields[operation].type)
    assert isinstance(union, GraphQLUnionType)
    (thing,) = (each.name for each in union.types if not any(of.name == "Refusal" for of in each.interfaces))
    return thing


def plain_fields(kind: str) -> str:
    """A selection of all fields of a type that need neither arguments nor a selection of their own."""
    on = GRAPH.type_map[kind]
    assert isinstance(on, GraphQLObjectType)
    return " ".join(name for name, field in on.fields.items() if is_leaf_type(get_named_type(field.type)))


def _objects(named: GraphQLNamedType) -> list[GraphQLObjectType]:
    if is_abstract_type(named):
        return [each for each in GRAPH.get_possible_types(named) if each.name not in OWN_DOORS]
    assert isinstance(named, GraphQLObjectType)
    return [named]


class Seen(NamedTuple):
    """A field with a value in an answer: its type, the object that it belongs to, and the value if it is a leaf."""

    type: str
    field: str
    thing: str
    value: Any


class Told:
    """What an answer tells: its fields, and its text, each of them once.

    A field counts if it is not null and not an empty list; its object is the nearest one around it that has an id. The
    text has the values alone, a line each: the names are those of the document.
    """

    def __init__(self, answer: Any) -> None:
        self.facts: dict[Seen, None] = {}
        self._texts: dict[str, None] = {}
        self._read(answer, "")
        self.text = "\n".join(self._texts)

    def _read(self, answer: Any, thing: str) -> None:
        if isinstance(answer, dict):
            kind = answer.get("__typename", "")
            thing = answer.get(f"id__{kind}", thing)
            for key, value in answer.items():
                name, _, of = key.partition("__")
                if of and name:
                    if not _is_nothing(value):
                        leaf = None if isinstance(value, dict | list) else value
                        self.facts[Seen(of, name, thing, leaf)] = None
                elif not of and key != "data":
                    self._texts[key] = None  # of a scalar
                if value is not None:
                    self._read(value, thing)
        elif isinstance(answer, list):
            for each in answer:
                self._read(each, thing)
        elif answer is not None:
            self._texts[str(answer)] = None


def _is_nothing(value: Any) -> bool:
    edges = [each for key, each in value.items() if key.startswith("edges__")] if isinstance(value, dict) else []
    return value is None or value == [] or edges == [[]]


@asynccontextmanager
async def serving(database_url: str) -> AsyncIterator[str]:
    """The application in this very process, whose clock the tests can set; gives its GraphQL endpoint.

    It is the one that `serve` runs, with limits so wide that one document can ask for everything.
    """
    wide = partial(Limits, **WIDE)
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as files:
        patch.setattr(app, "Limits", wide)
        application = app.application(
            Settings(
                database_url=SecretStr(database_url),
                files_url=f"file://{files}",
                sandbox_file=Path(files) / "sandbox.sqlite3",
                max_depth=1_000,
                max_cost=2**60,
                max_answer_bytes=2**30,
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
        url = f"http://127.0.0.1:{port}/graphql"
        DATABASES[url] = database_url
        yield url
        server.should_exit = True
        await running
