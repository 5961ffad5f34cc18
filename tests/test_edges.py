"""The edge of a running server: health, shutdown, logs, and what production does not reveal."""

import asyncio
import json
import signal
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
import websockets
from websockets.asyncio.client import connect

from models import database as orm
from models.changes import StoredEvent
from models.workbench.remarks import Remark
from tests.conftest import DIALECT
from tests.support.api.client import PROTOCOL, http_client
from tests.support.api.processes import free_port
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite, sqlite_file
from tests.support.domain.market import FEED, PASSWORD, Person, enterprise, person, published, submitted
from tests.support.waiting import wait_until

# The edge does not know which database there is; what happens without one, and under its locks, is tried on both.
pytestmark = pytest.mark.anywhere

SECRET = "hunter2hunter2"
ADD_REMARK = """mutation ($input: AddRemarkInput!) {
  addRemark(input: $input) { __typename ... on Remark { id } ... on Refusal { code } } }"""


class Unready(Server):
    """A started server, whether or not it can reach its database."""

    def is_ready(self) -> bool:
        try:
            return self.get("/health")[0] == 200
        except (OSError, ConnectionError):
            return False


@pytest.fixture(scope="module")
async def production(
    databases: Postgres | Sqlite, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    url = await databases.create(template)
    with Server(tmp_path_factory.mktemp("production"), DATABASE_URL=url, ENVIRONMENT="production") as running:
        yield running
    await databases.drop(url)


@pytest.fixture
async def http(production: Server) -> AsyncIterator[httpx.AsyncClient]:
    async with http_client(base_url=production.origin) as client:
        yield client


def test_a_server_is_alive_and_ready(server: Server) -> None:
    assert server.get("/health") == (200, b'{"status":"alive"}')
    status, parts = server.get("/ready")
    assert (status, set(json.loads(parts).values())) == (200, {True})
    assert "database" in json.loads(parts)


@pytest.mark.everywhere
def test_without_its_database_a_server_is_alive_and_not_ready(tmp_path: Path) -> None:
    missing = {
        "sqlite": f"sqlite://{tmp_path}/missing/bidhall.sqlite3",
        "postgres": f"postgres://ada:{SECRET}@127.0.0.1:{free_port()}/bidhall",
    }
    with Unready(tmp_path, DATABASE_URL=missing[DIALECT], ENVIRONMENT="production") as server:
        assert server.get("/health")[0] == 200
        status, parts = server.get("/ready")
        assert status == 503
        assert [part for part, is_up in json.loads(parts).items() if not is_up] == ["database"]
    assert SECRET not in server.log()


@pytest.mark.everywhere
@pytest.mark.skipif(DIALECT == "sqlite", reason="an open file outlives its name")
async def test_a_database_that_goes_makes_a_server_unready(
    databases: Postgres | Sqlite, template: str, tmp_path: Path
) -> None:
    url = await databases.create(template)
    with Server(tmp_path, DATABASE_URL=url) as server:
        await databases.drop(url)
        assert server.get("/ready")[0] == 503
        assert server.get("/health")[0] == 200


async def test_a_server_that_is_told_to_stop_closes_sockets_with_1012(database_url: str, tmp_path: Path) -> None:
    """1012 tells clients to reconnect with their cursors."""
    with Server(tmp_path, DATABASE_URL=database_url) as server:
        awarder = await enterprise(server.url)
        demand = await published(awarder)
        async with awarder.client.connect() as connection:
            # Otherwise the bid could come before the subscription has begun.
            start = (await awarder.workbench(demand))["workbench"]["cursor"]
            events = await connection.subscribe(FEED, id=demand, after=start)
            await submitted(await person(server.url), demand)
            await events.next()
            code = await asyncio.to_thread(server.stop)
            assert (await connection.closed()).code == 1012
    assert code in (0, -signal.SIGTERM)
    assert "Traceback" not in server.log()


@pytest.mark.everywhere
@pytest.mark.parametrize("way", ["by HTTP", "on a socket"])
async def test_a_server_that_is_told_to_stop_finishes_what_it_has_begun(
    database_url: str, tmp_path: Path, way: str
) -> None:
    """A mutation that waits for a lock at SIGTERM is completed, and answered over HTTP."""
    with Server(tmp_path, DATABASE_URL=database_url) as server:
        awarder = await enterprise(server.url)
        demand = await published(awarder)
        await submitted(await person(server.url), demand)
        (candidate,) = await awarder.candidates(demand)
        given = {"candidateId": candidate["id"], "body": "Last words.", "scope": "TEAM"}
        async with held(database_url) as is_awaited:
            if way == "by HTTP":
                asking = asyncio.create_task(by_http(awarder, given))
            else:
                asking = asyncio.create_task(on_a_socket(awarder, given))
            await is_awaited(server)
            stopping = asyncio.create_task(asyncio.to_thread(server.stop))
            await asyncio.to_thread(wait_until, lambda: "Shutting down" in server.log())
        answer = await asking
        assert await stopping in (0, -signal.SIGTERM)
    assert answer == {"by HTTP": "Last words.", "on a socket": 1012}[way]
    await orm.connect(database_url)
    assert [remark.body for remark in await Remark.all()] == ["Last words."]
    assert await StoredEvent.filter(kind="remark.added").count() == 1
    await orm.disconnect()


async def test_every_answer_carries_its_request_id(production: Server, http: httpx.AsyncClient) -> None:
    given = await http.post("/graphql", json={"query": "{ __typename }"}, headers={"X-Request-ID": "ours-1"})
    assert given.headers["X-Request-ID"] == "ours-1"
    other = await http.get("/health")
    assert other.headers["X-Request-ID"] not in ("", "ours-1")
    lines = [json.loads(line) for line in production.log().splitlines()]
    assert [line["path"] for line in lines if line.get("request_id") == "ours-1"] == ["/graphql"]


async def test_production_logs_json_without_tokens_or_passwords(production: Server) -> None:
    somebody = await person(production.url)
    token = somebody.client.token
    assert token is not None
    assert await somebody.refused("signUp", email=somebody.email, password=SECRET, name="Eve") == "ADDRESS_TAKEN"
    assert await somebody.refused("signIn", email=somebody.email, password=SECRET) == "WRONG_CREDENTIALS"
    async with somebody.client.connect() as connection:
        await connection.query("{ viewer { user { id } } }")
    bad = await somebody.client.post(f'{{ viewer {{ user {{ id(token: "{SECRET}") }} }} }}')
    assert bad["errors"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
    lines = [json.loads(line) for line in production.log().splitlines()]
    assert [line for line in lines if not {"event", "level", "timestamp"} <= line.keys()] == []
    assert [word for word in (token, SECRET, PASSWORD, "Bearer") if word in production.log()] == []
    assert [line for line in lines if line["level"] == "error"] == []


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ __schema { types { name } } }", "INTROSPECTION_DISABLED"),
        ('{ __type(name: "User") { name } }', "INTROSPECTION_DISABLED"),
        ("{ viewr { user { id } } }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ " + "viewer { sessions { viewer { " * 6 + "user { id }" + " } } }" * 6 + " }", "QUERY_TOO_DEEP"),
        ("{ " + " ".join(f"a{n}: viewer {{ user {{ id }} }}" for n in range(200)) + " }", "TOO_MANY_ALIASES"),
    ],
)
async def test_production_refuses_what_is_not_for_strangers(http: httpx.AsyncClient, query: str, code: str) -> None:
    answer = (await http.post("/graphql", json={"query": query})).json()
    assert code in {error["extensions"]["code"] for error in answer["errors"]}
    assert "Did you mean" not in json.dumps(answer)
    assert not answer.get("data")


async def test_production_has_no_page_to_try_things_out(http: httpx.AsyncClient, server: Server) -> None:
    assert (await http.get("/graphiql")).status_code == 404
    assert (await http.get("/graphql", headers={"accept": "text/html"})).status_code in (400, 406)
    assert server.get("/graphiql")[0] in (200, 307)


async def test_production_takes_no_mutation_by_get_and_no_batch(http: httpx.AsyncClient) -> None:
    sign_out = "mutation { signOut { __typename } }"
    refused = await http.get("/graphql", params={"query": sign_out})
    assert (refused.status_code, refused.headers["allow"]) == (405, "POST")
    batch = await http.post("/graphql", json=[{"query": "{ __typename }"}, {"query": "{ __typename }"}])
    assert batch.status_code == 400
    assert "data" not in batch.json()


async def test_production_takes_no_body_over_its_limit(http: httpx.AsyncClient) -> None:
    assert (await http.post("/graphql", json={"query": "{ __typename }" + " " * 1_000_000})).status_code == 413


async def test_production_opens_no_socket_for_a_page_of_another_origin(production: Server) -> None:
    protocols = [websockets.Subprotocol(PROTOCOL)]
    async with connect(production.ws_url, origin=production.origin, subprotocols=protocols, proxy=None) as own:
        assert own.subprotocol == PROTOCOL
    with pytest.raises(websockets.InvalidStatus) as refused:
        await connect(production.ws_url, origin="https://evil.example", subprotocols=protocols, proxy=None)
    assert refused.value.response.status_code == 403


async def by_http(who: Person, given: dict[str, Any]) -> Any:
    """The body of the remark in the answer."""
    return (await who.do("addRemark", **given))["body"]


async def on_a_socket(who: Person, given: dict[str, Any]) -> Any:
    """The code with which the server closes the socket under a running mutation."""
    async with who.client.connect() as connection:
        await connection.subscribe(ADD_REMARK, input=given)
        return (await connection.closed()).code


@asynccontextmanager
async def held(url: str) -> AsyncIterator[Any]:
    """Blocks every change of a demand; yields a function that waits until one is blocked."""
    if DIALECT == "postgres":
        connection = await asyncpg.connect(url)
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute("SELECT 1 FROM demand FOR UPDATE")

        async def is_awaited(_: Server) -> None:
            while not await connection.fetchval("SELECT count(*) FROM pg_locks WHERE NOT granted"):  # noqa: ASYNC110 - nobody tells when a lock is awaited
                await asyncio.sleep(0.02)

        try:
            yield is_awaited
        finally:
            await transaction.commit()
            await connection.close()
        return
    file = sqlite3.connect(sqlite_file(url), isolation_level=None)
    file.execute("BEGIN IMMEDIATE")

    async def is_stuck(server: Server) -> None:
        # Its only connection waits for ours, so it answers nothing else meanwhile.
        assert await asyncio.to_thread(wait_until, lambda: not server.is_ready(), 10)

    try:
        yield is_stuck
    finally:
        file.execute("COMMIT")
        file.close()
