"""What a new schema breaks of a released one, and what was announced before."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from graphql import (
    REMOVE,
    DirectiveNode,
    DocumentNode,
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    InputValueDefinitionNode,
    Node,
    StringValueNode,
    Visitor,
    build_ast_schema,
    build_schema,
    find_breaking_changes,
    parse,
    visit,
)

SHORTEST = timedelta(days=183)
REASON = re.compile(r"Use .+\. Deprecated on (\d{4}-\d\d-\d\d), removed after (\d{4}-\d\d-\d\d)\.")
Deprecated = FieldDefinitionNode | InputValueDefinitionNode | EnumValueDefinitionNode


def breaking(released: str, current: str, on: date) -> list[str]:
    """What the current schema breaks, without what the released one had announced for a day before that one."""
    left = visit(parse(released), _Expiring(on))
    return sorted(change.description for change in find_breaking_changes(build_ast_schema(left), build_schema(current)))


def vague(schema: str) -> list[str]:
    """The reasons of deprecations that do not say what to use and until when, or leave less time than was promised."""
    return [reason for reason in _reasons(parse(schema)) if not _is_clear(reason)]


def _is_clear(reason: str) -> bool:
    match = REASON.fullmatch(reason)
    if match is None:
        return False
    since, until = map(date.fromisoformat, match.groups())
    return until - since >= SHORTEST


def _reason_in(directive: DirectiveNode) -> str:
    values = [each.value for each in directive.arguments or () if each.name.value == "reason"]
    return values[0].value if values and isinstance(values[0], StringValueNode) else ""


def _reasons(document: DocumentNode) -> Iterator[str]:
    found: list[str] = []

    class Directives(Visitor):
        def enter_directive(self, node: DirectiveNode, *_: object) -> None:
            if node.name.value == "deprecated":
                found.append(_reason_in(node))

    visit(document, Directives())
    yield from found


class _Expiring(Visitor):
    """Removes what was announced to be removed before a day."""

    def __init__(self, on: date) -> None:
        super().__init__()
        self.on = on

    def enter(self, node: Node, *_: object) -> object:
        if not isinstance(node, Deprecated):
            return None
        reasons = [_reason_in(each) for each in node.directives or () if each.name.value == "deprecated"]
        match = REASON.fullmatch(reasons[0]) if reasons else None
        return REMOVE if match and date.fromisoformat(match[2]) < self.on else None
