"""A relay between a program and a service, which can be cut silently, and can speak TLS."""

import asyncio
import contextlib
import ssl
import threading
from types import TracebackType
from typing import Self

from tests.support.api.processes import free_port

ASKS_FOR_TLS = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"  # the first message of a client of PostgreSQL


class Relay:
    """Forwards connections to its `port` to a service on this machine, in its own thread.

    With `tls` clients connect with TLS, which is removed towards the service. `asks` says that clients first ask
    whether they may use TLS, as those of PostgreSQL do.
    """

    def __init__(self, service: int, *, tls: ssl.SSLContext | None = None, asks: bool = False) -> None:
        self.port = free_port()
        self.connections = 0
        self._service = service
        self._tls = tls
        self._asks = asks
        self._loop = asyncio.new_event_loop()
        # Before Python 3.12 a connection that is given up at the end is complained about.
        self._loop.set_exception_handler(lambda _loop, _context: None)
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def instead_of(self, url: str) -> str:
        """The URL of the service, through here."""
        return url.replace(f":{self._service}/", f":{self.port}/")

    def cut(self) -> None:
        """Stops all traffic silently: connections stay open, new ones are never answered."""
        self._loop.call_soon_threadsafe(self._passes.clear)

    def mend(self) -> None:
        """Resumes the traffic; delayed data arrives now."""
        self._loop.call_soon_threadsafe(self._passes.set)

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _listen(self) -> None:
        self._passes = asyncio.Event()
        self._passes.set()
        self._server = await asyncio.start_server(
            self._connect, "127.0.0.1", self.port, ssl=None if self._asks else self._tls
        )

    async def _stop(self) -> None:
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._passes.wait()
            if self._tls is not None and self._asks:
                assert await reader.readexactly(8) == ASKS_FOR_TLS
                writer.write(b"S")
                await writer.drain()
                await writer.start_tls(self._tls)
            there, to_there = await asyncio.open_connection("127.0.0.1", self._service)
            self.connections += 1
            try:
                async with asyncio.TaskGroup() as both:
                    both.create_task(self._pass(reader, to_there))
                    both.create_task(self._pass(there, writer))
            finally:
                to_there.transport.abort()
        except* (OSError, EOFError):
            pass  # either side ends as it likes
        finally:
            writer.transport.abort()

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            data = await reader.read(1 << 16)
            await self._passes.wait()
            if not data:
                raise EOFError
            writer.write(data)
            with contextlib.suppress(ConnectionError):
                await writer.drain()
