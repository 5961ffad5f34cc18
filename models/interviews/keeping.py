"""Saving an interview: recording state, emptiness and due moves derived from presence, and the events for it."""

from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from uuid import UUID

from models.changes import record
from models.clock import now
from models.due import reschedule
from models.interviews.events import InterviewChanged, PresenceChanged
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
    Recording,
    book_of,
    participants_of,
)
from models.journal import enter

S = InterviewState


async def keep(
    interview: Interview,
    people: Iterable[Participant],
    *,
    by: UUID | None,
    is_news: bool = False,
    empty_since: datetime | None = None,
) -> None:
    """Saves the interview with what depends on who is inside: recording, since when it is empty, and the next move.

    Records InterviewChanged if `is_news` is true, or if the recording state changed with who is inside.
    """
    inside = [person for person in people if person.presence is Presence.INSIDE]
    was = interview.recording
    if was is not Recording.OFF:
        may_record = bool(inside) and all(person.consents for person in inside)
        interview.recording = Recording.ON if may_record else Recording.PAUSED
    if inside or interview.state is not S.LIVE:
        interview.empty_since = None
    elif interview.empty_since is None:
        interview.empty_since = empty_since or now()
    await interview.save()
    await reschedule("interview", interview.id, due_of(interview, people))
    if is_news or interview.recording is not was:
        record(interview.stream, InterviewChanged(interview.id), by=by)


def due_of(interview: Interview, people: Iterable[Participant]) -> datetime | None:
    """When the next move of the interview is due, or when the next participant counts as away without a heartbeat."""
    times = [_moves_at(interview, people), *(person.away_at for person in people)]
    return min((time for time in times if time is not None), default=None)


async def waiting_interviews() -> AsyncIterator[tuple[UUID, datetime]]:
    """Every interview that has a due move, with its time.

    Its row may be earlier while people are inside, because heartbeats do not touch it.
    """
    async for interview in Interview.all():
        if due := due_of(interview, await participants_of(interview.id)):
            yield interview.id, due


def _moves_at(interview: Interview, people: Iterable[Participant]) -> datetime | None:
    match interview.state:
        case S.PROPOSED:
            return interview.offered_until
        case S.SCHEDULED:
            assert interview.starts_at is not None
            assert interview.ends_at is not None
            if interview.opened_at is None:
                return interview.starts_at - EARLY
            # If both sides are there, guests are only waiting to be admitted: that is not a no-show.
            return interview.ends_at + GRACE if both_are_there(people) else interview.starts_at + NO_SHOW_AFTER
        case S.LIVE:
            return interview.empty_since + EMPTY_FOR if interview.empty_since else None
    return None


def both_are_there(people: Iterable[Participant]) -> bool:
    return {person.role for person in people if person.presence is not Presence.AWAY} == set(InterviewRole)


async def move_state(
    interview: Interview, target: InterviewState, *, by: UUID | None, reason: str | None = None, **facts: object
) -> None:
    """Changes the state and writes it to the journal (EB-13); the caller saves the interview."""
    source, interview.state = interview.state, target
    if target not in (S.PROPOSED, S.SCHEDULED, S.LIVE):
        interview.recording = Recording.OFF
    await enter(
        book_of(interview.id),
        target.value,
        by=by,
        subject=interview.applicant_id,
        reason=reason,
        texts=None,
        source=source.value,
        target=target.value,
        **facts,
    )


def tell_presence(interview: Interview, person: Participant, *, by: UUID | None) -> None:
    """Records where a participant is now."""
    event = PresenceChanged(interview.id, person.user_id, person.presence, person.peer_id)
    record(interview.stream, event, by=by)
