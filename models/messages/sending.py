"""Sending messages exactly once, editing them for 15 minutes, and deleting them to a tombstone (CM-3, CM-6)."""

import hashlib
import json
from collections.abc import Sequence
from uuid import UUID

from models.accounts.viewer import Viewer
from models.changes import change, record
from models.clock import now
from models.database import key_in_database, rows
from models.database.reading import Columns
from models.database.writing import all_inserted, inserted, updated, write
from models.errors import Refused, check_version, not_allowed, not_found
from models.files.attaching import attach, detach
from models.inputs import Checks
from models.messages.conversations import (
    MACHINE,
    TAKING_PART,
    Conversation,
    ConversationAction,
    ConversationCase,
    conversation_held,
    is_disputed,
    side_of,
)
from models.messages.events import AboutMessage, MessageDeleted, MessageEdited, MessageSent
from models.messages.message import EDITABLE, Message, MessageAttachment, MessageVersion, files_of_messages
from models.messages.reading import without_unread
from models.notifications.inbox import mark_read_about
from models.notifications.kinds import NotificationKind
from models.notifications.telling import Notice, notify_all
from models.words import keep_words, words_kept, words_of
from models.work.item import WorkItemKind
from models.work.keeping import renew_claim

MESSAGE = Columns(Message, "m")
FORMER = "SELECT {} FROM message m WHERE conversation_id = ? AND sender_id = ? AND client_message_id = ?"
LONGEST = 10_000
MOST_FILES = 10


async def send_message(
    conversation: Conversation,
    *,
    client_message_id: str,
    body: str,
    reply_to: Message | None,
    attachments: Sequence[UUID] = (),
    by: Viewer,
) -> Message:
    """Adds a message with the next number; a retry with the same client message id returns the first message."""
    checks = Checks()
    client_message_id = checks.exact("clientMessageId", client_message_id, most=200)
    body = checks.text("body", body, most=LONGEST, least=0 if attachments else 1)
    checks.refuse()
    reply_to_id = reply_to.id if reply_to else None
    fingerprint = _fingerprint(body, reply_to_id, attachments)
    async with change():
        case, by = await conversation_held(conversation.id, by)
        conversation = case.conversation
        if not case.sides(by) & TAKING_PART:
            raise not_found("conversation")
        if (former := await _former(conversation, client_message_id, by)) is not None:
            return _same(former, fingerprint)
        MACHINE.check(ConversationAction.SEND, case, by)
        if reply_to is not None and reply_to.conversation_id != conversation.id:
            raise not_found("message")
        message = Message(
            conversation_id=conversation.id,
            seq=conversation.last_seq + 1,
            sender_id=by.user.id,
            party_id=side_of(conversation, by),
            client_message_id=client_message_id,
            fingerprint=fingerprint,
            body=body,
            tokens=_tokens(body),
            reply_to_id=reply_to_id,
            sent_at=now(),
        )
        files = [
            MessageAttachment(message_id=message.id, file_id=file.id, place=place)
            for place, file in enumerate(await attach(attachments, by=by, most=MOST_FILES))
        ]
        await _add(conversation, message, files)
        _tell(conversation, MessageSent, message, by)
        await _notify(case, message, by)
        if conversation.dispute_id is not None and case.topic.mediator == by.user.id:
            await renew_claim(WorkItemKind.DISPUTE, conversation.dispute_id, by=by.user.id)
    return message


async def edit_message(message: Message, *, body: str, expected_version: int | None = None, by: Viewer) -> Message:
    """Changes the viewer's own message within 15 minutes; the earlier text is kept as a version."""
    async with change() as running:
        case, message = await _own(message, by)
        has_files = await MessageAttachment.exists(message_id=message.id)
        checks = Checks()
        body = checks.text("body", body, most=LONGEST, least=0 if has_files else 1)
        checks.refuse()
        if message.is_deleted:
            raise Refused("WRONG_STATE", "This message was deleted.")
        check_version(message.version, expected_version)
        if running.at >= message.sent_at + EDITABLE:
            raise Refused("EDIT_WINDOW_CLOSED", "A message can be edited only for 15 minutes: send a new one instead.")
        if body != message.body:
            await _keep_version(message)
            message.body, message.edited_at = body, running.at
            await _save(message)
            _tell(case.conversation, MessageEdited, message, by)
    return message


async def delete_message(message: Message, *, expected_version: int | None = None, by: Viewer) -> Message:
    """Empties the viewer's own message; its number stays in use. Repeating it changes nothing."""
    async with change() as running:
        case, message = await _own(message, by)
        check_version(message.version, expected_version)
        if not message.is_deleted:
            await _keep_version(message)
            message.body, message.deleted_at = "", running.at
            await _save(message)
            files = (await files_of_messages([message.id]))[message.id]
            await MessageAttachment.filter(message_id=message.id).delete()
            await detach([file.id for file in files])
            _tell(case.conversation, MessageDeleted, message, by)
            # A message that is gone leaves no notification behind, unless there are other unread ones.
            readers = await without_unread(case.conversation.id, case.people)
            await mark_read_about(case.conversation.id, NotificationKind.MESSAGE_RECEIVED, readers=readers)
    return message


def _fingerprint(body: str, reply_to: UUID | None, attachments: Sequence[UUID]) -> str:
    return hashlib.sha256(json.dumps([body, str(reply_to), *map(str, attachments)]).encode()).hexdigest()


async def _former(conversation: Conversation, client_message_id: str, by: Viewer) -> Message | None:
    """What the viewer has sent there with this id."""
    keys = key_in_database(conversation.id), key_in_database(by.user.id)
    found = await rows(FORMER.format(MESSAGE.listed), *keys, client_message_id)
    return MESSAGE.in_row(found[0]) if found else None


def _same(former: Message, fingerprint: str) -> Message:
    if former.fingerprint != fingerprint:
        raise Refused("IDEMPOTENCY_MISMATCH", "This clientMessageId belongs to another message: use a new one.")
    return former


async def _add(conversation: Conversation, message: Message, files: Sequence[MessageAttachment]) -> None:
    conversation.last_seq, conversation.last_message_id = message.seq, message.id
    conversation.last_at = message.sent_at
    await write(
        inserted(message),
        *words_kept("message", message.id, message.tokens),
        *all_inserted(files),
        updated(conversation, "last_seq", "last_message_id", "last_at"),
    )


async def _own(message: Message, by: Viewer) -> tuple[ConversationCase, Message]:
    """The viewer's own message, with its conversation locked."""
    case, by = await conversation_held(message.conversation_id, by)
    message = await Message.get(id=message.id)
    if not case.sides(by) & TAKING_PART:
        raise not_found("message")
    if message.sender_id != by.user.id:
        raise not_allowed("Only the sender of a message can edit or delete it.")
    MACHINE.check(ConversationAction.SEND, case, by)
    if await is_disputed(case.conversation):
        raise Refused("DISPUTED", "There is a dispute about the contract: until it ends, messages stay as they are.")
    return case, message


async def _keep_version(message: Message) -> None:
    await MessageVersion.create(
        message_id=message.id,
        number=message.version,
        body=message.body,
        written_at=message.edited_at or message.sent_at,
    )


async def _save(message: Message) -> None:
    message.version += 1
    message.tokens = _tokens(message.body)
    await message.save(update_fields=["body", "tokens", "version", "edited_at", "deleted_at"])
    await keep_words("message", message.id, message.tokens)


def _tokens(body: str) -> str:
    return " ".join(words_of(body))


async def _notify(case: ConversationCase, message: Message, by: Viewer) -> None:
    """Notifies the other participants; until they read it, the inbox shows one for all messages of a conversation."""
    conversation, topic = case.conversation, case.topic
    about = {"demand": topic.title, "contract": topic.contract}
    notice = Notice(
        case.people,
        NotificationKind.MESSAGE_RECEIVED,
        ("conversation", conversation.id),
        {"sender": by.user.name, **{name: fact for name, fact in about.items() if fact}},
        occasion=message.id,
    )
    await notify_all([notice], by=by.user.id)


def _tell(conversation: Conversation, event: type[AboutMessage], message: Message, by: Viewer) -> None:
    record(conversation.stream, event(message.id, message.seq), by=by.user.id)
