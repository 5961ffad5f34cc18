"""What payment providers answer, and how they say that an outcome is unknown."""

from dataclasses import dataclass
from datetime import datetime


class Away(OSError):
    """The provider did not answer, or cannot at the moment: what has become of the call is unknown."""


@dataclass(frozen=True, slots=True)
class Handed:
    """The id of what was asked for, and where a payer pays; or why it will never be done."""

    id: str | None
    url: str | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What is true of an object."""

    kind: str
    state: str
    minor: int
    currency: str
    ref: str | None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something has happened to an object."""

    id: str
    object_id: str


@dataclass(frozen=True, slots=True)
class Movement:
    """Money that has moved."""

    object_id: str
    kind: str
    ref: str | None
    minor: int
    currency: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Onboarded:
    """An account, and where its owner completes it."""

    account: str
    url: str
