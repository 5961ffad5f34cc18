"""Limits on documents, so that no client can keep the server busy with one request."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    SelectionSetNode,
    ValidationContext,
    ValidationRule,
)
from graphql.validation.rules import overlapping_fields_can_be_merged

from edge.inputs import BoundedLiterals


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


USUAL = Limits()
_in_force = USUAL


def put_in_force(limits: Limits) -> None:
    """Sets the limits of the process."""
    global _in_force
    _in_force = limits
    # For the whole process, too: graphql-core has no other place to set it.
    overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = limits.comparisons


def in_force() -> Limits:
    """The limits of the process's schema, for those who parse a document before it is executed."""
    return _in_force


def rules_of(limits: Limits, *, introspection: bool) -> list[type[ASTValidationRule]]:
    """The rules that documents have to keep besides those of GraphQL."""
    return [_extent_rule(limits), BoundedLiterals, *([] if introspection else [NoIntrospection])]


class NoIntrospection(NoSchemaIntrospectionCustomRule):
    """Refuses introspection: the schema is published as a file."""

    def report_error(self, error: GraphQLError) -> None:
        error.extensions = {"code": "INTROSPECTION_DISABLED"}
        super().report_error(error)


class Extent(NamedTuple):
    """The depth of a selection and the number of its aliases, with all fragments expanded."""

    depth: int
    aliases: int


class Extents:
    """The extents of selections; neither depth nor aliases depend on variables, so they may be remembered."""

    def __init__(self, fragment_of: Callable[[str], FragmentDefinitionNode | None]) -> None:
        self._fragment_of = fragment_of
        self._known: dict[str, Extent] = {}

    def exceeded(self, operation: OperationDefinitionNode, limits: Limits) -> Iterator[GraphQLError]:
        """The limits that an operation exceeds."""
        depth, aliases = self.of(operation.selection_set)
        if depth > limits.depth:
            yield refusal("QUERY_TOO_DEEP", f"is {depth} levels deep", limits.depth)
        if aliases > limits.aliases:
            yield refusal("TOO_MANY_ALIASES", f"has {aliases} aliases", limits.aliases)

    def of(self, selected: SelectionSetNode) -> Extent:
        inner = [self._of_one(each) for each in selected.selections]
        return Extent(max((each.depth for each in inner), default=1), sum(each.aliases for each in inner))

    def _of_one(self, selection: object) -> Extent:
        if isinstance(selection, FragmentSpreadNode):
            return self._of_fragment(selection.name.value)
        if isinstance(selection, InlineFragmentNode):
            return self.of(selection.selection_set)
        assert isinstance(selection, FieldNode)
        alias = int(selection.alias is not None)
        # Where introspection is allowed, the usual query of tools is deep, and must pass.
        if selection.selection_set is None or selection.name.value.startswith("__"):
            return Extent(1, alias)
        depth, aliases = self.of(selection.selection_set)
        return Extent(1 + depth, alias + aliases)

    def _of_fragment(self, name: str) -> Extent:
        if name not in self._known:
            self._known[name] = Extent(0, 0)  # for a cycle, which another rule refuses
            if fragment := self._fragment_of(name):
                self._known[name] = self.of(fragment.selection_set)
        return self._known[name]


def _extent_rule(limits: Limits) -> type[ValidationRule]:
    class ExtentRule(ValidationRule):
        """Checks depth and aliases."""

        def __init__(self, context: ValidationContext) -> None:
            super().__init__(context)
            self.extents = Extents(context.get_fragment)

        # Not earlier: by now graphql-core has refused documents that are too deep for recursion.
        def enter_operation_definition(self, operation: OperationDefinitionNode, *_: object) -> None:
            for error in self.extents.exceeded(operation, limits):
                self.report_error(error)

    return ExtentRule


def exceeded(document: DocumentNode, limits: Limits) -> Iterator[GraphQLError]:
    """The limits that the operations of a document exceed which is known to be valid within the usual ones."""
    if limits.depth >= USUAL.depth and limits.aliases >= USUAL.aliases:
        return
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    extents = Extents(fragments.get)
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            yield from extents.exceeded(each, limits)


def refusal(code: str, finding: str, limit: int) -> GraphQLError:
    return GraphQLError(f"This document {finding}; the limit is {limit}.", extensions={"code": code})
