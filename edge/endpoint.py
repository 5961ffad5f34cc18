"""The GraphQL endpoint: HTTP, server-sent events and WebSockets at one URL."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from http import HTTPStatus
from typing import Any, Protocol

import structlog
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from graphql import GraphQLError
from graphql import OperationType as Kind
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketState
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData
from strawberry.http.streaming import SSETransport
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.subscriptions import GRAPHQL_SSE_PROTOCOL, GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types.execution import ExecutionResult, PreExecutionError
from strawberry.types.graphql import OperationType
from strawberry.types.unset import UNSET

from edge.answers import encode, without_null_data
from edge.compression import compressed
from edge.delivery import EventStream, feed_after, follow_feed
from edge.delivery import Request as Sent
from edge.documents import Documents, names_a_document
from edge.frames import HAS_LEFT, LASTING
from edge.negotiation import EVENT_STREAM, GRAPHQL_RESPONSE, JSON, acceptable
from edge.sockets import PlainSocket, SocketProtocol, shortened
from edge.turns import HasLeft, TooManyOperations, TooManySockets, Turn
from models.accounts.viewer import SessionEnded
from models.database import AWAY
from models.refusals.wording import Locale
from models.text import asked_language
from resolvers.context import as_error
from schema.errors import (
    INTERNAL,
    NO_OPERATION,
    NO_SUCH_OPERATION,
    GuardedSchema,
    internal,
    locale_of,
    told,
    unavailable,
)

CODES = {
    HTTPStatus.BAD_REQUEST: "BAD_REQUEST",
    HTTPStatus.METHOD_NOT_ALLOWED: "METHOD_NOT_ALLOWED",
    HTTPStatus.NOT_ACCEPTABLE: "NOT_ACCEPTABLE",
    HTTPStatus.REQUEST_TIMEOUT: "REQUEST_TIMEOUT",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "BODY_TOO_LARGE",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "UNSUPPORTED_MEDIA_TYPE",
}
LONGEST_BODY = 20.0
SECRET, LOCALE = "bidhall.secret", "bidhall.locale"
PARAMETERS: tuple[tuple[str, type, str], ...] = (
    ("query", str, "a string"),
    ("documentId", str, "a string or null"),
    ("operationName", str, "a string or null"),
    ("variables", dict, "an object or null"),
    ("extensions", dict, "an object or null"),
)

ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")

log = structlog.get_logger(__name__)


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


DECODER = json.JSONDecoder(parse_constant=_no_number)


@dataclass
class RequestData(GraphQLRequestData):
    """A request, with the reason why its document cannot be run, if there is one."""

    refused: GraphQLError | None = None


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
        request = Request(scope, self.limited(receive))
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
        is_compressed = self.compression and not scope.get(SECRET)
        await (compressed(response) if is_compressed else response)(scope, receive, send)

    async def run(self, request: Any, context: Any = UNSET, root_value: Any = UNSET) -> Any:
        """Over HTTP, what Strawberry's method does for one operation, without what is never asked for here."""
        if request.scope["type"] == "websocket":
            return await super().run(request, context, root_value)
        sent = self.request_adapter_class(request)
        sub_response = await self.get_sub_response(request)
        context = await self.get_context(request, sub_response)
        if request.method not in ("GET", "POST"):
            raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, "GraphQL only supports GET and POST requests.")
        try:
            data = await self.parse_http_body(sent)
        except json.JSONDecodeError as error:
            raise HTTPException(HTTPStatus.BAD_REQUEST, "Unable to parse request body as JSON") from error
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

    def limited(self, receive: Receive) -> Receive:
        """The messages of a request, whose body has a limit for its size and one for its time."""
        received = 0
        until: float | None = asyncio.get_running_loop().time() + LONGEST_BODY

        async def receive_within_limit() -> Message:
            nonlocal received, until
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(
                    HTTPStatus.REQUEST_TIMEOUT, f"A body has to arrive within {LONGEST_BODY:.0f} seconds."
                ) from None
            if not message.get("more_body", False):
                until = None  # whoever goes on receiving waits for the client to leave
            received += len(message.get("body", b""))
            if received > self.max_body_bytes:
                raise HTTPException(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A body has at most {self.max_body_bytes} bytes."
                )
            return message

        return receive_within_limit

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
        return _negotiated(wanted[0])

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData:
        given = self.from_url(request) if request.method == "GET" else await self.from_body(request)
        if isinstance(given, list):
            raise HTTPException(HTTPStatus.BAD_REQUEST, "Batches are not supported: send one operation per request.")
        if not isinstance(given, dict):
            raise HTTPException(HTTPStatus.BAD_REQUEST, "A request is a JSON object.")
        for name, kind, description in PARAMETERS:
            if not isinstance(given.get(name), kind | None):
                raise HTTPException(HTTPStatus.BAD_REQUEST, f"`{name}` must be {description}.")
        if not names_a_document(given):
            raise HTTPException(HTTPStatus.BAD_REQUEST, "`query` must be given, or `documentId`.")
        data = RequestData(
            query="",
            variables=given.get("variables"),
            operation_name=given.get("operationName"),
            extensions=given.get("extensions"),
        )
        try:
            data.query = self.documents.text_of(given)
        except GraphQLError as error:
            data.refused = error
        return data

    def from_url(self, request: AsyncHTTPRequestAdapter) -> object:
        # Empty parameters count as missing.
        given: dict[str, Any] = {name: value for name, value in request.query_params.items() if value}
        for name in ("variables", "extensions"):
            if name in given:
                given[name] = self.parse_json(given[name])
        return given

    async def from_body(self, request: AsyncHTTPRequestAdapter) -> object:
        media_type, *parameters = (each.strip().lower() for each in (request.content_type or "").split(";"))
        charsets = {each.partition("=")[2].strip('"') for each in parameters if each.startswith("charset=")}
        if media_type != JSON or not charsets <= {"utf-8", "utf8"}:
            raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"A body is {JSON} in UTF-8.")
        if request.headers.get("content-encoding", "identity").lower() != "identity":
            raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "A body is sent without compression.")
        return self.parse_json(await request.get_body())

    def decode_json(self, data: str | bytes) -> object:
        """The decoded JSON; raises JSONDecodeError for anything that is not JSON in UTF-8."""
        try:
            text = data.decode() if isinstance(data, bytes) else data
            decoded: object = DECODER.decode(text)
            if ESCAPED_SURROGATE.search(text):
                json.dumps(decoded, ensure_ascii=False).encode()
        except json.JSONDecodeError:
            raise
        # Half a surrogate pair, too many digits, or brackets nested too deeply.
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError(str(error), "", 0) from error
        return decoded

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


@cache
def _negotiated(media_type: str) -> Response:
    """What Strawberry fills in for a response; ours have nothing there but the media type."""
    response = Response()
    response.status_code = None  # type: ignore[assignment] # not known yet
    del response.headers["content-length"]
    response.media_type = media_type
    return response


def has_left(connection: HTTPConnection) -> Callable[[], bool]:
    """Tells whether the client has hung up; without our protocols, it never has."""
    found: Callable[[], bool] | None = (connection.scope.get("extensions") or {}).get(HAS_LEFT)
    return found or (lambda: False)


def refusal(request: Request, status: int, message: str) -> Response:
    """The response to a request that is no GraphQL request, so that no operation was executed."""
    headers = {}
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = "POST" if request.method == "GET" else "GET, POST"
    if status == HTTPStatus.UNSUPPORTED_MEDIA_TYPE:
        headers["Accept-Encoding"] = "identity"
    code = CODES.get(HTTPStatus(status), "BAD_REQUEST")
    return answer(request, status, GraphQLError(message, extensions={"code": code}), headers)


def answer(request: Request, status: int, error: GraphQLError, headers: Mapping[str, str] | None = None) -> Response:
    shown = told(error, locale=locale_in(request))
    seconds = (shown.extensions or {}).get("retryAfterSeconds")
    headers = {**(headers or {}), **({} if seconds is None else {"Retry-After": str(seconds)})}
    wanted = [each for each in acceptable(request.headers.getlist("accept")) if each != EVENT_STREAM]
    return json_response(json.dumps({"errors": [shown.formatted]}), status, wanted[0] if wanted else JSON, headers)


def locale_in(request: HTTPConnection) -> Locale:
    """How errors of this request are worded: as its context says, or as the client asks if it never had one."""
    found: Locale | None = request.scope.get(LOCALE)
    return found or Locale(asked_language(request.headers.get("accept-language")))


def json_response(
    body: str | bytes, status: int, media_type: str, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(
        body,
        status,
        {
            "Content-Type": f"{media_type}; charset=utf-8",
            "Cache-Control": "no-store",
            "Vary": "Accept",
            "X-Content-Type-Options": "nosniff",
            **(headers or {}),
        },
    )


async def _nothing() -> AsyncIterator[Any]:
    return
    yield


async def _beginning_with(first: Any, results: Any) -> AsyncIterator[Any]:
    if first is not None:
        yield first
    async for result in results:
        yield result
