"""Conversations and messages, as those who take part in them see them, and what is told live."""

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import ID

from models.messages import conversations, events, message
from models.messages.conversations import ConversationAction, ConversationKind
from resolvers import bids, messages
from schema.accounts import Party, User
from schema.base import Connection, Node, batched, field, identified, shows
from schema.bids import Applicant
from schema.demands import Demand
from schema.files import Attachment
from schema.live import ResyncRequired, tells, thing
from schema.sharing import Differs

strawberry.enum(ConversationKind, description="What a conversation is about.")
strawberry.enum(
    ConversationAction,
    description="What a viewer may do in a conversation. INVITE: let staff in and out again.",
)


@strawberry.type(description="Somebody who takes part in a conversation.")
@shows(messages.ConversationParticipant)
class ConversationParticipant:
    """A person and whom they speak for."""

    user: User = field("Who it is.")
    party: Party | None = field("The side that they speak for; null: invited staff of the platform.")


@strawberry.type(description="A text that a message had before it was edited or deleted.")
@shows(message.MessageVersion)
class MessageVersion:
    """A former text."""

    body: str = field("What it said.")
    written_at: datetime = field("When it began to say that.")


@strawberry.type(description="Something that was said in a conversation.")
@shows(message.Message)
class Message(Node):
    """A message."""

    id: ID = identified("message")
    seq: int = field("1, 2, ... without gaps: its place in the conversation.")
    body: str = field("The text; empty once it was deleted.")
    sent_at: datetime = field("When it was sent.")
    edited_at: datetime | None = field("When it was last edited.")
    is_deleted: bool = field("Whether only its place is left.")
    version: int = field("Rises with each change; goes into `expectedVersion`.")
    client_message_id: ID | None = field("What its sender's client named it, by which it knows its own again.")
    sender: User = batched("Who said it.", messages.senders_of, is_alike=True)
    party: Party | None = batched(
        "The side that the sender spoke for; null: invited staff of the platform.", messages.sides_of, is_alike=True
    )
    reply_to: Annotated["Message", strawberry.lazy("schema.messages")] | None = batched(
        "What it answers, in the same conversation.", messages.replied_to, is_alike=True
    )
    attachments: list[Attachment] = batched("Its files, in order.", messages.files_of, is_alike=True)
    history: list[MessageVersion] = batched(
        "What it said before, the oldest first; of a deleted one for its sender's own side alone.",
        messages.histories_of,
        differs=Differs.BY_ROLE,
    )
    conversation: Annotated["Conversation", strawberry.lazy("schema.messages")] = batched(
        "Where it was said.", messages.conversations_of_messages, is_alike=True
    )


@strawberry.type(description="The one place where an awarder's team and an applicant's team talk.")
@shows(conversations.Conversation)
class Conversation(Node):
    """A conversation."""

    id: ID = identified("conversation")
    kind: ConversationKind = field("What it is about.")
    demand: Demand = batched("The demand that was applied to.", bids.demands_of, is_alike=True)
    applicant: Applicant = batched("The application that it belongs to.", bids.applicants_of, is_alike=True)
    opened_at: datetime = field("When it was opened.")
    last_activity_at: datetime = field(
        "When something was last said, or else when it was opened.", lambda root: root.last_at
    )
    cursor: str = field("Goes into `after` of the subscription: nothing falls between.", messages.cursor_of)
    participants: list[ConversationParticipant] = batched(
        "Both teams, and whoever was invited.", messages.participants_of, is_alike=True
    )
    last_message: Message | None = batched(
        "The latest message, a deleted one too.", messages.last_messages_of, is_alike=True
    )
    unread_count: int = batched(
        "How many messages by others the viewer has not read.", messages.unread_of, differs=Differs.BY_USER
    )
    read_through: int = batched(
        "The number of the last message that the viewer has read; 0: none.",
        messages.read_marks_of,
        differs=Differs.BY_USER,
    )
    actions: list[ConversationAction] = batched(
        "What the viewer may do next.", messages.actions_of_conversations, differs=Differs.BY_ROLE
    )
    messages: Connection[Message] = batched(
        "What was said, the newest last: the `first` ones from the beginning or behind `after`, or the `last` ones "
        "from the end or before `before`; the last 20 unless said otherwise.",
        messages.messages_of,
        differs=Differs.NOT,
    )


@strawberry.type(description="Something was said.")
@tells(events.MessageSent)
class MessageSent:
    """A new message."""

    message: Message = thing("message", "The message as it is now.")


@strawberry.type(description="A message was edited.")
@tells(events.MessageEdited)
class MessageEdited:
    """A changed message."""

    message: Message = thing("message", "The message as it is now.")


@strawberry.type(description="A message was deleted.")
@tells(events.MessageDeleted)
class MessageDeleted:
    """A message of which only the place is left."""

    message: Message = thing("message", "What is left of it.")


@strawberry.type(description="Somebody has read further.")
@tells(events.ReadMoved)
class ReadMoved:
    """A read mark that moved forward."""

    user: User = thing("user", "Who read.")
    through: int = field("The number of the last message that they have read.")


@strawberry.type(description="Somebody is typing: a state with the last event's cursor, kept by nobody.")
@tells(events.TypingShown)
class TypingShown:
    """Words to come."""

    user: User = thing("user", "Who is typing.")
    until: datetime = field("When it fades, unless it is shown again.")


@strawberry.type(description="Staff of the platform was invited or removed.")
@tells(events.GuestInvited, events.GuestRemoved)
class GuestsChanged:
    """Other guests than before."""

    conversation: Conversation = thing("conversation", "The conversation as it is now.")


ConversationHappening = Annotated[
    MessageSent | MessageEdited | MessageDeleted | ReadMoved | TypingShown | GuestsChanged | ResyncRequired,
    strawberry.union("ConversationHappening", description="What moves in a conversation."),
]


@strawberry.type(description="Something that moved in a conversation.")
class ConversationEvent:
    """An event with its place."""

    cursor: str = field("Goes into `after` to follow on from here.")
    occurred_at: datetime = field("When it happened.")
    event: ConversationHappening = field("What happened.")
