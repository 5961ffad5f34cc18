"""Bid events on a demand's workbench: arrived, revised, withdrawn; while bids are sealed, only their number."""

from uuid import UUID

from models.accounts.parties import Party
from models.changes import record
from models.database.writing import Write, inserted, updated
from models.demands.applicants import COUNTED, Applicant, BidState
from models.demands.candidates import Candidate, Standing
from models.demands.causes import Cause
from models.demands.demand import Demand
from models.demands.events import AboutBid, BidArrived, BidCounted, BidRevised, BidWithdrawn
from models.demands.facts import BidLeft
from models.facts import follow_up
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify_members
from models.workbench.alternatives import close_up


def arriving(demand: Demand, applicant: Applicant) -> tuple[Candidate, list[Write]]:
    """Makes the applicant a candidate of an open demand, as soon as this is written."""
    candidate = Candidate(demand_id=demand.id, applicant_id=applicant.id, arrived_at=applicant.arrived_at)
    demand.bid_count += 1
    # The number of bids moves nothing by the clock while the demand is open.
    return candidate, [inserted(candidate), updated(demand, "bid_count")]


async def arrived(demand: Demand, applicant: Applicant, candidate: Candidate, *, party: Party, by: UUID) -> None:
    """Tells that the applicant is a candidate."""
    _tell(demand, BidArrived, candidate, applicant, by=by)
    await tell_team(demand, NotificationKind.BID_ARRIVED, party, by=by, candidate=candidate)


def confirming(demand: Demand, was: BidState) -> list[Write]:
    """Counts a bid among the confirmed ones, as soon as this is written, if it needed its confirmation."""
    if was is not BidState.NEEDS_CONFIRMATION:
        return []
    demand.unconfirmed_count -= 1
    return [updated(demand, "unconfirmed_count")]


async def revised(demand: Demand, applicant: Applicant, *, by: UUID | None) -> Candidate | None:
    """Records that the awarder now sees another version of a bid, or that it needs confirmation.

    Returns its candidate.
    """
    candidate = await Candidate.get_or_none(applicant_id=applicant.id)
    if candidate is not None and not demand.is_sealed:
        _tell(demand, BidRevised, candidate, applicant, by=by)
    return candidate


async def left(demand: Demand, applicant: Applicant, *, was: BidState, by: UUID | None) -> None:
    """Removes the candidate from the workbench when its bid no longer stands."""
    candidate = await Candidate.get_or_none(applicant_id=applicant.id)
    if candidate is None or was not in COUNTED:
        return
    demand.bid_count -= 1
    demand.unconfirmed_count -= was is BidState.NEEDS_CONFIRMATION
    await demand.save(update_fields=["bid_count", "unconfirmed_count"])
    if candidate.standing is Standing.ALTERNATIVE:
        await close_up(demand, candidate, Standing.UNDECIDED, by=by, cause=Cause.BID_GONE, became=applicant.state.value)
    candidate.is_standing = False
    await candidate.save(update_fields=["is_standing"])
    _tell(demand, BidWithdrawn, candidate, applicant, by=by)
    await follow_up(BidLeft(demand, applicant, was, by))


async def tell_team(
    demand: Demand,
    kind: NotificationKind,
    party: Party,
    *,
    by: UUID | None,
    candidate: Candidate | None = None,
    is_struck_out: bool = False,
) -> None:
    """Notifies the awarder's team whose bid came or left; while bids are sealed, only how many there are (EB-3)."""
    subject = ("workbench", demand.id)
    if demand.is_sealed:
        by, facts = None, {"count": str(demand.bid_count)}
    else:
        facts = {"excluded" if is_struck_out else "party": party.name}
        subject = ("candidate", candidate.id) if candidate else subject
    await notify_members(demand.awarder_id, kind, subject=subject, by=by, demand=demand.title, **facts)


def _tell(
    demand: Demand, event: type[AboutBid], candidate: Candidate, applicant: Applicant, *, by: UUID | None
) -> None:
    # While bids are sealed, the stored event contains only their number: it must reveal no more later either.
    if demand.is_sealed:
        record(demand.stream, BidCounted(demand.bid_count), by=None)
    else:
        record(demand.stream, event(candidate.id, demand.bid_count, applicant.submitted_number), by=by)
