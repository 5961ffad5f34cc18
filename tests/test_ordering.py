"""The order of the candidates: WB-7, WB-8 and WB-9, and the value of each criterion."""

import json
import math
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.ordering import (
    CRITERIA,
    DEFAULT_WEIGHTS,
    NEUTRAL,
    ORDERING_VERSION,
    SCALE,
    WHOLE,
    Brief,
    Contribution,
    Criterion,
    Entry,
    Goal,
    Measured,
    Scored,
    check_weights,
    exact_share_of,
    order,
)

pytestmark = pytest.mark.anywhere

NOON = datetime(2025, 3, 1, 12, tzinfo=UTC)
KEYS = [criterion.key for criterion in CRITERIA]
SKILLS = ["api", "css", "go", "rust", "sql"]

BRIEF = Brief(
    budget_low=10_000,
    budget_high=20_000,
    currency_digits=2,
    duration_days=30,
    skills=frozenset({"go", "sql", "api"}),
    prices_open=True,
)
ENTRY = Entry(
    id="a",
    arrived_at=NOON,
    price=15_000,
    duration_days=30,
    skills=frozenset({"go"}),
    rating_total=9,
    rating_count=2,
    is_verified=True,
)
UNKNOWN = replace(
    ENTRY,
    price=None,
    duration_days=None,
    skills=frozenset(),
    rating_total=0,
    rating_count=0,
    is_verified=False,
)

# No deadline: how long one example takes says nothing on a machine that does other things too.
unhurried = settings(deadline=None)

days = st.integers(1, 400)
prices = st.integers(1, 60_000)
skills = st.frozensets(st.sampled_from(SKILLS))
briefs = st.builds(
    lambda ends, **rest: Brief(budget_low=ends[0], budget_high=ends[1], **rest),
    ends=st.one_of(
        st.tuples(st.none() | prices, st.none()),
        st.tuples(st.none(), prices),
        st.tuples(prices, prices).map(sorted),
        prices.map(lambda price: (price, price)),
    ),
    currency_digits=st.sampled_from([0, 2, 3]),
    duration_days=st.none() | days,
    skills=skills,
    prices_open=st.booleans(),
)
candidates = st.lists(
    st.builds(
        lambda ratings, **rest: Entry(rating_total=sum(ratings), rating_count=len(ratings), **rest),
        ratings=st.lists(st.integers(1, 5), max_size=12),
        id=st.text("abc", min_size=1, max_size=4),
        arrived_at=st.integers(0, 3).map(lambda hours: NOON + timedelta(hours=hours)),
        price=st.none() | prices,
        duration_days=st.none() | days,
        skills=skills,
        is_verified=st.booleans(),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda entry: entry.id,
)


def weights_of(keys: list[str], whole: int = WHOLE) -> st.SearchStrategy[list[tuple[str, int]]]:
    cuts = st.lists(st.integers(0, whole), min_size=len(keys) - 1, max_size=len(keys) - 1).map(sorted)
    return cuts.map(
        lambda cuts: [(key, upper - lower) for key, lower, upper in zip(keys, [0, *cuts], [*cuts, whole], strict=True)]
    )


def told(places: Iterable[Scored]) -> bytes:
    """The whole result of an ordering, as bytes."""
    rows = [
        [place.id, place.rank, place.points, place.total]
        + [
            [part.key, part.weight, str(part.raw), part.normalized, part.contribution, part.is_missing]
            for part in place.contributions
        ]
        for place in places
    ]
    return json.dumps(rows).encode()


def ids(places: Iterable[Scored]) -> list[str]:
    return [place.id for place in places]


def alone(key: str, brief: Brief, entry: Entry) -> Contribution:
    """The score of a candidate if one criterion has all the weight."""
    [place] = order(brief, [entry], [(key, WHOLE)])
    [part] = place.contributions
    return part


def constant(key: str, measured: Measured | None) -> Criterion:
    return Criterion(key, Goal.HIGHER, lambda _brief, _entry: measured)


def sample() -> list[Scored]:
    """A fixed order of 200 candidates, many of them tied."""
    entries = [
        Entry(
            id=f"{number:03d}",
            arrived_at=NOON + timedelta(minutes=number * 7 % 5),
            price=None if number % 17 == 0 else 7_000 + number * 9_973 % 40_000,
            duration_days=None if number % 13 == 0 else 1 + number * 31 % 90,
            skills=frozenset(SKILLS[number % 5 : number % 7]),
            rating_total=number % 5 * (1 + number % 5),
            rating_count=number % 5,
            is_verified=number % 3 == 0,
        )
        for number in range(200)
    ]
    return order(BRIEF, entries)


@pytest.mark.parametrize(
    ("low", "high", "price", "normalized"),
    [
        (10_000, 20_000, 1, 1.0),
        (10_000, 20_000, 10_000, 1.0),
        (10_000, 20_000, 15_000, 0.833333),
        (10_000, 20_000, 20_000, 0.666666),
        (10_000, 20_000, 20_001, 0.666633),
        (10_000, 20_000, 39_999, 0.000033),
        (10_000, 20_000, 40_000, 0.0),
        (10_000, 20_000, 10**15, 0.0),
        (None, 20_000, 1, 0.999975),
        (None, 20_000, 20_000, 0.5),
        (20_000, 20_000, 20_000, 1.0),
        (20_000, 20_000, 30_000, 0.5),
    ],
)
def test_a_price_is_measured_from_the_budgets_low_end_to_twice_its_high_end(
    low: int | None, high: int, price: int, normalized: float
) -> None:
    brief = replace(BRIEF, budget_low=low, budget_high=high)
    part = alone("price_fit", brief, replace(ENTRY, price=price))
    assert part == Contribution("price_fit", WHOLE, Decimal(price) / 100, normalized, normalized, False, part.of)


@pytest.mark.parametrize(("digits", "shown"), [(0, "15000"), (2, "150.00"), (3, "15.000")])
def test_a_raw_price_has_the_decimals_of_its_currency(digits: int, shown: str) -> None:
    part = alone("price_fit", replace(BRIEF, currency_digits=digits), ENTRY)
    assert str(part.raw) == shown


@pytest.mark.parametrize(
    ("asked", "offered", "normalized"),
    [(30, 1, 1.0), (30, 15, 1.0), (30, 30, 0.666666), (30, 59, 0.022222), (30, 60, 0.0), (1, 1, 0.666666)],
)
def test_a_duration_is_measured_from_half_to_twice_what_the_demand_asks_for(
    asked: int, offered: int, normalized: float
) -> None:
    brief = replace(BRIEF, duration_days=asked)
    part = alone("delivery_time", brief, replace(ENTRY, duration_days=offered))
    assert part == Contribution("delivery_time", WHOLE, Decimal(offered), normalized, normalized, False, part.of)


@pytest.mark.parametrize(
    ("declared", "covered", "normalized"),
    [({"css"}, 0, 0.0), ({"go"}, 1, 0.333333), ({"go", "sql", "css"}, 2, 0.666666), ({*SKILLS}, 3, 1.0)],
)
def test_skills_are_measured_by_the_share_of_the_demands_that_are_declared(
    declared: set[str], covered: int, normalized: float
) -> None:
    part = alone("skill_coverage", BRIEF, replace(ENTRY, skills=frozenset(declared)))
    assert part == Contribution("skill_coverage", WHOLE, Decimal(covered), normalized, normalized, False, part.of)


@pytest.mark.parametrize(
    ("total", "count", "raw", "normalized"),
    [
        (3, 1, "3.00", 0.5),
        (5, 1, "5.00", 0.583333),
        (1, 1, "1.00", 0.416666),
        (14, 3, "4.67", 0.65625),
        (50, 10, "5.00", 0.833333),
        (5_000, 1_000, "5.00", 0.997512),
        (1_000, 1_000, "1.00", 0.002487),
    ],
)
def test_a_track_record_counts_for_more_the_more_ratings_it_has(
    total: int, count: int, raw: str, normalized: float
) -> None:
    part = alone("track_record", BRIEF, replace(ENTRY, rating_total=total, rating_count=count))
    assert part == Contribution("track_record", WHOLE, Decimal(raw), normalized, normalized, False, part.of)


@pytest.mark.parametrize("is_verified", [True, False])
def test_a_verified_party_has_the_whole_of_its_criterion(is_verified: bool) -> None:
    part = alone("verification", BRIEF, replace(ENTRY, is_verified=is_verified))
    share = float(is_verified)
    assert part == Contribution("verification", WHOLE, Decimal(is_verified), share, share, False, part.of)


@pytest.mark.parametrize(
    ("key", "brief", "entry"),
    [
        ("price_fit", {}, {"price": None}),
        ("price_fit", {"budget_high": None}, {}),
        ("price_fit", {"prices_open": False}, {}),
        ("delivery_time", {}, {"duration_days": None}),
        ("delivery_time", {"duration_days": None}, {}),
        ("skill_coverage", {}, {"skills": frozenset()}),
        ("skill_coverage", {"skills": frozenset()}, {}),
        ("track_record", {}, {"rating_total": 0, "rating_count": 0}),
    ],
)
def test_wb_8_a_missing_value_is_neutral_and_flagged(key: str, brief: dict[str, Any], entry: dict[str, Any]) -> None:
    part = alone(key, replace(BRIEF, **brief), replace(ENTRY, **entry))
    assert part == Contribution(key, WHOLE, None, NEUTRAL / SCALE, 0.5, True, part.of)


@given(brief=briefs)
@unhurried
def test_wb_8_silence_never_does_better_than_what_the_demand_asks_for(brief: Brief) -> None:
    fitting = replace(ENTRY, price=brief.budget_high, duration_days=brief.duration_days, skills=brief.skills)
    for key in ("price_fit", "delivery_time", "skill_coverage"):
        assert alone(key, brief, fitting).normalized >= alone(key, brief, UNKNOWN).normalized


def with_a_lower_price(entry: Entry, step: int) -> Entry:
    return replace(entry, price=max(1, entry.price - 500 * step) if entry.price is not None else None)


def with_fewer_days(entry: Entry, step: int) -> Entry:
    fewer = max(1, entry.duration_days - step) if entry.duration_days is not None else None
    return replace(entry, duration_days=fewer)


def with_another_skill(entry: Entry, step: int) -> Entry:
    return replace(entry, skills=entry.skills | {SKILLS[step % 5]} if entry.skills else entry.skills)


def with_another_best_rating(entry: Entry, _step: int) -> Entry:
    return replace(entry, rating_total=entry.rating_total + 5, rating_count=entry.rating_count + 1)


def with_a_better_rating(entry: Entry, step: int) -> Entry:
    return replace(entry, rating_total=min(entry.rating_total + step, 5 * entry.rating_count))


def verified(entry: Entry, _step: int) -> Entry:
    return replace(entry, is_verified=True)


IMPROVED = (
    with_a_lower_price,
    with_fewer_days,
    with_another_skill,
    with_another_best_rating,
    with_a_better_rating,
    verified,
)


@given(brief=briefs, entries=candidates, weights=weights_of(KEYS), step=st.integers(1, 40))
@settings(unhurried, max_examples=350)
def test_wb_8_improving_on_one_criterion_never_lowers_a_rank(
    brief: Brief, entries: list[Entry], weights: list[tuple[str, int]], step: int
) -> None:
    before = {place.id: place for place in order(brief, entries, weights)}
    for improved in IMPROVED:
        # The first that can be improved so: for each way, more than a hundred of the examples have one.
        changed = next(
            ((at, better) for at, each in enumerate(entries) if (better := improved(each, step)) != each), None
        )
        if changed is None:
            continue
        at, better = changed
        places = order(brief, [*entries[:at], better, *entries[at + 1 :]], weights)
        [after] = [place for place in places if place.id == better.id]
        assert after.rank <= before[better.id].rank, improved
        assert after.points >= before[better.id].points, improved


@given(brief=briefs, entries=candidates, weights=weights_of(KEYS), place=st.integers(0, 11))
@unhurried
def test_wb_8_removing_a_candidate_never_changes_the_order_of_the_others(
    brief: Brief, entries: list[Entry], weights: list[tuple[str, int]], place: int
) -> None:
    gone = entries[place % len(entries)]
    before = order(brief, entries, weights)
    after = order(brief, [entry for entry in entries if entry is not gone], weights)
    kept = [(place.id, place.points) for place in before if place.id != gone.id]
    assert [(place.id, place.points) for place in after] == kept


@given(
    brief=briefs,
    entries=candidates,
    weights=weights_of(KEYS, WHOLE // 2),
    measured=st.none() | st.integers(0, SCALE).map(lambda place: (place, 6, place)),
)
@unhurried
def test_wb_8_a_criterion_on_which_all_are_equal_changes_nothing_in_the_order(
    brief: Brief, entries: list[Entry], weights: list[tuple[str, int]], measured: Measured | None
) -> None:
    without = order(brief, entries, [(key, 2 * weight) for key, weight in weights])
    criteria = (constant("equal", measured), *CRITERIA)
    assert ids(order(brief, entries, [("equal", WHOLE // 2), *weights], criteria=criteria)) == ids(without)


@given(brief=briefs, entries=candidates, weights=weights_of(KEYS))
@unhurried
def test_wb_8_every_figure_is_finite_and_the_parts_add_up_to_the_total(
    brief: Brief, entries: list[Entry], weights: list[tuple[str, int]]
) -> None:
    for place in order(brief, entries, weights):
        for part in place.contributions:
            assert 0.0 <= part.contribution <= part.normalized <= 1.0
            assert (part.raw is None) == part.is_missing
        assert 0.0 <= place.total <= 1.0
        assert math.isclose(place.total, math.fsum(part.contribution for part in place.contributions))


@pytest.mark.parametrize(("entry", "total"), [(UNKNOWN, 0.475), (ENTRY, 0.6464281)])
@pytest.mark.parametrize("count", [0, 1, 5])
def test_wb_8_one_candidate_and_equal_ones_and_unknown_ones_have_totals(count: int, entry: Entry, total: float) -> None:
    places = order(BRIEF, [replace(entry, id=str(number)) for number in range(count)])
    assert [(place.id, place.rank, place.total) for place in places] == [
        (str(number), number + 1, total) for number in range(count)
    ]


@given(brief=briefs, entries=candidates, weights=weights_of(KEYS), dice=st.randoms(use_true_random=False))
@unhurried
def test_wb_7_the_order_of_the_rows_and_of_the_weights_changes_no_byte(
    brief: Brief, entries: list[Entry], weights: list[tuple[str, int]], dice: random.Random
) -> None:
    shuffled = dice.sample(entries, len(entries)), dice.sample(weights, len(weights))
    assert told(order(brief, *shuffled)) == told(order(brief, entries, weights))


def test_wb_7_the_hash_seed_changes_no_byte() -> None:
    program = (
        "import runpy, sys; this = runpy.run_path(sys.argv[1]);sys.stdout.buffer.write(this['told'](this['sample']()))"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program, __file__],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent.parent,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2025")
    ]
    assert outputs == [told(sample())] * 2


def test_wb_7_the_precision_of_decimals_changes_no_byte() -> None:
    expected = told(sample())
    with localcontext(prec=1):
        assert told(sample()) == expected


@given(brief=briefs, entries=candidates)
@unhurried
def test_wb_8_what_a_score_is_explained_by_gives_its_points(brief: Brief, entries: list[Entry]) -> None:
    """Bounds and priors are those of the version, or come from the demand, and whoever reads them gets the points."""
    for place in order(brief, entries):
        for part in place.contributions:
            if part.counted is None:
                assert part.is_missing
                continue
            assert part.best is not None
            assert part.worst is not None
            share = (Fraction(part.counted) - Fraction(part.worst)) / (Fraction(part.best) - Fraction(part.worst))
            whole = Fraction(part.normalized).limit_denominator(SCALE)
            # The average of ratings is shown to the half of a hundredth, of four that there are.
            blur = Fraction(5, 1000) / 4 if part.key == "track_record" else 0
            assert -blur <= max(0, min(1, share)) - whole < Fraction(1, SCALE) + blur


def test_wb_8_each_criterion_says_what_it_compares_with() -> None:
    def said(brief: Brief, entry: Entry) -> dict[str, tuple[str, str, str, list[str]]]:
        (place,) = order(brief, [entry])
        return {
            part.key: (str(part.counted), str(part.best), str(part.worst), part.missing_skills)
            for part in place.contributions
        }

    assert said(BRIEF, ENTRY) == {
        "price_fit": ("150.00", "100.00", "400.00", []),
        "delivery_time": ("30", "15.0", "60.0", []),
        "skill_coverage": ("1", "3", "0", ["api", "sql"]),
        "track_record": ("3.43", "5.00", "1.00", []),
        "verification": ("1", "1", "0", []),
    }
    silent = replace(BRIEF, budget_low=None, budget_high=None, duration_days=None, skills=frozenset())
    assert said(silent, UNKNOWN) == {
        "price_fit": ("None", "None", "None", []),
        "delivery_time": ("None", "None", "None", []),
        "skill_coverage": ("None", "None", "None", []),
        "track_record": ("3.00", "5.00", "1.00", []),
        "verification": ("0", "1", "0", []),
    }
    assert said(replace(BRIEF, prices_open=False), ENTRY)["price_fit"] == ("None", "100.00", "400.00", [])


def test_wb_7_a_version_stands_for_one_computation() -> None:
    # A change that alters this digest needs a new ORDERING_VERSION.
    digest = "bc744ee5265c20fd22b2f05b4d52733d9a036f6ba5a9fad8c0a31e324c1685cc"
    assert (ORDERING_VERSION, sha256(told(sample())).hexdigest()) == (1, digest)


@given(
    brief=briefs,
    entries=candidates,
    weights=weights_of(KEYS),
    others=st.lists(prices, min_size=12, max_size=12),
)
@unhurried
def test_wb_9_before_prices_are_open_no_price_changes_anything(
    brief: Brief, entries: list[Entry], weights: list[tuple[str, int]], others: list[int]
) -> None:
    closed = replace(brief, prices_open=False)
    repriced = [replace(entry, price=price) for entry, price in zip(entries, others, strict=False)]
    assert told(order(closed, repriced, weights)) == told(order(closed, entries, weights))


def test_wb_9_no_criterion_of_any_kind_sees_a_closed_price() -> None:
    seen: list[int | None] = []

    def curious(_brief: Brief, entry: Entry) -> Measured | None:
        seen.append(entry.price)
        return None

    criteria = (Criterion("curious", Goal.LOWER, curious),)
    places = order(replace(BRIEF, prices_open=False), [ENTRY], [("curious", WHOLE)], criteria=criteria)
    assert [len(place.contributions) for place in places] == [1]
    assert seen == [None, None]
    assert places[0].entry.price is None


def test_points_are_shown_with_all_of_their_digits() -> None:
    shown = [format(exact_share_of(points), "f") for points in (0, 35, WHOLE * SCALE)]
    assert shown == ["0.0000000000", "0.0000000035", "1.0000000000"]


def test_equal_totals_go_by_arrival_and_then_by_id() -> None:
    later = replace(ENTRY, arrived_at=NOON + timedelta(microseconds=1))
    entries = [replace(later, id="a"), replace(ENTRY, id="c"), replace(later, id="d"), replace(ENTRY, id="b")]
    assert [(place.rank, place.id) for place in order(BRIEF, entries)] == [
        (1, "b"),
        (2, "c"),
        (3, "a"),
        (4, "d"),
    ]


def test_a_criterion_without_weight_is_shown_and_counts_for_nothing() -> None:
    weights = [("verification", WHOLE), ("track_record", 0)]
    better = replace(ENTRY, id="b", rating_total=10)
    places = order(BRIEF, [better, ENTRY], weights)
    assert ids(places) == ["a", "b"]
    assert [place.contributions[0] for place in places] == [
        Contribution("track_record", 0, Decimal("4.50"), 0.607142, 0.0, False, places[0]),
        Contribution("track_record", 0, Decimal("5.00"), 0.642857, 0.0, False, places[1]),
    ]


def test_another_criterion_plugs_in_beside_the_others() -> None:
    early = Criterion("early", Goal.HIGHER, lambda _brief, entry: (1, 0, SCALE * (entry.arrived_at == NOON)))
    halved = [(key, weight // 2) for key, weight in DEFAULT_WEIGHTS]
    entries = [replace(ENTRY, arrived_at=NOON + timedelta(days=1), rating_total=10), replace(ENTRY, id="b")]
    assert ids(order(BRIEF, entries)) == ["a", "b"]
    places = order(BRIEF, entries, [*halved, ("early", 5_000)], criteria=(*CRITERIA, early))
    assert [(place.id, place.contributions[-1].contribution) for place in places] == [("b", 0.5), ("a", 0.0)]
    assert [part.key for part in places[0].contributions] == [*KEYS, "early"]


@pytest.mark.parametrize(
    ("weights", "problems"),
    [
        (DEFAULT_WEIGHTS, []),
        ([("price_fit", 10_000)], []),
        ([("price_fit", 10_000), ("verification", 0)], []),
        ([], ["The weights add up to 0%, not 100%."]),
        ([("price_fit", 9_999)], ["The weights add up to 99.99%, not 100%."]),
        ([("charm", 10_000)], ["There is no criterion 'charm'."]),
        ([("price_fit", 5_000), ("price_fit", 5_000)], ["'price_fit' has more than one weight."]),
        (
            [("price_fit", 10_001), ("verification", -1)],
            [
                "'price_fit' weighs 100.01%, not 0% to 100%.",
                "'verification' weighs -0.01%, not 0% to 100%.",
            ],
        ),
    ],
)
def test_weights_are_known_once_each_and_add_up(weights: list[tuple[str, int]], problems: list[str]) -> None:
    assert check_weights(weights) == problems


def test_wrong_weights_order_nothing() -> None:
    with pytest.raises(ValueError, match=r"^The weights add up to 0.01%, not 100%\.$"):
        order(BRIEF, [ENTRY], [("price_fit", 1)])
