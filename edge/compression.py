"""Compression of answers: with Brotli or gzip, as the client prefers, from one kilobyte on."""

import asyncio

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type, remove_compress_type

from edge.negotiation import EVENT_STREAM, GRAPHQL_RESPONSE

LEAST = 1_024
# Bytes that are compressed at once, which takes about a millisecond.
AT_ONCE = 65_536
RESPONSE = "bidhall.response"

add_compress_type(GRAPHQL_RESPONSE)
# Its events are sent as they come, and the secrets of one would be compressed together with the texts of others.
remove_compress_type(EVENT_STREAM)


async def send_compressed(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Sends a response, compressed if its client accepts that and it is large enough."""
    scope[RESPONSE] = response
    if type(response) is Response and all(name != b"accept-encoding" for name, _ in scope["headers"]):
        # What the middleware would do, without the looks that it takes at each message.
        if len(response.body) >= LEAST:
            response.headers.add_vary_header("Accept-Encoding")
        await _send_in_pieces(scope, receive, send)
    else:
        await _compressing(scope, receive, send)


async def _send_in_pieces(scope: Scope, receive: Receive, send: Send) -> None:
    """Sends the response of a request, a long body in pieces, between which others have their turn."""
    if len(getattr(scope[RESPONSE], "body", b"")) <= AT_ONCE and type(scope[RESPONSE]) is Response:
        await scope[RESPONSE](scope, receive, send)
        return

    async def send_in_pieces(message: Message) -> None:
        body = memoryview(message.get("body", b""))
        while len(body) > AT_ONCE:
            await send({"type": "http.response.body", "body": bytes(body[:AT_ONCE]), "more_body": True})
            body = body[AT_ONCE:]
            await asyncio.sleep(0)
            message = {**message, "body": bytes(body)} if len(body) <= AT_ONCE else message
        await send(message)

    await scope[RESPONSE](scope, receive, send_in_pieces)


_compressing = CompressMiddleware(_send_in_pieces, minimum_size=LEAST, zstd=False)
