"""Trusted documents: named by an id or a hash, over HTTP, server-sent events and sockets."""

import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLError
from playwright.async_api import async_playwright, expect

from edge.documents import Documents, read_documents
from settings import BadSettings, read
from tests.support.api.client import Socket, http_client
from tests.support.api.screens import CHROMIUM, IS_BUILT, browser_of, screen
from tests.support.api.server import Server
from tests.support.api.services import Postgres, Sqlite
from tests.support.domain.market import PASSWORD

pytestmark = pytest.mark.anywhere

NAME = "query Name { __typename }"
PARTY = "query Party($id: ID!) { node(id: $id) { ... on Party { name } } }"
MARKET = "subscription Market($after: String) { market(after: $after) { cursor event { __typename } } }"
ALL = "{ __schema { types { name description fields { name description } } } }"
TRUSTED = {"name-1": NAME, "party": PARTY, "market": MARKET, "all": ALL}
UNKNOWN = "f" * 64


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def persisted(named: str, **more: Any) -> dict[str, Any]:
    """A request as clients of automatic persisted queries send it."""
    return {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": named}}, **more}


@pytest.fixture(scope="module")
async def closed(
    databases: Postgres | Sqlite, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    """A server that takes only trusted documents."""
    url, place = await databases.create(template), tmp_path_factory.mktemp("closed")
    (place / "documents.json").write_text(json.dumps(TRUSTED))
    given = {"TRUSTED_DOCUMENTS": str(place / "documents.json"), "UNTRUSTED_DOCUMENTS": "false"}
    given["MAX_ANSWER_BYTES"] = "10000"
    with Server(place, DATABASE_URL=url, **given) as running:
        yield running
    await databases.drop(url)


@asynccontextmanager
async def connected(server: Server) -> AsyncIterator[Socket]:
    """A socket whose client has nothing to say of itself: some send null then."""
    async with Socket(server.client().ws_url) as socket:
        await socket.send({"type": "connection_init", "payload": None})
        assert (await socket.receive())["type"] == "connection_ack"
        yield socket


async def sent(url: str, body: dict[str, Any], accept: str = "application/json") -> tuple[int, Any]:
    async with http_client() as client:
        answer = await client.post(url, json=body, headers={"accept": accept})
    return answer.status_code, answer.json() if "json" in answer.headers["content-type"] else answer.text


def codes(answer: Any) -> list[str]:
    assert "data" not in answer
    return [each["extensions"]["code"] for each in answer["errors"]]


@pytest.mark.parametrize(
    "body",
    [
        {"documentId": "name-1"},
        {"documentId": f"sha256:{hash_of(NAME)}"},
        {"documentId": f"sha256:{hash_of(NAME).upper()}", "operationName": "Name", "variables": None},
        persisted(hash_of(NAME)),
        persisted(hash_of(NAME), query=NAME),
        {"query": NAME},
    ],
)
async def test_a_trusted_document_is_run_however_it_is_named(closed: Server, body: dict[str, Any]) -> None:
    assert await sent(closed.url, body) == (200, {"data": {"__typename": "Query"}})
    async with http_client() as client:
        given = {name: value if isinstance(value, str) else json.dumps(value) for name, value in body.items() if value}
        answer = await client.get(closed.url, params=given)
    assert answer.json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"documentId": "name-2"}, "PERSISTED_QUERY_NOT_FOUND"),
        ({"documentId": f"sha256:{UNKNOWN}"}, "PERSISTED_QUERY_NOT_FOUND"),
        (persisted(UNKNOWN), "PERSISTED_QUERY_NOT_FOUND"),
        ({"query": "{ __typename }"}, "DOCUMENT_NOT_TRUSTED"),
        (persisted(hash_of("{ __typename }"), query="{ __typename }"), "DOCUMENT_NOT_TRUSTED"),
        (persisted(UNKNOWN, query=NAME), "BAD_REQUEST"),
        ({"query": NAME, "documentId": "name-1"}, "BAD_REQUEST"),
    ],
)
async def test_any_other_document_is_refused_alike_on_every_way(
    closed: Server, body: dict[str, Any], code: str
) -> None:
    status, answer = await sent(closed.url, body)
    assert (status, codes(answer)) == (200, [code])
    status, answer = await sent(closed.url, body, "application/graphql-response+json")
    assert (status, codes(answer)) == (400, [code])
    status, text = await sent(closed.url, body, "text/event-stream")
    assert (status, "\r" in text, text.endswith("event: complete\ndata: \n\n")) == (200, False, True)
    assert codes(json.loads(text.partition("data: ")[2].partition("\n")[0])) == [code]
    async with connected(closed) as socket:
        await socket.send({"id": "1", "type": "subscribe", "payload": body})
        told = await socket.receive()
    assert (told["type"], [each["extensions"]["code"] for each in told["payload"]]) == ("error", [code])


async def test_a_named_subscription_is_followed(closed: Server) -> None:
    async with connected(closed) as socket:
        await socket.send({"id": "1", "type": "subscribe", "payload": {"documentId": "market"}})
        await socket.send({"id": "2", "type": "subscribe", "payload": {"documentId": "name-1"}})
        told = await socket.receive()
        assert told == {"id": "2", "type": "next", "payload": {"data": {"__typename": "Query"}}}
    async with http_client() as client:
        body, headers = {"documentId": "market"}, {"accept": "text/event-stream"}
        async with client.stream("POST", closed.url, json=body, headers=headers) as answer:
            assert (answer.status_code, await anext(answer.aiter_bytes())) == (200, b":\n\n")


async def test_an_answer_to_a_request_that_failed_has_no_data_on_any_way(closed: Server) -> None:
    """Not even null: the request failed, and not one of its fields."""
    status, answer = await sent(closed.url, {"documentId": "all"})
    assert (status, codes(answer)) == (200, ["ANSWER_TOO_LARGE"])
    _, text = await sent(closed.url, {"documentId": "all"}, "text/event-stream")
    assert codes(json.loads(text.partition("data: ")[2].partition("\n")[0])) == ["ANSWER_TOO_LARGE"]
    async with connected(closed) as socket:
        await socket.send({"id": "1", "type": "subscribe", "payload": {"documentId": "all"}})
        told = await socket.receive()
    assert (told["type"], codes(told["payload"])) == ("next", ["ANSWER_TOO_LARGE"])


async def test_a_server_without_trusted_documents_says_so(server: Server) -> None:
    """Clients of automatic persisted queries look for these messages, and send the whole document then."""
    for body in ({"documentId": "name-1"}, persisted(hash_of(NAME))):
        status, answer = await sent(server.url, body)
        assert (status, codes(answer)) == (200, ["PERSISTED_QUERY_NOT_SUPPORTED"])
        assert answer["errors"][0]["message"] == "PersistedQueryNotSupported"
    assert await sent(server.url, persisted(hash_of(NAME), query=NAME)) == (200, {"data": {"__typename": "Query"}})
    for body in ({"documentId": 7}, {"documentId": ""}, {"extensions": {"persistedQuery": {}}}, {}):
        status, answer = await sent(server.url, body)
        assert (status, codes(answer)) == (400, ["BAD_REQUEST"]), body


async def test_where_others_are_taken_an_unknown_hash_is_followed_by_the_document() -> None:
    documents = Documents({"name-1": NAME})
    with pytest.raises(GraphQLError, match="PersistedQueryNotFound"):
        documents.text_of(persisted(hash_of(PARTY)))
    assert documents.text_of(persisted(hash_of(PARTY), query=PARTY)) == PARTY
    assert documents.text_of({"documentId": "name-1"}) == NAME


def test_the_files_of_the_usual_tools_are_read(tmp_path: Path) -> None:
    file = tmp_path / "documents.json"
    file.write_text(json.dumps(TRUSTED))
    assert read_documents(file) == TRUSTED
    operations = [{"id": name, "body": text, "name": name, "type": "query"} for name, text in TRUSTED.items()]
    file.write_text(json.dumps({"format": "apollo-persisted-query-manifest", "version": 1, "operations": operations}))
    assert read_documents(file) == TRUSTED


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "names a file that cannot be read"),
        ("[]", "is no JSON object"),
        ('{"a": 7}', "is no JSON object"),
        ('{"operations": [{}]}', "is no JSON object"),
        ('{"a": "query {"}', "has a document that is not valid: a: Syntax Error"),
    ],
)
def test_a_file_that_is_of_no_use_stops_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    (tmp_path / "documents.json").write_text(text)
    monkeypatch.setenv("TRUSTED_DOCUMENTS", str(tmp_path / "documents.json"))
    with pytest.raises(BadSettings, match=f"TRUSTED_DOCUMENTS: .*{said}"):
        read()


def test_production_takes_only_trusted_documents_if_there_are_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "documents.json").write_text(json.dumps(TRUSTED))
    found = {}
    for environment in ("development", "production"):
        for place in ("", str(tmp_path / "documents.json")):
            monkeypatch.setenv("ENVIRONMENT", environment)
            monkeypatch.setenv("SMTP_URL", "none")
            monkeypatch.delenv("TRUSTED_DOCUMENTS", raising=False)
            if place:
                monkeypatch.setenv("TRUSTED_DOCUMENTS", place)
            found[environment, bool(place)] = read().takes_any_document
    assert found == {
        **dict.fromkeys((("development", False), ("development", True), ("production", False)), True),
        ("production", True): False,
    }
    monkeypatch.setenv("UNTRUSTED_DOCUMENTS", "true")
    assert read().takes_any_document
    monkeypatch.setenv("UNTRUSTED_DOCUMENTS", "false")
    monkeypatch.delenv("TRUSTED_DOCUMENTS")
    with pytest.raises(BadSettings, match=r"UNTRUSTED_DOCUMENTS: .*no document would be taken"):
        read()


def test_what_the_front_end_sends_is_trusted_besides_the_file() -> None:
    documents = Documents({"name-1": NAME}, own={hash_of(PARTY): PARTY}, are_others_taken=False)
    for body in ({"documentId": f"sha256:{hash_of(PARTY)}"}, {"query": PARTY}):
        assert documents.text_of(body) == PARTY
    with pytest.raises(GraphQLError, match="takes only the documents that it knows"):
        documents.text_of({"query": MARKET})
    with pytest.raises(GraphQLError, match="PersistedQueryNotSupported"):
        Documents(own={hash_of(PARTY): PARTY}).text_of({"documentId": "name-1"})


@pytest.mark.skipif(CHROMIUM is None or not IS_BUILT, reason="needs chromium, and the front end: make web/dist/.built")
async def test_the_front_end_reads_acts_and_follows_where_only_trusted_documents_are_taken(closed: Server) -> None:
    sent_texts: list[str] = []
    told: list[str] = []
    async with async_playwright() as driver, browser_of(driver) as browser, screen(browser, closed) as shown:
        page = shown.page
        page.on("request", lambda request: sent_texts.append(request.post_data or ""))
        await shown.open("/sign-up?next=/notifications")
        await page.get_by_label("Your name").fill("Tina Trusted")
        await page.get_by_label("Email address").fill("tina@example.org")
        await page.get_by_label("Password").fill(PASSWORD)
        async with page.expect_websocket() as opened:
            await page.get_by_role("button", name="Create an account").click()
        socket = await opened.value
        socket.on("framesent", lambda frame: sent_texts.append(str(frame)))
        socket.on("framereceived", lambda frame: told.append(str(frame)))
        async with socket.expect_event("framesent", lambda frame: '"subscribe"' in str(frame)):
            pass
        await expect(page.get_by_role("heading", name="Notifications")).to_be_visible()
        await page.get_by_role("link", name="Market").click()
        await expect(page.get_by_text("There is no open demand at the moment.")).to_be_visible()
    assert any('"documentId"' in each for each in sent_texts)
    assert not any('"query":"' in each.replace('"query":""', "") for each in sent_texts)
    assert not any('"error"' in each for each in told)
