"""Messages: conversations with what is said in them, who has read how far, and what moves there live."""

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

import strawberry
from graphql import GraphQLError
from strawberry import ID

from models.accounts.parties import Membership, Party, Viewer
from models.accounts.users import User
from models.database import key_in_database, rows
from models.demands.applicants import Applicant
from models.demands.demand import Demand
from models.errors import not_found
from models.files.file import File
from models.ids import key_of
from models.messages import conversations, guests, inbox, message, reading, sending
from models.messages.conversations import Conversation, ConversationAction
from models.messages.message import Message, MessageVersion
from models.pages import Page
from realtime.cursors import Cursor
from realtime.groups import Feed
from resolvers import access, live
from resolvers.bids import demands_of
from resolvers.context import Info, viewer_in
from resolvers.files.uploads import keys_in
from resolvers.finding import find
from resolvers.live import telling
from resolvers.participating import takes_part

TYPING = "typing.shown"
SHOWN = frozenset(
    {"message.sent", "message.edited", "message.deleted", "read.moved", "guest.invited", "guest.removed", TYPING}
)


class Participant:
    """Somebody who takes part in a conversation, for a party or as a guest."""

    def __init__(self, user: User, party: Party | None) -> None:
        self.user = user
        self.party = party


async def conversation(info: Info, id: ID) -> Conversation | None:
    key = key_of("Conversation", id)
    found = await Conversation.get_or_none(id=key) if key else None
    return found if found and await takes_part(info.context.viewer, found) else None


async def conversations_of_viewer(
    info: Info, party_id: ID | None = None, first: int | None = None, after: str | None = None
) -> Page[Conversation]:
    return await inbox.conversations_of(viewer_in(info), _party_in(party_id), first=first, after=after)


async def search_messages(
    info: Info, text: str, party_id: ID | None = None, first: int | None = None, after: str | None = None
) -> Page[Message]:
    return await inbox.find_messages(viewer_in(info), text, _party_in(party_id), first=first, after=after)


def _party_in(text: ID | None) -> UUID | None:
    # What is no party of theirs has nothing in it, whatever it is.
    return None if text is None else key_of("Party", text) or UUID(int=0)


async def open_conversation(info: Info, applicant_id: ID) -> Conversation:
    by = viewer_in(info)
    applicant = await find(Applicant, applicant_id, by)
    return await conversations.open_conversation(applicant, by=by)


async def invite_to_conversation(info: Info, conversation_id: ID, user_id: ID) -> Conversation:
    by = viewer_in(info)
    found = await find(Conversation, conversation_id, by)
    return await guests.invite_guest(found, key_of("User", user_id) or UUID(int=0), by=by)


async def remove_from_conversation(info: Info, conversation_id: ID, user_id: ID) -> Conversation:
    by = viewer_in(info)
    found = await find(Conversation, conversation_id, by)
    return await guests.remove_guest(found, key_of("User", user_id) or UUID(int=0), by=by)


async def send_message(
    info: Info,
    conversation_id: ID,
    client_message_id: ID,
    body: str,
    reply_to_id: ID | None = None,
    attachment_ids: list[ID] | None = None,
) -> Message:
    by = viewer_in(info)
    found = await find(Conversation, conversation_id, by)
    reply_to = await find(Message, reply_to_id, by) if reply_to_id is not None else None
    return await sending.send_message(
        found,
        client_message_id=client_message_id,
        body=body,
        reply_to=reply_to,
        attachments=keys_in(attachment_ids or []),
        by=by,
    )


async def edit_message(info: Info, message_id: ID, body: str, expected_version: int | None = None) -> Message:
    by = viewer_in(info)
    found = await find(Message, message_id, by)
    return await sending.edit_message(found, body=body, expected_version=expected_version, by=by)


async def delete_message(info: Info, message_id: ID, expected_version: int | None = None) -> Message:
    by = viewer_in(info)
    found = await find(Message, message_id, by)
    return await sending.delete_message(found, expected_version=expected_version, by=by)


async def mark_read(info: Info, conversation_id: ID, through: int) -> Conversation:
    by = viewer_in(info)
    found = await find(Conversation, conversation_id, by)
    return await reading.mark_read(found, through=through, by=by)


async def show_typing(info: Info, conversation_id: ID) -> Conversation:
    by = viewer_in(info)
    found = await find(Conversation, conversation_id, by)
    until = await conversations.show_typing(found)
    user = str(by.user.id)
    info.context.teller.aside(found.stream, TYPING, by=by.user.id, user=user, until=until.isoformat())
    return found


def cursor_of(root: strawberry.Parent[Conversation]) -> str:
    return str(Cursor(root.stream, root.head_epoch or "", root.head_seq or 0))


async def participants_of(things: Sequence[Conversation], *, viewer: Viewer | None) -> list[list[Participant]]:  # noqa: ARG001 - seen with the conversation
    members: dict[UUID, list[Participant]] = {}
    parties = {party for each in things for party in (each.awarder_id, each.receiver_id)}
    for each in await Membership.filter(party_id__in=parties).select_related("user", "party").order_by("joined_at"):
        members.setdefault(each.party_id, []).append(Participant(each.user, each.party))
    invited = await conversations.guests_of([each.id for each in things])
    return [
        [
            *members.get(each.awarder_id, []),
            *members.get(each.receiver_id, []),
            *(Participant(guest, None) for guest in invited[each.id]),
        ]
        for each in things
    ]


async def last_messages_of(things: Sequence[Conversation], *, viewer: Viewer | None) -> list[Message | None]:  # noqa: ARG001 - seen with the conversation
    found = await Message.in_bulk({each.last_message_id for each in things if each.last_message_id}, "id")
    return [found.get(each.last_message_id) if each.last_message_id else None for each in things]


async def unread_of(things: Sequence[Conversation], *, viewer: Viewer | None) -> list[int]:
    if viewer is None:
        return [0 for _ in things]
    found = await reading.unread_counts([each.id for each in things], viewer.user.id)
    return [found[each.id] for each in things]


async def marks_of(things: Sequence[Conversation], *, viewer: Viewer | None) -> list[int]:
    if viewer is None:
        return [0 for _ in things]
    found = await reading.marks_of([each.id for each in things], viewer.user.id)
    return [found[each.id] for each in things]


async def actions_of_conversations(
    things: Sequence[Conversation], *, viewer: Viewer | None
) -> list[list[ConversationAction]]:
    demands = await demands_of(things, viewer=viewer)
    return [conversations.actions_of(each, demand, viewer) for each, demand in zip(things, demands, strict=True)]


async def messages_of(
    things: Sequence[Conversation],
    *,
    viewer: Viewer | None,  # noqa: ARG001 - seen with the conversation
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
) -> list[Page[Message]]:
    return await message.pages_of(things, first=first, after=after, last=last, before=before)


async def senders_of(things: Sequence[Message], *, viewer: Viewer | None) -> list[User]:  # noqa: ARG001 - seen with the message
    found = await User.in_bulk({each.sender_id for each in things}, "id")
    return [found[each.sender_id] for each in things]


async def sides_of(things: Sequence[Message], *, viewer: Viewer | None) -> list[Party | None]:  # noqa: ARG001 - seen with the message
    found = await Party.in_bulk({each.party_id for each in things if each.party_id}, "id")
    return [found.get(each.party_id) if each.party_id else None for each in things]


async def replied_to(things: Sequence[Message], *, viewer: Viewer | None) -> list[Message | None]:  # noqa: ARG001 - of the same conversation
    found = await Message.in_bulk({each.reply_to_id for each in things if each.reply_to_id}, "id")
    return [found.get(each.reply_to_id) if each.reply_to_id else None for each in things]


async def files_of(things: Sequence[Message], *, viewer: Viewer | None) -> list[list[File]]:  # noqa: ARG001 - seen with the message
    found = await message.files_of_messages([each.id for each in things])
    return [found[each.id] for each in things]


async def histories_of(things: Sequence[Message], *, viewer: Viewer | None) -> list[list[MessageVersion]]:
    found = await message.versions_of([each.id for each in things if access.may_see_history(viewer, each)])
    return [found.get(each.id, []) for each in things]


async def conversations_of_messages(things: Sequence[Message], *, viewer: Viewer | None) -> list[Conversation]:  # noqa: ARG001 - seen with the message
    found = {each.id: each for each in await Conversation.filter(id__in={each.conversation_id for each in things})}
    return [found[each.conversation_id] for each in things]


async def feed(info: Info, id: ID, after: str | None) -> Feed:
    """Everything that moves in a conversation, in one order, for as long as the viewer takes part."""
    watched = await _watched(info, id)
    demand = await Demand.get(id=watched.demand_id)
    parts = frozenset(conversations.parts_in(watched, demand, info.context.viewer))

    async def admits(follower: Viewer | None) -> bool:
        viewer = await info.context.present(follower)
        if viewer is None:
            return False
        present = await info.context.gathering.row(Demand, watched.demand_id)
        # Another part sees other things: who got one follows anew.
        is_same = present is not None and conversations.parts_in(watched, present, viewer) == parts
        return is_same and await takes_part(viewer, watched, present)

    return Feed(
        watched.stream,
        after,
        scope=parts,
        settles_roles=True,
        tell=telling(SHOWN),
        for_all=lambda event: event.kind != TYPING,
        # One knows oneself that one is typing.
        hears=lambda event, viewer: event.kind != TYPING or viewer is None or viewer.user.id != event.actor_id,
        place=watched.id,
        marks=info.context.gathering.joined(_marks_of),
        admits=admits,
    )


async def presence(info: Info, id: ID) -> AsyncIterator[list[User]]:
    """Who is at the conversation; whoever follows it is there."""
    watched = await _watched(info, id)

    async def still() -> None:
        await _watched(info, id)

    async for people in live.present(info, watched.stream, still):
        yield people


async def _watched(info: Info, id: ID) -> Conversation:
    """The conversation, for somebody who takes part in it."""
    found = await conversation(info, id)
    if found is None:
        refusal = not_found("conversation")
        raise GraphQLError(refusal.message, extensions={"code": refusal.code})
    return found


async def _marks_of(keys: Sequence[UUID]) -> list[tuple[object, ...]]:
    """What changes whenever somebody may have lost their place in a conversation."""
    places = ", ".join("?" for _ in keys)
    found = await rows(
        "SELECT c.id AS id, a.roster AS awarder, r.roster AS receiver, c.guest_roster AS guests, "
        "d.resource_manager_id AS manager FROM conversation c JOIN party a ON a.id = c.awarder_id "
        f"JOIN party r ON r.id = c.receiver_id LEFT JOIN demand d ON d.id = c.demand_id WHERE c.id IN ({places})",
        *map(key_in_database, keys),
    )
    marks = {
        UUID(str(row["id"])): (row["awarder"], row["receiver"], row["guests"], str(row["manager"])) for row in found
    }
    return [marks[key] for key in keys]
