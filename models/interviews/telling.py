"""Notifications about interviews, created in the transaction of the change."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from models.accounts.parties import Party, members_to_tell
from models.accounts.users import User
from models.demands.applicants import applicants_to_tell
from models.demands.demand import Demand
from models.interviews.calendar import Method, entry
from models.interviews.interview import Interview, InterviewRole, Participant
from models.notifications.inbox import mark_read_about
from models.notifications.kinds import NotificationKind
from models.notifications.telling import Notice, notify, notify_all


async def tell_offered(interview: Interview, *, by: UUID) -> None:
    """Notifies the side that has to answer the offered slots."""
    is_hosts = interview.offered_by is InterviewRole.HOST
    theirs, ours = interview.party_id, interview.awarder_id
    asked, asking = (theirs, ours) if is_hosts else (ours, theirs)
    await _forget(interview)
    demand, party = await _title(interview), await Party.get(id=asking)
    team = (await members_to_tell([ours]))[ours] if asked == ours else await _applicants(interview)
    await notify(
        team,
        NotificationKind.INTERVIEW_PROPOSED,
        subject=("interview", interview.id),
        by=by,
        demand=demand,
        party=party.name,
    )


async def tell_settled(interview: Interview, people: Sequence[Participant], *, by: UUID, has_moved: bool) -> None:
    """Notifies all participants of the time, with a calendar entry."""
    await _forget(interview)
    kind = NotificationKind.INTERVIEW_MOVED if has_moved else NotificationKind.INTERVIEW_SCHEDULED
    await _tell_people(interview, people, kind, by=by, method=Method.REQUEST, at=_start(interview))


async def tell_starting(interview: Interview, people: Sequence[Participant]) -> None:
    await _tell_people(interview, people, NotificationKind.INTERVIEW_STARTING, by=None, at=_start(interview))


async def tell_taken_out(interview: Interview, gone: Sequence[Participant], *, by: UUID) -> None:
    """Notifies those who no longer take part, and removes the entry from their calendars, if there was a time."""
    if interview.starts_at is not None:
        kind = NotificationKind.INTERVIEW_LEFT
        await _tell_users(
            interview, [each.user_id for each in gone], kind, by=by, method=Method.CANCEL, at=_start(interview)
        )


async def tell_cancelled(interview: Interview, people: Sequence[Participant], *, by: UUID | None) -> None:
    """Notifies all participants; if the interview was only proposed, also the applicant's party."""
    await _forget(interview)
    kind, facts = NotificationKind.INTERVIEW_CANCELLED, {}
    if interview.starts_at is not None:
        facts["at"] = _start(interview)
        if interview.cancel_reason:
            facts["reason"] = interview.cancel_reason
        await _tell_people(interview, people, kind, by=by, method=Method.CANCEL, **facts)
        return
    users = [*(person.user_id for person in people), *await _applicants(interview)]
    await notify(users, kind, subject=("interview", interview.id), by=by, demand=await _title(interview))


async def tell_no_show(interview: Interview, people: Sequence[Participant]) -> None:
    """Notifies all participants of who was absent."""
    users = await User.in_bulk([person.user_id for person in people if person.is_absent], "id")
    names = ", ".join(users[person.user_id].name for person in people if person.is_absent)
    await _tell_people(interview, people, NotificationKind.INTERVIEW_NO_SHOW, by=None, name=names)


async def _tell_people(
    interview: Interview, people: Sequence[Participant], kind: NotificationKind, **given: Any
) -> None:
    await _tell_users(interview, [each.user_id for each in people if each.removed_at is None], kind, **given)


async def _tell_users(
    interview: Interview,
    users: Sequence[UUID],
    kind: NotificationKind,
    *,
    by: UUID | None,
    method: Method | None = None,
    **facts: str,
) -> None:
    notice = Notice(
        users,
        kind,
        ("interview", interview.id),
        {"demand": await _title(interview), **facts},
        calendar=entry(interview, method) if method else None,
    )
    await notify_all([notice], by=by)


async def _forget(interview: Interview) -> None:
    """Times that were answered, or hold no longer, ask nobody for anything."""
    ours = interview.awarder_id
    users = [*(await members_to_tell([ours]))[ours], *await _applicants(interview)]
    await mark_read_about(interview.id, NotificationKind.INTERVIEW_PROPOSED, readers=users)


async def _applicants(interview: Interview) -> list[UUID]:
    demand = await Demand.get(id=interview.demand_id)
    return (await applicants_to_tell(demand, [interview.party_id]))[interview.party_id]


async def _title(interview: Interview) -> str:
    return (await Demand.get(id=interview.demand_id)).title


def _start(interview: Interview) -> str:
    assert interview.starts_at is not None
    return interview.starts_at.isoformat()
