"""The end of bidding: at the deadline or before, what lapses with it, and the opening of sealed bids."""

from datetime import datetime
from uuid import UUID

from models.accounts.parties import Viewer, members_to_tell, users_of
from models.bids.counting import left
from models.bids.submission import book_of as application_book
from models.changes import change, record, stamp
from models.demands.applicants import Applicant, BidState
from models.demands.demand import (
    MACHINE,
    Bidding,
    Demand,
    DemandAction,
    DemandState,
    announce,
    book_of,
    is_open,
    locked,
    parts_in,
)
from models.demands.drafting import check_deadline, instant, moved
from models.errors import Refused, check_version
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import Notice, notify, notify_all


async def close_bidding(demand: Demand, *, expected_version: int | None, by: Viewer) -> Demand:
    """Ends bidding before the deadline: OPEN bidding only, with at least one submitted bid."""
    async with change():
        demand = await locked(demand.id)
        MACHINE.check(DemandAction.CLOSE_BIDDING, demand.state, parts_in(demand, by))
        check_version(demand.version, expected_version)
        if demand.bidding is Bidding.SEALED:
            raise Refused("SEALED", "Sealed bidding ends at its deadline and not before.")
        if not await Applicant.exists(demand_id=demand.id, state=BidState.SUBMITTED):
            raise Refused("NO_BIDS", "There is no submitted bid to select from: wait for one, or cancel the demand.")
        demand.version += 1
        await _close(demand, by=by.user.id)
    return await Demand.get(id=demand.id)


async def close_due(demand_id: UUID) -> bool:
    """Closes a demand whose deadline has come; once, whoever calls it and however often. Raises no version."""
    async with change():
        demand = await Demand.select_for_update().get(id=demand_id)
        if demand.state is not DemandState.OPEN or is_open(demand, stamp()):
            return False
        await _close(demand, by=None)
    return True


async def open_due(demand_id: UUID) -> bool:
    """Opens the sealed bids of a closed demand that goes on to selection; once (EB-3)."""
    async with change():
        demand = await Demand.select_for_update().get(id=demand_id)
        if demand.state is not DemandState.SELECTING or not demand.is_sealed or not demand.bid_count:
            return False
        demand.opened_at = stamp()
        await demand.save(update_fields=["opened_at"])
        await enter(book_of(demand.id), "OPENED", by=None, bids=demand.bid_count)
        record(demand.stream, "bids.opened", by=None, bid_count=demand.bid_count)
        await notify(
            await users_of([demand.awarder_id]),
            NotificationKind.BIDS_OPENED,
            subject=("BiddingDemand", demand.id),
            by=None,
            demand=demand.title,
            count=str(demand.bid_count),
        )
    return True


async def reopen_bidding(demand: Demand, *, deadline_at: datetime, expected_version: int | None, by: Viewer) -> Demand:
    """Takes bids again, once, and never after sealed bids were opened; everyone who applied is told."""
    async with change() as running:
        demand = await locked(demand.id)
        target = MACHINE.check(DemandAction.REOPEN_BIDDING, demand.state, parts_in(demand, by))
        check_version(demand.version, expected_version)
        if demand.opened_at is not None:
            raise Refused("ALREADY_OPENED", "The sealed bids were opened: bidding cannot begin again.")
        if demand.reopened_at is not None:
            raise Refused("ALREADY_REOPENED", "Bidding was reopened before, and is only once.")
        check_deadline(deadline_at)
        demand.state, demand.deadline_at, demand.closed_at = target, deadline_at, None
        demand.reopened_at = running.at
        demand.version += 1
        await demand.save(update_fields=["state", "deadline_at", "closed_at", "reopened_at", "version"])
        facts = moved(DemandState.SELECTING, target)
        await enter(book_of(demand.id), "REOPENED", by=by.user.id, deadline=instant(deadline_at), **facts)
        announce(demand, "demand.moved", by=by.user.id, **facts)
        applied = await Applicant.filter(demand_id=demand.id).exclude(state=BidState.DRAFT)
        await notify(
            await users_of(each.party_id for each in applied),
            NotificationKind.DEMAND_REOPENED,
            subject=("BiddingDemand", demand.id),
            by=by.user.id,
            demand=demand.title,
            at=deadline_at.isoformat(),
        )
    return await Demand.get(id=demand.id)


async def _close(demand: Demand, *, by: UUID | None) -> None:
    at = stamp()
    lapsed = await Applicant.filter(
        demand_id=demand.id, state__in=(BidState.DRAFT, BidState.NEEDS_CONFIRMATION)
    ).order_by("id")
    for applicant in lapsed:
        source, applicant.state, applicant.live_key = applicant.state, BidState.LAPSED, None
        await applicant.save(update_fields=["state", "live_key"])
        await enter(
            application_book(applicant),
            "LAPSED",
            by=None,
            subject=applicant.id,
            source=source.value,
            target="LAPSED",
        )
        await left(demand, applicant, was=source, by=None)
    demand.state, demand.closed_at = DemandState.SELECTING, at
    await demand.save(update_fields=["state", "closed_at", "version", "bid_count"])
    facts = moved(DemandState.OPEN, DemandState.SELECTING)
    await enter(book_of(demand.id), "CLOSED", by=by, bids=demand.bid_count, **facts)
    announce(demand, "bidding.closed", by=by, **facts)
    await _tell(demand, lapsed, by=by)


async def _tell(demand: Demand, lapsed: list[Applicant], *, by: UUID | None) -> None:
    standing = await Applicant.filter(demand_id=demand.id, state=BidState.SUBMITTED)
    members = await members_to_tell([demand.awarder_id, *(each.party_id for each in (*standing, *lapsed))])
    concerned = [demand.awarder_id, *(each.party_id for each in standing)]
    everyone = [user for party in concerned for user in members[party]]
    facts, kind = {"demand": demand.title}, NotificationKind.BID_LAPSED
    await notify_all(
        [
            Notice(everyone, NotificationKind.DEMAND_CLOSED, ("BiddingDemand", demand.id), facts),
            *(Notice(members[each.party_id], kind, ("Applicant", each.id), facts) for each in lapsed),
        ],
        by=by,
    )
