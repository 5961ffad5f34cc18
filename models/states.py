"""State machines as tables: the same rows refuse, say what may be done next, and are tested one by one."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from models.errors import Refused, not_allowed

State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)


class Part(StrEnum):
    """What somebody is to a thing; one viewer can be several."""

    AWARDER_LEAD = "AWARDER_LEAD"
    AWARDER_MEMBER = "AWARDER_MEMBER"
    APPLICANT_LEAD = "APPLICANT_LEAD"
    APPLICANT_MEMBER = "APPLICANT_MEMBER"
    RESOURCE_MANAGER = "RESOURCE_MANAGER"
    ADMINISTRATOR = "ADMINISTRATOR"
    ASKER = "ASKER"
    HOST = "HOST"
    GUEST = "GUEST"
    SOMEBODY = "SOMEBODY"


@dataclass(frozen=True, slots=True)
class Move(Generic[State, Action]):
    """One row: who may do it, from which states, and the state it leads to (None: it stays)."""

    action: Action
    sources: frozenset[State]
    target: State | None
    parts: frozenset[Part]


class Machine(Generic[State, Action]):
    """The rows of one kind of thing."""

    def __init__(self, what: str, moves: Iterable[Move[State, Action]]) -> None:
        self.what = what
        self.moves = tuple(moves)

    def actions(self, state: State, parts: Iterable[Part]) -> list[Action]:
        """What somebody with these parts may do next, in the order of the table, each once."""
        held = frozenset(parts)
        found = {move.action: None for move in self.moves if state in move.sources and held & move.parts}
        return list(found)

    def check(self, action: Action, state: State, parts: Iterable[Part]) -> State:
        """The state that the action leads to; refuses who may not do it ever, and what is not possible now."""
        held = frozenset(parts)
        rows = [move for move in self.moves if move.action == action]
        allowed = [move for move in rows if held & move.parts]
        if not allowed:
            raise not_allowed(f"This is not for you to do: {action.replace('_', ' ').lower()}.")
        for move in allowed:
            if state in move.sources:
                return move.target or state
        possible = sorted({str(source) for move in allowed for source in move.sources})
        raise Refused("WRONG_STATE", f"The {self.what} is {state}; this needs {' or '.join(possible)}.")
