"""Uvicorn's WebSocket protocol, extended: an accepted socket becomes a Connection."""

import asyncio
from typing import Any

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from edge import connections
from edge.connections import Connection, Receiver

TAKE = "bidhall.take"
CONNECTION = "bidhall.connection"
LASTING = "bidhall.lasting"
HAS_LEFT = "bidhall.has_left"


class PushingProtocol(WebSocketsSansIOProtocol):
    """Uvicorn's WebSocket protocol with an extension, `take`, that turns an accepted socket into a Connection.

    The application can return after that: it uses the connection, and everything else of the socket is released.
    """

    early = b""
    abort_timer: asyncio.TimerHandle | None = None
    taken: Connection | None = None

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            extensions: Any = self.scope["extensions"]
            extensions[TAKE] = self.take
            extensions[HAS_LEFT] = self.transport.is_closing

    def data_received(self, data: bytes) -> None:
        if not self.handshake_initiated or self.handshake_complete:
            super().data_received(data)
            return
        # Frames that come before the socket is accepted wait, and no more of them is read.
        self.early += data
        self.transport.pause_reading()

    async def receive(self) -> Any:
        if self.handshake_complete and self.early:
            early, self.early = self.early, b""
            self.transport.resume_reading()
            super().data_received(early)
        return await super().receive()

    def take(self, receiver: Receiver) -> Connection | None:
        """The connection; None if the socket was not accepted or is about to be closed."""
        if not self.handshake_complete or self.close_sent or self.transport.is_closing():
            return None
        self.stop_keepalive()
        self.connections.discard(self)
        extensions: Any = self.scope["extensions"]
        del extensions[TAKE]
        self.taken = Connection(self.transport, receiver, self.config, self.connections, self.tasks)
        extensions[CONNECTION] = self.taken
        self.transport.set_protocol(self.taken)
        if self.early:
            self.transport.resume_reading()
            self.taken.data_received(self.early)
        return self.taken

    async def run_asgi(self) -> None:
        # Like uvicorn's, except that a Connection closes its transport itself.
        try:
            await self.app(self.scope, self.receive, self.send)
        except ClientDisconnected:
            pass
        except BaseException:
            self.logger.exception("Exception in ASGI application\n")
            self.send_500_response()
        if not self.handshake_complete:
            self.send_500_response()
        if self.taken is None and self.close_timer is None:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if self.abort_timer is not None:
            self.abort_timer.cancel()
        super().connection_lost(exc)

    def on_task_complete(self, task: asyncio.Task[None]) -> None:
        super().on_task_complete(task)
        # A closed transport waits until everything was read, and some clients never read.
        if self.taken is None and not self.disconnected and self.abort_timer is None:
            self.abort_timer = self.loop.call_later(connections.GRACE, self.transport.abort)
