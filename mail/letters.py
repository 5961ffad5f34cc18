"""Letters: mails of the outbox as messages, in plain text and HTML, in the recipient's language."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, HeaderRegistry
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from html import escape
from typing import Any
from uuid import UUID

from mail.settling import MaySee
from models.accounts.addresses import PURPOSES, Issued
from models.mail import Mail
from models.notifications.kinds import NotificationKind
from models.notifications.unsubscribing import subscription
from models.notifications.wording import Wording, phrase, worded
from models.text import wire_address

# Where an invitation leads to whose reader may have no account yet.
INVITATIONS = "/invitations"
PAGES = {"VERIFY_ADDRESS": "verify-email", "CHANGE_ADDRESS": "verify-email", "RESET_PASSWORD": "reset-password"}


class Verbatim:
    """A header that is written in one line as it is: URLs that were folded or encoded would be none."""

    max_count = 1

    @classmethod
    def parse(cls, value: str, kwds: dict[str, Any]) -> None:
        kwds["parse_tree"], kwds["decoded"] = None, value

    def fold(self, *, policy: EmailPolicy) -> str:
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined] # mixed into BaseHeader


_headers = HeaderRegistry()
_headers.map_to_type("list-unsubscribe", Verbatim)  # type: ignore[arg-type] # the registry adds BaseHeader
POLICY = SMTP.clone(header_factory=_headers)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What all letters have in common."""

    sender: str
    # The URL of the front end, where their links lead.
    home: str
    # The URL of this server, where mail programs unsubscribe.
    server: str
    # The opaque id of a thing from its kind and key.
    identify: Callable[[str, UUID], str]
    # Which things a user may see when the letter is sent.
    may_see: MaySee


@dataclass(frozen=True, slots=True)
class Section:
    """One piece of news in a letter, with a link to read on."""

    wording: Wording
    link: str | None


@dataclass(frozen=True, slots=True)
class Foot:
    """Why the reader gets the letter, and links with their texts to get no more of them."""

    reason: str
    links: tuple[tuple[str, str], ...] = ()


def letter(
    mails: list[Mail], letterhead: Letterhead, *, issued: Issued | None, calendar: str | None = None, at: datetime
) -> EmailMessage:
    """One letter for mails that belong together; raises ValueError for an unusable address."""
    leader = mails[0]
    language = issued.user.language if issued else leader.language
    zone = issued.user.time_zone if issued else leader.time_zone
    # Each piece of news once: a user may have got many messages in a conversation.
    sections = list(dict.fromkeys(_section(mail, letterhead, issued, language, zone) for mail in mails))
    title = sections[0].wording.title
    if len(sections) > 1:
        title = phrase("digest", language=language, count=str(len(sections)))
    made = _addressed(leader, letterhead, title, at)
    foot = Foot(phrase("ignore", language=language))
    if leader.kind in NotificationKind.__members__ and leader.user_id is not None:
        wanted = subscription(leader.user_id, leader.address, [mail.kind for mail in mails])
        stop = f"{letterhead.server}/unsubscribe?token={wanted.token}"
        # RFC 8058
        made["List-Unsubscribe"] = f"<{stop}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        settings = f"{letterhead.home}/settings/notifications"
        texts = (phrase(each, language=language) for each in ("stop", "settings"))
        foot = Foot(phrase("because", language=language), tuple(zip(texts, (stop, settings), strict=True)))
    made.set_content(_plain(sections, foot, language), cte="quoted-printable")
    made.add_alternative(_page(title, sections, foot, language), subtype="html", cte="quoted-printable")
    made["Content-Language"] = language
    if calendar is not None:
        _attach(made, calendar)
    return made


def _attach(made: EmailMessage, calendar: str) -> None:
    """Adds a calendar entry twice, as other senders of invitations do: some programs read the one, some the other."""
    method = re.search(r"^METHOD:([A-Z]+)\s*$", calendar, re.MULTILINE)
    params = {"method": method[1]} if method else {}
    made.add_alternative(calendar, subtype="calendar", cte="base64", params=params)
    made.add_attachment(
        calendar.encode(),
        maintype="text",
        subtype="calendar",
        filename="invitation.ics",
        params={"charset": "utf-8", **params},
    )


def _addressed(mail: Mail, letterhead: Letterhead, title: str, at: datetime) -> EmailMessage:
    made = EmailMessage(policy=POLICY)
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
    if "invitation" in facts:
        wording = worded(mail.kind, facts, language=language, zone=zone)
        return Section(wording, f"{letterhead.home}{INVITATIONS}")
    subject = facts.pop("subject_type", None), facts.pop("subject_id", None)
    link = (
        f"{letterhead.home}/open/{letterhead.identify(subject[0], UUID(subject[1]))}"
        if subject[0] and subject[1]
        else None
    )
    return Section(worded(mail.kind, facts, language=language, zone=zone), link)


def _plain(sections: list[Section], foot: Foot, language: str) -> str:
    parts = []
    for section in sections:
        lines = [section.wording.title, section.wording.body] if len(sections) > 1 else [section.wording.body]
        if section.link and section.link not in section.wording.body:
            lines.append(f"{phrase('open', language=language)}: {section.link}")
        parts.append("\n".join(lines))
    ending = "\n".join([foot.reason, *(f"{text}: {link}" for text, link in foot.links)])
    return "\n\n".join([*parts, f"-- \n{ending}"]) + "\n"


def _page(title: str, sections: list[Section], foot: Foot, language: str) -> str:
    shown = []
    for section in sections:
        body = escape(section.wording.body)
        if section.link and escape(section.link) in body:
            body = body.replace(escape(section.link), f'<a href="{escape(section.link)}">{escape(section.link)}</a>')
        elif section.link:
            body += f'<br><a href="{escape(section.link)}">{escape(phrase("open", language=language))}</a>'
        heading = f"<h2>{escape(section.wording.title)}</h2>" if len(sections) > 1 else ""
        shown.append(f"{heading}<p>{body}</p>")
    links = "".join(f'<br><a href="{escape(link)}">{escape(text)}</a>' for text, link in foot.links)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title></head>'
        f"<body><h1>{escape(title)}</h1>{''.join(shown)}<hr><p><small>{escape(foot.reason)}{links}</small></p></body></html>\n"
    )
