"""What the scores of candidates come from: the demand, the submitted bid and the party, as they are now."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models.database import any_of, fetched, list_in_database, moment_of, uuid_of
from models.demands.applicants import BidState
from models.demands.demand import Bidding
from models.demands.facts import BidSubmitted
from models.money import digits
from models.ordering import Brief, Entry
from models.pacing import paced

# What a statement about candidates `c` selects of them, and what it joins for it.
SOURCE = """c.id AS candidate, c.arrived_at, a.state, b.price_minor, b.duration_days, p.skills, p.rating_total,
  p.rating_parts, p.rating_count, p.verified_at, d.id AS demand, d.budget_low, d.budget_high, d.currency,
  d.duration_days AS wanted_days, d.skills AS wanted_skills, d.bidding, d.opened_at, d.criteria"""
JOINED = """JOIN demand d ON d.id = c.demand_id JOIN applicant a ON a.id = c.applicant_id
  JOIN party p ON p.id = a.party_id JOIN bid b ON b.applicant_id = a.id AND b.number = a.submitted_number"""


@dataclass(frozen=True, slots=True)
class Source:
    """What one candidate is measured by. A bid that needs confirmation is only shown, and not ranked (EB-6).

    Bids that have ended with their demand keep their ranks.
    """

    candidate: UUID
    brief: Brief
    entry: Entry
    weights: tuple[tuple[str, int], ...]
    is_ranked: bool


async def sources_of(candidates: Collection[UUID], *, by: BaseDBAsyncClient | None = None) -> list[Source]:
    """What the candidates are measured by, at most some hundreds of them; `by` is the connection that reads it."""
    if not candidates:
        return []
    statement = f"SELECT {SOURCE} FROM candidate c {JOINED} WHERE {any_of('c.id')}"
    return await sources_in(await fetched(statement, list_in_database(candidates), by=by))


async def sources_in(found: Sequence[Any]) -> list[Source]:
    """The same in the rows of a statement that has selected it."""
    demands: dict[Any, tuple[Brief, tuple[tuple[str, int], ...]]] = {}
    sources = []
    async for row in paced(found):
        if row["demand"] not in demands:
            demands[row["demand"]] = _brief(row), tuple((key, int(weight)) for key, weight in _read(row["criteria"]))
        brief, weights = demands[row["demand"]]
        is_ranked = row["state"] != BidState.NEEDS_CONFIRMATION.value
        sources.append(Source(uuid_of(row["candidate"]), brief, _entry(row), weights, is_ranked))
    return sources


def source_of(submitted: BidSubmitted) -> Source:
    """The same of a bid that was just submitted."""
    demand, party, bid = submitted.demand, submitted.party, submitted.bid
    row = {
        "candidate": submitted.candidate.id,
        "arrived_at": submitted.candidate.arrived_at,
        "price_minor": bid.price_minor,
        "duration_days": bid.duration_days,
        "skills": party.skills,
        "rating_total": party.rating_total,
        "rating_parts": party.rating_parts,
        "rating_count": party.rating_count,
        "verified_at": party.verified_at,
        "budget_low": demand.budget_low,
        "budget_high": demand.budget_high,
        "currency": demand.currency,
        "wanted_days": demand.duration_days,
        "wanted_skills": demand.skills,
        "bidding": demand.bidding,
        "opened_at": demand.opened_at,
    }
    is_ranked = submitted.applicant.state is not BidState.NEEDS_CONFIRMATION
    return Source(submitted.candidate.id, _brief(row), _entry(row), tuple(demand.weights), is_ranked)


def _brief(row: Any) -> Brief:
    return Brief(
        budget_low=row["budget_low"],
        budget_high=row["budget_high"],
        currency_digits=digits(row["currency"]),
        duration_days=row["wanted_days"],
        skills=frozenset(_read(row["wanted_skills"])),
        prices_open=row["bidding"] != Bidding.SEALED.value or row["opened_at"] is not None,
    )


def _entry(row: Any) -> Entry:
    return Entry(
        id=str(row["candidate"]),
        arrived_at=moment_of(row["arrived_at"]),
        price=row["price_minor"],
        duration_days=row["duration_days"],
        skills=frozenset(_read(row["skills"])),
        rating_total=row["rating_total"],
        rating_count=row["rating_count"],
        is_verified=row["verified_at"] is not None,
        rating_parts=row["rating_parts"],
    )


def _read(column: Any) -> Any:
    return json.loads(column) if isinstance(column, str) else column
