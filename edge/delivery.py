"""Delivery of subscriptions: started by Strawberry, rendered once for all that may share, sent to each."""

import asyncio
import dataclasses
import inspect
import json
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Hashable, Sequence
from functools import lru_cache
from typing import Any

import structlog
from graphql import (
    ArgumentNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    Visitor,
    execute,
    get_operation_ast,
    get_variable_values,
    visit,
)
from strawberry.schema._graphql_core import execution_context_class_kwargs

from edge.answers import encode
from edge.limits import in_force
from edge.parsing import parsed
from edge.plans import Complete, Planner, Unplanned
from models.accounts.viewer import Viewer
from models.database import AWAY
from models.errors import Refused
from models.refusals.wording import Locale
from realtime.groups import Delivery, Feed, Group, Reader, Render
from realtime.subscribing import stay_subscribed, subscribe
from resolvers.context import Context, as_error, unauthenticated
from schema.errors import GuardedSchema, told
from schema.sharing import is_personal

HEARTBEAT = 15.0
MOST_WAITING = 1 << 20
MOST_RENDERS = 1_000

log = structlog.get_logger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Request:
    """An operation as a client sent it."""

    query: str
    variables: dict[str, Any]
    operation_name: str | None

    @property
    def operation(self) -> OperationDefinitionNode | None:
        """The operation to run; None for a document that is refused when it is executed."""
        if len(self.query) > in_force().document_bytes:
            return None
        try:
            return get_operation_ast(_parsed(self.query), self.operation_name)
        except GraphQLError:
            return None

    def is_(self, kind: OperationType) -> bool:
        operation = self.operation
        return operation is not None and operation.operation is kind


def _parsed(query: str) -> DocumentNode:
    return parsed(query, in_force().tokens)


async def follow_feed(schema: GuardedSchema, request: Request, context: Context, subscriber: Any) -> None:
    """Delivers the feed to the subscriber until cancelled, or until the subscriber is evicted."""
    await stay_subscribed(context.dispatcher, *_followed(schema, request, context), subscriber)


async def join_group(schema: GuardedSchema, request: Request, context: Context, subscriber: Any) -> Group | None:
    """Lets the subscriber catch up, then adds it to a group and returns the group; None if it was evicted."""
    return await subscribe(context.dispatcher, *_followed(schema, request, context), subscriber)


def _followed(schema: GuardedSchema, request: Request, context: Context) -> tuple[Hashable, Feed, Render]:
    """The key of the group, its feed and its rendering, for all that select the same and may see the same."""
    feed = context.feed
    assert feed is not None
    feed = dataclasses.replace(feed, scope=(feed.scope, None))
    if _is_personal(schema, request.query, settles_roles=feed.settles_roles):
        # Links name the session and begin with the address that its client knows, so no other connection gets them.
        session = context.viewer and context.viewer.session_id
        feed = dataclasses.replace(feed, scope=(feed.scope, session, context.home), home=context.home)
    return key_of(request), feed, rendering(schema, request, context)


@lru_cache(maxsize=256)
def _is_personal(schema: GuardedSchema, query: str, *, settles_roles: bool) -> bool:
    return is_personal(schema, _parsed(query), settles_roles=settles_roles)


def rendering(schema: GuardedSchema, request: Request, context: Context) -> Render:
    """How events are rendered for everyone with the same selection, whatever stream they follow."""
    below = _variables_below_root(request.query, request.operation_name)
    used = {name: value for name, value in request.variables.items() if name in below}
    key = (schema, request.query, request.operation_name, json.dumps(used, sort_keys=True))
    if key not in _renders:
        _renders[key] = _rendering(schema, request, context.shared())
        while len(_renders) > MOST_RENDERS:
            _renders.popitem(last=False)
    _renders.move_to_end(key)
    return _renders[key]


_renders: OrderedDict[tuple[Any, ...], Render] = OrderedDict()


def _rendering(schema: GuardedSchema, request: Request, context: Context) -> Render:
    document = _parsed(request.query)
    planned = _planned(schema, document, request)

    async def plainly(event: object, reader: Reader) -> bytes:
        return await executed(schema, document, request, event, context.reading(reader))

    async def together(events: Sequence[tuple[object, Reader]]) -> Sequence[bytes]:
        if planned is not None:
            key, complete = planned
            try:
                shown = await complete([each for each, _ in events], [context.reading(reader) for _, reader in events])
            except AWAY:
                raise
            except Exception:
                # What fails on this way alone is a fault of it; what fails on both is answered by the other one.
                log.warning("executed_instead", exc_info=True)
            else:
                return [encode({"data": {key: each}}) for each in shown]
        return [await plainly(each, reader) for each, reader in events]

    return Render(together, plainly)


def _planned(schema: GuardedSchema, document: DocumentNode, request: Request) -> tuple[str, Complete] | None:
    operation = request.operation
    assert operation is not None
    variables = get_variable_values(schema._schema, operation.variable_definitions or (), request.variables)
    if isinstance(variables, list):
        return None
    try:
        return Planner(schema, document, variables).of_root(operation)
    except Unplanned as reason:
        log.info("executed_event_by_event", reason=str(reason))
        return None


async def executed(
    schema: GuardedSchema, document: DocumentNode, request: Request, event: object, context: Context
) -> bytes:
    """The result of this selection for one event, as JSON."""
    result: Any = execute(
        schema._schema,
        document,
        root_value=event,
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
                # Not a result: the event is rendered again once the database is back.
                raise error.original_error
        schema.process_errors(result.errors)
        payload["errors"] = [error.formatted for error in result.errors]
    return encode(payload)


def key_of(request: Request) -> tuple[str, str | None, str]:
    """What must be equal for two requests to share a group: everything except the cursor."""
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


@lru_cache(maxsize=256)
def _variables_below_root(query: str, operation_name: str | None) -> frozenset[str]:
    """The variables that the selection depends on, without the arguments of the root field."""
    document = _parsed(query)
    operation = get_operation_ast(document, operation_name)
    assert operation is not None
    found = _Variables()
    for definition in document.definitions:
        if isinstance(definition, FragmentDefinitionNode):
            visit(definition, found)
    for root in operation.selection_set.selections:
        if isinstance(root, FieldNode) and root.selection_set:
            visit(root.selection_set, found)
        elif not isinstance(root, FieldNode):
            visit(root, found)
    return frozenset(found.names)


class _Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_variable(self, node: VariableNode, *_: object) -> None:
        self.names.add(node.name.value)


def _is_after(argument: ArgumentNode) -> bool:
    return argument.name.value == "after"


class EventStream:
    """The subscriber behind a stream of server-sent events; holds what was not sent yet, up to a limit."""

    def __init__(self, viewer: Viewer | None, locale: Locale) -> None:
        """`locale` is how the error that ends the stream is worded."""
        self.viewer = viewer
        self._locale = locale
        self.seq = 0
        self._waiting: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._size = 0
        self._less = asyncio.Event()
        self._is_over = False
        self._following: asyncio.Task[None]

    def send(self, deliveries: Sequence[Delivery]) -> None:
        for each in deliveries:
            if self._is_over:
                return
            chunk = b"event: next\nid: %s\ndata: %s\n\n" % (str(each.cursor).encode(), each.payload)
            self._size += len(chunk)
            self._waiting.put_nowait(chunk)
            if self._size > MOST_WAITING:
                # The client reconnects by itself, with the id of its last event.
                self._end()

    async def drained(self) -> None:
        while self._size > MOST_WAITING // 4 and not self._is_over:
            self._less.clear()
            await self._less.wait()

    def evict(self) -> None:
        self.refuse(evicted())

    def disconnect_to_retry(self) -> None:
        # As for a client that is too slow: it reconnects by itself.
        self._end()

    def disconnect(self, _code: int, _reason: str) -> None:
        """Ends the stream because its session has ended."""
        self.refuse(unauthenticated("Your session has ended: sign in again."))

    def refuse(self, error: GraphQLError) -> None:
        """Ends the stream with an error."""
        if not self._is_over:
            data = json.dumps({"errors": [told(error, locale=self._locale).formatted]}).encode()
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
        """The bytes of the stream, with a comment every HEARTBEAT seconds to keep the connection open."""
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


def evicted() -> GraphQLError:
    """The error that ends a subscription of somebody who may no longer follow."""
    return as_error(Refused("NOT_FOUND", "You may no longer follow this, or your role has changed: load it again."))


def feed_after(feed: Feed, cursor: str | None) -> Feed:
    """The feed, starting after the cursor of a Last-Event-ID header if there is one."""
    return dataclasses.replace(feed, after=cursor) if cursor else feed
