"""Requests in the log: each has an id and one line, and no secret is logged."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.support.api.client import Client, http_client
from tests.support.api.edge import Edge
from tests.support.waiting import wait_until

pytestmark = pytest.mark.anywhere


@pytest.fixture
async def http(edge: Edge) -> AsyncIterator[httpx.AsyncClient]:
    async with http_client(base_url=edge.origin) as client:
        yield client


def lines_of(edge: Edge, request_id: str) -> list[dict[str, Any]]:
    """The log lines with that request id, which may be written just after the answer has arrived."""
    assert wait_until(lambda: f'"request_id": "{request_id}"' in edge.log())
    return [json.loads(line) for line in edge.log().splitlines() if f'"request_id": "{request_id}"' in line]


@pytest.mark.parametrize("given", ["abc-123", "a", "0af7651916cd43dd:b7ad6b7169203331", "x" * 128])
async def test_a_sane_request_id_is_kept(http: httpx.AsyncClient, given: str) -> None:
    response = await http.get("/graphql", headers={"x-request-id": given})
    assert response.headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "x" * 129, 'a"b', "a\tb", "-a", "grün".encode(), "a b"])
async def test_any_other_request_id_is_replaced(http: httpx.AsyncClient, given: str | bytes) -> None:
    response = await http.get("/graphql", headers={"x-request-id": given})
    assert len(response.headers["x-request-id"]) == 36


async def test_every_request_has_an_id_of_its_own(http: httpx.AsyncClient) -> None:
    ids = {(await http.get(path)).headers["x-request-id"] for path in ("/graphql", "/graphql", "/nowhere")}
    assert len(ids) == 3


async def test_a_request_leaves_one_line_without_anything_that_was_said(edge: Edge, http: httpx.AsyncClient) -> None:
    response = await http.get(
        "/graphql",
        params={"query": "query ($of: String!) { text(of: $of) }", "variables": '{"of": "whispered"}'},
        headers={"x-request-id": "one-line", "authorization": "Bearer very-secret"},
    )
    assert response.json() == {"data": {"text": "whispered"}}
    (line,) = lines_of(edge, "one-line")
    assert line.pop("duration_ms") >= 0
    assert line.pop("timestamp")
    assert line == {
        "event": "request",
        "level": "info",
        "logger": "edge.requests",
        "request_id": "one-line",
        "method": "GET",
        "path": "/graphql",
        "status": 200,
    }
    assert "very-secret" not in edge.log()
    assert "whispered" not in edge.log()


async def test_a_socket_leaves_one_line_without_its_query_string(edge: Edge) -> None:
    async with Client(f"{edge.url}?token=written-in-the-address").connect() as connection:
        assert await connection.query("{ viewer }") == {"viewer": "nobody"}
    assert wait_until(lambda: '"method": "WEBSOCKET"' in edge.log())
    lines = [json.loads(line) for line in edge.log().splitlines()]
    assert [(line["path"], line["status"]) for line in lines if line.get("method") == "WEBSOCKET"] == [
        ("/graphql", 101)
    ]
    assert "written-in-the-address" not in edge.log()


async def test_the_servers_own_words_are_in_the_same_form(edge: Edge) -> None:
    lines = [json.loads(line) for line in edge.log().splitlines()]
    assert "Application startup complete." in [line["event"] for line in lines]
    assert all({"event", "level", "logger", "timestamp"} <= set(line) for line in lines)
