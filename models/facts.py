"""Facts: what came about in a change and concerns other areas, which follow by the table in models/consequences.py."""

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from models.changes import change


class Fact:
    """Something came about in the running change; its fields are the rows that the change holds."""


F = TypeVar("F", bound=Fact)
Consequences = Mapping[type[Fact], tuple[Callable[[Any], Awaitable[None]], ...]]


def after(
    fact: type[F], *verbs: Callable[[F], Awaitable[None]]
) -> tuple[type[Fact], tuple[Callable[[Any], Awaitable[None]], ...]]:
    """A row of the table: the verbs that follow from a fact, in their order."""
    return fact, verbs


async def follow_up(fact: Fact) -> None:
    """Does all that follows from the fact, in the order of the table and in the running change.

    A verb that refuses undoes the whole change, the fact included. Raises KeyError for a fact that has no row.
    """
    verbs = _table()[type(fact)]
    async with change():
        for verb in verbs:
            await verb(fact)


@cache
def _table() -> Consequences:
    # By name: the table knows every area, and every area knows this module. Whoever runs a verb has the whole table,
    # whatever they have imported.
    table: Consequences = import_module("models.consequences").CONSEQUENCES
    return table
