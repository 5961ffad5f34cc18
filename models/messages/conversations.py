"""Conversations: where the two sides of an application, of a contract, or of a dispute about one, talk (CM-1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party
from models.accounts.users import StaffRole, User
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, record, stamp
from models.clock import now
from models.contracts.contract import Contract
from models.contracts.duties import are_over
from models.database import key_in_database, rows
from models.database.fetching import by_column, by_key, with_relation
from models.database.reading import Columns
from models.demands.applicants import Applicant
from models.demands.demand import Demand
from models.disputes.dispute import Dispute
from models.disputes.facts import DisputeOpened
from models.errors import Refused, not_allowed
from models.ids import NOBODY, new_id
from models.locks import Lock
from models.messages.events import ConversationOpened, TypingShown
from models.messages.topics import OVER, SUBJECT, Subject, Topic, topic_in, topics_of
from models.places import WithHead, head_of
from models.sides import Side, Sides, sides
from models.states import Machine, Move


class ConversationKind(StrEnum):
    """What a conversation is about."""

    APPLICATION = "APPLICATION"
    CONTRACT = "CONTRACT"
    DISPUTE = "DISPUTE"


class ConversationState(StrEnum):
    """Whether messages can still be sent: a conversation closes when its topic is over."""

    OPEN = "OPEN"
    CLOSED = "CLOSED"


class ConversationAction(StrEnum):
    """What somebody may do in a conversation."""

    SEND = "SEND"
    INVITE = "INVITE"


TYPING_LASTS = timedelta(seconds=6)


class Conversation(Model):
    """The conversation of both sides of an application, a contract or a dispute. Its messages are numbered from 1."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    kind = fields.CharEnumField(ConversationKind, max_length=12)
    # The demand, and the application; null if the conversation is about something else.
    demand: fields.ForeignKeyNullableRelation[Demand] = fields.ForeignKeyField(
        "models.Demand", related_name="conversations", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    demand_id: UUID | None
    applicant: fields.OneToOneNullableRelation[Applicant] = fields.OneToOneField(
        "models.Applicant", related_name="conversation", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    applicant_id: UUID | None
    # The contract, if the conversation is about one; that of its application is another one.
    contract: fields.OneToOneNullableRelation[Contract] = fields.OneToOneField(
        "models.Contract", related_name="conversation", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    contract_id: UUID | None
    # The dispute, if the conversation is about one; the mediator who has claimed it takes part.
    dispute: fields.OneToOneNullableRelation[Dispute] = fields.OneToOneField(
        "models.Dispute", related_name="conversation", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    dispute_id: UUID | None
    awarder: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="awarder_conversations", on_delete=fields.OnDelete.RESTRICT
    )
    awarder_id: UUID
    receiver: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="receiver_conversations", on_delete=fields.OnDelete.RESTRICT
    )
    receiver_id: UUID
    opened_by_id = fields.UUIDField()
    opened_at = fields.DatetimeField()
    last_seq = fields.IntField(default=0)
    last_message_id = fields.UUIDField(null=True)
    last_at = fields.DatetimeField()
    # Rises whenever a guest is invited or removed, so that live subscriptions know when to check permissions again.
    guest_roster = fields.IntField(default=0)

    head_seq: int | None
    head_epoch: str | None

    class Meta:
        table = "conversation"
        manager = WithHead("conversation", "conversation")
        indexes = (
            Index(fields=("awarder_id", "last_at", "id")),
            Index(fields=("receiver_id", "last_at", "id")),
        )

    @property
    def stream(self) -> str:
        return stream_of(self.id)


class ConversationGuest(Model):
    """A member of the platform's staff who was invited to a conversation."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    conversation: fields.ForeignKeyRelation[Conversation] = fields.ForeignKeyField(
        "models.Conversation", related_name="guests", on_delete=fields.OnDelete.RESTRICT
    )
    conversation_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="guest_places", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    invited_by_id = fields.UUIDField()
    invited_at = fields.DatetimeField()

    class Meta:
        table = "conversation_guest"
        unique_together = (("conversation", "user"),)
        indexes = (Index(fields=("user_id",)),)


def stream_of(conversation: UUID) -> str:
    """The name of the conversation's stream, which all its participants follow."""
    return f"conversation:{conversation}"


def book_of(conversation: UUID) -> str:
    """The name of the conversation's journal: who was invited and removed."""
    return f"conversation:{conversation}"


@dataclass(slots=True)
class ConversationCase:
    """A conversation with its topic and the staff who were invited."""

    conversation: Conversation
    topic: Topic
    guests: frozenset[UUID]
    # The members of both parties, where the conversation is locked.
    members: Sequence[UUID] = ()
    version: int = 0

    @property
    def state(self) -> ConversationState:
        return ConversationState.CLOSED if self.topic.is_over else ConversationState.OPEN

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to the conversation."""
        awarder, other = self.conversation.awarder_id, self.conversation.receiver_id
        held = sides(viewer, awarder=awarder, other=other, manager=self.topic.manager)
        if viewer is None or Side.AWARDER in held or Side.OTHER in held:
            return held
        is_mediator = viewer.user.id == self.topic.mediator and StaffRole.MEDIATOR in viewer.staff
        is_invited = Side.MANAGER in held and viewer.user.id in self.guests
        return held | {Side.INVITED} if is_invited or is_mediator else held

    @property
    def people(self) -> list[UUID]:
        """All participants: both teams, the guest who is still the manager, and the mediator of a dispute."""
        guests = [each for each in (self.topic.manager,) if each in self.guests] + [self.topic.mediator]
        return list(dict.fromkeys([*self.members, *(each for each in guests if each)]))


TAKING_PART = frozenset({Side.AWARDER, Side.OTHER, Side.INVITED})


async def cases_of(conversations: Sequence[Conversation]) -> list[ConversationCase]:
    """The case of each conversation, in a few statements for all of them."""
    topics = await topics_of(subjects_of(conversations))
    guests: dict[UUID, set[UUID]] = {each.id: set() for each in conversations}
    for guest in await by_column(ConversationGuest, "conversation_id", guests):
        guests[guest.conversation_id].add(guest.user_id)
    return [
        ConversationCase(each, topic, frozenset(guests[each.id]))
        for each, topic in zip(conversations, topics, strict=True)
    ]


def subjects_of(conversations: Sequence[Conversation]) -> list[Subject]:
    return [(each.demand_id, each.contract_id, each.dispute_id) for each in conversations]


async def case_of(conversation: Conversation) -> ConversationCase:
    return (await cases_of([conversation]))[0]


_CONVERSATION = Columns(Conversation, "v")
_WITH_SUBJECT = (
    "conversation v LEFT JOIN demand d ON d.id = v.demand_id LEFT JOIN dispute p ON p.id = v.dispute_id "
    "LEFT JOIN contract c ON c.id = COALESCE(v.contract_id, p.contract_id) WHERE v.id = ?"
)
# The conversation is locked first: otherwise everyone waiting for it would share the lock on the demand, and nobody
# could end the demand. The contract is looked for behind its demand, and the dispute behind its contract, so that each
# is locked after the other, as everywhere.
_LOCK = Lock(
    _WITH_SUBJECT,
    _CONVERSATION,
    further=SUBJECT,
    locking="(SELECT * FROM conversation WHERE id = ? FOR NO KEY UPDATE) AS v LEFT JOIN LATERAL "
    "(SELECT id, title, state, resource_manager_id FROM demand WHERE id = v.demand_id FOR SHARE) AS d ON TRUE "
    "LEFT JOIN LATERAL (SELECT id, number, state, ended_at, warranty_months FROM contract "
    "WHERE demand_id = d.id AND id = COALESCE(v.contract_id, "
    "(SELECT contract_id FROM dispute WHERE id = v.dispute_id)) FOR SHARE) AS c ON TRUE "
    "LEFT JOIN LATERAL (SELECT id, state FROM dispute WHERE id = v.dispute_id AND contract_id = c.id FOR SHARE) "
    "AS p ON TRUE",
)
_PEOPLE = (
    "SELECT user_id, joined_at AS since, FALSE AS is_guest FROM membership WHERE party_id IN (?, ?) UNION ALL "
    "SELECT user_id, invited_at, TRUE FROM conversation_guest WHERE conversation_id = ? ORDER BY since"
)


_HEAD = ", ".join(f"{column} AS {name}" for name, column in head_of("conversation", "v").items())
_WITH_GUEST = (
    f"SELECT {{}}, {SUBJECT}, EXISTS (SELECT 1 FROM conversation_guest g "
    f"WHERE g.user_id = ? AND g.conversation_id = v.id) AS is_guest FROM {_WITH_SUBJECT}"
)


async def case_with_guest(key: UUID, user: UUID) -> ConversationCase | None:
    """The conversation, read by one statement, of whose guests only this user is known; None if there is none."""
    statement = _WITH_GUEST.format(f"{_CONVERSATION.listed}, {_HEAD}")
    found = await rows(statement, key_in_database(user), key_in_database(key))
    if not found:
        return None
    (row,) = found
    conversation = _CONVERSATION.in_row(row)
    conversation.head_seq, conversation.head_epoch = row["head_seq"], row["head_epoch"]
    return ConversationCase(conversation, topic_in(row), frozenset({user} if row["is_guest"] else ()))


async def conversation_held(key: UUID, by: Viewer) -> tuple[ConversationCase, Viewer]:
    """Locks the conversation's row until the commit, and what it is about against changes; then rereads the clock.

    Every verb that writes into a conversation starts here.
    """
    row, by = await _LOCK.hold(key, by)
    found = _CONVERSATION.in_row(row)
    stamp()
    people: dict[bool, list[UUID]] = {False: [], True: []}
    for each in await rows(_PEOPLE, *map(key_in_database, (found.awarder_id, found.receiver_id, found.id))):
        people[bool(each["is_guest"])].append(UUID(str(each["user_id"])))
    return ConversationCase(found, topic_in(row), frozenset(people[True]), people[False]), by


def _takes_guests(case: ConversationCase, _: Sides) -> Refused | None:
    if case.conversation.kind is ConversationKind.DISPUTE:
        return Refused("WRONG_STATE", "Only a mediator takes part in a dispute, and nobody else of the staff.")
    return None


_OPEN = frozenset({ConversationState.OPEN})

MACHINE: Machine[ConversationState, ConversationAction, ConversationCase] = Machine(
    "conversation",
    [
        Move(ConversationAction.SEND, _OPEN, None, TAKING_PART),
        Move(ConversationAction.INVITE, _OPEN, None, frozenset({Side.AWARDER_LEAD}), (_takes_guests,)),
    ],
    hold=conversation_held,
)


async def open_conversation(applicant: Applicant, *, by: Viewer) -> Conversation:
    """Opens the conversation of an application, or returns it if it exists.

    Either side can open it once the bid was submitted; with sealed bidding, once the bids were opened (CM-2).
    """
    async with change():
        # Locks the demand's row, so that two concurrent calls create only one.
        demand = await Demand.select_for_update().get(id=applicant.demand_id)
        by = await as_of_now(by)
        applicant = await Applicant.get(id=applicant.id)
        if not (by.acts_for(demand.awarder_id) or by.acts_for(applicant.party_id)):
            raise not_allowed("Only the two sides of an application can open its conversation.")
        if demand.is_sealed:
            raise Refused("SEALED", "The bids are still sealed: ask a question on the demand instead.")
        former = await Conversation.get_or_none(applicant_id=applicant.id)
        if former is not None:
            return former
        if applicant.submitted_number is None:
            raise Refused("WRONG_STATE", "The bid is still a draft: its conversation opens once it is submitted.")
        if demand.state in OVER:
            raise _over("demand", demand.state.value)
        kind = ConversationKind.APPLICATION
        made = Conversation(kind=kind, applicant_id=applicant.id, receiver_id=applicant.party_id)
        await _open(made, demand.id, demand.awarder_id, by=by.user.id)
    return await Conversation.get(id=made.id)


async def open_conversation_of_contract(contract: Contract, *, by: Viewer) -> Conversation:
    """Opens the conversation of a contract, or returns it if it exists; either side can, until no duty of it is left.

    That of its application goes on beside it.
    """
    async with change():
        # Whatever becomes of a contract, its demand's row is locked before.
        demand = await Demand.select_for_update().get(id=contract.demand_id)
        by = await as_of_now(by)
        contract = await Contract.get(id=contract.id)
        if not (by.acts_for(contract.awarder_id) or by.acts_for(contract.receiver_id)):
            raise not_allowed("Only the two sides of a contract can open its conversation.")
        former = await Conversation.get_or_none(contract_id=contract.id)
        if former is not None:
            return former
        if are_over(contract):
            raise _over("contract", contract.state.value)
        made = Conversation(kind=ConversationKind.CONTRACT, contract_id=contract.id, receiver_id=contract.receiver_id)
        await _open(made, demand.id, demand.awarder_id, by=by.user.id)
    return await Conversation.get(id=made.id)


async def open_conversation_of_dispute(opened: DisputeOpened) -> None:
    """A dispute has a conversation of its own from the beginning (CM-1)."""
    contract, dispute = opened.contract, opened.dispute
    made = Conversation(kind=ConversationKind.DISPUTE, dispute_id=dispute.id, receiver_id=contract.receiver_id)
    await _open(made, contract.demand_id, contract.awarder_id, by=opened.by)


def _over(what: str, state: str) -> Refused:
    return Refused("WRONG_STATE", "The {what} is {state}: no new conversations can be opened.", what=what, state=state)


async def _open(made: Conversation, demand: UUID, awarder: UUID, *, by: UUID | None) -> None:
    """Stores a new conversation about something of the demand, whose row is locked."""
    made.demand_id, made.awarder_id = demand, awarder
    made.opened_by_id, made.opened_at = by or NOBODY, stamp()
    made.last_at = made.opened_at
    await made.save()
    record(made.stream, ConversationOpened(made.id), by=by)


async def is_disputed(conversation: Conversation) -> bool:
    """Whether there is an open dispute about the contract of a conversation, or of its application (CM-6).

    Nobody opens or ends one while the conversation is held: that locks the demand, too.
    """
    if conversation.dispute_id is not None:
        return True
    found = Dispute.filter(live_key__not_isnull=True)
    if conversation.contract_id is not None:
        return await found.filter(contract_id=conversation.contract_id).exists()
    if conversation.applicant_id is None:
        return False
    return await found.filter(contract__applicant_id=conversation.applicant_id).exists()


async def show_typing(conversation: Conversation, *, by: Viewer) -> TypingShown:
    """The event that the viewer is typing, with its expiry; it is never stored."""
    MACHINE.check(ConversationAction.SEND, await case_of(conversation), by)
    return TypingShown(by.user.id, now() + TYPING_LASTS)


def side_of(conversation: Conversation, viewer: Viewer) -> UUID | None:
    """The party that the viewer speaks for; None for a guest."""
    return next(
        (party for party in (conversation.awarder_id, conversation.receiver_id) if viewer.acts_for(party)), None
    )


async def guests_of(conversations: Sequence[Conversation]) -> dict[UUID, list[User]]:
    """The guests of each conversation in order of invitation, or the mediator of its dispute.

    A guest who is no longer the manager does not count.
    """
    found: dict[UUID, list[User]] = {each.id: [] for each in conversations}
    invited = await by_column(ConversationGuest, "conversation_id", found, sorting="invited_at")
    guests = await with_relation(invited, "user")
    if not guests and all(each.dispute_id is None for each in conversations):
        return found
    topics = dict(zip(found, await topics_of(subjects_of(conversations)), strict=True))
    for guest in guests:
        if topics[guest.conversation_id].manager == guest.user_id:
            found[guest.conversation_id].append(guest.user)
    mediators = await by_key(User, {topic.mediator for topic in topics.values() if topic.mediator})
    for key, topic in topics.items():
        if topic.mediator:
            found[key].append(mediators[topic.mediator])
    return found
