"""Validating: the rules of graphql-core, each shown only those parts of a document that it looks at."""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any

from graphql import (
    SKIP,
    ASTValidationRule,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    Node,
    TypeInfo,
    UniqueDirectivesPerLocationRule,
    ValidationContext,
    Visitor,
)
from graphql.language.ast import QUERY_DOCUMENT_KEYS
from graphql.pyutils import RefMap
from graphql.validation.validate import FragmentNestingVisitor, ValidationAbortedError
from graphql.validation.validation_context import NodeWithSelectionSet, VariableUsage, VariableUsageVisitor

MOST_ERRORS = 100
# Below nodes of a kind; descriptions are not validated.
KEYS = {kind: tuple(key for key in keys if key != "description") for kind, keys in QUERY_DOCUMENT_KEYS.items()}
DIRECTED = frozenset(kind for kind, keys in KEYS.items() if "directives" in keys)

Hear = Callable[..., Any]


def validate(
    schema: GraphQLSchema, document: DocumentNode, rules: Collection[type[ASTValidationRule]]
) -> list[GraphQLError]:
    """The errors that `graphql.validate` finds, in its order. The schema has to be valid."""
    errors: list[GraphQLError] = []
    types = TypeInfo(schema)

    def report(error: GraphQLError) -> None:
        if len(errors) >= MOST_ERRORS:
            raise ValidationAbortedError("Too many validation errors, error limit reached. Validation aborted.")
        errors.append(error)

    context = Context(schema, document, types, report)
    visitors: list[Visitor] = [rule(context) for rule in rules]
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    if fragments:
        visitors.insert(0, FragmentNestingVisitor(fragments))
    try:
        show(document, types, visitors)
    except ValidationAbortedError as error:
        error.__context__ = None
        errors.append(error.with_traceback(None))
    except RecursionError:
        errors.append(ValidationAbortedError("Validation aborted."))
    return errors


class Context(ValidationContext):
    """What the rules ask about a document. Nodes are known by identity: to hash one is to hash all below it."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._fragment_spreads = RefMap()  # type: ignore[assignment]
        self._variable_usages = RefMap()  # type: ignore[assignment]
        self._recursive_variable_usages = RefMap()  # type: ignore[assignment]

    def get_variable_usages(self, node: NodeWithSelectionSet) -> list[VariableUsage]:
        usages = self._variable_usages.get(node)
        if usages is None:
            fragment = node if isinstance(node, FragmentDefinitionNode) else None
            visitor = VariableUsageVisitor(self._type_info, fragment)
            show(node, self._type_info, [visitor])
            usages = self._variable_usages[node] = visitor.usages
        return usages


def show(node: Node, types: TypeInfo, visitors: Sequence[Visitor]) -> None:
    """Shows a node and all that is below it to visitors, as `graphql.visit` does; they may skip, and change nothing."""
    _Walk().show(node, None, None, _Audience(types, visitors))


class _Kind:
    """What is done at nodes of one kind."""

    __slots__ = ("enter", "enter_types", "keys", "leave", "leave_types")

    def __init__(self, kind: str, types: TypeInfo, visitors: Sequence[Visitor], keys: Sequence[str]) -> None:
        entering, leaving = _methods(tuple(map(type, visitors)), kind)
        self.enter: list[tuple[Visitor, Hear]] = [(visitors[at], getattr(visitors[at], name)) for at, name in entering]
        self.leave: list[Hear] = [getattr(visitors[at], name) for at, name in leaving]
        self.enter_types: Hear | None = getattr(types, f"enter_{kind}", None)
        self.leave_types: Hear | None = getattr(types, f"leave_{kind}", None)
        self.keys = keys


@lru_cache(maxsize=1_024)
def _methods(visitors: tuple[type[Visitor], ...], kind: str) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The methods that are called when a node of this kind is entered and left, with the places of their visitors."""
    entering, leaving = (
        [
            (at, next(name for name in (f"{way}_{kind}", way) if getattr(each, name, None)))
            for at, each in enumerate(visitors)
            if _looks_at(each, kind) and (getattr(each, f"{way}_{kind}", None) or getattr(each, way, None))
        ]
        for way in ("enter", "leave")
    )
    return entering, leaving


def _looks_at(visitor: type[Visitor], kind: str) -> bool:
    """Whether a visitor does anything with nodes of a kind: one takes all, and looks only at those with directives."""
    return kind in DIRECTED or visitor is not UniqueDirectivesPerLocationRule


class _Audience:
    """The visitors that are shown something: all but those that skip it."""

    def __init__(self, types: TypeInfo, visitors: Sequence[Visitor]) -> None:
        self._types = types
        self._visitors = visitors
        self._kinds: dict[str, _Kind] = {}
        self._smaller: dict[Visitor, _Audience] = {}
        name = _Kind("name", types, visitors, ())
        self._left_out = () if name.enter or name.leave else ("alias", "name")

    def at(self, node: Node) -> _Kind:
        """What is done at this node."""
        found = self._kinds.get(node.kind)
        if found is None:
            keys = [key for key in KEYS.get(node.kind, ()) if key not in self._left_out] if self._visitors else ()
            found = self._kinds[node.kind] = _Kind(node.kind, self._types, self._visitors, keys)
        return found

    def without(self, one: Visitor) -> "_Audience":
        if one not in self._smaller:
            self._smaller[one] = _Audience(self._types, [each for each in self._visitors if each is not one])
        return self._smaller[one]


class _Walk:
    """Where in a document the node stands that is shown."""

    def __init__(self) -> None:
        self._path: list[Any] = []
        self._ancestors: list[Any] = []

    def show(self, node: Node, key: Any, parent: Any, audience: _Audience) -> None:
        # One frame for each node: documents may be nested deeply.
        path, ancestors = self._path, self._ancestors
        kind = audience.at(node)
        if kind.enter_types is not None:
            kind.enter_types(node)
        below = audience
        for one, enter in kind.enter:
            result = enter(node, key, parent, path, ancestors)
            if result is not None:
                _check(result)
                below = below.without(one)
        inner = kind if below is audience else below.at(node)
        if parent is not None:
            ancestors.append(parent)
        for name in inner.keys:
            found = getattr(node, name)
            if not found:
                continue
            path.append(name)
            if type(found) is tuple:
                ancestors.append(node)
                for at, each in enumerate(found):
                    path.append(at)
                    self.show(each, at, found, below)
                    path.pop()
                ancestors.pop()
            else:
                self.show(found, name, node, below)
            path.pop()
        if parent is not None:
            ancestors.pop()
        for leave in inner.leave:
            result = leave(node, key, parent, path, ancestors)
            if result is not None:
                _check(result)
        if kind.leave_types is not None:
            kind.leave_types()


def _check(result: object) -> None:
    if result is not SKIP and result is not False:
        raise TypeError(f"A visitor answered {result!r}: it can only skip what is below a node.")
