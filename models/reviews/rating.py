"""Ratings: exact sums of the points that count, where several reviews of one pair within a year count as one (RP-4)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from typing import Protocol
from uuid import UUID

from models.clock import months_after

# Sums are exact as long as no party is reviewed by another one more than 22 times within a year: 12 times any of these
# numbers divides 2,793,510,720. Beyond that a sum may be the nearest fraction with so many parts.
MOST_PARTS = 10**10
# The parts of a point where averages are added up: the numbers of keys, three and four, divide it.
EACH = 12

# A number of parts, and how many make one.
Share = tuple[int, int]


class Counted(Protocol):
    """A review, as far as it is counted."""

    @property
    def id(self) -> UUID: ...

    @property
    def author_id(self) -> UUID: ...

    @property
    def published_at(self) -> datetime | None: ...

    @property
    def scores(self) -> dict[str, int]: ...


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of what counts, total / parts, and how many there are. Their average is total / (parts * count)."""

    total: int = 0
    parts: int = 1
    count: int = 0


def sums_of(reviews: Iterable[Counted]) -> tuple[Sum, dict[str, Sum]]:
    """The sum of the reviews of one party, and those of the points on each key. The order does not matter."""
    ones = counted_as_one(reviews)
    keys = dict.fromkeys(key for one in ones for review in one for key in review.scores)
    means = {key: [_mean_on(key, one) for one in ones] for key in keys}
    return _sum([_mean(one) for one in ones]), {key: _sum([each for each in of if each]) for key, of in means.items()}


def counted_as_one(reviews: Iterable[Counted]) -> list[list[Counted]]:
    """The reviews of one party, those together that count as one.

    A review begins a year, and those by the same author that are published within it count with it. The next one begins
    another year. So what is published later never parts what counts together already.
    """
    found: list[list[Counted]] = []
    by_author = sorted(reviews, key=attrgetter("author_id", "published_at", "id"))
    for _, theirs in groupby(by_author, key=attrgetter("author_id")):
        end: datetime | None = None
        for review in theirs:
            assert review.published_at is not None
            if end is None or review.published_at >= end:
                end = months_after(review.published_at, 12)
                found.append([])
            found[-1].append(review)
    return found


def _mean(reviews: Sequence[Counted]) -> Share:
    """The mean of what each of them gives on average."""
    return sum(EACH // len(each.scores) * sum(each.scores.values()) for each in reviews), EACH * len(reviews)


def _mean_on(key: str, reviews: Sequence[Counted]) -> Share | None:
    points = [each.scores[key] for each in reviews if key in each.scores]
    return (sum(points), len(points)) if points else None


def _sum(shares: Sequence[Share]) -> Sum:
    """Adds those of equal parts first, as integers: there are few others."""
    by_parts: Counter[int] = Counter()
    for total, parts in shares:
        by_parts[parts] += total
    whole = sum((Fraction(total, parts) for parts, total in by_parts.items()), Fraction())
    whole = whole.limit_denominator(MOST_PARTS)
    return Sum(whole.numerator, whole.denominator, len(shares))
