"""State machines as tables: the same rows refuse, say what may be done next, and are tested one by one."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from models.accounts.viewer import Viewer
from models.errors import Refused, not_allowed
from models.sides import Side, Sides

State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)


class Case(Protocol):
    """What a decision is about: a thing with as much of its surroundings as its rules need."""

    @property
    def state(self) -> Any: ...

    @property
    def version(self) -> int: ...

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to the thing."""


C = TypeVar("C", bound=Case)
Guard = Callable[[C, Sides], Refused | None]
"""What else than the state stands in the way of an action, for somebody on these sides; None: nothing."""


@dataclass(frozen=True, slots=True)
class Move(Generic[State, Action, C]):
    """One row: who may do it, from which states, the state it leads to (None: it stays), and on which conditions."""

    action: Action
    sources: frozenset[State]
    target: State | None
    sides: frozenset[Side]
    guards: tuple[Guard[C], ...] = ()


class Machine(Generic[State, Action, C]):
    """The rows of one kind of thing; `hold` locks a case for a decision."""

    def __init__(
        self, what: str, moves: Iterable[Move[State, Action, C]], *, hold: Callable[[UUID], Awaitable[C]]
    ) -> None:
        self.what = what
        self.moves = tuple(moves)
        self.hold = hold

    def actions(self, case: C, viewer: Viewer | None) -> list[Action]:
        """What the viewer may do next, in the order of the table, each once: exactly what `check` lets pass."""
        held = case.sides(viewer)
        found = {move.action: None for move in self._rows(case, held) if _obstacle(move, case, held) is None}
        return list(found)

    def check(self, action: Action, case: C, viewer: Viewer | None) -> State:
        """The state that the action leads to; refuses who may not do it ever, and what is not possible now."""
        held = case.sides(viewer)
        allowed = [move for move in self.moves if move.action == action and held & move.sides]
        if not allowed:
            raise not_allowed(f"This is not for you to do: {action.replace('_', ' ').lower()}.")
        obstacle: Refused | None = None
        for move in allowed:
            if case.state in move.sources:
                obstacle = _obstacle(move, case, held)
                if obstacle is None:
                    return move.target or case.state
        if obstacle is not None:
            raise obstacle
        possible = sorted({str(source) for move in allowed for source in move.sources})
        raise Refused("WRONG_STATE", f"The {self.what} is {case.state}; this needs {' or '.join(possible)}.")

    def _rows(self, case: C, held: Sides) -> Iterable[Move[State, Action, C]]:
        return (move for move in self.moves if case.state in move.sources and held & move.sides)


def _obstacle(move: Move[Any, Any, C], case: C, held: Sides) -> Refused | None:
    return next((refusal for guard in move.guards if (refusal := guard(case, held)) is not None), None)
