"""The statements that this process sends to the database."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_OWN: ContextVar[bool] = ContextVar("own", default=False)


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


@contextmanager
def own_statements() -> Iterator[list[str]]:
    """Collects the statements of the block and of the tasks that it starts, not of a server in the same process."""
    token = _OWN.set(True)
    try:
        with statements(of=_OWN.get) as sent:
            yield sent
    finally:
        _OWN.reset(token)
