"""Demands: what an awarder asks for, until when, from whom, and in which state that is."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.expressions import RawSQL
from tortoise.indexes import Index
from tortoise.manager import Manager
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.accounts.parties import Party, PartyKind, Viewer
from models.accounts.users import StaffRole, User
from models.changes import record, stamp
from models.clock import now
from models.database import is_postgres, key_in_database, rows
from models.due import reschedule
from models.errors import Refused
from models.ids import new_id
from models.money import Money
from models.states import Machine, Move, Part


class DemandState(StrEnum):
    """Where a demand stands on its way from a draft to finished work."""

    DRAFT = "DRAFT"
    OPEN = "OPEN"
    SELECTING = "SELECTING"
    AWARDED = "AWARDED"
    CONTRACTED = "CONTRACTED"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELLED = "CANCELLED"
    SUSPENDED = "SUSPENDED"


class Bidding(StrEnum):
    """Whether bids can be read as they come, or only after the deadline."""

    OPEN = "OPEN"
    SEALED = "SEALED"


class DemandAction(StrEnum):
    """What somebody may do with a demand."""

    PUBLISH = "PUBLISH"
    AMEND = "AMEND"
    EXTEND_DEADLINE = "EXTEND_DEADLINE"
    CLOSE_BIDDING = "CLOSE_BIDDING"
    REOPEN_BIDDING = "REOPEN_BIDDING"
    AWARD = "AWARD"
    CONCLUDE = "CONCLUDE"
    CANCEL = "CANCEL"
    SUSPEND = "SUSPEND"
    RESUME = "RESUME"
    APPLY = "APPLY"
    ASK = "ASK"


S, A, P = DemandState, DemandAction, Part
_TEAM = frozenset({P.AWARDER_LEAD, P.AWARDER_MEMBER})
_LEAD = frozenset({P.AWARDER_LEAD})
_STAFF = frozenset({P.RESOURCE_MANAGER, P.ADMINISTRATOR})

MACHINE: Machine[DemandState, DemandAction] = Machine(
    "demand",
    [
        Move(A.PUBLISH, frozenset({S.DRAFT}), S.OPEN, _LEAD),
        Move(A.AMEND, frozenset({S.DRAFT}), None, _TEAM),
        Move(A.AMEND, frozenset({S.OPEN}), None, _LEAD),
        Move(A.EXTEND_DEADLINE, frozenset({S.DRAFT, S.OPEN}), None, _LEAD),
        Move(A.CLOSE_BIDDING, frozenset({S.OPEN}), S.SELECTING, _LEAD),
        Move(A.REOPEN_BIDDING, frozenset({S.SELECTING}), S.OPEN, _LEAD),
        Move(A.AWARD, frozenset({S.SELECTING}), S.AWARDED, _LEAD),
        Move(A.CONCLUDE, frozenset({S.SELECTING}), S.FAILED, _LEAD),
        Move(A.CANCEL, frozenset({S.DRAFT, S.OPEN, S.SELECTING, S.AWARDED, S.CONTRACTED}), S.CANCELLED, _LEAD),
        Move(A.SUSPEND, frozenset({S.OPEN, S.SELECTING}), S.SUSPENDED, _STAFF),
        Move(A.RESUME, frozenset({S.SUSPENDED}), None, _STAFF),
        Move(A.APPLY, frozenset({S.OPEN}), None, frozenset({P.SOMEBODY})),
        Move(A.ASK, frozenset({S.OPEN, S.SUSPENDED}), None, frozenset({P.SOMEBODY})),
    ],
)


class WithHead(Manager):
    """Reads each demand with the end of its stream in the same statement, so that no event falls between them."""

    def get_queryset(self) -> QuerySet[Any]:
        return (
            super()
            .get_queryset()
            .annotate(
                head_seq=RawSQL(
                    '(SELECT h.last FROM stream_head h WHERE h.stream = \'demand:\' || CAST("demand"."id" AS TEXT))'
                ),
                head_epoch=RawSQL(
                    '(SELECT h.epoch FROM stream_head h WHERE h.stream = \'demand:\' || CAST("demand"."id" AS TEXT))'
                ),
            )
        )


class Demand(Model):
    """A call for bids on a piece of IT work."""

    id = fields.UUIDField(primary_key=True, default=new_id)
    awarder: fields.ForeignKeyRelation[Party] = fields.ForeignKeyField(
        "models.Party", related_name="demands", on_delete=fields.OnDelete.RESTRICT
    )
    awarder_id: UUID
    author_id = fields.UUIDField()
    resource_manager: fields.ForeignKeyNullableRelation[User] = fields.ForeignKeyField(
        "models.User", related_name="managed_demands", null=True, on_delete=fields.OnDelete.RESTRICT
    )
    resource_manager_id: UUID | None
    title = fields.CharField(max_length=200)
    description = fields.TextField()
    skills: list[str] = fields.JSONField(default=list)
    # What the search reads: words for the full-text index, skills and audience between separators.
    tokens = fields.TextField(default="")
    skill_words = fields.TextField(default="")
    audience_words = fields.CharField(max_length=40, default="")
    budget_low = fields.BigIntField(null=True)
    budget_high = fields.BigIntField(null=True)
    currency = fields.CharField(max_length=3)
    budget_rank = fields.BigIntField(default=0)
    duration_days = fields.IntField(null=True)
    bidding = fields.CharEnumField(Bidding, max_length=6)
    audience: list[str] = fields.JSONField()
    is_bid_count_public = fields.BooleanField(default=True)
    criteria: list[list[Any]] = fields.JSONField()
    state = fields.CharEnumField(DemandState, max_length=12)
    version = fields.IntField(default=1)
    bid_count = fields.IntField(default=0)
    created_at = fields.DatetimeField()
    published_at = fields.DatetimeField(null=True)
    deadline_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)
    opened_at = fields.DatetimeField(null=True)
    reopened_at = fields.DatetimeField(null=True)
    suspended_at = fields.DatetimeField(null=True)
    suspended_from = fields.CharEnumField(DemandState, max_length=12, null=True)
    lapses_at = fields.DatetimeField(null=True)

    head_seq: int | None
    head_epoch: str | None

    class Meta:
        table = "demand"
        manager = WithHead()
        indexes = (
            Index(fields=("state", "deadline_at", "id")),
            Index(fields=("published_at", "id")),
            Index(fields=("currency", "budget_rank", "id")),
            Index(fields=("awarder_id", "id")),
        )

    async def save(
        self,
        using_db: BaseDBAsyncClient | None = None,
        update_fields: Iterable[str] | None = None,
        force_create: bool = False,
        force_update: bool = False,
    ) -> None:
        """Saves it together with when the clock has to look at it next, so that no verb can forget that."""
        await super().save(using_db, update_fields, force_create, force_update)
        if update_fields is None or not DUE_BY.isdisjoint(update_fields):
            await reschedule("demand", self.id, due_of(self))

    @property
    def stream(self) -> str:
        return stream_of(self.id)

    @property
    def is_sealed(self) -> bool:
        """Whether bids are still unreadable for everybody but who made them (EB-3)."""
        return self.bidding is Bidding.SEALED and self.opened_at is None

    @property
    def weights(self) -> list[tuple[str, int]]:
        """Criteria with their weights in basis points, together 10,000."""
        return [(str(key), int(weight)) for key, weight in self.criteria]

    @property
    def low(self) -> Money | None:
        return None if self.budget_low is None else Money(self.budget_low, self.currency)

    @property
    def high(self) -> Money | None:
        return None if self.budget_high is None else Money(self.budget_high, self.currency)


MARKET = "market"
# What `due_of` depends on.
DUE_BY = frozenset({"state", "bidding", "bid_count", "deadline_at", "opened_at", "lapses_at"})


def stream_of(demand: UUID) -> str:
    """The stream that the demand's workbench follows."""
    return f"demand:{demand}"


def book_of(demand: UUID) -> str:
    """The journal that is the demand's selection record."""
    return f"demand:{demand}"


def parts_in(demand: Demand, viewer: Viewer | None) -> set[Part]:
    """What the viewer is to this demand."""
    if viewer is None:
        return set()
    parts: set[Part] = set()
    if viewer.leads(demand.awarder_id):
        parts.add(P.AWARDER_LEAD)
    elif viewer.acts_for(demand.awarder_id):
        parts.add(P.AWARDER_MEMBER)
    else:
        parts.add(P.SOMEBODY)
    if demand.resource_manager_id == viewer.user.id and StaffRole.RESOURCE_MANAGER in viewer.staff:
        parts.add(P.RESOURCE_MANAGER)
    if StaffRole.ADMINISTRATOR in viewer.staff:
        parts.add(P.ADMINISTRATOR)
    return parts


def actions_of(demand: Demand, viewer: Viewer | None) -> list[DemandAction]:
    """What the viewer may do next; depends on the state and on their parts alone."""
    found = MACHINE.actions(demand.state, parts_in(demand, viewer))
    if demand.bidding is Bidding.SEALED:
        found = [action for action in found if action is not A.CLOSE_BIDDING]
    if demand.opened_at is not None or demand.reopened_at is not None:
        found = [action for action in found if action is not A.REOPEN_BIDDING]
    if not takes_questions(demand):
        found = [action for action in found if action is not A.ASK]
    return found


def takes_questions(demand: Demand) -> bool:
    """Whether bidders can still do something with an answer: bids are taken, or will be again."""
    return demand.state is S.OPEN or (demand.state is S.SUSPENDED and demand.suspended_from is S.OPEN)


async def locked(demand: UUID) -> Demand:
    """The demand with its row locked until the commit, and the clock read after that (EB-2).

    Every verb that moves a demand or anything on its workbench begins here. Refuses with
    DEADLINE_PASSED while a deadline has come that the clock has not written down yet.
    """
    found = await Demand.select_for_update().get(id=demand)
    at = stamp()
    if found.state is DemandState.OPEN and not is_open(found, at):
        raise deadline_passed(found)
    return found


async def held(demand: UUID) -> Demand:
    """The demand, which nobody changes until the commit; many may hold it at once."""
    if is_postgres():
        await rows("SELECT 1 AS one FROM demand WHERE id = ? FOR SHARE", key_in_database(demand))
    return await Demand.get(id=demand)


def due_of(demand: Demand) -> datetime | None:
    """When the clock has to look at the demand again: to close it, to open its sealed bids, to let its offer lapse."""
    match demand.state:
        case S.OPEN:
            return demand.deadline_at
        case S.SELECTING if demand.is_sealed and demand.bid_count:
            # Still the deadline, not the time of closing: a worker whose clock is fast may have closed it.
            return demand.deadline_at
        case S.AWARDED:
            return demand.lapses_at
    return None


def deadline_passed(demand: Demand) -> Refused:
    return Refused("DEADLINE_PASSED", f"Bidding on this demand ended at {demand.deadline_at:%Y-%m-%dT%H:%M:%SZ}.")


def announce(demand: Demand, kind: str, *, by: UUID | None, **facts: object) -> None:
    """Tells the workbench and, once it was published, the market."""
    record(demand.stream, kind, by=by, demand=str(demand.id), **facts)
    if demand.published_at is not None:
        record(MARKET, kind, by=None, demand=str(demand.id), **facts)


def rank_of_budget(low: int | None, high: int | None) -> int:
    """What the order BUDGET compares, within one currency."""
    return high if high is not None else low or 0


def is_open(demand: Demand, at: datetime | None = None) -> bool:
    """Whether bids are taken: the state says so and the deadline has not come (EB-1)."""
    return demand.state is DemandState.OPEN and demand.deadline_at is not None and (at or now()) < demand.deadline_at


def audience_of(demand: Demand) -> list[PartyKind]:
    return [PartyKind(kind) for kind in demand.audience]
