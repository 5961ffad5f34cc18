"""Ties: parties that are affiliates, or once were; what they say of each other does not count (RP-4).

Affiliates share a user who is owner or manager of at least one of them (EB-9). A tie that ends is kept.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from models.accounts.facts import MemberLeft, RoleChanged
from models.accounts.parties import LEADS, MemberRole, affiliates, roles_of
from models.database.writing import all_inserted, write
from models.reviews.review import FormerTie


async def tied_with(party: UUID, others: Collection[UUID]) -> set[UUID]:
    """Which of the other parties are affiliates of the party, or ever were."""
    former = await FormerTie.filter(party_id=party, other_id__in=list(others))
    return {*(each.other_id for each in former), *await affiliates(party, others)}


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
