"""Turns and seats: what a user, or the guests of one network, do at once waits for each other, and for nobody else."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial

from graphql import GraphQLError

from models.errors import Refusal, Refused, rate_limited

# Seconds before an operation is refused: refusing at once would let a client send the next one at once.
PENALTY = 1.0


class TooManyOperations(GraphQLError):
    """Too many operations of this user or network are waiting already."""

    def __init__(self) -> None:
        self.refusal: Refusal = rate_limited("Too many of your operations are waiting: send fewer at once.", PENALTY)
        super().__init__(self.refusal.message, original_error=self.refusal)


class TooManySockets(GraphQLError):
    """This user or network has too many sockets and streams open."""

    def __init__(self) -> None:
        refusal = Refused("RATE_LIMITED", "Too many sockets: close some first.")
        super().__init__(refusal.message, original_error=refusal)


class HasLeft(Exception):
    """The client has hung up before it was its turn."""


@dataclass(slots=True)
class Queue:
    """The operations of one user or network: how many run, and those that wait, in the order of their arrival."""

    running: int = 0
    waiting: deque[asyncio.Future[None]] = field(default_factory=deque)


class Turns:
    """The queues of everyone who has operations at this moment."""

    def __init__(self, *, at_once: int, most_waiting: int) -> None:
        self.at_once = at_once
        self.most_waiting = most_waiting
        self._queues: dict[Hashable, Queue] = {}

    async def take(self, key: Hashable, has_left: Callable[[], bool] = lambda: False) -> "Turn":
        """Waits for a turn; raises TooManyOperations if too many wait, and HasLeft if nobody waits for the answer."""
        queue = self._queues.setdefault(key, Queue())
        if queue.running >= self.at_once:
            if len(queue.waiting) >= self.most_waiting:
                await asyncio.sleep(PENALTY)
                raise TooManyOperations
            await self._wait(key, queue)
        else:
            queue.running += 1
        turn = Turn(self, key)
        if has_left():
            turn.end()
            raise HasLeft
        return turn

    async def _wait(self, key: Hashable, queue: Queue) -> None:
        called = asyncio.get_running_loop().create_future()
        queue.waiting.append(called)
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():
                self.end(key)
            raise

    @property
    def waiting(self) -> int:
        """How many operations wait for their turn."""
        return sum(len(queue.waiting) for queue in self._queues.values())

    def end(self, key: Hashable) -> None:
        """Gives the turn to the next in the queue."""
        queue = self._queues[key]
        while queue.waiting:
            called = queue.waiting.popleft()
            if not called.done():
                called.set_result(None)
                return
        queue.running -= 1
        if not queue.running:
            del self._queues[key]


class Turn:
    """The turn of one operation."""

    def __init__(self, turns: Turns, key: Hashable) -> None:
        self._turns: Turns | None = turns
        self._key = key

    def end(self) -> None:
        """Lets the next operation run; safe to repeat."""
        turns, self._turns = self._turns, None
        if turns is not None:
            turns.end(self._key)


class Seats:
    """Counts the sockets and streams that are open."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._taken: Counter[Hashable] = Counter()

    def take(self, key: Hashable) -> Callable[[], None]:
        """Counts one more; returns what to call once when it ends. Raises TooManySockets."""
        if self._taken[key] >= self.most:
            raise TooManySockets
        self._taken[key] += 1
        return partial(self._leave, key)

    @property
    def taken(self) -> int:
        """How many are open."""
        return self._taken.total()

    def _leave(self, key: Hashable) -> None:
        self._taken[key] -= 1
        if not self._taken[key]:
            del self._taken[key]
