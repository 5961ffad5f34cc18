"""Events: what happened, one frozen dataclass for each kind, and how the log stores it."""

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, ClassVar, Self, get_args, get_origin, get_type_hints
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Event:
    """The base of all events; `kind` is its name in the log.

    A field is a UUID, an instant, a member of a StrEnum, a number, a text, or a tuple of texts. Never put anything into
    an event that a subscriber of its stream may not see: every subscriber reads the stored fields.
    """

    kind: ClassVar[str]

    def facts(self) -> dict[str, Any]:
        """The fields as plain data, as the log stores them; None is left out."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: _plain(value) for name, value in values.items() if value is not None}

    @classmethod
    def read(cls, facts: Mapping[str, Any]) -> Self:
        """The event from its stored facts, older forms included: a missing field gets its default."""
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
    if kind is UUID:
        return _key
    return kind  # type: ignore[no-any-return] # an enum, built from text


# Events name the same things again and again.
@lru_cache(maxsize=4_096)
def _key(text: str) -> UUID:
    return UUID(text)
