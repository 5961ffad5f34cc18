"""Presence: where each participant is, as the table has it; whoever is no longer heard of counts as away."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.expressions import Q

from models.clock import now
from models.interviews.interview import Interview, Participant, Presence
from models.interviews.keeping import tell_presence

HEARD_FOR = timedelta(seconds=30)  # how long one counts as there after the last beat
PLACE_KEPT = timedelta(minutes=2)  # how long after that an admitted guest comes back without the lobby


async def put(interview: Interview, person: Participant, presence: Presence, *, by: UUID | None, at: datetime) -> None:
    """Notes where somebody is from now on, and tells everyone if it is another place than before."""
    was, person.presence = person.presence, presence
    person.away_at = at + HEARD_FOR
    person.lost_at = None
    if presence is Presence.INSIDE:
        person.admitted_at = person.admitted_at or at
    await person.save()
    if was is not presence:
        tell_presence(interview, person, by=by)


async def send_away(interview: Interview, people: Iterable[Participant], *, by: UUID | None) -> None:
    """Ends the presence and the seat of each; guests are admitted anew, should they come again."""
    for person in people:
        was, person.presence = person.presence, Presence.AWAY
        person.seat_expires_at = person.admitted_at = person.away_at = person.lost_at = None
        await person.save()
        if was is not Presence.AWAY:
            tell_presence(interview, person, by=by)


async def lose(interview: Interview, people: Sequence[Participant], at: datetime) -> list[Participant]:
    """Counts as away whoever was not heard of in time; for a moment they can come back to their place."""
    lost = [person for person in people if person.away_at is not None and person.away_at <= at]
    for person in lost:
        person.presence, person.lost_at = Presence.AWAY, person.away_at
        person.away_at = None
        await person.save()
        tell_presence(interview, person, by=None)
    return lost


async def hear_of(followers: Collection[tuple[UUID, UUID]]) -> None:
    """Notes that these users still follow these interviews; pairs of interview and user.

    One statement a row and none in a transaction: these can wait for a verb that holds the interview, and no verb
    ever waits for two of them.
    """
    at = now()
    for interview, user in sorted(followers):
        # Nobody who is away is there again by following: they have to join.
        await Participant.filter(
            Q(seat_expires_at__gt=at), interview_id=interview, user_id=user, away_at__isnull=False
        ).update(away_at=at + HEARD_FOR)
