"""GraphQL over HTTP: requests and answers, and clear errors for malformed requests."""

import asyncio
import json
import subprocess
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from edge.negotiation import EVENT_STREAM, GRAPHQL_RESPONSE, JSON, acceptable
from tests.conftest import NODE
from tests.support.api.client import http_client
from tests.support.api.edge import MAX_BODY_BYTES, SECRET, Edge
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.anywhere

PATH = "/graphql"


@pytest.fixture
async def http(edge_url: str) -> AsyncIterator[httpx.AsyncClient]:
    async with http_client(base_url=edge_url.removesuffix(PATH)) as client:
        yield client


async def ask(http: httpx.AsyncClient, query: str, *, accept: str = GRAPHQL_RESPONSE, **body: Any) -> httpx.Response:
    return await http.post(PATH, json={"query": query, **body}, headers={"accept": accept})


def refusal_of(response: httpx.Response) -> tuple[int, str]:
    """Status and code of an answer that consists of one error."""
    answer = response.json()
    assert list(answer) == ["errors"]
    assert len(answer["errors"]) == 1
    assert answer["errors"][0]["message"]
    return response.status_code, answer["errors"][0]["extensions"]["code"]


def events_of(text: str) -> list[tuple[str, Any]]:
    events = []
    assert "\r" not in text
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if not line.startswith(":"))
        if fields:
            events.append((fields["event"], json.loads(fields["data"]) if fields["data"] else None))
    return events


def test_every_audit_of_graphql_http_passes(edge_url: str, node: str) -> None:
    audited = subprocess.run([node, "audit.mjs", edge_url], cwd=NODE, capture_output=True, text=True, check=False)
    assert json.loads(audited.stdout) == {"audits": 61, "failed": []}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ([], [JSON]),
        ([""], [JSON]),
        (["*/*"], [JSON, GRAPHQL_RESPONSE]),
        (["application/*"], [JSON, GRAPHQL_RESPONSE]),
        ([GRAPHQL_RESPONSE], [GRAPHQL_RESPONSE]),
        ([f"{GRAPHQL_RESPONSE}, {JSON}"], [GRAPHQL_RESPONSE, JSON]),
        ([f"{JSON}, {GRAPHQL_RESPONSE}"], [GRAPHQL_RESPONSE, JSON]),
        ([f"{JSON}, {GRAPHQL_RESPONSE};q=0.9"], [JSON, GRAPHQL_RESPONSE]),
        ([f"{GRAPHQL_RESPONSE}; charset=utf-8, {JSON}; charset=utf-8; q=0.5"], [GRAPHQL_RESPONSE, JSON]),
        ([JSON, GRAPHQL_RESPONSE], [GRAPHQL_RESPONSE, JSON]),
        (["APPLICATION/JSON"], [JSON]),
        ([f"{JSON};q=0, */*"], [GRAPHQL_RESPONSE]),
        ([f"{GRAPHQL_RESPONSE}, */*;q=0.1"], [GRAPHQL_RESPONSE, JSON]),
        (["text/html, application/xhtml+xml, */*;q=0.8"], [JSON, GRAPHQL_RESPONSE]),
        ([f"{EVENT_STREAM}, {JSON}, {GRAPHQL_RESPONSE}"], [GRAPHQL_RESPONSE, JSON, EVENT_STREAM]),
        ([f"{EVENT_STREAM}, {JSON};q=0.5"], [EVENT_STREAM, JSON]),
        (["text/html"], []),
        (["text/*"], []),
        ([f"{JSON};q=0"], []),
        ([f"{JSON};q=much"], []),
    ],
)
def test_the_best_media_type_is_the_one_that_the_asker_prefers(accept: list[str], expected: list[str]) -> None:
    assert acceptable(accept) == expected


async def test_an_answer_says_its_type_and_encoding_and_is_kept_by_nobody(http: httpx.AsyncClient) -> None:
    for accept, expected in ((GRAPHQL_RESPONSE, GRAPHQL_RESPONSE), (JSON, JSON), ("*/*", JSON)):
        response = await ask(http, "{ __typename }", accept=accept)
        assert response.status_code == 200
        assert response.headers["content-type"] == f"{expected}; charset=utf-8"
        assert response.headers["cache-control"] == "no-store"
        assert response.json() == {"data": {"__typename": "Query"}}


async def test_who_takes_no_type_of_ours_gets_406_in_json(http: httpx.AsyncClient) -> None:
    response = await ask(http, "{ __typename }", accept="text/html")
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert refusal_of(response) == (406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize(
    ("document", "variables", "code"),
    [
        ("{", None, "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", None, "GRAPHQL_VALIDATION_FAILED"),
        ("query Q($a: Int!) { __typename @skip(if: false) }", {}, "GRAPHQL_VALIDATION_FAILED"),
        ("query A { __typename } query B { __typename }", None, "OPERATION_RESOLUTION_FAILURE"),
        ("fragment F on Query { __typename }", None, "OPERATION_RESOLUTION_FAILURE"),
    ],
)
async def test_a_wrong_document_is_400_without_data_but_200_in_the_old_type(
    http: httpx.AsyncClient, document: str, variables: dict[str, Any] | None, code: str
) -> None:
    assert refusal_of(await ask(http, document, variables=variables)) == (400, code)
    assert refusal_of(await ask(http, document, variables=variables, accept=JSON)) == (200, code)


async def test_a_variable_of_the_wrong_type_is_400_without_data(http: httpx.AsyncClient) -> None:
    response = await ask(http, "query ($of: String!) { text(of: $of) }", variables={"of": 5})
    assert refusal_of(response) == (400, "GRAPHQL_VALIDATION_FAILED")


async def test_an_unknown_operation_is_400(http: httpx.AsyncClient) -> None:
    response = await ask(http, "query A { __typename }", operationName="B")
    assert refusal_of(response) == (400, "OPERATION_RESOLUTION_FAILURE")


async def test_one_of_several_operations_runs_if_it_is_named(http: httpx.AsyncClient) -> None:
    response = await ask(http, "query A { a: __typename } query B { b: __typename }", operationName="B")
    assert response.json() == {"data": {"b": "Query"}}


async def test_get_takes_the_parameters_from_the_address(http: httpx.AsyncClient) -> None:
    parameters = {
        "query": "query A($of: String!) { text(of: $of) }",
        "variables": '{"of": "ü🏊"}',
        "operationName": "",
        "extensions": "",
    }
    response = await http.get(PATH, params=parameters)
    assert response.json() == {"data": {"text": "ü🏊"}}


@pytest.mark.parametrize("accept", [GRAPHQL_RESPONSE, JSON, EVENT_STREAM])
async def test_a_mutation_by_get_is_405_and_allows_post(http: httpx.AsyncClient, accept: str) -> None:
    response = await http.get(PATH, params={"query": "mutation { __typename }"}, headers={"accept": accept})
    assert refusal_of(response) == (405, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_other_methods_are_405_and_allow_get_and_post(http: httpx.AsyncClient, method: str) -> None:
    response = await http.request(method, PATH)
    assert refusal_of(response) == (405, "METHOD_NOT_ALLOWED")
    assert response.headers["allow"] == "GET, POST"


@pytest.mark.parametrize(
    "content_type",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json5",
        "application/json; charset=utf-16",
        "application/graphql",
    ],
)
async def test_a_body_that_is_not_json_in_utf_8_is_415(http: httpx.AsyncClient, content_type: str | None) -> None:
    headers = {"content-type": content_type} if content_type else {}
    response = await http.post(PATH, content=b'{"query": "{ __typename }"}', headers=headers)
    assert refusal_of(response) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("content_type", ["application/json", "application/json; charset=UTF-8", "Application/JSON"])
async def test_json_in_utf_8_is_taken_however_it_is_written(http: httpx.AsyncClient, content_type: str) -> None:
    body = '{"query": "{ text(of: \\"Grüße 🏊\\") }"}'.encode()
    response = await http.post(PATH, content=body, headers={"content-type": content_type})
    assert response.json() == {"data": {"text": "Grüße 🏊"}}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"5",
        b'"{ __typename }"',
        b"{}",
        b'{"query": ""}',
        b'{"query": null}',
        b'{"query": ["{ __typename }"]}',
        b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "variables": "{}"}',
        b'{"query": "{ __typename }", "operationName": 5}',
        b'{"query": "{ __typename }", "extensions": true}',
        b'{"query": "{ __typename }", "variables": {"a": NaN}}',
        b'{"query": "{ __typename }", "variables": {"a": -Infinity}}',
        b'{"query": "{ __typename }", "variables": {"a": "\\ud83c"}}',
        b'{"query": "{ __typename }", "variables": {"\\udfca": 1}}',
        b'{"query": "{ __typename }", "variables": {"a": "\xff"}}',
        '{"query": "{ __typename }"}'.encode("utf-16"),
        b'\xef\xbb\xbf{"query": "{ __typename }"}',
        b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 5000 + b"}}",
        b"[" * 50_000,
        b'{"a":' * 15_000,
    ],
)
async def test_a_body_that_is_no_request_is_400_and_never_500(http: httpx.AsyncClient, body: bytes) -> None:
    response = await http.post(PATH, content=body, headers={"content-type": JSON})
    assert refusal_of(response) == (400, "BAD_REQUEST")


async def test_a_whole_surrogate_pair_is_a_character_like_any_other(http: httpx.AsyncClient) -> None:
    body = b'{"query": "query ($of: String!) { text(of: $of) }", "variables": {"of": "\\ud83c\\udfca"}}'
    response = await http.post(PATH, content=body, headers={"content-type": JSON})
    assert response.json() == {"data": {"text": "🏊"}}


@pytest.mark.parametrize("name", ["variables", "extensions"])
async def test_an_address_with_broken_json_is_400(http: httpx.AsyncClient, name: str) -> None:
    response = await http.get(PATH, params={"query": "{ __typename }", name: "{"})
    assert refusal_of(response) == (400, "BAD_REQUEST")


async def test_a_get_without_a_query_is_400_even_for_a_browser(http: httpx.AsyncClient) -> None:
    response = await http.get(PATH, headers={"accept": "text/html,*/*;q=0.8"})
    assert refusal_of(response) == (400, "BAD_REQUEST")


@pytest.mark.parametrize("batch", ["[]", '[{"query": "{ __typename }"}]'])
async def test_a_batch_is_400_and_says_why(http: httpx.AsyncClient, batch: str) -> None:
    response = await http.post(PATH, content=batch, headers={"content-type": JSON})
    assert refusal_of(response) == (400, "BAD_REQUEST")
    assert "one operation" in response.json()["errors"][0]["message"]


async def test_a_body_over_the_limit_is_413(http: httpx.AsyncClient) -> None:
    response = await ask(http, "{ __typename }" + " " * MAX_BODY_BYTES)
    assert refusal_of(response) == (413, "BODY_TOO_LARGE")


async def test_a_body_over_the_limit_is_413_also_without_its_length(http: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += MAX_BODY_BYTES // 10
            yield b" " * (MAX_BODY_BYTES // 10)

    response = await http.post(PATH, content=endless(), headers={"content-type": JSON})
    assert refusal_of(response) == (413, "BODY_TOO_LARGE")


async def test_a_failure_inside_is_told_as_nothing_but_its_request(edge: Edge, http: httpx.AsyncClient) -> None:
    response = await http.post(PATH, json={"query": "{ a: viewer broken }"}, headers={"x-request-id": "masked-1"})
    assert response.status_code == 200
    assert response.json() == {
        "data": {"a": "nobody", "broken": None},
        "errors": [
            {
                "message": "Internal error",
                "locations": [{"line": 1, "column": 13}],
                "path": ["broken"],
                "extensions": {"code": "INTERNAL", "requestId": "masked-1"},
            }
        ],
    }
    logged = [json.loads(line) for line in edge.log().splitlines() if "masked-1" in line]
    failed = [line for line in logged if line["event"] == "resolver_failed"]
    assert len(failed) == 1
    assert f"RuntimeError: {SECRET}" in failed[0]["exception"]


async def test_a_failure_that_leaves_no_data_is_still_an_answer(http: httpx.AsyncClient) -> None:
    response = await ask(http, "{ neededButBroken }")
    assert response.status_code == 200
    assert response.json()["data"] is None
    assert SECRET not in response.text


async def test_an_error_without_a_code_is_nobodys_intent_and_masked(http: httpx.AsyncClient) -> None:
    response = await ask(http, "{ careless }")
    assert response.json()["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert SECRET not in response.text


async def test_a_refusal_with_a_code_passes_as_it_is(http: httpx.AsyncClient) -> None:
    response = await ask(http, "{ refused }")
    assert response.status_code == 200
    (error,) = response.json()["errors"]
    assert (error["message"], error["path"], error["extensions"]) == (
        "Not yours.",
        ["refused"],
        {"code": "NOT_ALLOWED"},
    )


async def test_a_null_that_an_argument_does_not_take_is_the_askers_mistake(http: httpx.AsyncClient) -> None:
    document = 'query ($times: Int = 2) { text(of: "a", times: $times) }'
    response = await ask(http, document, variables={"times": None})
    assert response.status_code == 200
    (error,) = response.json()["errors"]
    assert (error["path"], error["extensions"]) == (["text"], {"code": "GRAPHQL_VALIDATION_FAILED"})


@pytest.mark.parametrize(
    ("document", "variables"),
    [
        ("{ viewr }", None),
        ("{ text(off: 5) }", None),
        ("query ($a: Strin) { text(of: $a) }", None),
        ("{ ...F } fragment F on Quer { viewer }", None),
    ],
)
async def test_no_error_suggests_a_name(
    http: httpx.AsyncClient, document: str, variables: dict[str, Any] | None
) -> None:
    response = await ask(http, document, variables=variables)
    assert response.status_code == 400
    assert "Did you mean" not in response.text


async def test_who_is_not_let_in_gets_401_with_the_reason(http: httpx.AsyncClient) -> None:
    response = await http.post(PATH, json={"query": "{ viewer }"}, headers={"authorization": "Bearer wrong"})
    assert refusal_of(response) == (401, "UNAUTHENTICATED")
    assert response.headers["www-authenticate"] == "Bearer"
    assert response.headers["content-type"] == "application/json; charset=utf-8"


async def test_a_failure_before_the_operation_is_500_in_json_and_tells_nothing(
    http: httpx.AsyncClient,
) -> None:
    response = await http.post(PATH, json={"query": "{ viewer }"}, headers={"authorization": "Bearer broken"})
    assert refusal_of(response) == (500, "INTERNAL")
    assert SECRET not in response.text


async def test_a_subscription_streams_its_events_by_post_and_by_get(http: httpx.AsyncClient) -> None:
    query = {"query": "subscription { count(to: 2) }"}
    by_post = await http.post(PATH, json=query, headers={"accept": EVENT_STREAM})
    by_get = await http.get(PATH, params=query, headers={"accept": EVENT_STREAM})
    for response in (by_post, by_get):
        assert response.headers["content-type"].startswith(EVENT_STREAM)
        assert events_of(response.text) == [
            ("next", {"data": {"count": 1}}),
            ("next", {"data": {"count": 2}}),
            ("complete", None),
        ]


async def test_who_takes_both_gets_json_for_a_query_and_a_stream_for_a_subscription(
    http: httpx.AsyncClient,
) -> None:
    accept = f"{GRAPHQL_RESPONSE}, {JSON}, {EVENT_STREAM}"
    assert (await ask(http, "{ viewer }", accept=accept)).json() == {"data": {"viewer": "nobody"}}
    streamed = await ask(http, "subscription { count(to: 1) }", accept=accept)
    assert events_of(streamed.text) == [("next", {"data": {"count": 1}}), ("complete", None)]


async def test_queries_and_mutations_are_streamed_too_for_who_takes_nothing_else(
    http: httpx.AsyncClient,
) -> None:
    response = await ask(http, "mutation { touch }", accept=EVENT_STREAM)
    assert events_of(response.text) == [("next", {"data": {"touch": True}}), ("complete", None)]


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_subscription_without_a_stream_is_406(http: httpx.AsyncClient, method: str) -> None:
    query = {"query": "subscription { count(to: 1) }"}
    asked = {"params": query} if method == "GET" else {"json": query}
    response = await http.request(method, PATH, **asked, headers={"accept": GRAPHQL_RESPONSE})
    assert refusal_of(response) == (406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ " + "a " * 3000 + "}", "TOO_MANY_TOKENS"),
        ("query A { viewer } query B { viewer }", "OPERATION_RESOLUTION_FAILURE"),
    ],
)
async def test_a_stream_tells_what_is_wrong_with_its_document(
    http: httpx.AsyncClient, document: str, code: str
) -> None:
    response = await ask(http, document, accept=EVENT_STREAM)
    (kind, told), complete = events_of(response.text)
    assert (response.status_code, kind, complete) == (200, "next", ("complete", None))
    assert list(told) == ["errors"]
    assert [error["extensions"]["code"] for error in told["errors"]] == [code]


async def test_a_failure_inside_a_stream_is_masked_and_ends_it(http: httpx.AsyncClient) -> None:
    response = await ask(http, "subscription { breaking }", accept=EVENT_STREAM)
    first, (_, failed), complete = events_of(response.text)
    assert (first, complete) == (("next", {"data": {"breaking": 1}}), ("complete", None))
    assert failed["errors"][0]["message"] == "Internal error"
    assert SECRET not in response.text


async def test_a_stream_that_nobody_reads_any_more_ends_on_the_server(http: httpx.AsyncClient) -> None:
    async with http.stream(
        "POST", PATH, json={"query": "subscription { forever }"}, headers={"accept": EVENT_STREAM}
    ) as stream:
        assert [await anext(stream.aiter_lines()) for _ in range(1)] == ["event: next"]
        assert (await ask(http, "{ watchers }")).json() == {"data": {"watchers": 1}}
    async with asyncio.timeout(PATIENCE):
        while (await ask(http, "{ watchers }")).json() != {"data": {"watchers": 0}}:
            pass
