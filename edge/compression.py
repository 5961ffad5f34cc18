"""Compression of answers: with Brotli or gzip, as the client prefers, from one kilobyte on."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type, remove_compress_type

from edge.negotiation import EVENT_STREAM, GRAPHQL_RESPONSE

LEAST = 1_024
# Bytes that are compressed at once, which takes about a millisecond.
AT_ONCE = 65_536

add_compress_type(GRAPHQL_RESPONSE)
# Its events are sent as they come, and the secrets of one would be compressed together with the texts of others.
remove_compress_type(EVENT_STREAM)


def compressed(response: ASGIApp) -> ASGIApp:
    """The response, compressed if its client accepts that and it is large enough."""
    return CompressMiddleware(InPieces(response), minimum_size=LEAST, zstd=False)


class InPieces:
    """Sends long bodies in pieces, between which others have their turn."""

    def __init__(self, response: ASGIApp) -> None:
        self.response = response

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_in_pieces(message: Message) -> None:
            body = memoryview(message.get("body", b""))
            while len(body) > AT_ONCE:
                await send({"type": "http.response.body", "body": bytes(body[:AT_ONCE]), "more_body": True})
                body = body[AT_ONCE:]
                await asyncio.sleep(0)
                message = {**message, "body": bytes(body)} if len(body) <= AT_ONCE else message
            await send(message)

        await self.response(scope, receive, send_in_pieces)
