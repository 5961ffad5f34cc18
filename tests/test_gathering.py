"""Gathering: concurrent loads share one statement, and one caller's failure does not affect another."""

import asyncio
from collections.abc import Sequence

import pytest

from models.accounts.sessions import sign_up, viewers_of
from models.accounts.viewer import SessionEnded
from resolvers.gathering import MOST_UNDERWAY, Gathering
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.anywhere


class Loading:
    """Doubles numbers once released, and records which were batched together."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.goes_on = asyncio.Event()

    async def __call__(self, numbers: Sequence[int]) -> list[int | Exception]:
        self.batches.append([*numbers])
        await self.goes_on.wait()
        if 0 in numbers:
            raise ConnectionError("away")
        return [number * 2 if number > 0 else ValueError(number) for number in numbers]


async def started(loading: Loading, batches: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(loading.batches) < batches:  # noqa: ASYNC110 - it looks from outside
            await asyncio.sleep(0)


def asking(gathering: Gathering, loading: Loading, *numbers: int) -> list[asyncio.Task[object]]:
    return [asyncio.create_task(gathering.load("doubled", number, loading)) for number in numbers]


async def test_whoever_comes_while_statements_are_under_way_shares_the_next() -> None:
    gathering, loading = Gathering(), Loading()
    first = asking(gathering, loading, 1, 2, 3)
    await started(loading, 1)
    second = asking(gathering, loading, 4)
    await started(loading, MOST_UNDERWAY)
    third = asking(gathering, loading, 5, 6, 7)
    await asyncio.sleep(0)
    loading.goes_on.set()
    assert await asyncio.gather(*first, *second, *third) == [2, 4, 6, 8, 10, 12, 14]
    assert loading.batches == [[1, 2, 3], [4], [5, 6, 7]]
    assert await gathering.load("doubled", 8, loading) == 16


async def test_a_failure_is_theirs_who_asked() -> None:
    gathering, loading = Gathering(), Loading()
    loading.goes_on.set()
    answers = await asyncio.gather(*asking(gathering, loading, 1, -2, 3), return_exceptions=True)
    assert [type(answer) for answer in answers] == [int, ValueError, int]
    answers = await asyncio.gather(*asking(gathering, loading, 1, 0), return_exceptions=True)
    assert [type(answer) for answer in answers] == [ConnectionError, ConnectionError]
    assert await gathering.load("doubled", 4, loading) == 8


async def test_who_leaves_takes_nothing_from_who_stays() -> None:
    gathering, loading = Gathering(), Loading()
    leaving, staying = asking(gathering, loading, 1, 2)
    await started(loading, 1)
    leaving.cancel()
    loading.goes_on.set()
    assert await staying == 4
    assert leaving.cancelled()


@pytest.mark.usefixtures("database")
async def test_each_of_many_tokens_stands_for_its_own() -> None:
    gathering = Gathering()
    sessions = [await sign_up(email=f"{name}@example.org", password="correct horse", name=name) for name in "ab"]
    tokens = [sessions[0].token, "none of ours", sessions[1].token, sessions[0].token]
    found = await asyncio.gather(
        *(gathering.load(viewers_of, token, viewers_of) for token in tokens), return_exceptions=True
    )
    assert isinstance(found[1], SessionEnded)
    users = [getattr(each, "user", None) for each in found]
    assert users == [sessions[0].user, None, sessions[1].user, sessions[0].user]
