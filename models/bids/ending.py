"""What becomes of the bids that are not chosen, and who is told of it: nobody waits for ever (EB-15)."""

from models.bids.keeping import end, keep_change
from models.contracts.facts import ContractEffective
from models.demands.applicants import COUNTED, LIVE, Applicant, BidState, applicants_to_tell
from models.demands.demand import DemandState
from models.demands.facts import AwardAccepted, DemandEnded
from models.notifications.kinds import NotificationKind
from models.notifications.telling import Notice, notify_all


async def tell_those_in_reserve(accepted: AwardAccepted) -> None:
    """Tells every other applicant whose bid stands that another was chosen, and that theirs stays in reserve."""
    demand, award = accepted.demand, accepted.award
    others = Applicant.filter(demand_id=demand.id, state__in=COUNTED).exclude(id=award.applicant_id)
    applicants = await others.order_by("id")
    members = await applicants_to_tell(demand, [each.party_id for each in applicants])
    facts, kind = {"demand": demand.title}, NotificationKind.BID_IN_RESERVE
    await notify_all(
        [Notice(members[each.party_id], kind, ("applicant", each.id), facts, each.party_id) for each in applicants],
        by=accepted.by,
    )


async def end_bids(ended: DemandEnded) -> None:
    """Ends the bids with their demand: NOT_SELECTED if nobody was chosen, LAPSED if it was cancelled.

    They stay on the workbench as they stood. The verb that ends the demand tells their applicants.
    """
    has_failed = ended.target is DemandState.FAILED
    target = BidState.NOT_SELECTED if has_failed else BidState.LAPSED
    cause = "Nobody was chosen." if has_failed else "The demand was cancelled."
    for applicant in await Applicant.filter(demand_id=ended.demand.id, state__in=LIVE).order_by("id"):
        end(applicant, ended.demand)
        await keep_change(applicant, target, by=None, action=target.value, cause=cause)


async def end_bids_in_reserve(effective: ContractEffective) -> None:
    """Ends the bids that stayed in reserve once the contract of another one is effective, and tells their applicants.

    They stay on the workbench as they stood.
    """
    demand, kind = effective.demand, NotificationKind.BID_NOT_SELECTED
    others = Applicant.filter(demand_id=demand.id, state__in=LIVE).exclude(id=effective.contract.applicant_id)
    applicants = await others.order_by("id")
    for applicant in applicants:
        end(applicant, demand)
        cause = "Another contract is effective."
        await keep_change(applicant, BidState.NOT_SELECTED, by=None, action="NOT_SELECTED", cause=cause)
    members = await applicants_to_tell(demand, [each.party_id for each in applicants])
    facts = {"demand": demand.title}
    await notify_all(
        [Notice(members[each.party_id], kind, ("applicant", each.id), facts, each.party_id) for each in applicants],
        by=effective.by,
    )
