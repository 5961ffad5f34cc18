"""Where mails go: the address of a mail server, or the log."""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

import structlog

LINK = re.compile(r"https?://\S+")

log = structlog.get_logger(__name__)


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


class Log:
    """Stands in for a server during development: writes each mail to the log."""

    async def send(self, address: str, message: EmailMessage) -> tuple[str, str]:
        body = message.get_body(("plain",))
        text = body.get_content() if body else ""
        found = LINK.search(text)
        log.info("mail", to=address, subject=message["Subject"], link=found[0] if found else None, text=text)
        return "SENT", "logged"
