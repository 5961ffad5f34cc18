"""Awards: offering a demand to one candidate, and the outcome."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.viewer import Viewer
from models.demands.applicants import Applicant
from models.demands.candidates import Candidate
from models.demands.demand import Demand, locked_with
from models.ids import new_id
from models.money import Money
from models.sides import Side, Sides, sides
from models.states import Machine, Move, asking_after


class AwardState(StrEnum):
    """The state of an offer."""

    OFFERED = "OFFERED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    LAPSED = "LAPSED"
    REVOKED = "REVOKED"
    VOIDED = "VOIDED"


class AwardAction(StrEnum):
    """What somebody may do with an award."""

    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    REVOKE = "REVOKE"


class ContractKind(StrEnum):
    """B2B if the awarded party is a team or an enterprise, B2C if it is an individual."""

    B2B = "B2B"
    B2C = "B2C"


S, A = AwardState, AwardAction


class Award(Model):
    """The offer of a contract to a candidate, at the price of the bid and between parties of these kinds."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    demand: fields.ForeignKeyRelation[Demand] = fields.ForeignKeyField(
        "models.Demand", related_name="awards", on_delete=fields.OnDelete.RESTRICT
    )
    demand_id: UUID
    candidate: fields.ForeignKeyRelation[Candidate] = fields.ForeignKeyField(
        "models.Candidate", related_name="awards", on_delete=fields.OnDelete.RESTRICT
    )
    candidate_id: UUID
    applicant: fields.ForeignKeyRelation[Applicant] = fields.ForeignKeyField(
        "models.Applicant", related_name="awards", on_delete=fields.OnDelete.RESTRICT
    )
    applicant_id: UUID
    state = fields.CharEnumField(AwardState, max_length=10)
    version = fields.IntField(default=1)
    rank = fields.IntField(null=True)
    reason = fields.TextField()
    justification = fields.TextField(null=True)
    bid_number = fields.IntField()
    price_minor = fields.BigIntField()
    currency = fields.CharField(max_length=3)
    kind = fields.CharEnumField(ContractKind, max_length=3)
    offered_at = fields.DatetimeField()
    lapses_at = fields.DatetimeField()
    answered_at = fields.DatetimeField(null=True)
    answer_reason = fields.TextField(null=True)
    # The demand while the award is active, then null: each demand has at most one active award (EB-11).
    live_key = fields.CharField(max_length=40, null=True, unique=True)

    class Meta:
        table = "award"
        indexes = (Index(fields=("demand_id", "id")), Index(fields=("applicant_id", "id")))

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.currency)


@dataclass(slots=True)
class AwardCase:
    """An award with its demand and the party that received the offer."""

    award: Award
    demand: Demand
    party: UUID

    @property
    def state(self) -> AwardState:
        return self.award.state

    @property
    def version(self) -> int:
        return self.award.version

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to this award."""
        manager = self.demand.resource_manager_id
        return sides(viewer, awarder=self.demand.awarder_id, other=self.party, manager=manager)


async def award_held(award: UUID) -> AwardCase:
    """The award, which nobody can change until the commit: every change of an award locks its demand first."""
    demand = await locked_with(Award, award)
    found = await Award.get(id=award)
    return AwardCase(found, demand, (await Applicant.get(id=found.applicant_id)).party_id)


_OFFERED = frozenset({S.OFFERED})

MACHINE: Machine[AwardState, AwardAction, AwardCase] = Machine(
    "award",
    [
        Move(A.ACCEPT, _OFFERED, S.ACCEPTED, frozenset({Side.OTHER_LEAD})),
        Move(A.DECLINE, _OFFERED, S.DECLINED, frozenset({Side.OTHER_LEAD})),
        Move(A.REVOKE, _OFFERED, S.REVOKED, frozenset({Side.AWARDER_LEAD})),
    ],
    hold=asking_after(award_held),
)
