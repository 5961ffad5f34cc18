"""Sockets that speak graphql-transport-ws; messages outside the protocol close them, bugs do not."""

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from copy import copy
from typing import Any, cast

import structlog
from graphql import GraphQLError, OperationType
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.async_base_view import AsyncWebSocketAdapter
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import (
    BaseGraphQLTransportWSHandler,
    Operation,
)
from strawberry.subscriptions.protocols.graphql_transport_ws.types import (
    ConnectionInitMessage,
    Message,
    SubscribeMessage,
)

from edge.answers import without_null_data
from edge.connections import LONGEST_STALL, MOST_UNSENT, TOO_MUCH, TRY_AGAIN_LATER, Connection, Receiver
from edge.delivery import Request, evicted, join_group
from edge.documents import names_a_document
from edge.frames import TAKE
from edge.rates import Bucket
from edge.turns import TooManyOperations, TooManySockets, Turn
from models.accounts.viewer import Viewer
from models.database.finishing import finish
from realtime.groups import Delivery, Group
from schema.errors import UNAVAILABLE, locale_of, told

# How many messages a client may send: a burst, and how many of it are made up for in a second.
MESSAGES = (500, 100)
LONGEST_ID = 100
LONGEST_REASON = 123  # bytes, by the WebSocket protocol

log = structlog.get_logger(__name__)


class SocketProtocol(BaseGraphQLTransportWSHandler[Any, None]):
    """The protocol of one socket; a malformed message closes it with 4400 before anything else sees it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.messages = Bucket(*MESSAGES)
        self.has_ended = False
        self.guard: AbstractContextManager[None] | None = None
        self.turn: Turn | None = None
        self.leave_seat: Callable[[], None] | None = None
        self.closing: asyncio.Future[None] | None = None

    async def handle(self) -> None:
        """Serves the socket until it is closed; returns at once if the server supports a Connection."""
        plain = cast("PlainSocket", self.websocket)
        connection = plain.take(self)
        if connection is not None:
            self.websocket = ConnectionSocket(self.view, connection)
            self.on_request_accepted()
            return
        plain.when_abandoned(self.drop_operations)
        await super().handle()

    async def receive(self, text: str | None) -> None:
        """Handles one message of a connection; None stands for one that is not text."""
        try:
            if text is None:
                await self.handle_invalid_message("WebSocket message type must be text")
            else:
                await self.handle_message(cast("Message", self.view.decode_json(text)))
        except json.JSONDecodeError:
            await self.handle_invalid_message("WebSocket message must be valid JSON")
        except WebSocketDisconnected:
            pass
        except Exception:
            log.exception("socket_failed")
            # Not 1011, which common clients take as final: the cause may be temporary.
            await self.websocket.close(1013, "Try again later")

    async def handle_invalid_message(self, error_message: str) -> None:
        # Without what was sent, which follows a colon.
        await super().handle_invalid_message(error_message.partition(":")[0])

    async def disconnected(self) -> None:
        """The connection is closed."""
        await self.shutdown()

    async def shutdown(self) -> None:
        await super().shutdown()
        if self.leave_seat is not None:
            self.leave_seat()
        if self.guard is not None:
            self.guard.__exit__(None, None, None)
        if self.closing is not None:
            self.closing.cancel()

    async def handle_message(self, message: Any) -> None:
        if self.has_ended:
            return
        if not self.messages.take():
            await self.websocket.close(TOO_MUCH, "Too many messages")
        elif is_well_formed(message):
            await super().handle_message(message)
        else:
            await self.handle_invalid_message("This is not a graphql-transport-ws message")

    async def handle_connection_init(self, message: ConnectionInitMessage) -> None:
        if message.get("payload", {}) is None:  # as good as none
            message = {"type": message["type"]}
        try:
            await super().handle_connection_init(message)
        except GraphQLError as error:  # the session was revoked: the client cannot refresh it
            await self.websocket.close(4401, error.message)
            return
        if self.connection_acknowledged and self.guard is None:
            # Keep nothing of the handshake, above all not the token.
            self.connection_init_timeout_task = None
            if hasattr(self.context, "connection_params"):
                self.context.connection_params = None
            try:
                self.leave_seat = self.view.seat_of(self.context)  # type: ignore[attr-defined]
            except TooManySockets as error:
                await self.websocket.close(TOO_MUCH, error.message)
                return
            self.guard = self.view.guarding(self.context, self.end)  # type: ignore[attr-defined]
            self.guard.__enter__()

    def end(self, code: int, reason: str) -> None:
        """Closes the socket, because its session has ended or delivery has failed."""
        # Sending the close frame may take long; no more events may be sent meanwhile.
        self.drop_operations()
        self.closing = asyncio.ensure_future(self.websocket.close(code, reason))

    def drop_operations(self) -> None:
        """Ends all operations without sending anything."""
        self.has_ended = True
        for operation in self.operations.values():
            operation.completed = True
            if isinstance(operation, SocketSubscriber):
                operation.leave()
            elif operation.task is not None:
                operation.task.cancel()

    async def cleanup_operation(self, operation_id: str) -> None:
        subscriber = self.operations.get(operation_id)
        if isinstance(subscriber, SocketSubscriber):
            del self.operations[operation_id]
            subscriber.leave()
        else:
            await super().cleanup_operation(operation_id)

    async def handle_task_exception(self, error: Exception) -> None:
        # It is no failure if the client left before the response.
        if not isinstance(error, WebSocketDisconnected):
            await super().handle_task_exception(error)

    async def run_operation(self, operation: Operation[Any, None]) -> None:
        # A shallow copy with its own context: operations must not share what they load.
        own, is_mutation = copy(self), request_of(operation).is_(OperationType.MUTATION)
        try:
            own.turn = await self.view.turn_of(self.context, is_mutation=is_mutation)  # type: ignore[attr-defined] # an Endpoint
        except TooManyOperations as error:
            await operation.send_initial_errors([told(error, locale=locale_of(self.context))])
            return
        if not is_mutation:
            await own.run_in_turn(operation)
            return
        # A mutation that has started is finished, even if the client no longer waits for the response.
        try:
            await finish(own.run_in_turn(operation))
        except asyncio.CancelledError:
            operation.completed = True
            raise

    async def run_in_turn(self, operation: Operation[Any, None]) -> None:
        """Runs the operation; its turn ends with it, or when a subscription has begun."""
        try:
            self.context = await self.view.renewed(self.context)  # type: ignore[attr-defined] # an Endpoint
        except GraphQLError as error:  # the session has ended; the socket is about to be closed
            await operation.send_initial_errors([told(error, locale=locale_of(self.context))])
        else:
            await super().run_operation(operation)
        finally:
            self.end_turn()

    def end_turn(self) -> None:
        if self.turn is not None:
            self.turn.end()

    async def _send_result_stream(self, operation: Operation[Any, None], result_source: Any) -> None:
        request = request_of(operation)
        if not request.is_(OperationType.SUBSCRIPTION):
            await super()._send_result_stream(operation, result_source)
            return
        is_first = True
        async for result in result_source:
            if is_first and any((error.extensions or {}).get("code") == UNAVAILABLE for error in result.errors or ()):
                # An error would end the subscription for good; closing lets the client come back.
                await self.websocket.close(1013, "Try again later")
                return
            if is_first and result.data is None and result.errors:
                await self._handle_pre_execution_error(operation, result)
                return
            await operation.send_next(result)
            is_first = False
            self.end_turn()
        if getattr(self.context, "feed", None) is not None:
            await self._follow(operation, request)

    async def _follow(self, operation: Operation[Any, None], request: Request) -> None:
        """Turns the operation into a subscriber; once it has caught up and joined a group, it has no task."""
        self.end_turn()
        protocol = cast(SocketProtocol, operation.handler)
        # The viewer that was just loaded serves the whole socket.
        protocol.context.viewer = self.context.viewer
        subscriber = SocketSubscriber(protocol, operation)
        operations: dict[str, Any] = self.operations
        operations[operation.id] = subscriber
        # From here on, only the subscriber sends messages for this operation.
        operation.completed = True
        try:
            subscriber.group = await join_group(self.schema, request, self.context, subscriber)  # type: ignore[arg-type]
        except Exception:
            operation.completed = subscriber.completed
            raise
        subscriber.task = None

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        most = self.max_subscriptions_per_connection
        is_new = self.connection_acknowledged and message["id"] not in self.operations
        if is_new and most is not None and len(self.operations) >= most:
            full = GraphQLError(
                f"A socket carries at most {most} operations at once.",
                extensions={"code": "TOO_MANY_OPERATIONS"},
            )
            await self.send_message({"id": message["id"], "type": "error", "payload": [full.formatted]})
            return
        try:
            if is_new:
                message["payload"]["query"] = self.view.documents.text_of(message["payload"])  # type: ignore[attr-defined] # an Endpoint
        except GraphQLError as error:
            await self.send_message({"id": message["id"], "type": "error", "payload": [error.formatted]})
            return
        await super().handle_subscribe(message)

    async def send_message(self, message: Any) -> None:
        if message["type"] == "next":
            message = {**message, "payload": without_null_data(message["payload"])}
        await super().send_message(message)


class SocketSubscriber:
    """The subscriber behind one operation of a socket; sends the shared payload with the operation's own id."""

    __slots__ = ("_id", "_out", "_prefix", "_protocol", "completed", "group", "seq", "task", "viewer")

    def __init__(self, protocol: SocketProtocol, operation: Operation[Any, None]) -> None:
        self.viewer: Viewer | None = protocol.context.viewer
        self.seq = 0
        self.completed = False
        # It has a task while it catches up, and a group afterwards.
        self.task = operation.task
        self.group: Group | None = None
        self._protocol = protocol
        self._id = operation.id
        self._prefix = b'{"id":%s,"type":"next","payload":' % json.dumps(operation.id).encode()
        self._out = cast("PlainSocket | ConnectionSocket", protocol.websocket).out

    @property
    def drained(self) -> Callable[[], Awaitable[object]]:
        return self._out.drained

    def send(self, deliveries: Sequence[Delivery]) -> None:
        if not self.completed:
            self._out.push([b"%s%s}" % (self._prefix, each.payload) for each in deliveries])

    def evict(self) -> None:
        if not self.completed:
            self._protocol.operations.pop(self._id, None)
            ended = told(evicted(), locale=locale_of(self._protocol.context))
            message = {"id": self._id, "type": "error", "payload": [ended.formatted]}
            self._out.push([json.dumps(message).encode()])
            self.leave()

    def disconnect(self, code: int, reason: str) -> None:
        self._protocol.end(code, reason)

    def disconnect_to_retry(self) -> None:
        self._protocol.end(TRY_AGAIN_LATER, "Try again later")

    def leave(self) -> None:
        """Stops delivery to this operation."""
        self.completed = True
        if self.task is not None:
            self.task.cancel()
        if self.group is not None:
            self.group.leave(self)


class PlainSocket(ASGIWebSocketAdapter):
    """A socket of any ASGI server; tolerates late sends, and shortens reasons that are too long."""

    def __init__(self, view: Any, request: Any, response: Any) -> None:
        super().__init__(view, request, response)
        self.out = SendQueue(self.ws)

    def take(self, receiver: Receiver) -> Connection | None:
        """The Connection that the server turns the socket into; None if it cannot."""
        take = (self.ws.scope.get("extensions") or {}).get(TAKE)
        return take(receiver) if take else None

    def when_abandoned(self, drop_operations: Callable[[], None]) -> None:
        """Calls this when we give up on a client that does not read."""
        self.out.drop_operations = drop_operations

    async def send_json(self, message: Any) -> None:
        # An operation may still send something after this side has closed.
        if self.ws.application_state is not WebSocketState.CONNECTED:
            raise WebSocketDisconnected
        await super().send_json(message)

    async def close(self, code: int, reason: str) -> None:
        if self.ws.application_state is WebSocketState.CONNECTED:
            with contextlib.suppress(WebSocketDisconnect):  # the client has gone already
                await super().close(code, shortened(reason))


class ConnectionSocket(AsyncWebSocketAdapter):
    """Adapts a Connection to what Strawberry expects of a socket."""

    def __init__(self, view: Any, connection: Connection) -> None:
        super().__init__(view)
        self.out = connection

    def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        raise NotImplementedError("a connection calls `receive` instead")

    async def send_json(self, message: Any) -> None:
        await self.out.drained()
        if not self.out.is_open:
            raise WebSocketDisconnected
        encoded = self.view.encode_json(message)
        self.out.push([encoded.encode() if isinstance(encoded, str) else encoded])

    async def close(self, code: int, reason: str) -> None:
        await self.out.drained()
        self.out.close(code, shortened(reason))


class SendQueue:
    """Messages still to be sent, for servers without Connection: nobody waits, and size and age are limited."""

    def __init__(self, socket: WebSocket) -> None:
        self.drop_operations: Callable[[], None] = lambda: None
        self._socket = socket
        self._messages: deque[bytes] = deque()
        self._size = 0
        self._less = asyncio.Event()
        self._is_abandoned = False
        self._sending: asyncio.Task[None] | None = None

    async def drained(self) -> None:
        while self._size > MOST_UNSENT // 4 and not self._is_abandoned:
            self._less.clear()
            await self._less.wait()

    def push(self, messages: Sequence[bytes]) -> None:
        if self._is_abandoned:
            return
        self._messages.extend(messages)
        self._size += sum(map(len, messages))
        if self._size > MOST_UNSENT:
            self._abandon()
        if self._sending is None or self._sending.done():
            self._sending = asyncio.create_task(self._send())

    async def _send(self) -> None:
        with contextlib.suppress(WebSocketDisconnect, RuntimeError):
            while self._messages:
                message = self._messages.popleft()
                patience = asyncio.get_running_loop().call_later(LONGEST_STALL, self._abandon)
                try:
                    await self._socket.send_text(message.decode())
                finally:
                    patience.cancel()
                self._size -= len(message)
                self._less.set()
            if self._is_abandoned:
                # The client learns this if it reads again after all.
                await self._socket.close(TRY_AGAIN_LATER, "too slow")

    def _abandon(self) -> None:
        self._is_abandoned = True
        self._messages.clear()
        self._less.set()
        self.drop_operations()


def request_of(operation: Operation[Any, None]) -> Request:
    return Request(operation.query, dict(operation.variables or {}), operation.operation_name)


def shortened(reason: str) -> str:
    return reason.encode()[:LONGEST_REASON].decode(errors="ignore")


def is_well_formed(message: object) -> bool:
    """Whether the message has the types of the protocol; Strawberry checks the order of messages."""
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
        and isinstance(payload.get("query"), str | None)
        and isinstance(payload.get("documentId"), str | None)
        and (isinstance(payload.get("query"), str) or names_a_document(payload))
        and isinstance(payload.get("operationName"), str | None)
        and isinstance(payload.get("variables"), dict | None)
        and isinstance(payload.get("extensions"), dict | None)
    )
