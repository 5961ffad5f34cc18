"""Hashing passwords, one at a time in a thread: it is slow by design, and takes as much memory as it is told to."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, partial
from typing import Any
from weakref import WeakKeyDictionary

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from models.errors import Refused, rate_limited
from models.terms import terms
from models.text import secret, secrets_of

BUSY_FOR = 5  # seconds after which somebody who was refused may try again


class Urgency(IntEnum):
    """Who goes first: those who have an account."""

    SIGN_IN = 0
    SIGN_UP = 1


# How many may wait, from one network and in all.
MOST_OF_ORIGIN = {Urgency.SIGN_IN: 16, Urgency.SIGN_UP: 24}
MOST_WAITING = 128


def stays() -> bool:
    """Never hangs up."""
    return False


@dataclass(slots=True, eq=False)
class Job:
    """A hash that somebody waits for."""

    work: Callable[[], Any]
    done: asyncio.Future[Any]
    has_left: Callable[[], bool]

    @property
    def is_wanted(self) -> bool:
        return not self.done.done() and not self.has_left()


class Lane:
    """The jobs of one urgency: in turn for each network, and in the order of arrival within it."""

    def __init__(self, most_of_origin: int) -> None:
        self.most_of_origin = most_of_origin
        self.waiting: OrderedDict[str, deque[Job]] = OrderedDict()

    def add(self, origin: str, job: Job) -> None:
        """Queues the job; refuses it with RATE_LIMITED if too many wait who have not hung up."""
        jobs = self.waiting.setdefault(origin, deque())
        if len(jobs) >= self.most_of_origin or self.size() >= MOST_WAITING:
            self.drop_unwanted()
            jobs = self.waiting.setdefault(origin, deque())
            if len(jobs) >= self.most_of_origin or self.size() >= MOST_WAITING:
                raise _busy()
        jobs.append(job)

    def size(self) -> int:
        return sum(map(len, self.waiting.values()))

    def next(self) -> Job | None:
        """The next job that somebody still waits for."""
        while self.waiting:
            origin, jobs = self.waiting.popitem(last=False)
            job = jobs.popleft()
            if jobs:
                self.waiting[origin] = jobs
            if job.is_wanted:
                return job
            _drop(job)
        return None

    def drop_unwanted(self) -> None:
        for origin, jobs in [*self.waiting.items()]:
            for job in [job for job in jobs if not job.is_wanted]:
                jobs.remove(job)
                _drop(job)
            if not jobs:
                del self.waiting[origin]


class Queue:
    """The lanes of an event loop, and whether a hash is being computed."""

    def __init__(self) -> None:
        self.lanes = {urgency: Lane(most) for urgency, most in sorted(MOST_OF_ORIGIN.items())}
        self.working: asyncio.Task[None] | None = None

    async def do(self, work: Callable[[], Any], urgency: Urgency, origin: str, has_left: Callable[[], bool]) -> Any:
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self.lanes[urgency].add(origin, Job(work, done, has_left))
        if self.working is None:
            self.working = asyncio.create_task(self._work())
        return await done

    async def _work(self) -> None:
        try:
            while job := next((found for lane in self.lanes.values() if (found := lane.next())), None):
                try:
                    answer = await asyncio.to_thread(job.work)
                except Exception as error:  # noqa: BLE001 - whoever waits for it gets it
                    if not job.done.done():
                        job.done.set_exception(error)
                else:
                    if not job.done.done():
                        job.done.set_result(answer)
        finally:
            self.working = None


_queues: WeakKeyDictionary[asyncio.AbstractEventLoop, Queue] = WeakKeyDictionary()


@cache
def hasher() -> PasswordHasher:
    # One lane: with more, the threads of a hash would crowd out the event loop.
    return PasswordHasher(time_cost=terms().hash_passes, memory_cost=terms().hash_memory_kib, parallelism=1)


@cache
def _nobodys_hash() -> str:
    return hasher().hash("a password that nobody has")


async def password_hash(
    password: str, *, urgency: Urgency = Urgency.SIGN_IN, origin: str = "", has_left: Callable[[], bool] = stays
) -> str:
    """Hashes with Argon2id. Refused with RATE_LIMITED if too many wait already, or if nobody waits for this one."""
    found: str = await _queued(partial(hasher().hash, secret(password) or password), urgency, origin, has_left)
    return found


async def is_password(
    hashed: str | None, password: str, *, origin: str = "", has_left: Callable[[], bool] = stays
) -> bool:
    """Whether this is the hash of the password; takes the same time if there is no hash. Refused as above."""
    found: bool = await _queued(partial(_verify, hashed, password), Urgency.SIGN_IN, origin, has_left)
    return found


def waiting() -> int:
    """How many hashes wait to be computed in this event loop."""
    queue = _queues.get(asyncio.get_running_loop())
    return sum(lane.size() for lane in queue.lanes.values()) if queue else 0


async def _queued(work: Callable[[], Any], urgency: Urgency, origin: str, has_left: Callable[[], bool]) -> Any:
    queue = _queues.setdefault(asyncio.get_running_loop(), Queue())
    return await queue.do(work, urgency, origin, has_left)


def _verify(hashed: str | None, password: str) -> bool:
    # Each form is tried, whether or not another one fits, so that the time tells nothing.
    return any([_fits(hashed or _nobodys_hash(), form) for form in secrets_of(password)]) and hashed is not None


def _fits(hashed: str, password: str) -> bool:
    try:
        return hasher().verify(hashed, password)
    except (VerifyMismatchError, InvalidHashError, UnicodeEncodeError):
        return False


def _drop(job: Job) -> None:
    if not job.done.done():
        job.done.set_exception(_busy())


def _busy() -> Refused:
    return rate_limited("Too many people sign in or up at this moment: try again in a few seconds.", BUSY_FOR)
