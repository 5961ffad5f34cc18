"""The executor: executes compiled plans of documents that it knows, and leaves to graphql-core what it does not."""

import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import graphql
import structlog
from graphql import (
    DirectiveNode,
    DocumentNode,
    ExecutionResult,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    Visitor,
    print_ast,
    visit,
)
from graphql.execution import Executor
from graphql.execution.values import VariableValues

from executor.comparing import Comparison
from executor.compiling import Compiler
from executor.depth import depth_of
from executor.failures import FAILED
from executor.meter import Meter
from executor.places import ORIGIN
from executor.preparing import Prepared, prepared
from executor.running import Kinds, Later, Run
from executor.steps import Selection
from executor.telling import Teller

MOST_DOCUMENTS = 256
MOST_PLANS = 32  # of one operation: one for each combination of what its directives say
DEEPEST = 40  # levels of a selection, fragments included
CONDITIONS = ("skip", "include")

log = structlog.get_logger(__name__)

Result = ExecutionResult | Awaitable[ExecutionResult]


class Unplanned(Exception):
    """Only graphql-core can execute this. The message says why."""


@dataclass(slots=True)
class Known:
    """A document with the plans of its operations."""

    schema: GraphQLSchema
    document: DocumentNode
    reason: str | None  # why no operation of it can be compiled
    conditions: frozenset[str]  # the variables that its directives depend on
    plans: dict[tuple[str | None, tuple[bool, ...]], Selection] = field(default_factory=dict)
    operations: dict[str | None, Prepared] = field(default_factory=dict)
    is_reported: bool = False


class CompiledExecutor:
    """Executes operations as `graphql.execute` does, and with the same results. Documents have to be valid.

    Everything that a document, its schema or the call has and this executor does not know goes to graphql-core: for
    each document, the log says so once. `meter` makes the meter of an operation from its context. `complete` names
    classes whose instances are never awaited: those of some ORMs can be, and give themselves. Where `strawberry.cast`
    is never used, `may_be_cast` is false, and no value is asked for it. With a `comparison`, some queries are executed
    by graphql-core as well.
    """

    def __init__(
        self,
        *,
        meter: Callable[[Any], Meter] = lambda _: Meter(),
        complete: tuple[type, ...] = (),
        comparison: Comparison | None = None,
        may_be_cast: bool = True,
        teller: Teller | None = None,
        most_documents: int = MOST_DOCUMENTS,
    ) -> None:
        self._meter = meter
        self._kinds = Kinds(complete, may_be_cast=may_be_cast)
        self._comparison = comparison
        self._teller = teller
        self._most_documents = most_documents
        self._documents: OrderedDict[int, Known] = OrderedDict()

    def execute(self, schema: GraphQLSchema, document: DocumentNode, **given: Any) -> Result:
        """The result of an operation, or an awaitable of it; takes what `graphql.execute` takes, by keyword."""
        known = self._known(schema, document)
        try:
            core = _core_of(known, given)
            if isinstance(core, list):
                return ExecutionResult(None, core)
            selection = self._selection(known, core)
        except Unplanned as reason:
            self._report(known, str(reason))
            return graphql.execute(schema, document, **given)
        is_query = core.operation.operation is OperationType.QUERY
        if is_query and self._comparison is not None and self._comparison.is_due():
            return self._compared(self._comparison, known, selection, given)
        return self._run(selection, core)

    def _run(self, selection: Selection, core: Executor[Any]) -> Result:
        run = Run(core, self._meter(core.context_value), self._kinds)
        if core.operation.operation is OperationType.MUTATION:
            return _executed_serially(selection, run)
        rows = selection.complete([core.root_value], ORIGIN, run)
        return _result(rows[0], run) if isinstance(rows, list) else _executed(rows, run)

    def _compared(
        self, comparison: Comparison, known: Known, selection: Selection, given: dict[str, Any]
    ) -> Awaitable[ExecutionResult]:
        def compiled(context: Any) -> Result:
            return self._run(selection, _core_of(known, {**given, "context_value": context}))

        def core(context: Any) -> Result:
            return graphql.execute(known.schema, known.document, **{**given, "context_value": context})

        told = {"document": digest_of(known.document), "operation": given.get("operation_name")}
        return comparison.result_of(compiled, core, given.get("context_value"), **told)

    def _known(self, schema: GraphQLSchema, document: DocumentNode) -> Known:
        known = self._documents.get(id(document))
        if known is None or known.document is not document or known.schema is not schema:
            known = self._documents[id(document)] = _read(schema, document)
            while len(self._documents) > self._most_documents:
                self._documents.popitem(last=False)
        self._documents.move_to_end(id(document))
        return known

    def _selection(self, known: Known, core: Executor[Any]) -> Selection:
        """What the operation selects of the root type, compiled at its first use."""
        name = core.operation.name.value if core.operation.name else None
        conditions = _conditions(known, core)
        values = tuple(conditions.coerced[each] for each in sorted(conditions.coerced))
        if (name, values) not in known.plans:
            root = core.schema.get_root_type(core.operation.operation)
            if root is None or core.operation.operation is OperationType.SUBSCRIPTION:
                raise Unplanned(f"the schema executes no {core.operation.operation.value} at once")
            if len(known.plans) >= MOST_PLANS:
                known.plans.clear()
            compiler = Compiler(core.schema, core.operation, core.fragments, conditions, self._teller)
            known.plans[name, values] = compiler.root(root)
        return known.plans[name, values]

    def _report(self, known: Known, reason: str) -> None:
        if not known.is_reported:
            known.is_reported = True
            log.info("executed_by_graphql_core", document=digest_of(known.document), reason=reason)


def digest_of(document: DocumentNode) -> str:
    """A short hash of a document, to recognize it in the log without its text."""
    text = document.loc.source.body if document.loc else print_ast(document)
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:16]


# What a call may have besides the document: the rest is passed to the class of graphql-core's executor.
TAKEN = frozenset(("root_value", "context_value", "variable_values", "operation_name", "middleware", "executor_class"))
UNKNOWN = frozenset(
    (
        *("field_resolver", "type_resolver", "subscribe_field_resolver", "max_coercion_errors", "hooks"),
        *("enable_early_execution", "is_async_iterable", "abort_signal"),
    )
)


def _core_of(known: Known, given: dict[str, Any]) -> Any:
    """graphql-core's own executor of this operation, or the errors if there can be none."""
    if known.reason is not None:
        raise Unplanned(known.reason)
    schema = known.schema
    if schema.get_directive("defer") or schema.get_directive("stream"):
        raise Unplanned("the schema delivers incrementally")
    if unknown := UNKNOWN.intersection(name for name, value in given.items() if value is not None):
        raise Unplanned(f"{', '.join(sorted(unknown))} was given")
    middleware = given.get("middleware")
    if middleware is not None and getattr(middleware, "middlewares", middleware):
        raise Unplanned("there is middleware")
    executor_class: type[Executor[Any]] = given.get("executor_class") or Executor
    rest = {name: value for name, value in given.items() if name not in TAKEN and name not in UNKNOWN}
    name, hides = given.get("operation_name"), bool(given.get("hide_suggestions"))
    operation = known.operations.get(name)
    if operation is None and (operation := prepared(schema, known.document, name)) is not None:
        known.operations[name] = operation
    if operation is not None:
        values = operation.values_of(given.get("variable_values") or {}, hide_suggestions=hides)
        if isinstance(values, list):
            return values
        return operation.executor(executor_class, values, given.get("root_value"), given.get("context_value"), rest)
    return executor_class.build(
        schema,
        known.document,
        given.get("root_value"),
        given.get("context_value"),
        given.get("variable_values"),
        given.get("operation_name"),
        **rest,
    )


def _conditions(known: Known, core: Executor[Any]) -> VariableValues:
    """The variables of the operation that directives depend on; all of them are true or false."""
    values = core.variable_values
    names = known.conditions & values.sources.keys()
    coerced = {name: values.coerced.get(name) for name in names}
    for name, value in coerced.items():
        if type(value) is not bool:
            # An error, and where it belongs depends on what is executed before.
            raise Unplanned(f"${name} is used in a directive and is neither true nor false")
    return VariableValues({name: values.sources[name] for name in names}, coerced)


async def _executed(rows: Later, run: Run) -> ExecutionResult:
    try:
        [data] = await rows()
    except Exception:
        # A meter that ends the operation may raise as well.
        if not run.meter.is_over:
            raise
        data = None
    return _result(data, run)


async def _executed_serially(selection: Selection, run: Run) -> ExecutionResult:
    async def once() -> list[Any]:
        return [await selection.complete_serially(run.core.root_value, run)]

    return await _executed(once, run)


def _result(data: Any, run: Run) -> ExecutionResult:
    refusal = run.meter.refusal if run.meter.is_over else None
    if refusal is not None:
        return ExecutionResult(None, [refusal])
    return ExecutionResult(None if data is FAILED else data, run.failures.told() or None)


class _Contents(Visitor):
    """The directives of a document, and the variables that @skip and @include depend on."""

    def __init__(self) -> None:
        super().__init__()
        self.conditions: set[str] = set()
        self.others: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        if node.name.value not in CONDITIONS:
            self.others.add(node.name.value)
        for argument in node.arguments or ():
            if isinstance(argument.value, VariableNode):
                self.conditions.add(argument.value.name.value)


def _read(schema: GraphQLSchema, document: DocumentNode) -> Known:
    contents = _Contents()
    if document.loc is None or "@" in document.loc.source.body:
        visit(document, contents)
    definitions = document.definitions
    reason = None
    if contents.others:
        reason = f"there is the directive @{min(contents.others)}"
    elif any(isinstance(each, FragmentDefinitionNode) and each.variable_definitions for each in definitions):
        reason = "a fragment has variables"
    elif depth_of([each for each in definitions if isinstance(each, OperationDefinitionNode)], document) > DEEPEST:
        reason = f"it is more than {DEEPEST} levels deep"
    return Known(schema, document, reason, frozenset(contents.conditions))
