"""Forms: reading what a browser posts, within limits, and answering refusals with a page."""

import asyncio
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from edge.endpoint import has_left
from edge.pages.html import Page, page_for
from edge.turns import HasLeft, TooManyOperations, Turns
from models.accounts.viewer import SessionEnded
from models.changes import tried_again
from models.clockwork import catch_up_to_read
from models.database import ABORTED, AWAY
from models.errors import InvalidInput, Refusal
from models.networks import network_of
from models.refusals.wording import Locale, said

LARGEST, LONGEST = 50_000, 20.0  # bytes and seconds
FORM = "application/x-www-form-urlencoded"
STATUS = {"RATE_LIMITED": 429, "NOT_FOUND": 404, "WRONG_CREDENTIALS": 403}

Form = dict[str, str]

log = structlog.get_logger(__name__)


class Unreadable(Exception):
    """A body that no form of these pages sends, with the status that says so."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Served:
    """A page: `get` shows it and changes nothing, however often it is loaded ahead; `post` takes its form.

    A refusal is shown by `get` again, with the reason in the visit's `trouble`. With `takes_any_body`, no body is read.
    """

    def __init__(
        self,
        get: Callable[["Visit"], Awaitable[Response]],
        post: Callable[["Visit"], Awaitable[Response]] | None = None,
        *,
        takes_any_body: bool = False,
        turns: Turns,
    ) -> None:
        self.get, self.post, self.takes_any_body, self.turns = get, post, takes_any_body, turns

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self.answer(request)
        except (ClientDisconnect, HasLeft):
            return
        await response(scope, receive, send)

    async def answer(self, request: Request) -> Response:
        methods = ("GET", "HEAD", "POST") if self.post else ("GET", "HEAD")
        page = page_for(request)
        if request.method not in methods:
            response = page.show(page.text("trouble_title"), page.problem(page.text("method")), status=405)
            response.headers["Allow"] = ", ".join(methods)
            return response
        turn = None
        try:
            form = await form_in(request) if request.method == "POST" and not self.takes_any_body else {}
            turn = await self.turns.take(network_of(request.client.host) if request.client else "", has_left(request))
            await catch_up_to_read()
            return await self._take(Visit(request, page, form))
        except Unreadable as unreadable:
            return page.show(page.text("trouble_title"), page.problem(page.text("form")), status=unreadable.status)
        except TooManyOperations:
            response = page.show(page.text("trouble_title"), page.problem(page.text("too_many")), status=429)
            response.headers["Retry-After"] = "1"
            return response
        except (*AWAY, *ABORTED):
            log.exception("page_failed")
            return page.show(page.text("trouble_title"), page.problem(page.text("unavailable")), status=503)
        except (ClientDisconnect, HasLeft):
            raise
        except Exception:
            log.exception("page_failed")
            return page.show(page.text("trouble_title"), page.problem(page.text("internal")), status=500)
        finally:
            if turn is not None:
                turn.end()

    async def _take(self, visit: "Visit") -> Response:
        if visit.request.method != "POST" or self.post is None:
            return await self.get(visit)
        post = self.post
        try:
            return await tried_again(lambda: post(visit))
        except Refusal as refusal:
            visit.refuse(refusal)
        except SessionEnded:
            visit.trouble, visit.status = visit.page.text("signed_out"), 401
        response = await self.get(visit)
        if (seconds := getattr(visit.refusal, "retry_after_seconds", None)) is not None:
            response.headers["Retry-After"] = str(seconds)
        return response


class Visit:
    """One request to a page: what was posted, and why that was refused."""

    def __init__(self, request: Request, page: Page, form: Form) -> None:
        self.request = request
        self.page = page
        self.form = form
        self.trouble: str | None = None
        self.refusal: Refusal | None = None
        self.status = 200

    @property
    def origin(self) -> str:
        return network_of(self.request.client.host) if self.request.client else "unknown"

    def refuse(self, refusal: Refusal) -> None:
        """Takes note of a refusal, in the language of the page."""
        self.refusal, self.status = refusal, STATUS.get(refusal.code, 400)
        # Each form has one field that can be wrong.
        cause = refusal.fields[0] if isinstance(refusal, InvalidInput) else refusal
        self.trouble = said(cause, Locale(self.page.language))


async def form_in(request: Request) -> Form:
    """The fields of a posted form; of several with one name, the last."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Unreadable(415)
    body = bytearray()
    try:
        async with asyncio.timeout(LONGEST):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    raise Unreadable(413)
    except TimeoutError:
        raise Unreadable(408) from None
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=200))
    except ValueError:  # neither UTF-8 nor as many fields as a form has
        raise Unreadable(400) from None
