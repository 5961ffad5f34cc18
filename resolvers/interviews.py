"""Interviews: arranging them, loading what they show in batches, and following one live."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import strawberry
from tortoise.expressions import Q

from models.accounts.parties import Membership
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.changes import StoredEvent
from models.clock import now
from models.clockwork import catch_up_to_read
from models.database.fetching import by_column, by_key
from models.demands.applicants import Applicant
from models.errors import not_found
from models.files.limits import file_limits
from models.files.links import LinkKind
from models.ids import NOBODY, Ref
from models.interviews import arranging
from models.interviews.calendar import calendar_of
from models.interviews.events import INTERVIEW, SignalPassed
from models.interviews.ice import IceServer, ice_servers
from models.interviews.interview import (
    MACHINE,
    Interview,
    InterviewAction,
    InterviewCase,
    Media,
    Participant,
    Slot,
)
from models.interviews.room import Seat
from models.interviews.slots import SlotGiven
from models.kinds import KINDS
from models.loading import loaded
from models.pages import Page, Window, page_of, pages
from realtime.groups import Feed
from realtime.log import cursor_of
from resolvers import access
from resolvers.context import Info, viewer_in
from resolvers.files.reading import viewer_behind
from resolvers.files.uploads import link_to
from resolvers.finding import find, node
from resolvers.live import showing, snapshot, unseen


async def interview(info: Info, id: Ref) -> Interview | None:
    return await node(id, info.context.viewer) if id.kind == "interview" else None


async def propose_interview(
    info: Info,
    applicant_id: Ref,
    topic: str,
    media: Media,
    slots: list[SlotGiven],
    time_zone: str,
    host_ids: list[Ref] | None = None,
) -> Interview:
    by = viewer_in(info)
    applicant = await find(Applicant, applicant_id, by)
    hosts = await _users(host_ids or [], by)
    return await arranging.propose_interview(
        applicant, topic=topic, media=media, slots=slots, time_zone=time_zone, hosts=hosts, by=by
    )


async def accept_slot(
    info: Info,
    interview_id: Ref,
    starts_at: datetime,
    guest_ids: list[Ref] | None = None,
    expected_version: int | None = None,
) -> Interview:
    by = viewer_in(info)
    found = await find(Interview, interview_id, by)
    guests = None if guest_ids is None else await _users(guest_ids, by)
    return await arranging.accept_slot(
        found, starts_at=starts_at, guests=guests, expected_version=expected_version, by=by
    )


async def counter_slots(
    info: Info,
    interview_id: Ref,
    slots: list[SlotGiven],
    guest_ids: list[Ref] | None = None,
    expected_version: int | None = None,
) -> Interview:
    by = viewer_in(info)
    found = await find(Interview, interview_id, by)
    guests = None if guest_ids is None else await _users(guest_ids, by)
    return await arranging.counter_slots(found, slots=slots, guests=guests, expected_version=expected_version, by=by)


async def _users(ids: Sequence[Ref], by: Viewer) -> list[UUID]:
    """The keys of users who share a party with the viewer; refuses others as unknown, whoever they are."""
    keys = [id.of("user") or NOBODY for id in ids]
    near = Membership.filter(user_id__in=keys, party_id__in=list(by.roles))
    known = {member.user_id for member in await near}
    if not set(keys) <= known:
        raise not_found(KINDS["user"].word)
    return keys


# ---------- what an interview shows


async def interviews_of_viewer(
    root: strawberry.Parent[Viewer], first: int | None = None, after: str | None = None
) -> Page[Interview]:
    """The interviews of all their parties, on either side, the latest first."""
    parties = list(root.roles)
    query = Interview.filter(Q(awarder_id__in=parties) | Q(party_id__in=parties))
    return await page_of(query, ("-id",), Window(first, after), order="INTERVIEWS", shape=(UUID,))


async def interviews_of_applicants(
    applicants: Sequence[Applicant], *, viewer: Viewer | None, first: int | None = None, after: str | None = None
) -> list[Page[Interview]]:
    return await _pages([applicant.id for applicant in applicants], viewer, first, after)


async def interviews_of_candidates(
    candidates: Sequence[Any], *, viewer: Viewer | None, first: int | None = None, after: str | None = None
) -> list[Page[Interview]]:
    return await _pages([candidate.applicant_id for candidate in candidates], viewer, first, after)


async def _pages(
    applicants: Sequence[UUID], viewer: Viewer | None, first: int | None, after: str | None
) -> list[Page[Interview]]:
    found: dict[UUID, list[Interview]] = {applicant: [] for applicant in applicants}
    for each in await by_column(Interview, "applicant_id", found):
        if access.may_see_interview(viewer, each):
            found[each.applicant_id].append(each)
    lists, window = [found[each] for each in applicants], Window(first, after)
    return await pages(lists, lambda row: (str(row.id),), window, order="INTERVIEWS", shape=(str,))


async def slots_of(interviews: Sequence[Interview], *, viewer: Viewer | None) -> list[list[Slot]]:  # noqa: ARG001 - seen with the interview
    found: dict[UUID, list[Slot]] = {each.id: [] for each in interviews}
    for slot in await by_column(Slot, "interview_id", found, sorting="starts_at"):
        found[slot.interview_id].append(slot)
    return [found[each.id] for each in interviews]


async def participants_of(interviews: Sequence[Interview], *, viewer: Viewer | None) -> list[list[Participant]]:  # noqa: ARG001 - seen with the interview
    people = await _people(interviews)
    return [people[each.id] for each in interviews]


async def actions_of_interviews(
    interviews: Sequence[Interview], *, viewer: Viewer | None
) -> list[list[InterviewAction]]:
    people = await _people(interviews)
    return [MACHINE.actions(InterviewCase(each, people[each.id]), viewer) for each in interviews]


async def calendars_of(interviews: Sequence[Interview], *, viewer: Viewer | None) -> list[str | None]:
    people = await _people(interviews)
    users = await by_key(User, {each.user_id for everyone in people.values() for each in everyone})
    reader = viewer.user.id if viewer else None
    if viewer is not None:
        users[viewer.user.id] = viewer.user
    await loaded("icalendar")
    return [calendar_of(each, people[each.id], users, reader) for each in interviews]


async def calendar_url_of(root: strawberry.Parent[Interview], info: Info) -> str | None:
    if root.starts_at is None:
        return None
    return await link_to(info, LinkKind.CALENDAR, root.id, now() + file_limits().link_time)


async def calendar_at(key: UUID, token: str) -> str:
    """The calendar file that a link names, if the user it was made for may still see the interview."""
    viewer = await viewer_behind(LinkKind.CALENDAR, key, token)
    await catch_up_to_read()
    found = await Interview.get_or_none(id=key)
    if found is None or not access.may_see_interview(viewer, found):
        raise not_found("interview")
    (text,) = await calendars_of([found], viewer=viewer)
    if text is None:
        raise not_found("interview")
    return text


async def _people(interviews: Sequence[Interview]) -> dict[UUID, list[Participant]]:
    """The participants of each interview, hosts first."""
    found: dict[UUID, list[Participant]] = {each.id: [] for each in interviews}
    for person in await by_column(Participant, "interview_id", found):
        found[person.interview_id].append(person)
    return {key: sorted(people, key=lambda person: person.role, reverse=True) for key, people in found.items()}


async def users_of(people: Sequence[Participant], *, viewer: Viewer | None) -> list[User]:  # noqa: ARG001 - seen with the interview
    found = await by_key(User, {person.user_id for person in people})
    return [found[person.user_id] for person in people]


def cursor_of_interview(root: strawberry.Parent[Interview]) -> str:
    return snapshot(root)


async def interview_of_seat(root: strawberry.Parent[Seat]) -> Interview:
    return await Interview.get(id=root.interview.id)


async def cursor_of_seat(root: strawberry.Parent[Seat]) -> str:
    return await cursor_of(root.interview.stream)


def ice_servers_of(root: strawberry.Parent[Seat]) -> list[IceServer]:
    return ice_servers(str(root.peer_id), now(), root.expires_at)


# ---------- following


async def follow(info: Info, id: Ref, after: str | None = None) -> Feed:
    """Everything that happens in an interview, while the viewer may see it; of the signals only those to them."""
    found = await interview(info, id)
    if found is None:
        raise unseen("interview")
    watched = found

    async def may_follow(follower: Viewer | None) -> bool:
        viewer = await info.context.present(follower)
        if viewer is None:
            return False
        if await Participant.exists(interview_id=watched.id, user_id=viewer.user.id, removed_at__isnull=False):
            return False
        return access.may_see_interview(viewer, watched)

    return Feed(
        watched.stream,
        after,
        scope=info.context.viewer is not None and info.context.viewer.acts_for(watched.awarder_id),
        settles_roles=False,
        show=showing(INTERVIEW),
        is_for_all=lambda event: event.kind != SignalPassed.kind,
        may_receive=_is_addressee,
        key=watched.id,
        permission_versions=info.context.gathering.joined(INTERVIEW.permission_versions),
        may_follow=may_follow,
    )


def _is_addressee(kept: StoredEvent, viewer: Viewer | None) -> bool:
    event = INTERVIEW.read(kept)
    return isinstance(event, SignalPassed) and viewer is not None and event.addressee == viewer.user.id
