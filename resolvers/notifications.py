"""Notifications: a user's inbox, live, how far it was read, and where its owner wants what."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import strawberry
from strawberry import ID

from models.accounts.parties import Invitation, Party, Viewer, inbox
from models.accounts.users import User
from models.demands.applicants import Applicant
from models.demands.awards import Award
from models.demands.demand import Demand
from models.ids import opaque
from models.notifications.inbox import Inbox, Preference, choose_channels, inbox_of, mark_read, notifications_of
from models.notifications.inbox import preferences_of as chosen_by
from models.notifications.kinds import MailTiming, Notification, NotificationKind
from models.notifications.wording import Wording, worded
from models.pages import Page
from realtime.cursors import Cursor
from realtime.groups import Feed
from resolvers import access
from resolvers.context import Info, viewer_in
from resolvers.finding import find, node
from resolvers.live import Happening, telling, things_in

SHOWN = frozenset({"notification.added", "notifications.read"})


class NotificationPage:
    """A page of an inbox and the place from which to follow on."""

    def __init__(self, cursor: str, page: Page[Notification]) -> None:
        self.cursor = cursor
        self.page = page


async def notifications_of_viewer(
    root: strawberry.Parent[Viewer], info: Info, first: int | None = None, after: str | None = None
) -> NotificationPage:
    # The end of the stream first: what comes meanwhile is then told again, and not missed.
    snapshot = await _snapshot(info, root.user.id)
    cursor = Cursor(inbox(root.user.id), snapshot.epoch, snapshot.seq)
    return NotificationPage(str(cursor), await notifications_of(root.user, first=first, after=after))


async def unread_count_of_viewer(root: strawberry.Parent[Viewer], info: Info) -> int:
    return (await _snapshot(info, root.user.id)).unread


async def _snapshot(info: Info, user: UUID) -> Inbox:
    """The same for all that one operation asks of the inbox."""

    async def load(users: Sequence[UUID]) -> list[Inbox]:
        return [await inbox_of(each) for each in users]

    return await info.context.loader("inbox", load).load(user)  # type: ignore[no-any-return]


async def preferences_of_viewer(root: strawberry.Parent[Viewer]) -> list[Preference]:
    return await chosen_by(root.user.id)


async def mark_notifications_read(info: Info, through_id: ID) -> Viewer:
    by = viewer_in(info)
    await mark_read(await find(Notification, through_id, by), by=by)
    return by


async def choose_notification_channels(
    info: Info, kinds: list[NotificationKind], is_shown: bool | None = None, mail: MailTiming | None = None
) -> Viewer:
    by = viewer_in(info)
    await choose_channels(kinds, is_shown=is_shown, mail=mail, by=by)
    return by


def notifications(info: Info, after: str | None) -> Feed:
    """What happens in the viewer's own inbox."""
    user = viewer_in(info).user.id

    return Feed(inbox(user), after, scope=user, settles_roles=True, tell=telling(SHOWN))


async def notifications_in(happenings: Sequence[Happening], *, viewer: Viewer | None) -> list[Notification]:
    """What was added, to be worded as its reader reads now: they may have chosen another language meanwhile."""
    found: list[Notification] = await things_in("notification")(happenings, viewer=viewer)
    readers = await User.in_bulk({notification.user_id for notification in found}, "id")
    for notification in found:
        notification.reader = readers[notification.user_id]
    return found


def words_of(notification: Notification) -> Wording:
    reader = notification.reader
    assert reader is not None
    return worded(notification.kind, notification.facts, language=reader.language, zone=reader.time_zone)


async def subjects_of(notifications: Sequence[Notification], *, viewer: Viewer | None) -> list[Any]:
    """What each is about, where the viewer may still see it."""
    keys: dict[str, set[UUID]] = {}
    for each in notifications:
        keys.setdefault(each.subject_type, set()).add(each.subject_id)
    found = {name: await _seen(name, wanted, viewer) for name, wanted in keys.items()}
    return [found[each.subject_type].get(each.subject_id) for each in notifications]


async def _seen(name: str, keys: set[UUID], viewer: Viewer | None) -> dict[UUID, Any]:
    """Those things of one type that the viewer may see, by key; the common types in a few statements for all."""
    match name:
        case "BiddingDemand":
            demands = await Demand.filter(id__in=list(keys))
            return {each.id: each for each in demands if access.may_see_demand(viewer, each)}
        case "Applicant":
            applicants, around = await _applicants(keys)
            return {
                each.id: each
                for each in applicants.values()
                if access.may_see_application(viewer, around[each.demand_id], each)
            }
        case "Award":
            awards = await Award.filter(id__in=list(keys))
            applicants, around = await _applicants({each.applicant_id for each in awards})
            return {
                each.id: each
                for each in awards
                if access.may_see_award(viewer, around[each.demand_id], applicants[each.applicant_id])
            }
        case "Invitation":
            invitations = await Invitation.filter(id__in=list(keys)).select_related("party")
            return {each.id: each for each in invitations if access.may_see_invitation(viewer, each)}
        case "Party":
            return {each.id: each for each in await Party.filter(id__in=list(keys))}
    return {key: await node(ID(opaque(name, key)), viewer) for key in keys}


async def _applicants(keys: set[UUID]) -> tuple[dict[UUID, Applicant], dict[UUID, Demand]]:
    """The applicants by key, and the demands that they applied to."""
    applicants = {each.id: each for each in await Applicant.filter(id__in=list(keys))}
    demands = await Demand.filter(id__in=list({each.demand_id for each in applicants.values()}))
    return applicants, {each.id: each for each in demands}
