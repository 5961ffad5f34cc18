"""The messages of refusals, in the language, forms and time zone of their readers."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel.lists import format_list

from models.errors import BasisPoints, Bytes, Facts, FieldProblem, Refusal, filled, money_in
from models.notifications.wording import day, instant, locale_of, percent, plain, price, size, written

WORDS = Path(__file__).parent / "words"
# Instants from which something can be done, and not until which.
BEGINNING = frozenset({"again_at", "earliest"})
# Facts that are words of ours, such as states: they have names in each language.
NAMED = frozenset({"what", "state", "states", "kind", "kinds", "key"})


@dataclass(frozen=True, slots=True)
class Locale:
    """Of whoever reads a refusal: the BCP 47 tag of their language, and their IANA time zone."""

    language: str = "en"
    zone: str = "UTC"


def said(refusal: Refusal | FieldProblem, locale: Locale) -> str:
    """The message of a refusal or of a field's problem; in English where the language has none for it."""
    words = messages_in(written(locale.language))
    template = words.get(refusal.template, refusal.template)
    names = (words if template is not refusal.template else messages_in("en")).get("words", {})
    return filled(template, _shown(refusal.facts, names, locale))


@cache
def messages_in(language: str) -> dict[str, Any]:
    """The messages of one of LANGUAGES by their English templates, and under `words` its names for words of ours.

    English has names alone: the messages are written in it.
    """
    path = WORDS / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _shown(facts: Facts, names: dict[str, str], locale: Locale) -> Facts:
    language, shown = locale.language, dict[str, str | int]()
    for name, fact in facts.items():
        match fact:
            case datetime():
                shown[name] = instant(fact, language=language, zone=locale.zone, begins=name in BEGINNING)
            case date():
                shown[name] = day(fact, language=language)
            case Decimal():
                shown[name] = price(money_in(fact, facts), language=language)
            case Bytes():
                shown[name] = size(fact, language=language)
            case BasisPoints():
                shown[name] = percent(fact, language=language)
            case int():
                shown[name] = fact
            case str() if name == "country":
                shown[name] = locale_of(language).territories.get(fact, fact)
            case _:
                listed = [fact] if isinstance(fact, str) else fact
                told = [names.get(each, _english(each)) if name in NAMED else plain(each) for each in listed]
                shown[name] = str(format_list(told, style="or", locale=locale_of(language)))
    return shown


def _english(name: str) -> str:
    """A word of ours as people read it: `IN_PROGRESS` is in progress, and `B2B` stays."""
    words = name.replace("_", " ")
    return words.lower() if words.replace(" ", "").isalpha() else name
