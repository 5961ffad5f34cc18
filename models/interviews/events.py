"""What happens in an interview, and where that is followed; signals are told to their addressee alone."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.interviews.interview import Presence, SignalKind
from models.places import Place


@dataclass(frozen=True, slots=True)
class InterviewChanged(Event):
    """Something about it is another than before."""

    kind: ClassVar[str] = "interview.changed"
    interview: UUID


@dataclass(frozen=True, slots=True)
class PresenceChanged(Event):
    """A participant came, was admitted, left, or was no longer heard of."""

    kind: ClassVar[str] = "interview.presence"
    interview: UUID
    user: UUID
    presence: Presence
    peer: UUID | None = None


@dataclass(frozen=True, slots=True)
class SignalPassed(Event):
    """One peer says to another how it can be reached."""

    kind: ClassVar[str] = "interview.signal"
    sender: UUID
    addressee: UUID
    signal: SignalKind
    payload: str


INTERVIEW = Place(
    "interview",
    (InterviewChanged, PresenceChanged, SignalPassed),
    permissions="SELECT i.id AS id, i.roster AS roster, a.roster AS hosts, p.roster AS guests FROM interview i "
    "JOIN party a ON a.id = i.awarder_id JOIN party p ON p.id = i.party_id WHERE i.id IN ({ids})",
)
