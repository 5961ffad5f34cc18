"""Refusals: what the domain rejects, each with a stable code and a message that says what to do.

Refusal
|-- Refused        a rule forbids it: NOT_FOUND, NOT_ALLOWED, WRONG_STATE, DEADLINE_PASSED, ...
|-- InvalidInput   INVALID_INPUT: some fields are invalid, each named by its path
`-- Conflict       CONFLICT: the change is based on a version that is no longer the current one
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil


class Refusal(Exception):
    """The base of all refusals; only models raise them."""

    code: str
    message: str

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Refused(Refusal):
    """A rule of the domain forbids this; the code says which.

    `retry_after_seconds` is set if the same request can succeed later, as with RATE_LIMITED.
    """

    def __init__(self, code: str, message: str, *, retry_after_seconds: int | None = None) -> None:
        super().__init__(code, message)
        self.retry_after_seconds = retry_after_seconds


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field of an input; the path has the form `stages.0.amount`."""

    path: str
    message: str


class InvalidInput(Refusal):
    """Some fields of the input are invalid."""

    def __init__(self, fields: Sequence[FieldProblem]) -> None:
        super().__init__("INVALID_INPUT", "Some fields are invalid: see `fields`.")
        self.fields = list(fields)


class Conflict(Refusal):
    """Somebody else changed the thing first: read it again, then decide again."""

    def __init__(self, current_version: int) -> None:
        super().__init__("CONFLICT", f"This was changed meanwhile: read version {current_version} first.")
        self.current_version = current_version


def not_found(what: str) -> Refused:
    """The same refusal for a thing that does not exist and for one that the viewer may not see."""
    return Refused("NOT_FOUND", f"There is no such {what}, or you may not see it.")


def rate_limited(message: str, seconds: float) -> Refused:
    """The refusal of what is asked too often; it can be asked again after so many seconds."""
    return Refused("RATE_LIMITED", message, retry_after_seconds=max(1, ceil(seconds)))


def not_allowed(what: str) -> Refused:
    return Refused("NOT_ALLOWED", what)


def check_version(present: int, expected: int | None) -> None:
    """Refuses a change that is based on another version than the current one (EB-13)."""
    if expected is not None and expected != present:
        raise Conflict(present)
