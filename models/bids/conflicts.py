"""Conflicts of interest that arise from joining a party or from managing a demand (EB-9)."""

from models.accounts.facts import MemberJoined
from models.accounts.parties import Membership, conflicted
from models.demands.applicants import COUNTED, Applicant
from models.demands.demand import DemandState
from models.demands.facts import ManagerAssigned
from models.errors import Refused

RUNNING = (
    DemandState.OPEN,
    DemandState.SELECTING,
    DemandState.AWARDED,
    DemandState.CONTRACTED,
    DemandState.IN_PROGRESS,
    DemandState.SUSPENDED,
)


async def refuse_both_sides(joined: MemberJoined) -> None:
    """Refuses a member who would be on both sides of an application; the caller has locked the party's row."""
    party = joined.party
    live = Applicant.filter(state__in=COUNTED, demand__state__in=RUNNING)
    awarders = [each.demand.awarder_id for each in await live.filter(party_id=party).select_related("demand")]
    applicants = [each.party_id for each in await live.filter(demand__awarder_id=party)]
    near = await conflicted({*awarders, *applicants}, joined.user, party, joined.role)
    managed = await live.filter(party_id=party, demand__resource_manager_id=joined.user).exists()
    if near or managed:
        raise Refused(
            "CONFLICT_OF_INTEREST",
            "Joining would put you on both sides of an application.",
        )


async def refuse_partial_manager(assigned: ManagerAssigned) -> None:
    """Refuses a resource manager who belongs to the awarder or to an applicant."""
    demand = assigned.demand
    live = Applicant.filter(demand_id=demand.id, state__in=COUNTED)
    parties = [demand.awarder_id, *[each.party_id for each in await live]]
    if await Membership.exists(user_id=assigned.user, party_id__in=parties):
        raise Refused("CONFLICT_OF_INTEREST", "This manager belongs to the awarder or to an applicant.")
