"""Conversations and their messages."""

from collections.abc import AsyncIterator

import strawberry

from models.messages import guests, reading, sending
from resolvers import messages
from schema.base import feed, field
from schema.live import PresenceShown, presence
from schema.messages import Conversation, ConversationEvent, Message
from schema.mutations import act
from schema.pages import Connection


@strawberry.type
class MessageQueries:
    """Queries about conversations."""

    conversation: Conversation | None = field(
        "A conversation; null if it does not exist or the viewer does not take part in it.", messages.conversation
    )
    conversations: Connection[Conversation] = field(
        "All conversations that the viewer takes part in, or those of one party; the latest activity first. One in "
        "which nothing was written yet is listed for the user who opened it alone.",
        messages.conversations_of_viewer,
    )
    search_messages: Connection[Message] = field(
        "Messages that contain all words of the text, in the viewer's conversations or in those of one party; the "
        "latest first.",
        messages.search_messages,
    )


@strawberry.type
class MessageMutations:
    """Mutations of conversations."""

    open_conversation = act(
        messages.open_conversation,
        Conversation,
        "Opens the conversation of an application, or that of a contract, or returns it if it exists; both sides may. "
        "Refused with SEALED until sealed bids are opened, and with WRONG_STATE once the demand, or the contract, is "
        "over.",
        applicant_id="The id of an Applicant, to talk about its application. Give this one or `contractId`.",
        contract_id="The id of a Contract, to talk about it. Give this one or `applicantId`.",
    )
    invite_to_conversation = act(
        guests.invite_to_conversation,
        Conversation,
        "Invites the demand's resource manager into a conversation. Only owners and managers of the awarder may.",
        user_id="The id of the User to invite.",
    )
    remove_from_conversation = act(
        guests.remove_from_conversation,
        Conversation,
        "Removes a guest from a conversation. Owners and managers of the awarder may; guests may remove themselves.",
        user_id="The id of the User to remove.",
    )
    send_message = act(
        messages.send_message,
        Message,
        "Sends a message. A retry with the same `clientMessageId` returns the first message and sends nothing more.",
        client_message_id=(
            "An id that the client chooses for each message, 1 to 200 characters. The same id with another text is "
            "refused with IDEMPOTENCY_MISMATCH."
        ),
        body="The text, up to 10,000 characters. It may be empty if there are attachments.",
        attachment_ids="Ids of uploads to attach, at most 10.",
        reply_to_id="The id of the Message that this one answers, in the same conversation.",
    )
    edit_message = act(
        sending.edit_message,
        Message,
        "Edits one of the viewer's own messages within 15 minutes (EDIT_WINDOW_CLOSED). Earlier texts stay in "
        "`history`.",
        body="The new text, up to 10,000 characters.",
    )
    delete_message = act(
        sending.delete_message,
        Message,
        "Deletes the text and files of one of the viewer's own messages. The message keeps its `seq`.",
    )
    show_typing = act(
        messages.show_typing,
        Conversation,
        "Shows the other participants that the viewer is typing, for 6 seconds. Repeat it while they type.",
    )
    mark_read = act(
        reading.mark_read,
        Conversation,
        "Moves the viewer's read mark forward. An earlier message changes nothing.",
        through="The `seq` of the last message that was read.",
    )


@strawberry.type
class MessageSubscriptions:
    """Subscriptions to conversations."""

    conversation: AsyncIterator[ConversationEvent] = feed(
        "Everything that happens in a conversation, in order. Only its participants may follow it.", messages.feed
    )
    conversation_presence: AsyncIterator[PresenceShown] = presence(
        "Who follows this subscription now: sent at once and after every change. Following it makes the viewer "
        "present.",
        messages.presence,
    )
