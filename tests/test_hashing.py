"""Hashing: one at a time, sign-ins first, each network in turn, and nothing for those who hung up."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from models.accounts import hashing
from models.accounts.hashing import Queue, Urgency, stays
from models.errors import Refused

pytestmark = pytest.mark.anywhere


class Hashes:
    """Hashes that only say in which order they were begun; the first one waits until it is let go."""

    def __init__(self) -> None:
        self.queue = Queue()
        self.begun: list[str] = []
        self.goes_on = threading.Event()
        self.first = asyncio.create_task(self.queue.do(self.goes_on.wait, Urgency.SIGN_IN, "first", stays))

    def ask(
        self, name: str, urgency: Urgency, origin: str = "here", has_left: Callable[[], bool] = stays
    ) -> asyncio.Task[None]:
        return asyncio.create_task(self.queue.do(partial(self.begun.append, name), urgency, origin, has_left))

    async def all_of(self, *asked: asyncio.Task[None]) -> list[object]:
        await asyncio.sleep(0)
        self.goes_on.set()
        return await asyncio.gather(self.first, *asked, return_exceptions=True)


@pytest.fixture
async def hashes() -> Iterator[Hashes]:
    return Hashes()


async def test_sign_ins_go_first_and_networks_take_turns(hashes: Hashes) -> None:
    up, enter = Urgency.SIGN_UP, Urgency.SIGN_IN
    asked = [hashes.ask(f"up {number}", up) for number in range(3)]
    asked += [hashes.ask("up elsewhere", up, "there"), hashes.ask("in 0", enter), hashes.ask("in 1", enter)]
    asked += [hashes.ask("in elsewhere", enter, "there")]
    await hashes.all_of(*asked)
    assert hashes.begun == ["in 0", "in elsewhere", "in 1", "up 0", "up elsewhere", "up 1", "up 2"]


async def test_whoever_hung_up_is_dropped_and_makes_room(hashes: Hashes) -> None:
    most = hashing.MOST_OF_ORIGIN[Urgency.SIGN_UP]
    left = [hashes.ask("left", Urgency.SIGN_UP, has_left=lambda: True) for _ in range(most)]
    cancelled = hashes.ask("cancelled", Urgency.SIGN_UP, "there")
    stayed = [hashes.ask("stayed", Urgency.SIGN_UP) for _ in range(most)]
    await asyncio.sleep(0)
    cancelled.cancel()
    one_more = hashes.ask("one more", Urgency.SIGN_UP)
    answers = await hashes.all_of(*left, *stayed, one_more)
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert [(each.code, each.retry_after_seconds) for each in refused] == [("RATE_LIMITED", hashing.BUSY_FOR)] * (
        most + 1
    )
    assert hashes.begun == ["stayed"] * most


async def test_a_hash_that_fails_tells_its_caller_and_the_next_one_is_made(hashes: Hashes) -> None:
    async def fail() -> None:
        await hashes.queue.do(lambda: 1 / 0, Urgency.SIGN_IN, "here", stays)

    failing, good = asyncio.create_task(fail()), hashes.ask("good", Urgency.SIGN_UP)
    _, failed, _ = await hashes.all_of(failing, good)
    assert (type(failed), hashes.begun) == (ZeroDivisionError, ["good"])
