"""Limits on documents, so that no client can keep the server busy with one request."""

from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSyntaxError,
    InlineFragmentNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationContext,
    ValidationRule,
    get_operation_ast,
    validate,
)
from graphql.validation.rules import overlapping_fields_can_be_merged
from graphql.validation.validate import ValidationAbortedError
from strawberry.extensions import AddValidationRules, SchemaExtension
from strawberry.types.graphql import OperationType
from tortoise.models import Model

from edge.answers import AnswerMeter, BoundedExecutor, executor_for
from edge.cost import Costs
from edge.inputs import BoundedLiterals, BoundedVariables
from edge.parsing import parsed
from edge.telling import teller
from executor.comparing import Comparison
from executor.documents import CompiledExecutor
from executor.telling import Teller
from models.database import snapshot
from models.database.allowance import Allowance, allow, share_of
from models.database.fetching import Known, share_rows
from resolvers.context import Context

COSTLY = 2_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one document."""

    document_bytes: int = 20_000
    tokens: int = 2_000
    depth: int = 15  # nested braces, fragments included
    aliases: int = 30  # in one operation, counting each spread of a fragment
    cost: int = 10_000  # of an operation, see edge/cost.py; also the most fields that a response has
    answer_bytes: int = 5_000_000  # of a response, in UTF-8
    page_size: int = 20  # the assumed size of a paged field without `first` and `last`
    list_size: int = 10  # the assumed size of a list that is not paged
    comparisons: int = 100_000  # of fields that might conflict; takes about 0.1 s
    documents: int = 128  # how many are cached, parsed and validated


_in_force = Limits()


def in_force() -> Limits:
    """The limits of the process's schema, for those who parse a document before it is executed."""
    return _in_force


def extensions(limits: Limits, *, introspection: bool) -> list[Callable[[], SchemaExtension]]:
    """The schema extensions that enforce the limits; need a GuardedSchema, so that streams get the refusals too.

    Strawberry's own limiters of depth and aliases follow a fragment each time it is spread, which takes exponential
    time. Its validation cache compares whole documents, node by node, at each request.
    """
    global _in_force
    _in_force = limits
    # For the whole process, too: graphql-core has no other place to set it.
    overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = limits.comparisons
    rules = [_extent_rule(limits), BoundedLiterals, *([] if introspection else [NoIntrospection])]
    documents: Documents = OrderedDict()
    return [
        lambda: AddValidationRules([*rules]),
        lambda: BoundedParser(limits, documents),
        lambda: Validated(documents),
        AbortedValidation,
        BoundedVariables,
        lambda: CostLimiter(limits, documents),
    ]


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


def _apart(context: Any) -> Any:
    """A context for an operation that is executed twice, each time within an allowance of its own."""
    allow(Allowance(share_of(_client_of(context))))
    share_rows(Known())
    return context.apart() if isinstance(context, Context) else context


@dataclass(slots=True)
class KnownDocument:
    """A recent document with its validation errors and costs; only the costs depend on variables."""

    parsed: DocumentNode
    errors: list[GraphQLError] | None = None
    costs: Costs | None = None


Documents = OrderedDict[str, KnownDocument]


class BoundedParser(SchemaExtension):
    """Parses each document once, and refuses one that is too long."""

    def __init__(self, limits: Limits, documents: Documents) -> None:
        self.limits = limits
        self.documents = documents

    def on_parse(self) -> Iterator[None]:
        context, documents = self.execution_context, self.documents
        query = context.query or ""
        if query not in documents:
            documents[query] = KnownDocument(self.parse(query))
            while len(documents) > self.limits.documents:
                documents.popitem(last=False)
        documents.move_to_end(query)
        context.graphql_document = documents[query].parsed
        yield

    def parse(self, query: str) -> DocumentNode:
        limits = self.limits
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


class Validated(SchemaExtension):
    """Validates each document once."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        known = self.documents[context.query or ""]
        if known.errors is None:
            known.errors = validate(context.schema._schema, known.parsed, context.validation_rules)
        # Copied, because errors are appended to the list later.
        context.pre_execution_errors = [*known.errors]
        yield


class AbortedValidation(SchemaExtension):
    """Explains why graphql-core gave up on a document: too many comparisons, or too many nested fragments."""

    def on_validate(self) -> Iterator[None]:
        errors = self.execution_context.pre_execution_errors
        if errors and isinstance(errors[-1], ValidationAbortedError) and "Too many" not in errors[-1].message:
            self.execution_context.pre_execution_errors = [
                GraphQLError(
                    "This document is too entangled to check: repeat fewer fields, nest fewer fragments.",
                    extensions={"code": "QUERY_TOO_COMPLEX"},
                )
            ]
        yield


class CostLimiter(SchemaExtension):
    """Refuses an operation that could cost too much, given the variables of this request."""

    def __init__(self, limits: Limits, documents: Documents) -> None:
        self.limits = limits
        self.documents = documents
        self.cost = 0

    def on_validate(self) -> Iterator[None]:
        context, limits = self.execution_context, self.limits
        known = self.documents[context.query or ""]
        operation = get_operation_ast(known.parsed, context.operation_name)
        if operation and not context.pre_execution_errors:
            if known.costs is None:
                sizes = {"page_size": limits.page_size, "list_size": limits.list_size}
                known.costs = Costs(context.schema._schema, known.parsed, **sizes)
            self.cost = cost = known.costs.of(operation, context.variables or {})
            if cost > limits.cost:
                context.pre_execution_errors = [
                    refusal("QUERY_TOO_COSTLY", f"can cost as much as {cost} fields", limits.cost)
                ]
        yield

    async def on_execute(self) -> AsyncIterator[None]:
        """Executes a query or mutation within an allowance, and the costly ones of one client one after the other."""
        if self.execution_context.operation_type is OperationType.SUBSCRIPTION:
            yield
            return
        context = self.execution_context.context
        share = share_of(_client_of(context))
        async with share.operations if self.cost > COSTLY else nullcontext():
            allow(Allowance(share))
            share_rows(Known())
            yield
        # Not reset by a token: a stream may end in another task than it began in.
        allow(None)
        share_rows(None)
        if isinstance(context, Context):
            # Now, and not when the garbage collector comes round: the loaders hold everything that was loaded.
            context.forget()


def _client_of(context: Any) -> object:
    """Whoever sends the request: the user, or the address of a guest."""
    if not isinstance(context, Context):
        return None
    if context.viewer is not None:
        return context.viewer.user.id
    return context.caller.origin if context.caller else None


class NoIntrospection(NoSchemaIntrospectionCustomRule):
    """Refuses introspection: the schema is published as a file."""

    def report_error(self, error: GraphQLError) -> None:
        error.extensions = {"code": "INTROSPECTION_DISABLED"}
        super().report_error(error)


class Extent(NamedTuple):
    """The depth of a selection and the number of its aliases, with all fragments expanded."""

    depth: int
    aliases: int


def _extent_rule(limits: Limits) -> type[ValidationRule]:
    class ExtentRule(ValidationRule):
        """Checks depth and aliases; neither depends on variables, so the result may be cached."""

        def __init__(self, context: ValidationContext) -> None:
            super().__init__(context)
            self.known: dict[str, Extent] = {}

        # Not earlier: by now graphql-core has refused documents that are too deep for recursion.
        def enter_operation_definition(self, operation: OperationDefinitionNode, *_: object) -> None:
            depth, aliases = self.extent(operation.selection_set)
            if depth > limits.depth:
                self.report_error(refusal("QUERY_TOO_DEEP", f"is {depth} levels deep", limits.depth))
            if aliases > limits.aliases:
                self.report_error(refusal("TOO_MANY_ALIASES", f"has {aliases} aliases", limits.aliases))

        def extent(self, selected: SelectionSetNode) -> Extent:
            inner = [self.extent_of(each) for each in selected.selections]
            return Extent(max((each.depth for each in inner), default=1), sum(each.aliases for each in inner))

        def extent_of(self, selection: object) -> Extent:
            if isinstance(selection, FragmentSpreadNode):
                return self.extent_of_fragment(selection.name.value)
            if isinstance(selection, InlineFragmentNode):
                return self.extent(selection.selection_set)
            assert isinstance(selection, FieldNode)
            alias = int(selection.alias is not None)
            # Where introspection is allowed, the usual query of tools is deep, and must pass.
            if selection.selection_set is None or selection.name.value.startswith("__"):
                return Extent(1, alias)
            depth, aliases = self.extent(selection.selection_set)
            return Extent(1 + depth, alias + aliases)

        def extent_of_fragment(self, name: str) -> Extent:
            if name not in self.known:
                self.known[name] = Extent(0, 0)  # for a cycle, which another rule refuses
                if fragment := self.context.get_fragment(name):
                    self.known[name] = self.extent(fragment.selection_set)
            return self.known[name]

    return ExtentRule


def refusal(code: str, finding: str, limit: int) -> GraphQLError:
    return GraphQLError(f"This document {finding}; the limit is {limit}.", extensions={"code": code})
