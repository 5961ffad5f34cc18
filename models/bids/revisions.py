"""Telling those who applied or asked what became of the demand: amended, extended, open again (EB-16)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from models.accounts.parties import members_to_tell
from models.demands.applicants import COUNTED, LIVE, Applicant, BidState, applicants_to_tell
from models.demands.demand import Demand, DemandState
from models.demands.differing import changed_in
from models.demands.facts import BiddingBegan, DemandResumed, DemandRevised
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.questions.question import Question, QuestionState

DEADLINE = "deadlineAt"


async def tell_of_revision(revised: DemandRevised) -> None:
    """Tells what an amendment changed, field by field, or from when to when the deadline has moved.

    After a material amendment, those who have to confirm their bids hear of it by that.
    """
    demand, fields = revised.demand, revised.fields
    if not fields:
        return
    told = await _applicants(demand, COUNTED) if revised.is_material else {}
    known = {user for users in told.values() for user in users}
    interested = await _applicants(demand, LIVE) | await _askers(demand, LIVE)
    users = {party: [each for each in members if each not in known] for party, members in interested.items()}
    facts = _moved(revised.former.deadline_at, demand.deadline_at) if DEADLINE in fields else {}
    others = [field for field in fields if field != DEADLINE]
    kind = NotificationKind.DEMAND_AMENDED if others else NotificationKind.DEADLINE_MOVED
    if others:
        facts["changed"] = changed_in(revised.former, demand, others)
    await notify(users, kind, subject=("demand", demand.id), by=revised.by, demand=demand.title, **facts)


async def tell_of_reopening(began: BiddingBegan) -> None:
    """Tells everyone who applied or asked that bids are accepted again."""
    demand = began.demand
    if demand.reopened_at is None or demand.deadline_at is None:
        return
    applied = frozenset(BidState) - {BidState.DRAFT}
    users = await _applicants(demand, applied) | await _askers(demand, applied)
    kind, at = NotificationKind.DEMAND_REOPENED, demand.deadline_at.isoformat()
    await notify(users, kind, subject=("demand", demand.id), by=began.by, demand=demand.title, at=at)


async def tell_of_resumption(resumed: DemandResumed) -> None:
    """Tells the awarder and the applicants that the demand goes on.

    Those who asked were not told that it was suspended, so they are told of the deadline if it has moved.
    """
    demand, subject = resumed.demand, ("demand", resumed.demand.id)
    facts = {"demand": demand.title}
    if demand.state is DemandState.OPEN and demand.deadline_at is not None:
        moved = facts | _moved(resumed.former_deadline, demand.deadline_at)
        askers, kind = await _askers(demand, LIVE), NotificationKind.DEADLINE_MOVED
        await notify(askers, kind, subject=subject, by=resumed.by, **moved)
        facts["at"] = demand.deadline_at.isoformat()
    users = await _applicants(demand, LIVE) | await members_to_tell([demand.awarder_id])
    await notify(users, NotificationKind.DEMAND_RESUMED, subject=subject, by=resumed.by, **facts)


def _moved(former: datetime | None, deadline: datetime | None) -> dict[str, str]:
    assert former is not None
    assert deadline is not None
    return {"at": deadline.isoformat(), "former": former.isoformat()}


async def _applicants(demand: Demand, states: Collection[BidState]) -> dict[UUID, list[UUID]]:
    """Everyone who acts for an application in one of the states, by party."""
    applied = await Applicant.filter(demand_id=demand.id, state__in=list(states)).order_by("id")
    return await applicants_to_tell(demand, [each.party_id for each in applied])


async def _askers(demand: Demand, states: Collection[BidState]) -> dict[UUID, list[UUID]]:
    """The users who asked about the demand and still act for the party that they asked for, by party.

    Without those parties whose application is in one of the states: all of their members are told.
    """
    applied = Applicant.filter(demand_id=demand.id, state__in=list(states))
    others = Question.filter(demand_id=demand.id).exclude(state=QuestionState.WITHDRAWN)
    asked = await others.exclude(party_id__in=await applied.values_list("party_id", flat=True)).order_by("id")
    members = await applicants_to_tell(demand, [each.party_id for each in asked])
    asking = {each.asker_id for each in asked}
    return {party: [user for user in users if user in asking] for party, users in members.items()}
