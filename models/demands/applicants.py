"""Applicants: parties that applied to a demand, and the submitted versions of their bids."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Party, members_to_tell
from models.database import any_of, list_in_database
from models.database.fetching import by_column, by_columns
from models.demands.demand import Demand
from models.ids import new_id
from models.money import Money


class BidState(StrEnum):
    """The state of an application. In NEEDS_CONFIRMATION the demand was amended, and the bid cannot win (EB-6)."""

    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    NEEDS_CONFIRMATION = "NEEDS_CONFIRMATION"
    WITHDRAWN = "WITHDRAWN"
    LAPSED = "LAPSED"
    INVALIDATED = "INVALIDATED"
    NOT_SELECTED = "NOT_SELECTED"


S = BidState
LIVE = frozenset({S.DRAFT, S.SUBMITTED, S.NEEDS_CONFIRMATION})
COUNTED = frozenset({S.SUBMITTED, S.NEEDS_CONFIRMATION})


class Applicant(Model):
    """A party's application to a demand. The submitted versions of its bid are numbered from 1."""

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
    # How many of its versions are changes of a draft, which nobody but its own side may know of (EB-5).
    draft_versions = fields.IntField(default=0, db_default=0)
    submitted_number = fields.IntField(null=True)
    applied_at = fields.DatetimeField()
    arrived_at = fields.DatetimeField(null=True)
    withdrawn_at = fields.DatetimeField(null=True)
    # It ended while bids were sealed: nobody but its own side ever learns of it (EB-17).
    has_ended_sealed = fields.BooleanField(default=False, db_default=False)
    # The demand and the party while the application is active, then null: each party has one active application (EB-7).
    live_key = fields.CharField(max_length=80, null=True, unique=True)

    class Meta:
        table = "applicant"
        indexes = (Index(fields=("demand_id", "id")), Index(fields=("party_id", "id")))

    @property
    def next_number(self) -> int:
        """The number of the version that is submitted next."""
        return (self.submitted_number or 0) + 1


class Bid(Model):
    """A submitted version of an application's bid, which never changes."""

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


async def versions_of_bids(wanted: Collection[tuple[UUID, int]]) -> list[Bid]:
    """The versions with these numbers of the bids of these applications."""
    return await by_columns(Bid, ("applicant_id", "number"), wanted)


async def first_versions_of(applicants: Collection[UUID], *, most: int) -> list[Bid]:
    """All versions of these applications' bids up to this number, in order."""
    return await by_column(Bid, "applicant_id", applicants, also="number <= ?", given=[most], sorting="number")


async def latest_applications(demands: Collection[UUID], parties: Collection[UUID]) -> dict[UUID, list[Applicant]]:
    """The latest application of each of the parties to each demand, by demand; the latest first."""
    found: dict[UUID, list[Applicant]] = {demand: [] for demand in demands}
    if not demands or not parties:
        return found
    later = "SELECT 1 FROM applicant l WHERE l.demand_id = applicant.demand_id AND l.party_id = applicant.party_id"
    latest = await by_column(
        Applicant,
        "party_id",
        parties,
        also=f"{any_of('demand_id')} AND NOT EXISTS ({later} AND l.id > applicant.id)",
        given=[list_in_database(demands)],
        sorting="id DESC",
    )
    for applicant in latest:
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
