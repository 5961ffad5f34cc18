"""Bounds of inputs: no list and no text of an input is longer than this, whatever the field; rules may ask for less."""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError, ListValueNode, StringValueNode, ValidationRule

from models.errors import Facts, FieldProblem, InvalidInput

MOST_ITEMS = 1_000
LONGEST_TEXT = 100_000  # characters

Path = tuple[str | int, ...]


def refusal_of(variables: Mapping[str, Any] | None) -> GraphQLError | None:
    """Refuses variables with a list or a text that is too long, before anything is made of them."""
    problems = _found(variables)
    return _refusal(problems) if problems else None


class BoundedLiterals(ValidationRule):
    """Refuses values in the document that are too long."""

    def enter_list_value(self, node: ListValueNode, *_: object) -> None:
        if problem := _of_list(len(node.values), ()):
            self.report_error(_refusal([problem], node))

    def enter_string_value(self, node: StringValueNode, *_: object) -> None:
        if problem := _of_text(len(node.value), ()):
            self.report_error(_refusal([problem], node))


def _found(variables: Mapping[str, Any] | None) -> list[FieldProblem]:
    """What is too long in the variables; nothing below a list that is too long."""
    problems: list[FieldProblem] = []
    waiting: list[tuple[Path, Any]] = [((name,), value) for name, value in (variables or {}).items()]
    while waiting:
        path, value = waiting.pop()
        problem = None
        if isinstance(value, str):
            problem = _of_text(len(value), path)
        elif isinstance(value, list):
            problem = _of_list(len(value), path)
            waiting += [] if problem else [((*path, place), each) for place, each in enumerate(value)]
        elif isinstance(value, dict):
            waiting += [((*path, name), each) for name, each in value.items()]
        if problem:
            problems.append(problem)
    return problems


def _of_list(length: int, path: Path) -> FieldProblem | None:
    if length <= MOST_ITEMS:
        return None
    facts: Facts = {"most": MOST_ITEMS, "count": length}
    return FieldProblem(
        _named(path),
        "No list can have more than {most} items, and many only fewer; this has {count}.",
        "TOO_MANY",
        facts,
    )


def _of_text(length: int, path: Path) -> FieldProblem | None:
    if length <= LONGEST_TEXT:
        return None
    facts: Facts = {"most": LONGEST_TEXT, "length": length}
    return FieldProblem(_named(path), "Can have at most {most} characters; this has {length}.", "TOO_LONG", facts)


def _named(path: Path) -> str:
    return ".".join(map(str, path))


def _refusal(problems: list[FieldProblem], node: Any = None) -> GraphQLError:
    refusal = InvalidInput(problems)
    return GraphQLError(refusal.message, node, original_error=refusal)
