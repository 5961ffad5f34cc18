"""The workbench at a glance: every candidate with bid, party and score, filtered and sorted."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from tortoise.backends.base.client import BaseDBAsyncClient

from models import database
from models.database import key_in_database, moment_of, reader
from models.demands.applicants import Bid, BidState
from models.demands.candidates import Standing
from models.demands.demand import Demand
from models.errors import InvalidInput
from models.money import digits
from models.ordering import Brief, Entry, Scored, measured, problems_of, ranked, terms_of
from models.pacing import Pace, one_computation, paced
from models.pages import Key, Page, Window, page
from models.words import Asked, have_words

LAST = 2**53
PROPOSALS_AT_ONCE = 100


class CandidateOrder(StrEnum):
    """The order of the candidates; those without a value for it come last, by arrival."""

    MERIT = "MERIT"
    ARRIVAL = "ARRIVAL"
    PRICE = "PRICE"
    ALTERNATIVES = "ALTERNATIVES"


@dataclass(frozen=True, slots=True)
class Row:
    """What the ranking and the filters need to know about a candidate with its applicant, bid and party."""

    candidate: UUID
    applicant: UUID
    party: UUID
    bid: UUID
    standing: Standing
    alternative_rank: int | None
    arrived_at: datetime
    state: BidState
    submitted_number: int
    price: int
    duration_days: int | None
    party_name: str
    skills: tuple[str, ...]
    rating_total: int
    rating_count: int
    is_verified: bool

    @property
    def is_ranked(self) -> bool:
        """Whether the bid takes part in the ranking; one that needs confirmation is only shown (EB-6).

        Bids that have ended with their demand keep their ranks.
        """
        return self.state is not BidState.NEEDS_CONFIRMATION


ROWS = """
SELECT c.id AS candidate, a.id AS applicant, p.id AS party, b.id AS bid, c.standing, c.alternative_rank, c.arrived_at,
  a.state, a.submitted_number, b.price_minor, b.duration_days, p.name, p.skills, p.rating_total, p.rating_count,
  p.verified_at
FROM candidate c JOIN applicant a ON a.id = c.applicant_id JOIN party p ON p.id = a.party_id
  JOIN bid b ON b.applicant_id = a.id AND b.number = a.submitted_number
WHERE c.demand_id = ? AND c.is_standing"""


@dataclass(frozen=True, slots=True)
class CandidateCriteria:
    """The conditions for showing a candidate; None is no condition, nor is an empty tuple but for `words`."""

    standings: tuple[Standing, ...] = ()
    is_unread: bool | None = None
    words: Asked = None


@dataclass(frozen=True, slots=True)
class Overview:
    """The candidates of a demand with their scores."""

    rows: list[Row]
    scores: dict[UUID, Scored]


async def overviews_of(demands: Sequence[Demand]) -> list[Overview]:
    """The overview of each demand, computed once for those that are the same."""
    found: dict[object, Overview] = {}
    for demand in demands:
        if (key := _state_of(demand)) not in found:
            rows = await rows_of(demand, by=reader())
            found[key] = Overview(rows, await scores_of(demand, rows))
    return [found[_state_of(demand)] for demand in demands]


def _state_of(demand: Demand) -> object:
    # Opening the bids raises no version.
    return demand.id, demand.version, demand.is_sealed


async def rows_of(demand: Demand, *, by: BaseDBAsyncClient | None = None) -> list[Row]:
    """The candidates whose bids stand; empty while bids are sealed (EB-3). `by` is the connection that reads them."""
    if demand.is_sealed:
        return []
    found = await database.rows(ROWS, key_in_database(demand.id), by=by)
    return [_row(each) async for each in paced(found)]


async def scores_of(
    demand: Demand, rows: Sequence[Row], weights: Sequence[tuple[str, int]] | None = None
) -> dict[UUID, Scored]:
    """Rank and score of every ranked candidate, whatever its standing."""
    brief, terms = brief_of(demand), terms_of(weights or demand.weights)
    places = [measured(brief, _entry(row), terms) async for row in paced(rows) if row.is_ranked]
    by_id = {str(row.candidate): row.candidate for row in rows}
    return {by_id[scored.id]: scored for scored in ranked(brief, places, terms)}


async def what_if(
    demand: Demand, rows: Sequence[Row], weights: Sequence[tuple[str, int]], *, first: int
) -> list[tuple[UUID, Scored]]:
    """The best candidates under other weights, with their scores; nothing is stored."""
    if problems := problems_of("weights", weights):
        raise InvalidInput(problems)
    async with one_computation():
        # In the order of their ranks.
        return [*(await scores_of(demand, rows, weights)).items()][:first]


def best_of(rows: Sequence[Row], scores: dict[UUID, Scored]) -> UUID | None:
    """The candidate that ranks first among those not eliminated."""
    standing = [row.candidate for row in rows if row.standing is not Standing.ELIMINATED]
    return min((key for key in standing if key in scores), key=lambda key: scores[key].rank, default=None)


async def shown(
    rows: Sequence[Row],
    scores: dict[UUID, Scored],
    criteria: CandidateCriteria,
    read: dict[UUID, int],
    sorting: CandidateOrder,
    window: Window,
) -> Page[Row]:
    """One page of the matching rows, in order. `read` is needed only where the criteria ask for what is unread."""
    matching = [
        row
        for row in rows
        if (not criteria.standings or row.standing in criteria.standings)
        and criteria.is_unread in (None, read.get(row.candidate, 0) < row.submitted_number)
    ]
    if criteria.words is not None:
        matching = await _having(criteria.words, matching)
    return await page(
        matching,
        lambda row: _key(row, scores, sorting),
        window,
        order=sorting.value,
        shape=(int, str, str),
    )


async def _having(asked: Asked, candidates: Sequence[Row]) -> list[Row]:
    """Those of which name, skills and proposal have all of the words."""
    found: list[Row] = []
    pace = Pace()
    for start in range(0, len(candidates), PROPOSALS_AT_ONCE):
        some = candidates[start : start + PROPOSALS_AT_ONCE]
        query = Bid.filter(id__in=[row.bid for row in some]).using_db(reader())
        proposals = dict(await query.values_list("id", "proposal"))
        for row in some:
            await pace.keep()
            if have_words([row.party_name, proposals[row.bid], *row.skills], asked):
                found.append(row)
    return found


def brief_of(demand: Demand) -> Brief:
    return Brief(
        budget_low=demand.budget_low,
        budget_high=demand.budget_high,
        currency_digits=digits(demand.currency),
        duration_days=demand.duration_days,
        skills=frozenset(demand.skills),
        prices_open=not demand.is_sealed,
    )


def _row(found: dict[str, Any]) -> Row:
    skills = found["skills"]
    return Row(
        candidate=UUID(str(found["candidate"])),
        applicant=UUID(str(found["applicant"])),
        party=UUID(str(found["party"])),
        bid=UUID(str(found["bid"])),
        standing=Standing(found["standing"]),
        alternative_rank=found["alternative_rank"],
        arrived_at=moment_of(found["arrived_at"]),
        state=BidState(found["state"]),
        submitted_number=found["submitted_number"],
        price=found["price_minor"],
        duration_days=found["duration_days"],
        party_name=found["name"],
        skills=tuple(json.loads(skills) if isinstance(skills, str) else skills),
        rating_total=found["rating_total"],
        rating_count=found["rating_count"],
        is_verified=found["verified_at"] is not None,
    )


def _entry(row: Row) -> Entry:
    return Entry(
        id=str(row.candidate),
        arrived_at=row.arrived_at,
        price=row.price,
        duration_days=row.duration_days,
        skills=frozenset(row.skills),
        rating_total=row.rating_total,
        rating_count=row.rating_count,
        is_verified=row.is_verified,
    )


def _key(row: Row, scores: dict[UUID, Scored], sorting: CandidateOrder) -> Key:
    place = 0
    match sorting:
        case CandidateOrder.MERIT:
            # By points, which depend only on the candidate: ranks can shift between two pages when others come or go.
            place = -scores[row.candidate].points if row.candidate in scores else LAST
        case CandidateOrder.PRICE:
            place = row.price
        case CandidateOrder.ALTERNATIVES:
            place = row.alternative_rank or LAST
    return (place, row.arrived_at.isoformat(), str(row.candidate))
