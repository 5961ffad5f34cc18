"""Letters: the mails of the outbox as they go over the wire, plain and as a page, in the recipient's language."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape
from uuid import UUID

from models.accounts.addresses import PURPOSES, Issued
from models.mail import Mail
from models.notifications.kinds import NotificationKind
from models.notifications.wording import Wording, phrase, worded

# Without what has a meaning of its own in a header; letters of any script are no such thing.
PLAIN_ADDRESS = re.compile(r"[^\s()<>@,;:\\\"\[\]]+@[^\s()<>@,;:\\\"\[\]]+")
PAGES = {"VERIFY_ADDRESS": "verify-email", "CHANGE_ADDRESS": "verify-email", "RESET_PASSWORD": "reset-password"}


@dataclass(frozen=True, slots=True)
class Desk:
    """Who the letters are from, and where their links lead: the address of the front end."""

    sender: str
    home: str
    # The opaque id of a thing from its kind and key.
    identify: Callable[[str, UUID], str]


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that a letter tells, and where to read on."""

    wording: Wording
    link: str | None


def letter(mails: list[Mail], desk: Desk, *, issued: Issued | None, at: datetime) -> EmailMessage:
    """One letter for mails that go together; raises ValueError for an address that no letter can be written to."""
    leader = mails[0]
    language = issued.user.language if issued else leader.language
    zone = issued.user.time_zone if issued else leader.time_zone
    pieces = [_piece(mail, desk, issued, language, zone) for mail in mails]
    is_news = leader.kind in NotificationKind.__members__
    title = pieces[0].wording.title
    if len(pieces) > 1:
        title = phrase("digest", language=language, count=str(len(pieces)))
    foot = phrase("because" if is_news else "ignore", language=language)
    made = _addressed(leader, desk, title, at)
    if is_news:
        made["List-Unsubscribe"] = f"<{desk.home}/settings/notifications>"
    made.set_content(_plain(pieces, foot, language), cte="quoted-printable")
    made.add_alternative(_page(title, pieces, foot, language), subtype="html", cte="quoted-printable")
    made["Content-Language"] = language
    if leader.calendar is not None:
        method = re.search(r"^METHOD:([A-Z]+)\s*$", leader.calendar, re.MULTILINE)
        made.add_attachment(
            leader.calendar.encode(),
            maintype="text",
            subtype="calendar",
            filename="invitation.ics",
            params={"charset": "utf-8", **({"method": method[1]} if method else {})},
        )
    return made


def _addressed(mail: Mail, desk: Desk, title: str, at: datetime) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    name, sender = parseaddr(desk.sender)
    made["From"] = Address(name, addr_spec=sender)
    if not PLAIN_ADDRESS.fullmatch(mail.address):
        raise ValueError("No letter can be addressed to this.")
    local, _, host = mail.address.partition("@")
    made["To"] = Address(username=local, domain=host)
    made["Subject"] = title
    made["Date"] = format_datetime(at)
    # The same however often it is sent: whoever gets it twice can tell.
    made["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    return made


def _piece(mail: Mail, desk: Desk, issued: Issued | None, language: str, zone: str) -> Piece:
    facts = dict(mail.facts)
    if mail.kind in PURPOSES:
        assert issued is not None
        # Behind the # it reaches neither the logs of the front end nor the places that its page leads to.
        facts = {
            "link": f"{desk.home}/{PAGES[mail.kind]}#token={issued.token}",
            "at": issued.expires_at.isoformat(),
        }
        return Piece(worded(mail.kind, facts, language=language, zone=zone), facts["link"])
    subject = facts.pop("subject_type", None), facts.pop("subject_id", None)
    link = f"{desk.home}/open/{desk.identify(subject[0], UUID(subject[1]))}" if subject[0] and subject[1] else None
    return Piece(worded(mail.kind, facts, language=language, zone=zone), link)


def _plain(pieces: list[Piece], foot: str, language: str) -> str:
    parts = []
    for piece in pieces:
        lines = [piece.wording.title, piece.wording.body] if len(pieces) > 1 else [piece.wording.body]
        if piece.link and piece.link not in piece.wording.body:
            lines.append(f"{phrase('open', language=language)}: {piece.link}")
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, f"-- \n{foot}"]) + "\n"


def _page(title: str, pieces: list[Piece], foot: str, language: str) -> str:
    shown = []
    for piece in pieces:
        body = escape(piece.wording.body)
        if piece.link and escape(piece.link) in body:
            body = body.replace(escape(piece.link), f'<a href="{escape(piece.link)}">{escape(piece.link)}</a>')
        elif piece.link:
            body += f'<br><a href="{escape(piece.link)}">{escape(phrase("open", language=language))}</a>'
        heading = f"<h2>{escape(piece.wording.title)}</h2>" if len(pieces) > 1 else ""
        shown.append(f"{heading}<p>{body}</p>")
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}</h1>{''.join(shown)}<hr><p><small>{escape(foot)}</small></p></body></html>\n"
    )
