"""The message inbox: a user's conversations by latest activity, and the search in their messages."""

from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q, RawSQL, Subquery

from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.inputs import Checks
from models.messages.conversations import Conversation, ConversationGuest
from models.messages.message import Message
from models.messages.reading import unread_in
from models.pages import Page, Window, page_of
from models.words import checked_words, having
from models.work.item import WorkItem, WorkItemKind, WorkItemState


async def conversations_of(viewer: Viewer, party: UUID | None, window: Window) -> Page[Conversation]:
    """The conversations of one party that the viewer acts for, or all in which the viewer takes part.

    One in which nothing was written is there for the user who opened it, and for nobody else until then; that of a
    dispute is there from the beginning, and so is one to which staff were invited.
    """
    is_begun = Q(last_seq__gt=0) | Q(dispute_id__isnull=False) | Q(guest_roster__gt=0)
    listed = Conversation.filter(is_begun | Q(opened_by_id=viewer.user.id))
    among = _ways(viewer, party)
    return await page_of(listed, ("-last_at", "-id"), window, order="INBOX", shape=(datetime, UUID), among=among)


async def find_messages(viewer: Viewer, text: str, party: UUID | None, window: Window) -> Page[Message]:
    """Messages that contain all of the words, from the viewer's conversations, newest first."""
    checks = Checks()
    words = checked_words(checks, "text", text, least=1, needs_word=True)
    checks.refuse()
    places = Conversation.filter(taken_part_in(viewer, party))
    said = Message.filter(deleted_at=None, conversation_id__in=Subquery(places.values("id")))
    query = await having(said, words, table="message")
    return await page_of(query, ("-sent_at", "-id"), window, order="MESSAGES_FOUND", shape=(datetime, UUID))


async def unread_count(viewer: Viewer) -> int:
    """How many messages by others, without deleted ones, the viewer has not read in all their conversations (CM-5)."""
    unread = RawSQL(unread_in('"conversation"."id"', viewer.user.id))
    waiting = Conversation.filter(taken_part_in(viewer)).annotate(unread=unread).filter(unread__gt=0)
    return sum(number for (number,) in await waiting.values_list("unread"))


def taken_part_in(viewer: Viewer, party: UUID | None = None) -> Q:
    """The condition for conversations in which the viewer takes part, for one party or in any way."""
    return Q(*_ways(viewer, party), join_type=Q.OR)


def _ways(viewer: Viewer, party: UUID | None) -> list[Q]:
    """A condition for each way to take part; there is always one."""
    parties = list(viewer.roles) if party is None else [party] if viewer.acts_for(party) else []
    ways = [way for each in parties for way in (Q(awarder_id=each), Q(receiver_id=each))]
    if party is None and StaffRole.RESOURCE_MANAGER in viewer.staff:
        places = ConversationGuest.filter(
            user_id=viewer.user.id, conversation__demand__resource_manager_id=viewer.user.id
        )
        ways.append(Q(id__in=Subquery(places.values("conversation_id"))))
    if party is None and StaffRole.MEDIATOR in viewer.staff:
        claimed = WorkItem.filter(kind=WorkItemKind.DISPUTE, state=WorkItemState.CLAIMED, assignee_id=viewer.user.id)
        ways.append(Q(dispute_id__in=Subquery(claimed.values("subject_id"))))
    return ways or [Q(id__in=[])]
