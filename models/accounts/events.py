"""Events about users: sessions that end, and parties that they join or leave."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.places import Place


@dataclass(frozen=True, slots=True)
class PartyJoined(Event):
    """The user has become a member of a party."""

    kind: ClassVar[str] = "member.joined"
    party: UUID


@dataclass(frozen=True, slots=True)
class PartyLeft(Event):
    """The user is no longer a member of a party."""

    kind: ClassVar[str] = "member.removed"
    party: UUID


@dataclass(frozen=True, slots=True)
class SessionRevoked(Event):
    """A session was ended before it expired."""

    kind: ClassVar[str] = "session.revoked"
    session: UUID


# One stream for all sessions: every worker subscribes to it, whatever sockets it serves.
REVOCATIONS = Place("revocations", (SessionRevoked,))
