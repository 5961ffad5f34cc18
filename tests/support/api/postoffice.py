"""A real mail server for the tests, which can be down, slow, refuse mails, or drop the connection."""

import asyncio
import re
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP, Envelope, Session

from mail.letters import Letterhead
from resolvers.finding import may_see
from schema.kinds import identify
from tests.support.waiting import PATIENCE

Answer = Callable[[str], str | None]

LETTERHEAD = Letterhead(
    *("Bidhall <post@bidhall.example>", "https://market.example", "https://api.example", identify, may_see)
)


class PostOffice:
    """Accepts mails on its own port while it is open: `async with PostOffice() as post`.

    `rcpt` and `data` set other answers than success for an address: a line of SMTP, or CUT to drop the connection.
    `slow` is how long each mail takes, in seconds. `knows_scripts` is whether it takes other addresses than of ASCII.
    """

    CUT = "cut"
    CUT_AFTER = "cut after taking it"

    def __init__(self, port: int = 0) -> None:
        self.port = port
        self.received: list[tuple[str, EmailMessage]] = []
        self.tried: list[str] = []
        self.rcpt: Answer = lambda _: None
        self.data: Answer = lambda _: None
        self.slow = 0.0
        self.knows_scripts = True
        self.at_once, self.most_at_once = 0, 0
        self._came = asyncio.Condition()
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Transport] = set()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def open(self) -> None:
        office = self

        class Protocol(SMTP):
            def connection_made(self, transport: Any) -> None:
                office._connections.add(transport)
                super().connection_made(transport)

        loop = asyncio.get_running_loop()
        make = lambda: Protocol(  # noqa: E731
            self, hostname="post.example", enable_SMTPUTF8=self.knows_scripts, loop=loop
        )
        self._server = await loop.create_server(make, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
            for connection in self._connections:
                connection.abort()
            self._connections.clear()
            self._server = None

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self.tried.append(address)
        if answer := self.rcpt(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.slow)
        finally:
            self.at_once -= 1
        address = envelope.rcpt_tos[0]
        answer = self.data(address)
        if answer == self.CUT:
            server.transport.abort()
            return "451 gone"
        if answer not in (None, self.CUT_AFTER):
            return str(answer)
        content = envelope.content
        assert isinstance(content, bytes)
        message: Any = message_from_bytes(content, policy=default)
        async with self._came:
            self.received.append((address, message))
            self._came.notify_all()
        if answer == self.CUT_AFTER:
            server.transport.abort()
        return "250 taken"

    async def wait_for(self, count: int) -> list[tuple[str, EmailMessage]]:
        """The received mails, once there are that many."""
        async with asyncio.timeout(PATIENCE), self._came:
            await self._came.wait_for(lambda: len(self.received) >= count)
        return self.received

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


def text_of(message: EmailMessage) -> str:
    """The plain text of a mail."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


async def link_in(office: PostOffice, address: str, path: str) -> str:
    """The link to a page in a mail to the address."""
    found = re.search(rf"(http\S*{path}\S*)", text_of(await mail_to(office, address, path)))
    assert found
    return found[1]


async def mail_to(office: PostOffice, address: str, path: str) -> EmailMessage:
    """The mail to the address that links to a page, once it has arrived."""
    while not (found := [mail for to, mail in office.received if to == address and path in text_of(mail)]):
        await office.wait_for(len(office.received) + 1)
    return found[0]
