"""Candidates: the workbench's own record of an applicant; no applicant ever sees one."""

from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.parties import Viewer
from models.accounts.users import User
from models.demands.applicants import Applicant
from models.demands.demand import Demand, DemandState, parts_in
from models.ids import new_id
from models.states import Machine, Move, Part


class Standing(StrEnum):
    """What the awarder thinks of a candidate so far."""

    UNDECIDED = "UNDECIDED"
    ALTERNATIVE = "ALTERNATIVE"
    ELIMINATED = "ELIMINATED"
    SELECTED = "SELECTED"


class CandidateAction(StrEnum):
    """What somebody may do with a candidate."""

    PLACE_ALTERNATIVE = "PLACE_ALTERNATIVE"
    DROP_ALTERNATIVE = "DROP_ALTERNATIVE"
    ELIMINATE = "ELIMINATE"
    RESTORE = "RESTORE"
    AWARD = "AWARD"
    REMARK = "REMARK"


class EliminationReason(StrEnum):
    """Why a candidate was eliminated."""

    PRICE = "PRICE"
    CAPABILITY = "CAPABILITY"
    SCHEDULE = "SCHEDULE"
    REFERENCES = "REFERENCES"
    CONFLICT_OF_INTEREST = "CONFLICT_OF_INTEREST"
    OTHER = "OTHER"


S, A, P = Standing, CandidateAction, Part
_LEAD = frozenset({P.AWARDER_LEAD})
_TEAM = frozenset({P.AWARDER_LEAD, P.AWARDER_MEMBER})

MACHINE: Machine[Standing, CandidateAction] = Machine(
    "candidate",
    [
        Move(A.PLACE_ALTERNATIVE, frozenset({S.UNDECIDED, S.ALTERNATIVE}), S.ALTERNATIVE, _LEAD),
        Move(A.DROP_ALTERNATIVE, frozenset({S.ALTERNATIVE}), S.UNDECIDED, _LEAD),
        Move(A.ELIMINATE, frozenset({S.UNDECIDED, S.ALTERNATIVE}), S.ELIMINATED, _LEAD),
        Move(A.RESTORE, frozenset({S.ELIMINATED}), S.UNDECIDED, _LEAD),
        Move(A.AWARD, frozenset({S.UNDECIDED, S.ALTERNATIVE}), S.SELECTED, _LEAD),
        Move(A.REMARK, frozenset(S), None, _TEAM),
    ],
)
DECIDING = frozenset({DemandState.OPEN, DemandState.SELECTING, DemandState.SUSPENDED})
WHILE_DEMAND_IS = {
    A.PLACE_ALTERNATIVE: DECIDING,
    A.DROP_ALTERNATIVE: DECIDING,
    A.ELIMINATE: DECIDING,
    A.RESTORE: DECIDING,
    A.AWARD: frozenset({DemandState.SELECTING}),
    A.REMARK: frozenset(DemandState),
}


class Candidate(Model):
    """An applicant as the awarder's team sees it."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    demand: fields.ForeignKeyRelation[Demand] = fields.ForeignKeyField(
        "models.Demand", related_name="candidates", on_delete=fields.OnDelete.RESTRICT
    )
    demand_id: UUID
    applicant: fields.OneToOneRelation[Applicant] = fields.OneToOneField(
        "models.Applicant", related_name="candidate", on_delete=fields.OnDelete.RESTRICT
    )
    applicant_id: UUID
    standing = fields.CharEnumField(Standing, max_length=12, default=Standing.UNDECIDED)
    alternative_rank = fields.IntField(null=True)
    former_rank = fields.IntField(null=True)
    version = fields.IntField(default=1)
    arrived_at = fields.DatetimeField()
    # Whether the bid stands: withdrawn, lapsed and invalidated ones leave the workbench.
    is_standing = fields.BooleanField(default=True)
    # Set on the copy that an event carries: whether the event itself is unread news.
    unread_in_event: bool | None = None

    class Meta:
        table = "candidate"
        indexes = (Index(fields=("demand_id", "is_standing", "arrived_at", "id")),)


class ReadMark(Model):
    """How far one member of the awarder's team has read one candidate."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    candidate: fields.ForeignKeyRelation[Candidate] = fields.ForeignKeyField(
        "models.Candidate", related_name="marks", on_delete=fields.OnDelete.RESTRICT
    )
    candidate_id: UUID
    user: fields.ForeignKeyRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="marks", on_delete=fields.OnDelete.RESTRICT
    )
    user_id: UUID
    bid_number = fields.IntField()

    class Meta:
        table = "read_mark"
        unique_together = (("candidate", "user"),)


def actions_of(candidate: Candidate, demand: Demand, viewer: Viewer | None) -> list[CandidateAction]:
    """What the viewer may do next; depends on both states and on their parts alone."""
    found = MACHINE.actions(candidate.standing, parts_in(demand, viewer))
    return [action for action in found if demand.state in WHILE_DEMAND_IS[action]]
