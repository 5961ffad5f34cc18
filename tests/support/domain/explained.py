"""How the database reads what a function asks: the plans of its statements."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from models.database import is_postgres, reader


class _Asked(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.sent: list[tuple[str, list[Any]]] = []

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.args, tuple) and len(record.args) == 2:
            query, values = record.args
            self.sent.append((str(query), values if isinstance(values, list) else []))


async def plans(act: Callable[[], Awaitable[object]], *, table: str) -> list[str]:
    """The plan of each statement that reads this table, or its index of words, while `act` runs; in lines."""
    log, asked = logging.getLogger("tortoise.db_client"), _Asked()
    level = log.level
    log.addHandler(asked)
    log.setLevel(logging.DEBUG)
    try:
        await act()
    finally:
        log.removeHandler(asked)
        log.setLevel(level)
    ways = (f'FROM "{table}"', f"FROM {table} ", f"FROM {table}_search ")
    return [await _plan(query, values) for query, values in asked.sent if any(way in query for way in ways)]


async def _plan(query: str, values: list[Any]) -> str:
    explain = "EXPLAIN" if is_postgres() else "EXPLAIN QUERY PLAN"
    found = await reader().execute_query_dict(f"{explain} {query}", values)
    return "\n".join(str(row.get("QUERY PLAN", row.get("detail"))) for row in found)
