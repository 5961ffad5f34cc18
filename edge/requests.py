"""Request logging: an id for each request, one log line when it is done, one format for all logs."""

import logging
import re
import time
from functools import partial
from typing import Any, Protocol

import structlog
import uuid_utils
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from edge.connections import Connection
from edge.frames import CONNECTION, LASTING

SANE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+/=-]{0,127}")
OPENING = "websocket.http.response.start", "http.response.start", "websocket.accept"

log = structlog.get_logger(__name__)


class Measure(Protocol):
    """Notes a request that is done."""

    def __call__(self, method: str, path: str, status: int | None, seconds: float, *, is_lasting: bool) -> None: ...


class Requests:
    """Gives every request an id, which appears in its response headers and in everything that is logged for it.

    The log line contains neither headers nor the query string, so tokens and variables stay out of the log.
    """

    def __init__(self, app: ASGIApp, *, measure: Measure | None = None) -> None:
        """`measure` is told of each request that is done, as the log is."""
        self.app = app
        self.measure = measure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        request_id = id_of(scope)
        status: int | None = None
        started = time.perf_counter()

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] in OPENING:
                MutableHeaders(scope=message)["X-Request-ID"] = request_id
            status = status_of(message) or status
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_id)
            except BaseException:
                status = status or 500
                raise
            finally:
                connection: Connection | None = (scope.get("extensions") or {}).get(CONNECTION)
                note = partial(self._note, scope, status, started)
                if connection is None:
                    note(None)
                else:
                    connection.when_closed(note)

    def _note(self, scope: Scope, status: int | None, started: float, closed_with: int | None) -> None:
        method, path, seconds = scope.get("method", "WEBSOCKET"), scope["path"], time.perf_counter() - started
        duration = round(seconds * 1000, 1)
        log.info("request", method=method, path=path, status=closed_with or status, duration_ms=duration)
        if self.measure is not None:
            self.measure(method, path, status, seconds, is_lasting=LASTING in scope)


def id_of(scope: Scope) -> str:
    """The id that a proxy has set, if it is safe to log, or a new one."""
    given = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"x-request-id"), "")
    return given if SANE_ID.fullmatch(given) else str(uuid_utils.uuid4())


def status_of(message: Message) -> int | None:
    match message["type"]:
        case "http.response.start" | "websocket.http.response.start":
            return int(message["status"])
        case "websocket.accept":
            return 101
        case "websocket.close":
            return int(message.get("code", 1000))
    return None


def configure_logging(*, json: bool, level: str) -> None:
    """Sends all logs, the server's included, to standard error in one format."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    # No values of local variables in tracebacks: some are passwords.
    rendering: list[Any] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if json
        else [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for name, goes_on in {"uvicorn": True, "uvicorn.error": True, "uvicorn.access": False}.items():
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = goes_on
    # What the last ones log of requests to others has secrets in it, or is nobody's business.
    for name in ("tortoise", "httpcore", "httpx", "stripe"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").addFilter(_without_addresses)


def _without_addresses(record: logging.LogRecord) -> bool:
    # Uvicorn logs each socket's URL with its query string, where careless clients put tokens.
    return '"WebSocket %s"' not in str(record.msg)
