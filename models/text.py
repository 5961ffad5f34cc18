"""Normal forms of text, one rule for each kind: address, password, line, prose, language and time zone.

A text is brought into its normal form where it comes in, and stored, compared and sent in that form.
"""

import unicodedata
from functools import cache, lru_cache
from urllib.parse import quote
from zoneinfo import available_timezones

import idna
import regex
from babel import Locale
from precis_i18n import get_profile

# Of a mail address, in octets (RFC 5321, 4.5.3.1).
LONGEST_NAME, LONGEST_ADDRESS = 64, 254
# Of a password as it was typed, in characters: more are never hashed anew.
LONGEST_SECRET = 1_024
# What mails and notifications are written in; each with any region.
LANGUAGES = ("de", "en", "es", "pt", "zh", "zh-Hant")

# Characters that nobody sees, or that only turn others around.
INVISIBLE = r"[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Noncharacter_Code_Point}\uFFF9-\uFFFB]"
# Where one of them shapes what is seen: joiners, as in RFC 5892, A.1 and A.2, and in Bengali before a virama; emoji of
# several characters; variants of ideographs, emoji and Mongolian letters; flags of regions.
SHAPING = r"""
    (?<=\p{ccc=9})[\u200C\u200D]
  | (?<=\p{L})\u200D(?=\p{ccc=9})
  | (?<=[\p{jt=L}\p{jt=D}]\p{Mn}*)\u200C(?=\p{Mn}*[\p{jt=R}\p{jt=D}])
  | (?<=[\p{jt=L}\p{jt=D}]\p{Mn}*)\u200D(?!\p{Mn}*[\p{jt=R}\p{jt=D}])
  | (?<=\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)\u200D(?=\p{Extended_Pictographic})
  | (?<=\p{Script=Han})[\uFE00-\uFE02\U000E0100-\U000E01EF]
  | (?<=[\p{Emoji}--[0-9\#*]])[\uFE0E\uFE0F]
  | (?<=[0-9\#*])\uFE0F(?=\u20E3)
  | (?<=\p{Script=Mongolian})[\u180B-\u180D\u180E\u180F]
  | \U0001F3F4[\U000E0020-\U000E007E]+\U000E007F
"""
HIDDEN = regex.compile(rf"(?P<shaping>{SHAPING})|{INVISIBLE}", regex.V1 | regex.VERBOSE)
# U+2800 is a Braille cell without a dot.
BLANKS = regex.compile(r"[\s\u2800]+")
SEEN = regex.compile(rf"[[\p{{L}}\p{{N}}\p{{P}}\p{{S}}]--{INVISIBLE}--[\u2800]]", regex.V1)
UNSTORABLE = regex.compile(r"[[\p{Cc}--[\t\n\r]]\p{Cs}]", regex.V1)
# The part of an address before the @: atoms between dots (RFC 5322, 3.2.3), of any script (RFC 6532).
ATOM = r"(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]|[[^\x00-\x7F]--[\p{C}\p{Z}]]|[\u200C\u200D])+"
NAME = regex.compile(rf"{ATOM}(?:\.{ATOM})*", regex.V1)
# Full-width forms of ASCII, as some keyboards write them.
WIDE = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
NO_ZONES = frozenset({"localtime", "posixrules", "Factory"})

_secrets = get_profile("OpaqueString")


def is_storable(text: str) -> bool:
    """Whether it has no lone surrogate, and no control character but tabs and line breaks."""
    return UNSTORABLE.search(text) is None


def line(text: str) -> str:
    """A name or title: in one line, without invisible characters; empty if nothing of it can be seen."""
    text = HIDDEN.sub(lambda found: found["shaping"] or "", text)
    return _seen(unicodedata.normalize("NFC", BLANKS.sub(" ", text).strip()))


def prose(text: str) -> str:
    """A text of several lines as it was typed, without blank lines at its ends; empty if nothing can be seen."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).rstrip()
    # The first line keeps its indentation.
    return _seen(text[text.rfind("\n", 0, len(text) - len(text.lstrip())) + 1 :])


def address(text: str) -> str | None:
    """A mail address as it is stored and compared: one form for each mailbox. None if no letter can be sent to it.

    The domain is as people read it (UTS 46, without its transitional mappings); `wire_address` has its other form.
    """
    text = line(text[: 10 * LONGEST_ADDRESS]).translate(WIDE)
    name, at, host = text.rpartition("@")
    name = unicodedata.normalize("NFC", name.lower())
    wired = _wired_host(host)
    if not at or wired is None or not NAME.fullmatch(name) or len(name.encode()) > LONGEST_NAME:
        return None
    if len(f"{name}@{wired}".encode()) > LONGEST_ADDRESS:
        return None
    return f"{name}@{idna.decode(wired)}"


def wire_address(text: str) -> str:
    """A mail address as mail servers take it, with the domain in ASCII; ValueError if no letter can be sent to it."""
    normal = address(text)
    if normal is None:
        raise ValueError("This is not a usable email address.")
    name, _, host = normal.rpartition("@")
    return f"{name}@{_wired_host(host)}"


def mail_url(text: str) -> str:
    """The mailto URL of a stored address (RFC 6068)."""
    normal = address(text)
    return f"mailto:{quote(wire_address(normal) if normal else text, safe='@')}"


def secret(password: str) -> str | None:
    """A password as it is hashed, however it was typed (RFC 8265, OpaqueString); None if it cannot be one."""
    if len(password) > LONGEST_SECRET:
        return None
    try:
        return str(_secrets.enforce(password))
    except UnicodeEncodeError:
        return None


def secrets_of(password: str) -> tuple[str, ...]:
    """The forms of a typed password that may have been hashed: passwords from before were hashed as they were typed."""
    return tuple(dict.fromkeys(form for form in (secret(password), password) if form is not None))


@lru_cache(maxsize=256)
def language_tag(text: str) -> str | None:
    """A BCP 47 tag as language, script and region, such as zh-Hant or pt-BR; None if no mail is written for it.

    Variants and extensions are left out.
    """
    found = regex.fullmatch(
        r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|[0-9]{3}))?(?:-[A-Za-z0-9]{1,8})*", text
    )
    if not found:
        return None
    language, script, region = (part or "" for part in found.groups())
    language, script, region = language.lower(), script.title(), region.upper()
    english = Locale("en")
    is_known = (not script or script in english.scripts) and (not region or region in english.territories)
    if language not in LANGUAGES or not is_known:
        return None
    return "-".join(filter(None, (language, script, region)))


@lru_cache(maxsize=256)
def asked_language(ranges: str | None) -> str:
    """The best of the languages that mails are written in, for a list such as "de-AT, de;q=0.9, en;q=0.5"; else en."""
    found: list[tuple[float, str]] = []
    for each in (ranges or "").split(",")[:20]:
        tag, _, weight = each.partition(";")
        known, quality = language_tag(tag.strip()), regex.fullmatch(r"\s*q=([01](?:\.[0-9]{0,3})?)\s*", weight)
        if known is not None and (quality or not weight):
            found.append((float(quality[1]) if quality else 1.0, known))
    best = max(found, key=lambda pair: pair[0], default=(0.0, "en"))
    return best[1] if best[0] > 0 else "en"


@cache
def zones() -> frozenset[str]:
    """The IANA time zones that are accepted."""
    return frozenset(available_timezones()) - NO_ZONES


def _seen(text: str) -> str:
    return text if SEEN.search(text) else ""


def _wired_host(host: str) -> str | None:
    """A domain name in ASCII; None if it is none, or has only one label."""
    try:
        wired = idna.encode(host, uts46=True, std3_rules=True).decode()
    except UnicodeError:
        return None
    last = wired.rpartition(".")[2]
    return wired if "." in wired and last and not last.isdigit() else None
