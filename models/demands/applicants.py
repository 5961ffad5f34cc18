"""Applicants: parties that applied to a demand, and the versions of their bids."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party, members_to_tell
from models.accounts.viewer import Viewer
from models.database import key_in_database, placeholders, rows
from models.demands.demand import Demand, DemandState, locked_with
from models.errors import Refused
from models.ids import new_id
from models.money import Money
from models.sides import Side, Sides, sides
from models.states import Guard, Machine, Move


class BidState(StrEnum):
    """The state of an application; one in NEEDS_CONFIRMATION has a newer draft or an amended demand, and cannot win."""

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


S, A = BidState, BidAction
LIVE = frozenset({S.DRAFT, S.SUBMITTED, S.NEEDS_CONFIRMATION})
COUNTED = frozenset({S.SUBMITTED, S.NEEDS_CONFIRMATION})


class Applicant(Model):
    """A party's application to a demand. The versions of its bid are numbered from 1."""

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
    # The demand and the party while the application is active, then null: each party has one active application (EB-7).
    live_key = fields.CharField(max_length=80, null=True, unique=True)

    class Meta:
        table = "applicant"
        indexes = (Index(fields=("demand_id", "id")), Index(fields=("party_id", "id")))


class Bid(Model):
    """A version of an application's bid. A submitted version never changes."""

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


async def latest_applications(demands: Collection[UUID], parties: Collection[UUID]) -> dict[UUID, list[Applicant]]:
    """The latest application of each of the parties to each demand, by demand; the latest first."""
    found: dict[UUID, list[Applicant]] = {demand: [] for demand in demands}
    if not demands or not parties:
        return found
    latest = await rows(
        "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY demand_id, party_id ORDER BY id DESC) AS place "
        f"FROM applicant WHERE party_id IN ({placeholders(parties)}) AND demand_id IN ({placeholders(demands)})) "
        "AS numbered WHERE place = 1",
        *map(key_in_database, [*parties, *demands]),
    )
    for applicant in await Applicant.filter(id__in=[row["id"] for row in latest]).order_by("-id"):
        found[applicant.demand_id].append(applicant)
    return found


async def applicants_to_tell(demand: Demand, parties: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Who hears of their application to the demand, by party: its members but those who belong to the awarder too.

    These must not learn by it that the party applied, nor act for it (EB-9).
    """
    found = await members_to_tell([demand.awarder_id, *parties])
    ours = set(found.pop(demand.awarder_id))
    return {party: [user for user in users if user not in ours] for party, users in found.items()}


def live_key(demand: UUID, party: UUID) -> str:
    return f"{demand}:{party}"


@dataclass(slots=True)
class BidCase:
    """An application with its demand."""

    applicant: Applicant
    demand: Demand

    @property
    def state(self) -> BidState:
        return self.applicant.state

    @property
    def version(self) -> int:
        return self.applicant.version

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to this application."""
        awarder, manager = self.demand.awarder_id, self.demand.resource_manager_id
        return sides(viewer, awarder=awarder, other=self.applicant.party_id, manager=manager)


async def bid_held(applicant: UUID) -> BidCase:
    """The application with its demand, both locked until the commit; the demand's row is locked first."""
    demand = await locked_with(Applicant, applicant)
    return BidCase(await Applicant.select_for_update().get(id=applicant), demand)


def _while(*states: DemandState) -> tuple[Guard[BidCase], ...]:
    def guard(case: BidCase, _: Sides) -> Refused | None:
        if case.demand.state in states:
            return None
        return Refused(
            "WRONG_STATE", "The demand is {state}: its bids cannot change now.", state=case.demand.state.value
        )

    return (guard,)


_OPEN = _while(DemandState.OPEN)
_UNDECIDED = _while(DemandState.OPEN, DemandState.SELECTING, DemandState.SUSPENDED)
_TEAM = frozenset({Side.OTHER})
_LEAD = frozenset({Side.OTHER_LEAD})
_STAFF = frozenset({Side.MANAGER, Side.ADMINISTRATOR})

MACHINE: Machine[BidState, BidAction, BidCase] = Machine(
    "bid",
    [
        Move(A.EDIT, frozenset({S.DRAFT}), None, _TEAM, _OPEN),
        Move(A.EDIT, frozenset({S.SUBMITTED, S.NEEDS_CONFIRMATION}), S.NEEDS_CONFIRMATION, _LEAD, _OPEN),
        Move(A.SUBMIT, frozenset({S.DRAFT, S.NEEDS_CONFIRMATION}), S.SUBMITTED, _LEAD, _OPEN),
        Move(A.WITHDRAW, LIVE, S.WITHDRAWN, _LEAD, _UNDECIDED),
        Move(A.INVALIDATE, frozenset(S) - {S.INVALIDATED}, S.INVALIDATED, _STAFF, _UNDECIDED),
    ],
    hold=bid_held,
)
