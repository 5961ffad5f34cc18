"""Conversations and their messages, read marks, and following a conversation live."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

import strawberry

from models.accounts.parties import Membership, Party
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.contracts.contract import Contract
from models.database.fetching import by_column, by_key, with_relation
from models.demands.applicants import Applicant
from models.errors import invalid
from models.files.file import File
from models.ids import NOBODY, Ref
from models.messages import conversations, inbox, message, reading, sending
from models.messages.conversations import Conversation, ConversationAction, ConversationCase
from models.messages.events import CONVERSATION, TypingShown
from models.messages.message import Message, MessageVersion
from models.messages.topics import contracts_behind
from models.pages import Page, Window, list_size
from realtime.groups import Feed
from resolvers import access, live
from resolvers.context import Info, viewer_in
from resolvers.files.uploads import keys_in
from resolvers.finding import find, node
from resolvers.live import showing


class ConversationParticipant:
    """A user who takes part in a conversation, for a party or as a guest."""

    def __init__(self, conversation: UUID, user: User, party: Party | None) -> None:
        self.conversation = conversation
        self.user = user
        self.party = party


async def conversation(info: Info, id: Ref) -> Conversation | None:
    return await node(id, info.context.viewer) if id.kind == "conversation" else None


async def conversations_of_viewer(
    info: Info,
    party_id: Ref | None = None,
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> Page[Conversation]:
    window = Window(first, after, last, before)
    return await inbox.conversations_of(viewer_in(info), _party_in(party_id), window)


async def search_messages(
    info: Info, text: str, party_id: Ref | None = None, first: int | None = None, after: str | None = None
) -> Page[Message]:
    return await inbox.find_messages(viewer_in(info), text, _party_in(party_id), Window(first, after))


def _party_in(ref: Ref | None) -> UUID | None:
    # An id of another kind matches nothing, like a party that is not theirs.
    return None if ref is None else ref.of("party") or NOBODY


async def open_conversation(
    info: Info, applicant_id: Ref | None = None, contract_id: Ref | None = None
) -> Conversation:
    """Opens the conversation of an application or of a contract: of the one that is given."""
    by = viewer_in(info)
    match applicant_id, contract_id:
        case Ref(), None:
            return await conversations.open_conversation(await find(Applicant, applicant_id, by), by=by)
        case None, Ref():
            return await conversations.open_conversation_of_contract(await find(Contract, contract_id, by), by=by)
    raise invalid("contractId", "Give the id of an application or of a contract, and not both.", "CONTRADICTORY")


async def send_message(
    info: Info,
    conversation_id: Ref,
    client_message_id: Ref,
    body: str,
    reply_to_id: Ref | None = None,
    attachment_ids: list[Ref] | None = None,
) -> Message:
    by = viewer_in(info)
    found = await find(Conversation, conversation_id, by)
    reply_to = await find(Message, reply_to_id, by) if reply_to_id is not None else None
    return await sending.send_message(
        found,
        client_message_id=client_message_id.text,
        body=body,
        reply_to=reply_to,
        attachments=keys_in(attachment_ids or []),
        by=by,
    )


async def show_typing(info: Info, conversation_id: Ref) -> Conversation:
    by = viewer_in(info)
    found = await find(Conversation, conversation_id, by)
    info.context.dispatcher.publish_ephemeral(
        found.stream, await conversations.show_typing(found, by=by), by=by.user.id
    )
    return found


def cursor_of(root: strawberry.Parent[Conversation]) -> str:
    return live.snapshot(root)


async def participants_of(
    things: Sequence[Conversation],
    *,
    viewer: Viewer | None,  # noqa: ARG001 - seen with the conversation
) -> list[list[ConversationParticipant]]:
    members: dict[UUID, list[Membership]] = {}
    parties = {party for each in things for party in (each.awarder_id, each.receiver_id)}
    rows = await with_relation(await by_column(Membership, "party_id", parties, sorting="joined_at"), "user")
    for each in await with_relation(rows, "party"):
        members.setdefault(each.party_id, []).append(each)
    invited = await conversations.guests_of(things)
    return [
        [
            *(
                ConversationParticipant(each.id, member.user, member.party)
                for party in (each.awarder_id, each.receiver_id)
                for member in members.get(party, [])
            ),
            *(ConversationParticipant(each.id, guest, None) for guest in invited[each.id]),
        ]
        for each in things
    ]


async def read_by(things: Sequence[ConversationParticipant], *, viewer: Viewer | None) -> list[int]:  # noqa: ARG001 - seen with the conversation
    found = await reading.marks_in({each.conversation for each in things})
    return [found.get((each.conversation, each.user.id), 0) for each in things]


async def last_messages_of(things: Sequence[Conversation], *, viewer: Viewer | None) -> list[Message | None]:  # noqa: ARG001 - seen with the conversation
    found = await by_key(Message, {each.last_message_id for each in things if each.last_message_id})
    return [found.get(each.last_message_id) if each.last_message_id else None for each in things]


async def unread_of(things: Sequence[Conversation], *, viewer: Viewer | None) -> list[int]:
    if viewer is None:
        return [0 for _ in things]
    found = await reading.unread_counts([each.id for each in things], viewer.user.id)
    return [found[each.id] for each in things]


async def read_marks_of(things: Sequence[Conversation], *, viewer: Viewer | None) -> list[int]:
    if viewer is None:
        return [0 for _ in things]
    found = await reading.marks_of([each.id for each in things], viewer.user.id)
    return [found[each.id] for each in things]


async def actions_of_conversations(
    things: Sequence[Conversation], *, viewer: Viewer | None
) -> list[list[ConversationAction]]:
    return [conversations.MACHINE.actions(case, viewer) for case in await conversations.cases_of(things)]


async def messages_of(
    things: Sequence[Conversation],
    *,
    viewer: Viewer | None,  # noqa: ARG001 - seen with the conversation
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> list[Page[Message]]:
    return await message.pages_of(things, Window(first, after, last, before))


async def senders_of(things: Sequence[Message], *, viewer: Viewer | None) -> list[User]:  # noqa: ARG001 - seen with the message
    found = await by_key(User, {each.sender_id for each in things})
    return [found[each.sender_id] for each in things]


async def sides_of(things: Sequence[Message], *, viewer: Viewer | None) -> list[Party | None]:  # noqa: ARG001 - seen with the message
    found = await by_key(Party, {each.party_id for each in things if each.party_id})
    return [found.get(each.party_id) if each.party_id else None for each in things]


async def replied_to(things: Sequence[Message], *, viewer: Viewer | None) -> list[Message | None]:  # noqa: ARG001 - of the same conversation
    found = await by_key(Message, {each.reply_to_id for each in things if each.reply_to_id})
    return [found.get(each.reply_to_id) if each.reply_to_id else None for each in things]


async def files_of(things: Sequence[Message], *, viewer: Viewer | None) -> list[list[File]]:  # noqa: ARG001 - seen with the message
    found = await message.files_of_messages([each.id for each in things])
    return [found[each.id] for each in things]


async def histories_of(
    things: Sequence[Message], *, viewer: Viewer | None, first: int | None = None
) -> list[list[MessageVersion]]:
    seen = [each.id for each in things if access.may_see_history(viewer, each)]
    found = await message.versions_of(seen, most=list_size(first))
    return [found.get(each.id, []) for each in things]


async def conversations_of_applicants(
    things: Sequence[Applicant], *, viewer: Viewer | None
) -> list[Conversation | None]:
    found = await by_column(Conversation, "applicant_id", [each.id for each in things])
    cases = {case.conversation.applicant_id: case for case in await conversations.cases_of(found)}
    return [
        case.conversation if (case := cases.get(each.id)) and access.may_see_conversation(viewer, case) else None
        for each in things
    ]


async def conversations_of_contracts(things: Sequence[Contract], *, viewer: Viewer | None) -> list[Conversation | None]:
    """For the two sides: a professional who compares a scan of a contract sees it, and not what is said about it."""
    found = await by_column(Conversation, "contract_id", [each.id for each in things])
    cases = {case.conversation.contract_id: case for case in await conversations.cases_of(found)}
    return [
        case.conversation if (case := cases.get(each.id)) and access.may_see_conversation(viewer, case) else None
        for each in things
    ]


async def contracts_of(things: Sequence[Conversation], *, viewer: Viewer | None) -> list[Contract | None]:
    """For the two sides: staff who were invited see what is said about a contract, and not the contract."""
    keys = await contracts_behind(conversations.subjects_of(things))
    found = await by_key(Contract, {key for key in keys if key})
    shown = {key for key, contract in found.items() if access.may_see_contract(viewer, contract)}
    return [found[key] if key in shown else None for key in keys]


async def applicants_of(things: Sequence[Conversation], *, viewer: Viewer | None) -> list[Applicant]:  # noqa: ARG001 - seen with the conversation
    """The application that a conversation is about, or that of its contract."""
    behind = await contracts_behind(conversations.subjects_of(things))
    contracts = await by_key(Contract, {key for key in behind if key})
    keys = [contracts[key].applicant_id if key else each.applicant_id for each, key in zip(things, behind, strict=True)]
    found = await by_key(Applicant, {key for key in keys if key})
    return [found[key] for key in keys if key]


async def unread_count_of_viewer(root: strawberry.Parent[Viewer]) -> int:
    return await inbox.unread_count(root)


async def conversations_of_messages(things: Sequence[Message], *, viewer: Viewer | None) -> list[Conversation]:  # noqa: ARG001 - seen with the message
    found = await by_key(Conversation, {each.conversation_id for each in things})
    return [found[each.conversation_id] for each in things]


async def feed(info: Info, id: Ref, after: str | None = None) -> Feed:
    """Everything that happens in a conversation, in order, while the viewer takes part."""
    watched = await _watched(info, id)
    held = (await conversations.case_of(watched)).sides(info.context.viewer)

    async def may_follow(follower: Viewer | None) -> bool:
        viewer = await info.context.present(follower)
        if viewer is None:
            return False
        case: ConversationCase = await info.context.gathering.load(CONVERSATION, watched, conversations.cases_of)
        # Another side sees other things: a follower whose sides changed has to subscribe again.
        return case.sides(viewer) == held and access.may_see_conversation(viewer, case)

    return Feed(
        watched.stream,
        after,
        scope=held,
        settles_roles=True,
        show=showing(CONVERSATION),
        is_for_all=lambda event: event.kind != TypingShown.kind,
        # Users are not shown their own typing.
        may_receive=lambda event, viewer: viewer is None or viewer.user.id != event.actor_id,
        key=watched.id,
        permission_versions=CONVERSATION.permission_versions,
        may_follow=may_follow,
    )


async def presence(info: Info, id: Ref) -> AsyncIterator[list[User]]:
    """Who is present at the conversation. Following it makes the viewer present."""
    watched = await _watched(info, id)

    async def still() -> None:
        await _watched(info, id)

    async for people in live.present(info, watched.stream, still):
        yield people


async def _watched(info: Info, id: Ref) -> Conversation:
    """The conversation, if the viewer takes part in it; raises otherwise."""
    found = await conversation(info, id)
    if found is None:
        raise live.unseen("conversation")
    return found
