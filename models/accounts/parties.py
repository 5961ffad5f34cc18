"""Parties: the individuals, teams and enterprises that act in the market, and their members."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.accounts.users import MOST_IN_NAME, User
from models.clock import now
from models.database import any_of, is_postgres, key_in_database, list_in_database, rows, take_turns
from models.database.reading import Columns
from models.errors import Refused
from models.ids import new_id


class PartyKind(StrEnum):
    """The kind of a party; an individual party has exactly one member."""

    INDIVIDUAL = "INDIVIDUAL"
    TEAM = "TEAM"
    ENTERPRISE = "ENTERPRISE"


class MemberRole(StrEnum):
    """What a member may do: an OWNER everything, a MANAGER all but change members, a MEMBER read and draft."""

    OWNER = "OWNER"
    MANAGER = "MANAGER"
    MEMBER = "MEMBER"


INVITED_FOR = timedelta(days=14)
LEADS = frozenset({MemberRole.OWNER, MemberRole.MANAGER})


_LEADING = ", ".join(f"'{role}'" for role in sorted(LEADS))
# The parties that share a user with a party who is owner or manager of at least one of the two.
SHARED = (
    "SELECT t.party_id FROM membership o JOIN membership t ON t.user_id = o.user_id "
    f"WHERE o.party_id = ? AND (o.role IN ({_LEADING}) OR t.role IN ({_LEADING}))"
)


class Party(Model):
    """A party of the market: an individual, a team or an enterprise, with its public profile."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    kind = fields.CharEnumField(PartyKind, max_length=10)
    name = fields.CharField(max_length=MOST_IN_NAME)
    summary = fields.TextField(null=True)
    skills: list[str] = fields.JSONField(default=list)
    verified_at = fields.DatetimeField(null=True)
    verified_by_id = fields.UUIDField(null=True)
    # Why staff did not verify it; None again once its profile is another one.
    verification_refusal = fields.TextField(null=True)
    # What its reviews add up to, rating_total / rating_parts, and how many count: models/reviews/rating.py.
    rating_total = fields.BigIntField(default=0)
    rating_parts = fields.BigIntField(default=1, db_default=1)
    rating_count = fields.IntField(default=0)
    version = fields.IntField(default=1)
    # Rises whenever somebody joins or leaves, so that live subscriptions know when to check permissions again.
    roster = fields.IntField(default=0)
    created_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)

    class Meta:
        table = "party"
        indexes = (Index(fields=("verified_at", "id")),)


class Membership(Model):
    """A user's role in a party."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="memberships", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="memberships", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    role = fields.CharEnumField(MemberRole, max_length=10)
    joined_at = fields.DatetimeField()

    class Meta:
        table = "membership"
        unique_together = (("party", "user"),)
        indexes = (Index(fields=("user_id",)),)


class Invitation(Model):
    """An invitation to join a party, sent to a mail address."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="invitations", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    email = fields.CharField(max_length=254)
    role = fields.CharEnumField(MemberRole, max_length=10)
    invited_by_id = fields.UUIDField()
    invited_at = fields.DatetimeField()

    class Meta:
        table = "invitation"
        unique_together = (("party", "email"),)
        indexes = (Index(fields=("email",)),)

    @property
    def expires_at(self) -> datetime:
        return self.invited_at + INVITED_FOR


PARTY = Columns(Party, "p")


async def lock_parties(*parties: UUID) -> dict[UUID, Party]:
    """Locks the parties' rows until the commit, so that nobody joins them meanwhile.

    Every change locks in this order: the turn of a person (take_place), parties, demands, everything else.
    """
    return await lock_parties_in("SELECT id FROM party WHERE " + any_of("id"), list_in_database(set(parties)))


async def lock_with_those_of(user: UUID, party: UUID) -> dict[UUID, Party]:
    """The same of a party in which the user gets a place, and of all in which they have one.

    What the place means for what these have said of each other is settled in the same change; the caller has waited for
    the user's turn, so that there are no others.
    """
    keys = "SELECT id FROM party WHERE id = ? UNION SELECT party_id FROM membership WHERE user_id = ?"
    return await lock_parties_in(keys, key_in_database(party), key_in_database(user))


async def lock_parties_in(keys: str, *values: object) -> dict[UUID, Party]:
    """The same for those whose keys a query finds: `keys` is its text, with `?` placeholders."""
    lock = "FOR NO KEY UPDATE OF p" if is_postgres() else ""
    found = await rows(f"SELECT {PARTY.listed} FROM party p WHERE p.id IN ({keys}) ORDER BY p.id {lock}", *values)
    return {party.id: party for party in map(PARTY.in_row, found)}


async def take_place(user: UUID) -> None:
    """Waits until no other change gives the user a place: in a party, in another role, or as a demand's manager.

    Each of them then sees the places that the others gave (EB-9). Call it before any row is locked.
    """
    await take_turns(f"places of {user}")


def check_open(party: Party) -> None:
    """Refuses to begin anything for a party that was closed."""
    if party.closed_at is not None:
        raise Refused("PARTY_CLOSED", "This party was closed: nothing new begins in its name.")


async def standing(invitations: Iterable[Invitation]) -> list[Invitation]:
    """Those that can be accepted: not expired, from somebody who still owns the party, and to a party that is open."""
    fresh = [each for each in invitations if each.expires_at > now()]
    owners = Membership.filter(role=MemberRole.OWNER, party__closed_at=None)
    found = set(
        await owners.filter(party_id__in=[*{each.party_id for each in fresh}]).values_list("party_id", "user_id")
    )
    return [each for each in fresh if (each.party_id, each.invited_by_id) in found]


def unverified(kinds: Collection[PartyKind]) -> QuerySet[Party]:
    """The open parties of these kinds, or of any kind, that staff have neither verified nor refused to."""
    found = Party.filter(verified_at=None, closed_at=None, verification_refusal=None)
    return found.filter(kind__in=list(kinds)) if kinds else found


async def roles_of(user: UUID) -> dict[UUID, MemberRole]:
    return {member.party_id: member.role for member in await Membership.filter(user_id=user)}


async def members_to_tell(parties: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """The users who act for each party, in one statement."""
    found: dict[UUID, list[UUID]] = {party: [] for party in parties}
    told = f"SELECT party_id, user_id FROM membership WHERE {any_of('party_id')} ORDER BY joined_at, id"
    for row in await rows(told, list_in_database(found)):
        found[UUID(str(row["party_id"]))].append(UUID(str(row["user_id"])))
    return found


async def users_of(parties: Iterable[UUID]) -> list[UUID]:
    """Everyone who acts for any of the parties, without duplicates."""
    members = await members_to_tell(parties)
    return list(dict.fromkeys(user for users in members.values() for user in users))


async def owners_of(party: UUID) -> list[UUID]:
    return await Membership.filter(party_id=party, role=MemberRole.OWNER).values_list("user_id", flat=True)  # type: ignore[return-value] # one column


def inbox(user: UUID) -> str:
    """The name of a user's own stream."""
    return f"user:{user}"


async def affiliates(party: UUID, others: Iterable[UUID]) -> set[UUID]:
    """Which of the other parties share a user with the party who is owner or manager of at least one of the two."""
    shared = f"SELECT DISTINCT party_id FROM ({SHARED}) AS shared WHERE {any_of('party_id')}"
    return {UUID(str(row["party_id"])) for row in await rows(shared, key_in_database(party), list_in_database(others))}


async def close_to(user: UUID, parties: Collection[UUID]) -> set[UUID]:
    """Which of these parties the user belongs to, or belongs to an affiliate of (EB-9)."""
    shared = f"SELECT 1 FROM ({SHARED.replace('?', 'party.id')}) AS shared JOIN membership m USING (party_id)"
    close = f"SELECT id FROM party WHERE {any_of('id')} AND EXISTS ({shared} WHERE m.user_id = ?)"
    return {UUID(str(row["id"])) for row in await rows(close, list_in_database(parties), key_in_database(user))}
