"""Conflicts of interest that arise from joining a party, leading it, or managing a demand (EB-9, RM-8)."""

from collections.abc import Collection
from uuid import UUID

from tortoise.expressions import Q

from models.accounts.facts import MemberJoined, RoleChanged
from models.accounts.parties import LEADS, MemberRole, Membership, roles_of
from models.bids.withdrawal import exclude, take_back
from models.demands.applicants import COUNTED, LIVE, Applicant, BidState, applicants_to_tell
from models.demands.conflicts import close_to_awarder
from models.demands.demand import RUNNING, Demand, DemandState
from models.demands.facts import BiddingOpened, ManagerAssigned
from models.errors import Refused
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify


async def refuse_both_sides(joined: MemberJoined) -> None:
    """Refuses a member who would be on both sides of an application, in whatever role.

    They learn by it that the party which let them in has applied, or that their own is in the way. The caller has
    waited for the user's turn (take_place) and has locked the party's row.
    """
    party, user = joined.party.id, joined.user.id
    between = await _between(party, await _others(user, party))
    if any(each.state in COUNTED for each in between) or await _manages(user, party):
        raise Refused("CONFLICT_OF_INTEREST", "Joining would put you on both sides of an application.")


async def refuse_leading_both_sides(changed: RoleChanged) -> None:
    """Refuses a role that makes the two sides of an application affiliates.

    The awarder must not learn by it who applied while bids are sealed: such a conflict is settled at their opening.
    """
    if _begins_to_lead(changed):
        party = changed.party.id
        between = await _between(party, await _others(changed.user, party), holds=True)
        if any(each.state in COUNTED and not _is_hidden(each, party) for each in between):
            raise Refused("CONFLICT_OF_INTEREST", "This role would make the two sides of an application affiliates.")


async def take_back_drafts_of_member(joined: MemberJoined) -> None:
    """Takes back the drafts that cannot be submitted any more: the awarder and the applicant are affiliates now."""
    await _take_back_drafts(joined.party.id, joined.user.id, joined.role, by=joined.user.id)


async def take_back_drafts_of_lead(changed: RoleChanged) -> None:
    """Takes back the drafts that cannot be submitted any more: the awarder and the applicant are affiliates now."""
    if _begins_to_lead(changed):
        await _take_back_drafts(changed.party.id, changed.user, changed.role, by=changed.by)


async def refuse_partial_manager(assigned: ManagerAssigned) -> None:
    """Refuses a resource manager who belongs to the awarder or to an applicant.

    While bids are sealed, nobody may learn by it who applied (EB-3): such a manager leaves at the opening.
    """
    demand = assigned.demand
    parties = [demand.awarder_id]
    if not demand.is_sealed:
        parties += [each.party_id for each in await Applicant.filter(demand_id=demand.id, state__in=COUNTED)]
    if await Membership.exists(user_id=assigned.user, party_id__in=parties):
        raise Refused("CONFLICT_OF_INTEREST", "This manager belongs to the client or to a bidder.")


async def exclude_affiliates(opened: BiddingOpened) -> None:
    """Excludes the bids of parties that became affiliates of the awarder while bids were sealed; they are told."""
    demand = opened.demand
    applicants = await Applicant.filter(demand_id=demand.id, state__in=COUNTED).order_by("id")
    close = await close_to_awarder(demand, [each.party_id for each in applicants])
    for applicant in applicants:
        if applicant.party_id in close:
            await exclude(demand, applicant, cause="The applicant and the awarder have people in common.")


async def _take_back_drafts(party: UUID, user: UUID, role: MemberRole, *, by: UUID) -> None:
    others = await _others(user, party)
    close = {other for other, theirs in others.items() if role in LEADS or theirs in LEADS}
    for applicant in await _between(party, close, holds=True):
        if applicant.state is BidState.DRAFT:
            demand = applicant.demand
            await take_back(demand, applicant, by=by, cause="Affiliates cannot apply.")
            # Those who belong to the awarder must not hear of it, but for the user whose own draft it was so far.
            told = (await applicants_to_tell(demand, [applicant.party_id]))[applicant.party_id]
            users = [user, *told] if applicant.party_id in others else told
            kind, subject = NotificationKind.BID_TAKEN_BACK, ("demand", demand.id)
            await notify({applicant.party_id: users}, kind, subject=subject, by=None, demand=demand.title)


async def _others(user: UUID, party: UUID) -> dict[UUID, MemberRole]:
    """The other parties of the user, with their roles."""
    return {other: role for other, role in (await roles_of(user)).items() if other != party}


async def _between(party: UUID, others: Collection[UUID], *, holds: bool = False) -> list[Applicant]:
    """The live applications between the party and the others, in either direction, with their demands.

    With `holds`, the demands and the applications are locked.
    """
    sides = Q(party_id=party, demand__awarder_id__in=list(others))
    sides |= Q(party_id__in=list(others), demand__awarder_id=party)
    live = Applicant.filter(sides, state__in=LIVE, demand__state__in=RUNNING).order_by("demand_id", "id")
    found = await live.select_related("demand")
    if not holds or not found:
        return found
    keys = sorted({each.demand_id for each in found})
    demands = {each.id: each for each in await Demand.filter(id__in=keys).order_by("id").select_for_update()}
    held = await Applicant.filter(id__in=[each.id for each in found]).order_by("id").select_for_update()
    for each in held:
        each.demand = demands[each.demand_id]
    return [each for each in held if each.state in LIVE and each.demand.state in RUNNING]


async def _manages(user: UUID, party: UUID) -> bool:
    """Whether the user manages a demand of the party, or one whose bids can be read and to which it has applied."""
    managed = Demand.filter(resource_manager_id=user, state__in=[DemandState.DRAFT, *RUNNING])
    if await managed.filter(awarder_id=party).exists():
        return True
    applied = Applicant.filter(party_id=party, state__in=COUNTED, demand__resource_manager_id=user)
    applied = applied.filter(demand__state__in=RUNNING)
    return any(not each.demand.is_sealed for each in await applied.select_related("demand"))


def _begins_to_lead(changed: RoleChanged) -> bool:
    return changed.role in LEADS and changed.former not in LEADS


def _is_hidden(applicant: Applicant, party: UUID) -> bool:
    """Whether the party must not learn yet that there is this application."""
    return applicant.demand.is_sealed and applicant.party_id != party
