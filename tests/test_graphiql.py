"""GraphiQL: a self-contained page that loads nothing from elsewhere."""

import hashlib
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from edge.graphiql import HERE, routes
from tests.support.api.client import http_client

pytestmark = pytest.mark.anywhere


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    app = Starlette(routes=routes(path="/tools/graphiql", endpoint="/api/graphql"))
    async with http_client(transport=httpx.ASGITransport(app), base_url="http://here") as client:
        yield client


async def test_the_page_knows_its_endpoint_and_loads_only_files_of_this_server(
    http: httpx.AsyncClient,
) -> None:
    page = await http.get("/tools/graphiql")
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert 'data-endpoint="/api/graphql"' in page.text
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert [file for file in loaded if not file.startswith("/tools/graphiql/assets/")] == ["data:,"]
    for file in loaded:
        if file.startswith("/"):
            assert (await http.get(file)).status_code == 200, file


async def test_the_page_runs_no_script_but_the_files_of_this_server(http: httpx.AsyncClient) -> None:
    page = await http.get("/tools/graphiql")
    policy = dict(part.strip().split(" ", 1) for part in page.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["x-frame-options"] == "DENY"
    assert not re.search(r"<script(?![^>]*\bsrc=)", page.text)


def test_the_files_of_others_are_unchanged_and_come_with_their_licences() -> None:
    said = re.findall(r"`(assets/\S+)` \|.*`([0-9a-f]{64})`", (HERE / "README.md").read_text())
    assert sorted(file for file, _ in said) == sorted(f"assets/{path.name}" for path in HERE.glob("assets/*.min.*"))
    for file, digest in said:
        assert hashlib.sha256((HERE / file).read_bytes()).hexdigest() == digest
    licences = (HERE / "assets" / "LICENSES.txt").read_text()
    for package in ("graphiql", "react", "react-dom", "codemirror", "graphql-ws", "Fira Code", "Roboto"):
        assert re.search(rf"^(.*, )?{package}\b", licences, re.MULTILINE), package
