"""Guests: the platform's staff whom the awarder lets into a conversation, and out again (CM-1)."""

from collections.abc import Collection
from uuid import UUID

from models.accounts.parties import Viewer
from models.accounts.users import StaffRole, staff_roles
from models.changes import change, record
from models.demands.demand import Demand
from models.errors import not_allowed, not_found
from models.journal import enter
from models.messages.conversations import Conversation, ConversationGuest, book_of, check_writable, locked
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify


async def invite_guest(conversation: Conversation, user_id: UUID, *, by: Viewer) -> Conversation:
    """Lets in the resource manager of the demand; inviting twice is inviting once."""
    async with change() as running:
        conversation, demand = await locked(conversation)
        _check_lead(conversation, by)
        check_writable(demand)
        if not await is_invitable(demand, user_id):
            raise not_found("member of staff who looks after this demand")
        if not await ConversationGuest.exists(conversation_id=conversation.id, user_id=user_id):
            await ConversationGuest.create(
                conversation_id=conversation.id, user_id=user_id, invited_by_id=by.user.id, invited_at=running.at
            )
            await _note(conversation, "GUEST_INVITED", "guest.invited", user_id, by)
            await notify(
                [user_id],
                NotificationKind.INVITED_TO_CONVERSATION,
                subject=("Conversation", conversation.id),
                by=by.user.id,
                demand=demand.title,
                inviter=by.user.name,
            )
    return await Conversation.get(id=conversation.id)


async def remove_guest(conversation: Conversation, user_id: UUID, *, by: Viewer) -> Conversation:
    """Lets a guest out, who hears nothing from then on; a guest may leave by themself."""
    async with change():
        conversation, _ = await locked(conversation)
        if user_id != by.user.id:
            _check_lead(conversation, by)
        if not await ConversationGuest.filter(conversation_id=conversation.id, user_id=user_id).delete():
            raise not_found("guest")
        await _note(conversation, "GUEST_REMOVED", "guest.removed", user_id, by)
    return await Conversation.get(id=conversation.id)


async def is_invitable(demand: Demand, user_id: UUID) -> bool:
    return demand.resource_manager_id == user_id and StaffRole.RESOURCE_MANAGER in await staff_roles(user_id)


async def is_guest(conversation: Conversation, user_id: UUID) -> bool:
    return await ConversationGuest.exists(conversation_id=conversation.id, user_id=user_id)


async def invited_to(conversations: Collection[UUID], user_id: UUID) -> set[UUID]:
    """Which of the conversations the user is a guest in."""
    places = await ConversationGuest.filter(conversation_id__in=list(conversations), user_id=user_id)
    return {place.conversation_id for place in places}


def _check_lead(conversation: Conversation, by: Viewer) -> None:
    if not by.leads(conversation.awarder_id):
        raise not_allowed("Owners and managers of the awarder decide who is invited.")


async def _note(conversation: Conversation, action: str, kind: str, user_id: UUID, by: Viewer) -> None:
    conversation.guest_roster += 1
    await conversation.save(update_fields=["guest_roster"])
    await enter(book_of(conversation.id), action, by=by.user.id, subject=user_id)
    record(conversation.stream, kind, by=by.user.id, conversation=str(conversation.id), user=str(user_id))
