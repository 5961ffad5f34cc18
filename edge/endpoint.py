"""The GraphQL endpoint: HTTP, server-sent events and WebSockets at one URL."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Protocol

import structlog
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from graphql import GraphQLError
from graphql import OperationType as Kind
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketState
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http import GraphQLHTTPResponse
from strawberry.http.streaming import SSETransport
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types.execution import ExecutionResult, PreExecutionError
from strawberry.types.graphql import OperationType
from strawberry.types.unset import UNSET

from edge.answers import encode, without_null_data
from edge.bodies import asked, decoded, within_limits
from edge.compression import send_compressed
from edge.delivery import EventStream, feed_after, follow_feed
from edge.delivery import Request as Sent
from edge.documents import Documents
from edge.frames import HAS_LEFT, LASTING
from edge.negotiation import EVENT_STREAM, GRAPHQL_RESPONSE, JSON, acceptable
from edge.responses import LOCALE, answer, in_media_type, json_response, locale_in, refusal
from edge.sockets import PlainSocket, SocketProtocol, shortened
from edge.turns import HasLeft, TooManyOperations, TooManySockets, Turn
from models.accounts.viewer import SessionEnded
from models.database import AWAY
from resolvers.context import as_error
from schema.errors import (
    INTERNAL,
    NO_OPERATION,
    NO_SUCH_OPERATION,
    GuardedSchema,
    internal,
    locale_of,
    unavailable,
)

SECRET = "bidhall.secret"

log = structlog.get_logger(__name__)


class EventTransport(SSETransport):
    """Server-sent events with the same line ends as the events of feeds: some clients know only these."""

    def encode_event(self, event: str, data: str | None = None) -> str:
        return f"event: {event}\ndata: {data or ''}\n\n"

    def encode_comment(self, comment: str) -> str:
        return f": {comment}\n\n"


class TurnOf(Protocol):
    """Waits for the turn of an operation, given its context."""

    async def __call__(self, context: Any, /, *, is_mutation: bool) -> Turn | None: ...


async def at_once(_context: Any, /, *, is_mutation: bool) -> Turn | None:  # noqa: ARG001 - a TurnOf
    return None


@contextmanager
def unguarded(_context: Any, _end: Callable[[int, str], None]) -> Iterator[None]:
    yield


class Endpoint(GraphQL[Any, None]):
    """Follows the GraphQL-over-HTTP specification and passes its audit suite; errors are always JSON.

    A client that accepts application/json, or sends no Accept header, gets status 200 for every well-formed request.
    With application/graphql-response+json, the status says whether the request succeeded.
    """

    graphql_transport_ws_handler_class = SocketProtocol
    websocket_adapter_class = PlainSocket

    def __init__(
        self,
        schema: GuardedSchema,
        *,
        context_of: Callable[[Request | WebSocket], Awaitable[Any]],
        admit: Callable[[Any], Awaitable[None]] | None = None,
        fresh: Callable[[Any], Any] = lambda context: context,
        guarding: Callable[[Any, Callable[[int, str], None]], AbstractContextManager[None]] = unguarded,
        turn_of: TurnOf = at_once,
        seat_of: Callable[[Any], Callable[[], None]] = lambda _: lambda: None,
        documents: Documents | None = None,
        max_body_bytes: int = 1_000_000,
        allowed_origins: Sequence[str] = (),
        connection_init_wait_timeout: timedelta = timedelta(seconds=5),
        max_operations_per_socket: int = 100,
        compression: bool = False,
    ) -> None:
        """`context_of` makes the context of a request, and refuses the request with 401 by raising a GraphQLError.

        `admit` gets a socket's context once its `connection_params` are known, and refuses it with 4403 in the same
        way. `fresh` makes the context of each operation on that socket. `guarding` watches the socket's session while
        it is open, and may close it with a code and a reason. `turn_of` lets an operation wait for its turn. `seat_of`
        counts a socket or stream, and returns what to call when it ends. `documents` are those that requests may name.
        """
        super().__init__(
            schema,
            graphql_ide=None,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL, GRAPHQL_SSE_PROTOCOL),
            connection_init_wait_timeout=connection_init_wait_timeout,
            max_subscriptions_per_connection=max_operations_per_socket,
            allowed_origins=allowed_origins,
        )
        self.stream_transport_classes_by_protocol = {GRAPHQL_SSE_PROTOCOL: EventTransport}
        self.context_of = context_of
        self.admit = admit
        self.fresh = fresh
        self.guarding = guarding
        self.turn_of = turn_of
        self.seat_of = seat_of
        self.documents = documents or Documents()
        self.max_body_bytes = max_body_bytes
        self.compression = compression

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self.serve_socket(WebSocket(scope, receive, send))
            return
        request = Request(scope, within_limits(receive, most_bytes=self.max_body_bytes))
        try:
            response = await self.run(request)
        except HTTPException as refused:
            response = refusal(request, refused.status_code, refused.reason)
        except TooManyOperations as error:
            response = answer(request, HTTPStatus.TOO_MANY_REQUESTS, error)
        except GraphQLError as error:  # only context_of raises one here
            response = answer(request, HTTPStatus.UNAUTHORIZED, error, {"WWW-Authenticate": "Bearer"})
        except (ClientDisconnect, HasLeft):
            return
        except AWAY as error:
            log.warning("database_away", error=repr(error))
            response = answer(request, HTTPStatus.SERVICE_UNAVAILABLE, as_error(unavailable()))
        except Exception:
            # Whatever fails, the client gets JSON, and the log has the details.
            log.exception("request_failed")
            response = answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, internal(locale_in(request)))
        # Only the answers of mutations contain tokens: they keep their length, whatever a client lets them repeat.
        if self.compression and not scope.get(SECRET):
            await send_compressed(response, scope, receive, send)
        else:
            await response(scope, receive, send)

    async def run(self, request: Any, context: Any = UNSET, root_value: Any = UNSET) -> Any:
        """Over HTTP, what Strawberry's method does for one operation, without what is never asked for here."""
        if request.scope["type"] == "websocket":
            return await super().run(request, context, root_value)
        sent = self.request_adapter_class(request)
        sub_response = await self.get_sub_response(request)
        context = await self.get_context(request, sub_response)
        if request.method not in ("GET", "POST"):
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, "GraphQL only supports GET and POST requests.")
        data = await asked(request, self.documents)
        result = await self.execute_operation(request, sent, data, context, None, sub_response)
        if not isinstance(result, ExecutionResult):
            return await self._create_streaming_response(request, result, data.protocol, sub_response)
        return self.create_response(await self.process_result(request, result), sub_response)

    async def serve_socket(self, socket: WebSocket) -> None:
        try:
            await self.run(socket)
        except GraphQLError as error:
            await socket.close(4403, shortened(error.message))
        except Exception:
            log.exception("socket_failed")
            if socket.application_state is WebSocketState.CONNECTED:
                # Not 1011, which common clients take as final: the cause may be temporary.
                await socket.close(1013, "Try again later")

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Any:  # noqa: ARG002
        context = await self.context_of(request)
        request.scope[LOCALE] = locale_of(context)
        return context

    async def renewed(self, context: Any) -> Any:
        """The context of a new operation on the same socket: the roles may have changed, or the session ended."""
        fresh = self.fresh(context)
        if hasattr(fresh, "renew"):
            await fresh.renew()
        return fresh

    async def on_ws_connect(self, context: Any) -> Any:
        if self.admit:
            try:
                await self.admit(context)
            except GraphQLError as error:
                if isinstance(error.__cause__, SessionEnded) and error.__cause__.is_revoked:
                    raise
                raise ConnectionRejectionError from error
        return UNSET

    def should_render_graphql_ide(self, request: object) -> bool:  # noqa: ARG002
        return False

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        wanted = acceptable(request.headers.getlist("accept"))
        if not wanted:
            raise HTTPException(HTTPStatus.NOT_ACCEPTABLE, f"Answers are {GRAPHQL_RESPONSE}, {JSON} or {EVENT_STREAM}.")
        return in_media_type(wanted[0])

    def decode_json(self, data: str | bytes) -> object:
        return decoded(data)

    def encode_json(self, data: object) -> bytes:
        # As it was counted while it was built: not escaped to ASCII, which takes up to three times the bytes.
        return encode(data)

    async def execute_operation(
        self,
        request: Request,
        request_adapter: AsyncHTTPRequestAdapter,
        request_data: Any,
        context: Any,
        root_value: None,
        sub_response: Response,
    ) -> Any:
        operation: dict[str, Any] = {
            "query": request_data.query,
            "variable_values": request_data.variables,
            "context_value": context,
            "root_value": root_value,
            "operation_name": request_data.operation_name,
            "operation_extensions": request_data.extensions,
        }
        reading = request_adapter.method == "GET"
        kinds = {OperationType.QUERY} if reading else {OperationType.QUERY, OperationType.MUTATION}
        streams = sub_response.media_type == EVENT_STREAM
        if request_data.refused is not None:
            request_data.protocol = "sse" if streams else request_data.protocol
            refused = PreExecutionError(data=None, errors=[request_data.refused])
            return _beginning_with(refused, _nothing()) if streams else refused
        if streams:
            # Executes nothing: only finds out the kind of operation, while the status can still be chosen.
            kinds = set()
        sent = Sent(request_data.query, request_data.variables or {}, request_data.operation_name)
        request.scope[SECRET] = is_mutation = sent.is_(Kind.MUTATION)
        turn = await self.turn_of(context, is_mutation=is_mutation)
        try:
            result = await self.schema.execute(**operation, allowed_operation_types=kinds)
        except CannotGetOperationTypeError:
            unknown = GraphQLError(NO_OPERATION, extensions={"code": NO_SUCH_OPERATION})
            result = PreExecutionError(data=None, errors=[unknown])
        except InvalidOperationTypeError as error:
            if reading and error.operation_type is OperationType.MUTATION:
                raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, "Mutations are sent by POST.") from error
            if EVENT_STREAM not in acceptable(request.headers.getlist("accept")):
                raise HTTPException(
                    HTTPStatus.NOT_ACCEPTABLE, f"Subscriptions are answered as {EVENT_STREAM} or on a socket."
                ) from error
            streams = True
        finally:
            if turn is not None:
                turn.end()
        if streams:
            request_data.protocol = "sse"
            return await self.streamed(request, sent, operation, context)
        return result

    async def streamed(self, request: Request, sent: Sent, operation: dict[str, Any], context: Any) -> Any:
        """The results of an operation, or the feed of a subscription."""
        results = await self.schema.stream(**operation)
        if not hasattr(context, "feed"):
            return results
        first = await anext(results, None)
        if context.feed is None:
            return _beginning_with(first, results)
        context.feed = feed_after(context.feed, request.headers.get("last-event-id"))
        stream = EventStream(context.viewer, locale_of(context))
        request.scope[LASTING] = True

        async def follow() -> None:
            try:
                leave = self.seat_of(context)
            except TooManySockets as error:
                stream.refuse(error)
                return
            try:
                with self.guarding(context, stream.disconnect):
                    await follow_feed(self.schema, sent, context, stream)  # type: ignore[arg-type] # a GuardedSchema
            finally:
                leave()

        return stream.chunks(follow)

    async def _create_streaming_response(
        self, request: Request, result: Any, protocol: Any, sub_response: Response
    ) -> Response:
        if getattr(result, "ag_code", None) is EventStream.chunks.__code__:
            headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
            return StreamingResponse(result, media_type=EVENT_STREAM, headers=headers)
        return await super()._create_streaming_response(request, result, protocol, sub_response)

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        response: GraphQLHTTPResponse = without_null_data(await super().process_result(request, result))
        return response

    def create_response(self, response_data: Any, sub_response: Response) -> Response:
        status = HTTPStatus.OK
        if "data" not in response_data and sub_response.media_type == GRAPHQL_RESPONSE:
            codes = {error["extensions"]["code"] for error in response_data["errors"]}
            status = HTTPStatus.INTERNAL_SERVER_ERROR if INTERNAL in codes else HTTPStatus.BAD_REQUEST
        return json_response(self.encode_json(response_data), status, sub_response.media_type or JSON)


def has_left(connection: HTTPConnection) -> Callable[[], bool]:
    """Tells whether the client has hung up; without our protocols, it never has."""
    found: Callable[[], bool] | None = (connection.scope.get("extensions") or {}).get(HAS_LEFT)
    return found or (lambda: False)


async def _nothing() -> AsyncIterator[Any]:
    return
    yield


async def _beginning_with(first: Any, results: Any) -> AsyncIterator[Any]:
    if first is not None:
        yield first
    async for result in results:
        yield result
