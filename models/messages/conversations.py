"""Conversations: the one place where an awarder's team and an applicant's team talk (CM-1)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.expressions import RawSQL
from tortoise.indexes import Index
from tortoise.manager import Manager
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.accounts.parties import Membership, Party, Viewer
from models.accounts.users import User
from models.changes import change, record, stamp
from models.clock import now
from models.demands.applicants import Applicant
from models.demands.applicants import parts_in as applicant_parts
from models.demands.demand import Demand, DemandState, held
from models.demands.demand import parts_in as demand_parts
from models.errors import Refused, not_allowed
from models.ids import new_id
from models.states import Part


class ConversationKind(StrEnum):
    """What a conversation is about."""

    APPLICATION = "APPLICATION"
    CONTRACT = "CONTRACT"


class ConversationAction(StrEnum):
    """What somebody may do in a conversation."""

    SEND = "SEND"
    INVITE = "INVITE"


TYPING_LASTS = timedelta(seconds=6)
FINAL = frozenset({DemandState.COMPLETED, DemandState.FAILED, DemandState.CANCELLED})


class WithHead(Manager):
    """Reads each conversation with the end of its stream in one statement, so that no event falls between them."""

    def get_queryset(self) -> QuerySet[Any]:
        head = 'FROM stream_head h WHERE h.stream = \'conversation:\' || CAST("conversation"."id" AS TEXT)'
        return (
            super()
            .get_queryset()
            .annotate(head_seq=RawSQL(f"(SELECT h.last {head})"), head_epoch=RawSQL(f"(SELECT h.epoch {head})"))
        )


class Conversation(Model):
    """What two parties say to each other about one application, their messages are numbered from 1."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    kind = fields.CharEnumField(ConversationKind, max_length=12)
    # An application and its demand: always there but where the conversation is about something else.
    demand: fields.ForeignKeyNullableRelation[Demand] = fields.ForeignKeyField(
        "models.Demand", related_name="conversations", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    demand_id: UUID
    applicant: fields.OneToOneNullableRelation[Applicant] = fields.OneToOneField(
        "models.Applicant", related_name="conversation", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    applicant_id: UUID
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
    # Rises whenever somebody is invited or removed: whoever knows it knows whether to ask again who the guests are.
    guest_roster = fields.IntField(default=0)

    head_seq: int | None
    head_epoch: str | None

    class Meta:
        table = "conversation"
        manager = WithHead()
        indexes = (
            Index(fields=("awarder_id", "last_at", "id")),
            Index(fields=("receiver_id", "last_at", "id")),
        )

    @property
    def stream(self) -> str:
        return stream_of(self.id)


class ConversationGuest(Model):
    """One of the platform's staff who was invited into a conversation."""

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
    """The stream that everyone in the conversation follows."""
    return f"conversation:{conversation}"


def book_of(conversation: UUID) -> str:
    """The journal of who was let in and out."""
    return f"conversation:{conversation}"


async def open_conversation(applicant: Applicant, *, by: Viewer) -> Conversation:
    """The one conversation of an application: opened with the first call, the same for every later one.

    Either side opens it, once the bid was submitted; of sealed bidding, once the bids were opened (CM-2).
    """
    async with change():
        # Holds the demand's row, so that two who open at once make one.
        demand = await Demand.select_for_update().get(id=applicant.demand_id)
        applicant = await Applicant.get(id=applicant.id)
        if not (by.acts_for(demand.awarder_id) or by.acts_for(applicant.party_id)):
            raise not_allowed("The two sides of an application open its conversation.")
        if demand.is_sealed:
            raise Refused("SEALED", "Until the sealed bids are opened, ask your question on the demand.")
        former = await Conversation.get_or_none(applicant_id=applicant.id)
        if former is not None:
            return former
        if applicant.submitted_number is None:
            raise Refused("WRONG_STATE", "The bid is a draft: there is somebody to talk to once it was submitted.")
        check_writable(demand)
        at = stamp()
        made = await Conversation.create(
            kind=ConversationKind.APPLICATION,
            demand_id=demand.id,
            applicant_id=applicant.id,
            awarder_id=demand.awarder_id,
            receiver_id=applicant.party_id,
            opened_by_id=by.user.id,
            opened_at=at,
            last_at=at,
        )
        record(made.stream, "conversation.opened", by=by.user.id, conversation=str(made.id))
    return await Conversation.get(id=made.id)


async def locked(conversation: Conversation) -> tuple[Conversation, Demand]:
    """The conversation with its row locked until the commit, and its demand, which stays as it is until then.

    Every verb that writes into a conversation begins here; the clock is read after that.
    """
    found = await Conversation.select_for_update().get(id=conversation.id)
    # After the conversation: else all who wait for it would hold the demand together, and nobody could end it.
    demand = await held(conversation.demand_id)
    stamp()
    return found, demand


def check_writable(demand: Demand) -> None:
    """Refuses once the demand has come to its end; what was said stays readable for ever."""
    if demand.state in FINAL:
        raise Refused("WRONG_STATE", f"The demand is {demand.state}: its conversations are only read.")


async def show_typing(conversation: Conversation) -> datetime:
    """Until when somebody counts as typing who says so now; it fades by itself, and nobody keeps it."""
    check_writable(await Demand.get(id=conversation.demand_id))
    return now() + TYPING_LASTS


def parts_in(conversation: Conversation, demand: Demand, viewer: Viewer | None) -> set[Part]:
    """What the viewer is to the two sides."""
    side = Applicant(demand_id=demand.id, party_id=conversation.receiver_id)
    return demand_parts(demand, viewer) | applicant_parts(side, demand, viewer)


def side_of(conversation: Conversation, viewer: Viewer) -> UUID | None:
    """The party that the viewer speaks for; a guest speaks for none."""
    return next(
        (party for party in (conversation.awarder_id, conversation.receiver_id) if viewer.acts_for(party)), None
    )


def actions_of(conversation: Conversation, demand: Demand, viewer: Viewer | None) -> list[ConversationAction]:
    """What somebody who takes part may do next."""
    if viewer is None or demand.state in FINAL:
        return []
    leads = viewer.leads(conversation.awarder_id)
    return [ConversationAction.SEND, *([ConversationAction.INVITE] if leads else [])]


async def guests_of(conversations: Sequence[UUID]) -> dict[UUID, list[User]]:
    """The guests of each, in the order of their coming; whoever no longer looks after the demand is none."""
    found: dict[UUID, list[User]] = {conversation: [] for conversation in conversations}
    invited = ConversationGuest.filter(conversation_id__in=list(conversations)).order_by("invited_at")
    guests = await invited.select_related("user")
    if guests:
        places = Conversation.filter(id__in={guest.conversation_id for guest in guests})
        managers = dict(await places.values_list("id", "demand__resource_manager_id"))
        for guest in guests:
            if managers[guest.conversation_id] == guest.user_id:
                found[guest.conversation_id].append(guest.user)
    return found


async def people_in(conversation: Conversation) -> list[UUID]:
    """Everyone who takes part: both teams, and the guests."""
    parties = (conversation.awarder_id, conversation.receiver_id)
    found = {member.user_id: None for member in await Membership.filter(party_id__in=parties).order_by("joined_at")}
    guests = (await guests_of([conversation.id]))[conversation.id]
    return list(found | dict.fromkeys(guest.id for guest in guests))
