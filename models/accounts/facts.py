"""Facts about a party's members that have consequences in other areas."""

from dataclasses import dataclass
from uuid import UUID

from models.accounts.parties import MemberRole
from models.facts import Fact


@dataclass(frozen=True, slots=True)
class MemberJoined(Fact):
    """A user has become a member of a party."""

    party: UUID
    user: UUID
    role: MemberRole


@dataclass(frozen=True, slots=True)
class MemberLeft(Fact):
    """A user is no longer a member of a party."""

    party: UUID
    user: UUID
    by: UUID
