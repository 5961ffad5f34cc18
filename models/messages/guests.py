"""Guests: members of the platform's staff whom the awarder invites into a conversation or removes (CM-1)."""

from uuid import UUID

from models.accounts.users import StaffRole, staff_roles
from models.accounts.viewer import Viewer, end_of_rights
from models.changes import change, record
from models.decisions import decide
from models.errors import not_allowed, not_found
from models.journal import enter
from models.messages.conversations import (
    MACHINE,
    Conversation,
    ConversationAction,
    ConversationGuest,
    book_of,
    conversation_held,
)
from models.messages.events import AboutGuest, GuestInvited, GuestRemoved
from models.notifications.kinds import NotificationKind
from models.notifications.telling import notify
from models.sides import Side


async def invite_to_conversation(conversation: Conversation, user_id: UUID, *, by: Viewer) -> Conversation:
    """Invites the topic's resource manager; repeating it changes nothing."""
    async with decide(MACHINE, ConversationAction.INVITE, conversation.id, by=by) as decision:
        conversation, topic = decision.case.conversation, decision.case.topic
        if topic.manager != user_id or StaffRole.RESOURCE_MANAGER not in await staff_roles(user_id):
            raise not_found("resource manager")
        if user_id not in decision.case.guests:
            await ConversationGuest.create(
                conversation_id=conversation.id, user_id=user_id, invited_by_id=by.user.id, invited_at=decision.at
            )
            await _note(conversation, "GUEST_INVITED", GuestInvited, user_id, by)
            await notify(
                [user_id],
                NotificationKind.INVITED_TO_CONVERSATION,
                subject=("conversation", conversation.id),
                by=by.user.id,
                demand=topic.title or "",
                inviter=by.user.name,
            )
    return await Conversation.get(id=conversation.id)


async def remove_from_conversation(conversation: Conversation, user_id: UUID, *, by: Viewer) -> Conversation:
    """Removes a guest, who receives nothing from then on; a guest can also leave at any time."""
    async with change():
        case, by = await conversation_held(conversation.id, by)
        if user_id != by.user.id and Side.AWARDER_LEAD not in case.sides(by):
            raise not_allowed("Only owners and managers of the client can remove guests.")
        if not await ConversationGuest.filter(conversation_id=conversation.id, user_id=user_id).delete():
            raise not_found("guest")
        await _note(case.conversation, "GUEST_REMOVED", GuestRemoved, user_id, by)
        end_of_rights(user_id)
    return await Conversation.get(id=conversation.id)


async def _note(conversation: Conversation, action: str, event: type[AboutGuest], user_id: UUID, by: Viewer) -> None:
    conversation.guest_roster += 1
    await conversation.save(update_fields=["guest_roster"])
    await enter(book_of(conversation.id), action, by=by.user.id, subject=user_id)
    record(conversation.stream, event(conversation.id, user_id), by=by.user.id)
