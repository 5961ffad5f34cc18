"""The refusals: what the domain says no to, each with a stable code and what to do about it.

Refusal
|-- Refused        a rule says no: NOT_FOUND, NOT_ALLOWED, WRONG_STATE, DEADLINE_PASSED, ...
|-- InvalidInput   INVALID_INPUT: fields are wrong, each named by its path
`-- Conflict       CONFLICT: the change was made on a version that is no longer the present one
"""

from collections.abc import Sequence
from dataclasses import dataclass


class Refusal(Exception):
    """The base of every no of the domain; raised by models only."""

    code: str
    message: str

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Refused(Refusal):
    """A rule of the domain says no; the code tells which."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field of an input, and where: `stages.0.amount`."""

    path: str
    message: str


class InvalidInput(Refusal):
    """Some fields of the input cannot be taken as they are."""

    def __init__(self, fields: Sequence[FieldProblem]) -> None:
        super().__init__("INVALID_INPUT", "Some fields need another value: see `fields`.")
        self.fields = list(fields)


class Conflict(Refusal):
    """Somebody else was faster: look again, then decide again."""

    def __init__(self, current_version: int) -> None:
        super().__init__("CONFLICT", f"This changed meanwhile: read version {current_version} first.")
        self.current_version = current_version


def not_found(what: str) -> Refused:
    """The same answer for what does not exist and for what the asker may not see."""
    return Refused("NOT_FOUND", f"There is no such {what}, or it is not yours to see.")


def not_allowed(what: str) -> Refused:
    return Refused("NOT_ALLOWED", what)


def check_version(present: int, expected: int | None) -> None:
    """Refuses a change that was decided on another version than the present one (EB-13)."""
    if expected is not None and expected != present:
        raise Conflict(present)
