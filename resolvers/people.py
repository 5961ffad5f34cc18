"""Which users a viewer knows: those who are shown somewhere to the viewer, whatever the place."""

from collections.abc import Awaitable, Callable, Collection
from typing import Any
from uuid import UUID

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from models.accounts.parties import Membership
from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.contracts.record import acted_on_contracts
from models.demands.candidates import RemarkScope
from models.demands.demand import Demand
from models.disputes.dispute import Dispute, DisputeStatement
from models.interviews.interview import Participant
from models.messages.conversations import Conversation, ConversationGuest
from models.messages.inbox import taken_part_in
from models.messages.message import Message
from models.messages.reading import MessageMark
from models.work.item import WorkItem, WorkItemKind, WorkItemState, kinds_for
from models.workbench.record import acted_among
from models.workbench.remarks import Remark

# Those of the users with these keys that one sort of place shows to the viewer.
Source = Callable[[list[UUID], Viewer], Awaitable[Collection[UUID]]]


async def known(keys: Collection[UUID], viewer: Viewer) -> set[UUID]:
    """Those of the users with these keys that the viewer knows; administrators know everyone."""
    if StaffRole.ADMINISTRATOR in viewer.staff:
        return set(keys)
    found = {viewer.user.id} & set(keys)
    for source in SOURCES:
        unknown = [key for key in keys if key not in found]
        if not unknown:
            break
        found |= set(await source(unknown, viewer))
    return found


async def _members(keys: list[UUID], viewer: Viewer) -> list[UUID]:
    return await _users(Membership.filter(user_id__in=keys, party_id__in=list(viewer.roles)))


async def _managers(keys: list[UUID], viewer: Viewer) -> list[UUID]:
    """The resource managers of their parties' demands."""
    managed = Demand.filter(resource_manager_id__in=keys, awarder_id__in=list(viewer.roles))
    return await _users(managed, "resource_manager_id")


async def _teams(keys: list[UUID], viewer: Viewer) -> list[UUID]:
    """The teams whose workbenches they see as resource managers."""
    if StaffRole.RESOURCE_MANAGER not in viewer.staff:
        return []
    managed = Demand.filter(resource_manager_id=viewer.user.id)
    return await _users(Membership.filter(user_id__in=keys, party_id__in=Subquery(managed.values("awarder_id"))))


async def _interviewed(keys: list[UUID], viewer: Viewer) -> list[UUID]:
    mine = list(viewer.roles)
    theirs = Q(interview__awarder_id__in=mine) | Q(interview__party_id__in=mine)
    return await _users(Participant.filter(theirs, user_id__in=keys))


async def _talking(keys: list[UUID], viewer: Viewer) -> set[UUID]:
    """The participants of their conversations, and those who took part before."""
    talks = Conversation.filter(taken_part_in(viewer))
    parties = Q(party_id__in=Subquery(talks.values("awarder_id"))) | Q(
        party_id__in=Subquery(talks.values("receiver_id"))
    )
    place = {"conversation_id__in": Subquery(talks.values("id"))}
    return {
        *await _users(Membership.filter(parties, user_id__in=keys)),
        *await _users(ConversationGuest.filter(user_id__in=keys, **place)),
        *await _users(MessageMark.filter(user_id__in=keys, **place)),
        *await _users(Message.filter(sender_id__in=keys, **place), "sender_id"),
    }


async def _remarking(keys: list[UUID], viewer: Viewer) -> list[UUID]:
    """Who has written remarks for their parties."""
    remarks = Remark.filter(author_id__in=keys, scope=RemarkScope.TEAM, deleted_at=None)
    return await _users(remarks.filter(candidate__demand__awarder_id__in=list(viewer.roles)), "author_id")


async def _acting(keys: list[UUID], viewer: Viewer) -> set[UUID]:
    """Who acts in the records and at the workbenches that they see. Nobody is named there while bids are sealed."""
    manages = StaffRole.RESOURCE_MANAGER in viewer.staff
    return await acted_among(keys, parties=viewer.roles, manager=viewer.user.id if manages else None)


async def _contracting(keys: list[UUID], viewer: Viewer) -> set[UUID]:
    """Who has acted on their contracts and the supplements to them."""
    return await acted_on_contracts(keys, parties=viewer.roles)


async def _disputing(keys: list[UUID], viewer: Viewer) -> set[UUID]:
    """Who takes part in the disputes of their parties, or in those that they have claimed themselves."""
    parties, found = list(viewer.roles), set[UUID]()
    if parties:
        theirs = Q(contract__awarder_id__in=parties) | Q(contract__receiver_id__in=parties)
        found |= {each.id for each in await Dispute.filter(theirs).only("id")}
    if StaffRole.MEDIATOR in viewer.staff:
        found |= {each.subject_id for each in await WorkItem.filter(_CLAIMED, assignee_id=viewer.user.id)}
    if not found:
        return set()
    return {
        *await _users(DisputeStatement.filter(user_id__in=keys, dispute_id__in=list(found))),
        *await _users(WorkItem.filter(_CLAIMED, assignee_id__in=keys, subject_id__in=list(found)), "assignee_id"),
    }


_CLAIMED = Q(kind=WorkItemKind.DISPUTE, state=WorkItemState.CLAIMED)


async def _working(keys: list[UUID], viewer: Viewer) -> list[UUID]:
    """Who has taken work of the kinds that they do themselves."""
    items = WorkItem.filter(assignee_id__in=keys, kind__in=kinds_for(viewer.staff))
    return await _users(items, "assignee_id") if viewer.staff else []


# From those that cost least to those that cost most. A place that shows users in another way gets a row.
SOURCES: tuple[Source, ...] = (
    *(_members, _managers, _teams, _interviewed, _talking, _remarking),
    *(_contracting, _acting, _disputing, _working),
)


async def _users(query: QuerySet[Any], column: str = "user_id") -> list[UUID]:
    found: list[Any] = await query.distinct().values_list(column, flat=True)
    return found
