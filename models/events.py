"""Events: what happened, one frozen dataclass a kind, and the plain facts that the log keeps of it for ever."""

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Self, get_args, get_origin, get_type_hints
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Event:
    """The base of all events; `kind` is what the log calls it.

    A field is a UUID, an instant, a member of a StrEnum, a number, a text, or a tuple of texts. It holds nothing that
    somebody who may follow the stream may not know: facts are read again by everyone who does.
    """

    kind: ClassVar[str]

    def facts(self) -> dict[str, Any]:
        """The fields as plain data, as the log keeps them; what is None is left out."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: _plain(value) for name, value in values.items() if value is not None}

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        """The event behind facts that were kept, of former forms too: what they lack has its default, or is None."""
        parsers: dict[str, Callable[[Any], Any]] = _parsers(cls)  # type: ignore[arg-type] # a class can be hashed
        return cls(**{name: parse(facts[name]) for name, parse in parsers.items() if facts.get(name) is not None})


def _plain(value: Any) -> Any:
    match value:
        case UUID():
            return str(value)
        case datetime():
            return value.isoformat()
        case StrEnum():
            return value.value
        case tuple():
            return [_plain(each) for each in value]
    return value


@cache
def _parsers(event: Any) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(event)
    return {field.name: _parser(hints[field.name]) for field in fields(event)}


def _parser(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, types.UnionType):
        (kind,) = (each for each in get_args(kind) if each is not type(None))
    if get_origin(kind) is tuple:
        return tuple
    if kind is datetime:
        return datetime.fromisoformat
    if kind in (int, str, bool):
        return lambda value: value
    return kind  # type: ignore[no-any-return] # UUID or an enum, made of its text
