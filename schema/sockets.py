"""Sockets that speak graphql-transport-ws: what is not of the protocol closes them, and nothing else does."""

from typing import Any

from starlette.websockets import WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler

LONGEST_ID = 100
LONGEST_REASON = 123  # bytes, by the WebSocket protocol


class Conversation(BaseGraphQLTransportWSHandler[Any, None]):
    """One socket's messages; a malformed one closes the socket with 4400 before it reaches anything."""

    async def handle_message(self, message: Any) -> None:
        if is_well_formed(message):
            await super().handle_message(message)
        else:
            await self.handle_invalid_message("This is not a graphql-transport-ws message")


class Wire(ASGIWebSocketAdapter):
    """The socket itself, forgiving about sends that come too late and reasons that are too long."""

    async def send_json(self, message: Any) -> None:
        # An operation may still have something to say when this side has closed already.
        if self.ws.application_state is not WebSocketState.CONNECTED:
            raise WebSocketDisconnected
        await super().send_json(message)

    async def close(self, code: int, reason: str) -> None:
        if self.ws.application_state is WebSocketState.CONNECTED:
            await super().close(code, shortened(reason))


def shortened(reason: str) -> str:
    return reason.encode()[:LONGEST_REASON].decode(errors="ignore")


def is_well_formed(message: object) -> bool:
    """Whether the types are those of the protocol; which message may come when is Strawberry's to say."""
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return False
    if message["type"] not in ("subscribe", "complete"):
        return True
    if not isinstance(message.get("id"), str) or not 0 < len(message["id"]) <= LONGEST_ID:
        return False
    return message["type"] == "complete" or _is_request(message.get("payload"))


def _is_request(payload: object) -> bool:
    return (
        isinstance(payload, dict)
        and isinstance(payload.get("query"), str)
        and isinstance(payload.get("operationName"), str | None)
        and isinstance(payload.get("variables"), dict | None)
        and isinstance(payload.get("extensions"), dict | None)
    )
