"""Arranging interviews: proposing, countering and accepting slots, moving, and cancelling (CM-7)."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from uuid import UUID

from models.accounts.parties import Membership
from models.accounts.users import check_zone
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change
from models.decisions import Decision, decide
from models.demands.applicants import COUNTED, Applicant
from models.demands.candidates import Candidate, Standing
from models.demands.demand import Demand, DemandState
from models.demands.demand import locked as demand_locked
from models.errors import Refused, invalid, not_allowed, not_found
from models.inputs import Checks
from models.interviews.interview import (
    MACHINE,
    Interview,
    InterviewAction,
    InterviewCase,
    InterviewRole,
    InterviewState,
    Media,
    Participant,
    Slot,
    interview_held,
    side_of,
)
from models.interviews.keeping import keep, move_state
from models.interviews.presence import send_away
from models.interviews.room import call_off
from models.interviews.slots import SlotGiven, check_free, check_slots, offer
from models.interviews.telling import tell_offered, tell_settled, tell_taken_out
from models.states import asking_after

MOST_PEOPLE = 6
ARRANGING = frozenset({DemandState.OPEN, DemandState.SELECTING, DemandState.AWARDED, DemandState.CONTRACTED})


async def propose_interview(
    applicant: Applicant,
    *,
    topic: str,
    media: Media,
    slots: Sequence[SlotGiven],
    time_zone: str,
    hosts: Sequence[UUID],
    by: Viewer,
) -> Interview:
    """Offers an applicant times to meet; the viewer, who leads the awarder, hosts unless others are named."""
    async with change() as running:
        demand = await demand_locked(applicant.demand_id)
        by = await as_of_now(by)
        if not by.leads(demand.awarder_id):
            raise not_allowed("Only owners and managers of the client can propose interviews.")
        await _check_standing(demand, applicant.id)
        hosts = list(dict.fromkeys(hosts)) or [by.user.id]
        checks = Checks()
        topic = checks.line("topic", topic, most=200)
        check_zone(checks, "timeZone", time_zone)
        check_slots(checks, slots, running.at)
        await _check_people(checks, "hostIds", hosts, demand.awarder_id, most=MOST_PEOPLE - 1)
        checks.refuse()
        interview = Interview(
            demand=demand,
            applicant=applicant,
            awarder_id=demand.awarder_id,
            party_id=applicant.party_id,
            state=InterviewState.PROPOSED,
            topic=topic,
            media=media,
            time_zone=time_zone,
            proposed_by_id=by.user.id,
            offered_by=InterviewRole.HOST,
            created_at=running.at,
        )
        await interview.save()
        await offer(interview, slots, by=by.user.id)
        people = await _name(interview, hosts, InterviewRole.HOST)
        await move_state(interview, InterviewState.PROPOSED, by=by.user.id)
        await keep(interview, people, by=by.user.id, is_news=True)
        await tell_offered(interview, by=by.user.id)
    return await Interview.get(id=interview.id)


async def accept_slot(
    interview: Interview,
    *,
    starts_at: datetime,
    guests: Sequence[UUID] | None = None,
    expected_version: int | None = None,
    by: Viewer,
) -> Interview:
    """Accepts one of the offered slots: this schedules the interview, or moves a scheduled one.

    Only the side that received the offer can accept. The guests are the users in `guests`, or those named earlier, or
    else the user who accepts.
    """
    action = InterviewAction.ACCEPT_SLOT
    async with _arranging(interview, action, expected_version, by) as running:
        by, interview, former = running.by, running.case.interview, running.case.people
        people = await _with_guests(interview, former, guests, by)
        slot = await Slot.get_or_none(interview_id=interview.id, starts_at=starts_at)
        if slot is None:
            raise invalid("startsAt", "No offered slot starts at this time.", "NOT_OFFERED")
        if slot.starts_at <= running.at:
            raise Refused("SLOT_PAST", "This slot has already started: choose a later one, or offer others.")
        await check_free([person.user_id for person in people if person.removed_at is None], slot)
        has_moved = interview.state is InterviewState.SCHEDULED
        if has_moved:
            interview.moves += 1
            await send_away(interview, people, by=by.user.id)
            staying = {person.user_id for person in people}
            gone = [person for person in former if person.user_id not in staying and person.removed_at is None]
            await tell_taken_out(interview, gone, by=by.user.id)
        interview.agreed_by = [str(user) for user in (interview.offered_by_id, by.user.id) if user is not None]
        interview.sequence += interview.starts_at is not None
        interview.starts_at, interview.ends_at = slot.starts_at, slot.ends_at
        interview.offered_by, interview.opened_at = None, None  # type: ignore[assignment] # the ORM types nullables so
        await move_state(interview, InterviewState.SCHEDULED, by=by.user.id, starts=slot.starts_at.isoformat())
        await tell_settled(interview, people, by=by.user.id, has_moved=has_moved)
        return await _changed(interview, people, by)


async def counter_slots(
    interview: Interview,
    *,
    slots: Sequence[SlotGiven],
    guests: Sequence[UUID] | None = None,
    expected_version: int | None = None,
    by: Viewer,
) -> Interview:
    """Answers the other side's slots with different ones."""
    async with _arranging(interview, InterviewAction.COUNTER, expected_version, by) as running:
        by, interview, people = running.by, running.case.interview, running.case.people
        if guests is not None and interview.state is not InterviewState.PROPOSED:
            raise invalid("guestIds", "You can change the guests only when you accept a slot.", "NOT_NOW")
        _checked(slots, running.at)
        people = await _with_guests(interview, people, guests, by)
        await _offer_by(interview, people, slots, by)
        return await _changed(interview, people, by)


async def move_interview(
    interview: Interview, *, slots: Sequence[SlotGiven], expected_version: int | None = None, by: Viewer
) -> Interview:
    """Asks to move a scheduled interview, at most twice; its time stays until the other side accepts another."""
    async with _arranging(interview, InterviewAction.MOVE, expected_version, by) as running:
        by, interview, people = running.by, running.case.interview, running.case.people
        _checked(slots, running.at)
        await _offer_by(interview, people, slots, by)
        return await _changed(interview, people, by)


async def decline_move(interview: Interview, *, expected_version: int | None = None, by: Viewer) -> Interview:
    """Keeps the scheduled time: either side can decline or take back a request to move."""
    async with _arranging(interview, InterviewAction.DECLINE_MOVE, expected_version, by) as running:
        by, interview, people = running.by, running.case.interview, running.case.people
        interview.offered_by = None  # type: ignore[assignment] # the ORM types a nullable enum so
        return await _changed(interview, people, by)


async def cancel_interview(
    interview: Interview, *, reason: str | None = None, expected_version: int | None = None, by: Viewer
) -> Interview:
    """Cancels the interview; either side can."""
    checks = Checks()
    reason = checks.optional("reason", reason, most=2_000)
    checks.refuse()
    action = InterviewAction.CANCEL
    async with decide(MACHINE, action, interview.id, expected_version=expected_version, by=by) as decision:
        interview = decision.case.interview
        await call_off(interview, decision.case.people, at=decision.at, by=by.user.id, reason=reason)
    return await Interview.get(id=interview.id)


@asynccontextmanager
async def _arranging(
    interview: Interview, action: InterviewAction, expected_version: int | None, by: Viewer
) -> AsyncIterator[Decision[InterviewCase, InterviewState]]:
    """A decision about the time of an interview; locks the demand too, and refuses if the applicant is out."""

    async def lock(key: UUID) -> InterviewCase:
        await demand_locked(interview.demand_id)
        return await interview_held(key)

    hold = asking_after(lock)
    async with decide(MACHINE, action, interview.id, expected_version=expected_version, by=by, hold=hold) as decision:
        await _check_standing(await Demand.get(id=interview.demand_id), interview.applicant_id)
        yield decision


async def _check_standing(demand: Demand, applicant_id: UUID) -> None:
    """Refuses if the applicant is out of the selection, or if the demand is suspended or over."""
    if demand.is_sealed:
        # Before the bids are opened, who applied is secret, and an interview would reveal it (CM-2, EB-3).
        raise not_found("application")
    if demand.state not in ARRANGING:
        raise Refused("WRONG_STATE", "The demand is {state}: no interviews can be arranged.", state=demand.state.value)
    applicant = await Applicant.get(id=applicant_id)
    if applicant.state not in COUNTED:
        raise Refused("BID_GONE", "This bid no longer stands: no interview can be arranged.")
    if await Candidate.exists(applicant_id=applicant_id, standing=Standing.ELIMINATED):
        raise Refused("ELIMINATED", "This bidder was eliminated: restore the bidder first.")


async def _check_people(checks: Checks, path: str, users: Sequence[UUID], party: UUID, *, most: int) -> None:
    if not 1 <= len(users) <= most:
        checks.wrong(
            path,
            "Must name {least} to {most} people: an interview can have at most {people}.",
            "OUT_OF_RANGE",
            least=1,
            most=most,
            people=MOST_PEOPLE,
        )
    elif await Membership.filter(party_id=party, user_id__in=list(users)).count() != len(users):
        checks.wrong(path, "Names somebody who is not a member of the party.", "NOT_A_MEMBER")


async def _with_guests(
    interview: Interview, people: list[Participant], given: Sequence[UUID] | None, by: Viewer
) -> list[Participant]:
    """The participants after this answer; the applicant's side names its guests."""
    hosts = [person for person in people if person.role is InterviewRole.HOST]
    guests = [person for person in people if person.role is InterviewRole.GUEST]
    is_guests_side = side_of(InterviewCase(interview, people).sides(by)) is InterviewRole.GUEST
    if given is not None and not is_guests_side:
        raise invalid("guestIds", "Only the bidder's side can name its guests.", "NOT_YOURS")
    if guests and given is None:
        return people
    wanted = list(dict.fromkeys(given)) if given is not None else [by.user.id]
    checks = Checks()
    await _check_people(checks, "guestIds", wanted, interview.party_id, most=MOST_PEOPLE - len(hosts))
    if await Membership.exists(party_id=interview.awarder_id, user_id__in=list(wanted)):
        checks.wrong("guestIds", "Names somebody who belongs to the other side.", "OTHER_SIDE")
    checks.refuse()
    await Participant.filter(interview_id=interview.id, role=InterviewRole.GUEST).delete()
    interview.roster += bool(guests)
    return [*hosts, *await _name(interview, wanted, InterviewRole.GUEST)]


async def _name(interview: Interview, users: Sequence[UUID], role: InterviewRole) -> list[Participant]:
    return [await Participant.create(interview=interview, user_id=user, role=role) for user in users]


def _checked(slots: Sequence[SlotGiven], at: datetime) -> None:
    checks = Checks()
    check_slots(checks, slots, at)
    checks.refuse()


async def _offer_by(interview: Interview, people: list[Participant], slots: Sequence[SlotGiven], by: Viewer) -> None:
    await offer(interview, slots, by=by.user.id)
    interview.offered_by = side_of(InterviewCase(interview, people).sides(by))
    await tell_offered(interview, by=by.user.id)


async def _changed(interview: Interview, people: Sequence[Participant], by: Viewer) -> Interview:
    interview.version += 1
    await keep(interview, people, by=by.user.id, is_news=True)
    return await Interview.get(id=interview.id)
