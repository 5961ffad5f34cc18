"""Conflicts of interest that would come of joining a party, or of looking after a demand (EB-9)."""

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
    """Refuses a member whose parties would then apply to each other; the caller holds the party's row."""
    party = joined.party
    live = Applicant.filter(state__in=COUNTED, demand__state__in=RUNNING)
    awarders = [each.demand.awarder_id for each in await live.filter(party_id=party).select_related("demand")]
    applicants = [each.party_id for each in await live.filter(demand__awarder_id=party)]
    near = await conflicted({*awarders, *applicants}, joined.user, party, joined.role)
    managed = await live.filter(party_id=party, demand__resource_manager_id=joined.user).exists()
    if near or managed:
        raise Refused(
            "CONFLICT_OF_INTEREST",
            "One of your parties has an application with the other: joining would put you on both sides.",
        )


async def refuse_partial_manager(assigned: ManagerAssigned) -> None:
    """Refuses a resource manager who belongs to the awarder or to somebody who applied."""
    demand = assigned.demand
    live = Applicant.filter(demand_id=demand.id, state__in=COUNTED)
    parties = [demand.awarder_id, *[each.party_id for each in await live]]
    if await Membership.exists(user_id=assigned.user, party_id__in=parties):
        raise Refused("CONFLICT_OF_INTEREST", "This manager belongs to a party of the demand.")
