"""The numbers that Word shows before paragraphs, by the rules of ECMA-376, part 1, 17.9."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped] # has no stubs

from documents.imports.guard import WORD

BULLET = "\u2022"
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
UNITS = (
    *("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"),
    *("Thirteen", "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen"),
)
TENS = ("", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety")
ORDINALS = {"One": "First", "Two": "Second", "Three": "Third", "Five": "Fifth", "Eight": "Eighth", "Nine": "Ninth"}
ORDINALS |= {"Twelve": "Twelfth"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int
    format: str
    text: str
    style: str | None
    is_legal: bool
    restarts_after: int | None
    """The level (from 1) after which it restarts; None: after each higher one; 0: never."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The list and the level of a paragraph."""

    number: str
    level: int


class Numbering:
    """Counts the paragraphs of a document, which are given to it in their order.

    `unknown` has the formats that were met and are not known; digits stand for them.
    """

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self.unknown: set[str] = set()
        self._abstract: dict[str, dict[int, Level]] = {}
        self._of_number: dict[str, str] = {}
        self._overrides: dict[str, dict[int, Level | int]] = {}
        self._styles = _styles_in(styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: etree._Element) -> None:
        links: dict[str, str] = {}
        for each in numbering.findall(WORD + "abstractNum"):
            key = _get(each, "abstractNumId") or ""
            self._abstract[key] = {level: found for level, found in map(_level, each.findall(WORD + "lvl"))}
            if link := _value(each, "numStyleLink"):
                links[key] = link
        for each in numbering.findall(WORD + "num"):
            key = _get(each, "numId") or ""
            self._of_number[key] = _value(each, "abstractNumId") or ""
            self._overrides[key] = dict(_overrides(each))
        # A list that is a style: the levels are those of the list that the style names.
        for key, style in links.items():
            number = self._styles.get(style, (None, None, None))[1]
            self._abstract[key] = self._abstract.get(self._of_number.get(number or "", ""), {})

    def of(self, paragraph: etree._Element) -> Numbered | None:
        """The list of a paragraph, its own or that of its style; None if it has none."""
        properties = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        number = level = None
        if properties is not None:
            number, level = _value(properties, "numId"), _value(properties, "ilvl")
        style = own_style = _value(paragraph.find(WORD + "pPr"), "pStyle")
        seen: set[str] = set()
        while number is None and style is not None and style not in seen:
            seen.add(style)
            based_on, number, of_style = self._styles.get(style, (None, None, None))
            level = level if level is not None else of_style
            style = based_on
        if number is None or number == "0" or number not in self._of_number:
            return None
        levels = self._levels(number)
        if level is None:
            level = next((str(each) for each, found in levels.items() if found.style == own_style), "0")
        return Numbered(number, int(level)) if level.isdigit() and int(level) in levels else None

    def _levels(self, number: str) -> dict[int, Level]:
        levels = self._abstract.get(self._of_number[number], {})
        return levels | {each: found for each, found in self._overrides[number].items() if isinstance(found, Level)}

    def text(self, numbered: Numbered) -> str:
        """Counts a paragraph, and gives what Word shows before it; empty for nothing."""
        levels, level = self._levels(numbered.number), numbered.level
        counts = self._counts.setdefault(self._of_number[numbered.number], {})
        start = self._overrides[numbered.number].get(level)
        if isinstance(start, int) and (numbered.number, level) not in self._begun:
            counts[level] = start
        else:
            counts[level] = counts[level] + 1 if level in counts else levels[level].start
        self._begun.add((numbered.number, level))
        for each in [each for each in counts if each > level and _restarts(levels.get(each), level)]:
            del counts[each]
        shown = levels[level]
        if shown.format == "bullet":
            return BULLET
        return re.sub(r"%([1-9])", lambda found: self._count(int(found[1]) - 1, levels, counts, shown), shown.text)

    def _count(self, level: int, levels: Mapping[int, Level], counts: Mapping[int, int], shown: Level) -> str:
        found = levels.get(level)
        number = counts.get(level, found.start if found else 1)
        return self._formatted(number, "decimal" if shown.is_legal or found is None else found.format)

    def _formatted(self, number: int, kind: str) -> str:
        match kind:
            case "decimal":
                return str(number)
            case "decimalZero":
                return f"{number:02}"
            case "lowerLetter":
                return _letters(number)
            case "upperLetter":
                return _letters(number).upper()
            case "lowerRoman":
                return _roman(number)
            case "upperRoman":
                return _roman(number).upper()
            case "ordinal":
                suffix = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
                return f"{number}{suffix}"
            case "cardinalText":
                return _cardinal(number)
            case "ordinalText":
                head, dash, last = _cardinal(number).rpartition("-")
                last = ORDINALS.get(last, last.removesuffix("y") + ("ieth" if last.endswith("y") else "th"))
                return head + dash + last
            case "none":
                return ""
        self.unknown.add(kind)
        return str(number)


def _restarts(level: Level | None, after: int) -> bool:
    """Whether a level restarts after a paragraph of the level `after`, from 0."""
    return level is None or level.restarts_after is None or after < level.restarts_after


def _letters(number: int) -> str:
    """a to z, then aa to zz."""
    return chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26) if 0 < number < 1000 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, letters in ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _cardinal(number: int) -> str:
    if number < 20:
        return UNITS[number]
    if number >= 100:
        return str(number)
    return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")


def _styles_in(styles: etree._Element | None) -> dict[str, tuple[str | None, str | None, str | None]]:
    """Of each style: what it is based on, its list, and its level in that."""
    found: dict[str, tuple[str | None, str | None, str | None]] = {}
    for each in [] if styles is None else styles.findall(WORD + "style"):
        properties = each.find(f"{WORD}pPr/{WORD}numPr")
        number, level = (
            (None, None) if properties is None else (_value(properties, "numId"), _value(properties, "ilvl"))
        )
        found[_get(each, "styleId") or ""] = (_value(each, "basedOn"), number, level)
    return found


def _level(element: etree._Element) -> tuple[int, Level]:
    after = _value(element, "lvlRestart")
    return int(_get(element, "ilvl") or 0), Level(
        start=_integer(_value(element, "start"), 0),
        format=_value(element, "numFmt") or "decimal",
        text=_value(element, "lvlText") or "",
        style=_value(element, "pStyle"),
        is_legal=element.find(WORD + "isLgl") is not None,
        restarts_after=None if after is None else _integer(after, 0),
    )


def _overrides(number: etree._Element) -> list[tuple[int, Level | int]]:
    found: list[tuple[int, Level | int]] = []
    for each in number.findall(WORD + "lvlOverride"):
        start, level = _value(each, "startOverride"), each.find(WORD + "lvl")
        if start is not None:
            found.append((int(_get(each, "ilvl") or 0), _integer(start, 1)))
        elif level is not None:
            found.append((int(_get(each, "ilvl") or 0), _level(level)[1]))
    return found


def _integer(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() else default


def _get(element: etree._Element, name: str) -> str | None:
    found: str | None = element.get(WORD + name)
    return found


def _value(element: etree._Element | None, name: str) -> str | None:
    """The value of a child."""
    child = None if element is None else element.find(WORD + name)
    return None if child is None else _get(child, "val")
