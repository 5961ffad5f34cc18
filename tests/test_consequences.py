"""Consequences: the one table from facts to verbs, checked row by row."""

import ast
import inspect
import sys
from functools import cache
from typing import Any, get_type_hints

import pytest

from models.accounts.facts import MemberLeft
from models.accounts.parties import MemberRole, Membership
from models.changes import change
from models.consequences import CONSEQUENCES
from models.errors import Refused
from models.facts import Fact, follow_up
from tests.support.domain.inside import somebody
from tests.support.sources import modules_in

# By the module's own name for it: a dataclass with slots leaves behind the class that it was made of.
FACTS = sorted(
    {getattr(sys.modules[fact.__module__], fact.__name__) for fact in Fact.__subclasses__()},
    key=lambda fact: fact.__name__,
)


@cache
def raised() -> set[str]:
    """The names of the facts that verbs raise."""
    found = set()
    for file, module in modules_in("models").items():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "follow_up":
                (fact,) = node.args
                assert isinstance(fact, ast.Call), f"{file}: a fact is made where it comes about"
                found.add(fact.func.id)  # type: ignore[attr-defined]
    return found


@pytest.mark.anywhere
@pytest.mark.parametrize("fact", FACTS)
def test_every_fact_has_a_row_and_comes_about_somewhere(fact: type[Fact]) -> None:
    assert fact in CONSEQUENCES
    assert fact.__name__ in raised()


@pytest.mark.anywhere
@pytest.mark.parametrize("fact", CONSEQUENCES)
def test_what_follows_takes_the_fact_and_each_verb_follows_once(fact: type[Fact]) -> None:
    verbs = CONSEQUENCES[fact]
    assert verbs
    assert len(set(verbs)) == len(verbs)
    for verb in verbs:
        (taken,) = inspect.signature(verb).parameters
        assert get_type_hints(verb)[taken] is fact, verb
        assert inspect.iscoroutinefunction(verb)


@pytest.mark.usefixtures("database")
async def test_what_follows_is_part_of_the_change_and_comes_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    async def first(left: MemberLeft) -> None:
        done.append("first")
        await Membership.filter(user_id=left.user).delete()

    async def second(_: MemberLeft) -> None:
        done.append("second")
        raise Refused("NOT_NOW", "Not now.")

    who = await somebody()
    (party,) = who.roles
    table: dict[Any, Any] = {MemberLeft: (first, second)}
    monkeypatch.setattr("models.facts._table", lambda: table)
    with pytest.raises(Refused, match="NOT_NOW"):
        async with change():
            await follow_up(MemberLeft(party, who.user.id, MemberRole.OWNER, who.user.id))
    assert done == ["first", "second"]
    assert await Membership.exists(user_id=who.user.id), "a verb that refuses undoes the others"


@pytest.mark.anywhere
async def test_a_fact_without_a_row_is_an_error() -> None:
    class Unheard(Fact):
        """A fact without a row in the table."""

    with pytest.raises(KeyError):
        await follow_up(Unheard())
