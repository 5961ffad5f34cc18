"""Requests for files over plain HTTP: parsing them, and refusing them: with JSON errors, or with a page for people."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from edge.pages.html import page_for, tag
from edge.turns import TooManyOperations
from models.accounts.viewer import SessionEnded
from models.database import ABORTED, AWAY
from models.errors import Refusal, Refused, not_found
from models.files.links import LinkExpired
from models.platform import platform
from models.refusals.wording import Locale, said
from models.text import asked_language
from schema.errors import INTERNAL, UNAUTHENTICATED, UNAVAILABLE, internal, unavailable
from schema.kinds import ref

STATUS = {
    "ALREADY_ATTACHED": 409,
    "BROKEN_IMAGE": 422,
    "CHECKSUM_MISMATCH": 460,
    "FILE_TOO_LARGE": 413,
    "IMAGE_TOO_LARGE": 422,
    "LINK_EXPIRED": 410,
    "NOT_FOUND": 404,
    "OFFSET_MISMATCH": 409,
    "RATE_LIMITED": 429,
    "TYPE_MISMATCH": 415,
    UNAUTHENTICATED: 401,
    UNAVAILABLE: 503,
    "UPLOAD_BUSY": 423,
    "UPLOAD_COMPLETE": 409,
}
PLAIN = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}

log = structlog.get_logger(__name__)


class Rejected(Exception):
    """A request that is invalid as HTTP."""

    def __init__(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers or {}


class Guarded:
    """An endpoint whose refusals and bugs become JSON errors, as in GraphQL, or a page for whoever opens a link.

    `headers` are in every response.
    """

    def __init__(self, act: Callable[[Request], Awaitable[Response]], headers: Mapping[str, str] | None = None) -> None:
        self.act = act
        self.headers = headers or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self.answer(Request(scope, receive))
        except ClientDisconnect:
            return
        for name, value in self.headers.items():
            response.headers.setdefault(name, value)
        await response(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        locale = Locale(asked_language(request.headers.get("accept-language")))
        try:
            return await self.act(request)
        except Rejected as rejected:
            return refused(request, rejected.status, rejected.code, rejected.message, rejected.headers)
        except ClientDisconnect:
            raise
        except Exception as error:
            refusal = _refusal_in(error)
            if refusal is None or refusal.code == UNAVAILABLE:
                log.exception("file_request_failed")
            if refusal is None:
                return refused(request, 500, INTERNAL, internal(locale).message)
            seconds = getattr(refusal, "retry_after_seconds", None)
            headers = {"Retry-After": str(seconds)} if seconds is not None else {}
            return refused(request, STATUS.get(refusal.code, 400), refusal.code, said(refusal, locale), headers)


def _refusal_in(error: Exception) -> Refusal | None:
    """Why a request is refused; None if it failed because of a bug."""
    match error:
        case Refusal():
            return error
        case TooManyOperations():
            return error.refusal
        case LinkExpired():
            return Refused("LINK_EXPIRED", "This link has expired: request a new one.")
        case SessionEnded():
            return Refused(UNAUTHENTICATED, "The session that this link was made for has ended.")
    return unavailable() if isinstance(error, (*AWAY, *ABORTED)) else None


def refused(
    request: Request, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
) -> Response:
    if is_opened(request):
        return _page_of(request, status, message, headers or {})
    body: dict[str, Any] = {"errors": [{"message": message, "extensions": {"code": code}}]}
    return Response(
        json.dumps(body), status, {**PLAIN, "Content-Type": "application/json; charset=utf-8", **(headers or {})}
    )


def is_opened(request: Request) -> bool:
    """Whether a person opens it in a browser: programs do not ask for HTML."""
    return request.method in ("GET", "HEAD") and "text/html" in request.headers.get("accept", "").lower()


def _page_of(request: Request, status: int, message: str, headers: Mapping[str, str]) -> Response:
    page = page_for(request)
    response = page.show(
        page.text("file_title"),
        page.problem(message),
        tag("p", page.text("file_text")),
        tag("p", tag("a", page.text("file_home"), href=platform().home)),
        status=status,
    )
    response.headers.update(headers)
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


def method_not_allowed(*allowed: str) -> Rejected:
    names = ", ".join(allowed)
    return Rejected(405, "METHOD_NOT_ALLOWED", f"This URL accepts {names}.", {"Allow": names})


def key_in(request: Request, kind: str) -> UUID:
    key = ref(request.path_params["id"]).of(kind)
    if key is None:
        raise not_found("file")
    return key


def token_in(request: Request) -> str:
    return request.query_params.get("token", "")


def number_in(request: Request, header: str) -> int | None:
    """The non-negative integer in a header; None if there is none."""
    given = request.headers.get(header, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else None
