"""The interview room: joining, the lobby, admitting and removing guests, leaving, and the end (CM-8, CM-9)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from models.accounts.viewer import Viewer, as_of_now
from models.changes import change
from models.decisions import decide
from models.errors import Refused, not_found
from models.interviews.interview import (
    EARLY,
    GRACE,
    MACHINE,
    Interview,
    InterviewAction,
    InterviewCase,
    InterviewRole,
    InterviewState,
    Participant,
    Presence,
    book_of,
    interview_held,
    locked,
)
from models.interviews.keeping import keep, move_state
from models.interviews.presence import PLACE_KEPT, put, send_away
from models.interviews.telling import tell_cancelled, tell_taken_out
from models.journal import enter
from models.states import Hold, asking_after

SEAT = timedelta(minutes=60)


@dataclass(frozen=True, slots=True)
class Seat:
    """A user's right to be in an interview in one role, until it expires (CM-8)."""

    interview: Interview
    peer_id: UUID
    expires_at: datetime


async def join_interview(interview: Interview, *, by: Viewer) -> Seat:
    """Lets a host into the room and a guest into the lobby; a guest who returns soon goes back into the room.

    The seat lasts for an hour at most and ends with the interview; joining again renews it. Refuses with TOO_EARLY
    more than 15 minutes before the start, and with TOO_LATE from 30 minutes after the end.
    """
    async with change() as running:
        case = await interview_held(interview.id)
        by = await as_of_now(by)
        interview, people = case.interview, case.people
        person = _participant(people, by.user.id)
        if person is not None and person.removed_at is not None:
            raise Refused("REMOVED", "A host has removed you from this interview.")
        MACHINE.check(InterviewAction.JOIN, case, by)
        assert person is not None
        person.peer_id = person.peer_id or uuid4()
        person.seat_expires_at = _seat_until(interview, running.at)
        await put(interview, person, _place_of(person, running.at), by=by.user.id, at=running.at)
        await keep(interview, people, by=by.user.id)
        return Seat(interview, person.peer_id, person.seat_expires_at)


async def leave_interview(interview: Interview, *, by: Viewer) -> Interview:
    """Leaves the room; a guest who returns waits in the lobby again. Does nothing if the viewer is already away."""
    async with change():
        interview, people = await locked(interview.id)
        by = await as_of_now(by)
        person = _participant(people, by.user.id)
        if person is None:
            raise Refused("NOT_ALLOWED", "You do not take part in this interview.")
        if person.presence is not Presence.AWAY or person.lost_at is not None:
            await send_away(interview, [person], by=by.user.id)
            await keep(interview, people, by=by.user.id)
    return await Interview.get(id=interview.id)


async def admit_guest(interview: Interview, user_id: UUID, *, by: Viewer) -> Interview:
    """Admits a guest from the lobby; the first admission starts the interview. Repeating it changes nothing."""
    async with decide(MACHINE, InterviewAction.ADMIT, interview.id, by=by, hold=_with_guest(user_id)) as decision:
        interview, people, target = decision.case.interview, decision.case.people, decision.target
        guest = _guest(people, user_id)
        _seat_until(interview, decision.at)
        if guest.presence is Presence.INSIDE:
            return interview
        if guest.presence is not Presence.LOBBY:
            raise Refused("NOT_IN_LOBBY", "This guest is not waiting in the lobby.")
        await put(interview, guest, Presence.INSIDE, by=by.user.id, at=decision.at)
        is_first = interview.state is not target
        if is_first:
            interview.live_at, interview.offered_by = decision.at, None  # type: ignore[assignment] # the ORM types a nullable enum so
            await move_state(interview, target, by=by.user.id, guest=user_id)
        await keep(interview, people, by=by.user.id, is_news=is_first)
    return await Interview.get(id=interview.id)


async def remove_guest(interview: Interview, user_id: UUID, *, by: Viewer) -> Interview:
    """Removes a guest from this interview for good."""
    async with decide(
        MACHINE, InterviewAction.REMOVE_GUEST, interview.id, by=by, hold=_with_guest(user_id)
    ) as decision:
        interview, people = decision.case.interview, decision.case.people
        guest = _guest(people, user_id)
        if guest.removed_at is None:
            guest.removed_at = decision.at
            interview.roster += 1
            await enter(book_of(interview.id), "GUEST_REMOVED", by=by.user.id, subject=user_id)
            await send_away(interview, [guest], by=by.user.id)
            await keep(interview, people, by=by.user.id, is_news=True)
            await tell_taken_out(interview, [guest], by=by.user.id)
    return await Interview.get(id=interview.id)


async def end_interview(interview: Interview, *, by: Viewer) -> Interview:
    """Ends a running interview for everyone; any host can."""
    async with decide(MACHINE, InterviewAction.END, interview.id, by=by) as decision:
        interview, people = decision.case.interview, decision.case.people
        await close(interview, people, decision.target, at=decision.at, by=by.user.id)
    return await Interview.get(id=interview.id)


async def close(
    interview: Interview,
    people: list[Participant],
    target: InterviewState,
    *,
    at: datetime,
    by: UUID | None,
    reason: str | None = None,
    **facts: object,
) -> None:
    """Ends the interview: everyone is sent away, and all seats end."""
    await send_away(interview, people, by=by)
    interview.ended_at, interview.offered_by = at, None  # type: ignore[assignment] # the ORM types a nullable enum so
    await move_state(interview, target, by=by, reason=reason, **facts)
    await keep(interview, people, by=by, is_news=True)


async def call_off(
    interview: Interview, people: list[Participant], *, at: datetime, by: UUID | None, reason: str | None = None
) -> None:
    """Cancels an interview that has not begun.

    The applicant sees the same whether a host did it or the applicant left the selection (WB-1).
    """
    interview.cancel_reason = reason  # type: ignore[assignment] # the ORM types a nullable text so
    interview.sequence += interview.starts_at is not None
    interview.version += by is not None
    await close(interview, people, InterviewState.CANCELLED, at=at, by=by, reason=reason)
    await tell_cancelled(interview, people, by=by)


def _seat_until(interview: Interview, at: datetime) -> datetime:
    """When a seat that is taken now expires; refuses outside the time for joining."""
    assert interview.starts_at is not None
    assert interview.ends_at is not None
    if at < interview.starts_at - EARLY:
        raise Refused("TOO_EARLY", "You can join from 15 minutes before the start.")
    if at >= interview.ends_at + GRACE:
        raise Refused("TOO_LATE", "This interview is over.")
    return min(at + SEAT, interview.ends_at + GRACE)


def _place_of(person: Participant, at: datetime) -> Presence:
    """Where a participant enters: hosts inside, guests in the lobby unless they were inside shortly before."""
    if person.role is InterviewRole.HOST or person.presence is Presence.INSIDE:
        return Presence.INSIDE
    if person.lost_at is not None and person.admitted_at is not None and at < person.lost_at + PLACE_KEPT:
        return Presence.INSIDE
    person.admitted_at = None
    return Presence.LOBBY


def _participant(people: list[Participant], user: UUID) -> Participant | None:
    return next((person for person in people if person.user_id == user), None)


def _guest(people: list[Participant], user: UUID) -> Participant:
    person = _participant(people, user)
    if person is None or person.role is not InterviewRole.GUEST:
        raise not_found("guest")
    return person


def _with_guest(user: UUID) -> Hold[InterviewCase]:
    """Returns a `hold` that locks an interview and refuses as not found a user who is not one of its guests."""

    async def lock(interview: UUID) -> InterviewCase:
        case = await interview_held(interview)
        _guest(case.people, user)
        return case

    return asking_after(lock)
