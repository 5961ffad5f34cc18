"""Cross-origin requests: allowed origins can query, upload and download; browsers block all others."""

from collections.abc import AsyncIterator

import pytest

from tests.support.api.client import http_client
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite
from tests.support.api.uploading import PDF, begun
from tests.support.domain.market import person

pytestmark = pytest.mark.anywhere

FRIEND, STRANGER = "https://friend.example", "https://stranger.example"


@pytest.fixture(scope="module")
async def open_server(
    databases: Postgres | Sqlite, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    url = await databases.create(template)
    with Server(tmp_path_factory.mktemp("open"), DATABASE_URL=url, ALLOWED_ORIGINS=FRIEND) as running:
        yield running
    await databases.drop(url)


async def asked(url: str, origin: str, method: str, headers: str) -> dict[str, str]:
    """The answer to a browser's preflight request."""
    sent = {"origin": origin, "access-control-request-method": method, "access-control-request-headers": headers}
    async with http_client() as client:
        answer = await client.options(url, headers=sent)
    return {"status": str(answer.status_code), **answer.headers}


async def test_a_page_of_an_allowed_origin_asks_and_uploads(open_server: Server) -> None:
    upload = await begun(await person(open_server.url), PDF)
    tus = "tus-resumable,upload-offset,upload-checksum,content-type"
    for url, method, headers in (
        (open_server.url, "POST", "authorization,content-type"),
        (open_server.url, "POST", "content-type,traceparent,tracestate"),
        (upload["url"], "PUT", "content-type"),
        (upload["url"], "PATCH", tus),
        (upload["url"], "HEAD", "tus-resumable"),
        (upload["url"], "DELETE", "tus-resumable"),
    ):
        told = await asked(url, FRIEND, method, headers)
        assert (told["status"], told["access-control-allow-origin"]) == ("200", FRIEND), (method, told)
        assert "access-control-allow-credentials" not in told
    async with http_client() as client:
        answer = await client.head(upload["url"], headers={"origin": FRIEND, "tus-resumable": "1.0.0"})
        query = await client.post(open_server.url, json={"query": "{ __typename }"}, headers={"origin": FRIEND})
        gone = await client.get(upload["url"].replace("/uploads/", "/files/"), headers={"origin": FRIEND})
    for each in (answer, query, gone):
        assert each.headers["access-control-allow-origin"] == FRIEND
    assert "Upload-Offset" in answer.headers["access-control-expose-headers"]


async def test_a_page_of_another_origin_does_not(open_server: Server) -> None:
    told = await asked(open_server.url, STRANGER, "POST", "authorization")
    assert told["status"] == "400"
    assert "access-control-allow-origin" not in told
    async with http_client() as client:
        answer = await client.post(open_server.url, json={"query": "{ __typename }"}, headers={"origin": STRANGER})
    assert "access-control-allow-origin" not in answer.headers


async def test_without_allowed_origins_no_page_elsewhere_may(server: Server) -> None:
    told = await asked(server.url, FRIEND, "POST", "authorization")
    assert "access-control-allow-origin" not in told
