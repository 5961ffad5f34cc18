"""A worker in the tests' own process, so that its tails, groups and tasks can be counted."""

import asyncio
import gc
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn

import app
from edge.frames import PushingProtocol
from edge.incoming import ImpatientProtocol
from realtime.dispatcher import Dispatcher
from settings import Settings
from tests.support.api.behind import DATABASES
from tests.support.api.client import Client
from tests.support.api.processes import free_port
from tests.support.waiting import PAUSE, until


class Worker:
    """The application behind uvicorn on a port of its own."""

    def __init__(self, port: int, dispatcher: Dispatcher) -> None:
        self.url = f"http://127.0.0.1:{port}/graphql"
        self.port = port
        self.dispatcher = dispatcher
        self.hub = dispatcher.hub

    def client(self, token: str | None = None) -> Client:
        return Client(self.url, token)

    def subscribers(self) -> int:
        """The number of followers that have caught up and still listen, and so receive events at once."""
        return sum(len(group.subscribers) for group in self.dispatcher.groups.values())

    def held(self) -> dict[str, int]:
        """The resources that following holds, by kind. An idle worker holds what it held at its start."""
        groups, tails = len(self.dispatcher.groups), len(self.hub._tails)
        return {"groups": groups, "tails": tails, "tasks": len(asyncio.all_tasks())}

    async def comes_back_to(self, before: dict[str, int]) -> None:
        """Waits until it holds no more than it held then."""
        try:
            await until(lambda: not any(held > before[kind] for kind, held in self.held().items()))
        except TimeoutError:
            tasks = [str(task.get_coro()) for task in asyncio.all_tasks()]
            raise AssertionError(f"{self.held()} is more than {before}: {tasks}") from None


class _Uvicorn(uvicorn.Server):
    @property
    def is_serving(self) -> bool:
        return self.started

    def capture_signals(self) -> Any:  # the tests' own are for pytest
        return _no_signals()


class _no_signals:
    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None: ...


@asynccontextmanager
async def worker(
    database_url: str, *, ws: Any = PushingProtocol, send_buffer: int | None = None, **options: Any
) -> AsyncIterator[Worker]:
    """The worker for as long as the block lasts; `ws` may be a protocol of uvicorn without our extension.

    With a small `send_buffer` the system buffers little, so that a slow reader is noticed soon.
    """
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if send_buffer:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)  # accepted sockets inherit it
    listening.bind(("127.0.0.1", port := free_port()))
    settings = Settings(database_url=database_url, bus_url="memory://")
    config = uvicorn.Config(
        app.application(settings),
        log_config=None,
        access_log=False,
        ws=ws,
        http=ImpatientProtocol,
        ws_max_size=settings.max_body_bytes,
        ws_per_message_deflate=False,
        **{"timeout_graceful_shutdown": 5, **options},
    )
    server = _Uvicorn(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        while not server.is_serving:
            assert not serving.done(), serving
            await asyncio.sleep(PAUSE)
        (dispatcher,) = [each for each in gc.get_objects() if type(each) is Dispatcher and each.is_alive]
        running = Worker(port, dispatcher)
        DATABASES[running.url] = database_url
        yield running
    finally:
        server.should_exit = True
        await serving
