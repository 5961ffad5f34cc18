"""Refusals: what the domain rejects, each with a stable code and a message that says what to do.

Refusal
|-- Refused        a rule forbids it: NOT_FOUND, NOT_ALLOWED, WRONG_STATE, DEADLINE_PASSED, ...
|   `-- Outdated   what was made beforehand does not fit any more: it is made anew, and tried again
|-- InvalidInput   INVALID_INPUT: some fields are invalid, each named by its path
`-- Conflict       CONFLICT: the change is based on a version that is no longer the current one
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil

from models.clock import now


class Bytes(int):
    """A size, which people read in the largest unit that it reaches."""


class BasisPoints(int):
    """A share in hundredths of a percent, which people read in percent."""


# What a message mentions: a text, a number, the words of a list, or what each reader has an own form of, which is an
# instant, a day, a size, a share, or an amount of money as a Decimal in major units of the currency that the fact
# `currency` names.
Fact = str | int | list[str] | datetime | date | Decimal
Facts = Mapping[str, Fact]
# What programs read of them: instants and days in ISO 8601, and amounts, sizes and shares without their unit.
Parameter = str | int | list[str]


class Refusal(Exception):
    """The base of all refusals; only models raise them.

    `template` is the message in English, with the facts in braces. It is also the key under which `models/refusals` has
    it in other languages, so it is a plain text where it is written. A fact `country` is a code of ISO 3166-1.
    """

    code: str

    def __init__(self, code: str, template: str, /, **facts: Fact) -> None:
        super().__init__(code)
        self.code = code
        self.template = template
        self.facts: Facts = facts

    @property
    def message(self) -> str:
        """The message in English."""
        return filled(self.template, self.facts)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class Refused(Refusal):
    """A rule of the domain forbids this; the code says which.

    `retry_after_seconds` is set if the same request can succeed later, as with RATE_LIMITED.
    """

    def __init__(self, code: str, template: str, /, *, retry_after_seconds: int | None = None, **facts: Fact) -> None:
        super().__init__(code, template, **facts)
        self.retry_after_seconds = retry_after_seconds


class Outdated(Refused):
    """What was made before the transaction does not fit any more; made anew, the same request can succeed at once."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field of an input; the path has the form `stages.0.amount`.

    The code and the facts say it for programs; `template` is as in Refusal.
    """

    path: str
    template: str
    code: str = "INVALID"
    facts: Facts = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The message in English."""
        return filled(self.template, self.facts)


class InvalidInput(Refusal):
    """Some fields of the input are invalid."""

    def __init__(self, fields: Sequence[FieldProblem]) -> None:
        super().__init__("INVALID_INPUT", "Some fields are invalid: see `fields`.")
        self.fields = list(fields)


class Conflict(Refusal):
    """Somebody else changed the thing first: read it again, then decide again."""

    def __init__(self, current_version: int) -> None:
        super().__init__(
            "CONFLICT", "This was changed meanwhile: read version {version} first.", version=current_version
        )
        self.current_version = current_version


def invalid(path: str, template: str, code: str, /, **facts: Fact) -> InvalidInput:
    """The refusal of an input for one of its fields."""
    return InvalidInput([FieldProblem(path, template, code, facts)])


def not_found(what: str) -> Refused:
    """The same refusal for a thing that does not exist and for one that the viewer may not see."""
    return Refused("NOT_FOUND", "There is no such {what}, or you may not see it.", what=what)


def rate_limited(template: str, seconds: float, /, **facts: Fact) -> Refused:
    """The refusal of what is asked too often; it can be asked again after so many seconds.

    The fact `again_at` is the first whole minute from then on, in which clocks show that it is possible.
    """
    wait = max(1, ceil(seconds))
    again_at = whole_minute(now() + timedelta(seconds=wait))
    return Refused("RATE_LIMITED", template, retry_after_seconds=wait, again_at=again_at, **facts)


def whole_minute(at: datetime) -> datetime:
    """The first whole minute from this instant on: what is possible from then on is so once clocks show it."""
    return (at + timedelta(minutes=1, microseconds=-1)).replace(second=0, microsecond=0)


def not_allowed(template: str, /, **facts: Fact) -> Refused:
    return Refused("NOT_ALLOWED", template, **facts)  # type: ignore[arg-type] # no fact is named like an option


def filled(template: str, facts: Facts) -> str:
    """The message with its facts as programs read them; measures have their units, and "or" joins several words."""
    if not facts:
        return template
    said = {name: " or ".join(each) if isinstance(each, list) else each for name, each in parameters_of(facts).items()}
    return template.format(**said | {name: _measured(each, facts) for name, each in facts.items() if _is_measure(each)})


def _is_measure(fact: Fact) -> bool:
    return isinstance(fact, Decimal | Bytes | BasisPoints)


def _measured(fact: Fact, facts: Facts) -> str:
    """With its unit."""
    match fact:
        case Decimal():
            return money_in(fact, facts)
        case BasisPoints():
            return f"{Decimal(fact).scaleb(-2).normalize():f}%"
    return f"{fact} bytes"


def money_in(amount: Decimal, facts: Facts) -> str:
    """An amount with the currency of these facts, such as `1250.00 EUR`."""
    return f"{amount:f} {facts['currency']}"


def parameters_of(facts: Facts) -> dict[str, Parameter]:
    """The facts for programs."""
    return {name: _parameter(fact) for name, fact in facts.items()}


def _parameter(fact: Fact) -> Parameter:
    match fact:
        case date():
            return fact.isoformat()
        case Decimal():
            return f"{fact:f}"
    return fact


def check_version(present: int, expected: int | None) -> None:
    """Refuses a change that is based on another version than the current one (EB-13)."""
    if expected is not None and expected != present:
        raise Conflict(present)
