"""The texts of notifications and mails, made from kind and facts in the reader's language and time zone."""

import json
import tomllib
import unicodedata
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal

from models.notifications.kinds import NotificationKind, variant
from models.text import line

# Kinds that quote what a stranger wrote, and so reach people who have nothing to do with the writer: a name must not
# end its own quotation.
QUOTING = frozenset(
    {"INVITED_TO_PARTY", "INVITED_BY_MAIL", "SEARCH_MATCHED", "TEMPLATE_QUESTION_ANSWERED"}
    | {"TEMPLATE_CHANGES_REQUESTED", "TEMPLATE_PUBLISHED", "TEMPLATE_CANCELLED"}
)
# Kinds whose instant is when something begins, and not until when something can be done.
BEGINNING = frozenset(
    {"INTERVIEW_SCHEDULED", "INTERVIEW_MOVED", "INTERVIEW_CANCELLED", "INTERVIEW_LEFT", "INTERVIEW_STARTING"}
)
# Where a number of four digits stands without a separator: `7200`, and `12.500` (minimumGroupingDigits of CLDR).
SPARING = frozenset(
    {"es", "es_EA", "es_ES", "es_GQ", "es_IC", "es_PH"}
    | {"pt_CH", "pt_CV", "pt_GQ", "pt_GW", "pt_LU", "pt_MO", "pt_MZ", "pt_PT", "pt_ST", "pt_TL"}
)
# The value of a field in the fact `changed`: a text, both bounds of a budget, or none.
Value = str | list[str | None] | None
INTERNATIONAL = Locale("en", "GB")
SIZES = ("B", "kB", "MB", "GB")
MARKS = str.maketrans(dict.fromkeys('"“”„«»', "'"))
WORDS = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Wording:
    """The title and the body of a notification or mail."""

    title: str
    body: str


def worded(kind: str, facts: Mapping[str, str], *, language: str, zone: str) -> Wording:
    """The text of a notification of this kind, or of a mail about an account; `language` is a BCP 47 tag."""
    found = words(written(language))[kind]
    template = found[variant(NotificationKind(kind), facts)] if isinstance(found, list) else found
    begins = kind in BEGINNING
    shown = {name: _shown(name, value, language, zone, begins=begins) for name, value in facts.items()}
    if kind in QUOTING:
        shown = {name: value.translate(MARKS) for name, value in shown.items()}
    return Wording(*(_said(template[part], facts, language).format(**shown) for part in ("title", "body")))


def phrase(name: str, *, language: str, section: str = "mail", **facts: str) -> str:
    """A fixed phrase of mails, such as the footer, or of calendars or pages."""
    shown = {each: _shown(each, value, language, "UTC") for each, value in facts.items()}
    return _said(words(written(language))[section][name], facts, language).format(**shown)


def label(kind: NotificationKind, *, language: str) -> str:
    """What notifications of a kind are about, as their title without its facts."""
    title = words(written(language))[kind][0]["title"]
    text = title if isinstance(title, str) else title["other"]
    return text.format_map(dict.fromkeys((name for _, name, _, _ in Formatter().parse(text) if name), "…"))


@cache
def words(language: str) -> dict[str, Any]:
    """All texts of a language in LANGUAGES, for all areas."""
    found: dict[str, Any] = {}
    for area in sorted(WORDS.glob("*.toml")):
        found |= tomllib.loads(area.read_text(encoding="utf-8"))[language]
    return found


@cache
def locale_of(language: str) -> Locale:
    """The locale of a BCP 47 tag, or the nearest one that is known."""
    parts = language.split("-")
    while len(parts) > 1:
        try:
            return Locale.parse("_".join(parts))
        except UnknownLocaleError:
            parts.pop()
    return Locale.parse(parts[0])


def written(language: str) -> str:
    """The one of LANGUAGES that a reader of this language reads."""
    locale = locale_of(language)
    return "zh-Hant" if locale.script == "Hant" else str(locale.language)


def instant(at: datetime, *, language: str, zone: str, begins: bool = False) -> str:
    """Date, time and time zone as the pages write them: `Wed, 2 Dec 2026, 23:59 UTC`.

    Unless something begins then, midnight is the end of the day before, of which the last minute is said.
    """
    local, locale = at.astimezone(ZoneInfo(zone)), _locale_of_dates(language)
    if not begins and (local.hour, local.minute) == (0, 0):
        local -= timedelta(minutes=1)
    date = format_skeleton("yMMMEd", datetime.combine(local.date(), time()), locale=locale)
    clock = f"{local:%H:%M} {_zone_name(local, locale)}"
    return str(locale.datetime_formats["medium"]).format(clock, date)


def _zone_name(local: datetime, locale: Locale) -> str:
    """The short name of the zone, or how far it is from UTC, as browsers write it: `GMT+5:30`."""
    name: str = get_timezone_name(local, "short", locale=locale)
    if not name.startswith(("+", "-")):
        return name
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return str(locale.zone_formats["gmt"]) % (f"{name[0]}{hours}" + (f":{rest:02}" if rest else ""))


def day(on: date, *, language: str) -> str:
    """A day, which is the same in every time zone, as the pages write it: `2 Dec 2026`."""
    return str(format_date(on, "medium", locale=_locale_of_dates(language)))


def _locale_of_dates(language: str) -> Locale:
    """English of no region has the day before the month, as on pages."""
    locale = locale_of(language)
    return INTERNATIONAL if str(locale) == "en" else locale


def price(money: str, *, language: str) -> str:
    """Money such as `1250.00 EUR`, formatted for the language, without decimals that are all zero, as on pages."""
    locale, (amount, currency) = locale_of(language), money.split(" ")
    decimals = amount.partition(".")[2]
    digits = len(decimals) if decimals.strip("0") else 0
    # The decimals are those of ISO 4217, and not the ones that Babel knows for some currencies.
    pattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (digits, digits)
    number, is_grouped = Decimal(amount), is_grouped_in(locale, Decimal(amount))
    return str(pattern.apply(number, locale, currency=currency, currency_digits=False, group_separator=is_grouped))


def percent(basis_points: int, *, language: str) -> str:
    """A share in hundredths of a percent, without decimals that are zero, as on pages."""
    locale = locale_of(language)
    pattern = copy(locale.percent_formats[None])
    pattern.frac_prec = (0, 2)
    return str(pattern.apply(Decimal(basis_points).scaleb(-4), locale))


def size(number: int, *, language: str) -> str:
    """A number of bytes in the largest unit that it reaches, with one decimal at most, as on pages: `52.4 MB`."""
    step = min(len(SIZES) - 1, (len(str(number)) - 1) // 3)
    locale, reached = locale_of(language), round(Decimal(number).scaleb(-3 * step), 1)
    said = format_decimal(reached, locale=locale, group_separator=is_grouped_in(locale, reached))
    return f"{said}\u00a0{SIZES[step]}"


def whole(number: int, *, language: str) -> str:
    locale = locale_of(language)
    return str(format_decimal(number, locale=locale, group_separator=is_grouped_in(locale, number)))


def is_grouped_in(locale: Locale, number: Decimal | int) -> bool:
    """Whether the number is written with separators of thousands, which Babel always writes."""
    return str(locale) not in SPARING or not -10_000 < number < 10_000


def changes(fact: str, *, language: str, zone: str) -> str:
    """The fact `changed` as a list of what has changed, with both values of what is short."""
    if not fact.startswith("{"):
        # The two bounds of a budget are one thing to a reader.
        fact = json.dumps(dict.fromkeys((name.partition(".")[0] for name in fact.split(",")), (None, None)))
    said = [_change(name, was, now, language, zone) for name, (was, now) in json.loads(fact).items()]
    return str(format_list(said, locale=locale_of(language)))


def _change(name: str, former: Value, present: Value, language: str, zone: str) -> str:
    known = words(written(language))
    field, phrases = known["fields"][name], known["changes"]
    if former is None and present is None:
        return str(field)
    values = [
        _of_field(name, each, language, zone) if each is not None else phrases["none"] for each in (former, present)
    ]
    return str(phrases["differs"]).format(field=field, former=values[0], present=values[1])


def _of_field(name: str, value: str | list[str | None], language: str, zone: str) -> str:
    phrases = words(written(language))["changes"]
    if isinstance(value, list):
        bounds = {
            name: price(bound, language=language) for name, bound in zip(("low", "high"), value, strict=True) if bound
        }
        which = "range" if len(bounds) == 2 else "".join(bounds)
        return str(phrases[which]).format(**bounds)
    match name:
        case "durationDays":
            return _said(phrases["days"], {"count": value}, language).format(count=whole(int(value), language=language))
        case "deadlineAt":
            return instant(datetime.fromisoformat(value), language=language, zone=zone)
        case "title":
            return str(phrases["title"]).format(title=plain(value).translate(MARKS))
    return plain(value)


def _said(text: str | dict[str, str], facts: Mapping[str, str], language: str) -> str:
    """The text itself, or its plural form for the fact `count`, by the rules of the language."""
    if isinstance(text, str):
        return text
    return text.get(locale_of(language).plural_form(int(facts["count"])), text["other"])


def _shown(name: str, value: str, language: str, zone: str, *, begins: bool = False) -> str:
    match name:
        case "at" | "former":
            return instant(datetime.fromisoformat(value), language=language, zone=zone, begins=begins)
        case "amount" | "fee" | "net":
            return price(value, language=language)
        case "count":
            return whole(int(value), language=language)
        case "changed":
            return changes(value, language=language, zone=zone)
        case "lapsed":
            return str(format_list([plain(each) for each in value.split("\n")], locale=locale_of(language)))
        case "answer" | "task":
            return str(words(written(language))[f"{name}s"][value])
    return plain(value)


def plain(text: str) -> str:
    """The text in one line, without characters that nobody sees or that turn others around."""
    return line("".join(" " if unicodedata.category(c) == "Cc" else c for c in text))
