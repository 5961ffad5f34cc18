"""Conversations and their messages."""

from collections.abc import AsyncIterator

import strawberry

from models.messages import conversations, guests, reading, sending
from resolvers import messages
from schema.base import Connection, act, feed, field
from schema.live import PresenceShown, presence
from schema.messages import Conversation, ConversationEvent, Message


@strawberry.type
class MessageQueries:
    """What can be asked: messages."""

    conversation: Conversation | None = field(
        "A conversation; null where there is none that the viewer takes part in.", messages.conversation
    )
    conversations: Connection[Conversation] = field(
        "The conversations of a party, or all that the viewer takes part in, the latest activity first.",
        messages.conversations_of_viewer,
    )
    search_messages: Connection[Message] = field(
        "Messages in the viewer's own conversations, or in those of one party; the latest first.",
        messages.search_messages,
    )


@strawberry.type
class MessageMutations:
    """What can be done: messages."""

    open_conversation = act(
        conversations.open_conversation,
        Conversation,
        "Opens the conversation of an application, or gives the one that is there.",
    )
    invite_to_conversation = act(
        guests.invite_to_conversation,
        Conversation,
        "Lets the demand's resource manager into a conversation.",
        user_id="Whom to let in.",
    )
    remove_from_conversation = act(
        guests.remove_from_conversation,
        Conversation,
        "Lets a guest out of a conversation; guests may leave by themselves.",
        user_id="Who leaves.",
    )
    send_message = act(
        messages.send_message,
        Message,
        "Says something, once: a retry with the same clientMessageId gives the first message again.",
        client_message_id="The client's own name for the message: 1 to 200 characters, another one each time.",
        body="The text, up to 10,000 characters; it may be empty beside files.",
        attachment_ids="The uploads that become part of it, at most 10.",
        reply_to_id="The message that it answers, of the same conversation.",
    )
    edit_message = act(
        sending.edit_message,
        Message,
        "Changes one's own message within 15 minutes; what it said before is kept.",
        body="The text, up to 10,000 characters.",
    )
    delete_message = act(sending.delete_message, Message, "Empties one's own message; its place stays.")
    show_typing = act(
        messages.show_typing,
        Conversation,
        "Shows the others for some seconds that the viewer is typing; to be repeated while it lasts.",
    )
    mark_read = act(
        reading.mark_read,
        Conversation,
        "Notes how far the viewer has read; an earlier message than before changes nothing.",
        through="The number of the last message that was read.",
    )


@strawberry.type
class MessageSubscriptions:
    """What can be followed: messages."""

    conversation: AsyncIterator[ConversationEvent] = feed(
        "Everything that moves in a conversation, in one order.", messages.feed
    )
    conversation_presence: AsyncIterator[PresenceShown] = presence(
        "Who is at a conversation, at once and after every change; whoever follows this is there.",
        messages.presence,
    )
