"""Events of an interview and the place that shows them; a signal is delivered only to its addressee."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.interviews.interview import Presence, SignalKind
from models.places import Place


@dataclass(frozen=True, slots=True)
class InterviewChanged(Event):
    """The interview has changed."""

    kind: ClassVar[str] = "interview.changed"
    interview: UUID


@dataclass(frozen=True, slots=True)
class PresenceChanged(Event):
    """A participant came, was admitted, left, or timed out."""

    kind: ClassVar[str] = "interview.presence"
    interview: UUID
    user: UUID
    presence: Presence
    peer: UUID | None = None


@dataclass(frozen=True, slots=True)
class SignalPassed(Event):
    """One peer sent another a WebRTC signal."""

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
