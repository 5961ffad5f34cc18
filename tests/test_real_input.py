"""Real tenders from files, played through a running server: a sample of what `python -m tests.replay` plays."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

import pytest

from tests.replay.crowd import Crowd, gathered, together
from tests.replay.expected import ACCEPTED, course, outcome
from tests.replay.files import DATA, READERS, Tender
from tests.replay.paging import play_paged
from tests.replay.play import Report, opened, play
from tests.support.api.server import Server
from tests.support.waiting import TooSlow, with_enough_time

# Every text of the files goes through both databases; how bids are listed and sealed is tried on one.
pytestmark = pytest.mark.anywhere

MISMATCH, INVALID = "saveBid CURRENCY_MISMATCH", "saveBid INVALID_INPUT"
Heard = list[dict[str, Any]]


@pytest.fixture(scope="module")
async def crowd(server: Server) -> AsyncIterator[Crowd]:
    async with gathered(server.url, people=3) as crowd:
        yield crowd


def needs(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not (DATA / name).is_dir(), reason=f"there is no data in {DATA / name}")


def tenders(name: str, *wanted: str) -> list[Tender]:
    found = {tender.name: tender for tender in READERS[name]()}
    return [found[each] for each in wanted]


def sums(reports: list[Report]) -> tuple[dict[str, int], int]:
    """The number of each answer and of received events, if nothing differs from the file."""
    assert [difference for report in reports for difference in report.differences] == []
    answers: Counter[str] = sum((report.answers for report in reports), Counter())
    return dict(answers), sum(report.events for report in reports)


@pytest.mark.parametrize(
    ("name", "count", "answers", "arrived", "revised", "withdrawn"),
    [
        pytest.param(
            "worldbank",
            2055,
            {
                ACCEPTED: 6320,
                MISMATCH: 813,
                INVALID: 122,
                "draftDemand INVALID_INPUT": 760,
                "createParty INVALID_INPUT": 16,
            },
            6208,
            112,
            0,
            marks=needs("worldbank"),
        ),
        pytest.param("tsuchiura", 796, {ACCEPTED: 3071, INVALID: 28}, 3061, 10, 0, marks=needs("tsuchiura")),
        pytest.param("toku", 56, {ACCEPTED: 1690, INVALID: 55}, 1661, 29, 35, marks=needs("toku")),
    ],
)
def test_the_files_say_which_offers_stand_and_which_are_refused(
    name: str, count: int, answers: dict[str, int], arrived: int, revised: int, withdrawn: int
) -> None:
    found = READERS[name]()
    courses = [course(tender, [outcome(tender, offer) for offer in tender.offers]) for tender in found]
    assert len(found) == count
    assert Counter(outcome(tender, offer) for tender in found for offer in tender.offers) == answers
    assert sum(each.arrived for each in courses) == arrived
    assert sum(each.revised for each in courses) == revised
    assert sum(each.withdrawn for each in courses) == withdrawn


@pytest.mark.heavy
@pytest.mark.everywhere
@needs("worldbank")
async def test_open_tenders_arrive_live_as_the_file_has_them(crowd: Crowd) -> None:
    """EB-8: mixed currencies, missing prices, and bidders that appear twice, have no name or a very long one."""
    played = tenders(
        "worldbank",
        "OP00028888",  # one bidder, twice in the currency of the tender and once in another
        "OP00006047",  # a bidder without a name, and one without a price
        "OP00026987",  # a consortium with a name of more than 120 characters
        "OP00029669",  # equal prices
        "OP00007810",  # in a currency that is no more
        "OP00027019",  # bidders up to three times, a price of one cent, a contract of none
        "OP00014675",  # a bidder whose second price is in another currency
        "OP00023505",  # nineteen bids
    )
    answers, events = sums(await together([play(crowd, tender) for tender in played], at_once=4))
    assert answers == {
        ACCEPTED: 39,
        MISMATCH: 3,
        INVALID: 2,
        "createParty INVALID_INPUT": 1,
        "draftDemand INVALID_INPUT": 3,
    }
    assert events == 39


@needs("tsuchiura")
async def test_eb3_sealed_auctions_show_nothing_before_they_open_by_the_clock(crowd: Crowd) -> None:
    """The awarder sees the number of bids; content, prices and names appear nowhere until the deadline."""
    await with_enough_time(partial(_sealed, crowd), 6)


async def _sealed(crowd: Crowd, seconds: float) -> None:
    played = tenders("tsuchiura", "36", "68", "178", "755", "912")
    reports = await together([play(crowd, tender, window=seconds) for tender in played], at_once=5)
    late = [answer for report in reports for answer in report.answers if answer.endswith("DEADLINE_PASSED")]
    if late or not all(report.sealed_looks for report in reports):
        raise TooSlow
    answers, events = sums(reports)
    assert answers == {ACCEPTED: 20, INVALID: 4}
    assert events == 38
    assert [report.sealed_looks for report in reports] == [1] * 5


@needs("toku")
async def test_a_long_list_pages_without_repeat_or_skip_while_bids_arrive(crowd: Crowd) -> None:
    (job,) = tenders("toku", "cmm60fshb0205l5041ptnt02q")
    report = await play_paged(crowd, job)
    assert sums([report]) == ({ACCEPTED: 79}, 79)


@needs("worldbank")
async def test_a_replay_notices_what_is_lost_doubled_or_swapped(crowd: Crowd) -> None:
    (tender,) = tenders("worldbank", "OP00029669")
    changes: dict[str, Callable[[Heard], Heard]] = {
        "nothing": lambda heard: heard,
        "lost": lambda heard: heard[1:],
        "doubled": lambda heard: [*heard, heard[-1]],
        "swapped": lambda heard: heard[::-1],
        "another price": lambda heard: [{**heard[0], "candidate": heard[1]["candidate"]}, *heard[1:]],
    }
    noticed = {}
    async with opened(crowd, tender, Report(tender)) as stage:
        assert stage is not None
        await stage.send(range(len(tender.offers)))
        await stage.compare()
        heard = stage.heard
        for name, change in changes.items():
            stage.heard, stage.report = change(heard), Report(tender)
            await stage.compare()
            noticed[name] = bool(stage.report.differences)
    assert noticed == {"nothing": False, "lost": True, "doubled": True, "swapped": True, "another price": True}
