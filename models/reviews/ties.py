"""Ties: parties that are affiliates, or once were; what they say of each other does not count (RP-4).

Affiliates share a user who is owner or manager of at least one of them (EB-9). A tie that ends is kept.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from models.accounts.facts import MemberLeft, RoleChanged
from models.accounts.parties import LEADS, MemberRole, roles_of
from models.database import any_of, list_in_database, rows, uuid_of
from models.database.writing import all_inserted, write
from models.reviews.review import FormerTie

_LEADING = ", ".join(f"'{role}'" for role in sorted(LEADS))
TIES = f"""
SELECT o.party_id AS party, t.party_id AS other FROM membership o JOIN membership t ON t.user_id = o.user_id
WHERE {{}} AND {{}} AND o.party_id <> t.party_id AND (o.role IN ({_LEADING}) OR t.role IN ({_LEADING}))
UNION SELECT party_id, other_id FROM former_tie WHERE {{}} AND {{}}"""

Pairs = set[tuple[UUID, UUID]]


async def tied_among(parties: Collection[UUID], others: Collection[UUID]) -> Pairs:
    """Which of the parties are affiliates of which of the others, or ever were."""
    named = (any_of("o.party_id"), any_of("t.party_id"), any_of("party_id"), any_of("other_id"))
    values = (list_in_database(parties), list_in_database(others))
    found = await rows(TIES.format(*named), *values, *values)
    return {(uuid_of(row["party"]), uuid_of(row["other"])) for row in found}


async def keep_ties_of_member(left: MemberLeft) -> None:
    """Keeps that the party and the other ones of a member who leaves were affiliates."""
    await _keep(left.party, left.role, await _others(left.user, left.party))


async def keep_ties_of_lead(changed: RoleChanged) -> None:
    """Keeps it of a member who leads no longer."""
    if changed.former in LEADS and changed.role not in LEADS:
        await _keep(changed.party.id, changed.former, await _others(changed.user, changed.party.id))


async def _keep(party: UUID, role: MemberRole, others: Mapping[UUID, MemberRole]) -> None:
    close = [other for other, theirs in others.items() if role in LEADS or theirs in LEADS]
    pairs = [*((party, other) for other in close), *((other, party) for other in close)]
    await write(*all_inserted([FormerTie(party_id=one, other_id=other) for one, other in pairs], unless_there=True))


async def _others(user: UUID, party: UUID) -> dict[UUID, MemberRole]:
    return {other: role for other, role in (await roles_of(user)).items() if other != party}
