"""Health: whether the process is alive, and whether it is ready to serve requests."""

from collections.abc import Callable, Sequence
from typing import Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from models import database


class Component(Protocol):
    """A component that runs as long as the application does."""

    @property
    def is_alive(self) -> bool:
        """Whether all its tasks are running."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


def routes(delivery: Sequence[Component], *, is_broker_up: Callable[[], bool]) -> list[Route]:
    async def health(_: Request) -> JSONResponse:
        return JSONResponse({"status": "alive"})

    async def ready(_: Request) -> JSONResponse:
        components = {
            "database": await database.answers(),
            "delivery": all(component.is_alive for component in delivery),
        }
        status = 200 if all(components.values()) else 503
        # Without the broker events are only delivered later: it is shown, but does not affect readiness.
        return JSONResponse({**components, "bus": is_broker_up()}, status_code=status)

    return [Route("/health", health), Route("/ready", ready)]
