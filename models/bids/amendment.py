"""Amending a demand: what is material asks every bidder to confirm, and gives them time to (EB-6)."""

from typing import Any

from models.accounts.parties import Viewer, members_to_tell
from models.bids.counting import revised
from models.bids.submission import book_of as application_book
from models.changes import change, stamp
from models.demands.applicants import Applicant, BidState
from models.demands.attachments import attach_to_demand
from models.demands.demand import (
    MACHINE,
    Demand,
    DemandAction,
    DemandState,
    announce,
    book_of,
    locked,
    parts_in,
)
from models.demands.drafting import MATERIAL, Brief, instant, write
from models.demands.search import index
from models.errors import check_version
from models.journal import enter
from models.notifications.kinds import NotificationKind
from models.notifications.telling import Notice, notify_all
from models.terms import terms


async def amend_demand(demand: Demand, brief: Brief, *, expected_version: int | None, by: Viewer) -> Demand:
    """Changes what a demand asks for; a change of nothing is no change."""
    async with change():
        demand = await locked(demand.id)
        MACHINE.check(DemandAction.AMEND, demand.state, parts_in(demand, by))
        check_version(demand.version, expected_version)
        changed = write(demand, brief)
        if brief.attachments is not None and await attach_to_demand(demand, brief.attachments, by=by):
            changed.add("attachments")
        if not changed:
            return await Demand.get(id=demand.id)
        demand.version += 1
        is_material = demand.state is DemandState.OPEN and not changed.isdisjoint(MATERIAL)
        if is_material:
            assert demand.deadline_at is not None
            demand.deadline_at = max(demand.deadline_at, stamp() + terms().amendment_window)
        await demand.save()
        await index(demand)
        if demand.state is DemandState.OPEN:
            facts: dict[str, Any] = {"changed": sorted(changed), "deadline": instant(demand.deadline_at)}
            await enter(book_of(demand.id), "AMENDED", by=by.user.id, **facts)
        announce(demand, "demand.amended", by=by.user.id, changed=sorted(changed))
        if is_material:
            await _ask_for_confirmation(demand, by)
    return await Demand.get(id=demand.id)


async def _ask_for_confirmation(demand: Demand, by: Viewer) -> None:
    applicants = await Applicant.filter(demand_id=demand.id, state=BidState.SUBMITTED).order_by("id")
    for applicant in applicants:
        applicant.state = BidState.NEEDS_CONFIRMATION
        applicant.version += 1
        await applicant.save(update_fields=["state", "version"])
        await enter(
            application_book(applicant),
            "NEEDS_CONFIRMATION",
            by=by.user.id,
            subject=applicant.id,
            cause="The demand was amended.",
            source=BidState.SUBMITTED.value,
            target=BidState.NEEDS_CONFIRMATION.value,
        )
        await revised(demand, applicant, by=None)
    assert demand.deadline_at is not None
    members = await members_to_tell(applicant.party_id for applicant in applicants)
    facts = {"demand": demand.title, "at": demand.deadline_at.isoformat()}
    kind = NotificationKind.BID_NEEDS_CONFIRMATION
    await notify_all(
        [Notice(members[each.party_id], kind, ("Applicant", each.id), facts) for each in applicants], by=by.user.id
    )
