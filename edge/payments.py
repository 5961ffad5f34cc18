"""The door for notices of payment providers: signed, bounded, and answered once they are stored."""

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from edge.endpoint import has_left
from edge.files.requests import PLAIN, Guarded, Rejected, method_not_allowed
from edge.turns import HasLeft, Turns
from models.networks import network_of
from models.payments.notices import receive

LARGEST, LONGEST = 500_000, 20.0  # bytes and seconds


def routes(provider: str, turns: Turns) -> list[BaseRoute]:
    """The door of one provider, at /payments/notices/ and its name."""

    async def take(request: Request) -> Response:
        if request.method != "POST":
            raise method_not_allowed("POST")
        body = await _body_of(request)
        origin = network_of(request.client.host) if request.client else ""
        try:
            turn = await turns.take(origin, has_left(request))
        except HasLeft:
            raise ClientDisconnect from None
        try:
            is_genuine = await receive(provider, request.headers, body)
        finally:
            turn.end()
        if not is_genuine:
            raise Rejected(400, "BAD_SIGNATURE", "This is no notice that the provider has signed.")
        return Response(status_code=204, headers=PLAIN)

    return [Route(f"/payments/notices/{provider}", Guarded(take))]


async def _body_of(request: Request) -> bytes:
    body = bytearray()
    try:
        async with asyncio.timeout(LONGEST):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST:
                    raise Rejected(413, "BODY_TOO_LARGE", f"A notice has at most {LARGEST} bytes.")
    except TimeoutError:
        raise Rejected(408, "REQUEST_TIMEOUT", f"A notice has to arrive within {LONGEST:.0f} seconds.") from None
    return bytes(body)
