"""How long it takes to order 5,000 candidates on 10 criteria: python -m bench.ordering."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

from models.ordering import (
    CRITERIA,
    SCALE,
    Brief,
    Criterion,
    Entry,
    Goal,
    Measured,
    falling,
    order,
)

CANDIDATES = 5_000
PAGE = 50
RUNS = 25
SKILLS = [f"skill-{number}" for number in range(40)]


def main() -> None:
    dice = random.Random(20)
    criteria = (*CRITERIA, *(made_up(number) for number in range(10 - len(CRITERIA))))
    weights = [(criterion.key, 1_000) for criterion in criteria]
    entries = [candidate(dice, number) for number in range(CANDIDATES)]
    open_brief, closed_brief = brief(dice, prices_open=True), brief(dice, prices_open=False)

    ready = {
        scored.id: (-scored.points, scored.entry.arrived_at, scored.id)
        for scored in order(open_brief, entries, weights, criteria=criteria)
    }
    cases: dict[str, Callable[[], object]] = {
        "sorted() by a ready key": lambda: sorted(entries, key=lambda entry: ready[entry.id]),
        "order": lambda: order(open_brief, entries, weights, criteria=criteria),
        "order, prices closed": lambda: order(closed_brief, entries, weights, criteria=criteria),
        f"order, first {PAGE} explained": lambda: [
            scored.contributions for scored in order(open_brief, entries, weights, criteria=criteria)[:PAGE]
        ],
        "order, all explained": lambda: [
            scored.contributions for scored in order(open_brief, entries, weights, criteria=criteria)
        ],
    }
    show(measure(cases))


def measure(cases: dict[str, Callable[[], object]]) -> dict[str, list[float]]:
    """The milliseconds of each run. The cases alternate, so that a slow moment of the machine affects all of them."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(RUNS):
        for name, case in cases.items():
            start = perf_counter()
            case()
            taken[name].append((perf_counter() - start) * 1_000)
    return taken


def show(taken: dict[str, list[float]]) -> None:
    baseline = median(next(iter(taken.values())))
    print(f"{CANDIDATES} candidates, 10 criteria, {RUNS} runs")
    print(f"{'':28}{'median ms':>10}{'best ms':>10}{'ratio':>8}")
    for name, times in taken.items():
        print(f"{name:28}{median(times):10.2f}{min(times):10.2f}{median(times) / baseline:8.1f}")


def made_up(number: int) -> Criterion:
    def capacity(_brief: Brief, entry: Entry) -> Measured | None:
        if entry.rating_count == number:
            return None
        spare = (entry.rating_count * (number + 7)) % 90
        return spare, 0, SCALE - falling(spare, best=0, worst=90)

    return Criterion(f"made_up_{number}", Goal.HIGHER, capacity)


def brief(dice: random.Random, *, prices_open: bool) -> Brief:
    return Brief(
        budget_low=400_000,
        budget_high=1_200_000,
        currency_digits=2,
        duration_days=45,
        skills=frozenset(dice.sample(SKILLS, 8)),
        prices_open=prices_open,
    )


def candidate(dice: random.Random, number: int) -> Entry:
    count = dice.randrange(30)
    return Entry(
        id=f"{number:08d}",
        arrived_at=datetime(2025, 3, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(20_000)),
        price=dice.randrange(200_000, 3_000_000),
        duration_days=dice.choice([None, *range(10, 120)]),
        skills=frozenset(dice.sample(SKILLS, dice.randrange(12))),
        rating_total=sum(dice.randint(1, 5) for _ in range(count)),
        rating_count=count,
        is_verified=dice.random() < 0.6,
    )


if __name__ == "__main__":
    main()
