"""Compression: of answers that are large enough and contain no token, as the client prefers."""

import gzip
import json
from collections.abc import AsyncIterator

import brotli
import httpx
import pytest

from tests.support.api.client import http_client
from tests.support.api.server import Server
from tests.support.domain.market import PASSWORD, Person, person

pytestmark = pytest.mark.anywhere

LARGE = "{ __schema { types { name description fields { name description } } } }"
SMALL = "{ viewer { user { name } } }"
SIGN_IN = """mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session {
  token viewer { notificationPreferences { kind isShown mail } } } } }"""


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with http_client(headers={"Accept-Encoding": "identity"}) as made:
        yield made


async def raw(client: httpx.AsyncClient, server: Server, query: str, **headers: str) -> tuple[httpx.Headers, bytes]:
    """The headers and the bytes of an answer, as they were sent."""
    async with client.stream("POST", server.url, json={"query": query}, headers=headers) as answer:
        return answer.headers, b"".join([part async for part in answer.aiter_raw()])


@pytest.mark.parametrize("media_type", ["application/json", "application/graphql-response+json"])
async def test_a_large_answer_is_compressed_as_the_client_prefers(
    server: Server, client: httpx.AsyncClient, media_type: str
) -> None:
    plain, body = await raw(client, server, LARGE, Accept=media_type)
    assert "content-encoding" not in plain
    for accepted, decoded, name in (
        ("gzip", gzip.decompress, "gzip"),
        ("gzip, deflate, br", brotli.decompress, "br"),
        ("br;q=0, gzip;q=0.1", gzip.decompress, "gzip"),
    ):
        given = {"Accept": media_type, "Accept-Encoding": accepted}
        headers, compressed = await raw(client, server, LARGE, **given)
        assert (headers["content-encoding"], headers["vary"]) == (name, "Accept, Accept-Encoding")
        assert decoded(compressed) == body
        assert len(compressed) < len(body) / 3


@pytest.mark.parametrize("accepted", ["", "identity", "gzip;q=0", "deflate", "zstd", ",;q=", "br;q=nonsense"])
async def test_a_client_that_wants_nothing_else_gets_the_plain_answer(
    server: Server, client: httpx.AsyncClient, accepted: str
) -> None:
    headers, body = await raw(client, server, LARGE, **{"Accept-Encoding": accepted})
    assert "content-encoding" not in headers
    assert (int(headers["content-length"]), "data" in json.loads(body)) == (len(body), True)


async def test_a_small_answer_is_not_compressed(server: Server, client: httpx.AsyncClient) -> None:
    headers, body = await raw(client, server, SMALL, **{"Accept-Encoding": "gzip, br"})
    assert ("content-encoding" in headers, json.loads(body)) == (False, {"data": {"viewer": None}})


async def test_an_answer_with_a_token_is_not_compressed(server: Server, client: httpx.AsyncClient) -> None:
    """Its length would tell somebody who guesses the token whether the guess is near."""
    ada = await person(server.url)
    variables = {"input": {"email": ada.email, "password": PASSWORD}}
    given = {"json": {"query": SIGN_IN, "variables": variables}, "headers": {"Accept-Encoding": "gzip, br"}}
    answer = await client.post(server.url, **given)
    assert "content-encoding" not in answer.headers
    assert len(answer.content) > 1_024
    assert answer.json()["data"]["signIn"]["token"]


async def test_a_stream_is_sent_as_its_events_come(server: Server, client: httpx.AsyncClient) -> None:
    document = {"query": "subscription { market { event { __typename } } }"}
    given = {"Accept": "text/event-stream", "Accept-Encoding": "gzip, br"}
    async with client.stream("POST", server.url, json=document, headers=given) as answer:
        assert "content-encoding" not in answer.headers
        parts = answer.aiter_raw()
        assert await anext(parts) == b":\n\n"


async def test_two_who_accept_different_encodings_at_once_get_the_same(server: Server) -> None:
    ada, guest = await person(server.url), Person(server.url)
    assert await ada.ask(LARGE) == await guest.ask(LARGE)
