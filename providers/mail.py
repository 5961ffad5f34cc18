"""Mail servers: sends one mail over SMTP and reports the outcome."""

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

# Timeouts for one SMTP command and for the delivery of one mail as a whole.
COMMAND_SECONDS, MAIL_SECONDS = 20.0, 60.0


class StartTls(StrEnum):
    """Whether a plain-text connection switches to TLS before any mail is sent."""

    IF_OFFERED = "if-offered"
    REQUIRED = "required"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A mail server: smtp(s)://USER:PASSWORD@HOST:PORT?starttls=required."""

    host: str
    port: int
    user: str | None
    password: str | None
    is_tls: bool
    start_tls: StartTls


def server_at(url: str) -> SmtpServer:
    """Parses the URL of a mail server; raises ValueError if it is malformed."""
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path not in ("", "/"):
        raise ValueError("must have the form smtp(s)://USER:PASSWORD@HOST:PORT?starttls=required")
    is_tls = parts.scheme == "smtps"
    wanted = parse_qs(parts.query, strict_parsing=True) if parts.query else {}
    if set(wanted) - {"starttls"}:
        raise ValueError("accepts no parameter other than starttls")
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
    """Sends mails through one server, each over its own connection."""

    def __init__(self, server: SmtpServer, sender: str) -> None:
        self.server = server
        self.sender = sender
        self._name = parseaddr(sender)[1].rpartition("@")[2]
        self._tls = ssl.create_default_context()

    async def send(self, address: str, message: EmailMessage) -> tuple[str, str]:
        """Returns the outcome and the server's answer.

        SENT: the server accepted the mail. REFUSED: it will never accept it. LATER: it may accept it another time, or
        the outcome is unknown. AWAY: the server cannot be used at the moment, for any mail.
        """
        client = SMTP(
            hostname=self.server.host,
            port=self.server.port,
            timeout=COMMAND_SECONDS,
            # Otherwise aiosmtplib looks up this machine's host name, which blocks the event loop.
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
    """Stands in for a server during development: writes each mail to the log."""

    async def send(self, address: str, message: EmailMessage) -> tuple[str, str]:
        body = message.get_body(("plain",))
        log.info("mail", to=address, subject=message["Subject"], text=body.get_content() if body else "")
        return "SENT", "logged"


def _by_code(code: int) -> str:
    if code == 421:
        return "AWAY"
    return "REFUSED" if 500 <= code < 600 else "LATER"


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
