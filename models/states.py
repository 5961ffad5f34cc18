"""State machines as tables: the same rows decide what is refused and which actions are offered."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from models.accounts.viewer import Viewer, as_of_now
from models.errors import Refused, not_allowed
from models.sides import Side, Sides

State = TypeVar("State", bound=StrEnum)
Action = TypeVar("Action", bound=StrEnum)


# More states than these are no help to whoever reads a refusal.
TOLD_STATES = 3


class Case(Protocol):
    """What a decision is about: a thing, with everything that its rules depend on."""

    @property
    def state(self) -> Any: ...

    @property
    def version(self) -> int: ...

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to the thing."""


C = TypeVar("C", bound=Case)
Guard = Callable[[C, Sides], Refused | None]
"""A further condition of an action, for a viewer with these sides; returns the refusal, or None if it holds."""
Hold = Callable[[UUID, Viewer], Awaitable[tuple[C, Viewer]]]
"""Locks the case of this key; then reads the viewer's rights, as as_of_now does. Both can be one statement."""


def asking_after(lock: Callable[[UUID], Awaitable[C]]) -> Hold[C]:
    """Locks the case, and asks for the rights in a statement of their own."""

    async def hold(key: UUID, by: Viewer) -> tuple[C, Viewer]:
        return await lock(key), await as_of_now(by)

    return hold


@dataclass(frozen=True, slots=True)
class Move(Generic[State, Action, C]):
    """A row: the action, its source states, its target state (None: unchanged), who may do it, and conditions."""

    action: Action
    sources: frozenset[State]
    target: State | None
    sides: frozenset[Side]
    guards: tuple[Guard[C], ...] = ()


class Machine(Generic[State, Action, C]):
    """The state table of one kind of thing; `hold` locks a case for a decision, and then reads who decides."""

    def __init__(self, what: str, moves: Iterable[Move[State, Action, C]], *, hold: Hold[C]) -> None:
        self.what = what
        self.moves = tuple(moves)
        self.hold = hold

    def actions(self, case: C, viewer: Viewer | None) -> list[Action]:
        """What the viewer may do now, in the order of the table: exactly the actions that `check` allows."""
        held = case.sides(viewer)
        found = {move.action: None for move in self._rows(case, held) if _obstacle(move, case, held) is None}
        return list(found)

    def check(self, action: Action, case: C, viewer: Viewer | None) -> State:
        """The target state of the action; refuses a viewer who may never do it, and an action not possible now."""
        held = case.sides(viewer)
        allowed = [move for move in self.moves if move.action == action and held & move.sides]
        if not allowed:
            raise not_allowed("You are not allowed to do this.")
        obstacle: Refused | None = None
        for move in allowed:
            if case.state in move.sources:
                obstacle = _obstacle(move, case, held)
                if obstacle is None:
                    return move.target or case.state
        if obstacle is not None:
            raise obstacle
        possible = {str(source) for move in allowed for source in move.sources}
        raise wrong_state(self.what, case.state, possible)

    def _rows(self, case: C, held: Sides) -> Iterable[Move[State, Action, C]]:
        return (move for move in self.moves if case.state in move.sources and held & move.sides)


def wrong_state(what: str, state: str, possible: Iterable[str]) -> Refused:
    """What is possible only in other states than the present one; they are told if a sentence has room for them."""
    states = sorted(map(str, possible))
    if len(states) > TOLD_STATES:
        return Refused("WRONG_STATE", "The {what} is {state}: this is not possible now.", what=what, state=str(state))
    return Refused(
        "WRONG_STATE",
        "The {what} is {state}: this is possible only while it is {states}.",
        what=what,
        state=str(state),
        states=states,
    )


def _obstacle(move: Move[Any, Any, C], case: C, held: Sides) -> Refused | None:
    return next((refusal for guard in move.guards if (refusal := guard(case, held)) is not None), None)
