"""Conflicts of interest between an awarder and a party that wants to apply or ask (EB-9)."""

from uuid import UUID

from models.accounts.parties import Membership, conflicts
from models.demands.demand import Demand
from models.errors import Refused


async def check_no_conflict(demand: Demand, party: UUID) -> None:
    """Refuses a party that shares people with the awarder, or that the demand's resource manager belongs to."""
    if await conflicts(party, demand.awarder_id):
        raise Refused(
            "CONFLICT_OF_INTEREST", "This party and the awarder have people in common: it cannot apply or ask."
        )
    if demand.resource_manager_id is not None and await Membership.exists(
        party_id=party, user_id=demand.resource_manager_id
    ):
        raise Refused("CONFLICT_OF_INTEREST", "The resource manager of this demand belongs to this party.")
