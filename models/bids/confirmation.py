"""Confirmation: after a material change of the demand, each applicant has to confirm their bid (EB-6)."""

from models.bids.counting import revised
from models.bids.keeping import keep_change
from models.demands.applicants import COUNTED, Applicant, BidState, applicants_to_tell
from models.demands.differing import changed_in
from models.demands.facts import DemandChanged
from models.notifications.kinds import NotificationKind
from models.notifications.telling import Notice, notify_all


async def ask_for_confirmation(changed: DemandChanged) -> None:
    """Marks every submitted bid as needing confirmation, and notifies the applicants. Until then none can win.

    A bid that needs confirmation already gets another version, so that nobody confirms what they have not read.
    """
    demand = changed.demand
    applicants = await Applicant.filter(demand_id=demand.id, state__in=COUNTED).order_by("id")
    for applicant in applicants:
        was, cause = applicant.state, "The demand was amended."
        target = BidState.NEEDS_CONFIRMATION
        await keep_change(applicant, target, by=changed.by, action="NEEDS_CONFIRMATION", cause=cause)
        if was is not target:
            await revised(demand, applicant, by=None)
    assert demand.deadline_at is not None
    members = await applicants_to_tell(demand, [applicant.party_id for applicant in applicants])
    differing = changed_in(changed.former, demand, changed.fields)
    facts = {"demand": demand.title, "at": demand.deadline_at.isoformat(), "changed": differing}
    kind = NotificationKind.BID_NEEDS_CONFIRMATION
    await notify_all(
        [Notice(members[each.party_id], kind, ("applicant", each.id), facts, each.party_id) for each in applicants],
        by=changed.by,
    )
