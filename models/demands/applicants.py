"""Applicants: parties that applied to a demand, and the versions of their bids."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party, Viewer
from models.demands.demand import Demand, DemandState
from models.demands.demand import parts_in as staff_parts
from models.ids import new_id
from models.money import Money
from models.states import Machine, Move, Part


class BidState(StrEnum):
    """Where an application stands; NEEDS_CONFIRMATION has a newer draft or an amended demand, and cannot win."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    NEEDS_CONFIRMATION = "NEEDS_CONFIRMATION"
    WITHDRAWN = "WITHDRAWN"
    LAPSED = "LAPSED"
    INVALIDATED = "INVALIDATED"


class BidAction(StrEnum):
    """What somebody may do with a bid."""

    EDIT = "EDIT"
    SUBMIT = "SUBMIT"
    WITHDRAW = "WITHDRAW"
    INVALIDATE = "INVALIDATE"


S, A, P = BidState, BidAction, Part
LIVE = frozenset({S.DRAFT, S.SUBMITTED, S.NEEDS_CONFIRMATION})
COUNTED = frozenset({S.SUBMITTED, S.NEEDS_CONFIRMATION})

MACHINE: Machine[BidState, BidAction] = Machine(
    "bid",
    [
        Move(A.EDIT, frozenset({S.DRAFT}), None, frozenset({P.APPLICANT_LEAD, P.APPLICANT_MEMBER})),
        Move(
            A.EDIT,
            frozenset({S.SUBMITTED, S.NEEDS_CONFIRMATION}),
            S.NEEDS_CONFIRMATION,
            frozenset({P.APPLICANT_LEAD}),
        ),
        Move(A.SUBMIT, frozenset({S.DRAFT, S.NEEDS_CONFIRMATION}), S.SUBMITTED, frozenset({P.APPLICANT_LEAD})),
        Move(A.WITHDRAW, LIVE, S.WITHDRAWN, frozenset({P.APPLICANT_LEAD})),
        Move(
            A.INVALIDATE,
            frozenset(S) - {S.INVALIDATED},
            S.INVALIDATED,
            frozenset({P.RESOURCE_MANAGER, P.ADMINISTRATOR}),
        ),
    ],
)
WHILE_DEMAND_IS = {
    A.EDIT: frozenset({DemandState.OPEN}),
    A.SUBMIT: frozenset({DemandState.OPEN}),
    A.WITHDRAW: frozenset({DemandState.OPEN, DemandState.SELECTING, DemandState.SUSPENDED}),
    A.INVALIDATE: frozenset({DemandState.OPEN, DemandState.SELECTING, DemandState.SUSPENDED}),
}


class Applicant(Model):
    """One application of one party to one demand, its bids are numbered from 1."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    demand: fields.ForeignKeyRelation[Demand] = fields.ForeignKeyField(
        "models.Demand", related_name="applicants", on_delete=fields.OnDelete.RESTRICT
    )
    demand_id: UUID
    party: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="applications", on_delete=fields.OnDelete.RESTRICT
    )
    party_id: UUID
    state = fields.CharEnumField(BidState, max_length=20)
    version = fields.IntField(default=1)
    latest_number = fields.IntField(default=0)
    submitted_number = fields.IntField(null=True)
    applied_at = fields.DatetimeField()
    arrived_at = fields.DatetimeField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)
    # Names demand and party while the application lives, and nothing afterwards: one live one a party (EB-7).
    live_key = fields.CharField(max_length=80, null=True, unique=True)

    class Meta:
        table = "applicant"
        indexes = (Index(fields=("demand_id", "id")), Index(fields=("party_id", "id")))


class Bid(Model):
    """One version of an application's bid, a submitted one never changes."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    applicant: fields.ForeignKeyRelation[Applicant] = fields.ForeignKeyField(
        "models.Applicant", related_name="bids", on_delete=fields.OnDelete.RESTRICT
    )
    applicant_id: UUID
    number = fields.IntField()
    price_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    duration_days = fields.IntField(null=True)
    proposal = fields.TextField()
    stages: list[dict[str, Any]] = fields.JSONField()
    created_at = fields.DatetimeField()
    submitted_at = fields.DatetimeField(null=True)

    class Meta:
        table = "bid"
        unique_together = (("applicant", "number"),)

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.currency)


def live_key(demand: UUID, party: UUID) -> str:
    return f"{demand}:{party}"


def parts_in(applicant: Applicant, demand: Demand, viewer: Viewer | None) -> set[Part]:
    """What the viewer is to this application."""
    if viewer is None:
        return set()
    parts: set[Part] = set()
    if viewer.leads(applicant.party_id):
        parts.add(P.APPLICANT_LEAD)
    elif viewer.acts_for(applicant.party_id):
        parts.add(P.APPLICANT_MEMBER)
    return parts | (staff_parts(demand, viewer) & {P.RESOURCE_MANAGER, P.ADMINISTRATOR})


def actions_of(applicant: Applicant, demand: Demand, viewer: Viewer | None) -> list[BidAction]:
    """What the viewer may do next; depends on both states and on their parts alone."""
    found = MACHINE.actions(applicant.state, parts_in(applicant, demand, viewer))
    return [action for action in found if demand.state in WHILE_DEMAND_IS[action]]
