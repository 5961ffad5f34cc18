"""Confirmation: after a material change of the demand, each applicant has to confirm their bid (EB-6)."""

from models.bids.counting import revised
from models.bids.submission import book_of
from models.demands.applicants import Applicant, BidState, applicants_to_tell
from models.demands.facts import DemandChanged
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import Notice, notify_all


async def ask_for_confirmation(changed: DemandChanged) -> None:
    """Marks every submitted bid as needing confirmation, and notifies the applicants. Until then none can win."""
    demand = changed.demand
    applicants = await Applicant.filter(demand_id=demand.id, state=BidState.SUBMITTED).order_by("id")
    for applicant in applicants:
        applicant.state = BidState.NEEDS_CONFIRMATION
        applicant.version += 1
        await applicant.save(update_fields=["state", "version"])
        await enter(
            book_of(applicant),
            "NEEDS_CONFIRMATION",
            by=changed.by,
            subject=applicant.id,
            cause="The demand was amended.",
            source=BidState.SUBMITTED.value,
            target=BidState.NEEDS_CONFIRMATION.value,
        )
        await revised(demand, applicant, by=None)
    assert demand.deadline_at is not None
    members = await applicants_to_tell(demand, [applicant.party_id for applicant in applicants])
    facts = {"demand": demand.title, "at": demand.deadline_at.isoformat()}
    kind = NotificationKind.BID_NEEDS_CONFIRMATION
    await notify_all(
        [Notice(members[each.party_id], kind, ("applicant", each.id), facts) for each in applicants], by=changed.by
    )
