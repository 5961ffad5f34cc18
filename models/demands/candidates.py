"""Candidates: the awarder's private record of an applicant on the workbench; applicants never see it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tortoise import fields
from tortoise.indexes import Index
from tortoise.models import Model

from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.database.reading import Columns
from models.demands.applicants import Applicant
from models.demands.demand import DEMAND, Demand, DemandState, demand_in
from models.errors import Refused, not_found
from models.ids import new_id
from models.locks import Lock
from models.sides import Side, Sides
from models.states import Guard, Machine, Move


class Standing(StrEnum):
    """How the awarder regards a candidate so far."""

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


class RemarkScope(StrEnum):
    """Who can read a remark on a candidate: the whole team, or only its author."""

    TEAM = "TEAM"
    PRIVATE = "PRIVATE"


S, A = Standing, CandidateAction
# A key behind all others.
LAST = 2**53


class Candidate(Model):
    """An applicant at the awarder's workbench, with standing and rank."""

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
    # Whether the bid still stands: withdrawn, lapsed and invalidated ones leave the workbench.
    is_standing = fields.BooleanField(default=True)
    # What the ranking measures, as models/workbench/measuring.py stores it; nothing while bids are sealed (EB-3).
    # By version ORDERING_VERSION of the ordering; 0 before the first time.
    ordering_version = fields.IntField(default=0, db_default=0)
    # Minus the points, so that all columns of the order rise; LAST for a bid that is not ranked.
    merit_key = fields.BigIntField(default=LAST, db_default=LAST)
    # The price in minor units; LAST until it may be known.
    price_key = fields.BigIntField(default=LAST, db_default=LAST)
    # By the keys of the criteria, from 0 to SCALE; null for what is unknown.
    price_fit = fields.IntField(null=True)
    delivery_time = fields.IntField(null=True)
    skill_coverage = fields.IntField(null=True)
    track_record = fields.IntField(null=True)
    verification = fields.IntField(null=True)
    # Set on the copy that an event carries: whether this event is unread.
    unread_in_event: bool | None = None

    class Meta:
        table = "candidate"
        indexes = (
            Index(fields=("demand_id", "is_standing", "arrived_at", "id")),
            Index(fields=("demand_id", "is_standing", "merit_key", "arrived_at", "id")),
            Index(fields=("demand_id", "is_standing", "price_key", "arrived_at", "id")),
            Index(fields=("demand_id", "is_standing", "standing", "alternative_rank", "arrived_at", "id")),
        )


class CandidateWords(Model):
    """The words of a candidate that the text filter looks for, each between two spaces."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    candidate: fields.OneToOneRelation[Candidate] = fields.OneToOneField(
        "models.Candidate", related_name="words", on_delete=fields.OnDelete.RESTRICT
    )
    candidate_id: UUID
    # Those of the party's name and skills, and those of the submitted proposal.
    party_words = fields.TextField()
    bid_words = fields.TextField()

    class Meta:
        table = "candidate_words"


class ReadMark(Model):
    """The last version of a bid that a member of the awarder's team has read."""

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


@dataclass(slots=True)
class CandidateCase:
    """A candidate with its demand."""

    candidate: Candidate
    demand: Demand

    @property
    def state(self) -> Standing:
        return self.candidate.standing

    @property
    def version(self) -> int:
        return self.candidate.version

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to the demand: an applicant has no side on a candidate."""
        return self.demand.sides(viewer)


_CANDIDATE = Columns(Candidate, "c")
_LOCK = Lock("candidate c JOIN demand d ON d.id = c.demand_id WHERE c.id = ?", DEMAND, _CANDIDATE)


async def candidate_held(candidate: UUID, by: Viewer) -> tuple[CandidateCase, Viewer]:
    """The candidate, which nobody can change until the commit; while bids are sealed, refuses it as not found."""
    row, by = await _LOCK.hold(candidate, by)
    demand = demand_in(row)
    if demand.is_sealed:
        raise not_found("bidder")
    return CandidateCase(_CANDIDATE.in_row(row), demand), by


def _stands(case: CandidateCase, _: Sides) -> Refused | None:
    if not case.candidate.is_standing:
        return Refused("BID_GONE", "This bid no longer stands: it is out of the selection.")
    return None


def _while(*states: DemandState) -> tuple[Guard[CandidateCase], ...]:
    def guard(case: CandidateCase, _: Sides) -> Refused | None:
        if case.demand.state in states:
            return None
        return Refused(
            "WRONG_STATE",
            "The demand is {state}: decisions about bidders cannot change now.",
            state=case.demand.state.value,
        )

    return (_stands, guard)


_LEAD = frozenset({Side.AWARDER_LEAD})
_TEAM = frozenset({Side.AWARDER})
_DECIDING = _while(DemandState.OPEN, DemandState.SELECTING, DemandState.SUSPENDED)

MACHINE: Machine[Standing, CandidateAction, CandidateCase] = Machine(
    "candidate",
    [
        Move(A.PLACE_ALTERNATIVE, frozenset({S.UNDECIDED, S.ALTERNATIVE}), S.ALTERNATIVE, _LEAD, _DECIDING),
        Move(A.DROP_ALTERNATIVE, frozenset({S.ALTERNATIVE}), S.UNDECIDED, _LEAD, _DECIDING),
        Move(A.ELIMINATE, frozenset({S.UNDECIDED, S.ALTERNATIVE}), S.ELIMINATED, _LEAD, _DECIDING),
        Move(A.RESTORE, frozenset({S.ELIMINATED}), S.UNDECIDED, _LEAD, _DECIDING),
        Move(A.AWARD, frozenset({S.UNDECIDED, S.ALTERNATIVE}), S.SELECTED, _LEAD, _while(DemandState.SELECTING)),
        Move(A.REMARK, frozenset(S), None, _TEAM),
    ],
    hold=candidate_held,
)
