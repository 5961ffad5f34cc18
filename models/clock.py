"""The domain's only clock: aware UTC instants; tests can replace it."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """The current instant, aware and in UTC."""
    return _source()


def months_after(at: datetime, months: int) -> datetime:
    """The same day so many months later, or the last one of a month that is too short for it."""
    years, month = divmod(at.month - 1 + months, 12)
    year, month = at.year + years, month + 1
    return at.replace(year=year, month=month, day=min(at.day, monthrange(year, month)[1]))


@contextmanager
def clock(source: Callable[[], datetime]) -> Iterator[None]:
    """Replaces the clock of the whole process inside the block."""
    global _source
    former, _source = _source, source
    try:
        yield
    finally:
        _source = former
