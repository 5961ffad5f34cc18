"""Health: whether the process is alive, and whether it is ready to serve requests."""

import time
from collections.abc import Callable, Sequence
from typing import Protocol

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from models import database
from models.database.columns import differences

TABLES_LOOKED_AT_EVERY = 5.0  # seconds

log = structlog.get_logger(__name__)


class Component(Protocol):
    """A component that runs as long as the application does."""

    @property
    def is_alive(self) -> bool:
        """Whether all its tasks are running."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


class Tables:
    """Whether the tables are those of this version; looked at again only after a while."""

    def __init__(self) -> None:
        self._fit = True
        self._looked_at: float | None = None

    async def fit(self) -> bool:
        if self._looked_at is None or time.monotonic() - self._looked_at > TABLES_LOOKED_AT_EVERY:
            try:
                found = await differences()
            except Exception as error:  # noqa: BLE001 - drivers raise many kinds of error, and each of them means no
                log.warning("tables_unknown", error=repr(error))
                return False
            if found and self._fit:
                log.error("tables_differ", found=found[:10], hint="run `python main.py migrate` of this version")
            self._fit, self._looked_at = not found, time.monotonic()
        return self._fit


def routes(delivery: Sequence[Component], *, is_broker_up: Callable[[], bool]) -> list[Route]:
    tables = Tables()

    async def health(_: Request) -> JSONResponse:
        return JSONResponse({"status": "alive"})

    async def ready(_: Request) -> JSONResponse:
        answers = await database.answers()
        components = {
            "database": answers,
            **({"tables": await tables.fit()} if answers else {}),
            "delivery": all(component.is_alive for component in delivery),
        }
        status = 200 if all(components.values()) else 503
        # Without the broker events are only delivered later: it is shown, but does not affect readiness.
        return JSONResponse({**components, "bus": is_broker_up()}, status_code=status)

    return [Route("/health", health), Route("/ready", ready)]
