"""The GraphQL types of conversations and messages, and their live events."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import ID

from models.messages import conversations, events, message
from models.messages.conversations import ConversationAction, ConversationKind
from resolvers import bids, messages
from resolvers.disputes import disputes_of_conversations
from schema.accounts import Party, User
from schema.base import Node, batched, field, identified, shows
from schema.bids import Applicant
from schema.demands import Demand
from schema.files import Attachment
from schema.live import ResyncRequired, tells, thing
from schema.pages import Connection
from schema.sharing import Differs

if TYPE_CHECKING:
    from schema.contracts import Contract
    from schema.disputes import Dispute

strawberry.enum(ConversationKind, description="What the conversation is about.")
strawberry.enum(
    ConversationAction,
    description=(
        "What a viewer may do in a conversation now. SEND: also edit and delete own messages. INVITE: invite and "
        "remove staff."
    ),
)


@strawberry.type(description="A user who takes part in a conversation.")
@shows(messages.ConversationParticipant)
class ConversationParticipant:
    user: User = field("The participant.")
    party: Party | None = field("The party that they speak for; null for invited staff of the platform.")
    read_through: int = batched(
        "The `seq` of the last message that they have read; 0 if none.", messages.read_by, is_alike=True
    )


@strawberry.type(description="The text of a message before it was edited or deleted.")
@shows(message.MessageVersion)
class MessageVersion:
    body: str = field("The earlier text.")
    written_at: datetime = field("When this text was written.")


@strawberry.type(description="A message in a conversation. Both teams and invited staff can read it.")
@shows(message.Message)
class Message(Node):
    id: ID = identified("message")
    seq: int = field("The number of the message in the conversation: 1, 2 and so on, without gaps.")
    body: str = field("The text; empty after the message was deleted, or if it has only attachments.", weight=5)
    sent_at: datetime = field("When the message was sent.")
    edited_at: datetime | None = field("When the message was last edited; null if it never was.")
    editing_ends_at: datetime | None = field(
        "Until when its sender can edit it, while the conversation takes messages; null after it was deleted."
    )
    is_deleted: bool = field("Whether the message was deleted. Its text and files are gone; its `seq` stays.")
    version: int = field("Increases with each change. Pass it as `expectedVersion`.")
    client_message_id: ID | None = field(
        "The id that the sender's client chose, to match the message with its own copy."
    )
    sender: User = batched("The user who sent it.", messages.senders_of, is_alike=True)
    party: Party | None = batched(
        "The party that the sender spoke for; null for invited staff of the platform.", messages.sides_of, is_alike=True
    )
    reply_to: Annotated["Message", strawberry.lazy("schema.messages")] | None = batched(
        "The message that this one answers, in the same conversation; null if it answers none.",
        messages.replied_to,
        is_alike=True,
    )
    attachments: list[Attachment] = batched("The attached files, in order.", messages.files_of, is_alike=True)
    history: list[MessageVersion] = batched(
        "The earlier texts, the oldest first, at most 200. Of a deleted message, only the sender's side sees them.",
        messages.histories_of,
        differs=Differs.BY_ROLE,
    )
    conversation: Annotated["Conversation", strawberry.lazy("schema.messages")] = batched(
        "The conversation that the message belongs to.", messages.conversations_of_messages, is_alike=True
    )


@strawberry.type(
    description="The conversation of an awarder's team and another team about an application, a contract or a dispute."
)
@shows(conversations.Conversation)
class Conversation(Node):
    id: ID = identified("conversation")
    kind: ConversationKind = field("What the conversation is about.")
    demand: Demand = batched("The demand of the application or the contract.", bids.demands_of, is_alike=True)
    applicant: Applicant = batched(
        "The application that the conversation is about, or that of the contract.",
        messages.applicants_of,
        is_alike=True,
    )
    contract: Annotated["Contract", strawberry.lazy("schema.contracts")] | None = batched(
        "The contract that the conversation, or its dispute, is about; null if it is about an application, and for "
        "invited staff.",
        messages.contracts_of,
        differs=Differs.BY_ROLE,
    )
    dispute: Annotated["Dispute", strawberry.lazy("schema.disputes")] | None = batched(
        "The dispute that the conversation is about; null if it is about something else.",
        disputes_of_conversations,
        differs=Differs.BY_USER,
    )
    opened_at: datetime = field("When the conversation was opened.")
    last_activity_at: datetime = field(
        "When the last message was sent; before the first one, when the conversation was opened.",
        lambda root: root.last_at,
    )
    cursor: str = field(
        "Pass it as `after` to the subscription `conversation` to follow on from this snapshot without a gap.",
        messages.cursor_of,
    )
    participants: list[ConversationParticipant] = batched(
        "The members of both parties and the invited staff.", messages.participants_of, is_alike=True
    )
    last_message: Message | None = batched(
        "The latest message, even if it was deleted; null if there is none.", messages.last_messages_of, is_alike=True
    )
    unread_count: int = batched(
        "How many messages by others, except deleted ones, the viewer has not read.",
        messages.unread_of,
        differs=Differs.BY_USER,
    )
    read_through: int = batched(
        "The `seq` of the last message that the viewer has read; 0 if none.",
        messages.read_marks_of,
        differs=Differs.BY_USER,
    )
    actions: list[ConversationAction] = batched(
        "What the viewer may do in the conversation now.", messages.actions_of_conversations, differs=Differs.BY_ROLE
    )
    messages: Connection[Message] = batched(
        "The messages, the newest last. `first` pages forward from `after`, `last` pages back from `before`; with "
        "neither, the last 20.",
        messages.messages_of,
        differs=Differs.NOT,
    )


@strawberry.type(description="A message was sent.")
@tells(events.MessageSent)
class MessageSent:
    message: Message = thing("message", "The message in its current state.")


@strawberry.type(description="A message was edited.")
@tells(events.MessageEdited)
class MessageEdited:
    message: Message = thing("message", "The message in its current state.")


@strawberry.type(description="A message was deleted.")
@tells(events.MessageDeleted)
class MessageDeleted:
    message: Message = thing("message", "The message without its text and files.")


@strawberry.type(description="A participant's read mark moved forward.")
@tells(events.ReadMoved)
class ReadMoved:
    user: User = thing("user", "The user whose read mark moved.")
    through: int = field("The `seq` of the last message that they have read.")


@strawberry.type(
    description=(
        "A participant is typing. Ephemeral: it carries the cursor of the last event and is never delivered again."
    )
)
@tells(events.TypingShown)
class TypingShown:
    user: User = thing("user", "The user who is typing.")
    until: datetime = field("When to stop showing it, unless it is sent again.")


@strawberry.type(description="Staff of the platform was invited, or left.")
@tells(events.GuestInvited, events.GuestRemoved)
class GuestsChanged:
    conversation: Conversation = thing("conversation", "The conversation in its current state.")


ConversationHappening = Annotated[
    MessageSent | MessageEdited | MessageDeleted | ReadMoved | TypingShown | GuestsChanged | ResyncRequired,
    strawberry.union("ConversationHappening", description="What can happen in a conversation."),
]


@strawberry.type(description="An event in a conversation.")
class ConversationEvent:
    cursor: str = field("Pass it as `after` to continue from this event.")
    occurred_at: datetime = field("When it happened.")
    event: ConversationHappening = field("What happened.")
