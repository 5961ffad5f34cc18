"""Conflicts of interest that would come of joining a party, or of looking after a demand (EB-9)."""

from uuid import UUID

from models.accounts.members import join
from models.accounts.parties import Invitation, Membership, Party, Viewer, conflicted
from models.changes import change
from models.demands.applicants import COUNTED, Applicant
from models.demands.demand import Demand, DemandState
from models.errors import Refused

RUNNING = (
    DemandState.OPEN,
    DemandState.SELECTING,
    DemandState.AWARDED,
    DemandState.CONTRACTED,
    DemandState.IN_PROGRESS,
    DemandState.SUSPENDED,
)


async def accept_invitation(invitation: Invitation, *, by: Viewer) -> Party:
    """Makes the invited user a member, unless a party of theirs would then apply to itself."""
    async with change():
        await lock_parties(invitation.party_id)
        await _check_joining(invitation, by)
        return await join(invitation, by=by)


async def lock_parties(*parties: UUID) -> None:
    """Holds the parties' rows until the commit: nobody joins them meanwhile."""
    for party in sorted(set(parties)):
        await Party.select_for_update().get(id=party)


async def _check_joining(invitation: Invitation, by: Viewer) -> None:
    party = invitation.party_id
    live = Applicant.filter(state__in=COUNTED, demand__state__in=RUNNING)
    awarders = [each.demand.awarder_id for each in await live.filter(party_id=party).select_related("demand")]
    applicants = [each.party_id for each in await live.filter(demand__awarder_id=party)]
    near = await conflicted({*awarders, *applicants}, by.user.id, party, invitation.role)
    managed = await live.filter(party_id=party, demand__resource_manager_id=by.user.id).exists()
    if near or managed:
        raise Refused(
            "CONFLICT_OF_INTEREST",
            "One of your parties has an application with the other: joining would put you on both sides.",
        )


async def check_manager(demand: Demand, user_id: UUID) -> None:
    """Refuses a resource manager who belongs to the awarder or to somebody who applied."""
    live = Applicant.filter(demand_id=demand.id, state__in=COUNTED)
    parties = [demand.awarder_id, *[each.party_id for each in await live]]
    if await Membership.exists(user_id=user_id, party_id__in=parties):
        raise Refused("CONFLICT_OF_INTEREST", "This manager belongs to a party of the demand.")
