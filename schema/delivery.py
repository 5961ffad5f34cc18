"""Delivery of subscriptions: started by Strawberry, worked out once for all who may share, sent to each."""

import asyncio
import dataclasses
import inspect
import json
from collections.abc import AsyncIterator, Callable, Hashable
from functools import lru_cache
from typing import Any

import structlog
from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    execute,
    get_operation_ast,
    parse,
)
from strawberry.schema._graphql_core import execution_context_class_kwargs

from models.accounts.parties import Viewer
from models.database import AWAY
from realtime.cursors import Cursor
from realtime.groups import Feed, Group, Render, attend, join
from resolvers.context import Context
from schema.errors import GuardedSchema
from schema.sharing import fields_in, is_personal

HEARTBEAT = 15.0
MOST_WAITING = 1 << 20

log = structlog.get_logger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Request:
    """An operation as a client sent it."""

    query: str
    variables: dict[str, Any]
    operation_name: str | None

    @property
    def operation(self) -> OperationDefinitionNode | None:
        try:
            return get_operation_ast(parsed(self.query), self.operation_name)
        except GraphQLError:  # to be told by whoever executes it
            return None

    def is_(self, kind: OperationType) -> bool:
        operation = self.operation
        return operation is not None and operation.operation is kind


@lru_cache(maxsize=256)
def parsed(query: str) -> DocumentNode:
    return parse(query, no_location=True)


async def deliver(schema: GuardedSchema, request: Request, context: Context, member: Any) -> None:
    """Follows the feed for the member until this is cancelled, or the member is shown out."""
    await attend(context.hub, *_followed(schema, request, context), member)


async def enrol(schema: GuardedSchema, request: Request, context: Context, member: Any) -> Group | None:
    """Makes the member one of the group that it gives, once it has caught up; None: it was shown out."""
    return await join(context.hub, *_followed(schema, request, context), member)


def _followed(schema: GuardedSchema, request: Request, context: Context) -> tuple[Hashable, Feed, Render]:
    """What is followed together with all who ask for the same and may see the same, and how it is shown to them."""
    feed = context.feed
    assert feed is not None
    document = parsed(request.query)
    alone = is_personal(fields_in(schema._schema, document), settles_roles=feed.settles_roles)
    scope = (feed.scope, context.viewer.user.id if context.viewer and alone else None)

    async def render(told: object, viewer: Viewer | None) -> bytes:
        own = context.fresh()
        own.viewer = viewer
        own.is_shared = True
        return await worked_out(schema, document, request, told, own)

    return key_of(request), dataclasses.replace(feed, scope=scope), render


async def worked_out(
    schema: GuardedSchema, document: DocumentNode, request: Request, told: object, context: Context
) -> bytes:
    """What one event says to this selection, as the JSON of an execution result."""
    result: Any = execute(
        schema._schema,
        document,
        root_value=told,
        variable_values=request.variables,
        operation_name=request.operation_name,
        context_value=context,
        **execution_context_class_kwargs(schema.execution_context_class),
    )
    if inspect.isawaitable(result):
        result = await result
    payload = {"data": result.data}
    if result.errors:
        for error in result.errors:
            if isinstance(error.original_error, AWAY):
                # Not what the event says: it is worked out again once the database is back.
                raise error.original_error
        schema.process_errors(result.errors)
        payload["errors"] = [error.formatted for error in result.errors]
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


def key_of(request: Request) -> tuple[str, str | None, str]:
    """What has to be equal for two requests to share: everything but the cursor."""
    cursor = _cursor_variable(request)
    variables = {name: value for name, value in request.variables.items() if name != cursor}
    return (request.query, request.operation_name, json.dumps(variables, sort_keys=True))


def _cursor_variable(request: Request) -> str | None:
    operation = request.operation
    if operation is None or len(operation.selection_set.selections) != 1:
        return None
    root = operation.selection_set.selections[0]
    if not isinstance(root, FieldNode):
        return None
    after = next((each for each in root.arguments or () if _is_after(each)), None)
    return after.value.name.value if after is not None and isinstance(after.value, VariableNode) else None


def _is_after(argument: ArgumentNode) -> bool:
    return argument.name.value == "after"


class Stream:
    """The member behind a server-sent event stream: what was not sent yet waits here, up to a bound."""

    def __init__(self, viewer: Viewer | None) -> None:
        self.viewer = viewer
        self.seq = 0
        self._waiting: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._size = 0
        self._less = asyncio.Event()
        self._is_over = False
        self._following: asyncio.Task[None]

    def send(self, payload: bytes, cursor: Cursor) -> None:
        if self._is_over:
            return
        chunk = b"event: next\nid: %s\ndata: %s\n\n" % (str(cursor).encode(), payload)
        self._size += len(chunk)
        self._waiting.put_nowait(chunk)
        if self._size > MOST_WAITING:
            # The client comes back by itself, with the id of the last event that it has.
            self._end()

    async def drained(self) -> None:
        while self._size > MOST_WAITING // 4 and not self._is_over:
            self._less.clear()
            await self._less.wait()

    def show_out(self) -> None:
        self._refuse(ENDED)

    def hang_up(self, _: int, reason: str) -> None:
        """Ends the stream from outside, because the session behind it has ended."""
        self._refuse(GraphQLError(reason, extensions={"code": "UNAUTHENTICATED"}))

    def _refuse(self, error: GraphQLError) -> None:
        if not self._is_over:
            data = json.dumps({"errors": [error.formatted]}).encode()
            chunk = b"event: next\ndata: %s\n\nevent: complete\ndata: \n\n" % data
            self._size += len(chunk)
            self._waiting.put_nowait(chunk)
            self._end()

    def _end(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._less.set()
            self._waiting.put_nowait(None)
            self._following.cancel()

    def _followed(self, following: asyncio.Task[None]) -> None:
        if not following.cancelled() and following.exception() is not None:
            log.error("following_failed", exc_info=following.exception())
        self._end()

    async def chunks(self, follow: Callable[[], Any]) -> AsyncIterator[bytes]:
        """What goes over the wire, with a comment now and then that keeps the connection open."""
        following = self._following = asyncio.create_task(follow())
        following.add_done_callback(self._followed)
        try:
            yield b":\n\n"
            while True:
                try:
                    async with asyncio.timeout(HEARTBEAT):
                        chunk = await self._waiting.get()
                except TimeoutError:
                    chunk = b":\n\n"
                if chunk is None:
                    return
                self._size -= len(chunk)
                self._less.set()
                yield chunk
        finally:
            following.cancel()
            await asyncio.gather(following, return_exceptions=True)


ENDED = GraphQLError(
    "You may no longer follow this, or your part in it is another: load it anew.",
    extensions={"code": "NOT_FOUND"},
)


def feed_after(feed: Feed, cursor: str | None) -> Feed:
    """The feed from the cursor of a Last-Event-ID on, where there is one."""
    return dataclasses.replace(feed, after=cursor) if cursor else feed
