"""Batches of one operation: each thing is loaded once, and what is asked at the same time is loaded together."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from resolvers import loading
from resolvers.loading import Batches, PatientLoader, Waiting

pytestmark = pytest.mark.anywhere


@dataclass(eq=False)
class Thing:
    """An instance of a row; others of the same row have the same id."""

    id: int


class Loads:
    """Remembers what was loaded; the value of a thing is ten times its id."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.begun = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, things: Sequence[Any]) -> list[int]:
        self.asked.append([thing.id for thing in things])
        self.begun.set()
        await self.gate.wait()
        if any(thing.id < 0 for thing in things):
            raise ValueError("there is no such thing")
        return [thing.id * 10 for thing in things]


async def test_what_is_asked_at_the_same_time_is_loaded_together() -> None:
    batches, load = Batches(), Loads()
    one, two, three = map(Thing, (1, 2, 3))
    asked = (batches.load("key", things, load) for things in ([one, two], [two, three], [one]))
    assert await asyncio.gather(*asked) == [[10, 20], [20, 30], [10]]
    assert load.asked == [[1, 2, 3]]


async def test_what_was_loaded_is_not_loaded_again_until_it_is_dropped() -> None:
    batches, load = Batches(), Loads()
    one, two = map(Thing, (1, 2))
    assert await batches.load("key", [one, one], load) == [10, 10]
    assert await batches.load("key", [one, two, Thing(1)], load) == [10, 20, 10]
    assert await batches.load("another key", [one], load) == [10]
    assert load.asked == [[1], [2], [1]]
    batches.clear()
    assert await batches.load("key", [one], load) == [10]
    assert load.asked == [[1], [2], [1], [1]]


async def test_another_instance_of_a_row_that_is_being_loaded_waits_for_it() -> None:
    batches, load = Batches(), Loads()
    load.gate.clear()
    first = asyncio.create_task(batches.load("key", [Thing(1)], load))
    await load.begun.wait()
    second = asyncio.create_task(batches.load("key", [Thing(1), Thing(2)], load))
    await asyncio.sleep(0)
    load.gate.set()
    assert [await first, await second] == [[10], [10, 20]]
    assert load.asked == [[1], [2]]


async def test_a_batch_that_fails_fails_for_everybody_who_asked_and_can_be_asked_again() -> None:
    batches, load = Batches(), Loads()
    asked = [batches.load("key", [Thing(number)], load) for number in (1, -2)]
    found = await asyncio.gather(*asked, return_exceptions=True)
    assert [str(each) for each in found] == ["there is no such thing"] * 2
    assert await batches.load("key", [Thing(1)], load) == [10]


async def test_a_batch_whose_caller_is_cancelled_ends_for_the_others_too() -> None:
    batches, load = Batches(), Loads()
    load.gate.clear()
    first, second = (asyncio.create_task(batches.load("key", [Thing(number)], load)) for number in (1, 2))
    await load.begun.wait()
    first.cancel()
    found = await asyncio.gather(first, second, return_exceptions=True)
    assert [type(each) for each in found] == [asyncio.CancelledError] * 2
    load.gate.set()
    assert await batches.load("key", [Thing(1)], load) == [10]


async def test_no_statement_asks_for_more_than_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST_IN_BATCH", 2)
    batches, load = Batches(), Loads()
    assert await batches.load("key", [Thing(number) for number in range(5)], load) == [0, 10, 20, 30, 40]
    assert load.asked == [[0, 1], [2, 3], [4]]


async def test_a_field_that_is_cancelled_ends_no_other_that_waits_for_the_same_thing() -> None:
    begun, gate = asyncio.Event(), asyncio.Event()

    async def load(keys: Sequence[Any]) -> list[Any]:
        begun.set()
        await gate.wait()
        return [key * 10 for key in keys]

    loader = PatientLoader(load, Waiting())
    one, other = (asyncio.ensure_future(loader.load(1)) for _ in range(2))
    await begun.wait()
    one.cancel()
    gate.set()
    assert await other == 10
    assert one.cancelled()
