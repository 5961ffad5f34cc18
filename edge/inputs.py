"""Bounds of inputs: no list and no text of an input is longer than this, whatever the field; rules may ask for less."""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import GraphQLError, ListValueNode, StringValueNode, ValidationRule
from strawberry.extensions import SchemaExtension

MOST_ITEMS = 1_000
LONGEST_TEXT = 100_000  # characters

Path = tuple[str | int, ...]


class BoundedVariables(SchemaExtension):
    """Refuses variables with a list or a text that is too long, before anything is made of them."""

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        if not context.pre_execution_errors:
            problems = [{"path": ".".join(map(str, path)), "message": said} for path, said in _found(context.variables)]
            if problems:
                context.pre_execution_errors = [_refusal(problems)]
        yield


class BoundedLiterals(ValidationRule):
    """Refuses values in the document that are too long."""

    def enter_list_value(self, node: ListValueNode, *_: object) -> None:
        if said := _of_list(len(node.values)):
            self.report_error(_refusal([{"path": "", "message": said}], node))

    def enter_string_value(self, node: StringValueNode, *_: object) -> None:
        if said := _of_text(len(node.value)):
            self.report_error(_refusal([{"path": "", "message": said}], node))


def _found(variables: Mapping[str, Any] | None) -> list[tuple[Path, str]]:
    """What is too long in the variables, with its path; nothing below a list that is too long."""
    problems: list[tuple[Path, str]] = []
    waiting: list[tuple[Path, Any]] = [((name,), value) for name, value in (variables or {}).items()]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            said = _of_text(len(value))
        elif isinstance(value, list):
            said = _of_list(len(value))
            waiting += [] if said else [((*path, place), each) for place, each in enumerate(value)]
        else:
            said = None
            waiting += [((*path, name), each) for name, each in value.items()] if isinstance(value, dict) else []
        if said:
            problems.append((path, said))
    return problems


def _of_list(length: int) -> str | None:
    return f"Can have at most {MOST_ITEMS} items; this has {length}." if length > MOST_ITEMS else None


def _of_text(length: int) -> str | None:
    return f"Can have at most {LONGEST_TEXT} characters; this has {length}." if length > LONGEST_TEXT else None


def _refusal(problems: list[dict[str, str]], node: Any = None) -> GraphQLError:
    extensions = {"code": "INVALID_INPUT", "fields": problems}
    return GraphQLError("Some fields are invalid: see `fields`.", node, extensions=extensions)
