"""Letters: mails of the outbox as messages, in plain text and HTML, in the recipient's language."""

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
from models.text import wire_address

PAGES = {"VERIFY_ADDRESS": "verify-email", "CHANGE_ADDRESS": "verify-email", "RESET_PASSWORD": "reset-password"}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The sender of all letters, and the URL of the front end, where their links lead."""

    sender: str
    home: str
    # The opaque id of a thing from its kind and key.
    identify: Callable[[str, UUID], str]


@dataclass(frozen=True, slots=True)
class Section:
    """One piece of news in a letter, with a link to read on."""

    wording: Wording
    link: str | None


def letter(mails: list[Mail], letterhead: Letterhead, *, issued: Issued | None, at: datetime) -> EmailMessage:
    """One letter for mails that belong together; raises ValueError for an unusable address."""
    leader = mails[0]
    language = issued.user.language if issued else leader.language
    zone = issued.user.time_zone if issued else leader.time_zone
    sections = [_section(mail, letterhead, issued, language, zone) for mail in mails]
    is_news = leader.kind in NotificationKind.__members__
    title = sections[0].wording.title
    if len(sections) > 1:
        title = phrase("digest", language=language, count=str(len(sections)))
    foot = phrase("because" if is_news else "ignore", language=language)
    made = _addressed(leader, letterhead, title, at)
    if is_news:
        made["List-Unsubscribe"] = f"<{letterhead.home}/settings/notifications>"
    made.set_content(_plain(sections, foot, language), cte="quoted-printable")
    made.add_alternative(_page(title, sections, foot, language), subtype="html", cte="quoted-printable")
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


def _addressed(mail: Mail, letterhead: Letterhead, title: str, at: datetime) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    name, sender = parseaddr(letterhead.sender)
    made["From"] = Address(name, addr_spec=sender)
    local, _, host = wire_address(mail.address).rpartition("@")
    made["To"] = Address(username=local, domain=host)
    made["Subject"] = title
    made["Date"] = format_datetime(at)
    # The same for every attempt, so that the recipient can detect a repeated mail.
    made["Message-ID"] = f"<{mail.id}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    return made


def _section(mail: Mail, letterhead: Letterhead, issued: Issued | None, language: str, zone: str) -> Section:
    facts = dict(mail.facts)
    if mail.kind in PURPOSES:
        assert issued is not None
        # In the fragment, so that the token is neither logged by the front end nor sent on as a referrer.
        facts = {
            "link": f"{letterhead.home}/{PAGES[mail.kind]}#token={issued.token}",
            "at": issued.expires_at.isoformat(),
        }
        return Section(worded(mail.kind, facts, language=language, zone=zone), facts["link"])
    subject = facts.pop("subject_type", None), facts.pop("subject_id", None)
    link = (
        f"{letterhead.home}/open/{letterhead.identify(subject[0], UUID(subject[1]))}"
        if subject[0] and subject[1]
        else None
    )
    return Section(worded(mail.kind, facts, language=language, zone=zone), link)


def _plain(sections: list[Section], foot: str, language: str) -> str:
    parts = []
    for section in sections:
        lines = [section.wording.title, section.wording.body] if len(sections) > 1 else [section.wording.body]
        if section.link and section.link not in section.wording.body:
            lines.append(f"{phrase('open', language=language)}: {section.link}")
        parts.append("\n".join(lines))
    return "\n\n".join([*parts, f"-- \n{foot}"]) + "\n"


def _page(title: str, sections: list[Section], foot: str, language: str) -> str:
    shown = []
    for section in sections:
        body = escape(section.wording.body)
        if section.link and escape(section.link) in body:
            body = body.replace(escape(section.link), f'<a href="{escape(section.link)}">{escape(section.link)}</a>')
        elif section.link:
            body += f'<br><a href="{escape(section.link)}">{escape(phrase("open", language=language))}</a>'
        heading = f"<h2>{escape(section.wording.title)}</h2>" if len(sections) > 1 else ""
        shown.append(f"{heading}<p>{body}</p>")
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}</h1>{''.join(shown)}<hr><p><small>{escape(foot)}</small></p></body></html>\n"
    )
