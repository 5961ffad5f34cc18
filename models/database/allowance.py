"""What one request may use: a few statements at once, bytes of rows, and time; so that it is not felt by others."""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from contextvars import ContextVar
from functools import cache
from sys import getsizeof
from types import TracebackType
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

from tortoise.fields import TextField
from tortoise.models import Model

from models.errors import Refused

STATEMENTS_AT_ONCE = 2
READINGS_AT_ONCE = 1
MOST_LOADED_BYTES = 24_000_000
LONGEST_REQUEST = 20.0

T = TypeVar("T")

_present: ContextVar["Allowance | None"] = ContextVar("allowance", default=None)
# Those of each client with running requests.
_shares: WeakValueDictionary[object, "Share"] = WeakValueDictionary()


class Share:
    """What one client may do at once in all its requests: usual statements, those that read much, computations.

    `operations` is for costly operations, which run one after the other.
    """

    def __init__(self) -> None:
        self.statements = asyncio.Semaphore(STATEMENTS_AT_ONCE)
        self.readings = asyncio.Semaphore(READINGS_AT_ONCE)
        self.computations = asyncio.Semaphore(1)
        self.operations = asyncio.Semaphore(1)


class Allowance:
    """What a request has left. Once it is used up, every further statement of the request is refused.

    All requests of one client have the same `share`.
    """

    def __init__(
        self,
        share: Share | None = None,
        *,
        loaded_bytes: int = MOST_LOADED_BYTES,
        seconds: float = LONGEST_REQUEST,
    ) -> None:
        self.refusal: Refused | None = None
        self.share = share or Share()
        self._loaded: set[int] = set()
        self._left = loaded_bytes
        self._end = time.monotonic() + seconds

    def load(self, things: Sequence[object]) -> None:
        """Counts the long texts of rows among what the answer holds; a row that it holds twice counts once."""
        kinds = {*map(type, things)}
        for kind in kinds:
            if names := _long_texts(kind):
                rows = things if len(kinds) == 1 else [row for row in things if type(row) is kind]
                known = {*map(id, rows)}
                if len(known) < len(rows) or not known.isdisjoint(self._loaded):
                    rows = [*{id(row): row for row in rows if id(row) not in self._loaded}.values()]
                self._loaded |= known
                values = [*map(vars, rows)]
                for name in names:
                    self._left -= sum([getsizeof(row.get(name)) for row in values])
        if self._left < 0:
            self.end(answer_too_large())

    def read(self, size: int) -> None:
        """Counts bytes that were read for the answer."""
        self._left -= size
        if self._left < 0:
            self.end(answer_too_large())

    def check(self) -> None:
        """Refuses if the allowance is used up."""
        if self.refusal is None and time.monotonic() > self._end:
            self.refusal = too_slow()
        if self.refusal is not None:
            raise Refused(self.refusal.code, self.refusal.template)

    def end(self, refusal: Refused) -> None:
        """Uses up the allowance, for this reason."""
        self.refusal = self.refusal or refusal


@cache
def _long_texts(kind: type) -> tuple[str, ...]:
    """The columns whose texts can be long, if it is a table."""
    if not issubclass(kind, Model):
        return ()
    return tuple(name for name, field in kind._meta.fields_map.items() if isinstance(field, TextField))


def share_of(client: object) -> Share:
    """The share of whoever sends a request; None shares with nobody."""
    return Share() if client is None else _shares.setdefault(client, Share())


def allow(allowance: Allowance | None) -> None:
    """From here on, this task and those that it starts run within the allowance, or without one."""
    _present.set(allowance)


def present_allowance() -> Allowance | None:
    """The allowance of the running request; None for the server's own work."""
    return _present.get()


class InTurn(Generic[T]):
    """A connection for one statement, once the request may run another one."""

    def __init__(self, acquired: AbstractAsyncContextManager[T], turns: asyncio.Semaphore | None) -> None:
        self._acquired = acquired
        self._turns = turns

    async def __aenter__(self) -> T:
        if self._turns is None:
            return await self._acquired.__aenter__()
        await self._turns.acquire()
        try:
            if allowance := present_allowance():
                allowance.check()
            return await self._acquired.__aenter__()
        except BaseException:
            self._turns.release()
            raise

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Any:
        try:
            return await self._acquired.__aexit__(kind, error, trace)
        finally:
            if self._turns is not None:
                self._turns.release()


def for_one_statement(acquired: AbstractAsyncContextManager[T]) -> InTurn[T]:
    allowance = present_allowance()
    return InTurn(acquired, allowance.share.statements if allowance else None)


def for_one_reading(acquired: AbstractAsyncContextManager[T]) -> InTurn[T]:
    allowance = present_allowance()
    return InTurn(acquired, allowance.share.readings if allowance else None)


def answer_too_large() -> Refused:
    return Refused("ANSWER_TOO_LARGE", "The answer would be too large: ask for fewer things at once, or smaller pages.")


def too_slow() -> Refused:
    return Refused("QUERY_TOO_SLOW", "This takes too long to compute: ask for less at once, or narrow the filter.")
