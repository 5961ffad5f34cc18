"""Facts about parties and their members that have consequences in other areas."""

from dataclasses import dataclass
from uuid import UUID

from models.accounts.parties import Invitation, MemberRole, Party
from models.accounts.users import User
from models.facts import Fact


@dataclass(frozen=True, slots=True)
class LocaleChosen(Fact):
    """A user has chosen another language or time zone."""

    user: User


@dataclass(frozen=True, slots=True)
class MemberJoined(Fact):
    """A user has become a member of a party."""

    party: Party
    user: User
    role: MemberRole


@dataclass(frozen=True, slots=True)
class InvitationsEnded(Fact):
    """Invitations were answered, revoked or replaced, or ended with the rights of their sender."""

    invitations: list[Invitation]


@dataclass(frozen=True, slots=True)
class RoleChanged(Fact):
    """A member of a party has another role."""

    party: Party
    user: UUID
    former: MemberRole
    role: MemberRole
    by: UUID


@dataclass(frozen=True, slots=True)
class MemberLeft(Fact):
    """A user is no longer a member of a party, in which they had this role."""

    party: UUID
    user: UUID
    role: MemberRole
    by: UUID


@dataclass(frozen=True, slots=True)
class PartyChanged(Fact):
    """A party has another name, other skills or ratings, or was verified; its row is locked."""

    party: Party


@dataclass(frozen=True, slots=True)
class VerificationRefused(Fact):
    """Staff did not verify a party, and say why."""

    party: Party
    reason: str
    by: UUID


@dataclass(frozen=True, slots=True)
class PartyClosing(Fact):
    """A party is about to be closed by one of its owners."""

    party: Party
    by: UUID
