"""The statements that this process sends to the database."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class _Counter(logging.Handler):
    def __init__(self, counts: Callable[[], bool]) -> None:
        super().__init__(logging.DEBUG)
        self.counts = counts
        self.sent: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if self.counts():
            self.sent.append(record.getMessage())


@contextmanager
def statements(*, of: Callable[[], bool] = lambda: True) -> Iterator[list[str]]:
    """Collects statements until the block ends: those sent while `of` is true."""
    log, counter = logging.getLogger("tortoise.db_client"), _Counter(of)
    level = log.level
    log.addHandler(counter)
    log.setLevel(logging.DEBUG)
    try:
        yield counter.sent
    finally:
        log.removeHandler(counter)
        log.setLevel(level)
