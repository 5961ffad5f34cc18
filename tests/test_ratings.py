"""Ratings are exact sums, in which several reviews of one pair of parties within a year count as one (RP-4)."""

import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock import months_after
from models.ids import new_id
from models.ordering import Brief, Entry, average_of, track_record
from models.reviews.rating import MOST_PARTS, Sum, sums_of
from models.reviews.review import KEYS, ReviewDirection

START = datetime(2030, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
ANN, BEN = new_id(), new_id()
RECEIVER, AWARDER = KEYS[ReviewDirection.OF_RECEIVER], KEYS[ReviewDirection.OF_AWARDER]
BRIEF = Brief(None, None, 2, None, frozenset(), True)

pytestmark = pytest.mark.anywhere


@dataclass(frozen=True)
class Said:
    """A review, as far as it is counted."""

    author_id: UUID
    published_at: datetime
    scores: dict[str, int]
    id: UUID = field(default_factory=new_id)

    @property
    def average(self) -> Fraction:
        return Fraction(sum(self.scores.values()), len(self.scores))


def said(author: UUID, day: int, *points: int) -> Said:
    keys = RECEIVER if len(points) == 4 else AWARDER
    return Said(author, START + day * DAY, dict(zip(keys, points, strict=True)))


def test_rp4_without_reviews_there_is_nothing_and_no_average() -> None:
    assert sums_of([]) == (Sum(0, 1, 0), {})
    assert average_of(0, 1, 0) is None


def test_rp4_an_average_is_the_sum_of_points_over_their_number() -> None:
    whole, keys = sums_of([said(ANN, 0, 5, 4, 4, 3), said(BEN, 0, 2, 2, 1)])
    assert whole == Sum(17, 3, 2)
    assert keys == {
        "QUALITY": Sum(5, 1, 1),
        "COMMUNICATION": Sum(6, 1, 2),
        "SCHEDULE": Sum(4, 1, 1),
        "EXPERTISE": Sum(3, 1, 1),
        "BRIEF": Sum(2, 1, 1),
        "PAYMENT": Sum(1, 1, 1),
    }
    # 17/6 is 2.8333...
    assert str(average_of(whole.total, whole.parts, whole.count)) == "2.83"


def test_rp4_of_one_pair_within_12_months_the_mean_counts_as_one() -> None:
    whole, keys = sums_of([said(ANN, 0, 5, 5, 5, 5), said(ANN, 100, 1, 1, 1, 1), said(ANN, 364, 5, 5, 5, 4)])
    assert whole == Sum(43, 12, 1)
    assert keys["EXPERTISE"] == Sum(10, 3, 1)
    # Somebody else's review counts as much as these three together.
    assert sums_of([said(ANN, 0, 5, 5, 5, 5), said(ANN, 1, 5, 5, 5, 5), said(BEN, 2, 1, 1, 1, 1)])[0] == Sum(6, 1, 2)


@pytest.mark.parametrize(("days", "count"), [(364, 1), (365, 2)])
def test_rp4_a_year_ends_on_the_same_day_of_the_next_one(days: int, count: int) -> None:
    whole, _ = sums_of([said(ANN, 0, 5, 5, 5), said(ANN, days, 1, 1, 1)])
    assert whole == Sum(*((3, 1, 1) if count == 1 else (6, 1, 2)))


def test_rp4_of_29_february_a_year_ends_on_the_28th() -> None:
    assert months_after(datetime(2028, 2, 29, 12, tzinfo=UTC), 12) == datetime(2029, 2, 28, 12, tzinfo=UTC)


def test_rp4_a_year_begins_with_its_first_review_whatever_comes_later() -> None:
    # 0 and 300 are one year, 400 and 700 the next one: a chain of reviews is not one for ever.
    chain = [said(ANN, day, point, point, point) for day, point in ((0, 5), (300, 3), (400, 2), (700, 1))]
    assert sums_of(chain)[0] == Sum(11, 2, 2)


REVIEWS = st.lists(
    st.tuples(
        st.sampled_from([ANN, BEN, new_id()]),
        st.integers(0, 1_500),
        st.lists(st.integers(1, 5), min_size=3, max_size=4),
    ),
    max_size=20,
)


@given(REVIEWS, st.randoms(use_true_random=False))
def test_rp4_sums_are_exact_and_do_not_depend_on_the_order(
    made: list[tuple[UUID, int, list[int]]], dice: random.Random
) -> None:
    reviews = [said(author, day, *points) for author, day, points in made]
    whole, keys = sums_of(reviews)
    shuffled = list(reviews)
    dice.shuffle(shuffled)
    assert sums_of(shuffled) == (whole, keys)
    assert Fraction(whole.total, whole.parts) == _plainly(reviews)
    assert whole.count <= len(reviews)
    assert all(each.count <= whole.count for each in keys.values())
    assert not reviews or whole.count <= Fraction(whole.total, whole.parts) <= 5 * whole.count


def _plainly(reviews: list[Said]) -> Fraction:
    """The same sum, worked out another way: author by author, year by year."""
    theirs: dict[UUID, list[Said]] = defaultdict(list)
    for each in reviews:
        theirs[each.author_id].append(each)
    total = Fraction()
    for mine in theirs.values():
        left = sorted(mine, key=lambda each: each.published_at)
        while left:
            end = months_after(left[0].published_at, 12)
            year = [each for each in left if each.published_at < end]
            left = left[len(year) :]
            total += Fraction(sum(each.average for each in year), len(year))
    return total


def test_a_sum_that_no_party_reaches_still_fits_its_columns() -> None:
    authors = {number: new_id() for number in (16, 23, 25, 27, 29, 31, 37, 41, 43, 47)}
    reviews = [said(author, day, 5, 4, 3, day % 5 + 1) for number, author in authors.items() for day in range(number)]
    whole, _ = sums_of(reviews)
    assert whole.parts <= MOST_PARTS
    exact = _plainly(reviews)
    assert exact.denominator > MOST_PARTS
    assert abs(Fraction(whole.total, whole.parts) - exact) < Fraction(1, MOST_PARTS)


def entry(whole: Sum) -> Entry:
    return Entry("1", START, None, None, frozenset(), whole.total, whole.count, False, whole.parts)


@given(REVIEWS, st.integers(0, 19), st.integers(0, 2))
def test_wb8_a_better_review_never_lowers_a_track_record(
    made: list[tuple[UUID, int, list[int]]], place: int, key: int
) -> None:
    if not made:
        return
    reviews = [said(author, day, *points) for author, day, points in made]
    before = track_record(BRIEF, entry(sums_of(reviews)[0]))
    worse = reviews[place % len(reviews)]
    name = list(worse.scores)[key]
    better = Said(worse.author_id, worse.published_at, {**worse.scores, name: 5}, worse.id)
    after = track_record(BRIEF, entry(sums_of([better if each is worse else each for each in reviews])[0]))
    assert before is not None
    assert after is not None
    assert after[2] >= before[2]
    assert after[0] >= before[0]


@given(REVIEWS)
def test_a_sum_in_parts_scores_as_its_fraction(made: list[tuple[UUID, int, list[int]]]) -> None:
    whole, _ = sums_of([said(author, day, *points) for author, day, points in made])
    found = track_record(BRIEF, entry(whole))
    if not whole.count:
        assert found is None
        return
    assert found is not None
    drawn = (15 + Fraction(whole.total, whole.parts)) / (5 + whole.count)
    assert found[2] == (drawn - 1) * 1_000_000 // 4
