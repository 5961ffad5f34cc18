"""Mail servers: hands one mail to one over SMTP, and says what became of it."""

import asyncio
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib
import structlog
from aiosmtplib import SMTP

log = structlog.get_logger(__name__)

# For one command, and for one mail with everything around it.
COMMAND_SECONDS, MAIL_SECONDS = 20.0, 60.0


class StartTls(StrEnum):
    """Whether a connection that begins in the clear is encrypted before anything is said."""

    IF_OFFERED = "if-offered"
    REQUIRED = "required"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mails are handed over: smtp(s)://USER:PASSWORD@HOST:PORT?starttls=required."""

    host: str
    port: int
    user: str | None
    password: str | None
    is_tls: bool
    start_tls: StartTls


def server_at(url: str) -> SmtpServer:
    """Reads such a URL; raises ValueError where it is none."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("has the form smtp(s)://USER:PASSWORD@HOST:PORT?starttls=required")
    is_tls = parts.scheme == "smtps"
    wanted = parse_qs(parts.query, strict_parsing=True) if parts.query else {}
    if set(wanted) - {"starttls"}:
        raise ValueError("takes no other parameter than starttls")
    start_tls = StartTls(wanted.get("starttls", ["if-offered"])[-1])
    return SmtpServer(
        parts.hostname,
        parts.port or (465 if is_tls else 587),
        unquote(parts.username) if parts.username else None,
        unquote(parts.password) if parts.password else None,
        is_tls,
        StartTls.NEVER if is_tls else start_tls,
    )


class Smtp:
    """Hands mails to one server, each over a connection of its own."""

    def __init__(self, server: SmtpServer, sender: str) -> None:
        self.server = server
        self.sender = sender
        self._name = parseaddr(sender)[1].rpartition("@")[2]
        self._tls = ssl.create_default_context()

    async def send(self, address: str, message: EmailMessage) -> tuple[str, str]:
        """What became of it, and what the server said.

        SENT: the server has taken it; REFUSED: it never will; LATER: it may another time, or nobody knows what
        it did; AWAY: the server itself cannot be used as things are, whatever the mail.
        """
        client = SMTP(
            hostname=self.server.host,
            port=self.server.port,
            timeout=COMMAND_SECONDS,
            # Else the name of this machine would be asked for, and everything would wait for the answer.
            local_hostname=self._name,
            use_tls=self.server.is_tls,
            start_tls={StartTls.IF_OFFERED: None, StartTls.REQUIRED: True, StartTls.NEVER: False}[
                self.server.start_tls
            ],
            tls_context=self._tls,
            username=self.server.user,
            password=self.server.password,
        )
        try:
            async with asyncio.timeout(MAIL_SECONDS):
                try:
                    await client.connect()
                except (aiosmtplib.SMTPException, OSError, ssl.SSLError) as error:
                    return "AWAY", _said(error)
                return await self._hand_over(client, address, message)
        except TimeoutError as error:
            return "LATER", _said(error)
        finally:
            client.close()

    async def _hand_over(self, client: SMTP, address: str, message: EmailMessage) -> tuple[str, str]:
        try:
            _, answer = await client.send_message(message, sender=self.sender, recipients=[address])
        except aiosmtplib.SMTPRecipientsRefused as error:
            return _by_code(error.recipients[0].code), _said(error.recipients[0])
        except aiosmtplib.SMTPSenderRefused as error:
            return "AWAY", _said(error)
        except aiosmtplib.SMTPNotSupported as error:
            return "REFUSED", _said(error)
        except aiosmtplib.SMTPResponseException as error:
            return _by_code(error.code), _said(error)
        except (aiosmtplib.SMTPException, OSError) as error:
            return "LATER", _said(error)
        return "SENT", answer


class Log:
    """Instead of a server: mails are written to the log, where a developer reads them."""

    async def send(self, address: str, message: EmailMessage) -> tuple[str, str]:
        body = message.get_body(("plain",))
        log.info("mail", to=address, subject=message["Subject"], text=body.get_content() if body else "")
        return "SENT", "logged"


class Nowhere:
    """Instead of a server, by decision: no mail leaves the house."""

    async def send(self, address: str, message: EmailMessage) -> tuple[str, str]:  # noqa: ARG002 - it goes nowhere
        return "DROPPED", "SMTP_URL is none: no mails are sent."


def _by_code(code: int) -> str:
    if code == 421:
        return "AWAY"
    return "REFUSED" if 500 <= code < 600 else "LATER"


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
