"""The HTTP edge of files: bytes in by PUT or the tus protocol, bytes out by links, errors as JSON."""

import json
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from models.accounts.sessions import SessionEnded
from models.errors import Refusal, Refused, not_found
from models.files.links import LinkExpired
from models.ids import key_of
from providers.storage import Storage
from resolvers.files.reading import upload_at
from resolvers.files.receiving import receive
from schema.errors import internal

STATUS = {
    "ALREADY_ATTACHED": 409,
    "CHECKSUM_MISMATCH": 460,
    "FILE_TOO_LARGE": 413,
    "NOT_FOUND": 404,
    "OFFSET_MISMATCH": 409,
    "TYPE_MISMATCH": 415,
    "UPLOAD_BUSY": 423,
    "UPLOAD_COMPLETE": 409,
}
PLAIN = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

log = structlog.get_logger(__name__)
Act = Callable[[Request], Awaitable[Response]]


class Files:
    """The routes, and the store that they read and write."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    def routes(self) -> list[BaseRoute]:
        return [Route("/uploads/{id}", Guarded(self.upload))]

    async def upload(self, request: Request) -> Response:
        if request.method == "PUT":
            return await self.put(request)
        raise _method_not_allowed("PUT")

    async def put(self, request: Request) -> Response:
        file = await upload_at(key_in(request, "Upload"), token_in(request))
        size = length_of(request)
        if size is not None and size > file.byte_size:
            raise Refused("FILE_TOO_LARGE", f"These are {size} bytes, and {file.byte_size} were declared.")
        if size is not None and size < file.byte_size:
            raise Refused("UPLOAD_INCOMPLETE", f"These are {size} bytes of {file.byte_size}: PUT takes all at once.")
        kept = await receive(self.storage, file.id, request.stream(), offset=None)
        if kept.content_id is None:
            raise Refused("UPLOAD_INCOMPLETE", f"Only {kept.received} of {kept.byte_size} bytes came.")
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=PLAIN)


class Guarded:
    """An act whose refusals and bugs are answered as JSON, as those of GraphQL are."""

    def __init__(self, act: Act) -> None:
        self.act = act

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self.act(request)
        except Refusal as refusal:
            response = refused(STATUS.get(refusal.code, 400), refusal.code, refusal.message)
        except Rejected as rejected:
            response = refused(rejected.status, rejected.code, rejected.message, rejected.headers)
        except LinkExpired:
            response = refused(410, "LINK_EXPIRED", "The time of this address is over: ask for another one.")
        except SessionEnded:
            response = refused(401, "UNAUTHENTICATED", "The session that this address was made for has ended.")
        except ClientDisconnect:
            return
        except Exception:
            log.exception("file_request_failed")
            error = internal()
            response = refused(500, error.extensions["code"] if error.extensions else "INTERNAL", error.message)
        await response(scope, receive, send)


class Rejected(Exception):
    """A request that is wrong as HTTP."""

    def __init__(self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers


def refused(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> Response:
    body: dict[str, Any] = {"errors": [{"message": message, "extensions": {"code": code}}]}
    return Response(
        json.dumps(body), status, {**PLAIN, "Content-Type": "application/json; charset=utf-8", **(headers or {})}
    )


def _method_not_allowed(*allowed: str) -> Rejected:
    names = ", ".join(allowed)
    return Rejected(405, "METHOD_NOT_ALLOWED", f"This address takes {names}.", {"Allow": names})


def key_in(request: Request, kind: str) -> UUID:
    key = key_of(kind, request.path_params["id"])
    if key is None:
        raise not_found("file")
    return key


def token_in(request: Request) -> str:
    return request.query_params.get("token", "")


def length_of(request: Request) -> int | None:
    """What Content-Length says; None: the body tells."""
    given = request.headers.get("content-length", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 20 else None
