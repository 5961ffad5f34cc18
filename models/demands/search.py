"""Searching demands by words, skills, budget and more, in the database and for a single demand."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from uuid import UUID

from tortoise.expressions import Q, RawSQL
from tortoise.queryset import QuerySet

from models.accounts.parties import PartyKind
from models.database import reader
from models.database.conditions import in_sql
from models.demands.demand import IS_PUBLISHED, LISTED, Demand, DemandState, listed
from models.inputs import Checks
from models.money import MoneyGiven, check_currency, check_minor
from models.pages import Beginning, Page, Window, page_from, page_of
from models.pending import PendingPage, pending_from
from models.words import (
    Asked,
    asked_words,
    checked_words,
    having,
    keep_words,
    named_word,
    occur,
    typed_words,
    words_of,
)


class DemandOrder(StrEnum):
    """The order of a list of demands; BUDGET sorts by currency code first, then by budget."""

    NEWEST = "NEWEST"
    CLOSING_SOON = "CLOSING_SOON"
    BUDGET = "BUDGET"


# The columns of each order, and what is in its cursors.
SORTED: dict[DemandOrder, tuple[tuple[str, ...], tuple[type, ...]]] = {
    DemandOrder.NEWEST: (("-published_at", "-id"), (datetime, UUID)),
    DemandOrder.CLOSING_SOON: (("deadline_at", "id"), (datetime, UUID)),
    DemandOrder.BUDGET: (("currency", "budget_rank", "id"), (str, int, UUID)),
}
# The name of each order in its cursors. Older cursors of BUDGET have ranks that rise with the budget.
NAMES = {order: "BUDGET_FALLING" if order is DemandOrder.BUDGET else order.value for order in DemandOrder}
PUBLISHED = in_sql(f'"demand".{IS_PUBLISHED}')


@dataclass(frozen=True)
class FilterGiven:
    """A filter as somebody sent it: nothing about it has been checked."""

    text: str | None = None
    skills: list[str] | None = None
    states: list[DemandState] | None = None
    audience: list[PartyKind] | None = None
    budget_at_least: MoneyGiven | None = None
    closes_before: datetime | None = None
    is_text_unfinished: bool | None = None


@dataclass(frozen=True, slots=True)
class DemandCriteria:
    """The conditions of a search; None is no condition, nor is an empty tuple but for `words`."""

    words: Asked = None
    skills: tuple[str, ...] = ()
    states: tuple[DemandState, ...] = ()
    audience: tuple[PartyKind, ...] = ()
    budget_at_least: int | None = None
    currency: str | None = None
    closes_before: datetime | None = None


def criteria_of(
    *,
    text: str | None,
    skills: list[str] | None,
    states: list[DemandState] | None,
    audience: list[PartyKind] | None,
    budget_at_least: MoneyGiven | None,
    closes_before: datetime | None,
    is_text_unfinished: bool | None = None,
    needs_word: bool = False,
) -> DemandCriteria:
    """Checks a filter as the client sent it; `needs_word` refuses a text without a word, which finds nothing."""
    checks = Checks()
    words = checked_words(checks, "filter.text", text or "", needs_word=needs_word, read=_reading(is_text_unfinished))
    wanted = checks.skills("filter.skills", skills or [])
    amount, currency = None, None
    if budget_at_least is not None:
        currency = check_currency(checks, "filter.budgetAtLeast.currency", budget_at_least.currency)
        if currency:
            amount = check_minor(checks, "filter.budgetAtLeast.amount", budget_at_least.amount, currency)
        if (amount or 0) < 0:
            checks.wrong("filter.budgetAtLeast.amount", "Must not be negative.", "NEGATIVE")
    checks.refuse()
    return DemandCriteria(
        words,
        tuple(wanted),
        tuple(dict.fromkeys(states or ())),
        tuple(dict.fromkeys(audience or ())),
        amount,
        currency,
        closes_before,
    )


def _reading(is_unfinished: bool | None) -> Callable[[str], Asked]:
    return typed_words if is_unfinished else asked_words


async def index(demand: Demand) -> None:
    await keep_words("demand", demand.id, demand.tokens)


def tokens_of(demand: Demand) -> str:
    """The words of the demand's texts, and a word for each skill as a whole."""
    words = words_of(demand.title, demand.description, *demand.skills)
    return " ".join([*words, *map(named_word, demand.skills)])


def matches(demand: Demand, criteria: DemandCriteria, *, in_any_state: bool = False) -> bool:
    """Whether the search would find this demand; the live market asks this for each event."""
    return (
        occur(criteria.words, demand.tokens.split())
        and set(criteria.skills) <= set(demand.skills)
        and (in_any_state or not criteria.states or demand.state in criteria.states)
        and (not criteria.audience or bool(set(criteria.audience) & set(demand.audience)))
        and (
            criteria.budget_at_least is None
            or (demand.currency == criteria.currency and _reaches(demand, criteria.budget_at_least))
        )
        and (
            criteria.closes_before is None
            or (demand.deadline_at is not None and demand.deadline_at < criteria.closes_before)
        )
    )


def _reaches(demand: Demand, amount: int) -> bool:
    """Whether the budget extends to the amount: one with an open end does, one that is not stated does not."""
    return demand.budget_low is not None if demand.budget_high is None else demand.budget_high >= amount


async def find(criteria: DemandCriteria, order: DemandOrder, window: Window) -> Page[Demand]:
    """A page of published demands; the cursor holds the sort key of the last row."""
    sorting, shape = SORTED[order]
    if (asked := _asked(criteria)) is None:
        return await page_from(_beginning(criteria), sorting, window, order=NAMES[order], shape=shape)
    query, among = _query(criteria)
    found = await having(query, asked, table="demand")
    return await page_of(found, sorting, window, order=NAMES[order], shape=shape, among=among)


def pending(criteria: DemandCriteria, order: DemandOrder, window: Window) -> PendingPage | None:
    """The same page before it is read; None if only `find` can read it."""
    if _asked(criteria) is not None:
        return None
    sorting, kinds = SORTED[order]
    return pending_from(_beginning(criteria), LISTED, sorting, window, order=NAMES[order], kinds=kinds)


def _beginning(criteria: DemandCriteria) -> Beginning[Demand]:
    return Beginning(("market", criteria), partial(_query, criteria), reader)


def _query(criteria: DemandCriteria) -> tuple[QuerySet[Demand], list[Q] | None]:
    """The demands that meet the conditions but for the words, and those for their state."""
    query = listed(Demand.filter(PUBLISHED, *_conditions(criteria))).using_db(reader())
    return query, _in_states(criteria.states)


def _asked(criteria: DemandCriteria) -> Asked:
    """The words that have to occur in a demand, with those for skills."""
    if not criteria.skills or criteria.words == ():
        return criteria.words
    return (*(criteria.words or ()), *map(named_word, criteria.skills))


def _in_states(states: Collection[DemandState] | None) -> list[Q] | None:
    return [Q(state=state) for state in dict.fromkeys(states)] if states else None


def _conditions(criteria: DemandCriteria) -> list[Q]:
    conditions = []
    if criteria.budget_at_least is not None:
        reaches = Q(budget_high__gte=criteria.budget_at_least) | Q(budget_high=None, budget_low__not_isnull=True)
        conditions.append(Q(currency=criteria.currency) & reaches)
    if criteria.closes_before is not None:
        conditions.append(Q(deadline_at__lt=criteria.closes_before))
    if criteria.audience:
        conditions.append(Q(*(Q(audience_words__contains=f" {kind} ") for kind in criteria.audience), join_type=Q.OR))
    return conditions


@dataclass(frozen=True)
class OwnFilter:
    """The conditions for a party's own demands; None is no condition."""

    states: list[DemandState] | None = None
    has_unread_bids: bool | None = None


async def of_party(party: UUID, filter: OwnFilter, window: Window, *, reader: UUID) -> Page[Demand]:
    """A party's own demands, including drafts, newest first. `reader` is whose read marks count."""
    query = listed(Demand.filter(awarder_id=party))
    if filter.has_unread_bids is not None:
        query = query.annotate(unread=RawSQL(_has_unread(reader))).filter(unread=int(filter.has_unread_bids))
    return await page_of(query, ("-id",), window, order="OWN", shape=(UUID,), among=_in_states(filter.states))


def _has_unread(reader: UUID) -> str:
    """An expression of SQL: 1 if there is a standing bid whose current version the reader has not read, or else 0.

    While bids are sealed there is nothing to read.
    """
    return (
        '(CASE WHEN ("demand"."bidding" = \'OPEN\' OR "demand"."opened_at" IS NOT NULL) AND EXISTS ('
        "SELECT 1 FROM candidate c JOIN applicant a ON a.id = c.applicant_id "
        f"LEFT JOIN read_mark r ON r.candidate_id = c.id AND r.user_id = '{reader}' "
        'WHERE c.demand_id = "demand"."id" AND c.is_standing AND COALESCE(r.bid_number, 0) < a.submitted_number'
        ") THEN 1 ELSE 0 END)"
    )


class ManagedOrder(StrEnum):
    """The order of the demands that somebody manages."""

    DEADLINE = "DEADLINE"
    NEWEST = "NEWEST"


@dataclass(frozen=True)
class ManagedFilter:
    """The conditions for the demands that somebody manages, as they were sent."""

    states: list[DemandState] | None = None
    text: str | None = None
    is_text_unfinished: bool | None = None


async def of_manager(manager: UUID, filter: ManagedFilter, order: ManagedOrder, window: Window) -> Page[Demand]:
    """The demands of which a user is the resource manager."""
    checks = Checks()
    words = checked_words(checks, "filter.text", filter.text or "", read=_reading(filter.is_text_unfinished))
    checks.refuse()
    query = listed(Demand.filter(PUBLISHED, resource_manager_id=manager)).using_db(reader())
    sorting, shape = SORTED[DemandOrder.CLOSING_SOON if order is ManagedOrder.DEADLINE else DemandOrder.NEWEST]
    found, states = await having(query, words, table="demand"), _in_states(filter.states)
    return await page_of(found, sorting, window, order=f"MANAGED_{order}", shape=shape, among=states)
