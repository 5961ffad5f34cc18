"""Interviews that end without a participant's decision: because of the bid, the demand, a party or the clock."""

from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q

from models.accounts.facts import MemberLeft
from models.changes import change, stamp
from models.contracts.facts import ContractEffective
from models.demands.facts import BidLeft, CandidateEliminated, DemandEnded
from models.due import reschedule
from models.interviews.interview import (
    EARLY,
    EMPTY_FOR,
    GRACE,
    NO_SHOW_AFTER,
    Interview,
    InterviewRole,
    InterviewState,
    Participant,
    Presence,
    book_of,
    locked,
    side,
)
from models.interviews.keeping import both_are_there, due_of, keep
from models.interviews.presence import lose, send_away
from models.interviews.room import call_off, close
from models.interviews.telling import tell_no_show, tell_starting, tell_taken_out
from models.journal import enter

S = InterviewState
RUNNING = (S.PROPOSED, S.SCHEDULED, S.LIVE)


async def end_interviews_of_bid(left: BidLeft) -> None:
    """Ends all interviews about a bid that no longer stands."""
    await _end(Q(applicant_id=left.applicant.id), by=left.by)


async def end_interviews_of_candidate(eliminated: CandidateEliminated) -> None:
    """Ends all interviews with a candidate who was eliminated."""
    await _end(Q(applicant_id=eliminated.candidate.applicant_id), by=eliminated.by)


async def end_interviews_of_demand(ended: DemandEnded) -> None:
    """Ends all interviews about a demand that was cancelled or concluded."""
    await _end(Q(demand_id=ended.demand.id), by=ended.by)


async def end_interviews_of_others(effective: ContractEffective) -> None:
    """Ends all interviews with those who stayed in reserve until another's contract was effective."""
    await _end(Q(demand_id=effective.demand.id) & ~Q(applicant_id=effective.contract.applicant_id), by=effective.by)


async def _end(of: Q, *, by: UUID | None) -> None:
    """Ends them immediately and for everyone (CM-8); the caller has locked the demand.

    Each ends as if a host had cancelled or ended it, without a reason: an applicant must not learn from it that they
    were eliminated (WB-1).
    """
    for found in await Interview.filter(of, state__in=RUNNING).order_by("id"):
        interview, people = await locked(found.id)
        if interview.state is S.LIVE:
            await close(interview, people, S.ENDED, at=stamp(), by=by)
        elif interview.state in RUNNING:
            await call_off(interview, people, at=stamp(), by=by)


async def leave_interviews(left: MemberLeft) -> None:
    """Removes a user who leaves a party from its interviews; a running interview that loses its last host ends."""
    party, user, by = left.party, left.user, left.by
    places = await Participant.filter(user_id=user, removed_at=None).values_list("interview_id", flat=True)
    of = Q(awarder_id=party) | Q(party_id=party)
    for found in await Interview.filter(of, id__in=places, state__in=RUNNING).order_by("id"):
        interview, people = await locked(found.id)
        gone = [person for person in people if person.user_id == user and side(interview, person) == party]
        if not gone or interview.state not in RUNNING:
            continue
        at = stamp()
        for person in gone:
            person.removed_at = at
        interview.roster += 1
        await enter(book_of(interview.id), "PARTICIPANT_LEFT", by=by, subject=user)
        await send_away(interview, gone, by=by)
        await tell_taken_out(interview, gone, by=by)
        is_led = any(person.role is InterviewRole.HOST and person.removed_at is None for person in people)
        if interview.state is S.LIVE and not is_led:
            await close(interview, people, S.ENDED, at=at, by=by)
        else:
            await keep(interview, people, by=by, is_news=True)


async def settle(interview_id: UUID) -> int:
    """Makes the due moves of one interview; returns how many. Each move happens only once."""
    made = 0
    async with change():
        interview, people = await locked(interview_id)
        at = stamp()
        lost = await lose(interview, people, at)
        if lost:
            made += len(lost)
            await keep(interview, people, by=None, empty_since=max(p.lost_at for p in lost if p.lost_at))
        match interview.state:
            case S.PROPOSED if interview.offered_until is not None and interview.offered_until <= at:
                await close(interview, people, S.EXPIRED, at=at, by=None)
                made += 1
            case S.SCHEDULED:
                made += await _settle_scheduled(interview, people, at)
            case S.LIVE if interview.empty_since is not None and interview.empty_since + EMPTY_FOR <= at:
                await close(interview, people, S.ENDED, at=interview.empty_since + EMPTY_FOR, by=None)
                made += 1
        if not made:
            # Heartbeats do not reschedule the interview: its next move may be later by now.
            await reschedule("interview", interview.id, due_of(interview, people))
    return made


async def _settle_scheduled(interview: Interview, people: list[Participant], at: datetime) -> int:
    assert interview.starts_at is not None
    assert interview.ends_at is not None
    made = 0
    if interview.opened_at is None and interview.starts_at - EARLY <= at:
        interview.opened_at = interview.starts_at - EARLY
        await keep(interview, people, by=None, is_news=True)
        await tell_starting(interview, people)
        made += 1
    last = interview.ends_at + GRACE if both_are_there(people) else interview.starts_at + NO_SHOW_AFTER
    if last <= at:
        absent = [person for person in people if person.presence is Presence.AWAY and person.removed_at is None]
        for person in absent:
            person.is_absent = True
        names = [person.user_id for person in absent]
        await close(interview, people, S.NO_SHOW, at=last, by=None, absent=names)
        await tell_no_show(interview, people)
        made += 1
    return made
