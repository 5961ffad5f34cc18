"""Uvicorn's protocols, extended: sockets become connections, and responses that nobody reads are aborted."""

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from edge import connections
from edge.connections import Connection, Receiver

TAKE = "bidhall.take"
CONNECTION = "bidhall.connection"
LASTING = "bidhall.lasting"


class PushingProtocol(WebSocketsSansIOProtocol):
    """Uvicorn's WebSocket protocol with an extension, `take`, that turns an accepted socket into a Connection.

    The application can return after that: it uses the connection, and everything else of the socket is released.
    """

    is_early = False
    abort_timer: asyncio.TimerHandle | None = None
    taken: Connection | None = None

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if hasattr(self, "scope"):
            extensions: Any = self.scope["extensions"]
            extensions[TAKE] = self.take

    def data_received(self, data: bytes) -> None:
        self.is_early = self.handshake_initiated
        super().data_received(data)

    def take(self, receiver: Receiver) -> Connection | None:
        """The connection; None if the client sent data before it was accepted, which is then served the usual way."""
        if self.is_early or not self.handshake_complete or self.close_sent or self.transport.is_closing():
            return None
        self.stop_keepalive()
        self.connections.discard(self)
        extensions: Any = self.scope["extensions"]
        del extensions[TAKE]
        self.taken = Connection(self.transport, receiver, self.config, self.connections, self.tasks)
        extensions[CONNECTION] = self.taken
        self.transport.set_protocol(self.taken)
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


class ImpatientProtocol(HttpToolsProtocol):
    """Uvicorn's HTTP protocol, which aborts a response that the client leaves unread for LONGEST_STALL seconds.

    A stopping server waits for responses, except for those whose scope is marked as LASTING.
    """

    stalled: asyncio.TimerHandle | None = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self.stalled = self.loop.call_later(connections.LONGEST_STALL, self.transport.abort)

    def resume_writing(self) -> None:
        self._moves_again()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._moves_again()
        super().connection_lost(exc)

    def shutdown(self) -> None:
        if self.cycle is not None and LASTING in self.cycle.scope and not self.cycle.response_complete:
            self.transport.close()
        else:
            super().shutdown()

    def _moves_again(self) -> None:
        if self.stalled is not None:
            self.stalled.cancel()
            self.stalled = None
