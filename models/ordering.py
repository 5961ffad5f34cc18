"""The order of the candidates: each place explained, from the demand and the candidate alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

ORDERING_VERSION = 1
"""Rises with every change of a bound, a prior, a rounding or tie-break; a stored order names its version."""

SCALE = 1_000_000
NEUTRAL = SCALE // 2
WHOLE = 10_000
"""What the weights of an ordering add up to: basis points."""

PRIOR_RATING = 3
PRIOR_COUNT = 5


class Goal(StrEnum):
    """Which raw values are better; the normalized ones are always better when higher."""

    HIGHER = "HIGHER"
    LOWER = "LOWER"


@dataclass(frozen=True, slots=True)
class Brief:
    """What the demand fixes. The budget is in minor units of a currency with so many digits."""

    budget_low: int | None
    budget_high: int | None
    currency_digits: int
    duration_days: int | None
    skills: frozenset[str]
    prices_open: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one candidate. The price is in minor units; the ratings, 1 to 5 each, are summed."""

    id: str
    arrived_at: datetime
    price: int | None
    duration_days: int | None
    skills: frozenset[str]
    rating_total: int
    rating_count: int
    is_verified: bool


Measured = tuple[int, int, int]
"""The raw value in units of its last decimal, how many decimals it has, and its place from 0 to SCALE."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One way to tell candidates apart; it measures None where the value is unknown or has no scale."""

    key: str
    goal: Goal
    measure: Callable[[Brief, Entry], Measured | None]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one criterion added to a total. A missing value has no raw one and counts as neutral."""

    key: str
    weight: int
    raw: Decimal | None
    normalized: float
    contribution: float
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """One candidate's place. Points, from 0 to WHOLE * SCALE, decide; the total shows them as a share."""

    id: str
    rank: int
    points: int
    brief: Brief = field(repr=False)
    entry: Entry = field(repr=False)
    terms: tuple[tuple[Criterion, int], ...] = field(repr=False)

    @property
    def total(self) -> float:
        return self.points / (WHOLE * SCALE)

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """In the order of the criteria. Worked out at each reading: a page is shown, but all are ordered."""
        return tuple(
            _contribution(criterion.key, weight, criterion.measure(self.brief, self.entry))
            for criterion, weight in self.terms
        )


def price_fit(brief: Brief, entry: Entry) -> Measured | None:
    """From the low end of the budget (zero if it names none) down to twice its high end.

    Reaching beyond the budget keeps two prices above it apart. A price within it is at least neutral, so that
    an unknown price never does better than one that fits.
    """
    if entry.price is None or brief.budget_high is None:
        return None
    place = falling(entry.price, best=brief.budget_low or 0, worst=2 * brief.budget_high)
    return entry.price, brief.currency_digits, place


def delivery_time(brief: Brief, entry: Entry) -> Measured | None:
    """From half the days that the demand asks for down to twice as many: less than half earns no more."""
    if entry.duration_days is None or brief.duration_days is None:
        return None
    place = falling(2 * entry.duration_days, best=brief.duration_days, worst=4 * brief.duration_days)
    return entry.duration_days, 0, place


def skill_coverage(brief: Brief, entry: Entry) -> Measured | None:
    """The share of the demand's skills that the party declares; raw is how many. None declared is unknown."""
    if not brief.skills or not entry.skills:
        return None
    covered = len(brief.skills & entry.skills)
    return covered, 0, SCALE * covered // len(brief.skills)


def track_record(_brief: Brief, entry: Entry) -> Measured | None:
    """The average rating, drawn to the middle as if five ratings of 3 came first; raw is the plain average.

    Without ratings only those five are left, which is the neutral value: a first rating moves on from there.
    """
    count = entry.rating_count
    if count == 0:
        return None
    average = (200 * entry.rating_total + count) // (2 * count)
    drawn_count = PRIOR_COUNT + count
    drawn_total = PRIOR_COUNT * PRIOR_RATING + entry.rating_total
    return average, 2, SCALE * (drawn_total - drawn_count) // (4 * drawn_count)


def verification(_brief: Brief, entry: Entry) -> Measured | None:
    return (1, 0, SCALE) if entry.is_verified else (0, 0, 0)


def falling(value: int, *, best: int, worst: int) -> int:
    """SCALE up to the best value, 0 from the worst on, and a straight line between them, rounded down."""
    if value <= best:
        return SCALE
    if value >= worst:
        return 0
    return SCALE * (worst - value) // (worst - best)


CRITERIA = (
    Criterion("price_fit", Goal.LOWER, price_fit),
    Criterion("delivery_time", Goal.LOWER, delivery_time),
    Criterion("skill_coverage", Goal.HIGHER, skill_coverage),
    Criterion("track_record", Goal.HIGHER, track_record),
    Criterion("verification", Goal.HIGHER, verification),
)

DEFAULT_WEIGHTS = (
    ("price_fit", 3_500),
    ("delivery_time", 1_500),
    ("skill_coverage", 2_500),
    ("track_record", 2_000),
    ("verification", 500),
)


def order(
    brief: Brief,
    entries: Iterable[Entry],
    weights: Sequence[tuple[str, int]] = DEFAULT_WEIGHTS,
    *,
    criteria: Sequence[Criterion] = CRITERIA,
) -> list[Scored]:
    """The candidates, best first; who arrived first goes first among equals, then the lower id.

    Each candidate is measured on its own, so none changes how two others compare. A criterion with the weight
    0 is shown and counts for nothing; one without a weight is not shown. Ids are unique. Raises ValueError on
    weights that check_weights finds wrong.
    """
    if problems := check_weights(weights, criteria):
        raise ValueError(" ".join(problems))
    if not brief.prices_open:
        # Taken away before anything is measured: no criterion, present or future, can see a closed price.
        entries = (replace(entry, price=None) for entry in entries)
    weight_of = dict(weights)
    terms = tuple((criterion, weight_of[criterion.key]) for criterion in criteria if criterion.key in weight_of)
    places = [(_points(brief, entry, terms), entry) for entry in entries]
    places.sort(key=lambda place: (-place[0], place[1].arrived_at, place[1].id))
    return [Scored(entry.id, rank, points, brief, entry, terms) for rank, (points, entry) in enumerate(places, start=1)]


def check_weights(weights: Sequence[tuple[str, int]], criteria: Sequence[Criterion] = CRITERIA) -> list[str]:
    """What is wrong with the weights, a sentence each; nothing if they can order candidates."""
    known = [criterion.key for criterion in criteria]
    times = Counter(key for key, _ in weights)
    problems = [f"There is no criterion {key!r}." for key in times if key not in known]
    problems += [f"{key!r} has more than one weight." for key in times if times[key] > 1]
    problems += [
        f"{key!r} weighs {weight}, not 0 to {WHOLE} basis points."
        for key, weight in weights
        if not 0 <= weight <= WHOLE
    ]
    if (total := sum(weight for _, weight in weights)) != WHOLE:
        problems.append(f"The weights add up to {total} basis points, not {WHOLE}.")
    return problems


def _points(brief: Brief, entry: Entry, terms: tuple[tuple[Criterion, int], ...]) -> int:
    points = 0
    for criterion, weight in terms:
        measured = criterion.measure(brief, entry)
        points += weight * (NEUTRAL if measured is None else measured[2])
    return points


def _contribution(key: str, weight: int, measured: Measured | None) -> Contribution:
    raw, decimals, normalized = measured if measured is not None else (0, 0, NEUTRAL)
    return Contribution(
        key=key,
        weight=weight,
        # Built from text, because arithmetic on decimals follows the precision that the thread has set.
        raw=Decimal(f"{raw}E-{decimals}") if measured is not None else None,
        normalized=normalized / SCALE,
        contribution=weight * normalized / (WHOLE * SCALE),
        is_missing=measured is None,
    )
