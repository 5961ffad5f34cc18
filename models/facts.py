"""Facts: what happened in a change and concerns other areas, which react by the table in models/consequences.py."""

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from models.changes import change


class Fact:
    """Something that happened in the running change; its fields are rows that the change has locked."""


F = TypeVar("F", bound=Fact)
Consequences = Mapping[type[Fact], tuple[Callable[[Any], Awaitable[None]], ...]]


def after(
    fact: type[F], *verbs: Callable[[F], Awaitable[None]]
) -> tuple[type[Fact], tuple[Callable[[Any], Awaitable[None]], ...]]:
    """A row of the table: the verbs that follow from a fact, in order."""
    return fact, verbs


async def follow_up(fact: Fact) -> None:
    """Runs the verbs that follow from the fact, in the order of the table and in the running change.

    A verb that refuses rolls back the whole change, including the fact. Raises KeyError for a fact without a row.
    """
    verbs = _table()[type(fact)]
    async with change():
        for verb in verbs:
            await verb(fact)


@cache
def _table() -> Consequences:
    # Imported by name: the table imports every area, and every area imports this module. This way the table is complete
    # whatever modules the process has imported.
    table: Consequences = import_module("models.consequences").CONSEQUENCES
    return table
