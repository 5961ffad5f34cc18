"""The one clock of the domain: aware UTC instants, and a way for tests to set it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """The present instant, aware and in UTC."""
    return _source()


@contextmanager
def clock(source: Callable[[], datetime]) -> Iterator[None]:
    """Lets another clock tell the time inside the block, in the whole process."""
    global _source
    former, _source = _source, source
    try:
        yield
    finally:
        _source = former
