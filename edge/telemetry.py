"""What the server measures and traces: nothing in it says who did something, or what somebody wrote."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest

import structlog
from graphql import FieldNode, GraphQLError, get_operation_ast
from opentelemetry.metrics import CallbackOptions, Meter, Observation
from opentelemetry.propagate import extract
from opentelemetry.trace import SpanKind, Status, StatusCode, Tracer, use_span
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from edge.frames import LASTING
from models import tally
from schema.errors import INTERNAL

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
ROUTES = frozenset({"graphql", "graphiql", "uploads", "files", "calendars", "bundles", "health", "ready", "metrics"})
# Seconds between two looks at what changes by itself, and at what has to be asked of the database.
LOOKING, ASKING = 2.0, 15.0
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

log = structlog.get_logger(__name__)


def route_of(path: str) -> str:
    """The kind of path, one of a few: paths contain ids and the tokens of links."""
    first = path.strip("/").partition("/")[0]
    return f"/{first}" if first in ROUTES else "other"


class Traced:
    """A span for each HTTP request, which goes on with the trace that a `traceparent` header names.

    A stream's span ends when it begins to be sent. The trace's id is in everything that is logged for the request.
    """

    def __init__(self, app: ASGIApp, tracer: Tracer) -> None:
        self.app = app
        self.tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        method = scope["method"] if scope["method"] in METHODS else "_OTHER"
        route = route_of(scope["path"])
        span = self.tracer.start_span(
            f"{method} {route}",
            context=extract(Headers(scope=scope)),
            kind=SpanKind.SERVER,
            attributes={"http.request.method": method, "http.route": route, "url.scheme": scope["scheme"]},
        )

        async def send_and_note(message: Message) -> None:
            if message["type"] == "http.response.start":
                status = int(message["status"])
                span.set_attribute("http.response.status_code", status)
                if status >= 500:
                    span.set_status(Status(StatusCode.ERROR))
                if scope.get(LASTING):
                    span.end()
            await send(message)

        trace = f"{span.get_span_context().trace_id:032x}"
        try:
            # An exception is logged, and may contain what somebody wrote: none is recorded.
            with (
                structlog.contextvars.bound_contextvars(trace_id=trace),
                use_span(span, record_exception=False, set_status_on_exception=False),
            ):
                await self.app(scope, receive, send_and_note)
        finally:
            if span.is_recording():
                span.end()


class Operations:
    """Measures queries and mutations, and traces them; makes the schema extension that does so."""

    def __init__(self, meter: Meter, tracer: Tracer | None) -> None:
        self.tracer = tracer
        self.duration = meter.create_histogram(
            "bidhall.operation.duration",
            unit="s",
            description="How long queries and mutations took.",
            explicit_bucket_boundaries_advisory=SECONDS,
        )

    def extension(self) -> SchemaExtension:
        made = Observed()
        made.operations = self
        return made


class Observed(SchemaExtension):
    """The extension for one operation."""

    operations: Operations

    async def on_execute(self) -> AsyncIterator[None]:
        context = self.execution_context
        if context.operation_type is OperationType.SUBSCRIPTION:
            yield
            return
        kind, started, tracer = context.operation_type.value, time.perf_counter(), self.operations.tracer
        span = tracer.start_span(kind, attributes={"bidhall.fields": self._fields()}) if tracer else None
        if span is None:
            yield
        else:
            with use_span(span, record_exception=False, set_status_on_exception=False):
                yield
        codes = {str((error.extensions or {}).get("code", INTERNAL)) for error in self._errors()}
        outcome = "failed" if INTERNAL in codes else "refused" if codes else "done"
        self.operations.duration.record(time.perf_counter() - started, {"type": kind, "outcome": outcome})
        if span is not None:
            if codes:
                span.set_attribute("bidhall.codes", sorted(codes))
            if INTERNAL in codes:
                span.set_status(Status(StatusCode.ERROR))
            span.end()

    def _errors(self) -> Iterable[GraphQLError]:
        result = self.execution_context.result
        return getattr(result, "errors", None) or ()

    def _fields(self) -> list[str]:
        """The fields of the root that were asked for: names of the schema, once the document is valid."""
        context = self.execution_context
        operation = context.graphql_document and get_operation_ast(context.graphql_document, context.operation_name)
        selections = operation.selection_set.selections if operation else ()
        return sorted({each.name.value for each in selections if isinstance(each, FieldNode)})


@dataclass(frozen=True, slots=True)
class Gauge:
    """Numbers that are looked at: by the value of one attribute, or a single one under the empty value."""

    name: str
    attribute: str
    description: str
    look: Callable[[], Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The same, for numbers that the database knows."""

    name: str
    attribute: str
    description: str
    ask: Callable[[], Awaitable[Mapping[str, float]]]


class Measures:
    """The metrics of the process. Exporters read them in threads of their own, and so only what was looked at last."""

    def __init__(self, meter: Meter, gauges: Sequence[Gauge | Asked]) -> None:
        self.gauges = gauges
        self._seen: dict[str, Mapping[str, float]] = {}
        for gauge in gauges:
            meter.create_observable_gauge(gauge.name, [self._reading(gauge)], description=gauge.description)
        for name, attribute, description, counted in (
            ("bidhall.refusals", "code", "Refusals and errors that clients were told.", tally.refusals),
            ("bidhall.deliveries", "place", "Events that were sent to subscribers.", tally.deliveries),
        ):
            meter.create_observable_counter(name, [_counting(counted, attribute)], description=description)
        self._requests = meter.create_histogram(
            "http.server.request.duration",
            unit="s",
            description="How long HTTP requests took.",
            explicit_bucket_boundaries_advisory=SECONDS,
        )

    def requested(self, method: str, path: str, status: int | None, seconds: float, *, is_lasting: bool) -> None:
        """Notes a request that is done; sockets and streams last as long as their clients want."""
        if method != "WEBSOCKET" and not is_lasting:
            attributes: dict[str, str | int] = {
                "http.request.method": method if method in METHODS else "_OTHER",
                "http.route": route_of(path),
                "http.response.status_code": status or 0,
            }
            self._requests.record(seconds, attributes)

    async def keep_looking(self) -> None:
        """Looks at all gauges, until cancelled."""
        asked_at = float("-inf")
        while True:
            is_time = time.monotonic() - asked_at >= ASKING
            asked_at = time.monotonic() if is_time else asked_at
            for gauge in self.gauges:
                if isinstance(gauge, Gauge):
                    self._seen[gauge.name] = gauge.look()
                elif is_time:
                    try:
                        self._seen[gauge.name] = await gauge.ask()
                    except Exception as error:  # noqa: BLE001 - drivers raise many kinds of error
                        # Rather no number than an old one.
                        self._seen.pop(gauge.name, None)
                        log.warning("measuring_failed", gauge=gauge.name, error=repr(error))
            await asyncio.sleep(LOOKING)

    def _reading(self, gauge: Gauge | Asked) -> Callable[[CallbackOptions], Iterable[Observation]]:
        def read(_: CallbackOptions) -> Iterable[Observation]:
            seen = self._seen.get(gauge.name, {})
            return [Observation(number, {gauge.attribute: name} if name else {}) for name, number in seen.items()]

        return read


def _counting(counted: Mapping[str, int], attribute: str) -> Callable[[CallbackOptions], Iterable[Observation]]:
    def read(_: CallbackOptions) -> Iterable[Observation]:
        # Copied at once: it grows in another thread.
        return [Observation(number, {attribute: name}) for name, number in list(counted.items())]

    return read


def metrics_routes(page: Callable[[], bytes], token: str) -> list[Route]:
    """The metrics at the public address, for whoever has the token."""

    async def show(request: Request) -> Response:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not compare_digest(given.strip().encode(), token.encode()):
            return PlainTextResponse("", 401, {"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"})
        headers = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8", "Cache-Control": "no-store"}
        return Response(page(), headers=headers)

    return [Route("/metrics", show)]
