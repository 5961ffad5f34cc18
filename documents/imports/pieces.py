"""Text of pandoc's tree letter by letter, so that something is found across its formatting and replaced."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Node = dict[str, Any]

FORMATTING = ("Strong", "Emph", "Underline", "Strikeout", "SmallCaps", "Superscript", "Subscript")
# Stands in the text for a node that has none of its own.
OPAQUE = "\ufffc"


@dataclass(frozen=True, slots=True)
class Piece:
    """One letter, or one node that is no letter, with the formatting around it from outside in."""

    letter: str
    formatting: tuple[str, ...] = ()
    node: Node | None = None


def text_of(pieces: Iterable[Piece]) -> str:
    return "".join(each.letter for each in pieces)


def pieces_of(inlines: Iterable[Node], seen: Callable[[Node], None], formatting: tuple[str, ...] = ()) -> list[Piece]:
    """The pieces of inlines. Links and images are told to `seen`; of links the text remains, of images nothing."""
    return list(_pieces(inlines, seen, formatting))


def _pieces(inlines: Iterable[Node], seen: Callable[[Node], None], formatting: tuple[str, ...]) -> Iterator[Piece]:
    for each in inlines:
        match each["t"]:
            case "Str" | "Code":
                text = each["c"] if each["t"] == "Str" else each["c"][1]
                yield from (Piece(letter, formatting) for letter in text)
            case "Space" | "SoftBreak":
                yield Piece(" ", formatting)
            case "LineBreak":
                yield Piece("\n", formatting)
            case kind if kind in FORMATTING:
                yield from _pieces(each["c"], seen, formatting if kind in formatting else (*formatting, kind))
            case "Span" | "Cite":
                yield from _pieces(each["c"][1], seen, formatting)
            case "Quoted":
                marks = "\u201c\u201d" if each["c"][0]["t"] == "DoubleQuote" else "\u2018\u2019"
                yield Piece(marks[0], formatting)
                yield from _pieces(each["c"][1], seen, formatting)
                yield Piece(marks[1], formatting)
            case "Link":
                seen(each)
                yield from _pieces(each["c"][1], seen, formatting)
            case "Image":
                seen(each)
            case "Note" | "Math":
                yield Piece(OPAQUE, formatting, each)


def replaced(pieces: list[Piece], pattern: re.Pattern[str], by: Callable[[re.Match[str]], str | None]) -> list[Piece]:
    """The pieces with matches replaced by Typst, in the formatting of the first letter; None keeps one, "" drops it."""
    found: list[Piece] = []
    at = 0
    for match in pattern.finditer(text_of(pieces)):
        typst = by(match)
        if typst is None:
            continue
        found += pieces[at : match.start()]
        if typst:
            node = {"t": "RawInline", "c": ["typst", typst]}
            found.append(Piece(OPAQUE, pieces[match.start()].formatting, node))
        at = match.end()
    return found + pieces[at:]


def inlines_of(pieces: Iterable[Piece]) -> list[Node]:
    """The inlines of pieces, with formatting that belongs together in one node."""
    found: list[Node] = []
    for each in pieces:
        place = found
        for kind in each.formatting:
            if not place or place[-1].get("t") != kind:
                place.append({"t": kind, "c": []})
            place = place[-1]["c"]
        if each.node is not None:
            place.append(each.node)
        elif each.letter in (" ", "\n"):
            place.append({"t": "Space" if each.letter == " " else "LineBreak"})
        elif place and place[-1].get("t") == "Str":
            place[-1]["c"] += each.letter
        else:
            place.append({"t": "Str", "c": each.letter})
    return found


def trimmed(pieces: list[Piece]) -> list[Piece]:
    """The pieces without blanks at both ends."""
    text = text_of(pieces)
    return pieces[len(text) - len(text.lstrip(" \n\u2002")) : len(text.rstrip())]
