"""The message inbox: a user's conversations by latest activity, and the search in their messages."""

from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q, Subquery

from models.accounts.users import StaffRole
from models.accounts.viewer import Viewer
from models.inputs import Checks
from models.messages.conversations import Conversation, ConversationGuest
from models.messages.message import Message
from models.pages import Page, decode, of_rows, page_size
from models.words import checked_words, having


async def conversations_of(
    viewer: Viewer, party: UUID | None, *, first: int | None, after: str | None
) -> Page[Conversation]:
    """The conversations of one party that the viewer acts for, or all in which the viewer takes part."""
    size = page_size(first)
    query = Conversation.filter(_theirs(viewer, party))
    if after is not None:
        at, key = decode("INBOX", after, (datetime, UUID))
        query = query.filter(Q(last_at__lt=at) | Q(last_at=at, id__lt=key))
    found = await query.order_by("-last_at", "-id").limit(size + 1)
    return of_rows(found, lambda row: (row.last_at, row.id), order="INBOX", size=size, after=after)


async def find_messages(
    viewer: Viewer, text: str, party: UUID | None, *, first: int | None, after: str | None
) -> Page[Message]:
    """Messages that contain all of the words, from the viewer's conversations, newest first."""
    size = page_size(first)
    checks = Checks()
    words = checked_words(checks, "text", text, least=1, needs_word=True)
    checks.refuse()
    places = Conversation.filter(_theirs(viewer, party))
    said = Message.filter(deleted_at=None, conversation_id__in=Subquery(places.values("id")))
    query = having(said, words, table="message")
    if after is not None:
        at, key = decode("MESSAGES_FOUND", after, (datetime, UUID))
        query = query.filter(Q(sent_at__lt=at) | Q(sent_at=at, id__lt=key))
    found = await query.order_by("-sent_at", "-id").limit(size + 1)
    return of_rows(found, lambda row: (row.sent_at, row.id), order="MESSAGES_FOUND", size=size, after=after)


def _theirs(viewer: Viewer, party: UUID | None) -> Q:
    parties = list(viewer.roles) if party is None else [party] if viewer.acts_for(party) else []
    theirs = Q(awarder_id__in=parties) | Q(receiver_id__in=parties)
    if party is None and StaffRole.RESOURCE_MANAGER in viewer.staff:
        places = ConversationGuest.filter(
            user_id=viewer.user.id, conversation__demand__resource_manager_id=viewer.user.id
        )
        theirs |= Q(id__in=Subquery(places.values("conversation_id")))
    return theirs
