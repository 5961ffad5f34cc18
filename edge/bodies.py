"""What a request asks for: its body, received within limits, or its URL, read as one operation."""

import asyncio
import json
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from cross_web import HTTPException
from graphql import GraphQLError
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive
from strawberry.http import GraphQLRequestData

from edge.documents import Documents, names_a_document
from edge.negotiation import JSON

LONGEST_BODY = 20.0
NONE = type(None)
PARAMETERS: tuple[tuple[str, tuple[type, ...], str], ...] = (
    ("query", (str, NONE), "a string"),
    ("documentId", (str, NONE), "a string or null"),
    ("operationName", (str, NONE), "a string or null"),
    ("variables", (dict, NONE), "an object or null"),
    ("extensions", (dict, NONE), "an object or null"),
)
ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


DECODER = json.JSONDecoder(parse_constant=_no_number)


@dataclass
class RequestData(GraphQLRequestData):
    """A request, with the reason why its document cannot be run, if there is one."""

    refused: GraphQLError | None = None


def within_limits(receive: Receive, *, most_bytes: int) -> Receive:
    """The messages of a request, whose body has a limit for its size and one for its time."""
    received = 0
    until: float | None = asyncio.get_running_loop().time() + LONGEST_BODY

    async def receive_within_limits() -> Message:
        nonlocal received, until
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError:
            raise HTTPException(
                HTTPStatus.REQUEST_TIMEOUT, f"A body has to arrive within {LONGEST_BODY:.0f} seconds."
            ) from None
        if not message.get("more_body", False):
            until = None  # whoever goes on receiving waits for the client to leave
        received += len(message.get("body", b""))
        if received > most_bytes:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A body has at most {most_bytes} bytes.")
        return message

    return receive_within_limits


async def asked(request: Request, documents: Documents) -> RequestData:
    """The operation that a request asks for; raises HTTPException for what is no GraphQL request."""
    given = _in_url(request) if request.method == "GET" else await _in_body(request)
    if isinstance(given, list):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "Batches are not supported: send one operation per request.")
    if not isinstance(given, dict):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "A request is a JSON object.")
    for name, kinds, description in PARAMETERS:
        if not isinstance(given.get(name), kinds):
            raise HTTPException(HTTPStatus.BAD_REQUEST, f"`{name}` must be {description}.")
    if not names_a_document(given):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "`query` must be given, or `documentId`.")
    data = RequestData(
        query="",
        variables=given.get("variables"),
        operation_name=given.get("operationName"),
        extensions=given.get("extensions"),
    )
    try:
        data.query = documents.text_of(given)
    except GraphQLError as error:
        data.refused = error
    return data


def decoded(data: str | bytes) -> object:
    """The decoded JSON; raises JSONDecodeError for anything that is not JSON in UTF-8."""
    try:
        text = data.decode() if isinstance(data, bytes) else data
        found: object = DECODER.decode(text)
        if ESCAPED_SURROGATE.search(text):
            json.dumps(found, ensure_ascii=False).encode()
    except json.JSONDecodeError:
        raise
    # Half a surrogate pair, too many digits, or brackets nested too deeply.
    except (ValueError, RecursionError) as error:
        raise json.JSONDecodeError(str(error), "", 0) from error
    return found


def _in_url(request: Request) -> object:
    # Empty parameters count as missing.
    given: dict[str, Any] = {name: value for name, value in request.query_params.items() if value}
    for name in ("variables", "extensions"):
        if name in given:
            given[name] = _json_of(given[name])
    return given


async def _in_body(request: Request) -> object:
    content_type = request.headers.get("content-type", "")
    if content_type != JSON and not _is_json(content_type):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"A body is {JSON} in UTF-8.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "A body is sent without compression.")
    return _json_of(await _body_of(request))


def _is_json(content_type: str) -> bool:
    """Whether a content type with parameters is JSON in UTF-8."""
    media_type, *parameters = (each.strip().lower() for each in content_type.split(";"))
    charsets = {each.partition("=")[2].strip('"') for each in parameters if each.startswith("charset=")}
    return media_type == JSON and charsets <= {"utf-8", "utf8"}


async def _body_of(request: Request) -> bytes:
    # Most come in one piece, for which Starlette's own way makes a generator.
    pieces: list[bytes] = []
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        pieces.append(message.get("body", b""))
        if not message.get("more_body", False):
            return b"".join(pieces)


def _json_of(data: str | bytes) -> object:
    try:
        return decoded(data)
    except json.JSONDecodeError as error:
        raise HTTPException(HTTPStatus.BAD_REQUEST, "Unable to parse request body as JSON") from error
