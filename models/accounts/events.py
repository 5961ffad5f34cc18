"""What happens to users: sessions that end, and parties that they join and leave."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from models.events import Event
from models.places import Place


@dataclass(frozen=True, slots=True)
class PartyJoined(Event):
    """The user is a member of a party from now on."""

    kind: ClassVar[str] = "member.joined"
    party: UUID


@dataclass(frozen=True, slots=True)
class PartyLeft(Event):
    """The user is no longer a member of a party."""

    kind: ClassVar[str] = "member.removed"
    party: UUID


@dataclass(frozen=True, slots=True)
class SessionRevoked(Event):
    """A session ended before its time."""

    kind: ClassVar[str] = "session.revoked"
    session: UUID


# One stream for all sessions: every worker follows it, whichever sockets it has.
REVOCATIONS = Place("revocations", (SessionRevoked,))
