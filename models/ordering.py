"""Ranking candidates: each score is explained, and depends only on the demand and the candidate."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from models.errors import BasisPoints, Facts, FieldProblem

ORDERING_VERSION = 1
"""Raise it with every change of a bound, a prior, a rounding or a tie-break; a stored ranking names its version."""

SCALE = 1_000_000
NEUTRAL = SCALE // 2
WHOLE = 10_000
"""The sum of all weights, in basis points."""
DIGITS = 10
"""The decimal digits of WHOLE * SCALE."""

PRIOR_RATING = 3
PRIOR_COUNT = 5


class Goal(StrEnum):
    """Which raw values are better; a higher normalized value is always better."""

    HIGHER = "HIGHER"
    LOWER = "LOWER"


@dataclass(frozen=True, slots=True)
class Brief:
    """The demand's side of the ranking. The budget is in minor units of a currency with `currency_digits` decimals."""

    budget_low: int | None
    budget_high: int | None
    currency_digits: int
    duration_days: int | None
    skills: frozenset[str]
    prices_open: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One candidate's data. The price is in minor units, the sum of ratings from 1 to 5 in `rating_parts` of one."""

    id: str
    arrived_at: datetime
    price: int | None
    duration_days: int | None
    skills: frozenset[str]
    rating_total: int
    rating_count: int
    is_verified: bool
    rating_parts: int = 1


Measured = tuple[int, int, int]
"""The raw value as an integer in units of its last decimal, its number of decimals, and its score from 0 to SCALE."""


class Scale(NamedTuple):
    """The values that get SCALE and 0, in units of their last decimal, and their number of decimals."""

    best: int
    worst: int
    decimals: int


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of the ranking; it measures None if the value is unknown or the demand gives no scale for it.

    The rest explains what it measures: the scale that the demand gives, and what is placed on it if that is another
    value than the raw one, in the same units.
    """

    key: str
    goal: Goal
    measure: Callable[[Brief, Entry], Measured | None]
    scale: Callable[[Brief], Scale | None] = lambda _: None
    counted: Callable[[Entry], int] | None = None


Terms = tuple[tuple[Criterion, int], ...]
"""The criteria of one ranking with their weights in basis points."""


class Contribution(NamedTuple):
    """What one criterion contributed to a total. A missing value has no raw value and counts as neutral."""

    key: str
    weight: int
    raw: Decimal | None
    normalized: float
    contribution: float
    is_missing: bool
    # What explains it is computed on access.
    of: "Scored"

    @property
    def best(self) -> Decimal | None:
        """The value from which on all points are given; None if the demand gives no scale."""
        return None if (scale := self._scale) is None else _decimal(scale.best, scale.decimals)

    @property
    def worst(self) -> Decimal | None:
        """The value from which on no points are given."""
        return None if (scale := self._scale) is None else _decimal(scale.worst, scale.decimals)

    @property
    def counted(self) -> Decimal | None:
        """The value that is placed between the two; None if it is unknown and nothing is assumed."""
        counted, scale = self._criterion.counted, self._scale
        return self.raw if counted is None or scale is None else _decimal(counted(self.of.entry), scale.decimals)

    @property
    def missing_skills(self) -> list[str]:
        """Which of the demand's skills the party lacks, in order, if it is they that count."""
        counts = self._criterion.measure is skill_coverage
        return sorted(self.of.brief.skills - self.of.entry.skills) if counts else []

    @property
    def _scale(self) -> Scale | None:
        return self._criterion.scale(self.of.brief)

    @property
    def _criterion(self) -> Criterion:
        return next(criterion for criterion, _ in self.of.terms if criterion.key == self.key)


@dataclass(frozen=True, slots=True)
class Scored:
    """One candidate's rank. Points, from 0 to WHOLE * SCALE, decide it; the total is their share from 0 to 1."""

    id: str
    rank: int
    points: int
    brief: Brief = field(repr=False)
    entry: Entry = field(repr=False)
    terms: Terms = field(repr=False)

    @property
    def total(self) -> float:
        return share_of(self.points)

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """In the order of the criteria. Computed on access: all candidates are ranked, but only one page is shown."""
        return tuple(
            _contribution(criterion.key, weight, criterion.measure(self.brief, self.entry), self)
            for criterion, weight in self.terms
        )


def price_fit(brief: Brief, entry: Entry) -> Measured | None:
    """Falls from the low end of the budget (zero if there is none) to twice its high end.

    The scale extends beyond the budget to keep two prices above it apart. A price within the budget is at least
    neutral, so that an unknown price never scores better than one that fits.
    """
    if entry.price is None or brief.budget_high is None:
        return None
    place = falling(entry.price, best=brief.budget_low or 0, worst=2 * brief.budget_high)
    return entry.price, brief.currency_digits, place


def scale_of_prices(brief: Brief) -> Scale | None:
    if brief.budget_high is None:
        return None
    return Scale(brief.budget_low or 0, 2 * brief.budget_high, brief.currency_digits)


def delivery_time(brief: Brief, entry: Entry) -> Measured | None:
    """Falls from half the days that the demand asks for to twice as many: less than half scores no higher."""
    if entry.duration_days is None or brief.duration_days is None:
        return None
    place = falling(2 * entry.duration_days, best=brief.duration_days, worst=4 * brief.duration_days)
    return entry.duration_days, 0, place


def scale_of_days(brief: Brief) -> Scale | None:
    # In tenths of a day, because half of the days that the demand asks for may be no whole number.
    return None if brief.duration_days is None else Scale(5 * brief.duration_days, 20 * brief.duration_days, 1)


def skill_coverage(brief: Brief, entry: Entry) -> Measured | None:
    """The share of the demand's skills that the party has; raw is their number. No skills at all means unknown."""
    if not brief.skills or not entry.skills:
        return None
    covered = len(brief.skills & entry.skills)
    return covered, 0, SCALE * covered // len(brief.skills)


def scale_of_skills(brief: Brief) -> Scale | None:
    return Scale(len(brief.skills), 0, 0) if brief.skills else None


def track_record(_brief: Brief, entry: Entry) -> Measured | None:
    """The average rating, pulled towards the middle by five assumed ratings of 3; raw is the plain average.

    Without ratings only those five count, which is the neutral value; a first rating moves away from it gradually.
    """
    count = entry.rating_count
    if count == 0:
        return None
    parts = entry.rating_parts
    drawn_count = parts * (PRIOR_COUNT + count)
    drawn_total = parts * PRIOR_COUNT * PRIOR_RATING + entry.rating_total
    average = hundredths(entry.rating_total, parts, count)
    return average, 2, SCALE * (drawn_total - drawn_count) // (4 * drawn_count)


def drawn_average(entry: Entry) -> int:
    """The average with the five assumed ratings, in hundredths."""
    assumed = entry.rating_parts * PRIOR_COUNT * PRIOR_RATING
    return hundredths(assumed + entry.rating_total, entry.rating_parts, PRIOR_COUNT + entry.rating_count)


def hundredths(total: int, parts: int, count: int) -> int:
    """The average of so many ratings whose sum is total / parts, with two decimals; half a hundredth is rounded up."""
    whole = parts * count
    return (200 * total + whole) // (2 * whole)


def average_of(total: int, parts: int, count: int) -> Decimal | None:
    """The same as a decimal; None without ratings."""
    return Decimal(f"{hundredths(total, parts, count)}E-2") if count else None


def averages(total: str, parts: str, count: str) -> str:
    """The same in SQL, as JSON, given the names of the columns."""
    whole = f"({parts} * {count})"
    found = f"((200 * {total} + {whole}) / (2 * {whole}))"
    written = f"CAST({found} / 100 AS TEXT) || '.' || substr(CAST(100 + {found} % 100 AS TEXT), 2)"
    return f"CASE WHEN {count} = 0 THEN 'null' ELSE '\"' || {written} || '\"' END"


def verification(_brief: Brief, entry: Entry) -> Measured | None:
    return (1, 0, SCALE) if entry.is_verified else (0, 0, 0)


def falling(value: int, *, best: int, worst: int) -> int:
    """SCALE up to the best value, 0 from the worst value on, and linear in between, rounded down."""
    if value <= best:
        return SCALE
    if value >= worst:
        return 0
    return SCALE * (worst - value) // (worst - best)


CRITERIA = (
    Criterion("price_fit", Goal.LOWER, price_fit, scale_of_prices),
    Criterion("delivery_time", Goal.LOWER, delivery_time, scale_of_days),
    Criterion("skill_coverage", Goal.HIGHER, skill_coverage, scale_of_skills),
    Criterion("track_record", Goal.HIGHER, track_record, lambda _: Scale(500, 100, 2), drawn_average),
    Criterion("verification", Goal.HIGHER, verification, lambda _: Scale(1, 0, 0)),
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
    """Ranks the candidates, best first; ties are broken by earlier arrival, then by the lower id.

    Each candidate is measured independently, so none affects how two others compare. A criterion with weight 0 is shown
    but does not count; one without a weight is not shown. Ids must be unique. Raises ValueError for weights that
    check_weights rejects.
    """
    terms = terms_of(weights, criteria)
    return ranked(brief, [measured(brief, entry, terms) for entry in entries], terms)


def terms_of(weights: Sequence[tuple[str, int]], criteria: Sequence[Criterion] = CRITERIA) -> Terms:
    """The criteria that have a weight, with it. Raises ValueError for weights that check_weights rejects."""
    if problems := check_weights(weights, criteria):
        raise ValueError(" ".join(problems))
    weight_of = dict(weights)
    return tuple((criterion, weight_of[criterion.key]) for criterion in criteria if criterion.key in weight_of)


def share_of(points: int) -> float:
    """The points as their share of all that there are, from 0 to 1."""
    return points / (WHOLE * SCALE)


def exact_share_of(points: int) -> Decimal:
    """The same with all digits, which decide the order: ten after the point."""
    # Built from text, because decimal arithmetic depends on the precision of the current thread.
    return Decimal(f"{points}E-{DIGITS}")


def measured(brief: Brief, entry: Entry, terms: Terms) -> tuple[int, Entry]:
    """The points of one candidate, with its data as far as the ranking may use them."""
    if not brief.prices_open:
        # Remove sealed prices before measuring, so that no criterion, present or future, can use them.
        entry = replace(entry, price=None)
    return _points(brief, entry, terms), entry


def measures_of(brief: Brief, entry: Entry, criteria: Sequence[Criterion] = CRITERIA) -> dict[str, int | None]:
    """The score of the candidate by each criterion, from 0 to SCALE; None for what is unknown.

    Only for a demand whose prices are open: what is measured is stored.
    """
    assert brief.prices_open
    found = {criterion.key: criterion.measure(brief, entry) for criterion in criteria}
    return {key: None if measured is None else measured[2] for key, measured in found.items()}


def points_of(measures: Mapping[str, int | None], weights: Iterable[tuple[str, int]]) -> int:
    """The points of a candidate under these weights."""
    found = ((measures[key], weight) for key, weight in weights)
    return sum(weight * (NEUTRAL if measure is None else measure) for measure, weight in found)


def ranked(brief: Brief, places: list[tuple[int, Entry]], terms: Terms) -> list[Scored]:
    """The ranking of the measured candidates; sorts `places`."""
    places.sort(key=lambda place: (-place[0], place[1].arrived_at, place[1].id))
    return [Scored(entry.id, rank, points, brief, entry, terms) for rank, (points, entry) in enumerate(places, start=1)]


def check_weights(weights: Sequence[tuple[str, int]], criteria: Sequence[Criterion] = CRITERIA) -> list[str]:
    """The problems of the weights, one sentence each; empty if they are valid."""
    return [problem.message for problem in problems_of("weights", weights, criteria)]


def problems_of(
    path: str, weights: Sequence[tuple[str, int]], criteria: Sequence[Criterion] = CRITERIA
) -> list[FieldProblem]:
    """The problems of the weights in this field; empty if they are valid."""
    known = [criterion.key for criterion in criteria]
    times = Counter(key for key, _ in weights)
    problems = [
        FieldProblem(path, "There is no criterion '{key}'.", "UNKNOWN_CRITERION", {"key": key})
        for key in times
        if key not in known
    ]
    problems += [
        FieldProblem(path, "'{key}' has more than one weight.", "REPEATED", {"key": key})
        for key in times
        if times[key] > 1
    ]
    problems += [
        FieldProblem(
            path,
            "'{key}' weighs {weight}, not {least} to {most}.",
            "OUT_OF_RANGE",
            {"key": key, "weight": BasisPoints(weight), "least": BasisPoints(0), "most": BasisPoints(WHOLE)},
        )
        for key, weight in weights
        if not 0 <= weight <= WHOLE
    ]
    if (total := sum(weight for _, weight in weights)) != WHOLE:
        facts: Facts = {"total": BasisPoints(total), "whole": BasisPoints(WHOLE)}
        problems.append(FieldProblem(path, "The weights add up to {total}, not {whole}.", "WRONG_SUM", facts))
    return problems


def _points(brief: Brief, entry: Entry, terms: Terms) -> int:
    points = 0
    for criterion, weight in terms:
        measured = criterion.measure(brief, entry)
        points += weight * (NEUTRAL if measured is None else measured[2])
    return points


def _contribution(key: str, weight: int, measured: Measured | None, of: Scored) -> Contribution:
    raw, decimals, normalized = measured if measured is not None else (0, 0, NEUTRAL)
    return Contribution(
        key=key,
        weight=weight,
        raw=_decimal(raw, decimals) if measured is not None else None,
        normalized=normalized / SCALE,
        contribution=weight * normalized / (WHOLE * SCALE),
        is_missing=measured is None,
        of=of,
    )


def _decimal(value: int, decimals: int) -> Decimal:
    # Built from text, because decimal arithmetic depends on the precision of the current thread.
    return Decimal(f"{value}E-{decimals}") if decimals else Decimal(value)
