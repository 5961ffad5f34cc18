"""Drafting and publishing a demand, and moving its deadline."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from models.accounts.parties import Party, PartyKind, check_open, lock_parties
from models.accounts.viewer import Viewer, as_of_now
from models.changes import change, record
from models.decisions import decide
from models.demands.applicants import Applicant
from models.demands.attachments import attach_to_demand
from models.demands.demand import (
    MACHINE,
    Bidding,
    Demand,
    DemandAction,
    DemandState,
    book_of,
    rank_of_budget,
    too_soon,
)
from models.demands.events import DemandAmended, DemandDrafted, DemandPublished, announce
from models.demands.facts import BiddingBegan, DemandRevised
from models.demands.recorded import Recorded
from models.demands.search import index, tokens_of
from models.demands.versions import keep_version
from models.errors import Refused, not_allowed
from models.facts import follow_up
from models.inputs import Checks
from models.journal import enter
from models.money import check_currency, check_minor
from models.ordering import DEFAULT_WEIGHTS, problems_of
from models.terms import terms


@dataclass(frozen=True)
class BudgetGiven:
    """A budget as the client sent it, in major units, not yet checked."""

    low: Decimal | None
    high: Decimal | None
    currency: str


@dataclass(frozen=True)
class WeightGiven:
    """The weight of a criterion in basis points as the client sent it, not yet checked."""

    key: str
    weight: int


@dataclass(frozen=True, slots=True)
class Brief:
    """The content of a demand as sent; in an amendment, None leaves a field unchanged unless `clears` names it."""

    title: str | None = None
    description: str | None = None
    skills: list[str] | None = None
    budget: BudgetGiven | None = None
    duration_days: int | None = None
    audience: list[PartyKind] | None = None
    is_bid_count_public: bool | None = None
    criteria: Sequence[WeightGiven] | None = None
    clears: frozenset[str] = frozenset()
    attachments: Sequence[UUID] | None = None
    # Of a draft that is there: a new one is given it beside its brief.
    bidding: Bidding | None = None


COLUMNS = (
    "description",
    "skills",
    "budget_low",
    "budget_high",
    "currency",
    "duration_days",
    "audience",
    "criteria",
)
MATERIAL = (*COLUMNS, "attachments")


async def draft_demand(
    party: Party, brief: Brief, *, deadline_at: datetime | None, bidding: Bidding, by: Viewer
) -> Demand:
    """Creates a draft; any member of the party may."""
    async with change() as running:
        party = (await lock_parties(party.id))[party.id]
        by = await as_of_now(by)
        if not by.acts_for(party.id):
            raise not_allowed("You do not act for this party.")
        check_open(party)
        demand = Demand(
            awarder=party,
            author_id=by.user.id,
            title="",
            description="",
            currency=terms().currency,
            audience=[],
            criteria=[list(pair) for pair in DEFAULT_WEIGHTS],
            bidding=bidding,
            state=DemandState.DRAFT,
            deadline_at=deadline_at,
            created_at=running.at,
        )
        write(demand, brief, is_new=True)
        await demand.save()
        await attach_to_demand(demand, brief.attachments or (), by=by)
        await index(demand)
        record(demand.stream, DemandDrafted(demand.id), by=by.user.id)
    return await Demand.get(id=demand.id)


def write(demand: Demand, brief: Brief, *, is_new: bool = False) -> set[str]:
    """Checks the brief and writes it to the demand; returns the names of the fields that changed."""
    before = {name: getattr(demand, name) for name in (*COLUMNS, "title", "is_bid_count_public", "bidding")}
    checks = Checks()
    if brief.title is not None or is_new:
        demand.title = checks.line("title", brief.title or "", most=200)
    if brief.description is not None or is_new:
        demand.description = checks.text("description", brief.description or "", most=20_000)
    if brief.skills is not None:
        demand.skills = checks.skills("skills", brief.skills)
    if brief.budget is not None:
        _write_budget(demand, brief.budget, checks)
    if "budget" in brief.clears:
        demand.budget_low = demand.budget_high = None
        demand.budget_rank = 0
    if "duration_days" in brief.clears:
        demand.duration_days = None
    if brief.duration_days is not None:
        checks.whole("durationDays", brief.duration_days, most=3_650)
        demand.duration_days = brief.duration_days
    if brief.audience is not None:
        demand.audience = [kind.value for kind in PartyKind if kind in brief.audience]
        if not demand.audience:
            checks.wrong(
                "audience",
                "Say who may bid: {kinds}, or several of them.",
                "REQUIRED",
                kinds=[each.value for each in PartyKind],
            )
    if brief.is_bid_count_public is not None:
        demand.is_bid_count_public = brief.is_bid_count_public
    if brief.bidding is not None:
        if demand.state is not DemandState.DRAFT and brief.bidding is not demand.bidding:
            checks.wrong("bidding", "Cannot be changed after the demand is published.", "PUBLISHED")
        demand.bidding = brief.bidding
    if brief.criteria is not None:
        weights = [(given.key, given.weight) for given in brief.criteria]
        checks.problems += problems_of("criteria", weights)
        demand.criteria = [list(pair) for pair in weights]
    checks.refuse()
    demand.tokens = tokens_of(demand)
    demand.audience_words = f" {' '.join(demand.audience)} "
    return {name for name, value in before.items() if getattr(demand, name) != value}


def _write_budget(demand: Demand, given: BudgetGiven, checks: Checks) -> None:
    currency = check_currency(checks, "budget.currency", given.currency)
    if currency is None:
        return
    bounds: list[int | None] = []
    for path, amount in (("budget.low", given.low), ("budget.high", given.high)):
        bounds.append(None if amount is None else check_minor(checks, path, amount, currency))
        if amount is not None and amount < 0:
            checks.wrong(path, "Must not be negative.", "NEGATIVE")
    low, high = bounds
    if low is not None and high is not None and low > high:
        checks.wrong("budget.high", "Must not be below the low end.", "BELOW_LOW")
    demand.budget_low, demand.budget_high, demand.currency = low, high, currency
    demand.budget_rank = rank_of_budget(low, high)


def check_deadline(deadline_at: datetime) -> None:
    """Refuses a deadline that leaves bidders less time than the operator requires."""
    if (refusal := too_soon(deadline_at)) is not None:
        raise refusal


async def publish_demand(demand: Demand, *, expected_version: int | None = None, by: Viewer) -> Demand:
    """Opens the demand for bids."""
    async with decide(MACHINE, DemandAction.PUBLISH, demand.id, expected_version=expected_version, by=by) as decision:
        demand = decision.case
        demand.state, demand.published_at = decision.target, decision.at
        demand.version += 1
        await demand.save(update_fields=["state", "published_at", "version"])
        await keep_version(demand)
        criteria = [list(pair) for pair in demand.weights]
        await decision.enter(book_of(demand.id), Recorded.PUBLISHED, criteria=criteria)
        announce(demand, DemandPublished(demand.id), by=decision.by.user.id)
        await follow_up(BiddingBegan(demand, decision.by.user.id))
    return await Demand.get(id=demand.id)


async def extend_deadline(demand: Demand, *, expected_version: int, deadline_at: datetime, by: Viewer) -> Demand:
    """Moves the deadline; once a bid was submitted, only to a later time (EB-6)."""
    action = DemandAction.EXTEND_DEADLINE
    async with decide(MACHINE, action, demand.id, expected_version=expected_version, by=by) as decision:
        demand, former = decision.case, copy(decision.case)
        check_deadline(deadline_at)
        is_earlier = demand.deadline_at is not None and deadline_at < demand.deadline_at
        if is_earlier and await Applicant.exists(demand_id=demand.id, submitted_number__not_isnull=True):
            raise Refused("DEADLINE_EARLIER", "Bids were submitted: the deadline can only move later.")
        demand.deadline_at = deadline_at
        demand.version += 1
        await demand.save(update_fields=["deadline_at", "version"])
        if demand.state is DemandState.OPEN:
            await enter(book_of(demand.id), Recorded.DEADLINE_MOVED, by=by.user.id, to=instant(deadline_at))
        announce(demand, DemandAmended(demand.id, former_deadline=former.deadline_at), by=by.user.id)
        if demand.state is DemandState.OPEN:
            fields = tuple(change.field for change in (await keep_version(demand)).changes)
            await follow_up(DemandRevised(demand, former, by.user.id, fields))
    return await Demand.get(id=demand.id)


def instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
