"""The texts of notifications and mails, made from kind and facts in the reader's language and time zone."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_name
from babel.numbers import format_decimal

from models.notifications.kinds import NotificationKind, variant

# Bidirectional control characters: they can also change how the text after them is displayed.
STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Kinds that quote what a stranger wrote, and so reach people who have nothing to do with the writer: a name must not
# end its own quotation.
QUOTING = frozenset({"INVITED_TO_PARTY", "INVITED_BY_MAIL", "SEARCH_MATCHED"})
MARKS = str.maketrans(dict.fromkeys('"“”„«»', "'"))
WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Wording:
    """The title and the body of a notification or mail."""

    title: str
    body: str


def worded(kind: str, facts: Mapping[str, str], *, language: str, zone: str) -> Wording:
    """The text of a notification of this kind, or of a mail about an account."""
    found = words(language)[kind]
    template = found[variant(NotificationKind(kind), facts)] if isinstance(found, list) else found
    shown = {name: _shown(name, value, language, zone) for name, value in facts.items()}
    if kind in QUOTING:
        shown = {name: value.translate(MARKS) for name, value in shown.items()}
    return Wording(*(_said(template[part], facts, language).format(**shown) for part in ("title", "body")))


def phrase(name: str, *, language: str, **facts: str) -> str:
    """A fixed phrase of mails, such as the footer."""
    shown = {each: _shown(each, value, language, "UTC") for each, value in facts.items()}
    return _said(words(language)["mail"][name], facts, language).format(**shown)


@cache
def words(language: str) -> dict[str, Any]:
    """All texts of a language in LANGUAGES, for all areas."""
    found: dict[str, Any] = {}
    for area in sorted(WORDS.glob("*.toml")):
        found |= tomllib.loads(area.read_text(encoding="utf-8"))[language]
    return found


def instant(at: datetime, *, language: str, zone: str) -> str:
    """Date, time and time zone, formatted for the language."""
    local, locale = at.astimezone(ZoneInfo(zone)), Locale.parse(language)
    clock = f"{format_time(local, 'short', locale=locale)} {get_timezone_name(local, 'short', locale=locale)}"
    return str(locale.datetime_formats["medium"]).format(clock, format_date(local, "long", locale=locale))


def _said(text: str | dict[str, str], facts: Mapping[str, str], language: str) -> str:
    """The text itself, or its plural form for the fact `count`, by the rules of the language."""
    if isinstance(text, str):
        return text
    return text.get(Locale.parse(language).plural_form(int(facts["count"])), text["other"])


def _shown(name: str, value: str, language: str, zone: str) -> str:
    match name:
        case "at":
            return instant(datetime.fromisoformat(value), language=language, zone=zone)
        case "count":
            return str(format_decimal(int(value), locale=language))
        case "answer":
            return str(words(language)["answers"][value])
    return plain(value)


def plain(text: str) -> str:
    """The text in one line, without control characters and without those in STEERING."""
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text if c not in STEERING).split())
