"""Replays tenders through a running server: python -m tests.replay --url URL worldbank|tsuchiura|toku --tenders N."""

import argparse
import asyncio
import sys
from collections import Counter
from collections.abc import Sequence
from time import perf_counter

from tests.replay.crowd import Crowd, gathered, together
from tests.replay.expected import ACCEPTED
from tests.replay.files import DATA, READERS, Tender, sample
from tests.replay.paging import play_paged
from tests.replay.play import WINDOW, Report, play

LONG = 60
"""Bids from which on a list is read in pages while it grows."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.replay", description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000/graphql", help="the server's GraphQL endpoint")
    parser.add_argument("file", choices=list(READERS))
    parser.add_argument("--tenders", type=int, help="so many, spread over the file; all unless said otherwise")
    parser.add_argument("--at-once", type=int, default=8, help="tenders that are played at a time")
    parser.add_argument("--people", type=int, default=24, help="people who act for the bidders")
    parser.add_argument("--window", type=float, default=WINDOW, help="seconds that sealed bidding stays open")
    given = parser.parse_args()
    if not (DATA / given.file).is_dir():
        parser.error(f"there is no data in {DATA / given.file}")
    tenders = READERS[given.file]()
    start = perf_counter()
    reports = asyncio.run(replay(given, sample(tenders, given.tenders or len(tenders))))
    lines = table(given.file, reports, perf_counter() - start)
    differences = [difference for report in reports for difference in report.differences]
    sys.stdout.write("\n".join([*differences[:50], *lines]) + "\n")
    return 1 if differences else 0


async def replay(given: argparse.Namespace, tenders: list[Tender]) -> list[Report]:
    async with gathered(given.url, people=given.people) as crowd:
        return await together([any_way(crowd, tender, given.window) for tender in tenders], given.at_once)


async def any_way(crowd: Crowd, tender: Tender, window: float) -> Report:
    if len(tender.offers) >= LONG:
        return await play_paged(crowd, tender)
    return await play(crowd, tender, window=window)


def table(name: str, reports: Sequence[Report], seconds: float) -> list[str]:
    """The figures of a replay, one per line."""
    answers: Counter[str] = sum((report.answers for report in reports), Counter())
    figures: list[tuple[str, object]] = [
        ("tenders", len(reports)),
        ("bids", answers.total()),
        (ACCEPTED, answers.pop(ACCEPTED, 0)),
        *((f"refused: {answer}", count) for answer, count in answers.most_common()),
        ("events", sum(report.events for report in reports)),
        ("looks while sealed", sum(report.sealed_looks for report in reports)),
        ("seconds", f"{seconds:.1f}"),
        ("differences", sum(len(report.differences) for report in reports)),
    ]
    return [name, *(f"  {what:36}{value:>10}" for what, value in figures)]


if __name__ == "__main__":
    sys.exit(main())
