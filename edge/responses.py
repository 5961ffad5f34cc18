"""Responses: the media type that a client accepts, errors as JSON, and the headers of every answer."""

import json
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus

from graphql import GraphQLError
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from edge.negotiation import EVENT_STREAM, JSON, acceptable
from models.refusals.wording import Locale
from resolvers.context import language_asked_by, shown_zone
from schema.errors import told

LOCALE = "bidhall.locale"
CODES = {
    HTTPStatus.BAD_REQUEST: "BAD_REQUEST",
    HTTPStatus.METHOD_NOT_ALLOWED: "METHOD_NOT_ALLOWED",
    HTTPStatus.NOT_ACCEPTABLE: "NOT_ACCEPTABLE",
    HTTPStatus.REQUEST_TIMEOUT: "REQUEST_TIMEOUT",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "BODY_TOO_LARGE",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
}


@cache
def in_media_type(media_type: str) -> Response:
    """What Strawberry fills in for a response; ours have nothing there but the media type."""
    response = Response()
    response.status_code = None  # type: ignore[assignment] # not known yet
    del response.headers["content-length"]
    response.media_type = media_type
    return response


def refusal(request: Request, status: int, message: str) -> Response:
    """The response to a request that is no GraphQL request, so that no operation was executed."""
    headers = {}
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = "POST" if request.method == "GET" else "GET, POST"
    if status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE:
        headers["Accept-Encoding"] = "identity"
    code = CODES.get(HTTPStatus(status), "BAD_REQUEST")
    return answer(request, status, GraphQLError(message, extensions={"code": code}), headers)


def answer(request: Request, status: int, error: GraphQLError, headers: Mapping[str, str] | None = None) -> Response:
    shown = told(error, locale=locale_in(request))
    seconds = (shown.extensions or {}).get("retryAfterSeconds")
    headers = {**(headers or {}), **({} if seconds is None else {"Retry-After": str(seconds)})}
    wanted = [each for each in acceptable(request.headers.getlist("accept")) if each != EVENT_STREAM]
    return json_response(json.dumps({"errors": [shown.formatted]}), status, wanted[0] if wanted else JSON, headers)


def locale_in(request: HTTPConnection) -> Locale:
    """How errors of this request are worded: as its context says, or as the client asks if it never had one."""
    found: Locale | None = request.scope.get(LOCALE)
    return found or Locale(language_asked_by(request), shown_zone(request) or "UTC")


def json_response(
    body: str | bytes, status: int, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(
        body,
        status,
        {
            "Content-Type": f"{media_type}; charset=utf-8",
            "Cache-Control": "no-store",
            "Vary": "Accept",
            "X-Content-Type-Options": "nosniff",
            **(headers or {}),
        },
    )
