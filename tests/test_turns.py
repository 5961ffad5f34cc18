"""Turns: a few operations of one user at once, the others in order, and nobody waits for those of somebody else."""

import asyncio

import pytest

from edge import turns
from edge.turns import HasLeft, Seats, TooManyOperations, TooManySockets, Turn, Turns
from models.refusals.wording import Locale
from schema.errors import told

pytestmark = pytest.mark.anywhere


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_turns_are_taken_in_order_and_apart_from_those_of_others() -> None:
    queues, begun = Turns(at_once=2, most_waiting=10), []

    async def begin(number: int) -> Turn:
        turn = await queues.take("ada")
        begun.append(number)
        return turn

    tasks = [asyncio.create_task(begin(number)) for number in range(5)]
    await settled()
    assert begun == [0, 1]
    (await queues.take("eve")).end()
    tasks[2].cancel()
    first = tasks[0].result()
    for _ in range(2):  # ending twice lets only one begin
        first.end()
    await settled()
    assert begun == [0, 1, 3]
    tasks[1].result().end()
    await settled()
    for number in (3, 4):
        tasks[number].result().end()
    assert (begun, queues._queues) == ([0, 1, 3, 4], {})


async def test_a_turn_whose_user_was_called_and_cancelled_at_once_goes_to_the_next() -> None:
    queues = Turns(at_once=1, most_waiting=10)
    running = await queues.take("ada")
    waiting = [asyncio.create_task(queues.take("ada")) for _ in range(2)]
    await settled()
    running.end()
    waiting[0].cancel()
    await settled()
    waiting[1].result().end()
    assert queues._queues == {}


async def test_too_many_that_wait_are_refused_and_those_who_left_are_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PENALTY", 0)
    queues = Turns(at_once=1, most_waiting=1)
    running = await queues.take("ada")
    waiting = asyncio.create_task(queues.take("ada", lambda: True))
    await settled()
    with pytest.raises(TooManyOperations) as refused:
        await queues.take("ada")
    shown = told(refused.value, locale=Locale("de"))
    assert shown.extensions == {"code": "RATE_LIMITED", "retryAfterSeconds": 1}
    assert shown.message == "Zu viele Ihrer Anfragen warten: Senden Sie weniger auf einmal."
    running.end()
    with pytest.raises(HasLeft):
        await waiting
    assert queues._queues == {}


def test_a_seat_is_free_again_when_its_socket_ends() -> None:
    seats = Seats(2)
    leave, _ = seats.take("ada"), seats.take("ada")
    with pytest.raises(TooManySockets):
        seats.take("ada")
    seats.take("eve")()
    leave()
    seats.take("ada")
    assert seats._taken == {"ada": 2}
