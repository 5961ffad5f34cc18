"""Presence: where each participant is, in the database; without heartbeats a participant counts as away."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.expressions import Q

from models.clock import now
from models.interviews.interview import Interview, Participant, Presence
from models.interviews.keeping import tell_presence

HEARD_FOR = timedelta(seconds=30)  # how long a participant counts as present after the last heartbeat
PLACE_KEPT = timedelta(minutes=2)  # how long after that an admitted guest can return without the lobby


async def put(interview: Interview, person: Participant, presence: Presence, *, by: UUID | None, at: datetime) -> None:
    """Sets where a participant is; records an event if that changed."""
    was, person.presence = person.presence, presence
    person.away_at = at + HEARD_FOR
    person.lost_at = None
    if presence is Presence.INSIDE:
        person.admitted_at = person.admitted_at or at
    await person.save()
    if was is not presence:
        tell_presence(interview, person, by=by)


async def send_away(interview: Interview, people: Iterable[Participant], *, by: UUID | None) -> None:
    """Ends the presence and the seat of each; a guest who returns has to be admitted again."""
    for person in people:
        was, person.presence = person.presence, Presence.AWAY
        person.seat_expires_at = person.admitted_at = person.away_at = person.lost_at = None
        await person.save()
        if was is not Presence.AWAY:
            tell_presence(interview, person, by=by)


async def lose(interview: Interview, people: Sequence[Participant], at: datetime) -> list[Participant]:
    """Marks participants without a recent heartbeat as away; for a short time they can return to their place."""
    lost = [person for person in people if person.away_at is not None and person.away_at <= at]
    for person in lost:
        person.presence, person.lost_at = Presence.AWAY, person.away_at
        person.away_at = None
        await person.save()
        tell_presence(interview, person, by=None)
    return lost


async def hear_of(followers: Collection[tuple[UUID, UUID]]) -> None:
    """Records heartbeats: pairs of an interview and a user who still follows it.

    One statement for each row, outside any transaction: each may wait for a verb that has locked the interview, but no
    verb ever waits for two of them.
    """
    at = now()
    for interview, user in sorted(followers):
        # Following alone does not bring back a participant who is away: they have to join.
        await Participant.filter(
            Q(seat_expires_at__gt=at), interview_id=interview, user_id=user, away_at__isnull=False
        ).update(away_at=at + HEARD_FOR)
