"""Demands: what an awarder asks for, from whom and until when, and the state table."""

from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.indexes import Index
from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.accounts.parties import Party, PartyKind
from models.accounts.users import User
from models.accounts.viewer import Viewer
from models.changes import stamp
from models.clock import now
from models.database import any_of, fetched, list_in_database, reader
from models.database.conditions import Where
from models.database.fetching import Shape
from models.database.marks import Writing
from models.database.reading import Columns
from models.database.writing import Write, updated
from models.due import reschedule, rescheduled
from models.errors import Refused, whole_minute
from models.ids import new_id
from models.locks import Lock
from models.money import Money
from models.places import WithHead, head_of
from models.sides import Side, Sides, sides
from models.states import Machine, Move
from models.terms import terms


class DemandState(StrEnum):
    """The state of a demand, from a draft to finished work."""

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
    """Whether the awarder can read bids as they arrive, or only after the deadline."""

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


S, A = DemandState, DemandAction
# The states in which an application can still lead somewhere.
RUNNING = (S.OPEN, S.SELECTING, S.AWARDED, S.CONTRACTED, S.IN_PROGRESS, S.SUSPENDED)
_TEAM = frozenset({Side.AWARDER})
_LEAD = frozenset({Side.AWARDER_LEAD})
_STAFF = frozenset({Side.MANAGER, Side.ADMINISTRATOR})
_ANYONE = frozenset({Side.SOMEBODY})


def is_sealed(demand: str) -> str:
    """Whether the bids on a demand are still sealed, in SQL, given its name in a statement."""
    return f"{demand}.bidding = 'SEALED' AND {demand}.opened_at IS NULL"


IS_PUBLISHED = '"published_at" IS NOT NULL'
# What the number of bids on a demand depends on besides whose demand it is, given its name in a statement.
ABOUT_COUNT: tuple[tuple[str, Writing], ...] = (
    ("is_bid_count_public", lambda demand: f"{demand}.is_bid_count_public"),
    ("is_sealed", is_sealed),
    ("is_published", lambda demand: f"{demand}.{IS_PUBLISHED}"),
)


class Demand(Model):
    """A demand: the call for bids on a piece of IT work."""

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
    # For the search: words of the full-text index, with a word for each skill; audience between separators.
    tokens = fields.TextField(default="")
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
    # How many of these bids wait for their confirmation after an amendment (EB-6).
    unconfirmed_count = fields.IntField(default=0, db_default=0)
    # Until when bidders have time to confirm: before that, bidding does not end while a bid waits for it.
    closable_at = fields.DatetimeField(null=True)
    created_at = fields.DatetimeField()
    published_at = fields.DatetimeField(null=True)
    deadline_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)
    opened_at = fields.DatetimeField(null=True)
    reopened_at = fields.DatetimeField(null=True)
    suspended_at = fields.DatetimeField(null=True)
    suspended_from = fields.CharEnumField(DemandState, max_length=12, null=True)
    lapses_at = fields.DatetimeField(null=True)
    # When its contract became effective: from then on only the contract can end what it is about.
    effective_at = fields.DatetimeField(null=True)

    head_seq: int | None
    head_epoch: str | None

    class Meta:
        table = "demand"
        manager = WithHead("demand", "demand")
        indexes = (
            Index(fields=("published_at", "id")),
            Where(fields=("deadline_at", "id"), where=IS_PUBLISHED),
            Index(fields=("currency", "budget_rank", "id")),
            Index(fields=("state", "published_at", "id")),
            Index(fields=("state", "deadline_at", "id")),
            Index(fields=("state", "currency", "budget_rank", "id")),
            Index(fields=("awarder_id", "id")),
            Index(fields=("awarder_id", "state", "id")),
            Index(fields=("resource_manager_id", "published_at", "id")),
            Index(fields=("resource_manager_id", "deadline_at", "id")),
        )

    async def save(
        self,
        using_db: BaseDBAsyncClient | None = None,
        update_fields: Iterable[str] | None = None,
        force_create: bool = False,
        force_update: bool = False,
    ) -> None:
        """Saves the demand and reschedules its next due move, so that no verb can forget to."""
        await super().save(using_db, update_fields, force_create, force_update)
        if update_fields is None or not DUE_BY.isdisjoint(update_fields):
            await reschedule("demand", self.id, due_of(self))

    def saved(self, *names: str) -> list[Write]:
        """The same for these fields, as soon as this is written."""
        moved = [] if DUE_BY.isdisjoint(names) else [rescheduled("demand", self.id, due_of(self))]
        return [updated(self, *names), *moved]

    @property
    def stream(self) -> str:
        return stream_of(self.id)

    def sides(self, viewer: Viewer | None) -> Sides:
        """What the viewer is to this demand."""
        return sides(viewer, awarder=self.awarder_id, manager=self.resource_manager_id)

    @property
    def is_sealed(self) -> bool:
        """Whether the bids are still sealed: only their own applicants can read them (EB-3)."""
        return self.bidding is Bidding.SEALED and self.opened_at is None

    @property
    def weights(self) -> list[tuple[str, int]]:
        """The criteria with their weights in basis points; the sum is 10,000."""
        return [(str(key), int(weight)) for key, weight in self.criteria]

    @property
    def low(self) -> Money | None:
        return None if self.budget_low is None else Money(self.budget_low, self.currency)

    @property
    def high(self) -> Money | None:
        return None if self.budget_high is None else Money(self.budget_high, self.currency)


LONG_TEXTS = frozenset({"description", "tokens"})
# What lists and policies read of demands: a list of 200 could have 40 MB of long texts.
LISTED = Shape(Demand, without=LONG_TEXTS)


def listed(query: QuerySet[Demand]) -> QuerySet[Demand]:
    """Reads the demands without their long texts."""
    return query.only(*(name for name in Demand._meta.fields_db_projection if name not in LONG_TEXTS))


async def descriptions_of(demands: Sequence[Demand]) -> list[str]:
    """The description of each demand, read for those that were listed without it."""
    without = [demand.id for demand in demands if "description" not in vars(demand)]
    found: dict[UUID, str] = {}
    if without:
        texts = f"SELECT id, description FROM demand WHERE {any_of('id')}"
        found = {
            UUID(str(row["id"])): row["description"]
            for row in await fetched(texts, list_in_database(without), by=reader())
        }
    return [demand.description if "description" in vars(demand) else found[demand.id] for demand in demands]


# The fields that `due_of` depends on.
DUE_BY = frozenset({"state", "bidding", "bid_count", "deadline_at", "opened_at", "lapses_at"})


def stream_of(demand: UUID) -> str:
    """The name of the stream of the demand's workbench."""
    return f"demand:{demand}"


def book_of(demand: UUID) -> str:
    """The name of the journal with the demand's selection record."""
    return f"demand:{demand}"


def takes_questions(demand: Demand) -> bool:
    """Whether an answer can still help bidders: bids are accepted, or will be again."""
    return demand.state is S.OPEN or (demand.state is S.SUSPENDED and demand.suspended_from is S.OPEN)


DEMAND = Columns(Demand, "d")
_HEAD = ", ".join(f"{column} AS {name}" for name, column in head_of("demand", "d").items())
_LOCK = Lock("demand d WHERE d.id = ?", DEMAND, further=_HEAD)


async def locked(demand: UUID) -> Demand:
    """Locks the demand's row until the commit and then rereads the clock (EB-2).

    Every verb that changes a demand or anything on its workbench starts here. Refuses with DEADLINE_PASSED if the
    deadline has passed but the demand was not closed yet.
    """
    return demand_in(await _LOCK.take(demand))


async def demand_held(demand: UUID, by: Viewer) -> tuple[Demand, Viewer]:
    """The same, and the viewer's rights after it."""
    row, by = await _LOCK.hold(demand, by)
    return demand_in(row), by


async def locked_with(things: type[Model], key: UUID) -> Demand:
    """The same for the demand that a thing belongs to, by the thing's key; read the thing only after it."""
    return demand_in(await _lock_with(things).take(key))


@cache
def _lock_with(things: type[Model]) -> Lock:
    return Lock(f"demand d WHERE d.id = (SELECT t.demand_id FROM {things._meta.db_table} t WHERE t.id = ?)", DEMAND)


def demand_in(row: dict[str, Any]) -> Demand:
    """The demand in a row that was just locked; rereads the clock, and refuses with DEADLINE_PASSED as `locked`."""
    found, at = DEMAND.in_row(row), stamp()
    found.head_seq, found.head_epoch = row.get("head_seq"), row.get("head_epoch")
    if found.state is DemandState.OPEN and not is_open(found, at):
        raise deadline_passed(found)
    return found


async def taking_bids(demand: UUID) -> Demand:
    """The same for a demand that has to be open for bids; refuses one that is not."""
    found = await locked(demand)
    check_takes_bids(found)
    return found


def check_takes_bids(found: Demand) -> None:
    if found.state is not DemandState.OPEN:
        if found.closed_at is not None and found.deadline_at is not None and found.deadline_at <= now():
            raise deadline_passed(found)
        raise Refused(
            "NOT_OPEN", "This demand is {state}: it accepts bids only while it is open.", state=found.state.value
        )


def due_of(demand: Demand) -> datetime | None:
    """When the next move of the demand is due: to close it, to open its sealed bids, or to lapse its offer."""
    match demand.state:
        case S.OPEN:
            return demand.deadline_at
        case S.SELECTING if demand.is_sealed and demand.bid_count:
            # The deadline, not the time of closing: a worker whose clock is fast may have closed it too early.
            return demand.deadline_at
        case S.AWARDED:
            return demand.lapses_at
    return None


async def waiting_demands() -> AsyncIterator[tuple[UUID, datetime]]:
    """Every demand that has a due move, with its time."""
    async for demand in Demand.filter(state__in=[S.OPEN, S.SELECTING, S.AWARDED]):
        if due := due_of(demand):
            yield demand.id, due


def deadline_passed(demand: Demand) -> Refused:
    assert demand.deadline_at is not None
    return Refused("DEADLINE_PASSED", "Bidding on this demand ended at {at}.", at=demand.deadline_at)


def rank_of_budget(low: int | None, high: int | None) -> int:
    """The value that the order BUDGET sorts by within one currency; it is lower for a larger budget."""
    return -(high if high is not None else low or 0)


def is_open(demand: Demand, at: datetime | None = None) -> bool:
    """Whether bids are accepted: the state is OPEN and the deadline has not passed (EB-1)."""
    return demand.state is DemandState.OPEN and demand.deadline_at is not None and (at or now()) < demand.deadline_at


def audience_of(demand: Demand) -> list[PartyKind]:
    return [PartyKind(kind) for kind in demand.audience]


def too_soon(deadline_at: datetime) -> Refused | None:
    """The refusal of a deadline that leaves bidders less time than the operator requires."""
    least = terms().least_window
    if deadline_at > now() + least:
        return None
    if not least:
        return Refused("DEADLINE_TOO_SOON", "The deadline must be in the future: choose a later one.")
    return Refused(
        "DEADLINE_TOO_SOON",
        "Bidders need more time: choose a deadline after {earliest}.",
        earliest=whole_minute(now() + least),
    )


# ---------- the state table


def _is_ready(demand: Demand, _: Sides) -> Refused | None:
    if demand.deadline_at is None or not demand.audience:
        return Refused("INCOMPLETE", "A demand needs a deadline and an audience before it can be published.")
    return too_soon(demand.deadline_at)


def _has_bids(demand: Demand, _: Sides) -> Refused | None:
    if not demand.bid_count:
        return Refused("NO_BIDS", "There is no submitted bid to select from: wait for one, or cancel the demand.")
    return None


def _leaves_time_to_confirm(demand: Demand, _: Sides) -> Refused | None:
    at = demand.closable_at
    if demand.unconfirmed_count and at is not None and now() < at:
        return Refused(
            "UNCONFIRMED",
            "The demand was amended, and bidders have until {at} to confirm their bids: bidding cannot end before.",
            at=at,
        )
    return None


def _has_confirmed_bids(demand: Demand, _: Sides) -> Refused | None:
    if demand.bid_count == demand.unconfirmed_count:
        return Refused("NO_BIDS", "No bid was confirmed since the demand was amended: wait for one, or cancel it.")
    return None


def _is_no_sealed_bidding(demand: Demand, _: Sides) -> Refused | None:
    if demand.bidding is Bidding.SEALED:
        return Refused("SEALED", "Sealed bidding cannot end before its deadline.")
    return None


def _can_begin_again(demand: Demand, _: Sides) -> Refused | None:
    if demand.opened_at is not None:
        return Refused("ALREADY_OPENED", "The sealed bids were opened: bidding cannot start again.")
    if demand.reopened_at is not None:
        return Refused("ALREADY_REOPENED", "Bidding was already reopened, which is possible only once.")
    return None


def _is_not_bound(demand: Demand, _: Sides) -> Refused | None:
    if demand.effective_at is not None:
        return Refused("WRONG_STATE", "The contract is effective: only its termination can end the demand.")
    return None


def _has_use_for_answers(demand: Demand, _: Sides) -> Refused | None:
    if not takes_questions(demand):
        return Refused("WRONG_STATE", "Bidding on this demand has ended: you can no longer ask questions.")
    return None


_CAN_END_EARLY = (_is_no_sealed_bidding, _has_bids, _leaves_time_to_confirm, _has_confirmed_bids)

MACHINE: Machine[DemandState, DemandAction, Demand] = Machine(
    "demand",
    [
        Move(A.PUBLISH, frozenset({S.DRAFT}), S.OPEN, _LEAD, (_is_ready,)),
        Move(A.AMEND, frozenset({S.DRAFT}), None, _TEAM),
        Move(A.AMEND, frozenset({S.OPEN}), None, _LEAD),
        Move(A.EXTEND_DEADLINE, frozenset({S.DRAFT, S.OPEN}), None, _LEAD),
        Move(A.CLOSE_BIDDING, frozenset({S.OPEN}), S.SELECTING, _LEAD, _CAN_END_EARLY),
        Move(A.REOPEN_BIDDING, frozenset({S.SELECTING}), S.OPEN, _LEAD, (_can_begin_again,)),
        Move(A.AWARD, frozenset({S.SELECTING}), S.AWARDED, _LEAD, (_has_bids,)),
        Move(A.CONCLUDE, frozenset({S.SELECTING}), S.FAILED, _LEAD),
        Move(A.CANCEL, frozenset({S.DRAFT, S.OPEN, S.SELECTING, S.AWARDED}), S.CANCELLED, _LEAD),
        Move(A.CANCEL, frozenset({S.CONTRACTED}), S.CANCELLED, _LEAD, (_is_not_bound,)),
        Move(A.SUSPEND, frozenset({S.OPEN, S.SELECTING}), S.SUSPENDED, _STAFF),
        Move(A.RESUME, frozenset({S.SUSPENDED}), None, _STAFF),
        Move(A.APPLY, frozenset({S.OPEN}), None, _ANYONE),
        Move(A.ASK, frozenset({S.OPEN, S.SUSPENDED}), None, _ANYONE, (_has_use_for_answers,)),
    ],
    hold=demand_held,
)
