"""Guarding: each document is parsed, validated and measured once, and executed within what its client may use."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from graphql import (
    ASTValidationRule,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    get_operation_ast,
)
from graphql.validation.validate import ValidationAbortedError
from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType
from tortoise.models import Model

from edge.answers import AnswerMeter, BoundedExecutor, executor_for
from edge.cost import Costs
from edge.inputs import refusal_of
from edge.limits import Limits, exceeded, put_in_force, refusal, rules_of
from edge.parsing import parsed
from edge.telling import teller
from executor.comparing import Comparison
from executor.documents import CompiledExecutor
from executor.telling import Teller
from executor.validating import validate
from models.database import snapshot
from models.database.allowance import Allowance, allow, share_of
from models.database.fetching import Known, share_rows
from resolvers.context import Context

COSTLY = 2_000


def extensions(
    limits: Limits, *, introspection: bool, valid: Collection[str] = frozenset()
) -> list[Callable[[], SchemaExtension]]:
    """The schema extensions that enforce the limits; need a GuardedSchema, so that streams get the refusals too.

    `valid` are the texts of documents that are known to be valid, and within the usual limits: they are not validated.

    Strawberry's own limiters of depth and aliases follow a fragment each time it is spread, which takes exponential
    time. Its validation cache compares whole documents, node by node, at each request.
    """
    put_in_force(limits)
    documents = RecentDocuments(limits, rules_of(limits, introspection=introspection), valid)
    return [lambda: Guard(documents)]


def executor(limits: Limits) -> type[BoundedExecutor]:
    """The executor of a schema, which enforces the limits of answers while they are built."""
    return executor_for(most_fields=limits.cost, most_bytes=limits.answer_bytes)


def compiled(limits: Limits, *, compare_one_in: int = 0, teller: Teller | None = teller) -> CompiledExecutor:
    """The executor of a schema for documents that can be compiled, with the same limits.

    One query in `compare_one_in` is executed by graphql-core as well; 0 compares none. `teller` knows what the database
    can tell.
    """
    return CompiledExecutor(
        meter=lambda _: AnswerMeter(most_fields=limits.cost, most_bytes=limits.answer_bytes),
        complete=(Model,),
        may_be_cast=False,
        teller=teller,
        comparison=Comparison(compare_one_in, snapshot=snapshot, fresh=_apart) if compare_one_in else None,
        most_documents=limits.documents,
    )


@dataclass(slots=True)
class RecentDocument:
    """A recent document with its errors and costs; only the costs depend on variables."""

    parsed: DocumentNode
    errors: list[GraphQLError] | None = None
    costs: Costs | None = None


class RecentDocuments:
    """The recent documents, by their texts."""

    def __init__(self, limits: Limits, rules: Sequence[type[ASTValidationRule]], valid: Collection[str]) -> None:
        """`rules` are those that stand besides the rules of GraphQL. Documents that are `valid` are only measured."""
        self._limits = limits
        self._rules = rules
        self._valid = valid
        self._known: OrderedDict[str, RecentDocument] = OrderedDict()

    def of(self, query: str) -> RecentDocument:
        """The document with this text; raises a GraphQLError for one that is too long, or is none."""
        if query not in self._known:
            self._known[query] = RecentDocument(self._parsed(query))
            while len(self._known) > self._limits.documents:
                self._known.popitem(last=False)
        self._known.move_to_end(query)
        return self._known[query]

    def errors_of(
        self, query: str, schema: GraphQLSchema, rules: Sequence[type[ASTValidationRule]]
    ) -> Sequence[GraphQLError]:
        """What is wrong with a document, by the rules of GraphQL that are given and by those above."""
        known = self.of(query)
        if known.errors is None:
            if query in self._valid:
                known.errors = [*exceeded(known.parsed, self._limits)]
            else:
                known.errors = _explained(validate(schema, known.parsed, [*rules, *self._rules]))
        return known.errors

    def cost_of(
        self, query: str, schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Mapping[str, Any] | None
    ) -> int:
        """What an operation could cost, given the variables of a request; raises a GraphQLError if that is too much."""
        limits, known = self._limits, self.of(query)
        if known.costs is None:
            known.costs = Costs(schema, known.parsed, page_size=limits.page_size, list_size=limits.list_size)
        cost = known.costs.of(operation, variables or {})
        if cost > limits.cost:
            raise refusal("QUERY_TOO_COSTLY", f"can cost as much as {cost} fields", limits.cost)
        return cost

    def _parsed(self, query: str) -> DocumentNode:
        limits = self._limits
        size = len(query.encode(errors="replace"))
        if size > limits.document_bytes:
            raise refusal("DOCUMENT_TOO_LARGE", f"has {size} bytes", limits.document_bytes)
        try:
            return parsed(query, limits.tokens)
        except GraphQLSyntaxError as error:
            if "tokens. Parsing aborted" in error.message:
                raise refusal("TOO_MANY_TOKENS", "has too many tokens", limits.tokens) from None
            if "nested too deeply" in error.message:
                raise refusal("QUERY_TOO_DEEP", "is nested too deeply", limits.depth) from None
            raise


class Guard(SchemaExtension):
    """Refuses a document that is not valid or could cost too much, and executes the others within an allowance."""

    def __init__(self, documents: RecentDocuments) -> None:
        self._documents = documents
        self._cost = 0

    def on_parse(self) -> Iterator[None]:
        context = self.execution_context
        context.graphql_document = self._documents.of(context.query or "").parsed
        yield

    def on_validate(self) -> Iterator[None]:
        # A list of its own, because errors are appended to it later.
        self.execution_context.pre_execution_errors = [*self._refused()]
        yield

    def _refused(self) -> Sequence[GraphQLError]:
        context = self.execution_context
        query, schema = context.query or "", context.schema._schema
        if errors := self._documents.errors_of(query, schema, context.validation_rules):
            return errors
        if error := refusal_of(context.variables):
            return [error]
        operation = get_operation_ast(self._documents.of(query).parsed, context.operation_name)
        try:
            self._cost = self._documents.cost_of(query, schema, operation, context.variables) if operation else 0
        except GraphQLError as error:
            return [error]
        return []

    async def on_execute(self) -> AsyncIterator[None]:
        """Executes a query or mutation within an allowance, and the costly ones of one client one after the other."""
        if self.execution_context.operation_type is OperationType.SUBSCRIPTION:
            yield
            return
        context = self.execution_context.context
        share = share_of(_client_of(context))
        async with share.operations if self._cost > COSTLY else nullcontext():
            allow(Allowance(share))
            share_rows(Known())
            yield
        # Not reset by a token: a stream may end in another task than it began in.
        allow(None)
        share_rows(None)
        if isinstance(context, Context):
            # Now, and not when the garbage collector comes round: the loaders hold everything that was loaded.
            context.forget()


def _explained(errors: list[GraphQLError]) -> list[GraphQLError]:
    """The errors, or why graphql-core gave up on a document: too many comparisons, or too many nested fragments."""
    if not errors or not isinstance(errors[-1], ValidationAbortedError) or "Too many" in errors[-1].message:
        return errors
    message = "This document is too entangled to check: repeat fewer fields, nest fewer fragments."
    return [GraphQLError(message, extensions={"code": "QUERY_TOO_COMPLEX"})]


def _apart(context: Any) -> Any:
    """A context for an operation that is executed twice, each time within an allowance of its own."""
    allow(Allowance(share_of(_client_of(context))))
    share_rows(Known())
    return context.apart() if isinstance(context, Context) else context


def _client_of(context: Any) -> object:
    """Whoever sends the request: the user, or the address of a guest."""
    if not isinstance(context, Context):
        return None
    if context.viewer is not None:
        return context.viewer.user.id
    return context.caller.origin if context.caller else None
