"""Mail servers: sends one mail over SMTP and reports the outcome."""

import asyncio
import ssl
from email.message import EmailMessage
from email.utils import parseaddr

import aiosmtplib
from aiosmtplib import SMTP

from providers.mail import SmtpServer, StartTls

# Timeouts for one SMTP command and for the delivery of one mail as a whole.
COMMAND_SECONDS, MAIL_SECONDS = 20.0, 60.0


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


def _by_code(code: int) -> str:
    if code == 421:
        return "AWAY"
    return "REFUSED" if 500 <= code < 600 else "LATER"


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
