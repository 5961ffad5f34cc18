"""Closing bidding at the deadline or earlier, reopening it once, and opening sealed bids."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from models.accounts.parties import members_to_tell
from models.accounts.viewer import Viewer
from models.changes import change, record, stamp
from models.decisions import decide
from models.demands.applicants import Applicant, BidState, applicants_to_tell
from models.demands.demand import MACHINE, Demand, DemandAction, DemandState, book_of, is_open
from models.demands.drafting import check_deadline, instant
from models.demands.events import BiddingClosed, BidsOpened, DemandMoved, announce
from models.demands.facts import BiddingBegan, BiddingEnded, BiddingOpened
from models.demands.recorded import Recorded
from models.demands.versions import keep_version
from models.facts import follow_up
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import Notice, notify, notify_all

# The most parties whose names the notification about the end of bidding has; the workbench lists all of them.
MOST_NAMED = 5


async def close_bidding(demand: Demand, *, expected_version: int | None = None, by: Viewer) -> Demand:
    """Ends bidding before the deadline; only for open bidding with at least one submitted bid.

    After a material amendment, bids that wait for their confirmation keep the time that they were promised (EB-6).
    """
    action = DemandAction.CLOSE_BIDDING
    async with decide(MACHINE, action, demand.id, expected_version=expected_version, by=by) as decision:
        demand = decision.case
        demand.version += 1
        await _close(demand, by=by.user.id)
    return await Demand.get(id=demand.id)


async def close_due(demand_id: UUID) -> bool:
    """Closes a demand whose deadline has passed; repeated calls do nothing. Does not raise the version."""
    async with change():
        demand = await Demand.select_for_update().get(id=demand_id)
        if demand.state is not DemandState.OPEN or is_open(demand, stamp()):
            return False
        await _close(demand, by=None)
    return True


async def open_due(demand_id: UUID) -> bool:
    """Opens the sealed bids of a demand in selection; repeated calls do nothing (EB-3)."""
    async with change():
        demand = await Demand.select_for_update().get(id=demand_id)
        if demand.state is not DemandState.SELECTING or not demand.is_sealed or not demand.bid_count:
            return False
        demand.opened_at = stamp()
        await demand.save(update_fields=["opened_at"])
        await enter(book_of(demand.id), Recorded.OPENED, by=None, bids=demand.bid_count)
        record(demand.stream, BidsOpened(demand.bid_count), by=None)
        await notify(
            await members_to_tell([demand.awarder_id]),
            NotificationKind.BIDS_OPENED,
            subject=("workbench", demand.id),
            by=None,
            demand=demand.title,
            count=str(demand.bid_count),
        )
        await follow_up(BiddingOpened(demand))
    return True


async def reopen_bidding(demand: Demand, *, expected_version: int, deadline_at: datetime, by: Viewer) -> Demand:
    """Accepts bids again; possible only once, and never after sealed bids were opened."""
    action = DemandAction.REOPEN_BIDDING
    async with decide(MACHINE, action, demand.id, expected_version=expected_version, by=by) as decision:
        demand = decision.case
        check_deadline(deadline_at)
        demand.state, demand.deadline_at, demand.closed_at = decision.target, deadline_at, None
        demand.reopened_at = decision.at
        demand.version += 1
        await demand.save(update_fields=["state", "deadline_at", "closed_at", "reopened_at", "version"])
        await decision.enter(book_of(demand.id), Recorded.REOPENED, deadline=instant(deadline_at))
        announce(demand, DemandMoved(demand.id, decision.source, decision.target), by=by.user.id)
        await keep_version(demand)
        await follow_up(BiddingBegan(demand, by.user.id))
    return await Demand.get(id=demand.id)


async def _close(demand: Demand, *, by: UUID | None) -> None:
    at, former, target = stamp(), demand.state, DemandState.SELECTING
    unconfirmed = Applicant.filter(demand_id=demand.id, state=BidState.NEEDS_CONFIRMATION).order_by("id")
    lapsing = [str(name) for name in await unconfirmed.values_list("party__name", flat=True)]
    await follow_up(BiddingEnded(demand, by))
    demand.state, demand.closed_at = target, at
    await demand.save(update_fields=["state", "closed_at", "version", "bid_count"])
    moved: dict[str, Any] = {"source": former.value, "target": target.value}
    await enter(book_of(demand.id), Recorded.CLOSED, by=by, bids=demand.bid_count, **moved)
    announce(demand, BiddingClosed(demand.id, former, target), by=by)
    await _tell(demand, lapsing, by=by)


async def _tell(demand: Demand, lapsed: Sequence[str], *, by: UUID | None) -> None:
    """Tells the applicants whose bids stand, and the awarder's team, which also hears whose bids have lapsed.

    Of bids that lapsed sealed it hears how many they were (EB-3, EB-17).
    """
    standing = await Applicant.filter(demand_id=demand.id, state=BidState.SUBMITTED)
    facts = {"demand": demand.title}
    of_team = facts | ({"count": str(len(lapsed))} if lapsed else {"bids": str(demand.bid_count)})
    if lapsed and not demand.is_sealed and len(lapsed) <= MOST_NAMED:
        of_team["lapsed"] = "\n".join(lapsed)
    kind, bidders, team = (
        NotificationKind.DEMAND_CLOSED,
        await _applicants(demand, standing),
        await members_to_tell([demand.awarder_id]),
    )
    told = [("demand", bidders, facts), ("workbench", team, of_team)]
    notices = [
        Notice(users, kind, (place, demand.id), said, party)
        for place, by_party, said in told
        for party, users in by_party.items()
    ]
    await notify_all(notices, by=by)


async def _applicants(demand: Demand, applicants: Iterable[Applicant]) -> dict[UUID, list[UUID]]:
    """Everyone who acts for one of the applicants, by party."""
    return await applicants_to_tell(demand, [each.party_id for each in applicants])
