"""The domain's only clock: aware UTC instants; tests can replace it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime


def _system() -> datetime:
    return datetime.now(UTC)


_source: Callable[[], datetime] = _system


def now() -> datetime:
    """The current instant, aware and in UTC."""
    return _source()


@contextmanager
def clock(source: Callable[[], datetime]) -> Iterator[None]:
    """Replaces the clock of the whole process inside the block."""
    global _source
    former, _source = _source, source
    try:
        yield
    finally:
        _source = former
