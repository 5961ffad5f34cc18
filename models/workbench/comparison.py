"""Candidates side by side: the same rows for each, and which of them is the best in a row (WB-19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from models.database import reader
from models.demands.candidates import Candidate
from models.ordering import Goal, Scored, exact_share_of, track_record
from models.workbench.overview import scores_of
from models.workbench.sources import Source, sources_of

LEAST, MOST = 2, 6


class Unit(StrEnum):
    """What the values of a row are."""

    MONEY = "MONEY"
    DAYS = "DAYS"
    COUNT = "COUNT"
    SHARE = "SHARE"
    RATING = "RATING"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one candidate has in a row. What is missing is never best."""

    value: Decimal | None
    text: str | None
    is_best: bool

    @property
    def is_missing(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class Row:
    """What candidates are compared by, with a cell for each, in their order. Without a goal, none is best."""

    key: str
    unit: Unit
    goal: Goal | None
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The candidates in the order in which they were asked for, and the rows that all of them have."""

    candidates: list[Candidate]
    rows: list[Row]


async def compare(candidates: Sequence[Candidate]) -> Comparison:
    """Compares candidates of one demand by their ranks, their bids and parties, and the demand's criteria.

    A bid that needs confirmation is not ranked: its rank and its scores are missing.
    """
    keys = [candidate.id for candidate in candidates]
    scores = await scores_of(set(keys))
    sources = {source.candidate: source for source in await sources_of(keys, by=reader())}
    scored = [scores.get(key) for key in keys]
    found = [sources[key] for key in keys]
    return Comparison(list(candidates), [*_ranking(scored), *_facts(found), *_criteria(found[0].weights, scored)])


def _ranking(scored: Sequence[Scored | None]) -> list[Row]:
    ranks = [None if each is None else Decimal(each.rank) for each in scored]
    totals = [None if each is None else exact_share_of(each.points) for each in scored]
    return [row("rank", Unit.COUNT, Goal.LOWER, ranks), row("total", Unit.SHARE, Goal.HIGHER, totals)]


def _facts(sources: Sequence[Source]) -> list[Row]:
    """What the bids say, and what is known of the parties."""
    entries = [source.entry for source in sources]
    prices = [_scaled(source.entry.price, source.brief.currency_digits) for source in sources]
    skills = [sorted(source.entry.skills & source.brief.skills) for source in sources]
    ratings = [track_record(source.brief, source.entry) for source in sources]
    return [
        row("price", Unit.MONEY, Goal.LOWER, prices),
        row("duration", Unit.DAYS, Goal.LOWER, [_scaled(entry.duration_days, 0) for entry in entries]),
        row("skills", Unit.COUNT, Goal.HIGHER, [Decimal(len(each)) for each in skills], [*map(", ".join, skills)]),
        row("rating", Unit.RATING, Goal.HIGHER, [each and _scaled(each[0], each[1]) for each in ratings]),
        row("rating_count", Unit.COUNT, None, [Decimal(entry.rating_count) for entry in entries]),
    ]


def _criteria(weights: Sequence[tuple[str, int]], scored: Sequence[Scored | None]) -> list[Row]:
    """What each criterion of the demand makes of the candidates."""
    parts = [{part.key: part for part in each.contributions} if each else {} for each in scored]
    rows = []
    for key, _ in weights:
        found = [each.get(key) for each in parts]
        values = [None if part is None or part.is_missing else Decimal(str(part.normalized)) for part in found]
        rows.append(row(key, Unit.SHARE, Goal.HIGHER, values))
    return rows


def row(
    key: str,
    unit: Unit,
    goal: Goal | None,
    values: Sequence[Decimal | None],
    texts: Sequence[str] | None = None,
) -> Row:
    """A row of these values. Several can be the best; none is where all that are known are the same."""
    known = {value for value in values if value is not None}
    best = None
    if goal is not None and len(known) > 1:
        best = max(known) if goal is Goal.HIGHER else min(known)
    said: Sequence[str | None] = texts or [None] * len(values)
    cells = [
        Cell(value, text or None, value is not None and value == best) for value, text in zip(values, said, strict=True)
    ]
    return Row(key, unit, goal, cells)


def _scaled(value: int | None, decimals: int) -> Decimal | None:
    # Built from text, because decimal arithmetic depends on the precision of the current thread.
    return None if value is None else Decimal(f"{value}E-{decimals}")
