"""The workbench at a glance: every candidate with bid, party and score, filtered and sorted."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from models.accounts.parties import Party
from models.demands.applicants import Applicant, Bid, BidState
from models.demands.candidates import Candidate, Standing
from models.demands.demand import Demand
from models.errors import FieldProblem, InvalidInput
from models.money import digits
from models.ordering import Brief, Entry, Scored, check_weights, order
from models.pages import Key, Page, page
from models.words import asked_words, words_of

LAST = 2**53


class CandidateOrder(StrEnum):
    """The order of the candidates; those without a value for it come last, by arrival."""

    MERIT = "MERIT"
    ARRIVAL = "ARRIVAL"
    PRICE = "PRICE"
    ALTERNATIVES = "ALTERNATIVES"


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate with its applicant, bid and party."""

    candidate: Candidate
    applicant: Applicant
    bid: Bid
    party: Party

    @property
    def is_ranked(self) -> bool:
        """Whether the bid takes part in the ranking; one that needs confirmation is only shown (EB-5)."""
        return self.applicant.state is BidState.SUBMITTED


@dataclass(frozen=True, slots=True)
class CandidateCriteria:
    """The conditions for showing a candidate; None or an empty tuple is no condition."""

    standings: tuple[Standing, ...] = ()
    is_unread: bool | None = None
    text: str | None = None


async def rows_of(demand: Demand) -> list[Row]:
    """The candidates whose bids stand; empty while bids are sealed (EB-3)."""
    if demand.is_sealed:
        return []
    found = await Candidate.filter(demand_id=demand.id, is_standing=True).select_related("applicant__party")
    bids = {
        (bid.applicant_id, bid.number): bid
        for bid in await Bid.filter(applicant__demand_id=demand.id, submitted_at__not_isnull=True)
    }
    return [
        Row(
            candidate,
            candidate.applicant,
            bids[candidate.applicant_id, candidate.applicant.submitted_number or 0],
            candidate.applicant.party,
        )
        for candidate in found
    ]


def scores_of(
    demand: Demand, rows: Sequence[Row], weights: Sequence[tuple[str, int]] | None = None
) -> dict[UUID, Scored]:
    """Rank and score of every ranked candidate, whatever its standing."""
    by_id = {str(row.candidate.id): row.candidate.id for row in rows}
    ranked = order(brief_of(demand), [_entry(row) for row in rows if row.is_ranked], weights or demand.weights)
    return {by_id[scored.id]: scored for scored in ranked}


def what_if(demand: Demand, rows: Sequence[Row], weights: Sequence[tuple[str, int]]) -> list[tuple[Candidate, Scored]]:
    """The ranking with other weights; nothing is stored."""
    if problems := check_weights(weights):
        raise InvalidInput([FieldProblem("weights", problem) for problem in problems])
    candidates = {row.candidate.id: row.candidate for row in rows}
    scores = scores_of(demand, rows, weights)
    return [(candidates[key], scored) for key, scored in sorted(scores.items(), key=lambda item: item[1].rank)]


def best_of(rows: Sequence[Row], scores: dict[UUID, Scored]) -> UUID | None:
    """The candidate that ranks first among those not eliminated."""
    standing = [row.candidate.id for row in rows if row.candidate.standing is not Standing.ELIMINATED]
    return min((key for key in standing if key in scores), key=lambda key: scores[key].rank, default=None)


def shown(
    rows: Sequence[Row],
    scores: dict[UUID, Scored],
    criteria: CandidateCriteria,
    read: dict[UUID, int],
    sorting: CandidateOrder,
    *,
    first: int | None,
    after: str | None,
) -> Page[Row]:
    """One page of the matching rows, in order."""
    words = set(asked_words(criteria.text)) if criteria.text else set()
    matching = [
        row
        for row in rows
        if (not criteria.standings or row.candidate.standing in criteria.standings)
        and criteria.is_unread in (None, is_unread(row.candidate, row.applicant, read))
        and words <= set(words_of(row.party.name, row.bid.proposal, *row.party.skills))
    ]
    return page(
        matching,
        lambda row: _key(row, scores, sorting),
        order=sorting.value,
        first=first,
        after=after,
        shape=(int, str, str),
    )


def is_unread(candidate: Candidate, applicant: Applicant, read: dict[UUID, int]) -> bool:
    return read.get(candidate.id, 0) < (applicant.submitted_number or 0)


def brief_of(demand: Demand) -> Brief:
    return Brief(
        budget_low=demand.budget_low,
        budget_high=demand.budget_high,
        currency_digits=digits(demand.currency),
        duration_days=demand.duration_days,
        skills=frozenset(demand.skills),
        prices_open=not demand.is_sealed,
    )


def _entry(row: Row) -> Entry:
    return Entry(
        id=str(row.candidate.id),
        arrived_at=row.candidate.arrived_at,
        price=row.bid.price_minor,
        duration_days=row.bid.duration_days,
        skills=frozenset(row.party.skills),
        rating_total=row.party.rating_total,
        rating_count=row.party.rating_count,
        is_verified=row.party.verified_at is not None,
    )


def _key(row: Row, scores: dict[UUID, Scored], sorting: CandidateOrder) -> Key:
    place = 0
    match sorting:
        case CandidateOrder.MERIT:
            # By points, which depend only on the candidate: ranks can shift between two pages when others come or go.
            place = -scores[row.candidate.id].points if row.candidate.id in scores else LAST
        case CandidateOrder.PRICE:
            place = row.bid.price_minor
        case CandidateOrder.ALTERNATIVES:
            place = row.candidate.alternative_rank or LAST
    return (place, row.candidate.arrived_at.isoformat(), str(row.candidate.id))
