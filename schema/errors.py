"""Errors as clients see them: their own mistakes in full, ours only as a request id to ask about."""

import re
from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from copy import copy
from dataclasses import replace
from typing import Any, Self

import strawberry
import structlog
from graphql import GraphQLError, GraphQLSyntaxError, OperationDefinitionNode, ValueNode
from graphql.execution import Executor
from strawberry.exceptions import MissingQueryError
from strawberry.extensions import SchemaExtension
from strawberry.extensions.runner import SchemaExtensionsRunner
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionContext
from strawberry.types.execution import PreExecutionError
from strawberry.utils.aio import aclosing

from models import tally
from models.accounts.viewer import SessionEnded
from models.database import ABORTED, AWAY
from models.errors import InvalidInput, Refusal, Refused, parameters_of
from models.refusals.wording import Locale
from models.refusals.wording import said as in_words
from resolvers.context import Context
from schema.hooks import Runner
from schema.mistakes import about_syntax, names_sent, without_names, without_values

INTERNAL = "INTERNAL"
UNAVAILABLE = "UNAVAILABLE"
UNAUTHENTICATED = "UNAUTHENTICATED"
PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
NO_SUCH_OPERATION = "OPERATION_RESOLUTION_FAILURE"
NO_OPERATION = "The document has no operation of this name that can be run here."

log = structlog.get_logger(__name__)


class GuardedSchema(strawberry.Schema):
    """A schema whose errors all have a code, and which never reveals internal failures.

    An error with its own `extensions.code` passes unchanged. With `disable_field_suggestions`, no error names
    anything of the schema that the client did not send itself.

    `execute` executes queries and mutations in the place of `graphql.execute`, which it has to equal.
    """

    def __init__(self, *args: Any, execute: Callable[..., Any] | None = None, **given: Any) -> None:
        super().__init__(*args, **given)
        self._execute = execute

    def _get_execute_function(self) -> Callable[..., Any]:
        return self._execute or super()._get_execute_function()

    def guarded(
        self,
        extensions: Sequence[Callable[[], SchemaExtension]],
        executor: type[Executor[Any]] | None,
        execute: Callable[..., Any] | None,
        suggestions: bool,
    ) -> Self:
        """The same types with guards of their own."""
        guarded = copy(self)
        guarded.extensions = tuple(extensions)
        guarded.execution_context_class = executor or self.execution_context_class
        guarded._execute = execute
        guarded.config = replace(self.config, disable_field_suggestions=not suggestions)
        return guarded

    def get_extensions(self, sync: bool = False) -> list[SchemaExtension]:
        return [*super().get_extensions(sync), OneOperation()]

    def create_extensions_runner(
        self, execution_context: ExecutionContext, extensions: list[SchemaExtension]
    ) -> SchemaExtensionsRunner:
        return Runner(execution_context, extensions)

    def process_errors(
        self,
        errors: list[GraphQLError],
        execution_context: ExecutionContext | None = None,
    ) -> None:
        sent = execution_context
        said = names_sent(sent.query, sent.variables) if sent else set[str]()
        self._tell(errors, said, locale_of(sent.context) if sent else Locale())

    def _tell(self, errors: list[GraphQLError], said: set[str], locale: Locale) -> None:
        known = said if self.config.disable_field_suggestions else None
        # In place: Strawberry sends this very list, over HTTP and on every stream.
        raised = errors[:]
        errors[:] = [told(error, known, locale) for error in raised]
        for each in raised:
            _let_go(each)

    async def stream(self, *args: Any, **kwargs: Any) -> AsyncGenerator[Any, None]:
        return self._ending_well(await super().stream(*args, **kwargs), locale_of(kwargs.get("context_value")))

    async def _ending_well(self, results: AsyncGenerator[Any, None], locale: Locale) -> AsyncGenerator[Any, None]:
        # Strawberry lets an exception of an extension break the stream: the client would get no error at all.
        async with aclosing(results):
            try:
                async for result in results:
                    yield result
            except Exception as error:  # noqa: BLE001 - sent and logged like any other
                errors = [error if isinstance(error, GraphQLError) else GraphQLError(str(error), original_error=error)]
                self._tell(errors, set(), locale)
                yield PreExecutionError(data=None, errors=errors)


class OneOperation(SchemaExtension):
    """Refuses a document with several operations if the request names none of them; Strawberry would run the first."""

    def on_validate(self) -> Any:
        context = self.execution_context
        assert context.graphql_document is not None
        operations = [
            each for each in context.graphql_document.definitions if isinstance(each, OperationDefinitionNode)
        ]
        if len(operations) > 1 and context._provided_operation_name is None:
            context.pre_execution_errors = [
                GraphQLError(
                    f"The document has {len(operations)} operations: operationName must say which to run.",
                    extensions={"code": NO_SUCH_OPERATION},
                )
            ]
        yield


def locale_of(context: Any) -> Locale:
    """How the errors of an operation with this context are worded."""
    return context.locale if isinstance(context, Context) else Locale()


def told(
    error: GraphQLError,
    said: Collection[str] | None = None,
    locale: Locale = Locale(),  # noqa: B008 - never changed
) -> GraphQLError:
    """The error as the client sees it. An unexpected one is logged and shown as INTERNAL.

    A mistake of the client is told without the values that it sent, and if `said` is given, without other names than
    these.
    """
    answered = _told(error, said, locale)
    tally.refusals[(answered.extensions or {}).get("code", INTERNAL)] += 1
    return answered


def _let_go(error: BaseException) -> None:
    """Drops the tracebacks of an error that was told and logged.

    Their frames have variables that lead back to the error: with all that they hold, they would wait for the garbage
    collector.
    """
    waiting, known = [error], set[int]()
    while waiting:
        each = waiting.pop()
        if id(each) not in known:
            known.add(id(each))
            each.__traceback__ = None
            causes = (getattr(each, "original_error", None), each.__cause__, each.__context__)
            waiting += [cause for cause in causes if cause is not None]


def _told(error: GraphQLError, said: Collection[str] | None, locale: Locale) -> GraphQLError:
    inner, cause = _origin(error)
    # An error that wraps an exception copies its `extensions`, which were not meant for clients.
    code = (inner.extensions or {}).get("code") if inner is cause else None
    if isinstance(cause, Refusal):
        return _refusal(error, cause, locale)
    if isinstance(cause, SessionEnded):
        return _refusal(error, Refused(UNAUTHENTICATED, "Your session has ended: sign in again."), locale)
    if isinstance(cause, (*AWAY, *ABORTED)):
        log.warning("database_away", path=error.path, error=repr(cause))
        return _refusal(error, unavailable(), locale)
    if code is not None:
        return _answered(error, error.message, {**(error.extensions or {}), "code": code})
    code = _mistake(error, inner, cause)
    if code is None:
        log.error("resolver_failed", path=error.path, exc_info=cause)
        return internal(locale, error)
    return _answered(error, _said_of_mistake(error, inner, cause, said), {"code": code})


def _said_of_mistake(error: GraphQLError, inner: GraphQLError, cause: Exception, said: Collection[str] | None) -> str:
    if isinstance(cause, GraphQLSyntaxError):
        return about_syntax(cause)
    if isinstance(cause, CannotGetOperationTypeError | InvalidOperationTypeError | MissingQueryError):
        return NO_OPERATION
    message = without_values(error.message, [*(error.nodes or ()), *(inner.nodes or ())], cause)
    if said is None:
        return message
    return without_names(re.sub(r"\s*Did you mean .*", "", message, flags=re.DOTALL), said)


def _refusal(error: GraphQLError, cause: Refusal, locale: Locale) -> GraphQLError:
    """A refusal as a top-level error: a query has no result union to hold it."""
    extensions: dict[str, Any] = {"code": cause.code}
    if isinstance(cause, Refused) and cause.retry_after_seconds is not None:
        extensions["retryAfterSeconds"] = cause.retry_after_seconds
    if isinstance(cause, InvalidInput):
        extensions["fields"] = [
            {
                "path": each.path,
                "message": in_words(each, locale),
                "code": each.code,
                "parameters": parameters_of(each.facts),
            }
            for each in cause.fields
        ]
    return _answered(error, in_words(cause, locale), extensions)


def _answered(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    """The error with another message, at the same place of the document."""
    return GraphQLError(message, error.nodes, error.source, error.positions, error.path, extensions=extensions)


def unavailable() -> Refused:
    """The database cannot be reached at the moment; the transaction was rolled back."""
    return Refused(UNAVAILABLE, "The server cannot reach its database at the moment: try again.")


def internal(locale: Locale, error: GraphQLError | None = None) -> GraphQLError:
    """An error with nothing but the request id, under which the log has the details."""
    request_id = structlog.contextvars.get_contextvars().get("request_id")
    extensions = {"code": INTERNAL, **({"requestId": request_id} if request_id else {})}
    message = in_words(Refused(INTERNAL, "Internal error"), locale)
    return _answered(error, message, extensions) if error else GraphQLError(message, extensions=extensions)


def _origin(error: GraphQLError) -> tuple[GraphQLError, Exception]:
    """The innermost GraphQL error, and the exception that it wraps, or itself if it wraps none."""
    while isinstance(error.original_error, GraphQLError):
        error = error.original_error
    return error, error.original_error or error


def _mistake(error: GraphQLError, inner: GraphQLError, cause: Exception) -> str | None:
    """The code if the client made the mistake, in the document, its variables or its arguments; None otherwise."""
    if isinstance(cause, CannotGetOperationTypeError | InvalidOperationTypeError | MissingQueryError):
        return NO_SUCH_OPERATION
    if isinstance(cause, GraphQLSyntaxError):
        return PARSE_FAILED
    if error.path is None:
        return VALIDATION_FAILED if inner is cause or error.nodes else None
    # Of all errors with a path, only those about a value that the client wrote point at that value.
    points_at_value = inner.nodes is not None and isinstance(inner.nodes[0], ValueNode)
    return VALIDATION_FAILED if points_at_value else None
