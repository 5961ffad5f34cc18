"""What clients are told of their own mistakes: where and what, but never a value that they sent.

The executor's messages quote the values that it cannot use, a whole input with its password among them. Here each
message is put together anew from the parts of it that are known to be ours. What is not known is left out.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from graphql import GraphQLSyntaxError, ValueNode, VariableDefinitionNode

from schema.scalars import Unreadable

_TYPE = r"'[\w\[\]!]+'"
# Where a value stands: in a variable or an argument, and the path of field names and indexes to it.
_PLACE = re.compile(r"(?:Variable '\$\w+'|Argument '\w+') has (?:an )?invalid (?:default )?value(?: at [\w.\[\]]+)?")
# The beginnings of all messages about values, up to where they would quote the value.
_FINDINGS = [
    re.compile(each)
    for each in (
        rf"Expected a value of non-null type {_TYPE} to be provided",
        rf"Expected value of non-null type {_TYPE} not to be (?:None|null)",
        rf"Expected value of type {_TYPE} to be an object",
        rf"Expected value of type {_TYPE} to include required field '\w+'",
        rf"Expected value of type {_TYPE} not to include unknown field '\w+'(?:\. Did you mean [\w', ]+\?)?",
        rf"Expected value of type {_TYPE}",
        rf"Within OneOf Input Object type {_TYPE}, exactly one field must be specified",
        r"(?:Boolean|Float|ID|Int|String) cannot represent (?:a )?(?:non[\w -]* )?value",
        r"Enum '\w+' cannot represent (?:non-enum |non-string )?value",
        r"Variable '\$\w+' of (?:required )?type .*was not provided",
        r"Expected variable '\$\w+' provided",
    )
]
_NO_MEMBER = re.compile(
    r"Value '.*' does not exist in (?P<enum>'\w+' enum)\.(?P<hint> Did you mean the enum value [\w', ]+\?)?", re.DOTALL
)
_SYNTAX = re.compile(
    r"(?P<wanted>Expected (?:'[^'\s]{1,20}'|[A-Z]\w+), found |Unexpected )"
    r"(?P<found><EOF>|Name|Int|Float|String|BlockString|'[^\w\s']{1,3}')"
)
_BEFORE_TEXT = re.compile(r"[:.,('\"]")
_QUOTED = re.compile(r"\s*'([^']*)'")
_NAME = re.compile(r"[A-Za-z_]\w*")
_BUILT_IN = frozenset(("Boolean", "Float", "ID", "Int", "String", "Query", "Mutation", "Subscription"))


def about_syntax(error: GraphQLSyntaxError) -> str:
    """The message of a syntax error without the text around the place, which may be a value."""
    found = _SYNTAX.match(error.description)
    if found is not None:
        return f"Syntax Error: {found['wanted']}{found['found']}."
    return f"Syntax Error: {_BEFORE_TEXT.split(error.description, maxsplit=1)[0].strip()}."


def without_values(message: str, nodes: Collection[Any], cause: Exception) -> str:
    """The message of an error that the document or its variables made, without any value."""
    place = _PLACE.match(message)
    detail = message[place.end() :].removeprefix(": ") if place else message
    finding = _finding(detail)
    is_about_value = place is not None or finding is not None
    if not is_about_value and not any(isinstance(node, ValueNode | VariableDefinitionNode) for node in nodes):
        return message
    if not is_about_value:
        return message if _is_about_variable(message) else "This value is not valid here."
    said = [place[0] if place else "", finding or ("" if place else "This value is not valid here")]
    told = ": ".join(each for each in said if each).removesuffix("?")
    hint = f" {cause}" if isinstance(cause, Unreadable) else ""
    return f"{told}{'?' if 'Did you mean' in told else '.'}{hint}"


def _finding(detail: str) -> str | None:
    """The part of a message about a value that says what is wrong with it; None if it is no such message."""
    absent = _NO_MEMBER.fullmatch(detail)
    if absent is not None:
        return f"The value does not exist in {absent['enum']}{'.' + absent['hint'] if absent['hint'] else ''}"
    return next((found[0] for each in _FINDINGS if (found := each.match(detail))), None)


def _is_about_variable(message: str) -> bool:
    """Whether the message only says how a variable is declared and used."""
    return re.match(r"Variable '\$\w+' |There can be only one variable named '\$\w+'", message) is not None


def without_names(message: str, said: Collection[str]) -> str:
    """The message without the names of the schema that the client did not send itself."""
    return _QUOTED.sub(lambda quoted: quoted[0] if said_all(quoted[1], said) else "", message)


def said_all(text: str, said: Collection[str]) -> bool:
    return all(name in said or name in _BUILT_IN for name in _NAME.findall(text))


def names_sent(query: str | None, variables: Mapping[str, Any] | None) -> set[str]:
    """Every name in a document and its variables, as far as a message could contain it."""
    return {*_NAME.findall(query or ""), *_keys(variables)}


def _keys(sent: Any) -> Iterator[str]:
    waiting = [sent]
    while waiting:
        match waiting.pop():
            case Mapping() as each:
                yield from each.keys()
                waiting.extend(each.values())
            case list() as each:
                waiting.extend(each)
