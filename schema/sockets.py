"""Sockets that speak graphql-transport-ws: what is not of the protocol closes them, and nothing else does."""

import asyncio
from copy import copy
from typing import Any

from graphql import GraphQLError, OperationType, get_operation_ast, parse
from starlette.websockets import WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.types import SubscribeMessage

from models.database.finishing import finish

LONGEST_ID = 100
LONGEST_REASON = 123  # bytes, by the WebSocket protocol


class Conversation(BaseGraphQLTransportWSHandler[Any, None]):
    """One socket's messages; a malformed one closes the socket with 4400 before it reaches anything."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changing: set[asyncio.Task[Any]] = set()

    async def handle_message(self, message: Any) -> None:
        if is_well_formed(message):
            await super().handle_message(message)
        else:
            await self.handle_invalid_message("This is not a graphql-transport-ws message")

    async def run_operation(self, operation: Operation[Any, None]) -> None:
        # Everything but the context is this socket's; the operation must not see what another one loads.
        own = copy(self)
        own.context = self.view.fresh(self.context)  # type: ignore[attr-defined] # the view is an Endpoint
        work = BaseGraphQLTransportWSHandler.run_operation(own, operation)
        if not is_mutation(operation):
            await work
            return
        # A change that has begun is finished, whether or not its asker still wants the answer.
        task = asyncio.current_task()
        assert task is not None
        self.changing.add(task)
        try:
            await finish(work)
        except asyncio.CancelledError:
            operation.completed = True
            raise
        finally:
            self.changing.discard(task)

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        most = self.max_subscriptions_per_connection
        is_new = self.connection_acknowledged and message["id"] not in self.operations
        if is_new and most is not None and len(self.operations) >= most:
            full = GraphQLError(
                f"A socket carries at most {most} operations at once.",
                extensions={"code": "TOO_MANY_OPERATIONS"},
            )
            await self.send_message({"id": message["id"], "type": "error", "payload": [full.formatted]})
        else:
            await super().handle_subscribe(message)


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


def is_mutation(operation: Operation[Any, None]) -> bool:
    if "mutation" not in operation.query:
        return False
    try:
        found = get_operation_ast(parse(operation.query), operation.operation_name)
    except GraphQLError:  # to be told by the execution
        return False
    return found is not None and found.operation is OperationType.MUTATION


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
