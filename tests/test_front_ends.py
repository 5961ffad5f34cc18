"""The clients of front ends, unchanged, against a running server: their caches, their connections, their feeds."""

import asyncio
import json
import shutil
from collections import defaultdict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import gql
import pytest
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport
from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    find_breaking_changes,
    introspection_from_schema,
)

from tests.conftest import NODE
from tests.support.api.contract import GRAPH, SCHEMA
from tests.support.api.relay import OURS, compiled
from tests.support.api.server import Server
from tests.support.domain.market import FEED, PASSWORD, WORKBENCH, Person, enterprise, person, published, submitted
from tests.support.waiting import PATIENCE
from tests.test_operations import FOLDER, FRAGMENTS, OPERATIONS

pytestmark = pytest.mark.anywhere

OBJECTS = [each for each in GRAPH.type_map.values() if isinstance(each, GraphQLObjectType)]
ROOTS = {GRAPH.query_type, GRAPH.mutation_type, GRAPH.subscription_type}
# What the clients generate from the schema for their caches.
POSSIBLE_TYPES = {
    name: [member.name for member in GRAPH.get_possible_types(each)]
    for name, each in GRAPH.type_map.items()
    if isinstance(each, GraphQLInterfaceType | GraphQLUnionType)
}
PARTS = [each.name for each in OBJECTS if "id" not in each.fields and each not in ROOTS and each.name[:2] != "__"]


class FrontEnd:
    """What a client says."""

    def __init__(self, lines: asyncio.StreamReader) -> None:
        self._lines = lines
        self._said: defaultdict[str, deque[Any]] = defaultdict(deque)

    async def says(self, kind: str) -> Any:
        """The next thing of that kind; a complaint of the client's library is an error."""
        async with asyncio.timeout(PATIENCE):
            while not self._said[kind]:
                line = await self._lines.readline()
                assert line, f"it ended before it said {kind}"
                said = json.loads(line)
                assert said["kind"] != "complaint", said["said"]
                self._said[said["kind"]].append(said["said"])
        return self._said[kind].popleft()


@asynccontextmanager
async def front_end(node: str, script: str, **given: Any) -> AsyncIterator[FrontEnd]:
    running = await asyncio.create_subprocess_exec(
        *(node, script),
        cwd=NODE,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert running.stdin is not None
        assert running.stdout is not None
        running.stdin.write(json.dumps(given).encode() + b"\n")
        yield FrontEnd(running.stdout)
    finally:
        running.kill()
        await running.communicate()


async def market(server: Server) -> tuple[Person, str, str]:
    """An awarder, their demand with bids of Bea and Cem, and a demand that is unknown to them."""
    awarder = await enterprise(server.url)
    demand = await published(awarder)
    for name, price in (("Bea", "2000.00"), ("Cem", "4000.00")):
        await submitted(await person(server.url, name), demand, price)
    return awarder, demand, await published(await enterprise(server.url))


@pytest.mark.parametrize(
    ("script", "given"),
    [
        ("apollo.mjs", {"possibleTypes": POSSIBLE_TYPES}),
        ("urql.mjs", {"parts": PARTS, "schema": introspection_from_schema(GRAPH), "streams": False}),
        ("urql.mjs", {"parts": PARTS, "schema": introspection_from_schema(GRAPH), "streams": True}),
    ],
    ids=["apollo", "urql", "urql-streams"],
)
async def test_a_client_reads_pages_changes_follows_and_is_refused(
    server: Server, node: str, script: str, given: dict[str, Any]
) -> None:
    """Its normalized cache shows what a mutation and an event have changed."""
    awarder, demand, stranger = await market(server)
    here = {"url": server.url, "token": awarder.client.token, "demand": demand, "stranger": stranger}
    async with front_end(node, script, **here, **given) as client:
        await _uses(client, server, demand)


async def test_relay_compiles_what_front_ends_send_and_shows_pages_and_events(
    server: Server, node: str, tmp_path: Path
) -> None:
    compiler = NODE / "node_modules" / "relay-compiler" / "cli.js"
    artifacts = compiled(tmp_path, SCHEMA.as_str(), OPERATIONS, FRAGMENTS, node=node, compiler=compiler)
    assert len(list(artifacts.iterdir())) == len(OPERATIONS) + len(FRAGMENTS) + len(OURS)
    awarder, demand, stranger = await market(server)
    here: dict[str, Any] = {"url": server.url, "token": awarder.client.token, "demand": demand, "stranger": stranger}
    here |= {"user": {"email": awarder.email, "password": PASSWORD}, "artifacts": str(artifacts)}
    async with front_end(node, "relay.mjs", **here) as client:
        assert await client.says("sessions") == ["Session", 2]
        await _uses(client, server, demand)
        assert await client.says("shown") == [["Bea", "ALTERNATIVE"], ["Cem", "UNDECIDED"]]
        assert await client.says("shown") == [["Bea", "ALTERNATIVE"], ["Cem", "UNDECIDED"], ["Dan", "UNDECIDED"]]


async def test_the_types_that_codegen_makes_of_the_documents_fit_the_answers(
    server: Server, node: str, tmp_path: Path
) -> None:
    awarder = await enterprise(server.url)
    await published(awarder)
    for name in ("generate.mjs", "tsconfig.json", "generated.ts"):
        shutil.copy(NODE / name, tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "schema.graphql").write_text(SCHEMA.as_str())
    (tmp_path / "documents").symlink_to(FOLDER)
    (tmp_path / "node_modules").symlink_to(NODE / "node_modules")
    await _ran(node, "generate.mjs", cwd=tmp_path)
    await _ran(node, "node_modules/typescript/bin/tsc", "-p", ".", cwd=tmp_path)
    user = {"url": server.url, "email": awarder.email, "password": PASSWORD}
    said = await _ran(node, "generated.ts", json.dumps(user), cwd=tmp_path)
    assert json.loads(said) == ["Session", True, ["BiddingDemand"]]


async def _ran(*command: str, cwd: Path) -> str:
    """What a program that succeeds prints."""
    running = await asyncio.create_subprocess_exec(
        *command, cwd=cwd, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await running.communicate()
    assert running.returncode == 0, said.decode()
    return said.decode()


async def test_the_client_of_python_reads_the_schema_asks_and_follows(server: Server) -> None:
    awarder, demand, stranger = await market(server)
    headers = {"authorization": f"Bearer {awarder.client.token}"}
    over_http = HTTPXAsyncTransport(server.url, headers=headers, trust_env=False)
    async with gql.Client(transport=over_http, fetch_schema_from_transport=True) as session:
        assert find_breaking_changes(session.client.schema, GRAPH) == []
        found = await session.execute(gql.GraphQLRequest(WORKBENCH, variable_values={"id": demand, "first": 5}))
        bench = found["demand"]["workbench"]
        assert len(bench["candidates"]["edges"]) == 2
        with pytest.raises(TransportQueryError) as refused:
            await session.execute(gql.gql("{ demands(first: -1) { edges { cursor } } }"))
        assert [error["extensions"]["code"] for error in refused.value.errors or ()] == ["INVALID_INPUT"]
    over_socket = WebsocketsTransport(server.ws_url, init_payload=headers)
    async with gql.Client(transport=over_socket) as session:
        events = session.subscribe(gql.GraphQLRequest(FEED, variable_values={"id": demand, "after": bench["cursor"]}))
        await submitted(await person(server.url, "Dan"), demand)
        async for told in events:
            event = told["workbench"]["event"]
            if event["__typename"] == "BidArrived":
                break
        assert event["candidate"]["applicant"]["party"]["name"] == "Dan"
        await events.aclose()
        with pytest.raises(TransportQueryError) as unknown:
            await anext(session.subscribe(gql.GraphQLRequest(FEED, variable_values={"id": stranger})))
        assert [error["extensions"]["code"] for error in unknown.value.errors or ()] == ["NOT_FOUND"]


async def _uses(client: FrontEnd, server: Server, demand: str) -> None:
    assert await client.says("page") == [["Bea", "UNDECIDED"]]
    assert await client.says("pages") == [["Bea", "UNDECIDED"], ["Cem", "UNDECIDED"]]
    assert await client.says("placed") == "Candidate"
    assert await client.says("cached") == [["Bea", "ALTERNATIVE"], ["Cem", "UNDECIDED"]]
    assert await client.says("refused") == "Conflict"
    assert await client.says("mistaken") == "INVALID_INPUT"
    assert await client.says("event") == ["StandingChanged", "ALTERNATIVE"]
    await submitted(await person(server.url, "Dan"), demand)
    assert await client.says("event") == ["BidArrived", "Dan"]
    assert await client.says("unknown") == "NOT_FOUND"
