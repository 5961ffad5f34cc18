"""What comes about with a party's members, and has consequences elsewhere."""

from dataclasses import dataclass
from uuid import UUID

from models.accounts.parties import MemberRole
from models.facts import Fact


@dataclass(frozen=True, slots=True)
class MemberJoined(Fact):
    """A user is a member of a party from now on."""

    party: UUID
    user: UUID
    role: MemberRole


@dataclass(frozen=True, slots=True)
class MemberLeft(Fact):
    """A user is no longer a member of a party."""

    party: UUID
    user: UUID
    by: UUID
